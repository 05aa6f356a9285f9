"""Which plan a plan is: the same bytes, another version of a stored one, or near-identical to one."""

import re
from dataclasses import dataclass

from sqlalchemy import Connection, select

from schema.document import Grade
from schema.plan import Plan
from schema.sketch import shared
from schema.store_rows import Stored, header_columns, symbol_key
from schema.tables import DocumentRow, PlanRow
from schema.text import fold
from schema.units import same_superior

TWIN_SHARE = 0.8
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A stored plan near the one that is being saved, with what a message says of it. taken_out: by a person."""

    plan_id: int
    version: int
    grade: Grade
    file_name: str
    symbol: str | None
    title: str | None
    taken_out: bool = False

    @property
    def shown(self) -> str:
        """How a person finds it: "kế hoạch số 12 (49/KH-UBND, tệp “a.pdf”)"."""
        name = f"{self.symbol}, " if self.symbol else ""
        return f"kế hoạch số {self.plan_id} ({name}tệp “{self.file_name}”)"


def same_bytes(connection: Connection, sha256: str) -> Neighbour | None:
    """The stored plan of exactly these bytes."""
    row = connection.execute(_NEIGHBOURS.where(DocumentRow.sha256 == sha256)).mappings().first()
    return None if row is None else _neighbour(row)


def earlier_version(connection: Connection, plan: Plan, unit_id: int | None, unit_key: str | None) -> Neighbour | None:
    """The current version of the same plan: same unit, symbol and date. A plan that lacks one of them has none.

    With a blank number two plans of one day share the symbol ("/KH-UBND"): then the title decides, too.
    """
    header = header_columns(plan.header)
    symbol, date = symbol_key(header["symbol"]), header["date"]
    if symbol is None or date is None or unit_key is None:
        return None
    blank = not header["number"]
    if blank and not (_FULL_DATE.fullmatch(date) and header["title"]):
        return None
    for row in _current_of_unit(connection, unit_key):
        if (symbol_key(row["symbol"]), row["date"]) != (symbol, date) or not _same_unit(row, header, unit_id):
            continue
        if not blank or _title_key(row["title"]) == _title_key(header["title"]):
            return _neighbour(row)
    return None


def twin(connection: Connection, plan: Plan, own: bytes, unit_id: int | None, unit_key: str | None) -> Neighbour | None:
    """A current plan of the same unit that shares at least ``TWIN_SHARE`` of its text; ``own``: the plan's sketch."""
    if unit_key is None:
        return None
    header = header_columns(plan.header)
    shares = [
        (shared(own, row["sketch"]), row)
        for row in _current_of_unit(connection, unit_key)
        if _same_unit(row, header, unit_id)
    ]
    best = max(shares, key=lambda pair: pair[0], default=None)
    return _neighbour(best[1]) if best is not None and best[0] >= TWIN_SHARE else None


_NEIGHBOURS = select(
    PlanRow.id,
    PlanRow.version,
    PlanRow.unit_id,
    PlanRow.symbol,
    PlanRow.date,
    PlanRow.title,
    PlanRow.district,
    PlanRow.province,
    PlanRow.superseded_by,
    DocumentRow.name,
    DocumentRow.grade,
    DocumentRow.sketch,
).join(DocumentRow, DocumentRow.id == PlanRow.document_id)


def _current_of_unit(connection: Connection, unit_key: str) -> list[Stored]:
    query = _NEIGHBOURS.where(PlanRow.unit_key == unit_key, PlanRow.superseded_by.is_(None)).order_by(PlanRow.id)
    return list(connection.execute(query).mappings())


def _same_unit(row: Stored, header: Stored, unit_id: int | None) -> bool:
    if row["unit_id"] is not None and unit_id is not None:
        return bool(row["unit_id"] == unit_id)
    places = (same_superior(row[place], header[place]) for place in ("district", "province"))
    return False not in places


def _title_key(title: str | None) -> str:
    return " ".join(fold(title or "").split())


def _neighbour(row: Stored) -> Neighbour:
    return Neighbour(
        plan_id=row["id"],
        version=row["version"],
        grade=Grade(row["grade"]),
        file_name=row["name"],
        symbol=row["symbol"],
        title=row["title"],
        taken_out=row["superseded_by"] == row["id"],
    )
