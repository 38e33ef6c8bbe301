"""Invented people, enterprises and numbers that pass every check; the same seed gives the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from stdnum.cn import ric, uscc

if TYPE_CHECKING:
    from random import Random

SURNAMES: Final = "王李张刘陈杨黄周吴徐孙胡朱高林何郭罗邓曾肖彭曹谢"
GIVEN: Final = "敏静丽军勇杰娟涛明超霞平刚桂芳华建国秀兰志强海燕文博雨欣子涵思远"
TRADE_NAMES: Final = tuple(
    "云帆 华源 江韵 百丈 玉笥 赣康 绿野 金川 恒泰 新峡 嘉禾 正邦达 同济源 盛景 天工 锦绣 万和 瑞丰 长青 东篱 "  # noqa: SIM905 - a list of forty would be forty lines
    "智联 博远 众邦 鼎新 明月 永兴 和顺 启航 星辰 润泽 乐善 德馨 安康里 福满堂 春晖 惠民".split()
)
NAME_SIGNS: Final = "安邦昌诚达德恒宏辉嘉金聚凯康乐隆茂明铭鹏启庆荣瑞润盛顺泰腾通旺祥信兴耀益永裕元泽振正志中众卓"
BRANCHES: Final = (
    ("生物医药", "C2761"),
    ("食品", "C1499"),
    ("新材料", "C3252"),
    ("电子科技", "C3989"),
    ("商贸", "F5199"),
    ("农业开发", "A0190"),
    ("物流", "G5431"),
    ("建筑工程", "E4790"),
    ("餐饮管理", "H6210"),
    ("信息技术", "I6510"),
    ("竹木制品", "C2041"),
    ("文化传媒", "R8710"),
)
PLACES: Final = ("大酒店", "美发店", "理发店", "养生馆", "宾馆", "购物中心", "书店", "游泳馆")
ROADS: Final = ("玉峡大道", "群玉路", "百花路", "何君路", "湖滨路", "工业园中路", "教育路", "城南街")
COUNTY: Final = "360823"
WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist, with numbers of the right form."""

    name: str
    id_number: str
    mobile: str


class Invention:
    """A source of invented facts over one random generator."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._named: set[str] = set()

    def trade_name(self) -> str:
        """A trade name nobody had from this source: one of the list while it lasts, then two of its characters more."""
        while True:
            name = self.random.choice(TRADE_NAMES)
            if len(self._named) > len(TRADE_NAMES) // 2:
                name = name[:2] + "".join(self.random.sample(NAME_SIGNS, 2))
            if name not in self._named:
                self._named.add(name)
                return name

    def unusual_name(self) -> str:
        """A trade name of four characters that hardly anybody has."""
        return "".join(self.random.sample(NAME_SIGNS, 4))

    def person(self) -> Person:
        name = self.random.choice(SURNAMES) + "".join(self.random.choices(GIVEN, k=self.random.choice((1, 2, 2))))
        mobile = self.random.choice(("138", "139", "151", "177", "188")) + self.digits(8)
        return Person(name, self.person_id(), mobile)

    def person_id(self) -> str:
        born = date(1965, 1, 1) + timedelta(days=self.random.randrange(14_000))
        body = f"{COUNTY}{born:%Y%m%d}{self.random.randrange(1, 1000):03d}"
        return body + ric.calc_check_digit(body + "0")

    def uscc(self, kind: str = "1") -> str:
        """GB 32100-2015: the inner code has its own check digit (GB 11714) before the last one.

        ``kind`` is the second sign: 1 enterprise, 2 individual business, 3 farmers' cooperative.
        """
        inner = "MA" + self.signs(6)
        total = sum(int(sign, 36) * weight for sign, weight in zip(inner, WEIGHTS, strict=True))
        body = f"9{kind}" + COUNTY + inner + "0123456789X0"[11 - total % 11]
        return body + uscc.calc_check_digit(body + "0")

    def digits(self, count: int) -> str:
        return "".join(self.random.choices("0123456789", k=count))

    def signs(self, count: int) -> str:
        return "".join(self.random.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=count))

    def address(self) -> str:
        return f"{self.random.choice(ROADS)}{self.random.randrange(1, 260)}号{self.random.randrange(1, 12)}栋"
