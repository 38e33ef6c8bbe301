"""All blueprints, in the order of the header; a new audience adds its line here."""

from typing import Final

from flask import Blueprint

from portal.web.admin.offering import bp as admin
from portal.web.applicant.routes import BLUEPRINTS as APPLICANT
from portal.web.auth.routes import bp as auth
from portal.web.common.health import bp as health
from portal.web.counter.handing_out import bp as counter
from portal.web.enquiry.routes import bp as enquiry
from portal.web.finance.routes import bp as finance
from portal.web.home.routes import bp as home
from portal.web.manage.routes import bp as manage
from portal.web.names.routes import bp as names
from portal.web.notices.routes import bp as notices
from portal.web.origin.routes import bp as origin
from portal.web.policies.routes import bp as policies
from portal.web.review.routes import bp as review
from portal.web.verify.routes import bp as verify

ALL: Final[tuple[Blueprint, ...]] = (
    health,
    home,
    auth,
    *APPLICANT,
    counter,
    review,
    manage,
    verify,
    enquiry,
    names,
    notices,
    policies,
    finance,
    origin,
    admin,
)
