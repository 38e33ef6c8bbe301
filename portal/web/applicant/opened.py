"""The draft behind an address: a filing, or the correction of a case.

Owns who is led elsewhere: a draft that became a case leads to the case, one that is not there any more as well.
"""

from __future__ import annotations

from typing import NoReturn

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from portal.services import cases, drafts
from portal.services.conflicts import NotFound
from portal.services.records.core import Draft
from portal.services.renewal import is_outdated
from portal.web.applicant.mending import Mending
from portal.web.applicant.progress import Filing
from portal.web.common.context import actor, deps


def opened(key: str) -> Filing:
    """The reader's own draft; whoever opens one that became a case is led to the case."""
    try:
        draft = drafts.open_draft(deps(), actor(), key)
    except NotFound:
        if request.args.get("case"):
            lead_to_case(request.args["case"])
        raise
    if draft.case_number is not None:
        abort(redirect(url_for("cases.show", number=draft.case_number)))
    return filing_of(renewed(draft))


def renewed(draft: Draft) -> Draft:
    """The draft under the version that filings use now; whoever comes back to an older one is told."""
    if not is_outdated(deps(), draft):
        return draft
    flash(
        _("A new version of this service is in use. Your answers are kept; please look at what is marked as not done.")
    )
    return drafts.renew_draft(deps(), actor(), draft.key)


def filing_of(draft: Draft) -> Filing:
    """A draft beside the definition it was begun under; a correction beside its case as well."""
    today = deps().calendar.local_date(deps().clock.now())
    if draft.corrects is None:
        return Filing(draft, deps().catalogue.version(draft.service_key, draft.service_version), today)
    view = cases.view_case(deps(), actor(), draft.corrects)
    if view.case.correction is None:
        lead_to_case(draft.corrects)
    return Mending(draft, view.service, today, view.case, view.case.correction)


def lead_to_case(number: str) -> NoReturn:
    """To the case whose correction is not being written any more."""
    flash(_("Nothing is to be corrected here any more: the correction was supplied, or the case has moved on."))
    abort(redirect(url_for("cases.show", number=number)))
