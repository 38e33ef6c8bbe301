"""Answers and results that a believable case of each service needs, where an invented one would contradict itself.

Owns no rules: what fits together is told by the definitions, this only knows a good example of it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from portal.demo.invention import BRANCHES, TRADE_NAMES
from portal.domain.policies.policy import AwardKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from portal.demo.invention import Invention
    from portal.domain.policies.policy import Policy

BANKS: Final = ("峡江农商银行水边支行", "中国工商银行峡江支行", "中国农业银行峡江支行")
NO_EXCLUSION: Final = (
    "needs_approval",
    "revoked",
    "blacklisted",
    "encumbered",
    "invests",
    "investigated",
    "in_court",
    "fines_open",
    "debts_open",
    "holds_property",
    "income_tax_open",
    "branches_open",
)
UNITS: Final = 6
A_SHARE: Final = "36800.00"
PLATES: Final = {
    "marks": "N/M",
    "packages": "TEN (10) PALLETS",
    "description": "ALUMINIUM PLATES, THICKNESS OVER 0.2 MM",
    "hs": "760612",
    "quantity": "3200 KGS",
    "gross_weight": "3300",
    "fob": "8000.00",
    "criterion": "cth",
}
INGOTS: Final = {
    "m_line": 1,
    "m_name": "ALUMINIUM INGOTS",
    "m_hs": "760110",
    "m_value": "4500.00",
    "m_origin": "au",
    "m_proof": False,
}
RESULTS: Final[Mapping[str, str]] = {
    "assets_total": "860000.00",
    "debts_total": "310000.00",
    "assets_enough": "enough",
    "creditors_known": "3",
    "group_head": "清算组负责人（示例）",
    "group_members": "股东二人（示例）",
    "claims_registered": "3笔，共31万元",
    "claims_of_sole": "3笔，共31万元",
}
"""What an applicant enters in a step, by field."""


def an_enterprise(invention: Invention) -> dict[str, object]:
    """Name, code and bank of an enterprise from before."""
    random = invention.random
    name = f"峡江县{random.choice(TRADE_NAMES)}{random.choice(BRANCHES)[0]}有限公司"
    account = {"account_bank": random.choice(BANKS), "account_number": f"36{invention.digits(15)}"}
    return {"enterprise_name": name, "enterprise_uscc": invention.uscc(), **account}


def award_of(policy: Policy) -> str:
    """What an officer approves when the facts are unknown: what the policy says, a few units or a share."""
    award = policy.award
    if award.kind is AwardKind.FIXED and award.amount is not None:
        return f"{award.amount:.2f}"
    if award.tiers:
        return f"{award.tiers[-1].amount:.2f}"
    if award.kind is AwardKind.PER_UNIT and award.amount is not None:
        return f"{award.amount * UNITS:.2f}"
    return A_SHARE


def simple_closing(invention: Invention, _today: date) -> dict[str, object]:
    """An enterprise to which no exclusion applies."""
    return {
        **an_enterprise(invention),
        **dict.fromkeys(NO_EXCLUSION, False),
        "entity_kind": "company",
        "licence_state": "held",
        "filer": "self",
        "closing_reason": "resolution",
        "enterprise_address": invention.address(),
    }


def closing(invention: Invention, _today: date) -> dict[str, object]:
    """A company that liquidates itself."""
    return {
        **an_enterprise(invention),
        "entity_kind": "company",
        "closed_by": "self",
        "cause": "resolution",
        "taxpayer_class": invention.random.choice(("promised", "small", "general")),
        "licence_state": "held",
        "filer": "self",
        "parts": ["social", "bank", "seal"],
        "bank_name": invention.random.choice(BANKS),
        "enterprise_address": invention.address(),
    }


def origin_certificate(invention: Invention, today: date) -> dict[str, object]:
    """Aluminium plates from imported ingots to Thailand, the worked example of the rules of origin."""
    return {
        **an_enterprise(invention),
        "cert_kind": invention.random.choice(("form_e", "rcep")),
        "destination": "th",
        "shipped": False,
        "by_agent": False,
        "third_party": False,
        "exhibition": False,
        "back_to_back": False,
        "producer_other": False,
        "departure_on": (today + timedelta(days=6)).isoformat(),
        "invoice_on": (today - timedelta(days=1)).isoformat(),
        "invoice_total": "8000.00",
        "port_via": None,
        "only_minimal": False,
        "goods": [dict(PLATES)],
        "inputs": [dict(INGOTS)],
    }


PARTICULARS: Final[Mapping[str, Callable[[Invention, date], dict[str, object]]]] = {
    "simple-closing": simple_closing,
    "closing": closing,
    "origin-certificate": origin_certificate,
}
