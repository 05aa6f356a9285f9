"""Scans made here, read through OCRmyPDF and Tesseract; and what happens without them."""

import difflib
import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from ingest import ocr, pdf
from ingest.ocr import PageImage, can_recognise, recognise, straightened
from ingest.pdf import read_pdf
from ingest.scan_light import without_red
from ingest.source import ReadError, SourceBytes
from schema.document import Document
from schema.ledger import Reason
from tests.ingest.pdf_making import image_pdf, renders, spoiled

needs_tesseract = pytest.mark.skipif(not can_recognise(), reason="Tesseract with vie is not installed")
FONTS = (
    Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"),
)
TEXT = (
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Công chức Văn phòng - Thống kê chủ trì, phối hợp với các bộ phận chuyên môn rà soát thủ tục hành chính, bảo đảm "
    "tỷ lệ hồ sơ giải quyết đúng hạn đạt 98% trở lên trong năm 2023.",
    "2. Hoàn thành việc số hóa hồ sơ trước ngày 30/9/2023 theo Kế hoạch số 120/KH-UBND ngày 24/9/2021.",
    "3. Người đứng đầu chịu trách nhiệm trước Chủ tịch Ủy ban nhân dân xã về kết quả thực hiện.",
)


@lru_cache(maxsize=4)
def born_digital(texts: Sequence[str] = TEXT) -> bytes:
    path = next((path for path in FONTS if path.exists()), None)
    if path is None:
        pytest.skip("no font with Vietnamese letters is installed")
    pdfmetrics.registerFont(TTFont("Scan", str(path)))
    style = ParagraphStyle("body", fontName="Scan", fontSize=14, leading=19, firstLineIndent=36, spaceAfter=6)
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4).build([Paragraph(text, style) for text in texts])
    return buffer.getvalue()


def likeness(text: str) -> float:
    return difflib.SequenceMatcher(None, " ".join(TEXT).split(), text.split(), autojunk=False).ratio()


def read(data: bytes) -> Document:
    return read_pdf(SourceBytes(name="quet.pdf", data=data))


@needs_tesseract
def test_clean_scan() -> None:
    scan = image_pdf(renders(born_digital()))
    document = read(scan)
    assert likeness(document.text) > 0.95
    assert document.source.ocr_pages == (1,)
    assert len(document.blocks) == len(TEXT)
    assert [note.code for note in document.source.notes] == ["ocr"]


def marked_scan(*added: str) -> bytes:
    """A scan of the text over which lines were typed by whoever passed it on."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(image_pdf(renders(born_digital())))) as scan:
        with pikepdf.open(io.BytesIO(born_digital(added))) as layer:
            scan.pages[0].add_overlay(layer.pages[0], pikepdf.Rectangle(0, -740, 595, 102))
        scan.save(out)
    return out.getvalue()


ADDED = [
    pytest.param(("Scanned with CamScanner",), id="name of a program"),
    pytest.param(
        ("ỦY BAN NHÂN DÂN XÃ AN SƠN - CÔNG VĂN ĐẾN", "Số: 345 Ngày: 12/3/2023 Chuyển: Văn phòng"), id="receipt"
    ),
]


@needs_tesseract
@pytest.mark.parametrize("added", ADDED)
def test_what_was_typed_over_a_scan_does_not_hide_it(added: tuple[str, ...]) -> None:
    document = read(marked_scan(*added))
    assert document.source.ocr_pages == (1,)
    assert likeness(document.text) > 0.85


@pytest.mark.parametrize("added", ADDED)
def test_without_tesseract_what_was_typed_over_a_scan_is_no_reading(
    added: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "can_recognise", lambda: False)
    with pytest.raises(ReadError) as caught:
        read(marked_scan(*added))
    assert caught.value.reason is Reason.NEEDS_OCR


def over_a_picture(text: str) -> bytes:
    """A typed page with a picture of no text: a map, a photograph."""
    out = io.BytesIO()
    green = image_pdf([Image.new("RGB", (400, 300), (40, 120, 60))])
    with pikepdf.open(io.BytesIO(green)) as picture, pikepdf.open(io.BytesIO(born_digital((text,)))) as page:
        page.pages[0].add_underlay(picture.pages[0], pikepdf.Rectangle(50, 100, 545, 600))
        page.save(out)
    return out.getvalue()


@needs_tesseract
def test_the_heading_over_a_picture_without_text_stays_as_typed() -> None:
    document = read(over_a_picture("Sơ đồ địa giới hành chính xã An Sơn"))
    assert document.text == "Sơ đồ địa giới hành chính xã An Sơn"
    assert not document.source.ocr_pages and document.grade == "good"


def back_of_a_sheet() -> Image.Image:
    """A page with no more than dust and the shine of a seal."""
    page = Image.new("RGB", (1654, 2339), (252, 252, 250))
    draw = ImageDraw.Draw(page)
    draw.ellipse((400, 1500, 680, 1780), outline=(120, 110, 112), width=5)
    draw.ellipse((450, 1550, 630, 1730), outline=(120, 110, 112), width=4)
    for x, y in ((300, 400), (1200, 90), (900, 2100), (1500, 1000)):
        draw.line((x, y, x + 14, y + 9), fill=(90, 90, 90), width=3)
    return page


@needs_tesseract
def test_the_back_of_a_sheet_is_no_unread_page() -> None:
    document = read(image_pdf([renders(born_digital())[0], back_of_a_sheet()]))
    assert document.grade == "good" and likeness(document.text) > 0.95
    assert ("blank_page", 2) in [(note.code, note.page) for note in document.source.notes]


@needs_tesseract
def test_a_short_page_is_no_blank_one() -> None:
    document = read(image_pdf(renders(born_digital(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An")))))
    assert "ỦY BAN NHÂN DÂN" in document.text and "Nguyễn Văn An" in document.text


PASTED = (
    "4. Bộ phận Một cửa niêm yết công khai số điện thoại đường dây nóng, hộp thư góp ý.",
    "5. Công an xã cấp tài khoản định danh điện tử cho toàn bộ người dân đủ điều kiện.",
)


@needs_tesseract
def test_a_text_pasted_as_a_picture_is_read_with_the_typed_page() -> None:
    out = io.BytesIO()
    scan = renders(born_digital(PASTED))[0]
    strip = image_pdf([scan.crop((0, 120, scan.width, 520))])
    with pikepdf.open(io.BytesIO(strip)) as picture, pikepdf.open(io.BytesIO(born_digital())) as page:
        page.pages[0].add_overlay(picture.pages[0], pikepdf.Rectangle(0, 300, 595, 444))
        page.save(out)
    document = read(out.getvalue())
    assert document.text.startswith("\n\n".join(TEXT[:1]))
    assert likeness(document.text.split("4. Bộ phận")[0]) > 0.99
    assert "niêm yết công khai" in document.text and "định danh điện tử" in document.text
    assert document.source.ocr_pages == (1,)


def in_strips(image: Image.Image, count: int) -> bytes:
    """A scan as a copier stores it: the page cut into ``count`` strips."""
    strip = image.height // count
    rows = [image.crop((0, top, image.width, min(top + strip, image.height))) for top in range(0, image.height, strip)]
    parts = pikepdf.open(io.BytesIO(image_pdf(rows)))
    whole = pikepdf.new()
    whole.add_blank_page(page_size=(595, 842))
    height = 842 / len(rows)
    for index, part in enumerate(parts.pages):
        top = 842 - index * height
        whole.pages[0].add_overlay(part, pikepdf.Rectangle(0, top - height, 595, top), shrink=True, expand=True)
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


@needs_tesseract
def test_a_scan_in_strips_is_a_scan() -> None:
    document = read(in_strips(renders(born_digital())[0], 12))
    assert document.source.ocr_pages == (1,)
    assert likeness(document.text) > 0.9


@needs_tesseract
def test_skewed_noisy_stamped_scan() -> None:
    scan = image_pdf([spoiled(image, seed=3, angle=2, stamp=True) for image in renders(born_digital())], quality=70)
    assert likeness(read(scan).text) > 0.9


@needs_tesseract
def test_only_the_scanned_page_is_recognised() -> None:
    target = io.BytesIO()
    with (
        pikepdf.open(io.BytesIO(born_digital())) as first,
        pikepdf.open(io.BytesIO(image_pdf(renders(born_digital())))) as scan,
    ):
        first.pages.extend(scan.pages)
        first.save(target)
    document = read(target.getvalue())
    assert document.source.pages == 2 and document.source.ocr_pages == (2,)
    assert {block.page for block in document.blocks} == {1, 2}


def test_without_tesseract_a_scan_is_refused_with_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "can_recognise", lambda: False)
    with pytest.raises(ReadError) as caught:
        read(image_pdf(renders(born_digital(), dpi=72), dpi=72))
    assert caught.value.reason is Reason.NEEDS_OCR
    assert "tesseract-ocr" in caught.value.next_step and "tesseract-ocr-vie" in caught.value.next_step


def typed_and_scanned() -> bytes:
    """A typed page and a scan of it."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(born_digital())) as first:
        with pikepdf.open(io.BytesIO(image_pdf(renders(born_digital(), dpi=72), dpi=72))) as scan:
            first.pages.extend(scan.pages)
        first.save(target)
    return target.getvalue()


def test_without_tesseract_the_readable_pages_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "can_recognise", lambda: False)
    document = read(typed_and_scanned())
    assert likeness(document.text) > 0.99
    assert [(note.code, note.page) for note in document.source.notes] == [("needs_ocr", 2)]
    assert document.grade != "good"


def test_a_page_where_the_recognition_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ReadError(Reason.TIMEOUT, "Nhận dạng chữ quá lâu.", "Thử lại.")

    monkeypatch.setattr(pdf, "can_recognise", lambda: True)
    monkeypatch.setattr(pdf, "_recognised", fails)
    document = read(typed_and_scanned())
    assert likeness(document.text) > 0.99
    assert [(note.code, note.page) for note in document.source.notes] == [("ocr_failed", 2)]
    assert document.grade != "good"


def misread(text: str, every: int) -> str:
    """``text`` with every so many words as an OCR of another language reads them."""
    signs = str.maketrans("ạảấầậắặẹếềệịọốồộờợụủứừựđươăâêô", "@$6a@?c6$&!Q6&@#!Q$&*@dtroaaeo")
    return " ".join(word if at % every else word.translate(signs) for at, word in enumerate(text.split(" ")))


def copied(texts: Sequence[str]) -> bytes:
    """A scan of the text as a copier makes it searchable: ``texts`` lie invisible over the picture."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(image_pdf(renders(born_digital())))) as scan:
        with pikepdf.open(io.BytesIO(born_digital(tuple(texts)))) as layer:
            layer.pages[0].contents_add(b"3 Tr", prepend=True)
            scan.pages[0].add_overlay(layer.pages[0])
        scan.save(out)
    return out.getvalue()


@needs_tesseract
@pytest.mark.parametrize(("every", "again"), [(1000, False), (6, True), (1, True)], ids=["sound", "a sixth", "all"])
def test_the_layer_of_a_copier_is_kept_or_read_again(every: int, again: bool) -> None:
    document = read(copied([misread(text, every) for text in TEXT]))
    assert document.source.ocr_pages == ((1,) if again else ())
    assert likeness(document.text) > 0.95


def test_a_doubtful_layer_stays_without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "can_recognise", lambda: False)
    document = read(copied([misread(text, 6) for text in TEXT]))
    assert "Văn phòng" in document.text and not document.source.notes


def test_recognition_that_hangs_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_command", lambda source, target: ["sleep", "60"])
    monkeypatch.setattr(ocr, "_SECONDS_START", 0.2)
    monkeypatch.setattr(ocr, "_SECONDS_PAGE", 0.1)
    with pytest.raises(ReadError) as caught:
        recognise([PageImage(image=Image.new("L", (50, 50), 255), dpi=200)], "quet.pdf")
    assert caught.value.reason is Reason.TIMEOUT


def test_recognition_that_fails_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_command", lambda source, target: ["false"])
    with pytest.raises(ReadError) as caught:
        recognise([PageImage(image=Image.new("L", (50, 50), 255), dpi=200)], "quet.pdf")
    assert caught.value.reason is Reason.UNREADABLE_TEXT and "quet.pdf" in caught.value.message


def test_red_ink_vanishes_and_black_stays() -> None:
    image = Image.new("RGB", (2, 1))
    image.putpixel((0, 0), (214, 32, 44))
    grey = without_red(image)
    assert grey.getpixel((0, 0)) > 200 and grey.getpixel((1, 0)) == 0  # type: ignore[operator]


def test_skewed_lines_become_level() -> None:
    page = Image.new("L", (800, 1000), 255)
    for top in range(100, 900, 40):
        page.paste(0, (100, top, 700, top + 12))
    turned = straightened(page.rotate(2, fillcolor=255))
    assert any(set(turned.crop((250, row, 550, row + 1)).tobytes()) == {255} for row in range(400, 440))
