"""Further published facts of an item that a definition may state 事项实施清单要素 (GB/T 39046 A.1, A.5, A.6).

Owns the closed words of these facts. Refuses nothing: that they agree with limits, visits and fees is proved in
:mod:`portal.domain.proofs.item`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Handling(StrEnum):
    """办件类型: decided on the spot, or within a promised time."""

    INSTANT = "instant"  # 1 即办件
    PROMISED = "promised"  # 2 承诺件


class ResultType(StrEnum):
    """审批结果类型: what kind of paper ends the case."""

    LICENCE = "licence"  # 出证办结, a name that ends in 证 or 照
    PAPER = "paper"  # 出文办结, a name that ends in 文, 书 or 通知
    REPLY = "reply"  # 审批办结, a name that ends in 批复


class FilingWay(StrEnum):
    """办理形式: how an application may be handed in."""

    WINDOW = "window"
    WEB = "web"
    MOBILE = "mobile"
    POST = "post"


class HandOver(StrEnum):
    """结果送达方式: how the result may be received."""

    ELECTRONIC = "electronic"
    POST = "post"
    PICKUP = "pickup"


TASK_TYPES: Final = frozenset({*(f"{number:02}" for number in range(11)), "20"})
"""事项类型 of GB/T 39046 A.1: 00 to 10 and 20."""

LICENSING: Final = "01"
"""行政许可."""

WHOLLY_ONLINE: Final = "4"
"""网上办理深度 Ⅳ: nobody need come."""
