"""An objection 异议 by anybody: who, how to reach them, and why.

Owns lengths, and a box that only programs fill in. Refuses anonymous objections: the department answers them.
"""

from typing import Final

from flask_babel import lazy_gettext as _l
from wtforms import fields as wtf
from wtforms.validators import Length

from portal.domain.case.commands import LodgeObjection
from portal.web.common.fields import Form, LongTextField, Required, TextField, stripped

LONGEST: Final = 2000
TOO_LONG: Final = _l("Enter at most %(max)d characters")


class ObjectionForm(Form):
    name = TextField(
        _l("Your name, or that of your organisation"),
        [Required(_l("Enter your name")), Length(max=60, message=TOO_LONG)],
        filters=[stripped],
        render_kw={"params": {"autocomplete": "name"}},
    )
    contact = TextField(
        _l("How to reach you"),
        [Required(_l("Enter a telephone number or an address")), Length(max=100, message=TOO_LONG)],
        description=_l("A telephone number or an e-mail address. Only the department sees it."),
        filters=[stripped],
    )
    words = LongTextField(
        _l("What do you object to, and why?"),
        [Required(_l("Say what you object to, and why")), Length(max=LONGEST, message=TOO_LONG)],
        filters=[stripped],
        render_kw={"params": {"rows": 6}},
    )
    website = wtf.StringField()

    @property
    def is_by_a_program(self) -> bool:
        """Whether the box that nobody sees was filled in."""
        return bool(self.website.data)

    def command(self, step_id: str) -> LodgeObjection:
        return LodgeObjection(step_id, str(self.name.data), str(self.contact.data), str(self.words.data))
