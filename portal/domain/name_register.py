"""The register of enterprise names 名称库: who has a name, who keeps one, and for how long it stays closed to others.

Owns article 17 and 18 of the Provisions on the Registration of Enterprise Names: which names stand in the way today,
and until when a name that was checked is kept. Refuses nothing itself: a name in the way is a remark of the name check.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Final

from portal.domain.checklist import pages_for
from portal.domain.errors import DomainError
from portal.domain.forms import RuleKind
from portal.domain.limits import Limit, Unit
from portal.domain.rules import latest_day, suffix_role

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from portal.domain.forms import Page, Rule
    from portal.domain.workflow import Service

KEPT: Final = Limit(2, Unit.MONTH)
KEPT_FOR_APPROVAL: Final = Limit(1, Unit.YEAR)
CLOSED: Final = Limit(1, Unit.YEAR)
"""How long a name stays closed after its enterprise is gone or changed it (art. 17)."""

BRANCH_INDUSTRY: Final = "分支机构"
"""Names of branches are compared as a whole, among themselves."""

PRE_APPROVAL: Final = "pre_approval"
NAME_RULES: Final = frozenset({RuleKind.COMPANY_NAME, RuleKind.BRANCH_NAME})


class NameState(StrEnum):
    """Why a name is in the register."""

    REGISTERED = "registered"  # 在册
    RESERVED = "reserved"  # 保留
    DEREGISTERED = "deregistered"  # 已注销
    CHANGED = "changed"  # 已变更
    REVOKED = "revoked"  # 已吊销


LIVE: Final = frozenset({NameState.REGISTERED, NameState.RESERVED})


class NameTaken(DomainError):
    """Somebody else was faster with the name; facts: `trade_name`."""

    message_id: ClassVar[str] = "name.taken_meanwhile"


@dataclass(frozen=True, slots=True)
class NameKey:
    """What of a name is compared, and the name as it is written."""

    trade_name: str
    industry: str
    full_name: str


@dataclass(frozen=True, slots=True)
class EnterpriseName:
    """One name of the register. A reserved one belongs to a draft, then to a case."""

    key: NameKey
    state: NameState
    since: date
    until: date | None = None
    draft_key: str | None = None
    case_number: str | None = None
    id: int | None = None

    def stands(self, today: date) -> bool:
        """Whether others may not take the name today."""
        if self.state is NameState.REGISTERED:
            return True
        if self.state is NameState.RESERVED:
            return self.until is None or today <= self.until
        return today < latest_day(self.since, CLOSED)

    def belongs_to(self, draft_key: str | None, case_number: str | None) -> bool:
        """Whether it is kept for this very filing."""
        mine = (self.draft_key is not None and self.draft_key == draft_key) or (
            self.case_number is not None and self.case_number == case_number
        )
        return mine and self.state is NameState.RESERVED


def kept_until(today: date, answers: Mapping[str, object]) -> date:
    """Two months, or one year when an approval must come first (art. 18)."""
    return latest_day(today, KEPT_FOR_APPROVAL if answers.get(PRE_APPROVAL) is True else KEPT)


def name_rule(page: Page) -> Rule | None:
    """The rule of a page that checks a name."""
    return next((rule for rule in page.rules if rule.kind in NAME_RULES), None)


def has_names(service: Service) -> bool:
    """Whether enterprises get their names in this service."""
    return any(name_rule(page) for page in service.pages())


def name_asked(service: Service, answers: Mapping[str, object]) -> NameKey | None:
    """The name that these answers make, once all its parts are there."""
    for page in pages_for(service, answers):
        rule = name_rule(page)
        key = name_on(page, rule, answers) if rule else None
        if key is not None:
            return key
    return None


def name_on(page: Page, rule: Rule, answers: Mapping[str, object]) -> NameKey | None:
    """The name that the answers to one page make."""
    named = {field.id: field for field in page.fields}

    def words(role: str) -> str:
        field = named.get(rule.fields.get(role, ""))
        return field.shown(answers.get(field.id)) if field else ""

    if rule.kind is RuleKind.BRANCH_NAME:
        full = words("parent") + words("words") + words("suffix")
        return NameKey(full, BRANCH_INDUSTRY, full) if words("parent") and words("suffix") else None
    suffix = words(suffix_role(rule, answers))
    trade_name, industry = words("trade_name"), words("industry")
    if not trade_name or not suffix:
        return None
    return NameKey(trade_name, industry, words("region") + trade_name + industry + suffix)
