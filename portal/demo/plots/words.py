"""What the people of the demonstration write: faults, reasons, objections, ratings. All of it invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.case.incidents import RatingLevel

if TYPE_CHECKING:
    from collections.abc import Mapping

OPENING: Final = "enterprise-opening"
HYGIENE: Final = "public-place-hygiene"
CERTIFICATE: Final = "origin-certificate"

#: By service: a material and what is wrong with it.
FAULT: Final[Mapping[str, tuple[str, str]]] = {
    OPENING: ("title_deed", "产权证明缺少附图页，请补充完整后重新上传。"),
    HYGIENE: ("plans", "平面图没有标明卫生间和消毒间的位置，请标注后重新上传。"),
    CERTIFICATE: ("packing_list", "装箱单的件数与填报的件数不一致，请核对后重新上传。"),
}

#: By service: a field, what is wrong with it, and what the owner writes instead.
WRONG_FIELD: Final[Mapping[str, tuple[str, str, object]]] = {
    OPENING: ("address_detail", "没有写明楼层和房间号。", "玉峡大道88号2栋305室"),
    HYGIENE: ("place_address", "与营业执照上的地址不一致，请写明门牌号。", "峡江县水边镇玉峡大道96号1栋102室"),
    CERTIFICATE: ("vessel", "船名航次与订舱单不一致，请核对。", "COSCO THAILAND V.125W"),
}

RATINGS: Final[Mapping[RatingLevel, tuple[tuple[str, ...], str]]] = {
    RatingLevel.VERY_GOOD: (("efficiency",), "网上就办好了，比预想的快。"),
    RatingLevel.GOOD: (("overall",), ""),
    RatingLevel.FAIR: (("guide",), "办事指南上材料要求写得不够细。"),
    RatingLevel.BAD: (("guide",), "同一份材料退回来补了两次，为什么不能一次说清楚？"),
    RatingLevel.VERY_BAD: (("efficiency",), "超过承诺时间好几天，打电话没有人接。"),
}
