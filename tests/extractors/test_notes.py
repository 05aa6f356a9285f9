"""Footnotes of a plan change nothing in what its text says, and speak for themselves alone."""

from collections.abc import Sequence

import pytest

from extractors.pipeline import extract
from schema.document import Block, BlockKind, Document, Grade, Source
from schema.plan import Plan, Zone

NOTE = "Theo thống kê của cơ quan chuyên môn."
GOALS = (
    "KẾ HOẠCH", "Cải cách hành chính năm 2025", "I. MỤC TIÊU",
    "1. Tỷ lệ hồ sơ thủ tục hành chính được giải quyết trước hạn đạt 98%.",
    "2. Mức độ hài lòng của người dân khi giao dịch đạt 92%.",
    "3. Toàn bộ văn bản đi được ký số trước khi phát hành.",
    "II. TỔ CHỨC THỰC HIỆN",
    "1. Công chức Văn phòng - Thống kê có trách nhiệm:",
    "- Theo dõi, đôn đốc:",
    "+ Tổng hợp kết quả thực hiện của các bộ phận.",
    "+ Lập báo cáo hằng quý gửi Chủ tịch UBND xã.",
)  # fmt: skip


def plan_of(paragraphs: Sequence[str], note: str = NOTE, *, after: int | None = None) -> Plan:
    """The plan with ``note`` set behind the paragraph ``after``."""
    pieces = [(text, BlockKind.PARAGRAPH) for text in paragraphs]
    if after is not None:
        pieces.insert(after + 1, (note, BlockKind.NOTE))
    text, blocks = "", []
    for piece, kind in pieces:
        text += "\n\n" if text else ""
        blocks.append(Block(start=len(text), end=len(text) + len(piece), kind=kind))
        text += piece
    source = Source(name="a.docx", sha256="0" * 64, media_type="application/msword", reader="docx")
    return extract(Document(source=source, text=text, blocks=tuple(blocks), grade=Grade.GOOD))


def said(plan: Plan) -> tuple[list[object], list[object]]:
    sections = [(one.id, one.title) for one in plan.sections if one.id not in set(Zone)]
    tasks = [(one.roles, tuple(party.text for party in one.parties), one.task) for one in plan.assignments]
    return list(sections), list(tasks)


@pytest.mark.parametrize("after", range(3, len(GOALS)))
def test_a_note_changes_neither_sections_nor_tasks(after: int) -> None:
    plain = said(plan_of(GOALS))
    assert ("I.1", None) in plain[0] and len(plain[1]) > 1
    assert said(plan_of(GOALS, after=after)) == plain


@pytest.mark.parametrize("note", ["1. Bao gồm hồ sơ cũ.", "Phối hợp, theo dõi theo quy chế riêng."])
def test_a_note_is_no_item_and_inherits_nobody(note: str) -> None:
    assert said(plan_of(GOALS, note, after=7)) == said(plan_of(GOALS))


def test_what_a_note_says_itself_is_found() -> None:
    noted = plan_of(GOALS, "Giao Công chức Tư pháp - Hộ tịch tổng hợp trước ngày 15/3/2025.", after=4)
    assert "2025-03-15" in [one.date for one in noted.deadlines]
    assert len(noted.assignments) == len(plan_of(GOALS).assignments) + 1
