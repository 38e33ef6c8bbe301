"""Words for what the schema refuses: the official who wrote the line must see what to write instead.

Owns the sentences about shape (unknown key, missing key, number where text is wanted). Refuses nothing itself.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Final, Union, get_args, get_origin

from pydantic import BaseModel

from portal.definitions.findings import Finding
from portal.definitions.shapes import LimitModel, TextModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from portal.definitions.nodes import Path, Source


FEW: Final = 8


def suggestion(word: str, known: Sequence[str]) -> str:
    """The name that was probably meant, or all names when they are few."""
    return nearest(word, known) or (f"; there are: {', '.join(known)}" if 0 < len(known) <= FEW else "")


def nearest(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` when a known word is close, else nothing."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {found[0]!r}?" if found else ""


def complaints(error: ValidationError, model: type[BaseModel], source: Source) -> list[Finding]:
    """Every fault of shape as a finding on its line."""
    return [
        Finding(*source.place(_place(detail)), "SCHEMA", _sentence(detail, model))
        for detail in error.errors(include_url=False)
    ]


def _place(detail: ErrorDetails) -> Path:
    """Path in the file: without the marks that pydantic adds for dictionary keys."""
    return tuple(part for part in detail["loc"] if part != "[key]")


def _name(detail: ErrorDetails) -> str:
    """What the faulty part is called; an entry of a list is called like the list."""
    return next((part for part in reversed(_place(detail)) if isinstance(part, str)), "the file")


def _sentence(detail: ErrorDetails, model: type[BaseModel]) -> str:
    write = SENTENCES.get(detail["type"])
    name = ".".join(str(part) for part in _place(detail))
    return write(detail, model) if write else f"{name}: {detail['msg']}"


def _unknown_key(detail: ErrorDetails, model: type[BaseModel]) -> str:
    key = str(detail["loc"][-1])
    owner = model_at(model, detail["loc"][:-1])
    return f"unknown key {key!r}{nearest(key, _keys(owner) if owner else ())}"


def _missing(detail: ErrorDetails, _: type[BaseModel]) -> str:
    return f"the key {str(detail['loc'][-1])!r} is missing"


def _text(detail: ErrorDetails, _: type[BaseModel]) -> str:
    value, name = detail["input"], _name(detail)
    if isinstance(value, list | dict):
        return f"{name}: text is wanted here, not a list or a mapping"
    return f'{name}: text is wanted here; write "{value}" in quotes'


def _mapping(detail: ErrorDetails, model: type[BaseModel]) -> str:
    wanted = model_at(model, detail["loc"])
    name = _name(detail)
    if wanted is LimitModel:
        return f"{name}: a limit is {{value: 5, unit: workday}}, never a bare {detail['input']}"
    if wanted is TextModel:
        return f"{name}: a text is {{zh: …, en: …}}"
    return f"{name}: a mapping of keys is wanted here"


def _list(detail: ErrorDetails, _: type[BaseModel]) -> str:
    return f"{_name(detail)}: a list is wanted here"


def _word(detail: ErrorDetails, model: type[BaseModel]) -> str:
    kind = _type_at(model, detail["loc"])
    known = [str(one.value) for one in kind] if isinstance(kind, type) and issubclass(kind, Enum) else []
    given = str(detail["input"])
    hint = f"; write {SIGNS[given]}" if SIGNS.get(given) in known else nearest(given, known)
    return f"{_name(detail)}: {given!r} is not one of {', '.join(known)}{hint}"


SIGNS: Final[Mapping[str, str]] = {
    "=": "eq", "==": "eq", "≠": "ne", "!=": "ne", ">": "gt", ">=": "gte", "≥": "gte", "<": "lt", "<=": "lte",
    "≤": "lte", "免申即享": "automatic", "即申即享": "instant", "承诺兑现": "commitment",
    "定额": "fixed", "比例": "ratio", "分档": "tiered", "按件": "per_unit",
}  # fmt: skip
"""Signs and Chinese terms that officials write for a word of the language."""


def _whole_number(detail: ErrorDetails, _: type[BaseModel]) -> str:
    return f"{_name(detail)}: a whole number without quotes is wanted here, not {str(detail['input'])!r}"


def _number(detail: ErrorDetails, _: type[BaseModel]) -> str:
    given = detail["input"]
    meant = _meant(given) if isinstance(given, str) else None
    example = f"write {meant}" if meant else "for example 80000 or 0.05"
    return f"{_name(detail)}: a plain number is wanted here, without quotes, unit or comma, not {given!r}; {example}"


WRITTEN_NUMBER: Final = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(万|亿|%)?(?:元|人民币)?")
TIMES: Final[Mapping[str | None, Decimal]] = {
    None: Decimal(1),
    "万": Decimal(10_000),
    "亿": Decimal(100_000_000),
    "%": Decimal("0.01"),
}


def _meant(given: str) -> str | None:
    """The number that 8万元, 50,000, ５００ or 50% stands for, in yuan or as a share."""
    plain = "".join(unicodedata.normalize("NFKC", given).replace(",", "").split())
    found = WRITTEN_NUMBER.fullmatch(plain)
    if not found:
        return None
    value = f"{Decimal(found[1]) * TIMES[found[2]]:f}"
    return value.rstrip("0").rstrip(".") if "." in value else value


def _truth(detail: ErrorDetails, _: type[BaseModel]) -> str:
    return f"{_name(detail)}: true or false is wanted here, not {detail['input']!r}"


def _empty(detail: ErrorDetails, _: type[BaseModel]) -> str:
    return f"{_name(detail)}: at least one entry is needed; leave the key out when there is none and none is needed"


def _too_small(detail: ErrorDetails, _: type[BaseModel]) -> str:
    return f"{_name(detail)}: {detail['input']} is too small, at least {detail.get('ctx', {}).get('ge')}"


def _too_large(detail: ErrorDetails, _: type[BaseModel]) -> str:
    most = detail.get("ctx", {}).get("le")
    share = "; 5 % is written 0.05" if most == 1 else ""
    return f"{_name(detail)}: {detail['input']} is too large, at most {most}{share}"


def _not_above(detail: ErrorDetails, _: type[BaseModel]) -> str:
    return f"{_name(detail)}: {detail['input']} is too small, more than {detail.get('ctx', {}).get('gt')} is wanted"


def _pattern(detail: ErrorDetails, _: type[BaseModel]) -> str:
    pattern = detail.get("ctx", {}).get("pattern", "")
    forms = FORMS.get(pattern)
    wanted = f"is wanted as {forms}" if forms else f"has not the wanted form {pattern}"
    return f"{_name(detail)}: {detail['input']!r} {wanted}"


FORMS: Final[Mapping[str, str]] = {
    r"^[a-z][a-z0-9_]*$": "an id: small letters a-z, digits and _, beginning with a letter, for example high_tech",
    r"^[a-z][a-z0-9-]*$": "a key: small letters a-z, digits and -, for example market-regulation",
    r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$": "the id of a fact in facts.yaml, for example credit.serious_illegal",
    r"^[A-Z]{2}[0-9]{2}$": "two capital letters and two digits, for example ZC31",
    r"^0[58]$": '"05" or "08", in quotes',
}
"""Patterns of the schema in words."""


SENTENCES: Final[Mapping[str, Callable[[ErrorDetails, type[BaseModel]], str]]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "string_type": _text,
    "model_type": _mapping,
    "dict_type": _mapping,
    "list_type": _list,
    "enum": _word,
    "int_type": _whole_number,
    "int_from_float": _whole_number,
    "bool_type": _truth,
    "too_short": _empty,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_large,
    "greater_than": _not_above,
    "is_instance_of": _number,
    "string_pattern_mismatch": _pattern,
}


def _keys(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


def model_at(model: type[BaseModel], path: Iterable[str | int]) -> type[BaseModel] | None:
    """The part of the schema at a path; none when no mapping with keys of its own is there."""
    found = _type_at(model, path)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _type_at(model: type[BaseModel], path: Iterable[str | int]) -> object:
    """The annotated type at a path; follows lists, dictionaries and `X | None`."""
    here: object = model
    for part in path:
        if isinstance(here, type) and issubclass(here, BaseModel):
            info = next((one for name, one in here.model_fields.items() if part in {name, one.alias}), None)
            here = info.annotation if info else None
        elif get_origin(here) in {list, dict}:
            here = get_args(here)[-1]
        here = _bare(here)
    return here


def _bare(annotation: object) -> object:
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return _bare(next(one for one in get_args(annotation) if one is not type(None)))
    return annotation
