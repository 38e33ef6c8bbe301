"""The policy check of a claim on the case page of a department: verdict, conditions, facts, arithmetic, amount.

Owns the view model of the panel and the amount that is put into the review. An officer decides, whatever it says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from flask_babel import gettext as _

from portal.domain.conditions import Answer
from portal.domain.policies.facts import Fact
from portal.domain.policies.matching import Requirement, Verdict
from portal.domain.texts import Text
from portal.services.awarding.claims import AWARD_AMOUNT
from portal.services.cases import CaseView
from portal.services.policies.claimed import Checked, check_of
from portal.web.common.context import actor, deps
from portal.web.common.parts import Badge, Tone
from portal.web.common.policy_facts import FactRow, fact_rows, wording
from portal.web.common.policy_words import STANDINGS, period_words, standing_of_verdict
from portal.web.review.forms import StepTyped


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One condition with its answer and what it was answered from."""

    badge: Badge
    words: Text


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact that is known otherwise today than when the claim was filed."""

    label: Text
    then: Text
    now: Text | str


@dataclass(frozen=True, slots=True)
class CheckPanel:
    """The policy check of one claim."""

    verdict: Badge
    checked_at: datetime
    period: str
    conditions: tuple[ConditionRow, ...]
    facts: tuple[FactRow, ...]
    lines: tuple[Text, ...]
    amount: Decimal | None
    missing: Text | None
    is_linked: bool
    changed: tuple[ChangedFact, ...]


def check_panel(view: CaseView) -> CheckPanel | None:
    """The panel of a claim; nothing for other cases."""
    found = check_of(deps(), actor(), view.case.number) if view.service.policy is not None else None
    return None if found is None else panel_of(found)


def panel_of(found: Checked) -> CheckPanel:
    judged, said = found.judged, wording()
    tone, words = STANDINGS[standing_of_verdict(Verdict(found.check.verdict))]
    return CheckPanel(
        verdict=Badge(tone, str(words)),
        checked_at=found.check.checked_at,
        period=period_words(found.check.period),
        conditions=tuple(map(condition_row, judged.match.requirements)),
        facts=fact_rows(found.check.facts),
        lines=judged.awarded.lines,
        amount=judged.awarded.amount if judged.awarded.is_known else None,
        missing=said.missing(judged.awarded.missing) if judged.awarded.missing else None,
        is_linked=found.linked,
        changed=tuple(changed_fact(then, now) for then, now in found.changed if then is not None),
    )


def condition_row(one: Requirement) -> ConditionRow:
    badges = {
        Answer.YES: Badge(Tone.GREEN, _("Met")),
        Answer.NO: Badge(Tone.RED, _("Not met")),
        Answer.UNKNOWN: Badge(Tone.YELLOW, _("Not known")),
    }
    said = wording()
    words = said.requirement(one.condition, one.values) if one.answer is Answer.YES else said.reason(one)
    return ConditionRow(badges[one.answer], words)


def changed_fact(then: Fact, now: Fact | None) -> ChangedFact:
    said = wording()
    later = said.value(now.id, now.value) if now else _("not known any more")
    return ChangedFact(said.label(then.id), said.value(then.id, then.value), later)


def with_amount(view: CaseView, step_id: str | None, panel: CheckPanel | None) -> StepTyped | None:
    """The form of the review with the computed amount filled in; nothing where no amount is asked for."""
    if step_id is None or panel is None or panel.amount is None:
        return None
    asked = {result.id for result in view.service.step(step_id).results}
    if AWARD_AMOUNT not in asked:
        return None
    return replace(StepTyped(), results={AWARD_AMOUNT: (str(panel.amount),)})
