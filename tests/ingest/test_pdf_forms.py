"""Plans printed in the forms that communes send say what their text says; annexes keep their rows in all of them."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from extractors.pipeline import extract
from schema.document import BlockKind, Document
from tests.ingest.flat_making import PlanParts, Row, Sheet, annex_table, flat, paragraph, printed
from tests.ingest.formats_making import plain
from tests.ingest.pdf_forms_making import (
    END,
    HEADER,
    PAGE_NUMBER,
    RUNNING_FOOT,
    RUNNING_HEAD,
    SERIF,
    SHEETS,
    STAMPS,
    compared,
    document_of,
    parts_of,
    stamped,
    text_plan,
)
from tests.ingest.pdf_making import SOFFICE
from tests.ingest.test_pdf import drawn

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "plans"
PLANS = sorted(SHARED.glob("*.txt")) if SHARED.is_dir() else []
needs_plans = pytest.mark.skipif(not PLANS, reason="the shared plans are not beside the repository")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


@cache
def plans_printed(path: Path) -> Mapping[str, bytes]:
    plan = parts_of(path)
    return dict(zip([sheet.name for sheet in SHEETS], printed(*(flat(plan, sheet) for sheet in SHEETS)), strict=True))


def check(path: Path, sheet: Sheet, data: bytes) -> None:
    result = compared(text_plan(parts_of(path), sheet), extract(document_of(data)))
    lost = (result.agreement.missing, result.agreement.extra)
    assert result.agreement.tree and min(result.agreement.f1.values()) >= 0.99, lost
    assert not result.header


@needs_plans
@needs_office
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_one_plan_in_every_form(sheet: Sheet) -> None:
    check(PLANS[0], sheet, plans_printed(PLANS[0])[sheet.name])


@pytest.mark.full
@needs_plans
@needs_office
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("path", PLANS[1:], ids=lambda path: path.stem)
def test_every_plan_in_every_form(path: Path, sheet: Sheet) -> None:
    check(path, sheet, plans_printed(path)[sheet.name])


@needs_plans
@needs_office
@pytest.mark.skipif(not SERIF.exists(), reason="no font with Vietnamese letters is installed")
@pytest.mark.parametrize("name", STAMPS)
def test_an_e_signature_is_no_text(name: str) -> None:
    data = stamped(plans_printed(PLANS[0])["decree"], STAMPS[name])
    check(PLANS[0], SHEETS[0], data)
    document = document_of(data)
    notes = [note.message for note in document.source.dropped if note.code == "signature_stamp"]
    assert len(notes) == len(STAMPS[name]) and "14:" not in document.text


# Annexes: sixty rows over four pages and more.
COVER = PlanParts(
    header=HEADER,
    body=("KẾ HOẠCH", "Cải cách hành chính năm 2024", "I. MỤC TIÊU", "Nhiệm vụ cụ thể tại Phụ lục kèm theo."),
    end=END,
)
HEAD: Row = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")
TASKS = (
    "Rà soát thủ tục hành chính",
    "Rà soát văn bản quy phạm pháp luật do Hội đồng nhân dân và Ủy ban nhân dân xã ban hành, bảo đảm hợp hiến, hợp "
    "pháp, đồng bộ, khả thi; kịp thời đề xuất sửa đổi, bổ sung các quy định không còn phù hợp với thực tiễn",
    "Số hóa hồ sơ, kết quả giải quyết của các lĩnh vực theo lộ trình",
)
PLAIN: tuple[Row, ...] = tuple(
    (str(number), f"{TASKS[number % 3]} lần {number}", f"Công chức {('Tư pháp - Hộ tịch', 'Địa chính')[number % 2]}",
     "Văn phòng - Thống kê", f"Trước {number % 28 + 1:02}/{number % 12 + 1:02}/2024")
    for number in range(1, 61)
)  # fmt: skip
GROUPED = tuple(
    row
    for number, own in enumerate(PLAIN)
    for row in ((("I", "II", "III")[number // 20], f"Nhóm {number // 20}", "<", "<", "<"), own)[number % 20 > 0 :]
)
MERGED = tuple((*row[:4], "^" if number % 6 else row[4]) for number, row in enumerate(PLAIN))


def annex(title: str, rows: Sequence[Row], *, name: str = "Annex", repeat: bool = True, split: bool = True) -> str:
    opening = "AnnexWide" if name == "Annex" else "Annex"
    kem_theo = paragraph("(Kèm theo Kế hoạch số 15/KH-UBND ngày 05/02/2024 của UBND xã Phú Mỹ)", "Mid")
    return paragraph(title, opening) + kem_theo + annex_table(rows, name=name, repeat=repeat, split=split)


def tables_of(document: Document) -> list[list[list[str]]]:
    tables: list[dict[int, dict[int, str]]] = [{} for _ in document.source.tables]
    for block in document.blocks:
        if block.cell:
            text = plain(document.text[block.start : block.end])
            tables[block.cell.table].setdefault(block.cell.row, {})[block.cell.column] = text
    return [[[row.get(at, "") for at in range(len(HEAD))] for _, row in sorted(table.items())] for table in tables]


def told(rows: Sequence[Row]) -> list[list[str]]:
    return [["" if text in ("<", "^") else plain(text) for text in row] for row in rows]


@needs_office
@pytest.mark.parametrize(
    ("rows", "name", "repeat", "split"),
    [
        pytest.param(PLAIN, "Annex", True, True, id="landscape"),
        pytest.param(PLAIN, "Annex", False, True, id="landscape, head once"),
        pytest.param(PLAIN, "Narrow", True, True, id="portrait, rows broken over the page"),
        pytest.param(GROUPED, "Narrow", False, True, id="portrait, groups, head once"),
        pytest.param(MERGED, "Annex", True, False, id="landscape, cells merged over the page's end, rows kept whole"),
    ],
)
def test_an_annex_between_running_lines_is_one_table(rows: Sequence[Row], name: str, repeat: bool, split: bool) -> None:
    made = annex("PHỤ LỤC", [HEAD, *rows], name=name, repeat=repeat, split=split)
    (data,) = printed(flat(COVER, Sheet(name="annex", head=RUNNING_HEAD, foot=RUNNING_FOOT, annex=made)))
    document = document_of(data)
    assert (document.source.pages or 0) >= 4
    assert tables_of(document) == [told([HEAD, *rows])]
    assert "Trang" not in document.text and document.text.count("Kèm theo") == 1


@needs_office
@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("I", "II", "III")], ids=["arabic", "roman"])
def test_the_titles_of_annexes_are_no_running_heads(numbers: Sequence[str]) -> None:
    made = "".join(annex(f"PHỤ LỤC {number}", [HEAD, *PLAIN[:6]]) for number in numbers)
    (data,) = printed(flat(COVER, Sheet(name="annexes", head=PAGE_NUMBER, annex=made)))
    document = document_of(data)
    assert tables_of(document) == [told([HEAD, *PLAIN[:6]])] * 3
    assert all(f"PHỤ LỤC {number}\n" in document.text for number in numbers)
    assert document.text.count("Kèm theo") == 3


BODY = [
    (72, 700 - 17 * row, "Cong chuc phu trach thuc hien nhiem vu trong nam nay theo phan cong", 14) for row in range(4)
]
Texts = Sequence[tuple[float, float, str, float]]


@pytest.mark.parametrize(
    ("pages", "dropped"),
    [
        pytest.param([(72, "UBND xa A"), (72, "UBND xa A")], 2, id="two pages, one line in one place"),
        pytest.param([(72, "UBND xa A"), (90, "UBND xa A")], 0, id="another place"),
        pytest.param([(72, "UBND xa A"), (72, "UBND xa B")], 0, id="another text"),
        pytest.param([(72, "Phu luc"), (72, "Phu luc")], 0, id="two annexes"),
        pytest.param([(72, f"Phu luc {number}") for number in (1, 2, 3)], 0, id="three annexes, numbered"),
        pytest.param([(72, f"Ban {number}") for number in (1, 2, 3)], 3, id="the page's number in it"),
    ],
)
def test_running_heads(pages: Sequence[tuple[float, str]], dropped: int) -> None:
    document = document_of(drawn([[(x, 800, text, 10), *BODY] for x, text in pages]))
    assert len(document.source.dropped) == dropped


@pytest.mark.parametrize(("place", "dropped"), [(770, 0), (800, 4)], ids=["where others begin", "above all text"])
def test_what_a_plan_repeats_is_no_running_head(place: float, dropped: int) -> None:
    """Items that end alike ("- Phối hợp: …") stand first on some pages by chance; the text of the others does, too."""
    repeated = "- Phoi hop: Cong chuc Van hoa - Xa hoi va cac thon trong xa."
    starts = [
        repeated if page % 2 else f"- Nhiem vu thu {['mot', 'hai', 'ba', 'bon', 'nam'][page // 2]}" for page in range(9)
    ]
    pages = [[(72, place if text == repeated else 770, text, 14), *BODY] for text in starts]
    assert len(document_of(drawn(pages)).source.dropped) == dropped


def noted(mark: str, *notes: str, size: float = 9, below: Texts = ()) -> Texts:
    """A page of text with a raised ``mark`` in its second line and ``notes`` at its end."""
    own = [(72, 90 - 11 * row, text, size) for row, text in enumerate(notes)]
    return [
        *BODY[:1],
        (72, 683, "Theo Chuong trinh", 14),
        (180, 688, mark, 8),
        (188, 683, "va Ke hoach", 14),
        *own,
        *below,
    ]


LAST = "Cong chuc phu trach thuc hien nhiem vu trong nam nay theo phan cong cua"


@pytest.mark.parametrize(
    ("page", "note"),
    [
        pytest.param(noted("1", "1 So lieu cua xa."), "So lieu cua xa.", id="one line"),
        pytest.param(noted("1", "1 So lieu cua", "cac thon."), "So lieu cua\ncac thon.", id="two lines"),
        pytest.param(noted("1", "1. So lieu."), "So lieu.", id="a stop after the number"),
        pytest.param(noted("*", "* So lieu cua xa."), "So lieu cua xa.", id="an asterisk"),
        pytest.param(noted("**", "** So lieu cua xa."), "So lieu cua xa.", id="two asterisks"),
        pytest.param(noted("(1)", "(1) So lieu cua xa."), "So lieu cua xa.", id="in brackets"),
        pytest.param(noted("(*)", "(*): So lieu cua xa."), "So lieu cua xa.", id="an asterisk in brackets"),
        pytest.param(noted("[1]", "[1] So lieu cua xa."), "So lieu cua xa.", id="in square brackets"),
        pytest.param(noted("*", "** So lieu cua xa."), None, id="another mark"),
        pytest.param(noted("2", "1 So lieu cua xa."), None, id="no such mark on the page"),
        pytest.param(noted("1", "So lieu cua xa."), None, id="no number"),
        pytest.param(noted("1", "1 So lieu cua xa.", size=14), None, id="in the text's own type"),
    ],
)
def test_footnotes_follow_their_paragraph(page: Texts, note: str | None) -> None:
    document = document_of(drawn([page, BODY]))
    assert [one.code for one in document.source.dropped] == ["footnote"] * (note is not None)
    notes = [document.text[one.start : one.end] for one in document.blocks if one.kind is BlockKind.NOTE]
    assert notes == [note] * (note is not None)


def test_a_footnote_cuts_no_paragraph_and_goes_on_overleaf() -> None:
    filled = [(72, 666 - 17 * row, LAST, 14) for row in range(33)]
    first = noted("1", "1 So lieu cua xa va", below=filled)
    second = [(72, 780, "Uy ban nhan dan xa va bao cao ket qua.", 14), *BODY, (72, 60, "cua cac thon.", 9)]
    document = document_of(drawn([first, second]))
    texts = [document.text[block.start : block.end] for block in document.blocks]
    assert "So lieu cua xa va\ncua cac thon." in texts
    assert any(f"{LAST}\nUy ban nhan dan" in text for text in texts)


def test_a_mark_behind_a_stop_is_known() -> None:
    """LibreOffice draws it with the words around it; as a number it would open no new sentence."""
    page = [*BODY[:1], (72, 683, "Theo Chuong trinh.", 14), (188, 688, "2", 8), (195, 683, "Va Ke hoach", 14),
            (72, 60, "2", 10), (80, 60, "So lieu cua xa.", 10)]  # fmt: skip
    document = document_of(drawn([page, BODY]))
    assert "Chuong trinh. Va Ke hoach" in document.text and "So lieu cua xa." in document.text


def test_a_footnote_under_the_recipients_is_none_of_them() -> None:
    ends = [(72, 120, "Noi nhan:", 12), (380, 120, "TM. UY BAN NHAN DAN", 14), (72, 105, "- Luu: VT.", 11),
            (380, 100, "CHU TICH", 14), (72, 86, "1", 10), (80, 86, "So lieu cua xa.", 10)]  # fmt: skip
    document = document_of(drawn([[*noted("1"), *ends], BODY]))
    notes = [document.text[one.start : one.end] for one in document.blocks if one.kind is BlockKind.NOTE]
    assert notes == ["So lieu cua xa."]


def test_the_number_of_a_landscape_page_stands_as_low_as_on_other_paper() -> None:
    """A margin is as wide on paper that lies; a number left in the text would part a table that runs over pages."""
    pages = [[(421, 595 - 76, str(number), 13), *[(x, y - 250, text, size) for x, y, text, size in BODY]]
             for number in (1, 2)]  # fmt: skip
    document = document_of(drawn(pages, size=(842, 595)))
    assert [one.code for one in document.source.dropped] == ["page_number"] * 2
