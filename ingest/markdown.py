"""Markdown to a Document: the raw text stays as it is; pipe tables are told as cells over it."""

from ingest.source import SourceBytes
from ingest.text import PlainText, line_blocks, text_document
from ingest.typed_tables import is_pipe_row, pipe_tables, with_cells
from schema.document import Document

# A plain text with a stray "#" or "|" is no Markdown yet.
_SIGNS_MIN = 2


def is_markdown(text: str) -> bool:
    """Whether ``text`` uses Markdown: headings, bold paragraphs or pipe tables, more than once."""
    found = 0
    for line in text.split("\n"):
        stripped = line.strip()
        heading = stripped.startswith("#") and stripped.lstrip("#").startswith(" ")
        found += heading or stripped.startswith("**") or is_pipe_row(stripped)
        if found >= _SIGNS_MIN:
            return True
    return False


def markdown_document(source: SourceBytes, plain: PlainText) -> Document:
    """The Document of a decoded Markdown text: lines, and the cells of its pipe tables."""
    blocks = with_cells(plain.text, line_blocks(plain), list(pipe_tables(plain.text)))
    return text_document(source, plain, tuple(blocks), reader="markdown")
