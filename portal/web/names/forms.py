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
USUAL: Final = {"general": "企业（普通合伙）", "limited": "企业（有限合伙）", "special": "事务所（特殊普通合伙）"}
"""The form of organisation where brackets alone do not make one."""

BRACKETS: Final = str.maketrans("()", "（）")
SHORT: Final = {"params": {"classes": "govuk-input--width-20", "autocomplete": "off", "spellcheck": False}}


def wide_brackets(value: str | None) -> str | None:
    """Filter: brackets stand in Chinese names in full width."""
    return value.translate(BRACKETS) if value else value


class NameForm(Form):
    """A name in its parts; it is asked in the address, so nothing is protected against forgery."""

    class Meta:
        csrf = False

    type = SelectField(_l("Kind of enterprise"), choices=list(TYPES))
    region = SelectField(_l("Place"))
    trade_name = TextField(
        _l("Trade name"),
        [Required(_l("Enter the trade name")), Length(max=10, message=_l("The trade name has at most 10 characters"))],
        description=_l("Two or more Chinese characters"),
        filters=[stripped],
        render_kw=SHORT,
    )
    industry = TextField(
        _l("Industry or special feature"),
        [
            Required(_l("Enter the industry")),
            Length(min=2, max=20, message=_l("The industry has 2 to 20 characters")),
        ],
        description=_l("In Chinese, for example 生物医药"),
        filters=[stripped],
        render_kw=SHORT,
    )
    suffix = TextField(
        _l("Form of organisation"),
        [Length(max=20, message=_l("The form of organisation has at most 20 characters"))],
        description=_l("Left empty: the usual one of this kind, for example 有限公司"),
        filters=[stripped, wide_brackets],
        render_kw=SHORT,
    )


class BranchForm(Form):
    """The name of a branch in its parts."""

    class Meta:
        csrf = False

    parent = TextField(
        _l("Name of the parent"),
        [
            Required(_l("Enter the name of the parent")),
            Length(max=60, message=_l("The name of the parent has at most 60 characters")),
        ],
        filters=[stripped, wide_brackets],
        render_kw=SHORT,
    )
    words = TextField(
        _l("Words that tell it from other branches (optional)"),
        [Length(max=12, message=_l("These words have at most 12 characters"))],
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
