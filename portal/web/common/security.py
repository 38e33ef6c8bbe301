"""Security headers, cookie flags and sizes.

Owns the content security policy: own origin only, nothing inline, nothing framed by others.
"""

from datetime import timedelta
from typing import Final

from flask import Flask, Response, request, session
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.settings import Settings

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; object-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TWO_YEARS: Final = int(timedelta(days=730).total_seconds())
FORM_OVERHEAD: Final = 1024 * 1024
FORM_PARTS: Final = 2000


def init_security(app: Flask, settings: Settings) -> None:
    """Cookies, sizes, CSRF tokens on every form, and headers on every response."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-session" if settings.secure_cookies else "session",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=settings.applicant_idle,
        MAX_CONTENT_LENGTH=settings.max_upload_bytes + FORM_OVERHEAD,
        MAX_FORM_PARTS=FORM_PARTS,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=settings.secure_cookies,
    )
    CSRFProtect(app)
    app.after_request(Hardening(settings))
    hops = settings.trusted_proxies
    if hops:
        setattr(app, "wsgi_app", ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops))  # noqa: B010 - mypy refuses to assign a method


class Hardening:
    """Adds the headers; pages of somebody signed in are kept by no cache."""

    def __init__(self, settings: Settings) -> None:
        self.headers = dict(HEADERS)
        if settings.secure_cookies:
            self.headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS}; includeSubDomains"

    def __call__(self, response: Response) -> Response:
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        if request.endpoint != "static" and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store" if session.get("_user_id") else "no-cache"
            response.vary.add("Cookie")
        return response
