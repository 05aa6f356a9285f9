"""A table in a cell of a PDF's table is text of that cell, wherever its rules touch those around it."""

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf_nested import whole_cells
from tests.ingest.pdf_annex_making import read_rows
from tests.ingest.test_pdf_tables import read

XS, TOP, PITCH = (60.0, 100.0, 340.0, 430.0, 540.0), 740.0, 20.0
ROWS = (
    ("STT", "Nhiem vu", "San pham", "Chu tri"),
    *((str(number), f"Nhiem vu {number}", f"Bao cao {number}", "Cong an xa") for number in range(1, 6)),
)
INNER = (("Chi tieu", "Muc"), ("Ho so so hoa", "80%"), ("Dung han", "95%"))
HOLDS = 3


def _box(canvas: Canvas, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)
    for y, row in zip(ys, rows, strict=False):
        for x, text in zip(xs, row, strict=False):
            canvas.drawString(x + 4, y - 14, text)


def drawn(left: float, right: float, above: float, below: float) -> bytes:
    """The table with another in the second cell of its fourth row, so far (points) from the sides and the ends."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    heights = [PITCH + (above + PITCH * len(INNER) + below if row == HOLDS else 0) for row in range(len(ROWS))]
    ys = [TOP - sum(heights[:row]) for row in range(len(ROWS) + 1)]
    _box(canvas, XS, ys, ROWS)
    x0, x1, top = XS[1] + left, XS[2] - right, ys[HOLDS] - PITCH - above
    _box(canvas, (x0, (x0 + x1) / 2, x1), [top - PITCH * row for row in range(len(INNER) + 1)], INNER)
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    "insets",
    [
        pytest.param((5, 5, 2, 6), id="free on all sides"),
        pytest.param((0, 60, 2, 6), id="at the left side"),
        pytest.param((0, 0, 2, 6), id="from side to side"),
        pytest.param((0, 0, 0, 0), id="from side to side, at the end of the cell"),
        pytest.param((0, 60, 0, 0), id="in a corner"),
        pytest.param((2, 2, 2, 2), id="so near that the rules are one"),
    ],
)
def test_a_table_in_a_cell_is_text_of_that_cell(insets: tuple[float, float, float, float]) -> None:
    document = read(drawn(*insets))
    (rows,) = read_rows(document)
    text = " ".join(" ".join(row) for row in INNER)
    wanted = [list(row) for row in ROWS]
    wanted[HOLDS][1] += f" {text}"
    assert [list(row) for row in rows] == wanted


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["A|B|B", "A|C|D", "1|2|3", "4|5|6"], id="a head of two levels"),
        pytest.param(["A|B|B", "A|C|D", "I|I|I", "II|II|II", "1|1|3"], id="titles below a head of two levels"),
        pytest.param(["A|B|C", "1|2|3", "1|4|5", "6|7|8"], id="rows that share a number"),
        pytest.param(["A|B|B|C", "1|2|2|3", "4|5|6|7", "8|9|9|0"], id="one row divided"),
        pytest.param(["A|B|B|C", "1|2|3|4", "1|5|6|4", "7|8|9|0", "7|x|y|0"], id="every row divided"),
        pytest.param(["A|B|B|C", "1|2|2|3", "4|5|6|7", "4|8|9|x", "y|z|z|t"], id="a row divided, its rows its own"),
    ],
)
def test_what_is_no_table_in_a_cell(cells: list[str]) -> None:
    """Each letter is a cell; one that stands in several fields covers them."""
    fields: dict[str, list[tuple[int, int]]] = {}
    for row, line in enumerate(cells):
        for column, name in enumerate(line.split("|")):
            fields.setdefault(name, []).append((column, row))
    places = [(min(x for x, _ in own), min(y for _, y in own), max(x for x, _ in own) + 1, max(y for _, y in own) + 1)
              for own in fields.values()]  # fmt: skip
    assert whole_cells([tuple(map(float, place)) for place in places], places) is None  # type: ignore[misc]
