"""The cells of a scanned table, each read for itself.

Tesseract reads a page of columns line by line where cells are as high as their neighbours, and mixes their lines where
they are not: on a scanned task table with its texts in the middle of the cells it misread every tenth word, and took a
lone figure in a wide empty column (the STT) for a speck. Set under each other on one sheet, the cells are the lines of
a plain text; those with no more than a figure stand side by side there, as alone they are misread.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

import numpy as np
import numpy.typing as npt
from PIL import Image

from ingest.grading import Certainty
from ingest.ocr import PageImage, Reading, certainty_of, recognise_lines
from ingest.pdf_cells import Box
from ingest.pdf_fonts import Font
from ingest.pdf_grid import Shape, page_shapes
from ingest.pdf_page import Page
from ingest.pdf_runs import Word
from ingest.scan_groups import COUNTING_MIN, numbers_counted
from ingest.scan_rules import Ink, ruled_rows
from ingest.scan_strokes import is_stroke, without_bars

_POINTS = 72
_DARK = 128
# In inches: a ruling lies this near to the edge of its cell, and is no thinner than this; smaller
# marks are specks.
_RULING, _EDGE, _SPECK = 0.08, 0.015, 0.05
# What is no wider and no higher than these (inches) is a figure or a short word.
_LONE_WIDTH, _LONE_HEIGHT = 0.45, 0.25
# Pixels between two lines of cells on the sheet, inches between two cells of a line.
_GAP, _BESIDE = 60, 0.2
_SHEET_HEIGHT, _SHEET_WIDTH = 12_000, 1_600
_CELLS_MAX = 2_000
# The height of a line's letters with their marks and tails, in font sizes, and the share of it below the baseline.
_LINE_HEIGHT, _BELOW = 1.1, 0.2
# A column of figures has so many others at most; what a figure one, or some of them, is taken for.
_FIGURES_SHARE = 0.7
_ONES = re.compile(r"[lIiíìÍÌ|!1TL]{1,3}")
# The title of a group of rows stands over so many columns at least.
_TITLE_COLUMNS = 3
# A row's number has no more characters, however it is misread.
_NUMBER_MAX = 3
_FONT = Font("", bold=False, italic=False, invisible=True)

_Pixels = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patch:
    """The ink of a cell: its box on the page in pixels (left, top, right, low), and where it is on its sheet.

    column: of the cell, counted over all tables of the page. heads: it numbers a group of rows, whose title is all that
    its row holds besides.
    """

    box: _Pixels
    column: tuple[int, int]
    left: int
    top: int
    heads: bool = False

    @property
    def right(self) -> int:
        """Where it ends on its sheet."""
        return self.left + self.box[2] - self.box[0]

    @property
    def low(self) -> int:
        """Where it ends downwards on its sheet."""
        return self.top + self.box[3] - self.box[1]

    @property
    def place(self) -> _Pixels:
        """Its box on its sheet."""
        return self.left, self.top, self.right, self.low

    def is_lone(self, dpi: int) -> bool:
        """Whether it holds no more than a figure or a short word."""
        return self.right - self.left < _LONE_WIDTH * dpi and self.low - self.top < _LONE_HEIGHT * dpi

    def distance(self, x: float, y: float) -> float:
        """How far a point of its sheet is outside it, in pixels."""
        return max(self.left - x, 0, x - self.right) + max(self.top - y, 0, y - self.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellWords:
    """What the cells of a page hold. certainty: how surely it was read, None without words."""

    words: tuple[Word, ...] = ()
    certainty: Certainty | None = None


def table_shapes(picture: PageImage) -> list[Shape]:
    """The tables that the rulings of a page make; none where they are a drawing, or squared paper."""
    if not picture.rules:
        return []
    scale = _POINTS / picture.dpi
    width, height = picture.image.width * scale, picture.image.height * scale
    shapes = page_shapes(Page(number=1, width=width, height=height, words=(), rules=picture.rules, image_share=1.0))
    return shapes if sum(len(shape.boxes) for shape in shapes) <= _CELLS_MAX else []


def without_cells(picture: PageImage, shapes: Sequence[Shape]) -> PageImage:
    """The page with its table cells white, rulings and all; lines close above and below a table keep their marks."""
    image = picture.image.copy()
    around = round(_RULING * picture.dpi)
    for shape in shapes:
        for box in shape.boxes:
            left, top, right, low = _pixels(picture, box)
            image.paste(255, (left - around, top, right + around, low))
            for edge in ((top - around, top), (low, low + around)):
                _unrule(image, (left - around, edge[0], right + around, edge[1]), picture.dpi)
    return PageImage(image=image, dpi=picture.dpi, rules=picture.rules)


def _unrule(image: Image.Image, place: _Pixels, dpi: int) -> None:
    """Whiten the rows of ``place`` that belong to a ruling, with the soft rows at its edges."""
    rows = ruled_rows(np.asarray(image.crop(place)), dpi)
    rows[1:], rows[:-1] = rows[1:] | rows[:-1], rows[:-1] | rows[1:]
    for row in np.flatnonzero(rows).tolist():
        image.paste(255, (place[0], place[1] + row, place[2], place[1] + row + 1))


def read_cells(picture: PageImage, shapes: Sequence[Shape], name: str) -> CellWords:
    """The words of the cells of ``shapes``, in the places where they stand on the page. Raises ReadError.

    name: of the file, for the message.
    """
    words: list[Word] = []
    certainties: list[tuple[Certainty, int]] = []
    for sheet in _sheets(_inks(picture, shapes), picture.dpi):
        image = _drawn(picture.image, sheet)
        found = _read(image, sheet, picture.dpi, name)
        words += _counted_up(_with_ones(picture, _placed(picture, found)))
        if found:
            certainties.append((certainty_of([read for _, read in found], image, picture.dpi), len(found)))
    return CellWords(words=tuple(words), certainty=joined(certainties))


def _read(image: Image.Image, sheet: Sequence[_Patch], dpi: int, name: str) -> list[tuple[_Patch, Reading]]:
    """What is read on a sheet, by cells; cells with lines that were passed over are read again, as even text."""
    found = [(_patch_at(sheet, read), read) for read in recognise_lines(image, dpi, name)]
    boxes: defaultdict[_Patch, list[_Pixels]] = defaultdict(list)
    for patch, read in found:
        boxes[patch].append(read.box)
    passed_over = {patch for patch in sheet if not _is_whole(image, patch, boxes[patch], dpi)}
    if not passed_over:
        return found
    again = image.copy()
    for patch in sheet:
        if patch not in passed_over:
            again.paste(255, patch.place)
    second = [(_patch_at(sheet, read), read) for read in recognise_lines(again, dpi, name, even=True)]
    kept = [(patch, read) for patch, read in found if patch not in passed_over]
    return sorted([*kept, *second], key=lambda one: sheet.index(one[0]))


def _is_whole(image: Image.Image, patch: _Patch, boxes: Sequence[_Pixels], dpi: int) -> bool:
    """Whether there are words of ``boxes`` in every line of a cell on a sheet."""
    inked = np.concatenate(([False], (np.asarray(image.crop(patch.place)) < _DARK).any(axis=1), [False]))
    turns = np.flatnonzero(inked[1:] != inked[:-1]) + patch.top
    return all(
        any(box[1] < low and top < box[3] for box in boxes)
        for top, low in zip(turns[::2].tolist(), turns[1::2].tolist(), strict=True)
        if low - top >= _SPECK * dpi
    )


def joined(certainties: Sequence[tuple[Certainty, int]]) -> Certainty | None:
    """How sure all of several readings are, each given with the number of its words; None without any."""
    count = sum(words for _, words in certainties)
    if not count:
        return None
    return Certainty(
        mean=sum(certainty.mean * words for certainty, words in certainties) / count,
        unsure=sum(certainty.unsure * words for certainty, words in certainties) / count,
    )


def _pixels(picture: PageImage, box: Box) -> _Pixels:
    """The box of a shape, whose y runs downwards from the lower edge, in pixels of the page."""
    scale, height = picture.dpi / _POINTS, picture.image.height
    x0, top, x1, bottom = box
    return round(x0 * scale), round(height + top * scale), round(x1 * scale), round(height + bottom * scale)


def _inks(picture: PageImage, shapes: Sequence[Shape]) -> Iterator[_Patch]:
    """The cells with ink, column by column, not yet on a sheet."""
    cells = [(number, place[0], box, _heads_group(shape, place)) for number, shape in enumerate(shapes)
             for place, box in zip(shape.places, shape.boxes, strict=True)]  # fmt: skip
    for number, column, box, heads in sorted(cells, key=lambda cell: cell[:2]):
        ink = _ink(picture, _pixels(picture, box))
        if ink is not None:
            yield _Patch(box=ink, column=(number, column), left=_GAP, top=_GAP, heads=heads)


def _heads_group(shape: Shape, place: tuple[int, int, int, int]) -> bool:
    """Whether one cell is all that stands right of this first one, over three columns or more."""
    column, top, right, low = place
    width = len(shape.xs) - 1
    return column == 0 and width - right >= _TITLE_COLUMNS and (right, top, width, low) in shape.places


def _sheets(patches: Iterable[_Patch], dpi: int) -> Iterator[list[_Patch]]:
    """``patches`` on as many sheets as they need."""
    sheet: list[_Patch] = []
    for patch in patches:
        placed = _next(sheet, patch, dpi)
        if placed.low > _SHEET_HEIGHT and sheet:
            yield sheet
            sheet, placed = [], patch
        sheet.append(placed)
    if sheet:
        yield sheet


def _next(sheet: Sequence[_Patch], patch: _Patch, dpi: int) -> _Patch:
    """``patch`` in the next place of ``sheet``: beside the last one of its column where both are lone, else below."""
    if not sheet:
        return patch
    last = sheet[-1]
    beside = replace(patch, left=last.right + round(_BESIDE * dpi), top=last.low - (patch.low - patch.top))
    if last.column == patch.column and last.is_lone(dpi) and patch.is_lone(dpi) and beside.right < _SHEET_WIDTH:
        return beside
    return replace(patch, top=max(other.low for other in sheet[-_SHEET_WIDTH // _GAP :]) + _GAP)


def _ink(picture: PageImage, box: _Pixels) -> _Pixels | None:
    """The box of the ink inside a cell, its rulings apart; None where there is no more than a speck."""
    pixels = np.asarray(picture.image.crop(box))
    if not pixels.size:
        return None
    reach, edge = (round(inches * picture.dpi) for inches in (_RULING, _EDGE))
    top, low = _inside(ruled_rows(pixels, picture.dpi), reach, edge)
    left, right = _inside(ruled_rows(np.ascontiguousarray(pixels.T), picture.dpi), reach, edge)
    inner = _without_grain(pixels[top:low, left:right] < _DARK)
    rows, columns = np.flatnonzero(inner.any(axis=1)), np.flatnonzero(inner.any(axis=0))
    if not rows.size or rows[-1] - rows[0] < _SPECK * picture.dpi:
        return None
    return (
        box[0] + left + int(columns[0]),
        box[1] + top + int(rows[0]),
        box[0] + left + int(columns[-1]) + 1,
        box[1] + top + int(rows[-1]) + 1,
    )


def _without_grain(ink: Ink) -> Ink:
    """``ink`` without what is only a pixel wide: no stroke of a letter is."""
    solid: Ink = ink.copy()
    solid[1:, 1:] = ink[1:, 1:] & ink[:-1, 1:] & ink[1:, :-1] & ink[:-1, :-1]
    solid[:1], solid[:, :1] = False, False
    solid[:-1] |= solid[1:]
    solid[:, :-1] |= solid[:, 1:]
    return solid


def _inside(ruled: npt.NDArray[np.bool_], reach: int, least: int) -> tuple[int, int]:
    """From where to where the rows (or columns) of a cell lie between the rulings at its edges; ``least`` is cut."""
    first = max(max(np.flatnonzero(ruled[:reach]), default=-2) + 2, least)
    last = max(max(np.flatnonzero(ruled[::-1][:reach]), default=-2) + 2, least)
    return int(first), int(max(len(ruled) - last, first))


def _drawn(image: Image.Image, sheet: Sequence[_Patch]) -> Image.Image:
    size = max(patch.right for patch in sheet) + _GAP, max(patch.low for patch in sheet) + _GAP
    drawn = Image.new("L", size, 255)
    for patch in sheet:
        drawn.paste(image.crop(patch.box), (patch.left, patch.top))
    return drawn


def _placed(picture: PageImage, found: Sequence[tuple[_Patch, Reading]]) -> list[tuple[_Patch, Word]]:
    """The words read on a sheet as words of the page, with the cell of each."""
    placed = []
    for (patch, _), line in groupby(found, key=lambda one: (one[0], one[1].line)):
        lone = patch.is_lone(picture.dpi)  # its rulings are cut off: what looks like one may be a figure
        words = [
            (read, text) for _, read in line if not is_stroke(text := read.text if lone else without_bars(read.text))
        ]
        placed += [(patch, word) for word in _line(picture, patch, words)]
    return placed


def _patch_at(sheet: Sequence[_Patch], read: Reading) -> _Patch:
    left, top, right, low = read.box
    # Of cells side by side, the box of the first may hold them all: a word is where it begins.
    x, y = left + min(right - left, low - top) / 2, (top + low) / 2
    return min(sheet, key=lambda patch: patch.distance(x, y))


def _line(picture: PageImage, patch: _Patch, words: Sequence[tuple[Reading, str]]) -> Iterator[Word]:
    """The words of one line of a cell: they share its height."""
    scale, height = _POINTS / picture.dpi, picture.image.height
    if not words:
        return
    left, top = patch.box[0] - patch.left, patch.box[1] - patch.top
    high, low = min(read.box[1] for read, _ in words) + top, max(read.box[3] for read, _ in words) + top
    size = (low - high) * scale / _LINE_HEIGHT
    y0, y1 = (height - low) * scale, (height - high) * scale
    for read, text in words:
        x0, x1 = (read.box[0] + left) * scale, min(read.box[2] + left, patch.box[2]) * scale
        yield Word(text, x0, y0, x1, y1, _FONT, size, -1, x1, x0)


def _with_ones(picture: PageImage, placed: Sequence[tuple[_Patch, Word]]) -> list[tuple[_Patch, Word]]:
    """The words, with strokes among the figures of a column read as the ones that they are; the first column may hold
    Roman numbers."""
    own: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for patch, word in placed:
        if patch.is_lone(picture.dpi):
            own[patch.column].append(word.text)
    figures = {column for column, texts in own.items() if column[1] and _are_figures(texts)}
    words = [
        (patch, word._replace(text="1" * _glyphs(picture, patch)))
        if patch.column in figures and _ONES.fullmatch(word.text) and patch.is_lone(picture.dpi)
        else (patch, word)
        for patch, word in placed
    ]
    return [(patch, word) for patch, word in words if without_bars(word.text)]


def _are_figures(texts: Sequence[str]) -> bool:
    figures = sum(text.isdecimal() for text in texts)
    likely = sum(bool(_ONES.fullmatch(text)) for text in texts if not text.isdecimal())
    return figures >= COUNTING_MIN and figures + likely >= _FIGURES_SHARE * len(texts)


def _glyphs(picture: PageImage, patch: _Patch) -> int:
    """How many letters stand beside each other in a cell."""
    inked = np.flatnonzero((np.asarray(picture.image.crop(patch.box)) < _DARK).any(axis=0))
    return 1 + int(np.count_nonzero(np.diff(inked) > 1))


def _counted_up(placed: Sequence[tuple[_Patch, Word]]) -> Iterator[Word]:
    """The words, with a misread row number among those that count up put right."""
    cells = [(patch, [word for _, word in own]) for patch, own in groupby(placed, key=itemgetter(0))]
    texts = [" ".join([word.text for word in words]) for _, words in cells]
    lone = [patch.column if len(text) <= _NUMBER_MAX else None for (patch, _), text in zip(cells, texts, strict=True)]
    for column, run in groupby(range(len(cells)), key=lone.__getitem__):
        own = list(run)
        read = [texts[at] for at in own]
        told = numbers_counted(read, [cells[at][0].heads for at in own]) if column is not None else read
        for at, text in zip(own, told, strict=True):
            words = cells[at][1]
            yield from words if text == texts[at] else [words[0]._replace(text=text)]
