"""Acts that need their reason in writing (许可法 art. 38(2), 42, 45): an empty one is refused."""

from __future__ import annotations

from portal.domain.errors import DomainError


class ReasonNeeded(DomainError):
    """This act needs its reason in writing."""

    message_id = "case.reason_needed"


def reason_in(words: str) -> str:
    """The reason without blanks around it; raises ReasonNeeded when there is none."""
    reason = words.strip()
    if not reason:
        raise ReasonNeeded
    return reason
