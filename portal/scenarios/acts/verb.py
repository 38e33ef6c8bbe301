"""One act that a scenario can name: who does it, how it is written, what it takes, how it is played.

Owns the forgiving reading of an act's name. Refuses names that mean nothing, with what could be meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.scenarios.playing import Play
    from portal.scenarios.step_schema import StepModel


@dataclass(frozen=True, slots=True)
class Verb:
    """``says`` is how the reference writes it; ``also`` are other spellings of the same."""

    says: str
    model: type[StepModel]
    play: Callable[[Play, Any], None]
    also: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """What it does: the first line of the act's docstring."""
        return (self.play.__doc__ or "").strip().partition("\n")[0]

    @property
    def spellings(self) -> frozenset[str]:
        return frozenset(normal(one) for one in (self.says, *self.also))


def normal(words: str) -> str:
    """Capitals, hyphens and the endings of verbs and plurals make no difference."""
    parts = words.casefold().replace("-", " ").replace("_", " ").split()
    return " ".join(map(_stem, parts))


def _stem(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
