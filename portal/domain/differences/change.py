"""One change between two versions of a service, as a value: what, where, before and after, whom it touches.

Owns the shape. Refuses words: they are made at the edge, in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.domain.conditions import Condition
from portal.domain.limits import Limit
from portal.domain.texts import Text

Place = tuple[str | int, ...]
"""Keys and list positions from the top of the file, of the later version, or of the earlier one for what is gone."""

Simple = Text | Limit | Condition | Decimal | date | StrEnum | str | int | bool | None
Value = Simple | tuple[Simple, ...]


class What(StrEnum):
    """Three things can happen to a part, and its order can change."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REORDERED = "reordered"


class Part(StrEnum):
    """Which part of a definition a change is about."""

    SERVICE = "service"
    ITEM = "item"
    LIMITS = "limits"
    LIMIT_BASIS = "limit_basis"
    EXTENSION = "extension"
    SUPERIOR = "superior"
    TOLERANCE = "tolerance"
    COMMITMENT = "commitment"
    PROCEDURE = "procedure"
    FAQ = "faq"
    QUESTION = "question"
    SECTION = "section"
    PAGE = "page"
    FIELD = "field"
    OPTION = "option"
    COLUMN = "column"
    RULE = "rule"
    MATERIAL = "material"
    MATERIAL_CHECK = "material_check"
    STEP = "step"
    STEP_CHECK = "step_check"
    RESULT = "result"
    OBTAIN = "obtain"
    SPECIAL_LIMIT = "special_limit"
    NOT_BEFORE = "not_before"
    BUNDLE_PART = "bundle_part"
    PAPER = "paper"
    PAPER_ROW = "paper_row"
    REDIRECT = "redirect"
    DECISION_WORDS = "decision_words"
    ONE_OPEN = "one_open"
    WAITING = "waiting"
    URGENT = "urgent"
    POLICY = "policy"
    AWARD = "award"
    TIER = "tier"
    TRANCHE = "tranche"
    FAIR = "fair"


class Touched(StrEnum):
    """Who notices a change."""

    APPLICANT = "applicant"
    WINDOW = "window"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``within`` are the names of the parts around it, from the outside; ``aspect`` is the key that
    changed, empty when a whole part came or went; ``is_harder`` when it asks more of the applicant than before.
    """

    what: What
    part: Part
    name: Text | None
    place: Place
    within: tuple[Text, ...] = ()
    aspect: str = ""
    before: Value = None
    after: Value = None
    touches: frozenset[Touched] = frozenset()
    is_harder: bool = False
