"""Markdown to a Document: the raw text stays as it is, but for escapes; pipe tables are told as cells over it."""

import re
from dataclasses import replace

from ingest.source import SourceBytes
from ingest.text import PlainText, line_blocks, text_document
from ingest.typed_tables import is_pipe_row, pipe_tables, with_cells
from schema.document import Document, PageNote

# A plain text with a stray "#" or "|" is no Markdown yet.
_SIGNS_MIN = 2
# What converters write lest a number becomes a list ("1\\. Mục đích"), and a line break; "\\|" is left to the cells.
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{}~]|$)", re.MULTILINE)


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
    plain = _unescaped(plain)
    blocks = with_cells(plain.text, line_blocks(plain), list(pipe_tables(plain.text)))
    return text_document(source, plain, tuple(blocks), reader="markdown")


def _unescaped(plain: PlainText) -> PlainText:
    """``plain`` without the backslashes that no reader of Markdown is shown; noted, as places in the text move."""
    text, count = _ESCAPE.subn(r"\1", plain.text)
    if not count:
        return plain
    note = PageNote(code="escapes", message=f"Đã bỏ {count} dấu \\ của Markdown trước dấu câu.")
    breaks = tuple(len(_ESCAPE.sub(r"\1", plain.text[:at])) for at in plain.breaks)
    return replace(plain, text=text, breaks=breaks, notes=(*plain.notes, note))
