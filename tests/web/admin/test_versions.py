"""Versions of services on the administrator's pages: looked at, compared, previewed, published; open cases moved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from flask import Flask

from portal.app import create_app
from portal.container import Container
from portal.domain.case.state import Case
from portal.domain.permissions import Role
from portal.services.deps import Deps
from tests.factories.accounts import an_account
from tests.factories.applicants import Applicant
from tests.factories.definitions import SMALL
from tests.factories.versions import PROMISE, PlainSpecimens, catalogue_for, county_with, press_for, write_version
from tests.web.browser import Browser, missing
from tests.web.conftest import HandClock, SignIn

PAGE = f"/admin/services/{SMALL}/v2"
TICKED: dict[str, object] = {"confirm": "y", "effective": ["2026", "9", "21"]}
LEASE = """  - id: lease
    name: {zh: 场所使用证明, en: Proof of the right to use the premises}
    necessity: required
    source: applicant
    acquisition: upload
    medium: copy
    basis: {zh: 《实施细则》第二十三条, en: "Implementing Rules, article 23"}
    when: {fact: place_kind, op: in, value: [bath, sport]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return county_with(tmp_path, PROMISE, ("materials:\n", f"materials:\n{LEASE}"))


@pytest.fixture
def app(portal: Container, folder: Path, clock: HandClock) -> Flask:
    """The portal on definitions of its own, with a plain printer."""
    deps = portal.deps
    catalogue = catalogue_for(folder, lambda: deps.calendar.local_date(clock.now()))
    parts = replace(
        portal,
        settings=replace(portal.settings, workflows=folder),
        deps=replace(deps, catalogue=catalogue),
        press=press_for(folder, portal.press.book),
    )
    app = create_app(container=parts)
    app.testing = True
    app.test_client_class = Browser
    return app


@pytest.fixture
def county(app: Flask) -> Deps:
    container: Container = app.extensions["portal"]
    return container.deps


@pytest.fixture(autouse=True)
def admin(sign_in: SignIn) -> None:
    sign_in(Role.ADMIN)


def publish(client: Browser) -> None:
    assert client.submit(f"{PAGE}/publish", TICKED, page=PAGE).location == PAGE


def filed(county: Deps, **answers: object) -> Case:
    with county.uow.begin() as tx:
        owner = tx.users.add(an_account(mobile="13812343210")).actor()
    return Applicant(county, owner, Random(3)).file(SMALL, **answers)


def test_the_list_says_which_version_is_what(client: Browser, county: Deps) -> None:
    filed(county)
    page = client.get("/admin/services")
    assert not missing(page, "公共场所卫生许可", "草稿", "已发布，现行", f"{SMALL}/v1/cases")


def test_a_version_with_findings_differences_and_previews(client: Browser) -> None:
    page = client.get(PAGE)
    assert not missing(page, "NOT-LOCKED", "workflows/public-place-hygiene/v2.yaml:4", "与第1版相比有2处变化")
    assert not missing(page, "以下变化对申请人更严", "承诺办结时限由7", "受理通知书")


def test_the_differences_in_words(client: Browser) -> None:
    page = client.get(f"{PAGE}/differences")
    assert not missing(
        page, "新增材料“场所使用证明”", "“经营哪一类场所”为“公共浴室，体育场馆、游泳场馆”之一".replace("，", "、")
    )
    english = client.get(f"{PAGE}/differences?lang=en")
    assert not missing(english, "7 working days", "8 working days", "Harder", "applicant, department")


def test_the_first_version_has_nothing_to_compare_with(client: Browser) -> None:
    first = f"/admin/services/{SMALL}/v1"
    assert client.get(f"{first}/differences").status_code == 404
    assert not missing(client.get(first), "这是第一个版本", "该版本不能修改")


def test_the_form_and_the_documents_are_previewed(client: Browser) -> None:
    assert not missing(client.get(f"{PAGE}/form"), "经营哪一类场所", "单位名称", "样张", "取得许可前不营业")
    document = client.get(f"{PAGE}/documents/acceptance_notice.pdf")
    assert document.get_data() == b"%PDF-1.4 zh acceptance_notice"
    assert client.get(f"{PAGE}/documents/nothing.pdf").status_code == 404


def test_scenarios_are_played_when_asked(client: Browser, folder: Path) -> None:
    assert not missing(client.get(f"{PAGE}/scenarios"), "没有场景")
    (folder / SMALL / "tests").mkdir()
    (folder / SMALL / "tests" / "broken.yaml").write_text("nonsense: 1\n", encoding="utf-8")
    assert not missing(client.get(f"{PAGE}/scenarios"), "有不符合项", "broken.yaml")


def test_a_version_is_published_with_confirmation_and_on_record(client: Browser, county: Deps) -> None:
    answer = client.submit(f"{PAGE}/publish", TICKED, page=PAGE)
    assert answer.location == PAGE
    page = client.get(PAGE)
    assert not missing(page, "已发布，现行", "第2版已发布", "2026年9月21日")
    assert missing(page, "发布第2版")
    assert county.catalogue.current(SMALL).version == 2
    again = client.post(f"{PAGE}/publish", data={**TICKED, "csrf_token": client.token()})
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"confirm": ""}, "请确认发布该版本"),
        ({"effective": ["", "", ""]}, "请填写新申报开始使用该版本的日期"),
        ({"effective": ["2026", "9", "20"]}, "今天是2026年9月21日"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    client: Browser, county: Deps, changes: dict[str, object], words: str
) -> None:
    sent = {name: value for name, value in {**TICKED, **changes}.items() if value}
    answer = client.submit(f"{PAGE}/publish", sent, page=PAGE)
    assert answer.status_code == 422
    assert not missing(answer, words)
    assert county.catalogue.current(SMALL).version == 1


def test_a_version_with_errors_offers_no_button(client: Browser, folder: Path) -> None:
    write_version(folder, 2, ("after: [review]", "after: [revue]"))
    page = client.get(PAGE)
    assert not missing(page, "UNKNOWN-STEP", "错误", "请先改正")
    assert missing(page, "发布第2版")


def test_a_document_that_does_not_print_stops_it(client: Browser, app: Flask, county: Deps) -> None:
    container: Container = app.extensions["portal"]
    broken = PlainSpecimens(frozenset({"closing_notice"}))
    app.extensions["portal"] = replace(container, press=replace(container.press, specimens=broken))
    answer = client.submit(f"{PAGE}/publish", TICKED, page=PAGE)
    assert answer.status_code == 422
    assert not missing(answer, "文书不能打印1份")
    assert county.catalogue.current(SMALL).version == 1


def test_an_open_case_is_moved_after_its_difference_was_shown(client: Browser, county: Deps) -> None:
    case = filed(county, place_kind="shop")
    address = f"/admin/cases/{case.number}/version"
    assert not missing(client.get(address), "没有可转的版本")
    publish(client)
    assert not missing(client.get(f"/admin/services/{SMALL}/v1/cases"), case.number)
    page = client.get(address)
    assert not missing(page, "对本办件的影响", "受理时限", "新增材料“场所使用证明”")
    nothing = client.submit(f"{address}/2", {"reason": ""}, page=address)
    assert nothing.status_code == 422
    moved = client.submit(f"{address}/2", {"reason": "新版少跑一次"}, page=address)
    assert moved.location == address
    assert not missing(client.get(f"/admin/services/{SMALL}/v2/cases"), case.number)


def test_a_case_that_lacks_a_material_stays(client: Browser, county: Deps) -> None:
    case = filed(county, place_kind="bath")
    publish(client)
    page = client.get(f"/admin/cases/{case.number}/version")
    assert not missing(page, "不能换版", "场所使用证明")
    assert missing(page, "换版理由")


def test_the_head_of_the_department_may_move_a_case_and_others_not(
    client: Browser, county: Deps, sign_in: SignIn
) -> None:
    case = filed(county, place_kind="shop")
    publish(client)
    sign_in(Role.OFFICER, department="health", is_head=True)
    assert not missing(client.get(f"/admin/cases/{case.number}/version"), "换版")
    sign_in(Role.OFFICER, department="health")
    assert client.get(f"/admin/cases/{case.number}/version").status_code == 403
    sign_in(Role.MANAGER)
    for address in (PAGE, f"{PAGE}/differences", f"{PAGE}/form", f"{PAGE}/cases"):
        assert client.get(address).status_code == 403


def test_unknown_versions_and_cases(client: Browser) -> None:
    assert client.get(f"/admin/services/{SMALL}/v9").status_code == 404
    assert client.get("/admin/cases/nothing/version").status_code == 404
