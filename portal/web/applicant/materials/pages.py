"""What the materials page shows: what to hand in with its files, what one is spared, what is not needed.

Owns the grouping. Refuses to decide what is needed: the checklist does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _

from portal.domain.case.state import FileRef
from portal.domain.checklist import materials_for
from portal.domain.conditions import Answer
from portal.domain.materials import Acquisition, Material, Necessity
from portal.domain.obtaining import Way
from portal.domain.texts import Text
from portal.services.materials.obtaining import Offer
from portal.services.records.keeping import KeptDocument
from portal.web.applicant.mending import Mending
from portal.web.applicant.progress import Filing
from portal.web.common.context import deps
from portal.web.common.obtained import record_rows
from portal.web.common.parts import Badge, Link, Row, Tone

KILO: Final = 1024


@dataclass(frozen=True, slots=True)
class HeldFile:
    """One file that was handed in."""

    name: str
    size: str
    href: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """One material to hand in."""

    id: str
    name: Text
    status: Badge
    guidance: Text | None
    issuer: Text | None
    basis: Text
    files: tuple[HeldFile, ...]
    action: str
    remove: str
    takes_more: bool
    most: int
    problem: str = ""
    remark: str = ""
    before: tuple[Link, ...] = ()
    promise: str = ""
    is_promised: bool = False
    obtained: ObtainedPart | None = None
    kept: tuple[Choice, ...] = ()
    registers: tuple[Choice, ...] = ()
    obtain: str = ""
    obtain_problem: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to get a material without bringing it."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class ObtainedPart:
    """A material the portal got: from where, under which number, valid until when."""

    source: str
    number: str
    valid_until: date | None
    give_up: str
    says: tuple[Row, ...]
    is_past: bool
    by_register: bool


@dataclass(frozen=True, slots=True)
class Spared:
    """One material that need not be handed in, and why."""

    name: Text
    why: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class MaterialsPage:
    """The whole page."""

    wanted: tuple[Wanted, ...]
    spared: tuple[Spared, ...]
    not_needed: tuple[Text, ...]
    problems: tuple[Link, ...]
    left: int
    back: str
    commitment: str = ""
    is_correction: bool = False


def materials_page(
    filing: Filing, *, faults: Mapping[str, str], offers: Mapping[str, Offer] | None = None, no_consent: bool = False
) -> MaterialsPage:
    """The materials of this situation; `faults` are words about an upload or a missing consent, by material id."""
    needed = filing.needed_materials()
    upload = [one for one in needed if one.acquisition is Acquisition.UPLOAD and not filing.is_committed(one)]
    mending = isinstance(filing, Mending)
    offered = any(material.by_commitment for material in needed) and not mending
    return MaterialsPage(
        wanted=tuple(
            with_offer(
                wanted(filing, material, faults.get(material.id, "")),
                filing,
                (offers or {}).get(material.id),
                no_consent=no_consent,
            )
            for material in upload
        ),
        spared=tuple(spared(filing, material) for material in needed if material not in upload),
        not_needed=() if mending else not_needed(filing),
        problems=tuple(
            Link(words, f"#material-{material_id}" if no_consent else f"#file-{material_id}")
            for material_id, words in faults.items()
        ),
        left=len(filing.missing_materials()),
        back=filing.home,
        commitment=url_for("ways.commitment", key=filing.draft.key) if offered and filing.service.commitment else "",
        is_correction=mending,
    )


def not_needed(filing: Filing) -> tuple[Text, ...]:
    """What the situation spares."""
    lines = materials_for(filing.service, filing.answers)
    return tuple(line.material.name for line in lines if line.applies is Answer.NO)


def wanted(filing: Filing, material: Material, problem: str) -> Wanted:
    key, files = filing.draft.key, filing.files(material.id)
    place: dict[str, Any] = {"key": key, "material_id": material.id, **filing.named}
    return Wanted(
        id=material.id,
        name=material.name,
        status=status_of(filing, material, files),
        guidance=material.guidance,
        issuer=material.issuer,
        basis=material.basis,
        files=tuple(held(filing, ref) for ref in files),
        action=url_for("materials.add", **place),
        remove=url_for("materials.remove", **place),
        takes_more=len(files) < material.max_files,
        most=material.max_files,
        problem=problem,
        remark=filing.remark(material.id),
        before=before(filing, material),
        promise=url_for("ways.promise", key=key) if filing.may_be_promised(material) and not files else "",
        is_promised=filing.is_promised(material),
    )


def with_offer(part: Wanted, filing: Filing, offer: Offer | None, *, no_consent: bool = False) -> Wanted:
    """The part with what the portal got, or can get, instead of an upload."""
    key, source = filing.draft.key, filing.draft.obtained.get(part.id)
    if source is not None:
        give_up = url_for("materials.give_up", key=key, material_id=part.id)
        is_past, by_register = source.is_past(filing.today), source.way is not Way.LOCKER
        says = record_rows(source) if by_register else ()
        got = ObtainedPart(source.source, source.number, source.valid_until, give_up, says, is_past, by_register)
        status = Badge(Tone.RED, _("Not valid any more")) if is_past else Badge(Tone.GREEN, _("Nothing to bring"))
        return replace(part, obtained=got, status=status, takes_more=False, promise="")
    if offer is None or part.files:
        return part
    asks = bool(offer.registers) and no_consent
    return replace(
        part,
        kept=tuple(Choice(str(one.id), kept_words(one)) for one in offer.kept),
        registers=tuple(Choice(way.value, register_words(way)) for way in offer.registers),
        obtain=url_for("materials.obtain", key=key, material_id=part.id),
        problem="" if asks else part.problem,
        obtain_problem=part.problem if asks else "",
    )


def kept_words(one: KeptDocument) -> str:
    since = format_date(deps().calendar.local_date(one.kept_at))
    if one.valid_until is None:
        return str(_("%(name)s, kept since %(day)s", name=one.name, day=since))
    until = format_date(one.valid_until)
    return str(_("%(name)s, kept since %(day)s, valid until %(until)s", name=one.name, day=since, until=until))


def register_words(way: Way) -> str:
    words = {Way.LICENCE: _("Get the electronic licence"), Way.DATASET: _("Ask the department that holds the data")}
    return str(words[way])


def before(filing: Filing, material: Material) -> tuple[Link, ...]:
    """What was handed in when the case was filed, while it is being corrected."""
    run = filing.run(material.id) if isinstance(filing, Mending) else None
    if run is None or not isinstance(filing, Mending):
        return ()
    number = filing.case.number
    return tuple(Link(ref.name, url_for("cases.open_file", number=number, sha256=ref.sha256)) for ref in run.files)


def status_of(filing: Filing, material: Material, files: tuple[FileRef, ...]) -> Badge:
    if files:
        return Badge(Tone.GREEN, _("Handed in"))
    if filing.is_promised(material):
        return Badge(Tone.BLUE, _("Promised for later"))
    if filing.may_be_promised(material):
        return Badge(Tone.YELLOW, _("May follow later"))
    if material.necessity is not Necessity.OPTIONAL or filing.remark(material.id):
        return Badge(Tone.RED, _("Missing"))
    return Badge(Tone.GREY, _("Optional"))


def held(filing: Filing, ref: FileRef) -> HeldFile:
    href = url_for("materials.open_file", key=filing.draft.key, sha256=ref.sha256)
    return HeldFile(ref.name, size_words(ref.size), href, ref.sha256)


def size_words(size: int) -> str:
    """Bytes in a unit that people know."""
    if size < KILO:
        return f"{size} B"
    return f"{size / KILO:,.0f} KB" if size < KILO * KILO else f"{size / KILO / KILO:,.1f} MB"


def spared(filing: Filing, material: Material) -> Spared:
    why = {
        Acquisition.UPLOAD: _("Replaced by your commitment"),
        Acquisition.GENERATED: _("Made by the portal from your answers"),
        Acquisition.SHARED: _("Fetched from shared data; nothing to hand in"),
    }
    return Spared(material.name, str(why[material.acquisition]), filing.remark(material.id))
