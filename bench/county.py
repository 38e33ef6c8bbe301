"""A county's worth of rows, made inside SQLite: many closed cases of one year, one open case in twenty.

Owns only what lists and figures read; snapshots are empty, so these rows are no cases. The
number of rows is PORTAL_BENCH_ROWS (300,000 unless it is set).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from sqlalchemy import text

from portal.persistence import Database, migrations, open_database

ROWS: Final = int(os.environ.get("PORTAL_BENCH_ROWS", "300000"))
DEPARTMENT: Final = "department-0"

NUMBERED: Final = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)"
OPEN: Final = "i % 20 = 0"
DUE: Final = "strftime('%Y-%m-%d %H:%M:%S.000000', '2026-01-01', '+' || (i % 400000) || ' minutes')"
DECIDED: Final = "date('2026-01-01', '+' || (i % 365) || ' days')"

CASES: Final = f"""
INSERT INTO cases (id, number, draft_key, query_code, service_key, service_version, state, is_open, desk, title,
    applicant_id, applicant_name, filed_at, filed_on, due_at, warn_at, provisional, decided_at, decided_on, granted,
    workdays_taken, on_time, once, visits, revision, last_digest, snapshot)
{NUMBERED}
SELECT i, printf('360823-KB01-%010d-X', i), 'draft-' || i, '123456', 'service-' || (i % 5), 1,
    CASE WHEN {OPEN} THEN 'reviewing' ELSE 'delivered' END, {OPEN}, CASE WHEN {OPEN} THEN 'review' END,
    '企业' || i, i % 50000, '甲某' || (i % 50000), '2026-01-01 02:00:00.000000', '2026-01-01',
    CASE WHEN {OPEN} THEN {DUE} END, CASE WHEN {OPEN} THEN {DUE} END, 0,
    CASE WHEN NOT {OPEN} THEN {DECIDED} || ' 08:00:00.000000' END, CASE WHEN NOT {OPEN} THEN {DECIDED} END, 1,
    i % 7, CASE WHEN NOT {OPEN} THEN i % 49 <> 0 END,
    CASE WHEN NOT {OPEN} THEN CASE i % 11 WHEN 0 THEN 'more' WHEN 1 THEN 'once' ELSE 'never' END END,
    0, 1, '', ''
FROM n
"""  # noqa: S608 - our own constants
STEPS: Final = """
INSERT INTO case_steps (case_id, step_id, department, state, is_open, opened_at, due_at, warn_at)
SELECT id, 'review', 'department-' || (id / 20 % 5), 'open', 1, filed_at, due_at, warn_at FROM cases WHERE is_open = 1
"""
CELLS: Final = """
INSERT INTO figure_cells (decided_on, service_key, granted, on_time, once, workdays, cases)
SELECT decided_on, service_key, granted, on_time, once, workdays_taken, count(*)
FROM cases WHERE decided_on IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6
"""


def county(file: Path, rows: int) -> Database:
    """A migrated database with so many cases."""
    url = f"sqlite:///{file}"
    migrations.upgrade(url)
    database = open_database(url)
    with database.engines.writing() as connection:
        connection.execute(text(CASES), {"rows": rows})
        connection.execute(text(STEPS))
        connection.execute(text(CELLS))
    with database.engines.writing() as connection:
        connection.execute(text("ANALYZE"))
    return database
