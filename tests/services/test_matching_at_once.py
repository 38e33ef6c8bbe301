"""Two at once about lists, runs, proposals, enterprises and lockers: all is there once, and nobody sees an error.

Each act has a connection of its own, on SQLite and PostgreSQL.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from portal.demo.sample import sample_pdf
from portal.domain.permissions import Role
from portal.domain.policies.matching import Verdict
from portal.services.drafts import Upload
from portal.services.matching import proposals as answering
from portal.services.matching import recognition
from portal.services.matching import runs as matching_runs
from portal.services.materials import locker
from portal.services.records.core import Enterprise
from tests.services.test_at_once import DONE, at_once
from tests.services.test_matching_runs import ACCOUNT, LINE, a_list, clean, imported, proposed
from tests.services.test_profiles import USCC, an_enterprise

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from portal.services.records.profiles import Proposal

    Person = Callable[..., Actor]


def number_of(offer: Proposal) -> int:
    assert offer.row_id is not None
    return offer.row_id


def test_a_proposal_confirmed_three_times_at_once_is_one_claim(deps: Deps, person: Person) -> None:
    owner, _, offer = proposed(deps, person)
    act = partial(answering.confirm_proposal, deps, owner, number_of(offer), answers=ACCOUNT)
    answers = at_once(act, act, act)
    assert answers.count(DONE) == 1
    assert set(answers) <= {DONE, "proposal.answered", "claim.before"}
    with deps.uow.read() as tx:
        assert len(tx.matching.live_claims("hnte-first", (USCC,))) == 1


def test_confirmed_and_declined_at_once_is_one_of_the_two(deps: Deps, person: Person) -> None:
    owner, _, offer = proposed(deps, person)
    answers = at_once(
        partial(answering.confirm_proposal, deps, owner, number_of(offer), answers=ACCOUNT),
        partial(answering.decline_proposal, deps, owner, number_of(offer), reason="不需要"),
    )
    assert sorted(answers) == sorted([DONE, "proposal.answered"])
    with deps.uow.read() as tx:
        assert len(tx.matching.live_claims("hnte-first", (USCC,))) == (answers[0] == DONE)


def test_two_runs_and_four_who_propose_at_once_make_one_proposal(deps: Deps, person: Person) -> None:
    owner, officer = person(mobile="13900000001"), person(Role.OFFICER, department="science")
    an_enterprise(deps, owner)
    clean(deps)
    imported(deps, officer, a_list(LINE))
    runs: list[int] = []
    act = partial(matching_runs.run_matching, deps, officer, "hnte-first")
    assert at_once(*[lambda: runs.append(act())] * 2) == [DONE] * 2
    first, second = runs
    made: list[int] = []
    acts = [partial(matching_runs.propose, deps, officer, run_id) for run_id in (first, first, second, second)]
    assert at_once(*[lambda act=act: made.append(act()) for act in acts]) == [DONE] * 4
    assert sorted(made) == [0, 0, 0, 1]
    assert len(answering.waiting_for(deps, owner)) == 1
    looks = [
        matching_runs.view_run(deps, officer, run_id, verdict=Verdict.QUALIFIES.value).run.counts for run_id in runs
    ]
    assert [(one.looked_at, one.eligible) for one in looks] == [(1, 1)] * 2
    assert sorted(one.proposed for one in looks) == [0, 1]


def test_a_list_imported_three_times_at_once_is_known_once(deps: Deps, person: Person) -> None:
    officer = person(Role.OFFICER, department="science")
    found = recognition.preview_list(deps, officer, "hnte", data=a_list(LINE))
    act = partial(
        recognition.import_list, deps, officer, "hnte", sha256=found.sha256, title="示例文件1号", file_name="list.csv"
    )
    assert sorted(at_once(act, act, act)) == sorted([DONE, "list.nothing_new", "list.nothing_new"])
    assert [one.lines for one in recognition.lists_of(deps, officer).rows] == [1]


def test_an_enterprise_added_by_two_at_once_is_one(deps: Deps, person: Person) -> None:
    owners = [person(mobile=f"1390000000{number}") for number in range(4)]

    def add(owner: Actor) -> None:
        new = Enterprise(
            uscc=USCC,
            name="峡江示例智造有限公司",
            legal_representative="",
            founded_on=None,
            created_at=datetime(2026, 1, 5, tzinfo=UTC),
        )
        with deps.uow.begin() as tx:
            known = tx.enterprises.add(new) or tx.enterprises.by_uscc(USCC)
            assert known is not None
            assert known.id is not None
            tx.enterprises.link(known.id, owner.user_id)

    assert at_once(*[partial(add, owner) for owner in owners]) == [DONE] * 4
    with deps.uow.read() as tx:
        assert len({enterprise.id for owner in owners for enterprise in tx.enterprises.of_user(owner.user_id)}) == 1
        assert len(tx.profiles.owners(USCC)) == len(owners)


def test_a_file_kept_four_times_at_once_is_in_the_locker_once(deps: Deps, person: Person) -> None:
    owner = person()
    upload = Upload("证照.pdf", sample_pdf())
    act = partial(locker.keep_document, deps, owner, kind="licence", name="证照", upload=upload, valid_until=None)
    assert at_once(*[act] * 4) == [DONE] * 4
    assert [kept.name for kept in locker.my_documents(deps, owner)] == ["证照"]
