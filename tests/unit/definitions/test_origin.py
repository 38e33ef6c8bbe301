"""`workflows/origin/`: what is shipped holds together, and every fault is told with its file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from portal.definitions.findings import DefinitionsInvalid, Level
from portal.definitions.origin import lint_origin, load_origin

SHIPPED = Path("workflows/origin")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "origin"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(folder: Path) -> list[str]:
    with pytest.raises(DefinitionsInvalid) as refused:
        load_origin(folder)
    return [str(one) for one in refused.value.findings]


def test_what_is_shipped_has_no_errors_and_names_what_is_unconfirmed() -> None:
    findings = lint_origin(SHIPPED)
    assert {one.level for one in findings} == {Level.INFO}
    assert any("rcep.yaml" in one.path for one in findings)


def test_members_self_print_and_issuers_are_those_of_the_guide() -> None:
    book = load_origin(SHIPPED)
    kinds = {one.id: one for one in book.kinds}
    assert set(kinds["form_e"].self_print) == {"ID", "SG", "TH"}
    assert set(kinds["rcep"].self_print) == {"SG", "TH", "JP", "NZ", "AU", "KR", "MY", "ID"}
    assert book.agreements["gsp"].countries == {"AU", "NZ", "NO"}
    assert kinds["form_a"].issuers == ("customs",)
    assert len(book.agreements["rcep"].members) == 14
    assert not kinds["cepa"].for_exports
    assert not kinds["form_b"].late.allowed


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("kinds.yaml", "agreement: acfta", "agreement: acfta2", "'acfta2' is not known; did you mean 'acfta'?"),
        ("kinds.yaml", "issuers: [customs, ccpit]", "issuers: [police]", "'police' is not known"),
        ("kinds.yaml", "layout: co", "layout: cao", "'cao' is not one of"),
        ("agreements/rcep.yaml", "key: rcep", "key: other", "the file's name says 'rcep'"),
        ("agreements/rcep.yaml", 'country: "KR"', 'country: "JP"', "'JP' is written twice"),
        ("agreements/rcep.yaml", 'country: "KR"', 'country: "QQ"', "'QQ' is not known"),
        ("agreements/rcep.yaml", "cumulation: true", "cumulations: true", "unknown key 'cumulations'"),
        ("agreements/gsp.yaml", "criterion: RVC, minimum: 50", "criterion: RVC", "RVC needs a minimum"),
        ("agreements/gsp.yaml", "minimum: 50", "minimum: 150", "above 0, at most 100"),
        ("agreements/rcep.yaml", '["7606"]', '["7706"]', "'7706' has not the wanted form"),
        (
            "agreements/rcep.yaml",
            'KR", since: "2022-02-01"',
            'KR", since: "2022-02-01", until: "2020-01-01"',
            "until lies",
        ),
        ("places.yaml", 'id: "AU"', "id: NO", "NO would be read as something else"),
    ],
)
def test_a_fault_is_told_with_its_line(folder: Path, name: str, old: str, new: str, expected: str) -> None:
    edit(folder / name, old, new)
    assert any(expected in one and f"{name}:" in one for one in faults(folder)), faults(folder)
