"""Materials that need not be brought: the locker, electronic licences, shared data, consent, and falling back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from portal.demo.sample import sample_pdf
from portal.domain.case.commands import WithdrawCase
from portal.domain.case.filing import MaterialsMissing
from portal.domain.case.savings import savings
from portal.domain.case.state import Verdict
from portal.domain.forms import Prefill
from portal.domain.limits import Limit, Unit
from portal.domain.materials import Acquisition, Obtain
from portal.domain.obtaining import Way
from portal.domain.permissions import Role
from portal.domain.registers import RegisterUnavailableError
from portal.services import cases, conduct, drafts, endings, enterprises, filing
from portal.services.conflicts import NotFound
from portal.services.drafts import Upload
from portal.services.enterprises import NotRepresentative
from portal.services.figures import Span
from portal.services.materials import locker, obtaining
from portal.services.materials.obtaining import (
    ConsentNeeded,
    NoLongerGood,
    NothingFound,
    RegisterSilent,
    SubjectUnknown,
)
from tests.factories.applicants import Applicant

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service
    from portal.services.deps import Deps

USCC = "91360823MA35XJ105E"
HOLDER = "360823199001010018"
AWARD = "growth-award"
NOTICE = "statistics_notice"
RECORD: dict[str, Any] = {"number": "统2026-7", "holder": "峡江县测试有限公司", "valid_until": None, "lines": {}}
LICENCE: dict[str, Any] = {
    "number": USCC,
    "holder": "峡江县测试有限公司",
    "valid_until": None,
    "lines": {"legal_representative": "郭某", "legal_representative_id": HOLDER, "founded_on": "2020-05-06"},
}


class OneMore:
    """The catalogue with a changed service in the place of the award."""

    def __init__(self, catalogue: Any, service: Service) -> None:
        self._catalogue, self._service = catalogue, service
        self.withdrawals = ()

    def current(self, key: str) -> Service:
        return self._service if key == AWARD else self._catalogue.current(key)

    def version(self, key: str, version: int) -> Service:
        return self._service if key == AWARD else self._catalogue.version(key, version)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._catalogue, name)


@pytest.fixture
def county(deps: Deps) -> Deps:
    """An award whose notice may come from the locker, a licence store, or shared data, one year old at most."""
    service = deps.catalogue.current(AWARD)
    obtain = Obtain(licence="statistics-notice", dataset="statistics", valid_for=Limit(1, Unit.YEAR))
    materials = tuple(replace(one, obtain=obtain) if one.id == NOTICE else one for one in service.materials)
    section = service.sections[0]
    fields = tuple(
        replace(one, prefill=Prefill.ENTERPRISE_USCC) if one.id == "enterprise_uscc" else one
        for one in section.pages[0].fields
    )
    pages = (replace(section.pages[0], fields=fields), *section.pages[1:])
    changed = replace(service, materials=materials, sections=(replace(section, pages=pages), *service.sections[1:]))
    return replace(deps, catalogue=OneMore(deps.catalogue, changed))


@pytest.fixture
def owner(county: Deps, person: Callable[..., Actor]) -> Applicant:
    actor = person(name="郭某", id_number=HOLDER)
    store(county.records.licences, "business_licence", USCC, LICENCE)
    enterprises.link_enterprise(county, actor, USCC, consented=True)
    return Applicant(county, actor, Random(3))


def store(register: Any, resource: str, subject: str, record: dict[str, Any]) -> None:
    register.store(resource, subject, record)


def begun(owner: Applicant) -> str:
    """A draft with every answer and no notice."""
    key = owner.draft(AWARD, enterprise_uscc=USCC, tech_enterprise=False)
    for file in drafts.open_draft(owner.deps, owner.actor, key).files[NOTICE]:
        drafts.remove_file(owner.deps, owner.actor, key, material_id=NOTICE, sha256=file.sha256)
    return key


def asked(owner: Applicant, key: str, way: Way, *, consented: bool = True) -> Any:
    return obtaining.ask_register(owner.deps, owner.actor, key, material_id=NOTICE, way=way, consented=consented)


def filed(owner: Applicant, key: str) -> Case:
    return filing.submit_draft(owner.deps, owner.actor, key, declared=True)


def test_a_record_stands_for_the_material_and_needs_no_look_at_the_window(owner: Applicant) -> None:
    store(owner.deps.records.datasets, "statistics", USCC, RECORD)
    key = begun(owner)
    asked(owner, key, Way.DATASET)
    case = filed(owner, key)
    run = case.material(NOTICE)
    assert run.obtained is not None
    assert (run.files, run.verdict, run.obtained.way, run.obtained.number) == (
        (),
        Verdict.ACCEPTED,
        Way.DATASET,
        "统2026-7",
    )
    cost = savings(owner.deps.catalogue.current(AWARD), case.materials)
    assert (cost.brought, cost.obtained, cost.made) == (0, 1, 1)
    assert cost.saved == cost.before
    (query, _linking) = obtaining.queries(owner.deps, owner.actor)
    assert (query.outcome, query.subject, query.sha256) == ("found", USCC, run.obtained.sha256)
    with owner.deps.uploads.open(run.obtained.sha256) as evidence:
        assert "统2026-7" in evidence.read().decode()


def test_without_consent_nobody_is_asked(owner: Applicant) -> None:
    before = len(obtaining.queries(owner.deps, owner.actor))
    with pytest.raises(ConsentNeeded):
        asked(owner, begun(owner), Way.LICENCE, consented=False)
    assert len(obtaining.queries(owner.deps, owner.actor)) == before


def test_nothing_found_leaves_the_upload_as_it_was(owner: Applicant) -> None:
    key = begun(owner)
    with pytest.raises(NothingFound):
        asked(owner, key, Way.LICENCE)
    assert obtaining.queries(owner.deps, owner.actor)[0].outcome == "none"
    drafts.add_files(owner.deps, owner.actor, key, material_id=NOTICE, uploads=[Upload("通知.pdf", sample_pdf())])
    assert filed(owner, key).material(NOTICE).obtained is None


def test_a_licence_that_is_past_is_none(owner: Applicant) -> None:
    store(owner.deps.records.licences, "statistics-notice", USCC, {**RECORD, "valid_until": "2020-01-01"})
    with pytest.raises(NothingFound):
        asked(owner, begun(owner), Way.LICENCE)


def test_a_silent_register_is_noted_and_nothing_is_lost(owner: Applicant) -> None:
    class Silent:
        def fetch(self, resource: str, _subject: str) -> None:
            raise RegisterUnavailableError(resource)

    key = begun(owner)
    owner.deps = replace(owner.deps, records=replace(owner.deps.records, datasets=Silent()))
    with pytest.raises(RegisterSilent):
        asked(owner, key, Way.DATASET)
    assert obtaining.queries(owner.deps, owner.actor)[0].outcome == "unavailable"
    assert drafts.open_draft(owner.deps, owner.actor, key).answers["enterprise_uscc"] == USCC


def test_nobody_asks_about_an_enterprise_of_others(owner: Applicant, person: Callable[..., Actor]) -> None:
    stranger = owner.other(person())
    with pytest.raises(SubjectUnknown):
        asked(stranger, begun(stranger), Way.DATASET)
    assert obtaining.queries(owner.deps, stranger.actor) == ()


def test_what_was_uploaded_once_is_offered_the_next_time(owner: Applicant) -> None:
    owner.file(AWARD, enterprise_uscc=USCC, tech_enterprise=False)
    key = begun(owner)
    offer = obtaining.offers(owner.deps, owner.actor, drafts.open_draft(owner.deps, owner.actor, key))[NOTICE]
    (kept,) = offer.kept
    assert kept.id is not None
    obtaining.use_kept(owner.deps, owner.actor, key, material_id=NOTICE, kept_id=kept.id)
    run = filed(owner, key).material(NOTICE)
    assert run.obtained is not None
    assert (run.obtained.way, run.verdict, len(run.files)) == (Way.LOCKER, Verdict.UNCHECKED, 1)
    assert len(locker.my_documents(owner.deps, owner.actor)) == 1


@pytest.mark.parametrize(
    ("valid_until", "later"), [(date(2026, 11, 30), timedelta(days=30)), (None, timedelta(days=400))]
)
def test_a_kept_document_ends_with_its_own_day_or_its_age(
    owner: Applicant, clock: Any, valid_until: date | None, later: timedelta
) -> None:
    clock.instant = datetime(2026, 11, 20, 2, tzinfo=UTC)
    upload = Upload("通知.pdf", sample_pdf())
    locker.keep_document(
        owner.deps, owner.actor, kind="statistics-notice", name="通知", upload=upload, valid_until=valid_until
    )
    (kept,) = locker.my_documents(owner.deps, owner.actor)
    clock.instant += later
    key = begun(owner)
    offered = obtaining.offers(owner.deps, owner.actor, drafts.open_draft(owner.deps, owner.actor, key))
    assert offered[NOTICE].kept == ()
    with pytest.raises(NoLongerGood):
        obtaining.use_kept(owner.deps, owner.actor, key, material_id=NOTICE, kept_id=kept.id or 0)


def test_other_peoples_lockers_do_not_exist(owner: Applicant, person: Callable[..., Actor]) -> None:
    owner.file(AWARD, enterprise_uscc=USCC, tech_enterprise=False)
    (kept,) = locker.my_documents(owner.deps, owner.actor)
    stranger = owner.other(person())
    with pytest.raises(NotFound):
        locker.open_kept(owner.deps, stranger.actor, kept.id or 0)
    with pytest.raises(NotFound):
        obtaining.use_kept(owner.deps, stranger.actor, begun(stranger), material_id=NOTICE, kept_id=kept.id or 0)
    locker.discard_document(owner.deps, stranger.actor, kept.id or 0)
    assert locker.my_documents(owner.deps, owner.actor) == (kept,)


def test_what_was_obtained_can_be_given_up_for_an_upload(owner: Applicant) -> None:
    store(owner.deps.records.datasets, "statistics", USCC, RECORD)
    key = begun(owner)
    asked(owner, key, Way.DATASET)
    assert obtaining.give_up(owner.deps, owner.actor, key, material_id=NOTICE).obtained == {}


def test_taking_it_out_again_withdraws_the_consent_and_keeps_the_record(owner: Applicant) -> None:
    store(owner.deps.records.datasets, "statistics", USCC, RECORD)
    key = begun(owner)
    asked(owner, key, Way.DATASET)
    obtaining.give_up(owner.deps, owner.actor, key, material_id=NOTICE)
    query = obtaining.queries(owner.deps, owner.actor)[0]
    assert (query.outcome, query.number) == ("withdrawn", "统2026-7")


def test_a_record_that_ran_out_before_the_filing_stands_for_nothing(owner: Applicant, clock: Any) -> None:
    today = owner.deps.calendar.local_date(clock.now())
    store(owner.deps.records.datasets, "statistics", USCC, {**RECORD, "valid_until": today.isoformat()})
    key = begun(owner)
    asked(owner, key, Way.DATASET)
    clock.instant += timedelta(days=1)
    with pytest.raises(MaterialsMissing):
        filed(owner, key)
    asked_again = {**RECORD, "valid_until": None, "lines": {"年度": "2026"}}
    store(owner.deps.records.datasets, "statistics", USCC, asked_again)
    asked(owner, key, Way.DATASET)
    source = filed(owner, key).material(NOTICE).obtained
    assert source is not None
    assert (source.holder, source.says) == ("峡江县测试有限公司", (("年度", "2026"),))


def test_a_slow_register_does_not_undo_what_was_typed_meanwhile(owner: Applicant) -> None:
    store(owner.deps.records.datasets, "statistics", USCC, RECORD)
    key = begun(owner)
    register = owner.deps.records.datasets

    class Slow:
        def fetch(self, resource: str, subject: str) -> Any:
            meanwhile = {"contact_name": "改过的联系人"}
            drafts.save_answers(owner.deps, owner.actor, key, page_id="x", answers=meanwhile, done=False)
            return register.fetch(resource, subject)

    owner.deps = replace(owner.deps, records=replace(owner.deps.records, datasets=Slow()))
    draft = asked(owner, key, Way.DATASET)
    assert draft.answers["contact_name"] == "改过的联系人"
    assert NOTICE in draft.obtained


def test_only_the_representative_adds_an_enterprise(owner: Applicant, person: Callable[..., Actor]) -> None:
    (mine,) = cases.my_enterprises(owner.deps, owner.actor)
    assert (mine.uscc, mine.founded_on) == (USCC, date(2020, 5, 6))
    stranger = person(id_number="11010519491231002X")
    with pytest.raises(NotRepresentative):
        enterprises.link_enterprise(owner.deps, stranger, USCC, consented=True)
    assert cases.my_enterprises(owner.deps, stranger) == ()


def test_a_new_draft_knows_the_only_enterprise(owner: Applicant) -> None:
    service = owner.deps.catalogue.current(AWARD)
    assert enterprises.prefilled(owner.deps, owner.actor, service) == {"enterprise_uscc": USCC}
    assert enterprises.prefilled(owner.deps, owner.actor, service, uscc="") == {}


def test_the_managers_see_what_nobody_had_to_bring(owner: Applicant, person: Callable[..., Actor]) -> None:
    store(owner.deps.records.datasets, "statistics", USCC, RECORD)
    key = begun(owner)
    asked(owner, key, Way.DATASET)
    for case in (filed(owner, key), owner.file(AWARD, enterprise_uscc=USCC, tech_enterprise=False)):
        endings.withdraw_case(owner.deps, owner.actor, case.number, command=WithdrawCase("不办了"))
    today = owner.deps.calendar.local_date(owner.deps.clock.now())
    (line,) = conduct.materials_saved(owner.deps, person(Role.MANAGER), Span(today, today + timedelta(days=1)))
    assert (line.cases, line.before, line.brought, line.obtained) == (2, 10, 1, 1)
    assert line.share.percent == Decimal("90.00")


def test_the_checklist_of_the_test_is_as_it_says(county: Deps) -> None:
    made = [one.id for one in county.catalogue.current(AWARD).materials if one.acquisition is Acquisition.GENERATED]
    assert made == ["claim"]
