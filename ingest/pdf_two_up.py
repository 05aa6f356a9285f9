"""Sheets with two pages printed side by side, as a booklet or to save paper: read as two pages, the left one first."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf_drawings import Rule
from ingest.pdf_page import Page
from ingest.pdf_runs import Word

# A sheet is this much wider than high.
_WIDE = 1.2
# No text and no rule comes nearer to the middle of the sheet (points) from both sides together.
_GUTTER = 15.0
# A page of text has so many lines and fills this share of its half; a signature block beside recipients does not.
_LINES_MIN, _FILLED = 8, 0.6


def halves(page: Page, *, follows: bool) -> tuple[Page, ...]:
    """The two pages of a sheet, or ``page`` alone. follows: the sheet before held two pages, so that less is asked for:
    the last one may be empty on the right."""
    middle = page.width / 2
    if page.width < _WIDE * page.height or not page.words:
        return (page,)
    left = [word for word in page.words if word.x1 <= middle]
    right = [word for word in page.words if word.x0 >= middle]
    if len(left) + len(right) < len(page.words) or not left or _cross([*page.rules, *page.fills], middle):
        return (page,)
    gutter = min((word.x0 for word in right), default=page.width) - max(word.x1 for word in left)
    if gutter < _GUTTER or not (follows or (_is_page(left, middle) and _is_page(right, middle))):
        return (page,)
    pages = [_half(page, left, 0.0, middle), _half(page, right, middle, page.width)]
    return tuple(one for one in pages if one.words)


def _cross(rules: Sequence[Rule], middle: float) -> bool:
    return any(x0 < middle - _GUTTER / 2 and x1 > middle + _GUTTER / 2 for x0, _, x1, _ in rules)


def _is_page(words: Sequence[Word], width: float) -> bool:
    lines = {round(word.y0) for word in words}
    return len(lines) >= _LINES_MIN and (
        max(word.x1 for word in words) - min(word.x0 for word in words) >= _FILLED * width
    )


def _half(page: Page, words: Sequence[Word], start: float, end: float) -> Page:
    moved = [
        word._replace(x0=word.x0 - start, x1=word.x1 - start, first=word.first - start, second=word.second - start)
        for word in words
    ]
    return replace(
        page,
        width=end - start,
        words=tuple(moved),
        rules=_moved(page.rules, start, end),
        fills=_moved(page.fills, start, end),
        typed=(),
        notes=() if start else page.notes,
    )


def _moved(rules: Sequence[Rule], start: float, end: float) -> tuple[Rule, ...]:
    return tuple((x0 - start, y0, x1 - start, y1) for x0, y0, x1, y1 in rules if start <= (x0 + x1) / 2 < end)
