"""Acts that are looked at once more: fill in the form, see what would happen, confirm."""

from typing import Any

from werkzeug.test import TestResponse

from tests.web.browser import Browser
from tests.web.page_checks import hidden_fields


def look(client: Browser, address: str, data: dict[str, Any]) -> TestResponse:
    """The form, filled in and sent for a preview."""
    return client.submit(address, {**data, "stage": "preview"})


def confirm(client: Browser, address: str, seen: TestResponse, *, stage: str = "confirm") -> TestResponse:
    """The button under a preview, with everything the preview carries along."""
    assert seen.status_code == 200, seen.status_code
    return client.post(address, data={**hidden_fields(seen.get_data(as_text=True), address), "stage": stage})


def act(client: Browser, address: str, data: dict[str, Any]) -> TestResponse:
    """Preview and confirmation in one."""
    return confirm(client, address, look(client, address, data))
