"""Proofs about the published facts of an item: what the law and the provincial data checks ask (guide §2.3).

Owns checks of single values against each other; the numbers in the comments are those of the list there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from portal.domain.item_facts import LICENSING, TASK_TYPES, WHOLLY_ONLINE, FilingWay, Handling, ResultType
from portal.domain.limits import Limit, Unit
from portal.domain.proofs.durations import is_longer
from portal.domain.proofs.problem import problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from portal.domain.proofs.problem import Place, Problem
    from portal.domain.workflow import Service

AT_ONCE: Final = Limit(1, Unit.WORKDAY)
"""What may still be called 即办: decided by the end of the next working day."""

PHONE: Final = re.compile(r"0[0-9]{2,3}-[0-9]{7,8}(-[0-9]{1,6})?\Z|1[0-9]{4}\Z|0[0-9]{2,3}-1[0-9]{4}\Z")
"""With area code, or one of the five-digit lines such as 12345."""

TASK_CODE: Final = re.compile(r"[0-9A-Z]{1,36}\Z")
ENDINGS: Final[Mapping[ResultType, tuple[str, ...]]] = {
    ResultType.LICENCE: ("证", "照", "证书"),
    ResultType.PAPER: ("文", "书", "通知", "函", "意见"),
    ResultType.REPLY: ("批复",),
}
ONLINE: Final = frozenset({FilingWay.WEB, FilingWay.MOBILE})


def handling_fits_the_promise(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """即办件 is promised at once, and what is promised at once is 即办件 (1, 2)."""
    handling, promise = service.item.handling, service.limits.promise
    slow = handling is Handling.INSTANT and is_longer(promise, AT_ONCE)
    fast = handling is Handling.PROMISED and is_longer(AT_ONCE, promise)
    if slow or fast:
        yield problem("HANDLING", ("item", "handling"), handling=str(handling), promise=str(promise))


def result_fits_its_type(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """A name ending in 证 is issued as a licence, in 文 as a paper, in 批复 as a reply (3)."""
    kind, name = service.item.result_type, service.item.result_name.zh
    if kind is not None and not name.endswith(ENDINGS[kind]):
        yield problem("RESULT-TYPE", ("item", "result_type"), kind=str(kind), name=name, endings=ENDINGS[kind])


def visits_have_a_reason(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Asking somebody to come needs a reason; not asking has none (4, 5)."""
    item = service.item
    if bool(item.promised_visits) != (item.visit_reason is not None):
        code = "VISIT-REASON" if item.promised_visits else "VISIT-REASON-IDLE"
        place = "promised_visits" if item.promised_visits else "visit_reason"
        yield problem(code, ("item", place), visits=item.promised_visits)


def nobody_is_shut_out(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """No visit means that filing online or by post is possible, and that wholly online is true (6, 7)."""
    item = service.item
    ways = set(item.filed_by)
    if item.promised_visits == 0 and ways and not ways & {*ONLINE, FilingWay.POST}:
        yield problem("FILED-BY", ("item", "filed_by"), visits=0, ways=tuple(map(str, item.filed_by)))
    if item.online_depth == WHOLLY_ONLINE and (item.promised_visits or (ways and not ways & ONLINE)):
        yield problem("ONLINE-DEPTH", ("item", "online_depth"), visits=item.promised_visits)


def charges_are_explained(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """No fee without a law (行政许可法 art. 58), a name and a standard; without a fee nothing of it (8, 9)."""
    item = service.item
    if item.fee and item.fee_basis is None:
        yield problem("FEE-BASIS", ("item", "fee"), fee=str(item.fee))
    for key, said in (("fee_name", item.fee_name), ("fee_standard", item.fee_standard)):
        if item.fee and said is None:
            yield problem("FEE-DETAILS", ("item", "fee"), fee=str(item.fee), key=key)
    texts = {"fee_basis": item.fee_basis, "fee_name": item.fee_name, "fee_standard": item.fee_standard}
    given = [key for key, said in texts.items() if said is not None] + ["pay_online"] * item.pay_online
    for key in [] if item.fee else given:
        yield problem("FEE-IDLE", ("item", key), key=key)


def phones_are_usable(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Both numbers can be dialled from elsewhere, and who complains reaches another desk (10)."""
    item = service.item
    numbers = {"consult_phone": item.consult_phone, "complaint_phone": item.complaint_phone}
    yield from phone_problems(("item",), numbers)


def phone_problems(place: Place, numbers: Mapping[str, str]) -> Iterator[Problem]:
    """The same for any pair of numbers by key."""
    for key, number in numbers.items():
        if not PHONE.match(number):
            yield problem("PHONE-FORM", (*place, key), phone=number)
    if len(set(numbers.values())) < len(numbers):
        key, number = list(numbers.items())[-1]
        yield problem("SAME-PHONE", (*place, key), phone=number)


def questions_are_answered(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """A permit is published with at least one frequent question (12)."""
    if service.item.task_type == LICENSING and not service.item.faq:
        yield problem("FAQ-MISSING", ("item",))


def codes_are_codes(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """事项类型 is one of GB/T 39046 A.1, 实施编码 at most 36 digits and capitals."""
    item = service.item
    if item.task_type not in TASK_TYPES:
        yield problem("TASK-TYPE", ("item", "task_type"), id=item.task_type, known=tuple(sorted(TASK_TYPES)))
    if not TASK_CODE.match(item.task_code):
        yield problem("TASK-CODE", ("item", "task_code"), id=item.task_code)
