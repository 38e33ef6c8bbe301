"""What the check of a name shows: the verdict, and every reason with its article; and lines of the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.name_register import EnterpriseName, NameState
from portal.domain.names import Part, Remark, Weight
from portal.domain.rules import RuleFinding, article_of
from portal.domain.texts import Text
from portal.i18n import NOTHING, short_day
from portal.services.names.files import BadName, Imported
from portal.web.common.findings import finding_words
from portal.web.common.parts import Badge, Tone

LAW: Final = Text("《企业名称登记管理规定》", "Provisions on the Registration of Enterprise Names")
LABELS: Final[Mapping[str, object]] = {
    Part.REGION: _l("Place"),
    Part.TRADE_NAME: _l("Trade name"),
    Part.INDUSTRY: _l("Industry or special feature"),
    Part.SUFFIX: _l("Form of organisation"),
}
STATES: Final[Mapping[NameState, object]] = {
    NameState.REGISTERED: _l("Registered"),
    NameState.RESERVED: _l("Kept for an applicant"),
    NameState.DEREGISTERED: _l("Deregistered"),
    NameState.CHANGED: _l("Changed"),
    NameState.REVOKED: _l("Licence revoked"),
}
COLUMNS: Final[Mapping[str, object]] = {
    "trade_name": _l("Trade name"),
    "industry": _l("Industry"),
    "full_name": _l("Name"),
    "state": _l("State"),
    "since": _l("Day"),
}
REASONS: Final[Mapping[str, object]] = {
    "empty": _l("“%(column)s” is empty"),
    "too_long": _l("“%(column)s” is too long: %(value)s…"),
    "unknown": _l("“%(value)s” is no state; known are 在册, 注销, 变更, 吊销"),
    "no_day": _l("“%(value)s” is no day"),
    "future": _l("The day %(value)s lies ahead"),
    "other_name": _l("The name “%(value)s” does not contain the trade name"),
    "taken": _l("“%(value)s” stands in the register with this industry already"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say about a name."""

    name: str
    badge: Badge
    reasons: tuple[str, ...]
    may_go_on: bool


@dataclass(frozen=True, slots=True)
class NameLine:
    """One name of the register."""

    name: str
    trade_name: str
    industry: str
    state: str
    since: str
    case: str


def verdict(name: str, remarks: Iterable[Remark]) -> Verdict:
    """The verdict with its reasons, the grave ones first."""
    ordered = sorted(remarks, key=lambda one: one.weight is not Weight.BLOCK)
    blocked = any(one.weight is Weight.BLOCK for one in ordered)
    reasons = tuple(words_of(one) for one in ordered)
    if blocked:
        badge = Badge(Tone.RED, _("This name cannot be registered"))
    elif ordered:
        badge = Badge(Tone.YELLOW, _("Possible, but the registrar will look at it"))
    else:
        badge = Badge(Tone.GREEN, _("Nothing in the rules stands against this name"))
    return Verdict(name, badge, reasons, not blocked)


def words_of(remark: Remark) -> str:
    """One remark as a sentence with its article."""
    finding = RuleFinding(str(remark.part), remark.message_id, remark.facts, article_of(LAW, remark.article))
    return finding_words(finding, lambda at: str(LABELS.get(at, at)))


def name_line(name: EnterpriseName) -> NameLine:
    until = f" → {short_day(name.until)}" if name.until else ""
    return NameLine(
        name.key.full_name,
        name.key.trade_name,
        name.key.industry or NOTHING,
        str(STATES[name.state]),
        short_day(name.since) + until,
        name.case_number or NOTHING,
    )


def faults_of(imported: Imported) -> tuple[str, ...]:
    return tuple(fault_words(one) for one in imported.bad)


def fault_words(bad: BadName) -> str:
    """One row that was left out, with its line."""
    words = str(REASONS[bad.reason]) % {"column": str(COLUMNS[bad.column]), "value": bad.value}
    return str(_("Line %(line)s: %(words)s", line=bad.line, words=words))
