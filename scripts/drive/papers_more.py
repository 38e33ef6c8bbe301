"""What the demo owner writes to close an enterprise, to claim an award, and for a certificate of origin."""

from __future__ import annotations

from datetime import date, timedelta
from random import SystemRandom
from typing import TYPE_CHECKING, Final

from portal.demo.invention import Invention
from portal.demo.particulars import INGOTS, NO_EXCLUSION, PLATES
from scripts.drive.filing import Papers
from scripts.drive.papers import CONTACT_ID, OWNER_ID

if TYPE_CHECKING:
    from scripts.drive.browser import Values

ANSWERED_NO: Final[Values] = dict.fromkeys(NO_EXCLUSION, "no")
NAME: Final = "峡江县玉笥竹木制品有限公司"


def days(day: date) -> list[str]:
    """A day in its three boxes."""
    return [str(day.year), str(day.month), str(day.day)]


def simple_closing(owner: str) -> Papers:
    """企业简易注销: no exclusion applies."""
    situation: Values = {
        **ANSWERED_NO,
        "entity_kind": "company",
        "licence_state": "electronic",
        "customs_registered": "no",
        "filer": "self",
    }
    given: Values = {
        "enterprise_name": NAME,
        "enterprise_uscc": Invention(SystemRandom()).uscc(),
        "enterprise_address": "峡江县水边镇工业园中路6号",
        "closing_reason": "resolution",
        "debts": "settled",
        "head_name": owner,
        "head_id": OWNER_ID,
        "head_mobile": "13812343210",
        "investors-0-investor_name": owner,
        "investors-0-investor_person_id": OWNER_ID,
        "investors-1-investor_name": "投资人乙",
        "investors-1-investor_person_id": CONTACT_ID,
        "promises": ["all"],
    }
    return Papers(service="simple-closing", situation=situation, answers=given)


def claim(today: date) -> Papers:
    """一次性吸纳就业补贴, by an enterprise that the portal knows."""
    given: Values = {
        "enterprise_name": NAME,
        "enterprise_uscc": Invention(SystemRandom()).uscc(),
        "contact_name": "经办人甲",
        "contact_mobile": "13912345678",
        "account_bank": "峡江农商银行水边支行",
        "account_number": "360823000000000001",
        "hired-0-person_name": "员工丁",
        "hired-0-person_id": CONTACT_ID,
        "hired-0-hired_on": days(today - timedelta(days=150)),
    }
    return Papers(service="hiring-subsidy", situation={}, answers=given)


def certificate(today: date) -> Papers:
    """原产地证: aluminium plates to Thailand, urgent."""
    situation: Values = {
        "cert_kind": "form_e",
        "destination": "th",
        "shipped": "no",
        "first_time": "no",
        "urgent": "yes",
        "by_agent": "no",
    }
    goods: Values = {f"goods-0-{name}": str(value) for name, value in PLATES.items()}
    inputs: Values = {f"inputs-0-{name}": yes_no(value) for name, value in INGOTS.items()}
    given: Values = {
        "enterprise_name": "峡江县玉峡铝业有限公司",
        "enterprise_uscc": Invention(SystemRandom()).uscc(),
        "contact_name": "经办人甲",
        "contact_mobile": "13912345678",
        "issuer": "customs",
        "exporter_name": "XIAJIANG YUXIA ALUMINIUM CO., LTD.",
        "exporter_address": "NO. 1 YUXIA ROAD, XIAJIANG, JIANGXI, CHINA",
        "consignee_name": "SIAM METAL TRADING CO., LTD.",
        "consignee_address": "88 RAMA IV ROAD, BANGKOK, THAILAND",
        "producer_other": "no",
        "departure_on": days(today + timedelta(days=6)),
        "vessel": "COSCO THAILAND V.123W",
        "port_loading": "XIAMEN",
        "port_discharge": "LAEM CHABANG",
        "third_party": "no",
        "exhibition": "no",
        "back_to_back": "no",
        "invoice_no": "YX20261120",
        "invoice_on": days(today),
        "invoice_total": "8000.00",
        "only_minimal": "no",
        **goods,
        **inputs,
    }
    return Papers(service="origin-certificate", situation=situation, answers=given)


def yes_no(value: object) -> str:
    """As the form's radios say it."""
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
