"""申请人办理: the owner does a step of the case, with what it enters and hands in.

Refuses everybody but the owner, answers that a field does not take, and by the rules in
`portal.domain.case.applicant_steps`. Files can be kept before the step is done, so that none is lost while something
else is still wrong; no case names them until then.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from portal.domain.case.commands import DoApplicantStep
from portal.domain.permissions import Permission
from portal.services import papers
from portal.services.acting import acting
from portal.services.cases import facts_of
from portal.services.conflicts import NotFound
from portal.services.drafts import TooManyFiles, store_uploads
from portal.services.review import require_valid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.domain.case.state import Case, FileRef
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from portal.services.drafts import Upload

_NOTHING: Final[Mapping[str, Sequence[FileRef]]] = MappingProxyType({})


def do_step(
    deps: Deps,
    actor: Actor,
    number: str,
    *,
    step_id: str,
    results: Mapping[str, str],
    uploads: Mapping[str, Sequence[Upload]],
    kept: Mapping[str, Sequence[FileRef]] = _NOTHING,
    revision: int | None = None,
) -> Case:
    """The owner does its step; ``results`` are texts as `portal.domain.results` writes them, ``uploads`` by material.

    ``kept`` are files that `keep_files` stored before. The bytes are on disk before the case names them. Raises
    NotFound, CaseChangedMeanwhile, ResultInvalid, FileEmpty, FileTooLarge, FileKindUnknown, TooManyFiles and what
    `do_applicant_step` raises.
    """
    known = _own(deps, actor, number, step_id=step_id)
    service = deps.catalogue.version(known.service_key, known.service_version)
    require_valid(service.step(step_id), results)
    files = {one: tuple(refs) for one, refs in kept.items() if refs}
    for material_id, given in uploads.items():
        held = files.get(material_id, ())
        files[material_id] = (*held, *_stored(deps, known, material_id=material_id, uploads=given, held=len(held)))
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        before = me.load(number, revision=revision)
        stored = me.act(before, DoApplicantStep(step_id, dict(results), files))
        stored = papers.after_steps(me, stored, before=before.case)
    return stored.case


def keep_files(
    deps: Deps, actor: Actor, number: str, *, step_id: str, material_id: str, uploads: Sequence[Upload], held: int = 0
) -> tuple[FileRef, ...]:
    """Put files for a step on disk before it is done; ``held`` is how many there are already.

    Raises NotFound, FileEmpty, FileTooLarge, FileKindUnknown, TooManyFiles.
    """
    case = _own(deps, actor, number, step_id=step_id)
    return _stored(deps, case, material_id=material_id, uploads=uploads, held=held)


def _own(deps: Deps, actor: Actor, number: str, *, step_id: str) -> Case:
    """The actor's own case, when it has that step."""
    with deps.uow.read() as tx:
        known = tx.cases.get(number)
    if known is None or not actor.may(Permission.CASE_ANSWER, facts_of(known.case)):
        raise NotFound(case=number)
    if step_id not in {run.id for run in known.case.steps}:
        raise NotFound(step=step_id)
    return known.case


def _stored(deps: Deps, case: Case, *, material_id: str, uploads: Sequence[Upload], held: int) -> tuple[FileRef, ...]:
    if material_id not in {run.id for run in case.materials}:
        raise NotFound(material=material_id)
    most = deps.catalogue.version(case.service_key, case.service_version).material(material_id).max_files
    if held + len(uploads) > most:
        raise TooManyFiles(most=most)
    return store_uploads(deps, uploads)
