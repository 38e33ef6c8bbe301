"""The blueprint of policies; the modules of the views import it from here."""

from typing import Final

from flask import Blueprint

bp: Final = Blueprint("policies", __name__, url_prefix="/policies")
