"""The shape of `workflows/origin/`: agreements with their rules, kinds of certificates, countries, ports, issuers.

Owns which keys there are. Refuses unknown keys; what the files mean together is judged by
:mod:`portal.definitions.origin`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from portal.definitions.calendar_schema import Day
from portal.definitions.shapes import Amount, Id, Key, LimitModel, Strict, TextModel, word
from portal.domain.origin.data import Criterion, Layout

Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
CHAPTER = r"^(0[1-9]|[1-68][0-9]|7[0-689]|9[0-7])"
"""The chapters of the Harmonized System: 01 to 97 without 77."""

Start = Annotated[str, Field(pattern=CHAPTER + r"([0-9]{2}){0,2}$")]
Chapter = Annotated[str, Field(pattern=CHAPTER + r"$")]
HUNDRED = 100


class SourceModel(TextModel):
    """Where a fact comes from; `confirmed` only when somebody compared it with the official text."""

    confirmed: bool = Field(description="compared with the official text; else shown as 待核")


class RuleModel(Strict):
    """A rule: one criterion, or `all` or `any` of several."""

    criterion: Criterion | None = word(default=None, description="WO, PE, CC, CTH, CTSH, RVC or CR")
    minimum: Amount | None = Field(None, description="for RVC, in per cent of FOB")
    except_from: list[Start] = Field(default=[], description="for CC, CTH, CTSH: a change from here does not count")
    all: list[RuleModel] | None = Field(None, min_length=2, description="every one must be met")
    any: list[RuleModel] | None = Field(None, min_length=2, description="one must be met; the first that is is claimed")

    @model_validator(mode="after")
    def _one_form(self) -> RuleModel:
        if len({"criterion", "all", "any"} & self.model_fields_set) != 1:
            raise PydanticCustomError("rule", "a rule is exactly one of criterion, all, or any")
        if (self.criterion is Criterion.RVC) != (self.minimum is not None):
            raise PydanticCustomError("rule", "RVC needs a minimum, and nothing else has one")
        if self.minimum is not None and not 0 < self.minimum <= HUNDRED:
            raise PydanticCustomError("rule", "the minimum of RVC is a share of FOB: above 0, at most 100")
        if self.criterion is Criterion.PSR:
            raise PydanticCustomError("rule", "PSR is no test; write the tests of the product rule with all or any")
        return self


class ProductRuleModel(Strict):
    """The rule of some goods."""

    goods: list[Start] = Field(default=[], description="beginnings of HS codes; none for the general rule")
    rule: RuleModel = Field(description="what must be met")
    source: SourceModel = Field(description="annex and page")
    note: TextModel | None = Field(None, description="what else the reader must know")


class DeMinimisModel(Strict):
    """微小含量."""

    value_percent: Amount = Field(description="of FOB")
    weight_percent: Amount | None = Field(None, description="of the goods' weight")
    weight_chapters: list[Chapter] = Field(default=[], description="chapters that may use the weight")
    source: SourceModel = Field(description="article")


class MemberModel(Strict):
    """A Party."""

    country: Country = Field(description="two letters, in quotes")
    since: Day = Field(description="in force with China since")
    until: Day | None = Field(None, description="last day, where it ended")

    @model_validator(mode="after")
    def _in_order(self) -> MemberModel:
        if self.until is not None and self.until < self.since:
            raise PydanticCustomError("member", "until lies before since")
        return self


class AgreementModel(Strict):
    """One agreement."""

    key: Key = Field(description="the file's name")
    name: TextModel = Field(description="official name")
    as_of: Day = Field(description="when this was written down")
    source: SourceModel = Field(description="the agreement's text")
    every_country: bool = Field(default=False, description="for non-preferential rules")
    members: list[MemberModel] = Field(default=[], description="Parties other than China")
    rules: list[ProductRuleModel] = Field(default=[], description="general and product rules")
    de_minimis: DeMinimisModel | None = Field(None, description="tolerance")
    cumulation: bool = Field(default=False, description="materials of other Parties count as originating")
    box_words: dict[str, str] = Field(default={}, description="what the certificate calls a criterion")
    consignment: TextModel | None = Field(None, description="direct consignment")
    validity: LimitModel | None = Field(None, description="of a certificate, from its issue")


class LateModel(Strict):
    """Issue after shipment 补发."""

    allowed: bool = Field(description="whether a certificate may be issued after shipment")
    within: LimitModel | None = Field(None, description="after shipment")
    unmarked_days: int = Field(0, ge=0, description="so many days after shipment without a remark")
    remark: str = Field("", description="what the certificate says")
    source: SourceModel = Field(description="article")


class KindModel(Strict):
    """One kind of certificate."""

    id: Id
    code: Annotated[str, Field(min_length=1, max_length=20)]
    name: TextModel
    agreement: Key = Field(description="whose rules of origin apply")
    issuers: list[Id] = Field(min_length=1)
    preferential: bool = True
    for_exports: bool = Field(default=True, description="false where no exporter of this county can have one")
    layout: Layout | None = word(default=None, description="form_e, rcep or co: the draft the portal can draw up")
    self_print: list[Country] = Field(default=[], description="destinations for which the owner prints it")
    self_print_everywhere: bool = False
    self_print_known: bool = Field(default=True, description="false where the list was not found")
    documents: int = Field(0, ge=0, description="how many papers the application needs")
    late: LateModel
    remarks: list[TextModel] = Field(default=[], description="what the reader must know")
    source: SourceModel


class KindsModel(Strict):
    """`kinds.yaml`."""

    as_of: Day
    kinds: list[KindModel] = Field(min_length=1)


class NamedModel(Strict):
    """Something with an id and a name."""

    id: Annotated[str, Field(pattern=r"^([A-Z]{2}|[a-z][a-z0-9_]*)$")]
    name: TextModel
    note: TextModel | None = None
    source: SourceModel | None = None


class PortModel(Strict):
    """A port as certificates print it."""

    id: Annotated[str, Field(pattern=r"^[A-Z]{2}[A-Z0-9]{3}$")] = Field(description="UN/LOCODE")
    name: Annotated[str, Field(pattern=r"^[A-Z][A-Z .,'()-]*$")] = Field(description="in capital letters")
    zh: str


class PeopleModel(Strict):
    """`issuers.yaml`: who issues and who may apply."""

    as_of: Day
    issuers: list[NamedModel] = Field(min_length=1)
    applicants: list[NamedModel] = Field(min_length=1)


class OperationsModel(Strict):
    """`operations.yaml`: minimal operations."""

    as_of: Day
    operations: list[NamedModel] = Field(min_length=1)


class PlacesModel(Strict):
    """`places.yaml`: countries and ports."""

    as_of: Day
    countries: list[NamedModel] = Field(min_length=1)
    ports: list[PortModel] = Field(min_length=1)


def newest(days: list[date]) -> date:
    """The latest of the days on which the files were written down."""
    return max(days)
