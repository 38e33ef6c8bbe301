"""The managers' blueprint; the modules of the views import it from here."""

from typing import Final

from flask import Blueprint

bp: Final = Blueprint("manage", __name__, url_prefix="/manage")
