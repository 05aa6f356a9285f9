"""The tables of plans, runs and units. The domain imports none of this; ``schema/store*.py`` translates.

Every item of a plan has the primary key (plan_id, ordinal): rows of many plans go in with one bulk insert and need no
id to be read back; ``ordinal`` is the order of the items in the Plan. Every item carries its evidence, NOT NULL.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from schema.column_types import FrozenText, Json, UtcTime

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables share one MetaData with named constraints, so that migrations can change them on both databases."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: FrozenText,
        datetime: UtcTime,
        dict[str, Any]: Json,
        list[Any]: Json,
    }


class RunRow(Base):
    """One import run. finished_at NULL: it is under way, or it crashed and can be resumed."""

    __tablename__ = "runs"
    id: Mapped[int] = mapped_column(primary_key=True)
    inputs: Mapped[list[Any]]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class FileRow(Base):
    """One line of the ledger; a file of a run has one, whatever happens in between.

    name_hash: a name inside an archive may be longer than an index entry of PostgreSQL.
    """

    __tablename__ = "files"
    __table_args__ = (UniqueConstraint("run_id", "name_hash"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    name: Mapped[str]
    name_hash: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    outcome: Mapped[str]
    reason: Mapped[str | None]
    message: Mapped[str | None]
    next_step: Mapped[str | None]
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id"), index=True)
    seconds: Mapped[float]
    at: Mapped[datetime]


class DocumentRow(Base):
    """One file as it was read, without its text: lists of documents never touch the long columns.

    notes: the reading remarks (dropped, tables, notes, grade_reasons). sketch: the smallest hashes of its word
    shingles; two sketches tell the share of common text without the texts.
    """

    __tablename__ = "documents"
    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    media_type: Mapped[str]
    reader: Mapped[str]
    pages: Mapped[int | None]
    ocr_pages: Mapped[list[Any]]
    encoding: Mapped[str | None]
    encoding_score: Mapped[float | None]
    grade: Mapped[str]
    notes: Mapped[dict[str, Any]]
    sketch: Mapped[bytes] = mapped_column(LargeBinary)


class TextRow(Base):
    """The frozen text and its blocks. blocks: compressed JSON, because nothing ever asks for a single block, and three
    hundred rows a plan would be most of the database."""

    __tablename__ = "texts"
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    text: Mapped[str]
    blocks: Mapped[bytes] = mapped_column(LargeBinary)


class UnitRow(Base):
    """A unit that issues plans. roster: the list on which it stands as owing one; NULL: only known from a plan, or as
    the predecessor of a merged unit. key: kind and name folded (tones stay: Cẩm Giang and Cẩm Giàng are two)."""

    __tablename__ = "units"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)
    code: Mapped[str | None]
    kind: Mapped[str]
    name: Mapped[str]
    superior: Mapped[str | None]
    province: Mapped[str | None]
    valid_from: Mapped[str | None]
    valid_to: Mapped[str | None]
    roster: Mapped[str | None]
    ordinal: Mapped[int]


class UnitNameRow(Base):
    """Another name a unit goes or went by, with the dates between which it did."""

    __tablename__ = "unit_names"
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    valid_from: Mapped[str | None]
    valid_to: Mapped[str | None]


class PredecessorRow(Base):
    """Which units a merged unit was made of."""

    __tablename__ = "unit_predecessors"
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="CASCADE"), primary_key=True)
    predecessor_id: Mapped[int] = mapped_column(
        ForeignKey("units.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class PlanRow(Base):
    """A plan's header and its place in the history of versions.

    unit_key: as in units, from the header. version counts the versions of one plan (same unit, symbol and date);
    superseded_by: the version that took its place; NULL is the current one, its own id one that a person took out.
    twin_of: a near-identical plan of the same unit that is not the same plan by symbol and date. placed_by: who gave it
    to its unit, where a person did.
    """

    __tablename__ = "plans"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), unique=True)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id"))
    imported_at: Mapped[datetime]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    unit_key: Mapped[str | None] = mapped_column(index=True)
    version: Mapped[int]
    superseded_by: Mapped[int | None] = mapped_column(ForeignKey("plans.id"), index=True)
    twin_of: Mapped[int | None] = mapped_column(ForeignKey("plans.id"))
    placed_by: Mapped[str | None]
    type_code: Mapped[str | None]
    title: Mapped[str | None]
    symbol: Mapped[str | None]
    number: Mapped[str | None]
    place: Mapped[str | None]
    date: Mapped[str | None]
    issuer: Mapped[str | None]
    issuer_level: Mapped[str | None]
    unit_kind: Mapped[str | None]
    unit_name: Mapped[str | None]
    district: Mapped[str | None]
    province: Mapped[str | None]
    plan_kind: Mapped[str | None]
    plan_year: Mapped[int | None]
    assessed_year: Mapped[int | None]
    signer: Mapped[str | None]
    signer_title: Mapped[str | None]
    signing_capacity: Mapped[str | None]


class ItemOfPlan:
    """The key of an item."""

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)


class WithEvidence(ItemOfPlan):
    """An item and where it is written: ``text[start_char:end_char] == quote``."""

    start_char: Mapped[int]
    end_char: Mapped[int]
    quote: Mapped[str]
    page: Mapped[int | None]

    @declared_attr.directive
    def __table_args__(cls) -> tuple[CheckConstraint]:  # noqa: N805 (SQLAlchemy passes the class)
        return (CheckConstraint("end_char > start_char", name="evidence"),)


class HeaderEvidenceRow(WithEvidence, Base):
    """Where a header field is written; ``ordinal`` follows the order of the fields."""

    __tablename__ = "header_evidence"
    field: Mapped[str]
    rule: Mapped[str]
    inferred: Mapped[bool]


class RecipientRow(WithEvidence, Base):
    __tablename__ = "recipients"
    text: Mapped[str]
    purpose: Mapped[str | None]


class SectionRow(WithEvidence, Base):
    """path: the id of the contract ("II.7.1"); a plan with repeated numbers repeats it, so it is no key."""

    __tablename__ = "sections"
    path: Mapped[str]
    marker: Mapped[str | None]
    title: Mapped[str | None]
    level: Mapped[int]
    parent: Mapped[str | None]
    extent_start: Mapped[int]
    extent_end: Mapped[int]
    rule: Mapped[str]


class CitationRow(WithEvidence, Base):
    """symbol_key: the symbol folded and without spaces, to link citations with loaded plans."""

    __tablename__ = "citations"
    type: Mapped[str]
    type_code: Mapped[str | None]
    number: Mapped[str | None]
    symbol: Mapped[str | None]
    symbol_key: Mapped[str | None] = mapped_column(index=True)
    date: Mapped[str | None]
    date_partial: Mapped[str | None]
    issuer: Mapped[str | None]
    title: Mapped[str | None]
    provision: Mapped[str | None]
    use: Mapped[str]
    section: Mapped[str | None]
    rule: Mapped[str]
    resolved_from: Mapped[dict[str, Any] | None]


class TargetRow(WithEvidence, Base):
    __tablename__ = "targets"
    metric: Mapped[str]
    comparator: Mapped[str]
    value: Mapped[float | None]
    upper: Mapped[float | None]
    unit: Mapped[str | None]
    period: Mapped[str | None]
    deadline: Mapped[str | None]
    baseline: Mapped[str | None]
    section: Mapped[str | None]
    rule: Mapped[str]


class AssignmentRow(WithEvidence, Base):
    __tablename__ = "assignments"
    roles: Mapped[list[Any]]
    task: Mapped[str]
    section: Mapped[str | None]
    rule: Mapped[str]
    soft: Mapped[bool]
    requested: Mapped[bool]
    task_row: Mapped[list[Any] | None]


class PartyRow(ItemOfPlan, Base):
    """A party of the assignment (plan_id, ordinal). inherited: its own evidence, where it is written elsewhere. roles:
    its own of the assignment's, null for all."""

    __tablename__ = "assignment_parties"
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    code: Mapped[str | None] = mapped_column(index=True)
    inherited: Mapped[dict[str, Any] | None]
    roles: Mapped[list[Any] | None]


class DeadlineRow(WithEvidence, Base):
    __tablename__ = "deadlines"
    kind: Mapped[str]
    date: Mapped[str | None]
    start: Mapped[str | None]
    end: Mapped[str | None]
    frequency: Mapped[list[Any]]
    section: Mapped[str | None]
    rule: Mapped[str]
    inferred: Mapped[bool]
    task_row: Mapped[list[Any] | None]


class AnnexRow(WithEvidence, Base):
    __tablename__ = "annexes"
    label: Mapped[str]
    title: Mapped[str | None]
    present: Mapped[bool]


class AbbreviationRow(WithEvidence, Base):
    __tablename__ = "abbreviations"
    abbr: Mapped[str]
    meaning: Mapped[str]


class WarningRow(WithEvidence, Base):
    __tablename__ = "warnings"
    code: Mapped[str]
    message: Mapped[str]


class SearchRow(Base):
    """What a search looks in first: the text without any mark (``bare``), so that "dat dai" finds "đất đai".

    ``bare`` keeps offsets, so a hit here is a span of the frozen text. A migration adds the index of the database:
    FTS5 on SQLite (its own folding leaves đ alone, hence this column), a tsvector on PostgreSQL.
    """

    __tablename__ = "search"
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True)
    bare: Mapped[str]
