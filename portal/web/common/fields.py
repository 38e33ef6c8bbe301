"""Form fields that render as GOV.UK components in the reader's language.

Owns the pairing of WTForms fields and widgets, so that a form names fields only. Refuses browser
validation: the page says itself what is wrong and how to mend it.
"""

from datetime import date
from typing import Any, Final

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField as WtfFileField
from govuk_frontend_wtf.gov_form_base import GovFormBase
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovFileInput,
    GovPasswordInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import fields as wtf
from wtforms.validators import InputRequired, ValidationError

DATE_PARTS: Final = 3


class Form(FlaskForm):
    """A form whose fields are GOV.UK components; templates draw it with `components/form.html`."""


class DateInput(GovFormBase):
    """Year, month and day in three boxes; the first carries the field's id so that the summary leads to it."""

    template = "govuk_frontend_wtf/date.html"

    def __call__(self, field: "DateField", **kwargs: Any) -> Any:
        kwargs.setdefault("id", field.id)
        return super().__call__(field, **kwargs)

    def map_gov_params(self, field: "DateField", **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)
        wrong = "govuk-input--error" if field.errors else ""
        labels = (_("Year"), _("Month"), _("Day"))
        widths = (4, 2, 2)
        ids = (field.id, f"{field.id}-month", f"{field.id}-day")
        params["items"] = [
            {
                "label": label,
                "id": part_id,
                "name": field.name,
                "value": value,
                "classes": f"govuk-input--width-{width} {wrong}".strip(),
            }
            for label, part_id, value, width in zip(labels, ids, field.parts(), widths, strict=True)
        ]
        params["id"] = f"{field.id}-group"
        params["fieldset"] = {"legend": params.pop("label")}
        return params


class SmallChoices:
    """Radios and boxes in the smaller size; their hit area stays as large as a finger."""

    size = "govuk-radios--small"

    def map_gov_params(self, field: wtf.Field, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)  # type: ignore[misc] # a mixin of the widgets
        params.setdefault("classes", self.size)
        return params


class RadioInput(SmallChoices, GovRadioInput):
    pass


class CheckboxesInput(SmallChoices, GovCheckboxesInput):
    size = "govuk-checkboxes--small"


class CheckboxInput(SmallChoices, GovCheckboxInput):
    size = "govuk-checkboxes--small"


class PasswordInput(GovPasswordInput):
    """A password box whose show and hide button speaks the reader's language."""

    def map_gov_params(self, field: wtf.Field, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)
        params.update(
            showPasswordText=_("Show"),
            hidePasswordText=_("Hide"),
            showPasswordAriaLabelText=_("Show password"),
            hidePasswordAriaLabelText=_("Hide password"),
            passwordShownAnnouncementText=_("Your password is visible"),
            passwordHiddenAnnouncementText=_("Your password is hidden"),
        )
        return params


class TextField(wtf.StringField):
    widget = GovTextInput()


class PasswordField(wtf.PasswordField):
    widget = PasswordInput()


class LongTextField(wtf.TextAreaField):
    widget = GovTextArea()


class IntegerField(wtf.IntegerField):
    widget = GovTextInput()


class DecimalField(wtf.DecimalField):
    widget = GovTextInput()


class ChoiceField(wtf.RadioField):
    widget = RadioInput()


class ChoicesField(wtf.SelectMultipleField):
    widget = CheckboxesInput()


class SelectField(wtf.SelectField):
    widget = GovSelect()


class TickField(wtf.BooleanField):
    widget = CheckboxInput()


class FileField(WtfFileField):
    widget = GovFileInput()


class FilesField(wtf.MultipleFileField):
    widget = GovFileInput(multiple=True)


class HiddenField(wtf.HiddenField):
    pass


class DateField(wtf.Field):
    """A day in three boxes; `data` is a date or None."""

    widget = DateInput()
    data: date | None

    def parts(self) -> tuple[str, str, str]:
        """What stands in the boxes: what was typed, else the day."""
        if self.raw_data:
            typed = [*map(str, self.raw_data), "", "", ""]
            return typed[0], typed[1], typed[2]
        if self.data is None:
            return "", "", ""
        return str(self.data.year), str(self.data.month), str(self.data.day)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Three whole numbers that are a day, or three empty boxes."""
        self.data = None
        if not any(part.strip() for part in valuelist):
            return
        try:
            year, month, day = (int(part) for part in valuelist)
            self.data = date(year, month, day)
        except ValueError:
            raise ValueError(_("Enter a real day, for example 2026 10 9")) from None


class Required(InputRequired):
    """Something must be given; the message says what to do ("Enter your name")."""

    def __call__(self, form: FlaskForm, field: wtf.Field) -> None:
        super().__call__(form, field)
        if isinstance(field.data, str) and not field.data.strip():
            raise ValidationError(self.message)


def stripped(value: str | None) -> str | None:
    """Filter for text fields: no spaces around; nothing stays nothing."""
    return value.strip() if value else value
