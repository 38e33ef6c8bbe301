"""What an officer types to complete a step: ticks, results, an opinion, an outcome.

Owns reading the results by the fields of the definition, and where each refusal of the domain belongs. Refuses
nothing by rule: an open checklist or a missing opinion is refused in the domain.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, cast

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from portal.domain.answers import Finding, read_field
from portal.domain.case.commands import CompleteStep
from portal.domain.case.review import ChecklistOpen, OpinionNeeded, ResultMissing
from portal.domain.case.state import Outcome
from portal.domain.errors import DomainError
from portal.domain.forms import Field, FieldKind
from portal.domain.results import as_text
from portal.domain.workflow import Step
from portal.i18n import translated
from portal.services.identifiers import IDENTIFIERS
from portal.services.policies.claimed import AmountNeedsReason
from portal.web.common.errors import sentence
from portal.web.common.findings import finding_words

RESULT: Final = "result-"
LONGEST_OPINION: Final = 2000


@dataclass(frozen=True, slots=True)
class StepTyped:
    """What was sent for a step, shown again as it was typed when it is refused."""

    outcome: str = ""
    opinion: str = ""
    ticked: frozenset[str] = frozenset()
    results: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    def with_faults(self, faults: Mapping[str, str]) -> "StepTyped":
        return replace(self, faults=faults)


def read_typed(sent: MultiDict[str, str], step: Step) -> StepTyped:
    """The form as it was sent; ticks and results the definition does not know are dropped."""
    known = {check.id for check in step.checks}
    return StepTyped(
        outcome=sent.get("outcome", ""),
        opinion=sent.get("opinion", "").strip()[:LONGEST_OPINION],
        ticked=frozenset(sent.getlist("check")) & known,
        results={result.id: tuple(sent.getlist(RESULT + result.id)) for result in step.results},
    )


def read_results(step: Step, typed: StepTyped) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The results in their stored form, and what is wrong with the others; empty ones are left to the domain."""
    values: dict[str, str] = {}
    findings: list[Finding] = []
    for result in step.results:
        raw = typed.results.get(result.id, ())
        if not any(part.strip() for part in raw):
            continue
        value, found = read_field(result, raw_of(result, raw), IDENTIFIERS)
        findings += found
        if value is not None:
            values[result.id] = as_text(value)
    return values, tuple(findings)


def raw_of(result: Field, raw: tuple[str, ...]) -> object:
    return list(raw) if result.kind is FieldKind.CHOICES else raw[0]


def command_of(step: Step, typed: StepTyped, results: dict[str, str]) -> CompleteStep:
    """The command; BadRequest when no button of ours was pressed."""
    try:
        outcome = Outcome(typed.outcome)
    except ValueError:
        raise BadRequest from None
    ticked = tuple(check.id for check in step.checks if check.id in typed.ticked)
    return CompleteStep(step.id, outcome, typed.opinion, ticked, results)


def faults_of(refusal: DomainError) -> Mapping[str, str]:
    """Element id → sentence: where on the page a refusal is mended."""
    words = sentence(refusal)
    match refusal:
        case ChecklistOpen():
            return {f"check-{each}": words for each in cast("tuple[str, ...]", refusal.facts["checks"])}
        case OpinionNeeded() | AmountNeedsReason():
            return {"opinion": words}
        case ResultMissing():
            return {RESULT + each: words for each in cast("tuple[str, ...]", refusal.facts["fields"])}
        case _:
            return {"case": words}


def faults_at(step: Step, findings: tuple[Finding, ...]) -> Mapping[str, str]:
    """Element id → sentence for results that could not be read."""
    labels = {result.id: translated(result.label) for result in step.results}
    return {RESULT + each.at: finding_words(each, lambda at: labels.get(at, at)) for each in findings}
