"""申请人办理: the owner does a step of the case, with what it enters and hands in.

Refuses everybody but the owner, answers that a field does not take, and by the rules in
`portal.domain.case.applicant_steps`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.drafts import Upload


def do_step(
    deps: Deps,
    actor: Actor,
    number: str,
    *,
    step_id: str,
    results: Mapping[str, str],
    uploads: Mapping[str, Sequence[Upload]],
    revision: int | None = None,
) -> Case:
    """The owner does its step; ``results`` are texts as `portal.domain.results` writes them, ``uploads`` by material.

    The bytes are on disk before the case names them. Raises NotFound, CaseChangedMeanwhile, ResultInvalid, FileEmpty,
    FileTooLarge, FileKindUnknown, TooManyFiles and what `do_applicant_step` raises.
    """
    with deps.uow.read() as tx:
        known = tx.cases.get(number)
    if known is None or not actor.may(Permission.CASE_ANSWER, facts_of(known.case)):
        raise NotFound(case=number)
    if step_id not in {run.id for run in known.case.steps}:
        raise NotFound(step=step_id)
    service = deps.catalogue.version(known.case.service_key, known.case.service_version)
    require_valid(service.step(step_id), results)
    files = _stored(deps, service, known.case, uploads=uploads)
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        before = me.load(number, revision=revision)
        stored = me.act(before, DoApplicantStep(step_id, dict(results), files))
        stored = papers.after_steps(me, stored, before=before.case)
    return stored.case


def _stored(
    deps: Deps, service: Service, case: Case, *, uploads: Mapping[str, Sequence[Upload]]
) -> dict[str, tuple[FileRef, ...]]:
    """What was uploaded for materials of the case, on disk."""
    asked = {run.id for run in case.materials}
    for material_id, given in uploads.items():
        if material_id not in asked:
            raise NotFound(material=material_id)
        most = service.material(material_id).max_files
        if len(given) > most:
            raise TooManyFiles(most=most)
    return {one: store_uploads(deps, given) for one, given in uploads.items() if given}
