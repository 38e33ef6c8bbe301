"""How it is printed: our faces only, on the expected number of pages, the same bytes again, and shut off."""

import logging
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from pypdf import PdfReader
from weasyprint.text import ffi

from portal.documents.fonts import FontsMissing
from portal.documents.renderer import PrintingImpossible, Renderer
from portal.documents.samples import MATERIALS, NOTICE, RECEIPT, SAMPLES
from portal.documents.samples.papers import CERTIFICATE
from portal.domain.documents import DocumentKind, PaperLine
from portal.domain.texts import Text

MAXIMUM_SIZE: Final = 75_000
LONGER: Final = {DocumentKind.CLOSING_NOTICE: (2, 100_000)}
"""Pages and bytes of what is longer: the days of every clock."""

RARE: Final = "䶮"
"""Ext. A, in 通用规范汉字表 but not in GB 2312: a character of real given names."""


def faces(pdf: bytes) -> dict[str, bool]:
    """The faces that a PDF uses and whether each is embedded."""
    found = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        for reference in page["/Resources"]["/Font"].values():  # type: ignore[index] # pypdf objects are untyped
            descendant = reference.get_object()["/DescendantFonts"][0].get_object()
            found[descendant["/BaseFont"].split("+")[1]] = "/FontFile2" in descendant["/FontDescriptor"]
    return found


def pages(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("kind", DocumentKind)
def test_a_document_is_as_long_as_expected_in_our_faces(renderer: Renderer, kind: DocumentKind, locale: str) -> None:
    pdf = renderer.render(SAMPLES[kind], locale)
    expected, size = LONGER.get(kind, (1, MAXIMUM_SIZE))
    assert pages(pdf) == expected
    assert len(pdf) <= size
    assert set(faces(pdf)) <= {"Portal-Song", "Portal-Song-Bold"}
    assert all(faces(pdf).values())


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_certificate_with_a_long_scope_is_one_landscape_page(renderer: Renderer, locale: str) -> None:
    short = tuple(PaperLine(Text(f"登记事项{n}", f"Item {n}"), Text("峡江县", "Xiajiang")) for n in range(13))
    scope = PaperLine(Text("经营范围", "Scope"), Text("技术服务、技术开发；" * 25, "technical services; " * 25))
    page = PdfReader(BytesIO(renderer.render(replace(CERTIFICATE, lines=(*short, scope)), locale))).pages
    assert len(page) == 1
    assert page[0].mediabox.width > page[0].mediabox.height


def test_many_materials_flow_to_a_second_page_with_the_table_head_again(renderer: Renderer) -> None:
    reader = PdfReader(BytesIO(renderer.render(replace(RECEIPT, materials=MATERIALS * 5))))
    assert len(reader.pages) == 2
    assert all("收取方式" in page.extract_text() for page in reader.pages)
    assert all(RECEIPT.number in page.extract_text() for page in reader.pages)


def test_the_same_content_gives_the_same_bytes(renderer: Renderer) -> None:
    assert renderer.render(NOTICE) == renderer.render(NOTICE)


def test_a_rare_character_of_a_name_is_embedded(renderer: Renderer) -> None:
    matter = replace(RECEIPT.matter, applicant=f"刘{RARE}", contact="王喆")
    pdf = renderer.render(replace(RECEIPT, matter=matter))
    assert faces(pdf)["Portal-Song-Rare"]
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert f"刘{RARE}" in text
    assert "王喆" in text
    assert "〓" not in text


def test_a_character_that_no_face_holds_is_named_on_the_page(renderer: Renderer) -> None:
    matter = replace(RECEIPT.matter, subject="😀小店")
    text = PdfReader(BytesIO(renderer.render(replace(RECEIPT, matter=matter)))).pages[0].extract_text()
    assert "〓小店" in text
    assert "U+1F600" in text


def test_the_file_is_an_archive_file_with_structure_and_language(renderer: Renderer) -> None:
    reader = PdfReader(BytesIO(renderer.render(RECEIPT)))
    assert str(reader.root_object["/Lang"]) == "zh-CN"
    assert "/StructTreeRoot" in reader.root_object
    assert "/OutputIntents" in reader.root_object
    assert reader.metadata is not None
    assert reader.metadata.title == f"收件凭证 {RECEIPT.number}"
    assert reader.xmp_metadata is not None
    assert (reader.xmp_metadata.pdfaid_part, reader.xmp_metadata.pdfaid_conformance) == ("3", "A")


def test_nothing_is_wrong_with_pages_or_styles(renderer: Renderer, caplog: pytest.LogCaptureFixture) -> None:
    weasyprint = logging.getLogger("weasyprint")
    weasyprint.addHandler(caplog.handler)
    try:
        for content in SAMPLES.values():
            renderer.render(content)
            renderer.render(content, "en")
    finally:
        weasyprint.removeHandler(caplog.handler)
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


@pytest.mark.parametrize(
    "address",
    ["gone.svg", "file:///etc/hostname", "http://127.0.0.1:9/x.png", "../../../pyproject.toml", "ftp://127.0.0.1/x.svg",
     "data:text/html,x"],
)  # fmt: skip
def test_what_is_missing_or_outside_stops_the_printing(font_folder: Path, tmp_path: Path, address: str) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "style.css").write_text("p { color: black }", encoding="utf-8")
    (tmp_path / "zh" / "filing_receipt.html").write_text(f'<p>x<img src="{address}" alt=""></p>', encoding="utf-8")
    renderer = Renderer(fonts=font_folder, templates=tmp_path, verify_url="http://127.0.0.1/verify")
    with pytest.raises(PrintingImpossible, match=re.escape(address.rsplit("/", maxsplit=1)[-1])):
        renderer.render(RECEIPT)


def test_a_missing_style_sheet_is_named(font_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(PrintingImpossible, match=r"style\.css"):
        Renderer(fonts=font_folder, templates=tmp_path, verify_url="http://127.0.0.1/verify")


def test_missing_fonts_say_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(FontsMissing, match=r"python -m portal\.documents\.fonts"):
        Renderer(fonts=tmp_path, templates=tmp_path, verify_url="http://127.0.0.1/verify")


def test_a_missing_library_names_its_debian_package(
    font_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ffi, "harfbuzz_subset", None)
    with pytest.raises(PrintingImpossible, match="libharfbuzz-subset0"):
        Renderer(fonts=font_folder, templates=tmp_path, verify_url="http://127.0.0.1/verify")
