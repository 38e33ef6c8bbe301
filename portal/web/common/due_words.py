"""The last day of a clock in words, for owners: provisional days and days that may still move say so.

Owns no dates. Refuses to make an open pause look like a promise: its day is "not before".
"""

from flask_babel import gettext as _

from portal.domain.deadlines import Deadline
from portal.i18n import day, moment


def due_words(deadline: Deadline) -> str:
    """The last day, or for hours the last moment; days of a year without a published calendar are provisional."""
    words = day(deadline.due_on) if deadline.due_on else moment(deadline.due_at)
    if deadline.at_least:
        words = str(_("not before %(day)s", day=words))
    return str(_("%(day)s (provisional)", day=words)) if deadline.provisional else words
