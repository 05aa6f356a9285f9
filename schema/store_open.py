"""Opening a database: the address checked, the tables brought up to date, every failure said in Vietnamese."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from schema.errors import KehoachError
from schema.tables import Base

# The revision that this program writes; a test holds it equal to the newest script in schema/migrations.
REVISION = "0005"
BUSY_SECONDS = 30


class StoreError(KehoachError):
    """The database cannot be used (exit code 3)."""


def open_engine(address: str) -> Engine:
    """An engine on an up-to-date database. Raises StoreError."""
    url = _checked_url(address)
    engine = _sqlite_engine(url) if url.get_backend_name() == "sqlite" else _postgresql_engine(url)
    shown = url.render_as_string(hide_password=True)
    try:
        with said(shown), engine.connect().execution_options(writes=True) as connection, connection.begin():
            _bring_up_to_date(connection, shown)
    except KehoachError:
        engine.dispose()
        raise
    return engine


def is_missing(address: str) -> bool:
    """Whether the database at ``address`` is a file that does not exist yet; to open it would make it.

    Raises StoreError where there can be none.
    """
    url = _checked_url(address)
    named = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return named and not Path(url.database or "").exists()


@contextmanager
def said(shown: str) -> Iterator[None]:
    """Turns what the database driver raises into a StoreError that names the database ``shown``."""
    try:
        yield
    except IntegrityError:
        raise  # a defect of the program, not a state of the database
    except DBAPIError as error:
        raise _explained(shown, error) from error


def _checked_url(address: str) -> URL:
    try:
        url = make_url(address.replace("postgres://", "postgresql://", 1))
    except ArgumentError as error:
        raise StoreError(
            f"“{address}” không phải là địa chỉ cơ sở dữ liệu.",
            "Hãy viết theo mẫu sqlite:///duong-dan/kehoach.db hoặc postgresql://nguoi-dung@may-chu/ten.",
        ) from error
    backend = url.get_backend_name()
    if backend == "sqlite":
        _check_folder(url)
    elif backend != "postgresql":
        raise StoreError(
            f"Chương trình không dùng được loại cơ sở dữ liệu “{backend}”.", "Hãy dùng SQLite hoặc PostgreSQL."
        )
    return url if backend == "sqlite" else url.set(drivername="postgresql+psycopg")


def _check_folder(url: URL) -> None:
    if not url.database or url.database == ":memory:":
        return
    path = Path(url.database)
    if not path.parent.is_dir():
        raise StoreError(
            f"Không có thư mục “{path.parent}” để đặt tệp cơ sở dữ liệu “{path.name}”.",
            "Hãy tạo thư mục đó hoặc chọn địa chỉ khác bằng --db.",
        )
    if path.is_dir():
        raise StoreError(
            f"“{path}” là một thư mục, không phải tệp cơ sở dữ liệu.", "Hãy ghi cả tên tệp, ví dụ kehoach.db."
        )


def _sqlite_engine(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions begin too late (at the first write): this module says BEGIN itself.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer that has read first must hold the lock from the start, or two of them fail on each other.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql_engine(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": BUSY_SECONDS})
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(
            "Chưa cài trình điều khiển PostgreSQL (psycopg).", "Hãy cài lại chương trình bằng make setup."
        ) from error


def _bring_up_to_date(connection: Connection, shown: str) -> None:
    tables = set(inspect(connection).get_table_names())
    found = _revision(connection) if "alembic_version" in tables else None
    if found == REVISION:
        return
    foreign = (
        tables - {"alembic_version"} if connection.dialect.name == "sqlite" else tables & set(Base.metadata.tables)
    )
    if found is None and foreign:
        raise StoreError(
            f"Cơ sở dữ liệu {shown} là của một chương trình khác (có bảng “{min(foreign)}”).",
            "Hãy chọn một cơ sở dữ liệu khác bằng --db.",
        )
    # Alembic takes a fifth of a second to import: only a database that needs it pays.
    from schema.migrations import known_revisions, migrate

    if found is not None and found not in known_revisions():
        raise StoreError(
            f"Cơ sở dữ liệu {shown} do phiên bản mới hơn của chương trình tạo ra (bản {found}).",
            "Hãy cập nhật chương trình rồi chạy lại.",
        )
    migrate(connection)


def _revision(connection: Connection) -> str | None:
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _explained(shown: str, error: DBAPIError) -> StoreError:
    cause = str(error.orig).strip().splitlines()[0] if error.orig is not None and str(error.orig).strip() else ""
    lowered = cause.lower()
    if "not a database" in lowered or "malformed" in lowered:
        return StoreError(
            f"Tệp {shown} không phải là cơ sở dữ liệu hoặc đã hỏng.",
            "Hãy chọn tệp khác bằng --db hoặc khôi phục bản sao lưu.",
        )
    if "locked" in lowered:
        return StoreError(
            f"Cơ sở dữ liệu {shown} đang bị chương trình khác khóa.", "Hãy đóng chương trình đó rồi chạy lại."
        )
    if "readonly" in lowered or "unable to open" in lowered or "permission" in lowered:
        return StoreError(
            f"Không mở hoặc không ghi được cơ sở dữ liệu {shown}.",
            "Hãy kiểm tra quyền đọc, ghi đối với tệp và thư mục.",
        )
    if "disk is full" in lowered or "disk full" in lowered or "no space" in lowered:
        return StoreError(f"Hết chỗ trên đĩa khi ghi cơ sở dữ liệu {shown}.", "Hãy giải phóng dung lượng rồi chạy lại.")
    if error.connection_invalidated or "connect" in lowered or "resolve" in lowered or "server" in lowered:
        return StoreError(
            f"Không kết nối được với máy chủ cơ sở dữ liệu {shown} ({cause}).",
            "Hãy kiểm tra máy chủ có đang chạy và địa chỉ, tên, mật khẩu có đúng không.",
        )
    return StoreError(f"Không dùng được cơ sở dữ liệu {shown} ({cause}).", "Hãy chạy “kehoach doctor” để kiểm tra.")
