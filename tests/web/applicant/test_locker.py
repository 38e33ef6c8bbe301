"""My documents and my enterprises: what is kept, what is asked, and what is said when it does not work."""

from __future__ import annotations

import re
from io import BytesIO

import pytest

from portal.demo.sample import sample_pdf
from portal.domain.permissions import Role
from portal.services.deps import Deps
from tests.web.browser import Browser, missing
from tests.web.conftest import SignIn

USCC = "91360823MA35XJ105E"
HOLDER = "360823199001010018"
KIND = "business_licence"


@pytest.fixture
def register(deps: Deps) -> None:
    """The licence store knows one enterprise."""
    lines = {"legal_representative": "郭某", "legal_representative_id": HOLDER, "founded_on": "2020-05-06"}
    record = {"number": USCC, "holder": "峡江县测试有限公司", "valid_until": None, "lines": lines}
    deps.records.licences.store("business_licence", USCC, record)  # type: ignore[attr-defined]  # the twin


@pytest.mark.usefixtures("register")
def test_the_representative_adds_an_enterprise_and_sees_who_was_asked(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.APPLICANT, name="郭某", id_number=HOLDER)
    client.most_commits = 2
    answer = client.submit("/enterprises/", {"uscc": USCC.lower(), "consent": "y"})
    assert answer.status_code == 302
    assert not missing(client.get("/enterprises/"), "峡江县测试有限公司", USCC, "2020年5月6日")
    assert not missing(client.get("/my-documents/"), "添加我的企业", "已查到")


@pytest.mark.usefixtures("register")
def test_a_stranger_is_told_why_not(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.APPLICANT, id_number="11010519491231002X")
    client.most_commits = 2
    answer = client.submit("/enterprises/", {"uscc": USCC, "consent": "y"})
    assert answer.status_code == 422
    assert not missing(answer, "登记的法定代表人不是您本人", f'value="{USCC}"')
    assert missing(client.get("/enterprises/"), "峡江县测试有限公司")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"uscc": "", "consent": "y"}, "请输入营业执照上18位"),
        ({"uscc": "91360823MA35XJ1050", "consent": "y"}, "请输入营业执照上18位"),
        ({"uscc": USCC}, "请先勾选同意"),
        ({"uscc": "91360823058800019H", "consent": "y"}, "没有查到"),
    ],
)
def test_faults_stand_at_their_field(client: Browser, sign_in: SignIn, sent: dict[str, str], words: str) -> None:
    sign_in(Role.APPLICANT, id_number=HOLDER)
    client.most_commits = 2
    answer = client.submit("/enterprises/", sent)
    assert answer.status_code == 422
    assert not missing(answer, words)


def test_a_file_of_another_kind_is_not_kept(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.APPLICANT)
    kinds = client.get("/my-documents/").get_data(as_text=True)
    kind = kinds.partition('<option value="')[2].partition('<option value="')[2].partition('"')[0]
    data = {"csrf_token": client.token(), "kind": kind, "file": (BytesIO(b"MZ no"), "a.pdf")}
    answer = client.post("/my-documents/", data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert not missing(answer, "材料库还是空的", "PDF")


def test_a_document_is_kept_opened_and_taken_out(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.APPLICANT)
    kinds = client.get("/my-documents/").get_data(as_text=True)
    kind = kinds.partition('<option value="')[2].partition('<option value="')[2].partition('"')[0]
    data = {
        "csrf_token": client.token(),
        "kind": kind,
        "name": "执照副本",
        "valid_until": ["2027", "10", "1"],
        "file": (BytesIO(sample_pdf()), "a.pdf"),
    }
    assert client.post("/my-documents/", data=data, content_type="multipart/form-data").status_code == 302
    page = client.get("/my-documents/")
    assert not missing(page, "执照副本", "2027年10月1日")
    number = re.findall(r'href="/my-documents/(\d+)/file"', page.get_data(as_text=True))[0]
    with client.get(f"/my-documents/{number}/file") as opened:
        assert opened.data == sample_pdf()
    client.post(f"/my-documents/{number}/discard", data={"csrf_token": client.token()})
    assert not missing(client.get("/my-documents/"), "材料库还是空的")
