"""All blueprints of the owner's side, one per activity."""

from typing import Final

from flask import Blueprint

from portal.web.applicant.account.routes import bp as account
from portal.web.applicant.answering.routes import bp as answering
from portal.web.applicant.cases.routes import bp as cases
from portal.web.applicant.correcting.routes import bp as correcting
from portal.web.applicant.doing.routes import bp as doing
from portal.web.applicant.elsewhere.routes import bp as elsewhere
from portal.web.applicant.enterprises.routes import bp as enterprises
from portal.web.applicant.filing.routes import bp as filing
from portal.web.applicant.guide.routes import bp as guide
from portal.web.applicant.locker.routes import bp as locker
from portal.web.applicant.materials.routes import bp as materials
from portal.web.applicant.messages.routes import bp as messages
from portal.web.applicant.requests.routes import bp as requests
from portal.web.applicant.ways.routes import bp as ways

BLUEPRINTS: Final[tuple[Blueprint, ...]] = (
    guide,
    filing,
    ways,
    elsewhere,
    answering,
    materials,
    cases,
    correcting,
    doing,
    requests,
    account,
    messages,
    enterprises,
    locker,
)
