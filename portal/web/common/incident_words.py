"""The words for what can happen beside the ordinary way: grounds, endings, violations, pauses, follow-ups, ratings.

Owns no logic. A code without words here is a mistake that mypy cannot see; a test looks for it.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.case.incident_events import MoneyMoved
from portal.domain.case.incidents import (
    Ending,
    ExtensionState,
    FollowUpKind,
    FollowUpState,
    Ground,
    MoneyStep,
    PauseKind,
    RatingLevel,
    Violation,
)
from portal.domain.documents import Channel
from portal.domain.limits import Unit
from portal.i18n import limit_words, money
from portal.services.awarding.reserving import FINANCE
from portal.web.common.parts import Badge, Tone

TAGS: Final[Mapping[Channel, tuple[tuple[str, object], ...]]] = {
    Channel.ONLINE: (
        ("overall", _l("Overall")),
        ("efficiency", _l("Speed of the work")),
        ("guide", _l("Exactness of the guide")),
        ("ease", _l("How easy it was")),
        ("platform", _l("Use of the portal")),
    ),
    Channel.WINDOW: (
        ("overall", _l("Overall")),
        ("efficiency", _l("Speed of the service")),
        ("skill", _l("Skill of the staff")),
        ("manner", _l("Manner of the staff")),
    ),
}
"""二级指标 of a rating, online and at the window."""
TAG_WORDS: Final[Mapping[str, object]] = {**dict(TAGS[Channel.WINDOW]), **dict(TAGS[Channel.ONLINE])}
GROUNDS: Final[Mapping[Ground, object]] = {
    Ground.NOT_REQUIRED: _l("No permit is needed for this"),
    Ground.NOT_COMPETENT: _l("Another authority decides on this"),
    Ground.NOT_QUALIFIED: _l("The law forbids this applicant to apply"),
}
GROUND_CHOICES: Final[Mapping[Ground, object]] = {
    Ground.NOT_REQUIRED: _l("No permit is needed for this – art. 32(1)(1)"),
    Ground.NOT_COMPETENT: _l("Another authority decides on this, named below – art. 32(1)(2)"),
    Ground.NOT_QUALIFIED: _l("The law forbids this applicant to apply, for example after false materials – art. 78"),
}
ENDINGS: Final[Mapping[Ending, object]] = {
    Ending.WITHDRAWN: _l("Withdrawn by the applicant"),
    Ending.LAPSED: _l("Counts as withdrawn: not corrected in time"),
    Ending.TOLERANCE_LAPSED: _l("Counts as withdrawn: a promised material did not come in time"),
    Ending.STEP_LAPSED: _l("Ended: a step of the applicant was not done in time"),
    Ending.NOT_ACCEPTED: _l("Not accepted"),
    Ending.RETURNED: _l("Returned to the applicant"),
}
VIOLATIONS: Final[Mapping[Violation, object]] = {
    Violation.REPEATED: _l("Second correction notice: not everything was told at once (art. 32, 72)"),
    Violation.OUTSIDE_CHECKLIST: _l("Asked for something outside the checklist (art. 31, 72)"),
}
PAUSES: Final[Mapping[PauseKind, object]] = {
    PauseKind.SPECIAL: _l("Special procedure"),
    PauseKind.SUPERIOR: _l("With the superior authority"),
    PauseKind.WAITING: _l("Waiting for the applicant or the public"),
}
EXTENSIONS: Final[Mapping[ExtensionState, tuple[Tone, object]]] = {
    ExtensionState.REQUESTED: (Tone.YELLOW, _l("Extension asked for")),
    ExtensionState.GRANTED: (Tone.BLUE, _l("Extended")),
    ExtensionState.DECLINED: (Tone.GREY, _l("Extension declined")),
}
FOLLOW_UPS: Final[Mapping[FollowUpKind, object]] = {
    FollowUpKind.BAD_RATING: _l("Bad rating"),
    FollowUpKind.SUPERVISION: _l("Supervision order"),
    FollowUpKind.COMMITMENT_CHECK: _l("Check of a commitment"),
}
FOLLOW_UP_STATES: Final[Mapping[tuple[FollowUpKind | None, FollowUpState], tuple[Tone, object]]] = {
    (None, FollowUpState.VERIFYING): (Tone.YELLOW, _l("To be verified")),
    (None, FollowUpState.INVALID): (Tone.GREY, _l("Found not to count")),
    (None, FollowUpState.RECTIFYING): (Tone.YELLOW, _l("Being put right")),
    (None, FollowUpState.RECTIFIED): (Tone.BLUE, _l("Put right, call the applicant")),
    (None, FollowUpState.CALLED_BACK): (Tone.GREEN, _l("Applicant was called, done")),
    (None, FollowUpState.WAITING): (Tone.YELLOW, _l("To be answered")),
    (FollowUpKind.COMMITMENT_CHECK, FollowUpState.WAITING): (Tone.YELLOW, _l("To be checked")),
    (None, FollowUpState.ANSWERED): (Tone.BLUE, _l("Answered, with the manager")),
    (None, FollowUpState.CLOSED): (Tone.GREEN, _l("Closed")),
    (None, FollowUpState.FULFILLED): (Tone.GREEN, _l("Commitment fulfilled")),
    (None, FollowUpState.ORDERED): (Tone.YELLOW, _l("Ordered to put right")),
    (None, FollowUpState.REVOKED): (Tone.RED, _l("Decision revoked")),
}
RATINGS: Final[Mapping[RatingLevel, object]] = {
    RatingLevel.VERY_GOOD: _l("Very satisfied"),
    RatingLevel.GOOD: _l("Satisfied"),
    RatingLevel.FAIR: _l("Fairly satisfied"),
    RatingLevel.BAD: _l("Dissatisfied"),
    RatingLevel.VERY_BAD: _l("Very dissatisfied"),
}
UNITS: Final[Mapping[Unit, object]] = {
    Unit.WORKDAY: _l("working days"),
    Unit.DAY: _l("calendar days"),
    Unit.HOUR: _l("hours"),
    Unit.WORKHOUR: _l("office hours"),
    Unit.MONTH: _l("months"),
    Unit.YEAR: _l("years"),
}
MONEY: Final[Mapping[MoneyStep, object]] = {
    MoneyStep.WAITING: _l("Approved; the money is short at present and your award is in the waiting list"),
    MoneyStep.FUNDED: _l("The money for your award is there"),
    MoneyStep.TO_SETTLE: _l("Granted; paid when the awards of the year are settled"),
    MoneyStep.SETTLED: _l("The awards of the year are settled, yours is"),
    MoneyStep.NOTHING_LEFT: _l("The awards of the year are settled, nothing is left for yours"),
    MoneyStep.RETURNED: _l("The bank sent the payment back; please correct the account"),
    MoneyStep.MENDED: _l("Account corrected, to be paid again"),
    MoneyStep.PAID: _l("Money arrived in the account"),
    MoneyStep.CANCELLED: _l("A later instalment is not paid"),
    MoneyStep.RECOVERING: _l("The award is being recovered"),
    MoneyStep.RECOVERED: _l("The award is recovered"),
}


def extension_badge(state: ExtensionState) -> Badge:
    tone, words = EXTENSIONS[state]
    return Badge(tone, str(words))


def follow_up_badge(kind: FollowUpKind, state: FollowUpState) -> Badge:
    """Where a follow-up is; the same state has its own words for some kinds."""
    tone, words = FOLLOW_UP_STATES.get((kind, state)) or FOLLOW_UP_STATES[None, state]
    return Badge(tone, str(words))


def money_said(event: MoneyMoved) -> tuple[str, str]:
    """What happened to the money of a claim, and the detail: a place, the arithmetic, the bank's reason."""
    detail = event.words
    if event.step is MoneyStep.WAITING:
        detail = _("Place %(place)s, in the order of acceptance; you are told when there is money.", place=event.words)
    elif event.step is MoneyStep.TO_SETTLE:
        detail = _("All claims of the year share what the budget has; if it is not enough, all are cut alike.")
    elif event.step is MoneyStep.FUNDED:
        detail = _("Once the award is decided, its payment is ordered within %(limit)s.", limit=limit_words(FINANCE))
    elif event.step is MoneyStep.SETTLED:
        detail = event.words or _("There is enough money: nothing is cut.")
    return f"{MONEY[event.step]}{_(': ')}{money(Decimal(event.amount))}", str(detail)


def tag_words(tags: Iterable[str]) -> tuple[str, ...]:
    """What a rating was about, in the reader's words; a tag that is not known any more stays as it was."""
    return tuple(str(TAG_WORDS.get(tag, tag)) for tag in tags)
