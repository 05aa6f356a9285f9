"""What each party of an assignment does, where it is not all of its roles: who leads and who only joins in."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("assignment_parties", sa.Column("roles", sa.Text(), nullable=True))
