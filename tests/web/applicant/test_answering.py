"""Question pages: nothing typed is lost, every fault is said where it is, everything without JavaScript."""

from portal.services import drafts
from portal.services.deps import Deps
from tests.factories.applicants import Applicant
from tests.web.applicant.conftest import Begin
from tests.web.browser import Browser, missing

NAME = {"region": "county", "trade_name": "玉峡", "industry_words": "生物医药", "suffix": "youxian_gongsi"}
HOLDER = {
    "shareholders-0-holder_name": "甲某",
    "shareholders-0-holder_person_id": "36082319850312001X",
    "shareholders-0-amount": "600000",
    "shareholders-0-method": "money",
    "shareholders-0-due_on": ["2029", "6", "30"],
}


def test_a_page_in_order_leads_to_the_next(client: Browser, begin: Begin) -> None:
    address = begin()
    answer = client.submit(f"{address}name/name", NAME)
    assert answer.status_code == 302
    assert answer.location == f"{address}name/scope"


def test_the_last_page_of_a_section_leads_to_the_task_list(client: Browser, begin: Begin) -> None:
    address = begin()
    assert client.submit(f"{address}name/term", {"term_kind": "unlimited"}).location == address


def test_a_missing_answer_is_said_at_the_field_and_in_the_summary(client: Browser, begin: Begin) -> None:
    answer = client.submit(f"{begin()}name/name", {**NAME, "trade_name": ""})
    assert answer.status_code == 422
    assert not missing(answer, "<title>有误：", 'href="#trade_name"', 'id="trade_name-error"', "请填写“字号”")


def test_what_was_typed_is_shown_again_even_when_it_is_wrong(client: Browser, begin: Begin) -> None:
    address = begin()
    wrong = {"industry_code": "C", "business_scope": "一般项目：<b>技术服务</b>"}
    assert not missing(client.submit(f"{address}name/scope", wrong), 'value="C"', "&lt;b&gt;技术服务&lt;/b&gt;")
    assert not missing(client.get(f"{address}name/scope"), 'value="C"', "技术服务")


def test_a_wrong_page_is_not_finished_but_its_good_answers_are_kept(
    client: Browser, begin: Begin, owner: Applicant, deps: Deps
) -> None:
    address = begin()
    client.submit(f"{address}name/name", {**NAME, "trade_name": "江西"})
    draft = drafts.open_draft(deps, owner.actor, address.split("/")[2])
    assert draft.answers["industry_words"] == "生物医药"
    assert "name" not in draft.visited


def test_a_forbidden_name_is_refused_with_its_article(client: Browser, begin: Begin) -> None:
    answer = client.submit(f"{begin()}name/name", {**NAME, "trade_name": "江西"})
    assert answer.status_code == 422
    assert not missing(answer, "“江西”是地名", "第八条", "这个名称不能登记")


def test_a_name_can_be_checked_without_saving(client: Browser, begin: Begin, owner: Applicant, deps: Deps) -> None:
    address = begin()
    answer = client.submit(f"{address}name/name", {**NAME, "act": "look"})
    assert not missing(answer, "峡江县玉峡生物医药有限公司", "初查通过")
    assert "trade_name" not in drafts.open_draft(deps, owner.actor, address.split("/")[2]).answers


def test_a_doubtful_name_is_a_warning_only(client: Browser, begin: Begin) -> None:
    address = begin()
    doubtful = {**NAME, "trade_name": "江西玉峡"}
    assert not missing(client.submit(f"{address}name/name", {**doubtful, "act": "look"}), "登记机关会重点审查")
    assert client.submit(f"{address}name/name", doubtful).status_code == 302


def test_a_field_that_an_answer_brings_is_asked_before_it_is_missed(client: Browser, begin: Begin) -> None:
    address = f"{begin()}receiving/receiving"
    assert 'name="receive_address"' not in client.get(address).get_data(as_text=True)
    first = client.submit(address, {"receive_by": "express"})
    assert first.status_code == 302
    shown = client.get(str(first.location))
    assert not missing(shown, "还要补充填写一项", 'name="receive_address"')
    assert "govuk-error-message" not in shown.get_data(as_text=True)
    again = client.submit(address, {"receive_by": "express", "receive_address": ""})
    assert again.status_code == 422


def test_an_answer_shows_its_field_at_once_with_a_script(client: Browser, begin: Begin) -> None:
    address = f"{begin()}receiving/receiving"
    assert not missing(client.get(address), 'hx-vals=\'{"act": "look"}\'')
    assert not missing(client.submit(address, {"receive_by": "express", "act": "look"}), 'name="receive_address"')


def test_rows_are_added_and_removed_without_a_script(client: Browser, begin: Begin) -> None:
    address = f"{begin()}capital/shareholders"
    added = client.submit(address, {**HOLDER, "act": "add:shareholders"})
    assert added.status_code == 302
    two = client.get(str(added.location))
    assert not missing(two, 'value="甲某"', 'name="shareholders-1-holder_name"', "股东 2")
    second = {"shareholders-1-holder_name": "乙某", "act": "remove:shareholders:0"}
    one = client.get(str(client.submit(address, {**HOLDER, **second}).location))
    assert not missing(one, 'value="乙某"')
    assert "甲某" not in one.get_data(as_text=True)


def test_a_fault_in_a_row_is_said_at_its_cell(client: Browser, begin: Begin) -> None:
    answer = client.submit(f"{begin()}capital/shareholders", {**HOLDER, "shareholders-0-holder_person_id": "123"})
    assert answer.status_code == 422
    assert not missing(answer, 'href="#shareholders-0-holder_person_id"', 'value="123"', 'value="甲某"')


def test_a_table_is_checked_against_the_rest_of_the_form(client: Browser, begin: Begin) -> None:
    address = begin()
    client.submit(f"{address}capital/capital", {"registered_capital": "1000000"})
    answer = client.submit(f"{address}capital/shareholders", {**HOLDER, "shareholders-0-due_on": ["2035", "6", "30"]})
    assert not missing(answer, "各项合计600,000.00元", "相差400,000.00元", "公司法》第四十七条")
    assert not missing(answer, "第1条：“出资日期”最晚为2031年9月21日")


def test_a_page_that_is_not_asked_does_not_exist(client: Browser, begin: Begin) -> None:
    address = begin(enterprise_type="sole")
    assert client.get(f"{address}capital/shareholders").status_code == 404
    assert client.get(f"{address}name/nothing").status_code == 404


def test_a_change_from_the_check_page_leads_back_to_it(client: Browser, begin: Begin) -> None:
    address = begin()
    answer = client.submit(f"{address}name/term?from=check", {"term_kind": "unlimited"})
    assert answer.location == f"{address}check"


def test_the_faults_of_a_page_can_be_asked_for(client: Browser, begin: Begin) -> None:
    assert not missing(client.get(f"{begin()}name/scope?from=check&faults=1"), "请填写“经营范围”")


def test_pages_speak_english(client: Browser, begin: Begin) -> None:
    address = f"{begin()}name/name"
    client.get(f"{address}?lang=en")
    answer = client.submit(address, {**NAME, "trade_name": ""})
    assert not missing(answer, "Trade name", "Fill in “Trade name”", "Save and go on")
