"""The guide of a service: made from the definition, shorter with every answer, for everybody."""

from portal.domain.permissions import Role
from tests.web.browser import Browser, missing
from tests.web.conftest import SignIn

GUIDE = "/services/enterprise-opening"
SOLE = f"{GUIDE}?enterprise_type=sole&premises=owned&pre_approval=no&filer=self"


def test_the_first_screen_answers_four_questions(client: Browser) -> None:
    answer = client.get(GUIDE)
    assert not missing(
        answer, "要准备什么？", "要多久？", "1个工作日", "法定3个工作日", "不收费", "0次", "全程网上办理"
    )


def test_conditions_basis_questions_and_phones_follow(client: Browser) -> None:
    answer = client.get(GUIDE)
    assert not missing(
        answer, "住所在峡江县行政区域内", "市场主体登记管理条例", "常见问题", "0796-5550101", "峡江县人民法院"
    )


def test_steps_of_one_stage_stand_together(client: Browser) -> None:
    answer = client.get(GUIDE)
    assert not missing(answer, "同时办理", "设立登记", "公章刻制备案", "（选办时）", "办结决定")


def test_answers_shorten_the_list_and_say_by_how_much(client: Browser) -> None:
    answer = client.get(SOLE)
    assert not missing(answer, "少交15份", "住所产权证明")
    assert "公司章程" not in answer.get_data(as_text=True)


def test_a_part_that_was_not_chosen_is_not_in_the_picture(client: Browser) -> None:
    answer = client.get(f"{GUIDE}?enterprise_type=llc&parts=seal")
    assert not missing(answer, "公章刻制备案")
    assert 'step-box__name">住房公积金' not in answer.get_data(as_text=True)


def test_nonsense_in_the_address_is_no_answer(client: Browser) -> None:
    assert not missing(client.get(f"{GUIDE}?enterprise_type=<script>&premises=moon"), "所有情形合计")


def test_a_stranger_is_led_to_sign_in_with_the_answers(client: Browser) -> None:
    answer = client.get(f"{SOLE}")
    assert not missing(answer, "/filing/new/enterprise-opening?enterprise_type=sole")
    gate = client.get("/filing/new/enterprise-opening?enterprise_type=sole")
    assert gate.status_code == 302
    assert "/auth/sign-in?next=" in str(gate.location)


def test_an_owner_begins_at_once(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.APPLICANT)
    assert not missing(client.get(SOLE), 'action="/filing/"', 'name="enterprise_type" value="sole"')


def test_staff_cannot_file_from_the_guide(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.CLERK)
    assert 'action="/filing/"' not in client.get(GUIDE).get_data(as_text=True)


def test_the_guide_speaks_english(client: Browser) -> None:
    answer = client.get(f"{GUIDE}?lang=en")
    assert not missing(answer, "How often must I come?", "Free of charge", "Registration", "At the same time")


def test_there_is_no_guide_without_a_service(client: Browser) -> None:
    assert client.get("/services/nothing").status_code == 404


def test_the_kind_of_handling_is_told_where_the_definition_says_it(client: Browser) -> None:
    assert not missing(client.get("/services/origin-certificate"), "办件类型", "承诺件")
    assert missing(client.get("/services/public-place-hygiene"), "办件类型")


def test_time_that_no_department_can_shorten_is_told_beside_the_promise(client: Browser) -> None:
    note = "法定45个工作日；另需：清算、公告和申请人自行办理"
    assert not missing(client.get("/services/closing"), f'first-facts__note">{note}')
    assert missing(client.get(GUIDE), "另需：")
