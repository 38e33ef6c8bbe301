"""Headers, cookies, health, and what is kept by browsers."""

from dataclasses import replace
from pathlib import Path

import pytest

from portal.app import create_app
from portal.container import Container
from portal.domain.permissions import Role
from portal.settings import Environment, SecretMissing, Settings
from tests.web.browser import Browser
from tests.web.conftest import SignIn


def test_pages_of_somebody_are_kept_by_no_cache(client: Browser, sign_in: SignIn) -> None:
    assert client.get("/").headers["Cache-Control"] == "no-cache"
    sign_in(Role.APPLICANT)
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_static_files_carry_a_digest_and_are_kept(client: Browser) -> None:
    page = client.get("/").get_data(as_text=True)
    address = page.split('href="/static/css/theme.css')[1].split('"')[0]
    answer = client.get(f"/static/css/theme.css{address}")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    answer.close()


def test_the_session_cookie_is_closed_to_scripts_and_other_sites(client: Browser) -> None:
    cookie = client.get("/auth/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_behind_tls_cookies_are_secure_and_browsers_stay_with_it(portal: Container) -> None:
    settings = replace(portal.settings, secure_cookies=True)
    app = create_app(container=replace(portal, settings=settings))
    answer = app.test_client().get("/auth/sign-in", base_url="https://localhost")
    assert "__Host-session=" in answer.headers["Set-Cookie"]
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "Strict-Transport-Security" in answer.headers


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_whoever_watches_gets_json(client: Browser, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.get_json()["status"] == "ok"


def test_readyz_says_what_does_not_answer(portal: Container) -> None:
    app = create_app(container=replace(portal, probes={**portal.probes, "database": lambda: False}))
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json() == {"status": "unavailable", "database": False, "uploads": True, "documents": True}


def test_production_refuses_to_start_without_its_secret(tmp_path: Path) -> None:
    with pytest.raises(SecretMissing):
        Settings.from_environment({"PORTAL_ENV": "production", "PORTAL_VAR": str(tmp_path)})


def test_elsewhere_a_key_is_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    first = Settings.from_environment({"PORTAL_VAR": str(tmp_path)})
    second = Settings.from_environment({"PORTAL_VAR": str(tmp_path)})
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 48
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_an_address_with_tls_makes_cookies_secure(tmp_path: Path) -> None:
    given = {"PORTAL_VAR": str(tmp_path), "PORTAL_BASE_URL": "https://portal.example/", "PORTAL_SECRET_KEY": "k" * 40}
    settings = Settings.from_environment({**given, "PORTAL_ENV": "production"})
    assert settings.environment is Environment.PRODUCTION
    assert settings.secure_cookies
    assert settings.base_url == "https://portal.example"
