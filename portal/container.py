"""The composition root: chooses what stands behind every port, once, at start.

Owns the wiring and nothing else. Only this module and `services` see `persistence`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portal.services.deps import Deps
from portal.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """The settings, what use cases are handed, and the probes of /readyz by name."""

    settings: Settings
    deps: Deps
    probes: Mapping[str, Callable[[], object]]


def build_container(settings: Settings) -> Container:
    """Everything the portal runs on, from its settings."""
    raise NotImplementedError(settings.environment)
