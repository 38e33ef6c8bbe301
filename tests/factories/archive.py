"""Cases put into a database the way use cases do it: one transaction for each act of a story."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from portal.domain.case.commands import FileCase
from portal.domain.case.state import Party
from portal.persistence import Database
from portal.services.records.core import StoredCase
from tests.factories.cases import THURSDAY, Story, filing

BOTH_PARTS = ("seal", "bank")


@dataclass(slots=True)
class Archive:
    """A database and the stories that were put into it; numbers and drafts are counted."""

    database: Database
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def filing(self, **changes: Any) -> FileCase:
        """A filing that no other case has; ``name`` is the applicant's."""
        serial = next(self.numbers)
        plain = replace(
            filing(parts=list(BOTH_PARTS)), number=f"360823-KB01-20260924-{serial:05d}-X", draft_key=f"draft-{serial}"
        )
        name = changes.pop("name", plain.applicant.name)
        user_id = changes.pop("user_id", plain.applicant.user_id)
        party = Party(user_id, name, plain.applicant.id_number, plain.applicant.mobile)
        return replace(plain, applicant=party, **changes)

    def put(self, story: Story, stored: StoredCase | None = None) -> StoredCase:
        """Record what of the story is not recorded yet, one transaction for each instant."""
        done = 0 if stored is None else stored.case.revision
        for _, acts in groupby(story.history[done:], key=lambda recorded: recorded.at):
            recorded = list(acts)
            with self.database.uow.begin() as tx:
                loaded = None if stored is None else tx.cases.get(stored.case.number)
                stored = tx.record(loaded, [one.event for one in recorded], at=recorded[0].at, by=recorded[0].by)
        assert stored is not None
        return stored

    def filed(self, at: datetime = THURSDAY, **changes: Any) -> StoredCase:
        """A case that waits for the window."""
        return self.put(Story(now=at).file(self.filing(**changes)))

    def told(self, tell: Callable[[Story], object], at: datetime = THURSDAY, **changes: Any) -> StoredCase:
        """A case that went on after filing as ``tell`` says."""
        story = Story(now=at).file(self.filing(**changes))
        tell(story)
        return self.put(story)


def accepted(story: Story) -> Story:
    """Accepted: registration is open."""
    return story.accepted()


def reviewed(story: Story) -> Story:
    """All steps passed but the decision."""
    story.accepted()
    for step in ("registration", *BOTH_PARTS):
        story.passed(step)
    return story


def granted(story: Story) -> Story:
    """Decided in the same instant, to be delivered."""
    return reviewed(story).passed("decision")


def delivered(story: Story) -> Story:
    """Decided and delivered: closed."""
    return granted(story).delivered()
