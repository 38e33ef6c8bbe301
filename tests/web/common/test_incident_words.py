"""Words for everything beside the ordinary way: every code, every event, every follow-up in every state."""

from collections.abc import Collection, Mapping
from enum import Enum

import pytest
from flask import Flask

from portal.domain.case.events import EVENT_KINDS, StepOpened
from portal.domain.case.follow_ups import FIRST, FOLLOW_UP_MOVES
from portal.domain.case.incidents import Ending, ExtensionState, Ground, PauseKind, RatingLevel, Violation
from portal.domain.case.state import ClockName
from portal.domain.limits import Unit
from portal.web.common import incident_words
from portal.web.common.history import ORDINARY
from portal.web.common.incident_sentences import SENTENCES
from portal.web.common.moved_dates import CLOCKS

SILENT = {StepOpened}


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (Ground, incident_words.GROUNDS),
        (Ground, incident_words.GROUND_CHOICES),
        (Ending, incident_words.ENDINGS),
        (Violation, incident_words.VIOLATIONS),
        (PauseKind, incident_words.PAUSES),
        (ExtensionState, incident_words.EXTENSIONS),
        (RatingLevel, incident_words.RATINGS),
        (Unit, incident_words.UNITS),
        (ClockName, CLOCKS),
    ],
)
def test_every_code_has_words(codes: Collection[Enum], words: Mapping[Enum, object]) -> None:
    assert set(codes) <= set(words)


def test_every_event_is_told_to_staff() -> None:
    assert set(EVENT_KINDS.values()) - SILENT == set(ORDINARY) | set(SENTENCES)


def test_every_follow_up_has_words_in_every_state(app: Flask) -> None:
    reached = {(kind, state) for (kind, _), states in FOLLOW_UP_MOVES.items() for state in states}
    with app.test_request_context("/"):
        for kind, state in reached | set(FIRST.items()):
            assert incident_words.follow_up_badge(kind, state).words
