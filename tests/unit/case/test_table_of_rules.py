"""Every command has its rule: what nobody decides would be an error in the middle of somebody's work."""

from __future__ import annotations

from typing import get_args

from portal.domain.case.commands import AfterwardsCommand, IntakeCommand, ReviewCommand
from portal.domain.case.decide import RULES


def test_every_command_has_a_rule_and_every_rule_a_command() -> None:
    commands = {one for group in (IntakeCommand, ReviewCommand, AfterwardsCommand) for one in get_args(group)}
    assert set(RULES) == commands
