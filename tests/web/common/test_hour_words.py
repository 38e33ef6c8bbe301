"""The hour clock in words: hours beside the promise, compression with its basis, and no compression below nothing."""

from decimal import Decimal

import pytest
from flask import Flask

from portal.domain.hours import DAY_BASES, HourClock, compression
from portal.domain.limits import Limit, Unit
from portal.web.common.hours import comparisons, sentence_of

PROMISE = Limit(3, Unit.WORKDAY)


def clock_of(elapsed: str) -> HourClock:
    hours = Decimal(elapsed)
    return HourClock(
        elapsed=hours,
        promise=PROMISE,
        target=Limit(24, Unit.HOUR),
        is_over=False,
        is_decided=True,
        compressions=tuple(compression(PROMISE, hours, basis=basis) for basis in DAY_BASES),
    )


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "用时18小时 / 承诺3个工作日"), ("en", "18 hours from filing to decision; promised: 3 working days")],
)
def test_hours_stand_beside_the_promise(app: Flask, lang: str, words: str) -> None:
    with app.test_request_context(f"/?lang={lang}"):
        assert words in sentence_of(clock_of("18"))


@pytest.mark.parametrize(("lang", "words"), [("zh", "未压缩"), ("en", "Not compressed")])
def test_what_took_longer_is_no_negative_compression(app: Flask, lang: str, words: str) -> None:
    with app.test_request_context(f"/?lang={lang}"):
        round_the_clock, office = comparisons(clock_of("24.5"))
    assert "66%" in round_the_clock
    assert words in office
    assert "2.1%" in office
    assert "-2.1" not in office
