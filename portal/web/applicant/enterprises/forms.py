"""The form that adds an enterprise. Owns shape only."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.web.common.fields import Form, Required, TextField, TickField, stripped


class AddForm(Form):
    uscc = TextField(
        _l("Unified social credit code"),
        filters=[stripped],
        validators=[Required(_l("Enter the 18 characters of the code as on the business licence"))],
    )
    consent = TickField(
        _l("I agree that the portal looks up the business licence and compares its legal representative with me")
    )
