"""The demonstration seal: a round mark where an agency's seal would be.

Owns its drawing. Refuses to look like a real seal 公章: a dashed ring without a star, and words that say
that it has no legal force 演示签章 无法律效力.
"""

from functools import cache
from html import escape
from math import cos, radians, sin
from typing import Final
from urllib.parse import quote

from portal.documents.fetcher import OWN_PICTURE
from portal.documents.fonts import FAMILY, RARE_FAMILY

INK: Final = "#c8161d"
CENTRE: Final = 100
TEXT_RADIUS: Final = 72
ARC: Final = 200
"""Degrees of the circle that the name covers, at most."""

STEP: Final = 22


@cache
def seal_picture(name: str) -> str:
    """The demonstration seal with an office's name along its upper edge, as a picture for an `img` element."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="200" height="200">'
        f'<circle cx="100" cy="100" r="96" fill="none" stroke="{INK}" stroke-width="3" stroke-dasharray="9 5"/>'
        f'<g fill="{INK}" font-family="{FAMILY}, {RARE_FAMILY}" text-anchor="middle">'
        f"{_arc(name)}"
        '<text x="100" y="102" font-size="26">演示签章</text>'
        '<text x="100" y="131" font-size="19">无法律效力</text>'
        "</g></svg>"
    )
    return OWN_PICTURE + quote(drawing)


def _arc(name: str) -> str:
    step = min(STEP, ARC / max(1, len(name) - 1))
    first = -step * (len(name) - 1) / 2
    return "".join(_letter(letter, first + place * step) for place, letter in enumerate(name))


def _letter(letter: str, angle: float) -> str:
    x = CENTRE + TEXT_RADIUS * sin(radians(angle))
    y = CENTRE - TEXT_RADIUS * cos(radians(angle))
    place = f'x="{x:.2f}" y="{y:.2f}" transform="rotate({angle:.2f} {x:.2f} {y:.2f})"'
    return f'<text {place} font-size="19">{escape(letter)}</text>'
