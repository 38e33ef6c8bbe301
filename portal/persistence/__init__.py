"""The database: typed tables, the one place that records cases, leases, and read models of screens.

Owns everything that knows SQL. Refuses to decide anything: what may happen to a case is
decided in :mod:`portal.domain.case`, and when a transaction begins in :mod:`portal.services`.
"""

from portal.persistence.database import Database, open_database

__all__ = ["Database", "open_database"]
