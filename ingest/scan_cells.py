"""Cells of a scanned table that the recognition passed over though there is ink in them, read once more.

Tesseract takes a lone figure in a wide empty column (the STT of a task table) for a speck. All such cells of a page are
set under each other on one sheet, where they are lines of a text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from ingest.ocr import PageImage, recognise_words
from ingest.pdf_grid import Grid
from ingest.pdf_page import Page
from ingest.pdf_runs import Word

_POINTS = 72
_DARK = 128
# In inches: what lies this near to a ruling may be the ruling; smaller marks are specks, larger ones pictures.
_MARGIN, _SPECK, _PICTURE = 0.03, 0.05, 0.6
_STROKES = "|¦"
_STROKE = re.compile(r"[\[\]()\\/_~‘’'\"]")
_GAP = 24  # pixels between two cells on the sheet
_CELLS_MAX = 400
# How many figures, and which share of all, must count up before the others are taken for misread.
_COUNTING_MIN, _COUNTING_SHARE = 3, 0.6
# Box and letters of a word: the share of its height that a font size is.
_SIZE_SHARE = 1.35


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patch:
    """The ink of a cell: its box on the page image in pixels (left, top, right, low), and where it is on the sheet."""

    box: tuple[int, int, int, int]
    top: int


def without_strokes(words: Sequence[Word]) -> tuple[Word, ...]:
    """``words`` without what the recognition made of rulings: lone strokes, and those at words."""
    bare = (word._replace(text=word.text.strip(_STROKES)) for word in words)
    return tuple(word for word in bare if word.text and not _STROKE.fullmatch(word.text))


def words_passed_over(page: Page, grids: Sequence[Grid], picture: PageImage) -> tuple[Word, ...]:
    """The words in cells of ``grids`` that hold ink and no text; empty where there are none."""
    pattern = next((word for word in page.words if word.font.invisible), None)
    patches = list(_patches(grids, picture))
    if pattern is None or not patches:
        return ()
    texts = [""] * len(patches)
    for text, middle in recognise_words(_sheet(picture.image, patches), picture.dpi):
        index = max((number for number, patch in enumerate(patches) if patch.top <= middle), default=0)
        if any(map(str.isalnum, text)):
            texts[index] = f"{texts[index]} {text}".strip()
    scale, height = _POINTS / picture.dpi, picture.image.height
    return tuple(
        _word(pattern, text, patch.box, scale, height)
        for text, patch in zip(_counted(texts), patches, strict=True)
        if text
    )


def _counted(texts: Sequence[str]) -> Sequence[str]:
    """``texts`` with the misread ones among figures that count up by one put right: "1", "2", "8", "4"."""
    firsts = Counter(int(text) - at for at, text in enumerate(texts) if text.isdecimal())
    first, agreeing = firsts.most_common(1)[0] if firsts else (0, 0)
    if agreeing < _COUNTING_MIN or agreeing < _COUNTING_SHARE * len(texts):
        return texts
    return [str(first + at) for at in range(len(texts))]


def _patches(grids: Sequence[Grid], picture: PageImage) -> Iterator[_Patch]:
    scale, height = picture.dpi / _POINTS, picture.image.height
    margin = _MARGIN * picture.dpi
    top = _GAP
    empty = [cell for grid in grids for cell in grid.cells if not cell.lines]
    for cell in empty[:_CELLS_MAX]:
        x0, y0, x1, y1 = cell.box
        left, right = x0 * scale + margin, x1 * scale - margin
        high, low = height - y1 * scale + margin, height - y0 * scale - margin
        if right - left < 1 or low - high < 1:
            continue
        ink = _ink(picture, (int(left), int(high), int(right), int(low)))
        if ink is not None:
            yield _Patch(box=ink, top=top)
            top += ink[3] - ink[1] + _GAP


def _ink(picture: PageImage, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """The box of the ink inside ``box``; None for a speck, and for a picture."""
    found = picture.image.crop(box).point(lambda value: 255 if value < _DARK else 0).getbbox()
    if found is None:
        return None
    left, top, right, low = found
    if not _SPECK * picture.dpi <= low - top <= _PICTURE * picture.dpi:
        return None
    return box[0] + left, box[1] + top, box[0] + right, box[1] + low


def _sheet(image: Image.Image, patches: Sequence[_Patch]) -> Image.Image:
    width = max(patch.box[2] - patch.box[0] for patch in patches) + 2 * _GAP
    last = patches[-1]
    sheet = Image.new("L", (width, last.top + last.box[3] - last.box[1] + _GAP), 255)
    for patch in patches:
        sheet.paste(image.crop(patch.box), (_GAP, patch.top))
    return sheet


def _word(pattern: Word, text: str, box: tuple[int, int, int, int], scale: float, height: int) -> Word:
    left, top, right, low = box
    x0, x1, y0, y1 = left * scale, right * scale, (height - low) * scale, (height - top) * scale
    size = min(pattern.size, _SIZE_SHARE * (y1 - y0))
    return pattern._replace(text=text, x0=x0, y0=y0, x1=x1, y1=y1, size=size, line=-1, first=x1, second=x0)
