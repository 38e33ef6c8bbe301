"""Proof that every word stands in both languages.

Owns the walk over all texts of a definition. Whether a translation is good stays a reader's judgement.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Final

from portal.domain.proofs.problem import problem
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from portal.domain.proofs.problem import Place, Problem
    from portal.domain.workflow import Service

HAN: Final = re.compile(r"[\u3400-\u9fff，。；：、！？《》（）〔〕“”]")
HAN_WORD: Final = re.compile(r"[\u3400-\u9fff]")
LATIN_WORD: Final = re.compile(r"[A-Za-z]*[a-z]{3,}")
PLACEHOLDER: Final = re.compile(r"待补充|待完善|待填|\bTODO\b|\bTBD\b|\bFIXME\b|\blorem ipsum\b", re.IGNORECASE)
FILLED_IN: Final = re.compile(r"\{[a-z0-9_]+\}")
"""What a paper puts in place of an id is no word of its author."""
WRITTEN_AS: Final = {"sections": "form"}
"""Attributes that the file calls otherwise."""


def texts_are_complete(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Neither language is empty or provisional, and neither stands where the other is promised."""
    for place, text in texts(service):
        if not _is_missing_basis(place, text):  # NO-BASIS says it
            yield from text_is_complete(place, text)


def text_is_complete(place: Place, text: Text) -> Iterator[Problem]:
    """The same for one text."""
    for language in ("zh", "en"):
        words = text.in_language(language)
        if not words:
            yield problem("TEXT-MISSING", (*place, language), language=language)
        elif found := PLACEHOLDER.search(words):
            yield problem("TEXT-PLACEHOLDER", (*place, language), found=found[0])
    if found := HAN.search(text.en):
        yield problem("ENGLISH-HAS-CHINESE", (*place, "en"), found=found[0])
    if not HAN_WORD.search(text.zh) and (found := LATIN_WORD.search(FILLED_IN.sub("", text.zh))):
        yield problem("CHINESE-MISSING", (*place, "zh"), found=found[0])


def texts(part: object, place: Place = ()) -> Iterator[tuple[Place, Text]]:
    """Every text below a part of a definition, with its place."""
    if isinstance(part, Text):
        yield place, part
    elif isinstance(part, tuple):
        for number, one in enumerate(part):
            yield from texts(one, (*place, number))
    elif is_dataclass(part):
        for each in fields(part):
            yield from texts(getattr(part, each.name), (*place, WRITTEN_AS.get(each.name, each.name)))


def _is_missing_basis(place: Place, text: Text) -> bool:
    return place[0] == "materials" and place[-1] == "basis" and not text.zh and not text.en
