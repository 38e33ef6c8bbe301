"""The dark side of a department: what waits in it, and the rest."""

from flask import url_for
from flask_babel import gettext as _

from portal.domain.permissions import Actor
from portal.services import department
from portal.services.matching import runs as matching_runs
from portal.services.money.treasury import may_look
from portal.services.names import files as name_files
from portal.services.origin import rates as origin
from portal.web.common.context import deps
from portal.web.common.parts import SideGroup, SideItem, SideNav


def side_nav(actor: Actor, current: str) -> SideNav:
    """Queue, paused cases, follow-ups, and for the head the extensions; an unknown department has its plain name."""
    waiting = department.waiting(deps(), actor)
    mine = [
        SideItem(_("Open steps"), url_for(".queue"), waiting.steps.total, current == "queue"),
        SideItem(_("Paused"), url_for(".paused"), waiting.paused, current == "paused"),
        SideItem(_("Follow-ups"), url_for(".follow_ups"), waiting.follow_ups.total, current == "follow_ups"),
    ]
    if waiting.extensions is not None:
        mine.append(SideItem(_("Extensions to answer"), url_for(".asked"), waiting.extensions, current == "asked"))
    if matching_runs.automatic_policies(deps(), actor):
        mine += [
            SideItem(_("Recognition lists"), url_for(".recognitions"), None, current == "recognitions"),
            SideItem(_("Matching with policies"), url_for(".matching"), None, current == "matching"),
        ]
    if actor.department == origin.DEPARTMENT:
        mine.append(SideItem(_("Rates of duty"), url_for(".rates"), None, current == "rates"))
    if name_files.keeps_register(deps(), actor):
        mine.append(SideItem(_("Register of names"), url_for("names.register"), None, current == "names"))
    mine.append(money_item(actor))
    more = (SideItem(_("Search"), url_for(".search"), None, current == "search", "/"),)
    known = deps().catalogue.departments.get(actor.department or "")
    groups = (SideGroup(_("My department"), tuple(mine)), SideGroup(_("More"), more))
    return SideNav(known.short if known else _("Review"), "审", groups)


def money_item(actor: Actor) -> SideItem:
    """The finance bureau's own pages; for other departments the later instalments they check."""
    if may_look(actor):
        return SideItem(_("Money of policies"), url_for("finance.budgets"))
    return SideItem(_("Later instalments"), url_for("finance.to_check"))
