"""The dark side of the finance pages: the same for managers, who only look."""

from typing import Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.permissions import FINANCE, Role
from portal.services.money.treasury import may_look
from portal.web.common.context import actor
from portal.web.common.incidents import department_name
from portal.web.common.parts import SideGroup, SideItem, SideNav

TO_CHECK: Final = "to_check"
PLACES: Final = (
    ("budgets", _l("Budgets")),
    ("payable", _l("To be paid")),
    ("batches", _l("Payment orders")),
    ("returned", _l("Sent back")),
    ("to_check", _l("Later instalments")),
    ("recoveries", _l("Recoveries")),
)
BACK: Final = {
    Role.OFFICER: ("review.queue", _l("Open steps")),
    Role.MANAGER: ("manage.overview", _l("Overview")),
}


def side_nav(current: str) -> SideNav:
    """All places, for other departments the one they have, and the way back to the reader's own desk."""
    items = tuple(
        SideItem(str(words), url_for(f"finance.{name}"), None, name == current)
        for name, words in PLACES
        if may_look(actor()) or name == TO_CHECK
    )
    endpoint, words = BACK[actor().role]
    more = (SideItem(str(words), url_for(endpoint)),)
    return SideNav(
        department_name(FINANCE), "财", (SideGroup(_("Money of policies"), items), SideGroup(_("More"), more))
    )
