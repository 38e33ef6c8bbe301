"""The Song faces that documents are printed with, made once from the npm package at set-up.

Owns `<var>/fonts`: two small faces (GB 2312, symbols and Latin, regular and bold) that nearly every page needs, the
whole regular face for rare characters in names, and a manifest that says what they were made from and which characters
they hold. WeasyPrint reads and subsets a small TrueType face several times faster than a whole one.
Refuses to print with half a set: the manifest is written last, each file by renaming.

Run it with `python -m portal.documents.fonts`.
"""

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final, Self

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

RECIPE: Final = "2"
"""Raise it when what is made from the same source changes."""

SOURCE: Final = Path("node_modules/@expo-google-fonts/noto-serif-sc")
REGULAR: Final = Path("400Regular/NotoSerifSC_400Regular.ttf")
BOLD: Final = Path("700Bold/NotoSerifSC_700Bold.ttf")

FAMILY: Final = "Portal Song"
RARE_FAMILY: Final = "Portal Song Rare"
MANIFEST: Final = "manifest.json"

LAYOUT_FEATURES: Final = ("kern", "chws")
"""Kerning of Latin, and 标点挤压: two Chinese punctuation marks in a row take the room of one and a half."""

ASKED_FOR: Final = "chws"
ALWAYS_ON: Final = "dist"
"""HarfBuzz applies `chws` only when asked, and asking WeasyPrint 70 for a feature leaks memory with every line.
So the small faces hold it under a tag that is applied without asking."""

UNITS_PER_EM: Final = 512
"""Half the resolution of the source takes a tenth off every document; at 22 points it is still 1,600 units an inch."""

UNUSED_TABLES: Final = ("BASE", "STAT", "gasp", "prep", "vhea", "vmtx")

SYMBOLS: Final = (
    *range(0x0020, 0x007F),
    *range(0x00A0, 0x0180),
    *range(0x2010, 0x2040),
    *range(0x2150, 0x2190),
    *range(0x2460, 0x2474),
    *range(0x3000, 0x3040),
    *range(0xFF00, 0xFFF0),
    *map(ord, "€№℃←↑→↓√✓○●□■△▲☆★"),
)
"""What documents print besides GB 2312: Latin, punctuation, circled and Roman numbers, full-width forms, marks."""


class FontsMissing(Exception):
    """The faces, or the package they are made from, are not there; the message says what to run."""


@dataclass(frozen=True, slots=True)
class FontFace:
    """One file of the set, as a style sheet names it."""

    family: str
    weight: int
    path: Path

    def css(self) -> str:
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weight};'
            f' src: url("{self.path.as_uri()}"); }}'
        )


@dataclass(frozen=True, slots=True)
class FontSet:
    """The faces in a folder and the characters that can be printed with them."""

    folder: Path
    faces: tuple[FontFace, ...]
    characters: frozenset[str]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The finished set in a folder; raises `FontsMissing` when there is none."""
        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise FontsMissing(f"no fonts in {folder}: run python -m portal.documents.fonts") from None
        root = folder.resolve()
        spans = manifest["characters"]
        characters = frozenset(chr(code) for first, last in spans for code in range(first, last + 1))
        return cls(root, _faces(root), characters)

    def missing(self, text: str) -> list[str]:
        """The characters of a text that no face holds, each once, in order of appearance."""
        return [sign for sign in dict.fromkeys(text) if sign not in self.characters and not sign.isspace()]


def build(source: Path, target: Path) -> bool:
    """Make the set in `target` from the package in `source`; answers whether anything had to be done."""
    regular, bold = source / REGULAR, source / BOLD
    if not (regular.is_file() and bold.is_file()):
        raise FontsMissing(f"no font package in {source}: run npm ci")
    digest = _digest(regular, bold)
    if _is_made(target, digest):
        return False
    target.mkdir(parents=True, exist_ok=True)
    small, bold_small, rare = (face.path for face in _faces(target))
    _write_subset(regular, small)
    _write_subset(bold, bold_small)
    _write(rare, regular.read_bytes())
    manifest = {"made_from": digest, "characters": list(_spans(_coverage(regular)))}
    _write(target / MANIFEST, json.dumps(manifest).encode())
    return True


def _faces(folder: Path) -> tuple[FontFace, FontFace, FontFace]:
    return (
        FontFace(FAMILY, 400, folder / "song-400.ttf"),
        FontFace(FAMILY, 700, folder / "song-700.ttf"),
        FontFace(RARE_FAMILY, 400, folder / "song-whole-400.ttf"),
    )


def _digest(*files: Path) -> str:
    digest = hashlib.sha256(RECIPE.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _is_made(target: Path, digest: str) -> bool:
    try:
        manifest = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return False
    return bool(manifest.get("made_from") == digest) and all(face.path.is_file() for face in _faces(target))


def _write_subset(source: Path, target: Path) -> None:
    options = Options()
    options.layout_features = list(LAYOUT_FEATURES)
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.drop_tables += UNUSED_TABLES
    part = target.with_suffix(f".{os.getpid()}.part")
    with TTFont(source, lazy=True) as font:
        wanted = _gb2312().union(SYMBOLS) & set(font.getBestCmap())
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        scale_upem(font, UNITS_PER_EM)
        _apply_always(font)
        font.save(part)
    part.replace(target)


def _apply_always(font: TTFont) -> None:
    records = font["GPOS"].table.FeatureList.FeatureRecord
    for record in records:
        if record.FeatureTag == ASKED_FOR:
            record.FeatureTag = ALWAYS_ON


def _write(target: Path, content: bytes) -> None:
    part = target.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(target)


def _gb2312() -> set[int]:
    """The 7,445 characters of GB 2312, by asking the codec for every place of its table."""
    places = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(sign) for place in places if (sign := place.decode("gb2312", errors="ignore"))}


def _coverage(face: Path) -> list[int]:
    with TTFont(face, lazy=True) as font:
        return sorted(font.getBestCmap())


def _spans(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Sorted code points as first-last pairs: neighbours have the same distance from their place."""
    for _, run in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0]):
        members = [code for _, code in run]
        yield members[0], members[-1]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m portal.documents.fonts", description="Make the print faces.")
    parser.add_argument("--source", type=Path, default=SOURCE)
    parser.add_argument("--to", type=Path, default=Path(os.environ.get("PORTAL_VAR", "var")) / "fonts")
    options = parser.parse_args(arguments)
    try:
        made = build(options.source, options.to)
    except FontsMissing as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    sys.stdout.write(f"fonts {'made' if made else 'already there'}: {options.to}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
