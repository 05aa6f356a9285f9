"""Exports: every count is that of the database, the same data give the same bytes, nothing is left half written."""

import csv
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from docx import Document as DocxFile
from lxml import etree
from openpyxl import load_workbook

from app.cli import run
from corpus.export import export, export_plan, matrix_sheet, sheets
from corpus.export.make_templates import FOLDER, make
from corpus.export.summary import ORDER, gather_facts
from corpus.queries import assignment_rows, citation_rows, ledger_rows, plan_rows, target_rows, warning_rows
from corpus.queries_coverage import coverage_rows
from corpus.reviewing import Verdict, decide
from schema.coverage import Decision, Status
from schema.criteria import Criterion
from schema.errors import KehoachError
from schema.ledger import FileRecord, Outcome, Reason
from schema.scores import Score, ScoreSheet
from schema.store import Store, StoredCriteria
from schema.units import Unit
from tests.corpus.plans_written import CRITERIA, ROSTER, written

BODY = (
    "I. NHIỆM VỤ\n1. Cải cách thủ tục hành chính\n"
    "- Công chức Văn hóa - Xã hội niêm yết công khai thủ tục hành chính tại trụ sở, hoàn thành trước ngày 30/6/2024.\n"
    "- Phấn đấu 98,5% hồ sơ thủ tục hành chính được giải quyết đúng hạn.\n"
    "2. Tuyên truyền\n- Tuyên truyền cải cách hành chính trên hệ thống loa truyền thanh.\n"
)
SHEETS = {
    "Chỉ tiêu": target_rows,
    "Phân công": assignment_rows,
    "Căn cứ": citation_rows,
    "Cảnh báo": warning_rows,
    "Nhật ký nhập": ledger_rows,
}
FORMATS = (".xlsx", ".docx", ".csv", ".json", ".parquet", ".datasette.json")


class Office:
    """A database with a roster of three, plans of two of them and of their district, and a file that failed."""

    def __init__(self, store: Store) -> None:
        self.store = store
        store.load_roster("r", ROSTER)
        self.criteria: StoredCriteria = store.save_criteria(CRITERIA)
        self.units = {entry.unit.name: entry.id for entry in store.units()}
        run = store.begin_run(["."])
        store.save(written(BODY), run=run, seconds=0.25)
        store.save(
            written("I. NHIỆM VỤ\n- Đối thoại với người dân.\n", issuer="xã An Lạc", symbol="   /KH-UBND"), run=run
        )
        store.save(written(BODY, issuer="huyện Đông Sơn", symbol="9/KH-UBND"), run=run)
        store.record(run, FileRecord(name="hong.pdf", sha256="0" * 64, outcome=Outcome.FAILED, reason=Reason.CORRUPT))
        store.finish_run(run)

    def export(self, out: Path) -> Path:
        export(self.store, out, self.criteria)
        return out


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    with Store.open(database_url) as store:
        yield Office(store)


@pytest.fixture
def small_office(tmp_path: Path) -> Iterator[Office]:
    with Store.open(f"sqlite:///{tmp_path / 'kehoach.db'}") as store:
        yield Office(store)


def test_every_sheet_has_as_many_rows_as_the_database(office: Office, tmp_path: Path) -> None:
    book = load_workbook(office.export(tmp_path / "t.xlsx"))
    cells = coverage_rows(office.store, office.criteria)
    expected = {name: len(rows(office.store)) for name, rows in SHEETS.items()}
    expected["Chi tiết"] = len(cells)
    expected["Bỏ trống"] = sum(line.cell.status is Status.UNADDRESSED for line in cells)
    assert {name: book[name].max_row - 1 for name in expected} == expected
    assert all(expected.values())
    guide = {row[0].value: row[2].value for row in book["Cách đọc"].iter_rows() if row[2].value is not None}
    assert {name: guide[name] for name in expected} == expected
    assert {status: guide[status.label] for status in Status} == {
        status: sum(line.cell.status is status for line in cells) for status in Status
    }


def test_the_matrix_says_what_the_cells_say(office: Office, tmp_path: Path) -> None:
    sheet = load_workbook(office.export(tmp_path / "t.xlsx"))["Tổng hợp"]
    head = [cell.value for cell in sheet[4]]
    units = head[2 + len(ORDER) :]
    rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=5) if row[0].value}
    cells = coverage_rows(office.store, office.criteria)
    assert units == ["xã Bình Minh", "xã An Lạc", "xã Phú Thọ"]
    for line in cells:
        row = rows[line.criterion]
        assert row[head.index(line.short_unit)] == line.cell.status.label
        counted = Counter(other.cell.status for other in cells if other.criterion == line.criterion)
        assert row[2 : 2 + len(ORDER)] == [counted[status] for status in ORDER]
    bottom = {row[1].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=5) if not row[0].value}
    for status in ORDER:
        counts = [sum(line.cell.status is status and line.short_unit == unit for line in cells) for unit in units]
        assert bottom[f"Cộng: {status.label}"][2 + len(ORDER) :] == counts


def test_the_district_is_not_compared_but_its_items_are_listed(office: Office, tmp_path: Path) -> None:
    book = load_workbook(office.export(tmp_path / "t.xlsx"))
    for name, listed in (("Chi tiết", False), ("Chỉ tiêu", True), ("Phân công", True), ("Căn cứ", True)):
        assert ("huyện Đông Sơn" in {row[0].value for row in book[name].iter_rows()}) is listed, name


def test_days_are_days_and_numbers_are_numbers(office: Office, tmp_path: Path) -> None:
    book = load_workbook(office.export(tmp_path / "t.xlsx"))
    details = [
        {cell.value: value for cell, value in zip(book["Chi tiết"][1], row, strict=True)}
        for row in book["Chi tiết"].iter_rows(min_row=2)
    ]
    [published] = [
        row for row in details if row["Mã tiêu chí"].value == "3.1" and row["Đơn vị"].value == "xã Bình Minh"
    ]
    assert published["Hạn cuối"].value == datetime(2024, 6, 30)
    assert published["Hạn cuối"].number_format == "dd/mm/yyyy"
    assert published["Người, bộ phận thực hiện"].value.startswith("Công chức Văn hóa - Xã hội")
    values = {row[3].value for row in book["Chỉ tiêu"].iter_rows(min_row=2)}
    assert 98.5 in values
    assert published["Độ tin cậy"].number_format == "0%"


def test_lost_points_and_reviews_are_shown(office: Office, tmp_path: Path) -> None:
    lost = Score(unit=office.units["An Lạc"], criterion="3.1", points=1.25)
    office.store.save_scores(ScoreSheet(id="b", year=2023, scores=(lost,)), office.criteria)
    verdict = Verdict(decision=Decision.NOT_APPLICABLE, by="Lan", note="không thuộc phạm vi")
    decide(office.store, office.criteria, office.units["An Lạc"], "3.2", verdict)
    book = load_workbook(office.export(tmp_path / "t.xlsx"))
    missing = book["Bỏ trống"]
    titles = [cell.value for cell in missing[1]]
    [row] = [row for row in missing.iter_rows(min_row=2, values_only=True) if row[0] == "xã An Lạc" and row[3] == "3.1"]
    assert row[titles.index("Điểm mất")] == 1.75
    details = book["Chi tiết"]
    titles = [cell.value for cell in details[1]]
    [row] = [row for row in details.iter_rows(min_row=2, values_only=True) if row[0] == "xã An Lạc" and row[1] == "3.2"]
    assert (row[3], row[titles.index("Người rà soát")]) == ("không áp dụng", "Lan")
    assert row[titles.index("Ghi chú rà soát")] == "không thuộc phạm vi"
    matrix = [list(line) for line in book["Tổng hợp"].iter_rows(values_only=True)]
    units = next(line for line in matrix if "xã An Lạc" in line)
    asked = {line[0]: str(line[units.index("xã An Lạc")]).partition("/")[2] for line in matrix}
    assert asked["3"] == str(sum(code.startswith("3.") for code in map(str, asked)) - 1)  # 3.2 is not owed


def test_csv_json_and_parquet_hold_the_same_cells(office: Office, tmp_path: Path) -> None:
    cells = coverage_rows(office.store, office.criteria)
    expected = [(line.short_unit, line.criterion, line.cell.status.value) for line in cells]
    out = office.export(tmp_path / "t.csv")
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["Đơn vị"], row["Mã tiêu chí"], row["Mã kết quả"]) for row in rows] == expected
    document = json.loads(office.export(tmp_path / "t.json").read_text(encoding="utf-8"))
    assert [
        (cell["unit"].removeprefix("UBND "), cell["criterion"], cell["status"]) for cell in document["cells"]
    ] == expected
    table = pq.read_table(office.export(tmp_path / "t.parquet")).to_pylist()
    assert [(row["unit"].removeprefix("UBND "), row["criterion"], row["status"]) for row in table] == expected
    assert date(2024, 6, 30) in {row["due"] for row in table}


def test_json_holds_every_item_and_its_evidence(office: Office, tmp_path: Path) -> None:
    document = json.loads(office.export(tmp_path / "t.json").read_text(encoding="utf-8"))
    assert len(document["plans"]) == len(plan_rows(office.store)) == 3
    assert len(document["targets"]) == len(target_rows(office.store))
    parties = sum(len(item["parties"]) or 1 for item in document["assignments"])
    assert parties == len(assignment_rows(office.store))
    ledger = document["ledger"]
    assert ledger["discovered"] == len(ledger["files"]) == sum(ledger[outcome.value] for outcome in Outcome) == 4
    for item in (*document["targets"], *document["citations"], *document["warnings"]):
        text = office.store.get(item["plan"]).document.text
        evidence = item["evidence"]
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_data_give_the_same_bytes(suffix: str, small_office: Office, tmp_path: Path) -> None:
    first = small_office.export(tmp_path / f"a{suffix}").read_bytes()
    assert small_office.export(tmp_path / f"b{suffix}").read_bytes() == first
    if zipfile.is_zipfile(tmp_path / f"a{suffix}"):
        with zipfile.ZipFile(tmp_path / f"a{suffix}") as package:
            assert {entry.date_time[0] for entry in package.infolist()} == {1980}
            assert str(datetime.now().year + 1) not in package.read("docProps/core.xml").decode()


def test_the_report_tells_the_figures(small_office: Office, tmp_path: Path) -> None:
    document = DocxFile(str(small_office.export(tmp_path / "t.docx")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Tổng số đơn vị được tổng hợp: 3; đã gửi kế hoạch: 2 (66,7%); chưa gửi: 1." in text
    assert "Đơn vị chưa gửi kế hoạch: xã Phú Thọ." in text
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert any(row[1:2] == ["hong.pdf"] for row in rows)
    assert not any("{%" in cell or "{{" in cell for row in rows for cell in row) and "{%" not in text


def test_a_criterion_stands_for_its_components_in_the_report(tmp_path: Path) -> None:
    below = tuple(
        Criterion(code=f"1.2.{number}", parent="1.2", name=name)
        for number, name in enumerate(("Thời gian đối thoại", "Nội dung đối thoại"), 1)
    )
    with Store.open("sqlite://") as store:
        criteria = store.save_criteria(replace(CRITERIA, criteria=(*CRITERIA.criteria[:2], *below)))
        store.save(written("1. Nhiệm vụ\n- Tuyên truyền cải cách hành chính trên loa."))
        export(store, tmp_path / "t.docx", criteria)
    rows = [
        [cell.text for cell in row.cells] for table in DocxFile(str(tmp_path / "t.docx")).tables for row in table.rows
    ]
    left_out = "1.2 Đối thoại với người dân, doanh nghiệp (và 2 tiêu chí thành phần)"
    assert ["1", "xã Bình Minh", "3", left_out] in rows  # as many as the matrix shows


def test_the_report_says_where_an_absence_is_not_sure(tmp_path: Path) -> None:
    talk = "I. NHIỆM VỤ\n1. Công tác chỉ đạo, điều hành cải cách hành chính\n- Mở cuộc gặp gỡ hằng quý với bà con.\n- Tổ chức quét dọn trụ sở.\n"
    with Store.open("sqlite://") as store:
        criteria = store.save_criteria(CRITERIA)
        store.save(written(talk))
        unsure = [line.criterion for line in coverage_rows(store, criteria) if line.cell.doubtful]
        assert unsure
        export(store, tmp_path / "t.docx", criteria)
    tables = DocxFile(str(tmp_path / "t.docx")).tables
    [listed] = [
        row.cells[3].text
        for table in tables
        for row in table.rows
        if row.cells[1].text == "xã Bình Minh"
        if len(row.cells) == 4
    ]
    marked = [one.split()[0] for one in listed.split("; ") if one.endswith("(chưa chắc)")]
    assert marked == unsure


def test_a_file_met_again_is_counted_as_what_it_was(small_office: Office, tmp_path: Path) -> None:
    before = gather_facts(small_office.store, small_office.criteria).outcomes()
    run = small_office.store.begin_run(["."])
    known = {plan.file for plan in plan_rows(small_office.store)}
    assert small_office.store.save(written(BODY), run=run).record.outcome is Outcome.DUPLICATE
    copy = written(BODY, name="ban-sao.txt")
    assert small_office.store.save(copy, run=run).record.outcome is Outcome.DUPLICATE and "ban-sao.txt" not in known
    small_office.store.finish_run(run)
    after = gather_facts(small_office.store, small_office.criteria).outcomes()
    assert after == before + Counter({Outcome.DUPLICATE: 1})


def test_a_template_of_ones_own(small_office: Office, tmp_path: Path) -> None:
    template = tmp_path / "mau.docx"
    document = DocxFile()
    document.add_paragraph("Có {{ so_don_vi }} đơn vị.")
    document.save(str(template))
    export(small_office.store, tmp_path / "t.docx", small_office.criteria, template)
    assert DocxFile(str(tmp_path / "t.docx")).paragraphs[0].text == "Có 3 đơn vị."
    document.add_paragraph("{{ khong_co_o_nay }}")
    document.save(str(template))
    with pytest.raises(KehoachError, match="không hợp lệ"):
        export(small_office.store, tmp_path / "t.docx", small_office.criteria, template)
    template.write_bytes(b"x")
    with pytest.raises(KehoachError, match="không phải là mẫu Word"):
        export(small_office.store, tmp_path / "t.docx", small_office.criteria, template)


def test_the_kept_templates_are_those_of_the_script(tmp_path: Path) -> None:
    make(tmp_path)
    for made in tmp_path.iterdir():
        with zipfile.ZipFile(made) as new, zipfile.ZipFile(FOLDER / made.name) as kept:
            assert {name: new.read(name) for name in new.namelist()} == {
                name: kept.read(name) for name in kept.namelist()
            }


def test_a_plan_as_akoma_ntoso(small_office: Office, tmp_path: Path) -> None:
    export_plan(small_office.store, 1, tmp_path / "p.akn.xml")
    root = etree.parse(str(tmp_path / "p.akn.xml")).getroot()
    space = {"a": root.nsmap[None]}
    plan = small_office.store.get(1)
    identifiers = root.xpath("//@eId")
    assert len(identifiers) == len(set(identifiers))
    zones = {"HDR", "PRE", "END", "NN", "SIG"}
    assert {f"sec_{section.id}" for section in plan.sections if section.id not in zones} <= set(identifiers)
    [document] = root.xpath("/a:akomaNtoso/a:doc", namespaces=space)
    assert [etree.QName(part).localname for part in document] == [
        "meta",
        "preface",
        "preamble",
        "mainBody",
        "conclusions",
    ]
    told = Counter(" ".join(text for part in document[1:] for text in part.itertext()).split())
    assert told == Counter(plan.document.text.split())


def test_more_rows_than_a_sheet_holds_go_on_in_another(
    small_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "LAST_ROW", 5)
    book = load_workbook(small_office.export(tmp_path / "t.xlsx"))
    names = [name for name in book.sheetnames if name.startswith("Chi tiết")]
    assert names == ["Chi tiết", "Chi tiết (2)", "Chi tiết (3)"]
    assert sum(book[name].max_row - 1 for name in names) == 12
    [told] = [row[1] for row in book["Cách đọc"].iter_rows(values_only=True) if row[0] == "Chi tiết"]
    assert "tiếp ở: “Chi tiết (2)”, “Chi tiết (3)”" in told


def test_very_many_units_stand_in_the_rows(
    small_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matrix_sheet, "UNITS_ACROSS", 2)
    sheet = load_workbook(small_office.export(tmp_path / "t.xlsx"))["Tổng hợp"]
    head = [cell.value for cell in sheet[4]]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=5, values_only=True)}
    for line in coverage_rows(small_office.store, small_office.criteria):
        column = head.index(f"{line.criterion}. {line.criterion_name}")
        assert rows[line.short_unit][column] == line.cell.status.label
    assert rows["Cộng: chưa gửi kế hoạch"][2 + len(ORDER) :] == (1, 1, 1, 1)


def test_units_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'k.db'}") as store:
        twins = [Unit(kind="xã", name="Tân Bình", superior=f"huyện {name}") for name in "AB"]
        store.load_roster("r", [*twins, Unit(kind="xã", name="Khác")])
        export(store, tmp_path / "t.xlsx", store.save_criteria(CRITERIA))
    head = [cell.value for cell in load_workbook(tmp_path / "t.xlsx")["Tổng hợp"][4]]
    assert head[-3:] == ["xã Tân Bình (huyện A)", "xã Tân Bình (huyện B)", "xã Khác"]


def test_an_empty_database_gives_empty_tables(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'k.db'}") as store:
        for suffix in FORMATS:
            export(store, tmp_path / f"t{suffix}")
    assert load_workbook(tmp_path / "t.xlsx")["Chi tiết"].max_row == 1
    assert json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))["cells"] == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("t.pdf", ".xlsx, .docx, .csv"),
        ("t", ".xlsx, .docx, .csv"),
        ("t.xml", "--plan"),
        ("khong-co/t.xlsx", "Không có thư mục"),
    ],
)
def test_what_cannot_be_written_is_said(name: str, said: str, small_office: Office, tmp_path: Path) -> None:
    with pytest.raises(KehoachError) as error:
        small_office.export(tmp_path / name)
    assert said in str(error.value)


def test_a_failure_leaves_the_old_file_and_no_other(
    small_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "ra"
    folder.mkdir()
    out = small_office.export(folder / "t.json")
    before = out.read_bytes()

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("corpus.export.json_file.each_warning", broken)
    with pytest.raises(RuntimeError):
        small_office.export(out)
    assert out.read_bytes() == before
    assert list(folder.iterdir()) == [out]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["export", "t.xlsx"], 0),
        (["export", "p.xml", "--plan", "1"], 0),
        (["export", "t.csv", "--set", "thu"], 0),
        (["feedback", "thu"], 0),
        (["feedback", "thu", "--unit", "xã An Lạc"], 0),
        (["export", "t.pdf"], 2),
        (["export", "p.xml", "--plan", "99"], 2),
        (["export", "kehoach.db/t.csv"], 2),
        (["feedback", "kehoach.db"], 1),
        (["export", "t.xlsx", "--template", "a.docx"], 2),
        (["export", "t.csv", "--set", "khong-co"], 2),
        (["feedback", "thu", "--unit", "huyện Đông Sơn"], 2),
        (["export"], 2),
        (["export", "t.xlsx", "--khong-co"], 2),
        (["export", "t.xlsx", "--db", "sqlite:///khong/co/k.db"], 3),
    ],
)
def test_the_commands(
    arguments: list[str],
    code: int,
    small_office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KEHOACH_DB", f"sqlite:///{tmp_path / 'kehoach.db'}")
    assert run(arguments) == code
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("Đã ghi" if code == 0 else "Lỗi:")


def test_what_the_disk_refuses_is_said(small_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("corpus.export.json_file.each_warning", full)
    with pytest.raises(KehoachError, match="Không ghi được"):
        small_office.export(tmp_path / "t.json")
    assert not list(tmp_path.glob("*.json"))
