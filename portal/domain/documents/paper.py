"""A paper that a definition words itself 事项文书: letter, certificate or commitment.

Owns its typed content. Everything is copied in: the words with their placeholders filled, the rows as shown.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from portal.domain.bundles import PaperLayout
from portal.domain.documents.kinds import DocumentKind
from portal.domain.documents.parts import Channel, Document
from portal.domain.texts import Text


@dataclass(frozen=True, slots=True)
class ShownTable:
    """An answer that is a table: the headings and the rows of its columns."""

    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line of a paper: what it is called, and what was answered or entered."""

    label: Text
    value: Text
    table: ShownTable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDocument(Document):
    """A paper of the definition as it was issued; ``signers`` are the names under a commitment."""

    kind: ClassVar[DocumentKind] = DocumentKind.SERVICE_PAPER
    paper: str
    name: Text
    layout: PaperLayout
    paragraphs: tuple[Text, ...]
    lines: tuple[PaperLine, ...]
    signers: tuple[str, ...]
    channel: Channel
    dated: date

    @property
    def heading(self) -> Text:
        """The title that the definition gives it."""
        return self.name
