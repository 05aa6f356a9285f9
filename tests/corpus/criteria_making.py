"""Decisions with criteria tables in the layouts that provinces publish, and the tree that a right load yields.

Names are made up; layouts (columns, codes, rubric lines, merged heads, total rows, annexes) follow the genre.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment

needs_office = pytest.mark.skipif(
    not any(map(shutil.which, ("soffice", "libreoffice"))), reason="LibreOffice is not installed (libreoffice-writer)"
)

Place = tuple[int, ...]
Row = list[str]
Node = tuple[str, str | None, str, float | None]  # code, code of the parent, name, points

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

AREAS = (
    "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH",
    "CẢI CÁCH THỂ CHẾ",
    "CẢI CÁCH THỦ TỤC HÀNH CHÍNH VÀ THỰC HIỆN CƠ CHẾ MỘT CỬA, MỘT CỬA LIÊN THÔNG",
    "CẢI CÁCH TỔ CHỨC BỘ MÁY",
    "CẢI CÁCH CHẾ ĐỘ CÔNG VỤ",
    "CẢI CÁCH TÀI CHÍNH CÔNG",
    "XÂY DỰNG VÀ PHÁT TRIỂN CHÍNH QUYỀN ĐIỆN TỬ, CHÍNH QUYỀN SỐ",
    "TÁC ĐỘNG CỦA CẢI CÁCH HÀNH CHÍNH ĐẾN NGƯỜI DÂN, TỔ CHỨC VÀ PHÁT TRIỂN KINH TẾ - XÃ HỘI",
)
CRITERIA = (
    "Ban hành kế hoạch cải cách hành chính năm",
    "Mức độ hoàn thành kế hoạch cải cách hành chính",
    "Thực hiện chế độ báo cáo định kỳ (báo cáo quý, 6 tháng và năm) theo hướng dẫn của cấp trên",
    "Tỷ lệ thủ tục hành chính được công khai đầy đủ, đúng quy định tại Bộ phận Tiếp nhận và Trả kết quả của"
    " Ủy ban nhân dân cấp xã và trên trang thông tin điện tử",
    "Xử lý các vấn đề phát hiện qua kiểm tra, thanh tra",
    "Áp dụng ISO 9001:2015 trong hoạt động",
)
COMPONENTS = (
    "Ban hành kịp thời theo yêu cầu của cấp trên",
    "Xác định rõ nhiệm vụ, thời gian, sản phẩm và trách nhiệm của từng công chức chuyên môn được giao",
    "Tổ chức thực hiện, kiểm tra và báo cáo kết quả",
)
RUBRIC = (
    ("Ban hành trong quý I của năm kế hoạch: 1 điểm", "Ban hành sau quý I: 0,5 điểm", "Không ban hành: 0 điểm"),
    (
        "Từ 90% trở lên: 1",
        "Từ 70% đến dưới 90%: 0,5",
        "Dưới 70% thì điểm đánh giá được tính theo công thức: (b/a) x điểm tối đa. Trong đó:",
        "a là tổng số hồ sơ đã tiếp nhận trong kỳ đánh giá",
        "b là số hồ sơ đã giải quyết đúng hạn và trước hạn trong kỳ đánh giá của Ủy ban nhân dân cấp xã",
    ),
    ("Đầy đủ, đúng thời hạn:0.5", "Đầy đủ nhưng chưa đúng thời hạn:0.25", "Không đầy đủ:0"),
)
PROOF = "Kế hoạch, báo cáo, văn bản chỉ đạo; ảnh chụp màn hình"


@dataclass(frozen=True)
class Item:
    """A node of the tree: its place (area, criterion, component ...), name and points."""

    place: Place
    name: str
    points: float

    @property
    def rubric(self) -> tuple[str, ...]:
        return RUBRIC[sum(self.place) % len(RUBRIC)]


def tree(areas: int = 8, criteria: int = 5) -> list[Item]:
    """Areas with criteria, every second one with three components; all sums add up."""
    found: list[Item] = []
    for area in range(1, areas + 1):
        below: list[Item] = []
        for number in range(1, criteria + 1):
            name = CRITERIA[(area + number) % len(CRITERIA)]
            if number % 2:
                below.append(Item((area, number), name, 0.75))
                continue
            below.append(Item((area, number), name, 3.5))
            below += [
                Item((area, number, at), f"{text} ({area}.{number})", points)
                for at, (text, points) in enumerate(zip(COMPONENTS, (1.5, 1.25, 0.75), strict=True), 1)
            ]
        found.append(Item((area,), AREAS[area - 1], sum(item.points for item in below if len(item.place) == 2)))
        found += below
    return found


def dotted(place: Place) -> str:
    return ".".join(map(str, place))


def roman_dotted(place: Place) -> str:
    """I, then 1, then 1.1 below it."""
    return ROMAN[place[0]] if len(place) == 1 else dotted(place[1:])


def comma(points: float) -> str:
    """1,5"""
    return f"{points:g}".replace(".", ",")


def fixed(points: float) -> str:
    """1.50"""
    return f"{points:.2f}"


def total(items: Iterable[Item]) -> float:
    return sum(item.points for item in items if len(item.place) == 1)


def nodes(items: Sequence[Item], code: Callable[[Place], str] = dotted) -> list[Node]:
    """What a right load yields: codes as ``code`` makes them unique."""
    return [
        (code(item.place), code(item.place[:-1]) if len(item.place) > 1 else None, item.name, item.points)
        for item in items
    ]


@dataclass
class Table:
    """A table to be drawn. rows: texts; a row shorter than the head is merged over the rest. down: cells merged
    downwards, as (first row, last row, column). widths in centimetres."""

    head: list[Row]
    rows: list[Row]
    widths: Sequence[float]
    captions: Sequence[str] = ()
    head_merges: Sequence[tuple[int, int, int, int]] = ()
    down: Sequence[tuple[int, int, int]] = ()
    repeat_head: bool = True
    landscape: bool = True
    size: float = 10


@dataclass
class Decision:
    """A decision with its articles and the annex tables."""

    tables: Sequence[Table]
    preamble: Sequence[str] = field(
        default=(
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
            "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 100/TTr-SNV ngày 05 tháng 5 năm 2023.",
            "QUYẾT ĐỊNH:",
            "Điều 1. Ban hành kèm theo Quyết định này Bộ tiêu chí xác định Chỉ số cải cách hành chính.",
            "Điều 2. Quyết định này có hiệu lực kể từ ngày ký và thay thế các quyết định trước đây.",
            "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh và Chủ tịch Ủy ban nhân dân các cấp chịu trách nhiệm thi hành./.",
        )
    )


def write_docx(path: Path, decision: Decision) -> Path:
    """The decision as a Word file."""
    document = docx.Document()
    document.styles["Normal"].font.name = "DejaVu Serif"
    document.styles["Normal"].font.size = Pt(13)
    letterhead = document.add_table(1, 2)
    letterhead.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nTỈNH HOÀNG SƠN\nSố: 1234/QĐ-UBND"
    letterhead.cell(
        0, 1
    ).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHoàng Sơn, ngày 08 tháng 6 năm 2023"
    for text in ("QUYẾT ĐỊNH", "Ban hành Bộ tiêu chí xác định Chỉ số cải cách hành chính", *decision.preamble):
        document.add_paragraph(text)
    for table in decision.tables:
        _add_table(document, table)
    document.save(str(path))
    return path


def _add_table(document: "docx.document.Document", table: Table) -> None:
    section = document.add_section()
    wide = max(section.page_width or 0, section.page_height or 0)
    narrow = min(section.page_width or 0, section.page_height or 0)
    section.orientation = WD_ORIENT.LANDSCAPE if table.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (wide, narrow) if table.landscape else (narrow, wide)
    section.left_margin = section.right_margin = Cm(2)
    for caption in table.captions:
        document.add_paragraph(caption)
    rows = [*table.head, *table.rows]
    made = document.add_table(len(rows), len(table.widths))
    made.style = "Table Grid"
    made.autofit = False
    for column, width in enumerate(table.widths):
        made.columns[column].width = Cm(width)
    grid = [list(row.cells) for row in made.rows]
    for cells, texts in zip(grid, rows, strict=True):
        for at, cell in enumerate(cells):
            cell.width = Cm(table.widths[at])
            if at < len(texts) and texts[at]:
                cell.text = texts[at]
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.space_after = Pt(2)
                    for run in paragraph.runs:
                        run.font.size = Pt(table.size)
        if len(texts) < len(cells):
            cells[len(texts) - 1].merge(cells[-1])
    for top, left, bottom, right in table.head_merges:
        grid[top][left].merge(grid[bottom][right])
    for first, last, column in table.down:
        grid[first + len(table.head)][column].merge(grid[last + len(table.head)][column])
    document.add_paragraph("Ghi chú: điểm được làm tròn đến hai chữ số thập phân.")
    if table.repeat_head:
        for row in made.rows[: len(table.head)]:
            row._tr.get_or_add_trPr().append(row._tr.makeelement(docx.oxml.ns.qn("w:tblHeader"), {}))


def convert(paths: Sequence[Path], suffix: str, folder: Path) -> list[Path]:
    """The files as LibreOffice converts them (".pdf", ".doc"), in one call."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program is not None
    target = {".doc": "doc:MS Word 97"}.get(suffix, suffix[1:])
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", target, "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [folder / f"{path.stem}{suffix}" for path in paths]


def write_xlsx(path: Path, table: Table, *, title: Sequence[str] = (), sheet_name: str = "Cấp xã") -> Path:
    """The table as a workbook: title rows, a merged head, areas merged over the width, wrapped cells."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = sheet_name
    width = len(table.widths)
    for text in title:
        sheet.append([text])
        sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=width)
    above = sheet.max_row if title else 0
    for texts in (*table.head, *table.rows):
        sheet.append([text or None for text in texts])
        if len(texts) < width:
            sheet.merge_cells(start_row=sheet.max_row, start_column=len(texts), end_row=sheet.max_row, end_column=width)
    for top, left, bottom, right in table.head_merges:
        sheet.merge_cells(
            start_row=above + top + 1, start_column=left + 1, end_row=above + bottom + 1, end_column=right + 1
        )
    first = above + len(table.head) + 1
    for top, bottom, column in table.down:
        sheet.merge_cells(start_row=first + top, start_column=column + 1, end_row=first + bottom, end_column=column + 1)
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    book.save(path)
    return path
