"""Lines that only tell who and by when ("Đơn vị chủ trì: …. Thời gian hoàn thành: …"), and how far they reach.

Such a line speaks for the tasks of its section that stand above it, up to the line before it; where the first one opens
the section, lines speak for what stands below them (R5, R7). A sentence inside a paragraph ("… . Giao công chức Tư pháp
phụ trách.") speaks for its own item only.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from corpus.coverage import lexicon
from corpus.coverage.passages import Form, Passage
from corpus.coverage.places import Outline, Part, is_titled
from schema.plan import Plan, Section
from schema.text import fold

_LABELS = ("owner", "time", "product")
# Where a new item begins: behind a closed line, or at a bullet.
_ITEM = re.compile(r"[.;:/]\**[^\S\n]*\n|\n[^\S\n]*[-+*•–]")
_WORD = re.compile(r"\w")
_LETTERED = re.compile(r"(?:^|\.)[a-zđ]$")  # the id of a point: "II.1.a"


class _Line(NamedTuple):
    """A run of passages that only tell who and by when. opens: nothing to do stands between it and the line or the
    heading above it; own: it begins a line of the text and with a label."""

    start: int
    end: int
    opens: bool
    own: bool


class Appointments:
    """The lines of one plan that only tell who and by when."""

    def __init__(self, plan: Plan, passages: Sequence[Passage]) -> None:
        self._text = plan.document.text
        self._outline = Outline(plan.sections)
        self._bare = _bare(plan)
        self._dates = sorted(found.evidence.start for found in plan.deadlines)
        placed: defaultdict[str, list[Passage]] = defaultdict(list)
        for passage in passages:
            if passage.section is not None and passage.row is None and passage.part in (Part.BODY, Part.ANNEX):
                placed[passage.section].append(passage)
        told = {id_: tuple(self._lines(inside)) for id_, inside in placed.items()}
        self._lines_of = {id_: lines for id_, lines in told.items() if lines}
        found = sorted(
            (line.start, line.end, self._reach(self._outline.by_id[id_], number, lines))
            for id_, lines in self._lines_of.items()
            for number, line in enumerate(lines)
        )
        self._reaches = found
        self._starts = [start for start, _, _ in found]

    def reach(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch of the plan whose tasks ``[start, end)`` is told for; None where it stands in no such line."""
        number = bisect_right(self._starts, end - 1) - 1
        if number < 0 or self._reaches[number][1] <= start:
            return None
        return self._reaches[number][2]

    def _lines(self, inside: Sequence[Passage]) -> Iterator[_Line]:
        """The lines among the passages of one section."""
        telling = self._telling(inside)
        opens = True
        for tells, run in groupby(zip(telling, inside, strict=True), key=lambda pair: pair[0]):
            members = [passage for _, passage in run]
            if tells:
                first = members[0]
                own = _is_label(first) and self._opens_line(first.start)
                yield _Line(first.start, members[-1].end, opens, own)
            else:
                opens = all(passage.form is Form.HEADING for passage in members)

    def _telling(self, inside: Sequence[Passage]) -> list[bool]:
        found: list[bool] = []
        for number, passage in enumerate(inside):
            before = inside[number - 1] if number else None
            value = before is not None and _is_label(before) and ":" in self._text[before.end : passage.start]
            when = bool(found) and found[-1] and self._tells_when(passage)
            found.append(_is_label(passage) or value or when or self._tells_who(passage))
        return found

    def _tells_who(self, passage: Passage) -> bool:
        number = bisect_right(self._bare, (passage.start, len(self._text))) - 1
        return number >= 0 and passage.end <= self._bare[number][1]

    def _tells_when(self, passage: Passage) -> bool:
        if not passage.key.startswith(lexicon.tasks().by_when):
            return False
        return bisect_left(self._dates, passage.start) < bisect_left(self._dates, passage.end)

    def _opens_line(self, offset: int) -> bool:
        """Whether nothing but a bullet or marks of emphasis stands before ``offset`` in its line."""
        return _WORD.search(self._text, self._text.rfind("\n", 0, offset) + 1, offset) is None

    def _reach(self, section: Section, number: int, lines: Sequence[_Line]) -> tuple[int, int]:
        line = lines[number]
        if len(lines) == 1 and line.own and (points := self._points_above(section, line)):
            return points.start, line.end
        if lines[0].opens:
            return line.start if number else section.start, (*(each.start for each in lines), section.end)[number + 1]
        start = lines[number - 1].end if number else section.start
        if not self._opens_line(line.start):
            items = [found.end() for found in _ITEM.finditer(self._text, start, line.start)]
            start = items[-1] if items else start
        return start, line.end

    def _points_above(self, section: Section, line: _Line) -> Section | None:
        """The section of points a), b), c) where only the last one ends with a line: it speaks for all of them."""
        around = self._outline.by_id.get(section.parent or "")
        if around is None or not _LETTERED.search(section.id) or _WORD.search(self._text, line.end, section.end):
            return None
        points = self._outline.children[around.id]
        alone = len(points) > 1 and points[-1] is section and not any(one.id in self._lines_of for one in points[:-1])
        return around if alone else None


def _is_label(passage: Passage) -> bool:
    return any(is_titled(passage.key, kind) for kind in _LABELS)


def _bare(plan: Plan) -> list[tuple[int, int]]:
    """Where assignments stand that name no task, in order: "Giao công chức Tư pháp - Hộ tịch chủ trì thực hiện"."""
    dates = [found.evidence for found in plan.deadlines]
    bare: list[tuple[int, int]] = []
    for found in plan.assignments:
        if not found.parties or found.soft or found.task_row is not None:
            continue
        place = found.evidence
        rest = fold(place.quote)
        inside = (date.quote for date in dates if place.start <= date.start < place.end)
        for told in (*(party.text for party in found.parties), *inside):
            rest = rest.replace(fold(told), " ")
        if set(re.findall(r"\w+", rest)) <= lexicon.tasks().appointing:
            bare.append((place.start, place.end))
    return sorted(bare)
