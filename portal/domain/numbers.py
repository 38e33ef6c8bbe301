"""Numbers that people copy by hand: case numbers, document numbers, verification codes, query codes, accounts.

Owns their shape and their check characters, so that a slip of the pen is told apart from a number that does not exist.
Refuses to invent randomness: bytes and integers come from the caller, because the domain reads no entropy.

The check character follows the 统一社会信用代码 (GB 32100-2015): alphabet of 31 signs without I, O, S, V, Z,
weights 3**i mod 31 (i from 0, left to right), `check = (31 - sum mod 31) mod 31`. As 3 generates the whole group
modulo 31, up to 30 signs have different weights: every single wrong sign and every swap of two signs is noticed.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Final

from portal.domain.errors import DomainError

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BASE: Final = len(ALPHABET)

LOOKALIKES: Final[Mapping[int, int]] = str.maketrans("IOSVZ", "105U2")
"""Letters outside the alphabet count as the sign that they are misread for."""

CODE_SIGNS: Final = 20
CODE_GROUP: Final = 4
CODE_ENTROPY_BYTES: Final = 16
QUERY_CODES: Final = 1_000_000

SERIAL_MAX: Final = 99_999
CASE_NUMBER: Final = re.compile(r"(\d{6})-([0-9A-Z]{4})-(\d{8})-(\d{5})-([0-9A-Z])")
SEPARATORS: Final = re.compile(r"[\s\-‐‑‒–—―−－·]+")


class NumberInvalid(DomainError):
    """A part of a number is out of range; facts: `part`, `value`."""

    message_id: ClassVar[str] = "number.invalid"


class CodeMistyped(DomainError):
    """What was typed cannot be a verification code (wrong length, sign or check character); facts: `typed`."""

    message_id: ClassVar[str] = "code.mistyped"


def account_digits(text: str) -> str | None:
    """The number of a bank account without the blanks and strokes between its digits; None when it is none.

    Banks differ in how many digits they give: 6 to 30.
    """
    plain = SEPARATORS.sub("", text)
    return plain if re.fullmatch(r"[0-9]{6,30}", plain) else None


def check_character(text: str) -> str:
    """The check character of up to 30 signs; letters outside the alphabet count as their lookalikes."""
    signs = text.translate(LOOKALIKES)
    total = sum(ALPHABET.index(sign) * pow(3, place, BASE) for place, sign in enumerate(signs))
    return ALPHABET[-total % BASE]


def case_number(division: str, item_code: str, *, day: date, serial: int) -> str:
    """The 办件编号 of the `serial`-th case of a service on a day, e.g. 360823-KB01-20261121-00017-X (guide §2.6)."""
    if not re.fullmatch(r"[0-9]{6}", division):
        raise NumberInvalid(part="division", value=division)
    if not re.fullmatch(r"[0-9A-Z]{4}", item_code):
        raise NumberInvalid(part="item_code", value=item_code)
    _require_serial(serial)
    parts = (division, item_code, f"{day:%Y%m%d}", f"{serial:05d}")
    return "-".join((*parts, check_character("".join(parts))))


def is_case_number(text: str) -> bool:
    """Whether this is a well-formed case number with the right check character (not whether the case exists)."""
    match = CASE_NUMBER.fullmatch(text)
    if match is None or not text.isascii():
        return False
    *parts, check = match.groups()
    return _is_day(parts[2]) and check_character("".join(parts)) == check


def normalise_case_number(text: str) -> str | None:
    """The case number that somebody typed, whatever their case, width and hyphens; nothing when it is none."""
    signs = _plain(text)
    typed = "-".join((signs[:6], signs[6:10], signs[10:18], signs[18:23], signs[23:]))
    return typed if is_case_number(typed) else None


def document_number(prefix: str, word: str, *, year: int, serial: int) -> str:
    """The 文书编号, e.g. 峡市监 受〔2026〕00017号; the brackets are the full-width 〔〕."""
    _require_serial(serial)
    return f"{prefix} {word}〔{year:04d}〕{serial:05d}号"


def verification_code(random_bytes: bytes) -> str:
    """A new code for the QR of a document: 19 random signs (94 bits) and a check character, without separators.

    Needs at least 16 bytes from a secure source.
    """
    if len(random_bytes) < CODE_ENTROPY_BYTES:
        raise NumberInvalid(part="random_bytes", value=len(random_bytes))
    rest = int.from_bytes(random_bytes)
    signs = ""
    for _ in range(CODE_SIGNS - 1):
        rest, place = divmod(rest, BASE)
        signs += ALPHABET[place]
    return signs + check_character(signs)


def group_code(code: str) -> str:
    """A verification code as it is printed, in groups of four: XXXX-XXXX-XXXX-XXXX-XXXX."""
    return "-".join(code[start : start + CODE_GROUP] for start in range(0, len(code), CODE_GROUP))


def normalise_code(text: str) -> str:
    """The stored form of a code that somebody typed or scanned; raises `CodeMistyped` when it cannot be a code."""
    code = _plain(text).translate(LOOKALIKES)
    well_formed = len(code) == CODE_SIGNS and all(sign in ALPHABET for sign in code)
    if not well_formed or check_character(code[:-1]) != code[-1]:
        raise CodeMistyped(typed=text)
    return code


def query_code(random_int: int) -> str:
    """The 查询码: six digits that, with the case number, let anyone ask how far a case is."""
    if not 0 <= random_int < QUERY_CODES:
        raise NumberInvalid(part="random_int", value=random_int)
    return f"{random_int:06d}"


def _plain(text: str) -> str:
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _require_serial(serial: int) -> None:
    if not 1 <= serial <= SERIAL_MAX:
        raise NumberInvalid(part="serial", value=serial)
