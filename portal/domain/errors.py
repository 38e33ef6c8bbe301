"""The root of every expected refusal: a message id and the facts that belong to it.

Owns no words: the edge (web, API, command line) turns the id and the facts into a sentence in the reader's language.
Refuses positional facts, so that every fact has a name.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar


class DomainError(Exception):
    """A rule of the domain was not met; `message_id` says which, `facts` say about what."""

    message_id: ClassVar[str] = "domain.refused"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.message_id)
        self.facts: Mapping[str, object] = MappingProxyType(facts)

    def __str__(self) -> str:
        """For logs and test failures only; readers get a translated sentence."""
        named = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.message_id}({named})"
