"""My documents: what was handed in once, kept for the next time; and who was asked about me, when and what for.

Owns the two lists. Refuses nothing itself: the service does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.masking import mask_id
from portal.domain.permissions import Role
from portal.i18n import translated
from portal.services.drafts import FileEmpty, FileKindUnknown, FileTooLarge, Upload
from portal.services.materials import locker, obtaining
from portal.services.records.keeping import KeptDocument, MaterialQuery
from portal.web.applicant.locker.forms import KeepForm
from portal.web.common import downloads
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence
from portal.web.common.obtained import kind_names

bp: Final = Blueprint("locker", __name__, url_prefix="/my-documents")


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One document of the locker."""

    id: int
    name: str
    kind: str
    kept_at: datetime
    valid_until: date | None
    is_past: bool
    case_number: str


@dataclass(frozen=True, slots=True)
class QueryLine:
    """One query about the reader."""

    at: datetime
    register: str
    subject: str
    purpose: str
    outcome: str


@bp.get("/")
@allow(Role.APPLICANT)
def index() -> ResponseReturnValue:
    return shown(offered(KeepForm()))


@bp.post("/")
@allow(Role.APPLICANT)
def keep() -> ResponseReturnValue:
    form = offered(KeepForm())
    if not form.validate_on_submit():
        return shown(form), UNPROCESSABLE
    sent = form.file.data
    upload = Upload(sent.filename or "", sent.read())
    try:
        locker.keep_document(
            deps(),
            actor(),
            kind=form.kind.data,
            name=form.name.data or "",
            upload=upload,
            valid_until=form.valid_until.data,
        )
    except (FileEmpty, FileTooLarge, FileKindUnknown) as refusal:
        form.file.errors = [sentence(refusal)]
        return shown(form), UNPROCESSABLE
    flash(_("Kept. The next time a service asks for this, you can use it."))
    return redirect(url_for(".index"))


@bp.post("/<int:kept_id>/discard")
@allow(Role.APPLICANT)
def discard(kept_id: int) -> ResponseReturnValue:
    locker.discard_document(deps(), actor(), kept_id)
    flash(_("Taken out. Cases that used it keep their copy."))
    return redirect(url_for(".index"))


@bp.get("/<int:kept_id>/file")
@allow(Role.APPLICANT)
def open_file(kept_id: int) -> ResponseReturnValue:
    return downloads.send(locker.open_kept(deps(), actor(), kept_id))


def offered(form: KeepForm) -> KeepForm:
    form.kind.choices = [("", _("Choose")), *kind_names(locker.kinds(deps())).items()]
    return form


def shown(form: KeepForm) -> str:
    names = kind_names(locker.kinds(deps()))
    today = deps().calendar.local_date(deps().clock.now())
    kept = [kept_line(one, names, today) for one in locker.my_documents(deps(), actor())]
    asked = [query_line(one, names) for one in obtaining.queries(deps(), actor())]
    return render_template("applicant/locker/index.html", form=form, kept=kept, asked=asked)


def kept_line(one: KeptDocument, names: dict[str, str], today: date) -> KeptLine:
    is_past = one.valid_until is not None and one.valid_until < today
    kind = names.get(one.kind, one.name)
    return KeptLine(one.id or 0, one.name, kind, one.kept_at, one.valid_until, is_past, one.case_number or "")


def query_line(one: MaterialQuery, names: dict[str, str]) -> QueryLine:
    words = {
        obtaining.FOUND: _("found"),
        obtaining.NONE: _("nothing found"),
        obtaining.UNAVAILABLE: _("the register did not answer"),
        obtaining.WITHDRAWN: _("found, then given back: consent withdrawn"),
    }
    service = one.purpose.partition("/")[0]
    offered_now = {known.key: translated(known.name) for known in deps().catalogue.all_current()}
    purpose = offered_now.get(service) or _("adding my enterprise")
    outcome = words.get(one.outcome or "", _("asked"))
    return QueryLine(one.consented_at, names.get(one.resource, one.resource), mask_id(one.subject), purpose, outcome)
