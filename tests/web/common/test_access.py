"""Every page declares who may open it, and the declaration is kept for every role."""

import pytest
from flask import Flask

from portal.domain.permissions import Role
from portal.web.common.access import SAFE_METHODS, rule_of, undeclared
from tests.web.browser import Browser
from tests.web.conftest import SignIn

ANYBODY_ELSE = 403


def readable(app: Flask) -> list[tuple[str, str]]:
    """Endpoint and address of every page without a variable part."""
    return [
        (rule.endpoint, rule.rule)
        for rule in app.url_map.iter_rules()
        if SAFE_METHODS & (rule.methods or set()) and not rule.arguments and rule.endpoint != "static"
    ]


def test_every_route_declares_its_rule(app: Flask) -> None:
    assert undeclared(app) == []


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_no_page_of_another(app: Flask, client: Browser, sign_in: SignIn, role: Role) -> None:
    sign_in(role)
    for endpoint, address in readable(app):
        rule = rule_of(app, endpoint)
        assert rule is not None
        if not rule.everybody and role not in rule.roles:
            assert client.get(address).status_code == ANYBODY_ELSE, f"{role} opens {address}"


def test_nobody_opens_anything_but_public_pages(app: Flask, client: Browser) -> None:
    for endpoint, address in readable(app):
        rule = rule_of(app, endpoint)
        assert rule is not None
        if not rule.everybody:
            answer = client.get(address)
            assert answer.location, f"{address} is open"
            assert answer.location.startswith("/auth/sign-in?next=")


def test_a_view_without_a_rule_is_refused(app: Flask) -> None:
    app.add_url_rule("/forgotten", view_func=lambda: "here", endpoint="forgotten")
    assert app.test_client().get("/forgotten").status_code == ANYBODY_ELSE


def test_a_part_of_a_page_leads_the_whole_page_to_the_entrance(client: Browser) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/counter/?light=red"}
    answer = client.get("/counter/", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/auth/sign-in?next=/counter/?light%3Dred"
