"""The words for where a material came from when nobody had to bring it 免提交."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.domain.obtaining import Obtained, Way
from portal.i18n import day, moment
from portal.web.common.parts import Row


def obtained_words(source: Obtained) -> str:
    """Where it came from and under which number, in the reader's language."""
    words = {
        Way.LOCKER: _("Nothing to bring: from your documents"),
        Way.LICENCE: _("Nothing to bring: electronic licence"),
        Way.DATASET: _("Nothing to bring: shared data"),
    }
    shown = f"{words[source.way]} · {source.source}"
    return f"{shown} · {source.number}" if source.number else shown


def record_rows(source: Obtained) -> tuple[Row, ...]:
    """The record of how it came, and what the register says, for whoever looks at the case."""
    labels = {"legal_representative": _("Legal representative"), "founded_on": _("Founded on")}
    known = (
        (_("Source"), source.source),
        (_("Number"), source.number),
        (_("Holder"), source.holder),
        (_("Valid until"), day(source.valid_until) if source.valid_until else ""),
        *((labels.get(name, name), value) for name, value in source.says if not name.endswith("_id")),
        (_("Obtained"), moment(source.at)),
        (_("Consent and query"), "" if source.way is Way.LOCKER else source.query_id),
    )
    return tuple(Row(str(label), value) for label, value in known if value)
