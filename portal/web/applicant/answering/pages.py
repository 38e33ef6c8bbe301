"""What a question page shows: one form with its problems, and for names what the law says about them.

Owns the place of every word on the page. Refuses to read answers; that was done before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from wtforms import Field as WtfField

from portal.domain.answers import Finding
from portal.domain.conditions import facts_of
from portal.domain.forms import Field, FieldKind, Page, RuleKind
from portal.domain.name_register import name_on, name_rule
from portal.domain.texts import Text
from portal.i18n import translated
from portal.web.applicant.answering.forms import PageForm, Raw, TableForm, page_form
from portal.web.applicant.answering.reading import Reading
from portal.web.applicant.progress import Filing, Part, page_address
from portal.web.common.findings import finding_words
from portal.web.common.parts import Badge, Link, Tone


@dataclass(frozen=True, slots=True)
class NameCheck:
    """What the Provisions on Names say about the name that stands in the form."""

    name: str
    verdict: Badge
    remarks: tuple[str, ...]
    own: Link | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One input, or one table, in the order of the definition."""

    input: WtfField | None = None
    table: TableForm | None = None
    problem: str = ""
    notes: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One page of the form."""

    title: Text
    eyebrow: str
    action: str
    back: str
    questions: tuple[Question, ...]
    shown: tuple[str, ...]
    hint: Text | None = None
    problems: tuple[Link, ...] = ()
    has_more: bool = False
    is_live: bool = False
    name_check: NameCheck | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands, and what the reader came for."""

    filing: Filing
    part: Part
    page: Page
    comes_from: str = ""

    def address(self, **more: str) -> str:
        came = {"from": self.comes_from} if self.comes_from else {}
        return page_address(self.filing, self.part, self.page, **came, **more)

    @property
    def number(self) -> int:
        """The number of the page in its section, from 0."""
        return [page.id for page in self.part.pages].index(self.page.id)

    @property
    def back(self) -> str:
        """One page back, or the list the reader came from."""
        if self.comes_from:
            return self.filing.check
        if self.number == 0:
            return self.filing.home
        return page_address(self.filing, self.part, self.part.pages[self.number - 1])


def question_page(
    place: Place, reading: Reading, raw: Raw, *, findings: Iterable[Finding] = (), has_more: bool = False
) -> QuestionPage:
    """The page with what was typed and, where something is wrong, the words for it."""
    page, form = place.page, page_form(reading.asked, raw)
    label = labels(place.filing.whole(page), place.filing.service.fields())
    found = {finding.at: finding_words(finding, label) for finding in findings}
    for at, words in found.items():
        blame(form, at, words)
    return QuestionPage(
        title=page.title,
        eyebrow=eyebrow(place),
        action=place.address(),
        back=place.back,
        questions=tuple(question(place, item, form, found=found) for item in reading.asked),
        shown=tuple(item.id for item in reading.asked),
        hint=page.hint,
        problems=tuple(Link(words, f"#{at.replace('.', '-')}") for at, words in found.items()),
        has_more=has_more,
        is_live=is_live(page),
        name_check=name_check(place, reading),
    )


def question(place: Place, item: Field, form: PageForm, *, found: Mapping[str, str]) -> Question:
    remark = place.filing.remark(item.id)
    if item.kind is not FieldKind.TABLE:
        return Question(input=form.input(item.id), remark=remark)
    notes = notes_of(place.filing.whole(place.page), item)
    return Question(table=form.tables[item.id], problem=found.get(item.id, ""), notes=notes, remark=remark)


def notes_of(page: Page, table: Field) -> tuple[str, ...]:
    """What has to be known before a row is filled in: of which two columns one is enough."""
    named = (
        rule.fields for rule in page.rules if rule.kind is RuleKind.ONE_OF and rule.fields.get("table") == table.id
    )
    return tuple(
        finding_words(
            Finding(table.id, "rule.none_filled", {"first": one["first"], "second": one["second"]}), labels(page)
        )
        for one in named
    )


def blame(form: PageForm, at: str, words: str) -> None:
    """Write the words at the input; those about a whole table stand above it."""
    blamed = form.input(at)
    if blamed is not None:
        blamed.errors = [words]


def eyebrow(place: Place) -> str:
    """The section, and how far one is in it."""
    section, pages = translated(place.part.title), len(place.part.pages)
    if pages == 1:
        return translated(place.filing.service.name)
    return str(_("%(section)s: page %(number)s of %(pages)s", section=section, number=place.number + 1, pages=pages))


def labels(page: Page, others: Iterable[Field] = ()) -> Callable[[str], str]:
    """What a field, or a column of one of its tables, is called; without the mark of optional ones.

    A rule may name fields of `others`, on earlier pages.
    """
    items = [*others, *page.fields]
    known = {item.id: translated(item.label) for item in items}
    columns = {column.id: translated(column.label) for item in items for column in item.columns}

    def label_of(at: str) -> str:
        last = at.rpartition(".")[2]
        return columns.get(last, last) if "." in at else known.get(at, columns.get(at, at))

    return label_of


def is_live(page: Page) -> bool:
    """Whether an answer of this page decides what else the page asks."""
    own = {item.id for item in page.fields}
    return any(own & facts_of(item.when) for item in page.fields if item.when is not None)


def name_check(place: Place, reading: Reading) -> NameCheck | None:
    """The remarks on the enterprise's name, once there is one to look at; nothing on other pages."""
    whole = place.filing.whole(place.page)
    rule = name_rule(whole)
    if rule is None:
        return None
    key = name_on(whole, rule, reading.answers)
    if key is None or not key.industry:
        return NameCheck("", Badge(Tone.GREY, _("Fill in the parts, then check the name")), ())
    name, label = key.full_name, labels(whole)
    words = tuple(finding_words(remark, label) for remark in reading.remarks)
    return NameCheck(name, name_verdict(reading), words, own_link(reading))


def own_link(reading: Reading) -> Link | None:
    """The way to the reader's own filing that keeps the name."""
    if reading.own is None:
        return None
    if reading.own.case_number:
        return Link(str(_("Look at that case")), url_for("cases.show", number=reading.own.case_number))
    return Link(str(_("Go on with that draft")), url_for("filing.show", key=reading.own.draft_key))


def name_verdict(reading: Reading) -> Badge:
    if any(remark.blocks for remark in reading.remarks):
        return Badge(Tone.RED, _("This name cannot be registered"))
    if reading.remarks:
        return Badge(Tone.YELLOW, _("Possible, but the registrar will look at it"))
    return Badge(Tone.GREEN, _("Nothing in the rules stands against this name"))
