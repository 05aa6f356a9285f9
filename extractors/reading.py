"""A Reading: one Document prepared once for all extractors.

``flow`` has the length of the frozen text: line breaks inside a paragraph are spaces, ``\\n`` stands only between
paragraphs, page numbers and markup are blanked. ``folded`` is ``fold(flow)``, with cue words that a recognition misread
as they must have been, and every long dash as a short one. A match in either is a span of the frozen text, and a
pattern that may not cross a paragraph says ``[^\\n]``.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from extractors.tolerant import as_written
from schema.document import Cell, Document, Evidence
from schema.plan import Header, Section, Zone
from schema.text import fold

if TYPE_CHECKING:
    from extractors.outline_nodes import NumberingProblem
    from extractors.outline_zones import Layout
    from extractors.task_tables import TaskRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A logical paragraph ``[start, end)`` of the frozen text, white space trimmed.

    bullet: "-", "+" or "*" where it opens with one (the span includes the bullet). cell: where it stands in a table.
    tabular: it is a cell of a table, also of one that the text flattened to a cell a line (then cell is None).
    emphasis: where bold Markdown text that opens the paragraph ends. note: it is a footnote to what stands before it.
    """

    start: int
    end: int
    bullet: str | None = None
    bold: bool = False
    centered: bool = False
    indent: float | None = None
    cell: Cell | None = None
    tabular: bool = False
    emphasis: int | None = None
    note: bool = False


@dataclass(kw_only=True)
class Reading:
    """What every extractor gets. ``sections`` and ``zones`` are set by the outline, the first extractor to run."""

    document: Document
    flow: str
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...] = ()
    spans: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    layout: "Layout | None" = None  # found once by ``extractors.outline_zones``, for outline, header and annexes
    task_rows: "tuple[TaskRow, ...] | None" = None  # read once by ``extractors.task_tables``, for three extractors
    numbering_problems: "list[NumberingProblem]" = field(default_factory=list)  # noted by the outline
    header: Header | None = None  # read once by ``extractors.header``, for the codes of parties and the plan

    @cached_property
    def folded(self) -> str:
        return as_written(fold(self.flow)).replace("—", "–")

    @property
    def text(self) -> str:
        return self.document.text

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.sections]

    def section_at(self, offset: int) -> Section | None:
        """The innermost section or zone that holds ``offset``; the outline must have run."""
        index = bisect_right(self._section_starts, offset) - 1
        while index >= 0:
            section = self.sections[index]
            if section.start <= offset < section.end:
                return section
            index -= 1
        return None

    def section_id_at(self, offset: int) -> str | None:
        section = self.section_at(offset)
        return section.id if section else None

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that holds ``offset``, None between paragraphs."""
        index = bisect_right(self._paragraph_starts, offset) - 1
        if index >= 0 and offset < self.paragraphs[index].end:
            return self.paragraphs[index]
        return None

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def zone(self, zone: Zone) -> Section | None:
        """The section of a zone (preamble, closing, recipients, signature), if the document has it."""
        return next((section for section in self.sections if section.id == zone), None)

    def cite(self, start: int, end: int) -> Evidence:
        """Evidence for ``[start, end)`` with the white space at both ends trimmed."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return self.document.cite(start, end)

    def mark(self, kind: str, spans: Iterable[tuple[int, int]]) -> None:
        """Record spans under ``kind`` ("citations", "deadlines", ...): masks for the extractors that come later."""
        self.spans[kind] = sorted(spans)

    def masked(self, start: int, end: int, kind: str) -> bool:
        """Whether ``[start, end)`` overlaps a span recorded under ``kind``."""
        for first, last in self.spans.get(kind, ()):
            if first >= end:
                break
            if start < last:
                return True
        return False
