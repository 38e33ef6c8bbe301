"""Printing one receipt: our way against the naive way, interleaved; its size; and whether memory stays flat.

The naive way is what one writes first: the whole Chinese face, a new font configuration and style sheet for every
document, tables laid out by content, and no archive format. The whole face is fonts-noto-cjk where it is installed,
else the unreduced face that ours are made from.
"""

import gc
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time
from typing import Final

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from bench import Ratio
from portal.documents.fonts import RARE_FAMILY, FontSet
from portal.documents.renderer import Renderer
from portal.documents.samples import MATERIALS, RECEIPT
from portal.domain.documents import FilingReceipt

ROOT: Final = Path(__file__).parents[1]
FONTS: Final = ROOT / "var" / "fonts"
TEMPLATES: Final = ROOT / "templates" / "documents"
SYSTEM_FACE: Final = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")

ROUNDS: Final = 15
WARM_ROUNDS: Final = 30
MEMORY_ROUNDS: Final = 300
ROWS: Final = 15

TARGET_TIME: Final = 0.5
TARGET_SIZE: Final = 1.0
LARGEST: Final = 70_000
TARGET_MEMORY: Final = 1.05
PAGE_SIZE: Final = 4096

FIFTEEN_ROWS: Final = replace(RECEIPT, materials=(MATERIALS * 2)[:ROWS])


def run() -> list[Ratio]:
    """Memory first, because the naive way leaks."""
    renderer = Renderer(fonts=FONTS, templates=TEMPLATES, verify_url="http://127.0.0.1:8000/verify")
    renderer.warm_up(RECEIPT)
    memory = memory_over_many(renderer)
    naive = NaiveRenderer(renderer)
    ours_seconds, naive_seconds = interleaved(lambda: renderer.render(FIFTEEN_ROWS), lambda: naive.render(FIFTEEN_ROWS))
    return [
        Ratio.at_most(
            "PDF: time against the naive way",
            ours=ours_seconds * 1000,
            floor=naive_seconds * 1000,
            unit="ms",
            target=TARGET_TIME,
        ),
        Ratio.at_most(
            "PDF: size against 70 KB",
            ours=len(renderer.render(FIFTEEN_ROWS)) / 1000,
            floor=LARGEST / 1000,
            unit="KB",
            target=TARGET_SIZE,
        ),
        memory,
    ]


def memory_over_many(renderer: Renderer) -> Ratio:
    """Resident memory after 300 more documents against memory after the first few."""
    _print_many(renderer, WARM_ROUNDS)
    before = _resident_megabytes()
    _print_many(renderer, MEMORY_ROUNDS)
    return Ratio.at_most(
        "PDF: memory after 300 documents",
        ours=_resident_megabytes(),
        floor=before,
        unit="MB",
        target=TARGET_MEMORY,
    )


def interleaved(*ways: Callable[[], object]) -> list[float]:
    """The median processor seconds of each way, one round of each after the other."""
    times: list[list[float]] = [[] for _ in ways]
    for _ in range(ROUNDS):
        for way, taken in zip(ways, times, strict=True):
            gc.collect()
            start = process_time()
            way()
            taken.append(process_time() - start)
    return [median(taken) for taken in times]


class NaiveRenderer:
    """The same page printed without any of the settings that make it quick."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        face, family = _whole_face()
        style = (TEMPLATES / "style.css").read_text(encoding="utf-8")
        style = style.replace('"Portal Song Rare"', "serif").replace('"Portal Song"', f'"{family}"')
        self._style = face + style.replace("table-layout: fixed;", "")

    def render(self, content: FilingReceipt) -> bytes:
        page = re.sub(r"<colgroup>.*?</colgroup>", "", self._renderer.page(content))
        fonts = FontConfiguration()
        style = CSS(string=self._style, font_config=fonts)
        printed: bytes = HTML(string=page).write_pdf(stylesheets=[style], font_config=fonts)
        return printed


def _whole_face() -> tuple[str, str]:
    if SYSTEM_FACE.is_file():
        return "", "Noto Serif CJK SC"
    whole = next(face for face in FontSet.load(FONTS).faces if face.family == RARE_FAMILY)
    return whole.css(), whole.family


def _print_many(renderer: Renderer, count: int) -> None:
    for number in range(count):
        renderer.render(replace(FIFTEEN_ROWS, query_code=f"{number:06d}"))
    gc.collect()


def _resident_megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * PAGE_SIZE / 1_000_000
