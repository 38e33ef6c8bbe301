"""Matching 匹配 in a department: starting a run, looking at what it found, proposing awards 免申即享.

Owns addresses. Nothing is proposed before somebody looked at the run and said so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.domain.permissions import Role
from portal.domain.policies.matching import Verdict
from portal.domain.policies.policy import Mode
from portal.domain.texts import Text
from portal.services.matching import runs as matching_runs
from portal.services.matching.runs import HAD, RunView
from portal.services.policies.qualifying import judge, policy_of
from portal.services.records.profiles import Counts, Run, RunVerdict
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.keys import after_of, key_of
from portal.web.common.parts import Badge, Paging
from portal.web.common.policy_facts import FactRow, fact_rows, wording
from portal.web.common.policy_words import mode_badge, period_words
from portal.web.review.blueprint import bp
from portal.web.review.side import side_nav

TABS: Final[Mapping[str, object]] = {
    Verdict.QUALIFIES.value: _l("Qualifies"),
    Verdict.POSSIBLE.value: _l("May qualify"),
    Verdict.FAILS.value: _l("Does not qualify"),
    HAD: _l("Has it already"),
}


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One policy that can be matched."""

    key: str
    number: str
    name: Text
    mode: Badge
    is_automatic: bool


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run in the list."""

    id: int
    name: Text
    by: str
    at: datetime
    counts: Counts
    finished: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """One verdict of a run with how many there are."""

    words: str
    count: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One enterprise of a run: why it was judged so, and by which facts."""

    name: str
    uscc: str
    period: str
    amount: Decimal | None
    reasons: tuple[Text, ...]
    facts: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True)
class RunPage:
    """One run with the enterprises of one verdict."""

    id: int
    policy: str
    number: str
    name: Text
    by: str
    at: datetime
    finished: bool
    counts: Counts
    tabs: tuple[Tab, ...]
    rows: tuple[VerdictRow, ...]
    paging: Paging
    can_propose: bool
    to_propose: int


@bp.get("/matching/")
@allow(Role.OFFICER)
def matching() -> ResponseReturnValue:
    after = request.args.get("after")
    page = matching_runs.runs_of(deps(), actor(), after=after_of(after))
    following = key_of(page.next)
    return render_template(
        "review/matching.html",
        side=side_nav(actor(), "matching"),
        policies=policy_rows(),
        runs=tuple(map(run_row, page.rows)),
        paging=Paging(
            url_for(".matching", after=following) if following else None, url_for(".matching") if after else None
        ),
    )


@bp.post("/matching/")
@allow(Role.OFFICER)
def start_run() -> ResponseReturnValue:
    run_id = matching_runs.run_matching(deps(), actor(), request.form.get("policy", ""))
    return redirect(url_for(".run", run_id=run_id))


@bp.get("/matching/<int:run_id>")
@allow(Role.OFFICER)
def run(run_id: int) -> ResponseReturnValue:
    asked = request.args.get("after", "")
    view = matching_runs.view_run(
        deps(),
        actor(),
        run_id,
        verdict=request.args.get("verdict", Verdict.QUALIFIES.value),
        after=int(asked) if asked.isdecimal() else 0,
    )
    return render_template("review/run.html", page=run_page(view), side=side_nav(actor(), "matching"))


@bp.post("/matching/<int:run_id>/proposals")
@allow(Role.OFFICER)
def propose(run_id: int) -> ResponseReturnValue:
    made = matching_runs.propose(deps(), actor(), run_id)
    words = ngettext(
        "%(num)s award was proposed. The enterprise finds it among its messages and confirms it.",
        "%(num)s awards were proposed. The enterprises find them among their messages and confirm them.",
        made,
    )
    flash(words, "success")
    return redirect(url_for(".run", run_id=run_id))


def policy_rows() -> tuple[PolicyRow, ...]:
    policies = (policy_of(one) for one in matching_runs.automatic_policies(deps(), actor()))
    return tuple(
        PolicyRow(one.key, one.number, one.name, mode_badge(one), one.mode is Mode.AUTOMATIC) for one in policies
    )


def run_row(run_of: Run) -> RunRow:
    service = deps().catalogue.version(run_of.policy_key, run_of.policy_version)
    finished = run_of.finished_at is not None
    return RunRow(run_of.row_id, service.name, run_of.entry.user_name, run_of.entry.at, run_of.counts, finished)


def run_page(view: RunView) -> RunPage:
    counts, run_id = view.run.counts, view.run.row_id
    numbers = dict(zip(TABS, (counts.eligible, counts.possible, counts.not_eligible, counts.had_before), strict=True))
    return RunPage(
        id=run_id,
        policy=view.run.policy_key,
        number=policy_of(view.service).number,
        name=view.service.name,
        by=view.run.entry.user_name,
        at=view.run.entry.at,
        finished=view.run.finished_at is not None,
        counts=counts,
        tabs=tuple(
            Tab(str(words), numbers[one], url_for(".run", run_id=run_id, verdict=one), one == view.verdict)
            for one, words in TABS.items()
        ),
        rows=tuple(verdict_row(one, view) for one in view.rows),
        paging=Paging(
            url_for(".run", run_id=run_id, verdict=view.verdict, after=view.next) if view.next else None,
            url_for(".run", run_id=run_id, verdict=view.verdict) if request.args.get("after") else None,
        ),
        can_propose=view.can_propose and policy_of(view.service).mode is Mode.AUTOMATIC,
        to_propose=counts.eligible - counts.proposed,
    )


def verdict_row(one: RunVerdict, view: RunView) -> VerdictRow:
    """Judged once more from the stored facts, for the words of its reasons."""
    on = deps().calendar.local_date(view.run.entry.at)
    profile = {fact.id: fact for fact in one.facts}
    match = judge(policy_of(view.service), profile, kinds=deps().catalogue.facts, today=on).match
    said = wording()
    shown = match.failing or match.unknown
    return VerdictRow(
        name=one.name or one.uscc,
        uscc=one.uscc,
        period=period_words(one.period),
        amount=one.amount,
        reasons=tuple(said.reason(each) for each in shown),
        facts=fact_rows(one.facts),
    )
