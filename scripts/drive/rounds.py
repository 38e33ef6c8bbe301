"""The rounds of the play: an opening without trouble, a permit with all sorts of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scripts.drive import county, filing, papers
from scripts.drive.company import today
from scripts.drive.documents import collect

if TYPE_CHECKING:
    from scripts.drive.company import Company

OWNER: Final = "owner"


def opening(company: Company) -> None:
    """企业开办: one filing, seven departments, no trouble."""
    owner = company.signed_in(OWNER)
    company.say("—— 一、企业开办 ——")
    number = filing.file(company, owner, papers.opening(company.account(OWNER)["name"], today()))
    county.accept(company, number)
    county.review(company, number)
    county.deliver(company, number)
    collect(company, owner, number)


def permit(company: Company) -> None:
    """公共场所卫生许可: corrected once, paused for a test, extended by the head, granted, rated."""
    owner = company.signed_in(OWNER)
    company.say("—— 二、公共场所卫生许可：补正、特别程序、延期 ——")
    number = filing.file(company, owner, papers.permit(company.account(OWNER)["name"]))
    county.check(company, number, {"plans": "平面图没有标明消毒间的位置，请标注后重新上传。"})
    wrong = "与营业执照上的地址不一致，请写明门牌号。"
    company.act(county.CLERK, f"/counter/cases/{number}/correction", {"problem-place_address": wrong})
    company.say("窗口一次性告知补正：一份材料、一项填报内容")
    filing.correct(company, owner, number, answers={"place_address": "峡江县水边镇玉峡大道96号1栋102室"})
    county.accept(company, number)
    in_review(company, number)
    county.review(company, number)
    county.deliver(company, number)
    rate(company, number, level="2", words="补正一次说清楚了，复检和延期都有书面通知。")
    collect(company, owner, number)


def in_review(company: Company, number: str) -> None:
    """A special procedure begins and ends; an extension is asked for, and the head approves."""
    officer, case = "officer-health", f"/review/cases/{number}"
    testing = {"procedure": "testing", "reason": "照度一项不合格，整改后委托复检。", "value": "10", "unit": "workday"}
    company.act(officer, f"{case}/pause", {**testing})
    company.say("卫健委：进入特别程序（卫生检测复检），期限暂停")
    company.act(officer, f"{case}/resume", {"result": "复检合格，检测报告已收存。"})
    company.say("卫健委：特别程序结束，期限恢复")
    company.act(officer, f"{case}/extension", {"value": "5", "reason": "需要与消防部门联合核查现场。"})
    company.say("卫健委：申请延长五个工作日")
    answer = {"approve": "yes", "answer": "情况属实，同意延长。"}
    company.act("head-health", f"{case}/extension/answer", {**answer})
    company.say(f"卫健委负责人批准延期（{company.account('head-health')['name']}）")


def rate(company: Company, number: str, *, level: str, words: str) -> None:
    """The owner rates the finished case."""
    owner = company.signed_in(OWNER)
    address = f"/cases/{number}/rating"
    owner.send(owner.open(address), address, {"level": level, "words": words})
    company.say(f"申请人评价：{words}")


ROUNDS: Final = (opening, permit)
