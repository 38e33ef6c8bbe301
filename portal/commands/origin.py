"""`flask origin`: checks of origin as JSON lines, and findings about `workflows/origin/`.

Owns the contract of the lines: in `agreement`, `hs6`, `fob`, `materials` [{`hs6`, `value`, `origin`,
`originating_doc`, `weight`}] and, if wanted, `claim`, `wholly_obtained`, `reaction`, `operations`, `only_minimal`,
`costs`, `weight`, `currency`; out the result, or `error`. Numbers may be JSON numbers or text; none is read as a
binary fraction.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, fields
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

import click
from flask.cli import AppGroup

from portal.definitions.findings import Level
from portal.definitions.origin import lint_origin, load_origin
from portal.domain.origin.arithmetic import Costs, plain
from portal.domain.origin.check import Making, OriginMaterial, OriginUnclear, check_origin
from portal.domain.origin.data import Criterion
from portal.web.common.context import settings

if TYPE_CHECKING:
    from portal.domain.origin.check import OriginResult
    from portal.domain.origin.data import OriginBook

group = AppGroup("origin", help="Certificates of origin.")
FOLDER: Final = "origin"
OTHER_NAMES: Final = {"e": "acfta", "form-e": "acfta", "form_e": "acfta", "asean": "acfta", "co": "non-preferential"}
COUNTRY: Final = 2
SHORTEST: Final = 6
MEANT: Final = {
    "fob": "is no FOB value: a number above zero",
    "hs6": "is no HS code: 6, 8 or 10 digits, chapters 01 to 97",
    "value": "is no amount: a number, not below zero",
}


class QuestionWrong(ValueError):
    """A line that cannot be asked; its words say why."""


@group.command("lint")
@click.pass_context
def lint(context: click.Context) -> None:
    """Findings about workflows/origin/: errors, and what nobody confirmed."""
    findings = lint_origin(settings().workflows / FOLDER)
    for one in findings:
        click.echo(str(one))
    errors = sum(one.level is Level.ERROR for one in findings)
    click.echo(f"{errors} errors, {len(findings) - errors} remarks", err=True)
    context.exit(1 if errors else 0)


@group.command("check")
@click.pass_context
def check(context: click.Context) -> None:
    """Read questions from standard input, one JSON object a line; write one answer a line."""
    book = load_origin(settings().workflows / FOLDER)
    failed = False
    for line in sys.stdin:
        if line.strip():
            told = answer(book, line)
            failed = failed or "error" in told
            click.echo(json.dumps(told, ensure_ascii=False))
    context.exit(1 if failed else 0)


def answer(book: OriginBook, line: str) -> dict[str, Any]:
    """The answer to one line; what cannot be asked is an `error`, never an exception."""
    try:
        question = json.loads(line, parse_float=Decimal, parse_int=Decimal)
    except ValueError as fault:
        return {"error": f"this line is not JSON: {fault}"}
    if not isinstance(question, dict):
        return {"error": "a question is a JSON object"}
    try:
        return asked(book, question)
    except OriginUnclear as refusal:
        return {"error": unclear(refusal)}
    except QuestionWrong as fault:
        return {"error": str(fault)}


def unclear(refusal: OriginUnclear) -> str:
    """Which figure means nothing, and what it has to be."""
    what, value, row = (refusal.facts.get(name) for name in ("what", "value", "row"))
    place = f"materials[{int(str(row)) - 1}].{what}" if row else str(what)
    return f"{place}: {value} {MEANT.get(str(what), MEANT['value'])}"


def asked(book: OriginBook, question: dict[str, Any]) -> dict[str, Any]:
    name = str(needed(question, "agreement")).strip().lower().replace("_", "-")
    key = OTHER_NAMES.get(name, name)
    if key not in book.agreements:
        return {"error": f"unknown agreement {question['agreement']!r}; there are {', '.join(sorted(book.agreements))}"}
    currency = question.get("currency")
    given = question.get("materials") or []
    if not isinstance(given, list):
        raise QuestionWrong("materials: a list of objects")
    materials = [material_of(book, one, place=f"materials[{at}]", currency=currency) for at, one in enumerate(given)]
    found = check_origin(
        book.agreements[key],
        code_of(needed(question, "hs6")),
        fob=number(needed(question, "fob"), "fob"),
        materials=materials,
        making=making_of(book, question),
    )
    return result_of(found)


def needed(given: dict[str, Any], name: str, place: str = "") -> Any:
    """What must be there."""
    if given.get(name) in (None, ""):
        raise QuestionWrong(f"{place}{name}: this key is missing")
    return given[name]


def number(value: object, place: str) -> Decimal:
    """A number, also written as text."""
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise QuestionWrong(f"{place}: {value!r} is not a number, for example 8000 or 8000.50") from None


def code_of(value: object) -> str:
    """An HS code; a whole JSON number lost nothing but a leading zero, and codes have an even number of digits."""
    if not isinstance(value, Decimal):
        return str(value)
    digits = plain(value)
    return digits.zfill(max(SHORTEST, len(digits) + len(digits) % 2))


def material_of(book: OriginBook, given: object, *, place: str, currency: object) -> OriginMaterial:
    if not isinstance(given, dict):
        raise QuestionWrong(f"{place}: a material is an object with hs6, value, origin and originating_doc")
    if given.get("currency", currency) != currency:
        raise QuestionWrong(f"{place}.currency: values must be in the currency of fob; nothing is converted here")
    weight = given.get("weight")
    return OriginMaterial(
        code_of(needed(given, "hs6", f"{place}.")),
        number(needed(given, "value", f"{place}."), f"{place}.value"),
        country_of(book, given.get("origin")),
        said(given, "originating_doc"),
        None if weight is None else number(weight, f"{place}.weight"),
    )


def said(given: dict[str, Any], name: str, *, otherwise: bool = False) -> bool:
    """Yes or no; a word such as "false" is refused, for it would count as yes."""
    value = given.get(name)
    if value is not None and not isinstance(value, bool):
        raise QuestionWrong(f"{name} must be true or false, not {value!r}")
    return otherwise if value is None else value


def country_of(book: OriginBook, value: object) -> str:
    """Two letters, or the name of a country in either language; anything else is not known."""
    text = str(value or "").strip()
    if len(text) == COUNTRY and text.isascii():
        return text.upper()
    names = {name: key for key, one in book.countries.items() for name in (one.name.en.casefold(), one.name.zh)}
    return names.get(text.casefold(), "")


def making_of(book: OriginBook, question: dict[str, Any]) -> Making:
    wanted = [str(one) for one in question.get("operations") or ()]
    if strange := [one for one in wanted if one not in book.operations]:
        raise QuestionWrong(f"unknown operations {strange}; there are {', '.join(book.operations)}")
    operations = tuple(book.operations[one] for one in wanted)
    costs, weight, claim = question.get("costs"), question.get("weight"), question.get("claim")
    return Making(
        exporter=str(question.get("exporter") or "CN").upper(),
        wholly_obtained=said(question, "wholly_obtained"),
        reaction=said(question, "reaction"),
        operations=operations,
        only_minimal=said(question, "only_minimal", otherwise=bool(operations)),
        costs=costs_of(costs) if costs else None,
        weight=None if weight is None else number(weight, "weight"),
        claim=claim_of(claim) if claim else None,
    )


def costs_of(given: object) -> Costs:
    known = [one.name for one in fields(Costs)]
    if not isinstance(given, dict) or set(given) - set(known):
        raise QuestionWrong(f"costs: an object with any of {', '.join(known)}, and nothing else")
    return Costs(**{name: number(value, f"costs.{name}") for name, value in given.items()})


def claim_of(given: object) -> Criterion:
    try:
        return Criterion(str(given).upper())
    except ValueError:
        raise QuestionWrong(f"claim: {given!r} is not one of {', '.join(Criterion)}") from None


def result_of(found: OriginResult) -> dict[str, Any]:
    """The result as plain JSON; numbers as text, so that nobody rounds them."""
    return {
        "agreement": found.agreement,
        "criterion": found.criterion.value if found.criterion else None,
        "passed": found.passed,
        "judged": found.judged,
        "rvc": plain(found.rvc),
        "rvc_shown": str(found.rvc_shown),
        "rvc_build_up": None if found.rvc_build_up is None else plain(found.rvc_build_up),
        "vnm": plain(found.vnm),
        "ctc_failures": [
            {"row": one.row, "hs6": one.hs6, "value": plain(one.value), "criterion": one.criterion.value}
            for one in found.ctc_failures
        ],
        "de_minimis_used": found.de_minimis_used,
        "cumulated": found.cumulated,
        "minimal_operations": found.only_minimal,
        "box": found.box,
        "confirmed": found.confirmed,
        "explanation": [asdict(line) for line in found.explanation],
    }
