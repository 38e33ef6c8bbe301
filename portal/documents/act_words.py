"""How documents speak of what is granted or refused, by the kind of act: a permit, money, a registration, a service.

Owns the print words that differ; sentences stand in the templates. The licensing law 行政许可法 governs
permits; where the portal follows its procedure for other acts, documents say so (参照).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from portal.domain.documents import Act, ClosedAs
from portal.domain.texts import Text


@dataclass(frozen=True, slots=True)
class ActWords:
    """The words of one kind of act in one language."""

    is_permit: bool
    name: str  # 准予…, 不予…
    short: str  # 不予…的理由
    holder: str
    content: str
    validity: str
    collect: str
    paper: str  # 本…
    under: str  # in front of an article of the licensing law
    closed: Mapping[ClosedAs, str]


def _zh(act: Act, line: str) -> ActWords:
    name, short, holder, content, validity, collect, paper = line.split()
    closed = _closed_zh(short)
    under = "根据" if act is Act.PERMIT else "参照"
    return ActWords(act is Act.PERMIT, name, short, holder, content, validity, collect, paper, under, closed)


def _closed_zh(name: str) -> Mapping[ClosedAs, str]:
    return {ClosedAs.GRANTED: f"准予{name}，已办结", ClosedAs.REFUSED: f"不予{name}，已办结"}


def _en(act: Act, line: str) -> ActWords:
    name, holder, content, validity, collect, paper = line.split("; ")
    closed = {ClosedAs.GRANTED: "Granted", ClosedAs.REFUSED: "Refused"}
    under = "Under" if act is Act.PERMIT else "By analogy with"
    return ActWords(act is Act.PERMIT, name, name, holder, content, validity, collect, paper, under, closed)


_ZH: Final[Mapping[Act, str]] = {
    Act.PERMIT: "行政许可 许可 被许可人 许可内容 有效期限 证照领取 决定书",
    Act.AWARD: "兑现 兑现 兑现对象 兑现事项 兑现标准 兑现方式 决定书",
    Act.REGISTRATION: "登记 登记 登记对象 登记事项 有效期限 证照领取 通知书",
    Act.SERVICE: "办理 办理 申请人 办理事项 有效期限 结果领取 通知书",
    Act.OTHER: "办理 办理 申请人 办理事项 有效期限 结果领取 决定书",
}
_EN: Final[Mapping[Act, str]] = {
    Act.PERMIT: "permit; Holder; What is permitted; Validity; How to get the certificate; decision",
    Act.AWARD: "payment; Recipient; What is paid; Rate; How it is paid; decision",
    Act.REGISTRATION: "registration; Registered; What is registered; Validity; How to get the certificate; notice",
    Act.SERVICE: "request; Applicant; What is done; Validity; How to get the result; notice",
    Act.OTHER: "application; Applicant; What is done; Validity; How to get the result; decision",
}

#: What stands in the place of a validity where the definition names an act of its own, e.g. deregistration.
_EFFECT: Final[Mapping[str, str]] = {"zh": "效力", "en": "Effect"}


def act_words(locale: str, act: Act, own: Text | None = None) -> ActWords:
    """The words of a kind of act, with the definition's own name of what is granted or refused."""
    words = ACT_WORDS[locale][act]
    if own is None:
        return words
    name = own.zh if locale == "zh" else own.en
    closed = _closed_zh(name) if locale == "zh" else words.closed
    collect, validity = ACT_WORDS[locale][Act.SERVICE].collect, _EFFECT[locale]
    return replace(words, name=name, short=name, validity=validity, collect=collect, closed=closed)


ACT_WORDS: Final[Mapping[str, Mapping[Act, ActWords]]] = {
    "zh": {act: _zh(act, line) for act, line in _ZH.items()},
    "en": {act: _en(act, line) for act, line in _EN.items()},
}
