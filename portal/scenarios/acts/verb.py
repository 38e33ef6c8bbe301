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
    return " ".join(part[:-1] if part.endswith("s") and not part.endswith("ss") else part for part in parts)
