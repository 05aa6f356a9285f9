"""What a ranking says of each unit as a whole: total points, index, rank and class."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "score_totals",
        sa.Column("score_sheet_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.Double(), nullable=True),
        sa.Column("index", sa.Double(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("self_points", sa.Double(), nullable=True),
        sa.Column("appraised", sa.Double(), nullable=True),
        sa.Column("survey", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["score_sheet_id"],
            ["score_sheets.id"],
            name=op.f("fk_score_totals_score_sheet_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_score_totals_unit_id")),
        sa.PrimaryKeyConstraint("score_sheet_id", "unit_id", name=op.f("pk_score_totals")),
    )
