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
    "LOOKS-FORWARD": Words(
        "{id!r} is asked later than this condition needs it; ask it before",
        by_reason={"result": "{id!r} is entered by an officer after filing; a condition uses the applicant's answers"},
    ),
    "WRONG-OPERATOR": Words("{op} does not work on {id!r}, which is of kind {kind}; use one of {allowed}"),
    "WRONG-VALUE": Words("{value} cannot be compared with {id!r} by {op}: the field is of kind {kind}"),
    "UNKNOWN-OPTION": Words("{id!r} has no option {option!r}"),
    "UNKNOWN-FIELD": Words("there is no field {id!r} to be named here"),
    "UNKNOWN-RESULT": Words("no step has a result {id!r} of kind uscc"),
    "FIELD-SHAPE": Words(
        "the field {id!r} is not whole",
        by_reason={
            "missing": "the field {id!r} is of kind {kind} and needs {setting}",
            "senseless": "{setting} means nothing for {id!r}, which is of kind {kind}; remove it",
            "bounds": "{setting} of {id!r} is more than the most, {most}",
            "kind_not_here": "a {kind} cannot be a column or a result; {id!r} needs another kind",
        },
    ),
    "RULE-SHAPE": Words(
        "this rule is not whole",
        by_reason={
            "role_missing": "a {kind} rule must name a field for {role!r}",
            "role_unknown": "a {kind} rule knows no role {role!r}",
            "role_same": "both roles of a {kind} rule name {id!r}",
            "role_kind": "{role} names {id!r}, which is of kind {kind}; wanted: {wanted}",
            "period_unit": "a within_period rule counts days, months or years",
            "period_incomplete": "a {kind} rule needs date or person, or table and column; within_period a limit",
            "bounds": "count, share, amount and age need at_least or at_most; no other rule takes them",
        },
    ),
    "UNKNOWN-STEP": Words("there is no step {id!r}"),
    "CYCLE": Words("the step {id!r} waits for itself; such a case never ends"),
    "DECISION": Words("exactly one step must have kind: decision; there are {count}"),
    "DECISION-CONDITIONAL": Words("the decision is part of every case; remove its condition"),
    "DECISION-FAILS": Words("a decision that says no ends the case; remove on_fail from {id!r}"),
    "DECISION-ELSEWHERE": Words(
        "{department} decides, but {charge} is in charge of the item and must answer for the decision", Level.WARNING
    ),
    "DEAD-END": Words(
        "nothing waits for the step {id!r}; name it in the after of {decision!r} or of a step before that"
    ),
    "ORDER-LOST": Words(
        "{id!r} could start before {add!r} is done when a step between them is not part of the case ({situation}); "
        "add {add!r}"
    ),
    "NOTICE-SHAPE": Words("the notice {id!r} passes by itself, nobody handles it; remove {key}"),
    "TITLE-EMPTY": Words("the case has no name ({situation}); add a field to the title that must be answered there"),
    "NOT-MASKED": Words("{id!r} is of kind {kind}, which only holder and handlers may read; add personal: true"),
    "UNSURE-RESULT": Words(
        "{id!r} founds the enterprise, so its step {step!r} must be part of every case and refuse when it fails"
    ),
    "NOTHING-REVIEWED": Words("no step but the decision is part of the case ({situation})", Level.WARNING),
    "STEP-LONGER": Words("the step {id!r} may take {limit}, but the promise is {promise} for all steps"),
    "CRITICAL-PATH": Words(
        "the steps may take {workdays} working days, longer than the promise of {promise}: {path} ({situation})"
    ),
    "TOO-MANY-SITUATIONS": Words(
        "too many situations",
        Level.WARNING,
        {
            "condition": "too many situations to prove that this condition can be true and false: {facts}",
            "steps": "too many situations to look at each, so the order of steps is judged by names alone: {facts}",
        },
    ),
    "UNREACHABLE": Words("no answers make this step part of a case; correct its condition or remove the step"),
    "NEVER-APPLIES": Words("no answers make this condition hold; what it guards is never asked"),
    "ALWAYS-HOLDS": Words("this condition holds whatever is answered; remove it"),
    "PART-NEVER": Words("no answers make this part of the condition hold; correct or remove it"),
    "PART-ALWAYS": Words("this part of the condition holds whatever is answered; it decides nothing", Level.WARNING),
    "OPTION-IDLE": Words(
        "who chooses {option!r} of {id!r} gets no step for it, while other options lead to one", Level.WARNING
    ),
    "NO-CLOCK": Words("a case would wait in the state {state} without a clock or without anybody who holds it"),
    "NO-END": Words("a case in the state {state} would never come to an end"),
    "TEXT-MISSING": Words("the text has no {language}"),
    "TEXT-PLACEHOLDER": Words("{found!r} is a place-holder; write the text"),
    "ENGLISH-HAS-CHINESE": Words("the English text contains {found!r}"),
    "CHINESE-MISSING": Words("the Chinese text is not Chinese: {found!r}"),
    "PROMISE-LONGER": Words("the promise of {promise} is longer than the law allows ({statutory})"),
    "PROMISE-NEAR": Words(
        "around a long holiday the promise of {promise} may last longer than the law allows ({statutory}), "
        "which counts rest days",
        Level.WARNING,
    ),
    "ACCEPTANCE-LONG": Words("the law accepts a filing after {law} of silence; {limit} is too long"),
    "DELIVERY-LONG": Words("a permit is delivered within {law}; {limit} is too long"),
    "STATUTORY-LONG": Words(
        "{limit} is longer than anything in the licensing law ({law}); item.basis must name the law that allows it",
        Level.WARNING,
    ),
    "ROUND-LONG": Words("{limit} is no limit that anybody waits for; at most {most}"),
    "EXTENSION-UNIT": Words("the extension of {limit} cannot be added to the {clock} clock, which counts in {unit}"),
    "EXTENSION-LONG": Words("the extension of {limit} is longer than the law allows ({law})"),
    "EXTENSION-OVER-LAW": Words(
        "the promise of {promise} extended by {limit} would last longer than the law allows ({statutory}), "
        "whose clock is not extended"
    ),
    "SUPERIOR-COUNTED": Words(
        "cases that an agency above approves are left out of the figures: set item.excluded_from_once: true"
    ),
    "EXCLUDED-IDLE": Words("only cases with superior approval may be left out of the figures; remove this"),
    "TOLERANCE-MISSING": Words("{id!r} may follow later, but the definition has no tolerance that says until when"),
    "TOLERANCE-IDLE": Words("no material has necessity: tolerable, so nothing may follow later; remove tolerance"),
    "TOLERANCE-LONG": Words("a material may follow within {limit}, longer than the promise of {promise}"),
    "TOLERABLE-SPARED": Words("{id!r} is not handed in by the applicant, so it cannot follow later"),
    "COMMITMENT-MISSING": Words("a commitment stands for {id!r}, but the definition has no commitment"),
    "COMMITMENT-IDLE": Words("no material has by_commitment: true, so the commitment replaces nothing; remove it"),
    "COMMITMENT-SPARED": Words("nobody must hand in {id!r}, so a commitment cannot stand for it"),
    "HANDLING": Words("{handling} does not agree with a promise of {promise}"),
    "RESULT-TYPE": Words("{name} is no {kind}: such a name ends in one of {endings}"),
    "VISIT-REASON": Words("{visits} visits are promised without a visit_reason"),
    "VISIT-REASON-IDLE": Words("no visit is asked for, so there is no reason to give; remove visit_reason"),
    "VISITS-MORE": Words("the definition makes the applicant come {needed} times ({situation}); promised: {promised}"),
    "VISITS-IDLE": Words(
        "{promised} visits are promised, but nothing makes the applicant come more than {needed} times; "
        "say what with at_window, presence, filed_by or handed_over_by",
        Level.WARNING,
    ),
    "FILED-BY": Words("nobody can file without coming ({ways}), although no visit is promised; add web or post"),
    "ONLINE-DEPTH": Words("depth 4 is wholly online: no visits ({visits} promised), and filed by web or mobile"),
    "FEE-BASIS": Words("a fee of {fee} needs a fee_basis"),
    "FEE-DETAILS": Words("a fee of {fee} needs a {key}"),
    "FEE-IDLE": Words("there is no fee, so {key} means nothing; remove it"),
    "SAME-PHONE": Words("advice and complaints have the same number {phone}"),
    "PHONE-FORM": Words("{phone} cannot be dialled from elsewhere; write it with its area code, 0796-5550101"),
    "FAQ-MISSING": Words("a permit is published with at least one frequent question; add faq"),
    "TASK-TYPE": Words("{id!r} is no task type of GB/T 39046"),
    "TASK-CODE": Words("{id!r} is no task code: at most 36 digits and capital letters"),
    "NO-BASIS": Words("the material {id!r} has no basis: nothing may be asked for without an article that allows it"),
    "NO-ISSUER": Words("{id!r} comes from a {source}, but no issuer says from which", Level.WARNING),
    "MEDIUM-COUNT": Words(
        "{id!r} is asked for as {medium}, but {originals} originals and {copies} copies are counted", Level.WARNING
    ),
    "CATCH-ALL": Words("{word!r} in {id!r} is a catch-all; name exactly what is asked for"),
    "VAGUE-BASIS": Words("{word!r} names no law; name the law and the article"),
    "ACQUISITION-SOURCE": Words("{id!r} is {acquisition}, which does not go with the source {source}"),
    "ASKED-TWICE": Words("{id!r} asks again for what {other!r} asks for already"),
    "APPLICANT-SHAPE": Words("the step {id!r} is done by the applicant: nobody reviews it, so {key} means nothing"),
    "APPLICANT-UNIT": Words("the applicant's step {id!r} counts days, working days, months or years, not {unit}"),
    "MISSED-IDLE": Words("{id!r} is no step of the applicant, so nobody can miss it; remove missed"),
    "NOT-BEFORE": Words(
        "the time does not run",
        by_reason={
            "later": "{other!r} is not finished before {id!r} begins, so no time can run from it; name it in after",
            "absent": "{id!r} is part of cases without {other!r}, from which the time runs ({situation})",
        },
    ),
    "AT-STEP": Words(
        "the material has no step",
        by_reason={
            "kind": "{id!r} is handed in at {step!r}, which is a {kind}, no step of the applicant",
            "absent": "{id!r} is asked in cases without the step {step!r}, at which it is handed in ({situation})",
        },
    ),
    "WAITING-IDLE": Words("there is no step of the applicant and no public notice to wait for; remove waiting"),
    "URGENT-UNIT": Words("urgent cases are shown by the hour; give the target in hours, not in {unit}"),
    "PAPER-STEP": Words(
        "the paper has no moment",
        by_reason={
            "missing": "the paper {id!r} is made at {at}: say of which step",
            "senseless": "the paper {id!r} is made at {at}, which has no step; remove it",
        },
    ),
    "PAPER-FIELD": Words("there is no question, field or result {id!r} to be shown"),
    "PAPER-EARLY": Words("{id!r} is not entered yet when the paper {paper!r} is made"),
    "PAPER-NUMBER": Words("{word!r} already stands for another kind of document in numbers; give {id!r} another word"),
    "PART-STEP": Words("the step {id!r} belongs to the part {other!r} already"),
    "PART-MATERIAL": Words("there is no material {id!r} on the checklist"),
    "PART-GIVES": Words("{id!r} is no result of a step of {part!r} and no paper, so the part cannot give it"),
    "PART-NEEDS": Words(
        "the output does not come",
        by_reason={
            "nobody": "no other part gives {id!r}",
            "absent": "{other!r}, which gives {id!r}, is not chosen in every case of this part ({situation})",
            "later": "no step of {part!r} comes after {other!r}, which gives {id!r}",
        },
    ),
    "PART-ASKED": Words("{id!r} is given by the part {part!r}; it reaches the others by itself and is not asked for"),
    "PART-ALONE": Words(
        "{once} materials are asked for together, but only {alone} if each item were applied for alone"
    ),
    "PREFILL-KIND": Words("{prefill} cannot be put into {id!r}, which is of kind {kind}; wanted: {wanted}"),
    "OBTAIN-IDLE": Words("{id!r} is made by the portal, so nothing has to be obtained; remove obtain"),
    "ONE-OPEN": Words(
        "only one open case is impossible to tell",
        by_reason={
            "unknown": "no field is called {id!r}",
            "kind": "{id!r} is of kind {kind}; wanted: {wanted}",
            "sometimes": "{id!r} is not asked, or not needed, in every filing",
        },
    ),
    "REDIRECT-SELF": Words("a redirect to {to!r} leads back to this service"),
    "UNKNOWN-SERVICE": Words("there is no service {id!r} in the folder to lead on to"),
    "WRONG-FOLDER": Words("the key {key!r} must be the name of the folder, which is {folder!r}"),
    "WRONG-VERSION": Words("version {version} does not agree with the file name {file}"),
    "SAME-CODE": Words("the code {code} is also used by {other!r}; case numbers would look alike", Level.WARNING),
    "NOT-LOCKED": Words("{file} is a draft: not in LOCK, served in development only", Level.INFO),
}
