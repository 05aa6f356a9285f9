"""Fixtures of exports."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from schema.store import Store
from tests.corpus.exporting_office import Office


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    """On SQLite and on PostgreSQL."""
    with Store.open(database_url) as store:
        yield Office(store)


@pytest.fixture
def small_office(tmp_path: Path) -> Iterator[Office]:
    """On SQLite alone, in the file kehoach.db of ``tmp_path``: for what depends on no database."""
    with Store.open(f"sqlite:///{tmp_path / 'kehoach.db'}") as store:
        yield Office(store)
