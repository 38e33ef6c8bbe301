"""Files for a draft: judged by content, kept by digest, shown only to their owner."""

from io import BytesIO

from werkzeug.test import TestResponse

from portal.demo.sample import sample_pdf
from portal.domain.permissions import Role
from tests.web.applicant.conftest import Begin
from tests.web.browser import Browser, missing
from tests.web.conftest import SignIn


def upload(client: Browser, address: str, *files: tuple[bytes, str], material: str = "charter") -> TestResponse:
    sent = [(BytesIO(data), name) for data, name in files]
    data = {"csrf_token": client.token(), "file": sent}
    return client.post(f"{address}materials/{material}", data=data, content_type="multipart/form-data")


def test_the_page_groups_what_is_wanted_spared_and_not_needed(client: Browser, begin: Begin) -> None:
    answer = client.get(f"{begin()}materials")
    assert not missing(
        answer, "还缺4份材料", "公司章程", "待提交", "这些材料免提交", "数据共享取得", "您的情形下不需要"
    )


def test_a_file_is_kept_and_shown(client: Browser, begin: Begin) -> None:
    address = begin()
    answer = upload(client, address, (sample_pdf(), "章程.pdf"))
    assert answer.location == f"{address}materials#material-charter"
    page = client.get(f"{address}materials")
    assert not missing(page, "章程.pdf", "还缺3份材料")
    href = page.get_data(as_text=True).split('href="/filing/')[1:]
    path = next(f"/filing/{part.partition(chr(34))[0]}" for part in href if "/files/" in part)
    with client.get(path) as file:
        assert (file.data, file.mimetype) == (sample_pdf(), "application/pdf")
        assert "inline" in file.headers["Content-Disposition"]


def test_several_files_come_in_one_go_and_each_can_be_removed(client: Browser, begin: Begin) -> None:
    address = begin()
    upload(client, address, (sample_pdf(), "一.pdf"), (sample_pdf() + b"\n", "二.pdf"))
    page = client.get(f"{address}materials")
    assert not missing(page, "一.pdf", "二.pdf")
    client.submit(f"{address}materials/charter/remove", page=f"{address}materials")
    left = client.get(f"{address}materials").get_data(as_text=True)
    assert ("一.pdf" in left) != ("二.pdf" in left)


def test_a_file_of_another_kind_is_refused_at_its_material(client: Browser, begin: Begin) -> None:
    answer = upload(client, begin(), (b"MZ\x90\x00 a program", "章程.pdf"))
    assert answer.status_code == 422
    assert not missing(answer, "章程.pdf：", 'href="#file-charter"', 'id="error-charter"')


def test_one_bad_file_among_several_keeps_none_and_says_so(client: Browser, begin: Begin) -> None:
    address = begin()
    answer = upload(client, address, (sample_pdf(), "一.pdf"), (b"", "空.pdf"))
    assert not missing(answer, "空.pdf：", "这几个文件都没有保存")
    assert "一.pdf" not in client.get(f"{address}materials").get_data(as_text=True)


def test_sending_without_a_file_says_what_to_do(client: Browser, begin: Begin) -> None:
    address = begin()
    answer = client.post(f"{address}materials/charter", data={"csrf_token": client.token()})
    assert answer.status_code == 422
    assert not missing(answer, "请先选择文件")


def test_there_is_no_material_outside_the_checklist(client: Browser, begin: Begin) -> None:
    assert upload(client, begin(), (sample_pdf(), "x.pdf"), material="nothing").status_code == 404


def test_files_of_a_draft_are_nobody_elses(client: Browser, begin: Begin, sign_in: SignIn) -> None:
    address = begin()
    upload(client, address, (sample_pdf(), "章程.pdf"))
    body = client.get(f"{address}materials").get_data(as_text=True)
    path = body.split(f'href="{address}files/')[1].partition('"')[0]
    sign_in(Role.APPLICANT, username="other")
    assert client.get(f"{address}files/{path}").status_code == 404
