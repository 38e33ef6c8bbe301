"""原产地证草稿: the draft certificate of a case, made from its answers and the county's book of origin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.documents import FormBox, OriginDraft
from portal.domain.forms import RuleKind
from portal.domain.origin.draft import draft_of
from portal.services.issuing.frame import NothingToSay

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.domain.origin.data import Kind, OriginBook
    from portal.domain.origin.draft import Box
    from portal.domain.workflow import Service
    from portal.services.issuing.frame import Frame

KIND_ROLE: Final = "kind"


def has_draft(service: Service, answers: Mapping[str, object], book: OriginBook) -> bool:
    """Whether a case of this service is for a certificate whose form is known here."""
    kind = _kind(service, answers, book)
    return kind is not None and kind.layout is not None


def origin_draft(frame: Frame) -> OriginDraft:
    """The form that was chosen, filled."""
    book, answers = frame.me.deps.catalogue.origin, frame.case.answers
    kind = _kind(frame.service, answers, book)
    draft = draft_of(kind, book, answers) if kind else None
    if draft is None:
        raise NothingToSay(frame.case.number)
    return OriginDraft(
        **frame.common,
        form=draft.form,
        form_title=draft.title,
        above=_boxes(draft.above),
        columns=draft.columns,
        rows=draft.rows,
        below=_boxes(draft.below),
    )


def _boxes(boxes: Iterable[Box]) -> tuple[FormBox, ...]:
    return tuple(FormBox(one.number, one.heading, one.lines) for one in boxes)


def _kind(service: Service, answers: Mapping[str, object], book: OriginBook) -> Kind | None:
    """The kind of certificate that the service's rule of origin asks about."""
    for page in service.pages():
        for rule in page.rules:
            if rule.kind is RuleKind.ORIGIN_CRITERION:
                return book.kind(str(answers.get(rule.fields[KIND_ROLE]) or ""))
    return None
