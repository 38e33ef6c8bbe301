"""The set-up behind every make target: `python3 -m scripts.setup [dev | test]`.

Owns the order of the steps. Runs on a bare Python 3.11 or newer, before anything is installed; every step
may be interrupted and repeated, and two set-ups at once wait for each other.
Refuses to go on when a system library is missing, in one line that names the Debian package.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from scripts import frontend
from scripts.stamps import ROOT, STAMPS, VENV, Step
from scripts.system import BROWSER, PRINTING, READING, NotReady, require

OLDEST_PYTHON: Final = (3, 11)
PYTHON: Final = VENV / "bin" / "python"
VAR: Final = Path(os.environ.get("PORTAL_VAR") or ROOT / "var").resolve()
LOCALES: Final = ROOT / "translations"


def command(*words: str | Path) -> None:
    """Run one command of the set-up; its own output explains a failure."""
    done = subprocess.run([str(word) for word in words], cwd=ROOT, check=False)
    if done.returncode:
        raise NotReady(f"Failed (exit {done.returncode}, see above): {' '.join(str(word) for word in words)}")


def make_venv() -> None:
    """A virtual environment with a working pip; one left half-made by an interruption is made again."""
    if not has_pip():
        try:
            command(sys.executable, "-m", "venv", "--clear", VENV)
        except NotReady:
            shutil.rmtree(VENV, ignore_errors=True)
            name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
            raise NotReady(f"Python cannot make virtual environments. On Debian: apt-get install -y {name}") from None


def has_pip() -> bool:
    asked = [str(PYTHON), "-m", "pip", "--version"]
    return PYTHON.exists() and subprocess.run(asked, capture_output=True, check=False).returncode == 0


def install(requirements: Path) -> None:
    """Exactly the versions and digests of the file."""
    quiet = ("-q", "--disable-pip-version-check", "--no-input", "--no-deps")
    command(PYTHON, "-m", "pip", "install", *quiet, "--require-hashes", "-r", requirements)


def compile_translations() -> None:
    if LOCALES.is_dir():
        command(VENV / "bin" / "pybabel", "-q", "compile", "-d", LOCALES)


def make_fonts() -> None:
    command(PYTHON, "-m", "portal.documents.fonts", "--to", VAR / "fonts")


def migrate() -> None:
    """Bring the database up to date; nothing happens when it is."""
    VAR.mkdir(parents=True, exist_ok=True)
    command(VENV / "bin" / "flask", "database", "upgrade")


def requirements_step(name: str) -> Step:
    path = ROOT / f"{name}.txt"
    return Step(name=name, says=f"installing {path.name}", run=lambda: install(path), inputs=(path,))


def steps(*, dev: bool) -> Iterator[Step]:
    """Everything that is remembered by a stamp, in order."""
    yield Step(name="venv", says="making .venv", run=make_venv, outputs=(PYTHON,))
    yield requirements_step("requirements")
    if dev:
        yield requirements_step("requirements-dev")
    yield from frontend.STEPS
    catalogues = tuple(sorted(LOCALES.glob("*/LC_MESSAGES/*.po")))
    yield Step(
        name="translations",
        says="compiling translations",
        run=compile_translations,
        inputs=catalogues,
        outputs=tuple(path.with_suffix(".mo") for path in catalogues),
    )
    yield Step(
        name="fonts",
        says="making the fonts of documents (once, about a minute)",
        run=make_fonts,
        inputs=(frontend.LOCK, ROOT / "portal" / "documents" / "fonts.py"),
        outputs=(VAR / "fonts" / "manifest.json",),
    )


@contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time in this checkout."""
    with (ROOT / "Makefile").open() as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def set_up(*, dev: bool, test: bool) -> None:
    require((*PRINTING, *BROWSER, *READING) if test else PRINTING)
    with alone():
        if not PYTHON.exists():
            shutil.rmtree(STAMPS, ignore_errors=True)
        for step in steps(dev=dev or test):
            step.ensure()
        migrate()


def main(arguments: list[str]) -> int:
    if sys.version_info < OLDEST_PYTHON:
        sys.stderr.write("Python 3.11 or newer is needed. On Debian: apt-get install -y python3\n")
        return 1
    try:
        set_up(dev="dev" in arguments, test="test" in arguments)
    except NotReady as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted; the next start goes on from here.\n")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
