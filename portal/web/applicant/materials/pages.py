"""What the materials page shows: what to hand in with its files, what one is spared, what is not needed.

Owns the grouping. Refuses to decide what is needed: the checklist does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import gettext as _

from portal.domain.case.state import FileRef
from portal.domain.checklist import ChecklistLine, materials_for
from portal.domain.conditions import Answer
from portal.domain.texts import Text
from portal.domain.workflow import Acquisition, Material, Necessity
from portal.web.applicant.progress import Filing
from portal.web.common.parts import Badge, Link, Tone

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
    takes_more: bool
    most: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Spared:
    """One material that need not be handed in, and why."""

    name: Text
    why: str


@dataclass(frozen=True, slots=True)
class MaterialsPage:
    """The whole page."""

    wanted: tuple[Wanted, ...]
    spared: tuple[Spared, ...]
    not_needed: tuple[Text, ...]
    problems: tuple[Link, ...]
    left: int
    back: str


def materials_page(filing: Filing, *, faults: Mapping[str, str]) -> MaterialsPage:
    """The materials of this situation; `faults` are words about an upload, by material id."""
    lines = materials_for(filing.service, filing.answers)
    needed = [line.material for line in lines if line.applies is Answer.YES]
    upload = [material for material in needed if material.acquisition is Acquisition.UPLOAD]
    return MaterialsPage(
        wanted=tuple(wanted(filing, material, faults.get(material.id, "")) for material in upload),
        spared=tuple(spared(material) for material in needed if material.acquisition is not Acquisition.UPLOAD),
        not_needed=tuple(line.material.name for line in lines if is_left_out(line)),
        problems=tuple(Link(words, f"#file-{material_id}") for material_id, words in faults.items()),
        left=len(filing.missing_materials()),
        back=url_for("filing.show", key=filing.draft.key),
    )


def is_left_out(line: ChecklistLine) -> bool:
    return line.applies is Answer.NO


def wanted(filing: Filing, material: Material, problem: str) -> Wanted:
    key, files = filing.draft.key, filing.files(material.id)
    return Wanted(
        id=material.id,
        name=material.name,
        status=status_of(material, files),
        guidance=material.guidance,
        issuer=material.issuer,
        basis=material.basis,
        files=tuple(held(key, ref) for ref in files),
        action=url_for("materials.add", key=key, material_id=material.id),
        takes_more=len(files) < material.max_files,
        most=material.max_files,
        problem=problem,
    )


def status_of(material: Material, files: tuple[FileRef, ...]) -> Badge:
    if files:
        return Badge(Tone.GREEN, _("Handed in"))
    if material.necessity is Necessity.REQUIRED:
        return Badge(Tone.RED, _("Missing"))
    if material.necessity is Necessity.TOLERABLE:
        return Badge(Tone.YELLOW, _("May follow later"))
    return Badge(Tone.GREY, _("Optional"))


def held(key: str, ref: FileRef) -> HeldFile:
    return HeldFile(
        ref.name, size_words(ref.size), url_for("materials.open_file", key=key, sha256=ref.sha256), ref.sha256
    )


def size_words(size: int) -> str:
    """Bytes in a unit that people know."""
    if size < KILO:
        return f"{size} B"
    return f"{size / KILO:,.0f} KB" if size < KILO * KILO else f"{size / KILO / KILO:,.1f} MB"


def spared(material: Material) -> Spared:
    made = material.acquisition is Acquisition.GENERATED
    why = _("Made by the portal from your answers") if made else _("Fetched from shared data; nothing to hand in")
    return Spared(material.name, why)
