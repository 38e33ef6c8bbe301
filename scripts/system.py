"""What must come from the operating system: libraries, fonts and a browser that pip and npm cannot bring.

Owns the list of Debian packages and the one-line message that names the missing ones.
Refuses to install anything: a person decides that (`.ci/run` does it on throw-away machines).
"""

import ctypes
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final


class NotReady(Exception):
    """The set-up cannot go on; the message is one line for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class Need:
    """A thing this machine must have, the package that brings it, and how to tell that it is there."""

    what: str
    package: str
    is_met: Callable[[], bool]


def loads(*names: str) -> Callable[[], bool]:
    """A shared library is there when one of its names can be loaded."""

    def check() -> bool:
        for name in names:
            try:
                ctypes.CDLL(name)
            except OSError:
                continue
            return True
        return False

    return check


def runs(*programs: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(program) for program in programs)


def has_chinese_font() -> bool:
    """Chromium needs a Chinese face for readable pages; any Noto CJK, Source Han or WenQuanYi will do."""
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    names = ("*CJK*", "*SourceHan*", "*wqy*", "*uming*", "*ukai*", "*NotoSansSC*")
    return any(next(folder.rglob(name), None) for folder in folders if folder.is_dir() for name in names)


PRINTING: Final = (
    Need(
        "Pango, which sets the type of documents",
        "libpangoft2-1.0-0",
        loads("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    ),
    Need(
        "HarfBuzz subset, which embeds fonts in documents",
        "libharfbuzz-subset0",
        loads("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    ),
)
BROWSER: Final = (
    Need("Chromium, which drives the browser tests", "chromium", runs("chromium", "chromium-browser", "google-chrome")),
    Need("a Chinese font for the browser", "fonts-noto-cjk", has_chinese_font),
)
READING: Final = (Need("pdftotext, with which tests read documents", "poppler-utils", runs("pdftotext")),)


def require(needs: Iterable[Need]) -> None:
    """Raise `NotReady` with one line that names everything missing and the command that brings it."""
    missing = [need for need in needs if not need.is_met()]
    if missing:
        things = "; ".join(need.what for need in missing)
        packages = " ".join(need.package for need in missing)
        raise NotReady(f"Missing: {things}. On Debian or Ubuntu: sudo apt-get install -y {packages}")


def main(arguments: list[str]) -> int:
    """Print the Debian packages that this machine lacks: of all needs, or with `run` those for serving."""
    needs = PRINTING if arguments == ["run"] else (*PRINTING, *BROWSER, *READING)
    print(" ".join(need.package for need in needs if not need.is_met()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
