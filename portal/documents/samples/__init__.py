"""Specimens 样张 of every document with invented particulars: for warming up, previews, measuring and tests.

Owns one plainly invented case. Refuses to be mistaken for issued documents: its code is the one that nobody has.
"""

from collections.abc import Mapping
from typing import Final

from portal.documents.samples.closing import CLOSING
from portal.documents.samples.course import EXTENSION, NOTICE_TO_ALL, PROCEDURE, SUPERVISION
from portal.documents.samples.intake import (
    COMMITMENT,
    CORRECTION,
    NON_ACCEPTANCE,
    TOLERANCE_COMMITMENT,
    TOLERANCE_NOTICE,
)
from portal.documents.samples.ordinary import DELIVERY, GRANTED, NOTICE, RECEIPT, REFUSED
from portal.documents.samples.origin import ORIGIN
from portal.documents.samples.papers import CERTIFICATE, LETTER, PROMISE
from portal.documents.samples.particulars import MATERIALS
from portal.documents.samples.recovery import RECOVERY
from portal.domain.documents import DocumentContent, DocumentKind

__all__ = [
    "CERTIFICATE",
    "CLOSING",
    "COMMITMENT",
    "CORRECTION",
    "DELIVERY",
    "EXTENSION",
    "GRANTED",
    "LETTER",
    "MATERIALS",
    "NON_ACCEPTANCE",
    "NOTICE",
    "NOTICE_TO_ALL",
    "ORIGIN",
    "PROCEDURE",
    "PROMISE",
    "RECEIPT",
    "RECOVERY",
    "REFUSED",
    "SAMPLES",
    "SUPERVISION",
    "TOLERANCE_COMMITMENT",
    "TOLERANCE_NOTICE",
    "sample",
]

SAMPLES: Final[Mapping[DocumentKind, DocumentContent]] = {
    content.kind: content
    for content in (
        RECEIPT,
        COMMITMENT,
        TOLERANCE_COMMITMENT,
        CORRECTION,
        NON_ACCEPTANCE,
        NOTICE,
        TOLERANCE_NOTICE,
        PROCEDURE,
        EXTENSION,
        NOTICE_TO_ALL,
        SUPERVISION,
        GRANTED,
        REFUSED,
        DELIVERY,
        CLOSING,
        RECOVERY,
        ORIGIN,
        CERTIFICATE,
    )
}


def sample(kind: DocumentKind) -> DocumentContent:
    return SAMPLES[kind]
