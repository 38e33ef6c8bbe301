"""Single defects sown into a bundle with papers, redirects and steps of the applicant: code, line, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.definitions.findings import Level
from portal.definitions.lint import lint
from tests.factories.bundle import bundle
from tests.factories.faults import Fault, read_faults

FAULTS = read_faults(Path(__file__).with_name("bundle_faults.yaml"))["bundle"]


def test_the_bundle_is_sound(tmp_path: Path) -> None:
    path = bundle(tmp_path)
    assert [str(one) for one in lint(tmp_path, [path]) if one.level is not Level.INFO and one.code != "SAME-CODE"] == []


@pytest.mark.parametrize("one", FAULTS, ids=str)
def test_a_defect_of_a_bundle_is_named(tmp_path: Path, one: Fault) -> None:
    path = bundle(tmp_path, (one.old, one.new))
    words = path.read_text(encoding="utf-8")
    assert one.at in words, f"{one.at!r} is not in {path}"
    line = words[: words.index(one.at)].count("\n") + 1
    found = [each for each in lint(tmp_path, [path]) if each.level is Level.ERROR]
    told = "\n".join(map(str, found))
    assert (one.code, line) in {(each.code, each.line) for each in found}, told
    assert {each.code for each in found} <= {one.code, *one.also}, told
