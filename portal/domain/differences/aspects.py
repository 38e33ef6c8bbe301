"""Which keys of each part are compared, whom a change of each touches, and when it is harder.

Owns one table a part. A test holds them against the dataclasses, so that no key of a definition is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final

from portal.domain.differences import harder
from portal.domain.differences.change import Touched
from portal.domain.policies.policy import Award, FairReview, Policy, Tier, Tranche

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.domain.differences.harder import Harder

APPLICANT: Final = frozenset({Touched.APPLICANT})
WINDOW: Final = frozenset({Touched.WINDOW})
DEPARTMENT: Final = frozenset({Touched.DEPARTMENT})
STAFF: Final = WINDOW | DEPARTMENT
BOTH_SIDES: Final = APPLICANT | DEPARTMENT
AT_THE_WINDOW: Final = APPLICANT | WINDOW
ALL: Final = APPLICANT | STAFF


@dataclass(frozen=True, slots=True)
class Aspect:
    """One key of a part; ``key`` is its name in the file when it differs from the attribute's."""

    touches: frozenset[Touched] = APPLICANT
    harder: Harder = field(default=harder.never)
    key: str = ""


SERVICE: Final[Mapping[str, Aspect]] = {
    "code": Aspect(STAFF),
    "shelf": Aspect(),
    "name": Aspect(ALL),
    "summary": Aspect(),
    "keywords": Aspect(),
    "title_fields": Aspect(STAFF, key="title"),
    "declaration": Aspect(APPLICANT, harder.extended),
    "enterprise_result": Aspect(DEPARTMENT),
}
ITEM: Final[Mapping[str, Aspect]] = {
    "task_code": Aspect(STAFF),
    "task_type": Aspect(STAFF),
    "level": Aspect(STAFF),
    "department": Aspect(ALL),
    "promised_visits": Aspect(AT_THE_WINDOW, harder.more),
    "visit_reason": Aspect(AT_THE_WINDOW),
    "fee": Aspect(AT_THE_WINDOW, harder.more),
    "fee_basis": Aspect(),
    "conditions": Aspect(ALL, harder.extended),
    "basis": Aspect(ALL),
    "address": Aspect(),
    "hours": Aspect(),
    "consult_phone": Aspect(),
    "complaint_phone": Aspect(),
    "review_body": Aspect(BOTH_SIDES),
    "court": Aspect(BOTH_SIDES),
    "result_name": Aspect(ALL),
    "result_validity": Aspect(BOTH_SIDES),
    "result_collection": Aspect(AT_THE_WINDOW),
    "excluded_from_once": Aspect(STAFF),
    "materials_before": Aspect(STAFF),
    "handling": Aspect(ALL),
    "result_type": Aspect(STAFF),
    "online_depth": Aspect(),
    "filed_by": Aspect(AT_THE_WINDOW, harder.fewer),
    "handed_over_by": Aspect(AT_THE_WINDOW, harder.fewer),
    "fee_name": Aspect(AT_THE_WINDOW),
    "fee_standard": Aspect(AT_THE_WINDOW),
    "pay_online": Aspect(AT_THE_WINDOW, harder.now_false),
}
FAQ: Final[Mapping[str, Aspect]] = {"question": Aspect(), "answer": Aspect()}
LIMITS: Final[Mapping[str, Aspect]] = {
    "acceptance": Aspect(AT_THE_WINDOW, harder.longer),
    "promise": Aspect(BOTH_SIDES, harder.longer),
    "statutory": Aspect(BOTH_SIDES, harder.longer),
    "correction": Aspect(APPLICANT, harder.shorter),
    "delivery": Aspect(AT_THE_WINDOW, harder.longer),
}
LIMIT_BASIS: Final[Mapping[str, Aspect]] = {name: Aspect(BOTH_SIDES) for name in LIMITS}
EXTENSION: Final[Mapping[str, Aspect]] = {
    "clocks": Aspect(BOTH_SIDES, harder.extended),
    "at_most": Aspect(BOTH_SIDES, harder.longer),
    "approver": Aspect(DEPARTMENT),
    "basis": Aspect(BOTH_SIDES),
}
SUPERIOR: Final[Mapping[str, Aspect]] = {
    "agency": Aspect(BOTH_SIDES),
    "basis": Aspect(BOTH_SIDES),
    "usual": Aspect(BOTH_SIDES, harder.longer),
}
TOLERANCE: Final[Mapping[str, Aspect]] = {
    "within": Aspect(AT_THE_WINDOW, harder.shorter),
    "basis": Aspect(AT_THE_WINDOW),
}
COMMITMENT: Final[Mapping[str, Aspect]] = {
    "terms": Aspect(BOTH_SIDES, harder.extended),
    "basis": Aspect(BOTH_SIDES),
    "check_within": Aspect(BOTH_SIDES),
}
PROCEDURE: Final[Mapping[str, Aspect]] = {
    "kind": Aspect(BOTH_SIDES),
    "name": Aspect(BOTH_SIDES),
    "basis": Aspect(BOTH_SIDES),
    "at_most": Aspect(BOTH_SIDES, harder.longer),
}
OPTION: Final[Mapping[str, Aspect]] = {"label": Aspect(), "hint": Aspect()}
FIELD: Final[Mapping[str, Aspect]] = {
    "kind": Aspect(ALL),
    "label": Aspect(),
    "hint": Aspect(),
    "required": Aspect(APPLICANT, harder.now_true),
    "when": Aspect(APPLICANT, harder.unconditional),
    "min_length": Aspect(APPLICANT, harder.higher_floor),
    "max_length": Aspect(APPLICANT, harder.lower_ceiling),
    "minimum": Aspect(APPLICANT, harder.higher_floor),
    "maximum": Aspect(APPLICANT, harder.lower_ceiling),
    "min_rows": Aspect(APPLICANT, harder.higher_floor),
    "max_rows": Aspect(APPLICANT, harder.lower_ceiling),
    "personal": Aspect(ALL),
    "example": Aspect(),
    "prefill": Aspect(),
}
RESULT: Final[Mapping[str, Aspect]] = {name: Aspect(DEPARTMENT) for name in FIELD}
RESULT_OPTION: Final[Mapping[str, Aspect]] = {name: Aspect(DEPARTMENT) for name in OPTION}
RULE: Final[Mapping[str, Aspect]] = {
    "kind": Aspect(),
    "fields": Aspect(),
    "article": Aspect(),
    "limit": Aspect(APPLICANT, harder.shorter),
    "when": Aspect(APPLICANT, harder.unconditional),
    "where": Aspect(APPLICANT),
    "at_least": Aspect(APPLICANT, harder.higher_floor),
    "at_most": Aspect(APPLICANT, harder.lower_ceiling),
    "advice": Aspect(APPLICANT, harder.now_false),
}
PAGE: Final[Mapping[str, Aspect]] = {
    "title": Aspect(),
    "hint": Aspect(),
    "when": Aspect(APPLICANT, harder.unconditional),
}
SECTION: Final[Mapping[str, Aspect]] = {"title": Aspect()}
CHECK: Final[Mapping[str, Aspect]] = {"text": Aspect(WINDOW), "basis": Aspect(WINDOW)}
STEP_CHECK: Final[Mapping[str, Aspect]] = {"text": Aspect(DEPARTMENT), "basis": Aspect(DEPARTMENT)}
MATERIAL: Final[Mapping[str, Aspect]] = {
    "name": Aspect(AT_THE_WINDOW),
    "necessity": Aspect(AT_THE_WINDOW, harder.asked_of_everybody),
    "source": Aspect(AT_THE_WINDOW),
    "acquisition": Aspect(AT_THE_WINDOW, harder.to_be_brought),
    "medium": Aspect(AT_THE_WINDOW, harder.only_originals),
    "basis": Aspect(AT_THE_WINDOW),
    "issuer": Aspect(AT_THE_WINDOW),
    "when": Aspect(AT_THE_WINDOW, harder.unconditional),
    "guidance": Aspect(),
    "originals": Aspect(AT_THE_WINDOW, harder.more),
    "copies": Aspect(AT_THE_WINDOW, harder.more),
    "max_files": Aspect(APPLICANT, harder.lower_ceiling),
    "by_commitment": Aspect(AT_THE_WINDOW, harder.now_false),
    "at_window": Aspect(AT_THE_WINDOW, harder.now_true),
    "at_step": Aspect(AT_THE_WINDOW),
}
OBTAIN: Final[Mapping[str, Aspect]] = {
    "licence": Aspect(AT_THE_WINDOW, harder.given_up),
    "dataset": Aspect(AT_THE_WINDOW, harder.given_up),
    "holder": Aspect(AT_THE_WINDOW),
    "valid_for": Aspect(AT_THE_WINDOW, harder.shorter),
}
STEP: Final[Mapping[str, Aspect]] = {
    "name": Aspect(BOTH_SIDES),
    "department": Aspect(BOTH_SIDES),
    "kind": Aspect(BOTH_SIDES),
    "limit": Aspect(BOTH_SIDES, harder.longer),
    "basis": Aspect(BOTH_SIDES),
    "after": Aspect(BOTH_SIDES),
    "when": Aspect(BOTH_SIDES, harder.unconditional),
    "on_fail": Aspect(BOTH_SIDES, harder.ends_the_case),
    "presence": Aspect(BOTH_SIDES, harder.now_true),
    "missed": Aspect(BOTH_SIDES, harder.lapses),
    "silence": Aspect(BOTH_SIDES),
}
SPECIAL_LIMIT: Final[Mapping[str, Aspect]] = {"limit": Aspect(BOTH_SIDES, harder.longer)}
NOT_BEFORE: Final[Mapping[str, Aspect]] = {
    "step": Aspect(BOTH_SIDES),
    "limit": Aspect(BOTH_SIDES, harder.longer),
    "basis": Aspect(BOTH_SIDES),
}
BUNDLE_PART: Final[Mapping[str, Aspect]] = {
    "name": Aspect(ALL),
    "steps": Aspect(ALL),
    "when": Aspect(ALL, harder.unconditional),
    "materials": Aspect(AT_THE_WINDOW, harder.extended),
    "gives": Aspect(BOTH_SIDES),
    "needs": Aspect(BOTH_SIDES),
    "alone": Aspect(STAFF),
}
PAPER: Final[Mapping[str, Aspect]] = {
    "title": Aspect(BOTH_SIDES),
    "at": Aspect(BOTH_SIDES),
    "layout": Aspect(BOTH_SIDES),
    "paragraphs": Aspect(BOTH_SIDES),
    "step": Aspect(DEPARTMENT),
    "when": Aspect(BOTH_SIDES),
    "abbreviation": Aspect(DEPARTMENT),
}
PAPER_ROW: Final[Mapping[str, Aspect]] = {
    "label": Aspect(BOTH_SIDES),
    "field": Aspect(BOTH_SIDES),
    "text": Aspect(BOTH_SIDES),
    "when": Aspect(BOTH_SIDES),
}
REDIRECT: Final[Mapping[str, Aspect]] = {"to": Aspect(), "reason": Aspect()}
DECISION_WORDS: Final[Mapping[str, Aspect]] = {
    "act": Aspect(BOTH_SIDES),
    "granted": Aspect(BOTH_SIDES),
    "refused": Aspect(BOTH_SIDES),
    "notes": Aspect(BOTH_SIDES),
}
ONE_OPEN: Final[Mapping[str, Aspect]] = {"by": Aspect(), "among": Aspect(), "for_good": Aspect()}
WAITING: Final[Mapping[str, Aspect]] = {"name": Aspect(BOTH_SIDES), "basis": Aspect(BOTH_SIDES)}
URGENT: Final[Mapping[str, Aspect]] = {
    "when": Aspect(ALL),
    "target": Aspect(ALL, harder.longer),
    "basis": Aspect(BOTH_SIDES),
}


def every(shape: type[Any], *, but: tuple[str, ...] = (), **harder_by: Harder) -> Mapping[str, Aspect]:
    """All keys of a shape that others own; each touches both sides."""
    names = [one.name for one in fields(shape) if one.name not in but]
    return {name: Aspect(BOTH_SIDES, harder_by.get(name, harder.never)) for name in names}


POLICY: Final = every(
    Policy,
    but=("key", "version", "award", "fair"),
    exclusive=harder.extended,
    joint=harder.extended,
    superior=harder.now_true,
    ceiling=harder.lower_ceiling,
    valid_until=harder.earlier,
    publicity_days=harder.more,
)
AWARD: Final = every(
    Award,
    but=("tiers", "tranches"),
    amount=harder.lower_ceiling,
    ratio=harder.lower_ceiling,
    cap=harder.lower_ceiling,
)
TIER: Final = every(Tier, but=("when",), amount=harder.lower_ceiling)
TRANCHE: Final = every(Tranche, but=("after_years",), ratio=harder.lower_ceiling)
FAIR: Final = every(FairReview)
