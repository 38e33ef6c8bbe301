"""Acts of staff that are looked at once more before they are done: a form, a preview, a confirmation.

Owns the way from a form to its preview and to the use case and back: whatever is refused is said at its field, and
nothing that was typed is lost, also when somebody else changed the case meanwhile. Refuses to know any act: an
audience gives the form, what it would do, and the use case.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import Field as WtField
from wtforms.validators import Length

from portal.domain.case.moves import Action, CaseState, MoveNotAllowed, next_state
from portal.domain.case.reasons import ReasonNeeded
from portal.domain.errors import DomainError
from portal.services.conflicts import CaseChangedMeanwhile
from portal.web.common.errors import UNPROCESSABLE, sentence, status_of
from portal.web.common.fields import ChoiceField, Form, HiddenField, LongTextField, Required, SelectField, stripped
from portal.web.common.handling import Head
from portal.web.common.parts import Row, SideNav, Words

CONFIRM: Final = "confirm"
CHANGE: Final = "change"


def at_most(count: int) -> Length:
    """No longer than so many characters."""
    return Length(max=count, message=_l("Enter at most %(count)s characters", count=count))


class ActForm(Form):
    """A form with the revision of the page it stands on; `places` says at which field each refusal is mended."""

    places: ClassVar[Mapping[type[DomainError], str]] = {}
    revision = HiddenField()

    def shown(self) -> Iterator[WtField]:
        """The fields a person fills in."""
        return (field for field in self if not isinstance(field, HiddenField) and field.name != "csrf_token")

    def given(self) -> tuple[Row, ...]:
        """What was typed, as a reader says it."""
        return tuple(row_of(field) for field in self.shown() if field.data)

    def base(self) -> int | None:
        """Which state of the case the page showed."""
        typed = str(self.revision.data or "")
        return int(typed) if typed.isdecimal() else None

    def refuse(self, refusal: DomainError) -> tuple[str, ...]:
        """Put a refusal at its field; what belongs to no field is answered, to stand above the form."""
        at = next((self.places[kind] for kind in type(refusal).__mro__ if kind in self.places), None)
        if at is None:
            return (sentence(refusal),)
        self[at].errors = [sentence(refusal)]
        return ()


class ReasonForm(ActForm):
    """An act that needs nothing but its reason in writing."""

    places: ClassVar[Mapping[type[DomainError], str]] = {ReasonNeeded: "reason"}
    reason = LongTextField(
        _l("Reason"), [Required(_l("Enter the reason; it must be given in writing")), at_most(1000)], filters=[stripped]
    )


def row_of(field: WtField) -> Row:
    """One answer with its label."""
    return Row(str(field.label.text), said(field))


def said(field: WtField) -> str:
    """One answer of the form in words."""
    if isinstance(field, ChoiceField | SelectField):
        labels = {str(value): str(label) for value, label, *_rest in field.iter_choices()}
        return labels.get(str(field.data), "")
    return str(field.data or "")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that stands against what was asked, with a link to where it is mended."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Act:
    """One act on one case, ready to be asked for.

    `about` says what it does and which law it rests on, `facts` what it depends on; `closed` why it cannot be done
    now, if so; `look` is the look of the last button.
    """

    side: SideNav
    head: Head
    title: Words
    button: Words
    back: str
    about: Sequence[Words] = ()
    facts: tuple[Row, ...] = ()
    warning: Words = ""
    closed: Words = ""
    look: str = ""
    template: str = "staff_act.html"


@dataclass(frozen=True, slots=True)
class ActPage:
    """What the template receives: the act, and where on the way to it the reader is."""

    act: Act
    problems: tuple[str, ...] = ()
    effects: tuple[Row, ...] = ()
    warnings: tuple[Words, ...] = ()
    is_preview: bool = False
    kept: tuple[Row, ...] = ()
    sent: tuple[tuple[str, str], ...] = ()

    @property
    def problem_links(self) -> tuple[Problem, ...]:
        """The problems for the summary of errors."""
        return tuple(Problem(words, "#case") for words in self.problems)


@dataclass(frozen=True, slots=True)
class Preview:
    """What the act would do: rows, and what it would be recorded as."""

    effects: tuple[Row, ...] = ()
    warnings: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """How to go on from a sent form: describe the act anew, look at what it would do, do it and say where to."""

    act: Callable[[], Act]
    look: Callable[[], Preview]
    do: Callable[[], str]


def ask(act: Act, form: ActForm, **extra: Any) -> str:
    """The empty form, or why it cannot be filled in now."""
    form.revision.data = str(act.head.revision)
    return render_template(act.template, page=ActPage(act), form=form, side=act.side, **extra)


def answer(form: ActForm, way: Way, **extra: Any) -> ResponseReturnValue:
    """A sent form: again with its faults, its preview, or done."""
    if not form.validate_on_submit():
        return again(form, way, **extra), UNPROCESSABLE
    stage = request.form.get("stage", "")
    try:
        if stage == CONFIRM:
            return redirect(way.do())
        if stage == CHANGE:
            return again(form, way, **extra)
        return preview(form, way, **extra)
    except DomainError as refusal:
        problems = form.refuse(refusal)
        return again(form, way, problems, fresh=isinstance(refusal, CaseChangedMeanwhile), **extra), status_of(refusal)


def again(form: ActForm, way: Way, problems: tuple[str, ...] = (), *, fresh: bool = False, **extra: Any) -> str:
    """The form as it was typed; when the act is not possible any more, what was typed to be copied."""
    act = way.act()
    if fresh:
        form.revision.data = str(act.head.revision)
    new = tuple(words for words in problems if words != act.closed)
    page = ActPage(act, problems=new, kept=form.given() if act.closed else ())
    return render_template(act.template, page=page, form=form, side=act.side, **extra)


def preview(form: ActForm, way: Way, **extra: Any) -> str:
    """What would happen, with everything that was typed carried along."""
    seen = way.look()
    act = way.act()
    page = ActPage(
        act,
        effects=(*form.given(), *seen.effects),
        warnings=seen.warnings,
        is_preview=True,
        sent=tuple((name, value) for name in request.form for value in sent_values(name)),
    )
    return render_template(act.template, page=page, form=form, side=act.side, **extra)


def sent_values(name: str) -> list[str]:
    """What was sent under a name, without what the next page writes itself."""
    return [] if name in {"csrf_token", "stage"} else request.form.getlist(name)


def closed_for(state: CaseState, action: Action) -> str:
    """Why the move table does not allow an action now; nothing when it does."""
    try:
        next_state(state, action)
    except MoveNotAllowed as refusal:
        return sentence(refusal)
    return ""
