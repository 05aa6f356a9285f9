"""The table of what a published ranking says of each unit as a whole."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schema.tables import Base


class TotalRow(Base):
    """Total points, index, rank and class of one unit on one score sheet; NULL what the sheet does not state."""

    __tablename__ = "score_totals"
    score_sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheets.id", ondelete="CASCADE"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    points: Mapped[float | None]
    index: Mapped[float | None]
    rank: Mapped[int | None]
    grade: Mapped[str | None]
    self_points: Mapped[float | None]
    appraised: Mapped[float | None]
    survey: Mapped[float | None]
