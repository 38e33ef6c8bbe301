"""What is typed about versions: publishing one, moving a case to one, withdrawing a service. Owns shape only."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Length

from portal.web.common.fields import (
    DateField,
    Form,
    HiddenField,
    LongTextField,
    Required,
    SelectField,
    TickField,
    stripped,
)


def one_line(value: object) -> object:
    """The list of withdrawn services has one line for a reason."""
    return " ".join(value.split()) if isinstance(value, str) else value


class PublishForm(Form):
    """From which day, and that it is for good; the digest names the file that was looked at."""

    digest = HiddenField(validators=[Length(max=64)])
    effective = DateField(
        _l("First day"),
        [Required(_l("Enter the first day on which new filings use the version"))],
        description=_l("New filings use the version from this day. Open cases keep theirs."),
    )
    confirm = TickField(
        _l(
            "I have looked at the differences and the previews. A published version can never be changed or taken back."
        ),
        [Required(_l("Confirm that the version is to be published for good"))],
    )


class MoveForm(Form):
    """To which version a case goes, and why."""

    revision = HiddenField(validators=[Length(max=12)])
    reason = LongTextField(
        _l("Reason"),
        [Required(_l("Say why the case goes on under another version")), Length(max=500)],
        description=_l("The reason stays in the record of the case, and the applicant can read it."),
        filters=[stripped],
    )


class WithdrawForm(Form):
    """From which day a service is not offered, why, and what to use instead."""

    since = DateField(
        _l("First day on which it is not offered"),
        [Required(_l("Enter the first day on which the service is not offered"))],
        description=_l("Whoever has a draft is told at once and can file it before this day."),
    )
    reason_zh = LongTextField(
        _l("Reason in Chinese"),
        [Required(_l("Say in Chinese why the service is not offered")), Length(max=300)],
        description=_l("Everybody reads it on the guide page of the service."),
        filters=[one_line],
    )
    reason_en = LongTextField(
        _l("Reason in English"),
        [Required(_l("Say in English why the service is not offered")), Length(max=300)],
        filters=[one_line],
    )
    instead = SelectField(_l("Use instead (optional)"))


class OfferAgainForm(Form):
    """From which day a withdrawn service is offered again."""

    since = DateField(
        _l("First day on which it is offered again"),
        [Required(_l("Enter the first day on which the service is offered again"))],
    )
