"""The WSGI entry point: gunicorn and the ``flask`` command both start here."""

from portal.app import create_app

app = create_app()
