"""Specimens of the papers of one definition: the words with every placeholder named instead of filled.

Owns what stands for an answer that nobody gave: the name of its field in brackets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.documents.samples.papers import CERTIFICATE
from portal.domain.bundles import PaperLayout
from portal.domain.documents import Channel, PaperLine, ServiceDocument, ShownTable
from portal.domain.documents.shown import ALWAYS_KNOWN, NONE, all_fields, filled
from portal.domain.forms import FieldKind
from portal.domain.numbers import document_number
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.domain.bundles import PaperRow, ServicePaper
    from portal.domain.documents import Matter
    from portal.domain.forms import Field
    from portal.domain.organisation import County, Department
    from portal.domain.workflow import Service

INVENTED_SIGNERS = ("样本承诺人甲", "样本承诺人乙")
_NAMED = {
    "case_no": Text("办件编号", "case number"),
    "applicant": Text("申请人", "applicant"),
    "today": Text("出具日期", "date of issue"),
    "enterprise": Text("企业名称", "name of the enterprise"),
    "award_in_capitals": Text("大写金额", "amount in capitals"),
}


def specimen_of_paper(
    service: Service, paper: ServicePaper, matter: Matter, *, agency: Department, county: County
) -> ServiceDocument:
    """The paper as it will look, with the names of what is filled in."""
    fields, values = all_fields(service), names_of_values(service)
    word = paper.abbreviation.zh if paper.abbreviation else "文"
    is_signed = paper.layout is PaperLayout.COMMITMENT
    return ServiceDocument(
        number=document_number(agency.prefix, word, year=CERTIFICATE.issued_at.year, serial=17),
        code=CERTIFICATE.code,
        issued_at=CERTIFICATE.issued_at,
        agency=agency,
        county=county,
        matter=matter,
        paper=paper.id,
        name=paper.title,
        layout=paper.layout,
        paragraphs=tuple(filled(one, values) for one in paper.paragraphs),
        lines=tuple(_line(row, fields, values) for row in paper.rows),
        signers=INVENTED_SIGNERS if is_signed else (),
        channel=Channel.ONLINE,
        dated=CERTIFICATE.dated,
    )


def names_of_values(service: Service) -> Mapping[str, Text]:
    """What stands for each placeholder: the name of what is filled in."""
    named = {one: in_brackets(_NAMED[one]) for one in ALWAYS_KNOWN}
    return {one.id: in_brackets(one.label) for one in all_fields(service).values()} | named


def in_brackets(label: Text) -> Text:
    """The name of a field where its value will stand."""
    return Text(f"［{label.zh}］", f"[{label.en}]")


def _line(row: PaperRow, fields: Mapping[str, Field], values: Mapping[str, Text]) -> PaperLine:
    field = fields.get(row.field)
    if field is None or field.kind is not FieldKind.TABLE:
        return PaperLine(row.label, values.get(row.field, NONE))
    columns = tuple(one.label for one in field.columns)
    return PaperLine(row.label, in_brackets(field.label), ShownTable(columns, (tuple(map(in_brackets, columns)),)))
