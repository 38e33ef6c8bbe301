"""What a page may load while it is printed: files of our own folders and pictures made by ourselves, nothing else.

Owns the allow-list. Refuses every network address and every other file, and makes the refusal end the rendering:
a document with a hole in it must not be issued.
"""

from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes, urlsplit
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse

OWN_PICTURE: Final = "data:image/svg+xml,"

CONTENT_TYPES: Final = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".icc": "application/vnd.iccprofile",
}


class AddressRefused(Exception):
    """A page asked for something outside the allowed folders."""


class ClosedFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
    """Reads only from the given folders; any failure stops the rendering."""

    def __init__(self, *folders: Path) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - WeasyPrint's signature
        if url.startswith(OWN_PICTURE):
            picture = unquote_to_bytes(url.removeprefix(OWN_PICTURE))
            return URLFetcherResponse(url, picture, {"Content-Type": "image/svg+xml"})
        file = self._own_file(url)
        content_type = CONTENT_TYPES[file.suffix]
        return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": content_type})

    def _own_file(self, url: str) -> Path:
        parts = urlsplit(url)
        file = Path(url2pathname(parts.path)).resolve()
        own = any(file.is_relative_to(folder) for folder in self._folders)
        if parts.scheme != "file" or parts.netloc or not own or file.suffix not in CONTENT_TYPES:
            raise AddressRefused(url)
        return file
