"""The round of corrections on the owner's side: only what is marked, with the window's words, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.demo.sample import sample_pdf
from portal.domain.case.commands import CheckMaterial, TellCorrection
from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, Verdict
from portal.domain.materials import Acquisition
from portal.domain.permissions import Role
from portal.services import corrections, drafts, intake
from portal.services.deps import Deps
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.web.browser import Browser, missing
from tests.web.conftest import HandClock, SignIn

SCOPE = "business_scope"
WRONG = "经营范围与住所用途不符"
UNREADABLE = "扫描件看不清"

Told = Callable[..., Case]


@pytest.fixture
def staff(deps: Deps) -> Staff:
    return Staff(deps)


@pytest.fixture
def case(owner: Applicant) -> Case:
    return owner.file(enterprise_type="llc", parts=["seal"])


@pytest.fixture
def told(deps: Deps, staff: Staff, case: Case) -> Told:
    """Tells the correction of these fields, and of the first upload unless told otherwise."""

    def tell(*, fields: dict[str, str] | None = None, outside: tuple[str, ...] = (), material: bool = True) -> Case:
        marked = first_upload(deps, case) if material else ""
        checks = [CheckMaterial(marked, Verdict.TO_CORRECT, UNREADABLE)] if marked else []
        if checks:
            intake.check_materials(deps, staff.clerk, case.number, checks=checks)
        command = TellCorrection(fields={SCOPE: WRONG} if fields is None else fields, outside=outside)
        return corrections.tell_correction(deps, staff.clerk, case.number, command=command)

    return tell


def first_upload(deps: Deps, case: Case) -> str:
    service = deps.catalogue.version(case.service_key, case.service_version)
    return next(one.id for one in case.materials if service.material(one.id).acquisition is Acquisition.UPLOAD)


def key_of(deps: Deps, owner: Applicant, case: Case) -> str:
    return corrections.open_correction(deps, owner.actor, case.number).key


def page_with(deps: Deps, case: Case, field_id: str) -> tuple[str, str]:
    service = deps.catalogue.version(case.service_key, case.service_version)
    return next(
        (section.id, page.id)
        for section in service.sections
        for page in section.pages
        if field_id in {item.id for item in page.fields}
    )


def address(deps: Deps, owner: Applicant, case: Case, field_id: str = SCOPE) -> str:
    section, page = page_with(deps, case, field_id)
    return f"/filing/{key_of(deps, owner, case)}/{section}/{page}?case={case.number}"


def upload(client: Browser, deps: Deps, owner: Applicant, case: Case) -> None:
    drafts.add_files(
        deps,
        owner.actor,
        key_of(deps, owner, case),
        material_id=first_upload(deps, case),
        uploads=[drafts.Upload("新扫描件.pdf", sample_pdf())],
    )


def test_the_case_page_says_what_to_correct_and_until_when(client: Browser, told: Told) -> None:
    case = told()
    answer = client.get(f"/cases/{case.number}")
    assert not missing(
        answer, "请在2026年10月21日（周三）前补正申请", WRONG, UNREADABLE, "现在补正", "一次性补正告知书"
    )


def test_the_task_list_names_only_what_is_marked(client: Browser, told: Told) -> None:
    case = told()
    answer = client.get(f"/cases/{case.number}/correction")
    assert not missing(answer, WRONG, UNREADABLE, "已完成0项，共2项")
    assert answer.get_data(as_text=True).count("govuk-task-list__item--with-link") == 2


def test_the_page_asks_only_the_marked_question_with_the_windows_words(
    client: Browser, deps: Deps, owner: Applicant, told: Told
) -> None:
    case = told()
    body = client.get(address(deps, owner, case)).get_data(as_text=True)
    assert WRONG in body
    assert str(case.answers[SCOPE]) in body
    service = deps.catalogue.version(case.service_key, case.service_version)
    _section, page_id = page_with(deps, case, SCOPE)
    others = {item.id for page in service.pages() if page.id == page_id for item in page.fields} - {SCOPE}
    assert not [one for one in others if f'name="{one}"' in body]


def test_an_unchanged_answer_is_told_at_the_field(client: Browser, deps: Deps, owner: Applicant, told: Told) -> None:
    case = told()
    place = address(deps, owner, case)
    answer = client.submit(place, {SCOPE: str(case.answers[SCOPE]), "act": "save"})
    assert answer.status_code == 422
    assert not missing(answer, "仍是原来的内容", f'href="#{SCOPE}"')


def test_the_correction_is_checked_and_supplied(client: Browser, deps: Deps, owner: Applicant, told: Told) -> None:
    case = told()
    saved = client.submit(address(deps, owner, case), {SCOPE: "中药材种植；中药饮片销售", "act": "save"})
    assert saved.location == f"/cases/{case.number}/correction"
    upload(client, deps, owner, case)
    check = f"/cases/{case.number}/correction/check"
    assert not missing(client.get(check), "中药材种植；中药饮片销售", str(case.answers[SCOPE]), "新扫描件.pdf")
    done = client.submit(f"/cases/{case.number}/correction", page=check)
    assert done.location == f"/cases/{case.number}"
    with deps.uow.read() as tx:
        stored = tx.cases.get(case.number)
    assert stored is not None
    assert stored.case.state is CaseState.SUBMITTED
    assert stored.case.answers[SCOPE] == "中药材种植；中药饮片销售"
    assert not missing(client.get(f"/cases/{case.number}"), "补正已提交", "您提交了补正")


def test_what_is_missing_is_named_before_it_is_supplied(client: Browser, told: Told) -> None:
    case = told()
    answer = client.get(f"/cases/{case.number}/correction/check")
    assert not missing(answer, "还有2件事没有完成", "完成上面列出的内容后即可提交补正")
    sent = {"csrf_token": client.token(), "round": "1"}
    refused = client.post(f"/cases/{case.number}/correction", data=sent)
    assert refused.location == f"/cases/{case.number}/correction/check"


def test_a_second_window_is_led_to_the_case(client: Browser, deps: Deps, owner: Applicant, told: Told) -> None:
    case = told(material=False)
    place = address(deps, owner, case)
    client.submit(place, {SCOPE: "中药材种植", "act": "save"})
    sent = {"csrf_token": client.token(), "round": "1"}
    assert client.post(f"/cases/{case.number}/correction", data=sent).status_code == 302
    again = client.post(f"/cases/{case.number}/correction", data=sent)
    assert again.location == f"/cases/{case.number}"
    old_tab = client.post(place, data={"csrf_token": sent["csrf_token"], SCOPE: "别的", "act": "save"})
    assert old_tab.location == f"/cases/{case.number}"
    assert not missing(client.get(f"/cases/{case.number}"), "这里已没有需要补正的内容")


def test_a_newer_notice_is_read_first(client: Browser, told: Told) -> None:
    case = told()
    sent = {"csrf_token": client.token(), "round": "0"}
    assert client.post(f"/cases/{case.number}/correction", data=sent).location == f"/cases/{case.number}/correction"


def test_a_changed_answer_asks_what_it_makes_necessary(
    client: Browser, deps: Deps, owner: Applicant, staff: Staff
) -> None:
    case = owner.file(enterprise_type="llc", parts=["seal"], term_kind="unlimited")
    command = TellCorrection(fields={"term_kind": "请约定年限"})
    case = corrections.tell_correction(deps, staff.clerk, case.number, command=command)
    place = address(deps, owner, case, "term_kind")
    assert 'name="term_years"' not in client.get(place).get_data(as_text=True)
    more = client.submit(place, {"term_kind": "fixed", "act": "save"})
    assert "more=1" in more.location
    asked = client.get(more.location).get_data(as_text=True)
    assert 'name="term_years"' in asked
    done = client.submit(place, {"term_kind": "fixed", "term_years": "20", "act": "save"}, page=place)
    assert done.location == f"/cases/{case.number}/correction"
    supplied = client.post(done.location, data={"csrf_token": client.token(), "round": "1"})
    assert supplied.location == f"/cases/{case.number}"
    with deps.uow.read() as tx:
        stored = tx.cases.get(case.number)
    assert stored is not None
    assert stored.case.answers["term_years"] == 20


def test_what_stands_outside_the_checklist_need_not_be_supplied(client: Browser, told: Told) -> None:
    case = told(outside=("居委会证明",))
    assert not missing(client.get(f"/cases/{case.number}/correction"), "居委会证明", "您可以不提供")


def test_too_late_is_said_and_leads_to_the_case(
    client: Browser, deps: Deps, owner: Applicant, told: Told, clock: HandClock
) -> None:
    case = told(material=False)
    client.submit(address(deps, owner, case), {SCOPE: "中药材种植", "act": "save"})
    token = client.token()
    clock.advance(days=31)
    with client.session_transaction() as session:
        session["seen"] = int(clock.now().timestamp())
    answer = client.post(f"/cases/{case.number}/correction", data={"csrf_token": token, "round": "1"})
    assert answer.location == f"/cases/{case.number}"
    assert not missing(client.get(f"/cases/{case.number}"), "补正期限已于", "视为撤回")


def test_the_draft_of_a_correction_is_no_filing(client: Browser, deps: Deps, owner: Applicant, told: Told) -> None:
    case = told()
    key = key_of(deps, owner, case)
    for path in ("", "check", "submit", "discard"):
        assert client.get(f"/filing/{key}/{path}").location == f"/cases/{case.number}/correction"
    assert key not in client.get("/cases/").get_data(as_text=True)


def test_other_peoples_corrections_do_not_exist(client: Browser, told: Told, sign_in: SignIn) -> None:
    case = told()
    sign_in(Role.APPLICANT, username="other")
    assert client.get(f"/cases/{case.number}/correction").status_code == 404


def test_it_speaks_english(client: Browser, told: Told) -> None:
    case = told()
    answer = client.get(f"/cases/{case.number}/correction?lang=en")
    assert not missing(answer, "What to correct", "Please supply the correction by Wed 21 Oct 2026", "0 of 2 finished")
