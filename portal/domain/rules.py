"""Checks between the fields of a page: the closed vocabulary of `RuleKind`.

Owns what each kind of rule means. A rule keeps silent while a field it looks at is not answered: that an answer is
missing is said elsewhere. Refuses nothing by exception; a form shows all findings at once.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from portal.domain import origin_rules as origin
from portal.domain import row_rules
from portal.domain.comparisons import months_before
from portal.domain.forms import RuleKind
from portal.domain.limits import Unit
from portal.domain.names import NameParts, Part, Weight, check_branch, check_name, taken_name
from portal.domain.policies.industries import section_of
from portal.domain.rule_look import Look, RuleFinding
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from portal.domain.forms import Page, Rule
    from portal.domain.limits import Limit
    from portal.domain.names import Remark, TakenName
    from portal.domain.organisation import County
    from portal.domain.origin.data import OriginBook

__all__ = ["CHECKS", "INDUSTRY_CODE", "ROLES", "RuleFinding", "article_of", "check_page", "latest_day", "suffix_role"]

ROLES: Final[Mapping[RuleKind, tuple[frozenset[str], frozenset[str]]]] = {
    RuleKind.COMPANY_NAME: (
        frozenset({"region", "trade_name", "industry", "type"}),
        frozenset(
            {"suffix", *(f"suffix_{one}" for one in ("sole", "general", "limited", "special", "individual"))}
            | {"suffix_cooperative"}
        ),
    ),
    RuleKind.SUM_EQUALS: (frozenset({"table", "column", "total"}), frozenset()),
    RuleKind.WITHIN_PERIOD: (frozenset(), frozenset({"table", "column", "date"})),
    RuleKind.DISTINCT: (frozenset({"table", "column"}), frozenset()),
    RuleKind.DIFFERENT: (frozenset({"first", "second"}), frozenset()),
    RuleKind.INDUSTRY_CODE: (frozenset({"code"}), frozenset()),
    RuleKind.ONE_OF: (frozenset({"first", "second"}), frozenset({"table"})),
    RuleKind.BRANCH_NAME: (frozenset({"parent", "suffix"}), frozenset({"words"})),
    RuleKind.COUNT: (frozenset({"table"}), frozenset({"column"})),
    RuleKind.SHARE: (frozenset({"table"}), frozenset()),
    RuleKind.AMOUNT: (frozenset({"amount"}), frozenset()),
    RuleKind.NOT_PAST: (frozenset(), frozenset({"table", "column", "date"})),
    RuleKind.AGE: (frozenset(), frozenset({"person", "table", "column"})),
    RuleKind.AMONG: (frozenset({"value"}), frozenset({"other", "table", "column"})),
    RuleKind.DISJOINT: (frozenset({"table", "column"}), frozenset({"other", "other_table", "other_column"})),
    **origin.ROLES,
}
"""The roles that a rule of each kind must name, and those it may name."""


INDUSTRY_CODE: Final = re.compile(r"([A-T])([0-9]{2})[0-9]{0,2}\Z")
"""A section of GB/T 4754-2017 with a division, group or class."""


def check_page(
    page: Page,
    facts: Mapping[str, object],
    today: date,
    *,
    county: County | None = None,
    taken: Collection[TakenName] = (),
    book: OriginBook | None = None,
) -> tuple[RuleFinding, ...]:
    """All findings of the rules of one page, in their order.

    `facts` are stored answers of the whole form, `today` the local filing day, `taken` existing enterprise names,
    `book` what is known about certificates of origin.
    """
    looks = (Look(rule, page, facts, today, county, taken, book) for rule in page.rules)
    return tuple(finding for look in looks if look.applies() for finding in CHECKS[look.rule.kind](look))


def _company_name(look: Look) -> Iterator[RuleFinding]:
    """企业名称登记管理规定, by the parts of the name; the choice of suffix depends on the kind of enterprise."""
    parts = NameParts(
        region=look.words("region"),
        trade_name=look.words("trade_name"),
        industry=look.words("industry"),
        suffix=look.words(suffix_role(look.rule, look.facts)),
    )
    if not parts.trade_name or not parts.suffix:
        return
    remarks = check_name(parts, str(look.value("type")), county=look.county, taken=look.taken)
    for remark in remarks:
        yield _of_remark(look, remark)


def _branch_name(look: Look) -> Iterator[RuleFinding]:
    """A branch bears its parent's name (art. 13); what stands between is read as a trade name is."""
    parent, suffix = look.words("parent"), look.words("suffix")
    if not parent or not suffix:
        return
    full = parent + look.words("words") + suffix
    if any(name == full for name, _industry in look.taken):
        yield _of_remark(look, taken_name(full), role="words" if "words" in look.rule.fields else "suffix")
    for remark in check_branch(parent, look.words("words"), suffix):
        role = {Part.SUFFIX: "suffix", Part.TRADE_NAME: "words"}.get(remark.part, "parent")
        yield _of_remark(look, remark, role=role)


def suffix_role(rule: Rule, facts: Mapping[str, object]) -> str:
    """The role whose field is asked: `suffix_<type>` when the rule names one, else `suffix`."""
    special = f"suffix_{facts.get(rule.fields['type'])}"
    return special if special in rule.fields else "suffix"


def _of_remark(look: Look, remark: Remark, *, role: str = "") -> RuleFinding:
    role = role or (suffix_role(look.rule, look.facts) if remark.part is Part.SUFFIX else str(remark.part))
    article = article_of(look.rule.article, remark.article)
    at = look.rule.fields.get(role, look.rule.at)
    return RuleFinding(at, remark.message_id, remark.facts, article, blocks=remark.weight is Weight.BLOCK)


def article_of(article: Text, number: int) -> Text:
    """One article of a law, in both languages."""
    return Text(f"{article.zh}第{_chinese(number)}条", f"{article.en}, article {number}")


def _chinese(number: int) -> str:
    """1 to 19 in Chinese numerals, as articles are counted in this law."""
    digits = "零一二三四五六七八九十"
    return digits[number] if number <= 10 else f"十{digits[number - 10]}"  # noqa: PLR2004 - ten has a numeral


def _sum_equals(look: Look) -> Iterator[RuleFinding]:
    total = look.value("total")
    amounts = [Decimal(str(value)) for _, value in look.column()]
    if total is None or not amounts or len(amounts) < len(look.rows()):
        return
    if (found := sum(amounts, Decimal(0))) != (expected := Decimal(str(total))):
        yield look.finding("rule.sum_differs", found=found, expected=expected, difference=expected - found)


def _within_period(look: Look) -> Iterator[RuleFinding]:
    """Each date is not later than the limit after the filing day, which is never after the founding day."""
    if look.rule.limit is None:
        return
    latest = latest_day(look.today, look.rule.limit)
    if "date" in look.rule.fields:
        day = look.value("date")
        dates: Iterable[tuple[str, object]] = [(look.rule.fields["date"], day)] if day else []
    else:
        dates = ((look.cell(number), value) for number, value in look.column())
    for at, value in dates:
        if date.fromisoformat(str(value)) > latest:
            row = {"row": int(at.split(".")[1]) + 1} if "." in at else {}
            message_id = "rule.too_late_in_row" if row else "rule.too_late"
            yield look.finding(message_id, at, latest=latest, limit=look.rule.limit, **row)


def latest_day(start: date, limit: Limit) -> date:
    """The last day of a period of days, months or years after `start`, clamped to the month's end (民法典 art. 202)."""
    if limit.unit is Unit.DAY:
        return start + timedelta(days=limit.value)
    months = limit.value * 12 if limit.unit is Unit.YEAR else limit.value
    return months_before(start, -months)


def _distinct(look: Look) -> Iterator[RuleFinding]:
    counts = Counter(value for _, value in look.column())
    seen: set[object] = set()
    for number, value in look.column():
        if counts[value] > 1 and value in seen:
            yield look.finding("rule.repeated", look.cell(number), row=number + 1)
        seen.add(value)


def _different(look: Look) -> Iterator[RuleFinding]:
    first, second = look.value("first"), look.value("second")
    if first is not None and first == second:
        yield look.finding("rule.must_differ", first=look.rule.fields["first"], second=look.rule.fields["second"])


def _industry_code(look: Look) -> Iterator[RuleFinding]:
    if (value := look.value("code")) is None:
        return
    code = str(value)
    if (
        code.isdecimal()
        and code.isascii()
        and INDUSTRY_CODE.match(f"A{code}")
        and (letter := section_of(int(code[:2])))
    ):
        yield look.finding("rule.industry_without_letter", code=f"{letter}{code}")
    elif not (parts := INDUSTRY_CODE.match(code)):
        yield look.finding("rule.not_an_industry_code")
    elif section_of(int(parts[2])) != parts[1]:
        yield look.finding("rule.industry_of_other_section", section=parts[1], division=parts[2])


def _one_of(look: Look) -> Iterator[RuleFinding]:
    """Exactly one of two fields is filled, in each row when they are columns."""
    first, second = look.rule.fields["first"], look.rule.fields["second"]
    rows = list(enumerate(look.rows())) if "table" in look.rule.fields else [(None, look.facts)]
    for number, row in rows:
        filled = [name for name in (first, second) if row.get(name) not in (None, "")]
        if len(filled) == 1:
            continue
        at = first if number is None else look.cell(number, "first")
        yield look.finding("rule.both_filled" if filled else "rule.none_filled", at, first=first, second=second)


CHECKS: Final[Mapping[RuleKind, Callable[[Look], Iterator[RuleFinding]]]] = {
    RuleKind.COMPANY_NAME: _company_name,
    RuleKind.SUM_EQUALS: _sum_equals,
    RuleKind.WITHIN_PERIOD: _within_period,
    RuleKind.DISTINCT: _distinct,
    RuleKind.DIFFERENT: _different,
    RuleKind.INDUSTRY_CODE: _industry_code,
    RuleKind.ONE_OF: _one_of,
    RuleKind.BRANCH_NAME: _branch_name,
    RuleKind.COUNT: row_rules.count,
    RuleKind.SHARE: row_rules.share,
    RuleKind.AMOUNT: row_rules.amount,
    RuleKind.NOT_PAST: row_rules.not_past,
    RuleKind.AGE: row_rules.age,
    RuleKind.AMONG: row_rules.among,
    RuleKind.DISJOINT: row_rules.disjoint,
    **origin.CHECKS,
}
assert CHECKS.keys() == ROLES.keys() == set(RuleKind)  # noqa: S101 - a vocabulary word without its check is a bug
