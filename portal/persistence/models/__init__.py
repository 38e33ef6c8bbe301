"""The tables, one module per aggregate; importing this package makes the metadata complete.

Owns columns, keys, indexes and nothing that acts. What is true of a case is decided in the
domain; a row here is its projection.
"""

from portal.persistence.models.accounts import EnterpriseRow, EnterpriseUserRow, UserRow
from portal.persistence.models.base import Base, UtcInstant
from portal.persistence.models.cases import CaseRow, EventRow, FollowUpRow, MaterialRow, StepRow, VisitRow
from portal.persistence.models.documents import DocumentRow
from portal.persistence.models.drafts import DraftRow
from portal.persistence.models.figures import CellRow
from portal.persistence.models.kept import KeptDocumentRow, MaterialQueryRow
from portal.persistence.models.messages import MessageRow
from portal.persistence.models.money import (
    AwardGroupRow,
    AwardRow,
    BatchRow,
    BudgetRow,
    InstalmentRow,
    LedgerRow,
    PaymentRow,
    RecoveryRow,
)
from portal.persistence.models.names import NameRow
from portal.persistence.models.profiles import (
    ClaimCheckRow,
    DataQueryRow,
    FactRow,
    ProposalRow,
    RecognitionListRow,
    RecognitionRow,
    RunRow,
    VerdictRow,
)
from portal.persistence.models.publications import PublicationRow
from portal.persistence.models.tariffs import TariffRateRow
from portal.persistence.models.work import CounterRow, JobRow

__all__ = [
    "AwardGroupRow",
    "AwardRow",
    "Base",
    "BatchRow",
    "BudgetRow",
    "CaseRow",
    "CellRow",
    "ClaimCheckRow",
    "CounterRow",
    "DataQueryRow",
    "DocumentRow",
    "DraftRow",
    "EnterpriseRow",
    "EnterpriseUserRow",
    "EventRow",
    "FactRow",
    "FollowUpRow",
    "InstalmentRow",
    "JobRow",
    "KeptDocumentRow",
    "LedgerRow",
    "MaterialQueryRow",
    "MaterialRow",
    "MessageRow",
    "NameRow",
    "PaymentRow",
    "ProposalRow",
    "PublicationRow",
    "RecognitionListRow",
    "RecognitionRow",
    "RecoveryRow",
    "RunRow",
    "StepRow",
    "TariffRateRow",
    "UserRow",
    "UtcInstant",
    "VerdictRow",
    "VisitRow",
]
