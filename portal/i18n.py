"""Languages of the web: which one a reader gets, and how days, instants and money are written in it.

Owns the locale choice (address, session, account, browser, Chinese) and the Jinja filters.
Refuses other languages than Chinese and English. Instants are shown in Asia/Shanghai.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from flask import Flask, g, request, session
from flask_babel import Babel, get_locale, ngettext
from flask_babel import gettext as _

from portal.domain.limits import Limit, Unit
from portal.domain.texts import Text

CHINESE: Final = "zh"
ENGLISH: Final = "en"
LANGUAGES: Final[Mapping[str, str]] = {CHINESE: "中文", ENGLISH: "English"}
HTML_LANG: Final[Mapping[str, str]] = {CHINESE: "zh-CN", ENGLISH: "en"}
HERE: Final = ZoneInfo("Asia/Shanghai")
CENT: Final = Decimal("0.01")
TEN_THOUSAND: Final = Decimal(10_000)
WEEKDAYS_ZH: Final = "一二三四五六日"
WEEKDAYS_EN: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOTHING: Final = "—"

UNITS: Final[Mapping[Unit, Callable[[int], str]]] = {
    Unit.WORKDAY: lambda n: ngettext("%(num)s working day", "%(num)s working days", n),
    Unit.DAY: lambda n: ngettext("%(num)s day", "%(num)s days", n),
    Unit.HOUR: lambda n: ngettext("%(num)s hour", "%(num)s hours", n),
    Unit.WORKHOUR: lambda n: ngettext("%(num)s office hour", "%(num)s office hours", n),
    Unit.MONTH: lambda n: ngettext("%(num)s month", "%(num)s months", n),
    Unit.YEAR: lambda n: ngettext("%(num)s year", "%(num)s years", n),
}


def init_i18n(app: Flask, translations: Path) -> None:
    """Install Flask-Babel and the filters."""
    Babel(
        app,
        default_locale=CHINESE,
        default_timezone=HERE.key,
        default_translation_directories=str(translations),
        locale_selector=choose_language,
    )
    filters: dict[str, Callable[..., str]] = {
        "t": translated,
        "day": day,
        "short_day": short_day,
        "moment": moment,
        "short_moment": short_moment,
        "money": money,
        "wan": wan,
        "number": number,
        "percent": percent,
        "limit": limit_words,
        "yes_no": yes_no,
    }
    app.jinja_env.filters.update(filters)
    app.jinja_env.globals.update(language=language, html_lang=html_lang)


def choose_language() -> str:
    """The reader's language: asked for in the address, remembered, or of the account; Chinese before anybody chose.

    What the browser was installed in does not count: many in the county speak English, their readers do not.
    """
    asked = (request.args.get("lang"), session.get("lang"), g.get("account_locale"))
    for wish in asked:
        if wish in LANGUAGES:
            return str(wish)
    return CHINESE


def language() -> str:
    """The language of this response, "zh" or "en"; Chinese outside a request."""
    locale = get_locale()
    return ENGLISH if locale is not None and locale.language == ENGLISH else CHINESE


def html_lang() -> str:
    """The value of the lang attribute."""
    return HTML_LANG[language()]


def translated(text: Text | str | None) -> str:
    """A definition's text in the reader's language; plain strings pass."""
    if text is None:
        return ""
    return text.in_language(language()) if isinstance(text, Text) else str(text)


def local(value: datetime) -> datetime:
    """An aware instant on the wall clock of the county."""
    return value.astimezone(HERE)


def as_date(value: date | datetime) -> date:
    """The county's day of an instant, or the day itself."""
    return local(value).date() if isinstance(value, datetime) else value


def day(value: date | datetime | None) -> str:
    """2026年10月9日（周五） / Fri 9 Oct 2026."""
    if value is None:
        return NOTHING
    on = as_date(value)
    if language() == ENGLISH:
        return f"{WEEKDAYS_EN[on.weekday()]} {on.day} {MONTHS_EN[on.month - 1]} {on.year}"
    return f"{on.year}年{on.month}月{on.day}日（周{WEEKDAYS_ZH[on.weekday()]}）"


def short_day(value: date | datetime | None) -> str:
    """10月9日 / 9 Oct, for places where the year is plain."""
    if value is None:
        return NOTHING
    on = as_date(value)
    if language() == ENGLISH:
        return f"{on.day} {MONTHS_EN[on.month - 1]}"
    return f"{on.month}月{on.day}日"


def moment(value: datetime | None) -> str:
    """2026年9月24日 10:02 / 24 Sep 2026, 10:02."""
    if value is None:
        return NOTHING
    at = local(value)
    if language() == ENGLISH:
        return f"{at.day} {MONTHS_EN[at.month - 1]} {at.year}, {at:%H:%M}"
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"


def short_moment(value: datetime | None) -> str:
    """9月24日 10:02 / 24 Sep, 10:02, for dense tables."""
    if value is None:
        return NOTHING
    comma = "," if language() == ENGLISH else ""
    return f"{short_day(value)}{comma} {local(value):%H:%M}"


def money(value: Decimal | int | None) -> str:
    """¥12,345.00."""
    return NOTHING if value is None else f"¥{Decimal(value).quantize(CENT):,}"


def wan(value: Decimal | int | None) -> str:
    """100万元 / ¥1,000,000: officials count capital in ten thousands, in Chinese only."""
    if value is None:
        return NOTHING
    if language() == ENGLISH:
        return f"¥{Decimal(value).quantize(CENT):,}".removesuffix(".00")
    amount = f"{Decimal(value) / TEN_THOUSAND:,f}"
    return f"{amount.rstrip('0').rstrip('.') if '.' in amount else amount}万元"


def number(value: Decimal | float | None) -> str:
    """1,284; the dash when there is none."""
    return NOTHING if value is None else f"{value:,}"


def percent(value: Decimal | float | None) -> str:
    """98.6% from 0.986; the dash when there is none."""
    return NOTHING if value is None else f"{value * 100:.1f}%"


def limit_words(limit: Limit | None) -> str:
    """5个工作日 / 5 working days."""
    return NOTHING if limit is None else str(UNITS[limit.unit](limit.value))


def yes_no(value: bool) -> str:  # noqa: FBT001 - a filter has one positional value
    """是 / Yes."""
    return str(_("Yes") if value else _("No"))
