"""Markers of a scanned page that look misread, read once more on a sheet of their own.

Beside the rest of a page Tesseract takes "II." for "H.", "5." for "Đ:", "c)" for "C)", "2." for "-"; the same marker
alone with the first words of its line is mostly read rightly, and surely. So each that looks doubtful is cut out, all
of a page are set under each other and read together, and what is then read as a marker, surely, takes its place. Where
the picture tells no better the marker stays as it was read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from ingest.ocr import PageImage, Reading, recognise_lines
from ingest.pdf_page import Page
from ingest.pdf_rows import Row, rows_of
from ingest.pdf_runs import Word
from ingest.scan_hanging import lost_markers, marker_before
from ingest.scan_romans import strokes
from ingest.scan_strokes import without_dust

_POINTS = 72
_DARK = 150
# What a strip shows of a line: its first words, so far before it (points), above and below its baseline (sizes).
_WORDS, _BEFORE, _ABOVE, _BELOW = 4, 14.0, 1.35, 0.35
# The white between two strips and around them (pixels at 200 dpi).
_GAP, _GAP_DPI = 24, 200
# A marker counts where it was read so surely (0..100); a Roman number with as many strokes as before needs less.
_SURE, _COUNTED_SURE = 80.0, 65.0
# A dash is lower than this share of its line's size.
_FLAT = 0.35
_DASHES = ("-", "–", "—")
_STROKES = re.compile(r"[HIL1l|TU]{1,4}[.,:;]?")
_DOUBTFUL = re.compile(
    r"(?![IVX]+\.|\d{1,2}\.)"
    r"(?:[HIL1l|TU]{1,4}[.,:;]?"  # "H.", "1"
    r"|(?![abceghik]\))[^\s()]{1,2}\)"  # "C)", "8)"; and "đ)", whose bar is lost and made from nothing
    r"|(?:\d{1,2}|[^\W\d_])[,:;]|[A-ZĐ]\.|[bcdđghk]|\d{1,2})"  # "5,", "Đ:", "A.", "đ", "2"
)
_WHOLE = re.compile(r"[IVX]{1,5}\.|\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[a-zđ]\)")


@dataclass(frozen=True, slots=True)
class _Opening:
    """What opens a line and is to be read again.

    words: what was read of it; place: the word that stands for it. strip: the part of the picture that is read (left,
    top, right, low); end: where (points) the text behind it begins.
    """

    words: tuple[Word, ...]
    place: Word
    strip: tuple[int, int, int, int]
    end: float

    @property
    def misread(self) -> str:
        return "".join(word.text for word in self.words)


def with_markers_read_again(page: Page, picture: PageImage, name: str) -> Page:
    """``page`` as read from ``picture`` with its doubtful markers read once more. Raises ReadError.

    name: of the file, for the message.
    """
    doubtful = _doubtful(page, picture)
    known = {opening.place for opening in doubtful}
    openings = [*doubtful, *(lost for lost in _lost(page, picture) if known.isdisjoint(lost.words))]
    if not openings:
        return page
    gap = round(_GAP * picture.dpi / _GAP_DPI)
    sheet, tops = _stacked([picture.image.crop(opening.strip) for opening in openings], gap)
    found = recognise_lines(sheet, picture.dpi, name, even=True)
    dropped, added = set[Word](), list[Word]()
    for opening, at in zip(openings, tops, strict=True):
        left, top, _, low = opening.strip
        own = [one for one in found if at <= (one.box[1] + one.box[3]) / 2 <= at + low - top]
        end = opening.end * picture.dpi / _POINTS - left + gap
        marker = _marker([one for one in own if (one.box[0] + one.box[2]) / 2 < end], opening.misread)
        if marker:
            dropped.update(opening.words)
            added.append(opening.place._replace(text=marker))
    return replace(page, words=(*(word for word in page.words if word not in dropped), *added)) if added else page


def _lost(page: Page, picture: PageImage) -> list[_Opening]:
    """The markers that were passed over, or made into what is none, where no other reading told them."""
    openings = []
    rows = rows_of(page.words)
    for line in lost_markers(page, picture):
        row = next(row for row in rows if line.first in row.words)
        left, right = (at * _POINTS / picture.dpi for at in (line.box[0], line.box[2]))
        strip = _strip(left, row.words[row.words.index(line.first) :][: _WORDS - 1], row, picture)
        openings.append(_Opening(line.garbled, marker_before(line.first, left, right), strip, line.first.x0))
    return openings


def _doubtful(page: Page, picture: PageImage) -> list[_Opening]:
    """What of ``page`` opens a row and may be a misread marker."""
    rows = [row for row in rows_of(page.words) if len(row.words) > 1]
    crosses = [row for row in rows if row.words[0].text == "+"]
    doubtful = [row for row in rows if _is_doubtful(row) or [row] == crosses or _is_no_dash(row, picture)]
    return [
        _Opening((row.words[0],), row.words[0], _strip(row.x0, row.words[:_WORDS], row, picture), row.words[1].x0)
        for row in doubtful
    ]


def _is_doubtful(row: Row) -> bool:
    marker, behind = row.words[0].text, row.words[1].text
    if _DOUBTFUL.fullmatch(marker) is None:
        return False
    heading = _STROKES.fullmatch(marker) is not None and not marker.isdecimal()
    return marker[-1] in ".,:;)" or (behind.isupper() if heading else behind[:1].isupper())


def _is_no_dash(row: Row, picture: PageImage) -> bool:
    """Whether the dash that opens ``row`` was made of what is as high as a letter."""
    word = row.words[0]
    if word.text not in _DASHES:
        return False
    scale, height = picture.dpi / _POINTS, picture.image.height
    left, right = word.x0 - row.size / 2, row.words[1].x0 - row.size / 4
    top, low = height - (row.y0 + 0.95 * row.size) * scale, height - row.y0 * scale
    cut = picture.image.crop((round(left * scale), round(top), round(right * scale), round(low)))
    dark = np.asarray(cut.convert("L")) < _DARK
    return int(dark.any(axis=1).sum()) > _FLAT * row.size * scale


def _strip(x0: float, words: Sequence[Word], row: Row, picture: PageImage) -> tuple[int, int, int, int]:
    """Where the ``words`` that open ``row`` from ``x0`` on stand in the picture: left, top, right, low."""
    scale, height = picture.dpi / _POINTS, picture.image.height
    right = words[-1].x1 + row.size / 4
    top, low = height - (row.y0 + _ABOVE * row.size) * scale, height - (row.y0 - _BELOW * row.size) * scale
    left, right = (x0 - _BEFORE) * scale, min(right * scale, picture.image.width)
    return max(0, round(left)), max(0, round(top)), round(right), round(min(low, height))


def _stacked(strips: Sequence[Image.Image], gap: int) -> tuple[Image.Image, list[int]]:
    """``strips`` under each other on a white sheet, and where each begins."""
    sheet = Image.new(
        "L", (max(strip.width for strip in strips) + 2 * gap, sum(strip.height + gap for strip in strips) + gap), 255
    )
    tops, top = [], gap
    for strip in strips:
        sheet.paste(strip, (gap, top))
        tops.append(top)
        top += strip.height + gap
    return sheet, tops


def _marker(own: Sequence[Reading], misread: str) -> str:
    """The marker that ``own`` words are, read surely; empty where they are none, or ``misread`` was not made of it:
    strokes are miscounted alone as well as beside others."""
    text = without_dust("".join(one.text for one in sorted(own, key=lambda one: one.box[0])))
    if not own or _WHOLE.fullmatch(text) is None:
        return ""
    counted = _STROKES.fullmatch(misread) is not None and set(text) <= set("IVX.")
    if counted and strokes(misread.rstrip(".,:;")) != strokes(text.rstrip(".")):
        return ""
    return text if min(one.confidence for one in own) >= (_COUNTED_SURE if counted else _SURE) else ""
