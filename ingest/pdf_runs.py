"""The text of a PDF page as runs with boxes and fonts, as PDFium sees them, in the orientation a person sees the page.

Measured: the text in one call, and a few calls a line, cost about 1 ms a page; a call per character ten times. So a
line stays one run; only where columns, tables, legacy fonts or raised numbers may be is it taken apart into words.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import chain, islice, pairwise
from operator import attrgetter
from typing import NamedTuple

from ingest.encodings.symbols import SUPERSCRIPT
from ingest.pdf_calls import Edges
from ingest.pdf_drawings import Ends, Rule, Uprights
from ingest.pdf_fonts import Font
from ingest.pdf_glyphs import Glyph, spaced_words, with_marks, words_of
from ingest.pdf_stream import (
    Span,
    has_hyphen,
    has_lone_mark,
    has_strayed_mark,
    hyphened,
    is_raised,
    is_spaced_out,
    line_spans,
    may_hold_raised,
    opens_document,
    signature_start,
    word_spans,
)
from ingest.pdf_textpage import TextPage

# Shares of the font size below and above the baseline, as in Times New Roman with a mark over a capital.
_DESCENT, _ASCENT = 0.22, 0.9
# A run wider than this many font sizes a character has a gap in it.
_LOOSE = 0.66
# Baselines this near (font sizes) are one.
_LEVEL = 0.05
# Pieces whose baselines are nearer (font sizes) stand on one line, though a mark between them may stand higher.
_ON_LINE = 0.3
# Characters before the signs of a signature that may belong to it already.
_BEFORE_SIGNATURE = 300
# Type smaller than this share of its word's is raised.
_RAISED_SIZE = 0.9
# A first word longer than this, or one that ends in a letter, is no list marker: only after one the second counts.
_MARKER_MAX = 8
# A footnote's number has so many figures at most.
_NOTE_MAX = 2
# A word so near before a rule (points) stands behind it.
_INSIDE = 1.5
# Words no further apart than this share of the size are pieces of one.
_TOUCH = 0.1

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


def page_runs(page: TextPage, *, top: float, header: float, rules: Sequence[Rule]) -> list[Word]:
    """The runs of a page in stream order: its lines, taken apart where they stand in columns or run through a rule.

    top: of the page. header: the height above which columns are to be expected. rules: of the page.
    """
    runs = _Runs(page)
    if runs.are_shuffled():
        return runs.sorted_words()
    return runs.words() if header >= top and opens_document(page.text) else runs.lines(header, Uprights(rules))


def page_words(page: TextPage) -> list[Word]:
    """The words of a page in stream order."""
    return _Runs(page).words()


def _unbroken(words: Sequence[str]) -> int:
    """The length of what cannot be parted at the head of a line: its first word, with a slash that stands apart."""
    return len(words[0]) + (2 if len(words) > 1 and words[1].startswith("/") else 0)


def _uneven(first: Edges, last: Edges) -> bool:
    """Whether the second box lies below or above the middle of the first."""
    middle = (first[1] + first[3]) / 2
    return last[1] < middle or last[3] > middle


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


def _noted(runs: Sequence[Word]) -> set[int]:
    """The lines inside which a short number in small type is raised that is a line of its own in the stream: of a
    footnote. One that stands beside all others is the cell of a table."""
    short = [run for run in runs if len(run.text) <= _NOTE_MAX and run.text.isdecimal()]
    largest = max([run.size for run in runs]) if short else 0.0
    notes = sorted([run for run in short if run.size < largest], key=_HEIGHT)
    if not notes:
        return set()
    heights = list(map(_HEIGHT, notes))
    return {
        run.line
        for run in runs
        for note in notes[bisect_right(heights, run.y0) : bisect_left(heights, run.y0 + run.size)]
        if run.x0 < note.x0 < run.x1 + run.size and note.size < run.size
    }


class _Runs:
    """The runs of one text page. A line is known by its number in the stream, a place by the index of its character."""

    def __init__(self, page: TextPage) -> None:
        self._page = page
        self._text = text = page.text
        self._raised, self._hyphened = may_hold_raised(text), has_hyphen(text)
        self._spans = line_spans(text)
        self._parts = [text[start:end].split() for start, end in self._spans]

    def are_shuffled(self) -> bool:
        """Whether glyphs were drawn in another order than they stand: a loose mark stands behind no vowel, or a letter
        with a mark stands alone in the text, and in its line pieces touch that are none of one word."""
        if has_strayed_mark(self._text):
            return True
        if not has_lone_mark(chain.from_iterable(self._parts)):
            return False
        lines = [line for line, words in enumerate(self._parts) if has_lone_mark(words)]
        return bool(lines) and any(_touch(words) for words in self._apart(lines).values())

    def sorted_words(self) -> list[Word]:
        """Every line word by word, put together from its glyphs."""
        levels = self._page.baselines([start for start, _ in self._spans])
        sizes = [size for _, size in self._page.settings([start for start, _ in self._spans])]
        pieces: list[list[int]] = []
        for line, (level, size) in enumerate(zip(levels, sizes, strict=True)):
            # A mark that is drawn higher or lower ends PDFium's line, amid a word.
            if pieces and abs(level - levels[pieces[-1][0]]) < _ON_LINE * size:
                pieces[-1].append(line)
            else:
                pieces.append([line])
        return [word for lines in pieces for word in self._sorted(lines)]

    def words(self) -> list[Word]:
        """Every line word by word."""
        return [word for words in self._apart(range(len(self._spans))).values() for word in words]

    def lines(self, header: float, uprights: Uprights) -> list[Word]:
        """Every line as one run, cut where upright rules part it; word by word above the height ``header``, and where
        else one run cannot tell all."""
        firsts = self._page.edges([start for start, _ in self._spans])
        ends = list(zip(firsts, self._page.edges([end - 1 for _, end in self._spans]), strict=True))
        if uprights and (parted := self._level(uprights.between(ends), ends)):
            self._cut(parted, ends)
        # The signer's title may come before the recipients in the stream, and stand beside any line below.
        signed = signature_start(self._text) - _BEFORE_SIGNATURE
        runs = self._whole(ends)
        whole = [run for run in runs if run is not None]
        noted = _noted(whole)
        apart: list[int] = []
        for line, (run, (_, end)) in enumerate(zip(runs, self._spans, strict=True)):
            if run is not None and end <= signed and line not in noted:
                text, x0, y0, x1, _, font, size, *_ = run
                loose = x1 - x0 > _LOOSE * size * len(text) and not text.isupper()
                raised = self._raised and is_raised(text) and self._sizes(line) > 1
                if not (loose or raised or font.legacy or y0 > header):
                    continue
            apart.append(line)
        own = self._apart(apart)
        spaced_out = [line for line, words in enumerate(self._parts) if len(words[0]) == 1 and is_spaced_out(words)]
        own |= {line: words for line in spaced_out if (words := self._closed_up(line))}
        if not own:
            return whole
        return [word for line, run in enumerate(runs) for word in own.get(line) or _known(run)]

    def _level(self, parted: dict[int, list[float]], ends: Sequence[Ends]) -> dict[int, list[float]]:
        """``parted`` without the lines that end on another height than they begin on: PDFium runs two low rows of a
        table into one line, whose words are then read one by one. ends: of the lines."""
        # Only boxes that lie apart may stand in two rows; those of a letter and a full stop behind it do, too.
        doubtful = [line for line in parted if (pair := ends[line])[0] and pair[1] and _uneven(pair[0], pair[1])]
        if not doubtful:
            return parted
        starts = [self._spans[line][0] for line in doubtful]
        lasts = self._page.baselines([self._spans[line][1] - 1 for line in doubtful])
        levels = zip(doubtful, self._page.baselines(starts), lasts, self._page.settings(starts), strict=True)
        uneven = {line for line, first, last, (_, size) in levels if size and abs(first - last) >= _ON_LINE * size}
        return {line: rules for line, rules in parted.items() if line not in uneven}

    def _cut(self, parted: Mapping[int, Sequence[float]], ends: list[Ends]) -> None:
        """Make lines of the pieces of each line that upright rules part.

        parted: where rules stand in such lines, from the first line to the last. ends: of the lines; then of the new
        ones.
        """
        pieces: dict[int, list[Span]] = {line: [] for line in parted}
        firsts: list[Edges | None] = []
        words = word_spans(self._text, parted, self._spans)
        place = (-1, 0)
        for (line, start, end), edges in zip(words, self._page.edges([start for _, start, _ in words]), strict=True):
            column = bisect_right(parted[line], edges[0] + _INSIDE) if edges else place[1]
            if place == (line, column):
                pieces[line][-1] = pieces[line][-1][0], end
            else:
                pieces[line].append((start, end))
                firsts.append(edges)
                place = line, column
        lasts = self._page.edges([end - 1 for own in pieces.values() for _, end in own])
        known = zip(firsts, lasts, strict=True)
        cut = [(line, own, list(islice(known, len(own)))) for line, own in pieces.items()]
        for line, own, own_ends in reversed(cut):
            at = slice(line, line + 1)
            self._spans[at], ends[at] = own, own_ends
            self._parts[at] = [self._text[start:end].split() for start, end in own]

    def _sizes(self, line: int) -> int:
        return len({round(size, 1) for _, size in self._page.settings(range(*self._spans[line]))})

    def _whole(self, ends: Sequence[Ends]) -> list[Word | None]:
        """Each line as one run; None where it is not level or PDFium knows no box of it. ends: of the lines."""
        starts = [start for start, _ in self._spans]
        heads = [start + _unbroken(words) - 1 for start, words in zip(starts, self._parts, strict=True)]
        seconds = self._seconds()
        lines = zip(
            self._parts,
            ends,
            self._page.edges(heads),
            self._line_settings(self._spans),
            self._page.baselines(starts),
            strict=True,
        )
        ascending = self._ascending(ends)
        runs: list[Word | None] = []
        for line, (words, (first, last), head, (font, size), base) in enumerate(lines):
            if first is None or last is None or not size or font.turned or last[2] <= first[0]:
                runs.append(None)
                continue
            if line in ascending and abs(ascending[line] - base) > _LEVEL * size:
                runs.append(None)
                continue
            x0, x1 = first[0], last[2]
            second = seconds.get(line)
            text = " ".join(words)
            runs.append(_new(Word, (hyphened(text) if self._hyphened else text, x0, base - _DESCENT * size, x1,
                                    base + _ASCENT * size, font, size, line, head[2] if head else x1,
                                    second[0] if second else x0)))  # fmt: skip
        return runs

    def _ascending(self, ends: Sequence[Ends]) -> dict[int, float]:
        """The baseline of the last character of each line that may not be level: boxes that end at one height below
        stand on one baseline. ends: of the lines."""
        lines = [line for line, (first, last) in enumerate(ends) if first and last and first[3] != last[3]]
        return dict(zip(lines, self._page.baselines([self._spans[line][1] - 1 for line in lines]), strict=True))

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

    def _seconds(self) -> dict[int, Edges | None]:
        """The box of the first character of the second word, by line, of those whose first word may be a list
        marker."""
        places = {
            line: self._text.index(words[1], self._spans[line][0] + len(words[0]))
            for line, words in enumerate(self._parts)
            if len(words) > 1 and len(words[0]) <= _MARKER_MAX and not words[0][-1].isalpha()
        }
        return dict(zip(places, self._page.edges(list(places.values())), strict=True))

    def _apart(self, lines: Sequence[int]) -> dict[int, list[Word]]:
        """The words of each of ``lines``."""
        found: dict[int, list[Word]] = {line: [] for line in lines}
        if not found:
            return found
        spans = word_spans(self._text, lines, self._spans)
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
        text = hyphened(self._text[start:end])
        if self._raised and is_raised(text):
            text = self._lifted(text, range(start, end), size)
        return _new(Word, (text, x0, y0, x1, y1, font, size or y1 - y0, line, x1, x0))

    def _lifted(self, text: str, indexes: Sequence[int], size: float) -> str:
        """``text`` with digits in small type made superscript: a footnote's number is no part of the word."""
        return "".join(
            char.translate(SUPERSCRIPT) if char.isdecimal() and own < _RAISED_SIZE * size else char
            for char, (_, own) in zip(text, self._page.settings(indexes), strict=True)
        )

    def _sorted(self, lines: Sequence[int]) -> list[Word]:
        """The words of a line, or of the pieces of one, whose glyphs were drawn in another order than they stand, as
        LibreOffice does with those that another font lends, and Word with loose marks; the spaces that PDFium puts
        between such pieces have no width."""
        indexes = [at for line in lines for at in range(*self._spans[line])]
        words = words_of(with_marks(self._glyphs(indexes)), max(size for _, size in self._page.settings(indexes)))
        settings = self._page.settings([word[0].number for word in words])
        return [self._gathered(word, *setting, lines[0]) for word, setting in zip(words, settings, strict=True)]

    def _glyphs(self, indexes: Sequence[int]) -> list[Glyph]:
        return [
            Glyph(edges[0], edges[2], y, self._text[index], index)
            for index, edges, y in zip(indexes, self._page.edges(indexes), self._page.baselines(indexes), strict=True)
            if edges
        ]

    def _closed_up(self, line: int) -> list[Word]:
        """The words of a line of letters set apart; none where all gaps are alike."""
        words = spaced_words(self._glyphs([at for at in range(*self._spans[line]) if self._text[at].isalpha()]))
        settings = self._page.settings([word[0].number for word in words])
        return [self._gathered(word, *setting, line) for word, setting in zip(words, settings, strict=True)]

    def _gathered(self, glyphs: Sequence[Glyph], font: Font, size: float, line: int) -> Word:
        x0, x1, y = glyphs[0].x0, max(glyph.x1 for glyph in glyphs), glyphs[0].y
        text = "".join(hyphened(glyph.text) for glyph in glyphs)
        if self._raised:
            text = self._lifted(text, [glyph.number for glyph in glyphs], size)
        return Word(text, x0, y - _DESCENT * size, x1, y + _ASCENT * size, font, size, line, x1, x0)
