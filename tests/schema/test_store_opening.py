"""What opening a database says when it cannot be used, and what it does when it can."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from schema import tables_criteria  # noqa: F401 (brings its tables into the metadata)
from schema.migrations import known_revisions
from schema.store import Store, StoreError
from schema.store_open import REVISION
from schema.tables import Base


def _folder(path: Path) -> str:
    return f"sqlite:///{path}"


def _rubbish(path: Path) -> str:
    (path / "x.db").write_bytes(b"rubbish, not a database at all" * 100)
    return f"sqlite:///{path / 'x.db'}"


def _foreign(path: Path) -> str:
    with sqlite3.connect(path / "x.db") as connection:
        connection.execute("CREATE TABLE customers (id INTEGER)")
    return f"sqlite:///{path / 'x.db'}"


UNUSABLE: dict[str, tuple[Callable[[Path], str], str]] = {
    "folder missing": (lambda path: f"sqlite:///{path / 'không có' / 'x.db'}", "Không có thư mục"),
    "path is a folder": (_folder, "là một thư mục"),
    "not a database": (_rubbish, "không phải là cơ sở dữ liệu"),
    "of another program": (_foreign, "của một chương trình khác"),
    "no address": (lambda path: str(path / "x.db"), "không phải là địa chỉ"),
    "another kind": (lambda path: "mysql://localhost/x", "mysql"),
    "no server": (lambda path: "postgresql://nobody@127.0.0.1:1/x", "Không kết nối được"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_a_database_that_cannot_be_used_is_said_in_vietnamese(case: str, tmp_path: Path) -> None:
    make, words = UNUSABLE[case]
    with pytest.raises(StoreError) as caught:
        Store.open(make(tmp_path))
    assert words in caught.value.message
    assert caught.value.next_step.startswith("Hãy")


def test_a_password_is_never_shown() -> None:
    with pytest.raises(StoreError) as caught:
        Store.open("postgresql://nobody:bí-mật@127.0.0.1:1/x")
    assert "bí-mật" not in str(caught.value)


def test_a_newer_database_is_not_touched(database_url: str) -> None:
    with Store.open(database_url) as store, store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="phiên bản mới hơn"):
        Store.open(database_url)


def test_the_newest_migration_is_the_revision_that_the_store_writes() -> None:
    assert max(known_revisions()) == REVISION


def _ours(thing: object, name: str | None, kind: str, reflected: bool, compare_to: object) -> bool:
    # The full-text index is made by hand for each database.
    return not (name or "").startswith(("search_index", "ix_search_words")) and (kind, name) != ("column", "words")


def test_migrations_make_the_tables_of_the_program(database_url: str) -> None:
    with Store.open(database_url) as store, store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours, "compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_database_of_the_first_releases_is_brought_up_to_date(database_url: str) -> None:
    with Store.open(database_url) as store, store.writing() as connection:
        for table in ("coverage_cells", "coverage_units", "coverage_states", "score_totals"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("ALTER TABLE plans DROP COLUMN placed_by"))
        connection.execute(text("ALTER TABLE assignment_parties DROP COLUMN roles"))
        connection.execute(text("CREATE TABLE coverage_cells (unit_id INTEGER, evidence TEXT)"))
        connection.execute(text("CREATE TABLE coverage_states (version_id INTEGER, stamp TEXT)"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with Store.open(database_url) as store, store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours, "compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_sqlite_keeps_references_and_lets_readers_read_while_it_writes(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store, store.reading() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_what_raises_stores_nothing(database_url: str) -> None:
    with Store.open(database_url) as store:
        with pytest.raises(RuntimeError), store.writing() as connection:
            connection.execute(text("INSERT INTO runs (id, inputs, started_at) VALUES (7, '[]', '2026-01-01')"))
            raise RuntimeError
        assert store.last_run() is None
