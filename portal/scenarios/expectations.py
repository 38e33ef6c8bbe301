"""Comparing what a scenario expects with what is.

Owns one comparison for each key of `expect`. Refuses nothing but ids that the service does not know: what does not hold
is answered as differences, all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from portal.domain.case.events import DocumentIssued
from portal.domain.case.incident_events import TimerFired
from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, ClockName, StepState, Verdict
from portal.domain.case.timers import TimerKind
from portal.domain.deadlines import Light
from portal.domain.documents import DocumentKind
from portal.domain.figures import cell_of
from portal.domain.materials import Acquisition, Necessity
from portal.scenarios.clock_expectations import (
    CLOCK,
    case_clock,
    compare_clock,
    compare_due,
    holder_clock,
    step_clock,
)
from portal.scenarios.expect_schema import EndingWord, ExtensionWord, MaterialWord, ObjectionWord, PauseWord
from portal.scenarios.faults import Difference
from portal.scenarios.given import known_id, read_value
from portal.scenarios.view import View, differ, listed, look_at, members, plain, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from portal.definitions.nodes import Path
    from portal.domain.case.incidents import FollowUp
    from portal.domain.case.state import IssuedDocument, MaterialRun
    from portal.scenarios.expect_schema import ExpectModel
    from portal.scenarios.view import Look

EXPECT: Final = "expect"
SECONDS_WITHOUT_CLOCK: Final = {"light": Light.GREY, "overdue": False}


def compare(view: View, expected: ExpectModel) -> list[Difference]:
    """Everything that does not hold, in the order of the keys."""
    return list(look_at(view, expected, COMPARE, place=(EXPECT,)))


# --- clocks and steps ---------------------------------------------------------------------------------------------


def _of_holder(name: str) -> Look:
    """`due`, `light`, `remaining`, `overdue` of the clock that runs now."""

    def look(view: View, expected: Any, place: Path) -> Iterator[Difference]:
        ticking = holder_clock(view)
        if ticking is not None:
            yield from CLOCK[name](ticking, expected, place)
        elif name in SECONDS_WITHOUT_CLOCK:
            yield from differ(place, expected, SECONDS_WITHOUT_CLOCK[name])
        else:
            yield Difference(place, shown(expected), "no clock runs now")

    return look


def _clock(name: ClockName) -> Look:
    return lambda view, expected, place: compare_clock(case_clock(view, name), expected, place)


def _steps(view: View, expected: Any, place: Path) -> Iterator[Difference]:
    runs = {run.id: run for run in view.case.steps}
    for step_id, wanted in expected.items():
        known_id("step", step_id, (step.id for step in view.service.steps), place=place)
        run, where = runs.get(step_id), (*place, step_id)
        if run is None or wanted.absent is not None:
            yield from differ(where, _wanted(wanted), "none" if run is None else str(run.state))
            continue
        if wanted.state is not None:
            yield from differ((*where, "state"), wanted.state, run.state)
        clocks = wanted.model_copy(update={"state": None})
        clocks.model_fields_set.discard("state")
        if clocks.model_fields_set:
            yield from compare_clock(step_clock(view, run), clocks, where)


def _wanted(wanted: Any) -> str:
    if getattr(wanted, "absent", None):
        return "none"
    return shown({name: getattr(wanted, name) for name in wanted.model_fields_set})


def _open_steps(view: View) -> list[str]:
    return [run.id for run in view.case.steps if run.state is StepState.OPEN]


# --- materials and documents --------------------------------------------------------------------------------------


def _asked(view: View) -> list[str]:
    runs = ((run, view.service.material(run.id)) for run in view.case.materials)
    return [
        run.id
        for run, material in runs
        if material.acquisition is Acquisition.UPLOAD
        and material.necessity is not Necessity.OPTIONAL
        and not run.by_commitment
    ]


def _materials(view: View, expected: Any, place: Path) -> Iterator[Difference]:
    runs = {run.id: run for run in view.case.materials}
    for material_id, wanted in expected.items():
        known_id("material", material_id, (one.id for one in view.service.materials), place=place)
        yield from differ((*place, material_id), wanted, _material_word(runs.get(material_id)))


def _material_word(run: MaterialRun | None) -> MaterialWord:
    if run is None:
        return MaterialWord.ABSENT
    if run.by_commitment:
        return MaterialWord.COMMITTED
    if run.promised and run.verdict is not Verdict.ACCEPTED and not run.files:
        return MaterialWord.OWED
    return MaterialWord(run.verdict.value)


def _issued(view: View) -> list[str]:
    return [event.kind.value for event in view.recent if isinstance(event, DocumentIssued) and not _is_paper(event)]


def _papers(view: View) -> list[str]:
    return [event.about for event in view.recent if isinstance(event, DocumentIssued) and _is_paper(event)]


def _is_paper(document: DocumentIssued | IssuedDocument) -> bool:
    return document.kind is DocumentKind.SERVICE_PAPER


def _fired(view: View, expected: Any, place: Path) -> Iterator[Difference]:
    """`remind` is any reminder, `remind promise` that of the promise; unnamed reminders are passed over."""
    found = [f"{event.kind} {event.about}".strip() for event in view.recent if isinstance(event, TimerFired)]
    left = [one for one in found if expected_reminders(expected) or not one.startswith(TimerKind.REMIND)]
    shown_found = listed(left)
    for wanted in sorted(expected, key=len, reverse=True):
        known = next((one for one in left if one == wanted or one.partition(" ")[0] == wanted), None)
        if known is None:
            yield Difference(place, listed(expected), shown_found)
            return
        left.remove(known)
    if left:
        yield Difference(place, listed(expected), shown_found)


def expected_reminders(expected: list[str]) -> bool:
    """Whether the list names a reminder."""
    return any(one.startswith(TimerKind.REMIND) for one in expected)


# --- what happened beside the ordinary way ------------------------------------------------------------------------


def _violations(case: Case) -> list[str]:
    return [violation.value for correction in case.corrections for violation in correction.violations]


def _pause(case: Case) -> PauseWord:
    return PauseWord.NONE if case.open_pause is None else PauseWord(case.open_pause.kind.value)


def _extension(case: Case) -> ExtensionWord:
    return ExtensionWord.NONE if case.extension is None else ExtensionWord(case.extension.state.value)


def _ending(case: Case) -> EndingWord:
    if case.ending is not None:
        return EndingWord(case.ending.value)
    return EndingWord.DELIVERED if case.state is CaseState.DELIVERED else EndingWord.NONE


def _day(name: str) -> Look:
    """A day of the case, accepted_on or decided_on."""

    def look(view: View, expected: Any, place: Path) -> Iterator[Difference]:
        found = getattr(view.case, name)
        if found != expected.day or expected.clock is not None:
            yield Difference(place, str(expected), shown(found))

    return look


def _none_but(known: Collection[str]) -> str:
    """That there is no such thing, and what there is in its place."""
    return f"none; there are {', '.join(sorted(known))}" if known else "none"


def _objections(view: View, expected: Any, place: Path) -> Iterator[Difference]:
    known = {str(one.id): one for one in view.case.objections}
    if not expected and known:
        yield Difference(place, "none", listed(sorted(known)))
    for number, wanted in expected.items():
        one = known.get(number)
        if one is None:
            yield Difference((*place, number), shown(wanted), _none_but(known))
            continue
        words = {None: ObjectionWord.OPEN, True: ObjectionWord.UPHELD, False: ObjectionWord.DISMISSED}
        yield from differ((*place, number), wanted, words[one.upheld])


def _follow_ups(view: View, expected: Any, place: Path) -> Iterator[Difference]:
    known = {one.id: one for one in view.case.follow_ups}
    if not expected and known:
        yield Difference(place, "none", listed(sorted(known)))
    for name, wanted in expected.items():
        one, where = known.get(name), (*place, name)
        if one is not None and wanted.absent is None:
            yield from _follow_up(view, one, wanted, place=where)
        elif one is not None:
            yield Difference(where, _wanted(wanted), str(one.state))
        elif not wanted.absent:
            yield Difference(where, _wanted(wanted), _none_but(known))


def _follow_up(view: View, one: FollowUp, wanted: Any, *, place: Path) -> Iterator[Difference]:
    if wanted.state is not None:
        yield from differ((*place, "state"), wanted.state, one.state)
    if wanted.department is not None:
        yield from differ((*place, "department"), wanted.department, one.department)
    if wanted.due is not None and one.deadline is None:
        yield Difference((*place, "due"), str(wanted.due), "none")
    elif wanted.due is not None and one.deadline is not None:
        yield from compare_due(view, one.deadline, wanted.due, place=(*place, "due"))


# --- figures and what was written ---------------------------------------------------------------------------------


def _figures(view: View, expected: Any, place: Path) -> Iterator[Difference]:
    cell = cell_of(view.case)
    if cell is None:
        if expected.counted is not False:
            yield Difference(place, _wanted(expected), "it is not counted: it was never decided")
    else:
        yield from look_at(cell, expected, FIGURES, place=place)


FIGURES: Final[Mapping[str, Look]] = {
    "counted": plain(lambda _cell: True),
    "once": plain(lambda cell: cell.once),
    "on_time": plain(lambda cell: cell.on_time),
    "workdays": plain(lambda cell: cell.workdays),
    "granted": plain(lambda cell: cell.granted),
}


def _answers(view: View, expected: Any, place: Path) -> Iterator[Difference]:
    fields = {field.id: field for field in view.service.fields()}
    for name, wanted in expected.items():
        known_id("field", name, fields, place=place)
        value = None if wanted == "none" else read_value(fields[name], wanted)
        yield from differ((*place, name), value, view.case.answers.get(name))


def _results(view: View, expected: Any, place: Path) -> Iterator[Difference]:
    for name, wanted in expected.items():
        known_id("result", name, (field.id for step in view.service.steps for field in step.results), place=place)
        yield from differ((*place, name), wanted, view.case.results.get(name, "none"))


COMPARE: Final[Mapping[str, Look]] = {
    "state": plain(lambda view: view.case.state),
    "open": plain(lambda view: view.case.is_open),
    **{name: _of_holder(name) for name in ("due", "light", "remaining", "overdue")},
    **{clock.value: _clock(clock) for clock in ClockName},
    "steps": _steps,
    "open_steps": members(_open_steps),
    "to_do": members(lambda view: [run.id for run in view.case.to_do]),
    "checklist": members(lambda view: [run.id for run in view.case.materials]),
    "asked": members(_asked),
    "materials": _materials,
    "owed": members(lambda view: [run.id for run in view.case.owed]),
    "documents": members(lambda view: [one.kind.value for one in view.case.documents if not _is_paper(one)]),
    "issued": members(_issued),
    "papers": members(_papers),
    "fired": _fired,
    "visits": plain(lambda view: view.case.visit_count),
    "violations": members(lambda view: _violations(view.case)),
    "corrections": plain(lambda view: len(view.case.corrections)),
    "pause": plain(lambda view: _pause(view.case)),
    "extension": plain(lambda view: _extension(view.case)),
    "deemed_accepted": plain(lambda view: view.case.deemed_accepted),
    "accepted_on": _day("accepted_on"),
    "decided_on": _day("decided_on"),
    "granted": plain(lambda view: view.case.granted),
    "ending": plain(lambda view: _ending(view.case)),
    "objections": _objections,
    "urged": plain(lambda view: len(view.case.urged_at)),
    "rating": plain(lambda view: view.case.ratings[-1].level if view.case.ratings else None),
    "follow_ups": _follow_ups,
    "figures": _figures,
    "title": plain(lambda view: view.case.title),
    "answers": _answers,
    "results": _results,
}
