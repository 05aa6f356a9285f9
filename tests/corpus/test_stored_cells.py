"""What the database keeps of coverage: the passages of a plan, cells and what they rest on, the same as computed."""

from dataclasses import replace

import pytest

from corpus.coverage import material_of
from corpus.prepared import keep, packed, unpacked
from corpus.queries_coverage import coverage_rows
from corpus.stored_cells import StoredCell
from schema.coverage import Cell
from schema.document import Block, BlockKind
from schema.errors import KehoachError
from schema.plan import Annex, Section
from schema.store import Store
from schema.store_coverage import PlanSource, grounds_of, plan_sources
from schema.units import Unit
from tests.corpus.plans_assessed import PUBLISHING, REVIEWING, commune_plan, set_in_use


def test_what_is_kept_of_a_plan_is_all_that_coverage_needs(database_url: str) -> None:
    text = f"I. Nhiệm vụ\n{REVIEWING} Chi tiết tại Phụ lục I. \ud800\x00"
    plan = commune_plan(text[:-2])
    document = replace(
        plan.document,
        text=text,
        blocks=(
            Block(start=2, end=20, kind=BlockKind.PARAGRAPH, page=1),
            Block(start=20, end=30, kind=BlockKind.PARAGRAPH, page=1),
            Block(start=30, end=len(text), kind=BlockKind.PARAGRAPH, page=2),
        ),
    )
    plan = replace(
        plan,
        document=document,
        annexes=(Annex(label="Phụ lục I", title=None, present=False, evidence=document.cite(80, 89)),),
        sections=(
            Section(
                id="I", marker="I.", title="Nhiệm vụ", level=1, parent=None, start=0, end=len(text),
                evidence=document.cite(0, 11), rule="r",
            ),
        ),
    )  # fmt: skip
    with Store.open(database_url) as store:
        plan_id = store.save(plan).plan_id
        keep(store, plan_id, packed(material_of(plan)))
        with store.reading() as connection:
            [source] = plan_sources(connection, [plan_id], "another version")
            assert source.prepared is None
        coverage_rows(store, set_in_use(store))
        with store.reading() as connection:
            [source] = plan_sources(connection, [plan_id], _made_by())
    assert isinstance(source, PlanSource) and source.prepared is not None
    kept, wanted = unpacked(source.prepared, source), material_of(plan)
    assert replace(kept, document=wanted.document) == wanted
    assert kept.passages and kept.sections and kept.absent
    assert kept.document.text == text
    for start in range(len(text)):
        assert kept.document.cite(start, start + 1) == document.cite(start, start + 1)


def _made_by() -> str:
    from corpus import prepared

    return prepared.MADE_BY


def test_a_stored_cell_is_the_cell(database_url: str) -> None:
    with Store.open(database_url) as store:
        store.save(commune_plan(REVIEWING))
        for row in coverage_rows(store, set_in_use(store)):
            assert isinstance(row.cell, StoredCell)
            plain = Cell(**{name: getattr(row.cell, name) for name in Cell.__dataclass_fields__})
            assert row.cell == plain and hash(row.cell) == hash(plain) and repr(plain).startswith("Cell(")
            assert replace(row.cell, doubtful=True) == replace(plain, doubtful=True) != row.cell
            quotes = [ground.evidence for ground in row.cell.evidence]
            assert all(REVIEWING[at.start : at.end] == at.quote for at in quotes)
            with pytest.raises(AttributeError):
                row.cell.nothing  # noqa: B018


def test_the_grounds_of_some_units_are_read_together_when_the_first_is_asked_for(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.queries_coverage.UNITS_A_PAGE", 2)
    with Store.open(database_url) as store:
        for name in "ABC":
            store.save(commune_plan(f"{REVIEWING} Kế hoạch {name}.", name))
        store.load_roster("r", [Unit(kind="xã", name=name) for name in "ABCD"])
        rows = coverage_rows(store, set_in_use(store), criterion="1.1")
        asked: list[list[int]] = []
        monkeypatch.setattr(
            "corpus.stored_cells.grounds_of",
            lambda connection, version, units: asked.append(sorted(units)) or grounds_of(connection, version, units),
        )
        assert [row.cell.searched is None for row in rows] == [False, False, False, True]
        assert [row.cell.evidence[0].evidence.quote for row in rows[:3]] == [REVIEWING[:-1]] * 3
        assert asked == [[rows[0].unit_id, rows[1].unit_id], [rows[2].unit_id]]


def test_a_cell_whose_unit_is_computed_anew_meanwhile_says_so(database_url: str) -> None:
    with Store.open(database_url) as store:
        store.save(commune_plan(REVIEWING, "A"))
        criteria = set_in_use(store)
        seen = coverage_rows(store, criteria)
        store.save(commune_plan(f"{PUBLISHING} Năm sau.", "A", plan_year=2030))
        assert coverage_rows(store, criteria)[0].plan != seen[0].plan
        with pytest.raises(KehoachError, match="đã được tính lại"):
            seen[0].cell.evidence  # noqa: B018
