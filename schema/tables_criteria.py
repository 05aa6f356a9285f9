"""The tables of criteria, coverage, reviews and scores."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schema.tables import Base


class CriteriaSetRow(Base):
    """One version of a criteria set; loading the same set_id with other content makes the next version, and nothing
    of the old one changes: cells, scores and reviews keep the version they were made for. At most one row is in use."""

    __tablename__ = "criteria_sets"
    __table_args__ = (UniqueConstraint("set_id", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    level: Mapped[str | None]
    years: Mapped[list[Any]]
    basis: Mapped[str | None]
    predecessor: Mapped[str | None]
    in_use: Mapped[bool]
    content_hash: Mapped[str]
    loaded_at: Mapped[datetime]


class CriterionRow(Base):
    """An area or a criterion of one version. parent: the code of the node above, NULL for an area. part: main, bonus
    or penalty. counter_phrases: what looks like the criterion and is another one."""

    __tablename__ = "criteria"
    __table_args__ = (UniqueConstraint("version_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("criteria_sets.id", ondelete="CASCADE"))
    ordinal: Mapped[int]
    code: Mapped[str]
    parent: Mapped[str | None]
    is_area: Mapped[bool]
    level: Mapped[str]
    name: Mapped[str]
    max_points: Mapped[float | None]
    part: Mapped[str]
    aliases: Mapped[list[Any]]
    counter_phrases: Mapped[list[Any]]
    sources: Mapped[list[Any]]


class MappingRow(Base):
    """Which criterion of an older version became which of a newer one, and how sure that is (rule: same_name, ...)."""

    __tablename__ = "criterion_mappings"
    from_criterion: Mapped[int] = mapped_column(ForeignKey("criteria.id", ondelete="CASCADE"), primary_key=True)
    to_criterion: Mapped[int] = mapped_column(
        ForeignKey("criteria.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    rule: Mapped[str]


class CellRow(Base):
    """One computed cell of the matrix: a cache, to be thrown away and computed again from plans, criteria and reviews.

    Written in bulk (half a million rows for a province) and kept small: what speaks for the cells of a unit is in
    ``coverage_units``. On SQLite the rows lie in the order of the key, so all units of a criterion are one stretch.
    plan_id NULL: the unit sent none. A person's decision is in ``reviews``, not here.
    """

    __tablename__ = "coverage_cells"
    __table_args__ = ({"sqlite_with_rowid": False},)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criteria.id", ondelete="CASCADE"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="CASCADE"), primary_key=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    status: Mapped[str]
    has_task: Mapped[bool]
    has_target: Mapped[bool]
    has_owner: Mapped[bool]
    has_deadline: Mapped[bool]
    confidence: Mapped[float]
    doubtful: Mapped[bool]


class UnitCoverageRow(Base):
    """What the cells of one unit rest on. state: fingerprint of what they were computed from beside the set; grounds:
    by plan, the passages that speak for its cells and those that came near, as places in its text (JSON, because they
    are shown and never searched); NULL where the unit sent no plan."""

    __tablename__ = "coverage_units"
    version_id: Mapped[int] = mapped_column(ForeignKey("criteria_sets.id", ondelete="CASCADE"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[str]
    grounds: Mapped[dict[str, Any] | None]


class CoverageStateRow(Base):
    """For which state of plans, units and reviews the cells of a criteria version hold. present: a fingerprint of it,
    empty while some units are still to be computed; common: of what concerns every unit."""

    __tablename__ = "coverage_states"
    version_id: Mapped[int] = mapped_column(ForeignKey("criteria_sets.id", ondelete="CASCADE"), primary_key=True)
    present: Mapped[str]
    common: Mapped[str]
    computed_at: Mapped[datetime]


class PassagesRow(Base):
    """The passages of a plan as coverage prepared them (word segmentation is nine tenths of its time), so that another
    criteria set needs neither the file nor the segmentation again. made_by: the version of the preparation."""

    __tablename__ = "passages"
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True)
    made_by: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class ReviewRow(Base):
    """What a person decided, in the order of deciding: a later row on the same thing counts, the earlier ones stay.

    Keyed by unit, set and criterion code (or item kind) and quote, not by the ids of cells, items, plans or versions,
    all of which are made anew by a re-import, a re-extraction or a new version.
    """

    __tablename__ = "reviews"
    __table_args__ = (Index(None, "unit_id", "set_id", "criterion"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    kind: Mapped[str]
    set_id: Mapped[str | None]
    criterion: Mapped[str | None]
    quote: Mapped[str | None]
    plan_sha256: Mapped[str | None]
    decision: Mapped[str]
    status: Mapped[str | None]
    correction: Mapped[dict[str, Any] | None]
    passage: Mapped[str | None]
    note: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[datetime]


class ScoreSheetRow(Base):
    """One published score sheet and the version of the set it scores. sheet_id: its name among the loaded ones."""

    __tablename__ = "score_sheets"
    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[str] = mapped_column(unique=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("criteria_sets.id"))
    year: Mapped[int | None]
    loaded_at: Mapped[datetime]


class ScoreRow(Base):
    """The points of one unit on one criterion."""

    __tablename__ = "scores"
    score_sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheets.id", ondelete="CASCADE"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criteria.id"), primary_key=True)
    points: Mapped[float]
