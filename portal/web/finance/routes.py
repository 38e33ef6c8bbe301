"""All views of the finance pages: importing them hangs them on the blueprint."""

from portal.web.finance import budgeting, paying, recovering
from portal.web.finance.blueprint import bp

__all__ = ["bp", "budgeting", "paying", "recovering"]
