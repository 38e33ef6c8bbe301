"""What managers type: 督办, and their judgement about a follow-up.

Owns shape only, and where each refusal of the domain belongs.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Final

from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange

from portal.domain.case.commands import MoveFollowUp, Supervise
from portal.domain.case.follow_ups import FollowUpMoveNotAllowed, NoSuchDepartment
from portal.domain.case.incidents import FollowUpKind, FollowUpState
from portal.domain.case.reasons import ReasonNeeded
from portal.domain.errors import DomainError
from portal.domain.limits import Limit, LimitInvalid, Unit
from portal.web.common.acts import ActForm, at_most
from portal.web.common.fields import ChoiceField, IntegerField, LongTextField, Required, SelectField, stripped
from portal.web.common.incident_words import UNITS

Places = Mapping[type[DomainError], str]

USUAL: Final = Limit(3, Unit.WORKDAY)
LONGEST: Final = 60
OFFERED: Final = (Unit.WORKDAY, Unit.DAY, Unit.HOUR)
JUDGEMENTS: Final[Mapping[tuple[FollowUpKind, FollowUpState], object]] = {
    (FollowUpKind.BAD_RATING, FollowUpState.INVALID): _l("The rating does not count: given by mistake or in bad faith"),
    (FollowUpKind.SUPERVISION, FollowUpState.CLOSED): _l("The answer is enough: close it"),
    (FollowUpKind.SUPERVISION, FollowUpState.WAITING): _l("The answer is not enough: send it back"),
}


class SuperviseForm(ActForm):
    """督办: which department answers what, and within which time."""

    places: ClassVar[Places] = {NoSuchDepartment: "department", ReasonNeeded: "words", LimitInvalid: "value"}
    department = SelectField(_l("Department"))
    words = LongTextField(
        _l("What the department must answer"),
        [Required(_l("Say what the department must answer")), at_most(1000)],
        description=_l("It stands in the written order, and in the history of the case."),
        filters=[stripped],
    )
    value = IntegerField(
        _l("Answer within"),
        [
            Required(_l("Enter a whole number")),
            NumberRange(min=1, max=LONGEST, message=_l("Enter a number from 1 to 60")),
        ],
        default=USUAL.value,
    )
    unit = SelectField(
        _l("Unit"), choices=[SelectChoice(unit.value, UNITS[unit]) for unit in OFFERED], default=USUAL.unit.value
    )

    @classmethod
    def of(cls, departments: Iterable[tuple[str, str]]) -> "SuperviseForm":
        """The form with the departments of the case: key and name."""
        form = cls()
        form.department.choices = [SelectChoice(key, name) for key, name in departments]
        return form

    def command(self) -> Supervise:
        """What was typed."""
        within = Limit(int(self.value.data or 0), Unit(self.unit.data))
        return Supervise(str(self.department.data), str(self.words.data), within)


class JudgeForm(ActForm):
    """What a manager decides about a follow-up, with the reason in writing."""

    places: ClassVar[Places] = {ReasonNeeded: "words", FollowUpMoveNotAllowed: "state"}
    state = ChoiceField(_l("Decision"), validators=[Required(_l("Choose what you decide"))])
    words = LongTextField(
        _l("Reason"), [Required(_l("Enter the reason; it must be given in writing")), at_most(1000)], filters=[stripped]
    )

    @classmethod
    def of(cls, kind: FollowUpKind, states: Sequence[FollowUpState]) -> "JudgeForm":
        """The form with what may be decided now."""
        form = cls()
        form.state.choices = [SelectChoice(state.value, JUDGEMENTS[kind, state]) for state in states]
        return form

    def command(self, follow_up_id: str) -> MoveFollowUp:
        """What was typed."""
        return MoveFollowUp(follow_up_id, FollowUpState(self.state.data), str(self.words.data))
