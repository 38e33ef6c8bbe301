"""What a register gave stands beside what the window checks it against, and is no remark of the window's own."""

from random import Random

from portal.domain.obtaining import Way
from portal.domain.permissions import Role
from portal.integrations.local_records import FolderRecords
from portal.services import drafts
from portal.services.deps import Deps
from portal.services.materials import obtaining
from tests.factories.accounts import an_account
from tests.factories.applicants import Applicant
from tests.web.browser import Browser, missing
from tests.web.conftest import SignIn

OWNER = "360823199001010018"
DEED = {"number": "赣不动产权第7号", "holder": "郭某", "valid_until": None, "lines": {"坐落": "水边镇玉笥大道1号"}}


def test_the_window_reads_what_the_register_says(client: Browser, deps: Deps, sign_in: SignIn) -> None:
    register = deps.records.licences
    assert isinstance(register, FolderRecords)
    register.store("real_estate_title", OWNER, DEED)
    with deps.uow.begin() as tx:
        actor = tx.users.add(an_account(name="郭某", id_number=OWNER)).actor()
    owner = Applicant(deps, actor, Random(3))
    key = owner.draft(enterprise_type="sole", premises="owned")
    for file in drafts.open_draft(deps, actor, key).files["title_deed"]:
        drafts.remove_file(deps, actor, key, material_id="title_deed", sha256=file.sha256)
    obtaining.ask_register(deps, actor, key, material_id="title_deed", way=Way.LICENCE, consented=True)
    case = owner.submit(key)
    sign_in(Role.CLERK, window="综合窗口 3")
    for address in (f"/counter/cases/{case.number}", f"/counter/?case={case.number}&material=title_deed"):
        shown = client.get(address)
        assert not missing(shown, "赣不动产权第7号", "坐落", "水边镇玉笥大道1号")
        assert 'value="免提交' not in shown.text
