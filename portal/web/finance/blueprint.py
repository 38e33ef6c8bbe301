"""The finance bureau's blueprint; the modules of the views import it from here."""

from typing import Final

from flask import Blueprint

bp: Final = Blueprint("finance", __name__, url_prefix="/finance")
