"""What is known about certificates of origin 原产地证, as frozen values: agreements, kinds, rules, ports, issuers.

Owns the shape only, and look-ups inside it. Every part says where it comes from and whether that source was checked
(`confirmed`); what is not confirmed is shown as 待核. Refuses nothing: the files are judged by
:mod:`portal.definitions.origin`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from portal.domain.calendar import WorkCalendar
    from portal.domain.limits import Limit
    from portal.domain.texts import Text

CHINA: Final = "CN"


class Criterion(StrEnum):
    """How goods may have got their origin 原产地标准."""

    WO = "WO"  # 完全获得 wholly obtained
    PE = "PE"  # 完全使用原产材料生产 produced exclusively from originating materials
    CC = "CC"  # 章改变
    CTH = "CTH"  # 品目改变
    CTSH = "CTSH"  # 子目改变
    RVC = "RVC"  # 区域价值成分
    CR = "CR"  # 化学反应
    PSR = "PSR"  # several tests of a product specific rule together


LEVELS: Final = {Criterion.CC: 2, Criterion.CTH: 4, Criterion.CTSH: 6}
"""How many digits of the HS code must differ."""


class Layout(StrEnum):
    """Which draft the portal can draw up."""

    FORM_E = "form_e"
    RCEP = "rcep"
    CO = "co"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a fact comes from; one that nobody checked is marked."""

    text: Text
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Requirement:
    """One test of a rule: `minimum` for RVC in per cent, `except_from` headings whose change does not count."""

    criterion: Criterion
    minimum: Decimal | None = None
    except_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Every:
    """Every part must be met."""

    parts: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One part must be met; the first that is will be claimed."""

    parts: tuple[Rule, ...]


Rule = Requirement | Every | Either


@dataclass(frozen=True, slots=True)
class ProductRule:
    """The rule of some goods; `goods` are beginnings of HS codes, none for the general rule."""

    goods: tuple[str, ...]
    rule: Rule
    source: Provenance
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class DeMinimis:
    """微小含量: how much may lack the change of tariff, in per cent of FOB; of weight for some chapters instead."""

    value_percent: Decimal
    source: Provenance
    weight_percent: Decimal | None = None
    weight_chapters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A Party of an agreement and since when it applies with China."""

    country: str
    since: date
    until: date | None = None

    def is_in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Agreement:
    """The origin rules of one agreement, or the non-preferential ones."""

    key: str
    name: Text
    members: tuple[Member, ...]
    rules: tuple[ProductRule, ...]
    source: Provenance
    every_country: bool = False
    de_minimis: DeMinimis | None = None
    cumulation: bool = False
    box_words: tuple[tuple[str, str], ...] = ()
    consignment: Text | None = None
    validity: Limit | None = None

    def covers(self, country: str, day: date) -> bool:
        """Whether goods sent to a country may claim it on a day."""
        return self.every_country or any(one.country == country and one.is_in_force(day) for one in self.members)

    @property
    def countries(self) -> frozenset[str]:
        return frozenset(one.country for one in self.members)

    def rule_for(self, hs6: str) -> ProductRule | None:
        """The most particular rule of these goods."""
        fitting = [(len(start), one) for one in self.rules for start in one.goods or ("",) if hs6.startswith(start)]
        return max(fitting, key=lambda pair: pair[0])[1] if fitting else None

    def box_word(self, criterion: Criterion) -> str:
        """What the certificate calls a criterion."""
        return dict(self.box_words).get(criterion.value, criterion.value)


@dataclass(frozen=True, slots=True)
class LateIssue:
    """补发: whether a certificate may be issued after shipment, how long, and from which day the remark is needed."""

    allowed: bool
    source: Provenance
    within: Limit | None = None
    unmarked_days: int = 0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of certificate 证书种类."""

    id: str
    code: str
    name: Text
    agreement: str
    issuers: tuple[str, ...]
    late: LateIssue
    source: Provenance
    preferential: bool = True
    for_exports: bool = True
    layout: Layout | None = None
    self_print: tuple[str, ...] = ()
    self_print_everywhere: bool = False
    self_print_known: bool = True
    documents: int = 0
    remarks: tuple[Text, ...] = ()

    def can_self_print(self, country: str) -> bool:
        return self.self_print_everywhere or country in self.self_print


@dataclass(frozen=True, slots=True)
class Named:
    """Something with an id, its name and its source: an issuer, a country, a minimal operation."""

    id: str
    name: Text
    note: Text | None = None
    source: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Port:
    """A port of loading or discharge; `id` is its UN/LOCODE, `name` as the certificate prints it."""

    id: str
    name: str
    zh: str
    country: str


@dataclass(frozen=True, slots=True)
class OriginBook:
    """Everything the county knows about certificates of origin; `calendar` counts the workdays of late issue."""

    agreements: dict[str, Agreement]
    kinds: tuple[Kind, ...]
    countries: dict[str, Named]
    issuers: dict[str, Named]
    operations: dict[str, Named]
    ports: tuple[Port, ...]
    applicants: tuple[Named, ...]
    as_of: date
    calendar: WorkCalendar | None = None

    def counted_by(self, calendar: WorkCalendar) -> OriginBook:
        """The same book, whose workdays are those of a calendar."""
        return replace(self, calendar=calendar)

    def kind(self, kind_id: str) -> Kind | None:
        """A kind by its id."""
        return next((one for one in self.kinds if one.id == kind_id), None)

    def port(self, words: str) -> Port | None:
        """A port by its code or its printed name."""
        plain = " ".join(words.upper().split())
        return next((one for one in self.ports if plain in {one.id, one.name}), None)


NOTHING_KNOWN: Final = OriginBook({}, (), {}, {}, {}, (), (), date.min)
"""The book of a county that has none."""
