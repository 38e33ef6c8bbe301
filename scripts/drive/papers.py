"""What the demo owner writes into the forms. Invented; it passes every check of the forms."""

from __future__ import annotations

from datetime import date, timedelta
from random import SystemRandom
from typing import TYPE_CHECKING, Final

from portal.demo.invention import Invention
from scripts.drive.filing import Papers

if TYPE_CHECKING:
    from scripts.drive.browser import Values

OWNER_ID: Final = "360823199001010018"
SUPERVISOR_ID: Final = "360823198506300024"
CONTACT_ID: Final = "11010519491231002X"

SITUATION: Final[Values] = {
    "enterprise_type": "llc",
    "premises": "leased",
    "pre_approval": "no",
    "filer": "self",
    "parts": ["seal", "tax", "social", "fund", "medical", "bank"],
}


def opening(owner: str, today: date) -> Papers:
    """企业开办."""
    return Papers(service="enterprise-opening", situation=SITUATION, answers=answers(owner, today))


def permit(owner: str) -> Papers:
    """公共场所卫生许可."""
    given: Values = {
        "place_name": "峡江县玉峡理发店",
        "licence_uscc": Invention(SystemRandom()).uscc(),
        "place_address": "峡江县玉峡大道",
        "floor_area": "86",
        "person_name": owner,
        "person_id": OWNER_ID,
        "person_mobile": "13812343210",
        "staff_count": "4",
    }
    situation: Values = {"place_kind": "beauty", "central_air": "no"}
    return Papers(service="public-place-hygiene", situation=situation, answers=given)


def answers(owner: str, today: date) -> Values:
    """By the name of the control; days as year, month and day."""
    paid_by = [str(today.year + 4), "6", "30"]
    return {
        "region": "county",
        "trade_name": Invention(SystemRandom()).unusual_name(),
        "industry_words": "生物医药",
        "suffix": "youxian_gongsi",
        "industry_code": "C2761",
        "business_scope": "一般项目：生物基材料技术研发；技术服务、技术开发、技术咨询；货物进出口。",
        "term_kind": "unlimited",
        "town": "shuibian",
        "address_detail": "玉峡大道18号3栋201室",
        "premises_owner": "峡江县城投资产运营有限公司",
        "lease_until": [str(today.year + 3), "12", "31"],
        "registered_capital": "5,000,000",
        "contribution_declaration": "declared",
        "shareholders-0-holder_name": owner,
        "shareholders-0-holder_person_id": OWNER_ID,
        "shareholders-0-amount": "3000000",
        "shareholders-0-method": "money",
        "shareholders-0-due_on": paid_by,
        "shareholders-1-holder_name": "峡江县玉笥投资中心",
        "shareholders-1-holder_uscc": "91360823MA35XJ105E",
        "shareholders-1-amount": "2000000",
        "shareholders-1-method": "ip",
        "shareholders-1-due_on": paid_by,
        **people(owner),
        **parts(today),
    }


def people(owner: str) -> Values:
    """The organs of the company and whom to call."""
    return {
        "legal_rep_name": owner,
        "legal_rep_id": OWNER_ID,
        "legal_rep_mobile": "13812343210",
        "legal_rep_post": "director",
        "legal_rep_no_bars": "declared",
        "beneficial_filing": "later",
        "board": "one",
        "director_name": owner,
        "director_id": OWNER_ID,
        "supervision": "one",
        "supervisor_name": "监事甲",
        "supervisor_id": SUPERVISOR_ID,
        "contact_name": "联络员乙",
        "contact_id": CONTACT_ID,
        "contact_mobile": "13912345678",
        "contact_email": "demo@example.com",
    }


def parts(today: date) -> Values:
    """What the other departments ask."""
    visit = today + timedelta(days=7)
    return {
        "seals": ["official", "finance", "invoice"],
        "taxpayer_kind": "small",
        "finance_name": "财务丙",
        "finance_id": SUPERVISOR_ID,
        "finance_mobile": "13712345678",
        "employees-0-employee_name": "员工丁",
        "employees-0-employee_id": CONTACT_ID,
        "employees-0-monthly_pay": "4500",
        "employees-0-hired_on": [str(today.year), str(today.month), str(today.day)],
        "fund_ratio": "8",
        "bank_branch": "rcb_shuibian",
        "bank_visit_on": [str(visit.year), str(visit.month), str(visit.day)],
        "bank_half_day": "morning",
        "bank_consent": "agreed",
        "receive_by": "electronic",
    }


def result_value(name: str, today: date) -> str:
    """What an officer enters as a result: a new credit code, a day, or a number of the department."""
    chance = Invention(SystemRandom())
    if name.endswith("usc_code"):
        return chance.uscc()
    if name.endswith("_on"):
        return today.isoformat()
    if name.endswith("_amount"):
        return "100000"
    return f"XJ{today:%Y%m%d}{chance.digits(5)}"
