"""The profile of an enterprise 企业画像 as of a day: of everything that was entered, what holds, and where it is from.

Owns which of several values of a fact counts, and how a value is read from what somebody typed. Refuses values that
are not of the kind of their fact, and days that have not come.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Final

from portal.domain.comparisons import months_before
from portal.domain.errors import DomainError
from portal.domain.policies.facts import Fact, FactKind, FactSource
from portal.domain.policies.industries import INDUSTRY, read_industry
from portal.domain.policies.regions import LENGTHS, REGION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.domain.policies.facts import FactKindOf

WEIGHTS: Final = {source: -place for place, source in enumerate(FactSource)}
"""Of values of the same day, a list outweighs shared data, and an enterprise's own statement comes last."""

LONGEST: Final = 200
NUMBER: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
YES: Final = frozenset({"yes", "是", "y", "true", "1"})
NO: Final = frozenset({"no", "否", "n", "false", "0"})


class FactNotDeclarable(DomainError):
    """The fact is known from elsewhere only; facts: `fact`."""

    message_id: ClassVar[str] = "fact.not_declarable"


class FactInvalid(DomainError):
    """A value is not what the fact takes; facts: `fact`, `kind`."""

    message_id: ClassVar[str] = "fact.invalid"


class IndustryUnknown(DomainError):
    """No industry of GB/T 4754 is called so; facts: `fact`."""

    message_id: ClassVar[str] = "fact.industry_unknown"


class FactDayInvalid(DomainError):
    """The day a value held on is missing or has not come; facts: `fact`."""

    message_id: ClassVar[str] = "fact.day_invalid"


def current(entered: Iterable[Fact]) -> dict[str, Fact]:
    """What holds of everything entered, the oldest entry first: the latest day, then the better source, then the
    later entry.
    """
    found: dict[str, Fact] = {}
    for fact in entered:
        held = found.get(fact.id)
        if held is None or _weight(fact) >= _weight(held):
            found[fact.id] = fact
    return found


def holds_still(fact: Fact, kind: FactKindOf, *, today: date) -> bool:
    """Whether a value still counts: what is too old for its kind is unknown, neither yes nor no."""
    return kind.valid_months is None or fact.as_of >= months_before(today, kind.valid_months)


def _weight(fact: Fact) -> tuple[date, int]:
    return fact.as_of, WEIGHTS[fact.source]


def declared(kind: FactKindOf, typed: str, *, as_of: str, today: date) -> Fact:
    """A statement of the enterprise itself. Raises FactNotDeclarable, FactInvalid, FactDayInvalid."""
    from_day = read_day(as_of)
    if not kind.declarable:
        raise FactNotDeclarable(fact=kind.id)
    if from_day is None or from_day > today:
        raise FactDayInvalid(fact=kind.id)
    return Fact(kind.id, read_value(kind, typed), from_day, FactSource.DECLARED)


def read_value(kind: FactKindOf, typed: str) -> str | Decimal | date | bool | tuple[str, ...]:
    """What was typed, as a value of this kind; full-width letters and digits are plain. Raises FactInvalid."""
    text = typed.strip()
    value = _read(kind, text) if text else None
    if value is None and text and kind.id == INDUSTRY:
        raise IndustryUnknown(fact=kind.id)
    if value is None:
        raise FactInvalid(fact=kind.id, kind=kind.kind)
    return value


def _read(kind: FactKindOf, text: str) -> str | Decimal | date | bool | tuple[str, ...] | None:
    match kind.kind:
        case FactKind.NUMBER:
            plain = plain_width(text).replace(",", "")
            return Decimal(plain) if NUMBER.fullmatch(plain) else None
        case FactKind.DATE:
            return read_day(text)
        case FactKind.YES_NO:
            low = plain_width(text).lower()
            return True if low in YES else False if low in NO else None
        case FactKind.TEXTS:
            words = tuple(word for part in re.split(r"[,，、;；\s]+", text) if (word := part.strip()))
            return words if words and all(_is_known(kind, word) for word in words) else None
        case FactKind.TEXT:
            return _read_text(kind, text)


def _read_text(kind: FactKindOf, text: str) -> str | None:
    if kind.id == INDUSTRY:
        return read_industry(plain_width(text))
    if kind.id == REGION:
        return text if text.isascii() and text.isdigit() and len(text) == LENGTHS[-1] else None
    return text if len(text) <= LONGEST and _is_known(kind, text) else None


def _is_known(kind: FactKindOf, word: str) -> bool:
    return not kind.options or word in {option.id for option in kind.options}


def plain_width(text: str) -> str:
    """Full-width letters, digits and marks as their plain ones: １７ as 17."""
    return unicodedata.normalize("NFKC", text)


def read_day(text: str) -> date | None:
    """A day as people and tables write it: 2026-10-9, 2026/10/9, 2026.10.9, 2026年10月9日, 20261009; 0:00 is cut."""
    parts = re.fullmatch(
        r"(?:(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2}))(?:[ T]0{1,2}:00(?::00)?)?",
        plain_width(text).strip(),
    )
    if parts is None:
        return None
    year, month, day = (int(part) for part in parts.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None
