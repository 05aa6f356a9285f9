"""A plan as passages: the clauses that are searched, each with its headings, its part and its place in a list."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from corpus.coverage import lexicon
from corpus.coverage.lexicon import Word, word
from corpus.coverage.places import Outline, Part
from corpus.coverage.words import key_of
from extractors.flow import prepare
from extractors.reading import Paragraph, Reading
from extractors.task_tables import task_rows
from schema.plan import Plan, Section
from schema.text import fold


class Form(StrEnum):
    """Whether a passage is a heading or says something."""

    HEADING = "heading"
    CLAUSE = "clause"


class Passage(NamedTuple):
    """One clause or heading, ``text[start:end]`` of the plan. key: its folded syllables, abbreviations written out.

    kept: it stands in a list of criteria to keep up (R3 T2). lead: the folded syllables of what introduces it ("Giao
    công chức Tư pháp:"). row: (table, row) of an annex table.
    """

    start: int
    end: int
    key: str
    section: str | None
    part: Part
    form: Form
    kept: bool
    lead: str = ""
    row: tuple[int, int] | None = None


def abbreviations(plan: Plan) -> dict[str, Word]:
    """What abbreviations mean in this plan: its own definitions over the general ones."""
    return {**lexicon.words().abbreviations, **own_abbreviations(plan)}


def own_abbreviations(plan: Plan) -> dict[str, Word]:
    """The abbreviations that the plan defines, as far as they can be written out."""
    own = {fold(found.abbr): word(" ".join(re.findall(r"\w+", found.meaning))) for found in plan.abbreviations}
    return {abbr: meaning for abbr, meaning in own.items() if abbr.isalnum() and 1 < len(meaning) < 9}


def prepare_passages(plan: Plan) -> tuple[Passage, ...]:
    """The passages of ``plan`` in order: what coverage searches. Pure; works from the stored text and items alone."""
    return tuple(_Maker(plan).make())


@dataclass(slots=True)
class _Piece:
    """A stretch of a paragraph before it becomes a Passage. colon: it introduces what follows."""

    start: int
    end: int
    form: Form
    colon: bool


class _Maker:
    """Walks through the paragraphs of one plan."""

    def __init__(self, plan: Plan) -> None:
        self.reading = prepare(plan.document)
        self.outline = Outline(plan.sections)
        self.meanings = abbreviations(plan)
        self.headings = sorted(
            (section for section in plan.sections if section.title), key=lambda section: section.evidence.start
        )
        self.issuing = self._issuing()
        self.heading_rows = _heading_rows(self.reading.paragraphs, self.reading.flow)
        self.flat_rows = _flat_rows(self.reading)
        self.flat_starts = [start for start, _, _ in self.flat_rows]
        self.lead = ""  # of the bullets below an introducing paragraph
        self.kept_under: Paragraph | None = None  # the paragraph that opened a keep-up list of further bullets

    def make(self) -> Iterator[Passage]:
        """The passages, paragraph by paragraph."""
        for paragraph in self.reading.paragraphs:
            part = self.outline.part(self.outline.at(paragraph.start))
            if part is not None and (part is not Part.ISSUING or paragraph is self.issuing):
                yield from self._of(paragraph, part)

    def _of(self, paragraph: Paragraph, part: Part) -> Iterator[Passage]:
        kept_from = self._kept_from(paragraph)
        lead = self.lead if paragraph.bullet else ""
        row = (paragraph.cell.table, paragraph.cell.row) if paragraph.cell else self._flat_row(paragraph.start)
        flow = self.reading.flow
        pieces = [
            part for piece in _pieces(flow, paragraph, self._heading_in(paragraph)) for part in _shortened(piece, flow)
        ]
        for piece in pieces:
            key = key_of(flow[piece.start : piece.end], self.meanings)
            if not key:
                continue
            section = self.outline.at(piece.start)
            yield Passage(
                start=piece.start,
                end=piece.end,
                key=key,
                section=section.id if section else None,
                part=part,
                form=Form.HEADING if row in self.heading_rows else piece.form,
                kept=kept_from is not None and piece.start >= kept_from,
                lead=lead,
                row=row,
            )
            if piece.colon or piece.form is Form.HEADING:
                lead = key
        if not paragraph.bullet:
            self.lead = lead if pieces and (pieces[-1].colon or pieces[-1].form is Form.HEADING) else ""

    def _flat_row(self, offset: int) -> tuple[int, int] | None:
        """The row of a task table whose cells stand one on a line, or behind tabs."""
        number = bisect_right(self.flat_starts, offset) - 1
        return self.flat_rows[number][2] if number >= 0 and offset < self.flat_rows[number][1] else None

    def _issuing(self) -> Paragraph | None:
        """The paragraph that issues the plan: the last of the preamble, bases aside."""
        found = None
        for paragraph in self.reading.paragraphs:
            if self.outline.part(self.outline.at(paragraph.start)) is Part.ISSUING and not _BASIS.match(
                self.reading.folded, paragraph.start, paragraph.end
            ):
                found = paragraph
        return found

    def _heading_in(self, paragraph: Paragraph) -> Section | None:
        """The section that the paragraph heads; an item that has nothing below it is a sentence, not a heading."""
        for section in self.headings:
            if paragraph.start <= section.evidence.start < paragraph.end:
                below = self.reading.flow[section.evidence.end : section.end]
                heads = below.strip(" .;:/\n") and len((section.title or "").split()) <= _LONGEST_HEADING
                return section if heads else None
        return None

    def _kept_from(self, paragraph: Paragraph) -> int | None:
        """Where the items of a keep-up list begin in the paragraph, whether the list opens in it or above it."""
        opened = _keep_up(self.reading.folded, paragraph)
        if opened is not None:
            tail = self.reading.folded[opened : paragraph.end].strip(" .:")
            self.kept_under = None if tail else paragraph
            return opened
        above = self.kept_under
        if above is not None and paragraph.bullet and paragraph.bullet != above.bullet:
            return paragraph.start
        self.kept_under = None
        return None


def _flat_rows(reading: Reading) -> list[tuple[int, int, tuple[int, int]]]:
    """(start, end, row as in ``Assignment.task_row``) of the rows of task tables that the text holds without a grid."""
    if not any(paragraph.tabular and not paragraph.cell for paragraph in reading.paragraphs):
        return []
    rows = (row for row in task_rows(reading) if row.cells)
    return sorted((row.cells[0].start, max(cell.end for cell in row.cells), (row.table, row.row)) for row in rows)


def _heading_rows(paragraphs: tuple[Paragraph, ...], flow: str) -> frozenset[tuple[int, int] | None]:
    """The rows of tables with one filled cell beside the number: "II | CẢI CÁCH THỂ CHẾ" heads the rows below it."""
    filled: Counter[tuple[int, int]] = Counter()
    for paragraph in paragraphs:
        if paragraph.cell and not _ORDINAL.fullmatch(flow, paragraph.start, paragraph.end):
            filled[paragraph.cell.table, paragraph.cell.row] += 1
    return frozenset(row for row, cells in filled.items() if cells == 1)


_ORDINAL = re.compile(r"\W*+(?:[IVXLC]+|\d+(?:\.\d+)*|[A-Za-zđ])?\W*+")
_LONGEST_CLAUSE = 1500  # characters
_LONGEST_HEADING = 30  # words; what is longer is a sentence with a number
_LONGEST_LEAD = 400  # characters; what opens a list is a short sentence
_BASIS = re.compile(r"\W*(?:căn cứ|thực hiện|theo|xét|để thực hiện|tiếp theo)\b")
# A clause ends at ";" or ":" or at the end of a sentence: a full stop before a capital.
_CUT = re.compile(r"[;:](?=\s|$)|[.!?](?=\s+(\w))|[.!?](?=\s*$)")
_SHORT = re.compile(r"(?:^|[\s(/])(?:TM|KT|TL|Q|TP|TX|TT|ThS|TS|Đ/c|đ/c|st|tr|Tr|số|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)$")
_OPENING = re.compile(r"[\s\-–+*•#]*(?:(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s+)?")


def _pieces(flow: str, paragraph: Paragraph, heading: Section | None) -> Iterator[_Piece]:
    """The heading of a paragraph, if it has one, then its clauses."""
    start = paragraph.start
    if heading is not None:
        end = min(heading.evidence.end, paragraph.end)
        yield _Piece(*_trim(flow, start, end), form=Form.HEADING, colon=True)
        start = end
    text = flow[start : paragraph.end]
    last = 0
    for cut in _CUT.finditer(text):
        if _ends(text, last, cut) and text[last : cut.end()].strip(" .;:"):
            place = _trim(flow, start + last, start + cut.start())
            yield _Piece(*place, form=Form.CLAUSE, colon=cut.group().startswith(":"))
            last = cut.end()
    if text[last:].strip(" .;:/*"):
        yield _Piece(*_trim(flow, start + last, paragraph.end), form=Form.CLAUSE, colon=False)


def _shortened(piece: _Piece, flow: str) -> Iterator[_Piece]:
    """``piece``, cut at spaces where it is longer than any clause: text without punctuation must not cost minutes."""
    start = piece.start
    while piece.end - start > _LONGEST_CLAUSE:
        space = flow.rfind(" ", start + _LONGEST_CLAUSE // 2, start + _LONGEST_CLAUSE)
        cut = space if space > start else start + _LONGEST_CLAUSE
        yield _Piece(start, cut, form=piece.form, colon=False)
        start = cut
    yield _Piece(start, piece.end, form=piece.form, colon=piece.colon)


def _ends(text: str, last: int, cut: re.Match[str]) -> bool:
    """Whether the mark ends a clause; the full stop of "TM. Ủy ban" or "1. Tổ chức" does not."""
    following = cut.group(1)
    if following is None:
        return True
    return following.isupper() and not _SHORT.search(text[max(last, cut.start() - 6) : cut.start()])


def _trim(flow: str, start: int, end: int) -> tuple[int, int]:
    opening = _OPENING.match(flow, start, end)
    if opening and opening.end() < end:
        start = opening.end()
    while end > start + 1 and (flow[end - 1].isspace() or flow[end - 1] in ";:."):
        end -= 1
    return start, end


def _keep_up(folded: str, paragraph: Paragraph) -> int | None:
    """Where the items begin: behind the colon or the "như" of "Tiếp tục quan tâm các tiêu chí ... về:"."""
    words = lexicon.tasks()
    text = folded[paragraph.start : paragraph.end]
    start = 0
    for sentence in re.split(r"(?<=[.;])\s", text):
        for mark in re.finditer(r":|\b(?:như|gồm|về)\b", sentence):
            if mark.start() > _LONGEST_LEAD:
                break
            lead = sentence[: mark.start()]
            opener = any(opener in lead for opener in words.keep_openers)
            if opener and any(re.search(rf"\b{re.escape(target)}\b", lead) for target in words.keep_objects):
                return paragraph.start + start + mark.end()
        start += len(sentence) + 1
    return None
