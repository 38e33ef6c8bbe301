"""Targets of a county: a file it may have, read as strictly as every other."""

from decimal import Decimal
from pathlib import Path

import pytest

from portal.definitions.catalogue import load_catalogue
from portal.definitions.findings import DefinitionsInvalid
from portal.domain.figures import Targets
from tests.factories.definitions import scratch


def write(folder: Path, words: str) -> None:
    (folder / "targets.yaml").write_text(words, encoding="utf-8")


def test_a_county_without_the_file_has_no_targets(tmp_path: Path) -> None:
    assert load_catalogue(scratch(tmp_path)).targets == Targets()


def test_targets_are_read_exactly(tmp_path: Path) -> None:
    write(scratch(tmp_path), 'once: 98\non_time: "99.5"\n')
    with pytest.raises(DefinitionsInvalid):
        load_catalogue(tmp_path)
    write(tmp_path, "once: 98\non_time: 99.5\nmedian_workdays: 1\n")
    assert load_catalogue(tmp_path).targets == Targets(
        once=Decimal(98), on_time=Decimal("99.5"), median_workdays=Decimal(1)
    )


@pytest.mark.parametrize("words", ["once: 101\n", "on_time: -1\n", "twice: 3\n"])
def test_what_cannot_be_a_target_is_refused(tmp_path: Path, words: str) -> None:
    write(scratch(tmp_path), words)
    with pytest.raises(DefinitionsInvalid) as refused:
        load_catalogue(tmp_path)
    assert "targets.yaml:1" in str(refused.value)
