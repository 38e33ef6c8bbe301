"""What an act does to the dates of a case: each clock with its old and its new end.

Owns the comparison only; both ends come from the domain.
"""

from collections.abc import Iterable, Mapping

from flask_babel import gettext as _

from portal.domain.case.clocks import running_clocks
from portal.domain.case.incident_events import Moved
from portal.domain.case.state import Case
from portal.domain.deadlines import Deadline
from portal.services.cases import CaseView
from portal.web.common.incident_sentences import due
from portal.web.common.moved_dates import clock_name
from portal.web.common.parts import Row


def ends_of(case: Case) -> Mapping[str, Deadline]:
    """The ends of the clocks that have not stopped, by name."""
    return {clock.name: clock.deadline for clock in running_clocks(case)}


def changes(view: CaseView, ends: Iterable[Moved]) -> tuple[Row, ...]:
    """One line for each clock that gets another end."""
    before = ends_of(view.case)
    return tuple(
        Row(clock_name(one.clock, view.service), arrow(before[one.clock], one.deadline))
        for one in ends
        if one.clock in before
    )


def changes_to(view: CaseView, after: Case) -> tuple[Row, ...]:
    """The same, between the case as it is and as it would be."""
    known = ends_of(view.case)
    new = (Moved(name, deadline) for name, deadline in ends_of(after).items() if known.get(name) != deadline)
    return changes(view, new)


def arrow(before: Deadline, after: Deadline) -> str:
    if (before.due_at, before.at_least) == (after.due_at, after.at_least):
        return str(_("%(day)s stays: the time had run out already", day=due(before)))
    return str(_("%(before)s → %(after)s", before=due(before), after=due(after)))
