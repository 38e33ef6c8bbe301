"""What a stranger gives: a file to compare. Owns its shape; nothing of it is ever stored."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileRequired

from portal.web.common.fields import FileField, Form


class CompareForm(Form):
    """The PDF that somebody received."""

    file = FileField(
        _l("PDF file you received"),
        [FileRequired(_l("Choose the PDF file you received"))],
        description=_l("It is compared and forgotten at once; nothing is stored."),
    )
