"""Ruled tables in scans: rulings found in the picture, cells as in a born-digital PDF, figures in empty columns."""

import io
import random
import subprocess
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from ingest import ocr
from ingest.ocr import PageImage, can_recognise, page_image, recognise
from ingest.pdf import read_pdf
from ingest.pdf_fonts import Font
from ingest.pdf_runs import Word
from ingest.pdf_tables import _differs_in_number_head, _key, _misread
from ingest.scan_cells import _Patch, _with_ones, read_cells, table_shapes, without_cells
from ingest.scan_rules import ruled_rows, table_rules
from ingest.scan_upright import turn_of
from ingest.source import ReadError, SourceBytes
from schema.document import Document
from schema.text import bare
from tests.ingest.pdf_making import grainy, image_pdf, renders, spoiled
from tests.ingest.test_ocr import FONTS, born_digital

needs_tesseract = pytest.mark.skipif(not can_recognise(), reason="Tesseract with vie is not installed")
WIDTHS = (40, 180, 105, 105, 100)
ROWS = [
    ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"),
    ("1", "Ban hành Kế hoạch cải cách hành chính năm 2024", "Văn phòng - Thống kê", "Các bộ phận", "15/01/2024"),
    ("2", "Rà soát, đánh giá thủ tục hành chính", "Tư pháp - Hộ tịch", "Văn phòng - Thống kê", "Quý 2/2024"),
    ("3", "Công khai thủ tục hành chính tại Bộ phận Một cửa", "Bộ phận Một cửa", "", "Thường xuyên"),
    ("4", "Khảo sát mức độ hài lòng của người dân", "Văn hóa - Xã hội", "Các đoàn thể", "30/9/2024"),
    ("5", "Báo cáo kết quả thực hiện", "Văn phòng - Thống kê", "", "Trước 20/12/2024"),
]


def annex(
    rows: Sequence[Sequence[str]] = ROWS, widths: Sequence[float] = WIDTHS, *, middle: bool = False, titled: bool = True
) -> bytes:
    """A task table on a page. middle: its texts stand in the middle of the cells, as in most plans."""
    path = next((path for path in FONTS if path.exists()), None)
    if path is None:
        pytest.skip("no font with Vietnamese letters is installed")
    pdfmetrics.registerFont(TTFont("Annex", str(path)))
    style = ParagraphStyle("cell", fontName="Annex", fontSize=12, leading=15)
    cells = [[Paragraph(text, style) for text in row] for row in rows]
    place = "MIDDLE" if middle else "TOP"
    table = Table(
        cells,
        colWidths=widths,
        style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), place)],
    )
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, leftMargin=30, rightMargin=30).build(
        [Paragraph("PHỤ LỤC: PHÂN CÔNG NHIỆM VỤ", style), table] if titled else [table]
    )
    return buffer.getvalue()


def rows_of(document: Document) -> list[dict[int, str]]:
    rows: defaultdict[tuple[int, int], dict[int, str]] = defaultdict(dict)
    for block in document.blocks:
        if block.cell is not None:
            rows[block.cell.table, block.cell.row][block.cell.column] = " ".join(
                document.text[block.start : block.end].split()
            )
    return [rows[key] for key in sorted(rows)]


def read(scan: bytes) -> list[dict[int, str]]:
    return rows_of(read_pdf(SourceBytes(name="phu-luc.pdf", data=scan)))


def right_cells(rows: list[dict[int, str]], table: Sequence[Sequence[str]] = ROWS) -> float:
    """The share of cells that are read letter for letter, marks aside, in their place."""
    wanted = {(row, column): bare(text) for row, texts in enumerate(table) for column, text in enumerate(texts) if text}
    found = {(row, column): bare(text) for row, texts in enumerate(rows) for column, text in texts.items()}
    return sum(found.get(place) == text for place, text in wanted.items()) / len(wanted)


@needs_tesseract
def test_a_clean_scan_of_a_task_table_is_its_cells() -> None:
    rows = read(image_pdf(renders(annex())))
    assert [set(row) for row in rows] == [{column for column, text in enumerate(row) if text} for row in ROWS]
    assert [row[0] for row in rows] == [row[0] for row in ROWS]
    assert right_cells(rows) >= 0.95


def photographed(page: Image.Image, near: int) -> Image.Image:
    """``page`` seen from another place: its corners lie ``near`` pixels and less off those of the picture."""
    width, height = page.size
    corners = (-near, -near // 2, -near // 3, height + near // 2, width + near // 3, height + near, width, -near)
    return page.transform(page.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fill=1, fillcolor=255)


@needs_tesseract
def test_a_table_on_photographed_pages_is_one_with_all_its_cells() -> None:
    first, second = renders(annex(ROWS[:4]))[0], renders(annex([ROWS[0], *ROWS[4:]], titled=False))[0]
    rows = read(image_pdf([photographed(first, 14), photographed(second, 40)]))
    assert [row[0] for row in rows][3:] == ["3", "4", "5"] and len(rows) == len(ROWS)
    assert right_cells(rows) >= 0.9


def test_rulings_that_lean_meet_those_across() -> None:
    page = Image.new("L", (900, 700), 255)
    draw = ImageDraw.Draw(page)
    leaning = ((100, 116), (330, 334), (560, 554), (780, 764))  # x where an upright ruling begins and ends
    for top, low in leaning:
        draw.line((top, 100, low, 580), fill=0, width=2)
    for down in range(5):
        left, right = (one[0] + (one[1] - one[0]) * down / 4 for one in (leaning[0], leaning[-1]))
        draw.line((left, 100 + 120 * down, right, 100 + 120 * down), fill=0, width=2)
    (shape,) = table_shapes(PageImage(image=page, dpi=100, rules=table_rules(page, 100)))
    assert len(shape.boxes) == 12


UNEVEN = [
    ("TT", "Nội dung, nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"),
    *(
        (str(number), f"{task} trên địa bàn xã", lead, partners, due)
        for number, (task, lead, partners, due) in enumerate(
            [
                (
                    "Kiện toàn Tổ công nghệ số cộng đồng",
                    "Văn hóa",
                    "Các thôn, Đoàn thanh niên, Hội Nông dân",
                    "20/4/2024",
                ),
                ("Rà soát hồ sơ quá hạn, xin lỗi người dân", "Một cửa", "Địa chính, Tư pháp, Công an xã", "Hằng quý"),
                ("Số hóa sổ hộ tịch, sổ địa chính", "Tư pháp", "Địa chính, Văn phòng, Kế toán", "Từ 6/2024 đến 4/2025"),
                ("Đối thoại với doanh nghiệp, hộ kinh doanh", "Kế toán", "Các đoàn thể, Bộ phận Một cửa", "15/6/2024"),
            ],
            start=1,
        )
    ),
]


@needs_tesseract
@pytest.mark.parametrize("spoil", [False, True], ids=["clean", "skewed and grainy"])
def test_cells_of_uneven_height_are_read_each_for_itself(spoil: bool) -> None:
    images = renders(annex(UNEVEN, (36, 200, 62, 66, 70), middle=True))
    rows = read(image_pdf([spoiled(image, seed=5, angle=1) if spoil else image for image in images]))
    assert [row[0] for row in rows] == [row[0] for row in UNEVEN]
    assert right_cells(rows, UNEVEN) >= (0.85 if spoil else 0.95)


@needs_tesseract
def test_a_skewed_and_grainy_scan_keeps_the_cells() -> None:
    rows = read(image_pdf([spoiled(image, seed=7, angle=2) for image in renders(annex())], quality=70))
    assert [set(row) for row in rows] == [{column for column, text in enumerate(row) if text} for row in ROWS]
    assert right_cells(rows) >= 0.8


@needs_tesseract
def test_a_grainy_scan_in_black_and_white_keeps_the_cells() -> None:
    pages = [grainy(image, seed=7, grain=50).convert("L") for image in renders(annex())]
    rows = read(image_pdf([page.point([255 * (value >= 128) for value in range(256)]) for page in pages]))
    assert len(rows) == len(ROWS)
    assert right_cells(rows) >= 0.8


@needs_tesseract
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_or_stands_on_its_head_is_the_same_table(turn: int) -> None:
    rows = read(image_pdf([image.rotate(turn, expand=True) for image in renders(annex())]))
    assert [set(row) for row in rows] == [{column for column, text in enumerate(row) if text} for row in ROWS]
    assert [row[0] for row in rows] == [row[0] for row in ROWS]
    assert right_cells(rows) >= 0.95


TURNS = [(turn, bad) for turn in (0, 90, 180, 270) for bad in (False, True)]


@pytest.mark.parametrize(("turn", "bad"), TURNS)
def test_which_way_a_page_lies_is_seen_by_the_marks_over_its_lines(turn: int, bad: bool) -> None:
    for page in (*renders(annex()), *renders(born_digital())):
        image = spoiled(page, seed=4, angle=2, stamp=True) if bad else page
        assert (turn_of(image.rotate(turn, expand=True).getchannel("R"), 200) + turn) % 360 == 0


def test_a_page_without_lines_is_not_turned() -> None:
    blank = Image.new("L", (1654, 2339), 255)
    pictured = grainy(Image.new("L", blank.size, 128), seed=1, grain=90).convert("L")
    assert turn_of(blank, 200) == turn_of(pictured, 200) == 0


@needs_tesseract
def test_the_text_layer_of_an_office_scanner_is_parted_by_the_rulings_of_its_picture() -> None:
    images = [page_image(page) for page in pdfium.PdfDocument(image_pdf(renders(annex())))]
    overlaid = recognise(images, "phu-luc.pdf").pdf
    document = read_pdf(SourceBytes(name="phu-luc.pdf", data=overlaid))
    assert document.source.ocr_pages == ()
    rows = rows_of(document)
    assert len(rows) == len(ROWS) and {1, 2, 4} <= set(rows[3])


ROW_PAIRS = [
    ("one print, two readings", ["STT", "Nhiệm vụ", "Thời hạn"], ["SIT", "Nhiêm vu", "Thời han"], True),
    ("another row", ["STT", "Nhiệm vụ", "Thời hạn"], ["1", "Ban hành Kế hoạch", "Quý I"], False),
    ("rows alike but for a figure", ["1", "Báo cáo quý 1"], ["1", "Báo cáo quý 2"], False),
    ("another column", ["STT", "", "Thời hạn"], ["STT", "Thời hạn", ""], False),
]


NUMBER_HEADS = [
    (["HỊI", "Nhiệm vụ", "Chủ trì", "Thời hạn"], ["5", "Nhiệm vụ", "Chủ trì", "Thời hạn"], True),
    (["1", "Nhiệm vụ", "Chủ trì", "Thời hạn"], ["2", "Nhiệm vụ", "Chủ trì", "Thời hạn"], False),  # rows of tasks
    (["HỊI", "Nhiệm vụ", "Chủ trì", "Thời hạn"], ["5", "Nhiệm vụ", "Chủ trì", "Quý I"], False),
    (["HỊI", "Nhiệm vụ", "Thời hạn"], ["5", "Nhiệm vụ", "Thời hạn"], False),  # too little to go by
]


@pytest.mark.parametrize(("upper", "lower", "same"), NUMBER_HEADS)
def test_a_repeated_header_is_known_without_that_of_the_numbers(upper: list[str], lower: list[str], same: bool) -> None:
    first, own = ([(column, _key(text)) for column, text in enumerate(row)] for row in (upper, lower))
    assert _differs_in_number_head(own, first) is same


@pytest.mark.parametrize("case", ROW_PAIRS, ids=[case[0] for case in ROW_PAIRS])
def test_a_repeated_header_is_known_through_the_misreadings_of_an_ocr(
    case: tuple[str, list[str], list[str], bool],
) -> None:
    _, upper, lower, same = case
    own, first = ([(column, _key(text)) for column, text in enumerate(row) if text] for row in (lower, upper))
    assert _misread(own, first) is same


def ruled(*, slope: int = 0, gap: int = 0, grey: int = 0) -> Image.Image:
    """A page of 8 x 6 inches at 100 dpi with a table of three columns and four rows, text-like dots in its cells."""
    page = Image.new("L", (800, 600), 255)
    draw = ImageDraw.Draw(page)
    for y in (100, 180, 260, 340, 420):
        draw.line((100, y, 700, y + slope), fill=grey, width=2)
    for x in (100, 300, 500, 700):
        draw.line((x, 100, x, 420 + slope), fill=grey, width=2)
    source = random.Random(5)
    for _ in range(300):
        x, y = source.randrange(110, 690), source.randrange(110, 410)
        draw.rectangle((x, y, x + source.randrange(1, 9), y + source.randrange(1, 9)), fill=0)
    if gap:
        draw.rectangle((390, 0, 390 + gap, 600), fill=255)
    return page


CASES = [
    ("level", ruled()),
    ("a slope of 3 pixels", ruled(slope=3)),
    ("a gap in every line", ruled(gap=6)),
    ("a faint copy", ruled(grey=150)),
]


@pytest.mark.parametrize("page", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_rulings_are_found(page: Image.Image) -> None:
    rules = table_rules(page, 100)
    level = [(x0, y0, x1) for x0, y0, x1, y1 in rules if x1 - x0 > y1 - y0]
    upright = sorted(x0 for x0, y0, x1, y1 in rules if x1 - x0 <= y1 - y0)
    heights = sorted((y0 for _, y0, _ in level), reverse=True)
    assert [round(y / 72 * 100) for y in heights] == pytest.approx([500, 420, 340, 260, 180], abs=3)
    assert [round(x / 72 * 100) for x in upright] == pytest.approx([100, 300, 500, 700], abs=3)
    assert all(abs((x1 - x0) / 72 * 100 - 600) < 6 for x0, _, x1 in level)


def test_a_low_row_between_merged_ones_is_parted() -> None:
    """A head over the name of a group: its strokes are as short as the stems of letters, which reach no ruling."""
    page = Image.new("L", (1600, 900), 255)
    draw = ImageDraw.Draw(page)
    for y in (100, 150, 200, 250):
        draw.line((200, y, 1400, y), fill=0, width=3)
    for x in (200, 1400):
        draw.line((x, 100, x, 250), fill=0, width=3)
    for x in (600, 1000):
        draw.line((x, 100, x, 150), fill=0, width=3)
    draw.line((800, 157, 800, 193), fill=0, width=3)  # the stem of a letter in a merged cell
    upright = {
        round((x0 / 72) * 200): round((y1 - y0) / 72 * 200) for x0, y0, x1, y1 in table_rules(page, 200) if x1 == x0
    }
    assert {round(x, -1) for x in upright} == {200, 600, 1000, 1400}


def test_marks_close_to_a_table_stay_when_its_cells_are_taken_out() -> None:
    """The dots below and the tails of a line that a table follows without a gap, or the hats of the line behind it."""
    page = ruled()
    draw = ImageDraw.Draw(page)
    marks = [(250, 94, 253, 97), (250, 425, 253, 428)]
    for mark in marks:
        draw.rectangle(mark, fill=0)
    picture = PageImage(image=page, dpi=100, rules=table_rules(page, 100))
    rest = without_cells(picture, table_shapes(picture)).image
    for mark in marks:
        assert rest.crop((mark[0], mark[1], mark[2] + 1, mark[3] + 1)).getextrema() == (0, 0)
        rest.paste(255, (mark[0], mark[1], mark[2] + 1, mark[3] + 1))
    assert rest.getextrema() == (255, 255)


def test_a_page_of_text_has_no_table() -> None:
    page = Image.new("L", (800, 600), 255)
    draw = ImageDraw.Draw(page)
    for y in range(60, 560, 24):
        for x in range(80, 720, 12):
            draw.rectangle((x, y, x + 8, y + 12), fill=0)
    draw.line((300, 40, 500, 40), fill=0, width=2)  # the rule under the national title
    assert table_rules(page, 100) == ()


def test_the_bars_of_letters_below_a_ruling_are_no_ruling() -> None:
    cell = Image.new("L", (600, 40), 255)
    draw = ImageDraw.Draw(cell)
    draw.line((0, 0, 599, 0), fill=0, width=2)  # the ruling above
    draw.line((280, 10, 317, 10), fill=0, width=2)  # the bars of "TTHC", which touch
    ruled = ruled_rows(np.asarray(cell), 200)
    assert ruled[0] and not ruled[5:].any()


def test_a_ruling_inside_the_edge_of_a_cell_is_one() -> None:
    cell = Image.new("L", (600, 40), 255)
    ImageDraw.Draw(cell).line((20, 5, 590, 7), fill=0, width=2)  # of a page that is not quite level
    assert ruled_rows(np.asarray(cell), 200)[6:9].all()


def test_the_stem_of_a_letter_in_a_low_cell_is_no_ruling() -> None:
    cell = Image.new("L", (300, 40), 255)
    draw = ImageDraw.Draw(cell)
    draw.line((1, 0, 1, 39), fill=0, width=2)  # the ruling at its left
    draw.line((9, 8, 9, 32), fill=0, width=3)  # the stem of a T
    ruled = ruled_rows(np.ascontiguousarray(np.asarray(cell).T), 200)
    assert ruled[1] and not ruled[6:].any()


def test_strokes_among_figures_are_ones() -> None:
    image = Image.new("L", (600, 400), 255)
    draw = ImageDraw.Draw(image)
    for x in (101, 300, 312):
        draw.line((x, 50, x, 75), fill=0, width=3)
    one = _Patch(box=(99, 50, 104, 76), column=(0, 2), left=0, top=0)
    eleven = _Patch(box=(298, 50, 315, 76), column=(0, 2), left=0, top=0)
    roman = _Patch(box=(99, 50, 104, 76), column=(0, 0), left=0, top=0)
    other = [
        _Patch(box=(200, y, 212, y + 26), column=(0, column), left=0, top=0) for column in (0, 2) for y in range(3)
    ]
    font = Font("", bold=False, italic=False, invisible=True)
    read = [(one, "|"), (eleven, "l1"), (roman, "I"), (roman, "|"), *((patch, "2") for patch in other)]
    words = [(patch, Word(text, 0, 0, 1, 1, font, 12, -1, 1, 0)) for patch, text in read]
    found = [word.text for _, word in _with_ones(PageImage(image=image, dpi=200), words)]
    assert found == ["1", "11", "I", *["2"] * 6]


def test_cells_that_cannot_be_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = page_image(pdfium.PdfDocument(image_pdf(renders(annex())))[0])

    def hangs(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("tesseract", 1)

    monkeypatch.setattr(ocr, "run_program", hangs)
    with pytest.raises(ReadError) as caught:
        read_cells(picture, table_shapes(picture), "phu-luc.pdf")
    assert "phu-luc.pdf" in caught.value.message
