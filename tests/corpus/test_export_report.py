"""The report in Word tells the figures of the database; the templates are those of the script, or one's own."""

import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as DocxFile

from corpus.export import export
from corpus.export.make_templates import FOLDER, make
from corpus.export.summary import gather_facts
from corpus.queries import plan_rows
from corpus.queries_coverage import coverage_rows
from schema.criteria import Criterion
from schema.errors import KehoachError
from schema.ledger import Outcome
from schema.store import Store
from tests.corpus.exporting_office import BODY, Office
from tests.corpus.plans_written import CRITERIA, written


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
