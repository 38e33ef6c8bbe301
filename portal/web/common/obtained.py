"""The words for where a material came from when nobody had to bring it 免提交."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.domain.obtaining import Obtained, Way


def obtained_words(source: Obtained) -> str:
    """Where it came from and under which number, in the reader's language."""
    words = {
        Way.LOCKER: _("Nothing to bring: from your documents"),
        Way.LICENCE: _("Nothing to bring: electronic licence"),
        Way.DATASET: _("Nothing to bring: shared data"),
    }
    shown = f"{words[source.way]} · {source.source}"
    return f"{shown} · {source.number}" if source.number else shown
