"""The words for kinds of documents, and for where a material came from when nobody had to bring it 免提交."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.obtaining import Obtained, Way
from portal.domain.texts import Text
from portal.i18n import day, moment, translated
from portal.web.common.parts import Row

KINDS: Final[Mapping[str, object]] = {
    "business_licence": _l("Business licence"),
    "real_estate_title": _l("Certificate of real estate title"),
}
"""What registers and lockers hold, by its own name; a material may be called by what is done with it."""


def kind_names(known: Mapping[str, Text]) -> dict[str, str]:
    """The name of every kind; one without a name of its own is called as the material that asks for it."""
    return {kind: str(KINDS[kind]) if kind in KINDS else translated(name) for kind, name in known.items()}


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
