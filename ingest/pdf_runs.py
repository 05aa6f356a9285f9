"""The text of a PDF page as runs with boxes and fonts, as PDFium sees them, in the orientation a person sees the page.

Measured: the text in one call, and a few calls a line, cost about 1 ms a page; a call per character ten times. So a
line stays one run; only where columns, tables, legacy fonts or raised numbers may be is it taken apart into words.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

import pypdfium2 as pdfium

from ingest.encodings.symbols import SUPERSCRIPT
from ingest.pdf_calls import Edges
from ingest.pdf_drawings import Frame, Rule, Uprights
from ingest.pdf_fonts import Font
from ingest.pdf_glyphs import Glyph, spaced_words, words_of
from ingest.pdf_textpage import TextPage

# PDFium puts this for a hyphen at a line end and then glues the next line to the word.
_HYPHENS = "\x02\ufffe"
_LINE = re.compile(rf"[^\s\u00a0{_HYPHENS}](?:[^\r\n{_HYPHENS}]*[^\s\u00a0{_HYPHENS}])?[{_HYPHENS}]?|[{_HYPHENS}]")
_WORD = re.compile(rf"[^\s\u00a0{_HYPHENS}]+[{_HYPHENS}]?|[{_HYPHENS}]")
_HYPHEN_TABLE = {ord(char): "-" for char in _HYPHENS}
# Shares of the font size below and above the baseline, as in Times New Roman with a mark over a capital.
_DESCENT, _ASCENT = 0.22, 0.9
# A run wider than this many font sizes a character has a gap in it.
_LOOSE = 0.66
# Baselines this near (font sizes) are one.
_LEVEL = 0.05
# Signs of a header or of recipients and signature, whatever the marks are made of: columns are to be expected.
_RECIPIENTS = re.compile(r"N.{1,3}i\s+nh.{1,3}n\s*:")
_CAPACITY = re.compile(r"(?<!\S)(?:TM|KT|TL|TUQ)\s?\.\s")
_CAPACITIES = ("TM", "KT", "TL", "TUQ")
_NATION = re.compile(r"NGH.{1,2}A\s+VI.{1,3}T\s+NAM")
# Characters before the signs of a signature that may belong to it already.
_BEFORE_SIGNATURE = 300
# A necessary sign of the same that is found at a tenth of the cost.
_MAY_BE_RAISED = re.compile(r"\d(?:(?<=[^\W\d_]\d)|(?<=[\"”’)]\d))")
_RAISED = re.compile(r"[^\W\d_]{2}[\"”’)]*\d{1,2}(?!\d|[.,]\d|[^\W\d_])")
_RAISED_SIZE = 0.9
# A first word longer than this, or one that ends in a letter, is no list marker: only after one the second counts.
_MARKER_MAX = 8
# A word so near before a rule (points) stands behind it.
_INSIDE = 1.5
# So many letters that stand alone are a heading set with spaces.
_SPACED_MIN = 5
# Words no further apart than this share of the size are pieces of one.
_TOUCH = 0.1
# Letters with a mark that stand alone and are no word: of "nhiệm" where another font lends the "ệ".
_LONE_MARKS = frozenset("ạảậẩẫầấắằặẳẵẹẻẽềếểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹđơư") - {"ở"}
_LONE = _LONE_MARKS | {mark.upper() for mark in _LONE_MARKS}

# Makes a named tuple of its fields at a third of the time that its own constructor takes.
_new = tuple.__new__


class Word(NamedTuple):
    """A run of text, one word or a line of words with single spaces, its box in points from the lower left as seen.

    y0 and y1 are a fixed share of the size below and above the baseline, so the words of a line share them (PDFium's
    own boxes follow each glyph). size: of the font on the page, in points. line: counts the stream's lines.
    first: where its first word ends. second: where its second word starts, x0 without one and after a first word that
    cannot be a list marker.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    font: Font
    size: float
    line: int
    first: float
    second: float


_HEIGHT = attrgetter("y0")


def page_runs(textpage: pdfium.PdfTextPage, frame: Frame, *, header: float, rules: Sequence[Rule]) -> list[Word]:
    """The runs of a page in stream order: its lines, taken apart where they stand in columns or run through a rule.

    header: the height above which columns are to be expected. rules: of the page.
    """
    runs = _Runs(textpage, frame)
    if runs.are_shuffled():
        return runs.sorted_words()
    return runs.words() if runs.opens_overleaf(header) else runs.lines(header, Uprights(rules))


def page_words(textpage: pdfium.PdfTextPage, frame: Frame) -> list[Word]:
    """The words of a page in stream order."""
    return _Runs(textpage, frame).words()


def _signature_start(text: str) -> float:
    """Where the first sign of recipients or signature stands in ``text``; infinite without one."""
    found = [_RECIPIENTS.search(text)]
    if any(capacity in text for capacity in _CAPACITIES):
        found.append(_CAPACITY.search(text))
    return min((match.start() for match in found if match), default=math.inf)


def _known(run: Word | None) -> tuple[Word, ...]:
    return () if run is None else (run,)


def _common(font: Font, *others: Font) -> Font:
    """``font``, bold and italic only where the ``others`` are, too."""
    if all(other is font for other in others):
        return font
    return font._replace(
        bold=font.bold and all(other.bold for other in others),
        italic=font.italic and all(other.italic for other in others),
    )


def _touch(words: Sequence[Word]) -> bool:
    """Whether a word of a line starts where the one before it has hardly ended."""
    return any(after.x0 < before.x1 + _TOUCH * before.size for before, after in pairwise(words))


class _Notes:
    """The short numbers in small type that are lines of their own in the stream: of footnotes, or cells of a table."""

    def __init__(self, runs: Sequence[Word | None]) -> None:
        largest = max((run.size for run in runs if run is not None), default=0.0)
        notes = [run for run in runs if run and run.size < largest and len(run.text) <= 2 and run.text.isdecimal()]
        self._notes = sorted(notes, key=_HEIGHT)
        self._heights = list(map(_HEIGHT, self._notes))

    def stand_in(self, run: Word) -> bool:
        """Whether one is raised inside ``run``."""
        if not self._heights:
            return False
        _, x0, y0, x1, _, _, size, *_ = run
        near = self._notes[bisect_right(self._heights, y0) : bisect_left(self._heights, y0 + size)]
        return any(x0 < note.x0 < x1 + size and note.size < size for note in near)


class _Runs:
    """The runs of one text page. A line is known by its number in the stream, a place by the index of its character."""

    def __init__(self, textpage: pdfium.PdfTextPage, frame: Frame) -> None:
        self._page = TextPage(textpage, frame)
        self._text = text = self._page.text
        self._top = frame.top - frame.bottom
        self._raised = bool(_MAY_BE_RAISED.search(text) and _RAISED.search(text))
        self._hyphened = any(mark in text for mark in _HYPHENS)
        self._spans = [match.span() for match in _LINE.finditer(text)]
        self._parts = [text[start:end].split() for start, end in self._spans]

    def are_shuffled(self) -> bool:
        """Whether glyphs were drawn in another order than they stand: a letter with a mark stands alone in the text,
        and in its line pieces touch that are none of one word."""
        lines = [line for line, words in enumerate(self._parts) if not _LONE.isdisjoint(words)]
        return bool(lines) and any(_touch(words) for words in self._apart(lines).values())

    def sorted_words(self) -> list[Word]:
        """Every line word by word, put together from its glyphs."""
        return [word for line in range(len(self._spans)) for word in self._sorted(line)]

    def opens_overleaf(self, header: float) -> bool:
        """Whether a document seems to open on another page than the first: its header may stand anywhere."""
        return header >= self._top and bool(_NATION.search(self._text))

    def words(self) -> list[Word]:
        """Every line word by word."""
        return [word for words in self._apart(range(len(self._spans))).values() for word in words]

    def lines(self, header: float, uprights: Uprights) -> list[Word]:
        """Every line as one run, cut where upright rules part it; word by word above the height ``header``, and where
        else one run cannot tell all."""
        if uprights:
            self._cut(uprights)
        # The signer's title may come before the recipients in the stream, and stand beside any line below.
        signed = _signature_start(self._text) - _BEFORE_SIGNATURE
        runs = self._whole()
        notes = _Notes(runs)
        apart = [
            line
            for line, (run, (_, end)) in enumerate(zip(runs, self._spans, strict=True))
            if run is None or end > signed or run.y0 > header or self._needs_words(run, line) or notes.stand_in(run)
        ]
        own = self._apart(apart)
        own |= {line: words for line in self._spaced_out() if (words := self._closed_up(line))}
        return [word for line, run in enumerate(runs) for word in own.get(line) or _known(run)]

    def _cut(self, uprights: Uprights) -> None:
        """Make lines of the pieces of each line that upright rules part."""
        ends = self._edges_of_lines()
        parted = {line: rules for line, end in enumerate(ends) if end and (rules := uprights.inside(*end))}
        words = [(line, *match.span()) for line in parted for match in _WORD.finditer(self._text, *self._spans[line])]
        if not words:
            return
        pieces: dict[int, list[tuple[int, int]]] = {line: [] for line in parted}
        place = (-1, 0)
        for (line, start, end), edges in zip(words, self._page.edges([start for _, start, _ in words]), strict=True):
            column = bisect_right(parted[line], edges[0] + _INSIDE) if edges else place[1]
            if place == (line, column):
                pieces[line][-1] = pieces[line][-1][0], end
            else:
                pieces[line].append((start, end))
                place = line, column
        self._spans = [piece for line, span in enumerate(self._spans) for piece in pieces.get(line, (span,))]
        self._parts = [self._text[start:end].split() for start, end in self._spans]

    def _edges_of_lines(self) -> list[tuple[float, float, float] | None]:
        """Where each line starts and ends, and the middle of its height; None where PDFium does not know."""
        count = len(self._spans)
        edges = self._page.edges([*(start for start, _ in self._spans), *(end - 1 for _, end in self._spans)])
        return [
            (first[0], last[2], (first[1] + first[3]) / 2) if first and last else None
            for first, last in zip(edges[:count], edges[count:], strict=True)
        ]

    def _needs_words(self, run: Word, line: int) -> bool:
        text, x0, _, x1, _, font, size = run[:7]
        if self._raised and _RAISED.search(text) and self._sizes(line) > 1:
            return True
        return font.legacy or (x1 - x0 > _LOOSE * size * len(text) and not text.isupper())

    def _sizes(self, line: int) -> int:
        return len({round(size, 1) for _, size in self._page.settings(range(*self._spans[line]))})

    def _whole(self) -> list[Word | None]:
        """Each line as one run; None where it is not level or PDFium knows no box of it."""
        count = len(self._spans)
        starts, lasts = [start for start, _ in self._spans], [end - 1 for _, end in self._spans]
        heads = [start + len(words[0]) - 1 for start, words in zip(starts, self._parts, strict=True)]
        seconds = self._seconds()
        edges = self._page.edges([*starts, *lasts, *heads, *seconds.values()])
        after_markers = dict(zip(seconds, edges[3 * count :], strict=True))
        levels = self._page.baselines([*starts, *lasts])
        places = zip(edges[:count], edges[count : 2 * count], edges[2 * count : 3 * count], strict=True)
        settings = zip(self._line_settings(self._spans), levels[:count], levels[count:], strict=True)
        return [
            self._run(line, first, last, head, after_markers.get(line), font, size, baseline)
            if abs(end - baseline) <= _LEVEL * size
            else None
            for line, ((first, last, head), ((font, size), baseline, end)) in enumerate(
                zip(places, settings, strict=True)
            )
        ]

    def _line_settings(self, spans: Sequence[tuple[int, int]]) -> list[tuple[Font, float]]:
        """What each line is set in; bold and italic only where its first, middle and last characters are."""
        settings = self._page.settings([start for start, _ in spans])
        marked = [at for at, (font, _) in enumerate(settings) if font.bold or font.italic]
        if marked:
            middles = self._page.settings([sum(spans[at]) // 2 for at in marked])
            lasts = self._page.settings([spans[at][1] - 1 for at in marked])
            for at, (middle, _), (last, _) in zip(marked, middles, lasts, strict=True):
                font, size = settings[at]
                settings[at] = _common(font, middle, last), size
        return settings

    def _seconds(self) -> dict[int, int]:
        """Where the second word starts, by line, of those whose first word may be a list marker."""
        return {
            line: self._text.index(words[1], self._spans[line][0] + len(words[0]))
            for line, words in enumerate(self._parts)
            if len(words) > 1 and len(words[0]) <= _MARKER_MAX and not words[0][-1].isalpha()
        }

    def _run(
        self,
        line: int,
        first: Edges | None,
        last: Edges | None,
        head: Edges | None,
        second: Edges | None,
        font: Font,
        size: float,
        baseline: float,
    ) -> Word | None:
        """A line from its ``first`` to its ``last`` character; head: the last one of its first word."""
        if first is None or last is None or not size or font.turned:
            return None
        x0, x1 = first[0], last[2]
        if x1 <= x0:
            return None
        parts = self._parts[line]
        text = " ".join(parts)
        if self._hyphened:
            text = text.translate(_HYPHEN_TABLE)
        return _new(Word, (text, x0, baseline - _DESCENT * size, x1, baseline + _ASCENT * size, font, size, line,
                           head[2] if head and len(parts) > 1 else x1, second[0] if second else x0))  # fmt: skip

    def _apart(self, lines: Sequence[int]) -> dict[int, list[Word]]:
        """The words of each of ``lines``."""
        found: dict[int, list[Word]] = {line: [] for line in lines}
        if not found:
            return found
        spans = [(line, *match.span()) for line in lines for match in _WORD.finditer(self._text, *self._spans[line])]
        starts = [start for _, start, _ in spans]
        words = zip(
            spans,
            self._page.edges(starts),
            self._page.edges([end - 1 for _, _, end in spans]),
            self._page.settings(starts),
            self._page.baselines(starts),
            strict=True,
        )
        for (line, start, end), first, last, setting, baseline in words:
            if first is not None and last is not None:
                found[line].append(self._word(line, start, end, first, last, *setting, baseline))
        return found

    def _word(
        self, line: int, start: int, end: int, first: Edges, last: Edges, font: Font, size: float, baseline: float
    ) -> Word:
        x0, y1, x1, y0 = first
        # Comparing by hand, as the words of a page are many and min and max take longer than PDFium.
        x0, y0 = last[0] if last[0] < x0 else x0, last[3] if last[3] < y0 else y0
        x1, y1 = last[2] if last[2] > x1 else x1, last[1] if last[1] > y1 else y1
        if size and not font.turned:
            y0, y1 = baseline - _DESCENT * size, baseline + _ASCENT * size
        text = self._text[start:end]
        if self._hyphened:
            text = text.translate(_HYPHEN_TABLE)
        if self._raised and _RAISED.search(text):
            text = self._lifted(text, range(start, end), size)
        return _new(Word, (text, x0, y0, x1, y1, font, size or y1 - y0, line, x1, x0))

    def _lifted(self, text: str, indexes: Sequence[int], size: float) -> str:
        """``text`` with digits in small type made superscript: a footnote's number is no part of the word."""
        return "".join(
            char.translate(SUPERSCRIPT) if char.isdecimal() and own < _RAISED_SIZE * size else char
            for char, (_, own) in zip(text, self._page.settings(indexes), strict=True)
        )

    def _sorted(self, line: int) -> list[Word]:
        """The words of a line whose glyphs were drawn in another order than they stand, as LibreOffice does with those
        that another font lends; the spaces that PDFium puts between such pieces have no width."""
        indexes = range(*self._spans[line])
        words = words_of(self._glyphs(indexes), self._page.settings(indexes[:1])[0][1])
        settings = self._page.settings([word[0].number for word in words])
        return [self._gathered(word, *setting, line) for word, setting in zip(words, settings, strict=True)]

    def _glyphs(self, indexes: Sequence[int]) -> list[Glyph]:
        return [
            Glyph(edges[0], edges[2], y, self._text[index], index)
            for index, edges, y in zip(indexes, self._page.edges(indexes), self._page.baselines(indexes), strict=True)
            if edges
        ]

    def _spaced_out(self) -> list[int]:
        """The lines in which every letter stands alone: "K Ế  H O Ạ C H"."""
        return [
            line
            for line, words in enumerate(self._parts)
            if len(words) >= _SPACED_MIN and max(map(len, words)) == 1 and "".join(words).isalpha()
        ]

    def _closed_up(self, line: int) -> list[Word]:
        """The words of a line of letters set apart; none where all gaps are alike."""
        words = spaced_words(self._glyphs([at for at in range(*self._spans[line]) if self._text[at].isalpha()]))
        settings = self._page.settings([word[0].number for word in words])
        return [self._gathered(word, *setting, line) for word, setting in zip(words, settings, strict=True)]

    def _gathered(self, glyphs: Sequence[Glyph], font: Font, size: float, line: int) -> Word:
        x0, x1, y = glyphs[0].x0, max(glyph.x1 for glyph in glyphs), glyphs[0].y
        text = "".join(glyph.text for glyph in glyphs).translate(_HYPHEN_TABLE)
        if self._raised:
            text = self._lifted(text, [glyph.number for glyph in glyphs], size)
        return Word(text, x0, y - _DESCENT * size, x1, y + _ASCENT * size, font, size, line, x1, x0)
