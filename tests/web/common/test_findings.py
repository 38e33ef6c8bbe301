"""Every finding that the domain can give has words in both languages."""

import re
from pathlib import Path
from typing import Final

import polib
import pytest

from portal.domain.forbidden_words import FORBIDDEN
from portal.settings import ROOT
from portal.web.common.findings import FINDINGS, GROUNDS, REQUIRED

SOURCES: Final = ("answers.py", "rules.py", "names.py")
MESSAGE_ID: Final = re.compile(r'"((?:answer|rule|name)\.[a-z_]+)"')
PLACEHOLDER: Final = re.compile(r"%\((\w+)\)s")
CHINESE: Final = {one.msgid: one.msgstr for one in polib.pofile(str(ROOT / "translations/zh/LC_MESSAGES/messages.po"))}


def given_by(source: str) -> set[str]:
    return set(MESSAGE_ID.findall(Path(ROOT, "portal/domain", source).read_text("utf8")))


@pytest.mark.parametrize("source", SOURCES)
def test_every_finding_has_words(source: str) -> None:
    found = given_by(source)
    assert found
    assert not found - FINDINGS.keys(), "add them to portal/web/common/findings.py"


def test_every_ground_of_a_forbidden_word_has_words() -> None:
    assert FORBIDDEN.keys() == GROUNDS.keys()


@pytest.mark.parametrize(
    "words", [*map(str, FINDINGS.values()), *map(str, REQUIRED.values()), *map(str, GROUNDS.values())]
)
def test_all_of_them_are_translated_with_their_facts(words: str) -> None:
    chinese = CHINESE.get(words, "")
    assert chinese
    assert set(PLACEHOLDER.findall(chinese)) <= set(PLACEHOLDER.findall(words))
