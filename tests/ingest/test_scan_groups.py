"""Numbers of rows and of groups in a scanned table, told by those that count up."""

import pytest

from ingest.scan_groups import counted, groups_counted, numbers_counted

COUNTED = [
    (["1", "2", "8", "4", "lộ"], ["1", "2", "3", "4", "5"]),
    (["7", "8", "", "10"], ["7", "8", "9", "10"]),
    (["I", "1", "2", "II", "1"], ["I", "1", "2", "II", "1"]),
    (["12", "40", "7"], ["12", "40", "7"]),
    (["TT", "1", "2", "§", "4"], ["TT", "1", "2", "3", "4"]),
    (["I", "1", "2", "3", "II", "1"], ["I", "1", "2", "3", "II", "1"]),
    (["STT", "4", "5", "6", "VI", "1"], ["STT", "4", "5", "6", "VI", "1"]),
    ([], []),
]


@pytest.mark.parametrize(("texts", "wanted"), COUNTED)
def test_figures_that_count_up_put_a_misread_one_right(texts: list[str], wanted: list[str]) -> None:
    assert counted(texts) == wanted


GROUPS = [
    (["TT", "I", "1", "2", "H", "3", "IHỊ", "4", "IV"], ["TT", "I", "1", "2", "II", "3", "III", "4", "IV"]),
    (["I", "I", "2", "II", "3", "TII"], ["I", "1", "2", "II", "3", "III"]),
    (["STT", "IHỊ", "7", "8", "IV", "9"], ["STT", "III", "7", "8", "IV", "9"]),
    (["A", "1", "H", "2"], ["A", "1", "H", "2"]),
    (["STT", "3", "4", "H", "1", "2"], ["STT", "3", "4", "II", "1", "2"]),
    (["I", "I1", "2", "II", "1"], ["I", "1", "2", "II", "1"]),
    (["3", "H", "5", "IV", "6"], ["3", "H", "5", "IV", "6"]),
    (["I", "H", "III"], ["I", "H", "III"]),
    (["I", "1", "Việc", "2", "II"], ["I", "1", "Việc", "2", "II"]),
    (["I", "1", "II", "2", "I"], ["I", "1", "II", "2", "I"]),
    ([], []),
]


@pytest.mark.parametrize(("texts", "wanted"), GROUPS)
def test_roman_figures_that_count_up_put_a_misread_one_right(texts: list[str], wanted: list[str]) -> None:
    assert groups_counted(texts) == wanted


RULED_GROUPS = [
    # the head of the column, read as a one; groups and rows that count over them
    ("1 l) l 2 3 TH) 4 5 6 MHI) 7 8 TV) 9 10 V) ẻI2 l3", "1 I) 1 2 3 II) 4 5 6 III) 7 8 IV) 9 10 V) 11 12"),
    ("TT I) 1 2 3 H) 1 2 8 4 THI) 1 2 3", "TT I) 1 2 3 II) 1 2 3 4 III) 1 2 3"),
    ("TT A) 1 2 3 B) 4 5 6", "TT A) 1 2 3 B) 4 5 6"),
    ("TT 1 2 8 4", "TT 1 2 3 4"),
]


@pytest.mark.parametrize(("read", "wanted"), RULED_GROUPS)
def test_rows_of_a_title_alone_part_the_numbers_of_groups_and_rows(read: str, wanted: str) -> None:
    texts, heads = [one.removesuffix(")") for one in read.split()], [one.endswith(")") for one in read.split()]
    assert numbers_counted(texts, heads) == [one.removesuffix(")") for one in wanted.split()]
