"""Invented but valid answers to any form: by the kind of each field, better where its id is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from portal.demo.founders import HEADS, INVESTORS, TYPES, investors
from portal.demo.invention import BRANCHES, PLACES, TRADE_NAMES
from portal.demo.particulars import PARTICULARS, RESULTS
from portal.domain.conditions import Answer, evaluate
from portal.domain.enterprise_types import uscc_class
from portal.domain.forms import FieldKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from portal.demo.invention import Invention, Person
    from portal.domain.forms import Field
    from portal.domain.workflow import Service

CAPITALS: Final = (100_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000)
AWARD: Final = "100000.00"


@dataclass(frozen=True, slots=True)
class Writer:
    """Fills a form for one owner on one day."""

    invention: Invention
    owner: Person
    today: date
    fixed: dict[str, object]

    def answers(self, service: Service) -> dict[str, object]:
        """Answers to every question that is asked on the way through the form."""
        given: dict[str, object] = {}
        self._fill(service.questions, given)
        for page in service.pages():
            if page.when is None or evaluate(page.when, given) is Answer.YES:
                self._fill(page.fields, given)
        return {name: value for name, value in given.items() if value is not None}

    def _fill(self, fields: Iterable[Field], given: dict[str, object]) -> None:
        for field in fields:
            if field.when is None or evaluate(field.when, given) is Answer.YES:
                given[field.id] = self._value(field, given)

    def _value(self, field: Field, given: dict[str, object]) -> object:
        if field.id in self.fixed:
            return self.fixed[field.id]
        if field.id == "shareholders":
            return self._shareholders(str(given["registered_capital"]))
        if field.id in INVESTORS:
            return investors(
                self.invention, self.owner, field, capital=str(given["registered_capital"]), today=self.today
            )
        if field.kind is FieldKind.TABLE:
            return [self._row(field) for _ in range(self.invention.random.randrange(field.min_rows, 4))] or None
        return self._scalar(field)

    def _scalar(self, field: Field) -> object:
        random = self.invention.random
        simple: dict[FieldKind, Callable[[], object]] = {
            FieldKind.CHOICE: lambda: random.choice(field.options).id,
            FieldKind.CHOICES: lambda: [option.id for option in field.options],
            FieldKind.YES_NO: lambda: False,
            FieldKind.INTEGER: lambda: self._integer(field),
            FieldKind.MONEY: lambda: f"{random.randrange(2000, 9000)}.00",
            FieldKind.PERCENT: lambda: str(field.minimum or 5),
            FieldKind.DATE: lambda: self._day(field),
        }
        return field.example or simple.get(field.kind, lambda: self._text(field))()

    def _integer(self, field: Field) -> int:
        low, high = int(field.minimum or 1), int(field.maximum or 400)
        return self.invention.random.randint(low, min(high, low + 400))

    def _day(self, field: Field) -> str:
        """Somebody was hired lately; everything else lies ahead."""
        chance = self.invention.random
        days = -chance.randrange(0, 20) if "hired" in field.id else chance.randrange(30, 700)
        if "visit" in field.id:
            days = chance.randrange(1, 25)
        return (self.today + timedelta(days=days)).isoformat()

    def _text(self, field: Field) -> str:
        person = self.owner if field.id.startswith(("legal_rep", "investor", *HEADS)) else None
        person = person or self.invention.person()
        if field.kind is FieldKind.PERSON_ID:
            return person.id_number
        numbers: dict[FieldKind, Callable[[], str]] = {
            FieldKind.MOBILE: lambda: person.mobile,
            FieldKind.ACCOUNT_NUMBER: lambda: f"3600{self.invention.digits(15)}",
            FieldKind.USCC: self.invention.uscc,
            FieldKind.EMAIL: lambda: f"demo{self.invention.digits(4)}@example.com",
        }
        if field.kind in numbers:
            return numbers[field.kind]()
        if "address" in field.id or "home" in field.id:
            return self.invention.address()
        return person.name if field.personal or "name" in field.id else self._words(field)

    def _words(self, field: Field) -> str:
        return {"branch": "峡江支行", "premises_owner": self.owner.name}.get(field.id, "按规定填写")

    def _row(self, field: Field) -> dict[str, object]:
        return {column.id: self._cell(column) for column in field.columns}

    def _cell(self, column: Field) -> object:
        """Of a natural person or an enterprise, a row of a table is about the person."""
        if column.kind is FieldKind.USCC and not column.required:
            return None
        return self.invention.person().id_number if column.kind is FieldKind.PERSON_ID else self._scalar(column)

    def _shareholders(self, capital: str) -> list[dict[str, object]]:
        total = int(float(capital))
        second = self.invention.random.choice((0, 0, 20, 30, 40, 49))
        holders = [(self.owner, total * (100 - second) // 100)]
        if second:
            holders.append((self.invention.person(), total - holders[0][1]))
        due = self.today + timedelta(days=365 * 4)
        return [
            {
                "holder_name": person.name,
                "holder_person_id": person.id_number,
                "holder_uscc": None,
                "amount": f"{amount}.00",
                "method": "money",
                "due_on": due.isoformat(),
            }
            for person, amount in holders
        ]


def fixed_answers(invention: Invention, service_key: str, today: date) -> dict[str, object]:
    """Answers that make a believable enterprise, for the services the county starts with."""
    random = invention.random
    if service_key == "enterprise-opening":
        branch, code = random.choice(BRANCHES)
        parts = [part for part in _PARTS if random.random() < _LIKELY[part]]
        return {
            "enterprise_type": random.choices(tuple(TYPES), tuple(TYPES.values()))[0],
            "premises": random.choice(("owned", "leased", "leased", "free")),
            "filer": random.choices(("self", "agent"), (4, 1))[0],
            "parts": parts or None,
            "region": "county",
            "trade_name": invention.trade_name(),
            "industry_words": branch,
            "industry_code": code,
            "suffix": random.choices(("youxian_gongsi", "youxian_zeren_gongsi"), (5, 1))[0],
            "business_scope": f"一般项目：{branch}技术服务、技术开发、技术咨询；货物进出口。",
            "registered_capital": f"{random.choice(CAPITALS)}.00",
            "term_kind": "unlimited",
            "supervision": "one",
            "board": "one",
            "executive_kind": "person",
            "parent_name": f"江西{random.choice(TRADE_NAMES)}{branch}有限公司",
            "branch_words": random.choice(("水边", "巴邱", "第二", None)),
            "receive_by": random.choices(("electronic", "express", "pickup"), (7, 2, 1))[0],
        }
    if service_key == "public-place-hygiene":
        name = f"峡江县{random.choice(TRADE_NAMES)}{random.choice(PLACES)}"
        return {"place_name": name, "central_air": random.random() < _AIR}
    if service_key in PARTICULARS:
        return PARTICULARS[service_key](invention, today)
    return {}


def result_value(
    invention: Invention, field: Field, today: date, *, answers: Mapping[str, object] | None = None
) -> str:
    """What an officer enters as the result of a step on that day."""
    if field.id in RESULTS:
        return RESULTS[field.id]
    if field.kind is FieldKind.CHOICE:
        return field.options[0].id
    if field.kind is FieldKind.USCC:
        return invention.uscc(uscc_class(str((answers or {}).get("enterprise_type"))))
    if field.kind is FieldKind.DATE:
        wished = (answers or {}).get("bank_visit_on") if field.id == "bank_confirmed_on" else None
        return str(wished or today.isoformat())
    if field.kind is FieldKind.MONEY:
        return AWARD
    return f"XJ{today:%Y}{invention.digits(6)}"


_PARTS: Final = ("seal", "tax", "social", "fund", "medical", "bank")
_LIKELY: Final = {"seal": 0.9, "tax": 0.85, "social": 0.6, "fund": 0.35, "medical": 0.55, "bank": 0.6}
_AIR: Final = 0.3
