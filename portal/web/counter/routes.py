"""The counter: the desk, checking materials, accepting, handing out, visits, search.

Owns addresses and the way from a form to a use case and back. Refuses to decide anything itself.
"""

from dataclasses import replace
from typing import Final, cast

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.case.acceptance import MaterialsNotChecked, NoteNeeded
from portal.domain.case.state import Case, Verdict
from portal.domain.errors import DomainError
from portal.domain.permissions import Role
from portal.i18n import day, translated
from portal.services import cases, files, intake
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.downloads import send
from portal.web.common.errors import sentence, status_of
from portal.web.common.keys import after_of
from portal.web.counter.blueprint import bp
from portal.web.counter.desk import Place
from portal.web.counter.forms import NOTE, read_checks, read_revision, verdicts_in
from portal.web.counter.pages import NOTHING_TYPED, Problem, Typed, case_page, desk_page, found_page, panel_of, side_nav

LONGEST_QUERY: Final = 100


@bp.get("/")
@allow(Role.CLERK)
def desk() -> ResponseReturnValue:
    return show_desk(Place.of(request.args))


@bp.get("/cases/<number>")
@allow(Role.CLERK)
def case(number: str) -> ResponseReturnValue:
    return show_case(number)


@bp.post("/cases/<number>/materials")
@allow(Role.CLERK)
def check_materials(number: str) -> ResponseReturnValue:
    checks = read_checks(request.form)
    try:
        checked = intake.check_materials(deps(), actor(), number, checks=checks, revision=read_revision(request.form))
    except DomainError as refusal:
        return show_again(number, typed_again(refusal)), status_of(refusal)
    if request.form.get("back") == "desk":
        posted = checks[-1].material_id if checks else None
        return redirect(replace(Place.of(request.form), case=number, material=next_to_check(checked, posted)).href)
    flash(_("The check is recorded."), "success")
    return redirect(url_for(".case", number=number))


@bp.post("/cases/<number>/accept")
@allow(Role.CLERK)
def accept(number: str) -> ResponseReturnValue:
    try:
        accepted = intake.accept_case(deps(), actor(), number, revision=read_revision(request.form))
    except MaterialsNotChecked as refusal:
        return show_again(number, open_materials(number, refusal)), status_of(refusal)
    except DomainError as refusal:
        return show_again(number, Typed((Problem(sentence(refusal), "#case"),))), status_of(refusal)
    clock = accepted.running_clock
    due = clock.deadline.due_on or clock.deadline.due_at if clock else None
    flash(_("Accepted. The answer is due by %(day)s.", day=day(due)), "success")
    return redirect(url_for(".case", number=accepted.number))


@bp.get("/cases/<number>/documents")
@allow(Role.CLERK)
def documents(number: str) -> ResponseReturnValue:
    """The list alone, asked for again by the page while a PDF is being made."""
    panel = panel_of(cases.view_case(deps(), actor(), number), Place(case=number))
    return render_template("counter/_documents.html", panel=panel)


@bp.get("/cases/<number>/documents/<code>.pdf")
@allow(Role.CLERK)
def document(number: str, code: str) -> ResponseReturnValue:
    return send(files.open_document(deps(), actor(), number, code=code))


@bp.get("/cases/<number>/files/<sha256>")
@allow(Role.CLERK)
def file(number: str, sha256: str) -> ResponseReturnValue:
    return send(files.open_case_file(deps(), actor(), number, sha256=sha256))


@bp.get("/search")
@allow(Role.CLERK)
def search() -> ResponseReturnValue:
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    found = cases.find_cases(deps(), actor(), query)
    page = found_page(actor(), found, query=query, endpoint=".case", current="search")
    return render_template("counter/search.html", page=page, side=page.side)


@bp.get("/keys")
@allow(Role.CLERK)
def keys() -> ResponseReturnValue:
    return render_template("counter/keys.html", side=side_nav(actor(), "keys"))


def show_desk(place: Place, typed: Typed = NOTHING_TYPED) -> str:
    queue = cases.counter_desk(deps(), actor(), "intake", light=place.light, after=after_of(place.after))
    page = desk_page(actor(), queue, place=place, typed=typed)
    return render_template("counter/desk.html", page=page, side=page.side)


def show_case(number: str, typed: Typed = NOTHING_TYPED) -> str:
    view = cases.view_case(deps(), actor(), number)
    page = case_page(actor(), view, typed)
    return render_template("counter/case.html", page=page, side=page.side)


def show_again(number: str, typed: Typed) -> str:
    """The page a refused form came from, fresh, with what was typed."""
    if request.form.get("back") == "desk":
        return show_desk(replace(Place.of(request.form), case=number), typed)
    return show_case(number, typed)


def next_to_check(case: Case, after: str | None) -> str | None:
    """The next material nobody looked at, beginning behind the one just checked."""
    ids = [material.id for material in case.materials]
    start = ids.index(after) + 1 if after in ids else 0
    runs = (*case.materials[start:], *case.materials[:start])
    return next((run.id for run in runs if run.verdict is Verdict.UNCHECKED), after)


def typed_again(refusal: DomainError) -> Typed:
    """The verdicts and reasons as they were sent, with the refusal at its material."""
    material = str(refusal.facts.get("material", ""))
    faults = {material: sentence(refusal)} if isinstance(refusal, NoteNeeded) else {}
    return Typed(
        problems=(Problem(sentence(refusal), f"#{NOTE}{material}" if material else "#case"),),
        verdicts=verdicts_in(request.form),
        notes={name.removeprefix(NOTE): request.form[name] for name in request.form if name.startswith(NOTE)},
        faults=faults,
    )


def open_materials(number: str, refusal: MaterialsNotChecked) -> Typed:
    """What stands against accepting, material by material."""
    service = cases.view_case(deps(), actor(), number).service
    place = replace(Place.of(request.form), case=number)
    on_desk = request.form.get("back") == "desk"
    problems = tuple(
        Problem(
            _("%(material)s is not in order yet", material=translated(service.material(each).name)),
            place.on(each).href if on_desk else f"#material-{each}",
        )
        for each in cast("tuple[str, ...]", refusal.facts["materials"])
    )
    return Typed((Problem(sentence(refusal), "#case"), *problems))
