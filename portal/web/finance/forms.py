"""What the finance bureau and the departments type about money. Owns shape only, and where each refusal belongs."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import ClassVar, Final

from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange

from portal.domain.case.reasons import ReasonNeeded
from portal.domain.errors import DomainError
from portal.domain.funds.ledger import MOST, AmountInvalid, BudgetExceeded
from portal.services.records.refusals import RecoveryNotPossible, RecoveryTooMuch, SumMoved
from portal.web.common.acts import at_most
from portal.web.common.errors import sentence
from portal.web.common.fields import (
    ChoiceField,
    DecimalField,
    FileField,
    Form,
    HiddenField,
    IntegerField,
    LongTextField,
    Required,
    SelectField,
    stripped,
)

Places = Mapping[type[DomainError], str]
TOP_UP, REDUCE = "top_up", "reduce"
NEVER: Final = Decimal(-1)


class MoneyForm(Form):
    """A form whose refusals stand at their fields."""

    places: ClassVar[Places] = {}

    def refuse(self, refusal: DomainError) -> str:
        """Put a refusal at its field; what belongs to none is answered."""
        at = next((self.places[kind] for kind in type(refusal).__mro__ if kind in self.places), None)
        if at is None:
            return sentence(refusal)
        self[at].errors = [sentence(refusal)]
        return ""


class SeenForm(MoneyForm):
    """A form that says which sum the page showed, so that a click twice enters once."""

    seen = HiddenField()

    @property
    def sum_seen(self) -> Decimal:
        """What the page showed; a sum that never is when that was tampered with."""
        try:
            found = Decimal(self.seen.data or "")
        except InvalidOperation:
            return NEVER
        return found if found.is_finite() else NEVER

    def shows(self, amount: Decimal) -> None:
        """The page shows this sum now, also when it is shown again with faults."""
        self.seen.data = str(amount)


class SumForm(SeenForm):
    """An amount with its reason."""

    places: ClassVar[Places] = {
        AmountInvalid: "amount",
        BudgetExceeded: "amount",
        SumMoved: "amount",
        ReasonNeeded: "reason",
    }
    amount = DecimalField(
        _l("Amount in yuan"),
        [
            Required(_l("Enter an amount in yuan, for example 500000.00")),
            NumberRange(min=Decimal("0.01"), max=MOST, message=_l("Enter an amount in yuan, for example 500000.00")),
        ],
        places=2,
    )
    reason = LongTextField(
        _l("Reason and document"),
        [Required(_l("Enter the reason; it stands in the ledger for ever")), at_most(500)],
        filters=[stripped],
    )


class FundForm(SumForm):
    """More money, or less."""

    kind = ChoiceField(
        _l("What happens"),
        [Required(_l("Choose one"))],
        choices=[SelectChoice(TOP_UP, _l("Add money")), SelectChoice(REDUCE, _l("Take away what is still available"))],
        default=TOP_UP,
    )


class NewBudgetForm(SumForm):
    """A budget of a pool and a year, opened with its first money; the pools are those that policies name."""

    pool = SelectField(_l("Pool"))
    year = IntegerField(
        _l("Fiscal year"),
        [
            Required(_l("Enter a year, for example 2026")),
            NumberRange(min=2020, max=2099, message=_l("Enter a year, for example 2026")),
        ],
    )


class AnswerForm(MoneyForm):
    """The bank's file."""

    file = FileField(
        _l("The bank's file"), description=_l("CSV or XLSX: the exported list with the result in the column 结果.")
    )


class CheckForm(MoneyForm):
    """Whether the condition of a later instalment still holds."""

    places: ClassVar[Places] = {ReasonNeeded: "words"}
    kept = ChoiceField(
        _l("Does the condition still hold?"),
        [Required(_l("Choose one"))],
        choices=[
            SelectChoice("yes", _l("It holds: the instalment may be paid")),
            SelectChoice("no", _l("It does not: it is not paid")),
        ],
    )
    words = LongTextField(
        _l("What was found, and from which data"),
        [Required(_l("Say what was found")), at_most(500)],
        filters=[stripped],
    )


class RecoverForm(MoneyForm):
    """Money is to be taken back."""

    places: ClassVar[Places] = {
        AmountInvalid: "amount",
        RecoveryTooMuch: "amount",
        RecoveryNotPossible: "amount",
        ReasonNeeded: "reason",
    }
    amount = DecimalField(
        _l("Amount in yuan"), [Required(_l("Enter an amount in yuan, for example 500000.00"))], places=2
    )
    reason = LongTextField(
        _l("Facts, evidence and rule"),
        [Required(_l("Enter the reason; it must be given in writing")), at_most(1000)],
        filters=[stripped],
    )
    years = IntegerField(
        _l("Years without policies"),
        [Required(_l("Enter a whole number")), NumberRange(min=0, max=5, message=_l("Enter a number from 0 to 5"))],
        default=3,
    )


class ReceiveForm(SeenForm):
    """Money came back."""

    places: ClassVar[Places] = {AmountInvalid: "amount", RecoveryTooMuch: "amount", SumMoved: "amount"}
    amount = DecimalField(
        _l("Amount received in yuan"), [Required(_l("Enter an amount in yuan, for example 500000.00"))], places=2
    )
