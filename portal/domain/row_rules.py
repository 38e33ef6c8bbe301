"""Checks of how many rows there are, of shares, and of who may be named where.

Owns the kinds of rules that count the members of a table or compare persons across tables. Silent, as all rules, while
an answer is missing. Refuses nothing by exception.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

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
            at = look.cell(number) if "column" in rule.fields else ""
            yield look.finding("rule.none_allowed", at, row=number + 1)
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
        yield look.finding("rule.amount_low", minimum=rule.at_least)
    if rule.at_most is not None and Decimal(str(value)) > rule.at_most:
        yield look.finding("rule.amount_high", maximum=rule.at_most)


def not_past(look: Look) -> Iterator[RuleFinding]:
    """No day before the day of filing."""
    if "date" in look.rule.fields:
        days = [(look.rule.fields["date"], look.value("date"))]
    else:
        days = [(look.cell(number), day) for number, day in look.column()]
    for at, day in days:
        if day not in EMPTY and date.fromisoformat(str(day)) < look.today:
            yield look.finding("rule.in_the_past", at, today=look.today)


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
