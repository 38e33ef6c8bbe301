"""The ticks under a promise and a commitment.

Owns shape only: which materials may follow, and that the letter was read. Refuses to preselect a commitment.
"""

from typing import Any, Final

from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

from portal.web.common.fields import ChoiceField, ChoicesField, Form, TickField

COMMIT: Final = "commit"
ORDINARY: Final = "ordinary"


class PromiseForm(Form):
    materials = ChoicesField(_l("Which materials will you hand in after acceptance?"), choices=())
    agreed = TickField(_l("I have read the commitment above and make it"))


class CommitmentForm(Form):
    way = ChoiceField(
        _l("How do you want to file?"),
        choices=[
            SelectChoice(COMMIT, _l("On my commitment: I have read the terms and commit to them")),
            SelectChoice(ORDINARY, _l("The ordinary way: I hand in every material")),
        ],
        validate_choice=False,
    )

    def is_chosen(self) -> bool:
        """Whether one of the two was chosen; neither is preselected."""
        value: Any = self.way.data
        return value in {COMMIT, ORDINARY}
