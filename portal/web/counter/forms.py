"""What clerks type: verdicts about materials, a delivery, a visit.

Owns shape only. Whether a verdict needs a reason or a case may be accepted is decided in the domain.
"""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, ValidationError

from portal.domain.case.commands import CheckMaterial, Deliver, RecordVisit, RefuseAcceptance
from portal.domain.case.endings import AgencyNeeded
from portal.domain.case.incidents import Ground
from portal.domain.case.reasons import ReasonNeeded
from portal.domain.case.state import HalfDay, Verdict, VisitCause
from portal.domain.documents import DeliveryMethod, Relation
from portal.domain.errors import DomainError
from portal.web.common.acts import ActForm, at_most
from portal.web.common.case_words import CAUSES, HALF_DAYS, METHODS, RELATIONS
from portal.web.common.fields import (
    ChoiceField,
    DateField,
    Form,
    LongTextField,
    Required,
    SelectField,
    TextField,
    stripped,
)
from portal.web.common.incident_words import GROUND_CHOICES

#: A service that asks how the result is to be received names the answer so (see the definition 企业开办).
RECEIVE_BY: Final = "receive_by"
RECEIVE_ADDRESS: Final = "receive_address"
WAYS: Final = {
    "electronic": DeliveryMethod.ELECTRONIC,
    "express": DeliveryMethod.POST,
    "pickup": DeliveryMethod.DIRECT,
}
#: Money is paid by the finance bureau and delivers itself.
AT_THE_WINDOW: Final = frozenset(DeliveryMethod) - {DeliveryMethod.TRANSFER}
VERDICT: Final = "verdict-"
NOTE: Final = "note-"
LONGEST_NOTE: Final = 500


def read_checks(typed: MultiDict[str, str]) -> tuple[CheckMaterial, ...]:
    """The verdicts of a form, one or many; BadRequest when a browser could not have sent them."""
    return tuple(
        CheckMaterial(material, verdict_of(value), typed.get(NOTE + material, "").strip()[:LONGEST_NOTE])
        for material, value in verdicts_in(typed).items()
        if value
    )


def verdicts_in(typed: MultiDict[str, str]) -> Mapping[str, str]:
    """Material id → verdict as sent."""
    return {name.removeprefix(VERDICT): typed[name] for name in typed if name.startswith(VERDICT)}


def verdict_of(value: str) -> Verdict:
    try:
        return Verdict(value)
    except ValueError:
        raise BadRequest from None


def read_revision(typed: MultiDict[str, str]) -> int | None:
    """Which state of the case the page showed."""
    return typed.get("revision", type=int)


class DeliverForm(ActForm):
    """How the result is handed over, as the delivery record will say."""

    method = ChoiceField(
        _l("How is it delivered?"),
        choices=[SelectChoice(way.value, words) for way, words in METHODS.items() if way in AT_THE_WINDOW],
        default=DeliveryMethod.ELECTRONIC.value,
        validators=[Required(_l("Choose how the result is delivered"))],
    )
    receiver = TextField(
        _l("Received by"),
        [Required(_l("Enter who received the result")), Length(max=60, message=_l("Enter at most 60 characters"))],
        filters=[stripped],
    )
    relation = SelectField(
        _l("Relation to the applicant"),
        choices=[SelectChoice(relation.value, words) for relation, words in RELATIONS.items()],
    )
    place = TextField(
        _l("Place or address"),
        [Length(max=120, message=_l("Enter at most 120 characters"))],
        description=_l("Needed for the post. Left empty, the window's address or the applicant's account is written."),
        filters=[stripped],
    )
    remarks = TextField(
        _l("Remarks (optional)"), [Length(max=200, message=_l("Enter at most 200 characters"))], filters=[stripped]
    )

    def validate_place(self, field: TextField) -> None:
        """A postal delivery went somewhere."""
        if self.method.data == DeliveryMethod.POST and not field.data:
            raise ValidationError(_("Enter the address the result was sent to"))

    def command(self, *, window: str) -> Deliver:
        """What was typed; an empty place is the window or the applicant's account."""
        method = DeliveryMethod(self.method.data)
        usual = {DeliveryMethod.DIRECT: window, DeliveryMethod.ELECTRONIC: "申请人的网上账户"}
        return Deliver(
            method=method,
            receiver=str(self.receiver.data),
            relation=Relation(self.relation.data),
            place=self.place.data or usual.get(method, ""),
            remarks=self.remarks.data or "",
        )


class RefuseForm(ActForm):
    """Why a filing is not accepted 不予受理."""

    places: ClassVar[Mapping[type[DomainError], str]] = {AgencyNeeded: "agency", ReasonNeeded: "reasons"}
    ground = ChoiceField(
        _l("Ground"),
        choices=[SelectChoice(ground.value, words) for ground, words in GROUND_CHOICES.items()],
        validators=[Required(_l("Choose the ground"))],
    )
    reasons = LongTextField(
        _l("Reasons"),
        [Required(_l("Enter the reasons; they are printed on the notice")), at_most(1000)],
        description=_l("The applicant reads them on the notice."),
        filters=[stripped],
    )
    agency = TextField(
        _l("Competent authority"),
        [at_most(80)],
        description=_l("Needed when another authority decides."),
        filters=[stripped],
    )

    def validate_agency(self, field: TextField) -> None:
        """Whoever is sent away is told where to go."""
        if self.ground.data == Ground.NOT_COMPETENT and not field.data:
            raise ValidationError(_("Name the authority that is competent"))

    def command(self) -> RefuseAcceptance:
        """What was typed."""
        return RefuseAcceptance(Ground(self.ground.data), str(self.reasons.data), self.agency.data or "")


def chosen_way(answers: Mapping[str, object]) -> tuple[DeliveryMethod, str]:
    """How and where to the applicant wanted to have the result, as far as the form asked."""
    method = WAYS.get(str(answers.get(RECEIVE_BY)), DeliveryMethod.ELECTRONIC)
    return method, str(answers.get(RECEIVE_ADDRESS) or "") if method is DeliveryMethod.POST else ""


class VisitForm(Form):
    """Who was physically there, when and why."""

    person = TextField(
        _l("Who came?"),
        [Required(_l("Enter who came")), Length(max=60, message=_l("Enter at most 60 characters"))],
        filters=[stripped],
    )
    on = DateField(_l("Day of the visit"), [Required(_l("Enter the day"))])
    half_day = ChoiceField(
        _l("Half-day"),
        choices=[SelectChoice(half.value, words) for half, words in HALF_DAYS.items()],
        validators=[Required(_l("Choose morning or afternoon"))],
        description=_l("Several windows in one half-day are one visit."),
    )
    cause = SelectField(
        _l("Why did they have to come?"), choices=[SelectChoice(cause.value, words) for cause, words in CAUSES.items()]
    )

    def command(self) -> RecordVisit:
        """What was typed."""
        on = self.on.data
        if not isinstance(on, date):
            raise BadRequest
        return RecordVisit(str(self.person.data), on, HalfDay(self.half_day.data), VisitCause(self.cause.data))
