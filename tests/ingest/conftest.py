"""Fixtures of the readers and of imports."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from schema.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new, empty database to import into."""
    with Store.open(f"sqlite:///{tmp_path / 'kehoach.db'}") as opened:
        yield opened
