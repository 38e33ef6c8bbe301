"""The days of a clock, drawn and in words: every day once, marked by a sign, and no clock fills page after page."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from portal.documents.day_calendar import COUNTED, Cell, picture
from portal.documents.day_words import in_words
from portal.documents.renderer import Renderer
from portal.documents.samples import CLOSING
from portal.domain.deadlines import Pause, compute
from portal.domain.documents import CaseClock, ClosingNotice, DueDay, ExplainedClock
from portal.domain.explanation import explain
from portal.domain.limits import Limit, Unit
from portal.domain.texts import Text
from tests.factories.calendars import at, cn

PROMISE = CLOSING.clocks[1]


def clock(
    value: int, unit: Unit, *, start: str, pauses: tuple[Pause, ...] = (), extension: Limit | None = None
) -> ExplainedClock:
    """A clock by the real calendar."""
    limit, began = Limit(value, unit), at(start)
    deadline = compute(limit, began, cn(), pauses=pauses, extension=extension)
    return ExplainedClock(
        clock=CaseClock.STATUTORY,
        limit=limit,
        extension=extension,
        article=Text("《行政许可法》第四十二条第二款", "Administrative Permit Law, article 42(2)"),
        started_at=began,
        stopped_at=None,
        due=DueDay(deadline.due_on or cn().local_date(deadline.due_at)),
        taken=value,
        kept=True,
        days=explain(limit, began, cn(), pauses=pauses, extension=extension),
    )


def cells(explained: ExplainedClock) -> list[Cell]:
    return [cell for month in picture(explained).months for week in month.weeks for cell in week if cell]


def only(explained: ExplainedClock) -> ClosingNotice:
    return replace(CLOSING, clocks=(explained,))


def pages(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


def test_every_day_is_drawn_once_in_the_column_of_its_weekday() -> None:
    drawn = [
        (month.first, place, cell.day)
        for month in picture(PROMISE).months
        for week in month.weeks
        for place, cell in enumerate(week)
        if cell
    ]
    assert drawn == [(line.date.replace(day=1), line.date.weekday(), line.date.day) for line in PROMISE.days]


def test_every_sign_tells_its_kind_without_colour() -> None:
    signs = {line.kind: cell.mark.zh for line, cell in zip(PROMISE.days, cells(PROMISE), strict=True)}
    assert len({sign.rstrip("0123456789") for sign in signs.values()}) == len(signs)
    for line, cell in zip(PROMISE.days, cells(PROMISE), strict=True):
        assert cell.mark.zh.endswith(str(line.n)) == (line.kind in COUNTED)


def test_the_last_day_and_the_day_of_the_stop_are_marked() -> None:
    marked = {
        name: [cell.day for cell in cells(PROMISE) if name in cell.classes.split()] for name in ("due", "stopped")
    }
    assert marked == {"due": [16], "stopped": [15]}


def test_the_words_name_every_run_of_days() -> None:
    assert in_words(PROMISE, "zh") == (
        "2026年9月18日起算，当日不计入；9月19日休息日不计；9月20日调休上班，计第1个工作日；"
        "9月21日至23日计第2至4个工作日；9月24日专家评审，时间不计入；9月25日至27日中秋节放假不计；"
        "9月28日至29日专家评审，时间不计入；9月30日计第5个工作日；10月1日至7日国庆节放假不计；"
        "10月8日至9日计第6至7个工作日；10月10日调休上班，计第8个工作日；10月11日休息日不计；"
        "10月12日至16日延长期限（样本批准人批准），计第9至13个工作日。"
    )
    assert in_words(CLOSING.clocks[0], "en") == (
        "2026: 17 Sept start, not counted; 18 Sept working day 1; 19 Sept rest; "
        "20 Sept make-up working day, working day 2; 21–23 Sept working days 3–5."
    )


def test_a_new_year_is_named() -> None:
    words = in_words(clock(3, Unit.WORKDAY, start="2025-12-30"), "zh")
    assert words == (
        "2025年12月30日起算，当日不计入；12月31日计第1个工作日；2026年1月1日至3日元旦放假不计；"
        "1月4日调休上班，计第2个工作日；1月5日计第3个工作日。"
    )


def test_a_run_over_several_years_names_the_last() -> None:
    long = clock(5, Unit.YEAR, start="2021-01-04")
    assert in_words(long, "zh") == "2021年1月4日起算，当日不计入；1月5日至2026年1月4日计第1至1826日。"
    assert in_words(long, "en") == "2021: 4 Jan start, not counted; 5 Jan – 4 Jan 2026 days 1–1826."


def test_hours_are_counted_up() -> None:
    words = in_words(clock(30, Unit.HOUR, start="2026-09-21"), "zh")
    assert words == "2026年9月21日起算，当日不计入；9月22日累计30小时。"


def test_too_many_runs_are_summed_up_by_month() -> None:
    words = in_words(clock(120, Unit.WORKDAY, start="2026-01-05"), "zh")
    assert words.startswith("2026年1月计19日（第1至19）")
    assert words.count("；") == 6
    assert "2026年2月计" in words
    assert "法定节假日" in words
    assert "January" not in in_words(clock(120, Unit.WORKDAY, start="2026-01-05"), "en")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_longest_ordinary_clock_takes_less_than_a_page(renderer: Renderer, locale: str) -> None:
    joint = clock(45, Unit.WORKDAY, start="2026-06-01", extension=Limit(15, Unit.WORKDAY))
    without = pages(renderer.render(replace(CLOSING, clocks=()), locale))
    assert pages(renderer.render(only(joint), locale)) <= without + 1


@pytest.mark.parametrize(("value", "unit"), [(200, Unit.WORKDAY), (5, Unit.YEAR), (400, Unit.DAY)])
def test_a_very_long_clock_does_not_fill_page_after_page(renderer: Renderer, value: int, unit: Unit) -> None:
    explained = clock(value, unit, start="2021-01-04")
    assert picture(explained).is_shortened
    assert pages(renderer.render(only(explained))) == 2


def test_a_pause_over_the_turn_of_a_month_is_one_run() -> None:
    pause = Pause(at("2026-06-29"), at("2026-07-02"), "听证")
    words = in_words(clock(10, Unit.DAY, start="2026-06-22", pauses=(pause,)), "zh")
    assert "6月30日至7月2日听证，时间不计入" in words


def test_the_days_of_a_clock_follow_one_another() -> None:
    dates = [line.date for line in clock(45, Unit.WORKDAY, start="2026-06-01").days]
    assert dates == [date(2026, 6, 1) + timedelta(days=step) for step in range(len(dates))]
