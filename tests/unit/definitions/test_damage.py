"""Whatever somebody does to a file, the lint answers with findings, never with a crash."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.definitions.catalogue import open_catalogue
from portal.definitions.findings import DefinitionsInvalid, errors_in
from portal.definitions.lint import lint
from tests.factories.definitions import SMALL, scratch

WORDS = [
    "",
    "~",
    "on",
    "5",
    "-1",
    "2.5",
    "true",
    "[]",
    "{}",
    "x",
    "{fact: x}",
    "[1, 2]",
    "{zh: x}",
    "*",
    '"',
    "\x00",
    "- ",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_line_is_survived(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = scratch(Path(name))
        path = folder / SMALL / "v1.yaml"
        lines = path.read_text(encoding="utf-8").splitlines()
        at = data.draw(st.integers(0, len(lines) - 1))
        head, colon, _ = lines[at].partition(":")
        lines[at] = f"{head}{colon} {data.draw(st.sampled_from(WORDS))}" if data.draw(st.booleans()) else ""
        path.write_text("\n".join(lines), encoding="utf-8")
        findings = lint(folder)
        assert all(finding.line >= 1 for finding in findings)
        try:
            open_catalogue(folder).all_current()
        except DefinitionsInvalid:
            assert errors_in(findings)
        else:
            assert errors_in(findings) == []
