"""The counter's blueprint; the modules of the views import it from here."""

from typing import Final

from flask import Blueprint

bp: Final = Blueprint("counter", __name__, url_prefix="/counter")
