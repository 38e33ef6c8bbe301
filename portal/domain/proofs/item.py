"""Proofs about the published facts of an item: what the law and the provincial data checks ask (guide §2.3).

Owns checks of single values against each other. Refuses nothing about the wording beyond listed catch-all words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.proofs.problem import problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from portal.domain.proofs.problem import Problem
    from portal.domain.workflow import Service

CATCH_ALL: Final = ("其他材料", "有关材料", "相关材料", "等材料", "其它材料")


def promise_is_within_the_law(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """The county may promise less time than the law gives, never more (优化营商环境条例 art. 36)."""
    promise, statutory = service.limits.promise, service.limits.statutory
    if promise.unit is statutory.unit and promise.value > statutory.value:
        yield problem("PROMISE-LONGER", ("limits", "promise"), promise=str(promise), statutory=str(statutory))


def visits_have_a_reason(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Asking somebody to come needs a reason; not asking has none."""
    item = service.item
    if bool(item.promised_visits) != (item.visit_reason is not None):
        code = "VISIT-REASON" if item.promised_visits else "VISIT-REASON-IDLE"
        place = "promised_visits" if item.promised_visits else "visit_reason"
        yield problem(code, ("item", place), visits=item.promised_visits)


def charges_have_a_basis(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """No fee unless a law or regulation says so (行政许可法 art. 58)."""
    if service.item.fee and service.item.fee_basis is None:
        yield problem("FEE-BASIS", ("item", "fee"), fee=str(service.item.fee))


def phones_differ(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Who complains must not reach the desk that is complained about."""
    if service.item.consult_phone == service.item.complaint_phone:
        yield problem("SAME-PHONE", ("item", "complaint_phone"), phone=service.item.complaint_phone)


def materials_have_a_basis(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Nothing may be asked for without an article that allows it (行政许可法 art. 31)."""
    for number, material in enumerate(service.materials):
        if not material.basis.zh and not material.basis.en:
            yield problem("NO-BASIS", ("materials", number, "id"), id=material.id)


def names_are_exact(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """A checklist line names one thing; "other materials" is no line."""
    for number, material in enumerate(service.materials):
        for word in CATCH_ALL:
            if word in material.name.zh:
                yield problem("CATCH-ALL", ("materials", number, "name"), id=material.id, word=word)
