"""Every refusal has words in both languages, and a status that makes sense."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from http import HTTPStatus

import polib
import pytest

import portal
from portal.domain.errors import DomainError
from portal.settings import ROOT
from portal.web.common.errors import STATUSES, WORDS
from portal.web.common.messages import MESSAGES

CHINESE = {entry.msgid: entry.msgstr for entry in polib.pofile(str(ROOT / "translations/zh/LC_MESSAGES/messages.po"))}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def load_everything() -> None:
    """Import all modules, so that every error class is known."""
    for module in pkgutil.walk_packages(portal.__path__, "portal."):
        if "migrations" not in module.name:
            importlib.import_module(module.name)


def refusals(kind: type[DomainError] = DomainError) -> Iterator[type[DomainError]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith("portal."):
            yield each
        yield from refusals(each)


def test_every_refusal_has_words() -> None:
    load_everything()
    wordless = {f"{kind.__qualname__}: {kind.message_id}" for kind in refusals() if kind.message_id not in MESSAGES}
    assert not wordless, f"add a sentence for them to portal/web/common/messages.py: {sorted(wordless)}"


@pytest.mark.parametrize("message_id", sorted(MESSAGES))
def test_every_sentence_is_translated(message_id: str) -> None:
    english = str(MESSAGES[message_id])  # outside a request a lazy sentence is English
    chinese = CHINESE.get(english, "")
    assert chinese, f"{english!r} has no Chinese"
    assert set(PLACEHOLDER.findall(english)) == set(PLACEHOLDER.findall(chinese))


def test_every_status_belongs_to_a_refusal_and_has_a_page() -> None:
    assert not STATUSES.keys() - MESSAGES.keys()
    assert set(STATUSES.values()) <= WORDS.keys()
    assert all(HTTPStatus(status) for status in WORDS)
