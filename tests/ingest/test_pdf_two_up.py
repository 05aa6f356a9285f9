"""Sheets with two pages side by side are read page by page; other wide pages stay whole."""

import io
from collections.abc import Sequence

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from extractors.pipeline import extract
from tests.ingest.flat_making import flat, printed
from tests.ingest.pdf_forms_making import SHEETS, compared, document_of, parts_of, text_plan
from tests.ingest.test_pdf_forms import PLANS, needs_office, needs_plans

Texts = Sequence[tuple[float, float, str]]


def sheets(*drawn: Texts, rules: Sequence[tuple[float, float, float]] = ()) -> bytes:
    """Landscape sheets with texts at (x, y, text); rules: level ones of the first as (x0, x1, y)."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=landscape(A4))
    for x0, x1, y in rules:
        canvas.line(x0, y, x1, y)
    for texts in drawn:
        canvas.setFont("Helvetica", 10)
        for x, y, text in texts:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def column(x: float, name: str, lines: int = 10) -> Texts:
    return [
        (x, 500 - 13 * at, f"{name}{at} can bo phu trach tham muu cho Uy ban nhan dan xa, hoan thanh")
        for at in range(lines)
    ]


LEFT, RIGHT = 40, 460


def test_two_pages_on_a_sheet_are_two_pages() -> None:
    document = document_of(sheets([*column(LEFT, "a"), *column(RIGHT, "b")], column(LEFT, "c", lines=3)))
    places = [document.text.index(f"{name}{at}") for name in "ab" for at in range(10)]
    assert places == sorted(places)
    assert document.source.pages == 3
    assert [note.page for note in document.source.notes if note.code == "two_up"] == [1, 3]


@pytest.mark.parametrize(
    ("texts", "rules"),
    [
        pytest.param([*column(LEFT, "a"), *column(RIGHT, "b", lines=4)], (), id="a block on the right"),
        pytest.param([*column(LEFT, "a"), *column(RIGHT, "b"), (300, 300, "Tong cong cua ca hai ben trang nay")], (),
                     id="a line over both"),
        pytest.param([*column(LEFT, "a"), *column(RIGHT, "b")], [(40, 800, 512), (40, 800, 360)], id="a table over both"),
    ],
)  # fmt: skip
def test_other_wide_pages_stay_whole(texts: Texts, rules: Sequence[tuple[float, float, float]]) -> None:
    source = document_of(sheets(texts, rules=rules)).source
    assert source.pages == 1 and not source.notes


@needs_plans
@needs_office
@pytest.mark.parametrize("name", ["decree", "A5 in large type", "running lines"])
def test_a_plan_printed_two_pages_to_a_sheet(name: str) -> None:
    sheet = next(sheet for sheet in SHEETS if sheet.name == name)
    plan = parts_of(PLANS[0])
    out = io.BytesIO()
    with pikepdf.new() as paired, pikepdf.open(io.BytesIO(printed(flat(plan, sheet))[0])) as single:
        for at, page in enumerate(single.pages):
            if not at % 2:
                paired.add_blank_page(page_size=(842, 595))
            paired.pages[-1].add_overlay(page, pikepdf.Rectangle(421 * (at % 2), 0, 421 * (at % 2 + 1), 595))
        paired.save(out)
    result = compared(text_plan(plan, sheet), extract(document_of(out.getvalue())))
    assert result.agreement.tree and min(result.agreement.f1.values()) >= 0.99
    assert not result.header
