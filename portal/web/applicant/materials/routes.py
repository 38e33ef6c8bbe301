"""Handing in files for the materials of a draft, looking at them, taking them out.

Owns nothing of the files themselves: the service judges their content and size.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from portal.domain.obtaining import Way
from portal.domain.permissions import Role
from portal.services import drafts, files
from portal.services.drafts import FileEmpty, FileKindUnknown, FileTooLarge, TooManyFiles, Upload
from portal.services.materials import obtaining
from portal.services.materials.obtaining import (
    ConsentNeeded,
    NoLongerGood,
    NothingFound,
    RegisterSilent,
    SubjectUnknown,
)
from portal.web.applicant.materials.pages import materials_page
from portal.web.applicant.opened import opened
from portal.web.applicant.progress import Filing
from portal.web.common import downloads
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence

REFUSALS: Final = (ConsentNeeded, NoLongerGood, NothingFound, RegisterSilent, SubjectUnknown)
bp: Final = Blueprint("materials", __name__, url_prefix="/filing/<key>")


@bp.get("/materials")
@allow(Role.APPLICANT)
def show(key: str) -> ResponseReturnValue:
    return shown(opened(key), {})


@bp.post("/materials/<material_id>")
@allow(Role.APPLICANT)
def add(key: str, material_id: str) -> ResponseReturnValue:
    filing = opened(key)
    if material_id not in {material.id for material in filing.needed_materials()}:
        abort(404)
    sent = [upload for upload in request.files.getlist("file") if upload.filename]
    problem = kept(key, material_id, sent) if sent else _("Choose a file first")
    if problem:
        return shown(opened(key), {material_id: problem}), UNPROCESSABLE
    return redirect(place_of(filing, material_id))


@bp.post("/materials/<material_id>/remove")
@allow(Role.APPLICANT)
def remove(key: str, material_id: str) -> ResponseReturnValue:
    filing = opened(key)
    drafts.remove_file(deps(), actor(), key, material_id=material_id, sha256=request.form.get("sha256", ""))
    return redirect(place_of(filing, material_id))


@bp.post("/materials/<material_id>/obtain")
@allow(Role.APPLICANT)
def obtain(key: str, material_id: str) -> ResponseReturnValue:
    filing = opened(key)
    if material_id not in {material.id for material in filing.needed_materials()}:
        abort(404)
    try:
        got_from(request.form.get("way", ""), key, material_id)
    except REFUSALS as refusal:
        no_consent = isinstance(refusal, ConsentNeeded)
        return shown(opened(key), {material_id: sentence(refusal)}, no_consent=no_consent), UNPROCESSABLE
    flash(_("Nothing to bring: the portal has the document."))
    return redirect(place_of(filing, material_id))


@bp.post("/materials/<material_id>/give-up")
@allow(Role.APPLICANT)
def give_up(key: str, material_id: str) -> ResponseReturnValue:
    filing = opened(key)
    obtaining.give_up(deps(), actor(), key, material_id=material_id)
    return redirect(place_of(filing, material_id))


@bp.get("/files/<sha256>")
@allow(Role.APPLICANT)
def open_file(key: str, sha256: str) -> ResponseReturnValue:
    return downloads.send(files.open_draft_file(deps(), actor(), key, sha256=sha256))


def shown(filing: Filing, faults: Mapping[str, str], *, no_consent: bool = False) -> str:
    offers = obtaining.offers(deps(), actor(), filing.draft)
    page = materials_page(filing, faults=faults, offers=offers, no_consent=no_consent)
    return render_template("applicant/materials/page.html", page=page, filing=filing)


def got_from(way: str, key: str, material_id: str) -> None:
    """From the locker by the number of the document, or from a register by its name."""
    if way.isdecimal():
        obtaining.use_kept(deps(), actor(), key, material_id=material_id, kept_id=int(way))
    elif way in set(Way):
        consented = request.form.get("consent") == "yes"
        obtaining.ask_register(deps(), actor(), key, material_id=material_id, way=Way(way), consented=consented)
    else:
        abort(404)


def kept(key: str, material_id: str, sent: list[FileStorage]) -> str:
    """Store the files, all or none; the words for the one that was refused."""
    uploads = [Upload(file.filename or "", file.read()) for file in sent]
    try:
        drafts.add_files(deps(), actor(), key, material_id=material_id, uploads=uploads)
    except (FileEmpty, FileTooLarge, FileKindUnknown, TooManyFiles) as refusal:
        name = str(refusal.facts.get("name", ""))
        words = _("%(file)s: %(problem)s", file=name, problem=sentence(refusal)) if name else sentence(refusal)
        return str(words) + (_(" None of these files was kept.") if len(uploads) > 1 else "")
    return ""


def place_of(filing: Filing, material_id: str) -> str:
    return url_for(".show", key=filing.draft.key, _anchor=f"material-{material_id}", **filing.named)
