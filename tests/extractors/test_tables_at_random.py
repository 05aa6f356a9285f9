"""Annex task tables drawn at random and flattened: one cell a line, lists in cells, cells that a narrow column wraps.

The share of cells (who leads, who joins in, by when) that come back as what they are may not fall.
"""

import textwrap
from dataclasses import dataclass
from random import Random

import pytest

from extractors.pipeline import extract
from schema.document import Document, Grade, Source
from schema.plan import Role

HEADS = {
    "number": ("STT", "TT", "Số TT"),
    "task": ("Nhiệm vụ", "Nội dung công việc", "Tên nhiệm vụ", "Nội dung"),
    "product": ("Sản phẩm", "Kết quả/sản phẩm", "Sản phẩm đầu ra"),
    "lead": ("Cơ quan chủ trì", "Đơn vị chủ trì", "Chủ trì", "Người thực hiện"),
    "joins": ("Cơ quan phối hợp", "Đơn vị phối hợp", "Phối hợp"),
    "time": ("Thời gian thực hiện", "Thời gian hoàn thành", "Thời hạn"),
    "note": ("Ghi chú",),
}
CELLS = {
    "task": (
        "Ban hành Kế hoạch cải cách hành chính", "Tổ chức kiểm tra công tác cải cách hành chính tại các phòng",
        "Công khai thủ tục hành chính trên Cổng Dịch vụ công", "Tổ chức đối thoại với người dân, doanh nghiệp",
        "Tập huấn nghiệp vụ cho cán bộ, công chức", "Thực hiện chế độ báo cáo cải cách hành chính định kỳ",
        "Xây dựng Quy chế chi tiêu nội bộ", "Rà soát:\n- Văn bản quy phạm;\n- Thủ tục hành chính.",
    ),
    "product": ("Kế hoạch của UBND xã", "Báo cáo", "Quyết định của Chủ tịch UBND xã", "Tin, bài", "- Kế hoạch\n- Báo cáo"),
    "lead": (
        "Văn phòng HĐND và UBND", "Phòng Văn hóa - Xã hội", "Phòng Kinh tế", "Trung tâm Phục vụ hành chính công",
        "Công an xã", "Công chức Tư pháp - Hộ tịch", "Bộ phận Tiếp nhận và Trả kết quả", "Phòng Kinh tế, Công an xã",
    ),
    "joins": (
        "Các phòng chuyên môn", "Các cơ quan, đơn vị liên quan", "Các thôn", "Công an xã; Phòng Kinh tế",
        "UBMTTQ xã và các đoàn thể",
    ),
    "time": (
        "Quý I", "Quý II/2026", "Tháng 3/2026", "Thường xuyên", "Trước ngày 30/6/2026", "Trong năm 2026", "Hằng quý",
        "Tháng 6, tháng 12", "Trước 15/12/2026", "Cả năm",
    ),
    "note": ("",),
}  # fmt: skip
ORDERS = (
    ("product", "lead", "joins", "time", "note"),
    ("lead", "joins", "time", "product"),
    ("product", "time", "lead", "joins"),
    ("time", "lead", "joins", "product", "note"),
    ("lead", "time"),
)
GROUPS = ("CẢI CÁCH THỂ CHẾ", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH", "CHỈ ĐẠO, ĐIỀU HÀNH")
WIDTHS = {"task": 34, "lead": 16, "joins": 16, "product": 14, "time": 12}
HEAD = (
    "UBND XÃ HÒA AN\nSố: 12/KH-UBND\nHòa An, ngày 3 tháng 2 năm 2026\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\nI. MỤC ĐÍCH\n"
    "1. Nâng cao.\nII. TỔ CHỨC THỰC HIỆN\n1. Thực hiện tốt Kế hoạch.\nNơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n"
    "Lê Văn A\nPHỤ LỤC\nNHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026\n"
)


@dataclass
class Drawn:
    """A text and where its cells begin: offset -> column."""

    text: str
    cells: dict[int, str]


def drawn(seed: int, *, wrapped: bool) -> Drawn:
    """A table with groups, empty cells (a blank line, or left out where ``seed`` is odd) and its own order of columns."""
    chance = Random(seed)
    columns = ("number", "task", *chance.choice(ORDERS))
    text, cells = HEAD, {}
    text += "".join(f"{chance.choice(HEADS[column])}\n" for column in columns)
    for row in range(1, chance.randint(5, 11)):
        if row % 3 == 1 and chance.random() < 0.6:
            text += f"{('I', 'II', 'III', 'IV')[row // 3]}\n{GROUPS[row // 3 % 3]}\n"
        for column in columns:
            cell = f"{row}" if column == "number" else chance.choice(CELLS[column])
            cell = "" if column in ("product", "joins") and chance.random() < 0.15 else cell
            if not cell and seed % 2:
                continue
            if column in ("lead", "joins", "time") and cell:
                cells[len(text)] = column
            width = WIDTHS.get(column, 99) if wrapped else 999
            lines = [line for part in cell.split("\n") for line in textwrap.wrap(part, width) or [""]]
            text += "".join(f"{line}\n" for line in lines)
    return Drawn(text, cells)


def read_back(text: str) -> dict[int, str]:
    """Where leads, partners and times of the annex were found: offset -> column."""
    source = Source(name="t", sha256="0" * 64, media_type="text/plain", reader="text")
    plan = extract(Document(source=source, text=text, blocks=(), grade=Grade.GOOD))
    found = {one.evidence.start: "joins" if one.roles == (Role.COORDINATE,) else "lead" for one in plan.assignments}
    found |= {one.evidence.start: "time" for one in plan.deadlines}
    return {start: column for start, column in found.items() if start >= len(HEAD)}


@pytest.mark.parametrize(("wrapped", "least"), [(False, 0.99), (True, 0.98)], ids=["a cell a line", "wrapped"])
def test_the_cells_of_flattened_tables_come_back(wrapped: bool, least: float) -> None:
    right = wanted = 0
    for seed in range(24):
        table = drawn(seed, wrapped=wrapped)
        found = read_back(table.text)
        wanted += len(table.cells.keys() | found.keys())
        right += sum(found.get(start) == column for start, column in table.cells.items())
    assert right >= least * wanted
