"""The codes by which criteria are told apart and stand below each other, in every manner of numbering."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.loading.criteria import criteria_from_rows
from corpus.loading.grid import LoadError
from corpus.loading.hierarchy import clean_code
from tests.corpus.sheets_making import HEAD, nodes_of

MESSY: dict[str, tuple[list[tuple[str, ...]], list[tuple[str, str | None, float | None]]]] = {
    "Roman areas over running numbers": (
        [("TT", "Nội dung", "Thang điểm"), ("I", "THỂ CHẾ", "5"), ("1", "Rà soát", "2,5"), ("2", "Ban hành", "2,5"), ("II", "BỘ MÁY", "3"), ("3", "Sắp xếp", "3")],
        [("I", None, 5), ("1", "I", 2.5), ("2", "I", 2.5), ("II", None, 3), ("3", "II", 3)],
    ),
    "numbering begins again below every area": (
        [("TT", "Nội dung", "Điểm"), ("I", "A", "2"), ("1", "a", "2"), ("1.1", "b", "2"), ("II", "B", "1"), ("1", "c", "1"), ("1.1", "d", "1")],
        [("I", None, 2), ("I.1", "I", 2), ("I.1.1", "I.1", 2), ("II", None, 1), ("II.1", "II", 1), ("II.1.1", "II.1", 1)],
    ),
    "letters, Roman and numbers": (
        [("STT", "Tên tiêu chí", "Điểm tối đa"), ("A", "Nhóm", "4"), ("I", "x", "2"), ("1", "y", "2"), ("II", "z", "2"), ("1", "t", "2"), ("B", "Nhóm khác", "1"), ("I", "u", "1")],
        [("A", None, 4), ("A.I", "A", 2), ("A.I.1", "A.I", 2), ("A.II", "A", 2), ("A.II.1", "A.II", 2), ("B", None, 1), ("B.I", "B", 1)],
    ),
    "small letters below decimals": (
        [("Mã", "Tên", "Điểm tối đa"), ("1", "a", "3"), ("1.1", "b", "3"), ("a)", "c", "1"), ("b)", "d", "2")],
        [("1", None, 3), ("1.1", "1", 3), ("1.1.a", "1.1", 1), ("1.1.b", "1.1", 2)],
    ),
    "words before the number, a skipped level, a line of column numbers": (
        [("Mã", "Tên", "Điểm tối đa"), ("(1)", "(2)", "(3)"), ("Lĩnh vực 1", "a", "3"), ("Tiêu chí 1.1.", "b", "1"), ("1.2.1", "c", "2")],
        [("1", None, 3), ("1.1", "1", 1), ("1.2.1", "1", 2)],
    ),
    "code in front of the name": (
        [("STT", "Tiêu chí", "Điểm tối đa"), ("", "1. CHỈ ĐẠO", "2"), ("", "1.1. Kế hoạch", "2"), ("", "Có kế hoạch: 2", "")],
        [("1", None, 2), ("1.1", "1", 2)],
    ),
    "decimals of the area below a Roman area": (
        [("STT", "Các lĩnh vực, tiêu chí", "Tổng điểm tối đa"), ("I", "A", "3"), ("1.1", "a", "3"), ("1.1.1", "b", "3"), ("II", "B", "1"), ("2.1", "c", "1")],
        [("I", None, 3), ("1.1", "I", 3), ("1.1.1", "1.1", 3), ("II", None, 1), ("2.1", "II", 1)],
    ),
    "maximum and obtained points below one head": (
        [("STT", "Chỉ tiêu", "Điểm", "", ""), ("", "", "Tối đa", "Tự chấm", "Thẩm định"), ("1", "A", "3", "2", "1"), ("1.1", "a", "3", "2", "1")],
        [("1", None, 3), ("1.1", "1", 3)],
    ),
    "appraisal and survey without their sum": (
        [("STT", "Tiêu chí", "Điểm tối đa", "", "Ghi chú"), ("", "", "Thẩm định", "XHH", ""), ("1", "A", "2", "1", ""), ("1.1", "a", "2", "", ""), ("1.2", "b", "", "1", "")],
        [("1", None, 3), ("1.1", "1", 2), ("1.2", "1", 1)],
    ),
    "an area in small letters without a code, a heading with number and points in its name": (
        [("STT", "Tiêu chí", "Điểm"), ("", "Lĩnh vực chỉ đạo điều hành", "2"), ("1.1", "b", "2"), ("", "2. THỂ CHẾ (1 điểm)", ""), ("2.1", "c", "1")],
        [("1", None, 2), ("1.1", "1", 2), ("2", None, 1), ("2.1", "2", 1)],
    ),
    "rungs with letters are no components": (
        [("STT", "Tiêu chí", "Điểm"), ("1", "A", "3"), ("1.1", "b", "2"), ("a", "Kịp thời", "2"), ("b", "Chậm", "1"), ("c", "Không", "0"), ("1.2", "c", "1")],
        [("1", None, 3), ("1.1", "1", 2), ("1.2", "1", 1)],
    ),
    "no areas at all": (
        [("STT", "Tiêu chí", "Điểm"), ("1", "a", "2"), ("2", "b", "3"), ("", "Tổng cộng", "5")],
        [("1", None, 2), ("2", None, 3)],
    ),
    "five levels": (
        [("Mã", "Tên", "Điểm"), ("1", "a", "1"), ("1.1", "b", "1"), ("1.1.1", "c", "1"), ("1.1.1.1", "d", "1"), ("1.1.1.1.1", "e", "1")],
        [("1", None, 1), ("1.1", "1", 1), ("1.1.1", "1.1", 1), ("1.1.1.1", "1.1.1", 1), ("1.1.1.1.1", "1.1.1.1", 1)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MESSY)
def test_every_manner_of_numbering(case: str) -> None:
    rows, expected = MESSY[case]
    assert nodes_of(criteria_from_rows(rows).criteria_set) == expected


def test_rungs_with_numbers_of_their_own_are_no_criteria() -> None:
    rows = [
        HEAD, ("1", "A", "3", ""), ("1.1", "b", "2", ""), ("", "1) Kịp thời", "2", ""), ("", "2) Chậm", "1", ""),
        ("1.2", "c", "1", ""), ("", "a) Có", "1", ""), ("", "b) Không", "0", ""),
    ]  # fmt: skip
    assert nodes_of(criteria_from_rows(rows).criteria_set) == [("1", None, 3), ("1.1", "1", 2), ("1.2", "1", 1)]


@settings(max_examples=200, deadline=None)
@given(
    rows=st.lists(
        st.lists(st.text(max_size=8) | st.sampled_from(["1", "1.1", "I", "a)", "2,5", "Tổng"]), min_size=1, max_size=4),
        max_size=8,
    )
)
def test_rubbish_is_refused_or_loaded_but_never_breaks(rows: list[list[str]]) -> None:
    try:
        loaded = criteria_from_rows([HEAD, *rows])
    except LoadError:
        return
    codes = [node.code for node in loaded.criteria_set.nodes()]
    assert len(codes) == len(set(codes)) > 0
    assert all(criterion.parent is None or criterion.parent in codes for criterion in loaded.criteria_set.criteria)


@pytest.mark.parametrize(
    ("text", "code"),
    [("1.1.", "1.1"), ("Tiêu chí 1.2", "1.2"), ("TCTP 1.2.3:", "1.2.3"), ("I.", "I"), ("a)", "a"), ("1,1", "1.1"), ("1 . 2", "1.2"), ("-", None), ("xem ghi chú", None), ("", None)],
)  # fmt: skip
def test_codes(text: str, code: str | None) -> None:
    assert clean_code(text) == code
