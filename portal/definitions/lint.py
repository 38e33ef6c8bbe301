"""`flask workflows lint`: the proofs of the domain and the order of the folder, in words and with lines.

Owns the sentence and the level of every code; docs/workflow-language.md explains each. Refuses nothing itself: a
finding of level error keeps a definition from being served.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from portal.definitions import digests
from portal.definitions.complaints import suggestion
from portal.definitions.findings import DefinitionsInvalid, Finding, errors_in
from portal.definitions.folder import definition_files, key_of, version_of
from portal.definitions.lint_words import WORDS
from portal.definitions.loader import load_county, load_departments
from portal.definitions.policy_lint import SAID_HERE, lonely_groups, prove_policy, shared_numbers
from portal.definitions.policy_loader import Definitions, unknown_holders
from portal.definitions.withdrawn import read_withdrawals
from portal.domain import proofs

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from portal.definitions.loader import Loaded
    from portal.domain.proofs import Problem
    from portal.domain.workflow import Service

Value = TypeVar("Value")
NAMED_BY: Final = ("option", "role", "id")
"""The fact of a problem that holds the name nobody knows."""
DEPARTMENTS: Final = "departments.yaml"
SPOILT: Final = "ENGLISH-HAS-CHINESE"


def lint(folder: Path, paths: Iterable[Path] = ()) -> list[Finding]:
    """Everything to be said about the definitions at `paths` (files or folders), by default all below `folder`."""
    findings: list[Finding] = []
    named = list(paths)
    departments = _gather(load_departments, folder / DEPARTMENTS, findings)
    county = _gather(load_county, folder / "county.yaml", findings)
    findings += (
        [_finding(departments, one) for one in proofs.prove_departments(departments.value)] if departments else []
    )
    findings += [_finding(county, one) for one in proofs.prove_county(county.value)] if county else []
    if departments:
        holders = partial(unknown_holders, departments=departments.value)
        findings += _gather(lambda place: [*holders(place)], folder, findings) or ()
    lock = digests.read_lock(folder)
    findings += digests.changed(folder, lock)
    loaded: list[Loaded[Service]] = []
    definitions = Definitions(folder)
    for path in _files(folder, named):
        one = _gather(definitions.load, path, findings)
        if one is None:
            continue
        loaded.append(one)
        known = _beside(path, folder, findings) or (departments.value if departments else ())
        findings += _proved(one, path, known, definitions=definitions)
        findings += _place(one, path)
        findings += _unlocked(one, path, lock)
    findings += _unknown_services(loaded, folder)
    keys = {key_of(path) for path in definition_files(folder)}
    _gather(lambda place: read_withdrawals(place, keys), folder, findings)
    others = _others(folder) if named else []
    codes = _codes(others)
    findings += shared_numbers(loaded, _joined(codes, loaded))
    findings += lonely_groups(loaded, others)
    services = [one for one in loaded if one.value.policy is None]
    return sorted({*findings, *_same_codes(services, codes)})


def prove(loaded: Loaded[Service], departments: Collection[str]) -> list[Finding]:
    """Every remark of the proofs about one definition."""
    left_out = SAID_HERE if loaded.value.policy else ()
    found = proofs.prove(loaded.value, departments)
    return [_finding(loaded, problem) for problem in found if problem.code not in left_out]


def _proved(loaded: Loaded[Service], path: Path, known: Collection[str], *, definitions: Definitions) -> list[Finding]:
    """The proofs of a service, and those of its policy; a faulty value of a policy spoils no sentence made from it."""
    found = prove(loaded, known)
    if loaded.value.policy is None:
        return found
    own = prove_policy(loaded, definitions.facts(path), pools=definitions.pools(path))
    if errors_in(own):
        found = [one for one in found if one.code != SPOILT]
    return [*found, *own]


def misplaced(loaded: Loaded[Service], path: Path) -> list[Finding]:
    """A file must stand under its own key and version."""
    return list(_place(loaded, path))


def _gather(load: Callable[[Path], Value], path: Path, findings: list[Finding]) -> Value | None:
    try:
        return load(path)
    except DefinitionsInvalid as invalid:
        findings.extend(invalid.findings)
        return None


def _files(folder: Path, paths: list[Path]) -> Iterator[Path]:
    for path in paths or [folder]:
        yield from definition_files(path) if path.is_dir() else [path]


def _beside(path: Path, folder: Path, findings: list[Finding]) -> Collection[str]:
    """The departments of a definition that lies elsewhere with a file of its own, as when its scenarios are played."""
    own = path.resolve().parent.parent / DEPARTMENTS
    if own == folder.resolve() / DEPARTMENTS or not own.exists():
        return ()
    found = _gather(load_departments, own, findings)
    return found.value if found else ()


def _others(folder: Path) -> list[Loaded[Service]]:
    """The definitions of the portal; files that cannot be read are none of them."""
    unread: list[Finding] = []
    definitions = Definitions(folder)
    return [one for path in definition_files(folder) if (one := _gather(definitions.load, path, unread))]


def _codes(loaded: Iterable[Loaded[Service]]) -> dict[str, set[str]]:
    """The services by their codes."""
    owners: dict[str, set[str]] = defaultdict(set)
    for one in loaded:
        owners[one.value.code].add(one.value.key)
    return owners


def _joined(codes: Mapping[str, set[str]], loaded: Iterable[Loaded[Service]]) -> dict[str, set[str]]:
    """The services by their codes, those that are looked at included."""
    owners = {code: set(keys) for code, keys in codes.items()}
    for one in loaded:
        owners.setdefault(one.value.code, set()).add(one.value.key)
    return owners


def _finding(loaded: Loaded[Value], problem: Problem) -> Finding:
    words = WORDS[problem.code]
    facts = dict(problem.facts)
    known = facts.pop("known", ())
    asked_for = next((str(facts[name]) for name in NAMED_BY if name in facts), "")
    hint = suggestion(asked_for, list(map(str, known))) if isinstance(known, tuple) else ""
    source = loaded.source
    return Finding(*source.place(problem.place), problem.code, words.say(facts) + hint, words.level)


def _said(loaded: Loaded[Service], name: str, at: str, **facts: object) -> Finding:
    words = WORDS[name]
    return Finding(*loaded.source.place((at,)), name, words.say(facts), words.level)


def _place(loaded: Loaded[Service], path: Path) -> Iterator[Finding]:
    service = loaded.value
    if service.key != key_of(path):
        yield _said(loaded, "WRONG-FOLDER", "key", key=service.key, folder=key_of(path))
    if service.version != version_of(path):
        yield _said(loaded, "WRONG-VERSION", "version", version=service.version, file=path.name)


def _unlocked(loaded: Loaded[Service], path: Path, lock: Collection[str]) -> Iterator[Finding]:
    if digests.lock_name(path) not in lock:
        yield _said(loaded, "NOT-LOCKED", "version", file=digests.lock_name(path))


def _unknown_services(loaded: Iterable[Loaded[Service]], folder: Path) -> Iterator[Finding]:
    """A redirect must lead to a service of the folder, or to one that is looked at together with it."""
    known = {key_of(path) for path in definition_files(folder)} | {one.value.key for one in loaded}
    for one in loaded:
        for number, redirect in enumerate(one.value.redirects):
            if redirect.to not in known:
                words = WORDS["UNKNOWN-SERVICE"]
                hint = suggestion(redirect.to, sorted(known))
                place = one.source.place(("redirects", number, "to"))
                yield Finding(*place, "UNKNOWN-SERVICE", words.say({"id": redirect.to}) + hint, words.level)


def _same_codes(loaded: Iterable[Loaded[Service]], taken: Mapping[str, set[str]]) -> Iterator[Finding]:
    """Two services with one code: their case numbers cannot be told apart by eye."""
    owners: dict[str, str] = {}
    for one in loaded:
        service = one.value
        first = owners.setdefault(service.code, service.key)
        others = sorted({first, *taken.get(service.code, ())} - {service.key})
        if others:
            yield _said(one, "SAME-CODE", "code", code=service.code, other=others[0])
