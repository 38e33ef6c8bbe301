"""The list of withdrawn services, `workflows/withdrawn.yaml`: what is not offered although its definition is published.

Owns the shape of the file and how it is written; entries stay in it for good, so it is the record of its own past.
Refuses a service nobody knows, two entries of one service that hold on the same day, and a way on that leads nowhere.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import Field

from portal.definitions.digests import alone, replace_durably
from portal.definitions.findings import DefinitionsInvalid, Finding
from portal.definitions.loader import Loaded, load
from portal.definitions.policy_schema import Day
from portal.definitions.shapes import Key, Strict, TextModel
from portal.domain.texts import Text
from portal.domain.withdrawals import Withdrawal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

FILE: Final = "withdrawn.yaml"
CODE: Final = "WITHDRAWN"
HEAD: Final = """\
# Services that are not offered 事项取消/暂停. Written by `flask workflows withdraw` and the page /admin/services.
# An entry is never removed: a service that is offered again has its `until`, the first day on which it is.
"""


class WithdrawalModel(Strict):
    """One service that is not offered for a time."""

    service: Key
    since: Day = Field(alias="from", description="first day on which it is not offered, in quotes")
    until: Day | None = Field(None, description="first day on which it is offered again, in quotes")
    reason: TextModel
    instead: list[Key] = Field(default=[], description="services to use instead")


class WithdrawnModel(Strict):
    """The file `workflows/withdrawn.yaml`, which a county may have."""

    withdrawn: list[WithdrawalModel]


def read_withdrawals(folder: Path, known: Collection[str] | None = None) -> tuple[Withdrawal, ...]:
    """All entries, the oldest first; none without the file. Raises `DefinitionsInvalid`; ``known`` are all services."""
    path = folder / FILE
    if not path.exists():
        return ()
    loaded = load(path, WithdrawnModel, lambda model: tuple(map(_withdrawal, model.withdrawn)))
    findings = list(_faults(loaded, known))
    if findings:
        raise DefinitionsInvalid(findings)
    return loaded.value


def change_withdrawals(
    folder: Path, change: Callable[[tuple[Withdrawal, ...]], Sequence[Withdrawal] | None]
) -> tuple[Withdrawal, ...]:
    """Write what ``change`` makes of the entries, the whole file at once; nothing when it answers None."""
    with alone(folder):
        before = read_withdrawals(folder)
        after = change(before)
        if after is None:
            return before
        replace_durably(folder / FILE, "".join(_lines(after)))
    return tuple(after)


def _withdrawal(model: WithdrawalModel) -> Withdrawal:
    return Withdrawal(
        service=model.service,
        since=date.fromisoformat(model.since),
        until=date.fromisoformat(model.until) if model.until else None,
        reason=Text(model.reason.zh, model.reason.en),
        instead=tuple(model.instead),
    )


def _faults(loaded: Loaded[tuple[Withdrawal, ...]], known: Collection[str] | None) -> Iterator[Finding]:
    for number, one in enumerate(loaded.value):
        for name in (one.service, *one.instead):
            if known is not None and name not in known:
                yield _fault(loaded, number, f"there is no service {name!r}")
        if one.service in one.instead:
            yield _fault(loaded, number, f"{one.service!r} cannot be used instead of itself")
        if one.until is not None and one.until < one.since:
            yield _fault(loaded, number, "it is offered again before it was withdrawn")
        others = (other for other in loaded.value[:number] if other.service == one.service)
        if any(other.until is None or other.until > one.since for other in others):
            yield _fault(loaded, number, f"{one.service!r} is withdrawn already on that day")


def _fault(loaded: Loaded[tuple[Withdrawal, ...]], number: int, message: str) -> Finding:
    return Finding(*loaded.source.place(("withdrawn", number)), CODE, message)


def _lines(entries: Iterable[Withdrawal]) -> Iterator[str]:
    yield HEAD
    yield "withdrawn:\n"
    for one in entries:
        yield f"  - service: {one.service}\n"
        yield f'    from: "{one.since.isoformat()}"\n'
        if one.until is not None:
            yield f'    until: "{one.until.isoformat()}"\n'
        yield f"    reason: {{zh: {_quoted(one.reason.zh)}, en: {_quoted(one.reason.en)}}}\n"
        if one.instead:
            yield f"    instead: [{', '.join(one.instead)}]\n"


def _quoted(words: str) -> str:
    """In quotes as YAML reads them; JSON is the same for one line of text."""
    return json.dumps(words, ensure_ascii=False)
