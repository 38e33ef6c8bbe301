"""Facts and policies for tests, written in a line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from portal.domain.conditions import AllOf, Compare, Condition, Op
from portal.domain.policies.facts import Fact, FactKind, FactKindOf, FactSource
from portal.domain.policies.policy import (
    Award,
    AwardKind,
    FairGround,
    FairReview,
    Mode,
    OncePer,
    Policy,
    WhenExhausted,
)
from portal.domain.texts import Text

TODAY: Final = date(2026, 11, 22)
YEAR: Final = 2026
WAN: Final = Text("万元", "ten thousand yuan")


def text(words: str) -> Text:
    return Text(words, words)


FACTS: Final = {
    "revenue": FactKindOf("revenue", Text("营业收入", "Revenue"), FactKind.NUMBER, WAN, yuan=Decimal(10_000)),
    "staff": FactKindOf("staff", Text("从业人员", "Staff"), FactKind.NUMBER, Text("人", "persons")),
    "premium": FactKindOf("premium", Text("保险费", "Premium"), FactKind.NUMBER, Text("元", "yuan")),
    "blacklisted": FactKindOf("blacklisted", Text("失信", "Blacklisted"), FactKind.YES_NO),
    "certificate": FactKindOf("certificate", Text("证书", "Certificate"), FactKind.TEXT),
}


def profile(**values: Any) -> dict[str, Fact]:
    """Facts by id; double underscores stand for dots, whole numbers become decimals."""
    facts = {name.replace("__", "."): value for name, value in values.items()}
    return {
        name: Fact(name, Decimal(value) if type(value) is int else value, TODAY, FactSource.SHARED)
        for name, value in facts.items()
    }


def policy(award: Award | None = None, *conditions: Condition, **more: Any) -> Policy:
    """A policy with these conditions; everything else is ordinary."""
    settings: dict[str, Any] = {
        "key": "one",
        "number": "P01",
        "once_per": OncePer.YEAR,
        "exclusive": (),
        "ceiling": None,
        "certificate": None,
    } | more
    return Policy(
        version=1,
        name=text("政策"),
        summary=text("政策"),
        department="industry",
        mode=Mode.INSTANT,
        document=text("文件"),
        sample=True,
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
        eligibility=AllOf(conditions or (Compare("blacklisted", Op.IS_FALSE),)),
        award=award or Award(AwardKind.FIXED, amount=Decimal(100_000)),
        pool="pool",
        when_exhausted=WhenExhausted.WAITING_LIST,
        fair=FairReview(text("可以"), FairGround.GENERAL, text("第八条"), date(2025, 12, 1), date(2028, 12, 31)),
        publicity_days=5,
        **settings,
    )
