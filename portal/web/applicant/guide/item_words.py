"""What a definition may say of an item besides its limits: kind of handling, ways of filing and of delivery, depth.

Owns the words. Refuses to guess: what a definition does not say is not shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.item_facts import FilingWay, Handling, HandOver
from portal.domain.workflow import Service
from portal.web.common.parts import Row

HANDLING: Final[Mapping[Handling, object]] = {
    Handling.INSTANT: _l("Decided on the spot"),
    Handling.PROMISED: _l("Decided within the promised time"),
}
FILING: Final[Mapping[FilingWay, object]] = {
    FilingWay.WEB: _l("on this portal"),
    FilingWay.MOBILE: _l("by mobile phone"),
    FilingWay.WINDOW: _l("at the service window"),
    FilingWay.POST: _l("by post"),
}
DELIVERY: Final[Mapping[HandOver, object]] = {
    HandOver.ELECTRONIC: _l("electronically"),
    HandOver.POST: _l("by post"),
    HandOver.PICKUP: _l("picked up at the window"),
}
DEPTH: Final[Mapping[str, object]] = {
    "1": _l("Ⅰ, information online"),
    "2": _l("Ⅱ, preliminary check online"),
    "3": _l("Ⅲ, at most one visit"),
    "4": _l("Ⅳ, wholly online"),
}


def item_rows(service: Service) -> Iterator[Row]:
    """One line for each thing the definition says."""
    item = service.item
    if item.handling is not None:
        yield Row(_("Kind of handling"), str(HANDLING[item.handling]))
    if item.filed_by:
        yield Row(_("How to file"), listed(FILING[one] for one in item.filed_by))
    if item.handed_over_by:
        yield Row(_("How the result comes"), listed(DELIVERY[one] for one in item.handed_over_by))
    if item.online_depth is not None:
        yield Row(_("Depth of online handling"), str(DEPTH[item.online_depth]))


def listed(words: Iterable[object]) -> str:
    return str(_(", ")).join(map(str, words))
