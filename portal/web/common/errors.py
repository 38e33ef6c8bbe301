"""Refusals and failures as pages: message id → HTTP status → words that say what to do next.

Owns the status table. Refuses to show facts of the program itself: an unexpected error is logged
and answered with a plain page.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from flask import Flask, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from portal.domain.errors import DomainError
from portal.domain.limits import Limit
from portal.domain.texts import Text
from portal.i18n import day, limit_words, moment, translated
from portal.web.common.messages import MESSAGES

UNPROCESSABLE: Final = 422
STATUSES: Final[Mapping[str, int]] = {
    "permission.refused": 403,
    "not_found": 404,
    "service.unknown": 404,
    "service.withdrawn": 410,
    "case.move_not_allowed": 409,
    "case.step_not_open": 409,
    "case.grant_not_possible": 409,
    "case.visit_already_recorded": 409,
    "case.changed_meanwhile": 409,
    "case.acceptance_ran_out": 409,
    "case.extension_used": 409,
    "case.extension_pending": 409,
    "case.no_extension_pending": 409,
    "case.extension_too_late": 409,
    "case.correction_too_late": 409,
    "case.tolerance_too_late": 409,
    "case.step_too_late": 409,
    "case.applicants_step": 409,
    "case.materials_owed": 409,
    "case.notice_not_running": 409,
    "case.no_such_objection": 409,
    "case.urged_today": 409,
    "case.already_rated": 409,
    "case.follow_up_move_not_allowed": 409,
    "draft.changed_meanwhile": 409,
    "draft.already_submitted": 409,
    "draft.outdated": 409,
    "upload.too_large": 413,
    "upload.kind_unknown": 415,
    "account.locked": 429,
    "throttle.too_many": 429,
    "publishing.already": 409,
    "publishing.overtaken": 409,
    "offering.withdrawn_already": 409,
    "offering.not_withdrawn": 409,
    "publishing.changed_meanwhile": 409,
    "payment.moved": 409,
    "recovery.not_possible": 409,
    "document.not_ready": 503,
}
"""Message id of a refusal → HTTP status; every other refusal is 422."""


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What a reader is told: what happened, and what to do now."""

    status: int
    title: str
    advice: str
    detail: str = ""


WORDS: Final[Mapping[int, tuple[object, object]]] = {
    400: (_l("The request could not be understood"), _l("Go back, reload the page and try once more.")),
    401: (_l("You are not signed in"), _l("Sign in and send the form again. What you filed before is kept.")),
    403: (_l("You may not open this page"), _l("Sign in with an account that may, or go back to the start page.")),
    404: (_l("This page does not exist"), _l("Check the address, or look for the service on the start page.")),
    405: (_l("This address cannot be opened directly"), _l("Go back to the start page and follow the links.")),
    409: (_l("This is no longer possible"), _l("Somebody was faster, or the case has moved on. Open it again.")),
    410: (_l("This is no longer here"), _l("Go back to the start page.")),
    413: (_l("The file is too large"), _l("Choose a file of at most %(megabytes)s MB, for example a smaller scan.")),
    415: (_l("This kind of file is not accepted"), _l("Choose a PDF, JPEG or PNG file.")),
    422: (_l("This could not be done"), _l("Go back, put right what is named here, and send it again.")),
    429: (_l("Too many attempts"), _l("Wait a while, then try again.")),
    500: (_l("Something went wrong on our side"), _l("Nothing you filed is lost. Try again in a few minutes.")),
    503: (_l("Not ready yet"), _l("Try again in a moment.")),
}
CSRF_WORDS: Final = (_l("The page was open for too long"), _l("Go back, reload the page and send the form again."))


def init_errors(app: Flask) -> None:
    """Answer every refusal and failure with a page."""
    app.register_error_handler(DomainError, show_refusal)
    app.register_error_handler(CSRFError, show_stale_form)
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(Exception, show_failure)


def show_refusal(error: DomainError) -> ResponseReturnValue:
    """A rule of the domain was not met."""
    status = status_of(error)
    title, advice = WORDS.get(status, WORDS[UNPROCESSABLE])
    return page(ErrorPage(status, str(title), str(advice), sentence(error)))


def show_stale_form(error: CSRFError) -> ResponseReturnValue:
    """A form came without a valid token."""
    title, advice = CSRF_WORDS
    return page(ErrorPage(error.code or 400, str(title), str(advice)))


def show_http_error(error: HTTPException) -> ResponseReturnValue:
    """Flask or Werkzeug refused; redirects and ready responses pass."""
    if error.response is not None or error.code is None:
        return error
    return page(described(error.code))


def show_failure(error: Exception) -> ResponseReturnValue:
    """A mistake of ours: logged with its trace, shown without."""
    current_app.logger.error("unexpected error", exc_info=error)
    if current_app.config["PROPAGATE_EXCEPTIONS"]:
        raise error
    return page(described(500))


def described(status: int) -> ErrorPage:
    """The words for a status; the nearest general one where there are none."""
    fallback = 500 if status >= 500 else 400  # noqa: PLR2004 - the classes of HTTP
    title, advice = WORDS.get(status, WORDS[fallback])
    megabytes = (current_app.config["MAX_CONTENT_LENGTH"] or 0) // (1024 * 1024) - 1
    return ErrorPage(status, str(title), str(advice) % {"megabytes": megabytes})


def page(error: ErrorPage) -> ResponseReturnValue:
    """The page itself."""
    return render_template("errors/error.html", error=error), error.status


def status_of(error: DomainError) -> int:
    """The HTTP status of a refusal."""
    return STATUSES.get(error.message_id, UNPROCESSABLE)


def sentence(error: DomainError) -> str:
    """The refusal in the reader's language, with its facts."""
    words = str(MESSAGES.get(error.message_id, MESSAGES["domain.refused"]))
    facts: defaultdict[str, str] = defaultdict(str, {name: spoken(fact) for name, fact in error.facts.items()})
    return words % facts


def spoken(fact: object) -> str:
    """One fact as a reader says it."""
    match fact:
        case datetime():
            return moment(fact)
        case date():
            return day(fact)
        case Text():
            return translated(fact)
        case Limit():
            return limit_words(fact)
        case Decimal():
            return f"{fact:,f}"
        case _:
            return str(_(", ")).join(map(spoken, fact)) if isinstance(fact, tuple) else str(fact)
