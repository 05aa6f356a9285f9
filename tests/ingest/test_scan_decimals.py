"""Markers of two numbers that a recognition garbled: made whole where their row leaves no other."""

import pytest

from ingest.scan_decimals import repaired_decimals

ROW = ["3. Trình tự họp", "{} Khai mạc.", "văn bản, kế hoạch", "3.2. Đọc báo cáo.", "{} Thảo luận", "3.4. Bế mạc."]


def row(first: str, third: str) -> list[str]:
    return [line.format(first if at == 1 else third) for at, line in enumerate(ROW)]


@pytest.mark.parametrize(
    ("first", "third"), [("i1;", "3:3:"), ("8.l.", "B8;"), ("3.1.", "3,3."), ("3:1.", "3.3.")], ids=str
)
def test_the_missing_markers_of_a_row_are_made_whole(first: str, third: str) -> None:
    lines = row(first, third)
    repaired = dict(repaired_decimals(lines))
    assert [repaired.get(at, line) for at, line in enumerate(lines)] == row("3.1.", "3.3.")


@pytest.mark.parametrize(
    "lines",
    [
        row("3.1.", "3.3."),
        ["3.1. Một.", "tiết 2, Điều 4", "3.2. Hai."],
        ["3.1. Một.", "B8; Một dòng", "4.2. Hai."],
        ["3.1. Một.", "B8; Một dòng", "C9; Một dòng nữa", "3.3. Ba."],
        ["3.1. Một.", "- B8; Một dòng", "3.3. Ba."],
        ["3.1. Một.", "a) Một dòng", "3.3. Ba."],
    ],
    ids=["whole", "nothing missing", "another row", "more than are missing", "a bullet", "a letter"],
)
def test_what_is_no_garbled_marker_stays(lines: list[str]) -> None:
    assert dict(repaired_decimals(lines)) == {}
