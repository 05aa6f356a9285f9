"""Coded lines of a criteria table that only all of them explain: rungs, lost zeros, one numbering for all levels."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.loading.hierarchy import CriterionLine
from schema.criteria import AREA, CRITERION, TOLERANCE
from schema.text import LIST_LETTERS


def levelled(lines: Sequence[CriterionLine], totals: Sequence[float]) -> list[CriterionLine]:
    """The lines, with the areas told from the criteria where both bear plain numbers in one row: by their capitals, or
    by points that those below add up to. ``totals``: what the table prints as its sum."""
    if len(lines) < 4 or not all(line.code.isdecimal() and line.level is None for line in lines):
        return list(lines)
    areas = _in_capitals(lines) or _adding_up(lines, totals)
    return (
        [replace(line, level=AREA if at in areas else CRITERION) for at, line in enumerate(lines)]
        if areas
        else list(lines)
    )


def _in_capitals(lines: Sequence[CriterionLine]) -> set[int]:
    areas = [at for at, line in enumerate(lines) if line.name.isupper()]
    if len(areas) < 2 or areas[0] != 0 or len(areas) > len(lines) / 2:
        return set()
    return set(areas)


def _adding_up(lines: Sequence[CriterionLine], totals: Sequence[float]) -> set[int]:
    """The places of the areas, where the numbers run through and every area is followed by just what adds up to it."""
    if [int(line.code) for line in lines] != list(range(1, len(lines) + 1)):
        return set()
    areas: set[int] = set()
    open_points = 0.0
    for at, line in enumerate(lines):
        points = line.max_points or 0.0
        if abs(open_points) <= TOLERANCE:
            areas.add(at)
            open_points = points
        else:
            open_points -= points
        if points <= 0 or open_points < -TOLERANCE:
            return set()
    total = sum(lines[at].max_points or 0.0 for at in areas)
    fits = not totals or any(abs(total - printed) <= TOLERANCE for printed in totals)
    return areas if len(areas) > 1 and abs(open_points) <= TOLERANCE and fits else set()


def without_rungs(lines: Sequence[CriterionLine]) -> list[CriterionLine]:
    """The lines without the rungs of a rubric that are lettered like components: one of them gives no points, and
    together they give more than there are."""
    kept: list[CriterionLine] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].code in LIST_LETTERS:
            end += 1
        points = [line.max_points for line in lines[at:end]]
        above = kept[-1].max_points if kept else None
        given = sum(own or 0.0 for own in points)
        rungs = above is not None and 0.0 in points and abs(given - above) > TOLERANCE
        kept += [] if rungs else lines[at:end]
        kept += lines[end : end + 1]
        at = end + 1
    return kept


def mended_tens(lines: Sequence[CriterionLine]) -> tuple[list[CriterionLine], list[tuple[int, str, str]]]:
    """The lines, with 1.1 after 1.9 read as 1.10, whose zero a spreadsheet drops; and (row, code, mended code) of
    each."""
    seen: set[str] = set()
    last: dict[str, int] = {}  # the number of the last sibling, by the code above
    mended: list[CriterionLine] = []
    changes: list[tuple[int, str, str]] = []
    for line in lines:
        code, (above, dot, own) = line.code, line.code.rpartition(".")
        before = last.get(above, 0)
        if dot and code in seen and own.isdecimal() and before % 10 == 9 and (before + 1) == int(own) * 10:
            code = f"{above}.{before + 1}"
            changes.append((line.row, line.code, code))
        seen.add(code)
        if dot and code.rpartition(".")[2].isdecimal():
            last[above] = int(code.rpartition(".")[2])
        mended.append(replace(line, code=code))
    return mended, changes
