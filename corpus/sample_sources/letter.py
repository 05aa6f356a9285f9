"""A plan as an office lays it out (Nghị định 30/2020/NĐ-CP, Phụ lục I): the Word file from which the samples are made.

Letterhead as a borderless table of two columns, title centred, justified body, page number centred at the top from the
second page, recipients and signature side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

FONT = "Liberation Serif"  # the metric twin of Times New Roman, free to embed
CENTER, LEFT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paragraph of the body. bold: how many of its first characters are set bold; level: of automatic numbering
    (None: the marker stays typed); new_page: begins an annex; centered: a title line."""

    text: str
    bold: int = 0
    level: int | None = None
    new_page: bool = False
    centered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """All that is set: the letterhead, the title, the body, recipients and signature, and annexes after them."""

    issuer: Sequence[str]
    number: str
    place_and_date: str
    title: str
    body: Sequence[Piece]
    recipients: Sequence[str]
    signature: Sequence[str]
    signer: str
    annexes: Sequence[Piece] = ()


def compose(letter: Letter, number_formats: Sequence[tuple[str, str]] = ()) -> WordDocument:
    """The Word document. number_formats: (numFmt, lvlText) per level of automatic numbering, where pieces use it."""
    document = docx.Document()
    _page(document)
    numbering = _numbering(document, number_formats) if number_formats else None
    _letterhead(document, letter)
    _lines(document.add_paragraph(), ["KẾ HOẠCH"], CENTER, bold=True)
    _lines(document.add_paragraph(), [letter.title], CENTER, bold=True)
    _rule(document)
    for piece in letter.body:
        _piece(document, piece, numbering)
    _close(document, letter)
    for piece in letter.annexes:
        _piece(document, piece, numbering)
    return document


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = True
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        run._r.append(element)


def _lines(paragraph: Paragraph, lines: Sequence[str], alignment: Any, *, bold: bool = False, size: int = 14) -> None:
    paragraph.alignment = alignment
    paragraph.paragraph_format.space_after = Pt(0)
    for index, line in enumerate(lines):
        run = paragraph.add_run(line)
        run.bold, run.font.size = bold, Pt(size)
        if index + 1 < len(lines):
            run.add_break()


def _letterhead(document: WordDocument, letter: Letter) -> None:
    table = document.add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _columns(table, 6.0, 10.5)
    left, right = table.rows[0].cells
    above, own = letter.issuer[:-1], letter.issuer[-1:]
    _lines(left.paragraphs[0], above, CENTER, bold=True, size=13)
    _lines(left.add_paragraph(), own, CENTER, bold=True, size=13)
    _lines(right.paragraphs[0], ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], CENTER, bold=True, size=13)
    _lines(right.add_paragraph(), ["Độc lập - Tự do - Hạnh phúc"], CENTER, bold=True, size=14)
    left, right = table.rows[1].cells
    _lines(left.paragraphs[0], [letter.number], CENTER, size=13)
    _lines(right.paragraphs[0], [letter.place_and_date], CENTER, size=14)
    for run in right.paragraphs[0].runs:
        run.italic = True


def _columns(table: Any, *widths: float) -> None:
    """Fixed column widths in centimetres; a row stays on one page."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _rule(document: WordDocument) -> None:
    _lines(document.add_paragraph(), ["_________"], CENTER)


def _piece(document: WordDocument, piece: Piece, numbering: int | None) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.page_break_before = piece.new_page
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.alignment = CENTER if piece.centered else JUSTIFY
    if not piece.centered:
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
    if piece.level is not None and numbering is not None:
        _number(paragraph, numbering, piece.level)
    if piece.bold:
        paragraph.add_run(piece.text[: piece.bold]).bold = True
    paragraph.add_run(piece.text[piece.bold :])


def _close(document: WordDocument, letter: Letter) -> None:
    table = document.add_table(rows=1, cols=2)
    _columns(table, 8.25, 8.25)
    left, right = table.rows[0].cells
    _lines(left.paragraphs[0], ["Nơi nhận:"], LEFT, bold=True, size=12)
    for recipient in letter.recipients:
        _lines(left.add_paragraph(), [recipient], LEFT, size=11)
    _lines(right.paragraphs[0], letter.signature, CENTER, bold=True)
    for _ in range(4):
        right.add_paragraph()
    _lines(right.add_paragraph(), [letter.signer], CENTER, bold=True)


def _numbering(document: WordDocument, formats: Sequence[tuple[str, str]]) -> int:
    """A multilevel list of Word's own numbers; its numId."""
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "90")
    multilevel = OxmlElement("w:multiLevelType")
    multilevel.set(qn("w:val"), "multilevel")
    abstract.append(multilevel)
    for level, (number_format, text) in enumerate(formats):
        abstract.append(_level(level, number_format, text))
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "90")
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), "90")
    number.append(reference)
    numbering.append(number)
    return 90


def _level(level: int, number_format: str, text: str) -> Any:
    element = OxmlElement("w:lvl")
    element.set(qn("w:ilvl"), str(level))
    for tag, value in (("w:start", "1"), ("w:numFmt", number_format), ("w:suff", "space"), ("w:lvlText", text)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), value)
        element.append(child)
    return element


def _number(paragraph: Paragraph, number: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number
