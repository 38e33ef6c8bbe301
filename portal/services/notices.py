"""Public notices 公示: anybody reads them and may object while they run; the department answers.

Owns what a stranger sees of a case during its notice: what the printed notice says, persons masked, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from portal.domain.bundles import PaperMoment
from portal.domain.case.notices import NoSuchObjection, NoticeNotRunning
from portal.domain.case.state import By, StepState
from portal.domain.documents import PublicNotice, ServiceDocument
from portal.domain.masking import mask_name
from portal.domain.numbers import normalise_case_number
from portal.domain.permissions import CaseFacts, Permission
from portal.services.acting import Acting, acting
from portal.services.conflicts import NotFound
from portal.services.files import open_pdf
from portal.services.issuing.paper import PERIOD, due_papers
from portal.services.papers import after_steps
from portal.services.throttling import TooManyTries, count_try

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from portal.domain.case.commands import AnswerObjection, LodgeObjection
    from portal.domain.case.state import Case, StepRun
    from portal.domain.deadlines import Deadline
    from portal.domain.documents.paper import PaperLine
    from portal.domain.organisation import Department
    from portal.domain.permissions import Actor
    from portal.domain.texts import Text
    from portal.services.deps import Deps
    from portal.services.files import OpenFile
    from portal.services.records.core import After, NoticeLine, Page, StoredDocument

PAGE_SIZE: Final = 25
MOST_OBJECTIONS: Final = 5
"""By one sender within an hour."""

#: Somebody without an account; the objection itself says who.
PUBLIC: Final = By(0, "社会公众", "public")


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """One running notice as everybody may read it; `document` is its paper, None before it was issued.

    ``basis`` is the policy for a claim, else that of the step; ``lines`` are what the paper says of its own, above
    all the amount.
    """

    case_number: str
    step_id: str
    service: Text
    step: Text
    basis: Text
    department: Department
    subject: str
    applicant: str
    opened_at: datetime
    deadline: Deadline
    document: StoredDocument | None
    lines: tuple[PaperLine, ...] = ()


@dataclass(frozen=True, slots=True)
class EndedNotice:
    """A notice that hung once: what it was called, who answers for it, and its last day; nothing of persons."""

    step: Text
    department: Department
    deadline: Deadline | None


def running_notices(deps: Deps, *, after: After | None = None) -> Page[NoticeLine]:
    """The notices that run now, the one that ends first on top; names of persons are masked."""
    page = deps.reads.notices(deps.clock.now(), after=after, size=PAGE_SIZE)
    return replace(page, rows=tuple(_masked(line) for line in page.rows))


def show_notice(deps: Deps, number: str, step_id: str) -> ShownNotice:
    """One running notice. Raises NotFound when there is none, or when its time is over."""
    normal = normalise_case_number(number)
    if normal is None:
        raise NotFound(notice=number)
    with deps.uow.read() as tx:
        stored = tx.cases.get(normal)
        documents = tx.documents.of_case(normal) if stored else ()
    run = None if stored is None else _running(stored.case, step_id, deps.clock.now())
    if stored is None or run is None or run.opened_at is None or run.deadline is None:
        raise NotFound(notice=number)
    case = stored.case
    service = deps.catalogue.version(case.service_key, case.service_version)
    step = service.step(step_id)
    own = {one.id for one in due_papers(case, service, PaperMoment.STEP_OPENED, step=step_id)}
    papers = [one for one in documents if one.issued_at >= run.opened_at and _is_about(one, step.name, own=own)]
    name = mask_name(case.applicant.name)
    return ShownNotice(
        case_number=normal,
        step_id=step_id,
        service=service.name,
        step=step.name,
        basis=service.policy.document if service.policy else step.basis,
        department=deps.catalogue.department(run.department),
        subject=name if case.title == case.applicant.name else case.title,
        applicant=name,
        opened_at=run.opened_at,
        deadline=run.deadline,
        document=next(iter(papers), None),
        lines=tuple(_own_lines(papers, subject=case.title)),
    )


def ended_notice(deps: Deps, number: str, step_id: str) -> EndedNotice | None:
    """A notice that is over, or whose case stopped, for whoever comes back to it; None when there never was one."""
    normal = normalise_case_number(number)
    with deps.uow.read() as tx:
        stored = tx.cases.get(normal) if normal else None
    for run in stored.case.steps if stored is not None else ():
        if stored is not None and run.id == step_id and run.notice and run.opened_at is not None:
            service = deps.catalogue.version(stored.case.service_key, stored.case.service_version)
            department = deps.catalogue.department(run.department)
            return EndedNotice(service.step(step_id).name, department, run.deadline)
    return None


def open_paper(deps: Deps, number: str, step_id: str) -> OpenFile:
    """The PDF of a running notice; anybody may read it. Raises NotFound, DocumentNotReady."""
    document = show_notice(deps, number, step_id).document
    if document is None:
        raise NotFound(notice=number)
    return open_pdf(deps, document)


def _running(case: Case, step_id: str, now: datetime) -> StepRun | None:
    """The run of a notice step whose time has come and is not over."""
    for run in case.steps:
        if run.id == step_id and run.notice and run.state is StepState.OPEN and run.deadline is not None:
            return run if case.is_open and not case.is_held and now < run.deadline.due_at else None
    return None


def _is_about(document: StoredDocument, step: Text, *, own: Collection[str]) -> bool:
    """Whether it is the ordinary notice of the step, or the paper by which the definition words it."""
    content = document.content
    if isinstance(content, ServiceDocument):
        return content.paper in own
    return isinstance(content, PublicNotice) and content.step == step


def _own_lines(papers: Iterable[StoredDocument], *, subject: str) -> Iterator[PaperLine]:
    """What the paper says besides subject and period, which the page says anyway."""
    for paper in papers:
        content = paper.content
        for line in content.lines if isinstance(content, ServiceDocument) else ():
            if line.table is None and line.label != PERIOD and line.value.zh != subject:
                yield line


def _masked(line: NoticeLine) -> NoticeLine:
    name = mask_name(line.applicant_name)
    title = name if line.title == line.applicant_name else line.title
    return replace(line, applicant_name=name, title=title)


def lodge_objection(deps: Deps, number: str, *, command: LodgeObjection, sender: str = "") -> Case:
    """Somebody objects to a running notice; no account is needed. ``sender`` names who sends it, to count the tries.

    Raises NoticeNotRunning, ObjectionIncomplete, TooManyTries.
    """
    with deps.uow.begin() as tx:
        if sender and count_try(tx, "objection", sender, now=deps.clock.now()) > MOST_OBJECTIONS:
            raise TooManyTries
        me = Acting(deps, tx, PUBLIC)
        stored = tx.cases.get(number)
        if stored is None:
            raise NoticeNotRunning(step=command.step_id)
        stored = me.act(stored, command)
    return stored.case


def answer_objection(
    deps: Deps, actor: Actor, number: str, *, command: AnswerObjection, revision: int | None = None
) -> Case:
    """The department answers; upheld, the notice has failed. Raises NoSuchObjection, ReasonNeeded."""
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number, revision=revision)
        objection = next((one for one in stored.case.objections if one.id == command.id), None)
        if objection is None:
            raise NoSuchObjection(id=command.id)
        department = stored.case.step(objection.step_id).department
        actor.require(Permission.OBJECTION_ANSWER, CaseFacts(department=department))
        stored = after_steps(me, me.act(stored, command), before=stored.case)
    return stored.case
