"""Identity numbers, judged by python-stdnum.

USCC 统一社会信用代码 by GB 32100-2015, person id 公民身份号码 by GB 11643-1999. Both are
taken in capital letters without spaces; what is wrong is told by answering None.
"""

from __future__ import annotations

import re
from typing import Final

from stdnum import numdb
from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

from portal.domain.answers import Identifiers


def _uscc(text: str) -> str | None:
    try:
        return str(uscc.validate(text.upper()))
    except ValidationError:
        return None


def _person_id(text: str) -> str | None:
    """Check digit, birth date and area prefix; not whether the area had its code at birth.

    Numbers are given at registration, so people born before their county's present code
    was assigned carry it all the same; ``ric.validate`` would turn them away.
    """
    number = ric.compact(text)
    if not _PERSON_ID.fullmatch(number) or number[-1] != ric.calc_check_digit(number):
        return None
    try:
        ric.get_birth_date(number)
    except ValidationError:
        return None
    known_area = any(facts for _part, facts in numdb.get("cn/loc").info(number[:6]))
    return number if known_area else None


_PERSON_ID: Final = re.compile(r"\d{17}[\dX]")

IDENTIFIERS: Final = Identifiers(uscc=_uscc, person_id=_person_id)
