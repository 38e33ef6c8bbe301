"""Masking 脱敏: what of a person's particulars may be shown to somebody who is not that person.

Owns which signs are covered (guide §4.5). Refuses to guess: what is too short to be masked safely is covered whole.
Names of enterprises and 统一社会信用代码 are public and never pass through here.
"""

from typing import Final

COVER: Final = "*"
ID_HEAD: Final = 6
ID_TAIL: Final = 4
PHONE_HEAD: Final = 3
PHONE_TAIL: Final = 4
ACCOUNT_TAIL: Final = 4


def mask_id(number: str) -> str:
    """An identity number with only the division and the last four signs: 360823********0018."""
    return _cover_middle(number, head=ID_HEAD, tail=ID_TAIL)


def mask_phone(number: str) -> str:
    """A telephone number with only the first three and last four digits: 138****3210."""
    return _cover_middle(number, head=PHONE_HEAD, tail=PHONE_TAIL)


def mask_account(number: str) -> str:
    """The number of a bank account with only its last four digits: ***************5678."""
    return _cover_middle(number, head=0, tail=ACCOUNT_TAIL)


def mask_name(name: str) -> str:
    """A person's name without what tells two persons apart: 张*, 李*敏, J*** S****."""
    if name.isascii():
        return " ".join(_cover_middle(word, head=1, tail=0) for word in name.split())
    return _cover_middle(name, head=1, tail=1 if len(name) > len("张三") else 0)


def mask_email(address: str) -> str:
    """A mail address with the first letter and the domain: z****@example.cn."""
    local, at, domain = address.rpartition("@")
    return _cover_middle(local, head=1, tail=0) + at + domain


def _cover_middle(text: str, *, head: int, tail: int) -> str:
    hidden = len(text) - head - tail
    if hidden < 1:
        return COVER * len(text)
    return text[:head] + COVER * hidden + text[len(text) - tail :]
