"""Refusals that come from storing: somebody was faster, or a thing does not exist."""

from __future__ import annotations

from portal.domain.errors import DomainError


class CaseChangedMeanwhile(DomainError):
    """This case changed after it was shown; nothing was stored, nothing typed is lost."""

    message_id = "case.changed_meanwhile"


class DraftChangedMeanwhile(DomainError):
    """The draft was saved elsewhere after it was shown."""

    message_id = "draft.changed_meanwhile"


class NotFound(DomainError):
    """There is no such thing, or the actor may not know of it."""

    message_id = "not_found"
