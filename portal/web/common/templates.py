"""Templates: our own, and the GOV.UK macros behind their package names.

Owns where templates are found. Refuses nothing: undefined names are empty, as the packages' macros expect.
"""

from flask import Flask
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from portal.domain.organisation import County
from portal.web.common.context import deps


def init_templates(app: Flask) -> None:
    """Find the packages' macros, tidy whitespace."""
    packages = PrefixLoader(
        {
            "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
            "govuk_frontend_wtf": PackageLoader("govuk_frontend_wtf"),
        }
    )
    own = app.jinja_loader
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.loader = ChoiceLoader([*([own] if own else []), packages])
    app.jinja_env.globals.update(county=county)
    WTFormsHelpers(app)


def county() -> County:
    """The county whose portal this is."""
    return deps().catalogue.county
