"""Fixtures of the command line."""

from pathlib import Path

import pytest

from tests.app.cli_office import Office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Office:
    """Three plans, a roster and a criteria set in a new database."""
    monkeypatch.setenv("KEHOACH_DB", f"sqlite:///{tmp_path / 'kehoach.db'}")
    return Office(tmp_path, capsys)
