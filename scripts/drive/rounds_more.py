"""Three more rounds: a closing that is objected to, a claim up to its notice and the money, an urgent certificate."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from scripts.drive import county, filing, papers_more
from scripts.drive.browser import PageBroken
from scripts.drive.company import today
from scripts.drive.documents import collect

if TYPE_CHECKING:
    from scripts.drive.browser import Browser, Page, Values
    from scripts.drive.company import Company

OWNER: Final = "owner"
FINANCE: Final = "officer-finance"


def closing(company: Company) -> None:
    """企业简易注销: an exclusion leads on, the notice begins, a creditor objects, the objection holds."""
    owner = company.signed_in(OWNER)
    company.say("—— 三、企业简易注销：排除情形、公示和异议 ——")
    papers = papers_more.simple_closing(company.account(OWNER)["name"])
    excluded = {**papers.situation, "invests": "yes"}
    company.say(f"有对外投资的：{refused_by(owner, papers.service, excluded)}")
    number = filing.file(company, owner, papers)
    county.accept(company, number)
    public = f"/public-notices/{number}/notice"
    visitor = company.somebody()
    notice = visitor.open(f"{public}?lang=zh")
    company.say(f"公示公告：{notice.heading.removeprefix('公示：')}")
    words = "该公司尚欠我方货款18万元，有合同为证。"
    visitor.send(notice, public, {"name": "某建材经营部（示例）", "contact": "0796-5550188", "words": words})
    company.say(f"债权人提出异议：{words}")
    case = f"/review/cases/{number}"
    answer: Values = {"upheld": "yes", "answer": "经核实，债务未清偿完结，异议成立，不适用简易注销。"}
    company.act("officer-market-regulation", f"{case}/objections/1", answer)
    company.say("市监局：异议成立，简易注销终止")
    reasons = "公示期间有异议且经核实成立，不符合简易注销条件，可以依照普通程序办理。"
    county.complete(company, "officer-market-regulation", f"{case}/steps/decision", reasons=reasons)
    county.deliver(company, number)
    collect(company, owner, number)


def refused_by(owner: Browser, service: str, situation: Values) -> str:
    """What the portal says to somebody whom an exclusion sends to another service."""
    begin = owner.open(f"/filing/new/{service}")
    page = owner.send(begin, "/filing/", {})
    shown = owner.send(page, page.path, situation)
    owner.send(owner.open(f"{page.path.rpartition('/')[0]}/discard"), f"{page.path.rpartition('/')[0]}/discard", {})
    return shown.heading


def claim(company: Company) -> None:
    """政策兑现: matched, claimed, reviewed with the money reserved, announced; then the county's payments."""
    owner = company.signed_in(OWNER)
    company.say("—— 四、惠企政策兑现：匹配、申报、公示、拨付 ——")
    mine = owner.open("/policies/mine/")
    for group in mine.soup.select("main h2")[:6]:
        company.say(f"我的政策：{group.get_text(' ', strip=True)}")
    number = filing.file(company, owner, papers_more.claim(today()))
    county.accept(company, number)
    step = f"/review/cases/{number}/steps/review"
    county.complete(company, "officer-human-resources", step, opinion="依据参保记录核定。")
    visitor = company.somebody()
    notice = visitor.open(f"/public-notices/{number}/notice?lang=zh")
    company.say(f"公示五个工作日：{notice.heading.removeprefix('公示：')}")
    collect(company, owner, number)
    pay(company)


def pay(company: Company) -> None:
    """The finance bureau orders what may be paid, and reads in what the bank answers."""
    finance = company.signed_in(FINANCE)
    payable = finance.open("/finance/payable")
    if not payable.soup.select("input[name=instalment]"):
        company.say("财政局：目前没有待拨付的资金")
        return
    batch = finance.send(payable, "/finance/batches", {})
    company.say(f"财政局：{batch.heading}")
    lines = list(csv.DictReader(io.StringIO(finance.download(f"{batch.path}/csv").content.decode("utf-8-sig"))))
    done = bank_answers(finance, batch, lines)
    company.say(f"银行回执：{len(lines)}笔，{done.heading}")


def bank_answers(finance: Browser, batch: Page, lines: list[dict[str, str]]) -> Page:
    """The bank paid every line today."""
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, list(lines[0]))
    writer.writeheader()
    writer.writerows({**line, "结果": "成功", "日期": today().isoformat()} for line in lines)
    file = ("bank.csv", sheet.getvalue().encode("utf-8-sig"), "text/csv")
    looked = finance.send(batch, batch.path, {}, files=[("file", file)])
    if looked.errors():
        raise PageBroken(looked.errors())
    return looked


def certificate(company: Company) -> None:
    """原产地证: the advisor, an urgent application, every step, and the draft certificate."""
    owner = company.signed_in(OWNER)
    company.say("—— 五、原产地证：比选、预审、加急 ——")
    number = filing.file(company, owner, papers_more.certificate(today()))
    county.accept(company, number)
    county.review(company, number)
    county.deliver(company, number)
    collect(company, owner, number)


ROUNDS: Final = (closing, claim, certificate)
