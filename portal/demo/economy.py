"""The enterprises that existed before the portal did, with what registers know of them, and the money of the county.

Owns believable registers, facts, budgets, a recognition list with its matching run, and two marked rows of duty.
Everything comes in by the use cases, so it stands there as if officers and owners had done it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from portal.demo.invention import BRANCHES, COUNTY, TRADE_NAMES
from portal.domain.funds.budgets import BudgetName
from portal.domain.origin.rates import TariffRate
from portal.integrations.local_records import FolderRecords
from portal.services import enterprises
from portal.services.matching import recognition
from portal.services.matching import runs as matching_runs
from portal.services.money import budgets
from portal.services.origin import rates as origin
from portal.services.profiles import own as profiles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from portal.demo.world import Owner, World
    from portal.domain.permissions import Actor

HOLDERS: Final = 8
"""So many owners have an enterprise from the beginning."""

FOUNDED: Final = timedelta(days=900)
POOLS: Final[Mapping[str, str]] = {
    "industry": "2400000.00",
    "science": "1500000.00",
    "trade": "300000.00",
    "employment": "600000.00",
    "unemployment_fund": "900000.00",
}
BASE: Final[Mapping[str, str]] = {
    "region": COUNTY,
    "type": "company",
    "credit.serious_illegal": "false",
    "credit.dishonest_debtor": "false",
    "credit.abnormal": "false",
    "safety.accident_12m": "false",
    "environment.penalty_12m": "false",
    "unemployment.insured_prior_year": "true",
    "unemployment.premium_prior_year": "4.6",
    "unemployment.layoff_rate": "2.1",
}
GROWING: Final[Mapping[str, str]] = {
    "staff": "86",
    "revenue": "1870",
    "revenue.before": "1520",
    "assets": "2600",
    "rd.spend": "74",
    "hired.key_groups": "6",
    "hired.contract_years": "2",
    "hired.insured_months": "5",
    "above_scale.active": "false",
}
LARGE: Final[Mapping[str, str]] = {
    "staff": "210",
    "revenue": "6400",
    "revenue.before": "5100",
    "assets": "7200",
    "above_scale.active": "true",
    "equipment.invested": "860",
    "equipment.installed": "true",
}
SMALL: Final[Mapping[str, str]] = {"staff": "9", "revenue": "160", "assets": "90"}
RD: Final = ("rd.spend",)


@dataclass(frozen=True, slots=True)
class Existing:
    """An enterprise from before, and who acts for it."""

    owner: Owner
    uscc: str
    name: str


def settle(world: World, *, since: datetime) -> tuple[Existing, ...]:
    """Enterprises, their records and facts, and the budgets of the year, as of that moment."""
    world.clock.moment = since
    found = tuple(_found(world, owner, number) for number, owner in enumerate(world.cast.owners[:HOLDERS]))
    for number, owner in enumerate(world.cast.owners):
        _record(world.deps.records.licences, "real_estate_title", _id_of(owner), record=_title(owner, number))
    finance = world.cast.officers["finance"]
    year = world.deps.calendar.local_date(world.end).year
    for pool, amount in POOLS.items():
        name = BudgetName(pool, year)
        budgets.add_money(world.deps, finance, name, amount=Decimal(amount), reason="年度预算安排（示例）")
    _duties(world)
    return found


def announce(world: World, existing: tuple[Existing, ...], *, on: datetime) -> None:
    """The science bureau imports a list of recognised enterprises, matches them, and proposes the awards."""
    world.clock.moment = on
    day = world.deps.calendar.local_date(on) - timedelta(days=20)
    science = world.cast.officers["science"]
    preview = recognition.preview_list(world.deps, science, "hnte", data=_list(existing[:3], day))
    recognition.import_list(
        world.deps,
        science,
        "hnte",
        sha256=preview.sha256,
        title=f"江西省{day.year}年认定的高新技术企业名单（示例）",
        file_name="高新技术企业名单.csv",
    )
    run = matching_runs.run_matching(world.deps, science, "hnte-first")
    matching_runs.propose(world.deps, science, run)


def _found(world: World, owner: Owner, number: int) -> Existing:
    invention = world.invention
    branch, code = BRANCHES[number % len(BRANCHES)]
    name = f"峡江县{TRADE_NAMES[-1 - number]}{branch}有限公司"
    uscc = invention.uscc()
    founded = world.deps.calendar.local_date(world.clock.now()) - FOUNDED
    _record(world.deps.records.licences, "business_licence", uscc, record=_licence(owner, uscc, name, founded=founded))
    special = (GROWING, LARGE, SMALL)[number % 3]
    lines = {**BASE, **special, "industry": code, "founded_on": founded.isoformat()}
    record: dict[str, object] = {"number": f"QYHX{number + 1:04d}", "holder": name, "valid_until": None, "lines": lines}
    _record(world.deps.records.datasets, profiles.DATASET, uscc, record=record)
    enterprises.link_enterprise(world.deps, owner.actor, uscc, consented=True)
    profiles.ask_shared(world.deps, owner.actor, uscc, purpose="policy-matching", consented=True)
    return Existing(owner, uscc, name)


def _licence(owner: Owner, uscc: str, name: str, *, founded: date) -> dict[str, object]:
    lines = {
        "legal_representative": owner.person.name,
        "legal_representative_id": _id_of(owner),
        "founded_on": founded.isoformat(),
    }
    return {"number": uscc, "holder": name, "valid_until": None, "lines": lines}


def _title(owner: Owner, number: int) -> dict[str, object]:
    """不动产权证书 of a house in which an enterprise may be founded."""
    lines = {"坐落": f"峡江县水边镇玉笥大道{number + 1}号", "用途": "商业服务", "共有情况": "单独所有"}
    return {
        "number": f"赣（2024）峡江县不动产权第{number + 1:07d}号",
        "holder": owner.person.name,
        "valid_until": None,
        "lines": lines,
    }


def _id_of(owner: Owner) -> str:
    return owner.person.id_number


def _record(register: object, resource: str, subject: str, *, record: dict[str, object]) -> None:
    """Only the twin can be written; a register that is connected knows its enterprises itself."""
    if isinstance(register, FolderRecords):
        register.store(resource, subject, record)


def _list(existing: tuple[Existing, ...], day: date) -> bytes:
    rows = ["统一社会信用代码,企业名称,证书编号,发证日期,有效期至,首次/重新"]
    until = day.replace(year=day.year + 3, day=min(day.day, 28))
    for number, one in enumerate(existing):
        first = "重新" if number == 1 else "首次"
        rows.append(f"{one.uscc},{one.name},GR{day.year}36{number + 1:05d},{day},{until},{first}")
    return "\n".join(rows).encode("utf-8-sig")


def _duties(world: World) -> None:
    """The worked example of aluminium plates to Thailand, marked as such: rates are entered by staff."""
    commerce: Actor = world.cast.officers["commerce"]
    since = world.deps.calendar.local_date(world.clock.now()).replace(month=1, day=1)
    rows = [
        TariffRate(
            agreement=agreement,
            destination="TH",
            hs="760612",
            mfn_rate=Decimal(30),
            pref_rate=Decimal(0),
            valid_from=since,
            valid_to=None,
            source="示例：仅用于演示，使用前请以进口国海关税则为准",
            demo=True,
        )
        for agreement in ("acfta", "rcep")
    ]
    origin.add_rates(world.deps, commerce, rows)
