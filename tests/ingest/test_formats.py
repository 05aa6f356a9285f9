"""One plan in every format gives the same plan; one annex table over four pages keeps its rows in every format."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.pipeline import extract
from ingest.ocr import can_recognise
from ingest.read import read
from ingest.source import SourceBytes
from schema.document import Document
from schema.plan import Plan
from tests.ingest.docx_making import cell, docx, paragraph, row, table
from tests.ingest.formats_making import FORMATS, KINDS, SCANS, Format, agreement, plain, plan_of, plan_paragraphs
from tests.ingest.pdf_making import SOFFICE, add_table, base_document, landscape, to_pdf

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "plans"
PLANS = sorted(SHARED.glob("*.txt")) if SHARED.is_dir() else []
OFFICE_MADE = {"DOC", "PDF", *(form.name for form in SCANS)}
needs_plans = pytest.mark.skipif(not PLANS, reason="the shared plans are not beside the repository")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
needs_tesseract = pytest.mark.skipif(not can_recognise(), reason="Tesseract with vie is not installed")


def check(form: Format, paragraphs: Sequence[str]) -> None:
    if form.name in OFFICE_MADE and SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    truth = plan_of(FORMATS[0], paragraphs)
    assert truth.sections and sum(len(getattr(truth, kind)) for kind in KINDS) > 3
    result = agreement(truth, plan_of(form, paragraphs))
    assert min(result.f1.values()) >= form.floor, (dict(result.f1), result.missing, result.extra)
    assert result.tree or form in SCANS, (result.missing, result.extra)


@needs_plans
@pytest.mark.parametrize("form", FORMATS[1:], ids=lambda form: form.name)
def test_one_plan_in_every_format(form: Format) -> None:
    check(form, plan_paragraphs(PLANS[0]))


@pytest.mark.full
@needs_plans
@pytest.mark.parametrize("form", FORMATS[1:], ids=lambda form: form.name)
@pytest.mark.parametrize("path", PLANS[1:], ids=lambda path: path.stem)
def test_every_plan_in_every_format(path: Path, form: Format) -> None:
    check(form, plan_paragraphs(path))


@needs_plans
@needs_tesseract
@pytest.mark.parametrize("form", SCANS, ids=lambda form: form.name)
def test_the_first_pages_of_a_scan(form: Format) -> None:
    check(form, plan_paragraphs(PLANS[0])[:14])


@pytest.mark.full
@needs_plans
@needs_tesseract
@pytest.mark.parametrize("form", SCANS, ids=lambda form: form.name)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_plan_scanned(path: Path, form: Format) -> None:
    check(form, plan_paragraphs(path))


# The annex: sixty tasks with owner and deadline, over four pages of landscape paper.
HEADER = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")
WIDTHS = (1.2, 10.5, 4.5, 4.5, 4.0)
OWNERS = ("Văn phòng - Thống kê", "Tư pháp - Hộ tịch", "Địa chính - Xây dựng", "Tài chính - Kế toán")
OBJECTS = ("thủ tục hành chính", "văn bản quy phạm pháp luật", "hồ sơ công việc", "cơ sở dữ liệu", "cổng thông tin")
ROWS = tuple(
    (
        str(number),
        f"Rà soát, cập nhật {OBJECTS[number % 5]} thuộc lĩnh vực thứ {number} và báo cáo kết quả với Ủy ban nhân dân xã",
        f"Công chức {OWNERS[number % 4]}",
        f"Công chức {OWNERS[(number + 1) % 4]}",
        f"Trước ngày {number % 28 + 1:02}/{number % 12 + 1:02}/2024",
    )
    for number in range(1, 61)
)
INTRO = (
    "ỦY BAN NHÂN DÂN XÃ PHÚ MỸ", "Số: 15/KH-UBND", "Phú Mỹ, ngày 05 tháng 02 năm 2024", "KẾ HOẠCH",
    "Cải cách hành chính năm 2024", "I. MỤC TIÊU", "1. Nâng cao chất lượng phục vụ nhân dân.", "II. TỔ CHỨC THỰC HIỆN",
    "Nhiệm vụ cụ thể tại Phụ lục kèm theo.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Bình",
    "PHỤ LỤC", "Nhiệm vụ cải cách hành chính năm 2024",
)  # fmt: skip


def annex_pdf(*, repeat_header: bool) -> bytes:
    document = base_document()
    for text in INTRO[:-2]:
        document.add_paragraph(text)
    landscape(document)
    for text in INTRO[-2:]:
        document.add_paragraph(text)
    add_table(document, [HEADER, *ROWS], WIDTHS, repeat_header=repeat_header)
    return to_pdf(document)


def annex_docx() -> bytes:
    rows = [row(*(cell(text) for text in line)) for line in (HEADER, *ROWS)]
    return docx("".join(map(paragraph, INTRO)) + table(*rows))


def annex_text() -> bytes:
    """The table as it comes out of a viewer: a cell a line."""
    return "\n".join([*INTRO, *(text for line in (HEADER, *ROWS) for text in line)]).encode()


def document_of(name: str, data: bytes) -> Document:
    return read(SourceBytes(name=name, data=data))


def rows_of(document: Document) -> list[tuple[str, ...]]:
    """The only table as rows of folded cells, its repeated headers left out."""
    tables = {block.cell.table for block in document.blocks if block.cell is not None}
    assert len(tables) == 1
    cells: dict[int, dict[int, str]] = {}
    for block in document.blocks:
        if block.cell is not None:
            line = cells.setdefault(block.cell.row, {})
            line[block.cell.column] = line.get(block.cell.column, "") + plain(document.text[block.start : block.end])
    rows = [tuple(line[column] for column in sorted(line)) for _, line in sorted(cells.items())]
    header = tuple(map(plain, HEADER))
    assert rows[0] == header
    return [line for line in rows if line != header]


def tasks_of(plan: Plan) -> list[tuple[object, ...]]:
    return [
        (item.roles, tuple(plain(party.text) for party in item.parties), plain(item.task)) for item in plan.assignments
    ]


def dates_of(plan: Plan) -> list[str | None]:
    return [item.date for item in plan.deadlines]


@needs_office
@pytest.mark.parametrize("repeat_header", [True, False], ids=["repeated header", "header once"])
def test_annex_over_four_pages_is_one_table(repeat_header: bool) -> None:
    document = document_of("phu-luc.pdf", annex_pdf(repeat_header=repeat_header))
    assert (document.source.pages or 0) >= 4
    assert rows_of(document) == [tuple(map(plain, line)) for line in ROWS]
    assert document.source.tables


def test_annex_in_word_is_one_table() -> None:
    assert rows_of(document_of("phu-luc.docx", annex_docx())) == [tuple(map(plain, line)) for line in ROWS]


@needs_office
def test_annex_says_the_same_in_pdf_and_word() -> None:
    pdf = extract(document_of("phu-luc.pdf", annex_pdf(repeat_header=True)))
    word = extract(document_of("phu-luc.docx", annex_docx()))
    assert len(word.deadlines) >= 60 and len(word.assignments) >= 60
    assert tasks_of(pdf) == tasks_of(word)
    assert dates_of(pdf) == dates_of(word)


def test_annex_flattened_to_a_cell_a_line_says_the_same() -> None:
    text = extract(document_of("phu-luc.txt", annex_text()))
    word = extract(document_of("phu-luc.docx", annex_docx()))
    assert tasks_of(text) == tasks_of(word)
    assert dates_of(text) == dates_of(word)
