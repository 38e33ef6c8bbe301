"""The start page: shelves from the catalogue, search, and figures that were not counted."""

from portal.domain.permissions import Role
from tests.web.browser import Browser, missing
from tests.web.conftest import SignIn


def test_every_shelf_of_the_life_cycle_is_there(client: Browser) -> None:
    answer = client.get("/")
    assert not missing(answer, "开办", "准营", "用工", "融资", "政策", "外贸", "维权", "注销")


def test_a_service_stands_on_its_shelf_with_its_promises(client: Browser) -> None:
    answer = client.get("/")
    assert not missing(answer, 'href="/services/enterprise-opening"', "企业开办", "0次 · 1个工作日")


def test_search_finds_by_words_of_everyday(client: Browser) -> None:
    answer = client.get("/search?q=开公司")
    assert not missing(answer, "“开公司”的搜索结果", "/services/enterprise-opening")


def test_search_without_a_find_says_what_to_do(client: Browser) -> None:
    assert not missing(client.get("/search?q=zzzz"), "没有找到", "请换个词试试")


def test_what_was_looked_for_is_never_markup(client: Browser) -> None:
    assert not missing(client.get("/search?q=<b>x</b>"), "&lt;b&gt;x&lt;/b&gt;")


def test_a_search_for_nothing_shows_every_service(client: Browser) -> None:
    assert not missing(client.get("/search"), "/services/enterprise-opening")


def test_a_shelf_has_a_page_of_its_own(client: Browser) -> None:
    assert not missing(client.get("/shelves/start"), "开办", "/services/enterprise-opening")


def test_an_empty_shelf_says_where_to_go(client: Browser) -> None:
    assert not missing(client.get("/shelves/rights"), "维权", "政务服务大厅")


def test_there_is_no_other_shelf(client: Browser) -> None:
    assert client.get("/shelves/nothing").status_code == 404


def test_the_page_speaks_english(client: Browser) -> None:
    assert not missing(client.get("/?lang=en"), "Everything an enterprise needs", "0 visits · 1 working day")


def test_before_anything_was_decided_figures_are_a_dash(client: Browser) -> None:
    assert client.get("/").get_data(as_text=True).count('key-figure__value">—') == 3


def test_provisional_dates_are_announced_until_the_holidays_are_known(client: Browser) -> None:
    assert not missing(client.get("/"), "2027年放假安排发布前")


def test_staff_are_not_led_to_what_only_owners_may_open(client: Browser, sign_in: SignIn) -> None:
    assert not missing(client.get("/"), 'href="/policies/mine/"')
    sign_in(Role.CLERK)
    assert missing(client.get("/"), 'href="/policies/mine/"')
    assert missing(client.get("/shelves/policy"), 'href="/policies/mine/"')
