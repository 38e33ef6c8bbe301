"""What the start page shows: the supermarket's shelves filled from the catalogue.

Owns the words of the shelves. Refuses figures that were not counted: they are shown as "—".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.domain.calendar import WorkCalendar
from portal.domain.figures import Figures
from portal.domain.texts import Text
from portal.domain.workflow import Service, Shelf
from portal.i18n import NOTHING, limit_words, number, translated
from portal.services.ports.definitions import Catalogue
from portal.web.common.parts import KeyFigure, Link, Tone
from portal.web.common.policy_words import mode_badge

MINE: Final = "/policies/mine/"
"""Only owners have policies of their own; whoever is not signed in is asked to sign in there."""

SHOWN: Final = 3
"""So many services of a shelf stand on the start page; the shelf's own page has all."""

TOOLS: Final[Mapping[Shelf, tuple[tuple[object, str], ...]]] = {
    Shelf.START: ((_l("Is a name free?"), "/names/"),),
    Shelf.POLICY: ((_l("All policies"), "/policies/"), (_l("Which policies fit my enterprise?"), MINE)),
    Shelf.TRADE: ((_l("Which certificate saves duty?"), "/origin/"),),
    Shelf.CLOSE: ((_l("Public notices"), "/public-notices/"),),
}
"""What helps before a service is chosen, by shelf."""

SHELF_WORDS: Final[Mapping[Shelf, tuple[object, object]]] = {
    Shelf.START: (_l("Start"), _l("Name, licence, seal, invoices, social insurance, bank")),
    Shelf.PERMIT: (_l("Permits"), _l("Licences of the trade, several in one go")),
    Shelf.HIRING: (_l("Hiring"), _l("Registration, insurance, job fairs, training")),
    Shelf.FINANCE: (_l("Finance"), _l("Loans, guarantees, equity, interest subsidies")),
    Shelf.POLICY: (_l("Support policies"), _l("Awards without application, at once, or on commitment")),
    Shelf.TRADE: (_l("Foreign trade"), _l("Certificates of origin, guidance, tariff comparison")),
    Shelf.RIGHTS: (_l("Rights"), _l("Complaints, mediation, credit repair")),
    Shelf.CLOSE: (_l("Closing"), _l("Simple and ordinary; tax and insurance at the same time")),
}


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service on a shelf, and what it promises."""

    name: str
    href: str
    promise: str
    summary: str


@dataclass(frozen=True, slots=True)
class ShelfCard:
    """One shelf of the life cycle."""

    key: str
    name: str
    contents: str
    services: tuple[ServiceLine, ...]
    tools: tuple[Link, ...] = ()
    shown: int = SHOWN


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of the notice board."""

    words: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was looked for, and what was found; all services when nothing was typed."""

    query: str
    found: tuple[ServiceLine, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """The whole start page."""

    shelves: tuple[ShelfCard, ...]
    popular: tuple[Link, ...]
    figures: tuple[KeyFigure, ...]
    notices: tuple[Notice, ...]


def home_page(
    catalogue: Catalogue, *, figures: Sequence[KeyFigure], notices: Sequence[Notice], for_owners: bool = True
) -> HomePage:
    """The start page for this catalogue; staff are not led to what only owners may open."""
    shelves = [catalogue.on_shelf(shelf) for shelf in Shelf]
    return HomePage(
        shelves=tuple(shelf_card(shelf, catalogue, for_owners=for_owners) for shelf in Shelf),
        popular=tuple(Link(short_name(shelf[0].name), address(shelf[0])) for shelf in shelves if shelf),
        figures=tuple(figures),
        notices=tuple(notices),
    )


def short_name(name: Text) -> Text:
    """A name without what stands in brackets behind it: 原产地证办理（准备、预审和全程帮办） is 原产地证办理."""
    return Text(name.zh.partition("（")[0], name.en.partition(" (")[0])


def search_result(catalogue: Catalogue, query: str) -> SearchResult:
    """What the catalogue has for these words."""
    return SearchResult(query, tuple(map(service_line, catalogue.search(query))))


def shelf_card(shelf: Shelf, catalogue: Catalogue, *, for_owners: bool = True) -> ShelfCard:
    """One shelf with its services."""
    name, contents = SHELF_WORDS[shelf]
    services = tuple(map(service_line, catalogue.on_shelf(shelf)))
    tools = tuple(Link(str(words), href) for words, href in TOOLS.get(shelf, ()) if for_owners or href != MINE)
    return ShelfCard(shelf.value, str(name), str(contents), services, tools)


def service_line(service: Service) -> ServiceLine:
    """A service with its two promises: how often one comes, how long it takes."""
    return ServiceLine(translated(service.name), address(service), promise(service), translated(service.summary))


def promise(service: Service) -> str:
    """0 次 · 1个工作日; for a policy how it is paid out instead of visits, 免申即享 · 11个工作日."""
    if service.policy is not None:
        return f"{mode_badge(service.policy).words} · {limit_words(service.limits.promise)}"
    visits = ngettext("%(num)s visit", "%(num)s visits", service.item.promised_visits)
    return f"{visits} · {limit_words(service.limits.promise)}"


def address(service: Service) -> str:
    """The guide of a service."""
    return f"/services/{service.key}"


def live_figures(counted: Figures) -> tuple[KeyFigure, ...]:
    """The three figures of this month; what was not counted yet is "—"."""
    once, median = counted.once.percent, counted.median_workdays
    tone = Tone.GREEN if counted.decided else Tone.GREY
    return (
        KeyFigure(_("Cases completed this month"), number(counted.decided or None), _("Decided since the first"), tone),
        KeyFigure(
            _("Done with at most one visit"),
            NOTHING if once is None else f"{once}%",
            _("Counted from recorded visits"),
            tone,
        ),
        KeyFigure(
            _("Median time to completion"),
            NOTHING if median is None else workdays(median),
            _("From acceptance to decision"),
            tone,
        ),
    )


def notice_board(calendar: WorkCalendar, today: date) -> tuple[Notice, ...]:
    """What everybody should know today: where notices and progress are, and whether next year's days are known."""
    standing = (
        Notice(_("Public notices: what is about to be decided, and how to object"), "/public-notices/"),
        Notice(_("Is the name still free? Check the name of an enterprise without an account"), "/names/"),
        Notice(_("How far is my case? By number and query code, without an account"), "/progress/"),
    )
    year = today.year + 1
    following = calendar.years.get(year)
    if following is None or not following.provisional:
        return standing
    words = _(
        "Until the holidays of %(year)s are published, dates that reach into it are marked provisional.", year=year
    )
    return (*standing, Notice(words))


def workdays(count: Decimal) -> str:
    """0.5 个工作日 / 1 working day."""
    shown = f"{count:f}".rstrip("0").rstrip(".") if "." in f"{count:f}" else f"{count:f}"
    return str(ngettext("%(count)s working day", "%(count)s working days", 1 if count == 1 else 2, count=shown))
