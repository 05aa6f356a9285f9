"""What is wrong with a file of criteria is told by sheet and cell, and nothing of it is kept."""

from pathlib import Path

import pytest

from corpus.loading.criteria import load_criteria, store_criteria
from corpus.loading.grid import LoadError
from schema.document import Block, BlockKind, Document, Grade, Source
from schema.store import Store
from tests.corpus.sheets_making import workbook

WRONG: dict[str, tuple[list[tuple[object, ...]], tuple[str, ...], tuple[str, ...]]] = {
    "wrong columns": ([("Họ tên", "Ngày sinh"), ("A", "B")], (), ("Bảng 1", "dòng 1", "thiếu cột “Mã”, “Tên tiêu chí”", "Họ tên")),
    "points are words": ([("Mã", "Tên", "Điểm tối đa"), ("1", "a", "hai")], (), ("ô C2", "cột C", "“hai”")),
    "duplicate code": ([("Mã", "Tên", "Điểm"), ("1", "a", 1), ("1.1", "b", 1), ("1.1", "c", 1)], (), ("ô A4", "“1.1” bị lặp", "dòng 3")),
    "duplicate area": ([("Mã", "Tên", "Điểm"), ("1", "a", 1), ("1.1", "b", 1), ("1", "c", 1)], (), ("ô A4", "bị lặp")),
    "merged down": ([("Mã", "Tên", "Điểm"), ("1", "a", 1), ("1.1", "b", 1)], ("C2:C3",), ("ô C2", "bị gộp")),
    "merged across": ([("Mã", "Tên", "Điểm"), ("1", "a", 1), ("1.1", "b", 1)], ("B3:C3",), ("ô B3", "bị gộp")),
    "no name": ([("Mã", "Tên", "Điểm"), ("1", "a", 1), ("1.1", "", 1)], (), ("ô B3", "không có tên")),
    "no code": ([("Mã", "Tên", "Điểm"), ("không phải mã!", "a", 1)], (), ("ô A2", "không phải là mã")),
    "formula without a value": ([("Mã", "Tên", "Điểm"), ("1", "a", "=SUM(C3:C4)")], (), ("ô C2", "công thức")),
    "parent not there": ([("Mã", "Tên", "Điểm", "Mã cha"), ("1", "a", 1, ""), ("x1", "b", 1, "9")], (), ("ô A3", "“9”")),
    "nothing below the head": ([("Mã", "Tên", "Điểm"), ("", "", "")], (), ("dòng 1", "không có tiêu chí nào")),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_by_sheet_row_and_column(case: str, tmp_path: Path) -> None:
    rows, merges, words = WRONG[case]
    path = workbook(tmp_path / "bo-tieu-chi.xlsx", rows, merges)
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        with pytest.raises(LoadError) as caught:
            store_criteria(store, path)
        assert store.criteria_sets() == ()
    for word in ("bo-tieu-chi.xlsx", "trang tính “Bảng 1”", *words):
        assert word in caught.value.message
    assert caught.value.next_step.startswith("Hãy")


@pytest.mark.parametrize(
    ("rows", "merges", "words"),
    [
        # The code covers a row with points of its own: a criterion or a rung, nobody knows.
        ([("Mã", "Tên", "Điểm"), ("1", "a", 2), ("1.1", "b", 1), ("", "c", 1)], ("A3:A4",), "ô A3"),
        # The name covers the row of another criterion.
        ([("Mã", "Tên", "Điểm"), ("1", "a", 2), ("1.1", "b", 1), ("1.2", "", 1)], ("B3:B4",), "ô B3"),
    ],
)
def test_merges_that_hide_a_criterion(
    rows: list[tuple[object, ...]], merges: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    with pytest.raises(LoadError, match=f"{words}.*bị gộp"):
        load_criteria(workbook(tmp_path / "x.xlsx", rows, merges))


def test_a_roster_is_no_criteria_set(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", [("STT", "Tên đơn vị", "Huyện"), (1, "Xã A", "X")])
    with pytest.raises(LoadError, match=r"thiếu cột “Tên tiêu chí”; các cột đang có: .*“Tên đơn vị”"):
        load_criteria(path)


def test_a_scanned_table_is_told_to_be_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Bảng tiêu chí chấm điểm cải cách hành chính"
    source = Source(
        name="quet.pdf", sha256="0" * 64, media_type="application/pdf", reader="pdfium", pages=3, ocr_pages=(1, 2, 3)
    )
    block = Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH, page=1)
    document = Document(source=source, text=text, blocks=(block,), grade=Grade.FAIR)
    monkeypatch.setattr("corpus.loading.criteria.read_document", lambda path: document)
    with pytest.raises(LoadError, match=r"quet\.pdf: 3 trang là ảnh quét"):
        load_criteria(tmp_path / "quet.pdf")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id: [", "không phải YAML"),
        ("id: a\ntitle: b\n", "criteria"),
        ("id: a\ntitle: b\ncriteria:\n  - {code: '1', name: x, màu: đỏ}\n", "màu"),
        ("id: a\ntitle: b\ncriteria:\n  - {code: '1', name: x}\n  - {code: '1', name: y}\n", "bị lặp"),
        ("id: a\ntitle: b\ncriteria:\n  - {code: '1', name: x, area: '9'}\n", "“9”"),
        ("- 1\n", "kiểu"),
    ],
)
def test_wrong_yaml(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LoadError, match=words):
        load_criteria(path)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("không có.csv", None, "Không mở được"),
        ("x.csv", b"", "rỗng"),
        ("x.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "đời cũ"),
        ("x.xlsx", b"PK\x03\x04rubbish", "Không đọc được"),
        ("x.csv", b"a,b\n\x00\x01", "không phải là tệp văn bản"),
        ("x.csv", 'Mã,Tên\n"1,x'.encode(), "không phải CSV"),
        ("x.pdf", b"rubbish", "x.pdf"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, data: bytes | None, words: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(LoadError, match=words):
        load_criteria(tmp_path / name)
