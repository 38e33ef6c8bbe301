"""Materials that need not be brought 免提交/免带证: where one came from instead.

Owns the order of the ways (own locker, electronic licence, data sharing; else a commitment or an upload)
and whether a kept document is still good. Refuses nothing: what cannot be obtained is uploaded as ever
(登记条例 art. 16, 营商条例 art. 37).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from portal.domain import deadlines
from portal.domain.materials import Acquisition

if TYPE_CHECKING:
    from portal.domain.calendar import WorkCalendar
    from portal.domain.materials import Material


class Way(StrEnum):
    """From where the portal got a material, in the order in which it tries."""

    LOCKER = "locker"  # 我的材料库: handed in or issued before, still valid
    LICENCE = "licence"  # 电子证照
    DATASET = "dataset"  # 数据共享, with the applicant's consent


@dataclass(frozen=True, slots=True)
class Obtained:
    """One material as it was obtained: from whom, under which number of the query, when, and the digest of it."""

    way: Way
    source: str  # the licence store, the dataset, or the kept document, in words
    query_id: str
    at: datetime
    sha256: str
    number: str = ""  # of the licence or record
    valid_until: date | None = None
    holder: str = ""  # whom the register names
    says: tuple[tuple[str, str], ...] = ()  # what the licence or record says, line by line

    def is_past(self, today: date) -> bool:
        """Whether its last day is over; then it stands for nothing, and the material is asked for again."""
        return self.valid_until is not None and self.valid_until < today


def ways_of(material: Material) -> tuple[Way, ...]:
    """The ways to try for this material, in order; none for what the portal makes or what cannot be obtained."""
    if material.acquisition is not Acquisition.UPLOAD or material.obtain is None:
        return ()
    ways = [Way.LOCKER]
    if material.obtain.licence:
        ways.append(Way.LICENCE)
    if material.obtain.dataset:
        ways.append(Way.DATASET)
    return tuple(ways)


def kind_of(material: Material) -> str:
    """By what a kept document is known again: the licence type, the dataset, else the material's own id."""
    obtain = material.obtain
    return (obtain.licence or obtain.dataset or material.id) if obtain else material.id


def is_good(
    material: Material, *, kept_at: datetime, valid_until: date | None, now: datetime, calendar: WorkCalendar
) -> bool:
    """Whether a kept document may be used now: not past its own day, and not older than the definition allows."""
    if valid_until is not None and valid_until < calendar.local_date(now):
        return False
    limit = material.obtain.valid_for if material.obtain else None
    return limit is None or not deadlines.compute(limit, kept_at, calendar).is_overdue(now)
