"""The PDF reader on files made here: reading order, paragraphs, furniture, refusals."""

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Name
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingest import pdf_opening
from ingest.pdf import read_pdf
from ingest.source import ReadError, SourceBytes
from schema.document import BlockKind, Document
from schema.ledger import Reason
from tests.ingest.pdf_making import SOFFICE, PlanText, plan_document, to_pdf

PLAN = PlanText(
    left=["UBND HUYỆN AN LẠC", "UBND XÃ PHÚ MỸ", "Số: 15/KH-UBND"],
    right=["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Phú Mỹ, ngày 05 tháng 02 năm 2024"],
    title=[
        "KẾ HOẠCH",
        "Cải cách hành chính năm 2024 và các nhiệm vụ trọng tâm giai đoạn 2024-2025 trên địa bàn xã Phú Mỹ",
    ],
    paragraphs=[
        "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương trình tổng thể cải cách "
        "hành chính nhà nước giai đoạn 2021-2030, Ủy ban nhân dân xã ban hành kế hoạch như sau:",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        "- Nâng cao chất lượng phục vụ người dân và doanh nghiệp; phấn đấu tỷ lệ hồ sơ giải quyết đúng hạn đạt từ 98% "
        "trở lên, trong đó hồ sơ nộp trực tuyến toàn trình chiếm ít nhất 60% tổng số hồ sơ tiếp nhận trong năm 2024.",
        "- Khắc phục các hạn chế đã chỉ ra.",
        "2. Yêu cầu",
        "Các bộ phận chuyên môn bám sát nội dung, tiến độ, thời hạn hoàn thành và kết quả của từng nhiệm vụ được giao.",
        *(
            f"{number}. Công chức phụ trách chủ trì, phối hợp với các bộ phận liên quan tham mưu Chủ tịch Ủy ban nhân "
            f"dân xã tổ chức thực hiện nhiệm vụ thứ {number} bảo đảm đúng quy định, báo cáo kết quả trước ngày 20 hằng "
            "tháng."
            for number in range(3, 23)
        ),
        "Trên đây là Kế hoạch cải cách hành chính năm 2024 của xã./.",
    ],
    bold=frozenset({"I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "2. Yêu cầu"}),
    recipients=[
        "Nơi nhận:",
        "- Phòng Nội vụ huyện;",
        "- TT. Đảng ủy, HĐND xã;",
        "- Các bộ phận chuyên môn;",
        "- Lưu: VT.",
    ],
    signature=["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "Nguyễn Văn Bình"],
)


def source(data: bytes) -> SourceBytes:
    return SourceBytes(name="ke-hoach.pdf", data=data)


def block_texts(document: Document) -> list[str]:
    """The blocks as one line each; a line that ends in a hyphen broke there."""
    texts = [document.text[block.start : block.end] for block in document.blocks]
    return [" ".join(text.replace("-\n", "-").split()) for text in texts]


def drawn(
    pages: Sequence[Sequence[tuple[float, float, str, float]]],
    font: str = "Helvetica",
    size: tuple[float, float] = A4,
) -> bytes:
    """A PDF with texts at (x, y, text, size) on each page of this size; ASCII, no LibreOffice needed."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for page in pages:
        for x, y, text, size in page:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("spacing", "indent", "line_spacing", "justified"),
    [
        pytest.param(6, 1.27, 1.0, True, id="decree"),
        pytest.param(0, 1.0, 1.0, True, id="indent-only"),
        pytest.param(6, 0, 1.0, True, id="spacing-only"),
        pytest.param(6, 1.27, 1.5, False, id="ragged-wide"),
    ],
)
def test_plan_reads_paragraph_for_paragraph(
    spacing: float, indent: float, line_spacing: float, justified: bool
) -> None:
    made = plan_document(PLAN, spacing=spacing, indent=indent, line_spacing=line_spacing, justified=justified)
    document = read_pdf(source(to_pdf(made)))
    signature = [line for line in PLAN.signature if line]
    wanted = [*PLAN.left, *PLAN.right, *PLAN.title, *PLAN.paragraphs, *PLAN.recipients, *signature]
    assert block_texts(document) == wanted
    assert {note.code for note in document.source.dropped} == {"page_number"}
    assert any(block.bold for block in document.blocks if "MỤC ĐÍCH" in document.text[block.start : block.end])
    pages = [block.page for block in document.blocks if block.page is not None]
    assert pages == sorted(pages)


def test_hyphen_at_line_end_stays() -> None:
    line = "Can cu Nghi quyet cua Hoi dong nhan dan tinh ve nhiem vu nam 2024 so 42/NQ-"
    document = read_pdf(source(drawn([[(72, 700, line, 12), (72, 684, "HDND ngay 10 thang 12 nam 2023.", 12)]])))
    assert "42/NQ-\nHDND" in document.text


def test_columns_are_not_merged() -> None:
    rows = [
        (72, 780, "UBND XA A", 12), (300, 780, "CONG HOA XA HOI CHU NGHIA VIET NAM", 12),
        (80, 764, "So: 1/KH-UBND", 12), (340, 764, "Doc lap - Tu do - Hanh phuc", 12),
        (250, 700, "KE HOACH", 14),
    ]  # fmt: skip
    document = read_pdf(source(drawn([rows])))
    assert block_texts(document) == [
        "UBND XA A", "So: 1/KH-UBND", "CONG HOA XA HOI CHU NGHIA VIET NAM", "Doc lap - Tu do - Hanh phuc", "KE HOACH",
    ]  # fmt: skip


def test_the_type_below_a_head_is_not_in_its_left_column() -> None:
    rows = [
        (90, 780, "UBND TINH SON LA", 12), (306, 780, "CONG HOA XA HOI CHU NGHIA", 12),
        (90, 765, "SO TU PHAP", 12), (306, 765, "VIET NAM", 12),
        (90, 740, "So: 56/KH-STP", 12), (306, 740, "Son La, ngay 22 thang 02 nam 2023", 12),
        (90, 720, "KE HOACH", 12),
    ]  # fmt: skip
    assert block_texts(read_pdf(source(drawn([rows]))))[-2:] == ["Son La, ngay 22 thang 02 nam 2023", "KE HOACH"]


def test_a_watermark_across_the_page_is_recorded_not_read() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for y, text in ((700, "I. MUC DICH"), (676, "1. Nang cao chat luong phuc vu nguoi dan."), (652, "II. NHIEM VU")):
        canvas.setFont("Helvetica", 14)
        canvas.drawString(72, y, text)
    canvas.setFont("Helvetica", 60)
    canvas.translate(180, 560)
    canvas.rotate(45)
    canvas.drawString(0, 0, "DU THAO")
    canvas.save()
    document = read_pdf(source(buffer.getvalue()))
    assert block_texts(document) == ["I. MUC DICH", "1. Nang cao chat luong phuc vu nguoi dan.", "II. NHIEM VU"]
    assert [(note.code, note.message[-7:]) for note in document.source.dropped] == [("watermark", "DU THAO")]


def test_a_signer_that_begins_above_the_recipients_stands_behind_them() -> None:
    rows = [
        (72, 300, "Yeu cau cac bo phan nghiem tuc thuc hien.", 14),
        (330, 270, "TM. UY BAN NHAN DAN", 14), (370, 254, "KT. CHU TICH", 14),
        (72, 238, "Noi nhan:", 12), (370, 238, "PHO CHU TICH", 14),
        (72, 224, "- Phong Noi vu;", 11), (72, 210, "- Luu: VT.", 11), (350, 196, "Nguyen Van Binh", 14),
    ]  # fmt: skip
    document = read_pdf(source(drawn([rows])))
    assert block_texts(document)[1:] == [
        "Noi nhan:", "- Phong Noi vu;", "- Luu: VT.",
        "TM. UY BAN NHAN DAN", "KT. CHU TICH", "PHO CHU TICH", "Nguyen Van Binh",
    ]  # fmt: skip


def test_stamp_and_running_head_are_recorded_not_read() -> None:
    body = [
        (72, 600 - 16 * row, f"{row}. Cong chuc phu trach thuc hien nhiem vu thu {row} trong nam.", 12)
        for row in range(9)
    ]
    stamp = [
        (400, 700, "Nguoi ky: Uy ban nhan dan xa A", 8),
        (400, 690, "Email: ubnd@example.gov.vn", 8),
        (400, 680, "Thoi gian ky: 29.09.2021 14:20:15 +07:00", 8),
    ]
    head = [(72, 815, "Ke hoach cai cach hanh chinh", 9)]
    document = read_pdf(source(drawn([[*head, *body, *(stamp if page == 2 else [])] for page in range(3)])))
    assert "ky:" not in document.text and "Ke hoach cai cach" not in document.text
    assert "29.09.2021" not in document.text
    assert {note.code for note in document.source.dropped} == {"signature_stamp", "running_head"}


def test_numbers_of_rows_at_the_foot_of_pages_are_no_running_head() -> None:
    """The rows of a table without rules end pages with their numbers: "19", "8" and "2" are not one head."""
    row = "Cong chuc phu trach tham muu Uy ban nhan dan xa thuc hien nhiem vu trong nam."
    pages = [[*((72, 780 - 16 * at, row, 12) for at in range(40)), (72, 60, number, 12)] for number in ("19", "8", "2")]
    text = read_pdf(source(drawn(pages))).text
    assert [number for number in ("19", "8") if number in text.split()] == ["19", "8"]


def test_paragraph_over_a_page_break_is_one_block() -> None:
    lines = ["Cong chuc phu trach tham muu Uy ban nhan dan xa thuc hien cac nhiem vu cai cach nam"] * 20
    first = [(72, 780 - 16 * row, line, 12) for row, line in enumerate(lines)]
    second = [(72, 780, "hanh chinh theo dung tien do.", 12)]
    document = read_pdf(source(drawn([first, second])))
    assert len(document.blocks) == 1
    assert document.text.endswith("nam\nhanh chinh theo dung tien do.")


SERIF = next(
    (
        path
        for path in (
            Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"),
            Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"),
        )
        if path.exists()
    ),
    None,
)


@pytest.mark.skipif(SERIF is None, reason="no font with Vietnamese letters is installed")
@pytest.mark.parametrize("lent", ["ệụếủ", "ệ", "Ủ", "ộạ"])
def test_letters_that_another_font_lends_are_put_in_place(lent: str) -> None:
    """LibreOffice draws them after the rest of the line; here all in one font, the order is what counts."""
    pdfmetrics.registerFont(TTFont("Serif", str(SERIF)))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setFont("Serif", 14)
    lines = ["Ủy ban nhân dân xã triển khai nhiệm vụ cải cách", "hành chính đến các thôn và toàn thể cán bộ, đạt 98%."]
    for number, line in enumerate(lines):
        for late in (False, True):
            for at, char in enumerate(line):
                if (char in lent) is late:
                    canvas.drawString(85 + pdfmetrics.stringWidth(line[:at], "Serif", 14), 700 - 17 * number, char)
    canvas.save()
    assert " ".join(block_texts(read_pdf(source(buffer.getvalue())))) == " ".join(lines)


@pytest.mark.skipif(SERIF is None, reason="no font with Vietnamese letters is installed")
def test_loose_marks_drawn_behind_the_next_letters_are_put_in_place() -> None:
    """As Word prints a text in Unicode tổ hợp; a mark that is drawn lower ends PDFium's line."""
    pdfmetrics.registerFont(TTFont("Serif", str(SERIF)))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setFont("Serif", 14)

    def width(text: str) -> float:
        return pdfmetrics.stringWidth(text, "Serif", 14)

    canvas.drawString(85, 700, "Tiếp tuc")
    canvas.drawString(85 + width("Tiếp tu"), 698, "\u0323")
    canvas.drawString(85 + width("Tiếp tuc "), 700, "thực hiện thu tục")
    canvas.drawString(85 + width("Tiếp tuc thực hiện thu"), 698, "\u0309")
    canvas.save()
    assert " ".join(block_texts(read_pdf(source(buffer.getvalue())))) == "Tiếp tục thực hiện thủ tục"


def test_a_footnote_number_stays_at_its_word() -> None:
    """Chromium's superscript is drawn apart and in type nearly as large as the text's."""
    text = "Theo Chuong trinh tong the"
    end = 72 + pdfmetrics.stringWidth(text, "Helvetica", 14)
    rest = [(72, 683 - 17 * row, "Cong chuc phu trach thuc hien nhiem vu trong nam nay;", 14) for row in range(3)]
    document = read_pdf(
        source(drawn([[(72, 700, text, 14), (end, 705, "1", 11.6), (end + 6.5, 700, "; va", 14), *rest]]))
    )
    assert document.text.startswith("Theo Chuong trinh tong the¹")


def locked(owner: str, user: str) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn([[(72, 700, "Ke hoach nam 2024 cua xa", 12)]]))) as document:
        document.save(buffer, encryption=pikepdf.Encryption(owner=owner, user=user))
    return buffer.getvalue()


def no_pages() -> bytes:
    buffer = io.BytesIO()
    pikepdf.new().save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(locked("o", "u"), Reason.ENCRYPTED, id="password"),
        pytest.param(drawn([[(72, 700, "x", 12)]])[:300], Reason.CORRUPT, id="truncated"),
        pytest.param(b"", Reason.EMPTY, id="no-bytes"),
        pytest.param(b"%PDF-1.7\n" + b"garbage" * 50, Reason.CORRUPT, id="garbage"),
        pytest.param(no_pages(), Reason.EMPTY, id="no-pages"),
        pytest.param(drawn([[]]), Reason.EMPTY, id="blank-page"),
    ],
)
def test_refusals(data: bytes, reason: Reason) -> None:
    with pytest.raises(ReadError) as caught:
        read_pdf(source(data))
    assert caught.value.reason is reason
    assert "ke-hoach.pdf" in caught.value.message and caught.value.next_step


def test_owner_password_alone_does_not_lock() -> None:
    assert "Ke hoach nam 2024" in read_pdf(source(locked("o", ""))).text


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_opening, "PAGES_MAX", 1)
    with pytest.raises(ReadError) as caught:
        read_pdf(source(drawn([[(72, 700, "a", 12)]] * 2)))
    assert caught.value.reason is Reason.TOO_LARGE


def with_forms(*contents: bytes) -> bytes:
    """A page that draws form 0 once; form n has ``contents[n]`` and knows every form as /F0, /F1, ..."""
    document = pikepdf.new()
    forms = [
        document.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]) for content in contents
    ]
    named = document.make_indirect(Dictionary({f"/F{at}": form for at, form in enumerate(forms)}))
    for form in forms:
        form.Resources = Dictionary(XObject=named)
    page = document.add_blank_page(page_size=(595, 842))
    page.Resources = Dictionary(XObject=named)
    page.Contents = document.make_stream(b"/F0 Do")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("contents", "refused"),
    [
        pytest.param([b"0 0 1 1 re f"], False, id="one form"),
        pytest.param([b"/F1 Do /F1 Do /F1 Do", b"0 0 1 1 re f"], False, id="a form drawn three times"),
        pytest.param([b"/F0 Do"], False, id="once in itself ends at PDFium's depth"),
        pytest.param([b"/F0 Do /F#30 Do"], True, id="twice in itself"),
        pytest.param([b"/F1 Do /F1 Do", b"/F0 Do"], True, id="through another"),
        pytest.param([b"/F%d Do " % (at + 1) * 10 for at in range(9)] + [b"0 0 1 1 re f"], True, id="a fan of ten"),
    ],
)
def test_forms_that_unfold_without_end_are_refused(contents: list[bytes], refused: bool) -> None:
    with pytest.raises(ReadError) as caught:
        read_pdf(source(with_forms(*contents)))
    assert caught.value.reason is (Reason.BOMB if refused else Reason.EMPTY)


_SAMPLE = drawn([[(72, 780 - 14 * row, f"{row}. Nhiem vu thu {row} cua xa", 12) for row in range(30)]] * 2)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    cut=st.integers(0, len(_SAMPLE)),
    changes=st.lists(st.tuples(st.integers(0, len(_SAMPLE) - 1), st.integers(0, 255)), max_size=40),
)
def test_broken_bytes_raise_only_the_reading_error(cut: int, changes: list[tuple[int, int]]) -> None:
    data = bytearray(_SAMPLE)
    for at, byte in changes:
        data[at] = byte
    try:
        document = read_pdf(source(bytes(data[cut:] if cut % 2 else data[:cut])))
    except ReadError:
        return
    ends = 0
    for block in document.blocks:
        assert ends <= block.start <= block.end <= len(document.text)
        assert block.kind in BlockKind
        ends = block.end
