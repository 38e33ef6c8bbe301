"""`workflows/origin/`: the county's book of certificates of origin, read and judged as a whole.

Owns how the files belong together: kinds name agreements and issuers, members and ports name countries. Refuses names
that nobody knows, two of one id, an agreement without a general rule where its members need one; every refusal names
file and line, all at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from portal.definitions import origin_schema as shape
from portal.definitions.build_words import limit, text
from portal.definitions.complaints import suggestion
from portal.definitions.findings import DefinitionsInvalid, Finding, Level
from portal.definitions.loader import check, read
from portal.domain.origin import data

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date
    from pathlib import Path

    from pydantic import BaseModel

    from portal.definitions.nodes import Path as Place
    from portal.definitions.nodes import Source

CODE: Final = "ORIGIN"
UNCONFIRMED: Final = "UNCONFIRMED"
Model = TypeVar("Model", bound="BaseModel")


@dataclass(slots=True)
class _Desk:
    """The files as they are read, with all faults so far."""

    findings: list[Finding] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)

    def read(self, path: Path, model: type[Model]) -> Model | None:
        try:
            loaded = check(read(path), model, lambda one: one)
        except DefinitionsInvalid as invalid:
            self.findings += invalid.findings
            return None
        self.sources[path.stem] = loaded.source
        return loaded.value

    def refuse(self, stem: str, place: Place, message: str, *, level: Level = Level.ERROR) -> None:
        source = self.sources[stem]
        code = CODE if level is Level.ERROR else UNCONFIRMED
        self.findings.append(Finding(source.name, source.line(place), code, message, level))

    def known(self, stem: str, place: Place, name: str, *, among: Collection[str], what: str) -> None:
        if name not in among:
            self.refuse(stem, place, f"{what} {name!r} is not known{suggestion(name, sorted(among))}")

    def once(self, stem: str, key: str, ids: Iterable[str]) -> None:
        seen: set[str] = set()
        for number, one in enumerate(ids):
            if one in seen:
                self.refuse(stem, (key, number), f"{one!r} is written twice in {key}")
            seen.add(one)


def load_origin(folder: Path) -> data.OriginBook:
    """The book of a folder; raises `DefinitionsInvalid` with every fault of every file."""
    book, findings = read_origin(folder)
    errors = [one for one in findings if one.level is Level.ERROR]
    if book is None or errors:
        raise DefinitionsInvalid(errors)
    return book


def lint_origin(folder: Path) -> list[Finding]:
    """Everything to be said about the folder: faults, and what nobody confirmed yet."""
    return sorted(read_origin(folder)[1])


def read_origin(folder: Path) -> tuple[data.OriginBook | None, list[Finding]]:
    """The book, if all files have their shape, and every finding."""
    desk = _Desk()
    kinds = desk.read(folder / "kinds.yaml", shape.KindsModel)
    people = desk.read(folder / "issuers.yaml", shape.PeopleModel)
    operations = desk.read(folder / "operations.yaml", shape.OperationsModel)
    places = desk.read(folder / "places.yaml", shape.PlacesModel)
    paths = sorted((folder / "agreements").glob("*.yaml"))
    agreements = {path.stem: desk.read(path, shape.AgreementModel) for path in paths}
    found = {stem: model for stem, model in agreements.items() if model is not None}
    if not (kinds and people and operations and places) or len(found) < len(agreements):
        return None, desk.findings
    countries = {one.id for one in places.countries}
    _judge_agreements(desk, found, countries)
    _judge_kinds(desk, kinds, agreements=found, issuers={one.id for one in people.issuers}, countries=countries)
    desk.once("places", "countries", [one.id for one in places.countries])
    desk.once("places", "ports", [one.id for one in places.ports])
    for number, port in enumerate(places.ports):
        desk.known("places", ("ports", number, "id"), port.id[:2], among=countries, what="the country of the port")
    shared = (kinds.as_of, people.as_of, operations.as_of, places.as_of)
    days = [*shared, *(one.as_of for one in found.values())]
    book = _book(kinds, people, operations=operations, places=places, agreements=found, as_of=shape.newest(days))
    return book, desk.findings


def _judge_agreements(desk: _Desk, found: dict[str, shape.AgreementModel], countries: Collection[str]) -> None:
    for stem, one in found.items():
        if one.key != stem:
            desk.refuse(stem, ("key",), f"the key is {one.key!r}, the file's name says {stem!r}")
        if not one.every_country and not one.members:
            desk.refuse(stem, ("members",), "an agreement has members, or every_country: true")
        desk.once(stem, "members", [member.country for member in one.members])
        for number, member in enumerate(one.members):
            place = ("members", number, "country")
            desk.known(stem, place, member.country, among=countries, what="the country")
        starts = [start for rule in one.rules for start in rule.goods or ("general",)]
        desk.once(stem, "rules", starts)
        for word in one.box_words:
            known = [*data.Criterion, "ACU", "DMI"]
            desk.known(stem, ("box_words", word), word, among=known, what="the criterion")
        _say_unconfirmed(desk, stem, one)


def _say_unconfirmed(desk: _Desk, stem: str, one: shape.AgreementModel) -> None:
    if not one.source.confirmed:
        desk.refuse(stem, ("source",), "not confirmed: shown as 待核", level=Level.INFO)
    for number, rule in enumerate(one.rules):
        if not rule.source.confirmed:
            goods = ", ".join(rule.goods) or "all other goods"
            desk.refuse(stem, ("rules", number), f"rule of {goods} not confirmed: shown as 待核", level=Level.INFO)


def _judge_kinds(
    desk: _Desk,
    kinds: shape.KindsModel,
    *,
    agreements: Collection[str],
    issuers: Collection[str],
    countries: Collection[str],
) -> None:
    desk.once("kinds", "kinds", [one.id for one in kinds.kinds])
    for number, kind in enumerate(kinds.kinds):
        at = ("kinds", number)
        desk.known("kinds", (*at, "agreement"), kind.agreement, among=agreements, what="the agreement")
        for issuer in kind.issuers:
            desk.known("kinds", (*at, "issuers"), issuer, among=issuers, what="the issuer")
        for country in kind.self_print:
            desk.known("kinds", (*at, "self_print"), country, among=countries, what="the country")
        if not kind.late.allowed and kind.late.remark:
            desk.refuse("kinds", (*at, "late"), "there is no remark for a late issue that is not allowed")


def _book(
    kinds: shape.KindsModel,
    people: shape.PeopleModel,
    *,
    operations: shape.OperationsModel,
    places: shape.PlacesModel,
    agreements: dict[str, shape.AgreementModel],
    as_of: date,
) -> data.OriginBook:
    return data.OriginBook(
        agreements={key: _agreement(one) for key, one in agreements.items()},
        kinds=tuple(_kind(one) for one in kinds.kinds),
        countries={one.id: _named(one) for one in places.countries},
        issuers={one.id: _named(one) for one in people.issuers},
        operations={one.id: _named(one) for one in operations.operations},
        ports=tuple(data.Port(one.id, one.name, one.zh, one.id[:2]) for one in places.ports),
        applicants=tuple(_named(one) for one in people.applicants),
        as_of=as_of,
    )


def _source(model: shape.SourceModel) -> data.Provenance:
    return data.Provenance(text(model), model.confirmed)


def _named(model: shape.NamedModel) -> data.Named:
    source = _source(model.source) if model.source else None
    return data.Named(model.id, text(model.name), text(model.note), source)


def _rule(model: shape.RuleModel) -> data.Rule:
    if model.all is not None:
        return data.Every(tuple(_rule(part) for part in model.all))
    if model.any is not None:
        return data.Either(tuple(_rule(part) for part in model.any))
    return data.Requirement(model.criterion or data.Criterion.PSR, model.minimum, tuple(model.except_from))


def _small(model: shape.DeMinimisModel | None) -> data.DeMinimis | None:
    if model is None:
        return None
    return data.DeMinimis(
        model.value_percent, _source(model.source), model.weight_percent, tuple(model.weight_chapters)
    )


def _agreement(model: shape.AgreementModel) -> data.Agreement:
    return data.Agreement(
        key=model.key,
        name=text(model.name),
        members=tuple(data.Member(one.country, one.since, one.until) for one in model.members),
        rules=tuple(
            data.ProductRule(tuple(one.goods), _rule(one.rule), _source(one.source), text(one.note))
            for one in model.rules
        ),
        source=_source(model.source),
        every_country=model.every_country,
        de_minimis=_small(model.de_minimis),
        cumulation=model.cumulation,
        box_words=tuple(model.box_words.items()),
        consignment=text(model.consignment),
        validity=limit(model.validity) if model.validity else None,
    )


def _kind(model: shape.KindModel) -> data.Kind:
    late = model.late
    return data.Kind(
        id=model.id,
        code=model.code,
        name=text(model.name),
        agreement=model.agreement,
        issuers=tuple(model.issuers),
        late=data.LateIssue(
            late.allowed,
            _source(late.source),
            limit(late.within) if late.within else None,
            late.unmarked_days,
            late.remark,
        ),
        source=_source(model.source),
        preferential=model.preferential,
        for_exports=model.for_exports,
        layout=model.layout,
        self_print=tuple(model.self_print),
        self_print_everywhere=model.self_print_everywhere,
        self_print_known=model.self_print_known,
        documents=model.documents,
        remarks=tuple(text(one) for one in model.remarks),
    )
