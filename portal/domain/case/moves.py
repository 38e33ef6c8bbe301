"""The one move table: which action leads from which state of a case to which.

Every service has the same life of a case 办件; a definition only chooses steps, limits,
materials and documents. States and codes follow the exchange rules for 办件 (GB/T 39046);
"accepted" and "in review" are one state here, since acceptance opens the first steps.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from portal.domain.errors import DomainError


class CaseState(StrEnum):
    """Where a case is in its life."""

    SUBMITTED = "submitted"  # 收件
    CORRECTING = "correcting"  # 补齐补正
    NOT_ACCEPTED = "not_accepted"  # 不予受理
    REVIEWING = "reviewing"  # 受理, 在办
    SPECIAL = "special"  # 特别程序
    SUPERIOR = "superior"  # 上级核准
    WAITING = "waiting"  # 等待申请人办理或公示期满: no agency has anything to do
    GRANTED = "granted"  # 准予
    REFUSED = "refused"  # 不予许可
    DELIVERED = "delivered"  # 送达, closed
    RETURNED = "returned"  # 退件
    WITHDRAWN = "withdrawn"  # 撤回


class Action(StrEnum):
    """What can be done to a case as a whole."""

    ACCEPT = "accept"
    REFUSE_ACCEPTANCE = "refuse_acceptance"
    TELL_CORRECTION = "tell_correction"
    SUPPLY_CORRECTION = "supply_correction"
    LAPSE = "lapse"
    PAUSE = "pause"
    RESUME = "resume"
    REPORT_UP = "report_up"
    COME_BACK = "come_back"
    WAIT = "wait"
    GO_ON = "go_on"
    GRANT = "grant"
    REFUSE = "refuse"
    DELIVER = "deliver"
    WITHDRAW = "withdraw"
    RETURN = "return"


_S, _A = CaseState, Action

MOVES: Final[dict[tuple[CaseState, Action], CaseState]] = {
    (_S.SUBMITTED, _A.ACCEPT): _S.REVIEWING,
    (_S.SUBMITTED, _A.REFUSE_ACCEPTANCE): _S.NOT_ACCEPTED,
    (_S.SUBMITTED, _A.TELL_CORRECTION): _S.CORRECTING,
    (_S.SUBMITTED, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.SUBMITTED, _A.RETURN): _S.RETURNED,
    (_S.CORRECTING, _A.SUPPLY_CORRECTION): _S.SUBMITTED,
    (_S.CORRECTING, _A.LAPSE): _S.WITHDRAWN,
    (_S.CORRECTING, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.REVIEWING, _A.PAUSE): _S.SPECIAL,
    (_S.REVIEWING, _A.REPORT_UP): _S.SUPERIOR,
    (_S.REVIEWING, _A.GRANT): _S.GRANTED,
    (_S.REVIEWING, _A.REFUSE): _S.REFUSED,
    (_S.REVIEWING, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.REVIEWING, _A.RETURN): _S.RETURNED,
    (_S.REVIEWING, _A.WAIT): _S.WAITING,
    (_S.WAITING, _A.GO_ON): _S.REVIEWING,
    (_S.WAITING, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.SPECIAL, _A.RESUME): _S.REVIEWING,
    (_S.SUPERIOR, _A.COME_BACK): _S.REVIEWING,
    (_S.SUPERIOR, _A.GRANT): _S.GRANTED,
    (_S.SUPERIOR, _A.REFUSE): _S.REFUSED,
    (_S.GRANTED, _A.DELIVER): _S.DELIVERED,
    (_S.REFUSED, _A.DELIVER): _S.DELIVERED,
}

#: Accepted and not decided, and nobody holds the case: what the applicant and the public may do is possible.
AT_WORK: Final = frozenset({_S.REVIEWING, _S.WAITING})

#: States in which nothing more happens to a case.
CLOSED: Final = frozenset({_S.NOT_ACCEPTED, _S.DELIVERED, _S.RETURNED, _S.WITHDRAWN})


class MoveNotAllowed(DomainError):
    """The case is in a state from which this action is not possible."""

    message_id = "case.move_not_allowed"


def next_state(state: CaseState, action: Action) -> CaseState:
    """The state that ``action`` leads to; raises MoveNotAllowed when the table has no such move."""
    try:
        return MOVES[state, action]
    except KeyError:
        raise MoveNotAllowed(state=state.value, action=action.value) from None
