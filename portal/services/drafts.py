"""Drafts 草稿: a filing that is being written survives closing the browser.

Owns saving answers page by page, uploads, and what is still missing. Refuses other people's
drafts as if they did not exist, files of unknown content, and files that are too large.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from portal.domain.case.state import FileRef
from portal.domain.errors import DomainError
from portal.domain.permissions import CaseFacts, Permission
from portal.services.conflicts import NotFound
from portal.services.names import keeping as names
from portal.services.offering import require_offered
from portal.services.records.core import Draft
from portal.services.renewal import is_outdated, renewed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.ports.transactions import Transaction

MAX_FILE_BYTES: Final = 10 * 1024 * 1024
_KEY_LENGTH: Final = 20


class FileTooLarge(DomainError):
    """An upload is larger than allowed; facts: `largest` in bytes."""

    message_id = "upload.too_large"


class FileKindUnknown(DomainError):
    """The content of an upload is none of the kinds that are taken."""

    message_id = "upload.kind_unknown"


class FileEmpty(DomainError):
    """An upload has no content."""

    message_id = "upload.empty"


class TooManyFiles(DomainError):
    """A material takes only so many files; facts: `most`."""

    message_id = "upload.too_many"


class AlreadySubmitted(DomainError):
    """The draft became a case; facts: `case`."""

    message_id = "draft.already_submitted"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in."""

    name: str
    data: bytes


def start_draft(
    deps: Deps,
    actor: Actor,
    service_key: str,
    *,
    answers: Mapping[str, object] | None = None,
    visited: tuple[str, ...] = (),
) -> Draft:
    """A new filing for the version in force, with what was answered before; ``visited`` pages are finished.

    Raises ServiceWithdrawn.
    """
    actor.require(Permission.CASE_FILE, CaseFacts(owner_id=actor.user_id))
    service = deps.catalogue.current(service_key)
    require_offered(deps, service_key)
    now = deps.clock.now()
    draft = replace(new_draft(deps, actor, service, now=now), answers=dict(answers or {}), visited=visited)
    with deps.uow.begin() as tx:
        tx.drafts.add(draft)
    return draft


def open_draft(deps: Deps, actor: Actor, key: str) -> Draft:
    """The actor's draft; NotFound for anybody else's."""
    with deps.uow.read() as tx:
        return _own(tx, actor, key)


def renew_draft(deps: Deps, actor: Actor, key: str) -> Draft:
    """The actor's draft under the version that filings use now; what it has already is kept."""
    with deps.uow.begin() as tx:
        draft = own_open(tx, actor, key)
        if not is_outdated(deps, draft):
            return draft
        saved = renewed(deps, draft)
        tx.drafts.save(saved)
    return saved


def my_drafts(deps: Deps, actor: Actor) -> Sequence[Draft]:
    """Filings the actor has begun and not submitted, newest first."""
    with deps.uow.read() as tx:
        return tx.drafts.open_of_user(actor.user_id)


def save_answers(
    deps: Deps, actor: Actor, key: str, *, page_id: str, answers: Mapping[str, object], done: bool
) -> Draft:
    """Keep what was typed on one page; ``done`` says that the page has no faults left. Raises NameTaken."""
    with deps.uow.begin() as tx:
        draft = own_open(tx, actor, key)
        visited = [page for page in draft.visited if page != page_id]
        saved = replace(
            draft,
            answers={**draft.answers, **answers},
            visited=(*visited, page_id) if done else tuple(visited),
            saved_at=deps.clock.now(),
            revision=draft.revision + 1,
        )
        tx.drafts.save(saved)
        if done:
            names.keep_for_draft(deps, tx, saved, page_id=page_id)
    return saved


def add_files(deps: Deps, actor: Actor, key: str, *, material_id: str, uploads: Sequence[Upload]) -> Draft:
    """Store uploads for one material of the draft's checklist: all of them, or none.

    Raises FileEmpty, FileTooLarge, FileKindUnknown or TooManyFiles; the kind is judged by
    content. The bytes are on disk before the draft names them; the same bytes twice are one file.
    """
    with deps.uow.read() as tx:
        draft = own_open(tx, actor, key)
    service = deps.catalogue.version(draft.service_key, draft.service_version)
    most = service.material(material_id).max_files
    refs = store_uploads(deps, uploads)
    with deps.uow.begin() as tx:
        draft = own_open(tx, actor, key)
        held = draft.files.get(material_id, ())
        known = {ref.sha256 for ref in held}
        files = (*held, *{ref.sha256: ref for ref in refs if ref.sha256 not in known}.values())
        if len(files) > most:
            raise TooManyFiles(most=most)
        if len(files) == len(held):
            return draft
        return _save_files(deps, tx, draft, material_id=material_id, files=files)


def remove_file(deps: Deps, actor: Actor, key: str, *, material_id: str, sha256: str) -> Draft:
    """Take an upload out of the draft; taking out what is not there changes nothing."""
    with deps.uow.begin() as tx:
        draft = own_open(tx, actor, key)
        left = tuple(ref for ref in draft.files.get(material_id, ()) if ref.sha256 != sha256)
        source = draft.obtained.get(material_id)
        if source is not None and source.sha256 == sha256:
            draft = replace(draft, obtained={name: one for name, one in draft.obtained.items() if name != material_id})
        return _save_files(deps, tx, draft, material_id=material_id, files=left)


def choose_ways(
    deps: Deps, actor: Actor, key: str, *, promised: tuple[str, ...] | None = None, committed: bool | None = None
) -> Draft:
    """Keep which materials will follow 容缺, and whether 告知承诺 is chosen; None leaves it as it is.

    What of it is lawful is decided when filing.
    """
    with deps.uow.begin() as tx:
        draft = own_open(tx, actor, key)
        saved = replace(
            draft,
            promised=draft.promised if promised is None else promised,
            committed=draft.committed if committed is None else committed,
            saved_at=deps.clock.now(),
            revision=draft.revision + 1,
        )
        tx.drafts.save(saved)
    return saved


def discard_draft(deps: Deps, actor: Actor, key: str) -> None:
    """The applicant does not want to go on; nothing was submitted."""
    with deps.uow.begin() as tx:
        own_open(tx, actor, key)
        names.free_draft(tx, key)
        tx.drafts.delete(key)


def _save_files(deps: Deps, tx: Transaction, draft: Draft, *, material_id: str, files: tuple[FileRef, ...]) -> Draft:
    saved = replace(
        draft,
        files={**draft.files, material_id: files},
        saved_at=deps.clock.now(),
        revision=draft.revision + 1,
    )
    tx.drafts.save(saved)
    return saved


def store_uploads(deps: Deps, uploads: Sequence[Upload]) -> tuple[FileRef, ...]:
    """Check and store uploads: all of them, or an error before any case or draft names one.

    Raises FileEmpty, FileTooLarge or FileKindUnknown; the kind is judged by content.
    """
    return tuple(_store(deps, upload) for upload in uploads)


def _store(deps: Deps, upload: Upload) -> FileRef:
    if not upload.data:
        raise FileEmpty(name=upload.name)
    if len(upload.data) > MAX_FILE_BYTES:
        raise FileTooLarge(name=upload.name, largest=MAX_FILE_BYTES)
    mime = deps.file_types.mime_of(upload.data)
    if mime is None:
        raise FileKindUnknown(name=upload.name)
    digest = deps.uploads.put(upload.data)
    return FileRef(sha256=digest, name=upload.name[-200:], size=len(upload.data), mime=mime)


def new_draft(deps: Deps, actor: Actor, service: Service, *, now: datetime) -> Draft:
    """An empty filing of the actor for a service; nothing is stored."""
    return Draft(
        key=deps.random.token(_KEY_LENGTH),
        owner_id=actor.user_id,
        service_key=service.key,
        service_version=service.version,
        created_at=now,
        saved_at=now,
    )


def _own(tx: Transaction, actor: Actor, key: str) -> Draft:
    draft = tx.drafts.get(key)
    if draft is None or draft.owner_id != actor.user_id:
        raise NotFound(draft=key)
    return draft


def own_open(tx: Transaction, actor: Actor, key: str) -> Draft:
    """The actor's draft inside a transaction. Raises NotFound, AlreadySubmitted."""
    draft = _own(tx, actor, key)
    if draft.case_number is not None:
        raise AlreadySubmitted(case=draft.case_number)
    return draft
