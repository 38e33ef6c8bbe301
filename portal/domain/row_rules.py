"""Checks of how many rows there are, of shares, and of who may be named where.

Owns the kinds of rules that count the members of a table or compare persons across tables. Silent, as all rules, while
an answer is missing. Refuses nothing by exception.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from portal.domain.comparisons import months_before
from portal.domain.rule_look import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.domain.rule_look import Look, RuleFinding


def count(look: Look) -> Iterator[RuleFinding]:
    """Not fewer and not more rows, all or those of one kind; where none may be, each one is named."""
    rule, rows = look.rule, look.counted()
    if not look.rows():
        return
    if rule.at_least is not None and len(rows) < rule.at_least:
        yield look.finding("rule.too_few", found=len(rows), minimum=rule.at_least)
    if rule.at_most == 0:
        for number in rows:
            if "column" in rule.fields:
                yield look.finding("rule.none_allowed", look.cell(number), row=number + 1)
            else:
                yield look.finding("rule.none_allowed_there", row=number + 1, first=rule.fields["table"])
    elif rule.at_most is not None and len(rows) > rule.at_most:
        yield look.finding("rule.too_many", found=len(rows), maximum=rule.at_most)


def share(look: Look) -> Iterator[RuleFinding]:
    """The rows of one kind are so many per cent of all rows, exactly counted."""
    rule, found, total = look.rule, len(look.counted()), len(look.rows())
    if not total:
        return
    if rule.at_least is not None and found * 100 < rule.at_least * total:
        yield look.finding("rule.share_small", found=found, total=total, percent=rule.at_least)
    if rule.at_most is not None and found * 100 > rule.at_most * total:
        yield look.finding("rule.share_large", found=found, total=total, percent=rule.at_most)


def amount(look: Look) -> Iterator[RuleFinding]:
    """An amount lies between two bounds; as advice it may lie outside."""
    value, rule = look.value("amount"), look.rule
    if value is None:
        return
    if rule.at_least is not None and Decimal(str(value)) < rule.at_least:
        message_id = "rule.amount_low" if rule.advice else "rule.amount_under"
        yield look.finding(message_id, minimum=rule.at_least, first=rule.fields["amount"])
    if rule.at_most is not None and Decimal(str(value)) > rule.at_most:
        message_id = "rule.amount_high" if rule.advice else "rule.amount_over"
        yield look.finding(message_id, maximum=rule.at_most, first=rule.fields["amount"])


def not_past(look: Look) -> Iterator[RuleFinding]:
    """No day before the day of filing."""
    if "date" in look.rule.fields:
        days = [(look.rule.fields["date"], look.value("date"))]
    else:
        days = [(look.cell(number), day) for number, day in look.column()]
    for at, day in days:
        if day not in EMPTY and date.fromisoformat(str(day)) < look.today:
            row = {"row": int(at.split(".")[1]) + 1} if "." in at else {}
            message_id = "rule.in_the_past_in_row" if row else "rule.in_the_past"
            yield look.finding(message_id, at, today=look.today, **row)


def age(look: Look) -> Iterator[RuleFinding]:
    """Whoever is named by an identity number is so many years old on the day of filing."""
    if "person" in look.rule.fields:
        named = [(look.rule.fields["person"], look.value("person"))]
    else:
        wanted = set(look.counted())
        named = [(look.cell(number), value) for number, value in look.column() if number in wanted]
    for at, value in named:
        born = birthday(str(value or ""))
        if born is None or look.rule.at_least is None:
            continue
        if months_before(look.today, 12 * look.rule.at_least) < born:
            row = {"row": int(at.split(".")[1]) + 1} if "." in at else {}
            message_id = "rule.too_young_in_row" if row else "rule.too_young"
            yield look.finding(message_id, at, years=look.rule.at_least, **row)


def birthday(person_id: str) -> date | None:
    """The day that an identity number holds; nothing when it holds none."""
    try:
        return date.fromisoformat(f"{person_id[6:10]}-{person_id[10:12]}-{person_id[12:14]}")
    except ValueError:
        return None


def among(look: Look) -> Iterator[RuleFinding]:
    """A person is one of those named elsewhere: in another field, or in the rows that the rule is about."""
    value, fields = look.value("value"), look.rule.fields
    named = {look.value("other")} if "other" in fields else set()
    if "table" in fields:
        wanted = set(look.counted())
        named |= {answer for number, answer in look.column() if number in wanted}
    named -= {None, ""}
    if value not in EMPTY and named and value not in named:
        yield look.finding("rule.not_among", first=fields["value"], second=fields.get("other") or fields["column"])


def disjoint(look: Look) -> Iterator[RuleFinding]:
    """Nobody named in a table is also named in another field or table (公司法 art. 76)."""
    fields = look.rule.fields
    others = {look.value("other")} if "other" in fields else set()
    if "other_table" in fields:
        others |= {answer for _, answer in look.column("other_column", "other_table")}
    for number, value in look.column():
        if value in others:
            yield look.finding(
                "rule.must_differ",
                look.cell(number),
                first=fields["column"],
                second=fields.get("other") or fields["other_column"],
            )
