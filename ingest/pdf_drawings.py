"""What is drawn on a PDF page: the rules that may make tables, and how much of it an image covers."""

import ctypes
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest import pdf_calls

# Objects inside forms inside forms ... : real files have one level, hostile ones loop.
_FORM_DEPTH = 4
# A page with more objects than this is a drawing (a map, a CAD plan); its rules are not looked for.
_OBJECTS_MAX = 40_000
_SEGMENTS_MAX = 4_000
# How finely it is told what images cover (squares a side), and how many of them are looked at.
_RASTER, _IMAGES_MAX = 40, 2_000
# A filled box thinner than this (points) is a rule.
_THIN = 2.6
# What is filled with a colour whose parts are all above this (of 255) is as white as paper.
_WHITE = 250
# A filled box as wide and as high as this (points) is a ground, a narrower one a rule.
_GROUND_MIN = 3.0
# The share of a page that each side of a frame around it runs along, and how near (points) two sides meet.
_FRAME, _CORNER = 0.7, 4.0
# So near to a frame (points) its second line may run.
_DOUBLE = 10.0
# What is no shorter and no wider than these (points) is an upright rule.
_RULE_MIN, _RULE_WIDTH = 6.0, 3.0
# A rule this far (points) inside a run's ends parts it, also at a height where the next piece of it only nearly starts.
_INSIDE, _RULE_END = 1.5, 3.0
_IMAGE, _FORM = pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM
_DRAWN = frozenset({pdfium_c.FPDF_PAGEOBJ_PATH, _IMAGE})
_Matrix = tuple[float, ...]
# Paths and images: the matrix that places the form they are in, their kinds and addresses, their bounds before that.
_Drawing = tuple[_Matrix | None, Sequence[int], Sequence[int], Sequence[pdf_calls.Edges | None]]
# A straight stroke of a page, or a filled box so thin that it is seen as one: x0, y0, x1, y1. A plain tuple, as a page
# of tables has hundreds: it is compared faster than a named one, and forgotten by the garbage collector.
Rule = tuple[float, float, float, float]
# Of an upright rule: its x, where it ends below and above.
_Upright = tuple[float, float, float]
# The boxes of a line's first and last character.
Ends = tuple[pdf_calls.Edges | None, pdf_calls.Edges | None]


class Uprights:
    """The upright rules of a page, to tell where they part runs. There are some only where they may make a table."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        upright = sorted([(x0, y0 - _RULE_END, y1 + _RULE_END) for x0, y0, x1, y1 in rules
                          if y1 - y0 > _RULE_MIN and x1 - x0 < _RULE_WIDTH])  # fmt: skip
        self._rules = _whole(upright) if len(upright) > 1 else []
        self._places = [*(x for x, _, _ in self._rules), math.inf]

    def __bool__(self) -> bool:
        return bool(self._rules)

    def between(self, ends: Sequence[Ends]) -> dict[int, list[float]]:
        """Where rules stand in lines from left to right, by line, of those that have some: between the boxes of their
        first characters and those of their last, at the height of the first."""
        places, rules = self._places, self._rules
        found: dict[int, list[float]] = {}
        for line, (first, last) in enumerate(ends):
            if first is None or last is None:
                continue
            start, end = bisect_right(places, first[0] + _INSIDE), last[2] - _INSIDE
            if places[start] < end:
                y = (first[1] + first[3]) / 2
                if own := [x for x, low, high in rules[start : bisect_left(places, end)] if low < y < high]:
                    found[line] = own
        return found


def _whole(ordered: Sequence[_Upright]) -> list[_Upright]:
    """Ordered upright rules, those that overlap in one piece: a program may draw a rule cell by cell."""
    whole: list[_Upright] = []
    place, bottom, top = ordered[0]
    for x, low, high in ordered:
        if x > place or low >= top:
            whole.append((place, bottom, top))
            place, bottom, top = x, low, high
        elif high > top:
            top = high
    return [*whole, (place, bottom, top)]


class Frame(NamedTuple):
    """How PDF space turns into the page as seen: rotation in quarter turns, and the crop box."""

    quarters: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def plain(self) -> bool:
        """Whether the page as seen is PDF space itself, as it nearly always is."""
        return self.quarters == 0 and self.left == 0 and self.bottom == 0

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A box of PDF space on the page as seen."""
        if self.quarters == 0:
            return x0 - self.left, y0 - self.bottom, x1 - self.left, y1 - self.bottom
        if self.quarters == 1:
            return y0 - self.bottom, self.right - x1, y1 - self.bottom, self.right - x0
        if self.quarters == 2:
            return self.right - x1, self.top - y1, self.right - x0, self.top - y0
        return self.top - y1, x0 - self.left, self.top - y0, x1 - self.left


class Drawings(NamedTuple):
    """What is drawn on a page as seen. fills: filled boxes too thick for rules. image_share: of all images, 0..1."""

    rules: list[Rule]
    fills: list[Rule]
    images: list[Rule]
    image_share: float


def page_drawings(page: pdfium.PdfPage, frame: Frame, size: tuple[float, float]) -> Drawings:
    """The rules of ``page`` as seen, its fills, and the share of its ``size`` (width, height) that images cover."""
    rules: list[Rule] = []
    fills: list[Rule] = []
    images: list[Rule] = []
    for matrix, kinds, drawn, boxes in _drawn(page):
        if matrix is not None or not frame.plain:
            boxes = [box and frame.box(*_moved(matrix, *box)) for box in boxes]
        for kind, one, box in zip(kinds, drawn, boxes, strict=True):
            if box is None:
                continue
            x0, y0, x1, y1 = box
            if kind == _IMAGE:
                images.append(box)
            elif x1 - x0 < _THIN or y1 - y0 < _THIN:
                rules.append(box)
            else:
                path = ctypes.cast(one, pdfium_c.FPDF_PAGEOBJECT)
                for piece in _pieces(path):
                    rule = frame.box(*_moved(matrix, *piece))
                    (rules if rule[2] - rule[0] < _THIN or rule[3] - rule[1] < _THIN else fills).append(rule)
    return Drawings(rules, fills, images, _covered(images, size) if images else 0.0)


def without_frame(rules: Sequence[Rule], size: tuple[float, float]) -> list[Rule]:
    """``rules`` without the frame drawn around a page of ``size``, which would make one table of all that it nearly
    touches. A table that fills the page has columns: upright rules that end at its upper or lower edge."""
    left = list(rules)
    while frame := _frame(left, size):
        left = [rule for rule in left if rule not in frame]
    return left


def _frame(rules: Sequence[Rule], size: tuple[float, float]) -> tuple[Rule, ...]:
    """The four sides of the outermost frame; empty where there is none."""
    tall = [rule for rule in rules if rule[3] - rule[1] > _FRAME * size[1]]
    wide = [rule for rule in rules if rule[2] - rule[0] > _FRAME * size[0]] if len(tall) > 1 else []
    if len(wide) < 2:
        return ()
    low, high = min(wide, key=itemgetter(1)), max(wide, key=itemgetter(3))
    sides = tuple(
        next((rule for rule in tall if _meet((rule[0], rule[1], rule[3]), (x, low[1], high[3]))), None)
        for x in (low[0], low[2])
    )
    if None in sides or low is high or not _meet((low[0], low[2]), (high[0], high[2])):
        return ()
    frame = (low, high, *(side for side in sides if side is not None))
    inner = (
        rule
        for rule in rules
        if rule[3] - rule[1] > _RULE_MIN and low[0] + _DOUBLE < rule[0] and rule[2] < low[2] - _DOUBLE
    )
    return () if any(_meet(rule[1:2], low[1:2]) or _meet(rule[3:], high[3:]) for rule in inner) else frame


def _meet(places: Sequence[float], others: Sequence[float]) -> bool:
    return all(abs(place - other) < _CORNER for place, other in zip(places, others, strict=True))


def _covered(images: Sequence[Rule], size: tuple[float, float]) -> float:
    """The share of a page of ``size`` under ``images``, 0..1, by the squares of a raster whose middles they cover.

    Scanners cut a page into strips, or lay layers of it over each other: neither the largest image nor their sum tells.
    """
    squares: set[tuple[int, int]] = set()
    for x0, y0, x1, y1 in images[:_IMAGES_MAX]:
        columns, rows = _middles(x0, x1, size[0]), _middles(y0, y1, size[1])
        squares.update((column, row) for column in columns for row in rows)
    return len(squares) / _RASTER**2


def _middles(low: float, high: float, length: float) -> range:
    """The squares along a side of ``length`` whose middles lie from ``low`` to ``high``."""
    if length <= 0:
        return range(0)
    first, last = (max(0.0, min(end / length, 1.0)) * _RASTER - 0.5 for end in (low, high))
    return range(math.ceil(first), math.floor(last) + 1)


def _pieces(path: Any) -> Iterator[tuple[float, float, float, float]]:
    """The straight pieces along the axes of a stroked path, and the boxes of a filled one."""
    segments = pdfium_c.FPDFPath_CountSegments(path)
    if not 2 <= segments <= _SEGMENTS_MAX:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    own = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(path, ctypes.byref(own))
    matrix = (own.a, own.b, own.c, own.d, own.e, own.f)
    for subpath in _subpaths(path, segments):
        if stroke.value:
            for (x0, y0), (x1, y1) in pairwise(subpath):
                if abs(x0 - x1) < 0.5 or abs(y0 - y1) < 0.5:
                    yield _moved(matrix, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        elif fill.value:
            xs, ys = [x for x, _ in subpath], [y for _, y in subpath]
            x0, y0, x1, y1 = box = _moved(matrix, min(xs), min(ys), max(xs), max(ys))
            # Rules, of which a page of tables has hundreds, are not asked for their colour.
            if min(x1 - x0, y1 - y0) < _GROUND_MIN or not _is_white(path):
                yield box


def _is_white(path: Any) -> bool:
    """Whether a path is filled with white, as paragraphs copied from the web are: nobody sees it on paper."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    got = pdfium_c.FPDFPageObj_GetFillColor(
        path, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)
    )
    return bool(got) and min(red.value, green.value, blue.value) > _WHITE


def _subpaths(path: Any, segments: int) -> list[list[tuple[float, float]]]:
    """The points of each subpath, closed ones with the first point again at the end."""
    subpaths: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(segments):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO or not subpaths:
            subpaths.append([])
        subpaths[-1].append((x.value, y.value))
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            subpaths[-1].append(subpaths[-1][0])
    return subpaths


def _moved(matrix: _Matrix | None, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    if matrix is None:
        return x0, y0, x1, y1
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return min(xs), min(ys), max(xs), max(ys)


def _drawn(page: pdfium.PdfPage) -> Iterator[_Drawing]:
    """The paths and images of a page, those inside forms too, up to a number that no page of text has."""
    objects = pdf_calls.page_objects(page.raw, pdfium_c.FPDFPage_CountObjects(page.raw))
    left = _OBJECTS_MAX
    for matrix, kinds, drawn, bounds in _placed(objects, None, 0):
        yield matrix, kinds[:left], drawn[:left], bounds[:left]
        left -= len(drawn)
        if left <= 0:
            return


def _placed(objects: Sequence[int], matrix: _Matrix | None, depth: int) -> Iterator[_Drawing]:
    """The paths and images among ``objects``, and those inside the forms among them. matrix: what places them."""
    kinds = pdf_calls.object_types(objects)
    are_drawn = list(map(_DRAWN.__contains__, kinds))
    if drawn := list(compress(objects, are_drawn)):
        yield matrix, list(compress(kinds, are_drawn)), drawn, pdf_calls.object_bounds(drawn)
    if _FORM in kinds and depth < _FORM_DEPTH:
        forms = [one for kind, one in zip(kinds, objects, strict=True) if kind == _FORM]
        for form, own in zip(forms, pdf_calls.matrices(forms), strict=True):
            count = pdfium_c.FPDFFormObj_CountObjects(ctypes.cast(form, pdfium_c.FPDF_PAGEOBJECT))
            inner = pdf_calls.form_objects(form, min(count, _OBJECTS_MAX))
            yield from _placed(inner, own if matrix is None else _product(own, matrix), depth + 1)


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
