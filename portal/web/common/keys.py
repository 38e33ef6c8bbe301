"""The key of a keyset page in an address: microseconds of the ordering instant and the row id.

Owns the text form. Refuses nothing loudly: a key that cannot be read means the first page.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from portal.services.records.core import After

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
TICK: Final = timedelta(microseconds=1)
KEY: Final = re.compile(r"(-?\d{1,17})\.(\d{1,18})")


def key_of(after: After | None) -> str | None:
    """The key as text, or nothing on the last page."""
    return None if after is None else f"{(after.at - EPOCH) // TICK}.{after.row_id}"


def after_of(text: str | None) -> After | None:
    """The key somebody followed; nothing where it makes no sense."""
    match = KEY.fullmatch(text or "")
    return None if match is None else After(EPOCH + int(match[1]) * TICK, int(match[2]))
