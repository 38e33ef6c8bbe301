"""What is typed when an owner withdraws, urges or rates.

Owns lengths and the choices of a rating (guide §3.1). Refuses a rating without its level.
"""

from typing import Final

from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from portal.domain.case.commands import RateCase, UrgeCase, WithdrawCase
from portal.domain.case.incidents import RatingLevel
from portal.web.common.fields import ChoiceField, ChoicesField, Form, HiddenField, LongTextField, stripped
from portal.web.common.incident_words import RATINGS

LONGEST: Final = 500
TOO_LONG: Final = _l("Enter at most %(max)d characters")


class WithdrawForm(Form):
    revision = HiddenField()
    reason = LongTextField(
        _l("Reason (optional)"),
        [Length(max=LONGEST, message=TOO_LONG)],
        filters=[stripped],
        render_kw={"params": {"rows": 3}},
    )

    def command(self) -> WithdrawCase:
        return WithdrawCase(str(self.reason.data or ""))

    @property
    def loaded(self) -> int | None:
        """The revision of the case that the page showed."""
        value = str(self.revision.data or "")
        return int(value) if value.isdecimal() else None


class UrgeForm(Form):
    words = LongTextField(
        _l("What makes it urgent? (optional)"),
        [Length(max=LONGEST, message=TOO_LONG)],
        filters=[stripped],
        render_kw={"params": {"rows": 3}},
    )

    def command(self) -> UrgeCase:
        return UrgeCase(str(self.words.data or ""))


class RatingForm(Form):
    level = ChoiceField(
        _l("How satisfied are you with how this was handled?"),
        choices=[SelectChoice(str(level.value), RATINGS[level]) for level in RatingLevel],
        validate_choice=False,
    )
    tags = ChoicesField(_l("What is it about? (optional, several possible)"), choices=())
    words = LongTextField(
        _l("In your own words (optional)"),
        [Length(max=LONGEST, message=TOO_LONG)],
        description=_l("Please leave out names and telephone numbers of other people."),
        filters=[stripped],
        render_kw={"params": {"rows": 4}},
    )

    def command(self) -> RateCase | None:
        """The rating; nothing while no level is chosen."""
        levels = {str(level.value): level for level in RatingLevel}
        level = levels.get(str(self.level.data or ""))
        return RateCase(level, tuple(self.tags.data or ()), str(self.words.data or "")) if level else None
