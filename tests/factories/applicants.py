"""An owner who fills forms and files them through the use cases, for tests on a database.

Owns believable answers; a test names only the answers it is about.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Final

from portal.demo.answers import Writer, fixed_answers
from portal.demo.invention import Invention
from portal.demo.sample import sample_pdf
from portal.domain.materials import Acquisition
from portal.services import drafts, filing

if TYPE_CHECKING:
    from portal.domain.case.state import Case
    from portal.domain.documents import Channel
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps

OPENING: Final = "enterprise-opening"
NUMBERS: Final = count()
SIGNS: Final = "云帆华源江韵百赣康绿野金川恒泰嘉禾盛景锦绣瑞丰青智博鼎明永和启航星辰润泽"


def unused_name() -> str:
    """A trade name that differs from every other one of this process in two characters or more, as far as they go."""
    number = next(NUMBERS)
    first, second = divmod(number, len(SIGNS))
    return SIGNS[second] * 2 + SIGNS[(second + first) % len(SIGNS)] * 2


@dataclass(slots=True)
class Applicant:
    """An owner who fills forms believably; what is given by name replaces an answer."""

    deps: Deps
    actor: Actor
    source: Random = field(default_factory=lambda: Random(7))

    def draft(self, service_key: str = OPENING, **answers: object) -> str:
        """A complete draft; answers its key."""
        service = self.deps.catalogue.current(service_key)
        invention = Invention(self.source)
        today = self.deps.calendar.local_date(self.deps.clock.now())
        usual = {"enterprise_type": "llc", "trade_name": unused_name()} if service_key == OPENING else {}
        fixed = {**fixed_answers(invention, service_key, today), **usual, **answers}
        written = Writer(invention, invention.person(), today, fixed).answers(service)
        key = drafts.start_draft(self.deps, self.actor, service_key).key
        drafts.save_answers(self.deps, self.actor, key, page_id="all", answers=written, done=True)
        for material in service.materials:
            if material.acquisition is Acquisition.UPLOAD and material.at_step is None:
                upload = drafts.Upload("材料.pdf", sample_pdf())
                drafts.add_files(self.deps, self.actor, key, material_id=material.id, uploads=[upload])
        return key

    def file(self, service_key: str = OPENING, **answers: object) -> Case:
        """A filed case."""
        return self.submit(self.draft(service_key, **answers))

    def submit(self, key: str, *, channel: Channel | None = None) -> Case:
        """Submit a draft with the declaration."""
        given = {} if channel is None else {"channel": channel}
        return filing.submit_draft(self.deps, self.actor, key, declared=True, **given)

    def other(self, actor: Actor) -> Applicant:
        """The same hand for another account."""
        return replace(self, actor=actor)
