"""The departments' blueprint; the modules of the views import it from here."""

from typing import Final

from flask import Blueprint

bp: Final = Blueprint("review", __name__, url_prefix="/review")
