"""The draft of a certificate of origin 原产地证草稿 as a document of a case: not a certificate, and marked so.

Owns its typed content: every box of the form with what stands in it, copied in.
"""

from dataclasses import dataclass
from typing import ClassVar

from portal.domain.documents.kinds import DocumentKind
from portal.domain.documents.parts import Document


@dataclass(frozen=True, slots=True)
class FormBox:
    """One box: number, printed heading, lines."""

    number: str
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginDraft(Document):
    """原产地证草稿 of one kind of certificate, to be compared before it is entered in the Single Window."""

    kind: ClassVar[DocumentKind] = DocumentKind.ORIGIN_DRAFT
    form: str
    form_title: str
    above: tuple[FormBox, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    below: tuple[FormBox, ...]
