"""The sections of the national classification of industries GB/T 4754-2017, and the divisions that policies name.

Owns the names, and which section a division belongs to. Refuses nothing: a code without a name here is shown as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

INDUSTRY: Final = "industry"
"""The fact that holds the code: a section letter, then two to four digits."""

NAMES: Final[Mapping[str, Text]] = {
    "A": Text("农林牧渔业", "agriculture, forestry, animal husbandry and fishery"),
    "B": Text("采矿业", "mining"),
    "C": Text("制造业", "manufacturing"),
    "D": Text("电力热力燃气及水生产和供应业", "electricity, heat, gas and water supply"),
    "E": Text("建筑业", "construction"),
    "F": Text("批发和零售业", "wholesale and retail"),
    "F51": Text("批发业", "wholesale"),
    "F52": Text("零售业", "retail"),
    "G": Text("交通运输、仓储和邮政业", "transport, storage and post"),
    "G59": Text("装卸搬运和仓储业", "handling and storage"),
    "G60": Text("邮政业", "post"),
    "H": Text("住宿和餐饮业", "accommodation and catering"),
    "H61": Text("住宿业", "accommodation"),
    "H62": Text("餐饮业", "catering"),
    "I": Text("信息传输、软件和信息技术服务业", "information transmission, software and IT services"),
    "I65": Text("软件和信息技术服务业", "software and IT services"),
    "J": Text("金融业", "finance"),
    "K": Text("房地产业", "real estate"),
    "K701": Text("房地产开发经营", "real estate development"),
    "K702": Text("物业管理", "property management"),
    "L": Text("租赁和商务服务业", "leasing and business services"),
    "M": Text("科学研究和技术服务业", "research and technical services"),
    "N": Text("水利、环境和公共设施管理业", "water, environment and public facilities"),
    "O": Text("居民服务、修理和其他服务业", "services to residents, repair and other services"),
    "P": Text("教育", "education"),
    "Q": Text("卫生和社会工作", "health and social work"),
    "Q84": Text("卫生", "health"),
    "Q85": Text("社会工作", "social work"),
    "R": Text("文化、体育和娱乐业", "culture, sports and entertainment"),
    "S": Text("公共管理、社会保障和社会组织", "public administration and social organisations"),
    "T": Text("国际组织", "international organisations"),
}


LAST_DIVISIONS: Final[Mapping[str, int]] = {
    "A": 5, "B": 12, "C": 43, "D": 46, "E": 50, "F": 52, "G": 60, "H": 62, "I": 65, "J": 69,
    "K": 70, "L": 72, "M": 75, "N": 79, "O": 82, "P": 83, "Q": 85, "R": 90, "S": 96, "T": 97,
}  # fmt: skip
"""The last two-digit division of each section; the first follows that of the section before."""

CODE: Final = re.compile(r"([A-T])?([0-9]{2,4})|([A-T])")


def read_industry(typed: str) -> str | None:
    """A code as people write it: C3911, c39, 39 (the section follows), or the name of a section; else nothing."""
    plain = "".join(typed.split()).upper()
    named = next((code for code, text in NAMES.items() if plain == text.zh), None)
    found = CODE.fullmatch(plain)
    if named or found is None:
        return named
    letter, digits, alone = found.groups()
    if alone:
        return str(alone)
    section = section_of(int(digits[:2]))
    return f"{section}{digits}" if section and letter in {None, section} else None


def divisions() -> Iterator[str]:
    """Every division with its section: A01 to T97."""
    for division in range(1, LAST_DIVISIONS["T"] + 1):
        yield f"{section_of(division)}{division:02}"


def section_of(division: int) -> str | None:
    """The letter of the section a division belongs to; none for a number that is no division."""
    if division < 1:
        return None
    return next((section for section, last in LAST_DIVISIONS.items() if division <= last), None)


def industry_name(code: str) -> Text:
    """What a code or the beginning of one means, the code beside it: 制造业（C）."""
    known = next((code[:length] for length in range(len(code), 0, -1) if code[:length] in NAMES), None)
    if known is None:
        return Text(code, code)
    name = NAMES[known]
    return Text(f"{name.zh}（{code}）", f"{name.en} ({code})")
