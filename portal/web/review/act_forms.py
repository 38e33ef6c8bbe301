"""What officers and heads type for acts beside the ordinary way: a pause, an extension, an answer, a follow-up.

Owns shape only, and where each refusal of the domain belongs. Whether a time is too long or a reason is missing is
decided in the domain.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange

from portal.domain.case.commands import (
    AnswerExtension,
    AnswerObjection,
    MoveFollowUp,
    PauseCase,
    RequestExtension,
)
from portal.domain.case.extension import ExtensionTooLong
from portal.domain.case.follow_ups import FollowUpMoveNotAllowed
from portal.domain.case.incidents import FollowUp, FollowUpState
from portal.domain.case.pauses import ExpectedTooLong, NoSuchProcedure
from portal.domain.case.reasons import ReasonNeeded
from portal.domain.errors import DomainError
from portal.domain.limits import Limit, LimitInvalid, Unit
from portal.domain.procedures import SpecialProcedure
from portal.i18n import limit_words, translated
from portal.web.common.acts import ActForm, at_most, row_of
from portal.web.common.fields import ChoiceField, IntegerField, LongTextField, Required, SelectField, stripped
from portal.web.common.incident_words import UNITS, follow_up_badge
from portal.web.common.parts import Row

Places = Mapping[type[DomainError], str]

REASON = (Required(_l("Enter the reason; it must be given in writing")), at_most(1000))
NUMBER = (Required(_l("Enter a whole number")), NumberRange(min=1, max=999, message=_l("Enter a number from 1 to 999")))


class PauseForm(ActForm):
    """A special procedure: which one, why, and how long it is announced to take."""

    places: ClassVar[Places] = {
        NoSuchProcedure: "procedure",
        ReasonNeeded: "reason",
        ExpectedTooLong: "value",
        LimitInvalid: "value",
    }
    procedure = ChoiceField(_l("Special procedure"), validators=[Required(_l("Choose the procedure"))])
    reason = LongTextField(_l("Why it is needed in this case"), REASON, filters=[stripped])
    value = IntegerField(_l("Announced time"), NUMBER, description=_l("The applicant is told in writing (art. 45)."))
    unit = SelectField(_l("Unit"))

    @classmethod
    def of(cls, procedures: Sequence[SpecialProcedure]) -> "PauseForm":
        """The form with the procedures that the definition names."""
        form = cls()
        form.procedure.choices = [SelectChoice(each.id, translated(each.name)) for each in procedures]
        units = dict.fromkeys(each.at_most.unit for each in procedures)
        form.unit.choices = [SelectChoice(unit.value, UNITS[unit]) for unit in units]
        return form

    def expected(self) -> Limit:
        """The announced time; raises LimitInvalid."""
        return Limit(int(self.value.data or 0), Unit(self.unit.data))

    def given(self) -> tuple[Row, ...]:
        """The announced time in one line."""
        plain = (row_of(self.procedure), row_of(self.reason))
        if not isinstance(self.value.data, int) or self.value.data < 1 or not self.unit.data:
            return plain
        return (*plain, Row(str(self.value.label.text), limit_words(self.expected())))

    def command(self) -> PauseCase:
        """What was typed."""
        return PauseCase(str(self.procedure.data), str(self.reason.data), self.expected())


class ResumeForm(ActForm):
    """What came of the procedure, or what the superior answered."""

    places: ClassVar[Places] = {ReasonNeeded: "result"}
    result = LongTextField(
        _l("Result"),
        [Required(_l("Enter what came of it")), at_most(1000)],
        description=_l("The applicant reads it."),
        filters=[stripped],
    )


class ExtensionForm(ActForm):
    """By how much, and why; the unit is that of the law."""

    places: ClassVar[Places] = {ReasonNeeded: "reason", ExtensionTooLong: "value", LimitInvalid: "value"}
    value = IntegerField(_l("By how much"), NUMBER)
    reason = LongTextField(
        _l("Reason"), REASON, description=_l("The applicant is told the reason (art. 42)."), filters=[stripped]
    )

    def given(self) -> tuple[Row, ...]:
        """By how much is said with its unit by whoever knows it."""
        return (row_of(self.reason),)

    def command(self, unit: Unit) -> RequestExtension:
        """What was typed."""
        return RequestExtension(Limit(int(self.value.data or 0), unit), str(self.reason.data))


class AnswerExtensionForm(ActForm):
    """The head approves or declines."""

    places: ClassVar[Places] = {ReasonNeeded: "answer"}
    approve = ChoiceField(
        _l("Answer"),
        choices=[SelectChoice("yes", _l("Approve")), SelectChoice("no", _l("Decline"))],
        validators=[Required(_l("Choose approve or decline"))],
    )
    answer = LongTextField(
        _l("Words"), [at_most(1000)], description=_l("Needed when the extension is declined."), filters=[stripped]
    )

    def command(self) -> AnswerExtension:
        """What was chosen."""
        return AnswerExtension(self.approve.data == "yes", self.answer.data or "")


class ObjectionForm(ActForm):
    """An objection is upheld or dismissed, with the answer in writing."""

    places: ClassVar[Places] = {ReasonNeeded: "answer"}
    upheld = ChoiceField(
        _l("Decision on the objection"),
        choices=[
            SelectChoice("yes", _l("Upheld: the notice has failed")),
            SelectChoice("no", _l("Dismissed: the notice goes on")),
        ],
        validators=[Required(_l("Choose upheld or dismissed"))],
    )
    answer = LongTextField(_l("Answer"), [Required(_l("Enter the answer")), at_most(1000)], filters=[stripped])

    def command(self, objection: int) -> AnswerObjection:
        """What was chosen."""
        return AnswerObjection(objection, self.upheld.data == "yes", str(self.answer.data))


class FollowUpForm(ActForm):
    """What was done about a follow-up."""

    places: ClassVar[Places] = {ReasonNeeded: "words", FollowUpMoveNotAllowed: "state"}
    state = ChoiceField(_l("What is the result?"), validators=[Required(_l("Choose the result"))])
    words = LongTextField(_l("What was done"), [Required(_l("Enter what was done")), at_most(1000)], filters=[stripped])

    @classmethod
    def of(cls, one: FollowUp, states: Collection[FollowUpState]) -> "FollowUpForm":
        """The form with the states that can follow."""
        form = cls()
        form.state.choices = [SelectChoice(each.value, str(follow_up_badge(one.kind, each).words)) for each in states]
        return form

    def command(self, follow_up: str) -> MoveFollowUp:
        """What was chosen."""
        return MoveFollowUp(follow_up, FollowUpState(self.state.data), str(self.words.data))
