"""The form of a correction notice 一次性补正告知: one line for each answer, and what is outside the checklist.

Owns the fields, made from the definition and the answers of the case. Refuses nothing by rule: what may be asked for is
decided in the domain; here somebody who asks for more must say that they know what it is recorded as.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from portal.domain.case.commands import TellCorrection
from portal.domain.checklist import pages_for
from portal.domain.forms import Field, FieldKind, Page
from portal.i18n import translated
from portal.services.cases import CaseView
from portal.services.completeness import applying_fields
from portal.web.common.acts import ActForm, at_most
from portal.web.common.answered import shown
from portal.web.common.fields import LongTextField, TextField, TickField, stripped
from portal.web.common.parts import Row, Words

PROBLEM: Final = "problem-"


class CorrectionForm(ActForm):
    """What is outside the checklist; the lines for the answers are added for each case by :func:`form_for`."""

    outside = LongTextField(
        _l("Outside the checklist, one thing a line"),
        [at_most(1000)],
        description=_l("Nobody may ask for what the published checklist does not name (art. 31)."),
        filters=[stripped],
    )
    known = TickField(_l("I know that this is recorded as a violation"))

    def validate_known(self, field: TickField) -> None:
        """Asking for more is possible, but not by accident."""
        if self.outside_lines() and not field.data:
            raise ValidationError(_("Tick that you know this is recorded as a violation, or empty the box above"))

    def outside_lines(self) -> tuple[str, ...]:
        """Each line is one thing."""
        return tuple(line.strip() for line in str(self.outside.data or "").splitlines() if line.strip())

    def problems(self) -> dict[str, str]:
        """Field id → what is wrong with the answer."""
        return {
            field.name.removeprefix(PROBLEM): str(field.data)
            for field in self
            if field.name.startswith(PROBLEM) and field.data
        }

    def given(self) -> tuple[Row, ...]:
        """The answers that are marked, and what is outside the checklist."""
        marked = tuple(
            Row(str(field.label.text), str(field.data))
            for field in self
            if field.name.startswith(PROBLEM) and field.data
        )
        outside = tuple(Row(_("Outside the checklist"), line) for line in self.outside_lines())
        return (*marked, *outside)

    def command(self) -> TellCorrection:
        """What was marked."""
        return TellCorrection(self.problems(), self.outside_lines())


def form_for(view: CaseView) -> CorrectionForm:
    """The form with one line for each question that was asked in this case."""
    lines = {
        PROBLEM + field.id: TextField(translated(field.label), [at_most(300)], filters=[stripped])
        for page in pages_of(view)
        for field in fields_of(page, view)
    }
    made = type("CorrectionFormOfCase", (CorrectionForm,), lines)
    return cast("CorrectionForm", made())


def pages_of(view: CaseView) -> tuple[Page, ...]:
    return pages_for(view.service, view.case.answers)


def fields_of(page: Page, view: CaseView) -> tuple[Field, ...]:
    return applying_fields(page.fields, view.case.answers)


@dataclass(frozen=True, slots=True)
class Mark:
    """One answer with the name of the line where it can be marked."""

    name: str
    label: Words
    answer: str


@dataclass(frozen=True, slots=True)
class MarkGroup:
    """The answers of one page of the form; open when something in it is marked."""

    title: Words
    marks: tuple[Mark, ...]
    is_open: bool


def groups_of(view: CaseView, form: CorrectionForm) -> Iterator[MarkGroup]:
    """The pages of the form with what was answered, as the applicant saw them."""
    marked = form.problems()
    for page in pages_of(view):
        fields = fields_of(page, view)
        marks = tuple(Mark(PROBLEM + field.id, field.label, answer_of(field, view)) for field in fields)
        if marks:
            yield MarkGroup(page.title, marks, any(field.id in marked for field in fields))


def answer_of(field: Field, view: CaseView) -> str:
    """The present answer in one line; the rows of a table one after the other."""
    value = view.case.answers.get(field.id)
    if field.kind is not FieldKind.TABLE:
        return shown(field, value)
    rows = cast("list[Mapping[str, object]]", value or [])
    return "；".join("，".join(shown(column, row.get(column.id)) for column in field.columns) for row in rows) or "—"
