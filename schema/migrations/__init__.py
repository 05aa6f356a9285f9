"""The steps that bring a database up to date, run by the store itself on opening.

A change of ``schema/tables*.py`` needs a new script here: set REVISION in ``schema/store_open.py``, write
``versions/NNNN_what.py`` (down_revision: the one before), and let tests/schema/test_migrations.py compare the result
with the tables on both databases. Released scripts never change.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

HERE = Path(__file__).parent


def known_revisions() -> frozenset[str]:
    """All revisions this program knows."""
    return frozenset(script.revision for script in ScriptDirectory(str(HERE)).walk_revisions())


def migrate(connection: Connection) -> None:
    """Bring the database of ``connection`` to the newest revision, inside its transaction."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
