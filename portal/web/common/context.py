"""What a view asks for: the dependencies of use cases, the settings, and who acts.

Owns the one place where the container hangs on the Flask app. Refuses to name an actor for
somebody who is not signed in.
"""

from typing import Final, cast

from flask import Flask, current_app
from flask_login import current_user
from werkzeug.exceptions import Unauthorized

from portal.container import Container
from portal.domain.permissions import Actor
from portal.services.deps import Deps
from portal.settings import Settings

KEY: Final = "portal"


def init_context(app: Flask, container: Container) -> None:
    """Hang the container on the app."""
    app.extensions[KEY] = container


def container() -> Container:
    return cast("Container", current_app.extensions[KEY])


def deps() -> Deps:
    return container().deps


def settings() -> Settings:
    return container().settings


def actor() -> Actor:
    """The one who acts; Unauthorized when nobody is signed in."""
    found = actor_or_none()
    if found is None:
        raise Unauthorized
    return found


def actor_or_none() -> Actor | None:
    """The one who acts, if anybody is signed in."""
    return cast("Actor", current_user.actor) if current_user.is_authenticated else None
