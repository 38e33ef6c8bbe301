"""容缺补齐: the applicant hands in what was promised when filing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.case.commands import SupplyMaterial
from portal.domain.permissions import Permission
from portal.services.acting import acting
from portal.services.cases import facts_of
from portal.services.conflicts import NotFound
from portal.services.drafts import TooManyFiles, store_uploads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from portal.services.drafts import Upload


def supply_material(deps: Deps, actor: Actor, number: str, *, material_id: str, uploads: Sequence[Upload]) -> Case:
    """Hand in a promised material; the day of arrival counts.

    The bytes are on disk before the case names them. Raises FileEmpty, FileTooLarge, FileKindUnknown, TooManyFiles,
    FilesNeeded, NothingOwed, ToleranceTooLate.
    """
    with deps.uow.read() as tx:
        known = tx.cases.get(number)
    if known is None or not actor.may(Permission.CASE_ANSWER, facts_of(known.case)):
        raise NotFound(case=number)
    service = deps.catalogue.version(known.case.service_key, known.case.service_version)
    if material_id not in {run.id for run in known.case.materials}:
        raise NotFound(material=material_id)
    most = service.material(material_id).max_files
    if len(uploads) > most:
        raise TooManyFiles(most=most)
    files = store_uploads(deps, uploads)
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.act(me.load(number), SupplyMaterial(material_id, files))
    return stored.case
