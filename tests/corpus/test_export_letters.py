"""Feedback letters: to every compared unit one file that says what is missing, unclear and wrong."""

import re
from pathlib import Path

import pytest
from docx import Document as DocxFile

from corpus.export.letters import file_names, lacking, write_letters
from corpus.queries import warning_rows
from corpus.queries_coverage import coverage_rows
from schema.coverage import Has, Status
from schema.document import Grade
from schema.scores import Score, ScoreSheet
from schema.store import Store
from schema.units import Unit
from tests.corpus.plans_written import CRITERIA, ROSTER, written

BODY = "I. NHIỆM VỤ\n- Niêm yết công khai thủ tục hành chính tại trụ sở.\n"


@pytest.fixture
def letters(tmp_path: Path) -> dict[str, str]:
    """The texts of the letters by file name, with the tables' cells, one a line."""
    with Store.open(f"sqlite:///{tmp_path / 'k.db'}") as store:
        store.load_roster("r", (*ROSTER, Unit(kind="xã", name="Mờ", superior="huyện Đông Sơn")))
        criteria = store.save_criteria(CRITERIA)
        store.save(written(BODY))
        store.save(written(BODY, issuer="xã An Lạc", symbol="   /KH-UBND"))
        store.save(written(BODY, issuer="xã Mờ", grade=Grade.POOR))
        written_ones = list(write_letters(store, criteria, tmp_path / "thu", None))
        cells = coverage_rows(store, criteria)
        assert len(written_ones) == len({line.unit_id for line in cells})
        texts = {letter.path.name: _text(letter.path) for letter in written_ones}
        for line in cells:
            if line.cell.status is Status.UNADDRESSED:
                assert line.criterion_name in texts[file_names(store)[line.unit_id]]
        for warning in warning_rows(store):
            if warning.unit == "xã An Lạc":
                assert warning.message in texts["gop-y-ubnd-xa-an-lac-huyen-dong-son.docx"]
    return texts


def _text(path: Path) -> str:
    document = DocxFile(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_a_letter_says_what_is_missing_and_where(letters: dict[str, str]) -> None:
    text = letters["gop-y-ubnd-xa-binh-minh-huyen-dong-son.docx"]
    assert "Kính gửi: Ủy ban nhân dân xã Bình Minh." in text
    assert "Kế hoạch số 12/KH-UBND ngày 15/03/2024" in text
    assert "“Niêm yết công khai thủ tục hành chính tại trụ sở" in text and "(trang 1)" in text
    assert "thời hạn hoàn thành" in text
    assert "{{" not in text and "{%" not in text


def test_lost_points_stand_behind_the_criterion(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'k.db'}") as store:
        criteria = store.save_criteria(CRITERIA)
        store.save(written(BODY))
        [unit] = [entry.id for entry in store.units() if entry.unit.name == "Bình Minh"]
        store.save_scores(
            ScoreSheet(id="b", year=2023, scores=(Score(unit=unit, criterion="1.2", points=0.5),)), criteria
        )
        [letter] = write_letters(store, criteria, tmp_path, None)
    assert "Đối thoại với người dân, doanh nghiệp (mất 1,5 điểm)" in _text(letter.path)


def test_parts_are_numbered_without_gaps(letters: dict[str, str]) -> None:
    for text in letters.values():
        numbers = [int(number) for number in re.findall(r"(?m)^(\d)\. [A-Z]", text)]
        assert numbers == list(range(1, len(numbers) + 1))


def test_who_sent_nothing_is_asked_to_send(letters: dict[str, str]) -> None:
    text = letters["gop-y-ubnd-xa-phu-tho-huyen-dong-son.docx"]
    assert "chưa nhận được kế hoạch của Ủy ban nhân dân xã Phú Thọ" in text
    assert "bỏ trống" not in text


def test_who_sent_a_poor_copy_is_asked_for_a_better_one(letters: dict[str, str]) -> None:
    assert "Bản gửi khó đọc" in letters["gop-y-ubnd-xa-mo-huyen-dong-son.docx"]


def test_the_same_data_give_the_same_letters(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'k.db'}") as store:
        criteria = store.save_criteria(CRITERIA)
        store.save(written(BODY))
        [one] = write_letters(store, criteria, tmp_path / "a", None)
        [other] = write_letters(store, criteria, tmp_path / "b", None)
    assert one.path.read_bytes() == other.path.read_bytes()


def test_names_are_safe_and_each_stands_once(tmp_path: Path) -> None:
    names = ["Đắk Ơ", "CON", "a/b:c*?", "Tân Bình", "TÂN BÌNH.", "x" * 300]
    with Store.open(f"sqlite:///{tmp_path / 'k.db'}") as store:
        store.load_roster("r", [Unit(kind="xã", name=name) for name in names])
        found = list(file_names(store).values())
    assert len({name.lower() for name in found}) == len(names)
    assert all(name.isascii() and len(name) < 110 and not set(name) & set('<>:"/\\|?* ') for name in found)


@pytest.mark.parametrize(
    ("has", "said"),
    [
        (Has(), "nhiệm vụ cụ thể; người, bộ phận chủ trì; thời hạn hoàn thành; chỉ tiêu cần đạt"),
        (Has(task=True, owner=True), "thời hạn hoàn thành; chỉ tiêu cần đạt"),
        (Has(task=True, target=True), "người, bộ phận chủ trì; thời hạn hoàn thành"),
    ],
)
def test_what_is_lacking(has: Has, said: str) -> None:
    assert lacking(has) == said
