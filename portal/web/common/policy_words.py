"""The words of policies: modes, verdicts, sources of facts, grounds of fair competition. Owns no logic."""

from collections.abc import Mapping
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.policies.facts import FactSource
from portal.domain.policies.matching import Verdict
from portal.domain.policies.policy import FairGround, Mode, OncePer, Policy, WhenExhausted
from portal.services.policies.qualifying import Standing
from portal.services.profiles.own import FOR_MATCHING, FOR_RUN
from portal.services.records.profiles import ProposalState
from portal.web.common.parts import Badge, Tone

MODES: Final[Mapping[Mode, tuple[Tone, object]]] = {
    Mode.AUTOMATIC: (Tone.GREEN, _l("Without a claim: you only confirm")),
    Mode.INSTANT: (Tone.BLUE, _l("Claimed and decided at once")),
    Mode.COMMITMENT: (Tone.YELLOW, _l("Claimed with a commitment")),
}
MODE_NOTES: Final[Mapping[Mode, object]] = {
    Mode.AUTOMATIC: _l(
        "The department finds the enterprises by its recognition list and proposes the award. You confirm the account."
    ),
    Mode.INSTANT: _l("You file a short claim; the department decides within the promised days."),
    Mode.COMMITMENT: _l("You commit to conditions; they are checked afterwards, and money is taken back if they fail."),
}
STANDINGS: Final[Mapping[Standing, tuple[Tone, object]]] = {
    Standing.PROPOSED: (Tone.GREEN, _l("Proposed to you")),
    Standing.CLAIMED: (Tone.BLUE, _l("Claimed")),
    Standing.QUALIFIES: (Tone.GREEN, _l("Qualifies")),
    Standing.NEARLY: (Tone.YELLOW, _l("Nearly there")),
    Standing.POSSIBLE: (Tone.BLUE, _l("May qualify")),
    Standing.FAILS: (Tone.GREY, _l("Does not qualify")),
}
HEADINGS: Final[Mapping[Standing, object]] = {
    Standing.PROPOSED: _l("Waiting for your confirmation"),
    Standing.CLAIMED: _l("Claimed already"),
    Standing.QUALIFIES: _l("You qualify"),
    Standing.NEARLY: _l("Nearly there"),
    Standing.POSSIBLE: _l("You may qualify: something is not known yet"),
    Standing.FAILS: _l("You do not qualify at present"),
}
SOURCES: Final[Mapping[FactSource, object]] = {
    FactSource.LIST: _l("recognition list"),
    FactSource.SHARED: _l("shared data"),
    FactSource.PORTAL: _l("this portal"),
    FactSource.DECLARED: _l("own statement"),
}
GROUNDS: Final[Mapping[FairGround, object]] = {
    FairGround.GENERAL: _l("open to all on equal terms"),
    FairGround.LAW: _l("allowed by law or by the State Council"),
    FairGround.SECURITY: _l("national security or development"),
    FairGround.SCIENCE: _l("scientific and technological progress"),
    FairGround.ENVIRONMENT: _l("saving energy, protecting the environment, relief"),
}
ONCE: Final[Mapping[OncePer, object]] = {
    OncePer.EVER: _l("once"),
    OncePer.YEAR: _l("once a year"),
    OncePer.CERTIFICATE: _l("once for each certificate"),
}
EXHAUSTED: Final[Mapping[WhenExhausted, object]] = {
    WhenExhausted.WAITING_LIST: _l("awards wait in the order of acceptance until there is money"),
    WhenExhausted.PRO_RATA: _l("all awards of the year are cut in the same ratio"),
}
PROPOSALS: Final[Mapping[ProposalState, object]] = {
    ProposalState.OPEN: _l("Waiting for your answer"),
    ProposalState.CONFIRMED: _l("Confirmed"),
    ProposalState.DECLINED: _l("Declined"),
    ProposalState.EXPIRED: _l("The time to answer has run out"),
}

PURPOSES: Final[Mapping[str, object]] = {
    FOR_MATCHING: _l("Matching with policies, agreed to by the enterprise"),
    FOR_RUN: _l("Matching run of a department, in its statutory duty"),
}


def mode_badge(policy: Policy) -> Badge:
    """How the policy is paid out."""
    tone, words = MODES[policy.mode]
    return Badge(tone, str(words))


def standing_badge(standing: Standing) -> Badge:
    """Where an enterprise stands with a policy."""
    tone, words = STANDINGS[standing]
    return Badge(tone, str(words))


def standing_of_verdict(verdict: Verdict) -> Standing:
    """The standing that a bare verdict means."""
    return {
        Verdict.QUALIFIES: Standing.QUALIFIES,
        Verdict.POSSIBLE: Standing.POSSIBLE,
        Verdict.FAILS: Standing.FAILS,
    }[verdict]


def period_words(period: str) -> str:
    """What an award may be had once for."""
    return str(_("once")) if period == "ever" else period
