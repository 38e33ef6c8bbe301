"""What a policy gives the common process: its words, days, departments, fields and materials, by the names of places.

Owns the names (docs/policy-language.md lists them). Refuses nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.definitions.policy_process import Given
from portal.domain.policies.award_words import award_words
from portal.domain.policies.matching import at_once
from portal.domain.policies.policy import AwardKind
from portal.domain.policies.wording import Wording
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.definitions.nodes import Plain, Source
    from portal.definitions.policy_schema import PaceModel, PolicyModel
    from portal.domain.organisation import Department
    from portal.domain.policies.facts import FactKindOf
    from portal.domain.policies.policy import Policy

OWN = (
    "key",
    "version",
    "code",
    "number",
    "name",
    "summary",
    "department",
    "document",
    "keywords",
    "publicity_days",
    "fields",
    "materials",
    "materials_before",
    "faq",
)
"""Places that are filled with the policy's key of the same name, as it is written."""

EMPTY: dict[str, Plain] = {"keywords": [], "fields": [], "materials": [], "materials_before": 0, "faq": []}
REWARD, BENEFIT = "08", "05"
REWARDS = frozenset({AwardKind.FIXED, AwardKind.TIERED})


def places_of(
    model: PolicyModel,
    policy: Policy,
    source: Source,
    *,
    pace: PaceModel,
    facts: Mapping[str, FactKindOf],
    departments: Mapping[str, Department],
) -> dict[str, Given]:
    """Every place with its value."""
    data = source.data if isinstance(source.data, dict) else {}
    own = {name: Given(data.get(name, EMPTY.get(name, "")), (name,)) for name in OWN}
    joint = pace.joint if model.joint else 0
    days = {
        "review_days": pace.review,
        "joint_days": pace.joint,
        "decision_days": pace.decision,
        "statutory_days": pace.statutory,
        "promise_days": pace.review + joint + model.publicity_days + pace.decision,
    }
    usual = REWARD if policy.award.kind in REWARDS else BENEFIT
    return {
        **own,
        **_parts("superior", data.get("superior")),
        **_parts("commitment", data.get("commitment")),
        **{name: Given(value, ("mode",)) for name, value in days.items()},
        **_office(departments[model.department]),
        **_offices(model, departments),
        **_words(model, policy, facts),
        "mode_name": Given({"zh": pace.name.zh, "en": pace.name.en}, ("mode",)),
        "task_type": Given(model.task_type or usual, ("task_type",)),
        "task_no": Given(model.code[2:], ("code",)),
        "superior_approval": Given(model.superior is not None, ("superior",)),
    }


def traits_of(model: PolicyModel) -> frozenset[str]:
    """What parts of the process a policy has besides the common ones."""
    named = ("superior", "commitment", "certificate", "joint", "fields", "faq", "checks")
    always = frozenset({f"mode_{model.mode}", f"exhausted_{model.when_exhausted}"})
    return always | frozenset(name for name in named if getattr(model, name))


def _parts(name: str, value: Plain | None) -> dict[str, Given]:
    """A place for each key of a mapping: `superior_agency`."""
    return {f"{name}_{key}": Given(one, (name, key)) for key, one in value.items()} if isinstance(value, dict) else {}


def _office(department: Department) -> dict[str, Given]:
    return {
        "department_name": Given(_text(department.name), ("department",)),
        "address": Given(_text(department.address), ("department",)),
        "consult_phone": Given(department.phone, ("department",)),
        "complaint_phone": Given(department.complaint_phone, ("department",)),
    }


def _offices(model: PolicyModel, departments: Mapping[str, Department]) -> dict[str, Given]:
    """The departments of the parallel check; one that does not exist is found by the proofs of the service."""
    steps: list[Plain] = [_joint_step(key) for key in model.joint]
    joint: list[Plain] = [
        {
            "key": key,
            "step": _joint_step(key),
            "name": _text(departments[key].short) if key in departments else {"zh": key, "en": key},
        }
        for key in model.joint
    ]
    return {"joint": Given(joint, ("joint",)), "joint_steps": Given(steps, ("joint",))}


def _joint_step(key: str) -> str:
    return f"joint_{key.replace('-', '_')}"


def _words(model: PolicyModel, policy: Policy, facts: Mapping[str, FactKindOf]) -> dict[str, Given]:
    wording = Wording(facts)
    conditions: list[Plain] = [_text(wording.requirement(one)) for one in at_once(policy.eligibility)]
    checks: list[Plain] = [
        {"id": f"own_{number}", "text": {"zh": one.zh, "en": one.en}} for number, one in enumerate(model.checks, 1)
    ]
    certificate = facts.get(policy.certificate or "")
    label = certificate.label if certificate else Text("证书编号", "Number of the certificate")
    return {
        "certificate_label": Given(_text(label), ("certificate",)),
        "conditions": Given(conditions, ("eligibility",)),
        "checks": Given(checks, ("checks",)),
        "award": Given(_text(award_words(policy.award, facts)), ("award",)),
    }


def _text(text: Text) -> dict[str, Plain]:
    return {"zh": text.zh, "en": text.en}
