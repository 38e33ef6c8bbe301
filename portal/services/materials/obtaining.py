"""Getting a material instead of the applicant 免提交: from the own locker, a licence store, or shared data.

Owns which ways a draft offers, the consent that is written before a query is sent, and what came of it. Refuses other
people's documents and enterprises. A register that has nothing, or does not answer, leaves the upload as it was:
nothing is ever refused for it (guide §3.7).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from portal.domain.errors import DomainError
from portal.domain.forms import Prefill
from portal.domain.materials import Holder
from portal.domain.obtaining import Obtained, Way, is_good, kind_of, ways_of
from portal.domain.registers import RegisterUnavailableError
from portal.services.conflicts import NotFound
from portal.services.drafts import open_draft, own_open
from portal.services.records.keeping import MaterialQuery

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.domain.materials import Material
    from portal.domain.permissions import Actor
    from portal.domain.registers import Fetched
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.ports.sources import RecordSource
    from portal.services.ports.transactions import Transaction
    from portal.services.records.core import Draft
    from portal.services.records.keeping import KeptDocument

FOUND: Final = "found"
NONE: Final = "none"
UNAVAILABLE: Final = "unavailable"
WITHDRAWN: Final = "withdrawn"
_QUERY_ID: Final = 16


class ConsentNeeded(DomainError):
    """A register is asked about somebody only with that somebody's consent (PIPL art. 13, 23)."""

    message_id = "obtaining.consent_needed"


class NothingFound(DomainError):
    """The register has no such licence or record; the material is uploaded as ever."""

    message_id = "obtaining.nothing_found"


class RegisterSilent(DomainError):
    """The register does not answer now; the material is uploaded as ever."""

    message_id = "obtaining.register_silent"


class SubjectUnknown(DomainError):
    """The form does not say yet about whom to ask, or the account does not act for that enterprise."""

    message_id = "obtaining.subject_unknown"


class NoLongerGood(DomainError):
    """The kept document is too old, or its last day is past; facts: `name`."""

    message_id = "obtaining.no_longer_good"


@dataclass(frozen=True, slots=True)
class Offer:
    """What the portal can do for one material: documents of the locker to use, registers to ask."""

    material: Material
    kept: tuple[KeptDocument, ...]
    registers: tuple[Way, ...]


def offers(deps: Deps, actor: Actor, draft: Draft) -> Mapping[str, Offer]:
    """What can be obtained for a draft, by material id; reads the locker only, asks no register."""
    service = deps.catalogue.version(draft.service_key, draft.service_version)
    wanted = [one for one in service.materials if ways_of(one)]
    if not wanted or draft.corrects is not None:
        return {}
    with deps.uow.read() as tx:
        kept = tx.keeping.of_owner(actor.user_id, kinds=sorted({kind_of(one) for one in wanted}))
        askable = {holder: _subject(tx, actor, service, draft=draft, holder=holder) for holder in Holder}
    found = {}
    for material in wanted:
        usable = tuple(one for one in kept if one.kind == kind_of(material) and _is_good(deps, material, one))
        holder = material.obtain.holder if material.obtain else Holder.ENTERPRISE
        registers = tuple(way for way in ways_of(material) if way is not Way.LOCKER) if askable[holder] else ()
        if usable or registers:
            found[material.id] = Offer(material, usable, registers)
    return found


def use_kept(deps: Deps, actor: Actor, key: str, *, material_id: str, kept_id: int) -> Draft:
    """Put a document of the own locker into the draft. Raises NotFound or NoLongerGood."""
    draft = open_draft(deps, actor, key)
    material = _material(deps, draft, material_id)
    with deps.uow.begin() as tx:
        kept = tx.keeping.get(actor.user_id, kept_id)
        if kept is None or kept.kind != kind_of(material):
            raise NotFound(document=kept_id)
        if not _is_good(deps, material, kept):
            raise NoLongerGood(name=kept.name)
        source = Obtained(
            way=Way.LOCKER,
            source=kept.name,
            query_id=f"kept-{kept.id}",
            at=deps.clock.now(),
            sha256=kept.file.sha256,
            number=kept.case_number or "",
            valid_until=kept.valid_until,
        )
        fresh = own_open(tx, actor, key)
        files = {**fresh.files, material_id: (kept.file,)}
        return _saved(deps, tx, replace(fresh, files=files), material_id=material_id, source=source)


def ask_register(deps: Deps, actor: Actor, key: str, *, material_id: str, way: Way, consented: bool) -> Draft:
    """Ask a licence store or a dataset for a material of the draft; the consent is stored before the question is sent.

    Raises ConsentNeeded, SubjectUnknown, NothingFound or RegisterSilent; what was asked stays on record either way.
    """
    draft = open_draft(deps, actor, key)
    material = _material(deps, draft, material_id)
    if material.obtain is None or way not in ways_of(material) or way is Way.LOCKER:
        raise NotFound(material=material_id)
    if not consented:
        raise ConsentNeeded(material=material_id)
    query = _noted(deps, actor, draft, material=material, way=way)
    try:
        answer = _register(deps, way).fetch(query.resource, query.subject)
    except RegisterUnavailableError:
        _conclude(deps, query, outcome=UNAVAILABLE)
        raise RegisterSilent(material=material_id) from None
    if answer is None or _is_past(deps, answer):
        _conclude(deps, query, outcome=NONE)
        raise NothingFound(material=material_id)
    return _take(deps, actor, key, material_id=material_id, query=query, answer=answer)


def give_up(deps: Deps, actor: Actor, key: str, *, material_id: str) -> Draft:
    """Take what was obtained out of the draft again; the applicant uploads the material instead.

    That also withdraws the consent: the record of the query stays, and says so.
    """
    with deps.uow.begin() as tx:
        draft = own_open(tx, actor, key)
        source = draft.obtained.get(material_id)
        left = tuple(ref for ref in draft.files.get(material_id, ()) if source is None or ref.sha256 != source.sha256)
        asked = tx.keeping.queries_of(actor.user_id) if source is not None else ()
        for query in asked:
            if source is not None and query.query_id == source.query_id:
                tx.keeping.answered(replace(query, outcome=WITHDRAWN))
        return _saved(
            deps, tx, replace(draft, files={**draft.files, material_id: left}), material_id=material_id, source=None
        )


def queries(deps: Deps, actor: Actor) -> Sequence[MaterialQuery]:
    """What was asked about the actor's matters, with each consent, newest first."""
    with deps.uow.read() as tx:
        return tx.keeping.queries_of(actor.user_id)


def _noted(deps: Deps, actor: Actor, draft: Draft, *, material: Material, way: Way) -> MaterialQuery:
    service = deps.catalogue.version(draft.service_key, draft.service_version)
    obtain = material.obtain
    holder = obtain.holder if obtain else Holder.ENTERPRISE
    resource = (obtain.licence if way is Way.LICENCE else obtain.dataset) if obtain else None
    with deps.uow.begin() as tx:
        subject = _subject(tx, actor, service, draft=draft, holder=holder)
        if not subject or not resource:
            raise SubjectUnknown(material=material.id)
        query = MaterialQuery(
            query_id=deps.random.token(_QUERY_ID),
            user_id=actor.user_id,
            way=way.value,
            resource=resource,
            subject=subject,
            purpose=f"{service.key}/{material.id}",
            consented_at=deps.clock.now(),
        )
        tx.keeping.ask(query)
    return query


def _take(deps: Deps, actor: Actor, key: str, *, material_id: str, query: MaterialQuery, answer: Fetched) -> Draft:
    """Into the draft as it is now: a register may be slow, and the applicant goes on meanwhile."""
    digest = deps.uploads.put(answer.content)
    now = deps.clock.now()
    source = Obtained(
        way=Way(query.way),
        source=answer.source,
        query_id=query.query_id,
        at=now,
        sha256=digest,
        number=answer.number,
        valid_until=answer.valid_until,
        holder=answer.holder,
        says=tuple(answer.lines.items()),
    )
    with deps.uow.begin() as tx:
        tx.keeping.answered(replace(query, outcome=FOUND, answered_at=now, number=answer.number, sha256=digest))
        return _saved(deps, tx, own_open(tx, actor, key), material_id=material_id, source=source)


def _conclude(deps: Deps, query: MaterialQuery, *, outcome: str) -> None:
    with deps.uow.begin() as tx:
        tx.keeping.answered(replace(query, outcome=outcome, answered_at=deps.clock.now()))


def _saved(deps: Deps, tx: Transaction, draft: Draft, *, material_id: str, source: Obtained | None) -> Draft:
    obtained = {name: one for name, one in draft.obtained.items() if name != material_id}
    if source is not None:
        obtained[material_id] = source
    saved = replace(draft, obtained=obtained, saved_at=deps.clock.now(), revision=draft.revision + 1)
    tx.drafts.save(saved)
    return saved


def _material(deps: Deps, draft: Draft, material_id: str) -> Material:
    service = deps.catalogue.version(draft.service_key, draft.service_version)
    try:
        return service.material(material_id)
    except KeyError:
        raise NotFound(material=material_id) from None


def _subject(tx: Transaction, actor: Actor, service: Service, *, draft: Draft, holder: Holder) -> str:
    """Whose licence or record it is: an enterprise the actor acts for, or the actor; "" when nobody is known yet."""
    if holder is Holder.APPLICANT:
        account = tx.users.get(actor.user_id)
        return (account.id_number or "") if account else ""
    named = next((one.id for one in service.fields() if one.prefill is Prefill.ENTERPRISE_USCC), None)
    uscc = draft.answers.get(named) if named else None
    mine = {one.uscc for one in tx.enterprises.of_user(actor.user_id)}
    return str(uscc) if uscc in mine else ""


def _register(deps: Deps, way: Way) -> RecordSource:
    return deps.records.licences if way is Way.LICENCE else deps.records.datasets


def _is_past(deps: Deps, answer: Fetched) -> bool:
    return answer.valid_until is not None and answer.valid_until < deps.calendar.local_date(deps.clock.now())


def _is_good(deps: Deps, material: Material, kept: KeptDocument) -> bool:
    return is_good(
        material, kept_at=kept.kept_at, valid_until=kept.valid_until, now=deps.clock.now(), calendar=deps.calendar
    )
