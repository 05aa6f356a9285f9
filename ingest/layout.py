"""Pieces of text in reading order to one frozen text with its blocks (for formats that know their paragraphs)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from schema.document import Block, BlockKind, Cell

PARAGRAPH_BREAK = "\n\n"
LINE_BREAK = "\n"

_WHOLE = frozenset({BlockKind.CELL, BlockKind.HEADER, BlockKind.FOOTER, BlockKind.NOTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A cleaned text and what is known of it. before: the white space that parts it from the piece before it."""

    text: str
    kind: BlockKind
    before: str = PARAGRAPH_BREAK
    page: int | None = None
    cell: Cell | None = None
    marker: str | None = None
    bold: bool = False
    centered: bool = False
    indent: float | None = None


def split_lines(piece: Piece) -> list[Piece]:
    """The piece itself, or one LINE piece per line where a paragraph holds line breaks; cells and notes stay whole."""
    text = piece.text.strip()
    if piece.kind in _WHOLE or "\n" not in text:
        return [replace(piece, text=text)] if text else []
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    first = replace(piece, text=lines[0], kind=BlockKind.LINE)
    return [first, *(replace(first, text=line, before=LINE_BREAK, marker=None) for line in lines[1:])]


def compose(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The text of ``pieces`` in order, and a block for each; pieces without text leave no trace."""
    parts: list[str] = []
    blocks: list[Block] = []
    offset = 0
    for piece in pieces:
        if not piece.text:
            continue
        if parts:
            parts.append(piece.before)
            offset += len(piece.before)
        end = offset + len(piece.text)
        parts.append(piece.text)
        blocks.append(
            Block(
                start=offset,
                end=end,
                kind=piece.kind,
                page=piece.page,
                cell=piece.cell,
                marker=piece.marker,
                bold=piece.bold,
                centered=piece.centered,
                indent=piece.indent,
            )
        )
        offset = end
    return "".join(parts), tuple(blocks)
