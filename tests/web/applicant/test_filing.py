"""From the first click to the submission: drafts, task list, check page, one case per draft."""

from portal.domain.permissions import Role
from portal.services import cases, drafts
from portal.services.deps import Deps
from tests.factories.accounts import an_account
from tests.factories.applicants import Applicant
from tests.web.applicant.conftest import Begin
from tests.web.browser import Browser, missing
from tests.web.conftest import SignIn


def submit(client: Browser, key: str, **sent: str) -> str:
    """File a draft; answers where that leads."""
    answer = client.post(f"/filing/{key}/submit", data={"csrf_token": client.token(), "declared": "y", **sent})
    assert answer.status_code == 302
    return str(answer.location)


def test_answers_of_the_guide_are_kept_when_a_filing_begins(client: Browser, begin: Begin) -> None:
    address = begin()
    assert not missing(client.get(address), "已完成1项，共", "企业名称和经营范围", "未开始")
    assert not missing(client.get(f"{address}situation"), 'value="llc" checked', 'value="seal" checked')


def test_without_its_situation_a_filing_begins_with_the_questions(client: Browser, begin: Begin) -> None:
    address = begin(premises="")
    assert address.endswith("/")
    assert not missing(client.get(address), "暂不能填")
    assert client.get(f"{address}situation").status_code == 200


def test_only_sections_that_apply_are_listed(client: Browser, begin: Begin) -> None:
    assert "一并办理的事项" not in client.get(begin(parts=[])).get_data(as_text=True)
    assert not missing(client.get(begin(parts=["bank"])), "一并办理的事项", "银行预约开户")


def test_an_answer_that_changes_the_situation_opens_a_page_again(client: Browser, begin: Begin) -> None:
    address = begin()
    client.submit(f"{address}capital/capital", {"registered_capital": "1000000"})
    client.submit(f"{address}capital/capital", {"registered_capital": ""})
    assert not missing(client.get(f"{address}check"), "完成“注册资本（出资额）”")


def test_the_check_page_shows_every_answer_and_what_is_missing(client: Browser, owner: Applicant) -> None:
    address = f"/filing/{owner.draft(trade_name='玉峡')}/check"
    answer = client.get(address)
    assert not missing(answer, "核对填报内容", "玉峡", "材料.pdf", "?from=check", "修改")


def test_the_declaration_comes_after_everything_is_finished(client: Browser, begin: Begin) -> None:
    address = begin()
    assert client.get(f"{address}submit").location == f"{address}check"


def test_filing_leads_to_the_case_with_its_receipt(client: Browser, owner: Applicant) -> None:
    address = submit(client, owner.draft())
    assert not missing(client.get(address), "已提交", "办件编号", "打开收件凭证", ".pdf")


def test_a_double_click_files_once(client: Browser, owner: Applicant, deps: Deps) -> None:
    key = owner.draft()
    assert submit(client, key) == submit(client, key)
    assert len(cases.my_cases(deps, owner.actor).rows) == 1


def test_a_filed_draft_leads_to_its_case(client: Browser, owner: Applicant) -> None:
    key = owner.draft()
    case = submit(client, key).partition("?")[0]
    assert client.get(f"/filing/{key}/").location == case
    assert client.get(f"/filing/{key}/name/name").location == case


def test_nothing_is_filed_without_the_declaration(client: Browser, owner: Applicant, deps: Deps) -> None:
    key = owner.draft()
    answer = client.post(f"/filing/{key}/submit", data={"csrf_token": client.token()})
    assert answer.status_code == 422
    assert not missing(answer, 'href="#declared"', "提交前请勾选承诺声明")
    assert not cases.my_cases(deps, owner.actor).rows


def test_an_incomplete_filing_is_led_back_to_what_is_missing(client: Browser, begin: Begin) -> None:
    address = begin()
    key = address.split("/")[2]
    assert submit(client, key) == f"{address}check"
    assert not missing(client.get(f"{address}check"), "完成“企业名称”", "提交“公司章程”", "faults=1")


def test_drafts_are_found_again(client: Browser, begin: Begin) -> None:
    address = begin()
    for page in ("/filing/", "/cases/", "/filing/new/enterprise-opening"):
        assert not missing(client.get(page), f'href="{address}"')


def test_a_draft_is_deleted_after_asking_once(client: Browser, begin: Begin, owner: Applicant, deps: Deps) -> None:
    address = begin()
    assert not missing(client.get(f"{address}discard"), "要删除这份草稿吗？", "不能恢复")
    assert client.submit(f"{address}discard").location == "/cases/"
    assert not drafts.my_drafts(deps, owner.actor)
    assert client.get(address).status_code == 404


def test_somebody_elses_draft_does_not_exist(client: Browser, sign_in: SignIn, deps: Deps) -> None:
    with deps.uow.begin() as tx:
        other = Applicant(deps, tx.users.add(an_account(username="other")).actor())
    key = other.draft()
    sign_in(Role.APPLICANT)
    for page in ("", "check", "submit", "materials", "discard", "situation", "name/name"):
        assert client.get(f"/filing/{key}/{page}").status_code == 404


def test_a_second_service_is_filed_the_same_way(client: Browser, owner: Applicant) -> None:
    address = submit(client, owner.draft("public-place-hygiene"))
    assert not missing(client.get(address), "已提交", "公共场所卫生许可")
