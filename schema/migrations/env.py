"""How Alembic runs the scripts: on the connection of the store that is being opened, in its transaction."""

from alembic import context

from schema import tables_criteria  # noqa: F401 (brings its tables into the metadata)
from schema.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
