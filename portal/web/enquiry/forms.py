"""What is asked for to see the progress of a case.

Owns shape only; whether number and code belong together is the service's business.
"""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Length

from portal.web.common.fields import Form, Required, TextField, stripped


class EnquiryForm(Form):
    number = TextField(
        _l("Case number"),
        [Required(_l("Enter the case number")), Length(max=60)],
        description=_l("On the filing receipt, for example 360823-KB01-20261121-00017-X"),
        filters=[stripped],
        render_kw={"params": {"spellcheck": False, "autocomplete": "off", "classes": "govuk-input--width-20"}},
    )
    code = TextField(
        _l("Query code"),
        [Required(_l("Enter the query code")), Length(max=20)],
        description=_l("6 digits, beside the case number"),
        filters=[stripped],
        render_kw={"params": {"inputmode": "numeric", "autocomplete": "off", "classes": "govuk-input--width-10"}},
    )
