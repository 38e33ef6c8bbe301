"""Names of the administrative divisions GB/T 2260 that policies here speak of: the province, its cities, our counties.

Owns the names. Refuses nothing: a code without a name here is shown as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

REGION: Final = "region"
"""The fact that holds the code, six digits."""

LENGTHS: Final = (2, 4, 6)
"""Digits of a province, a city and a county."""

NAMES: Final[Mapping[str, Text]] = {
    "36": Text("江西省", "Jiangxi"),
    "3601": Text("南昌市", "Nanchang"),
    "3602": Text("景德镇市", "Jingdezhen"),
    "3603": Text("萍乡市", "Pingxiang"),
    "3604": Text("九江市", "Jiujiang"),
    "3605": Text("新余市", "Xinyu"),
    "3606": Text("鹰潭市", "Yingtan"),
    "3607": Text("赣州市", "Ganzhou"),
    "3608": Text("吉安市", "Ji'an"),
    "3609": Text("宜春市", "Yichun"),
    "3610": Text("抚州市", "Fuzhou (Jiangxi)"),
    "3611": Text("上饶市", "Shangrao"),
    "360802": Text("吉州区", "Jizhou"),
    "360803": Text("青原区", "Qingyuan"),
    "360821": Text("吉安县", "Ji'an County"),
    "360822": Text("吉水县", "Jishui County"),
    "360823": Text("峡江县", "Xiajiang County"),
    "360824": Text("新干县", "Xingan County"),
    "360825": Text("永丰县", "Yongfeng County"),
    "360826": Text("泰和县", "Taihe County"),
    "360827": Text("遂川县", "Suichuan County"),
    "360828": Text("万安县", "Wan'an County"),
    "360829": Text("安福县", "Anfu County"),
    "360830": Text("永新县", "Yongxin County"),
    "360881": Text("井冈山市", "Jinggangshan"),
}


def region_name(code: str) -> Text:
    """The division's name; of a county elsewhere the city or province it lies in, with the code beside it."""
    plain = code.removesuffix("00").removesuffix("00") if code.isdigit() and len(code) == LENGTHS[-1] else code
    if plain in NAMES:
        return NAMES[plain]
    above = next((plain[:length] for length in (4, 2) if plain[:length] in NAMES), None)
    if above is None:
        return Text(code, code)
    return Text(f"{NAMES[above].zh}（{code}）", f"{NAMES[above].en} ({code})")


def region_code(name: str) -> str | None:
    """The code of a division that is written by its name."""
    return next((code for code, text in NAMES.items() if name and name in {text.zh, text.en}), None)
