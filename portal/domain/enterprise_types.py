"""Kinds of market entities 市场主体类型 and the class sign of their credit code (GB 32100-2015, second place).

Owns which class goes with which answer to ``enterprise_type``. A kind that is not listed is an enterprise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Mapping

QUESTION: Final = "enterprise_type"
ENTERPRISE: Final = "1"
CLASSES: Final[Mapping[str, str]] = {"individual": "2", "cooperative": "3"}


class UsccOfOtherKind(DomainError):
    """The second sign of a code does not fit the kind of entity; facts: `uscc`, `expected`."""

    message_id: ClassVar[str] = "enterprise.other_kind"


def uscc_class(enterprise_type: str) -> str:
    """The second sign of the codes of this kind: 1 enterprises and branches, 2 individuals, 3 cooperatives."""
    return CLASSES.get(enterprise_type, ENTERPRISE)


def require_uscc_class(uscc: str, answers: Mapping[str, object]) -> None:
    """Refuses a code whose class is that of another kind; silent where no kind was asked."""
    if QUESTION not in answers:
        return
    expected = uscc_class(str(answers[QUESTION]))
    if uscc[1:2] != expected:
        raise UsccOfOtherKind(uscc=uscc, expected=expected)
