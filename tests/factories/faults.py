"""Faults to sow into definitions: what is edited, which code must name it, and on which line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

from tests.factories.definitions import SMALL, edit, scratch

if TYPE_CHECKING:
    from pathlib import Path

Changes = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Fault:
    """One single defect: the finding stands where `at` begins, `also` are codes that rightly follow from it."""

    code: str
    old: str
    new: str
    at: str = ""
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.code}: {self.new.strip()[:40]}"


def read_faults(path: Path) -> dict[str, list[Fault]]:
    """The defects of a YAML file by group; without `at` the finding stands where the new text begins."""
    groups = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: [_fault(one) for one in faults] for name, faults in groups.items()}


def _fault(one: Any) -> Fault:
    first = (one["new"].strip().splitlines() or [""])[0]
    return Fault(one["code"], one["old"], one["new"], one.get("at", first), tuple(one.get("also", ())))


def sow(folder: Path, one: Fault, *, key: str = SMALL, before: Changes = ()) -> tuple[Path, int]:
    """A scratch folder with that one defect; answers the file and the line where the finding must stand."""
    path = edit(scratch(folder, key), *before, (one.old, one.new), key=key)
    words = path.read_text(encoding="utf-8")
    assert one.at in words, f"{one.at!r} is not in {path}"
    return path, words[: words.index(one.at)].count("\n") + 1


NOTICE: Final = """  - id: public
    name: {zh: 公示, en: Public notice}
    department: health
    kind: notice
    after: [site_check]
    limit: {value: 5, unit: workday}
    basis: {zh: 《公共场所卫生管理条例实施细则》, en: Implementing Rules}
"""

SUPERIOR: Final = """superior:
  agency: {zh: 吉安市卫生健康委员会, en: Ji'an Health Commission}
  basis: {zh: 《行政许可法》第三十五条, en: "Administrative Licensing Law, article 35"}
  usual: {value: 15, unit: workday}
title: [place_name]"""

RICH: Final[Changes] = (
    ("promised_visits: 0", 'promised_visits: 0\n  handling: promised\n  result_type: licence\n  online_depth: "4"'),
    ("materials_before: 6", "materials_before: 6\n  filed_by: [web, window]\n  handed_over_by: [electronic, post]"),
    ("materials_before: 6", "materials_before: 6\n  excluded_from_once: true"),
    ("promise: {value: 7,", "promise: {value: 12,"),
    ("  - id: decision\n", f"{NOTICE}  - id: decision\n"),
    ("    kind: decision\n    after: [site_check]", "    kind: decision\n    after: [public]"),
    ("title: [place_name]", SUPERIOR),
)
"""Turns the small definition into one that uses everything beside the ordinary way, and is still sound."""
