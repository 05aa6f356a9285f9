"""Who gave a plan to its unit, where a person did: a new roster leaves such a plan where it is."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plans", sa.Column("placed_by", sa.Text(), nullable=True))
