"""Intake 收件与受理: the window looks at each material and accepts the filing.

Owns what clerks do before review. Refuses by the rules in `portal.domain.case.acceptance`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.case.acceptance import note_of
from portal.domain.case.commands import AcceptCase, CheckMaterial
from portal.domain.permissions import Permission
from portal.services import papers
from portal.services.acting import acting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps


def check_materials(
    deps: Deps, actor: Actor, number: str, *, checks: Sequence[CheckMaterial], revision: int | None = None
) -> Case:
    """Record what the clerk found about materials; all of them or, on a fault, none.

    A verdict that repeats the recorded one adds no event, so a double click does nothing twice. Raises
    CaseChangedMeanwhile when a verdict of a stale page would change what a colleague recorded.
    """
    actor.require(Permission.CASE_CHECK_MATERIAL)
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number)
        changes = [check for check in checks if _changes(stored.case, check)]
        if changes:
            stored = me.load(number, revision=revision)
        for check in changes:
            stored = me.act(stored, check)
    return stored.case


def _changes(case: Case, check: CheckMaterial) -> bool:
    known = next((run for run in case.materials if run.id == check.material_id), None)
    return known is None or (known.verdict, known.note) != (check.verdict, note_of(check))


def accept_case(deps: Deps, actor: Actor, number: str, *, revision: int | None = None) -> Case:
    """The window accepts a complete filing; promise and statutory clock start (许可法 art. 32).

    Raises CaseChangedMeanwhile when the page was stale, MaterialsNotChecked while a material is not in order.
    """
    actor.require(Permission.CASE_ACCEPT)
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number, revision=revision)
        stored = papers.after_acceptance(me, me.act(stored, AcceptCase()), before=stored.case)
    return stored.case
