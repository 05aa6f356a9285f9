"""Contract §2: duplicates, new versions, twins; and a ledger that is right whatever happens."""

from pathlib import Path
from typing import Any

import pytest

from schema.document import Grade
from schema.ledger import NOTHING_TO_DO, FileRecord, Outcome, Reason
from schema.plan import Plan
from schema.store import NotStored, Store
from tests.schema.plans_made import plan_of, renamed

HEADER = {
    "unit_kind": "xã",
    "unit_name": "Tân Bình",
    "province": "Gia Lai",
    "symbol": "49/KH-UBND",
    "number": "49",
    "date": "2021-09-29",
    "title": "Khắc phục tồn tại, hạn chế",
}
WORDS = "Kế hoạch khắc phục tồn tại, hạn chế trong công tác cải cách hành chính năm {} của xã " + " ".join(
    f"từ{number}" for number in range(200)
)


def _plan(text: str, name: str = "a.pdf", grade: Grade = Grade.GOOD, **header: Any) -> Plan:
    return plan_of(text, name=name, grade=grade, header={**HEADER, **header})


def _outcomes(store: Store, run: int) -> dict[str, Outcome]:
    return {record.name: record.outcome for record in store.ledger(run).files}


def test_the_same_bytes_again_are_a_duplicate_and_change_nothing(database_url: str) -> None:
    plan = _plan("một")
    with Store.open(database_url) as store:
        first = store.begin_run(("thư mục",))
        stored = store.save(plan, run=first)
        second = store.begin_run(("thư mục",))
        again = store.save(renamed(plan, "b.pdf"), run=second)
        assert (again.outcome, again.record.reason, again.plan_id) == (
            Outcome.DUPLICATE,
            Reason.SAME_BYTES,
            stored.plan_id,
        )
        assert "a.pdf" in (again.record.message or "")
        assert again.record.next_step == NOTHING_TO_DO
        assert [one.id for one in store.plans(history=True)] == [stored.plan_id]
        assert store.duplicate("c.pdf", plan.document.source.sha256) is not None


def test_other_bytes_of_the_same_plan_are_a_new_version(database_url: str) -> None:
    with Store.open(database_url) as store:
        old = store.save(_plan("một"), run=store.begin_run())
        run = store.begin_run()
        new = store.save(_plan("hai", "b.pdf"), run=run)
        assert (new.outcome, new.supersedes) == (Outcome.LOADED, old.plan_id)
        assert [(one.id, one.version) for one in store.plans()] == [(new.plan_id, 2)]
        history = {one.id: one.superseded_by for one in store.plans(history=True)}
        assert history == {old.plan_id: new.plan_id, new.plan_id: None}
        assert store.get(old.plan_id).document.text == "một"
        # The old bytes again are known bytes: nothing changes.
        assert store.save(_plan("một"), run=run).outcome is Outcome.DUPLICATE
        assert [one.id for one in store.plans()] == [new.plan_id]


def test_in_one_run_the_older_file_is_told_as_superseded(database_url: str) -> None:
    with Store.open(database_url) as store:
        run = store.begin_run()
        store.save(_plan("một", "a.pdf"), run=run)
        store.save(_plan("hai", "b.pdf"), run=run)
        assert _outcomes(store, run) == {"a.pdf": Outcome.SUPERSEDED, "b.pdf": Outcome.LOADED}
        old = store.ledger(run).files[0]
        assert old.reason is Reason.NEWER_VERSION_LOADED
        assert old.message is not None and "b.pdf" in old.message
        assert old.next_step is not None and f"plans remove {store.ledger(run).files[1].plan}" in old.next_step


def test_a_poor_scan_does_not_take_the_place_of_a_readable_plan(database_url: str) -> None:
    with Store.open(database_url) as store:
        good = store.save(_plan("một"))
        poor = store.save(_plan("hai", "scan.pdf", Grade.POOR))
        assert (poor.outcome, poor.record.reason) == (Outcome.SUPERSEDED, Reason.NEWER_VERSION_LOADED)
        assert poor.record.next_step is not None and "bản quét rõ hơn" in poor.record.next_step
        assert [one.id for one in store.plans()] == [good.plan_id]


@pytest.mark.parametrize(
    ("why", "other"),
    [
        ("another symbol", {"symbol": "50/KH-UBND", "number": "50"}),
        ("another day", {"date": "2022-09-29"}),
        ("another unit", {"unit_name": "Tân Binh"}),
        ("another province", {"province": "Đồng Tháp"}),
        ("no symbol", {"symbol": None, "number": None}),
        ("a blank number and another title", {"symbol": "/KH-UBND", "number": None, "title": "Tuyên truyền"}),
    ],
)
def test_what_is_another_plan(database_url: str, why: str, other: dict[str, Any]) -> None:
    header = {key: value for key, value in {**HEADER, **other}.items() if value is not None}
    with Store.open(database_url) as store:
        store.save(_plan("một"))
        second = store.save(plan_of("hai", name="b.pdf", header=header))
        assert second.outcome is Outcome.LOADED and second.supersedes is None, why
        assert len(store.plans()) == 2


@pytest.mark.parametrize(
    ("why", "other"),
    [
        ("spelling of the unit", {"unit_name": "TÂN  BÌNH", "unit_kind": "Xã"}),
        ("spaces in the symbol", {"symbol": "49 /KH-UBND"}),
        ("province not stated", {"province": None}),
    ],
)
def test_what_is_the_same_plan_in_another_spelling(database_url: str, why: str, other: dict[str, Any]) -> None:
    header = {key: value for key, value in {**HEADER, **other}.items() if value is not None}
    with Store.open(database_url) as store:
        first = store.save(_plan("một"))
        assert store.save(plan_of("hai", name="b.pdf", header=header)).supersedes == first.plan_id, why


def test_a_blank_number_with_the_same_title_and_day_is_the_same_plan(database_url: str) -> None:
    blank = {**HEADER, "symbol": "/KH-UBND"}
    del blank["number"]
    with Store.open(database_url) as store:
        first = store.save(plan_of("một", name="a.pdf", header=blank))
        assert store.save(plan_of("hai", name="b.pdf", header=blank)).supersedes == first.plan_id


def test_a_near_identical_plan_of_the_same_unit_is_loaded_and_names_its_twin(database_url: str) -> None:
    with Store.open(database_url) as store:
        first = store.save(_plan(WORDS.format(2022), "a.pdf"))
        twin = store.save(_plan(WORDS.format(2023), "b.pdf", symbol="12/KH-UBND", number="12"))
        other = store.save(_plan("Một kế hoạch khác hẳn về tuyên truyền", "c.pdf", symbol="13/KH-UBND", number="13"))
        assert (twin.outcome, twin.twin) == (Outcome.LOADED, first.plan_id)
        assert twin.record.message is not None and "a.pdf" in twin.record.message
        assert other.twin is None


def test_saving_a_file_twice_in_one_run_gives_the_first_answer(database_url: str) -> None:
    with Store.open(database_url) as store:
        run = store.begin_run()
        first = store.save(_plan("một"), run=run)
        assert store.save(_plan("một"), run=run).record == first.record
        assert store.ledger(run).discovered == 1


def test_the_ledger_adds_up_after_a_crash_and_a_resume(tmp_path: Path) -> None:
    url, inputs = f"sqlite:///{tmp_path / 'x.db'}", ("thư mục",)
    with Store.open(url) as store:
        run = store.begin_run(inputs)
        store.save(_plan("một", "1.pdf", symbol="1/KH-UBND", number="1"), run=run)
        store.record(
            run,
            FileRecord(name="2.pdf", sha256="2" * 64, outcome=Outcome.FAILED, reason=Reason.CORRUPT, message="hỏng"),
        )
        # Here the power goes: the run is never finished.
    with Store.open(url) as store:
        assert store.unfinished_run(("khác",)) is None
        assert store.unfinished_run(inputs) == run
        for number in (1, 3):
            plan = _plan(
                str(number) if number > 1 else "một", f"{number}.pdf", symbol=f"{number}/KH-UBND", number=str(number)
            )
            store.save(plan, run=run)
        store.record(
            run,
            FileRecord(name="2.pdf", sha256="2" * 64, outcome=Outcome.FAILED, reason=Reason.CORRUPT, message="hỏng"),
        )
        store.finish_run(run)
        ledger = store.ledger(run)
        assert ledger.discovered == 3 == sum(ledger.count(outcome) for outcome in Outcome)
        assert ledger.count(Outcome.LOADED) == 2
        assert store.unfinished_run(inputs) is None
        assert [record.name for record in store.last_records() if record.outcome is Outcome.FAILED] == ["2.pdf"]


def test_there_is_no_ledger_of_a_run_that_was_not(database_url: str) -> None:
    with Store.open(database_url) as store, pytest.raises(NotStored):
        store.ledger(5)
