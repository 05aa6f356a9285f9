"""Lines of a criteria table that only their neighbours explain: areas and components without a code, lost zeros."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.loading.hierarchy import CriterionLine
from schema.criteria import TOLERANCE

# The letters of a Vietnamese list.
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def components(found: Sequence[CriterionLine], listed: Sequence[CriterionLine]) -> list[CriterionLine]:
    """``listed`` as components of the last line of ``found`` where their points add up to its points.

    The rungs of a rubric do not: they are what may be given, one of them no points.
    """
    points = [line.max_points or 0.0 for line in listed]
    above = found[-1] if found else None
    if above is None or above.max_points is None or not 2 <= len(listed) <= len(_LETTERS):
        return []
    if min(points) <= 0 or abs(sum(points) - above.max_points) > TOLERANCE:
        return []
    return [replace(line, code=f"{above.code}.{letter}") for line, letter in zip(listed, _LETTERS, strict=False)]


def coded_area(area: CriterionLine, line: CriterionLine, found: Sequence[CriterionLine]) -> CriterionLine | None:
    """``area`` with the code that ``line``, the first below it, gives away; None where it is no area but a heading.

    Criteria that are numbered from 1 again below it, or on from the area before it, leave it a Roman number.
    """
    codes = {other.code for other in found}
    top, dot, _ = line.code.partition(".")
    if dot:
        enough = area.max_points is None or line.max_points is None or area.max_points >= line.max_points
        return replace(area, code=top) if top not in codes and enough else None
    if area.max_points is not None and not area.name.isupper():
        return None
    own = sum(other.code in _ROMANS for other in found)
    if not line.code.isdecimal() or line.name.isupper() or not (line.code == "1" or (own and area.name.isupper())):
        return None
    return replace(area, code=_ROMANS[own]) if own < len(_ROMANS) else None


def without_rungs(lines: Sequence[CriterionLine]) -> list[CriterionLine]:
    """The lines without the rungs of a rubric that are lettered like components: one of them gives no points, and
    together they give more than there are."""
    kept: list[CriterionLine] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].code in _LETTERS:
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
