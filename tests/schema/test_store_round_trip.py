"""What is saved is what is got, on both databases."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from schema.document import Evidence
from schema.errors import EvidenceError
from schema.ledger import Outcome
from schema.plan import Annex, Header, Plan
from schema.store import NotStored, Store
from schema.store_matter import plan_from, read_matter
from tests.schema.plans_made import plan_of, plans

_NO_PLAN = 1_000_000  # the cases of a property share a store, which may hold the plan behind one saved before


@pytest.fixture(scope="module")
def sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("store")
    return Store.open(f"sqlite:///{folder / 'kehoach.db'}")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plan=plans())
def test_get_gives_what_was_saved_on_sqlite(sqlite_store: Store, plan: Plan) -> None:
    _round_trip(sqlite_store, plan)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(plan=plans())
def test_get_gives_what_was_saved_on_postgresql(postgresql_url: str, plan: Plan) -> None:
    with Store.open(postgresql_url) as store:
        _round_trip(store, plan)


def _round_trip(store: Store, plan: Plan) -> None:
    result = store.save(plan)
    assert store.get(result.plan_id) == plan
    with store.reading() as connection:
        found = read_matter(connection, [result.plan_id, _NO_PLAN])
    assert found.keys() == {result.plan_id}
    sent = pickle.loads(pickle.dumps(found[result.plan_id]))
    assert plan_from(sent) == replace(plan, header=Header(), citations=(), warnings=())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plan=plans())
def test_a_new_extraction_takes_the_place_of_the_items(sqlite_store: Store, plan: Plan) -> None:
    plan_id = sqlite_store.save(plan).plan_id
    for extraction in (Plan(document=plan.document, header=Header()), plan):
        sqlite_store.replace(plan_id, extraction)
        assert sqlite_store.get(plan_id) == extraction


def test_evidence_that_does_not_hold_is_refused_and_nothing_is_stored(database_url: str) -> None:
    plan = plan_of("Kế hoạch cải cách hành chính")
    wrong = Plan(
        document=plan.document,
        header=plan.header,
        annexes=(
            Annex(label="Phụ lục I", title=None, present=False, evidence=Evidence(start=0, end=3, quote="Phụ lục")),
        ),
    )
    with Store.open(database_url) as store:
        with pytest.raises(EvidenceError):
            store.save(wrong)
        assert store.plans() == ()
        assert store.save(plan).outcome is Outcome.LOADED


def test_what_is_not_there_is_said(database_url: str) -> None:
    with Store.open(database_url) as store, pytest.raises(NotStored, match="Không có kế hoạch số 7"):
        store.get(7)
