"""Test PDFs: plans in the layout of Nghị định 30/2020 made with python-docx and LibreOffice, and scans of them.

Used by the tests of the PDF reader and the OCR; nothing here is read by the program.
"""

import random
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import img2pdf
import numpy as np
import pypdfium2 as pdfium
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image, ImageChops, ImageDraw, ImageFilter

FONT = "Liberation Serif"
SOFFICE = shutil.which("soffice")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanText:
    """A plan as its parts. paragraphs: of the body, in order; headings are those in ``bold``."""

    left: Sequence[str]
    right: Sequence[str]
    title: Sequence[str]
    paragraphs: Sequence[str]
    bold: frozenset[str]
    recipients: Sequence[str]
    signature: Sequence[str]


def _cell_lines(cell: Any, lines: Sequence[str], *, size: float, bold: frozenset[str], align: Any) -> None:
    for index, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(line)
        run.font.size = Pt(size)
        run.bold = line in bold


def _page_number(section: Any) -> None:
    """A centred page number in the header from page 2 on."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def base_document() -> Any:
    """An A4 document with the decree's margins, font and page number."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = FONT
    style.font.size = Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    _page_number(section)
    return document


def plan_document(
    plan: PlanText, *, spacing: float = 6, indent: float = 1.27, line_spacing: float = 1.0, justified: bool = True
) -> Any:
    """A Word document of ``plan``: borderless header table, body, and the table of recipients and signature."""
    document = base_document()
    bold = frozenset((*plan.right, plan.left[-2] if len(plan.left) > 1 else ""))
    table = document.add_table(1, 2)
    _cell_lines(table.cell(0, 0), plan.left, size=13, bold=bold, align=WD_ALIGN_PARAGRAPH.CENTER)
    _cell_lines(table.cell(0, 1), plan.right, size=13, bold=bold, align=WD_ALIGN_PARAGRAPH.CENTER)
    for cell, width in zip(table.rows[0].cells, (Cm(6.5), Cm(10)), strict=True):
        cell.width = width
    document.add_paragraph()
    for line in plan.title:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(line).bold = True
    document.add_paragraph()
    for text in plan.paragraphs:
        paragraph = document.add_paragraph()
        form = paragraph.paragraph_format
        form.space_before = form.space_after = Pt(spacing / 2)
        form.line_spacing = line_spacing
        form.first_line_indent = Cm(indent)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if justified else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.add_run(text).bold = text in plan.bold
    table = document.add_table(1, 2)
    heading = frozenset((plan.recipients[0], *plan.signature))
    _cell_lines(table.cell(0, 0), plan.recipients, size=11, bold=heading, align=WD_ALIGN_PARAGRAPH.LEFT)
    _cell_lines(table.cell(0, 1), plan.signature, size=14, bold=heading, align=WD_ALIGN_PARAGRAPH.CENTER)
    return document


def landscape(document: Any) -> Any:
    """A new landscape section of ``document`` for an annex."""
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    return section


def add_table(
    document: Any, rows: Sequence[Sequence[str]], widths: Sequence[float], *, repeat_header: bool, size: float = 12
) -> Any:
    """A ruled table; the first row is the header."""
    table = document.add_table(len(rows), len(rows[0]))
    table.style = "Table Grid"
    table.autofit = False
    for row_index, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = table.cell(row_index, column)
            cell.width = Cm(widths[column])
            run = cell.paragraphs[0].add_run(text)
            run.font.size = Pt(size)
            run.bold = row_index == 0
    if repeat_header:
        properties = table.rows[0]._tr.get_or_add_trPr()
        element = OxmlElement("w:tblHeader")
        element.set(qn("w:val"), "true")
        properties.append(element)
    return table


def to_pdf(document: Any) -> bytes:
    """``document`` as LibreOffice prints it."""
    assert SOFFICE is not None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.docx"
        document.save(str(path))
        subprocess.run(
            [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
             "--outdir", folder, str(path)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return path.with_suffix(".pdf").read_bytes()


def renders(pdf: bytes, *, dpi: int = 200) -> list[Image.Image]:
    """The pages of ``pdf`` as images."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def image_pdf(images: Sequence[Image.Image], *, dpi: int = 200, quality: int = 85) -> bytes:
    """A PDF of scanned pages."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for index, image in enumerate(images):
            path = Path(folder) / f"{index:04}.jpg"
            image.save(path, quality=quality, dpi=(dpi, dpi))
            paths.append(str(path))
        pdf = img2pdf.convert(paths, layout_fun=img2pdf.get_fixed_dpi_layout_fun((dpi, dpi)))
    assert pdf is not None
    return pdf


def spoiled(image: Image.Image, *, seed: int, angle: float = 1.5, stamp: bool = False) -> Image.Image:
    """A scan gone wrong: skewed, grainy, soft, and with a red stamp where wanted."""
    source = random.Random(seed)
    if stamp:
        image = _stamped(image)
    image = image.rotate(
        source.uniform(-angle, angle), expand=False, fillcolor="white", resample=Image.Resampling.BICUBIC
    )
    return grainy(image, seed=seed, grain=40).filter(ImageFilter.GaussianBlur(0.6))


def grainy(image: Image.Image, *, seed: int, grain: float) -> Image.Image:
    """``image`` with noise of this standard deviation, the same at every call."""
    noise = np.random.default_rng(seed).normal(0, grain, (image.height, image.width, 1))
    return Image.fromarray(np.clip(np.asarray(image.convert("RGB")) + noise, 0, 255).astype(np.uint8))


def _stamped(image: Image.Image) -> Image.Image:
    width, height = image.size
    layer = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(layer)
    x, y, radius = int(width * 0.62), int(height * 0.62), int(width * 0.085)
    red = (214, 32, 44)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=6)
    draw.ellipse((x - radius + 22, y - radius + 22, x + radius - 22, y + radius - 22), outline=red, width=3)
    draw.regular_polygon((x, y, radius * 0.4), 5, rotation=12, fill=red)
    return ImageChops.multiply(image, layer)
