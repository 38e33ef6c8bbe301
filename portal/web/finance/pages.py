"""View models of the finance pages: rows with their words, lights and links. Refuses to add anything up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.conditions import Condition
from portal.domain.funds.ledger import Entry, EntryKind
from portal.domain.funds.payments import AwardState
from portal.domain.limits import Limit
from portal.i18n import money, translated
from portal.services.awarding.reserving import FINANCE
from portal.services.money.payments import BANK
from portal.services.money.treasury import Year, share
from portal.services.records.core import Page
from portal.services.records.money import Award, Batch, Budget, InstalmentLine, Recovery
from portal.web.common.context import deps
from portal.web.common.incidents import department_name
from portal.web.common.keys import key_of
from portal.web.common.lights import Due, due_badge
from portal.web.common.money_words import ending_of
from portal.web.common.parts import Badge, KeyFigure, Paging, Tone, Words
from portal.web.common.policy_facts import pool_name, wording

KINDS: Final[Mapping[EntryKind, object]] = {
    EntryKind.TOP_UP: _l("Money added"),
    EntryKind.REDUCE: _l("Money taken away"),
    EntryKind.RESERVE: _l("Reserved for an award"),
    EntryKind.RELEASE: _l("Released"),
    EntryKind.ORDER: _l("Payment ordered"),
    EntryKind.PAY: _l("Paid"),
    EntryKind.RETURN: _l("Sent back by the bank"),
    EntryKind.RECOVER: _l("Recovered"),
}
STATES: Final[Mapping[AwardState, tuple[Tone, object]]] = {
    AwardState.WAITING: (Tone.YELLOW, _l("Waiting for money")),
    AwardState.RESERVED: (Tone.BLUE, _l("Reserved")),
    AwardState.CLOSED: (Tone.GREEN, _l("Completed")),
    AwardState.RELEASED: (Tone.GREY, _l("Released")),
    AwardState.RECOVERING: (Tone.RED, _l("Being recovered")),
    AwardState.RECOVERED: (Tone.GREY, _l("Recovered")),
}
LOOKS: Final = frozenset({EntryKind.ORDER, EntryKind.RETURN})


@dataclass(frozen=True, slots=True)
class Bar:
    """One budget with the parts of its total, in percent for the picture."""

    budget: Budget
    pool: Words
    paid: Decimal
    reserved: Decimal
    execution: str
    href: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of a ledger; an order and a return move nothing in the balance."""

    entry: Entry
    kind: str
    moves: bool


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One award."""

    award: Award
    policy: str
    state: Badge


@dataclass(frozen=True, slots=True)
class LineRow:
    """One instalment that waits for something, with its light where a clock runs."""

    line: InstalmentLine
    policy: str
    account: str
    warning: str
    light: Badge | None
    department: str


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One payment order; the light runs until the bank answered every line."""

    batch: Batch
    light: Badge
    href: str


@dataclass(frozen=True, slots=True)
class RecoveryRow:
    """One recovery."""

    recovery: Recovery
    state: Badge
    href: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """Any of the lists: rows and paging."""

    rows: tuple[Any, ...]
    paging: Paging


def list_page(
    page: Page[Any], row: Callable[[Any], Any], *, after: str | None, endpoint: str, **given: Any
) -> ListPage:
    """One page of a list, with the ways on and back."""
    following = key_of(page.next)
    paging = Paging(
        url_for(endpoint, after=following, **given) if following else None,
        url_for(endpoint, **given) if after else None,
    )
    return ListPage(tuple(map(row, page.rows)), paging)


def percent(value: Decimal | None) -> str:
    """With its sign; a dash when there is nothing."""
    return "—" if value is None else f"{value}%"


def figures_of(year: Year) -> tuple[KeyFigure, ...]:
    """兑现金额、兑现企业数、免申即享占比、预算执行率."""
    figures = year.figures
    behind = url_for(".paid_awards", year=year.year)
    return (
        KeyFigure(_("Paid to enterprises"), money(figures.paid), _("net of what was recovered"), href=behind),
        KeyFigure(
            _("Enterprises paid"), str(figures.enterprises), _("%(count)s awards", count=figures.awards), href=behind
        ),
        KeyFigure(
            _("Without a claim"),
            percent(year.automatic),
            money(figures.automatic_paid),
            href=behind,
        ),
        KeyFigure(_("Budget executed"), percent(year.execution), _("paid ÷ total"), Tone.BLUE),
    )


def bar_of(budget: Budget) -> Bar:
    """The parts of one budget."""
    balance = budget.balance
    zero = Decimal(0)
    paid, reserved = share(balance.paid, balance.total), share(balance.reserved, balance.total)
    return Bar(
        budget,
        pool_name(budget.name.pool),
        paid or zero,
        reserved or zero,
        percent(paid),
        url_for(".ledger", budget_id=budget.id),
    )


def entry_row(entry: Entry) -> EntryRow:
    return EntryRow(entry, str(KINDS[entry.kind]), entry.kind not in LOOKS)


def policy_name(award: Award) -> str:
    """The name of the policy the award was claimed under."""
    return translated(deps().catalogue.version(award.policy_key, award.policy_version).name)


def award_row(award: Award) -> AwardRow:
    tone, words = STATES[award.state]
    return AwardRow(award, policy_name(award), Badge(tone, str(words)))


def line_row(line: InstalmentLine) -> LineRow:
    award, instalment = line.award, line.instalment
    other = _("Holder is not the enterprise: %(holder)s", holder=award.account.holder)
    light = None
    if instalment.due_at is not None and instalment.warn_at is not None:
        light = light_of(instalment.due_at, instalment.warn_at, on=instalment.pay_by, limit=FINANCE)
    return LineRow(
        line,
        policy_name(award),
        ending_of(award.account),
        other if award.other_holder else "",
        light,
        department_name(award.department),
    )


def condition_of(line: InstalmentLine) -> str:
    """The condition of a later instalment in words; empty where its part has none."""
    keep = keep_of(line)
    return "" if keep is None else translated(wording().requirement(keep))


def keep_of(line: InstalmentLine) -> Condition | None:
    """What must still hold before a later instalment is paid."""
    service = deps().catalogue.version(line.award.policy_key, line.award.policy_version)
    tranches = service.policy.award.tranches if service.policy is not None else ()
    return tranches[line.instalment.seq - 1].keep if len(tranches) >= line.instalment.seq else None


def batch_row(batch: Batch) -> BatchRow:
    done = Badge(Tone.GREY, _("Answered by the bank"))
    light = light_of(batch.due_at, batch.warn_at, on=batch.due_on, limit=BANK) if batch.open_lines else done
    return BatchRow(batch, light, url_for(".batch", number=batch.number))


def light_of(due_at: datetime, warn_at: datetime, *, on: Any, limit: Limit) -> Badge:
    """How much time is left."""
    return due_badge(Due(due_at, warn_at, on, limit), deps().clock.now(), deps().calendar)


def recovery_row(recovery: Recovery) -> RecoveryRow:
    is_done = recovery.finished_at is not None
    badge = Badge(Tone.GREY, _("Recovered")) if is_done else Badge(Tone.RED, _("Being recovered"))
    return RecoveryRow(recovery, badge, url_for(".recovery", recovery_id=recovery.id))
