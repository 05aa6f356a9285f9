"""Saving a plan: duplicate, new version, near-identical twin, or simply new."""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select, update

from schema.document import Grade
from schema.ledger import NOTHING_TO_DO, FileRecord, Outcome, Reason
from schema.plan import Plan
from schema.sketch import sketch
from schema.store_plans import Placement, insert_plan
from schema.store_units import find_or_add_unit
from schema.store_versions import Neighbour, earlier_version, same_bytes, twin
from schema.tables import FileRow, PlanRow
from schema.units import Match, Resolution, Sighting, sighting_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveResult:
    """What saving a plan did. record: the line of the ledger. supersedes: the plan that this one took the place of.
    twin: a near-identical plan of the same unit."""

    record: FileRecord
    supersedes: int | None = None
    twin: int | None = None

    @property
    def outcome(self) -> Outcome:
        return self.record.outcome

    @property
    def plan_id(self) -> int:
        """The plan that now stands for the file (for a duplicate: the one that was there)."""
        assert self.record.plan is not None
        return self.record.plan


def save_plan(connection: Connection, plan: Plan, run: int | None, seconds: float) -> SaveResult:
    """Store ``plan`` among the others, as contract §2 says."""
    source, seen = plan.document.source, sighting_of(plan.header)
    key = seen.key if seen else None
    if connection.dialect.name == "postgresql":
        # Two importers with the same plan: the second waits, and then finds the first one's.
        number = zlib.crc32((key or source.sha256).encode("utf-8", "surrogatepass"))
        connection.execute(select(func.pg_advisory_xact_lock(number)))
    if (known := same_bytes(connection, source.sha256)) is not None:
        return SaveResult(record=duplicate_record(source.name, source.sha256, known, seconds))
    resolution = find_or_add_unit(connection, seen) if seen else Resolution(match=Match.NONE)
    earlier = earlier_version(connection, plan, resolution.unit, key)
    own = sketch(plan.document.text)
    near = None if earlier else twin(connection, plan, own, resolution.unit, key)
    # A poor scan of a plan that is stored readable must not make the plan unreadable.
    kept = earlier is not None and plan.document.grade is Grade.POOR and earlier.grade is not Grade.POOR
    placement = Placement(
        run=run,
        at=datetime.now(UTC),
        unit=resolution.unit,
        unit_key=key,
        sketch=own,
        version=earlier.version + 1 if earlier else 1,
        superseded_by=earlier.plan_id if earlier and kept else None,
        twin_of=near.plan_id if near else None,
    )
    plan_id = insert_plan(connection, plan, placement)
    if earlier and not kept:
        connection.execute(update(PlanRow).where(PlanRow.id == earlier.plan_id).values(superseded_by=plan_id))
    record = FileRecord(
        name=source.name,
        sha256=source.sha256,
        outcome=Outcome.SUPERSEDED if kept else Outcome.LOADED,
        reason=Reason.NEWER_VERSION_LOADED if kept else None,
        message=_message(seen, resolution, earlier, near, kept=kept),
        next_step="Muốn dùng bản này, hãy nạp tệp Word gốc hoặc bản quét rõ hơn (300 dpi) của nó." if kept else None,
        plan=plan_id,
        seconds=seconds,
    )
    return SaveResult(
        record=record,
        supersedes=earlier.plan_id if earlier and not kept else None,
        twin=near.plan_id if near else None,
    )


def duplicate_record(name: str, sha256: str, known: Neighbour, seconds: float) -> FileRecord:
    """The line of the ledger for bytes that are stored already."""
    return FileRecord(
        name=name,
        sha256=sha256,
        outcome=Outcome.DUPLICATE,
        reason=Reason.SAME_BYTES,
        message=f"Tệp này đã được nạp rồi được gỡ: {known.shown}."
        if known.taken_out
        else f"Tệp này đã được nạp: {known.shown}.",
        next_step=f"Muốn dùng lại: kehoach plans restore {known.plan_id}." if known.taken_out else NOTHING_TO_DO,
        plan=known.plan_id,
        seconds=seconds,
    )


def _message(
    seen: Sighting | None, resolution: Resolution, earlier: Neighbour | None, near: Neighbour | None, *, kept: bool
) -> str | None:
    parts = []
    if earlier and kept:
        parts.append(f"Bản này đọc kém nên được giữ làm lịch sử; bản đang dùng là {earlier.shown}.")
    elif earlier:
        parts.append(f"Phiên bản mới, thay thế {earlier.shown}.")
    if near:
        parts.append(
            f"Nội dung gần như trùng với {near.shown} của cùng đơn vị; cả hai đang được tính. Nếu bản này thay bản kia,"
            f" hãy gỡ bản kia: kehoach plans remove {near.plan_id}."
        )
    if seen and resolution.match is Match.SEVERAL:
        name = f"{seen.kind} {seen.name}".strip()
        parts.append(
            f"Có {len(resolution.candidates)} đơn vị cùng tên “{name}”; văn bản không nêu đơn vị cấp trên nên chưa gắn"
            " được với đơn vị nào; gắn bằng kehoach plans attach."
        )
    return " ".join(parts) or None


def mark_superseded(connection: Connection, run: int, result: SaveResult) -> None:
    """Correct the line of the file whose plan has just been superseded, where it is of the same run."""
    if result.supersedes is None:
        return
    same_run = (FileRow.run_id == run) & (FileRow.plan_id == result.supersedes)
    connection.execute(
        update(FileRow)
        .where(same_run, FileRow.outcome == Outcome.LOADED.value)
        .values(
            outcome=Outcome.SUPERSEDED.value,
            reason=Reason.NEWER_VERSION_LOADED.value,
            message=f"Đã nạp phiên bản mới hơn: tệp “{result.record.name}”.",
            next_step=f"Muốn dùng lại bản này, hãy gỡ bản mới: kehoach plans remove {result.plan_id}.",
        )
    )
