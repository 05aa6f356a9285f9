"""Group rows of annex tables: "I" in the column of numbers, the area in the next, nothing behind it.

They part a table of tasks as headings part a text ("I | CẢI CÁCH THỂ CHẾ", then the rows 1, 2, …). Four forms: cells
of a format, one cell a line, cells parted by tabs, marker and title in one cell over the whole row. A row that tells a
task of its own is no heading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.markers import roman_value
from extractors.reading import Paragraph, Reading
from schema.letters import UPPER
from schema.text import squeeze

_MARK = r"(?P<mark>(?:X{0,2}(?:I[XV]|V?I{1,3}|V)|X{1,2}|[A-H])[.)]?)"
_ALONE = re.compile(_MARK)
_TABBED = re.compile(_MARK + rf"[ ]*\t[ ]*(?P<title>{UPPER}[^\t\n]{{3,200}})")
_TOGETHER = re.compile(_MARK + rf"(?:[ ]++|(?<=[IVX]{{2}}\.))(?P<title>{UPPER}[^\n]{{3,200}})", re.DOTALL)
_TITLE = re.compile(rf"{UPPER}[^\n]{{3,200}}", re.DOTALL)
# What the first row of a group opens with: its number alone or before its words, or the head of a new page.
_OPENS_ROW = re.compile(rf"\d{{1,2}}[.)]?|\d{{1,2}}[.)]\s+{UPPER}[^\n]*|(?:STT|TT|Stt|Số TT)", re.DOTALL)
_ROW_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?[.)]?(?:\t.*)?", re.DOTALL)
_LETTERS = "ABCDEFGH"
_FEWEST = 2  # one row alone may be anything


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """The group row ``[start, end)``: its marker as written and its title; depth: 2 under a letter, else 1."""

    start: int
    end: int
    marker: str
    title: str
    depth: int

    @property
    def key(self) -> str:
        """What the row adds to the path of its parent."""
        return self.marker.rstrip(".)")


def group_rows(reading: Reading, paragraphs: Sequence[Paragraph]) -> list[GroupRow]:
    """The group rows among ``paragraphs``, which are those of an annex, in order; their numbers run from the first."""
    found: list[GroupRow] = []
    letters = romans = 0
    for row in _candidates(reading, paragraphs):
        key = row.key
        if roman_value(key.lower()) == romans + 1 and not (key in _LETTERS and _LETTERS.index(key) == letters):
            romans += 1
            found.append(_at_depth(row, 2 if letters else 1))
        elif key in _LETTERS and _LETTERS.index(key) == letters and not (romans and not letters):
            letters, romans = letters + 1, 0
            found.append(row)
    return found if len(found) >= _FEWEST else []


def _at_depth(row: GroupRow, depth: int) -> GroupRow:
    return GroupRow(start=row.start, end=row.end, marker=row.marker, title=row.title, depth=depth)


def _candidates(reading: Reading, paragraphs: Sequence[Paragraph]) -> Iterator[GroupRow]:
    for index, paragraph in enumerate(paragraphs):
        tabbed = _TABBED.fullmatch(reading.text, paragraph.start, paragraph.end)
        if tabbed is not None:
            yield _row(paragraph.start, paragraph.end, tabbed["mark"], tabbed["title"])
            continue
        together = _TOGETHER.fullmatch(reading.flow, paragraph.start, paragraph.end) if paragraph.tabular else None
        if (
            together is not None
            and _fills_row(paragraph, paragraphs[max(0, index - 1) : index + 2])
            and _opens_rows(reading, together["title"], paragraphs[index + 1 : index + 2])
        ):
            yield _row(paragraph.start, paragraph.end, together["mark"], together["title"])
            continue
        alone = _ALONE.fullmatch(reading.flow, paragraph.start, paragraph.end)
        following = paragraphs[index + 1 : index + 3]
        if alone is None or len(following) < 2 or not _is_group(reading, paragraph, *following):
            continue
        title = following[0]
        yield _row(paragraph.start, title.end, alone["mark"], reading.flow[title.start : title.end])


def _fills_row(paragraph: Paragraph, around: Sequence[Paragraph]) -> bool:
    """Whether no other cell stands in the row of ``paragraph``, where the format tells rows."""
    cell = paragraph.cell
    if cell is None:
        return True
    others = [one.cell for one in around if one is not paragraph and one.cell is not None]
    return all((other.table, other.row) != (cell.table, cell.row) for other in others)


def _opens_rows(reading: Reading, title: str, following: Sequence[Paragraph]) -> bool:
    """Whether a title that shares its cell with its marker stands above the first row of its group."""
    after = following[0] if following else None
    if after is None or not after.tabular or title.endswith((";", ":")):
        return False
    return title.isupper() or _OPENS_ROW.fullmatch(reading.flow, after.start, after.end) is not None


def _row(start: int, end: int, marker: str, title: str) -> GroupRow:
    return GroupRow(start=start, end=end, marker=marker, title=squeeze(title), depth=1)


def _is_group(reading: Reading, mark: Paragraph, title: Paragraph, after: Paragraph) -> bool:
    """Whether ``title`` is all that the row of ``mark`` holds."""
    if _TITLE.fullmatch(reading.flow, title.start, title.end) is None:
        return False
    if mark.cell is not None and title.cell is not None:
        own = (mark.cell.table, mark.cell.row)
        return (title.cell.table, title.cell.row) == own and (
            after.cell is None or (after.cell.table, after.cell.row) != own
        )
    opens_row = _ROW_NUMBER.fullmatch(reading.flow, after.start, after.end) or _ALONE.fullmatch(
        reading.flow, after.start, after.end
    )
    return mark.tabular and title.tabular and opens_row is not None
