"""Every state of a case has a clock, a holder and an end, and a state without one is found."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from portal.domain.case.moves import CLOSED, MOVES, Action, CaseState
from portal.domain.limits import Limit, Unit
from portal.domain.procedures import ProcedureKind, SpecialProcedure, SuperiorRule, WaitingRule
from portal.domain.proofs import waits
from portal.domain.texts import Text
from portal.domain.workflow import Service, StepKind
from tests.factories.services import opening

LIMIT: Final = Limit(10, Unit.WORKDAY)
WORD: Final = Text("上级", "Superior")


def whole() -> Service:
    hearing = SpecialProcedure("hearing", ProcedureKind.HEARING, WORD, WORD, LIMIT)
    plain = opening()
    notice = replace(plain.steps[1], kind=StepKind.NOTICE, checks=(), results=())
    return replace(
        plain,
        steps=(plain.steps[0], notice, *plain.steps[2:]),
        procedures=(hearing,),
        superior=SuperiorRule(WORD, WORD, LIMIT),
        waiting=WaitingRule(WORD, WORD),
    )


def test_every_open_state_has_a_clock_and_a_holder() -> None:
    table = waits.waits(whole())
    assert table.keys() == set(CaseState) - CLOSED
    assert all(one.clocks and one.holder for one in table.values())
    assert list(waits.nothing_waits_for_ever(whole(), ())) == []


def test_states_that_a_definition_does_not_name_need_none() -> None:
    assert CaseState.SPECIAL not in waits.waits(opening())
    assert list(waits.nothing_waits_for_ever(opening(), ())) == []


def test_a_state_without_a_holder_is_found() -> None:
    nobody = replace(whole(), superior=SuperiorRule(Text("", ""), WORD, LIMIT))
    (found,) = waits.nothing_waits_for_ever(nobody, ())
    assert (found.code, found.place, found.facts["state"]) == ("NO-CLOCK", ("superior",), "superior")


def test_a_state_that_leads_nowhere_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = {move: to for move, to in MOVES.items() if move[1] is not Action.DELIVER}
    monkeypatch.setattr(waits, "MOVES", endless)
    found = {(one.code, one.facts["state"]) for one in waits.nothing_waits_for_ever(whole(), ())}
    assert found == {("NO-END", "granted"), ("NO-END", "refused")}
