"""Reviews and score sheets in the database."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from schema.coverage import Decision, Status
from schema.reviews import COVERAGE, Review
from schema.scores import Figures, Score, ScoreSheet, Total
from schema.store_criteria import StoredCriteria
from schema.store_rows import Row, Stored, new_id
from schema.tables_criteria import CriterionRow, ReviewRow, ScoreRow, ScoreSheetRow
from schema.tables_scores import TotalRow


def add_reviews(connection: Connection, reviews: Sequence[Review]) -> None:
    """Append decisions; none is ever changed or removed."""
    if reviews:
        connection.execute(insert(ReviewRow), [_review_row(review) for review in reviews])


def read_reviews(connection: Connection, *, set_id: str | None = None) -> tuple[Review, ...]:
    """All decisions in the order of deciding, or those on the cells of one set."""
    query = select(ReviewRow.__table__).order_by(ReviewRow.id)
    if set_id is not None:
        query = query.where(ReviewRow.set_id == set_id)
    return tuple(map(_review, connection.execute(query).mappings()))


def save_scores(connection: Connection, sheet: ScoreSheet, criteria: StoredCriteria) -> None:
    """Store ``sheet`` for this version of the set; a sheet of the same id is replaced whole."""
    connection.execute(delete(ScoreSheetRow).where(ScoreSheetRow.sheet_id == sheet.id))
    sheet_id = new_id(
        connection,
        ScoreSheetRow,
        {"sheet_id": sheet.id, "version_id": criteria.id, "year": sheet.year, "loaded_at": datetime.now(UTC)},
    )
    rows = [
        {
            "score_sheet_id": sheet_id,
            "unit_id": score.unit,
            "criterion_id": criteria.criterion_ids[score.criterion],
            "points": score.points,
        }
        for score in sheet.scores
    ]
    if rows:
        connection.execute(insert(ScoreRow), rows)
    totals = [{"score_sheet_id": sheet_id, "unit_id": one.unit, **asdict(one.figures)} for one in sheet.totals]
    if totals:
        connection.execute(insert(TotalRow), totals)


def scored_versions(connection: Connection) -> frozenset[int]:
    """The stored ids of the versions for which points were published."""
    return frozenset(connection.execute(select(ScoreSheetRow.version_id).distinct()).scalars())


def read_scores(connection: Connection, criteria: StoredCriteria) -> tuple[ScoreSheet, ...]:
    """The sheets for this version of the set, the newest last."""
    sheets = connection.execute(
        select(ScoreSheetRow.__table__).where(ScoreSheetRow.version_id == criteria.id).order_by(ScoreSheetRow.id)
    )
    return tuple(_sheet(connection, row) for row in sheets.mappings().all())


def _sheet(connection: Connection, row: Stored) -> ScoreSheet:
    query = (
        select(ScoreRow.unit_id, CriterionRow.code, ScoreRow.points)
        .join(CriterionRow, CriterionRow.id == ScoreRow.criterion_id)
        .where(ScoreRow.score_sheet_id == row["id"])
        .order_by(ScoreRow.unit_id, CriterionRow.ordinal)
    )
    scores = (Score(unit=unit, criterion=code, points=points) for unit, code, points in connection.execute(query))
    totals = connection.execute(
        select(TotalRow.__table__).where(TotalRow.score_sheet_id == row["id"]).order_by(TotalRow.unit_id)
    )
    return ScoreSheet(
        id=row["sheet_id"], year=row["year"], scores=tuple(scores), totals=tuple(map(_total, totals.mappings()))
    )


def _total(row: Stored) -> Total:
    return Total(
        unit=row["unit_id"],
        figures=Figures(
            points=row["points"],
            index=row["index"],
            rank=row["rank"],
            grade=row["grade"],
            self_points=row["self_points"],
            appraised=row["appraised"],
            survey=row["survey"],
        ),
    )


def _review_row(review: Review) -> Row:
    return {
        "unit_id": review.unit,
        "kind": review.kind,
        "set_id": review.set_id,
        # An item has no criterion: its section, where one is meant, stands in the same column.
        "criterion": review.criterion if review.kind == COVERAGE else review.section,
        "quote": review.quote,
        "plan_sha256": review.plan_sha256,
        "decision": review.decision.value,
        "status": None if review.status is None else review.status.value,
        "correction": dict(review.correction) or None,
        "passage": review.passage,
        "note": review.note,
        "by": review.by,
        "at": datetime.fromisoformat(review.at),
    }


def _review(row: Stored) -> Review:
    return Review(
        unit=row["unit_id"],
        kind=row["kind"],
        set_id=row["set_id"],
        criterion=row["criterion"] if row["kind"] == COVERAGE else None,
        section=None if row["kind"] == COVERAGE else row["criterion"],
        quote=row["quote"],
        plan_sha256=row["plan_sha256"],
        decision=Decision(row["decision"]),
        status=None if row["status"] is None else Status(row["status"]),
        correction=tuple((row["correction"] or {}).items()),
        passage=row["passage"],
        note=row["note"],
        by=row["by"],
        at=row["at"].isoformat(),
    )
