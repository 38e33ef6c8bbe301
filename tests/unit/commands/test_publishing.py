"""How a version is named on the command line."""

from __future__ import annotations

import click
import pytest

from portal.commands.publishing import _named


@pytest.mark.parametrize(
    "name",
    [
        "public-place-hygiene/2",
        "public-place-hygiene/v2",
        "public-place-hygiene@2",
        "workflows/public-place-hygiene/v2.yaml",
        "/srv/portal/workflows/public-place-hygiene/v2.yaml",
    ],
)
def test_a_version_has_several_names(name: str) -> None:
    assert _named(name) == ("public-place-hygiene", 2)


@pytest.mark.parametrize("name", ["public-place-hygiene", "2", "public-place-hygiene/0", "x/v2.yml"])
def test_what_names_no_version_is_refused(name: str) -> None:
    with pytest.raises(click.UsageError):
        _named(name)
