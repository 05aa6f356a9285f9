"""The grounds of cells once per unit, and small cells in the order of their criteria.

Cells are a cache: they are dropped here, and computed anew when somebody first asks for them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("coverage_cells")
    op.drop_table("coverage_states")
    op.create_table(
        "coverage_cells",
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("has_task", sa.Boolean(), nullable=False),
        sa.Column("has_target", sa.Boolean(), nullable=False),
        sa.Column("has_owner", sa.Boolean(), nullable=False),
        sa.Column("has_deadline", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criteria.id"], name=op.f("fk_coverage_cells_criterion_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_coverage_cells_plan_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_coverage_cells_unit_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("criterion_id", "unit_id", name=op.f("pk_coverage_cells")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "coverage_units",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_coverage_units_unit_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["criteria_sets.id"], name=op.f("fk_coverage_units_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("version_id", "unit_id", name=op.f("pk_coverage_units")),
    )
    op.create_table(
        "coverage_states",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("common", sa.Text(), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["criteria_sets.id"], name=op.f("fk_coverage_states_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_coverage_states")),
    )
