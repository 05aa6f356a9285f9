"""Exports in all formats: the same cells in each, the same data give the same bytes, nothing is left half written."""

import csv
import json
import zipfile
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from lxml import etree
from openpyxl import load_workbook

from app.cli import run
from corpus.export import export, export_plan
from corpus.queries import assignment_rows, plan_rows, target_rows
from corpus.queries_coverage import coverage_rows
from schema.errors import KehoachError
from schema.ledger import Outcome
from schema.store import Store
from tests.corpus.exporting_office import Office

FORMATS = (".xlsx", ".docx", ".csv", ".json", ".parquet", ".datasette.json")


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
