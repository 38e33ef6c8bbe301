"""What is asked to check a name, and the file of existing names.

Owns shape only; what a name may be is the business of `portal.domain.names`.
"""

from __future__ import annotations

from typing import Final

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileRequired
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from portal.web.common.fields import FileField, Form, Required, SelectField, TextField, stripped

TYPES: Final = (
    SelectChoice("llc", _l("Limited liability company")),
    SelectChoice("sole", _l("Sole proprietorship")),
    SelectChoice("general", _l("General partnership")),
    SelectChoice("limited", _l("Limited partnership")),
    SelectChoice("special", _l("Special general partnership")),
    SelectChoice("individual", _l("Individual business")),
    SelectChoice("cooperative", _l("Specialised farmers' cooperative")),
)
SHORT: Final = {"params": {"classes": "govuk-input--width-20", "autocomplete": "off", "spellcheck": False}}


class NameForm(Form):
    """A name in its parts; it is asked in the address, so nothing is protected against forgery."""

    class Meta:
        csrf = False

    type = SelectField(_l("Kind of enterprise"), choices=list(TYPES))
    region = SelectField(_l("Place"))
    trade_name = TextField(
        _l("Trade name"),
        [Required(_l("Enter the trade name")), Length(max=10)],
        description=_l("Two or more Chinese characters"),
        filters=[stripped],
        render_kw=SHORT,
    )
    industry = TextField(
        _l("Industry or special feature"),
        [Required(_l("Enter the industry")), Length(max=20)],
        description=_l("In Chinese, for example 生物医药"),
        filters=[stripped],
        render_kw=SHORT,
    )
    suffix = TextField(
        _l("Form of organisation"),
        [Length(max=20)],
        description=_l("Left empty: the usual one of this kind, for example 有限公司"),
        filters=[stripped],
        render_kw=SHORT,
    )


class BranchForm(Form):
    """The name of a branch in its parts."""

    class Meta:
        csrf = False

    parent = TextField(
        _l("Name of the parent"),
        [Required(_l("Enter the name of the parent")), Length(max=60)],
        filters=[stripped],
        render_kw=SHORT,
    )
    words = TextField(
        _l("Words that tell it from other branches (optional)"),
        [Length(max=12)],
        filters=[stripped],
        render_kw=SHORT,
    )
    ending = SelectField(_l("Ending"), choices=[SelectChoice(one, one) for one in ("分公司", "分厂", "分店")])


class NameFileForm(Form):
    """Existing names as a file."""

    file = FileField(
        _l("File of names"),
        [FileRequired(_l("Choose a file"))],
        description=_l(
            "CSV or XLSX; the first row names the columns 字号, 行业, 名称, 状态 (在册, 注销, 变更, 吊销) and 日期"
        ),
    )
