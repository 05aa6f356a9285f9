"""Tables as rows of texts, and where in the file a cell stands, as the person who fixes it sees it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter

from schema.errors import KehoachError


class LoadError(KehoachError):
    """A criteria set, roster or score sheet that cannot be loaded; nothing of it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A merged range, rows and columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table. file: its name; sheet: the sheet's name, None where the file has none. rows: the texts of the cells.

    lettered: cells are called "C7", as in a spreadsheet; otherwise "dòng 7, cột 3". numbers: the row's number in the
    file, where that is not its index + 1. pages: the page of each row, where the format has pages. caption: the lines
    above the table. notes: what the reader left out of it, in Vietnamese. turned: rows are the columns of the file, and
    places are told as they are there.
    """

    file: str
    sheet: str | None
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[Merge, ...] = ()
    lettered: bool = False
    caption: str = ""
    numbers: tuple[int, ...] = ()
    pages: tuple[int | None, ...] = ()
    notes: tuple[str, ...] = ()
    turned: bool = False

    @property
    def width(self) -> int:
        """The number of columns of the longest row."""
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> str:
        """The text of a cell, "" beyond the end of the row."""
        return self.rows[row][column] if column < len(self.rows[row]) else ""

    def followed_by(self, other: "Grid", skip: int = 0) -> "Grid":
        """This table with the rows of ``other`` from ``skip`` on below its own: the rest of it, cut off by a page."""
        height = len(self.rows)
        moved = (
            Merge(
                top=max(0, merge.top - skip) + height,
                left=merge.left,
                bottom=merge.bottom - skip + height,
                right=merge.right,
            )
            for merge in other.merged
            if merge.bottom >= skip
        )
        return replace(
            self,
            rows=(*self.rows, *other.rows[skip:]),
            merged=(*self.merged, *moved),
            pages=(*_filled(self.pages, height), *_filled(other.pages, len(other.rows))[skip:]),
        )

    def on_its_side(self) -> "Grid":
        """This table with its columns as rows."""
        return replace(
            self,
            rows=tuple(tuple(self.cell(row, column) for row in range(len(self.rows))) for column in range(self.width)),
            merged=tuple(
                Merge(top=merge.left, left=merge.top, bottom=merge.right, right=merge.bottom) for merge in self.merged
            ),
            turned=not self.turned,
        )

    def filled_down(self, first_row: int, columns: Collection[int]) -> "Grid":
        """This table with the text of a cell of ``columns`` that is merged over several rows in each of them."""
        rows = [list(row) for row in self.rows]
        for merge in self.merged:
            if merge.left == merge.right and merge.left in columns and merge.top >= first_row:
                for row in range(merge.top + 1, merge.bottom + 1):
                    rows[row] += [""] * (merge.left + 1 - len(rows[row]))
                    rows[row][merge.left] = self.cell(merge.top, merge.left)
        return replace(self, rows=tuple(map(tuple, rows)))

    def number(self, row: int) -> int:
        """The number of a row as the file counts, from 1."""
        return self.numbers[row] if row < len(self.numbers) else row + 1

    def where(self, row: int, column: int | None = None) -> str:
        """The place of a cell or of a row in words: "trang tính “Bảng 1”, ô C7 (dòng 7, cột C)", "trang 3, dòng 7"."""
        if self.turned:
            return self.on_its_side().where(column or 0, row)
        sheet = f"trang tính “{self.sheet}”, " if self.sheet is not None else ""
        page = self.pages[row] if row < len(self.pages) else None
        number = self.number(row)
        place = f"{sheet}{f'trang {page}, ' if page is not None else ''}"
        if column is None:
            return f"{place}dòng {number}"
        if self.lettered:
            letter = get_column_letter(column + 1)
            return f"{place}ô {letter}{number} (dòng {number}, cột {letter})"
        return f"{place}dòng {number}, cột {column + 1}"

    def error(self, row: int, column: int | None, problem: str, next_step: str) -> LoadError:
        """The error that names file, sheet, row and column."""
        return LoadError(f"{self.file}, {self.where(row, column)}: {problem}", next_step)

    def refuse_merges(self, first_row: int, columns: Iterable[int]) -> None:
        """Raises LoadError where a merged cell from ``first_row`` on covers two cells that are read.

        A line that is one cell over the width (the district above its communes) leaves nothing open.
        """
        wanted = set(columns)
        for merge in self.merged:
            covered = wanted & set(range(merge.left, merge.right + 1))
            level = merge.bottom == merge.top
            alone = level and sum(map(bool, self.rows[merge.top])) <= self._texts_of_a_heading(merge)
            several = not level or (len(covered) > 1 and not alone)
            if covered and several and merge.bottom >= first_row:
                row = max(merge.top, first_row)
                raise self.merged_error(row, min(covered))

    def _texts_of_a_heading(self, merge: Merge) -> int:
        """How many texts the row of a heading may hold: its own, and a number ("II") in front of it."""
        before = [text for text in self.rows[merge.top][: merge.left] if text]
        return 2 if len(before) == 1 and len("".join(before[0].split())) <= 5 else 1

    def merged_error(self, row: int, column: int) -> LoadError:
        """The error for a merged cell that leaves open what its value belongs to."""
        return self.error(
            row,
            column,
            "ô bị gộp (merge) nên không biết giá trị thuộc dòng nào, cột nào.",
            "Hãy bỏ gộp ô (Unmerge Cells), ghi giá trị vào từng ô rồi nạp lại.",
        )

    def number_error(self, row: int, column: int, what: str, next_step: str) -> LoadError:
        """The error for a cell that should hold a number (``what``: "số điểm") and does not."""
        text = " ".join(self.cell(row, column).split())
        if text.startswith("="):
            return self.error(
                row,
                column,
                "ô chứa công thức chưa có kết quả.",
                "Hãy mở tệp bằng Excel rồi lưu lại, hoặc dán giá trị thay cho công thức.",
            )
        return self.error(row, column, f"“{text}” không phải là {what}.", next_step)


def _filled(pages: tuple[int | None, ...], height: int) -> tuple[int | None, ...]:
    return (*pages, *(None,) * (height - len(pages)))
