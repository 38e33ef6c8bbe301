"""The tables of docs/scenario-language.md, made from the program so that they cannot differ from it.

Owns the printed form of acts, keys and words. Refuses nothing; a test compares the page with what stands here.
"""

from __future__ import annotations

from enum import Enum
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Union, get_args, get_origin

from portal.definitions.shapes import TextModel
from portal.domain.case.timers import TimerKind
from portal.domain.documents import DocumentKind, title
from portal.domain.limits import Limit
from portal.scenarios import expect_schema, step_schema
from portal.scenarios.acts.table import ACTORS, ALSO
from portal.scenarios.moments import Left, Moment, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

SAYS: Final[dict[object, str]] = {
    str: "text",
    int: "a whole number",
    bool: "yes or no",
    Any: "a value",
    Moment: "a moment",
    Span: "a span of time",
    Limit: "a limit",
    Left: "a number, or a span",
    TextModel: "a name",
    expect_schema.ClockExpectation: "a clock",
    expect_schema.StepExpectation: "a step",
    expect_schema.FollowUpExpectation: "a follow-up",
    expect_schema.FiguresExpectation: "figures",
    expect_schema.ExpectModel: "expectations",
    step_schema.RefusedModel: "a refusal",
}
EXPECTED: Final[tuple[tuple[str, type[BaseModel]], ...]] = (
    ("Under `expect`", expect_schema.ExpectModel),
    ("A clock", expect_schema.ClockExpectation),
    ("A step under `steps`", expect_schema.StepExpectation),
    ("A follow-up under `follow_ups`", expect_schema.FollowUpExpectation),
    ("Under `figures`", expect_schema.FiguresExpectation),
)
TIMERS: Final = {
    TimerKind.DEEM_ACCEPTED: "the acceptance limit passed in silence, so the case is accepted",
    TimerKind.LAPSE_CORRECTION: "a correction was not supplied in time",
    TimerKind.LAPSE_TOLERANCE: "a promised material was not supplied in time",
    TimerKind.END_NOTICE: "a public notice, or a step that silence answers, ran its time",
    TimerKind.LAPSE_STEP: "a step of the applicant was not done in time, and the case ends",
    TimerKind.REMIND: "a clock turned yellow; `remind promise` names which",
}
ISSUED: Final = {
    DocumentKind.FILING_RECEIPT: "the filing, or a correction, is handed in",
    DocumentKind.COMMITMENT_LETTER: "it rests on a commitment; beside the receipt",
    DocumentKind.TOLERANCE_COMMITMENT: "materials are to follow; beside the receipt",
    DocumentKind.CORRECTION_NOTICE: "corrections are told",
    DocumentKind.REFUSAL_OF_ACCEPTANCE: "the filing is not accepted",
    DocumentKind.ACCEPTANCE_NOTICE: "the filing is accepted, by the window or by silence",
    DocumentKind.TOLERANCE_NOTICE: "materials are to follow; beside the acceptance notice",
    DocumentKind.PROCEDURE_NOTICE: "a special procedure begins",
    DocumentKind.EXTENSION_NOTICE: "an extension is approved",
    DocumentKind.PUBLIC_NOTICE: "a step of kind `notice` opens, unless a paper of the definition opens with it",
    DocumentKind.SUPERVISION_NOTICE: "a manager supervises",
    DocumentKind.DECISION_GRANTED: "the decision is yes",
    DocumentKind.DECISION_REFUSED: "the decision is no",
    DocumentKind.DELIVERY_RECORD: "the decision is delivered",
    DocumentKind.RECOVERY_NOTICE: "an officer takes back money of a policy",
    DocumentKind.ORIGIN_DRAFT: "a certificate of origin is applied for, or its answers are corrected",
    DocumentKind.SERVICE_PAPER: "a paper of the definition is due: see `papers` in the workflow language",
    DocumentKind.CLOSING_NOTICE: "the case is closed: delivered, not accepted, returned, withdrawn or lapsed",
}
REFUSED_IN: Final = ("case", "filing", "permission", "enterprise", "not_found")
NEVER_MET: Final = frozenset(
    {
        "case.broken_history",
        "case.changed_meanwhile",
        "case.clock_still_running",
        "case.timer_not_set",
        "enterprise.not_representative",
    }
)
"""Refusals that need two people at once, a broken database, or an act that no scenario has."""


def parts() -> dict[str, str]:
    """Every generated part of the page by the name of its marks."""
    return {
        "head": _table(step_schema.ScenarioModel),
        "every step": _table(step_schema.StepModel),
        "acts": "\n".join(_acts()),
        "expectations": "\n".join(f"#### {name}\n\n{_table(model)}" for name, model in EXPECTED),
        "documents": "\n".join(_documents()),
        "timers": "\n".join(f"- `{kind}` – {words}" for kind, words in TIMERS.items()) + "\n",
        "refusals": "\n".join(_refusals()),
    }


def filled(page: str) -> str:
    """The page with every generated part as it should be; what stands between other marks is left alone."""
    for name, text in parts().items():
        begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        before, _, rest = page.partition(begin)
        page = f"{before}{begin}\n{text.rstrip()}\n{end}{rest.partition(end)[2]}"
    return page


def _acts() -> Iterator[str]:
    for actor, verbs in ACTORS.items():
        others = [other for other, name in ALSO.items() if name == actor]
        also = f" (or {', '.join(f'`{one}:`' for one in others)})" if others else ""
        yield f"### `{actor}:`{also}\n"
        for verb in verbs:
            yield f"#### `{actor}: {verb.says}`\n\n{verb.about}\n"
            if table := _table(verb.model, without=step_schema.StepModel):
                yield table


def _table(model: type[BaseModel], *, without: type[BaseModel] | None = None) -> str:
    """The keys of a model, except those of another one."""
    left_out = without.model_fields if without else {}
    fields = {key: info for key, info in model.model_fields.items() if key not in left_out}
    own = [key for key in fields if key in model.__annotations__]
    fields = {key: fields[key] for key in (*own, *fields)}
    if not fields:
        return ""
    lines = ["| Key | Takes | Meaning |", "|---|---|---|"]
    for key, info in fields.items():
        lines.append(f"| `{info.alias or key}`{_needed(info)} | {_takes(info.annotation)} | {_meaning(info)} |")
    return "\n".join(lines) + "\n"


def _needed(info: FieldInfo) -> str:
    return " (needed)" if info.is_required() else ""


def _meaning(info: FieldInfo) -> str:
    words = _words_of(info.annotation)
    default = f"; `{info.default}` when left out" if isinstance(info.default, Enum) else ""
    listed = ": " + ", ".join(f"`{one}`" for one in words) if words else ""
    return f"{info.description or ''}{listed}{default}"


def _words_of(annotation: object) -> list[str]:
    kinds = [one for one in _inside(annotation) if isinstance(one, type) and issubclass(one, Enum)]
    shown = [kind for kind in kinds if kind is not DocumentKind]
    return [str(one.value) for kind in shown for one in kind]


def _inside(annotation: object) -> Iterator[object]:
    yield annotation
    for one in get_args(annotation):
        yield from _inside(one)


def _takes(annotation: object) -> str:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _takes(inner[0])
    if origin in {Union, UnionType}:
        return _takes(next(one for one in inner if one is not type(None)))
    if origin is list:
        return "a list of steps" if get_origin(inner[0]) is dict else "one, or a list"
    if origin is dict:
        return f"a mapping: {_takes(inner[1])}"
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return "a word" if issubclass(annotation, str) else "a number"
    return SAYS[annotation]


def _documents() -> Iterator[str]:
    yield "| Word | Document | Issued when |"
    yield "|---|---|---|"
    for kind in DocumentKind:
        yield f"| `{kind}` | {title(kind).zh}, {title(kind).en} | {ISSUED[kind]} |"
    yield ""


def _refusals() -> Iterator[str]:
    yield "| Refusal | When |"
    yield "|---|---|"
    for name, kind in step_schema.refusals().items():
        if name.partition(".")[0] in REFUSED_IN and name not in NEVER_MET:
            yield f"| `{name}` | {' '.join((kind.__doc__ or '').split())} |"
    yield ""
