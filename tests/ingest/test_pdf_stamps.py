"""Stamps of e-signatures that stand in one line with something else."""

import io

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.ocr import page_image
from ingest.pdf import stamp_boxes
from ingest.pdf_furniture import without_stamps
from ingest.pdf_pages import read_pages
from tests.ingest.pdf_words import typed


@pytest.mark.parametrize(
    ("text", "is_stamp"),
    [
        ("2 Thời gian ký: 05/01/2026 10:11:12 +07:00", True),
        ("2 Ký bởi: UBND xã Hòa An 10:11:12", True),
        ("2 Ngày ký ban hành", False),
        ("2. Thời gian ký kết hợp đồng: 10:11 hằng ngày", False),
    ],
)
def test_a_stamp_in_the_line_of_the_page_number(text: str, is_stamp: bool) -> None:
    words = [*typed(text, 60, 700), *typed("Kiểm tra tối thiểu 30% số bộ phận.", 60, 680, line=1)]
    kept, notes = without_stamps(words, 1)
    assert (len(notes) == 1) is is_stamp
    assert " ".join(word.text for word in kept).endswith("Kiểm tra tối thiểu 30% số bộ phận.")
    assert (text.split()[-1] in [word.text for word in kept]) is not is_stamp


@pytest.mark.parametrize(
    ("opening", "left"),
    [
        ("ngày ký và thay thế Quyết định số 905/QĐ-UBND ngày 18/4/2016 của Chủ", 3),
        ("người ký văn bản chịu trách nhiệm về nội dung, tiến độ ban hành và thể", 3),
        ("Ký bởi: Ủy ban nhân dân xã Hòa An", 2),  # a stamp without its moment is that line alone
    ],
)
def test_a_sentence_that_goes_on_like_a_stamp_keeps_its_text(opening: str, left: int) -> None:
    """ "… Quyết định này có hiệu lực kể từ" / "ngày ký …": the articles below it were dropped with it."""
    below = ("tịch Ủy ban nhân dân tỉnh.", "Điều 3. Các đơn vị gửi báo cáo về pnv@example.gov.vn trước 17:00.")
    words = [word for at, text in enumerate((opening, *below)) for word in typed(text, 60, 700 - 20 * at, line=at)]
    kept, _ = without_stamps(words, 1)
    assert len({word.line for word in kept}) == left


BOX = (330.0, 770.0, 560.0, 840.0)


@pytest.mark.parametrize(("signed", "stamps"), [([BOX], 1), ([], 0)], ids=["a signature's box", "no signature"])
def test_what_a_signature_shows_in_its_box_is_a_stamp(
    signed: list[tuple[float, float, float, float]], stamps: int
) -> None:
    """It need not say that it signs: a name over two lines, an address and the moment, its zone in a line of its own."""
    shown = ("TRUNG TÂM CÔNG", "BÁO VÀ TIN HỌC", "ttcb@example.gov.vn", "07.01.2025 10:44:25", "+07:00")
    words = [word for line, text in enumerate(shown) for word in typed(text, 340, 830 - 12 * line, size=8, line=line)]
    below = typed("Nguyễn Văn Bình", 340, 775, size=14, line=8)
    kept, notes = without_stamps([*words, *below, *typed("Kính gửi: các xã", 60, 700, line=9)], 1, signed)
    assert len(notes) == stamps
    assert " ".join(word.text for word in kept[-7:]) == "Nguyễn Văn Bình Kính gửi: các xã"
    assert (len(kept) == 7) is bool(stamps)


def signed_scan() -> bytes:
    """A page that is a picture, with a digital signature whose appearance is a text over its upper edge."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.drawImage(ImageReader(Image.new("RGB", (595, 842), "white")), 0, 0, 595, 842)
    canvas.save()
    pdf = pikepdf.open(buffer)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    shown = pdf.make_stream(
        b"BT /F 8 Tf 5 40 Td (Trung tam Cong bao) Tj 0 -12 Td (07.01.2025 10:44:25) Tj ET",
        Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 230, 70]), Resources=Dictionary(Font=Dictionary(F=font)),
    )  # fmt: skip
    widget = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, F=4, Rect=Array([330, 770, 560, 840]), AP=Dictionary(N=shown)
    )
    pdf.pages[0].Annots = Array([pdf.make_indirect(widget)])
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


def test_what_a_signature_shows_over_a_scan_is_not_recognised_with_it() -> None:
    with pdfium.PdfDocument(signed_scan()) as document:
        (read,) = read_pages(document)
        page = document[0]
        boxes = stamp_boxes(read, page)
        assert len(boxes) == 6 and all(330 < x0 < x1 < 560 and y0 > 770 for x0, y0, x1, _ in boxes)
        assert page_image(page).image.getextrema()[0] < 128
        assert page_image(page, boxes).image.getextrema()[0] > 240
