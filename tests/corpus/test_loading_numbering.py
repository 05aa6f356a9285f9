"""Tables in which not every criterion has a code of its own, or areas and criteria share one numbering."""

import pytest

from corpus.loading.criteria import criteria_from_rows
from schema.criteria import AREA, Part
from tests.corpus.sheets_making import nodes_of

Row = tuple[str, ...]
Nodes = list[tuple[str, str | None, float | None]]
HEAD = ("STT", "Tiêu chí", "Điểm tối đa")
BARE = ("Tiêu chí", "Điểm tối đa")
TWO_AREAS: Nodes = [("I", None, 3), ("I.1", "I", 1), ("I.2", "I", 2), ("II", None, 2), ("II.1", "II", 2)]

CASES: dict[str, tuple[list[Row], Nodes, tuple[str, ...]]] = {
    "dashes and pluses below numbered areas": (
        [HEAD, ("1", "CHỈ ĐẠO", "3"), ("", "- Kế hoạch", "2"), ("", "+ Kịp thời", "1,5"), ("", "+ Đủ", "0,5"), ("", "- Báo cáo", "1")],
        [("1", None, 3), ("1.1", "1", 2), ("1.1.a", "1.1", 1.5), ("1.1.b", "1.1", 0.5), ("1.2", "1", 1)], (),
    ),
    "what does not add up to its area is loaded and told": (
        [HEAD, ("I", "CHỈ ĐẠO", "3"), ("", "Kế hoạch", "1"), ("", "Báo cáo", "1,5"), ("II", "THỂ CHẾ", "2"), ("", "Rà soát", "2")],
        [("I", None, 3), ("I.1", "I", 1), ("I.2", "I", 1.5), ("II", None, 2), ("II.1", "II", 2)],
        ("Mục I: tổng điểm các mục con là 2,5, khác điểm tối đa 3.",),
    ),
    "rungs of an area without criteria are none": (
        [HEAD, ("I", "CHỈ ĐẠO", "3"), ("", "Từ 90% trở lên", "3"), ("", "Dưới 90%", "1"), ("II", "THỂ CHẾ", "2"), ("1", "Rà soát", "2")],
        [("I", None, 3), ("II", None, 2), ("1", "II", 2)], (),
    ),
    "points that find no place are told": (
        [HEAD, ("1", "Chỉ đạo", "3"), ("1.1", "Kế hoạch", "3"), ("", "Ban hành kịp thời", "1"), ("", "Đủ nội dung", "1")],
        [("1", None, 3), ("1.1", "1", 3)],
        ("Dòng không có mã nên không nạp thành tiêu chí: dòng 4 “Ban hành kịp thời”; dòng 5 “Đủ nội dung”.",),
    ),
    "no code anywhere": ([HEAD, ("", "CHỈ ĐẠO", "3"), ("", "Kế hoạch", "1"), ("", "Báo cáo", "2"), ("", "THỂ CHẾ", "2"), ("", "Rà soát", "2")], TWO_AREAS, ()),
    "no column for codes": ([BARE, ("CHỈ ĐẠO", "3"), ("Kế hoạch", "1"), ("Báo cáo", "2"), ("THỂ CHẾ", "2"), ("Rà soát", "2"), ("TỔNG CỘNG", "5")], TWO_AREAS, ()),
    "numbered from 1 again below areas that are numbered, too": (
        [HEAD, ("1", "CHỈ ĐẠO", "3"), ("1", "Kế hoạch", "1"), ("2", "Báo cáo", "2"), ("2", "THỂ CHẾ", "2"), ("1", "Rà soát", "2")],
        [("1", None, 3), ("1.1", "1", 1), ("1.2", "1", 2), ("2", None, 2), ("2.1", "2", 2)], (),
    ),
    "one numbering for areas in capitals and criteria": (
        [HEAD, ("1", "CHỈ ĐẠO", "3"), ("2", "Kế hoạch", "1"), ("3", "Báo cáo", "2"), ("4", "THỂ CHẾ", "2"), ("5", "Rà soát", "2")],
        [("1", None, 3), ("2", "1", 1), ("3", "1", 2), ("4", None, 2), ("5", "4", 2)], (),
    ),
    "one numbering, the areas told by what adds up": (
        [HEAD, ("1", "Chỉ đạo", "3"), ("2", "Kế hoạch", "1"), ("3", "Báo cáo", "2"), ("4", "Thể chế", "2"), ("5", "Rà soát", "2"), ("", "Tổng điểm", "5")],
        [("1", None, 3), ("2", "1", 1), ("3", "1", 2), ("4", None, 2), ("5", "4", 2)], (),
    ),
    "a printed total that counts every line speaks against areas": (
        [HEAD, ("1", "Chỉ đạo", "3"), ("2", "Kế hoạch", "1"), ("3", "Báo cáo", "2"), ("4", "Thể chế", "2"), ("5", "Rà soát", "2"), ("", "Tổng điểm", "10")],
        [("1", None, 3), ("2", None, 1), ("3", None, 2), ("4", None, 2), ("5", None, 2)], (),
    ),
    "bonus and penalty without codes, numbered from 1 again": (
        [HEAD, ("1", "CHỈ ĐẠO", "3"), ("1.1", "Kế hoạch", "3"), ("", "Tổng cộng", "3"), ("", "ĐIỂM THƯỞNG", "2"), ("1", "Sáng kiến", "2"), ("", "ĐIỂM TRỪ", "-1"), ("1", "Báo cáo chậm", "-1")],
        [("1", None, 3), ("1.1", "1", 3), ("I", None, 2), ("I.1", "I", 2), ("II", None, -1), ("II.1", "II", -1)], (),
    ),
    "a penalty with a Roman number below areas with numbers": (
        [HEAD, ("1", "CHỈ ĐẠO", "3"), ("1.1", "Kế hoạch", "3"), ("II", "Điểm trừ", "-1"), ("1", "Báo cáo chậm", "-1")],
        [("1", None, 3), ("1.1", "1", 3), ("II", None, -1), ("II.1", "II", -1)], (),
    ),
    "a bonus without code and criteria, the total with it": (
        [HEAD, ("I", "CHỈ ĐẠO", "3"), ("1", "Kế hoạch", "3"), ("", "Điểm thưởng", "2"), ("", "Tổng cộng", "5")],
        [("I", None, 3), ("1", "I", 3), ("II", None, 2)], (),
    ),
    "notes below the table that are numbered": (
        [HEAD, ("1", "CHỈ ĐẠO", "3"), ("1.1", "Kế hoạch", "3"), ("", "Tổng cộng", "3"), ("Ghi chú:", "", ""), ("(1)", "Sở Nội vụ chấm", "")],
        [("1", None, 3), ("1.1", "1", 3)], (),
    ),
    "a criterion on top between two areas keeps its place": (
        [HEAD, ("1", "CHỈ ĐẠO", "3"), ("1.1", "Kế hoạch", "3"), ("2", "Ý KIẾN NGƯỜI DÂN", "4"), ("3", "THỂ CHẾ", "2"), ("3.1", "Rà soát", "2")],
        [("1", None, 3), ("1.1", "1", 3), ("2", None, 4), ("3", None, 2), ("3.1", "3", 2)], (),
    ),
    "a row that was lost is told": (
        [HEAD, ("1", "CHỈ ĐẠO", "3"), ("1.1", "Kế hoạch", "1"), ("1.2.1", "Báo cáo quý", "2")],
        [("1", None, 3), ("1.1", "1", 1), ("1.2.1", "1", 2)],
        ("Không có mục 1.2 ở trên 1.2.1; hãy kiểm tra lại bảng.",),
    ),
    "a title above a head of two rows, the maximum below a head of its own": (
        [("BỘ CHỈ SỐ CẤP XÃ", "", "", ""), ("STT", "Tiêu chí", "Điểm đánh giá", ""), ("", "", "Điểm tối đa", "Tự chấm"), ("1", "CHỈ ĐẠO", "3", ""), ("1.1", "Kế hoạch", "3", "")],
        [("1", None, 3), ("1.1", "1", 3)], (),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_every_line_finds_its_place_or_is_told(case: str) -> None:
    rows, nodes, warnings = CASES[case]
    loaded = criteria_from_rows(rows)
    assert nodes_of(loaded.criteria_set) == nodes
    assert loaded.warnings == warnings


def test_names_lose_the_codes_that_became_theirs() -> None:
    rows = [
        HEAD,
        ("", "Lĩnh vực 1: Chỉ đạo", "2"),
        ("1.1", "Kế hoạch", "2"),
        ("", "a) Kịp thời", "1"),
        ("", "b) Đủ", "1"),
    ]
    names = [node.name for node in criteria_from_rows(rows).criteria_set.nodes()]
    assert names == ["Chỉ đạo", "Kế hoạch", "Kịp thời", "Đủ"]


def test_a_part_without_criteria_is_an_area_of_its_kind() -> None:
    rows = [HEAD, ("I", "CHỈ ĐẠO", "3"), ("1", "Kế hoạch", "3"), ("", "Điểm trừ", "-2")]
    last = criteria_from_rows(rows).criteria_set.nodes()[-1]
    assert (last.level, last.part) == (AREA, Part.PENALTY)


@pytest.mark.parametrize(
    "head", ["Tối đa", "Khung điểm", "Biểu điểm chuẩn", "Barem điểm", "Điểm theo quy định", "Mức điểm", "Trọng số"]
)
def test_heads_of_the_points(head: str) -> None:
    loaded = criteria_from_rows(
        [("TT", "Nội dung", head, "Tự chấm"), ("1", "Chỉ đạo", "2", ""), ("1.1", "Kế hoạch", "2", "")]
    )
    assert nodes_of(loaded.criteria_set) == [("1", None, 2), ("1.1", "1", 2)]


@pytest.mark.parametrize(
    ("text", "points"), [("0 - 2", 2), ("0-1,5 điểm", 1.5), ("Từ 0,5 đến 1", 1), ("từ 1 điểm đến 2 điểm", 2)]
)
def test_a_range_gives_its_maximum(text: str, points: float) -> None:
    assert (
        nodes_of(criteria_from_rows([HEAD, ("1", "Chỉ đạo", ""), ("1.1", "Kế hoạch", text)]).criteria_set)[1][2]
        == points
    )
