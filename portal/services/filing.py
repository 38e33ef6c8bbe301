"""Filing 申报: a draft becomes a case, once, with its receipt.

Owns the last look at all answers, the case number and the filing receipt 收件凭证. Refuses
incomplete forms (with every finding) and a submission without the declaration.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from portal.domain.case.commands import FileCase
from portal.domain.case.filing import file_case
from portal.domain.case.state import Party
from portal.domain.documents import Channel
from portal.domain.errors import DomainError
from portal.domain.name_register import name_asked
from portal.domain.numbers import case_number, query_code
from portal.domain.permissions import CaseFacts, Permission
from portal.services import open_cases, papers
from portal.services.acting import acting
from portal.services.completeness import findings_of, relevant_answers
from portal.services.conflicts import NotFound
from portal.services.materials import locker
from portal.services.names import keeping as names
from portal.services.offering import require_offered
from portal.services.policies import claimed as policies_claimed
from portal.services.renewal import require_current

if TYPE_CHECKING:
    from portal.domain.case.context import Context
    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service
    from portal.services.acting import Acting
    from portal.services.deps import Deps
    from portal.services.records.core import Draft

_QUERY_CODES = 1_000_000


class NotDeclared(DomainError):
    """The applicant did not declare that what was filed is true (许可法 art. 31)."""

    message_id = "filing.not_declared"


class FormIncomplete(DomainError):
    """Answers are missing or wrong; facts: `findings`, one per fault."""

    message_id = "filing.form_incomplete"


def submit_draft(
    deps: Deps, actor: Actor, draft_key: str, *, declared: bool, channel: Channel = Channel.ONLINE
) -> Case:
    """Turn the actor's draft into a case and issue its filing receipt.

    Submitting the same draft again answers the same case, so a double click files once.
    Nothing of the draft is lost by what is raised: NotDeclared, DraftOutdated, ServiceWithdrawn, FormIncomplete,
    MaterialsMissing.
    """
    actor.require(Permission.CASE_FILE, CaseFacts(owner_id=actor.user_id))
    with deps.uow.begin() as tx:
        draft = tx.drafts.get(draft_key)
        if draft is None or draft.owner_id != actor.user_id:
            raise NotFound(draft=draft_key)
        if draft.corrects is not None:
            raise NotFound(draft=draft_key)
        filed = tx.cases.by_draft(draft_key)
        if filed is not None:
            return filed.case
        if not declared:
            raise NotDeclared(draft=draft_key)
        require_current(deps, draft)
        return file_draft(acting(deps, tx, actor), actor, draft, channel=channel)


def file_draft(me: Acting, actor: Actor, draft: Draft, *, channel: Channel) -> Case:
    """A stored draft becomes a case in the transaction of ``me``; a claim of a policy is judged then.

    Raises ServiceWithdrawn and what `submit_draft` raises about the form.
    """
    require_offered(me.deps, draft.service_key)
    service = me.deps.catalogue.version(draft.service_key, draft.service_version)
    context = me.context(service)
    command = _command(me, actor, context, draft=draft, channel=channel)
    events = file_case(command, context)
    stored = me.tx.record(None, events, at=context.now, by=me.by)
    stored = papers.after_filing(me, stored)
    locker.keep_from(me, stored.case)
    policies_claimed.after_filing(me, stored.case)
    me.tx.drafts.save(replace(draft, case_number=stored.case.number, revision=draft.revision + 1))
    return stored.case


def _command(me: Acting, actor: Actor, context: Context, *, draft: Draft, channel: Channel) -> FileCase:
    """The case to be; its number bears the day of ``context``, which is the day of receipt."""
    service, today = context.service, context.calendar.local_date(context.now)
    answers = relevant_answers(service, draft.answers)
    catalogue = me.deps.catalogue
    taken = names.taken_near(me.tx, name_asked(service, answers), today, draft_key=draft.key)
    book = catalogue.origin.counted_by(context.calendar)
    open_cases.hold(me.tx, service, answers)
    findings = (
        *findings_of(service, answers, today=today, county=catalogue.county, book=book, taken=taken),
        *open_cases.open_already(me.tx, service, answers, user_id=actor.user_id),
    )
    if findings:
        raise FormIncomplete(draft=draft.key, findings=findings)
    account = me.tx.users.get(actor.user_id)
    number = _number(me, service, today)
    names.keep_name(me.tx, service, answers, today=today, draft_key=draft.key, case_number=number)
    return FileCase(
        number=number,
        query_code=query_code(me.deps.random.below(_QUERY_CODES)),
        draft_key=draft.key,
        title=service.title(answers) or actor.name,
        applicant=Party(
            actor.user_id,
            actor.name,
            account.id_number if account else None,
            account.mobile if account else None,
        ),
        channel=channel,
        answers=answers,
        files=dict(draft.files),
        promised=draft.promised,
        may_promise=not draft.promised or not me.tx.cases.broke_promise(actor.user_id),
        committed=draft.committed,
        obtained=dict(draft.obtained),
    )


def _number(me: Acting, service: Service, today: date) -> str:
    serial = me.tx.next_number(f"case/{service.code}/{today.isoformat()}")
    division = me.deps.catalogue.county.division
    return case_number(division, service.code, day=today, serial=serial)
