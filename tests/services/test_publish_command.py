"""`flask workflows publish`, from the checks to LOCK and the book, on a portal of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from portal.app import create_app
from portal.container import build_container
from portal.definitions import digests
from portal.settings import Environment, Settings
from tests.factories.definitions import SMALL
from tests.factories.versions import county_with, press_for, write_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return county_with(tmp_path)


@pytest.fixture
def run(sqlite_url: str, tmp_path: Path, folder: Path) -> Iterator[Callable[..., Result]]:
    settings = Settings(
        environment=Environment.TEST,
        secret_key="for tests",
        var=tmp_path / "var",
        database_url=sqlite_url,
        base_url="http://localhost",
        workflows=folder,
    )
    container = build_container(settings)
    app = create_app(container=replace(container, press=press_for(folder, container.press.book)))
    yield lambda *arguments: app.test_cli_runner().invoke(args=["workflows", *arguments])
    container.close()


def test_a_version_is_checked_compared_previewed_and_published(
    run: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    preview = tmp_path / "preview"
    result = run("publish", f"{SMALL}/2", "--effective", "2099-12-01", "--preview", str(preview), "--yes")
    assert result.exit_code == 0, result.output
    assert "NOT-LOCKED" in result.output
    assert "办理时限：承诺办结时限由7" in result.output
    assert "Time limits: promised until the decision from 7 working days to 8 working days" in result.output
    assert (preview / f"{SMALL}-v2-acceptance_notice.pdf").exists()
    assert str(digests.read_lock(folder)[f"{SMALL}/v2.yaml"].effective) == "2099-12-01"
    assert f"{SMALL}/v2  公共场所卫生许可  published, from 2099-12-01  0 open" in run("versions").output
    again = run("publish", f"{SMALL}/2", "--yes")
    assert (again.exit_code, "published already" in again.output) == (1, True)


def test_checking_alone_publishes_nothing(run: Callable[..., Result], folder: Path) -> None:
    result = run("publish", str(folder / SMALL / "v2.yaml"), "--check")
    assert (result.exit_code, "nothing was published" in result.output) == (0, True)
    assert f"{SMALL}/v2.yaml" not in digests.read_lock(folder)


def test_errors_and_days_in_the_past_stop_it(run: Callable[..., Result], folder: Path) -> None:
    past = run("publish", f"{SMALL}/2", "--effective", "2020-01-01", "--yes")
    assert (past.exit_code, "Enter today or a later day" in past.output) == (1, True)
    write_version(folder, 2, ("after: [review]", "after: [revue]"))
    broken = run("publish", f"{SMALL}/2", "--yes")
    assert broken.exit_code == 1
    assert "UNKNOWN-STEP" in broken.output
    assert f"{SMALL}/v2.yaml" not in digests.read_lock(folder)
