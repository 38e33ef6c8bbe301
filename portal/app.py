"""The web application, put together: one line per concern.

Owns the order. Refuses to hold logic: each line's module says what it does.
"""

from flask import Flask

from portal.commands.registry import init_commands
from portal.container import Container, build_container
from portal.i18n import init_i18n
from portal.settings import Settings
from portal.web import blueprints
from portal.web.common.access import init_access
from portal.web.common.assets import init_assets
from portal.web.common.context import init_context
from portal.web.common.errors import init_errors
from portal.web.common.identity import init_identity
from portal.web.common.navigation import init_navigation
from portal.web.common.preferences import init_preferences
from portal.web.common.security import init_security
from portal.web.common.templates import init_templates


def create_app(settings: Settings | None = None, container: Container | None = None) -> Flask:
    """The portal, ready to serve; a container given from outside brings its own settings."""
    parts = container or build_container(settings or Settings.from_environment())
    app = Flask("portal", static_folder=parts.settings.static, template_folder=str(parts.settings.templates))
    init_context(app, parts)
    init_templates(app)
    init_i18n(app, parts.settings.translations)
    init_assets(app)
    init_security(app, parts.settings)
    init_preferences(app)
    init_identity(app)
    init_access(app)
    init_navigation(app)
    init_errors(app)
    init_commands(app)
    for blueprint in blueprints.ALL:
        app.register_blueprint(blueprint)
    return app
