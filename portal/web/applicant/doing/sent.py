"""What was sent for a step of the owner: answers as typed and as read, files that came and files kept from before.

Owns the signed names of kept files, so that a page that is shown again loses none and nobody names another's. Refuses
to decide whether the step can be done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from flask import current_app, request
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer

from portal.domain.answers import Finding, read_field
from portal.domain.case.review import facts_of
from portal.domain.case.state import Case, FileRef, MaterialRun
from portal.domain.checklist import applies
from portal.domain.forms import Field
from portal.domain.results import as_text
from portal.domain.workflow import Service, Step
from portal.services import applicant_steps
from portal.services.cases import CaseView
from portal.services.drafts import FileEmpty, FileKindUnknown, FileTooLarge, TooManyFiles, Upload
from portal.services.identifiers import IDENTIFIERS
from portal.web.applicant.answering.forms import Raw, typed
from portal.web.common.context import actor, deps
from portal.web.common.errors import sentence

REFUSED: Final = (FileEmpty, FileTooLarge, FileKindUnknown, TooManyFiles)
KEPT: Final = "kept-"
FILES: Final = "file-"
DROP: Final = "drop"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file on disk, with the signed name by which the page names it."""

    ref: FileRef
    token: str


@dataclass(frozen=True)
class Sent:
    """Everything that is known about the step while it is being done."""

    asked: tuple[Field, ...]
    raw: Raw
    results: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    kept: Mapping[str, tuple[KeptFile, ...]] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)  # material id -> what was wrong with its files

    @property
    def files(self) -> dict[str, tuple[FileRef, ...]]:
        return {one: tuple(file.ref for file in files) for one, files in self.kept.items()}


def nothing_sent(view: CaseView, step: Step) -> Sent:
    """The page as it is opened first."""
    return _read(view.case, view.service, step, raw={})


def sent_for(view: CaseView, step: Step) -> Sent:
    """What the form of this request brings; files that can be kept are kept."""
    read = _read(view.case, view.service, step, raw=typed(step.results, request.form))
    kept: dict[str, tuple[KeptFile, ...]] = {}
    faults: dict[str, str] = {}
    for run in materials_of(view.case, step):
        held = tuple(_held(view.case, run.id))
        new = [Upload(one.filename, one.read()) for one in request.files.getlist(FILES + run.id) if one.filename]
        try:
            refs = applicant_steps.keep_files(
                deps(), actor(), view.case.number, step_id=step.id, material_id=run.id, uploads=new, held=len(held)
            )
        except REFUSED as refusal:
            refs, faults[run.id] = (), _words(refusal)
        kept[run.id] = (*held, *(KeptFile(ref, _signer(view.case).dumps([run.id, asdict(ref)])) for ref in refs))
    return Sent(read.asked, read.raw, read.results, read.findings, kept, faults)


def materials_of(case: Case, step: Step) -> tuple[MaterialRun, ...]:
    """What is handed in with this step, as far as it has not come another way."""
    runs = (run for run in case.materials if run.at_step == step.id)
    return tuple(run for run in runs if not run.by_commitment and run.obtained is None)


def _read(case: Case, service: Service, step: Step, *, raw: Raw) -> Sent:
    """Field by field, since one may depend on those before."""
    facts = facts_of(case, service)
    asked: list[Field] = []
    results: dict[str, str] = {}
    findings: list[Finding] = []
    for item in step.results:
        if not applies(item.when, facts):
            continue
        asked.append(item)
        value, found = read_field(item, raw.get(item.id, ""), IDENTIFIERS)
        findings += found
        if value not in (None, "", []):
            facts[item.id], results[item.id] = value, as_text(value)
    return Sent(tuple(asked), raw, results, tuple(findings))


def _held(case: Case, material_id: str) -> list[KeptFile]:
    """Files kept before that were not taken out; a name that was not signed here is no file."""
    dropped = set(request.form.getlist(DROP))
    tokens = dict.fromkeys(request.form.getlist(KEPT + material_id))
    named = ((token, _unsigned(case, token, material_id)) for token in tokens if token not in dropped)
    return [KeptFile(ref, token) for token, ref in named if ref is not None]


def _unsigned(case: Case, token: str, material_id: str) -> FileRef | None:
    try:
        about, stored = _signer(case).loads(token)
    except (BadSignature, ValueError):
        return None
    return FileRef(**stored) if about == material_id else None


def _signer(case: Case) -> URLSafeSerializer:
    secret: Any = current_app.config["SECRET_KEY"]
    return URLSafeSerializer(secret, salt=f"kept file {case.number} {actor().user_id}")


def _words(refusal: FileEmpty | FileTooLarge | FileKindUnknown | TooManyFiles) -> str:
    name = str(refusal.facts.get("name", ""))
    return str(_("%(file)s: %(problem)s", file=name, problem=sentence(refusal))) if name else sentence(refusal)
