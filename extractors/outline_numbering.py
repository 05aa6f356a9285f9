"""The running sequence of markers: which number may stand where, and what it is a child of.

Reads markers one by one in the order of the text; a marker is placed as the next of an open row, as the first of a
new one, or (only where the line looks like a heading) as one that leaves a gap or repeats a number.
"""

from dataclasses import dataclass, replace
from enum import IntEnum

from extractors.markers import RANK, WORD_STYLES, Marker, Style, follows


class Strength(IntEnum):
    """How much the place of a line says for a heading: in mid-sentence, undecided, after a finished paragraph."""

    WEAK = 1
    FAIR = 2
    STRONG = 3


class Fit(IntEnum):
    """How a marker fits the running sequence; the higher the better."""

    ORPHAN = 1  # not the first, and no row of its kind is open
    REPEAT = 2  # a number that was there already
    GAP = 3  # numbers are missing before it
    RESTART = 4  # a row begins again where one of its kind is open
    FIRST = 5
    NEXT_OTHER_MARK = 6  # "2)" after "1."
    NEXT = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A marker with its place. keep: how many open rows stay open above it (the last of them is its parent)."""

    marker: Marker
    fit: Fit
    keep: int
    before: Marker | None = None


_MARK_DEPTH = {".": 0.0, "": 0.0, ":": 0.0, "-": 0.1, "–": 0.1, "/": 0.1, ",": 0.3, ")": 0.3, "()": 0.6}
_LEAST_STRENGTH = {
    Fit.NEXT: Strength.WEAK,
    Fit.NEXT_OTHER_MARK: Strength.FAIR,
    Fit.FIRST: Strength.FAIR,
    Fit.RESTART: Strength.STRONG,
    Fit.GAP: Strength.STRONG,
    Fit.REPEAT: Strength.STRONG,
    Fit.ORPHAN: Strength.STRONG,
}
_LARGEST_GAP = 3
_ROMAN_GAP, _ROMAN_LETTERS = 2, 2  # in small letters: one may be missing, and a single letter may be an initial


def _rank(marker: Marker) -> float:
    depth = len(marker.path) * 0.1 if marker.style is Style.DECIMAL else 0.0
    bracketed = 2.4 if marker.mark == "()" and marker.style is Style.NUMBER else 0.0
    return RANK[marker.style] + _MARK_DEPTH[marker.mark] + depth + bracketed


def _family(marker: Marker) -> tuple[Style, str, int]:
    mark = "." if marker.mark in ("", ":", ".") or marker.style in WORD_STYLES else marker.mark
    if marker.style in (Style.DECIMAL, Style.ROMAN, Style.UPPER):
        mark = "."
    return marker.style, mark, len(marker.path)


class Numbering:
    """The rows of numbers that are open at a point of the text."""

    def __init__(self) -> None:
        self.open: list[Marker] = []

    def place(self, candidates: tuple[Marker, ...], strength: Strength, *, heading: bool) -> Placement | None:
        """Where the best of the readings belongs, None where none fits. heading: capitals follow the marker."""
        best: Placement | None = None
        for marker in candidates:
            placement = self._fit(marker)
            if marker.style is Style.PART and heading and placement.fit in (Fit.FIRST, Fit.ORPHAN):
                placement = replace(placement, keep=0)  # "PHẦN II", the first of which was not read
            if not self._allowed(placement, strength, heading=heading):
                continue
            if best is None or placement.fit > best.fit:
                best = placement
        return best

    def push(self, placement: Placement) -> None:
        """Open the row of ``placement``; what stood deeper is closed."""
        del self.open[placement.keep :]
        self.open.append(placement.marker)

    def _fit(self, marker: Marker) -> Placement:
        return self._next(marker) or self._decimal(marker) or self._first(marker) or self._irregular(marker)

    def _next(self, marker: Marker) -> Placement | None:
        lettered = marker.style in (Style.LETTER, Style.UPPER)
        for fit in (Fit.NEXT, Fit.NEXT_OTHER_MARK):
            for index in range(len(self.open) - 1, -1, -1):
                before = self.open[index]
                if before.style is not marker.style or before.path[:-1] != marker.path[:-1]:
                    continue
                same_mark = _family(before) == _family(marker)
                if same_mark is (fit is Fit.NEXT) and follows(marker.ordinal, before.ordinal, lettered=lettered):
                    return Placement(marker=marker, fit=fit, keep=index, before=before)
        return None

    def _decimal(self, marker: Marker) -> Placement | None:
        if marker.style is not Style.DECIMAL:
            return None
        for index in range(len(self.open) - 1, -1, -1):
            above = self.open[index]
            if self._is_prefix(above, marker):
                fit = Fit.FIRST if marker.first else Fit.GAP
                last = self.open[index + 1] if index + 1 < len(self.open) else None
                if last is not None and last.style is Style.DECIMAL:
                    fit = Fit.REPEAT if marker.ordinal <= last.ordinal else Fit.GAP
                return Placement(marker=marker, fit=fit, keep=index + 1, before=last)
            if above.style is Style.DECIMAL and len(above.path) == len(marker.path) and self._rolls_over(above, marker):
                return Placement(marker=marker, fit=Fit.NEXT_OTHER_MARK, keep=index, before=above)
        return None

    @staticmethod
    def _is_prefix(above: Marker, marker: Marker) -> bool:
        if above.style in (Style.NUMBER, Style.DECIMAL):
            return len(above.path) < len(marker.path) and marker.path[: len(above.path)] == above.path
        return above.style in (Style.ROMAN, Style.PART, Style.ARTICLE) and marker.path[:1] == above.path

    @staticmethod
    def _rolls_over(above: Marker, marker: Marker) -> bool:
        """``2.1`` after ``1.4`` where no ``2.`` of its own stands between them."""
        return marker.first and marker.path[:-2] == above.path[:-2] and marker.path[-2] == above.path[-2] + 1

    def _first(self, marker: Marker) -> Placement | None:
        if not marker.first or len(marker.path) > 1:
            return None
        for index in range(len(self.open) - 1, -1, -1):
            if _family(self.open[index]) == _family(marker):
                return Placement(marker=marker, fit=Fit.RESTART, keep=index, before=self.open[index])
        return Placement(marker=marker, fit=Fit.FIRST, keep=self._parent_depth(marker))

    def _irregular(self, marker: Marker) -> Placement:
        for index in range(len(self.open) - 1, -1, -1):
            before = self.open[index]
            if _family(before) == _family(marker) and before.path[:-1] == marker.path[:-1]:
                fit = Fit.GAP if marker.ordinal > before.ordinal else Fit.REPEAT
                return Placement(marker=marker, fit=fit, keep=index, before=before)
        return Placement(marker=marker, fit=Fit.ORPHAN, keep=self._parent_depth(marker))

    def _parent_depth(self, marker: Marker) -> int:
        if marker.style is Style.PART and self._without_parts():
            return 1  # "II. Tài liệu gồm:" / "Phần A: Báo cáo": parts of something else
        for index in range(len(self.open) - 1, -1, -1):
            above = self.open[index]
            same_rank = RANK[above.style] == RANK[marker.style] and above.style is not marker.style
            if _rank(above) < _rank(marker) or same_rank:
                return index + 1
        return 0

    def _without_parts(self) -> bool:
        """Whether the document began with sections, so that no part comes above them any more."""
        return bool(self.open) and self.open[0].style not in WORD_STYLES

    def _allowed(self, placement: Placement, strength: Strength, *, heading: bool) -> bool:
        marker, fit = placement.marker, placement.fit
        if marker.style is Style.PART and fit is Fit.ORPHAN and self._without_parts() and not heading:
            return False
        if marker.misread and fit is not Fit.NEXT:
            return False
        if marker.style in WORD_STYLES or (marker.style is Style.ROMAN and heading):
            return strength >= (Strength.WEAK if fit >= Fit.FIRST else Strength.FAIR)
        if strength < _LEAST_STRENGTH[fit]:
            return False
        if fit in (Fit.GAP, Fit.REPEAT, Fit.ORPHAN):
            return self._irregular_allowed(placement, heading=heading)
        return True

    @staticmethod
    def _irregular_allowed(placement: Placement, *, heading: bool) -> bool:
        marker, before = placement.marker, placement.before
        if marker.style is Style.SMALL_ROMAN or marker.mark == "()":
            return False
        if marker.style is Style.ROMAN and not heading and before is not None:
            # "II. Giải pháp", "IV. Tổ chức thực hiện" in small letters: one was left out, or one stands there twice.
            written = sum(map(str.isalpha, marker.text)) >= _ROMAN_LETTERS
            return written and 0 <= marker.ordinal - before.ordinal <= _ROMAN_GAP
        if marker.style is Style.UPPER or marker.style is Style.ROMAN:
            return (
                heading and marker.ordinal <= 30 and (before is None or marker.ordinal - before.ordinal <= _LARGEST_GAP)
            )
        if before is None:
            return marker.ordinal <= _LARGEST_GAP or marker.style is Style.DECIMAL
        return marker.ordinal - before.ordinal <= _LARGEST_GAP
