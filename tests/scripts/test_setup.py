"""The set-up's steps: done once, done again when something changed, never believed half-way."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import serve, stamps, system
from scripts.frontend import ours
from scripts.stamps import Step
from scripts.system import Need, NotReady


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty checkout with stamps of its own."""
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    monkeypatch.setattr(stamps, "STAMPS", tmp_path / "stamps")
    return tmp_path


class Copying:
    """A step that copies a file and counts how often."""

    def __init__(self, folder: Path) -> None:
        self.source, self.target = folder / "in", folder / "out"
        self.source.write_text("1")
        self.runs = 0

    def run(self) -> None:
        self.runs += 1
        self.target.write_text(self.source.read_text())

    def ensure(self) -> None:
        Step(name="copy", says="copying", run=self.run, inputs=(self.source,), outputs=(self.target,)).ensure()


def test_a_step_is_done_once(checkout: Path) -> None:
    copying = Copying(checkout)
    copying.ensure()
    copying.ensure()
    assert copying.runs == 1


def test_a_step_is_done_again_when_an_input_changed(checkout: Path) -> None:
    copying = Copying(checkout)
    copying.ensure()
    copying.source.write_text("2")
    copying.ensure()
    assert copying.target.read_text() == "2"


def test_a_step_is_done_again_when_its_output_is_gone(checkout: Path) -> None:
    copying = Copying(checkout)
    copying.ensure()
    copying.target.unlink()
    copying.ensure()
    assert copying.runs == 2


def test_an_interrupted_step_leaves_no_stamp(checkout: Path) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    step = Step(name="long", says="working", run=interrupted)
    with pytest.raises(KeyboardInterrupt):
        step.ensure()
    assert not step.is_done()


def test_one_line_names_all_missing_packages() -> None:
    needs = [Need("type", "libtype1", lambda: False), Need("here", "here", lambda: True)]
    needs.append(Need("ink", "libink2", lambda: False))
    with pytest.raises(NotReady) as refused:
        system.require(needs)
    assert str(refused.value) == "Missing: type; ink. On Debian or Ubuntu: sudo apt-get install -y libtype1 libink2"


def test_an_unknown_library_is_missing() -> None:
    assert not system.loads("libnothing-of-the-kind.so.9")()


def test_a_taken_port_is_named_after_the_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "PATIENCE", 0.0)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(NotReady, match=f"Port {port} is taken"):
            serve.wait_for(port)


def test_a_free_port_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    serve.wait_for(port)


def test_style_sheets_lose_foreign_faces_and_point_to_our_folders() -> None:
    css = '@font-face{font-family:"GDS Transport";src:url(/assets/fonts/a.woff2)}a{font-family:"GDS Transport",arial,'
    css += "sans-serif;background:url(/assets/images/icon-search.svg)}"
    changed = ours(css)
    assert "GDS" not in changed
    assert "url(assets/images/icon-search.svg)" in changed


def test_the_set_up_runs_on_a_bare_python() -> None:
    """Nothing but the standard library may be imported before anything is installed."""
    code = "import scripts.setup, scripts.system, scripts.frontend, scripts.serve"
    asked = [sys.executable, "-S", "-E", "-c", code]
    assert subprocess.run(asked, check=False, cwd=Path(stamps.__file__).parents[1]).returncode == 0
