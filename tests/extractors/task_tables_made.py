"""Documents with a task table, as a grid of cells and flattened to lines; what is read of it."""

from extractors.assignments import assignments
from extractors.pipeline import read
from extractors.reading import Reading
from extractors.task_tables import TaskRow
from schema.document import Block, BlockKind, Cell, Document, Grade, Source

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")
# A cell: its words, or its words with the rows and columns it spans.
CellText = str | tuple[str, int, int]


def table_reading(rows: list[list[CellText | None]], before: str = "PHỤ LỤC\n") -> Reading:
    """A document with one table whose cells the format marks; None: covered by a merged cell."""
    text, blocks = before, []
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            words, row_span, column_span = (cell, 1, 1) if isinstance(cell, str) else cell
            place = Cell(table=0, row=row, column=column, row_span=row_span, column_span=column_span)
            blocks.append(Block(start=len(text), end=len(text) + len(words), kind=BlockKind.CELL, cell=place))
            text += words + "\n"
    return read(
        Document(source=SOURCE, text=text, blocks=tuple(b for b in blocks if b.end > b.start), grade=Grade.GOOD)
    )


def flat_reading(lines: list[str]) -> Reading:
    """A document whose annex table the text flattened to one cell a line."""
    head = "KẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. MỤC ĐÍCH\n1. Nâng cao chất lượng.\nII. TỔ CHỨC THỰC HIỆN\n"
    tail = "1. Thực hiện tốt Kế hoạch.\nNơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn A\nPHỤ LỤC\n"
    return read(Document(source=SOURCE, text=head + tail + "\n".join(lines) + "\n", blocks=(), grade=Grade.GOOD))


def told(reading: Reading) -> list[tuple[str, tuple[str | None, ...], str]]:
    """The assignments of the tables as (roles, codes or words of the parties, task)."""
    return [
        (
            " ".join(item.roles),
            tuple(party.code or party.text for party in item.parties),
            item.task,
        )
        for item in assignments(reading)
        if item.task_row is not None
    ]


def cells(reading: Reading, row: TaskRow) -> dict[str, str]:
    return {str(cell.column): " ".join(reading.text[cell.start : cell.end].split()) for cell in row.cells}
