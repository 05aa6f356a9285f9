"""The table of points in a file: that of a sheet, or the pieces that page breaks and captions cut a long one into."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus.loading.criteria_words import points_of
from corpus.loading.documents import read_document, tables_of
from corpus.loading.grid import Grid, LoadError
from corpus.loading.sheets import is_sheet, read_sheets
from corpus.loading.unit_words import district_heading


def score_tables(path: Path) -> tuple[Grid, ...]:
    """The tables of the file with more than one row, those that go on with another joined. Raises LoadError."""
    if is_sheet(path):
        grids = read_sheets(path)
    else:
        document = read_document(path)
        grids = joined(tables_of(document))
        if not grids and document.source.ocr_pages:
            raise LoadError(
                f"{path.name}: {len(document.source.ocr_pages)} trang là ảnh quét, không nhận ra được bảng điểm.",
                "Hãy dùng bản Word, Excel hoặc PDF có lớp chữ, hoặc nhập bảng vào Excel rồi nạp.",
            )
    found = tuple(grid for grid in grids if len(grid.rows) > 1)
    if not found:
        raise LoadError(f"{path.name}: không có bảng điểm nào.", "Hãy kiểm tra lại tệp.")
    return found


def joined(tables: Sequence[Grid]) -> tuple[Grid, ...]:
    """Tables of a document, those that go on with the columns of the one before made one.

    A table that a page break or a paragraph cuts begins again without a head, or with the same one; a district that
    the paragraph names becomes a row over its communes.
    """
    found: list[Grid] = []
    for table in tables:
        before = found[-1] if found else None
        if before is not None and before.width == table.width and _goes_on(before, table):
            titled = _with_district(table, _rows_repeated(before, table))
            found[-1] = before.followed_by(titled, _rows_repeated(before, table))
        else:
            following = [other for other in tables if other is not table and _rows_repeated(table, other)]
            found.append(_with_district(table, _rows_repeated(table, following[0])) if following else table)
    return tuple(found)


def _with_district(table: Grid, head_rows: int) -> Grid:
    """``table`` with the district that the lines above it name as a row below its head."""
    district = next((line for line in reversed(table.caption.split(" / ")) if district_heading(line)), None)
    if district is None:
        return table
    above = replace(table, rows=table.rows[:head_rows], pages=table.pages[:head_rows], merged=())
    pages = table.pages[head_rows : head_rows + 1]
    line = replace(table, rows=((district, *("",) * (table.width - 1)),), pages=pages, merged=())
    return above.followed_by(line).followed_by(table, head_rows)


def _rows_repeated(before: Grid, after: Grid) -> int:
    pairs = zip(before.rows, after.rows, strict=False)
    return next((number for number, (left, right) in enumerate(pairs) if left != right), len(after.rows))


def _goes_on(before: Grid, after: Grid) -> bool:
    """Whether ``after`` has no head of its own: it repeats that of ``before``, or begins with a row of figures or a
    group."""
    if _rows_repeated(before, after):
        return True
    first = after.rows[0]
    figures = sum(points_of(text) is not None for text in first)
    return figures > 1 or sum(map(bool, first)) <= 2
