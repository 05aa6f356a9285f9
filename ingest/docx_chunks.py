"""Whole documents inside a Word file (``w:altChunk``) that Word takes in on opening: web pages and other DOCX."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ingest.docx_package import Package
from ingest.docx_story import Raw
from ingest.docx_text import Run
from ingest.source import ReadError, SourceBytes
from schema.document import Document

KIND = "aFChunk"


@dataclass(kw_only=True)
class Chunks:
    """The embedded documents of a package. read: how one is read, None for a format that is not. unread: how many
    could not be."""

    package: Package
    read: Callable[[SourceBytes], Document | None]
    unread: int = 0
    _taken: set[str] = field(default_factory=set)

    def pieces(self, relation: str, tables: int) -> tuple[list[Raw], int]:
        """The pieces of the chunk that ``relation`` names, and how many tables it has; its tables are counted from
        ``tables``. A chunk stands once."""
        kind, part = self.package.relations(self.package.main).get(relation, ("", ""))
        if kind != KIND or part in self._taken:
            return [], 0
        self._taken.add(part)
        document = self._document(part)
        if document is None:
            self.unread += 1
            return [], 0
        own = [block.cell.table for block in document.blocks if block.cell is not None]
        return list(_raws(document, tables)), max(own, default=-1) + 1

    def _document(self, part: str) -> Document | None:
        data = self.package.data(part)
        try:
            return self.read(SourceBytes(name=self.package.name, data=data)) if data else None
        except ReadError:
            return None


def _raws(document: Document, tables: int) -> Iterator[Raw]:
    end = None
    for block in document.blocks:
        cell = block.cell and block.cell._replace(table=block.cell.table + tables)
        raw = Raw(
            runs=[Run(text=document.text[block.start : block.end])],
            kind=block.kind,
            cell=cell,
            bold=block.bold,
            centered=block.centered,
            indent=block.indent,
        )
        if end is not None:
            raw.before = document.text[end : block.start]
        end = block.end
        yield raw
