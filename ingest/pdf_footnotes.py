"""Footnotes taken from the ends of pages and set after the paragraph or table that carries their mark.

Left where they stand, they would cut the paragraph, or the table, that goes on overleaf; their marks would part words
that belong together. Number and mark are left out and recorded, as they are of a Word file.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from statistics import median

from ingest.pdf_assembly import Part, TableText
from ingest.pdf_lines import Line
from ingest.pdf_paragraphs import TERMINAL, Paragraph
from schema.document import PageNote

# Footnotes are set in type smaller than this share of the text's.
_SMALL = 0.95
# A mark at its word: a raised number, an asterisk, either of them or a plain number in brackets.
_RAISED = re.compile(r"(?<=[^\s(])\s?(?:[(\[](?:[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\*{1,3})[)\]]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\*{1,3}(?![\w*]))")
_OPENS = re.compile(r"([(\[](?:[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\*{1,3})[)\]]|[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\*{1,3})[.):]?\s*(?=\D)")
# What every mark has. Looked for first: the search for marks themselves took a tenth of the time of a whole reading.
_SIGN = re.compile(r"[(\[⁰¹²³⁴⁵⁶⁷⁸⁹*]")
_NUMBERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A footnote with its lines. mark: its number or asterisk without brackets. page: where its mark stands."""

    mark: str
    page: int
    lines: tuple[Line, ...]


def without_footnotes(
    lines: Mapping[int, Sequence[Line]], cells: Mapping[int, Sequence[Line]]
) -> tuple[dict[int, list[Line]], list[Footnote]]:
    """The lines of every page without its footnotes, and these.

    lines: by page number, in reading order, page numbers and running heads left out. cells: those in tables. A
    footnote is small type at the end of a page that opens with a number which is raised in the text above.
    """
    text = "\n".join([line.text for own in (*lines.values(), *cells.values()) for line in own])
    if not has_mark(text):
        return {page: list(own) for page, own in lines.items()}, []
    usual = median(line.size for own in lines.values() for line in own for _ in range(len(line.text)))
    kept: dict[int, list[Line]] = {}
    notes: list[Footnote] = []
    for page, own in lines.items():
        start = _small_end(own, usual)
        marks = {mark for line in (*own[:start], *cells[page]) for mark in _marks(line.text)}
        rest = _continue(notes, page, own[start:], marks)
        found = _footnotes(own[start + rest :], marks, page)
        taken = sum(len(note.lines) for note in found)
        first = len(own) - taken
        kept[page] = [*own[:start], *own[start + rest : first]]
        notes += found
    return kept, notes


def has_mark(text: str) -> bool:
    """Whether ``text`` has the mark of a footnote at a word."""
    signs = (sign.start() for sign in _SIGN.finditer(text))
    return any(_RAISED.match(text, at) or (at > 0 and _RAISED.match(text, at - 1)) for at in signs)


def _small_end(lines: Sequence[Line], usual: float) -> int:
    """Where the small type begins that reaches to the end of a page."""
    start = len(lines)
    while start and not lines[start - 1].column and lines[start - 1].size < _SMALL * usual:
        start -= 1
    return start


def _continue(notes: list[Footnote], page: int, lines: Sequence[Line], marks: Set[str]) -> int:
    """How many of ``lines`` are the rest of the last footnote of the page before, which now has them."""
    last = notes[-1] if notes else None
    if last is None or last.lines[-1].page != page - 1 or TERMINAL.search(last.lines[-1].text):
        return 0
    count = next((at for at, line in enumerate(lines) if _mark(line) in marks), len(lines))
    notes[-1] = Footnote(mark=last.mark, page=last.page, lines=(*last.lines, *lines[:count]))
    return count


def _mark(line: Line) -> str | None:
    match = _OPENS.match(line.text)
    return _plain(match.group(1)) if match else None


def _marks(text: str) -> list[str]:
    """The marks at the words of ``text``."""
    return [_plain(mark) for mark in _RAISED.findall(text)] if _SIGN.search(text) else []


def _plain(mark: str) -> str:
    return mark.strip(" ()[]").translate(_NUMBERS)


def _footnotes(lines: Sequence[Line], marks: Set[str], page: int) -> list[Footnote]:
    """The footnotes among the small lines that end a page; what stands before the first is none."""
    groups: list[tuple[str, list[Line]]] = []
    for line in lines:
        mark = _mark(line)
        if mark in marks and mark is not None and mark not in (known for known, _ in groups):
            groups.append((mark, [line._replace(text=_OPENS.sub("", line.text, count=1))]))
        elif groups:
            groups[-1][1].append(line)
    return [Footnote(mark=mark, page=page, lines=tuple(own)) for mark, own in groups]


def with_footnotes(parts: Sequence[Part], notes: Sequence[Footnote]) -> list[Part]:
    """``parts`` with each footnote as a paragraph after the part that carried its mark."""
    if not notes:
        return list(parts)
    after: defaultdict[int, list[Part]] = defaultdict(list)
    for note in notes:
        host = next((at for at, part in enumerate(parts) if _carries(part, note)), len(parts) - 1)
        after[host].append(Paragraph(lines=note.lines, centered=False, note=True))
    marks = {(note.page, note.mark) for note in notes}
    return [
        one for at, part in enumerate(parts) for one in (_unmarked(part, marks) if at in after else part, *after[at])
    ]


def footnote_records(notes: Sequence[Footnote]) -> list[PageNote]:
    """What the document's record says of each footnote."""
    return [
        PageNote(
            code="footnote",
            message=f"Đã chuyển chú thích cuối trang {note.mark} đến sau đoạn được chú thích: {note.lines[0].text}",
            page=note.page,
        )
        for note in notes
    ]


def _carries(part: Part, note: Footnote) -> bool:
    if isinstance(part, Paragraph):
        return any(line.page == note.page and note.mark in _marks(line.text) for line in part.lines)
    return any(note.mark in _marks(cell.text) for cell in part.cells)


def _unmarked(part: Part, marks: Set[tuple[int, str]]) -> Part:
    """``part`` without the marks of footnotes, each given as (page, mark)."""
    if isinstance(part, Paragraph):
        return replace(
            part, lines=tuple(line._replace(text=_without(line.text, line.page, marks)) for line in part.lines)
        )
    return TableText(cells=tuple(cell._replace(text=_without(cell.text, cell.page, marks)) for cell in part.cells))


def _without(text: str, page: int, marks: Set[tuple[int, str]]) -> str:
    def left(match: re.Match[str]) -> str:
        if (page, _plain(match.group())) not in marks:
            return match.group()
        return " " if text[match.end() : match.end() + 1].isalnum() else ""

    return _RAISED.sub(left, text)
