"""Lists cost the same however many rows there are: a fixed number of queries, each served by its index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, Final

import pytest
from sqlalchemy import event

from portal.domain.case.incidents import FollowUpKind
from portal.domain.figures_conduct import Trait
from portal.persistence import Database
from portal.services.reading import Reads
from portal.services.records.core import After
from tests.factories.archive import Archive, accepted, delivered, granted
from tests.factories.cases import THURSDAY

KEY: Final = After(THURSDAY, 1)
YEAR: Final = (date(2026, 1, 1), date(2026, 12, 31))
INSTANTS: Final = (THURSDAY, THURSDAY + timedelta(days=90))
BAD: Final = FollowUpKind.BAD_RATING
ONE_PAGE: Final = 1

Ask = Callable[[Reads], object]

LISTS: Final[dict[str, tuple[Ask, str]]] = {
    "desk": (lambda r: r.desk("intake", after=KEY, size=5), "ix_cases_desk"),
    "desk, first page": (lambda r: r.desk("intake", after=None, size=5), "ix_cases_desk"),
    "desk, red": (lambda r: r.desk_light("intake", "red", THURSDAY, after=KEY, size=5), "ix_cases_desk"),
    "desk, yellow": (lambda r: r.desk_light("intake", "yellow", THURSDAY, after=None, size=5), "ix_cases_desk"),
    "desk, green": (lambda r: r.desk_light("intake", "green", THURSDAY, after=KEY, size=5), "ix_cases_desk"),
    "desk counts": (lambda r: r.desk_counts("intake", THURSDAY), "ix_cases_desk"),
    "open counts": (lambda r: r.open_counts(THURSDAY), "ix_cases_desk"),
    "steps": (lambda r: r.steps("market", after=KEY, size=5), "ix_case_steps_queue"),
    "step counts": (lambda r: r.step_counts("market", THURSDAY), "ix_case_steps_queue"),
    "to check": (lambda r: r.to_check(light=None, now=THURSDAY, after=KEY, size=5), "ix_cases_to_check"),
    "to check, red": (lambda r: r.to_check(light="red", now=THURSDAY, after=None, size=5), "ix_cases_to_check"),
    "to check counts": (lambda r: r.to_check_counts(THURSDAY), "ix_cases_to_check"),
    "paused": (lambda r: r.paused("market", after=KEY, size=5), "ix_cases_paused"),
    "paused count": (lambda r: r.paused_count("market"), "ix_cases_paused"),
    "extensions": (lambda r: r.extensions_asked([("opening", 1)], after=KEY, size=5), "ix_cases_extension_asked"),
    "extensions count": (lambda r: r.extensions_asked_count([("opening", 1)]), "ix_cases_extension_asked"),
    "follow-ups": (lambda r: r.follow_ups("market", after=KEY, size=5), "ix_follow_ups_queue"),
    "follow-up counts": (lambda r: r.follow_up_counts("market", THURSDAY), "ix_follow_ups_queue"),
    "mine": (lambda r: r.cases_of(7, after=KEY, size=5), "ix_cases_applicant"),
    "messages": (lambda r: r.messages_of(7, after=KEY, size=5), "ix_messages_inbox"),
    "messages, unread count": (lambda r: r.unread_count(7), "ix_messages_unread"),
    "public notices": (lambda r: r.notices(THURSDAY, after=KEY, size=5), "ix_case_steps_notice"),
    "search by number": (lambda r: r.search("360823", size=5), "uq_cases_number|sqlite_autoindex_cases_2"),
    "search by title": (lambda r: r.search("360823", size=5), "ix_cases_title"),
    "search by name": (lambda r: r.search("360823", size=5), "ix_cases_applicant_name"),
    "cells": (lambda r: r.cells(*YEAR), "pk_figure_cells|figure_cells USING PRIMARY KEY"),
    "decided": (lambda r: r.decided(*YEAR, which="all", after=KEY, size=5), "ix_cases_decided"),
    "decided on time": (lambda r: r.decided(*YEAR, which="on_time", after=KEY, size=5), "ix_cases_decided"),
    "decided late": (lambda r: r.decided(*YEAR, which="late", after=KEY, size=5), "ix_cases_late"),
    "more visits": (lambda r: r.decided(*YEAR, which="more_visits", after=KEY, size=5), "ix_cases_decided_once"),
    "decided of a service": (
        lambda r: r.decided(*YEAR, which="all", service="opening", after=KEY, size=5),
        "ix_cases_decided_service",
    ),
    "open cases": (lambda r: r.open_cases(THURSDAY, light=None, after=KEY, size=5), "ix_cases_desk"),
    "open cases, red": (lambda r: r.open_cases(THURSDAY, light="red", after=None, size=5), "ix_cases_desk"),
    "open cases, urgent": (lambda r: r.open_cases(THURSDAY, light="urgent", after=None, size=5), "ix_cases_desk"),
    "all follow-ups": (lambda r: r.all_follow_ups(None, after=KEY, size=5), "ix_follow_ups_open"),
    "all follow-ups of a kind": (lambda r: r.all_follow_ups(BAD, after=None, size=5), "ix_follow_ups_open"),
    "all follow-up counts": (
        lambda r: r.all_follow_up_counts(THURSDAY),
        "ix_follow_ups_open|ix_follow_ups_queue|ix_follow_ups_case",
    ),
    "all paused": (lambda r: r.all_paused(after=KEY, size=5), "ix_cases_paused"),
    "all extensions": (lambda r: r.all_extensions_asked(after=KEY, size=5), "ix_cases_extension_asked"),
    "held counts": (lambda r: r.held_counts(), "ix_cases_paused"),
    "materials of finished cases": (lambda r: r.materials(*INSTANTS), "ix_cases_finished"),
    "conduct counts": (lambda r: r.conduct(*INSTANTS), "ix_cases_finished"),
    "finished": (lambda r: r.finished(*INSTANTS, which=Trait.FINISHED, after=KEY, size=5), "ix_cases_finished"),
    "finished, rare": (
        lambda r: r.finished(*INSTANTS, which=Trait.OUTSIDE, service="opening", after=None, size=5),
        "ix_cases_finished",
    ),
    "holders": (lambda r: r.holders([1, 2]), "uq_case_steps_case_id_step_id|sqlite_autoindex_case_steps_1"),
    "accounts": (lambda r: r.accounts(None, after=KEY, size=5), "pk_users|USING INTEGER PRIMARY KEY"),
    "jobs that wait": (lambda r: r.job_list(given_up=False, after=KEY, size=5), "ix_jobs_claimable"),
    "jobs given up": (lambda r: r.job_list(given_up=True, after=KEY, size=5), "ix_jobs_dead"),
    "money: ledger": (
        lambda r: r.money.ledger(1, after=KEY, size=5),
        "uq_ledger_entries_budget_id_seq|sqlite_autoindex_ledger_entries_1",
    ),
    "money: waiting": (lambda r: r.money.waiting(1, after=KEY, size=5), "ix_awards_queue"),
    "money: unsettled": (lambda r: r.money.unsettled(1), "ix_awards_budget"),
    "money: awards": (lambda r: r.money.awards(1, paid=False, after=KEY, size=5), "ix_awards_budget"),
    "money: paid awards": (lambda r: r.money.awards(1, paid=True, after=KEY, size=5), "ix_awards_paid"),
    "money: payable": (lambda r: r.money.payable(after=KEY, size=5), "ix_instalments_payable"),
    "money: returned": (lambda r: r.money.returned(after=KEY, size=5), "ix_instalments_returned"),
    "money: to check": (
        lambda r: r.money.to_check(until=YEAR[1], department="industry", after=KEY, size=5),
        "ix_instalments_to_check",
    ),
    "money: batches": (lambda r: r.money.batches(after=KEY, size=5), "pk_payment_batches|USING INTEGER PRIMARY KEY"),
    "money: recoveries": (lambda r: r.money.recoveries(after=KEY, size=5), "pk_recoveries|USING INTEGER PRIMARY KEY"),
    "recognition lists": (
        lambda r: r.matching.recognition_lists("science", after=KEY, size=5),
        "ix_recognition_lists_department",
    ),
    "runs": (lambda r: r.matching.runs("science", after=KEY, size=5), "ix_matching_runs_department"),
    "run verdicts": (lambda r: r.matching.run_verdicts(1, "qualifies", after=3, size=5), "ix_matching_verdicts_run"),
    "open proposals count": (lambda r: r.matching.open_count(7, THURSDAY), "ix_claim_proposals_enterprise"),
    "filed": (lambda r: r.filed_count(*YEAR), "ix_cases_filed_on"),
}
#: These sort what their index ranges gave: a few rows of each match, desk or case, never a whole table.
MERGED: Final = ("materials of finished", "count", "search", "open", "holders")
ORDERED: Final = [name for name in LISTS if not any(word in name for word in MERGED)]


@contextmanager
def heard(database: Database) -> Iterator[list[tuple[str, Any]]]:
    """Statements of the readers' connections, with their parameters."""
    statements: list[tuple[str, Any]] = []

    def hear(_connection: object, _cursor: object, statement: str, parameters: Any, *_more: object) -> None:
        if statement != "BEGIN":
            statements.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", hear)
    yield statements
    event.remove(database.engine, "before_cursor_execute", hear)


def plan_of(database: Database, ask: Ask) -> str:
    """How the database answers the one query of this list, when it has no shortcut for small tables."""
    with heard(database) as statements:
        ask(database.reads)
    ((statement, parameters),) = statements
    with database.engines.reading() as connection:
        if connection.dialect.name == "sqlite":
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
            return "\n".join(str(row[-1]) for row in rows)
        for shortcut in ("seqscan", "bitmapscan", "sort", "hashagg", "incremental_sort"):
            connection.exec_driver_sql(f"SET LOCAL enable_{shortcut} = off")
        return "\n".join(str(row[0]) for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters))


@pytest.mark.parametrize("name", LISTS)
def test_an_index_serves_the_list(archive: Archive, name: str) -> None:
    archive.filed()
    ask, indexes = LISTS[name]
    plan = plan_of(archive.database, ask)
    assert any(index in plan for index in indexes.split("|")), plan
    assert "SCAN cases\n" not in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize("name", [name for name in ORDERED if name != "cells"])
def test_the_order_comes_from_the_index(archive: Archive, name: str) -> None:
    archive.filed()
    plan = plan_of(archive.database, LISTS[name][0])
    assert "TEMP B-TREE" not in plan, plan
    assert "Sort" not in plan, plan


@pytest.mark.parametrize("name", LISTS)
def test_the_number_of_queries_does_not_grow(archive: Archive, name: str) -> None:
    ask, _ = LISTS[name]
    counts = []
    for _ in range(2):
        for hour, tell in enumerate((accepted, granted, delivered)):
            archive.told(tell, THURSDAY + timedelta(hours=hour))
        archive.filed()
        with heard(archive.database) as statements:
            ask(archive.database.reads)
        counts.append(len(statements))
    assert counts == [ONE_PAGE, ONE_PAGE]
