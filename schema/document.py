"""A Document: the frozen text of one file, its blocks, and the only way to quote from it.

What a document has thousands of is a named tuple, which is made and sent to another process in a fraction of the time
of a frozen dataclass.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from schema.errors import EvidenceError


class BlockKind(StrEnum):
    """What a block is, as far as the format tells.

    ``LINE``: a physical line that may be part of a paragraph. ``NOTE``: a footnote or endnote, which stands behind the
    paragraph or table that refers to it.
    """

    PARAGRAPH = "paragraph"
    LINE = "line"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    CELL = "cell"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"


class Grade(StrEnum):
    """How well the file could be read. Only a document that is not ``POOR`` may prove an absence."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class BBox(NamedTuple):
    """A rectangle on a page in PDF points, origin at the lower left."""

    x0: float
    y0: float
    x1: float
    y1: float


class Cell(NamedTuple):
    """Where a table cell stands; all from 0. A merged cell stands at its upper left corner and tells its spans."""

    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


class Block(NamedTuple):
    """A run of the frozen text that the format keeps together: ``text[start:end]``.

    page counts from 1. marker: a number that the word processor generated ("I.", "a)"); it stands in the text, too.
    indent: of the first line, in points. Blocks are ordered and do not overlap.
    """

    start: int
    end: int
    kind: BlockKind
    page: int | None = None
    bbox: BBox | None = None
    cell: Cell | None = None
    marker: str | None = None
    bold: bool = False
    centered: bool = False
    indent: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where something is written: ``text[start:end] == quote``, in code points of the frozen text."""

    start: int
    end: int
    quote: str
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNote:
    """One remark on the reading of a page (or of the whole file: page None). code is stable, message Vietnamese."""

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableNote:
    """Why the rows of several pages were joined into one table: from and to pages, and the reason (Vietnamese)."""

    table: int
    pages: tuple[int, ...]
    rows: int
    columns: int
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a Document came from and how it was read.

    reader: "pdfium", "docx", "text", "html", "markdown", "office" ... encoding: what a text was decoded from, with its
    score 0..1. dropped: running heads, page numbers and stamps kept out of the text.
    """

    name: str
    sha256: str
    media_type: str
    reader: str
    pages: int | None = None
    ocr_pages: tuple[int, ...] = ()
    encoding: str | None = None
    encoding_score: float | None = None
    dropped: tuple[PageNote, ...] = ()
    tables: tuple[TableNote, ...] = ()
    notes: tuple[PageNote, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """One file as it was read: frozen NFC text, its blocks, and how far the reading can be trusted."""

    source: Source
    text: str
    blocks: tuple[Block, ...]
    grade: Grade
    grade_reasons: tuple[PageNote, ...] = field(default=())

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_at(self, offset: int) -> Block | None:
        """The block that holds ``offset``, or the last one before it; None before the first block."""
        index = bisect_right(self._block_starts, offset) - 1
        return self.blocks[index] if index >= 0 else None

    def page_at(self, offset: int) -> int | None:
        """The page on which ``offset`` stands; None where the document has none."""
        block = self.block_at(offset)
        return block.page if block else None

    def cite(self, start: int, end: int) -> Evidence:
        """Evidence for ``text[start:end]``; the only way to make Evidence. Raises EvidenceError on empty or outside."""
        if not 0 <= start < end <= len(self.text):
            raise EvidenceError(f"no quote at [{start}, {end}) in a text of {len(self.text)} characters")
        return Evidence(start=start, end=end, quote=self.text[start:end], page=self.page_at(start))
