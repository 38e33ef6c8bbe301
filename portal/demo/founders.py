"""Invented founders: partners and members with contributions that add up, by the rules of each kind of enterprise."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from portal.demo.invention import Invention, Person
    from portal.domain.forms import Field

TYPES: Final[Mapping[str, int]] = {
    "llc": 60,
    "individual": 20,
    "sole": 6,
    "general": 3,
    "special": 1,
    "cooperative": 7,
    "branch": 3,
}
"""How often each kind is founded in the demonstration."""

INVESTORS: Final[Mapping[str, tuple[str, int, tuple[str, str]]]] = {
    "partners": ("partner", 2, ("general", "general")),
    "members": ("member", 5, ("farmer", "farmer")),
}
"""Tables of investors: the prefix of their columns, how many the law asks for, the first one's kind and the others'."""

HEADS: Final = ("director_", "executive_", "operator_", "head_")
"""Ids of fields about the person who leads the enterprise."""


def investors(
    invention: Invention, owner: Person, field: Field, *, capital: str, today: date
) -> list[dict[str, object]]:
    """The rows of such a table; the owner comes first, and everybody gives the same but for the rest."""
    prefix, least, kinds = INVESTORS[field.id]
    people = [owner, *(invention.person() for _ in range(least - 1))]
    total = int(float(capital))
    share = total // len(people)
    rows: list[dict[str, object]] = []
    for number, person in enumerate(people):
        row: dict[str, object] = {
            f"{prefix}_name": person.name,
            f"{prefix}_person_id": person.id_number,
            f"{prefix}_uscc": None,
            f"{prefix}_kind": kinds[min(number, 1)],
            f"{prefix}_amount": f"{total - share * (least - 1) if number == 0 else share}.00",
            f"{prefix}_method": "money",
        }
        if field.id == "partners":
            row["partner_due_on"] = (today + timedelta(days=365)).isoformat()
        rows.append(row)
    return rows
