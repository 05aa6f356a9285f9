"""The points of criteria and their sums: what is a total, what is beside it, what does not add up and is told."""

import pytest

from corpus.loading.criteria import criteria_from_rows
from corpus.loading.criteria_words import is_total, points_of
from schema.criteria import Part
from tests.corpus.sheets_making import HEAD


def test_what_does_not_add_up_is_said() -> None:
    rows = [HEAD, ("1", "A", "5", ""), ("1.1", "b", "2", ""), ("1.2", "c", "2,5", ""), ("", "Tổng điểm", "6", "")]
    assert criteria_from_rows(rows).warnings == (
        "Mục 1: tổng điểm các mục con là 4,5, khác điểm tối đa 5.",
        "Tổng điểm các lĩnh vực là 5, khác tổng điểm ghi trong bảng 6.",
    )


def test_bonus_and_penalty_are_no_part_of_the_total() -> None:
    rows = [
        HEAD, ("1", "A", "100", ""), ("1.1", "b", "100", ""), ("2", "ĐIỂM THƯỞNG", "5", ""), ("2.1", "Sáng kiến", "5", ""),
        ("3", "Điểm trừ", "-3", ""), ("3.1", "Chậm báo cáo", "-3", ""), ("", "TỔNG ĐIỂM", "100", ""),
    ]  # fmt: skip
    loaded = criteria_from_rows(rows)
    assert loaded.warnings == () and loaded.criteria_set.total_points() == 100
    assert [node.part for node in loaded.criteria_set.nodes()] == [Part.MAIN] * 2 + [Part.BONUS] * 2 + [
        Part.PENALTY
    ] * 2


WORDED_TOTALS = [("TỔNG CỘNG (I+II)", True), ("Tổng điểm", True), ("Tổng số điểm tối đa", True), ("Tổng: 100", True), ("Cộng", True), ("TỔNG ĐIỂM CÁC LĨNH VỰC", True), ("Tổng hợp, báo cáo kịp thời", False), ("Tổng số hồ sơ đã giải quyết trong năm", False), ("Cộng tác viên dư luận", False)]  # fmt: skip


@pytest.mark.parametrize(("text", "total"), WORDED_TOTALS)
def test_what_is_a_total(text: str, total: bool) -> None:
    assert is_total(text) is total


@pytest.mark.parametrize(
    ("text", "points"),
    [("1,5", 1.5), ("0.25", 0.25), ("2 điểm", 2), ("10 (điểm)", 10), ("(10 điểm)", 10), ("−1", -1), ("tối đa 5", 5), ("2*", 2), ("0,5/lần", 0.5), ("trừ 0,5 điểm/văn bản", 0.5), ("Không quá 2 điểm", 2), ("10 (XHH)", 10), ("1/1/2025", None), ("8/17", None), ("2\n1\n0", 2), ("1\n2", None), ("2-3", None), ("hai", None)],
)  # fmt: skip
def test_points(text: str, points: float | None) -> None:
    assert points_of(text) == points


def test_criteria_without_points_among_others_are_told() -> None:
    rows = [HEAD, ("1", "A", "2", ""), ("1.1", "b", "2", ""), ("1.2", "c", "", "")]
    assert criteria_from_rows(rows).warnings == ("1 tiêu chí không có điểm tối đa: 1.2.",)


def test_sums_of_parts_are_no_wrong_total() -> None:
    """A table that sums up each area and prints the total with and without the bonus."""
    rows = [
        HEAD, ("1", "A", "60", ""), ("1.1", "b", "60", ""), ("", "Cộng", "60", ""), ("2", "C", "40", ""),
        ("2.1", "d", "40", ""), ("", "Cộng", "40", ""), ("3", "Điểm thưởng", "5", ""), ("", "TỔNG ĐIỂM", "100", ""),
        ("", "Tổng điểm (kể cả điểm thưởng)", "105", ""),
    ]  # fmt: skip
    assert criteria_from_rows(rows).warnings == ()


def test_a_part_with_bonus_and_penalty_holds_both_and_one_without_a_code_is_told() -> None:
    rows = [
        HEAD, ("A", "CHẤM ĐIỂM", "9", ""), ("1", "b", "9", ""), ("B", "ĐIỂM CỘNG, ĐIỂM TRỪ", "", ""), ("I", "Điểm cộng", "5", ""),
        ("II", "Điểm trừ", "5", ""), ("", "Điểm thưởng khác", "1", ""),
    ]  # fmt: skip
    loaded = criteria_from_rows(rows)
    parts = {node.code: node.part for node in loaded.criteria_set.nodes()}
    assert parts == {"A": Part.MAIN, "1": Part.MAIN, "B": Part.BONUS, "I": Part.BONUS, "II": Part.PENALTY}
    assert loaded.warnings == ("Dòng không có mã nên không nạp thành tiêu chí: dòng 7 “Điểm thưởng khác”.",)
