"""Drafts and a new version 换版: from its day on, filings use it, also those that were begun before.

Owns what of a draft is taken over: every answer and file under the same id, and pages as finished when they ask the
same. Refuses nothing: what the new version asks besides is found missing when the applicant goes on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.records.core import Draft


class DraftOutdated(DomainError):
    """The version the draft was begun under is not used for filings any more; facts: `version`, the one that is."""

    message_id = "draft.outdated"


def is_outdated(deps: Deps, draft: Draft) -> bool:
    """Whether a filing begun under one version must go on under another; corrections keep that of their case."""
    if draft.corrects is not None or draft.case_number is not None:
        return False
    return deps.catalogue.current(draft.service_key).version != draft.service_version


def require_current(deps: Deps, draft: Draft) -> None:
    """Raise DraftOutdated for a filing under a version that is not in use."""
    if is_outdated(deps, draft):
        raise DraftOutdated(version=deps.catalogue.current(draft.service_key).version)


def renewed(deps: Deps, draft: Draft) -> Draft:
    """The draft under the version that is in use, with all answers; files of materials that it does not know go."""
    before = deps.catalogue.version(draft.service_key, draft.service_version)
    after = deps.catalogue.current(draft.service_key)
    known = {material.id for material in after.materials}
    return replace(
        draft,
        service_version=after.version,
        files={material: files for material, files in draft.files.items() if material in known},
        obtained={material: source for material, source in draft.obtained.items() if material in known},
        promised=tuple(one for one in draft.promised if one in known),
        committed=draft.committed and after.commitment is not None,
        visited=tuple(page for page in draft.visited if _asks_the_same(page, before, after)),
        saved_at=deps.clock.now(),
        revision=draft.revision + 1,
    )


def _asks_the_same(page_id: str, before: Service, after: Service) -> bool:
    old = next((page for page in before.pages() if page.id == page_id), None)
    new = next((page for page in after.pages() if page.id == page_id), None)
    return old == new if old or new else before.questions == after.questions
