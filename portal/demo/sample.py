"""A small valid PDF that stands for the papers people upload in the demonstration."""

from __future__ import annotations

from typing import Final

_OBJECTS: Final = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
    ),
)
_LINES: Final = (b"Sample material of the demonstration", b"It has no legal force.")


def sample_pdf() -> bytes:
    """One A4 page with two lines of text."""
    text = b"BT /F1 18 Tf 72 740 Td 26 TL " + b"".join(b"(%s) Tj T* " % line for line in _LINES) + b"ET"
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(text), text)
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate((*_OBJECTS, stream), start=1):
        offsets.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(offsets) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(body))
    return body + head + table + tail
