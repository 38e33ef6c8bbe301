"""Recognition lists line by line: what is read, what is wrong where, and which facts follow."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from portal.domain.forms import Option
from portal.domain.policies.facts import FactKind, FactKindOf
from portal.domain.policies.recognition import (
    Fault,
    Line,
    ListColumnsMissing,
    Reading,
    ReadList,
    facts_of_line,
    read_table,
)
from portal.domain.texts import Text

HEADING: Final = ("序号", "统一社会信用代码", "企业名称", "证书编号", "发证日期", "有效期至", "认定类型")
GOOD: Final = ("1", "91360823MA35L07K5C", "甲公司", "GR1", "2026-05-20", "2029年5月19日", "首次")
TODAY: Final = date(2026, 9, 21)


def kind_of(name: str, kind: FactKind, *options: str) -> FactKindOf:
    return FactKindOf(
        name, Text(name, name), kind, options=tuple(Option(one, Text(f"{one}级", one)) for one in options)
    )


KINDS: Final = {
    one.id: one
    for one in (
        kind_of("hnte.certificate_no", FactKind.TEXT),
        kind_of("hnte.issued_on", FactKind.DATE),
        kind_of("hnte.valid_until", FactKind.DATE),
        kind_of("hnte.first_time", FactKind.YES_NO),
        kind_of("specialised.level", FactKind.TEXT, "省", "国"),
        kind_of("specialised.recognised_on", FactKind.DATE),
        kind_of("above_scale.active", FactKind.YES_NO),
        kind_of("above_scale.first_date", FactKind.DATE),
        kind_of("above_scale.newly_built", FactKind.YES_NO),
        kind_of("tech_sme", FactKind.YES_NO),
    )
}


def read(*rows: tuple[str, ...], kind: str = "hnte") -> ReadList:
    code = lambda text: text if len(text) == 18 and not text.endswith("0") else None  # noqa: E731 - stands for the judge
    return read_table(rows, Reading(kind, KINDS, code, TODAY))


def changed(**cells: str) -> tuple[str, ...]:
    places = {"uscc": 1, "name": 2, "certificate": 3, "issued": 4, "until": 5, "round": 6}
    row = list(GOOD)
    for name, text in cells.items():
        row[places[name]] = text
    return tuple(row)


@pytest.mark.parametrize("written", ["长期", "永久有效", "/", "－", ""])
def test_a_recognition_without_end_has_no_last_day(written: str) -> None:
    (line,) = read(HEADING, changed(until=written)).lines
    assert line.valid_until is None


@pytest.mark.parametrize("written", ["46162", "46162.0", "２０２６年５月２０日"])
def test_a_day_as_a_workbook_counts_it(written: str) -> None:
    (line,) = read(HEADING, changed(issued=written)).lines
    assert line.issued_on == date(2026, 5, 20)


@pytest.mark.parametrize("written", ["12345", "99999", "461622"])
def test_other_numbers_are_no_days(written: str) -> None:
    (line,) = read(HEADING, changed(issued=written)).bad
    assert line.faults == (Fault.ISSUED_WRONG,)


def test_a_good_line_with_days_as_people_write_them() -> None:
    (line,) = read(HEADING, GOOD).lines
    assert line == Line(2, "91360823MA35L07K5C", "甲公司", "GR1", date(2026, 5, 20), date(2029, 5, 19), "首次")
    assert line.is_first


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"uscc": "91360823MA35L07K50"}, Fault.USCC_WRONG),
        ({"name": ""}, Fault.NAME_MISSING),
        ({"issued": "2026-02-30"}, Fault.ISSUED_WRONG),
        ({"issued": ""}, Fault.ISSUED_WRONG),
        ({"issued": "2026-09-22"}, Fault.ISSUED_LATER),
        ({"until": "never"}, Fault.VALID_WRONG),
        ({"until": "2026-05-19"}, Fault.VALID_BEFORE),
        ({"round": "复核"}, Fault.ROUND_WRONG),
    ],
)
def test_every_fault_is_named_with_its_line(cells: dict[str, str], fault: Fault) -> None:
    found = read(HEADING, GOOD, changed(certificate="GR2", **cells))
    assert len(found.lines) == 1
    assert [(one.number, one.faults) for one in found.bad] == [(3, (fault,))]


def test_several_faults_of_a_line_are_told_at_once() -> None:
    (bad,) = read(HEADING, changed(name="", issued="x")).bad
    assert bad.faults == (Fault.NAME_MISSING, Fault.ISSUED_WRONG)


def test_nothing_is_lost_and_what_stands_twice_is_named() -> None:
    found = read(HEADING, GOOD, ("",) * 7, GOOD, changed(certificate="GR2"))
    assert [line.number for line in found.lines] == [2, 5]
    assert [(one.number, one.faults, one.other) for one in found.bad] == [(4, (Fault.TWICE,), 2)]
    assert (found.total, found.empty) == (3, 1)


def test_a_table_without_the_needed_columns_is_refused_by_name() -> None:
    with pytest.raises(ListColumnsMissing) as refusal:
        read(("企业名称", "电话"), ("甲", "1"))
    assert refusal.value.facts["columns"] == ("uscc", "issued_on")


def test_a_short_row_and_headings_in_brackets_are_read() -> None:
    found = read(("单位名称（全称）", "社会信用代码", "认定日期"), ("甲", "91360823MA35L07K5C", "2026/5/2"))
    assert found.lines[0].issued_on == date(2026, 5, 2)


def facts(kind: str, *, round_of: str = "", certificate: str = "GR1") -> dict[str, object]:
    line = Line(2, "91360823MA35L07K5C", "甲", certificate, date(2026, 5, 20), None, round_of)
    return {one.id: one.value for one in facts_of_line(line, kind, kinds=KINDS, note="")}


def test_facts_of_each_kind_of_list() -> None:
    day = date(2026, 5, 20)
    assert facts("hnte", round_of="重新") == {
        "hnte.certificate_no": "GR1",
        "hnte.issued_on": day,
        "hnte.first_time": False,
    }
    assert facts("hnte")["hnte.issued_on"] == day
    assert "hnte.first_time" not in facts("hnte")
    assert facts("specialised", round_of="省级") == {"specialised.level": "省", "specialised.recognised_on": day}
    assert facts("above_scale", round_of="新建") == {
        "above_scale.active": True,
        "above_scale.first_date": day,
        "above_scale.newly_built": True,
    }
    assert facts("tech_sme") == {"tech_sme": True}


def test_a_list_with_levels_must_say_the_level() -> None:
    assert read(HEADING, changed(round=""), kind="specialised").bad[0].faults == (Fault.ROUND_WRONG,)
    assert read(HEADING, changed(round="国"), kind="specialised").lines
    assert read(HEADING, changed(round=""), kind="specialised_省").lines


def test_titles_above_the_heading_are_passed_over_and_lines_keep_their_numbers() -> None:
    found = read(("峡江县2026年名单", "", ""), ("", "", ""), ("（第一批）", "", ""), HEADING, GOOD)
    assert [line.number for line in found.lines] == [5]
    with pytest.raises(ListColumnsMissing) as refused:
        read(("峡江县2026年名单",), ("序号", "企业名称"), GOOD)
    assert refused.value.facts["found"] == ("序号", "企业名称")


@pytest.mark.parametrize("written", ["20260520", "2026-05-20 00:00:00", "2026/5/20 0:00", "2026年5月20日"])
def test_days_as_exports_write_them(written: str) -> None:
    assert [line.issued_on for line in read(HEADING, changed(issued=written)).lines] == [date(2026, 5, 20)]


def test_without_certificates_the_day_tells_yearly_lists_apart() -> None:
    last, this = changed(certificate="", issued="2025-05-20"), changed(certificate="")
    assert len(read(HEADING, last, this).lines) == 2
    assert [line.faults for line in read(HEADING, this, this).bad] == [(Fault.TWICE,)]
