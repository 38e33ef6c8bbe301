"""My documents 我的材料库: what an applicant handed in once need not be handed in again.

Owns keeping, naming the last day, and discarding. A filing keeps by itself what could be used again, and a licence that
is issued here comes in by itself, under the kind that other services ask for by the id of its paper.
Refuses other people's documents as if they did not exist.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.bundles import PaperLayout
from portal.domain.case.state import FileRef
from portal.domain.documents import ServiceDocument
from portal.domain.obtaining import kind_of, ways_of
from portal.services.conflicts import NotFound
from portal.services.drafts import store_uploads
from portal.services.files import OpenFile
from portal.services.records.keeping import KeptDocument

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.domain.texts import Text
    from portal.services.acting import Acting
    from portal.services.deps import Deps
    from portal.services.drafts import Upload
    from portal.services.ports.transactions import Transaction
    from portal.services.records.core import StoredDocument

PDF: Final = "application/pdf"


def my_documents(deps: Deps, actor: Actor) -> Sequence[KeptDocument]:
    """The actor's locker, newest first."""
    with deps.uow.read() as tx:
        return tx.keeping.of_owner(actor.user_id)


def kinds(deps: Deps) -> Mapping[str, Text]:
    """The kinds of documents that services take from a locker, with their names."""
    found: dict[str, Text] = {}
    for service in deps.catalogue.all_current():
        for material in service.materials:
            if ways_of(material):
                found.setdefault(kind_of(material), material.name)
    return found


def keep_document(deps: Deps, actor: Actor, *, kind: str, name: str, upload: Upload, valid_until: date | None) -> None:
    """Put a file into the locker; the same file again renews its day. Raises what an upload raises."""
    (file,) = store_uploads(deps, [upload])
    document = KeptDocument(
        owner_id=actor.user_id,
        kind=kind,
        name=name.strip() or file.name,
        file=file,
        kept_at=deps.clock.now(),
        valid_until=valid_until,
    )
    with deps.uow.begin() as tx:
        tx.keeping.keep(document)


def discard_document(deps: Deps, actor: Actor, kept_id: int) -> None:
    """Take a document out of the locker; cases that used it keep their copy."""
    with deps.uow.begin() as tx:
        tx.keeping.discard(actor.user_id, kept_id)


def open_kept(deps: Deps, actor: Actor, kept_id: int) -> OpenFile:
    """One document of the own locker."""
    with deps.uow.read() as tx:
        kept = tx.keeping.get(actor.user_id, kept_id)
    if kept is None:
        raise NotFound(document=kept_id)
    return OpenFile(deps.uploads.open(kept.file.sha256), kept.file.name, kept.file.mime, kept.file.sha256)


def is_licence(document: StoredDocument) -> bool:
    """Whether this is an electronic licence 电子证照: a certificate that a definition words."""
    content = document.content
    return isinstance(content, ServiceDocument) and content.layout is PaperLayout.CERTIFICATE


def keep_licence(tx: Transaction, code: str) -> None:
    """A licence that has just been printed goes into the locker of whom it was issued to; other documents do not."""
    document = tx.documents.by_code(code)
    if document is None or document.sha256 is None or not is_licence(document):
        return
    content, stored = document.content, tx.cases.get(document.case_number)
    if stored is None or not isinstance(content, ServiceDocument):
        return
    name = f"{content.name.zh}-{document.number}.pdf"
    tx.keeping.keep(
        KeptDocument(
            owner_id=stored.case.applicant.user_id,
            kind=content.paper,
            name=f"{content.name.zh} {stored.case.title}",
            file=FileRef(document.sha256, name, document.size or 0, PDF),
            case_number=document.case_number,
            kept_at=document.issued_at,
        )
    )


def keep_from(me: Acting, case: Case) -> None:
    """What was uploaded with a filing and may serve again goes into the applicant's locker, in the same transaction."""
    service = me.service_of(case)
    for run in case.materials:
        material = service.material(run.id)
        if not ways_of(material) or run.obtained is not None:
            continue
        for file in run.files:
            me.tx.keeping.keep(
                KeptDocument(
                    owner_id=case.applicant.user_id,
                    kind=kind_of(material),
                    name=material.name.zh,
                    file=file,
                    case_number=case.number,
                    kept_at=me.deps.clock.now(),
                )
            )
