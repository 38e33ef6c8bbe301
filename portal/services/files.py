"""Files in and out: who may open an upload or an issued document.

Owns the access rule; the bytes live in a content-addressed store outside the web root.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from portal.domain.errors import DomainError
from portal.services.cases import view_case
from portal.services.conflicts import NotFound
from portal.services.issuing import RENDER

if TYPE_CHECKING:
    from portal.domain.case.state import FileRef
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from portal.services.records.core import StoredDocument


class DocumentNotReady(DomainError):
    """The document was issued; its PDF is being made. Facts: `code`, `number`."""

    message_id = "document.not_ready"


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open stream with what a download needs to name it."""

    stream: BinaryIO
    name: str
    mime: str
    sha256: str


def open_document(deps: Deps, actor: Actor, number: str, *, code: str) -> OpenFile:
    """The PDF of a document of a case the actor may see; DocumentNotReady while it is made."""
    view = view_case(deps, actor, number)
    document = next((known for known in view.documents if known.code == code), None)
    if document is None:
        raise NotFound(document=code)
    return open_pdf(deps, document)


def open_case_file(deps: Deps, actor: Actor, number: str, *, sha256: str) -> OpenFile:
    """An uploaded file of a case the actor may see."""
    view = view_case(deps, actor, number)
    refs = (ref for material in view.case.materials for ref in material.files)
    return _open_upload(deps, next((ref for ref in refs if ref.sha256 == sha256), None))


def open_draft_file(deps: Deps, actor: Actor, draft_key: str, *, sha256: str) -> OpenFile:
    """An upload of the actor's own draft."""
    with deps.uow.read() as tx:
        draft = tx.drafts.get(draft_key)
    if draft is None or draft.owner_id != actor.user_id:
        raise NotFound(draft=draft_key)
    refs = (ref for files in draft.files.values() for ref in files)
    return _open_upload(deps, next((ref for ref in refs if ref.sha256 == sha256), None))


def open_pdf(deps: Deps, document: StoredDocument) -> OpenFile:
    """The PDF of a document somebody was found to be allowed to read; DocumentNotReady while it is made."""
    if document.sha256 is None:
        deps.jobs.hurry(RENDER, document.code, now=deps.clock.now())
        raise DocumentNotReady(code=document.code, number=document.number)
    name = f"{document.content.heading.zh}-{document.number}.pdf"
    stream = deps.documents.open(document.sha256)
    return OpenFile(stream, name, "application/pdf", document.sha256)


def _open_upload(deps: Deps, ref: FileRef | None) -> OpenFile:
    if ref is None:
        raise NotFound(file="")
    return OpenFile(deps.uploads.open(ref.sha256), ref.name, ref.mime, ref.sha256)
