"""What a stranger sees of a verified document.

Owns the words of the three answers: genuine, unknown, mistyped. Refuses everything the service masked.
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from flask_babel import gettext as _

from portal.domain.numbers import group_code
from portal.i18n import day
from portal.services.verification import Verified
from portal.web.common.case_words import state_badge
from portal.web.common.parts import Row, Tone

DIGEST_GROUP: Final = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """The one sentence on top, and what it means."""

    words: str
    note: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class GenuinePage:
    """A genuine document; `digest` is None while its PDF is being made."""

    answer: Answer
    code: str
    grouped: str
    rows: tuple[Row, ...]
    digest: tuple[str, ...] | None
    host: str
    compared: Answer | None = None


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """No document: what was typed, what that means, and what to do now."""

    answer: Answer
    typed: str
    advice: tuple[str, ...]


def genuine_page(found: Verified, *, base_url: str, compared: Answer | None = None) -> GenuinePage:
    """Kind, number, day, agency, service, subject, applicant and state, masked where a person is meant."""
    answer = Answer(
        _("This document is genuine"),
        _("It was issued through this portal. Compare what is printed on your document with what stands below."),
        Tone.GREEN,
    )
    return GenuinePage(
        answer=answer,
        code=found.code,
        grouped=group_code(found.code),
        rows=rows_of(found),
        digest=in_groups(found.sha256) if found.sha256 else None,
        host=urlsplit(base_url).netloc,
        compared=compared,
    )


def rows_of(found: Verified) -> tuple[Row, ...]:
    return (
        Row(_("Document"), found.title),
        Row(_("Document number"), found.number),
        Row(_("Issued on"), day(found.issued_at)),
        Row(_("Issued by"), found.agency),
        Row(_("Service"), found.service),
        Row(_("Subject"), found.subject),
        Row(_("Applicant"), _("%(name)s (masked)", name=found.applicant)),
        Row(_("State of the case today"), state_badge(found.case_state).words),
        Row(_("Verification code"), group_code(found.code)),
    )


def in_groups(digest: str) -> tuple[str, ...]:
    """A digest in pieces that an eye can compare."""
    return tuple(digest[start : start + DIGEST_GROUP] for start in range(0, len(digest), DIGEST_GROUP))


def compared(*, same: bool) -> Answer:
    """What the comparison of a file found."""
    if same:
        words = _("The file is the issued PDF, to the last bit")
        return Answer(words, _("Nobody has changed anything in it since it was issued."), Tone.GREEN)
    return Answer(
        _("The file is not the issued PDF"),
        _(
            "A scan, a photograph or a file that was saved again always differs, without being forged. "
            "Compare the particulars one by one, or ask the holder for the original PDF file."
        ),
        Tone.RED,
    )


def unknown_page(typed: str) -> RefusedPage:
    """A well-formed code that belongs to no document."""
    return RefusedPage(
        Answer(
            _("No document with this code was issued by this portal"),
            _("The code is well-formed, but it stands in no record of this portal."),
            Tone.RED,
        ),
        typed,
        (
            _("Compare the code with the printed one once more, character by character."),
            _("Look whether the document names another portal or authority; then verify it there."),
            _("Do not rely on the document before the issuing authority has confirmed it. Ask there, or call 12345."),
        ),
    )


def mistyped_page(typed: str) -> RefusedPage:
    """What cannot be a code: wrong length, sign or check character."""
    return RefusedPage(
        Answer(
            _("The code was copied wrongly"),
            _("Its check character does not fit. This says nothing about the document yet."),
            Tone.YELLOW,
        ),
        typed,
        (
            _("A code has 20 characters in five groups of four."),
            _("The letters I, O, S, V and Z do not occur; you may type them for 1, 0, 5, U and 2."),
            _("Easier: scan the square code on the document with a phone."),
        ),
    )
