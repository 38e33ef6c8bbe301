"""Typed content of every issued document 文书: what it says, as plain values, apart from how it is printed.

Owns the required fields of guide §2.7 and the words of their numbers. Content is stored as JSON and printed from that
for ever after, so it holds no references: names, dates and numbers are copied in. Refuses nothing by itself; identity
and telephone numbers are handed in masked (:mod:`portal.domain.masking`).

=========  =======================================================================
kinds      the kinds, their titles and the words of their numbers
acts       what a decision is called, by the type of the item
parts      what several documents share
ordinary   receipt, acceptance, decision, delivery
intake     correction, non-acceptance, materials to follow, commitment
course     special procedure, extension, supervision, public notice
closing    the end, and every day of the clocks
recovery   money of a policy that is taken back
paper      papers that a definition words itself
shown      answers and results as such a paper shows them
=========  =======================================================================
"""

from collections.abc import Mapping
from typing import Final

from portal.domain.documents.acts import Act, act_of, all_titles, number_word, title
from portal.domain.documents.closing import ClosedAs, ClosingNotice, ExplainedClock, HandedOver
from portal.domain.documents.course import (
    CaseClock,
    ExtensionNotice,
    MovedLimit,
    ProcedureNotice,
    PublicNotice,
    SupervisionCause,
    SupervisionNotice,
)
from portal.domain.documents.intake import (
    CommitmentLetter,
    CorrectionNotice,
    Fault,
    NotAccepted,
    PromisedMaterial,
    RefusalOfAcceptance,
    ToCorrect,
    ToleranceCommitment,
    ToleranceNotice,
)
from portal.domain.documents.kinds import NUMBER_WORDS, TITLES, DocumentKind
from portal.domain.documents.ordinary import (
    AcceptanceNotice,
    DecisionGranted,
    DecisionRefused,
    DeliveryRecord,
    FilingReceipt,
)
from portal.domain.documents.origin import FormBox, OriginDraft
from portal.domain.documents.paper import PaperLine, ServiceDocument, ShownTable
from portal.domain.documents.parts import (
    Channel,
    DeliveredDocument,
    DeliveryMethod,
    Document,
    DueDay,
    Intake,
    ListedMaterial,
    MaterialForm,
    Matter,
    Relation,
    Remedies,
    Result,
)
from portal.domain.documents.recovery import RecoveryNotice

__all__ = [
    "CONTENT_CLASSES",
    "NUMBER_WORDS",
    "TITLES",
    "AcceptanceNotice",
    "Act",
    "CaseClock",
    "Channel",
    "ClosedAs",
    "ClosingNotice",
    "CommitmentLetter",
    "CorrectionNotice",
    "DecisionGranted",
    "DecisionRefused",
    "DeliveredDocument",
    "DeliveryMethod",
    "DeliveryRecord",
    "Document",
    "DocumentContent",
    "DocumentKind",
    "DueDay",
    "ExplainedClock",
    "ExtensionNotice",
    "Fault",
    "FilingReceipt",
    "FormBox",
    "HandedOver",
    "Intake",
    "ListedMaterial",
    "MaterialForm",
    "Matter",
    "MovedLimit",
    "NotAccepted",
    "OriginDraft",
    "PaperLine",
    "ProcedureNotice",
    "PromisedMaterial",
    "PublicNotice",
    "RecoveryNotice",
    "RefusalOfAcceptance",
    "Relation",
    "Remedies",
    "Result",
    "ServiceDocument",
    "ShownTable",
    "SupervisionCause",
    "SupervisionNotice",
    "ToCorrect",
    "ToleranceCommitment",
    "ToleranceNotice",
    "act_of",
    "all_titles",
    "content_class",
    "number_word",
    "title",
]

DocumentContent = (
    FilingReceipt
    | CommitmentLetter
    | ToleranceCommitment
    | CorrectionNotice
    | RefusalOfAcceptance
    | AcceptanceNotice
    | ToleranceNotice
    | ProcedureNotice
    | ExtensionNotice
    | PublicNotice
    | SupervisionNotice
    | DecisionGranted
    | DecisionRefused
    | DeliveryRecord
    | ClosingNotice
    | RecoveryNotice
    | OriginDraft
    | ServiceDocument
)

CONTENT_CLASSES: Final[Mapping[DocumentKind, type[DocumentContent]]] = {
    content.kind: content
    for content in (
        FilingReceipt,
        CommitmentLetter,
        ToleranceCommitment,
        CorrectionNotice,
        RefusalOfAcceptance,
        AcceptanceNotice,
        ToleranceNotice,
        ProcedureNotice,
        ExtensionNotice,
        PublicNotice,
        SupervisionNotice,
        DecisionGranted,
        DecisionRefused,
        DeliveryRecord,
        ClosingNotice,
        RecoveryNotice,
        OriginDraft,
        ServiceDocument,
    )
}


def content_class(kind: DocumentKind) -> type[DocumentContent]:
    """The class that holds the content of a kind of document; the stored JSON is read into it."""
    return CONTENT_CLASSES[kind]
