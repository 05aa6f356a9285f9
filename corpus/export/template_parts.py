"""What a Word template is made of, in the layout of Nghị định 30/2020/NĐ-CP: page, head, paragraphs, tables, end."""

from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION_START
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

CENTRE, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
_FONT = "Times New Roman"


def blank_document() -> Any:
    """An empty document with the page, font and page number of the decree."""
    document = Document()
    section = document.sections[0]
    section.start_type = WD_SECTION_START.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    normal.element.rPr.rFonts.set(qn("w:cs"), _FONT)
    normal.paragraph_format.space_after = Pt(0)
    return document


def _page_number(paragraph: Any) -> None:
    """In the middle of the top margin; the first page has none."""
    paragraph.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "2"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def add_run(paragraph: Any, text: str, *, size: float | None = None, bold: bool = False, italic: bool = False) -> None:
    """A run in the font of the document; what the document says is not said again, for a row may stand ten thousand
    times in a report."""
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    if size is not None:
        run.font.size = Pt(size)


def add_body(document: Any, text: str, *, bold: bool = False, italic: bool = False) -> None:
    """A paragraph of the text: justified, first line 1.27 cm, 6 points above; what leads to a table stays with it."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.keep_with_next = bold or text.endswith((":", "./."))
    add_run(paragraph, text, bold=bold, italic=italic)


def add_tag(document: Any, text: str) -> None:
    """A paragraph that holds only a statement of the template and leaves nothing behind."""
    add_run(document.add_paragraph(), text)


def add_caption(document: Any, text: str) -> None:
    """The name of the table below it."""
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTRE
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.paragraph_format.keep_with_next = True
    add_run(paragraph, text, size=13, bold=True)


def _line(cell: Any, text: str, align: Any = CENTRE, **look: Any) -> Any:
    """One more line of a cell."""
    first = cell.paragraphs[0]
    paragraph = first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
    paragraph.alignment = align
    add_run(paragraph, text, **look)
    return paragraph


def add_rule(paragraph: Any, indent: float) -> None:
    """The line below a heading, shorter than the paragraph by ``indent`` millimetres on both sides."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(indent)
    paragraph.paragraph_format.line_spacing = Pt(3)  # else the line stands as far below as a line of text is high
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _columns(document: Any, *widths: float) -> Any:
    table = document.add_table(rows=1, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        column.cells[0].width = Mm(width)
    return table


def add_head(document: Any, symbol: str, about: str | None) -> None:
    """The offices and the number on the left, the state, place and date on the right. about: what a letter is about."""
    left, right = _columns(document, 68, 104).rows[0].cells
    _line(left, "TÊN CƠ QUAN CHỦ QUẢN", size=13)
    _line(left, "TÊN CƠ QUAN BAN HÀNH", size=13, bold=True)
    add_rule(_line(left, "", size=2), 22)
    _line(left, f"Số:         /{symbol}", size=13).paragraph_format.space_before = Pt(6)
    if about is not None:
        _line(left, about, size=12)
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13, bold=True)
    _line(right, "Độc lập - Tự do - Hạnh phúc", size=14, bold=True)
    add_rule(_line(right, "", size=2), 18)
    _line(right, "………, ngày …… tháng …… năm ……", size=14, italic=True).paragraph_format.space_before = Pt(6)


def add_end(document: Any, recipients: tuple[str, ...]) -> None:
    """The recipients on the left, the signature on the right; the two stay on one page."""
    gap = document.add_paragraph()
    gap.paragraph_format.keep_with_next = True
    gap.paragraph_format.space_after = Pt(6)
    row = _columns(document, 57, 108).rows[0]
    _unbroken(row)
    left, right = row.cells
    _line(left, "Nơi nhận:", LEFT, size=12, bold=True, italic=True)
    for recipient in recipients:
        _line(left, recipient, LEFT, size=11)
    _line(right, "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ", size=13, bold=True)
    _line(right, "(Chữ ký của người có thẩm quyền, dấu của cơ quan)", size=12, italic=True)
    for _ in range(3):
        _line(right, " ", size=14)
    _line(right, "Họ và tên", size=14, bold=True)


def add_table(
    document: Any, loop: str, columns: tuple[tuple[str, float, str, Any], ...], *, long_rows: bool = False
) -> None:
    """A table with one row for each round of ``loop``. columns: head, width, what stands in the row, alignment.

    long_rows: a row may go on on the next page.
    """
    table = document.add_table(rows=4, cols=len(columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    head, begin, row, end = table.rows
    for place, (title, width, content, align) in enumerate(columns):
        table.columns[place].width = Mm(width)
        for line in table.rows:
            line.cells[place].width = Mm(width)
        _line(head.cells[place], title, size=12, bold=True)
        _line(row.cells[place], content, align, size=12)
    _line(begin.cells[0], f"{{%tr for {loop} %}}")
    _line(end.cells[0], "{%tr endfor %}")
    _repeat(head)
    _unbroken(head)
    if not long_rows:
        _unbroken(row)


def _repeat(row: Any) -> None:
    element = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(element)


def _unbroken(row: Any) -> None:
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
