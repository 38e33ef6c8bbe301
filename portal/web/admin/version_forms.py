"""What is typed about versions: publishing one, and moving a case to one. Owns shape only."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Length

from portal.web.common.fields import DateField, Form, HiddenField, LongTextField, Required, TickField, stripped


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
