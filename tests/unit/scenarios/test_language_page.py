"""The page that teaches the language agrees with the program, and every example on it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from portal.domain.forms import FieldKind
from portal.scenarios.acts.table import ACTORS
from portal.scenarios.reference import filled
from tests.factories.definitions import WORKFLOWS

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = (WORKFLOWS.parent / "docs" / "scenario-language.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(scenario: .*?)```", PAGE, re.DOTALL)


def test_the_tables_are_those_of_the_program() -> None:
    assert filled(PAGE) == PAGE, "run `flask workflows scenario-keys docs/scenario-language.md`"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.splitlines()[0][:40])
def test_the_examples_hold(play: Callable[[str], list[str]], example: str) -> None:
    assert play(example) == []


def test_every_act_and_every_kind_of_field_is_explained() -> None:
    assert len(EXAMPLES) >= 4
    for actor, verbs in ACTORS.items():
        for verb in verbs:
            assert f"`{actor}: {verb.says}`" in PAGE
            assert verb.about
    for kind in FieldKind:
        assert f"`{kind}`" in PAGE
