"""Every page declares who may open it, and the declaration is kept for every (route, role) pair."""

from collections.abc import Iterator
from typing import Final

import pytest
from flask import Flask
from werkzeug.routing import MapAdapter, Rule

from portal.domain.permissions import Role
from portal.web.common.access import rule_of, undeclared
from tests.web.browser import Browser
from tests.web.conftest import SignIn

REFUSED: Final = 403
NOT_SIGNED_IN: Final = 401
METHODS: Final = ("GET", "POST")
FILLERS: Final = {"IntegerConverter": 1, "UUIDConverter": "00000000-0000-4000-8000-000000000000"}


def guarded(app: Flask, *, role: Role | None) -> Iterator[tuple[str, str]]:
    """Method and address of every view that this role may not open."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        access = rule_of(app, rule.endpoint)
        assert access is not None, f"{rule.endpoint} declares no rule"
        if not access.everybody and role not in access.roles:
            address = filled(adapter, rule)
            yield from ((method, address) for method in METHODS if method in (rule.methods or ()))


def filled(adapter: MapAdapter, rule: Rule) -> str:
    """The address with something in every variable part; access is checked before it is looked up."""
    kinds = {name: type(rule._converters[name]).__name__ for name in rule.arguments}
    return adapter.build(rule.endpoint, {name: FILLERS.get(kind, "x") for name, kind in kinds.items()})


def test_every_route_declares_its_rule(app: Flask) -> None:
    assert undeclared(app) == []


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_no_view_of_another(app: Flask, client: Browser, sign_in: SignIn, role: Role) -> None:
    sign_in(role)
    token = {"csrf_token": client.token()}
    for method, address in guarded(app, role=role):
        answer = client.open(address, method=method, data=token if method == "POST" else None)
        assert answer.status_code == REFUSED, f"{role} may {method} {address}"


def test_nobody_opens_anything_but_public_pages(app: Flask, client: Browser) -> None:
    token = {"csrf_token": client.token()}
    for method, address in guarded(app, role=None):
        answer = client.open(address, method=method, data=token if method == "POST" else None)
        if method == "POST":
            assert answer.status_code == NOT_SIGNED_IN, f"{address} takes posts from anybody"
        else:
            assert (answer.location or "").startswith("/auth/sign-in?next="), f"{address} is open"


def test_a_view_without_a_rule_is_refused(app: Flask) -> None:
    app.add_url_rule("/forgotten", view_func=lambda: "here", endpoint="forgotten")
    assert app.test_client().get("/forgotten").status_code == REFUSED


def test_a_part_of_a_page_leads_the_whole_page_to_the_entrance(app: Flask, client: Browser) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/counter/?light=red"}
    address = next(address for method, address in guarded(app, role=None) if method == "GET")
    answer = client.get(address, headers=headers)
    assert answer.status_code == NOT_SIGNED_IN
    assert answer.headers["HX-Redirect"] == "/auth/sign-in?next=/counter/?light%3Dred"
