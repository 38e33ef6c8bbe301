"""One renderer for all document tests, with the faces made at set-up (made here if they are not there yet)."""

from pathlib import Path
from typing import Final

import pytest

from portal.documents import fonts
from portal.documents.renderer import Renderer

ROOT: Final = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def font_folder() -> Path:
    folder = ROOT / "var" / "fonts"
    source = ROOT / fonts.SOURCE
    if source.is_dir():
        fonts.build(source, folder)
    return folder


@pytest.fixture(scope="session")
def renderer(font_folder: Path) -> Renderer:
    return Renderer(
        fonts=font_folder,
        templates=ROOT / "templates" / "documents",
        verify_url="http://127.0.0.1:8000/verify",
    )
