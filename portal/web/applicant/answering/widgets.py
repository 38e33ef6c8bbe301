"""GOV.UK components for answers: what the shared fields leave out, such as hints of options and units.

Owns looks only. Refuses browser validation and checks of its own: what an answer means is read by
`portal.domain.answers`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from wtforms import Field as WtfField

from portal.web.common import fields

LEGEND: Final = {"classes": "govuk-fieldset__legend--s"}
DATE_PARTS: Final = 3


class Radios(fields.RadioInput):
    """Radio buttons whose options may carry a hint; `look` are further parameters of the macro."""

    def map_gov_params(self, field: WtfField, **kwargs: Any) -> dict[str, Any]:
        return with_hints(super().map_gov_params(field, **kwargs), field)


class Boxes(fields.CheckboxesInput):
    """Checkboxes whose options may carry a hint."""

    def map_gov_params(self, field: WtfField, **kwargs: Any) -> dict[str, Any]:
        return with_hints(super().map_gov_params(field, **kwargs), field)


def with_hints(params: dict[str, Any], field: WtfField) -> dict[str, Any]:
    """The same parameters with the options' hints and without an empty hint of the whole."""
    hints: Mapping[str, str] = getattr(field, "option_hints", {})
    for item in params["items"]:
        hint = hints.get(item["value"])
        if hint:
            item["hint"] = {"text": hint}
    params["fieldset"]["legend"] |= LEGEND
    if not params["hint"]["text"]:
        del params["hint"]
    return params


class OneOf(fields.ChoiceField):
    """One option, as radio buttons."""

    widget = Radios()

    def __init__(self, *args: Any, option_hints: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.option_hints = option_hints


class SomeOf(fields.ChoicesField):
    """Any number of options, as checkboxes."""

    widget = Boxes()

    def __init__(self, *args: Any, option_hints: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.option_hints = option_hints


class TypedDate(fields.DateField):
    """A day as it was typed: "2026-10-9", or whatever else stood in the three boxes."""

    def parts(self) -> tuple[str, str, str]:
        typed = [*str(self.data or "").split("-", DATE_PARTS - 1), "", "", ""]
        return typed[0], typed[1].lstrip("0") or typed[1], typed[2].lstrip("0") or typed[2]
