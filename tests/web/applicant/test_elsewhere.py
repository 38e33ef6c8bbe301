"""Answers that belong to another service: the page names every reason and leads on with what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.services import drafts
from tests.web.browser import Browser, missing

if TYPE_CHECKING:
    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant

REVOKED, IN_COURT, FINES = "被吊销营业执照", "正在诉讼或者仲裁程序中", "尚未执行完毕"


@pytest.fixture
def key(owner: Applicant, deps: Deps) -> str:
    """A simple closing of a company whose licence was revoked and which is in court."""
    service = deps.catalogue.current("simple-closing")
    no: dict[str, object] = {one.id: False for one in service.questions if one.kind == "yes_no"}
    answers = {**no, "entity_kind": "company", "revoked": True, "in_court": True}
    return drafts.start_draft(deps, owner.actor, service.key, answers=answers, visited=("@situation",)).key


def test_every_reason_is_named_and_nothing_else(client: Browser, key: str) -> None:
    assert client.get(f"/filing/{key}/").location == f"/filing/{key}/elsewhere"
    assert client.get(f"/filing/{key}/submit").location == f"/filing/{key}/elsewhere"
    page = client.get(f"/filing/{key}/elsewhere")
    assert not missing(page, "应当办理其他事项", REVOKED, IN_COURT, "修改我的回答")
    assert FINES not in page.get_data(as_text=True)


def test_one_button_leads_on_with_what_both_ask(client: Browser, key: str, owner: Applicant, deps: Deps) -> None:
    sent = {"csrf_token": client.token(), "to": "closing"}
    client.get(client.post(f"/filing/{key}/elsewhere", data=sent).location)
    mine = {one.service_key: one for one in drafts.my_drafts(deps, owner.actor)}
    assert mine.keys() == {"simple-closing", "closing"}
    assert mine["closing"].answers.get("entity_kind") == "company"
    assert "revoked" not in mine["closing"].answers or mine["closing"].answers["revoked"] is True


def test_nothing_leads_to_a_service_that_is_not_named(client: Browser, key: str) -> None:
    sent = {"csrf_token": client.token(), "to": "enterprise-opening"}
    assert client.post(f"/filing/{key}/elsewhere", data=sent).status_code == 404


def test_the_guide_says_so_before_anybody_begins(client: Browser) -> None:
    address = "/services/simple-closing?entity_kind=company&needs_approval=no&revoked=yes"
    assert not missing(client.get(address), REVOKED)
