"""The server keeps what administrators changed in a file; without it the notes would go nowhere."""

import importlib.util
import logging
from pathlib import Path

from portal.domain.permissions import Actor, Role
from portal.services.administration import _note

CONFIGURATION = Path(__file__).resolve().parents[2] / "gunicorn.conf.py"


def test_changes_are_kept_in_a_file(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("gunicorn_configuration", CONFIGURATION)
    assert spec is not None
    assert spec.loader is not None
    configuration = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(configuration)
    audit = logging.getLogger("portal.audit")
    before, level = list(audit.handlers), audit.level
    configuration.keep_audit(tmp_path)
    _note(Actor(1, "甲某", Role.ADMIN), "closed", 7, role=Role.CLERK)
    for handler in audit.handlers[len(before) :]:
        audit.removeHandler(handler)
        handler.close()
    audit.setLevel(level)
    assert "user 1 closed 7" in (tmp_path / "audit.log").read_text(encoding="utf-8")
