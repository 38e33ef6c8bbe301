"""/healthz and /readyz, for whoever watches the process.

Owns two answers in JSON. Refuses to say more than that something answers or does not.
"""

from typing import Final

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue

from portal.web.common.access import public
from portal.web.common.context import container

bp: Final = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """The process serves."""
    return jsonify(status="ok")


@bp.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """Database and storage answer too."""
    answers = {name: answers_now(name) for name in container().probes}
    ready = all(answers.values())
    return jsonify(status="ok" if ready else "unavailable", **answers), 200 if ready else 503


def answers_now(name: str) -> bool:
    """Whether one probe passes; what it raised goes to the log."""
    try:
        return container().probes[name]()
    except Exception:
        current_app.logger.exception("%s does not answer", name)
        return False
