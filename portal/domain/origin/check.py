"""Whether goods originate under an agreement 原产资格判定, with the arithmetic.

Owns one pure question, `check_origin`. A material counts as originating when it is of the exporting Party, or when
the agreement cumulates, its Party is a member and its proof of origin is there; everything else is non-originating.
Materials without the change of tariff that are tolerated (微小含量) still count in the value test. Refuses figures
that mean nothing (an HS code that is none, a value below zero, FOB not above zero).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from portal.domain.errors import DomainError
from portal.domain.origin import words
from portal.domain.origin.arithmetic import (
    Costs,
    as_decimal,
    build_down,
    build_up,
    exact,
    half_up,
    is_amount,
    percent,
    plain,
)
from portal.domain.origin.data import CHINA, LEVELS, Criterion, Every, Requirement
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal.domain.origin.data import Agreement, Named, Rule

HS: Final = re.compile(r"(0[1-9]|[1-68][0-9]|7[0-689]|9[0-7])[0-9]{4}([0-9]{2}){0,2}\Z")
"""Six, eight or ten digits; the first two are a chapter of the Harmonized System, 01 to 97 without 77."""

HS6: Final = 6
WEIGHT_CHAPTER: Final = 2


class OriginUnclear(DomainError):
    """The figures of a check mean nothing."""

    message_id = "origin.unclear"


@dataclass(frozen=True, slots=True)
class OriginMaterial:
    """One material used: its HS code, its value, its country and whether its proof of origin is there."""

    hs6: str
    value: Decimal
    origin: str = ""
    originating_doc: bool = False
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Making:
    """What else is known about how the goods were made."""

    exporter: str = CHINA
    wholly_obtained: bool = False
    reaction: bool = False
    operations: tuple[Named, ...] = ()
    only_minimal: bool = False
    costs: Costs | None = None
    weight: Decimal | None = None
    claim: Criterion | None = None


@dataclass(frozen=True, slots=True)
class CtcFailure:
    """A non-originating material that does not change its classification as the rule asks."""

    row: int
    hs6: str
    value: Decimal
    criterion: Criterion


@dataclass(frozen=True, slots=True)
class OriginResult:
    """The answer; `rvc` is build-down, unrounded, `box` what the certificate says.

    Not `judged` are goods for which no rule was entered and that are not originating without one.
    """

    agreement: str
    passed: bool
    criterion: Criterion | None
    box: str
    judged: bool
    rvc: Decimal
    rvc_shown: Decimal
    rvc_build_up: Decimal | None
    vnm: Decimal
    ctc_failures: tuple[CtcFailure, ...]
    de_minimis_used: bool
    cumulated: bool
    only_minimal: bool
    confirmed: bool
    explanation: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class _Met:
    """How a rule or a part of it was met; not at all when there is no criterion."""

    criterion: Criterion | None
    tolerated: bool = False


@dataclass(slots=True)
class _Work:
    """The goods while they are looked at, and what was said so far."""

    agreement: Agreement
    hs6: str
    fob: Decimal
    materials: Sequence[OriginMaterial]
    making: Making
    lines: list[Text] = field(default_factory=list)
    failures: dict[tuple[int, Criterion], CtcFailure] = field(default_factory=dict)
    foreign: list[tuple[int, OriginMaterial]] = field(default_factory=list)
    cumulated: bool = False

    @property
    def vnm(self) -> Decimal:
        return exact(one.value for _, one in self.foreign)

    @property
    def own(self) -> Decimal:
        numbers = {number for number, _ in self.foreign}
        return exact(one.value for number, one in enumerate(self.materials, 1) if number not in numbers)


def check_origin(
    agreement: Agreement, hs6: str, *, fob: Decimal, materials: Sequence[OriginMaterial], making: Making | None = None
) -> OriginResult:
    """Whether goods of an HS code originate: `fob` and values in one currency. Raises `OriginUnclear`.

    With `making.claim`, only tests of that criterion are looked at.
    """
    work = _Work(agreement, _hs6(hs6), fob, materials, making or Making())
    _sound(work)
    _classify(work)
    work.lines.append(words.sum_line([one.value for _, one in work.foreign], work.vnm))
    found = agreement.rule_for(work.hs6)
    met = _judged(work)
    sure = agreement.source.confirmed and (found is None or found.source.confirmed)
    return _result(work, met, confirmed=sure, judged=found is not None)


def _hs6(code: str, row: int | None = None) -> str:
    plain_code = code.replace(".", "").replace(" ", "")
    if not HS.match(plain_code):
        where = {"row": row} if row else {}
        raise OriginUnclear(what="hs6", value=code, **where)
    return plain_code[:HS6]


def _sound(work: _Work) -> None:
    if not is_amount(work.fob) or not work.fob:
        raise OriginUnclear(what="fob", value=work.fob)
    whole = work.making.weight
    if whole is not None and not is_amount(whole):
        raise OriginUnclear(what="weight", value=whole)
    if (costs := work.making.costs) is not None:
        for name in ("labour", "overhead", "profit", "other"):
            _cost(name, getattr(costs, name))
    for number, one in enumerate(work.materials, 1):
        _hs6(one.hs6, number)
        if not is_amount(one.value):
            raise OriginUnclear(what="value", value=one.value, row=number)
        if one.weight is not None and not is_amount(one.weight):
            raise OriginUnclear(what="weight", value=one.weight, row=number)


def _cost(name: str, value: Decimal) -> None:
    """A loss may be entered as profit below zero; other costs cannot be negative."""
    if not is_amount(abs(value)) or (value < 0 and name != "profit"):
        raise OriginUnclear(what=name, value=value)


def _classify(work: _Work) -> None:
    for number, one in enumerate(work.materials, 1):
        why, originating = _standing(work, one)
        if not originating:
            work.foreign.append((number, one))
        work.lines.append(words.material_line(number, _hs6(one.hs6), one.value, origin=one.origin, why=why))


def _standing(work: _Work, one: OriginMaterial) -> tuple[Text, bool]:
    """Whether a material is originating, and why."""
    if one.origin == work.making.exporter:
        return Text("出口方原产，计为原产材料", "of the exporting Party, originating"), True
    if not one.origin:
        return Text("原产地不明，计为非原产材料", "not known, counts as non-originating"), False
    if one.origin not in work.agreement.countries | {CHINA}:
        return Text("不是成员方，计为非原产材料", "not a member, non-originating"), False
    if not work.agreement.cumulation:
        return Text("本规则不能累积，计为非原产材料", "no cumulation under these rules, non-originating"), False
    if not one.originating_doc:
        return Text(
            "成员方但没有原产地证明，计为非原产材料", "a member, but no proof of origin: non-originating"
        ), False
    work.cumulated = True
    return Text(
        "成员方原产且有原产地证明，累积（ACU）计为原产材料", "a member with proof of origin: cumulated (ACU)"
    ), True


def _judged(work: _Work) -> _Met:
    if work.making.wholly_obtained and not work.foreign and _claimed(work, Criterion.WO):
        return _Met(Criterion.WO)
    if not work.foreign and _claimed(work, Criterion.PE):
        work.lines.append(Text("没有使用非原产材料", "No non-originating material is used"))
        return _Met(Criterion.PE)
    found = work.agreement.rule_for(work.hs6)
    if found is None:
        work.lines.append(words.no_rule(work.hs6))
        return _Met(None)
    work.lines.append(words.rule_line(found, work.hs6))
    met = _meets(work, found.rule)
    if work.making.only_minimal and work.foreign:
        work.lines.append(words.minimal_line([one.name for one in work.making.operations]))
        return _Met(None)
    return met


def _claimed(work: _Work, criterion: Criterion) -> bool:
    return work.making.claim in {None, criterion}


def _meets(work: _Work, rule: Rule) -> _Met:
    """The first way in which a rule is met; every part is looked at, so that the explanation is whole."""
    if isinstance(rule, Requirement):
        met = _test(work, rule)
        return met if _claimed(work, rule.criterion) or work.making.claim is Criterion.PSR else _Met(None)
    if isinstance(rule, Every):
        return _all(work, rule)
    ways = [_meets(work, part) for part in rule.parts]
    return next((one for one in ways if one.criterion), _Met(None))


def _all(work: _Work, rule: Every) -> _Met:
    if not _claimed(work, Criterion.PSR):
        return _Met(None)
    apart = replace(work, making=replace(work.making, claim=None))
    parts = [_meets(apart, part) for part in rule.parts]
    met = all(one.criterion for one in parts)
    return _Met(Criterion.PSR if met else None, met and any(one.tolerated for one in parts))


def _test(work: _Work, test: Requirement) -> _Met:
    if test.criterion in LEVELS:
        return _changes(work, test)
    if test.criterion is Criterion.RVC:
        return _value(work, test)
    met = {
        Criterion.WO: work.making.wholly_obtained and not work.foreign,
        Criterion.PE: not work.foreign,
        Criterion.CR: work.making.reaction,
    }.get(test.criterion, False)
    name = words.NAMES[test.criterion]
    work.lines.append(
        Text(
            f"{name.zh}：{'符合' if met else '没有声明或者不符合'}",
            f"{name.en}: {'met' if met else 'not stated or not met'}",
        )
    )
    return _Met(test.criterion if met else None)


def _value(work: _Work, test: Requirement) -> _Met:
    """RVC by either method; the better one counts."""
    least = test.minimum or Decimal(0)
    down = build_down(work.fob, work.vnm)
    work.lines.append(words.down_line(work.fob, work.vnm, rvc=down, least=least))
    best = down
    if work.making.costs is not None:
        up = build_up(work.fob, work.own, work.making.costs)
        work.lines.append(words.up_line(work.fob, work.own, work.making.costs, rvc=up, least=least))
        best = max(down, up)
    return _Met(Criterion.RVC if best >= Fraction(least) else None)


def _changes(work: _Work, test: Requirement) -> _Met:
    """The change of tariff classification, of non-originating materials only."""
    left = [failure for failure in _unchanged(work, test) if failure]
    if not left:
        return _Met(test.criterion)
    for one in left:
        work.failures[one.row, one.criterion] = one
    return _Met(test.criterion, tolerated=True) if _tolerated(work, left) else _Met(None)


def _unchanged(work: _Work, test: Requirement) -> Iterator[CtcFailure | None]:
    digits = LEVELS[test.criterion]
    for number, one in work.foreign:
        code = _hs6(one.hs6)
        barred = any(code.startswith(start) for start in test.except_from)
        changed = code[:digits] != work.hs6[:digits] and not barred
        work.lines.append(
            words.change_line(test.criterion, number, material=code, product=work.hs6, changed=changed, barred=barred)
        )
        yield None if changed else CtcFailure(number, code, one.value, test.criterion)


def _tolerated(work: _Work, left: Sequence[CtcFailure]) -> bool:
    """微小含量, by value; for some chapters by weight instead when that is more favourable."""
    rule = work.agreement.de_minimis
    if rule is None:
        return False
    value = exact(one.value for one in left)
    share = percent(value, work.fob)
    work.lines.append(words.small_line(value, work.fob, share=share, allowed=rule.value_percent, by_weight=False))
    return share <= Fraction(rule.value_percent) or _light_enough(work, left)


def _light_enough(work: _Work, left: Sequence[CtcFailure]) -> bool:
    rule, total = work.agreement.de_minimis, work.making.weight
    chapter = work.hs6[:WEIGHT_CHAPTER]
    if rule is None or rule.weight_percent is None or chapter not in rule.weight_chapters or not total:
        return False
    weights = [work.materials[one.row - 1].weight for one in left]
    known = [one for one in weights if one is not None]
    if len(known) < len(weights):
        return False
    part = exact(known)
    share = percent(part, total)
    work.lines.append(words.small_line(part, total, share=share, allowed=rule.weight_percent, by_weight=True))
    return share <= Fraction(rule.weight_percent)


def _result(work: _Work, met: _Met, *, confirmed: bool, judged: bool) -> OriginResult:
    down = build_down(work.fob, work.vnm)
    costs = work.making.costs
    up = as_decimal(build_up(work.fob, work.own, costs)) if costs else None
    passed = met.criterion is not None
    box = _box(work, met, down) if passed else ""
    return OriginResult(
        agreement=work.agreement.key,
        passed=passed,
        criterion=met.criterion,
        box=box,
        judged=passed or judged,
        rvc=as_decimal(down),
        rvc_shown=half_up(down),
        rvc_build_up=up,
        vnm=work.vnm,
        ctc_failures=tuple(work.failures[key] for key in sorted(work.failures)),
        de_minimis_used=met.tolerated,
        cumulated=passed and work.cumulated,
        only_minimal=work.making.only_minimal,
        confirmed=confirmed,
        explanation=(*work.lines, words.done_line(box, passed=passed, judged=judged)),
    )


def _box(work: _Work, met: _Met, down: Fraction) -> str:
    """The criterion as the certificate prints it; marks of cumulation and tolerance where the agreement has them."""
    if met.criterion is None:
        return ""
    word = work.agreement.box_word(met.criterion)
    best = max(down, build_up(work.fob, work.own, work.making.costs)) if work.making.costs else down
    parts = [word.format(hs4=work.hs6[:4], rvc=plain(half_up(best)))]
    marks = {"ACU": work.cumulated, "DMI": met.tolerated}
    parts += [mark for mark, used in marks.items() if used and mark in dict(work.agreement.box_words)]
    return ", ".join(parts)


__all__ = ["CtcFailure", "Making", "OriginMaterial", "OriginResult", "OriginUnclear", "check_origin"]
