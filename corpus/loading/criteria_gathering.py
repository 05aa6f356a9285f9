"""The criteria of a table as its rows are gone through: lines without a code find theirs by their place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.loading.criteria_words import code_in_name
from corpus.loading.hierarchy import CriterionLine, is_part_heading, with_name
from schema.criteria import AREA, TOLERANCE
from schema.text import LIST_LETTERS, ROMANS

_Groups = Sequence[tuple[CriterionLine, Sequence[CriterionLine]]]


class Gathering:
    """Takes the rows of a table in order; ``lines`` are the criteria then.

    fresh: whether the last row is a criterion, whose name may go on in the next. passed_over: the rows of lines that
    looked like areas or criteria and got no place.
    """

    def __init__(self) -> None:
        self.fresh = False
        self.passed_over: list[int] = []
        self._found: list[CriterionLine] = []
        self._area: CriterionLine | None = None  # a line in capitals without a code, that may be an area
        self._listed: list[CriterionLine] = []  # the lines with points and without a code since the last criterion

    def criterion(self, line: CriterionLine) -> None:
        """A row with a code."""
        above = self._area_above(line)
        self._listed = [item for item in self._listed if item.row not in {area.row for area in above}]
        self._end_list()
        self._found += [*above, line]
        self._area, self.fresh = None, True

    def rest_of_name(self, text: str) -> None:
        """A row that goes on with the name of the criterion above."""
        self._found[-1] = with_name(self._found[-1], text)

    def without_code(self, item: CriterionLine | None, area: CriterionLine | None) -> None:
        """Another row: ``item`` where it may be a component or a rung, ``area`` where it may be an area."""
        self._end_part()
        self._listed += [item] if item else []
        self._area, self.fresh = area, False

    def lines(self) -> list[CriterionLine]:
        """The criteria, when all rows have been taken."""
        self._end_part()
        self._end_list()
        return self._found

    def _end_list(self) -> None:
        coded = _components(self._found, self._listed)
        if not coded and self._found and not _are_rungs(self._found[-1], self._listed):
            self.passed_over += [line.row for line in self._listed]
        self._found += coded
        self._listed = []

    def _end_part(self) -> None:
        part = _part_without_code(self._area, self._found)
        if part:
            self._end_list()
            self._found += part
            self._area = None

    def _area_above(self, line: CriterionLine) -> list[CriterionLine]:
        area = self._area
        named = _coded_area(area, line, self._found) if area else None
        if named is not None:
            return [named]
        part = _part_without_code(area, self._found)
        if area and not part and (area.name.isupper() or area.max_points is None):
            self.passed_over.append(area.row)
        return part


def _components(found: Sequence[CriterionLine], listed: Sequence[CriterionLine]) -> list[CriterionLine]:
    """``listed``, lines without codes, as components of the last line of ``found``: below an area all that have points,
    below a criterion those whose points add up to its points. Their ``code`` is the kind of their mark.

    The rungs of a rubric do not: they are what may be given, one of them no points.
    """
    if not found:
        return []
    for groups in (_by_mark(listed), [(line, ()) for line in listed]):
        if _are_components(found[-1], [line for line, _ in groups]):
            return list(_coded_below(found[-1], groups))
    return []


def _by_mark(listed: Sequence[CriterionLine]) -> _Groups:
    """The lines with the mark of the first, each with the lines of other marks ("+" below "-") after it."""
    tops = [at for at, line in enumerate(listed) if line.code == listed[0].code]
    return [(listed[at], listed[at + 1 : end]) for at, end in pairwise([*tops, len(listed)])]


def _are_components(above: CriterionLine, lines: Sequence[CriterionLine]) -> bool:
    area = above.name.isupper() or above.code in ROMANS
    points = [line.max_points or 0.0 for line in lines]
    if len(lines) < (1 if area else 2) or len(lines) > len(LIST_LETTERS) or min(points) <= 0:
        return False
    adds_up = above.max_points is not None and abs(sum(points) - above.max_points) <= TOLERANCE
    return adds_up or (area and not _are_rungs(above, lines))


def _are_rungs(above: CriterionLine, lines: Sequence[CriterionLine]) -> bool:
    """Whether the points of the lines go down from the whole of ``above``, or to nothing, as those of a rubric do."""
    points = [line.max_points or 0.0 for line in lines]
    return not points or min(points) <= 0 or points[0] == above.max_points


def _coded_below(above: CriterionLine, groups: _Groups) -> Iterator[CriterionLine]:
    deep = "." in above.code or not (above.name.isupper() or above.code in ROMANS)
    for number, (line, below) in enumerate(groups):
        coded = replace(line, code=f"{above.code}.{LIST_LETTERS[number] if deep else number + 1}")
        yield coded
        yield from _components([coded], below)


def _coded_area(area: CriterionLine, line: CriterionLine, found: Sequence[CriterionLine]) -> CriterionLine | None:
    """``area`` with the code that ``line``, the first below it, gives away; None where it is no area but a heading.

    Criteria that are numbered from 1 again below it, or on from the area before it, leave it a Roman number.
    """
    codes = {other.code for other in found}
    top, dot, _ = line.code.partition(".")
    if dot:
        enough = area.max_points is None or line.max_points is None or area.max_points >= line.max_points
        written = code_in_name(area.name)
        name = written[1] if written is not None and written[0] == top else area.name
        return replace(area, code=top, name=name) if top not in codes and enough else None
    if area.max_points is not None and not (area.name.isupper() or is_part_heading(area.name)):
        return None
    own = sum(other.code in ROMANS for other in found)
    if not line.code.isdecimal() or line.name.isupper() or not (line.code == "1" or (own and area.name.isupper())):
        return None
    level = AREA if is_part_heading(area.name) else area.level
    return replace(area, code=ROMANS[own], level=level) if own < len(ROMANS) else None


def _part_without_code(area: CriterionLine | None, found: Sequence[CriterionLine]) -> list[CriterionLine]:
    """``area`` as an area of its own with the next Roman number, where it is the whole bonus or penalty part of a set
    ("Điểm thưởng", with points)."""
    if area is None or area.max_points is None or not is_part_heading(area.name):
        return []
    own = sum(line.code in ROMANS for line in found)
    return [replace(area, code=ROMANS[own], level=AREA)] if own < len(ROMANS) else []
