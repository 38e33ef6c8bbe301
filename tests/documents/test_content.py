"""What is printed: every required field of guide §2.7, in both languages, and nothing twice on the way from content."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from portal.documents.renderer import Renderer
from portal.documents.samples import (
    CERTIFICATE,
    CLOSING,
    CORRECTION,
    DELIVERY,
    GRANTED,
    LETTER,
    NON_ACCEPTANCE,
    NOTICE,
    PROCEDURE,
    PROMISE,
    RECEIPT,
    REFUSED,
    SAMPLES,
    TOLERANCE_COMMITMENT,
)
from portal.documents.wording import local_day
from portal.domain.documents import (
    Channel,
    ClosedAs,
    DeliveryMethod,
    DocumentContent,
    DocumentKind,
    DueDay,
    Fault,
    NotAccepted,
    Result,
)
from portal.domain.documents.shown import day_zh
from portal.domain.numbers import group_code
from portal.domain.texts import Text
from tests.documents.required import REQUIRED


def text_of(pdf: bytes) -> str:
    """The words of a PDF without the line breaks that printing put in."""
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", "").replace("　", "")


def plain(text: str) -> str:
    return text.replace(" ", "")


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_required_field_is_printed(renderer: Renderer, kind: DocumentKind) -> None:
    content = SAMPLES[kind]
    text = plain(text_of(renderer.render(content)))
    everywhere = (
        content.heading.zh,
        content.number,
        content.agency.name.zh,
        group_code(content.code),
        day_zh(local_day(content.issued_at)),
    )
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
    assert content.heading.en in text
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


def test_a_second_correction_notice_says_so(renderer: Renderer) -> None:
    assert "次告知，此前" not in plain(text_of(renderer.render(CORRECTION)))
    second = replace(CORRECTION, round=2, earlier=(date(2026, 11, 12),))
    assert "本次为第2次告知，此前已于2026年11月12日告知" in plain(text_of(renderer.render(second)))
    assert "notice number 2" in text_of(renderer.render(second, "en"))


def test_what_is_not_on_the_checklist_may_be_declined(renderer: Renderer) -> None:
    assert "第三十一条第一款，申请人可以不提供" not in plain(text_of(renderer.render(CORRECTION)))
    outside = replace(CORRECTION.items[0], fault=Fault.OUTSIDE)
    text = plain(text_of(renderer.render(replace(CORRECTION, items=(outside,)))))
    assert "目录以外" in text
    assert "第三十一条第一款，申请人可以不提供" in text


@pytest.mark.parametrize(
    ("ground", "words"),
    [
        (NotAccepted.NOT_REQUIRED, "第（一）项"),
        (NotAccepted.NOT_COMPETENT, "第（二）项"),
        (NotAccepted.NOT_QUALIFIED, "不具有提出该申请的资格"),
    ],
)
def test_every_ground_of_non_acceptance_has_its_words(renderer: Renderer, ground: NotAccepted, words: str) -> None:
    assert words in plain(text_of(renderer.render(replace(NON_ACCEPTANCE, ground=ground))))


def test_without_a_competent_agency_the_headings_are_counted_on(renderer: Renderer) -> None:
    text = plain(text_of(renderer.render(replace(NON_ACCEPTANCE, competent=""))))
    assert "有权办理的机关" not in text
    assert "二、救济途径" in text


def test_a_referral_to_the_superior_has_its_own_title(renderer: Renderer) -> None:
    agency = Text("吉安市市场监督管理局", "City Administration for Market Regulation")
    referral = replace(PROCEDURE, superior=agency, procedure=None, name=agency)
    text = plain(text_of(renderer.render(referral)))
    assert "转报上级核准告知书" in text
    assert "特别程序告知书" not in text
    assert "上级机关不要求你（单位）重复提供申请材料" in text
    assert "不计入办理期限" in text
    assert "referral to the superior" in text_of(renderer.render(referral, "en"))


def test_a_commitment_at_the_window_is_signed_on_paper(renderer: Renderer) -> None:
    paper = replace(TOLERANCE_COMMITMENT, channel=Channel.WINDOW)
    text = plain(text_of(renderer.render(paper)))
    assert "承诺人（签名或者盖章）" in text
    assert "在线签署" not in text


@pytest.mark.parametrize("ending", [one for one in ClosedAs if one is not ClosedAs.GRANTED])
def test_every_ending_is_closed_with_its_reason(renderer: Renderer, ending: ClosedAs) -> None:
    closing = replace(
        CLOSING,
        closed_as=ending,
        accepted_on=None,
        decided_on=None,
        reason="原因在此。",
        results=(),
        handed_over=None,
        clocks=(replace(CLOSING.clocks[0], stopped_at=None),),
    )
    text = plain(text_of(renderer.render(closing)))
    assert "原因在此。" in text
    assert "（未受理）" in text
    assert "（未作出决定）" in text
    assert "办件终结时尚未届满" in text


@pytest.mark.parametrize(
    ("task_type", "title", "words", "number"),
    [
        ("01", "不予行政许可决定书", "决定不予行政许可", "第三十八条第二款"),
        ("08", "不予兑现决定书", "决定不予兑现", "不予兑现的理由"),
        ("05", "不予兑现决定书", "决定不予兑现", "不予兑现的理由"),
        ("07", "不予登记通知书", "决定不予登记", "自收到本通知书之日起60日内"),
        ("20", "不予办理通知书", "决定不予办理", "不予办理的理由"),
        ("10", "不予办理决定书", "决定不予办理", "自收到本决定书之日起6个月内"),
    ],
)
def test_a_refusal_is_called_by_the_type_of_the_item(
    renderer: Renderer, task_type: str, *, title: str, words: str, number: str
) -> None:
    content = replace(REFUSED, matter=replace(REFUSED.matter, task_type=task_type))
    text = plain(text_of(renderer.render(content)))
    assert [one for one in (title, words, number) if one not in text] == []
    assert ("行政许可法" in text) == (task_type == "01")
    assert "《中华人民共和国行政复议法》第二十条" in text
    assert "《中华人民共和国行政诉讼法》第四十六条" in text


def test_only_a_granted_permit_cites_the_licensing_law(renderer: Renderer) -> None:
    award = replace(GRANTED, matter=replace(GRANTED.matter, task_type="08"))
    text = plain(text_of(renderer.render(award)))
    assert "准予兑现决定书" in text
    assert "行政许可" not in text
    assert "准予兑现，已办结" in plain(text_of(renderer.render(replace(CLOSING, matter=award.matter))))


def test_a_commitment_has_a_line_for_every_signer(renderer: Renderer) -> None:
    text = plain(text_of(renderer.render(PROMISE)))
    assert [name for name in PROMISE.signers if text.count(name) < 2] == []
    assert "签名（盖章）" in text
    assert "1,200,000.00元" in text


def test_a_letter_is_addressed_and_a_certificate_is_marked(renderer: Renderer) -> None:
    letter = text_of(renderer.render(LETTER))
    assert f"{LETTER.matter.applicant}：" in plain(letter)
    assert "演示样式" not in letter
    assert "Electronic certificate (demonstration)" in text_of(renderer.render(CERTIFICATE, "en"))
