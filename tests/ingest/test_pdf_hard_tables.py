"""Tables whose rules alone tell too little: what pdfplumber makes of them, row for row."""

import io
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf import read_pdf
from ingest.pdf_unruled import REASON as UNRULED
from ingest.source import SourceBytes
from schema.document import Document

ROWS = (
    ("STT", "Nhiem vu", "Chu tri", "Han"),
    ("1", "Ra soat van ban quy pham phap luat da het hieu luc", "Tu phap", "Quy I"),
    ("2", "Bao cao ket qua", "Van phong - Thong ke", "Quy II"),
    ("3", "So hoa ho so", "Bo phan Mot cua", "Quy III"),
    ("4", "Tuyen truyen tren dai truyen thanh va trang thong tin", "Van hoa", "Quy IV"),
)
XS, TOP, PITCH = (72.0, 102.0, 352.0, 462.0, 520.0), 700.0, 30.0
YS = tuple(TOP - PITCH * row for row in range(len(ROWS) + 1))
GREY = Color(0.85, 0.85, 0.85)


def made(draw: Callable[[Canvas], None], rows: Sequence[Sequence[str]] = ROWS) -> Document:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(72, 760, "Phu luc kem theo ke hoach cua Uy ban nhan dan xa")
    draw(canvas)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont("Helvetica", 9)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            canvas.drawString(XS[column] + 5, YS[row] - 18, text)
    canvas.drawString(72, YS[-1] - 60, "Tren day la noi dung cua phu luc.")
    canvas.showPage()
    canvas.save()
    return read_pdf(SourceBytes(name="phu-luc.pdf", data=buffer.getvalue()))


def cells(document: Document) -> list[tuple[str, ...]]:
    rows: dict[int, dict[int, str]] = {}
    for block in document.blocks:
        if block.cell:
            text = " ".join(document.text[block.start : block.end].split())
            rows.setdefault(block.cell.row, {})[block.cell.column] = text
    return [tuple(own.get(column, "") for column in range(max(own) + 1)) for _, own in sorted(rows.items())]


def level(canvas: Canvas, low: float = XS[0], high: float = XS[-1]) -> None:
    for y in YS:
        canvas.line(low, y, high, y)


def upright(canvas: Canvas, xs: Sequence[float] = XS) -> None:
    for x in xs:
        canvas.line(x, YS[0], x, YS[-1])


def only_level(canvas: Canvas) -> None:
    level(canvas)


def level_in_pieces(canvas: Canvas) -> None:
    for y in YS:
        for low, high in pairwise(XS):
            canvas.line(low, y, high - 0.5, y)


def dotted(canvas: Canvas) -> None:
    for y in YS:
        x = XS[0]
        while x <= XS[-1]:
            canvas.rect(x, y, 1, 0.6, stroke=0, fill=1)
            x += 7
    for x in XS:
        y = YS[0]
        while y >= YS[-1]:
            canvas.rect(x, y, 0.6, 1, stroke=0, fill=1)
            y -= 7


def doubled(canvas: Canvas) -> None:
    for shift in (0.0, 4.5):
        for y in YS:
            canvas.line(XS[0], y - shift, XS[-1] + 4.5, y - shift)
        for x in XS:
            canvas.line(x + shift, YS[0], x + shift, YS[-1] - 4.5)


def thin_boxes(canvas: Canvas) -> None:
    for y in YS:
        canvas.rect(XS[0], y, XS[-1] - XS[0], 0.5, stroke=0, fill=1)
    for x in XS:
        canvas.rect(x, YS[-1], 0.5, YS[0] - YS[-1], stroke=0, fill=1)


def thick_frame(canvas: Canvas) -> None:
    level(canvas)
    upright(canvas, XS[1:-1])
    for x in (XS[0], XS[-1]):
        canvas.rect(x - 2, YS[-1], 4, YS[0] - YS[-1], stroke=0, fill=1)


def every_other_row_shaded(canvas: Canvas) -> None:
    canvas.setFillColor(GREY)
    for row in range(0, len(ROWS), 2):
        canvas.rect(XS[0], YS[row + 1], XS[-1] - XS[0], PITCH, stroke=0, fill=1)


def every_cell_shaded(canvas: Canvas) -> None:
    canvas.setFillColor(GREY)
    for row in range(len(ROWS)):
        for low, high in pairwise(XS):
            canvas.rect(low, YS[row + 1], high - low, PITCH, stroke=0, fill=1)


def open_sides(canvas: Canvas) -> None:
    level(canvas)
    upright(canvas, XS[1:-1])


def no_level_rules_inside(canvas: Canvas) -> None:
    upright(canvas)
    for y in (YS[0], YS[1], YS[-1]):
        canvas.line(XS[0], y, XS[-1], y)


@pytest.mark.parametrize(
    ("draw", "reason"),
    [
        pytest.param(only_level, "không kẻ cột dọc", id="no upright rules"),
        pytest.param(level_in_pieces, "không kẻ cột dọc", id="no upright rules, level ones cell by cell"),
        pytest.param(dotted, "đứt đoạn", id="rules of dots, too far apart to touch"),
        pytest.param(doubled, "nét kẻ đôi", id="double rules, their strokes apart"),
        pytest.param(thin_boxes, None, id="rules as thin filled boxes: the plain reading knows them"),
        pytest.param(thick_frame, None, id="a frame of thick strokes"),
        pytest.param(every_other_row_shaded, "tô nền", id="rows shaded by turns, no rule at all"),
        pytest.param(every_cell_shaded, "tô nền", id="every cell shaded, no rule at all"),
        pytest.param(open_sides, None, id="open at the left and the right"),
        pytest.param(no_level_rules_inside, "không có nét kẻ ngang", id="columns ruled, rows not"),
    ],
)
def test_hard_grids_row_for_row(draw: Callable[[Canvas], None], reason: str | None) -> None:
    document = made(draw)
    assert cells(document) == list(ROWS)
    (note,) = document.source.tables
    assert (note.reason or "").startswith("Đọc lại bằng pdfplumber") is (reason is not None)
    assert reason is None or reason in (note.reason or "")
    assert document.text.startswith("Phu luc kem") and document.text.endswith("cua phu luc.")


def test_a_title_over_all_columns_is_not_cut() -> None:
    title = ("I. Cong khai thu tuc hanh chinh va giai quyet ho so cho nguoi dan dung han tai xa",)
    document = made(only_level, [ROWS[0], title, *ROWS[2:]])
    assert cells(document) == [ROWS[0], title, *ROWS[2:]]


def white_paper(canvas: Canvas) -> None:
    canvas.setFillColor(Color(1, 1, 1))
    for row in range(len(ROWS)):
        canvas.rect(XS[0], YS[row + 1], XS[-1] - XS[0], PITCH, stroke=0, fill=1)


def test_white_behind_paragraphs_makes_no_table() -> None:
    """Text copied from the web has a white ground, which nobody sees."""
    document = made(white_paper, [("", " ".join(row)) for row in ROWS])
    assert cells(document) == [] and document.source.tables == ()


def test_columns_on_white_are_those_of_a_table_without_rules() -> None:
    document = made(white_paper)
    assert cells(document) == list(ROWS)
    (note,) = document.source.tables
    assert (note.reason or "").startswith(UNRULED)


def underlined(canvas: Canvas) -> None:
    for y in YS[:-1]:
        canvas.drawString(72, y - 20, "Tang cuong kiem tra, dan do viec thuc hien nhiem vu cua cac bo phan chuyen mon")
        canvas.line(72, y - 22, 500, y - 22)


def underlined_and_marked(canvas: Canvas) -> None:
    ends = (510, 510, 300)
    for number, y in enumerate(range(690, 400, -20)):
        low, high = (108 if number % 3 == 0 else 72), ends[number % 3]
        canvas.setFillColorRGB(1, 1, 0)
        canvas.rect(low, y - 4, high - low, 14, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.line(low, y - 2, high, y - 2)
        canvas.drawString(low, y, "Cong chuc Van phong - Thong ke chu tri, phoi hop voi bo phan"[: (high - low) // 6])


def dotted_leaders(canvas: Canvas) -> None:
    for y in YS[:-1]:
        canvas.drawString(72, y - 20, "Ho va ten:")
        canvas.line(130, y - 22, 500, y - 22)


@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(underlined, id="underlined lines of one width"),
        pytest.param(underlined_and_marked, id="paragraphs underlined and marked in yellow"),
        pytest.param(dotted_leaders, id="lines of a form to write on"),
    ],
)
def test_rules_that_make_no_table(draw: Callable[[Canvas], None]) -> None:
    assert not made(draw, []).source.tables


@pytest.mark.parametrize(
    "angle", [pytest.param(90, id="read from the foot"), pytest.param(-90, id="read from the top")]
)
@pytest.mark.parametrize(
    "lines", [pytest.param(["So TT"], id="two words"), pytest.param(["Don vi", "chu tri", "thuc hien"], id="lines")]
)
def test_heads_set_upwards_are_read_in_order(angle: int, lines: list[str]) -> None:
    def turned(canvas: Canvas) -> None:
        level(canvas)
        upright(canvas)
        canvas.saveState()
        canvas.setFont("Helvetica", 6)
        canvas.translate(XS[0] + (8 if angle > 0 else 22), YS[0] - (28 if angle > 0 else 2))
        canvas.rotate(angle)
        for number, line in enumerate(lines):
            canvas.drawString(0, -7 * number, line)
        canvas.restoreState()

    assert cells(made(turned, [("", *ROWS[0][1:]), *ROWS[1:]]))[0] == (" ".join(lines), *ROWS[0][1:])


def test_the_ground_of_a_few_words_makes_no_table() -> None:
    """Word shades the lines of a paragraph and, again, the words pasted from a web page."""
    lines = (
        "1. Thuc hien nhiem vu danh gia, cong nhan don vi dat chuan tiep can phap luat",
        "theo quy dinh cua cap tren",
    )
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number in range(4):
        top = 700 - 16 * number
        for low, high in ((72, 520), (72 + canvas.stringWidth(lines[0][:22], "Helvetica", 12) + 2, 519)):
            canvas.setFillColor(GREY)
            canvas.rect(low, top - 4, high - low, 16, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        text = canvas.beginText(72, top)
        text.setFont("Helvetica", 12)
        text.setWordSpace(2 + 2 * (number % 2))
        text.textLine(lines[number % 2])
        canvas.drawText(text)
    canvas.showPage()
    canvas.save()
    document = read_pdf(SourceBytes(name="to-nen.pdf", data=buffer.getvalue()))
    assert cells(document) == []
    assert " ".join(document.text.split()).count(lines[0]) == 2
