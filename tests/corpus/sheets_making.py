"""Workbooks with one sheet for the tests of loading, and the tree that a loaded criteria set is."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from schema.criteria import CriteriaSet

HEAD = ("STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Ghi chú")


def nodes_of(criteria: CriteriaSet) -> list[tuple[str, str | None, float | None]]:
    return [(node.code, node.parent, node.max_points) for node in criteria.nodes()]


def workbook(path: Path, rows: Sequence[Sequence[object]], merges: Sequence[str] = (), title: str = "Bảng 1") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path
