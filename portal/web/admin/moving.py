"""Moving one open case to another version of its service: what it would mean, and the act.

Owns one address for administrators and heads of departments. Refuses to move anything before the difference was shown:
the form is part of the page that shows it, and carries the revision of the case that was seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.case.clocks import STEP, running_clocks
from portal.domain.case.state import Case
from portal.domain.deadlines import Deadline
from portal.domain.permissions import Role
from portal.domain.workflow import Service
from portal.i18n import day, local, translated
from portal.services import versions
from portal.services.versions import MovePreview
from portal.web.admin.pages import side_nav
from portal.web.admin.version_forms import MoveForm
from portal.web.admin.versions import bp
from portal.web.common.access import allow
from portal.web.common.case_words import state_badge
from portal.web.common.context import actor, deps
from portal.web.common.differences import ChangeLine, change_lines
from portal.web.common.errors import UNPROCESSABLE, sentence
from portal.web.common.parts import Badge, Link, SideGroup, SideItem, SideNav

__all__ = ["bp"]


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One running clock, its end now and under the other version."""

    name: str
    before: str
    after: str
    moves: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """What would happen to the case."""

    clocks: tuple[ClockRow, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MovePage:
    """The case, the versions to choose from, and what the chosen one would mean."""

    number: str
    title: str
    state: Badge
    service: str
    version: int
    choices: tuple[tuple[Link, bool], ...]
    target: int | None
    refusal: str
    effect: Effect | None
    lines: tuple[ChangeLine, ...]


@bp.get("/cases/<number>/version")
@allow(Role.ADMIN, Role.OFFICER)
def case_version(number: str) -> ResponseReturnValue:
    case, targets = versions.targets_of(deps(), actor(), number)
    form = MoveForm(formdata=None, data={"revision": case.revision})
    return show_move(case, targets, form, to=wished(case, targets))


@bp.post("/cases/<number>/version/<int:to>")
@allow(Role.ADMIN, Role.OFFICER)
def move_case(number: str, to: int) -> ResponseReturnValue:
    form = MoveForm()
    if not form.validate_on_submit() or not str(form.revision.data).isdigit():
        case, targets = versions.targets_of(deps(), actor(), number)
        return show_move(case, targets, form, to=to), UNPROCESSABLE
    versions.move_case(
        deps(), actor(), number, version=to, reason=str(form.reason.data), revision=int(str(form.revision.data))
    )
    flash(_("The case %(number)s goes on under version %(version)s.", number=number, version=to), "success")
    return redirect(url_for(".case_version", number=number))


def wished(case: Case, targets: Sequence[Service]) -> int | None:
    """The version asked for in the address, else the only later one."""
    asked = request.args.get("to", "")
    if asked.isdigit():
        return int(asked)
    later = [one.version for one in targets if one.version > case.service_version]
    return later[0] if len(later) == 1 else None


def show_move(case: Case, targets: Sequence[Service], form: MoveForm, *, to: int | None) -> str:
    preview = versions.preview_move(deps(), actor(), case.number, version=to) if to is not None and targets else None
    service = deps().catalogue.version(case.service_key, case.service_version)
    page = MovePage(
        number=case.number,
        title=case.title,
        state=state_badge(case.state),
        service=translated(service.name),
        version=case.service_version,
        choices=tuple(choice(case, one, to) for one in targets),
        target=preview.target.version if preview else None,
        refusal=refusal_words(preview) if preview and preview.refusal else "",
        effect=effect_of(preview) if preview else None,
        lines=lines_of(preview) if preview else (),
    )
    return render_template("admin/case_version.html", page=page, form=form, side=side())


def choice(case: Case, target: Service, to: int | None) -> tuple[Link, bool]:
    words = _("Version %(version)s", version=target.version)
    return Link(words, url_for(".case_version", number=case.number, to=target.version)), target.version == to


def lines_of(preview: MovePreview) -> tuple[ChangeLine, ...]:
    departments = deps().catalogue.departments
    return change_lines(preview.changes, preview.service, preview.target, departments=departments)


def refusal_words(preview: MovePreview) -> str:
    """Why the case cannot be moved, with the names of what stands in the way."""
    if preview.refusal is None:
        return ""
    facts, names = preview.refusal.facts, names_in(preview)
    named = {key: tuple(names.get(one, one) for one in fact) for key, fact in facts.items() if isinstance(fact, tuple)}
    return sentence(type(preview.refusal)(**{**facts, **named}))


def names_in(preview: MovePreview) -> dict[str, str]:
    """Materials, steps and questions of both versions by id."""
    names: dict[str, str] = {}
    for service in (preview.service, preview.target):
        names |= {one.id: translated(one.name) for one in service.materials}
        names |= {one.id: translated(one.name) for one in service.steps}
        names |= {one.id: translated(one.label) for one in service.fields()}
    return names


def effect_of(preview: MovePreview) -> Effect | None:
    if preview.after is None:
        return None
    before, after = preview.case, preview.after
    return Effect(
        clocks=tuple(clock_rows(before, after, preview.target)),
        gained=tuple(names_gained(before, after, preview.target)),
        lost=tuple(names_gained(after, before, preview.service)),
    )


def clock_rows(before: Case, after: Case, service: Service) -> Iterable[ClockRow]:
    """Every clock that runs before or after, with its two ends."""
    ends = {clock.name: clock.deadline for clock in running_clocks(before)}
    news = {clock.name: clock.deadline for clock in running_clocks(after)}
    for name in (*ends, *(one for one in news if one not in ends)):
        old, new = ends.get(name), news.get(name)
        yield ClockRow(clock_words(name, service), end_words(old), end_words(new), moves=old != new)


def clock_words(name: str, service: Service) -> str:
    if name.startswith(STEP):
        return translated(service.step(name.removeprefix(STEP)).name)
    words = {
        "acceptance": _("until acceptance"),
        "correction": _("for the applicant to correct"),
        "promise": _("promised until the decision"),
        "statutory": _("statutory until the decision"),
        "tolerance": _("until promised materials are there"),
    }
    return str(words.get(name, name))


def end_words(deadline: Deadline | None) -> str:
    if deadline is None:
        return "—"
    on: date = deadline.due_on or local(deadline.due_at).date()
    return day(on)


def names_gained(before: Case, after: Case, service: Service) -> Iterable[str]:
    """Materials and steps that only the second case has."""
    materials = {run.id for run in before.materials}
    steps = {run.id for run in before.steps}
    yield from (translated(service.material(run.id).name) for run in after.materials if run.id not in materials)
    yield from (translated(service.step(run.id).name) for run in after.steps if run.id not in steps)


def side() -> SideNav:
    """The administrator's navigation; an officer only finds the way back to the own desk."""
    if actor().role is Role.ADMIN:
        return side_nav("services")
    items = (SideItem(_("My steps"), "/review/"),)
    return SideNav(_("Review"), "审", (SideGroup(_("Review"), items),))
