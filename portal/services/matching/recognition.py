"""Recognition lists 认定名单: an officer looks at what a file holds, then imports it; its lines become facts.

Owns whose lists they are: those of the departments in charge of a policy. Refuses files that are no lists, a list
without anything new, and other departments' kinds. A line with a fault is named and left out, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from portal.domain.errors import DomainError
from portal.domain.permissions import Permission
from portal.domain.policies.recognition import BadLine, Fault, Reading, facts_of_line, read_table
from portal.services.conflicts import NotFound
from portal.services.identifiers import IDENTIFIERS
from portal.services.policies.qualifying import policies_of, policy_of
from portal.services.profiles.known import today_of
from portal.services.profiles.own import entry
from portal.services.records.profiles import Recognition, RecognitionList, StoredFact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.domain.permissions import Actor
    from portal.domain.policies.policy import Policy
    from portal.domain.policies.recognition import Line, ReadList
    from portal.services.deps import Deps
    from portal.services.ports.transactions import Transaction
    from portal.services.records.core import After, Page
    from portal.services.records.profiles import Entry

PAGE_SIZE: Final = 25
LONGEST_TITLE: Final = 120


class ListHasNothingNew(DomainError):
    """No line of the list is both right and new."""

    message_id: ClassVar[str] = "list.nothing_new"


class ListTitleMissing(DomainError):
    """A list needs the name or number of the document it is from."""

    message_id: ClassVar[str] = "list.title_missing"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file holds, before anything of it is stored; ``sha256`` names the file when it is imported."""

    kind: str
    policies: tuple[Policy, ...]
    sha256: str
    read: ReadList


def kinds_of(deps: Deps, actor: Actor) -> Mapping[str, tuple[Policy, ...]]:
    """The kinds of lists of the actor's department, each with the policies that use it."""
    actor.require(Permission.POLICY_MATCH)
    found: dict[str, tuple[Policy, ...]] = {}
    for service in policies_of(deps):
        policy = policy_of(service)
        if policy.recognition and policy.department == actor.department:
            found[policy.recognition] = (*found.get(policy.recognition, ()), policy)
    return found


def preview_list(deps: Deps, actor: Actor, kind: str, *, data: bytes) -> Preview:
    """Read a file without storing its lines. Raises NotFound, ListUnreadable, ListColumnsMissing."""
    policies = kinds_of(deps, actor).get(kind)
    if policies is None:
        raise NotFound(list=kind)
    rows = deps.tables.rows(data)
    with deps.uow.read() as tx:
        read = _read(deps, tx, kind, rows=rows)
    return Preview(kind, policies, deps.uploads.put(data), read)


def preview_again(deps: Deps, actor: Actor, kind: str, *, sha256: str) -> Preview:
    """The same look at a file that was handed in before. Raises NotFound."""
    return preview_list(deps, actor, kind, data=_bytes(deps, sha256))


def import_list(deps: Deps, actor: Actor, kind: str, *, sha256: str, title: str, file_name: str) -> RecognitionList:
    """Import the right and new lines of a file that was looked at; they are facts from now on.

    Raises NotFound, ListTitleMissing, ListHasNothingNew.
    """
    if kind not in kinds_of(deps, actor):
        raise NotFound(list=kind)
    if not title.strip():
        raise ListTitleMissing(list=kind)
    rows, by = deps.tables.rows(_bytes(deps, sha256)), entry(deps, actor)
    with deps.uow.begin() as tx:
        tx.next_number(f"list/{kind}")  # two imports at once are one after the other
        read = _read(deps, tx, kind, rows=rows)
        if not read.lines:
            raise ListHasNothingNew(list=kind)
        listed = RecognitionList(
            department=actor.department or "",
            kind=kind,
            title=title.strip()[:LONGEST_TITLE],
            file_name=file_name[-LONGEST_TITLE:],
            sha256=sha256,
            lines=len(read.lines),
            entry=by,
        )
        row_id = tx.profiles.add_list(listed, [_stored(line) for line in read.lines])
        tx.profiles.add([fact for line in read.lines for fact in _facts(deps, listed, line, by=by)])
    return replace(listed, row_id=row_id)


def lists_of(deps: Deps, actor: Actor, *, after: After | None = None) -> Page[RecognitionList]:
    """The lists the actor's department imported, newest first."""
    actor.require(Permission.POLICY_MATCH)
    return deps.reads.matching.recognition_lists(actor.department or "", after=after, size=PAGE_SIZE)


def _bytes(deps: Deps, sha256: str) -> bytes:
    try:
        with deps.uploads.open(sha256) as file:
            return file.read()
    except (FileNotFoundError, ValueError):
        raise NotFound(file=sha256) from None


def _read(deps: Deps, tx: Transaction, kind: str, *, rows: Sequence[Sequence[str]]) -> ReadList:
    """The list, with lines that an earlier list has put aside and named."""
    read = read_table(rows, Reading(kind, deps.catalogue.facts, IDENTIFIERS.uscc, today_of(deps)))
    known = tx.profiles.recognised(kind, [line.uscc for line in read.lines])
    old = [
        BadLine(line.number, (Fault.KNOWN,), (line.uscc, line.name, line.certificate))
        for line in read.lines
        if line.key in known
    ]
    bad = tuple(sorted((*read.bad, *old), key=lambda line: line.number))
    return replace(read, lines=tuple(line for line in read.lines if line.key not in known), bad=bad)


def _stored(line: Line) -> Recognition:
    return Recognition(
        line=line.number,
        uscc=line.uscc,
        name=line.name,
        certificate=line.certificate,
        issued_on=line.issued_on,
        valid_until=line.valid_until,
        is_first=line.is_first,
    )


def _facts(deps: Deps, listed: RecognitionList, line: Line, *, by: Entry) -> list[StoredFact]:
    note = " ".join(part for part in (listed.title, line.certificate) if part)
    facts = facts_of_line(line, listed.kind, kinds=deps.catalogue.facts, note=note)
    return [StoredFact(uscc=line.uscc, fact=fact, entry=by) for fact in facts]
