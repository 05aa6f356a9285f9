"""``kehoach coverage`` and ``kehoach unaddressed``: the matrix, and who left what out."""

from collections import Counter, defaultdict
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from app.cli import app
from app.console import EXIT_DONE, answers, messages, print_json
from app.options import DEFAULT_DATABASE, AreaName, CriterionName, Database, Json, StatusName, UnitName
from app.vietnamese import Command
from corpus.carried_scores import carried_scores, scored_before
from corpus.export.summary import UnitHead, distinct_names
from corpus.queries import plan_rows
from corpus.queries_coverage import CoverageLine, coverage_json, coverage_rows, criteria_in_use
from corpus.queries_scores import LostPoints
from corpus.queries_scores import lost_points as points_lost
from corpus.selection import Selection, selected
from corpus.wording import GRADES, NOTHING_NEAR, nearest_shown
from schema.coverage import Status
from schema.errors import KehoachError
from schema.store import Store, StoredCriteria
from schema.text import squeeze

# One sign a status, for a matrix that fits a terminal.
SIGNS = {
    Status.ACTIONABLE: "●",
    Status.PLANNED: "◐",
    Status.MENTIONED: "○",
    Status.UNADDRESSED: "✗",
    Status.UNKNOWN: "?",
    Status.UNREADABLE: "!",
    Status.NOT_SUBMITTED: "–",
    Status.NOT_APPLICABLE: "/",
}


@app.command("coverage", cls=Command)
def coverage_command(
    db: Database = DEFAULT_DATABASE,
    unit: UnitName = None,
    criterion: CriterionName = None,
    area: AreaName = None,
    status: StatusName = None,
    as_json: Json = False,
) -> int:
    """Ma trận đơn vị × tiêu chí: đủ rõ, có nhiệm vụ, có nhắc, bỏ trống …"""
    with Store.open(db) as store:
        criteria = criteria_in_use(store)
        only = selected(store, criteria, unit=unit, criterion=criterion, area=area, status=status)
        rows = _rows(store, criteria, only)
        if as_json:
            print_json(
                {"set": criteria.set_id, "version": criteria.version, "cells": [coverage_json(row) for row in rows]}
            )
            return EXIT_DONE
        console = answers()
        _matrix(rows, console)
        console.print("  ".join(f"{sign} {status.label}" for status, sign in SIGNS.items()))
        _warn_of_unattached(store)
        return EXIT_DONE


@app.command("unaddressed", cls=Command)
def unaddressed_command(
    db: Database = DEFAULT_DATABASE,
    unit: UnitName = None,
    criterion: CriterionName = None,
    area: AreaName = None,
    lost_points: Annotated[
        bool, typer.Option("--lost-points", help="Chỉ những chỗ vừa bị trừ điểm vừa bỏ trống.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Đơn vị nào bỏ trống tiêu chí nào, kèm căn cứ: đã tìm ở đâu, đoạn nào gần nhất."""
    with Store.open(db) as store:
        criteria = criteria_in_use(store)
        carried = carried_scores(store, criteria)
        if lost_points and carried is None and not store.scores(criteria):
            raise _no_scores(store, criteria)
        lost = points_lost(store, criteria)
        if lost_points and not lost.measurable:
            raise KehoachError(
                "Bộ tiêu chí đang dùng không ghi điểm tối đa nên không tính được điểm bị mất.",
                "Nạp bộ tiêu chí có cột “Điểm tối đa” bằng “kehoach criteria load TỆP”, rồi nạp lại bảng điểm.",
            )
        left_out = Status.UNADDRESSED.value
        only = selected(store, criteria, unit=unit, criterion=criterion, area=area, status=left_out)
        rows = _rows(store, criteria, only)
        if lost_points:
            rows = tuple(sorted(filter(lost.lost, rows), key=lambda row: -(lost.lost(row) or 0)))
        if as_json:
            cells = [{**coverage_json(row), **(_area_json(row, lost) if lost_points else {})} for row in rows]
            print_json({"set": criteria.set_id, "version": criteria.version, "cells": cells})
            return EXIT_DONE
        _list(rows, answers(), lost)
        unsure = sum(row.cell.doubtful for row in rows)
        look = f" {unsure} chỗ chưa chắc, cần người xem: “kehoach review list --unaddressed”." if unsure else ""
        if carried is not None:
            messages().print(carried.told)
        messages().print(f"{len(rows)} chỗ bỏ trống ở {len({row.unit_id for row in rows})} đơn vị.{look}")
        return EXIT_DONE


def _rows(store: Store, criteria: StoredCriteria, only: Selection) -> tuple[CoverageLine, ...]:
    return coverage_rows(store, criteria, units=only.units, codes=only.codes, statuses=only.statuses)


CODE_WIDTH, UNIT_WIDTH, NAME_WIDTH = 6, 8, 26


def _matrix(rows: tuple[CoverageLine, ...], console: Console) -> None:
    """Criteria × units where the terminal is wide enough; else the counts of each unit."""
    units = _names(rows)
    counts = Counter((row.unit_id, row.cell.status) for row in rows)
    # A code is never cut: of "2.5.1" and "2.5.2" nobody could tell which "2.5…" is.
    code_width = max(CODE_WIDTH, *(len(row.criterion) + 1 for row in rows)) if rows else CODE_WIDTH
    name_width = console.width - code_width - UNIT_WIDTH * len(units)
    if name_width < NAME_WIDTH:
        _counts(units, counts, console)
        return
    by_criterion: defaultdict[tuple[str, str], dict[int, Status]] = defaultdict(dict)
    for row in rows:
        by_criterion[row.criterion, row.criterion_name][row.unit_id] = row.cell.status
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("Mã", width=code_width - 1, no_wrap=True)
    table.add_column("Tiêu chí", width=name_width - 4, no_wrap=True, overflow="ellipsis")
    for name in units.values():
        table.add_column(name, justify="center", width=UNIT_WIDTH - 2)
    for (code, name), cells in by_criterion.items():
        table.add_row(code, name, *(SIGNS[cells[unit]] if unit in cells else "" for unit in units))
    table.add_section()
    for status, sign in SIGNS.items():
        figures = [counts[unit, status] for unit in units]
        if any(figures):
            table.add_row(sign, f"Cộng: {status.label}", *(str(figure) for figure in figures))
    console.print(table)


def _names(rows: tuple[CoverageLine, ...]) -> dict[int, str]:
    """The units by their ids, with what is above those that share a name."""
    units = {row.unit_id: row for row in rows}
    heads = [UnitHead(id=id_, label=row.unit, name=row.short_unit, superior=row.superior) for id_, row in units.items()]
    return {head.id: head.name for head in distinct_names(heads)}


def _counts(units: dict[int, str], counts: Counter[tuple[int, Status]], console: Console) -> None:
    table = Table("Đơn vị", *SIGNS.values(), box=SIMPLE_HEAD)
    for unit, name in units.items():
        table.add_row(name, *(str(counts[unit, status] or "") for status in SIGNS))
    console.print(table)
    console.print("Bảng từng tiêu chí: “kehoach export tong-hop.xlsx”.")


def _warn_of_unattached(store: Store) -> None:
    """Tell which plans belong to no unit: theirs may stand in the matrix as one that sent nothing."""
    for plan in plan_rows(store):
        if plan.unit_id is None:
            messages().print(
                f"Lưu ý: kế hoạch số {plan.id} của “{plan.unit or plan.issuer or 'chưa rõ đơn vị'}” (tệp {plan.file})"
                " chưa gắn được với đơn vị nào; đơn vị ấy có thể đang bị ghi là chưa gửi. Ghi rõ cấp trên của đơn vị"
                " trùng tên trong danh sách, hoặc nạp bản có ghi tên huyện, tỉnh.",
                soft_wrap=True,
            )


def _area_json(row: CoverageLine, lost: LostPoints) -> dict[str, float | None]:
    points, maximum = lost.area(row) or (None, None)
    return {"area_points": points, "area_max_points": maximum}


def _lost(row: CoverageLine, lost: LostPoints) -> str:
    """What was lost on the criterion, else on its area, in words."""
    points = lost.lost(row)
    if points is None:
        return ""
    where = "" if row.lost_points is not None else f"lĩnh vực {row.area} "
    return f" – {where}mất {points:g} điểm".replace(".", ",")


def _list(rows: tuple[CoverageLine, ...], console: Console, lost: LostPoints) -> None:
    unit = None
    for row in rows:
        if row.unit != unit:
            unit = row.unit
            searched = row.cell.searched
            read = f" (tệp {searched.document}, đọc {GRADES[searched.grade]})" if searched else ""
            console.print(f"\n{unit}{read}", soft_wrap=True)
        unsure = " (chưa chắc, cần người xem)" if row.cell.doubtful else ""
        console.print(f"  {row.criterion} {row.criterion_name}{_lost(row, lost)}{unsure}", soft_wrap=True)
        if row.cell.searched is not None and row.cell.searched.nothing_near:
            console.print(f"      {NOTHING_NEAR}", soft_wrap=True)
        for near in nearest_shown(row.cell.searched):
            page = f", trang {near.evidence.page}" if near.evidence.page else ""
            quote = squeeze(near.evidence.quote)
            shown = quote if len(quote) <= 110 else quote[:109] + "…"
            score = f"{near.score:.2f}".replace(".", ",")
            console.print(f"      gần nhất ({score}{page}): “{shown}”", soft_wrap=True)


def _no_scores(store: Store, criteria: StoredCriteria) -> KehoachError:
    """The error for a set without points; it names the older version that has some."""
    scored = scored_before(store, criteria)
    if scored is None:
        return KehoachError("Chưa có bảng điểm cho bộ tiêu chí đang dùng.", "Nạp bằng “kehoach scores load TỆP”.")
    return KehoachError(
        f"Bảng điểm đã nạp là của “{scored.set_id}” phiên bản {scored.version}; bộ đang dùng là phiên bản"
        f" {criteria.version}, và không có tiêu chí nào cùng tên, cùng điểm tối đa để so.",
        "Hãy nạp lại bảng điểm bằng “kehoach scores load TỆP”, hoặc ghép cặp bằng “kehoach criteria map”.",
    )
