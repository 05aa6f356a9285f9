"""What a run of coverage computes: only what changed, in any number of processes, whatever happens meanwhile."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from sqlalchemy import delete

from corpus.assessing import Task, assessed
from corpus.assessment import bring_up_to_date
from corpus.coverage import material_of
from corpus.prepared import keep, packed
from corpus.queries_coverage import coverage_rows
from schema.coverage import Status
from schema.errors import KehoachError
from schema.plan import Section
from schema.store import Store, StoredCriteria
from schema.store_coverage import CellValues
from schema.tables import PlanRow, TextRow
from schema.units import Unit
from tests.corpus.plans_assessed import NEITHER, PUBLISHING, REVIEWING, SET, commune_plan, set_in_use, statuses_of


def test_only_what_changed_is_computed_and_the_cells_are_those_of_a_whole_run(database_url: str) -> None:
    with Store.open(database_url) as store:
        criteria = set_in_use(store)
        for name in "ABCD":
            store.save(commune_plan(f"{REVIEWING} Kế hoạch {name}.", name))
        assert bring_up_to_date(store, criteria) == 4
        assert bring_up_to_date(store, criteria) == 0
        store.save(commune_plan(PUBLISHING, "E"))  # one comes late
        store.save(commune_plan(f"{PUBLISHING} Kế hoạch B.", "B", plan_year=2025))
        assert bring_up_to_date(store, criteria) == 2
        store.load_roster("r", [Unit(kind="xã", name="F")])
        assert bring_up_to_date(store, criteria) == 1
        store.load_roster("r", [Unit(kind="xã", name="D")])
        assert bring_up_to_date(store, criteria) == 0  # F is gone, and nothing to compute
        step_by_step = coverage_rows(store, criteria)
        again = store.save_criteria(replace(SET, title="Bộ thử, bản sau"))
        assert bring_up_to_date(store, again) == 5
        assert coverage_rows(store, again) == step_by_step
        assert [row.short_unit for row in step_by_step[::2]] == ["xã D", "xã A", "xã B", "xã C", "xã E"]


def test_a_run_that_was_stopped_is_gone_on_with(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(measure: Any, tasks: Any, workers: int) -> Any:
        yield from list(assessed(measure, tasks, workers))[:1]
        raise KeyboardInterrupt

    with Store.open(database_url) as store:
        criteria = set_in_use(store)
        for name in "ABC":
            store.save(commune_plan(f"{REVIEWING} Kế hoạch {name}.", name))
        with monkeypatch.context() as patch:
            patch.setattr("corpus.assessment.UNITS_A_TASK", 1)
            patch.setattr("corpus.assessment.TASKS_A_WRITE", 1)
            patch.setattr("corpus.assessment.assessed", broken)
            with pytest.raises(KeyboardInterrupt):
                bring_up_to_date(store, criteria)
        assert bring_up_to_date(store, criteria) == 2
        assert len(coverage_rows(store, criteria)) == 6


def _delete(store: Store, plan: int) -> None:
    with store.writing() as connection:
        connection.execute(delete(PlanRow).where(PlanRow.id == plan))


@pytest.mark.parametrize("moment", ["before it is read", "before its cells are stored"])
def test_a_plan_deleted_meanwhile_leaves_its_unit_to_the_next_round(
    database_url: str, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(database_url) as store:
        criteria = set_in_use(store)
        store.load_roster("r", [Unit(kind="xã", name=name) for name in "ABC"])
        saved = {name: store.save(commune_plan(f"{REVIEWING} Kế hoạch {name}.", name)).plan_id for name in "ABC"}
        rounds = [saved["B"]]

        def deleting(measure: Any, tasks: Any, workers: int) -> Any:
            gone = [rounds.pop()] if rounds else []
            if moment == "before it is read":
                list(map(partial(_delete, store), gone))
            yield from assessed(measure, list(tasks), workers)
            if moment != "before it is read":
                list(map(partial(_delete, store), gone))

        monkeypatch.setattr("corpus.assessment.assessed", deleting)
        monkeypatch.setattr("corpus.assessment.TASKS_A_WRITE", 10)
        rows = {(row.short_unit, row.criterion): row.cell.status for row in coverage_rows(store, criteria)}
        assert len(rows) == 6
        assert rows["xã B", "1.1"] is Status.NOT_SUBMITTED and rows["xã A", "1.1"] is not Status.NOT_SUBMITTED
        assert bring_up_to_date(store, criteria) == 0


def test_a_plan_without_its_text_is_told_and_not_tried_for_ever(database_url: str) -> None:
    with Store.open(database_url) as store:
        criteria = set_in_use(store)
        plan = store.save(commune_plan(REVIEWING, "A")).plan_id
        with store.writing() as connection:
            connection.execute(delete(TextRow))
        with pytest.raises(KehoachError, match=f"Kế hoạch số {plan} .*thiếu văn bản"):
            bring_up_to_date(store, criteria)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_cells_are_the_same_whatever_the_number_of_workers(
    database_url: str, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.assessment.UNITS_A_TASK", 2)
    with Store.open(database_url) as store:
        criteria = set_in_use(store)
        for number, name in enumerate("ABCDEFG"):
            store.save(commune_plan((REVIEWING, PUBLISHING, NEITHER)[number % 3] + f" Kế hoạch {name}.", name))
        assert bring_up_to_date(store, criteria, workers=workers) == 7
        found = statuses_of(coverage_rows(store, criteria))
        assert [tuple(cells.values()) for cells in found.values()] == [
            (Status.PLANNED, Status.UNADDRESSED),
            (Status.UNADDRESSED, Status.PLANNED),
            (Status.UNADDRESSED, Status.UNADDRESSED),
        ] * 2 + [(Status.PLANNED, Status.UNADDRESSED)]


def test_a_plan_extracted_anew_is_assessed_anew(database_url: str) -> None:
    with Store.open(database_url) as store:
        criteria = set_in_use(store)
        plan = commune_plan(f"1. Thủ tục\n{NEITHER}\n2. Nội dung\n{REVIEWING}")
        plan_id = store.save(plan).plan_id
        keep(store, plan_id, packed(material_of(plan)))
        assert statuses_of(coverage_rows(store, criteria))["xã A"]["1.1"] is Status.PLANNED
        document = plan.document
        recipients = Section(
            id="NN", marker=None, title=None, level=1, parent=None, start=0, end=len(document.text),
            evidence=document.cite(0, 2), rule="r",
        )  # fmt: skip
        store.replace(plan_id, replace(plan, sections=(recipients,)))  # all of it turned out to be recipients
        assert statuses_of(coverage_rows(store, criteria))["xã A"]["1.1"] is Status.UNADDRESSED


def test_a_plan_extracted_anew_during_a_run_leaves_no_cells_of_the_old_one(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(database_url) as store:
        criteria = set_in_use(store)
        plan = commune_plan(f"1. Thủ tục\n{NEITHER}\n2. Nội dung\n{REVIEWING}")
        plan_id = store.save(plan).plan_id
        document = plan.document
        recipients = Section(
            id="NN", marker=None, title=None, level=1, parent=None, start=0, end=len(document.text),
            evidence=document.cite(0, 2), rule="r",
        )  # fmt: skip
        rounds = [replace(plan, sections=(recipients,))]

        def extracting(measure: Any, tasks: Any, workers: int) -> Any:
            done = list(assessed(measure, list(tasks), workers))
            for anew in [rounds.pop()] if rounds else []:
                store.replace(plan_id, anew)  # read as it was, extracted anew before its cells are stored
            yield from done

        monkeypatch.setattr("corpus.assessment.assessed", extracting)
        assert statuses_of(coverage_rows(store, criteria))["xã A"]["1.1"] is Status.UNADDRESSED
        assert bring_up_to_date(store, criteria) == 0


def test_tasks_are_done_in_this_process_where_children_cannot_live(monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures.process import BrokenProcessPool

    class Broken:
        def __init__(self, *_: Any, **__: Any) -> None: ...

        def __enter__(self) -> "Broken":
            return self

        def __exit__(self, *_: object) -> None: ...

        def submit(self, *_: object) -> None:
            raise BrokenProcessPool

    from corpus.assessing import Measure

    monkeypatch.setattr("corpus.assessing.ProcessPoolExecutor", Broken)
    criteria = StoredCriteria(
        id=1, set_id="thu", version=1, in_use=True, criteria_set=SET, criterion_ids={"1.1": 1, "2.1": 2}
    )
    tasks = [Task(units={number: ()}, sources={}, whole={}) for number in range(9)]
    done = list(assessed(Measure(criteria=criteria), tasks, 2))
    assert [[CellValues(*row).unit_id for row in answer.rows] for answer in done] == [
        [number, number] for number in range(9)
    ]
    assert [dict(answer.grounds) for answer in done] == [{number: None} for number in range(9)]
