"""What is printed: every required field of guide §2.7, in both languages, and nothing twice on the way from content."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from portal.documents.renderer import Renderer
from portal.documents.samples import DELIVERY, GRANTED, NOTICE, RECEIPT, REFUSED, SAMPLES
from portal.domain.documents import (
    Channel,
    DeliveryMethod,
    DocumentContent,
    DocumentKind,
    DueDay,
    Result,
    title,
)
from portal.domain.numbers import group_code
from portal.domain.texts import Text

REQUIRED = {
    DocumentKind.FILING_RECEIPT: (
        "360823-KB01-20261120-00017", "048213", "360823********0018", "138****3210", "11360823MB1234567X4360125001000",
        "2026年11月20日9时05分", "复印件", "免交", "容缺", "企业开办专窗3号", "5个工作日内", "不晚于2026年11月27日",
        "逾期不告知的，自收到申请材料之日起即为受理", "0796-0000001", "0796-0000002",
    ),
    DocumentKind.ACCEPTANCE_NOTICE: (
        "样本申请人", "企业开办一件事", "第三十二条第一款第（五）项", "1个工作日内办结", "2026年11月23日", "20个工作日",
        "2026年12月18日", "样本经办人", "受理机关", "0796-0000002", "公司章程",
    ),
    DocumentKind.DECISION_GRANTED: (
        "峡江县玉峡生物医药有限公司", "准予行政许可", "91360823MA35XJ105E", "长期", "五年内缴足", "10个工作日内",
        "不晚于2026年12月4日", "第四十四条", "第四十条", "公众有权查阅", "第三十八条第一款",
    ),
    DocumentKind.DECISION_REFUSED: (
        "不予行政许可", "第三十八条第二款", "拆迁范围", "不符合登记条件", "第十六条", "60日内", "峡江县人民政府",
        "行政复议", "6个月内", "峡江县人民法院", "行政诉讼",
    ),
    DocumentKind.DELIVERY_RECORD: (
        "准予行政许可决定书", "峡市监 许准〔2026〕00017号", "2026年11月23日15时08分", "出件窗口", "直接送达",
        "委托代理人（代收）", "见证人", "样本送达人", "凭授权委托书代收",
    ),
}  # fmt: skip


def text_of(pdf: bytes) -> str:
    """The words of a PDF without the line breaks that printing put in."""
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", "").replace("　", "")


def plain(text: str) -> str:
    return text.replace(" ", "")


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_required_field_is_printed(renderer: Renderer, kind: DocumentKind) -> None:
    content = SAMPLES[kind]
    text = plain(text_of(renderer.render(content)))
    everywhere = (title(kind).zh, content.number, content.agency.name.zh, group_code(content.code), "2026年11月20日")
    missing = [words for words in (*everywhere, *REQUIRED[kind]) if plain(words) not in text]
    assert missing == []


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_seal_says_that_it_is_a_demonstration(renderer: Renderer, kind: DocumentKind) -> None:
    text = text_of(renderer.render(SAMPLES[kind]))
    assert "演示签章" in text
    assert "无法律效力" in text


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_translation_says_that_it_is_one(renderer: Renderer, kind: DocumentKind) -> None:
    content = SAMPLES[kind]
    text = text_of(renderer.render(content, "en"))
    assert "Translation for reference" in text
    assert title(kind).en in text
    assert content.number in text
    assert group_code(content.code) in text


def test_a_provisional_day_is_marked(renderer: Renderer) -> None:
    notice = replace(NOTICE, due=DueDay(date(2027, 1, 13), provisional=True))
    assert "2027年1月13日（暂定）" in text_of(renderer.render(notice))
    assert "13 January 2027 (provisional)" in text_of(renderer.render(notice, "en"))


def test_a_deemed_acceptance_names_its_article(renderer: Renderer) -> None:
    text = text_of(renderer.render(replace(NOTICE, deemed=True)))
    assert "第三十二条第一款第（四）项" in text
    assert "予以受理" not in text


def test_a_filing_at_the_window_has_a_line_to_sign(renderer: Renderer) -> None:
    assert "提交人（签名）" in text_of(renderer.render(replace(RECEIPT, channel=Channel.WINDOW)))
    assert "提交人（签名）" not in text_of(renderer.render(RECEIPT))


def test_an_electronic_delivery_needs_no_signature(renderer: Renderer) -> None:
    assert "电子签收" in text_of(renderer.render(replace(DELIVERY, method=DeliveryMethod.ELECTRONIC)))


def test_what_people_typed_is_printed_as_text(renderer: Renderer) -> None:
    text = text_of(renderer.render(replace(REFUSED, facts=("<b>面积</b> & {{ 7 * 7 }}",))))
    assert "<b>面积</b> & {{ 7 * 7 }}" in text


@pytest.mark.parametrize("content", SAMPLES.values(), ids=lambda content: content.kind)
@pytest.mark.parametrize(("locale", "first"), [("zh", "第 1 页共"), ("en", "Page 1 of")])
def test_pages_are_numbered(renderer: Renderer, content: DocumentContent, locale: str, first: str) -> None:
    assert first in text_of(renderer.render(content, locale))


def test_a_decision_without_conditions_has_no_empty_heading(renderer: Renderer) -> None:
    assert "许可条件" not in text_of(renderer.render(replace(GRANTED, conditions=())))


def test_a_date_among_the_results_is_written_out(renderer: Renderer) -> None:
    granted = replace(GRANTED, results=(Result(Text("成立日期", "Founded"), "2026-11-20"),))
    assert "成立日期2026年11月20日" in plain(text_of(renderer.render(granted)))
    assert "20 November 2026" in text_of(renderer.render(granted, "en"))


@pytest.mark.parametrize("written", ["到窗口领取", "到窗口领取。"])
def test_a_sentence_ends_with_one_full_stop(renderer: Renderer, written: str) -> None:
    granted = replace(GRANTED, collect=Text(written, "At the window"))
    assert "证照领取：到窗口领取。根据" in plain(text_of(renderer.render(granted)))


def test_a_number_is_not_parted_from_its_unit(renderer: Renderer) -> None:
    page = renderer.page(NOTICE)
    assert "&lt;" not in page
    assert '<span class="whole">2026年11月</span><span class="whole">20日</span>' in page
    assert '<span class="whole">1个工作日</span>' in page
