"""What kind of act a decision is, by the type of the item 事项类型 (GB/T 39046 A.1), and what its documents are called.

Owns the titles and number words that depend on it: only a permit 行政许可 is granted or refused as one. Refuses
nothing; a type that is not known counts as another act.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from portal.domain.documents.kinds import NUMBER_WORDS, TITLES, DocumentKind
from portal.domain.texts import Text

PERMIT_TYPE: Final = "01"


class Act(StrEnum):
    """What the agency does when it says yes."""

    PERMIT = "permit"  # 行政许可
    AWARD = "award"  # 行政给付、行政奖励: money of a policy
    REGISTRATION = "registration"  # 行政确认: registers or confirms
    SERVICE = "service"  # 公共服务
    OTHER = "other"


_BY_TYPE: Final[Mapping[str, Act]] = {
    PERMIT_TYPE: Act.PERMIT,
    "05": Act.AWARD,
    "07": Act.REGISTRATION,
    "08": Act.AWARD,
    "20": Act.SERVICE,
}
_TITLES: Final[Mapping[Act, Mapping[DocumentKind, Text]]] = {
    Act.AWARD: {
        DocumentKind.DECISION_GRANTED: Text("准予兑现决定书", "Decision granting a payment"),
        DocumentKind.DECISION_REFUSED: Text("不予兑现决定书", "Decision refusing a payment"),
    },
    Act.REGISTRATION: {
        DocumentKind.DECISION_GRANTED: Text("准予登记通知书", "Notice of registration"),
        DocumentKind.DECISION_REFUSED: Text("不予登记通知书", "Notice of refusal of registration"),
    },
    Act.SERVICE: {
        DocumentKind.DECISION_GRANTED: Text("准予办理通知书", "Notice that the request is granted"),
        DocumentKind.DECISION_REFUSED: Text("不予办理通知书", "Notice that the request is refused"),
    },
    Act.OTHER: {
        DocumentKind.DECISION_GRANTED: Text("准予办理决定书", "Decision granting the application"),
        DocumentKind.DECISION_REFUSED: Text("不予办理决定书", "Decision refusing the application"),
    },
}
_WORDS: Final[Mapping[Act, Mapping[DocumentKind, str]]] = {
    Act.AWARD: {DocumentKind.DECISION_GRANTED: "兑准", DocumentKind.DECISION_REFUSED: "兑不"},
    Act.REGISTRATION: {DocumentKind.DECISION_GRANTED: "登准", DocumentKind.DECISION_REFUSED: "登不"},
    Act.SERVICE: {DocumentKind.DECISION_GRANTED: "办准", DocumentKind.DECISION_REFUSED: "办不"},
    Act.OTHER: {DocumentKind.DECISION_GRANTED: "决准", DocumentKind.DECISION_REFUSED: "决不"},
}


def act_of(task_type: str) -> Act:
    """What a decision on an item of this type is."""
    return _BY_TYPE.get(task_type, Act.OTHER)


def number_word(kind: DocumentKind, task_type: str = PERMIT_TYPE) -> str:
    """The word that stands for a kind of document in its number, e.g. 受 in 峡市监 受〔2026〕00017号."""
    return _WORDS.get(act_of(task_type), {}).get(kind, NUMBER_WORDS[kind])


def title(kind: DocumentKind, task_type: str = PERMIT_TYPE) -> Text:
    """The name of a kind of document 文书名称 for an item of this type."""
    return _TITLES.get(act_of(task_type), {}).get(kind, TITLES[kind])


def all_titles(kind: DocumentKind) -> tuple[Text, ...]:
    """Every name that a kind of document can have."""
    return (TITLES[kind], *(titles[kind] for titles in _TITLES.values() if kind in titles))


def all_number_words() -> frozenset[str]:
    """Every word that stands for an ordinary kind of document; a paper of a definition has another one."""
    own = {word for words in _WORDS.values() for word in words.values()}
    return frozenset(NUMBER_WORDS.values()) | own
