"""Differences between two versions of a service, in words: for the page and the command line.

Owns the sentences. Order and facts come from :mod:`portal.domain.differences`; lists are told by what they gained and
lost. Refuses to shorten a text: what changed is shown whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from flask_babel import gettext as _

from portal.domain.conditions import AllOf, AnyOf, Compare, Negation
from portal.domain.differences import Change, Touched, Value, What
from portal.domain.limits import Limit
from portal.domain.organisation import Department
from portal.domain.texts import Text
from portal.domain.workflow import Service
from portal.i18n import day, limit_words, number, translated, yes_no
from portal.web.common.condition_words import Labels, condition_words, labels_of
from portal.web.common.definition_words import ASPECTS, PARTS, TOUCHED, value_words

NAMED_BY_ID: Final = frozenset({"after", "title", "enterprise_result", "field", "gives", "needs"})
NAMED_BY_STEP: Final = frozenset({"after", "step", "steps", "at_step"})
NAMED_BY_DEPARTMENT: Final = frozenset({"department", "joint"})


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: what it is about, before and after; and the whole as one sentence."""

    part: str
    heading: str
    before: str
    after: str
    sentence: str
    touches: str
    is_harder: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Two versions with the names that their changes need."""

    labels: Labels
    steps: Mapping[str, Text]
    departments: Mapping[str, Department]

    def line(self, change: Change) -> ChangeLine:
        """One change in the reader's language."""
        part = str(PARTS[change.part])
        before, after = self._sides(change)
        return ChangeLine(
            part=part,
            heading=self._heading(change, self._where(change)),
            before=_cell(change, before),
            after=_cell(change, after),
            sentence=self._sentence(change, before=before, after=after),
            touches=str(_(", ")).join(str(TOUCHED[one]) for one in Touched if one in change.touches),
            is_harder=change.is_harder,
        )

    def _subject(self, change: Change) -> str:
        names = [translated(one) for one in (*change.within, *([change.name] if change.name else []))]
        return " › ".join(names)

    def _sides(self, change: Change) -> tuple[str, str]:
        """What stands before and after; of a list only what it lost and gained."""
        if change.what in {What.ADDED, What.REMOVED}:
            return self._condition(change.before), self._condition(change.after)
        old, new = change.before, change.after
        if change.what is What.CHANGED and isinstance(old, tuple) and isinstance(new, tuple) and set(old) != set(new):
            old, new = tuple(one for one in old if one not in new), tuple(one for one in new if one not in old)
        return self._value(old, change), self._value(new, change)

    def _condition(self, value: Value) -> str:
        return condition_words(value, self.labels) if isinstance(value, Compare | AllOf | AnyOf | Negation) else ""

    def _where(self, change: Change) -> str:
        part, subject = str(PARTS[change.part]), self._subject(change)
        return str(_("%(part)s “%(name)s”", part=part, name=subject)) if subject else part

    def _heading(self, change: Change, where: str) -> str:
        match change.what:
            case What.ADDED:
                return str(_("New: %(where)s", where=where))
            case What.REMOVED:
                return str(_("No longer: %(where)s", where=where))
            case What.REORDERED:
                return str(_("%(where)s: the order", where=where))
        aspect = str(ASPECTS.get(change.aspect, change.aspect))
        return str(_("%(where)s: %(aspect)s", where=where, aspect=aspect))

    def _sentence(self, change: Change, *, before: str, after: str) -> str:
        heading = self._heading(change, self._where(change))
        match change.what:
            case What.ADDED if after:
                return str(_("%(heading)s (only when %(condition)s)", heading=heading, condition=after))
            case What.ADDED | What.REMOVED:
                return heading
        facts = {"heading": heading, "before": before, "after": after}
        if isinstance(change.before, tuple) and not after:
            return str(_("%(heading)s no longer %(before)s", **facts))
        if isinstance(change.before, tuple) and not before:
            return str(_("%(heading)s now also %(after)s", **facts))
        return str(_("%(heading)s from %(before)s to %(after)s", **facts))

    def _value(self, value: Value, change: Change) -> str:
        if isinstance(value, tuple):
            return str(_("; ")).join(self._value(one, change) for one in value)
        if value is None:
            return str(_("always") if change.aspect == "when" else _("nothing"))
        if isinstance(value, StrEnum):
            return value_words(value)
        if isinstance(value, str):
            return self._named(value, change)
        return self._condition(value) or _plain(value)

    def _named(self, value: str, change: Change) -> str:
        """A key in place of a name: a department, a step, a field."""
        if change.aspect in NAMED_BY_DEPARTMENT and value in self.departments:
            return translated(self.departments[value].name)
        if change.aspect in NAMED_BY_STEP and value in self.steps:
            return translated(self.steps[value])
        if change.aspect in NAMED_BY_ID and value in self.labels:
            return translated(self.labels[value].label)
        return value


def _cell(change: Change, words: str) -> str:
    """What stands in a table: the condition of a part that came or went says that it is one."""
    whole = change.what in {What.ADDED, What.REMOVED}
    return str(_("Only when %(condition)s", condition=words)) if whole and words else words


def _plain(value: object) -> str:
    match value:
        case Text():
            return str(_("“%(words)s”", words=translated(value)))
        case Limit():
            return limit_words(value)
        case bool():
            return yes_no(value)
        case Decimal() | int():
            return number(value)
        case date():
            return day(value)
        case _:
            return str(value)


def change_lines(
    changes: Sequence[Change], before: Service, after: Service, *, departments: Mapping[str, Department]
) -> tuple[ChangeLine, ...]:
    """All changes in words, in their order."""
    steps = {step.id: step.name for step in (*before.steps, *after.steps)}
    reader = Reader(labels_of(before, after), steps, departments)
    return tuple(reader.line(change) for change in changes)


def harder_of(lines: Sequence[ChangeLine]) -> tuple[ChangeLine, ...]:
    """Only what asks more of the applicant."""
    return tuple(line for line in lines if line.is_harder)


def by_part(lines: Sequence[ChangeLine]) -> Mapping[str, tuple[ChangeLine, ...]]:
    """The lines under the names of their parts, in the order of the first of each."""
    names = dict.fromkeys(line.part for line in lines)
    return {name: tuple(line for line in lines if line.part == name) for name in names}
