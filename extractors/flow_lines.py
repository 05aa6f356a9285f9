"""Frozen text to physical lines: what each line says of itself before paragraphs are made of them.

Cuts at line breaks and at the borders of blocks and Markdown cells, blanks markup, running heads and page numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schema.document import Block, BlockKind, Cell, Document

_MARKDOWN_HEAD = re.compile(r"^[ >]{0,6}(#{1,6}[ \t]|\*\*\S|\*{3}\S)", re.MULTILINE)
_TABLE_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"[ \t]*(?:[-_=*~–—.·─━═]{3,}|\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+)[ \t]*")
# Signs that alone in a line say nothing: what is left of a signature field or a frame.
_STRAY = frozenset("[](){}<>\\/_=~'\"“”")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|<br ?/?>|`+|-{4,}")
_HASHES = re.compile(r"[ >]{0,6}#{1,6}(?=[ \t])")
_PAGE_NUMBER = re.compile(r"[-–—\s]{0,4}(?:[Tt]rang|TRANG)?[\s:]{0,3}(\d{1,3})(?:\s?/\s?\d{1,3})?[-–—\s]{0,4}")
_BORDER = re.compile(r"(?<!\S)\||\|(?!\S)")
_WALL = re.compile(r"(?:^|\n)[ \t]*\|[ \t]*\n")
_BOLD_REACH = 300  # characters behind the end of a line in which its bold text must close
# What the official gazette prints over each page, with or without the page's number.
_GAZETTE = re.compile(
    r"(?:\d{1,4}\s+)?CÔNG BÁO\s?/\s?Số [\d\s+,&và-]{1,30}/\s?Ngày \d{1,2}[-/]\d{1,2}[-/]\d{4}(?:\s+\d{1,4})?"
)
_GAZETTE_NUMBER = re.compile(r"\d{1,4}")
_LONE = re.compile(r"[-–—\s]{0,4}\d{1,3}[-–—\s]{0,4}")


@dataclass(slots=True, kw_only=True)
class Line:
    """A physical line ``[start, end)``, white space and markup trimmed.

    hard: a format says that a paragraph begins here. block: its block's number, None without blocks. blanks: how many
    empty lines stand before it. border: a "|" stands before it: it begins a cell of its own. walled: that "|"
    stands alone in its line, so that a cell may have many. emphasis: where bold
    Markdown text at its start ends, None without. unclosed: bold Markdown text goes on in the next line.
    """

    start: int
    end: int
    hard: bool = False
    block: int | None = None
    kind: BlockKind | None = None
    cell: Cell | None = None
    bold: bool = False
    centered: bool = False
    indent: float | None = None
    blanks: int = 0
    page: int | None = None
    border: bool = False
    walled: bool = False
    emphasis: int | None = None
    unclosed: bool = False

    @property
    def width(self) -> int:
        return self.end - self.start


def is_markdown(document: Document) -> bool:
    """Whether the text carries Markdown markup."""
    source = document.source
    if "markdown" in source.media_type or source.reader == "markdown":
        return True
    text = document.text
    return len(_MARKDOWN_HEAD.findall(text)) >= 2 or len(_TABLE_ROW.findall(text)) >= 2


def blanked(document: Document) -> str:
    """The text with every white space but line breaks as a space and Markdown markup blanked; same length.

    A ``|`` between Markdown cells becomes a line break: each cell is a line of its own.
    """
    text = document.text
    flow = text
    for sign in set(text):
        if sign.isspace() and sign not in " \n":
            flow = flow.replace(sign, " ")
    if "\ufeff" in flow or "\u200b" in flow or "\xad" in flow:
        flow = flow.replace("\ufeff", " ").replace("\u200b", " ")
    lines = flow.split("\n")
    markdown = is_markdown(document)
    bars = sum("|" in line and _BORDER.search(line) is not None for line in lines) >= 2
    for index, line in enumerate(lines):
        lines[index] = _blank_line(line, markdown)
        if bars and "|" in lines[index]:
            lines[index] = _parted(lines[index])
    return "\n".join(lines)


def _parted(line: str) -> str:
    """``line`` with its "|" as line breaks; one between two letters is what a recognition made of a stroke."""
    row = line.strip().startswith("|") or line.strip().endswith("|")
    return line.replace("|", "\n") if row else _BORDER.sub("\n", line)


def _blank_line(line: str, markdown: bool) -> str:
    stripped = line.strip()
    if len(stripped) >= 3 and stripped[0] in "-_=*~–—.·─━═|" and _RULE.fullmatch(stripped):
        return " " * len(line)
    if stripped and _STRAY.issuperset(stripped):
        return " " * len(line)
    if not markdown or not stripped:
        return line
    line = _HASHES.sub(lambda match: " " * len(match.group()), line, count=1)
    return _blank_emphasis(line)


def _blank_emphasis(line: str) -> str:
    bullet = re.match(r"\s{0,12}\*(?=\s)", line)
    head = bullet.end() if bullet else 0
    return line[:head] + _EMPHASIS.sub(lambda match: " " * len(match.group()), line[head:])


def lines_of(document: Document, flow: str) -> list[Line]:
    """The lines of ``flow`` in order, running heads, page numbers and empty lines left out."""
    found: list[Line] = []
    blanks = 0
    for start, end, block_index, block in _pieces(document, flow):
        piece = flow[start:end]
        stripped = piece.strip()
        if not stripped:
            blanks += 1
            continue
        offset = start + len(piece) - len(piece.lstrip())
        line = Line(start=offset, end=offset + len(stripped), blanks=blanks)
        if block is not None and block.start <= offset < block.end:
            _dress(line, block, block_index)
        line.emphasis = _emphasis_end(document.text, line, end)
        line.unclosed = line.emphasis is not None and line.emphasis > end
        between = document.text[found[-1].end if found else 0 : offset]
        line.border = "|" in between
        line.walled = line.border and _WALL.search(between) is not None
        blanks = 0
        found.append(line)
    return found


def _dress(line: Line, block: Block, index: int) -> None:
    line.block, line.kind, line.cell, line.page = index, block.kind, block.cell, block.page
    line.bold, line.centered, line.indent = block.bold, block.centered, block.indent
    line.hard = block.kind is not BlockKind.LINE


def _emphasis_end(text: str, line: Line, end: int) -> int | None:
    """Where the ``**bold**`` text that opens a Markdown line ends, maybe in the next lines; None where the line opens
    otherwise."""
    if text[max(0, line.start - 2) : line.start] != "**":
        return None
    close = text.find("**", line.start, end + _BOLD_REACH)
    if close > end and ("\n\n" in text[end:close] or not text[end:close].strip()):
        return None
    return close if close > line.start else None


def _pieces(document: Document, flow: str) -> Iterator[tuple[int, int, int, Block | None]]:
    """Runs between line breaks and block borders, each with the block it lies in."""
    blocks = document.blocks
    cuts = sorted({border for block in blocks for border in (block.start, block.end) if 0 < border < len(flow)})
    cut_index, block_index, position = 0, 0, 0
    while position < len(flow):
        newline = flow.find("\n", position)
        end = len(flow) if newline < 0 else newline
        while cut_index < len(cuts) and cuts[cut_index] <= position:
            cut_index += 1
        cut = cuts[cut_index] if cut_index < len(cuts) else len(flow)
        stop = min(end, cut)
        while block_index < len(blocks) and blocks[block_index].end <= position:
            block_index += 1
        inside = block_index < len(blocks) and blocks[block_index].start < max(stop, position + 1)
        yield position, stop, block_index, blocks[block_index] if inside else None
        position = stop + 1 if stop == end else stop


def is_furniture(line: Line) -> bool:
    """Whether the format calls the line a running head or foot."""
    return line.kind in (BlockKind.HEADER, BlockKind.FOOTER)


def gazette_heads(flow: str, lines: list[Line]) -> set[int]:
    """The indices of the lines that the official gazette prints over each page, and of the page numbers beside them."""
    heads = {at for at, line in enumerate(lines) if _GAZETTE.fullmatch(flow, line.start, line.end)}
    beside = {at for head in heads for at in (head - 1, head + 1) if 0 <= at < len(lines)}
    return heads | {at for at in beside if _GAZETTE_NUMBER.fullmatch(flow, lines[at].start, lines[at].end)}


def page_numbers(flow: str, lines: list[Line], tabular: set[int]) -> set[int]:
    """The indices of lines that hold a page number alone: rising, far apart, outside tables."""
    found: set[int] = set()
    last_value, last_index = 0, -100
    for index, line in enumerate(lines):
        if line.width > 16 or index in tabular or line.cell is not None:
            continue
        match = _PAGE_NUMBER.fullmatch(flow, line.start, line.end)
        if not match:
            continue
        value = int(match.group(1))
        if last_value < value <= last_value + 30 and index - last_index >= 8 and not _beside_number(flow, lines, index):
            found.add(index)
            last_value, last_index = value, index
    return found


def _beside_number(flow: str, lines: list[Line], index: int) -> bool:
    """Whether another lone number stands close by: rows of a flattened table, not pages."""
    near = (*lines[max(0, index - 6) : index], *lines[index + 1 : index + 7])
    return any(line.width <= 8 and _LONE.fullmatch(flow, line.start, line.end) for line in near)
