"""Proofs about the checklist: each line has a basis, names one thing, says who issues it, and is asked for once.

Owns the words that make a text a catch-all. Whether an article really allows a material stays a reader's judgement.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Final

from portal.domain.materials import Acquisition, Medium, Source
from portal.domain.proofs.problem import asked, problem
from portal.domain.proofs.situations import TooMany, situations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from portal.domain.materials import Material
    from portal.domain.proofs.problem import Place, Problem
    from portal.domain.texts import Text
    from portal.domain.workflow import Service

VAGUE: Final = re.compile(
    r"(?:有关|相关|其他)(?:的)?(?:规定|法律|法规|政策|文件|要求|制度)|^(?:按|依)(?:照|据)?规定|^无$"
)
NAMED_LAW: Final = re.compile(r"《|第[一二三四五六七八九十百零〇0-9]+条|〔[0-9]{4}〕")
THINGS: Final = "材料|资料|文件|证明|证件|证书|手续|凭证|文书"
CATCH_ALL: Final = (
    re.compile(rf"(?:其他|其它|其余|有关|相关)(?:的|所需|需要)?[^，。；、（）]{{0,4}}?(?:{THINGS})"),
    re.compile(rf"等(?:其他|有关|相关|的)?(?:{THINGS})"),
    re.compile(r"(?:需要|要求|规定|认为必要)的(?:其他|其它)"),
)
CATCH_ALL_NAME: Final = (*CATCH_ALL, re.compile(r"等$"), re.compile(r"其他|其它"))
THINGS_EN: Final = r"(?:materials?|documents?|papers?|certificates?|proofs?|evidence)"
CATCH_ALL_EN: Final = (
    re.compile(rf"\b(?:other|relevant|related|necessary|additional)\s+(?:\w+\s+){{0,2}}?{THINGS_EN}\b", re.IGNORECASE),
    re.compile(r"\betc\b|\band so (?:on|forth)\b|\band the like\b", re.IGNORECASE),
)


def materials_have_a_basis(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Nothing may be asked for without an article that allows it (行政许可法 art. 31)."""
    for number, material in enumerate(service.materials):
        if not material.basis.zh and not material.basis.en:
            yield problem("NO-BASIS", ("materials", number, "id"), id=material.id)


def bases_name_a_law(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """A basis such as 依照有关规定 is none: the reader must be able to look it up."""
    bases: list[tuple[Place, Text]] = [
        (("item", "basis", number), basis) for number, basis in enumerate(service.item.basis)
    ]
    bases += [(("materials", number, "basis"), one.basis) for number, one in enumerate(service.materials)]
    bases += [(("steps", number, "basis"), one.basis) for number, one in enumerate(service.steps)]
    for place, basis in bases:
        if (found := VAGUE.search(basis.zh)) and not NAMED_LAW.search(basis.zh):
            yield problem("VAGUE-BASIS", (*place, "zh"), word=found[0])


def sources_fit_the_way(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Shared data is somebody else's, a form that the portal makes is the applicant's."""
    for number, material in enumerate(service.materials):
        shared = material.acquisition is Acquisition.SHARED and material.source is Source.APPLICANT
        made = material.acquisition is Acquisition.GENERATED and material.source is not Source.APPLICANT
        if shared or made:
            facts = {"acquisition": str(material.acquisition), "source": str(material.source)}
            yield problem("ACQUISITION-SOURCE", ("materials", number, "acquisition"), id=material.id, **facts)


def issuers_are_named(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Who is told to bring a paper of somebody else's must learn whose."""
    for number, material in enumerate(service.materials):
        if material.source is not Source.APPLICANT and material.issuer is None:
            yield problem("NO-ISSUER", ("materials", number, "source"), id=material.id, source=str(material.source))


def copies_fit_the_medium(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """An original is counted as an original, a copy as a copy."""
    for number, material in enumerate(service.materials):
        wrong = {
            Medium.ORIGINAL: material.originals == 0,
            Medium.COPY: material.copies == 0 or material.originals > 0,
            Medium.EITHER: material.originals + material.copies == 0,
        }
        if wrong[material.medium]:
            facts = {"originals": material.originals, "copies": material.copies, "medium": str(material.medium)}
            yield problem("MEDIUM-COUNT", ("materials", number, "medium"), id=material.id, **facts)


def names_are_exact(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """A line names one thing; "other materials" is no line, no condition of acceptance and no guidance."""
    for number, material in enumerate(service.materials):
        place: Place = ("materials", number)
        yield from _catch_all((*place, "name"), material.name, id=material.id, is_name=True)
        if material.guidance:
            yield from _catch_all((*place, "guidance"), material.guidance, id=material.id)
    for number, condition in enumerate(service.item.conditions):
        yield from _catch_all(("item", "conditions", number), condition, id="conditions")


def _catch_all(place: Place, text: Text, *, id: str, is_name: bool = False) -> Iterator[Problem]:  # noqa: A002 - the fact's name
    for pattern in CATCH_ALL_NAME if is_name else CATCH_ALL:
        if found := pattern.search(text.zh):
            yield problem("CATCH-ALL", (*place, "zh"), id=id, word=found[0])
            return
    for pattern in CATCH_ALL_EN:
        if found := pattern.search(text.en):
            yield problem("CATCH-ALL", (*place, "en"), id=id, word=found[0])
            return


def nothing_is_asked_twice(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Two lines with one name are never part of the same checklist."""
    numbered = list(enumerate(service.materials))
    for (_first, one), (second, other) in combinations(numbered, 2):
        if one.name.zh == other.name.zh and _together(service, one, other):
            yield problem("ASKED-TWICE", ("materials", second, "name"), id=other.id, other=one.id)


def _together(service: Service, one: Material, other: Material) -> bool:
    guards = [part.when for part in (one, other) if part.when is not None]
    try:
        found = situations(tuple(asked(service)), guards)
    except TooMany:
        return False
    return any(situation.holds(one.when) and situation.holds(other.when) for situation in found)
