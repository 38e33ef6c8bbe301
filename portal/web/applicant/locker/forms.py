"""The form that puts a document into the locker. Owns shape only."""

from __future__ import annotations

from typing import Final

from flask_babel import lazy_gettext as _l
from wtforms.validators import Length, Optional

from portal.web.common.fields import DateField, FileField, Form, Required, SelectField, TextField, stripped

NAME_LENGTH: Final = 100


class KeepForm(Form):
    kind = SelectField(_l("Kind of document"), validators=[Required(_l("Choose the kind of document"))])
    name = TextField(_l("Name (optional)"), filters=[stripped], validators=[Optional(), Length(max=NAME_LENGTH)])
    valid_until = DateField(_l("Valid until (optional)"), validators=[Optional()])
    file = FileField(_l("File"), validators=[Required(_l("Choose a file first"))])
