"""Decisions of people: they take effect, survive re-import and new versions, and say where their ground is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from corpus.decided_plan import decided_plan
from corpus.item_reviews import read_correction
from corpus.queries import assignment_rows, plan_rows, target_rows
from corpus.queries_coverage import CoverageLine, coverage_rows
from corpus.review_sheet import DECISIONS, write_review_sheet
from corpus.review_sheet_filled import load_review_sheet
from corpus.reviewing import Verdict, Which, cells_to_review, decide, decided_cells
from corpus.reviewing_items import ItemVerdict, decide_item, item_decisions
from schema.coverage import Decision, Status
from schema.errors import KehoachError
from schema.ledger import Outcome
from schema.plan import Role
from schema.store import Store, StoredCriteria
from tests.corpus.plans_written import CRITERIA, ROSTER, written

TALK = "Mỗi tháng một lần mời bà con đến uống nước chè ở nhà văn hóa thôn"
BODY = (
    "I. NHIỆM VỤ\n1. Nội dung chung\n"
    "- Phấn đấu 98% hồ sơ TTHC được giải quyết đúng hạn.\n"
    "- Niêm yết công khai TTHC tại trụ sở UBND xã.\n"
    f"- {TALK}.\n"
)


class Office:
    """An open database with a roster, the criteria and the plan of xã Bình Minh."""

    def __init__(self, store: Store) -> None:
        self.store = store
        store.load_roster("r", ROSTER)
        self.criteria: StoredCriteria = store.save_criteria(CRITERIA)
        store.save(written(BODY))
        [self.unit] = [entry.id for entry in store.units() if entry.unit.name == "Bình Minh"]

    def cell(self, code: str) -> CoverageLine:
        [line] = coverage_rows(self.store, self.criteria, units=frozenset({self.unit}), criterion=code)
        return line

    def decide(self, code: str, decision: Decision, **said: object) -> CoverageLine:
        return decide(self.store, self.criteria, self.unit, code, Verdict(decision=decision, by="Lan", **said))  # type: ignore[arg-type]

    def decide_item(self, kind: str, quote: str, decision: Decision, *correction: tuple[str, str]) -> None:
        [plan] = [row for row in plan_rows(self.store) if row.unit_id == self.unit]
        decide_item(self.store, plan, kind, quote, ItemVerdict(decision=decision, by="Lan", correction=correction))


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    with Store.open(database_url) as store:
        yield Office(store)


def test_the_machine_alone(office: Office) -> None:
    statuses = {code: office.cell(code).cell.status for code in ("1.1", "1.2", "3.1", "3.2")}
    assert statuses == {
        "1.1": Status.UNADDRESSED,
        "1.2": Status.UNADDRESSED,
        "3.1": Status.PLANNED,
        "3.2": Status.MENTIONED,
    }


def test_an_attached_passage_overrules_and_survives_the_next_version(office: Office) -> None:
    line = office.decide("1.2", Decision.OVERRULED, status=Status.PLANNED, attach=TALK.upper())
    assert (line.cell.status, line.cell.reviewed and line.cell.reviewed.conflict) == (Status.PLANNED, None)

    assert office.store.save(written(BODY)).record.outcome is Outcome.DUPLICATE
    assert office.cell("1.2").cell.status is Status.PLANNED

    office.store.load_roster("r", ROSTER)
    newer = written(BODY + "- Việc mới thêm.\n", name="moi.txt")
    assert office.store.save(newer).record.outcome is Outcome.LOADED
    assert [row.version for row in plan_rows(office.store)] == [2]
    after = office.cell("1.2").cell
    assert after.status is Status.PLANNED and after.reviewed is not None
    assert (after.reviewed.by, after.reviewed.conflict) == ("Lan", None)

    office.store.save(written("I. NHIỆM VỤ\n1. Nội dung chung\n- Việc khác hẳn.\n", name="moi-nua.txt"))
    gone = office.cell("1.2").cell
    assert gone.status is Status.PLANNED and gone.reviewed is not None and gone.doubtful
    assert "không còn" in (gone.reviewed.conflict or "")
    assert cells_to_review(office.store, office.criteria)[0].criterion == "1.2"


ON_TIME, PUBLISHED = (
    "- Phấn đấu 98% hồ sơ TTHC được giải quyết đúng hạn.",
    "- Niêm yết công khai TTHC tại trụ sở UBND xã.",
)
PLACED: dict[str, tuple[str, bool]] = {
    "into another part": (f"I. MỤC ĐÍCH, YÊU CẦU\n{PUBLISHED}\nII. NHIỆM VỤ\n1. Nội dung chung\n{ON_TIME}\n", True),
    "under another heading": (
        f"I. NHIỆM VỤ\n1. Nội dung chung\n{ON_TIME}\n2. Khen thưởng, kỷ luật\n{PUBLISHED}\n",
        True,
    ),
    "here and there": (
        f"I. NHIỆM VỤ\n1. Nội dung chung\n{PUBLISHED}\n2. Khen thưởng, kỷ luật\n{PUBLISHED}\n",
        False,
    ),
    "renumbered": (
        f"I. CĂN CỨ\n- Theo chỉ đạo.\nII. NHIỆM VỤ\n1. Mở đầu\n- Việc.\n2. Nội dung chung\n{PUBLISHED}\n",
        False,
    ),
    "heading worded anew": (f"I. NHIỆM VỤ TRỌNG TÂM\n1. Những nội dung chung\n{PUBLISHED}\n", False),
}


@pytest.mark.parametrize("case", PLACED)
def test_words_that_stand_somewhere_else_in_a_newer_version_are_a_conflict(office: Office, case: str) -> None:
    body, moved = PLACED[case]
    assert office.decide("3.1", Decision.OVERRULED, status=Status.PLANNED, attach=PUBLISHED[2:]).cell.reviewed
    office.store.save(written(body, name="moi.txt"))
    cell = office.cell("3.1").cell
    assert cell.status is Status.PLANNED and cell.reviewed is not None and cell.reviewed.by == "Lan"
    assert ("chuyển sang chỗ khác" in (cell.reviewed.conflict or "")) is moved
    assert ("3.1" in {line.criterion for line in cells_to_review(office.store, office.criteria)}) is moved


def test_an_attached_passage_becomes_an_example_for_other_plans(office: Office) -> None:
    other = "I. NHIỆM VỤ\n1. Nội dung chung\n- " + TALK + ".\n"
    office.store.save(written(other, issuer="xã An Lạc", symbol="5/KH-UBND"))
    office.decide("1.2", Decision.OVERRULED, status=Status.PLANNED, attach=TALK)
    [elsewhere] = [
        row for row in coverage_rows(office.store, office.criteria, criterion="1.2") if row.short_unit == "xã An Lạc"
    ]
    assert elsewhere.cell.status is Status.PLANNED and elsewhere.cell.reviewed is None


def test_what_was_confirmed_and_changed_is_a_conflict(office: Office) -> None:
    assert office.decide("3.1", Decision.CONFIRMED).cell.status is Status.PLANNED
    office.store.save(written("I. NHIỆM VỤ\n1. Nội dung chung\n- Việc khác hẳn.\n", name="b.txt"))
    cell = office.cell("3.1").cell
    assert cell.status is Status.PLANNED and cell.machine is Status.UNADDRESSED
    assert cell.reviewed is not None and cell.reviewed.conflict


def test_a_dismissed_passage_is_no_ground(office: Office) -> None:
    line = office.decide("3.1", Decision.DISMISSED, quote="công khai TTHC tại trụ sở")
    assert (line.cell.status, line.cell.machine, line.cell.evidence) == (Status.UNADDRESSED, Status.PLANNED, ())
    assert not line.cell.has.task
    back = office.decide("3.1", Decision.DISMISSED)
    assert (back.cell.status, back.cell.machine) == (Status.PLANNED, None)


def test_not_applicable_has_a_reason(office: Office) -> None:
    line = office.decide("1.1", Decision.NOT_APPLICABLE, note="Xã đảo, huyện làm thay")
    assert line.cell.status is Status.NOT_APPLICABLE and line.cell.machine is Status.UNADDRESSED
    assert [row.criterion for row in decided_cells(office.store, office.criteria)] == ["1.1"]


@pytest.mark.parametrize(
    ("code", "decision", "said", "words"),
    [
        ("1.1", Decision.NOT_APPLICABLE, {}, "lý do"),
        ("1.1", Decision.OVERRULED, {}, "--status"),
        ("1.1", Decision.OVERRULED, {"status": Status.NOT_SUBMITTED}, "--status"),
        ("1.1", Decision.OVERRULED, {"status": Status.PLANNED}, "làm căn cứ"),
        ("1.1", Decision.OVERRULED, {"status": Status.PLANNED, "attach": "không có câu này"}, "không có đoạn"),
        ("1.1", Decision.CONFIRMED, {"status": Status.PLANNED}, "không phải là xác nhận"),
        ("1.1", Decision.DISMISSED, {}, "chưa có quyết định"),
        ("3.1", Decision.DISMISSED, {"quote": TALK}, "không phải là đoạn trích"),
    ],
)
def test_a_decision_without_ground_is_refused(
    office: Office, code: str, decision: Decision, said: dict[str, object], words: str
) -> None:
    with pytest.raises(KehoachError) as caught:
        office.decide(code, decision, **said)
    assert words in f"{caught.value.message} {caught.value.next_step}"
    assert office.store.reviews() == ()


def test_a_unit_without_a_plan_has_nothing_to_confirm(office: Office) -> None:
    [absent] = [entry.id for entry in office.store.units() if entry.unit.name == "Phú Thọ"]
    with pytest.raises(KehoachError, match="chưa gửi kế hoạch"):
        decide(office.store, office.criteria, absent, "1.1", Verdict(decision=Decision.CONFIRMED, by="Lan"))


def test_items_are_corrected_and_dismissed_everywhere(office: Office) -> None:
    assert [row.value for row in target_rows(office.store)] == [98]
    office.decide_item("target", "98% hồ sơ TTHC", Decision.OVERRULED, ("value", "95,5"), ("deadline", "30/6/2024"))
    [target] = target_rows(office.store)
    assert (target.value, target.deadline) == (95.5, "2024-06-30")
    assert target.reviewed is not None and dict(target.reviewed.was)["value"] == 98

    office.store.save(written(BODY + "- Việc mới thêm.\n", name="moi.txt"))
    assert [row.value for row in target_rows(office.store)] == [95.5]
    office.decide_item("target", "98% hồ sơ TTHC", Decision.DISMISSED)
    assert target_rows(office.store) == ()
    office.decide_item("target", "98% hồ sơ TTHC", Decision.CONFIRMED)
    assert [row.value for row in target_rows(office.store)] == [98]

    office.store.save(written("I. NHIỆM VỤ\n1. Nội dung chung\n- Việc khác hẳn.\n", name="moi-nua.txt"))
    assert [decision.applies for decision in item_decisions(office.store)] == [False]


def test_the_roles_that_a_person_gives_a_task_are_those_of_all_its_parties(office: Office) -> None:
    plan = office.store.save(
        written(BODY + "- Giao Công an xã chủ trì, phối hợp với Trạm Y tế kiểm tra an ninh.\n", name="giao-viec.txt")
    ).plan_id
    assert plan is not None
    assert [(row.party, row.roles) for row in assignment_rows(office.store)] == [
        ("Công an xã", ("lead", "monitor")),
        ("Trạm Y tế", ("coordinate",)),
    ]
    office.decide_item("assignment", "Giao Công an xã", Decision.OVERRULED, ("roles", "execute"))
    assert {row.roles for row in assignment_rows(office.store)} == {("execute",)}
    [item] = decided_plan(office.store, plan).plan.assignments
    assert [item.roles_of(party) for party in item.parties] == [(Role.EXECUTE,)] * 2


def test_a_dismissed_target_grants_no_criterion_a_target(office: Office) -> None:
    assert office.cell("3.2").cell.has.target
    office.decide_item("target", "98% hồ sơ TTHC", Decision.DISMISSED)
    assert not office.cell("3.2").cell.has.target


@pytest.mark.parametrize(
    ("kind", "quote", "correction", "words"),
    [
        ("target", "không có", (), "không có chỉ tiêu"),
        ("target", "98%", (("value", "nhiều"),), "Hãy ghi: số"),
        ("target", "98%", (("comparator", "khoảng"),), ">="),
        ("target", "98%", (("deadline", "31/2/2024"),), "ngày"),
        ("target", "98%", (("color", "x"),), "metric"),
        ("thing", "98%", (), "assignment"),
    ],
)
def test_a_wrong_correction_is_refused(
    office: Office, kind: str, quote: str, correction: tuple[tuple[str, str], ...], words: str
) -> None:
    with pytest.raises(KehoachError) as caught:
        office.decide_item(kind, quote, Decision.OVERRULED, *correction)
    assert words in f"{caught.value.message} {caught.value.next_step}"
    assert office.store.reviews() == () and assignment_rows(office.store) is not None


@pytest.mark.parametrize(
    ("kind", "name", "written_as", "value"),
    [
        ("target", "value", "1.250,5", 1250.5),
        ("target", "value", "95.5", 95.5),
        ("target", "value", "", None),
        ("target", "deadline", "9/2021", "2021-09"),
        ("target", "deadline", "2021-09-30", "2021-09-30"),
        ("deadline", "date", "", None),
        ("assignment", "roles", "lead, report", ("lead", "report")),
    ],
)
def test_values_as_people_type_them(kind: str, name: str, written_as: str, value: object) -> None:
    assert read_correction(kind, name, written_as) == value


# The sheet


def _filled(path: Path, *fills: tuple[str, dict[str, str]]) -> None:
    """Fill the row of a criterion: column title -> text."""
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    titles = {cell.value: cell.column for cell in sheet[3]}
    for code, texts in fills:
        [row] = [r for r in range(4, sheet.max_row + 1) if sheet.cell(r, titles["Mã tiêu chí"]).value == code]
        for title, text in texts.items():
            sheet.cell(row, titles[title]).value = text
    book.save(path)


def _exported(office: Office, path: Path) -> Path:
    lines = cells_to_review(office.store, office.criteria, Which.ALL, units=frozenset({office.unit}))
    write_review_sheet(lines, path)
    return path


def test_the_sheet_goes_round(office: Office, tmp_path: Path) -> None:
    path = _exported(office, tmp_path / "phieu.xlsx")
    report = load_review_sheet(office.store, office.criteria, path, by="Lan")
    assert (report.rows, report.kept) == (4, 0)
    _filled(
        path,
        ("1.1", {"Quyết định": "Xác nhận"}),
        (
            "1.2",
            {
                "Quyết định": "Sửa kết quả",
                "Kết quả đúng": "có nhiệm vụ",
                "Đoạn trích bổ sung": TALK,
                "Người quyết định": "Hoa",
            },
        ),
        ("3.1", {"Quyết định": "Loại đoạn trích"}),
        ("3.2", {"Quyết định": "Không áp dụng", "Lý do, ghi chú": "huyện làm thay"}),
    )
    assert load_review_sheet(office.store, office.criteria, path, by="Lan").kept == 4
    assert load_review_sheet(office.store, office.criteria, path, by="Lan").kept == 0  # the same sheet again
    assert [office.cell(code).cell.status for code in ("1.1", "1.2", "3.1", "3.2")] == [
        Status.UNADDRESSED,
        Status.PLANNED,
        Status.UNADDRESSED,
        Status.NOT_APPLICABLE,
    ]
    assert {line.cell.reviewed.by for line in decided_cells(office.store, office.criteria) if line.cell.reviewed} == {
        "Lan",
        "Hoa",
    }
    again = _exported(office, tmp_path / "lai.xlsx")
    report = load_review_sheet(office.store, office.criteria, again, by="Một người khác")
    assert (report.kept, report.unchanged) == (0, 4)


@pytest.mark.parametrize(
    ("fill", "words"),
    [
        ({"Quyết định": "Chắc vậy"}, ("K4", "Chắc vậy", "Xác nhận")),
        ({"Quyết định": "Sửa kết quả"}, ("L4", "Chưa nêu kết quả đúng", "Ghi cột “Kết quả đúng”")),
        ({"Quyết định": "Sửa kết quả", "Kết quả đúng": "rất tốt"}, ("L4", "rất tốt")),
        ({"Quyết định": "Không áp dụng"}, ("N4", "lý do")),
        (
            {"Quyết định": "Sửa kết quả", "Kết quả đúng": "có nhắc", "Đoạn trích bổ sung": "không có ở đâu"},
            ("M4", "không có ở đâu"),
        ),
        ({"Kết quả đúng": "có nhiệm vụ"}, ("L4", "chưa chọn")),  # what was meant must not be lost
        ({"Đoạn trích bổ sung": TALK}, ("M4", "chưa chọn")),
        ({"Quyết định": "Xác nhận", "Đơn vị": "xã Không Có"}, ("A4", "xã Không Có")),
        ({"Quyết định": "Xác nhận", "Mã tiêu chí": "9.9"}, ("C4", "9.9")),
        ({"Quyết định": "Xác nhận", "Mã tiêu chí": "1.2"}, ("C5", "dòng 4")),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_kept(
    office: Office, tmp_path: Path, fill: dict[str, str], words: tuple[str, ...]
) -> None:
    path = tmp_path / "phieu.xlsx"
    lines = coverage_rows(office.store, office.criteria, units=frozenset({office.unit}))
    write_review_sheet(lines, path)
    _filled(path, ("1.2", {"Quyết định": "Xác nhận"}), ("1.1", fill))
    with pytest.raises(KehoachError) as caught:
        load_review_sheet(office.store, office.criteria, path, by="Lan")
    assert all(word in f"{caught.value.message} {caught.value.next_step}" for word in ("phieu.xlsx", "Rà soát", *words))
    assert office.store.reviews() == ()


@pytest.mark.parametrize(
    ("written", "decision"),
    [
        ("  xác nhận ", Decision.CONFIRMED),
        ("Đồng ý", Decision.CONFIRMED),
        ("đúng.", Decision.CONFIRMED),
        ("SỬA  KẾT QUẢ", Decision.OVERRULED),
        ("KHÔNG ÁP DỤNG", Decision.NOT_APPLICABLE),
    ],
)
def test_a_decision_as_people_write_it(office: Office, tmp_path: Path, written: str, decision: Decision) -> None:
    path = _exported(office, tmp_path / "phieu.xlsx")
    status = {"Kết quả đúng": "Chưa rõ"} if decision is Decision.OVERRULED else {}
    _filled(path, ("1.1", {"Quyết định": written, "Lý do, ghi chú": "xã không có", **status}))
    assert load_review_sheet(office.store, office.criteria, path, by="Lan").kept == 1
    [review] = office.store.reviews()
    assert review.decision is decision
    assert review.status is not Status.MENTIONED and (not status or review.status is Status.UNKNOWN)


def test_all_wrong_rows_are_told_at_once(office: Office, tmp_path: Path) -> None:
    path = _exported(office, tmp_path / "phieu.xlsx")
    _filled(path, ("1.1", {"Quyết định": "Chắc vậy"}), ("1.2", {"Quyết định": "Không áp dụng"}))
    with pytest.raises(KehoachError, match=r"ô K\d .*Chắc vậy.*Cũng sai: .*ô N\d .*lý do"):
        load_review_sheet(office.store, office.criteria, path, by="Lan")


def test_a_merged_cell_decides_nothing(office: Office, tmp_path: Path) -> None:
    path = _exported(office, tmp_path / "phieu.xlsx")
    _filled(path, ("1.1", {"Quyết định": "Xác nhận"}))
    book = load_workbook(path)
    assert book.active is not None
    book.active.merge_cells("K4:K5")
    book.save(path)
    with pytest.raises(KehoachError, match=r"Rà soát”, ô K4 .*gộp"):
        load_review_sheet(office.store, office.criteria, path, by="Lan")
    assert office.store.reviews() == ()


def test_nothing_in_the_sheet_is_a_formula(office: Office, tmp_path: Path) -> None:
    hostile = "=cmd|' /C calc'!A0 công khai thủ tục hành chính {{ x }} \x07 @SUM(A1)"
    body = f"I. NHIỆM VỤ\n1. Nội dung chung\n- {hostile}.\n"
    office.store.save(written(body, name='=HYPERLINK("http://x").txt'))
    path = _exported(office, tmp_path / "phieu.xlsx")
    sheet = load_workbook(path).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert any("cmd|" in str(cell.value) for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert len(DECISIONS) == 4 and len(sheet.data_validations.dataValidation) == 2
