"""Rows for command line, web and exports: of the plans in force, every item once, on both databases."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.queries import (
    assignment_rows,
    citation_rows,
    criteria_rows,
    deadline_rows,
    ledger_rows,
    plan_rows,
    target_rows,
    unit_rows,
    warning_rows,
)
from schema.criteria import Area, CriteriaSet, Criterion
from schema.document import Document
from schema.plan import (
    Assignment,
    Citation,
    Comparator,
    Deadline,
    DeadlineKind,
    Party,
    Plan,
    Role,
    Section,
    Target,
    Use,
    Warning,
)
from schema.store import Store
from schema.units import Unit
from tests.schema.plans_made import plan_of

TEXT = "1. Chỉ tiêu: giải ngân từ 60% trở lên trước 30/9/2021 theo Kế hoạch số 12/KH-UBND ngày 01/02/2021."


def _plan(text: str = TEXT, name: str = "a.txt", **header: object) -> Plan:
    plan = plan_of(text, name=name, header={"unit_kind": "xã", "unit_name": "A", "issuer": "UBND xã A", **header})
    document: Document = plan.document
    at = document.cite
    return replace(
        plan,
        sections=(
            Section(id="1", marker="1.", title=None, level=1, parent=None, start=0, end=len(text), evidence=at(0, 2), rule="r"),
        ),
        targets=(
            Target(
                metric="giải ngân", comparator=Comparator.AT_LEAST, value=60, unit="%", period=None, deadline="2021-09-30",
                baseline=None, section="1", evidence=at(3, 9), rule="r",
            ),
        ),
        assignments=(
            Assignment(
                roles=(Role.LEAD, Role.REPORT), parties=(Party(text="Văn phòng", code="VP_TK"), Party(text="Tổ X", code=None, own=(Role.REPORT,))),
                task="rà soát", section="1", evidence=at(3, 9), rule="r",
            ),
            Assignment(roles=(), parties=(), task="báo cáo", section=None, evidence=at(4, 9), rule="r"),
        ),
        deadlines=(
            Deadline(
                kind=DeadlineKind.RECURRING, date=None, start=None, end="2021-12", frequency=("monthly",), section="1",
                evidence=at(3, 9), rule="r",
            ),
        ),
        citations=(
            Citation(
                type="Kế hoạch", type_code="KH", number="12", symbol="12/KH- UBND", date="2021-02-01", issuer=None, title=None,
                provision=None, use=Use.BASIS, section="1", evidence=at(3, 9), rule="r",
            ),
        ),
        warnings=(Warning(code="blank_number", message="Chưa ghi số.", evidence=at(0, 2)),),
    )  # fmt: skip


def test_every_item_of_a_plan_in_force_is_a_row(database_url: str) -> None:
    with Store.open(database_url) as store:
        run = store.begin_run()
        plan_id = store.save(_plan(), run=run).plan_id
        (target,) = target_rows(store)
        assert (target.unit, target.metric, target.comparator, target.value, target.measure) == (
            "xã A",
            "giải ngân",
            ">=",
            60,
            "%",
        )
        assert (target.plan, target.file, target.section, target.quote) == (plan_id, "a.txt", "1", TEXT[3:9])
        rows = [(row.number, row.position, row.party, row.code, row.roles) for row in assignment_rows(store)]
        assert rows == [
            (0, 0, "Văn phòng", "VP_TK", ("lead", "report")),
            (0, 1, "Tổ X", None, ("report",)),
            (1, 0, "", None, ()),
        ]
        (deadline,) = deadline_rows(store)
        assert (deadline.kind, deadline.to_date, deadline.frequency) == ("recurring", "2021-12", ("monthly",))
        (warning,) = warning_rows(store)
        assert (warning.code, warning.section, warning.message) == ("blank_number", "1", "Chưa ghi số.")
        assert [record.plan for record in ledger_rows(store, run)] == [plan_id] == [r.plan for r in ledger_rows(store)]


def test_a_superseded_version_gives_no_rows_but_its_history(database_url: str) -> None:
    same = {"symbol": "5/KH-UBND", "number": "5", "date": "2021-05-05"}
    with Store.open(database_url) as store:
        old = store.save(_plan(**same)).plan_id
        new = store.save(_plan(TEXT + " Sửa.", "b.txt", **same)).plan_id
        assert [row.id for row in plan_rows(store)] == [new]
        assert [(row.id, row.superseded_by) for row in plan_rows(store, history=True)] == [(old, new), (new, None)]
        for rows in (target_rows(store), assignment_rows(store), deadline_rows(store), warning_rows(store)):
            assert {row.plan for row in rows} == {new}


def test_a_citation_links_to_the_plan_that_is_loaded(database_url: str) -> None:
    district = {"unit_kind": "huyện", "unit_name": "B", "symbol": "12/KH-UBND", "number": "12", "date": "2021-02-01"}
    with Store.open(database_url) as store:
        cited = store.save(plan_of("Kế hoạch của huyện", name="h.txt", header=district)).plan_id
        store.save(_plan())
        (row,) = citation_rows(store)
        assert (row.loaded, row.symbol, row.use) == (cited, "12/KH- UBND", "basis")
        # Another unit with the same number on the same day: the citation could mean either.
        store.save(plan_of("Kế hoạch của xã", name="x.txt", header={**district, "unit_kind": "xã"}))
        assert citation_rows(store)[0].loaded is None


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ({"unit_kind": "thị trấn", "unit_name": "B"}, "thị trấn B"),
        ({"issuer": "UBND thị trấn B"}, "thị trấn B"),
        ({}, None),
    ],
)
def test_the_name_of_the_unit(database_url: str, header: dict[str, str], unit: str | None) -> None:
    with Store.open(database_url) as store:
        store.save(plan_of("một", header=header))
        assert plan_rows(store)[0].unit == unit


def test_units_and_criteria(tmp_path: Path) -> None:
    criteria = CriteriaSet(
        id="a", title="a", areas=(Area(code="1", name="A"), Area(code="2", name="B")),
        criteria=(Criterion(code="2.1", parent="2", name="d"), Criterion(code="1.1", parent="1", name="c", max_points=2)),
    )  # fmt: skip
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.save(_plan())
        store.load_roster("r", [Unit(kind="xã", name="B"), Unit(kind="xã", name="A")])
        assert [(row.name, row.plans, row.on_roster) for row in unit_rows(store)] == [
            ("xã B", 0, True),
            ("xã A", 1, True),
        ]
        rows = criteria_rows(store.save_criteria(criteria))
        assert [(row.code, row.parent, row.max_points) for row in rows] == [
            ("1", None, None), ("1.1", "1", 2), ("2", None, None), ("2.1", "2", None),
        ]  # fmt: skip
