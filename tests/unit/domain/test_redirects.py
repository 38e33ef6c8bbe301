"""Answers that belong to another service: every reason is named, and the case is not filed."""

from __future__ import annotations

from dataclasses import replace

from portal.domain.checklist import redirects_for
from portal.domain.comparisons import Op
from portal.domain.conditions import Compare
from portal.domain.procedures import Redirect
from portal.services.redirecting import carried
from tests.factories.services import opening, text

SEAL = Redirect(Compare("parts", Op.CONTAINS, "seal"), "seals", text("刻章另办"))
BANK = Redirect(Compare("parts", Op.CONTAINS, "bank"), "banking", text("开户另办"))


def test_every_reason_that_holds_is_named_in_order() -> None:
    service = replace(opening(), redirects=(SEAL, BANK))
    assert redirects_for(service, {"parts": ["bank", "seal"]}) == (SEAL, BANK)
    assert redirects_for(service, {"parts": ["bank"]}) == (BANK,)
    assert redirects_for(service, {"parts": []}) == ()


def test_what_is_not_answered_leads_nowhere() -> None:
    assert redirects_for(replace(opening(), redirects=(SEAL,)), {}) == ()


def test_only_answers_that_fit_are_carried_over() -> None:
    known = [one.id for one in opening().questions[0].options]
    assert carried(opening(), {"parts": [known[0]], "unknown": "x"}) == {"parts": [known[0]]}
    assert carried(opening(), {"parts": ["nothing of the kind"]}) == {}
    assert carried(opening(), {"parts": True}) == {}
