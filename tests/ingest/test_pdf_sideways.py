"""Pages whose text runs up or down the sheet, or stands on its head, though the file does not say that it is turned."""

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf import read_pdf
from ingest.source import SourceBytes
from schema.document import Document

XS, YS = (60.0, 100.0, 400.0, 600.0, 780.0), (500.0, 470.0, 440.0, 410.0)
TITLE = "Phu luc nhiem vu cai cach hanh chinh cua Uy ban nhan dan xa"


def annex(canvas: Canvas) -> None:
    """A title and a ruled table of three rows, drawn for landscape paper."""
    canvas.setFont("Helvetica", 12)
    canvas.drawString(60, 540, TITLE)
    for y in YS:
        canvas.line(XS[0], y, XS[-1], y)
    for x in XS:
        canvas.line(x, YS[0], x, YS[-1])
    for row, y in enumerate(YS[:-1]):
        for column, x in enumerate(XS[:-1]):
            canvas.drawString(x + 5, y - 18, f"o {row} {column}")


def read(angle: int, *, rotate: int = 0, draw=annex) -> Document:  # type: ignore[no-untyped-def]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setPageRotation(rotate)
    width, height = A4
    canvas.translate(*{90: (width, 0.0), -90: (0.0, height), 180: (width, height), 0: (0.0, 0.0)}[angle])
    canvas.rotate(angle)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return read_pdf(SourceBytes(name="phu-luc.pdf", data=buffer.getvalue()))


@pytest.mark.parametrize(
    ("angle", "rotate"),
    [(90, 0), (-90, 0), (-90, 180), (90, 180), (180, 0), (0, 180)],
    ids=[
        "up",
        "down",
        "up on a sheet turned over",
        "down on a sheet turned over",
        "on its head",
        "on its head by the sheet",
    ],
)
def test_a_page_on_its_side_is_the_page_as_a_person_turns_it(angle: int, rotate: int) -> None:
    upright, found = read(0), read(angle, rotate=rotate)
    assert found.text == upright.text and TITLE in found.text
    assert [(one.cell, one.kind) for one in found.blocks] == [(one.cell, one.kind) for one in upright.blocks]
    for one, other in zip(found.blocks, upright.blocks, strict=True):
        assert one.bbox is not None and other.bbox is not None
        assert [one.bbox.x0, one.bbox.y0, one.bbox.x1, one.bbox.y1] == pytest.approx(
            [other.bbox.x0, other.bbox.y0, other.bbox.x1, other.bbox.y1], abs=0.01
        )


def test_mirrored_text_is_not_turned() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(A4[0], 0)
        canvas.scale(-1, 1)
        annex(canvas)

    assert max(one.bbox.y1 for one in read(0, draw=draw).blocks if one.bbox) == pytest.approx(551, abs=1)


def test_a_note_in_the_margin_turns_no_page() -> None:
    def draw(canvas: Canvas) -> None:
        for line in range(20):
            canvas.drawString(80, 750 - 20 * line, f"{line + 1}. Cong chuc Van phong - Thong ke bao cao ket qua")
        canvas.translate(40, 200)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Van ban duoc ky so, in tu he thong quan ly van ban va dieu hanh cua xa")

    assert "1. Cong chuc Van phong - Thong ke bao cao ket qua" in read(0, draw=draw).text
