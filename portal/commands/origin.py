"""`flask origin`: checks of origin as JSON lines, and findings about `workflows/origin/`.

Owns the contract of the lines: in `agreement`, `hs6`, `fob`, `materials` [{`hs6`, `value`, `origin`,
`originating_doc`, `weight`}] and, if wanted, `claim`, `wholly_obtained`, `reaction`, `operations`, `only_minimal`,
`costs`, `weight`; out the result, or `error`. Numbers may be JSON numbers or text; none is read as a binary fraction.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
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
def check() -> None:
    """Read questions from standard input, one JSON object a line; write one answer a line."""
    book = load_origin(settings().workflows / FOLDER)
    for line in sys.stdin:
        if line.strip():
            click.echo(json.dumps(answer(book, line), ensure_ascii=False))


def answer(book: OriginBook, line: str) -> dict[str, Any]:
    """The answer to one line; what cannot be asked is an `error`, never an exception."""
    try:
        return asked(book, json.loads(line, parse_float=Decimal, parse_int=Decimal))
    except OriginUnclear as refusal:
        return {"error": str(refusal)}
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as fault:
        return {"error": f"{type(fault).__name__}: {fault}"}


def asked(book: OriginBook, question: dict[str, Any]) -> dict[str, Any]:
    name = str(question["agreement"]).strip().lower().replace("_", "-")
    key = OTHER_NAMES.get(name, name)
    if key not in book.agreements:
        return {"error": f"unknown agreement {question['agreement']!r}; there are {', '.join(sorted(book.agreements))}"}
    materials = [material_of(one) for one in question.get("materials") or ()]
    found = check_origin(
        book.agreements[key],
        code_of(question["hs6"]),
        fob=Decimal(str(question["fob"])),
        materials=materials,
        making=making_of(book, question),
    )
    return result_of(found)


def code_of(value: object) -> str:
    """An HS code; a whole JSON number lost nothing but a leading zero, and codes have an even number of digits."""
    if not isinstance(value, Decimal):
        return str(value)
    digits = plain(value)
    return digits.zfill(max(SHORTEST, len(digits) + len(digits) % 2))


def material_of(given: dict[str, Any]) -> OriginMaterial:
    weight = given.get("weight")
    return OriginMaterial(
        code_of(given["hs6"]),
        Decimal(str(given["value"])),
        country_of(given.get("origin")),
        said(given, "originating_doc"),
        None if weight is None else Decimal(str(weight)),
    )


def said(given: dict[str, Any], name: str, *, otherwise: bool = False) -> bool:
    """Yes or no; a word such as "false" is refused, for it would count as yes."""
    value = given.get(name)
    if value is not None and not isinstance(value, bool):
        raise ValueError(f"{name} must be true or false, not {value!r}")
    return otherwise if value is None else value


def country_of(value: object) -> str:
    """Two capital letters; anything else is not known."""
    text = str(value or "").strip().upper()
    return text if len(text) == COUNTRY else ""


def making_of(book: OriginBook, question: dict[str, Any]) -> Making:
    wanted = [str(one) for one in question.get("operations") or ()]
    if strange := [one for one in wanted if one not in book.operations]:
        raise ValueError(f"unknown operations {strange}; there are {', '.join(book.operations)}")
    operations = tuple(book.operations[one] for one in wanted)
    costs, weight, claim = question.get("costs"), question.get("weight"), question.get("claim")
    return Making(
        exporter=str(question.get("exporter") or "CN").upper(),
        wholly_obtained=said(question, "wholly_obtained"),
        reaction=said(question, "reaction"),
        operations=operations,
        only_minimal=said(question, "only_minimal", otherwise=bool(operations)),
        costs=Costs(**{name: Decimal(str(value)) for name, value in costs.items()}) if costs else None,
        weight=None if weight is None else Decimal(str(weight)),
        claim=Criterion(str(claim).upper()) if claim else None,
    )


def result_of(found: OriginResult) -> dict[str, Any]:
    """The result as plain JSON; numbers as text, so that nobody rounds them."""
    return {
        "agreement": found.agreement,
        "criterion": found.criterion.value if found.criterion else None,
        "passed": found.passed,
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
