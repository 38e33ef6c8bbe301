"""Forms made from definitions: every kind of question has its input, and what is typed comes back as it was."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from portal.domain.forms import Field, FieldKind, Option
from portal.domain.texts import Text
from portal.web.applicant.answering.forms import page_form, raw_of, typed

WORDS = Text("问题", "Question")
OPTIONS = (Option("a", Text("甲", "A"), Text("提示", "Hint")), Option("b", Text("乙", "B")))
MANY = tuple(Option(f"o{n}", Text(f"第{n}项", f"Item {n}")) for n in range(9))
HOLDS = {
    FieldKind.TEXT: "文字",
    FieldKind.LONG_TEXT: "长文",
    FieldKind.INTEGER: "12",
    FieldKind.MONEY: "1200.50",
    FieldKind.PERCENT: "5",
    FieldKind.DATE: "2026-10-9",
    FieldKind.CHOICE: "b",
    FieldKind.CHOICES: ["a", "b"],
    FieldKind.YES_NO: "yes",
    FieldKind.MOBILE: "13900000000",
    FieldKind.EMAIL: "a@example.cn",
    FieldKind.PERSON_ID: "36082319850312001X",
    FieldKind.ACCOUNT_NUMBER: "3600 0998 7654",
    FieldKind.USCC: "91360823MA35XJ105E",
}


def question(kind: FieldKind, **more: object) -> Field:
    return Field("data", kind, WORDS, options=OPTIONS, **more)  # type: ignore[arg-type] # given by name in each test


def drawn(app: Flask, item: Field, raw: object) -> str:
    with app.test_request_context("/?lang=zh"):
        field = page_form([item], {item.id: raw}).input(item.id)
        assert field is not None
        return str(field())


def test_every_kind_of_answer_is_covered() -> None:
    assert HOLDS.keys() | {FieldKind.TABLE} == set(FieldKind)


@pytest.mark.parametrize("kind", HOLDS)
def test_what_is_typed_is_shown_again(app: Flask, kind: FieldKind) -> None:
    """Even in a field with the name of an attribute of forms ("data")."""
    html = drawn(app, question(kind), HOLDS[kind])
    shown = {FieldKind.LONG_TEXT: ">长文<", FieldKind.DATE: 'value="10"'}.get(kind, "")
    chosen = {FieldKind.CHOICE: 'value="b" checked', FieldKind.YES_NO: 'value="yes" checked'}.get(kind, shown)
    assert 'name="data"' in html
    assert (chosen or str(HOLDS[kind] if kind is not FieldKind.CHOICES else 'value="a" checked')) in html


@pytest.mark.parametrize("kind", HOLDS)
def test_what_is_sent_is_read_as_it_was_typed(kind: FieldKind) -> None:
    value = HOLDS[kind]
    sent = value.split("-") if kind is FieldKind.DATE and isinstance(value, str) else value
    values = sent if isinstance(sent, list) else [sent]
    assert typed([question(kind)], MultiDict([("data", str(one)) for one in values])) == {"data": value}


def test_impossible_days_come_back_in_their_boxes(app: Flask) -> None:
    item = question(FieldKind.DATE)
    raw = typed([item], MultiDict([("data", "2026"), ("data", "十"), ("data", "40")]))
    html = drawn(app, item, raw["data"])
    assert all(f'value="{part}"' in html for part in ("2026", "十", "40"))


def test_empty_boxes_are_no_day() -> None:
    assert typed([question(FieldKind.DATE)], MultiDict([("data", ""), ("data", " "), ("data", "")])) == {"data": ""}


def test_options_carry_their_hints(app: Flask) -> None:
    assert "提示" in drawn(app, question(FieldKind.CHOICE), "")


def test_many_options_are_a_select_box(app: Flask) -> None:
    html = drawn(app, Field("data", FieldKind.CHOICE, WORDS, options=MANY), "o3")
    assert "<select" in html
    assert 'value="o3" selected' in html


def test_optional_questions_say_so(app: Flask) -> None:
    assert "问题（选填）" in drawn(app, question(FieldKind.TEXT, required=False), "")


def test_money_stands_behind_its_sign(app: Flask) -> None:
    assert "govuk-input__prefix" in drawn(app, question(FieldKind.MONEY), "5")


def test_empty_rows_are_left_out_and_the_rest_keeps_its_order() -> None:
    table = Field("t", FieldKind.TABLE, WORDS, columns=(Field("name", FieldKind.TEXT, WORDS),))
    sent = MultiDict([("t-2-name", "丙"), ("t-0-name", "甲"), ("t-1-name", ""), ("other-0-name", "x")])
    assert typed([table], sent) == {"t": [{"name": "甲"}, {"name": "丙"}]}


def test_a_table_takes_no_more_rows_than_one_too_many() -> None:
    table = Field("t", FieldKind.TABLE, WORDS, columns=(Field("name", FieldKind.TEXT, WORDS),), max_rows=2)
    rows = typed([table], MultiDict([(f"t-{n}-name", "x") for n in range(50)]))["t"]
    assert isinstance(rows, list)
    assert len(rows) == 3


def test_stored_answers_are_written_as_they_would_be_typed() -> None:
    table = Field("t", FieldKind.TABLE, WORDS, columns=(Field("n", FieldKind.INTEGER, WORDS),))
    fields = [
        table,
        Field("y", FieldKind.YES_NO, WORDS),
        Field("d", FieldKind.DATE, WORDS),
        question(FieldKind.CHOICES),
    ]
    stored = {"t": [{"n": 3}], "y": False, "d": "2026-10-09", "data": None}
    assert raw_of(fields, stored) == {"t": [{"n": "3"}], "y": "no", "d": "2026-10-09", "data": []}
