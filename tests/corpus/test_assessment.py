"""Coverage of the database: who is compared, which plans count, what makes cells stale, the same whoever computes."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from sqlalchemy import delete

from corpus.assessing import Task, assessed
from corpus.assessment import bring_up_to_date, compared
from corpus.coverage import material_of
from corpus.naming import find_criterion
from corpus.prepared import keep, packed, unpacked
from corpus.queries_coverage import CoverageLine, coverage_rows, criteria_in_use
from corpus.stored_cells import StoredCell
from schema.coverage import Cell, Decision, Status
from schema.criteria import Area, CriteriaSet, Criterion, Part
from schema.document import Block, BlockKind, Grade
from schema.errors import KehoachError, WrongUsage
from schema.plan import Annex, Deadline, DeadlineKind, IssuerLevel, Plan, Section
from schema.reviews import Review
from schema.store import Store, StoredCriteria
from schema.store_coverage import CellValues, PlanSource, grounds_of, plan_sources
from schema.tables import PlanRow, TextRow
from schema.units import Unit
from tests.schema.plans_made import plan_of

SET = CriteriaSet(
    id="thu",
    title="Bộ thử",
    areas=(Area(code="1", name="Cải cách thể chế"), Area(code="2", name="Cải cách thủ tục hành chính")),
    criteria=(
        Criterion(code="1.1", parent="1", name="Rà soát văn bản quy phạm pháp luật"),
        Criterion(code="2.1", parent="2", name="Công khai thủ tục hành chính", max_points=2),
    ),
)
REVIEWING = "Tổ chức rà soát văn bản quy phạm pháp luật còn hiệu lực thi hành."
PUBLISHING = "Thực hiện công khai thủ tục hành chính tại trụ sở."
NEITHER = "Tổ chức tập huấn công tác phòng cháy, chữa cháy cho cán bộ."
AT = "2026-01-01T00:00:00+00:00"


def _plan(text: str, name: str = "A", *, grade: Grade = Grade.GOOD, **header: Any) -> Plan:
    stated = {"unit_kind": "xã", "unit_name": name, "issuer_level": IssuerLevel.COMMUNE, "plan_year": 2024}
    return plan_of(text, name=f"{name}.txt", grade=grade, header={**stated, **header})


def _statuses(rows: tuple[CoverageLine, ...]) -> Mapping[str, Mapping[str, Status]]:
    found: dict[str, dict[str, Status]] = {}
    for row in rows:
        found.setdefault(row.short_unit, {})[row.criterion] = row.cell.status
    return found


def _both(first: Status, second: Status) -> Mapping[str, Status]:
    return {"1.1": first, "2.1": second}


def _in_use(store: Store) -> StoredCriteria:
    return store.save_criteria(SET)


def test_the_roster_and_every_commune_that_sent_a_plan_are_compared(database_url: str) -> None:
    with Store.open(database_url) as store:
        store.load_roster("r", [Unit(kind="xã", name="B"), Unit(kind="xã", name="A")])
        store.save(_plan(REVIEWING))
        store.save(_plan(PUBLISHING, "C"))
        store.save(_plan(PUBLISHING, "D", unit_kind="huyện", issuer_level=IssuerLevel.DISTRICT))
        found = _statuses(coverage_rows(store, _in_use(store)))
        assert list(found) == ["xã B", "xã A", "xã C"]  # in the order of the roster, the others behind
        assert found["xã B"] == _both(Status.NOT_SUBMITTED, Status.NOT_SUBMITTED)
        assert found["xã A"] == _both(Status.PLANNED, Status.UNADDRESSED)
        assert found["xã C"] == _both(Status.UNADDRESSED, Status.PLANNED)
        store.load_roster("r", [Unit(kind="huyện", name="D")])
        found = _statuses(coverage_rows(store, _in_use(store)))
        assert list(found) == ["huyện D", "xã A", "xã C"]  # B is no longer asked for and sent nothing


def test_of_a_unit_the_plans_of_its_newest_year_count_and_the_best_answer(database_url: str) -> None:
    with Store.open(database_url) as store:
        old = store.save(_plan(REVIEWING + PUBLISHING, plan_year=2023)).plan_id
        first = store.save(_plan(REVIEWING, symbol="1/KH-UBND")).plan_id
        second = store.save(_plan(NEITHER, symbol="2/KH-UBND")).plan_id
        undated = store.save(_plan("Không ghi năm. " + NEITHER, plan_year=None)).plan_id
        by_date = store.save(_plan(NEITHER + " ", plan_year=None, date="2022-05")).plan_id
        [entry] = compared(store)
        assert entry.plans == (first, second, undated)
        assert old not in entry.plans and by_date not in entry.plans
        rows = coverage_rows(store, _in_use(store))
        assert _statuses(rows)["xã A"] == _both(Status.PLANNED, Status.UNADDRESSED)
        assert rows[0].plan == first


def test_a_newer_version_takes_the_place_of_the_old_one(database_url: str) -> None:
    same: dict[str, Any] = {"symbol": "5/KH-UBND", "number": "5", "date": "2024-02-02"}
    with Store.open(database_url) as store:
        criteria = _in_use(store)
        store.save(_plan(REVIEWING, **same))
        assert _statuses(coverage_rows(store, criteria))["xã A"] == _both(Status.PLANNED, Status.UNADDRESSED)
        store.save(_plan(PUBLISHING, **same))
        assert bring_up_to_date(store, criteria) == 1
        assert _statuses(coverage_rows(store, criteria))["xã A"] == _both(Status.UNADDRESSED, Status.PLANNED)


def test_a_plan_that_reads_poorly_proves_nothing(database_url: str) -> None:
    with Store.open(database_url) as store:
        store.save(_plan(REVIEWING, grade=Grade.POOR))
        rows = coverage_rows(store, _in_use(store))
        assert _statuses(rows)["xã A"] == _both(Status.UNREADABLE, Status.UNREADABLE)
        assert rows[0].cell.searched is not None and rows[0].cell.searched.grade is Grade.POOR
        store.save(_plan(NEITHER, symbol="2/KH-UBND"))  # with an unreadable plan beside it, it proves no absence either
        assert _statuses(coverage_rows(store, _in_use(store)))["xã A"] == _both(Status.UNREADABLE, Status.UNREADABLE)


def test_what_people_decided_lies_over_the_cells(database_url: str) -> None:
    with Store.open(database_url) as store:
        criteria = _in_use(store)
        store.save(_plan(REVIEWING))
        [unit] = [entry.id for entry in store.units()]
        said = Review(
            unit=unit, by="Lan", at=AT, decision=Decision.NOT_APPLICABLE, set_id="thu", criterion="2.1", note="không có"
        )
        store.add_reviews([replace(said, status=Status.NOT_APPLICABLE)])
        rows = coverage_rows(store, criteria)
        assert _statuses(rows)["xã A"] == _both(Status.PLANNED, Status.NOT_APPLICABLE)
        assert rows[1].cell.machine is Status.UNADDRESSED
        assert coverage_rows(store, criteria, statuses=frozenset({Status.UNADDRESSED})) == ()
        assert len(coverage_rows(store, criteria, statuses=frozenset({Status.NOT_APPLICABLE}))) == 1


def test_a_confirmed_passage_is_an_example_for_all_units(database_url: str) -> None:
    wording = "Niêm yết quy trình, hồ sơ giải quyết công việc cho người dân biết tại bộ phận một cửa."
    with Store.open(database_url) as store:
        criteria = _in_use(store)
        for name in "AB":
            store.save(_plan(f"{wording} {NEITHER} Kế hoạch {name}.", name))
        before = coverage_rows(store, criteria, criterion="2.1")
        assert {row.cell.status for row in before} == {Status.UNADDRESSED}
        first = before[0].unit_id
        store.add_reviews(
            [
                Review(
                    unit=first, by="Lan", at=AT, decision=Decision.OVERRULED, set_id="thu", criterion="2.1",
                    status=Status.PLANNED, passage=wording,
                )
            ]
        )  # fmt: skip
        assert bring_up_to_date(store, criteria) == 2
        assert [row.cell.status.addressed for row in coverage_rows(store, criteria, criterion="2.1")] == [True, True]


def test_only_what_changed_is_computed_and_the_cells_are_those_of_a_whole_run(database_url: str) -> None:
    with Store.open(database_url) as store:
        criteria = _in_use(store)
        for name in "ABCD":
            store.save(_plan(f"{REVIEWING} Kế hoạch {name}.", name))
        assert bring_up_to_date(store, criteria) == 4
        assert bring_up_to_date(store, criteria) == 0
        store.save(_plan(PUBLISHING, "E"))  # one comes late
        store.save(_plan(f"{PUBLISHING} Kế hoạch B.", "B", plan_year=2025))
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
        criteria = _in_use(store)
        for name in "ABC":
            store.save(_plan(f"{REVIEWING} Kế hoạch {name}.", name))
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
        criteria = _in_use(store)
        store.load_roster("r", [Unit(kind="xã", name=name) for name in "ABC"])
        saved = {name: store.save(_plan(f"{REVIEWING} Kế hoạch {name}.", name)).plan_id for name in "ABC"}
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
        criteria = _in_use(store)
        plan = store.save(_plan(REVIEWING, "A")).plan_id
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
        criteria = _in_use(store)
        for number, name in enumerate("ABCDEFG"):
            store.save(_plan((REVIEWING, PUBLISHING, NEITHER)[number % 3] + f" Kế hoạch {name}.", name))
        assert bring_up_to_date(store, criteria, workers=workers) == 7
        found = _statuses(coverage_rows(store, criteria))
        assert [tuple(cells.values()) for cells in found.values()] == [
            (Status.PLANNED, Status.UNADDRESSED),
            (Status.UNADDRESSED, Status.PLANNED),
            (Status.UNADDRESSED, Status.UNADDRESSED),
        ] * 2 + [(Status.PLANNED, Status.UNADDRESSED)]


def test_a_dismissed_deadline_grants_nothing_and_concerns_its_unit_alone(database_url: str) -> None:
    text = f"{REVIEWING[:-1]} trước ngày 30/9/2024."
    at = text.index("trước")
    with Store.open(database_url) as store:
        criteria = _in_use(store)
        for name in "AB":
            plan = _plan(text, name, symbol=f"{ord(name)}/KH-UBND")
            source = replace(plan.document.source, sha256=name * 64)
            plan = replace(plan, document=replace(plan.document, source=source))
            found = Deadline(
                kind=DeadlineKind.DATE, date="2024-09-30", start=None, end=None, frequency=(), section=None,
                evidence=plan.document.cite(at, len(text) - 1), rule="r",
            )  # fmt: skip
            store.save(replace(plan, deadlines=(found,)))
        before = coverage_rows(store, criteria, criterion="1.1")
        assert [row.cell.has.deadline for row in before] == [True, True]
        gone = Review(
            unit=before[0].unit_id, by="Lan", at=AT, decision=Decision.DISMISSED, kind="deadline", quote=text[at:-1]
        )
        store.add_reviews([gone])
        assert bring_up_to_date(store, criteria) == 1
        assert [row.cell.has.deadline for row in coverage_rows(store, criteria, criterion="1.1")] == [False, True]


def test_no_plan_owes_what_points_are_taken_away_for(database_url: str) -> None:
    penalties = (
        Criterion(code="3.1", parent="3", name="Công khai thủ tục hành chính chậm"),  # what is below a penalty is one
        Criterion(code="2.2", parent="2", name="Gửi báo cáo chậm", part=Part.PENALTY),
    )
    areas = (*SET.areas, Area(code="3", name="Điểm trừ", part=Part.PENALTY))
    with_penalties = replace(SET, areas=areas, criteria=(*SET.criteria, *penalties))
    with Store.open(database_url) as store:
        store.save(_plan(PUBLISHING))
        criteria = store.save_criteria(with_penalties)
        found = _statuses(coverage_rows(store, criteria))
        assert found["xã A"] == _both(Status.UNADDRESSED, Status.PLANNED)
        with pytest.raises(WrongUsage, match="mục điểm trừ"):
            find_criterion(criteria, "3.1")


def test_a_plan_extracted_anew_is_assessed_anew(database_url: str) -> None:
    with Store.open(database_url) as store:
        criteria = _in_use(store)
        plan = _plan(f"1. Thủ tục\n{NEITHER}\n2. Nội dung\n{REVIEWING}")
        plan_id = store.save(plan).plan_id
        keep(store, plan_id, packed(material_of(plan)))
        assert _statuses(coverage_rows(store, criteria))["xã A"]["1.1"] is Status.PLANNED
        document = plan.document
        recipients = Section(
            id="NN", marker=None, title=None, level=1, parent=None, start=0, end=len(document.text),
            evidence=document.cite(0, 2), rule="r",
        )  # fmt: skip
        store.replace(plan_id, replace(plan, sections=(recipients,)))  # all of it turned out to be recipients
        assert _statuses(coverage_rows(store, criteria))["xã A"]["1.1"] is Status.UNADDRESSED


def test_a_plan_extracted_anew_during_a_run_leaves_no_cells_of_the_old_one(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(database_url) as store:
        criteria = _in_use(store)
        plan = _plan(f"1. Thủ tục\n{NEITHER}\n2. Nội dung\n{REVIEWING}")
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
        assert _statuses(coverage_rows(store, criteria))["xã A"]["1.1"] is Status.UNADDRESSED
        assert bring_up_to_date(store, criteria) == 0


def test_what_is_kept_of_a_plan_is_all_that_coverage_needs(database_url: str) -> None:
    text = f"I. Nhiệm vụ\n{REVIEWING} Chi tiết tại Phụ lục I. \ud800\x00"
    plan = _plan(text[:-2])
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
        coverage_rows(store, _in_use(store))
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
        store.save(_plan(REVIEWING))
        for row in coverage_rows(store, _in_use(store)):
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
            store.save(_plan(f"{REVIEWING} Kế hoạch {name}.", name))
        store.load_roster("r", [Unit(kind="xã", name=name) for name in "ABCD"])
        rows = coverage_rows(store, _in_use(store), criterion="1.1")
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
        store.save(_plan(REVIEWING, "A"))
        criteria = _in_use(store)
        seen = coverage_rows(store, criteria)
        store.save(_plan(f"{PUBLISHING} Năm sau.", "A", plan_year=2030))
        assert coverage_rows(store, criteria)[0].plan != seen[0].plan
        with pytest.raises(KehoachError, match="đã được tính lại"):
            seen[0].cell.evidence  # noqa: B018


def test_the_reference_set_works_without_being_loaded_and_gives_way_to_a_loaded_one(database_url: str) -> None:
    with Store.open(database_url) as store:
        reference = criteria_in_use(store)
        assert reference.set_id == criteria_in_use(store).set_id == "cchc-cap-xa"
        assert coverage_rows(store, reference) == ()
        _in_use(store)
        assert criteria_in_use(store).set_id == "thu"


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
