"""The sentence and the level of every lint code.

Owns the words; each says what is wrong and what to do. Every code is explained in docs/workflow-language.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portal.definitions.findings import Level

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Words:
    """One code's level and sentence; facts stand in braces, `reason` picks one of several sentences."""

    sentence: str
    level: Level = Level.ERROR
    by_reason: Mapping[str, str] | None = None

    def say(self, facts: Mapping[str, object]) -> str:
        sentence = (self.by_reason or {}).get(str(facts.get("reason")), self.sentence)
        return sentence.format_map({name: _plain(value) for name, value in facts.items()})


def _plain(value: object) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, tuple) else str(value)


WORDS: Final[Mapping[str, Words]] = {
    "DUPLICATE-ID": Words("the id {id!r} is used twice; give the second another id"),
    "UNKNOWN-DEPARTMENT": Words("there is no department {id!r} in departments.yaml"),
    "UNKNOWN-FACT": Words("no question or form field has the id {id!r}"),
    "LOOKS-FORWARD": Words("{id!r} is asked later than this condition needs it; ask it before"),
    "WRONG-OPERATOR": Words("{op} does not work on {id!r}, which is a {kind}; use one of {allowed}"),
    "UNKNOWN-OPTION": Words("{id!r} has no option {option!r}"),
    "UNKNOWN-FIELD": Words("there is no field {id!r} to be named here"),
    "UNKNOWN-RESULT": Words("no step has a result {id!r} of kind uscc"),
    "FIELD-SHAPE": Words(
        "the field {id!r} is not whole",
        by_reason={
            "missing": "the field {id!r} is a {kind} and needs {setting}",
            "senseless": "{setting} means nothing for {id!r}, which is a {kind}; remove it",
            "kind_not_here": "a {kind} cannot be a column or a result; {id!r} needs another kind",
        },
    ),
    "RULE-SHAPE": Words(
        "this rule is not whole",
        by_reason={
            "role_missing": "a {kind} rule must name a field for {role!r}",
            "role_unknown": "a {kind} rule knows no role {role!r}",
            "period_incomplete": "a within_period rule needs limit, and date or table with column",
        },
    ),
    "UNKNOWN-STEP": Words("there is no step {id!r}"),
    "CYCLE": Words("the step {id!r} waits for itself; such a case never ends"),
    "DECISION": Words("exactly one step must have kind: decision; there are {count}"),
    "DECISION-CONDITIONAL": Words("the decision is part of every case; remove its condition"),
    "DEAD-END": Words(
        "nothing waits for the step {id!r}; name it in the after of {decision!r} or of a step before that"
    ),
    "ORDER-LOST": Words(
        "{id!r} could start before {add!r} is done when a step between them is not part of the case; add {add!r}"
    ),
    "UNREACHABLE": Words("no answers make this step part of a case; correct its condition or remove the step"),
    "NEVER-APPLIES": Words("no answers make this condition hold; what it guards is never asked", Level.WARNING),
    "TEXT-MISSING": Words("the text has no {language}"),
    "ENGLISH-HAS-CHINESE": Words("the English text contains {found!r}"),
    "PROMISE-LONGER": Words("the promise of {promise} is longer than the law allows ({statutory})"),
    "VISIT-REASON": Words("{visits} visits are promised without a visit_reason"),
    "VISIT-REASON-IDLE": Words(
        "no visit is asked for, so there is no reason to give; remove visit_reason", Level.WARNING
    ),
    "FEE-BASIS": Words("a fee of {fee} needs a fee_basis"),
    "SAME-PHONE": Words("advice and complaints have the same number {phone}"),
    "NO-BASIS": Words("the material {id!r} has no basis: nothing may be asked for without an article that allows it"),
    "CATCH-ALL": Words("the material {id!r} is a catch-all ({word}); name exactly what is asked for"),
    "WRONG-FOLDER": Words("the key {key!r} must be the name of the folder, which is {folder!r}"),
    "WRONG-VERSION": Words("version {version} does not agree with the file name {file}"),
    "SAME-CODE": Words("the code {code} is also used by {other!r}; case numbers would look alike", Level.WARNING),
    "NOT-LOCKED": Words("{file} is a draft: not in LOCK, served in development only", Level.INFO),
}
