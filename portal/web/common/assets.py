"""Addresses of static files: each carries a digest, so that browsers may keep it for a year.

Owns the digests. Refuses nothing: a file that is not there gets a plain address.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final

from flask import Flask, Response, request

DIGEST_LENGTH: Final = 12
A_YEAR: Final = "public, max-age=31536000, immutable"
AN_HOUR: Final = "public, max-age=3600"


def init_assets(app: Flask) -> None:
    """Add the digest to every address of a static file and let it be kept."""
    folder = Path(app.static_folder or "")

    def add_digest(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "v" not in values:
            digest = digest_of(folder / values["filename"])
            if digest:
                values["v"] = digest

    app.url_defaults(add_digest)
    app.after_request(keep)


@cache
def digest_of(path: Path) -> str | None:
    """The beginning of the file's SHA-256, once per process."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:DIGEST_LENGTH] if path.is_file() else None


def keep(response: Response) -> Response:
    """Static files with a digest for a year, others for an hour."""
    if request.endpoint == "static":
        response.headers["Cache-Control"] = A_YEAR if "v" in request.args else AN_HOUR
    return response
