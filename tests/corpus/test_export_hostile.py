"""Nothing that comes from a plan becomes a formula, a link or markup in any output."""

import csv
import json
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html
from openpyxl import load_workbook

from app.evidence_page import evidence_page
from corpus.export import export, export_plan
from corpus.export.csv_file import safe
from corpus.export.letters import write_letters
from corpus.export.plain import CELL_LIMIT, clean, cut, one_line
from corpus.export.word import fill
from corpus.wording import full_date, shown_date
from schema.document import Document, Evidence
from schema.plan import Assignment, Citation, Comparator, Found, Party, Plan, Role, Target, Use, Warning
from schema.store import Store
from tests.corpus.plans_written import CRITERIA, written

BAIT = (
    "=cmd|' /C calc'!A0", "=1+1", "+1+1", "-2+3", "- gạch đầu dòng", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1",
    "<w:p>", "</w:t></w:r></w:p>", "</t></is></c>", "<r><t>x</t></r>", "]]>", "&lt;", "<!--", "<a href='http://a.b'>c</a>",
    "{{ 7*7 }}", "{% for x in y %}", "{%p if %}", "{# x #}", "http://a.b/c", "mailto:a@b.c", "internal:A1", "external:x.xlsx",
    "_x0041_", "\x00", "\x07", "\x0b", "\x0c", "\x1b[31m", "\ud800", "\ufffe", "\u202e", "\u2067", "\n", "&G&P",
    "</script><script>alert(1)</script>", "\" onmouseover=\"alert(1)", "<img src=x onerror=alert(1)>", "../../etc/passwd", "x" * 40_000, "𝒙" * 20_000,
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(BAIT) | st.text(max_size=8), min_size=1, max_size=4).map("".join)
TAGS = ("w:p", "w:tbl", "w:tr", "w:br", "w:hyperlink", "w:fldSimple", "w:instrText", "w:tab")


def hostile_plan(words: str) -> Plan:
    """A plan with ``words`` in the text and in every field that an export shows."""
    plan = written(f"I. NHIỆM VỤ\n- Công khai thủ tục hành chính {words[:2000]}\n", name=f"{words[:50]}.txt")
    at: Evidence = plan.document.cite(0, len(plan.document.text) // 2)
    target = Target(
        metric=words, comparator=Comparator.EQUAL, value=None, unit=words, period=words, deadline=words, baseline=words,
        section=words, evidence=at, rule="r",
    )  # fmt: skip
    party = Party(text=words, code=words)
    assignment = Assignment(roles=(Role.LEAD,), parties=(party,), task=words, section=words, evidence=at, rule="r")
    citation = Citation(
        type=words, type_code=None, number=None, symbol=words, date=None, issuer=words, title=words, provision=words,
        use=Use.BASIS, section=words, evidence=at, rule="r",
    )  # fmt: skip
    warning = Warning(code="blank_number", message=words, evidence=at)
    said = Found(value=words, evidence=at, rule="r")
    names = {name: said for name in ("title", "issuer", "signer", "signer_title", "place", "symbol") if words.strip()}
    return replace(
        plan,
        header=replace(plan.header, **names),
        targets=(target,),
        assignments=(assignment,),
        citations=(citation,),
        warnings=(warning,),
    )


def exported(words: str, folder: Path) -> Document:
    """Every export of a database with the hostile plan, in ``folder``."""
    with Store.open("sqlite://") as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr("corpus.export.report.fill", _filled_twice)
        patch.setattr("corpus.export.letters.fill", _filled_twice)
        criteria = store.save_criteria(CRITERIA)
        plan = store.save(hostile_plan(words)).record.plan
        assert plan is not None
        for suffix in (".xlsx", ".docx", ".csv", ".json", ".parquet", ".datasette.json"):
            export(store, folder / f"t{suffix}", criteria)
        export_plan(store, plan, folder / "t.xml")
        assert len(list(write_letters(store, criteria, folder))) == 1
        return store.get(plan).document


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_nothing_of_a_plan_becomes_anything_but_text(words: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        document = exported(words, folder)
        _check_workbook(folder / "t.xlsx", words)
        _check_csv(folder / "t.csv")
        _check_json(folder / "t.json", words, document)
        assert pq.read_table(folder / "t.parquet").num_rows == len(CRITERIA.criteria)
        assert words not in (folder / "t.datasette.json").read_text(encoding="utf-8") or len(words) < 3
        _check_page(words)
        root = etree.parse(str(folder / "t.xml")).getroot()
        assert {etree.QName(element).namespace for element in root.iter()} == {root.nsmap[None]}


def _check_workbook(path: Path, words: str) -> None:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            content = package.read(name)
            if name.endswith((".xml", ".rels")):
                etree.fromstring(content)
                assert b"hyperlink" not in content, name
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in content and b"<f " not in content and b"<r>" not in content, name
    book = load_workbook(path)
    assert all(
        cell.data_type != "f" and cell.hyperlink is None for sheet in book for row in sheet.iter_rows() for cell in row
    )
    shown = (book["Phân công"].cell(2, 2).value or "").rstrip()
    expected = cut(one_line(words)) or "(không nêu)"
    # An escape of the format is itself escaped; Excel undoes that, openpyxl does not.
    assert shown == expected.replace("_x0041_", "_x005F_x0041_").rstrip()


def _tags(path: Path) -> dict[str, int]:
    with zipfile.ZipFile(path) as package:
        content = package.read("word/document.xml")
    etree.fromstring(content)
    return {tag: len(re.findall(rf"<{tag}[ >/]", content.decode())) for tag in TAGS}


def _filled_twice(template: Path, values: Mapping[str, Any], out: Path, stamp: datetime) -> None:
    """Fill the template in, and once more with a plain word for every text: both must have the same structure."""
    fill(template, values, out, stamp)
    harmless = out.with_name("harmless.docx")
    fill(template, _harmless(values), harmless, stamp)
    assert _tags(out) == _tags(harmless)
    with zipfile.ZipFile(out) as package:
        shown = "".join(etree.fromstring(package.read("word/document.xml")).itertext())
    for text in _texts(values):
        assert "".join(one_line(text).split()) in "".join(shown.split())


def _harmless(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _harmless(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_harmless(inner) for inner in value]
    return "chữ" if isinstance(value, str) and value else value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping | list):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(inner)
    elif isinstance(value, str) and "{{" in value:
        yield value


def _check_page(words: str) -> None:
    """The evidence page of the hostile plan has the elements and attributes of a page of the same plan in plain words."""
    page = evidence_page(hostile_plan(words))
    page.encode("utf-8")
    found, harmless = (_elements(one) for one in (page, evidence_page(hostile_plan("chữ"))))
    assert found <= harmless, found - harmless


def _elements(page: str) -> set[tuple[str, tuple[str, ...]]]:
    root = html.document_fromstring(page)
    return {(element.tag, tuple(sorted(element.keys()))) for element in root.iter() if isinstance(element.tag, str)}


def test_five_thousand_targets_go_through_every_export(tmp_path: Path) -> None:
    plan = hostile_plan("=1+1 <w:p> {{ x }}")
    many = tuple(replace(plan.targets[0], metric=f"=chỉ tiêu số {number}") for number in range(5_000))
    with Store.open("sqlite://") as store:
        criteria = store.save_criteria(CRITERIA)
        store.save(replace(plan, targets=many))
        for suffix in (".xlsx", ".json", ".docx"):
            export(store, tmp_path / f"t{suffix}", criteria)
        assert len(list(write_letters(store, criteria, tmp_path))) == 1
    rows = load_workbook(tmp_path / "t.xlsx", read_only=True)["Chỉ tiêu"].iter_rows(
        min_row=2, max_col=2, values_only=True
    )
    assert [row[1] for row in rows] == [target.metric for target in many]
    assert len(json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))["targets"]) == 5_000


def _check_csv(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 1 + len(CRITERIA.criteria)
    assert Counter(map(len, rows)).keys() == {len(rows[0])}
    assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in rows for cell in row)


def _check_json(path: Path, words: str, document: Document) -> None:
    content = json.loads(path.read_bytes().decode("utf-8"))
    [assignment] = content["assignments"]
    assert assignment["task"] == words
    evidence = assignment["evidence"]
    assert document.text[evidence["start"] : evidence["end"]] == evidence["quote"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "  =1", "＝1"])
def test_a_formula_in_csv_is_text(text: str) -> None:
    assert safe(text).startswith("'")


@given(st.text())
def test_cleaned_text_is_text_of_xml(text: str) -> None:
    element = etree.Element("a")
    element.text = clean(text)
    assert (etree.fromstring(etree.tostring(element)).text or "") == clean(text)


@given(st.text(alphabet="aé𝒙", max_size=60), st.integers(2, 40))
def test_a_cut_text_fits_and_says_so(text: str, limit: int) -> None:
    shown = cut(text, limit)
    assert len(shown.encode("utf-16-le")) // 2 <= limit
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


def test_a_cell_holds_as_much_as_excel_takes() -> None:
    assert len(cut("x" * (CELL_LIMIT + 1))) == CELL_LIMIT
    assert cut("x" * CELL_LIMIT) == "x" * CELL_LIMIT


@pytest.mark.parametrize(
    ("stated", "full", "shown"),
    [
        ("2021-09-29", True, "29/09/2021"),
        ("2023-07", False, "07/2023"),
        ("2023", False, "2023"),
        ("2023-02-30", False, "2023-02-30"),
        (None, False, ""),
    ],
)
def test_only_full_days_are_days(stated: str | None, full: bool, shown: str) -> None:
    assert (full_date(stated) is not None) is full
    assert shown_date(stated) == shown
