"""Verification by a stranger: genuine, unknown, mistyped, and a file that is compared."""

from io import BytesIO

import pytest

from portal.domain.case.state import Case
from portal.domain.numbers import check_character, group_code
from portal.services.deps import Deps
from tests.factories.accounts import an_account
from tests.factories.applicants import Applicant
from tests.web.browser import Browser, missing

UNKNOWN = "ABCDEFGHJKLMNPQRTUW" + check_character("ABCDEFGHJKLMNPQRTUW")


@pytest.fixture
def filed(deps: Deps) -> Case:
    with deps.uow.begin() as tx:
        actor = tx.users.add(an_account(name="郭某某", mobile="13900000000")).actor()
    return Applicant(deps, actor).file()


@pytest.fixture
def code(filed: Case) -> str:
    return filed.documents[0].code


@pytest.fixture
def pdf(deps: Deps, code: str) -> bytes:
    """The bytes the printing office made."""
    made = b"%PDF-1.7 the receipt"
    with deps.uow.begin() as tx:
        tx.documents.mark_stored(code, sha256=deps.documents.put(made), size=len(made))
    return made


def test_the_form_asks_for_a_code(client: Browser) -> None:
    assert not missing(client.get("/verify/"), "验真", "验证码", "无需登录")


def test_a_typed_code_leads_to_its_address(client: Browser, code: str) -> None:
    answer = client.get("/verify/", query_string={"code": f" {code.lower()} "})
    assert answer.location == f"/verify/{group_code(code)}"


def test_a_genuine_code_shows_the_document_masked(client: Browser, filed: Case, code: str) -> None:
    page = client.get(f"/verify/{code}")
    assert page.status_code == 200
    assert not missing(page, "查验通过", "收件凭证", filed.documents[0].number, filed.title, "企业开办", "郭*某")
    shown = page.get_data(as_text=True)
    for secret in ("郭某某", filed.number, filed.query_code, "13900000000"):
        assert secret not in shown


def test_an_unknown_code_is_not_called_a_forgery(client: Browser, filed: Case) -> None:
    page = client.get(f"/verify/{group_code(UNKNOWN)}")
    assert page.status_code == 404
    assert not missing(page, "没有出具过带有这个验证码的文书", "接下来怎么办", "12345")
    assert "伪造" not in page.get_data(as_text=True)


@pytest.mark.parametrize("address", ["/verify/hello", "/verify/?code=hello", "/verify/?code=<b>", "/verify/中文"])
def test_a_mistyped_code_asks_to_compare_again(client: Browser, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 422
    assert not missing(page, "验证码抄录有误", "校验位不符")


def test_nothing_is_indexed_or_kept(client: Browser, code: str) -> None:
    for address in ("/verify/", f"/verify/{code}", f"/verify/{UNKNOWN}"):
        page = client.get(address)
        assert "noindex" in page.headers["X-Robots-Tag"]
        assert page.headers["Cache-Control"] == "no-store"
        assert not missing(page, 'name="robots"')


def test_the_issued_file_is_recognised_and_any_other_is_not(client: Browser, code: str, pdf: bytes) -> None:
    address = f"/verify/{group_code(code)}"
    same = client.submit(address, {"file": (BytesIO(pdf), "收件凭证.pdf")})
    assert not missing(same, "与出具的 PDF 完全一致")
    other = client.submit(address, {"file": (BytesIO(pdf + b" "), "收件凭证.pdf")})
    assert not missing(other, "该文件不是出具的原件", "并不等于伪造", "查验通过")


def test_a_file_must_be_chosen(client: Browser, code: str, pdf: bytes) -> None:
    answer = client.submit(f"/verify/{group_code(code)}")
    assert answer.status_code == 422
    assert not missing(answer, "请选择您收到的 PDF 文件")


def test_the_digest_is_shown_once_the_pdf_is_made(client: Browser, code: str) -> None:
    assert not missing(client.get(f"/verify/{code}"), "PDF 正在生成")


def test_in_english(client: Browser, code: str) -> None:
    assert not missing(client.get(f"/verify/{code}?lang=en"), "This document is genuine", "Filing receipt")
