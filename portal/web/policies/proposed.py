"""A proposal 免申即享 to the reader's enterprise: one page to confirm it with the account, or to decline it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.answers import Finding, read_field
from portal.domain.errors import DomainError
from portal.domain.forms import Field, FieldKind
from portal.domain.permissions import Role
from portal.domain.texts import Text
from portal.domain.workflow import Service
from portal.i18n import translated
from portal.services.identifiers import IDENTIFIERS
from portal.services.matching import proposals as answering
from portal.services.matching.prefilled import start_claim
from portal.services.matching.proposals import ProposalView
from portal.services.records.profiles import ProposalState
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence
from portal.web.common.findings import finding_words
from portal.web.common.parts import Row
from portal.web.common.policy_facts import FactRow, fact_rows
from portal.web.common.policy_words import PROPOSALS, period_words
from portal.web.common.withdrawn import Withdrawn, withdrawn_notice
from portal.web.policies.blueprint import bp
from portal.web.policies.pages import PolicyCard, policy_card

PLAIN: Final = frozenset(
    {FieldKind.TEXT, FieldKind.MOBILE, FieldKind.EMAIL, FieldKind.USCC, FieldKind.ACCOUNT_NUMBER, FieldKind.INTEGER}
)
"""Fields that one line of text answers; a form with others is filled in page by page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One field to fill in, with what is known or was typed, and what is wrong."""

    id: str
    label: Text
    hint: Text | None
    typed: str
    fault: str


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """A proposal as its enterprise sees it."""

    id: int
    card: PolicyCard
    enterprise: str
    uscc: str
    amount: Decimal | None
    period: str
    facts: tuple[FactRow, ...]
    expires_at: datetime
    state: str
    is_open: bool
    case: str | None
    known: tuple[Row, ...]
    asked: tuple[Asked, ...]
    declaration: tuple[Text, ...]
    declared_fault: str
    problem: str
    withdrawn: Withdrawn | None


@bp.get("/proposals/<int:proposal_id>")
@allow(Role.APPLICANT)
def proposal(proposal_id: int) -> ResponseReturnValue:
    view = answering.view_proposal(deps(), actor(), proposal_id)
    return render_template("policies/proposal.html", page=proposal_page(view))


@bp.post("/proposals/<int:proposal_id>")
@allow(Role.APPLICANT)
def confirm(proposal_id: int) -> ResponseReturnValue:
    view = answering.view_proposal(deps(), actor(), proposal_id)
    fields = asked_fields(view)
    if fields is None:
        draft = start_claim(deps(), actor(), view.service.key, uscc=view.proposal.uscc)
        return redirect(url_for("filing.show", key=draft.key))
    sent = {one.id: request.form.get(one.id, "").strip() for one in fields}
    read = {one.id: read_field(one, sent[one.id], IDENTIFIERS) for one in fields}
    faults = {name: words_of(found[1], view.service) for name, found in read.items() if found[1]}
    if request.form.get("declared") != "yes":
        faults["declared"] = _("Tick the declaration before you submit.")
    if faults:
        return render_template("policies/proposal.html", page=proposal_page(view, sent, faults)), UNPROCESSABLE
    answers = {name: value for name, (value, _faults) in read.items()}
    try:
        case = answering.confirm_proposal(deps(), actor(), proposal_id, answers=answers)
    except DomainError as refusal:
        page = proposal_page(view, sent, {"": sentence(refusal)})
        return render_template("policies/proposal.html", page=page), UNPROCESSABLE
    flash(_("Confirmed. The claim is filed; you need not do anything else."), "success")
    return redirect(url_for("cases.show", number=case.number))


@bp.post("/proposals/<int:proposal_id>/decline")
@allow(Role.APPLICANT)
def decline(proposal_id: int) -> ResponseReturnValue:
    answering.decline_proposal(deps(), actor(), proposal_id, reason=request.form.get("reason", ""))
    flash(_("Declined. You can still claim this policy yourself."), "success")
    return redirect(url_for(".proposal", proposal_id=proposal_id))


def asked_fields(view: ProposalView) -> tuple[Field, ...] | None:
    """The fields that nothing is known of, when plain lines answer them; nothing otherwise."""
    needed = (one for one in view.service.fields() if one.when is None and one.required)
    fields = tuple(one for one in needed if not view.answers.get(one.id))
    return fields if all(one.kind in PLAIN for one in fields) else None


def words_of(findings: tuple[Finding, ...], service: Service) -> str:
    labels = {one.id: translated(one.label) for one in service.fields()}
    return " ".join(finding_words(one, lambda name: labels.get(name, name)) for one in findings)


def asked(field: Field, typed: Mapping[str, object], wrong: Mapping[str, str]) -> Asked:
    return Asked(field.id, field.label, field.hint, str(typed.get(field.id, "")), wrong.get(field.id, ""))


def proposal_page(
    view: ProposalView, sent: Mapping[str, str] | None = None, faults: Mapping[str, str] | None = None
) -> ProposalPage:
    proposed, given = view.proposal, sent or {}
    wrong = faults or {}
    return ProposalPage(
        id=proposed.row_id or 0,
        card=policy_card(view.service),
        enterprise=view.enterprise.name,
        uscc=proposed.uscc,
        amount=proposed.amount,
        period=period_words(proposed.period),
        facts=fact_rows(proposed.facts),
        expires_at=proposed.expires_at,
        state=str(PROPOSALS[view.state]),
        is_open=view.state is ProposalState.OPEN,
        case=proposed.case_number,
        known=tuple(
            Row(one.label, str(view.answers[one.id])) for one in view.service.fields() if view.answers.get(one.id)
        ),
        asked=tuple(asked(one, {**view.answers, **given}, wrong) for one in asked_fields(view) or ()),
        declaration=view.service.declaration,
        declared_fault=wrong.get("declared", ""),
        problem=wrong.get("", ""),
        withdrawn=withdrawn_notice(view.service.key),
    )
