"""One renderer a process: typed content in, PDF bytes out.

Owns the print environment that makes a page cheap (shared faces and style sheet, see docs/adr) and the archive format.
Refuses content it cannot print whole: a missing picture or face stops the rendering with a clear error. A character
that no face holds is printed as 〓 and named in a note on the page, so nothing is dropped in silence.
"""

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import weasyprint.pdf
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML
from weasyprint.text import ffi
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from portal.documents.act_words import act_words
from portal.documents.day_calendar import picture
from portal.documents.day_words import in_words
from portal.documents.fetcher import ClosedFetcher
from portal.documents.fonts import FontSet
from portal.documents.qr import qr_picture
from portal.documents.seal import seal_picture
from portal.documents.wording import WORDINGS, Wording, local_day, unbroken
from portal.domain.documents import DocumentContent, act_of
from portal.domain.numbers import group_code

ARCHIVE_FORMAT: Final = "pdf/a-3a"
"""Kept for decades and read by screen readers: ISO 19005-3 level A, embedded faces and tagged structure."""

COLOUR_SPACE: Final = "--srgb"
COLOUR_PROFILE: Final = Path(weasyprint.pdf.__file__).parent / "sRGB2014.icc"
"""Archive files say what their red is. Named in our style sheet, it is read once instead of once a document."""

MISSING_SIGN: Final = "〓"
SPECIMEN_MARK: Final = '<p class="specimen">样张 SAMPLE</p>'


class PrintingImpossible(Exception):
    """A system library, a face or a picture is missing; the message says which and what to do."""


class Renderer:
    """Prints documents; build one for each process, it is not shared between threads."""

    def __init__(self, *, fonts: Path, templates: Path, verify_url: str) -> None:
        """`fonts` is the folder made at set-up, `templates` holds `zh/`, `en/` and the style sheet,
        `verify_url` is the address in front of the verification code, e.g. https://host/verify/.
        """
        require_subsetter()
        self._fonts = FontSet.load(fonts)
        self._templates = templates.resolve()
        self._verify_url = verify_url.rstrip("/")
        self._fetcher = ClosedFetcher(self._fonts.folder, self._templates, COLOUR_PROFILE.parent)
        self._configuration = FontConfiguration()
        self._colours: dict[str, object] = {}
        self._styles = self._parse_styles()
        self._pages = Environment(
            loader=FileSystemLoader(self._templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._pages.filters.update(unbroken=unbroken, picture=picture, in_words=in_words)

    def render(self, content: DocumentContent, locale: str = "zh") -> bytes:
        """The PDF of a document; any locale but "zh" gives the courtesy translation."""
        return self._print(self.page(content, locale))

    def specimen(self, content: DocumentContent, locale: str = "zh") -> bytes:
        """The PDF of a document that nobody issues, marked as such across every page."""
        return self._print(self.page(content, locale).replace("<body>", f"<body>\n{SPECIMEN_MARK}", 1))

    def page(self, content: DocumentContent, locale: str = "zh") -> str:
        """The HTML that is printed, with 〓 for characters that no face holds."""
        wording = WORDINGS["zh" if locale == "zh" else "en"]
        page = self._fill(content, wording, missing=())
        missing = self._fonts.missing(page)
        if not missing:
            return page
        marks = dict.fromkeys(map(ord, missing), MISSING_SIGN)
        return self._fill(content, wording, missing=missing).translate(marks)

    def warm_up(self, content: DocumentContent) -> None:
        """Print once, then keep what was loaded out of the garbage collector's way; call it before the first job."""
        self.render(content)
        gc.collect()
        gc.freeze()

    def _fill(self, content: DocumentContent, wording: Wording, *, missing: Sequence[str]) -> str:
        address = f"{self._verify_url}/{content.code}"
        return self._pages.get_template(f"{wording.locale}/{content.kind}.html").render(
            doc=content,
            matter=content.matter,
            title=wording.text(content.heading),
            words=wording,
            act=act_words(wording.locale, act_of(content.matter.task_type), content.matter.act),
            issued_on=wording.day(local_day(content.issued_at)),
            code=group_code(content.code),
            address=address,
            qr=qr_picture(address),
            seal=seal_picture(content.county.portal.zh),
            missing=[f"U+{ord(sign):04X}" for sign in missing],
        )

    def _print(self, page: str) -> bytes:
        try:
            html = HTML(string=page, base_url=f"{self._templates.as_uri()}/", url_fetcher=self._fetcher)
            printed: bytes = html.write_pdf(
                stylesheets=self._styles,
                font_config=self._configuration,
                color_profiles=self._colours,
                output_intent=COLOUR_SPACE,
                pdf_variant=ARCHIVE_FORMAT,
            )
        except FatalURLFetchingError as failure:
            raise PrintingImpossible(f"{failure}: {failure.__cause__!r}") from failure
        return printed

    def _parse_styles(self) -> list[CSS]:
        faces = "".join(face.css() for face in self._fonts.faces)
        colours = f'@color-profile {COLOUR_SPACE} {{ src: url("{COLOUR_PROFILE.as_uri()}"); components: r, g, b; }}'
        try:
            return [self._parse(string=faces + colours), self._parse(filename=self._templates / "style.css")]
        except (FatalURLFetchingError, FileNotFoundError) as failure:
            raise PrintingImpossible(f"{failure}") from failure

    def _parse(self, **source: str | Path) -> CSS:
        return CSS(
            **source,
            url_fetcher=self._fetcher,
            font_config=self._configuration,
            color_profiles=self._colours,
        )


def require_subsetter() -> None:
    """Without HarfBuzz's subsetter printing takes many times longer; say so before the first document."""
    if ffi.harfbuzz_subset is None:
        raise PrintingImpossible("libharfbuzz-subset is missing: apt-get install libharfbuzz-subset0")
