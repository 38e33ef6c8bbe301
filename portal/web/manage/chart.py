"""The trend of twelve months as a picture: two rates as lines above, the number of cases as columns below.

Owns geometry in whole units of the picture. Refuses words and colours: the template writes the ones, the style
sheet gives the others, so the picture needs no inline style and prints as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

WIDTH: Final = 720
LEFT: Final = 46
RIGHT: Final = 16
RATES_TOP: Final = 20
RATES_BOTTOM: Final = 150
BARS_TOP: Final = 186
BARS_BOTTOM: Final = 262
HEIGHT: Final = 290
HUNDRED: Final = 100
TEN: Final = 10
LEAST_SPREAD: Final = 10
GAP: Final = 0.32  # of a column, between two bars


@dataclass(frozen=True, slots=True)
class MonthValue:
    """What is drawn for one month; a rate is None when nothing was decided."""

    label: str
    title: str
    href: str
    cases: int
    once: Decimal | None
    on_time: Decimal | None


@dataclass(frozen=True, slots=True)
class Tick:
    """A horizontal line with its number."""

    y: int
    words: str


@dataclass(frozen=True, slots=True)
class Column:
    """One month: the place to point at, its bar, and the marks of the two rates."""

    x: int
    width: int
    middle: int
    bar_x: int
    bar_width: int
    bar_y: int
    bar_height: int
    once_y: int | None
    on_time_y: int | None
    value: MonthValue


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the template draws."""

    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    once_path: str
    on_time_path: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = RATES_TOP
    bottom: int = BARS_BOTTOM


def draw(months: Sequence[MonthValue]) -> Picture:
    """The picture of these months, the oldest first."""
    floor = floor_of(months)
    most = max((month.cases for month in months), default=0) or 1
    step = (WIDTH - LEFT - RIGHT) / max(len(months), 1)
    columns = tuple(column(month, LEFT + step * n, step, floor=floor, most=most) for n, month in enumerate(months))
    return Picture(
        columns=columns,
        ticks=tuple(Tick(rate_y(Decimal(at), floor), f"{at}%") for at in ticks(floor)),
        once_path=path([(each.middle, each.once_y) for each in columns]),
        on_time_path=path([(each.middle, each.on_time_y) for each in columns]),
    )


def column(month: MonthValue, x: float, step: float, *, floor: int, most: int) -> Column:
    height = round((BARS_BOTTOM - BARS_TOP) * month.cases / most)
    return Column(
        x=round(x),
        width=round(step),
        middle=round(x + step / 2),
        bar_x=round(x + step * GAP / 2),
        bar_width=round(step * (1 - GAP)),
        bar_y=BARS_BOTTOM - height,
        bar_height=height,
        once_y=None if month.once is None else rate_y(month.once, floor),
        on_time_y=None if month.on_time is None else rate_y(month.on_time, floor),
        value=month,
    )


def floor_of(months: Sequence[MonthValue]) -> int:
    """The lowest ten below every rate, so that small differences near 100 % can be seen."""
    rates = [rate for month in months for rate in (month.once, month.on_time) if rate is not None]
    lowest = int(min(rates, default=Decimal(HUNDRED - LEAST_SPREAD)))
    return max(min(lowest // TEN * TEN, HUNDRED - LEAST_SPREAD), 0)


def ticks(floor: int) -> tuple[int, ...]:
    """The bottom, the middle and the top of the rates."""
    return (floor, (floor + HUNDRED) // 2, HUNDRED)


def rate_y(rate: Decimal, floor: int) -> int:
    share = (float(rate) - floor) / (HUNDRED - floor)
    return round(RATES_BOTTOM - share * (RATES_BOTTOM - RATES_TOP))


def path(points: Sequence[tuple[int, int | None]]) -> str:
    """Straight lines between neighbours; a month without a rate leaves a gap."""
    words, pen_down = [], False
    for x, y in points:
        if y is not None:
            words.append(f"{'L' if pen_down else 'M'}{x} {y}")
        pen_down = y is not None
    return " ".join(words)
