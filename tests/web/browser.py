"""The test client: checks every response and counts commits, and fills forms as a browser does.

Owns the request side of tests. Refuses a request that commits more than once.
"""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, event
from werkzeug.test import TestResponse

from tests.web.page_checks import check_response, hidden_fields


class CommitCounter:
    """Counts the commits of the writers of one database."""

    def __init__(self, writers: Engine) -> None:
        self.commits = 0
        event.listen(writers, "commit", self)

    def __call__(self, connection: Connection) -> None:
        self.commits += 1


class Browser(FlaskClient):
    """A client with opinions."""

    counter: CommitCounter | None = None
    most_commits: int = 1  # a query of another register is noted before it is sent: two

    def run_wsgi_app(self, *args: Any, **kwargs: Any) -> Any:
        before = self.counter.commits if self.counter else 0
        result = super().run_wsgi_app(*args, **kwargs)
        made = self.counter.commits - before if self.counter else 0
        assert made <= self.most_commits, f"{made} commits in one request"
        return result

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        check_response(response)
        return response

    def submit(self, address: str, data: dict[str, Any] | None = None, *, page: str | None = None) -> TestResponse:
        """Open the page with the form (the address itself unless told), fill it in and send it."""
        shown = self.get(page or address)
        assert shown.status_code == 200, f"the page with the form answers {shown.status_code}"
        sent = {**hidden_fields(shown.get_data(as_text=True), address), **(data or {})}
        return self.post(address, data=sent)

    def token(self) -> str:
        """A CSRF token of this session, for posts without a page of their own."""
        entrance = self.get("/auth/sign-in")
        if entrance.status_code == 200:
            return hidden_fields(entrance.get_data(as_text=True), "/auth/sign-in")["csrf_token"]
        return hidden_fields(self.get("/").get_data(as_text=True), "/auth/sign-out")["csrf_token"]


def missing(response: TestResponse, *parts: str) -> list[str]:
    """Those of the words that the page does not contain."""
    body = response.get_data(as_text=True)
    return [part for part in parts if part not in body]
