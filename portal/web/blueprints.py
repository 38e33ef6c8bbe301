"""All blueprints, in the order of the header; a new audience adds its line here."""

from typing import Final

from flask import Blueprint

from portal.web.auth.routes import bp as auth
from portal.web.common.health import bp as health
from portal.web.counter.handing_out import bp as counter
from portal.web.home.routes import bp as home
from portal.web.review.routes import bp as review

ALL: Final[tuple[Blueprint, ...]] = (health, home, auth, counter, review)
