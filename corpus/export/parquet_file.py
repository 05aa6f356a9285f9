"""The consolidated table as Parquet: one row per cell, lists as lists, days as days."""

from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from corpus.export.details import Detail, each_detail
from corpus.export.plain import clean
from corpus.selection import Selection
from schema.store import Store, StoredCriteria

ROWS_AT_A_TIME = 10_000
_TEXTS = pa.list_(pa.string())
SCHEMA = pa.schema(
    [
        ("unit_id", pa.int64()),
        ("unit", pa.string()),
        ("superior", pa.string()),
        ("area", pa.string()),
        ("area_name", pa.string()),
        ("criterion", pa.string()),
        ("criterion_name", pa.string()),
        ("status", pa.string()),
        ("status_label", pa.string()),
        ("has_task", pa.bool_()),
        ("has_target", pa.bool_()),
        ("has_owner", pa.bool_()),
        ("has_deadline", pa.bool_()),
        ("tasks", _TEXTS),
        ("targets", _TEXTS),
        ("owners", _TEXTS),
        ("deadlines", _TEXTS),
        ("due", pa.date32()),
        ("quotes", _TEXTS),
        ("pages", pa.list_(pa.int32())),
        ("sections", _TEXTS),
        ("confidence", pa.float64()),
        ("doubtful", pa.bool_()),
        ("reviewed_by", pa.string()),
        ("reviewed_at", pa.string()),
        ("decision", pa.string()),
        ("note", pa.string()),
        ("machine", pa.string()),
        ("max_points", pa.float64()),
        ("points", pa.float64()),
        ("lost_points", pa.float64()),
        ("plan", pa.int64()),
        ("file", pa.string()),
    ]
)


def write_parquet(store: Store, criteria: StoredCriteria, only: Selection, out: Path) -> None:
    """The cells of ``criteria`` at ``out``."""
    rows = each_detail(store, criteria, only)
    with pq.ParquetWriter(str(out), SCHEMA, compression="zstd") as writer:
        while batch := [_record(row) for row in islice(rows, ROWS_AT_A_TIME)]:
            writer.write_table(pa.Table.from_pylist(batch, schema=SCHEMA))


def _record(row: Detail) -> dict[str, Any]:
    line, cell, reviewed = row.line, row.line.cell, row.line.cell.reviewed
    record = {
        "unit_id": line.unit_id,
        "unit": line.unit,
        "superior": line.superior,
        "area": line.area,
        "area_name": line.area_name,
        "criterion": line.criterion,
        "criterion_name": line.criterion_name,
        "status": cell.status.value,
        "status_label": cell.status.label,
        "has_task": cell.has.task,
        "has_target": cell.has.target,
        "has_owner": cell.has.owner,
        "has_deadline": cell.has.deadline,
        "tasks": list(row.tasks),
        "targets": list(row.targets),
        "owners": list(row.owners),
        "deadlines": list(row.deadlines),
        "due": row.due,
        "quotes": list(row.quotes),
        "pages": list(row.pages),
        "sections": list(row.sections),
        "confidence": cell.confidence,
        "doubtful": cell.doubtful,
        "reviewed_by": reviewed.by if reviewed else None,
        "reviewed_at": reviewed.at if reviewed else None,
        "decision": reviewed.decision.value if reviewed else None,
        "note": reviewed.note if reviewed else None,
        "machine": cell.machine.value if cell.machine else None,
        "max_points": line.max_points,
        "points": line.points,
        "lost_points": line.lost_points,
        "plan": line.plan,
        "file": line.file,
    }
    return {name: clean(value) if isinstance(value, str) else value for name, value in record.items()}
