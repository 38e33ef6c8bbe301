"""/names/: the check of a name for everybody, and the register of names with its import for those who keep it.

Owns three pages. Nothing that is typed into the check is stored.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from portal.domain.errors import DomainError
from portal.domain.names import SUFFIXES, ZONE_ENDS, NameParts, division_names
from portal.domain.permissions import Role
from portal.services.names import files as name_files
from portal.services.names import keeping as names
from portal.web.common.access import allow, public
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence
from portal.web.common.parts import Paging
from portal.web.names.forms import USUAL, BranchForm, NameFileForm, NameForm
from portal.web.names.pages import Verdict, faults_of, name_line, verdict

LARGEST: Final = 8_000_000

bp: Final = Blueprint("names", __name__, url_prefix="/names")


@bp.get("/")
@public
def check() -> ResponseReturnValue:
    """The form; with a name in the address also what the rules say about it."""
    form, branch = offered(NameForm(request.args)), BranchForm(request.args)
    if "trade_name" in request.args:
        branch = BranchForm(formdata=None)
        if not form.validate():
            return page(form, branch), UNPROCESSABLE
        kind = str(form.type.data)
        suffix = str(form.suffix.data or "") or USUAL.get(kind, SUFFIXES[kind][0])
        parts = NameParts(str(form.region.data), str(form.trade_name.data), str(form.industry.data), suffix)
        return page(form, branch, verdict(parts.full, names.check_free_name(deps(), parts, kind)))
    if "parent" in request.args:
        form = offered(NameForm(formdata=None))
        if not branch.validate():
            return page(form, branch), UNPROCESSABLE
        parent, words, ending = str(branch.parent.data), str(branch.words.data or ""), str(branch.ending.data)
        found = names.check_free_branch(deps(), parent, words=words, suffix=ending)
        return page(form, branch, verdict(f"{parent}{words}{ending}", found))
    return page(offered(NameForm(formdata=None)), BranchForm(formdata=None))


@bp.get("/register")
@allow(Role.ADMIN, Role.OFFICER)
def register() -> ResponseReturnValue:
    return listed(NameFileForm(formdata=None))


@bp.post("/register")
@allow(Role.ADMIN, Role.OFFICER)
def import_file() -> ResponseReturnValue:
    form = NameFileForm()
    if not form.validate_on_submit():
        return listed(form), UNPROCESSABLE
    try:
        imported = name_files.import_names(deps(), actor(), form.file.data.read(LARGEST))
    except DomainError as refusal:
        form.file.errors = [sentence(refusal)]
        return listed(form), UNPROCESSABLE
    return listed(NameFileForm(formdata=None), imported)


def offered(form: NameForm) -> NameForm:
    """The form with the ways to write the county, and its development zone."""
    county = deps().catalogue.county
    own = sorted(division_names(county), key=len)
    form.region.choices = [SelectChoice(one, one) for one in (*own, county.name.zh + ZONE_ENDS[1])]
    return form


def page(form: NameForm, branch: BranchForm, found: Verdict | None = None) -> str:
    return render_template(
        "names/check.html", form=form, branch=branch, found=found, is_branch=bool(branch.parent.data)
    )


def listed(form: NameFileForm, imported: name_files.Imported | None = None) -> str:
    typed, wanted = request.args.get("after", ""), request.args.get("trade_name", "").strip()[:20]
    after = int(typed) if typed.isdecimal() and len(typed) < 18 else 0  # noqa: PLR2004 - what a row id can be
    shown = name_files.list_names(deps(), actor(), after=after, trade_name=wanted)
    following = url_for(".register", after=shown.after, trade_name=wanted or None) if shown.after else None
    return render_template(
        "names/register.html",
        form=form,
        wanted=wanted,
        lines=[name_line(one) for one in shown.names],
        paging=Paging(next_href=following, first_href=url_for(".register") if after or wanted else None),
        imported=imported,
        faults=faults_of(imported) if imported else (),
    )
