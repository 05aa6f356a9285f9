"""The commands of the contract: exit codes, clean JSON, Vietnamese messages, nothing half loaded."""

import json
import os
from pathlib import Path

import pytest

from app.cli import app, run

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"
ROSTER = Path(__file__).resolve().parents[2] / "corpus" / "sample_sources" / "danh-sach-don-vi.csv"
TEXT = SAMPLES / "ke-hoach-ubnd-xa-yen-thuong.txt"
WORD = SAMPLES / "ke-hoach-ubnd-thi-tran-cam-giang.docx"
PDF = SAMPLES / "ke-hoach-ubnd-xa-tan-binh.pdf"
DISTRICT = SAMPLES / "ke-hoach-kiem-tra-ubnd-huyen-tu-ky.pdf"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'kehoach.db'}"
    monkeypatch.setenv("KEHOACH_DB", url)
    return url


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the roster and the four samples that need no OCR."""
    url = f"sqlite:///{tmp_path_factory.mktemp('loaded') / 'kehoach.db'}"
    arguments = ["import", str(TEXT), str(WORD), str(PDF), str(DISTRICT), "--units", str(ROSTER), "--db", url]
    assert run([*arguments, "--workers", "2"]) == 0
    return url


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict | list:
    """The one JSON document on standard output."""
    capsys.readouterr()
    assert run(list(arguments)) == 0
    return json.loads(capsys.readouterr().out)


def commands() -> list[list[str]]:
    import typer

    from app import commands as _registered  # noqa: F401

    group = typer.main.get_command(app)
    names = []
    for name, command in group.commands.items():
        inner = getattr(command, "commands", None)
        names.extend([[name]] if inner is None else [[name, one] for one in inner])
    return names


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_has_vietnamese_help(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert "Cách dùng:" in shown
    assert "Usage" not in shown and "Show this message" not in shown


def test_rubbish_is_one_line_and_exit_code_1(database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rubbish = tmp_path / "x.pdf"
    rubbish.write_text("rubbish\n")
    assert run(["import", str(rubbish), "--json"]) == 1
    shown = capsys.readouterr()
    ledger = json.loads(shown.out)
    assert (ledger["discovered"], ledger["loaded"]) == (1, 0)
    [record] = ledger["files"]
    assert record["outcome"] in ("failed", "refused") and record["message"] and record["next_step"]
    assert sum("x.pdf" in line for line in shown.err.splitlines()) == 1
    assert answer(capsys, "plans", "--json") == []


def test_a_wrong_option_is_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "--bogus"]) == 2
    assert "--bogus" in capsys.readouterr().err
    assert run(["no-such-command"]) == 2
    assert run(["extract"]) == 2


def test_a_missing_database_folder_is_exit_code_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plans", "--db", f"sqlite:///{tmp_path}/missing/kehoach.db"]) == 3
    assert "Không có thư mục" in capsys.readouterr().err


def test_an_unreadable_input_of_extract_is_exit_code_4(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.docx"
    empty.write_bytes(b"")
    assert run(["extract", str(empty), "--json"]) == 4
    shown = capsys.readouterr()
    assert shown.out == "" and "empty.docx" in shown.err and "Traceback" not in shown.err


def test_rubbish_called_pdf_is_no_input_of_extract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rubbish = tmp_path / "rac.pdf"
    rubbish.write_text("rubbish, not a PDF", encoding="utf-8")
    assert run(["extract", str(rubbish), "--json"]) == 4
    captured = capsys.readouterr()
    assert not captured.out and "đuôi .pdf" in captured.err


def test_extract_gives_the_plan_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    plan = answer(capsys, "extract", str(PDF), "--json")
    assert plan["schema_version"] == 1
    assert plan["header"]["symbol"] == "49/KH-UBND"
    for kind in ("sections", "citations", "targets", "assignments", "deadlines"):
        assert plan[kind], kind
        for item in plan[kind]:
            place = item["evidence"]
            assert plan["text"][place["start"] : place["end"]] == place["quote"]


def test_extract_text_is_the_frozen_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(TEXT), "--text"]) == 0
    assert capsys.readouterr().out == TEXT.read_text(encoding="utf-8") + "\n"


def test_the_html_page_is_self_contained(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run(["extract", str(TEXT), "--html", str(page)]) == 0
    written = page.read_text(encoding="utf-8")
    assert "http://" not in written and "https://" not in written
    assert written.count('class="m ') > 50
    assert '"cấp xã"' in written and '"commune"' not in written


def test_importing_again_changes_nothing(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(TEXT), str(WORD)]) == 0
    before = answer(capsys, "plans", "--json")
    again = answer(capsys, "import", str(TEXT), str(WORD), "--json")
    assert (again["duplicate"], again["loaded"]) == (2, 0)
    assert answer(capsys, "plans", "--json") == before


def test_the_ledger_adds_up_and_the_report_is_the_same(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes(TEXT.read_bytes())
    (folder / "b.txt").write_bytes(TEXT.read_bytes())
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "letter.txt").write_text("Kính gửi ông bà, hôm nay trời đẹp.", encoding="utf-8")
    report = tmp_path / "report.json"
    assert run(["import", str(folder), "--json", "--report", str(report)]) == 1
    ledger = json.loads(capsys.readouterr().out)
    counted = ("loaded", "duplicate", "superseded", "refused", "failed")
    assert ledger["discovered"] == sum(ledger[name] for name in counted) == len(ledger["files"]) == 4
    assert {record["reason"] for record in ledger["files"]} == {None, "same_bytes", "empty", "not_a_plan"}
    assert all(record["next_step"] for record in ledger["files"] if record["reason"])
    assert all(record["seconds"] > 0 for record in ledger["files"] if record["reason"] in (None, "not_a_plan"))
    assert json.loads(report.read_text(encoding="utf-8")) == ledger


def test_the_district_plan_is_loaded_but_not_compared(loaded: str, capsys: pytest.CaptureFixture[str]) -> None:
    plans = answer(capsys, "plans", "--json", "--db", loaded)
    assert any(plan["issuer_level"] == "district" for plan in plans)
    cells = answer(capsys, "coverage", "--json", "--db", loaded)["cells"]
    assert not any("Tứ Kỳ" in cell["unit"] for cell in cells)


def test_coverage_tells_absence_from_silence(loaded: str, capsys: pytest.CaptureFixture[str]) -> None:
    cells = answer(capsys, "coverage", "--json", "--db", loaded)["cells"]
    statuses = {(cell["unit"], cell["criterion"]): cell["status"] for cell in cells}
    assert {status for (unit, _), status in statuses.items() if "Minh Đức" in unit} == {"not_submitted"}
    assert "unknown" in {status for (unit, _), status in statuses.items() if "Yên Thượng" in unit}
    assert "unaddressed" not in {status for (unit, _), status in statuses.items() if "Yên Thượng" in unit}
    unaddressed = answer(capsys, "unaddressed", "--json", "--db", loaded)["cells"]
    assert unaddressed and all(cell["status"] == "unaddressed" for cell in unaddressed)
    for cell in unaddressed:
        assert cell["searched"]["sha256"] and cell["searched"]["grade"] != "poor"
        assert len(cell["searched"]["nearest"]) == 3


def test_a_filter_on_unit_and_criterion(loaded: str, capsys: pytest.CaptureFixture[str]) -> None:
    cells = answer(capsys, "coverage", "--unit", "TT Cẩm Giang", "--criterion", "3.2", "--json", "--db", loaded)[
        "cells"
    ]
    assert [(cell["unit"], cell["criterion"]) for cell in cells] == [("UBND thị trấn Cẩm Giang", "3.2")]
    assert run(["coverage", "--unit", "Cẩm Giàng", "--db", loaded]) == 2
    assert "Cẩm Giàng" in capsys.readouterr().err
    assert run(["coverage", "--criterion", "99.9", "--db", loaded]) == 2


def test_units_and_criteria_are_listed(loaded: str, capsys: pytest.CaptureFixture[str]) -> None:
    units = answer(capsys, "units", "list", "--roster", "--json", "--db", loaded)
    assert [unit["plans"] for unit in units] == [0, 1, 1, 1, 0]
    criteria = answer(capsys, "criteria", "list", "--json", "--db", loaded)
    assert set(criteria[0]) == {"code", "parent", "level", "name", "max_points"}
    assert sum(criterion["parent"] is None for criterion in criteria) == 8


def test_show_by_number_and_by_unit(loaded: str, capsys: pytest.CaptureFixture[str]) -> None:
    by_unit = answer(capsys, "show", "xã Tân Bình", "--json", "--db", loaded)
    assert by_unit["header"]["symbol"] == "49/KH-UBND"
    assert run(["show", "999", "--db", loaded]) == 2
    assert "999" in capsys.readouterr().err


def test_doctor_says_what_to_install(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    findings = answer(capsys, "doctor", "--json")
    assert {finding["present"] for finding in findings} <= {True, False}
    assert all(finding["install"] for finding in findings if not finding["present"])


def test_doctor_makes_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kehoach.db"
    findings = answer(capsys, "doctor", "--json", "--db", f"sqlite:///{file}")
    assert not file.exists()
    assert findings[-1]["present"] and "chưa có tệp dữ liệu" in findings[-1]["detail"]


def _csv(path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_two_sets_are_put_side_by_side(database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "Mã,Tên,Điểm tối đa"
    old = _csv(tmp_path / "cu.csv", head, "1,Chỉ đạo,2", "1.1,Kế hoạch,1", "1.2,Báo cáo,1")
    new = _csv(tmp_path / "moi.csv", head, "1,Chỉ đạo,2", "1.1,Báo cáo,1", "1.2,Sáng kiến,1")
    assert run(["criteria", "load", old]) == 0
    assert run(["criteria", "load", new, "--replaces", "không-có"]) == 2
    assert run(["criteria", "load", new, "--replaces", "cu"]) == 0
    capsys.readouterr()
    rows = answer(capsys, "criteria", "map", "cu", "moi", "--json")
    assert [(row["old"], row["new"], row["rule"]) for row in rows] == [
        ("1.1", None, None),
        ("1.2", "1.1", "same_name"),
        (None, "1.2", None),
    ]
    pairs = _csv(tmp_path / "ghep.csv", "Mã cũ,Mã mới", "1.1,1.2", "1.2,1.1")
    rows = answer(capsys, "criteria", "map", "cu", "moi", "--load", pairs, "--json")
    assert [(row["old"], row["new"], row["rule"]) for row in rows] == [
        ("1.1", "1.2", "person"),
        ("1.2", "1.1", "person"),
    ]
    wrong = _csv(tmp_path / "sai.csv", "Mã cũ,Mã mới", "1.1,9.9")
    assert run(["criteria", "map", "cu", "moi", "--load", wrong]) == 1
    assert "dòng 2, cột 2: bộ “moi” không có tiêu chí “9.9”" in capsys.readouterr().err


def test_a_load_answers_as_the_contract_says(database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _csv(tmp_path / "bo.csv", "Mã,Tên,Điểm tối đa", "1,Chỉ đạo,2", "1.1,Kế hoạch,1")
    assert answer(capsys, "criteria", "load", file, "--as", "tinh-a", "--json") == {
        "id": "tinh-a",
        "rows": 2,
        "areas": 1,
        "total_points": 2.0,
        "warnings": ["Mục 1: tổng điểm các mục con là 1, khác điểm tối đa 2."],
    }
    roster = _csv(tmp_path / "xa.csv", "Tên đơn vị", "Xã A")
    assert answer(capsys, "units", "load", roster, "--json")["rows"] == 1
    scores = _csv(tmp_path / "diem.csv", "Đơn vị,1.1", "Xã A,1")
    assert answer(capsys, "scores", "load", scores, "--json") == {
        "id": "diem",
        "rows": 1,
        "areas": None,
        "total_points": None,
        "warnings": [],
    }


def test_a_file_name_cannot_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no control characters in file names")
    named = tmp_path / "ke-hoach\x1b[31m\x07.txt"
    named.write_bytes(TEXT.read_bytes())
    assert run(["extract", str(named)]) == 0
    assert run(["extract", str(named.with_suffix(".pdf"))]) != 0
    captured = capsys.readouterr()
    assert "ke-hoach [31m" in captured.out and "ke-hoach [31m" in captured.err
    assert "\x1b" not in captured.out + captured.err and "\x07" not in captured.out + captured.err
