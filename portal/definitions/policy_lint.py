"""What lint says of a policy beyond its claims: the proofs of the domain in words, with lines of the policy's file.

Owns which texts of the file are the policy's own words, and the numbers and codes that no two policies share.
Refuses nothing itself: a finding of level error keeps a policy from being served.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.definitions.complaints import suggestion
from portal.definitions.findings import Finding
from portal.definitions.policy_process import Filled
from portal.definitions.policy_words import POLICY_WORDS
from portal.domain.policies.policy import Mode
from portal.domain.proofs.fairness import prove_fairness
from portal.domain.proofs.policies import prove_policy as prove_one
from portal.domain.proofs.policy_sense import prove_sense
from portal.domain.proofs.problem import problem
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from portal.definitions.loader import Loaded
    from portal.definitions.nodes import Path, Plain, Source
    from portal.domain.policies.facts import FactKindOf
    from portal.domain.policies.policy import Policy
    from portal.domain.proofs.problem import Problem
    from portal.domain.workflow import Service

SHAPELESS = frozenset({"POLICY-FACT", "POLICY-OPERATOR", "POLICY-VALUE", "POLICY-OPTION", "AWARD-SHAPE"})
"""Problems after which nothing more is said of what the conditions mean together."""

SAID_HERE = frozenset({"COMMITMENT-IDLE"})
"""Codes of the proofs of services that are told on the policy's own lines instead."""

REASONS = frozenset({"fair", "faq", "keywords"})
"""Keys whose words explain, and may therefore name what is not allowed."""


def prove_policy(loaded: Loaded[Service], facts: Mapping[str, FactKindOf], *, pools: Collection[str]) -> list[Finding]:
    """Every remark about the policy of one file."""
    policy, source = loaded.value.policy, loaded.source
    if policy is None or not isinstance(source, Filled):
        return []
    own = source.policy
    problems = [
        *(formal := list(prove_one(policy, facts))),
        *(prove_sense(policy, facts) if not any(one.code in SHAPELESS for one in formal) else ()),
        *prove_fairness(policy, facts, _texts(own)),
        *_commitment(policy, own, replaced=any(one.by_commitment for one in loaded.value.materials)),
        *_pool(policy, pools),
    ]
    return [_finding(one, own) for one in problems]


def lonely_groups(loaded: Iterable[Loaded[Service]], all_of: Iterable[Loaded[Service]]) -> Iterator[Finding]:
    """Exclusion groups with one policy only: the group of the other was written otherwise."""
    members: dict[str, set[str]] = {}
    for one in (*all_of, *(looked := list(loaded))):
        for group in one.value.policy.exclusive if one.value.policy else ():
            members.setdefault(group, set()).add(one.value.key)
    known = tuple(sorted(group for group, keys in members.items() if len(keys) > 1))
    for one in looked:
        policy, source = one.value.policy, one.source
        if policy is None or not isinstance(source, Filled):
            continue
        for number, group in enumerate(policy.exclusive):
            if len(members[group]) == 1:
                place = ("exclusive", number)
                yield _finding(problem("EXCLUSIVE-ALONE", place, id=group, known=known), source.policy)


def shared_numbers(loaded: Iterable[Loaded[Service]], taken: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """Two policies of one number, and a policy with the code of another service; `taken` are the keys by code."""
    numbers: dict[str, str] = {}
    for one in loaded:
        policy, code = one.value.policy, one.value.code
        if policy is None or not isinstance(one.source, Filled):
            continue
        others = sorted({*taken.get(code, ())} - {policy.key})
        if others:
            yield _finding(problem("POLICY-CODE", ("code",), used=code, other=others[0]), one.source.policy)
        other = numbers.setdefault(policy.number, policy.key)
        if other != policy.key:
            yield _finding(problem("SAME-NUMBER", ("number",), number=policy.number, other=other), one.source.policy)


def _finding(one: Problem, source: Source) -> Finding:
    words, facts = POLICY_WORDS[one.code], dict(one.facts)
    known = facts.pop("known", ())
    named = str(facts.get("option") or facts.get("id") or "")
    hint = suggestion(named, list(map(str, known))) if isinstance(known, tuple) and known else ""
    return Finding(*source.place(one.place), one.code, words.say(facts) + hint, words.level)


def _commitment(policy: Policy, source: Source, *, replaced: bool) -> Iterator[Problem]:
    there = isinstance(source.data, dict) and "commitment" in source.data
    if there != (policy.mode is Mode.COMMITMENT):
        reason = "idle" if there else "missing"
        yield problem("COMMITMENT-MODE", ("commitment" if there else "mode",), reason=reason, mode=policy.mode)
    elif there and not replaced:
        yield problem("COMMITMENT-IDLE", ("commitment",))


def _pool(policy: Policy, pools: Collection[str]) -> Iterator[Problem]:
    """A pool without a name is paid from all the same, but readers see its id."""
    if policy.pool not in pools:
        yield problem("POLICY-POOL", ("pool",), id=policy.pool, known=tuple(sorted(pools)))


def _texts(source: Source) -> Iterator[tuple[Path, Text]]:
    """The bilingual texts of a policy, but those that explain."""
    data = source.data if isinstance(source.data, dict) else {}
    for key, value in data.items():
        if key not in REASONS:
            yield from _below(value, (key,))


def _below(value: Plain, place: Path) -> Iterator[tuple[Path, Text]]:
    if isinstance(value, dict) and set(value) == {"zh", "en"}:
        yield place, Text(str(value["zh"]), str(value["en"]))
    elif isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _below(one, (*place, key))
