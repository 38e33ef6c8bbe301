"""Versions of services: which there are, what one changes, how it looks, and the act of publishing it.

Owns addresses and the way from a form to a use case and back. Scenarios are played and specimens printed when they
are asked for, and once more when the version is published. Refuses to publish without the confirmation.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import Final

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.documents import DocumentContent
from portal.domain.permissions import Role
from portal.i18n import day
from portal.scenarios.of_version import play_version
from portal.services import publishing, versions
from portal.services.publishing import Candidate, Press, VersionFile
from portal.web.admin.calendars import bp
from portal.web.admin.pages import side_nav
from portal.web.admin.version_forms import PublishForm
from portal.web.admin.version_pages import (
    case_paging,
    case_rows,
    differences_page,
    form_pages,
    in_force,
    lines_of,
    name_of,
    version_page,
    version_row,
    version_state,
)
from portal.web.common.access import allow
from portal.web.common.context import actor, container, deps, settings
from portal.web.common.errors import UNPROCESSABLE, sentence, status_of
from portal.web.common.keys import after_of
from portal.web.common.parts import Badge

__all__ = ["bp"]

ADDRESS: Final = "/services/<key>/v<int:version>"
AT_DAY: Final = (publishing.EffectiveInPast, publishing.EffectiveTooEarly)


@bp.get("/services")
@allow(Role.ADMIN)
def services() -> ResponseReturnValue:
    files = publishing.list_versions(press(), actor())
    counts = versions.open_counts(press(), actor())
    rows = tuple(
        version_row(file, state, open_cases=counts.get((file.key, file.version), 0))
        for file, state in zip(files, states_of(files), strict=True)
    )
    return render_template("admin/services.html", rows=rows, side=side_nav("services"))


@bp.get(ADDRESS)
@allow(Role.ADMIN)
def version(key: str, version: int) -> ResponseReturnValue:
    candidate = publishing.view_version(press(), actor(), key, version=version)
    earliest = publishing.earliest_day(deps(), press(), candidate.file)
    form = PublishForm(formdata=None, data={"effective": earliest, "digest": candidate.file.digest})
    return show_version(candidate, form)


@bp.post(f"{ADDRESS}/publish")
@allow(Role.ADMIN)
def publish(key: str, version: int) -> ResponseReturnValue:
    form = PublishForm()
    first = form.effective.data if form.validate_on_submit() else None
    if first is None:
        return show_version(publishing.view_version(press(), actor(), key, version=version), form), UNPROCESSABLE
    order = publishing.Order(key=key, version=version, digest=str(form.digest.data), effective=first)
    play = partial(play_version, settings().workflows)
    try:
        publishing.publish_version(deps(), press(), actor(), order=order, play=play)
    except AT_DAY as refusal:
        form.effective.errors = [sentence(refusal)]
        return show_version(publishing.view_version(press(), actor(), key, version=version), form), UNPROCESSABLE
    except publishing.NotReady as refusal:
        form.confirm.errors = [sentence(refusal)]
        return show_version(publishing.view_version(press(), actor(), key, version=version), form), status_of(refusal)
    flash(
        _("Version %(version)s is published. New filings use it from %(day)s.", version=version, day=day(first)),
        "success",
    )
    return redirect(url_for(".version", key=key, version=version))


@bp.get(f"{ADDRESS}/differences")
@allow(Role.ADMIN)
def version_differences(key: str, version: int) -> ResponseReturnValue:
    candidate = publishing.view_version(press(), actor(), key, version=version)
    if candidate.previous is None:
        abort(404)
    lines = lines_of(candidate, press().definitions.departments())
    page = differences_page(candidate, lines, candidate.previous.version)
    return render_template("admin/differences.html", page=page, side=side_nav("services"))


@bp.get(f"{ADDRESS}/scenarios")
@allow(Role.ADMIN)
def version_scenarios(key: str, version: int) -> ResponseReturnValue:
    file = publishing.require_file(press(), actor(), key, version=version)
    played = play_version(settings().workflows, key, version)
    return render_template(
        "admin/scenarios.html", key=key, version=version, name=name_of(file), played=played, side=side_nav("services")
    )


@bp.get(f"{ADDRESS}/form")
@allow(Role.ADMIN)
def version_form(key: str, version: int) -> ResponseReturnValue:
    file = publishing.require_file(press(), actor(), key, version=version)
    if file.service is None:
        abort(404)
    return render_template(
        "admin/form_preview.html",
        key=key,
        version=version,
        name=file.service.name,
        pages=form_pages(file.service),
        declaration=file.service.declaration,
        side=side_nav("services"),
    )


@bp.get(f"{ADDRESS}/documents/<kind>.pdf")
@allow(Role.ADMIN)
def version_document(key: str, version: int, kind: str) -> ResponseReturnValue:
    file = publishing.require_file(press(), actor(), key, version=version)
    content = publishing.specimens_of(deps(), press(), file).get(kind)
    if content is None:
        abort(404)
    pdf = press().specimens.pdf(content, "en" if request.args.get("lang") == "en" else "zh")
    name = f"{key}-v{version}-{kind}.pdf"
    return send_file(BytesIO(pdf), mimetype="application/pdf", download_name=name, max_age=0)


@bp.get(f"{ADDRESS}/cases")
@allow(Role.ADMIN)
def version_cases(key: str, version: int) -> ResponseReturnValue:
    file = publishing.require_file(press(), actor(), key, version=version)
    after = request.args.get("after")
    listed = versions.list_open(press(), actor(), key, version=version, after=after_of(after))
    return render_template(
        "admin/version_cases.html",
        key=key,
        version=version,
        name=name_of(file),
        rows=case_rows(listed),
        paging=case_paging(listed, key=key, version=version, after=after),
        side=side_nav("services"),
    )


def show_version(candidate: Candidate, form: PublishForm) -> str:
    file = candidate.file
    counts = versions.open_counts(press(), actor())
    page = version_page(
        candidate,
        state_of(file),
        specimens=specimens_in(candidate),
        lines=lines_of(candidate, press().definitions.departments()),
        open_cases=counts.get((file.key, file.version), 0),
    )
    return render_template("admin/version.html", page=page, form=form, side=side_nav("services"))


def specimens_in(candidate: Candidate) -> Mapping[str, DocumentContent]:
    """The documents that can be previewed; none while there are errors, since names may lead nowhere."""
    return {} if candidate.errors else publishing.specimens_of(deps(), press(), candidate.file)


def states_of(files: Sequence[VersionFile]) -> list[Badge]:
    """The state of each version among all of them."""
    today = deps().calendar.local_date(deps().clock.now())
    offered = {service.key: service.version for service in deps().catalogue.all_current()}
    current = in_force(files, today)
    off = {one.service for one in deps().catalogue.withdrawals if one.holds_on(today)}
    return [version_state(file, current=current, offered=offered, off=off, today=today) for file in files]


def state_of(file: VersionFile) -> Badge:
    files = publishing.list_versions(press(), actor())
    return states_of(files)[[(one.key, one.version) for one in files].index((file.key, file.version))]


def press() -> Press:
    return container().press
