"""Rows with codes to areas and criteria: which node is below which, whatever the manner of numbering."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from schema.criteria import AREA, COMPONENT, CRITERION, LEVELS, Area, Criterion, Part
from schema.errors import KehoachError
from schema.text import fold

_PREFIX = re.compile(
    r"^(?:lĩnh vực|tiêu chí thành phần|tiêu chí|tctp|tc|nhóm|phần|mục)\s*(?=[\divxa-z]{1,4}[\d.]*\W?$)"
)
_ROMAN = re.compile(r"^(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})$", re.IGNORECASE)
_NUMBER = re.compile(r"^\d+(?:\.\d+)*$")
_CODE = re.compile(r"^[^\W_][\w.\-/]{0,19}$")
_LABEL = r"^(?:các |phần |tiêu chí |nội dung |mục |nhóm )*"
_BONUS = re.compile(_LABEL + r"(?:điểm thưởng|điểm cộng|cộng điểm|thưởng điểm)\b")
_PENALTY = re.compile(_LABEL + r"(?:điểm trừ|trừ điểm|điểm phạt|phạt điểm)\b")
_PART_HEADING = re.compile(
    _LABEL + r"(?:điểm (?:thưởng|cộng|trừ|phạt)|(?:cộng|thưởng|trừ|phạt) điểm)(?:,? (?:và )?điểm (?:trừ|phạt))?"
    r"(?: thêm)?\W*$"
)
_LEVEL_WORDS = {
    "lĩnh vực": AREA,
    "nhóm": AREA,
    "nhóm tiêu chí": AREA,
    "area": AREA,
    "tiêu chí": CRITERION,
    "criterion": CRITERION,
    "tiêu chí thành phần": COMPONENT,
    "tctp": COMPONENT,
    "component": COMPONENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionLine:
    """One line of a criteria table. row: its index in the table; code: as written, cleaned by ``clean_code``."""

    row: int
    code: str
    name: str
    max_points: float | None = None
    level: str | None = None
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    counter_phrases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    line: CriterionLine
    parent: int | None
    depth: int


Problem = Callable[[int, str], KehoachError]


def clean_code(text: str) -> str | None:
    """The code in ``text`` without the word and marks around it ("Tiêu chí 1.1." is "1.1"); None where it is none."""
    squeezed = " ".join(text.split()).strip(" .):;-–(*")
    prefix = _PREFIX.match(fold(squeezed))
    code = squeezed[prefix.end() :] if prefix else squeezed
    code = re.sub(r"\s*\.\s*", ".", code).strip(" .):")
    if re.fullmatch(r"\d+(?:,\d+)+", code):
        code = code.replace(",", ".")
    return code if _CODE.match(code) else None


def known_level(text: str) -> str | None:
    """The level that a cell of the level column names."""
    return _LEVEL_WORDS.get(" ".join(fold(text).split()))


def build(
    lines: Sequence[CriterionLine], problem: Problem, number: Callable[[int], int]
) -> tuple[tuple[Area, ...], tuple[Criterion, ...]]:
    """Areas and criteria from the lines in order. ``problem(row, text)`` makes the error for a line; ``number(row)``
    is the row's number as the file counts."""
    placed = _place(lines, problem)
    codes = _codes(placed, problem, number)
    parents = {place.parent for place in placed}
    parts = _parts(placed)
    top_level = AREA if any(place.parent is None and at in parents for at, place in enumerate(placed)) else CRITERION
    areas: list[Area] = []
    criteria: list[Criterion] = []
    for index, place in enumerate(placed):
        line = place.line
        if place.parent is None and index in parents:
            areas.append(
                Area(
                    code=codes[index],
                    name=line.name,
                    max_points=line.max_points,
                    aliases=line.aliases,
                    level=line.level or AREA,
                    part=parts[index],
                )
            )
            continue
        criteria.append(
            Criterion(
                code=codes[index],
                parent=None if place.parent is None else codes[place.parent],
                name=line.name,
                max_points=line.max_points,
                level=line.level or (LEVELS[min(place.depth, 2)] if place.depth else top_level),
                part=parts[index],
                aliases=line.aliases,
                counter_phrases=line.counter_phrases,
                sources=line.sources,
            )
        )
    return tuple(areas), tuple(criteria)


def _place(lines: Sequence[CriterionLine], problem: Problem) -> list[_Placed]:
    placed: list[_Placed] = []
    open_nodes: list[int] = []  # the path from the top to the last line
    for line in lines:
        if line.parent is not None:
            parent = next((i for i in range(len(placed) - 1, -1, -1) if placed[i].line.code == line.parent), None)
            if parent is None:
                raise problem(line.row, f"mã cha “{line.parent}” của mục “{line.code}” không có ở các dòng trên")
            path = _path(placed, parent)
        else:
            path = _above(line, placed, open_nodes)
        placed.append(_Placed(line=line, parent=path[-1] if path else None, depth=len(path)))
        open_nodes = [*path, len(placed) - 1]
    return placed


def _path(placed: Sequence[_Placed], index: int | None) -> list[int]:
    path: list[int] = []
    while index is not None:
        path.insert(0, index)
        index = placed[index].parent
    return path


def _above(line: CriterionLine, placed: Sequence[_Placed], open_nodes: Sequence[int]) -> list[int]:
    """The path under which ``line`` belongs: by dotted prefix, else by level, else by the kind of its number."""
    for depth in range(len(open_nodes), 0, -1):
        if line.code.startswith(placed[open_nodes[depth - 1]].line.code + "."):
            return list(open_nodes[:depth])
    if line.level == AREA:
        return []
    if line.level is not None:
        rank = LEVELS.index(line.level)
        higher = [i for i in open_nodes if (above := placed[i].line.level) is None or LEVELS.index(above) < rank]
        return list(open_nodes[: len(higher)])
    parts = [part_of(placed[i].line.name) for i in open_nodes]
    kind = _kind(line.code, [placed[i].line.code for i in open_nodes])
    kinds = [_kind(placed[i].line.code, ()) for i in open_nodes]
    if kind in kinds:
        return list(open_nodes[: kinds.index(kind)])
    # The bonus or penalty part, numbered otherwise than the areas before it ("IX ĐIỂM TRỪ" below 8.3).
    of_its_own = is_part_heading(line.name) and line.code.isupper() and not any(map(_is_extra, parts))
    return [] if of_its_own else list(open_nodes)


def _kind(code: str, open_codes: Sequence[str]) -> str:
    if _NUMBER.match(code):
        return f"number{code.count('.')}"
    if _ROMAN.match(code) and not (len(code) == 1 and any(len(c) == 1 and ord(c) == ord(code) - 1 for c in open_codes)):
        return "roman" if code.isupper() else "small roman"
    if len(code) == 1:
        return "letter" if code.isupper() else "small letter"
    return "name"


def _codes(placed: Sequence[_Placed], problem: Problem, number: Callable[[int], int]) -> list[str]:
    """The codes, made unique: where each area numbers its criteria from 1 again, with the codes above in front."""
    restarts = _check_repeats(placed, problem, number)
    codes: list[str] = []
    for place in placed:
        own, above = place.line.code, place.parent
        if above is None:
            codes.append(own)
        elif own.startswith(placed[above].line.code + "."):
            codes.append(codes[above] + own[len(placed[above].line.code) :])
        elif restarts or (place.depth > 1 and _kind(own, ()) != "name" and not _NUMBER.match(own)):
            codes.append(f"{codes[above]}.{own}")
        else:
            codes.append(own)
    return codes


def _check_repeats(placed: Sequence[_Placed], problem: Problem, number: Callable[[int], int]) -> bool:
    """Whether numbering starts again below each area. Raises the problem of a code that is there twice."""
    seen: dict[str, list[int]] = {}
    restarts = False
    for index, place in enumerate(placed):
        top = placed[_path(placed, index)[0]].line.code
        below = place.depth > 0 and (not _NUMBER.match(top) or "." not in place.line.code)
        free = below or place.line.level == AREA
        for other in seen.setdefault(place.line.code, []):
            if not free or placed[other].parent == place.parent:
                raise problem(
                    place.line.row, f"mã “{place.line.code}” bị lặp, đã có ở dòng {number(placed[other].line.row)}"
                )
            restarts = restarts or _NUMBER.match(place.line.code) is not None
        seen[place.line.code].append(index)
    return restarts


def _parts(placed: Sequence[_Placed]) -> list[Part]:
    parts: list[Part] = []
    for place in placed:
        above = Part.MAIN if place.parent is None else parts[place.parent]
        own = _own_part(place.line)
        parts.append(above if own is Part.MAIN else own)
    return parts


def _own_part(line: CriterionLine) -> Part:
    return Part.PENALTY if line.max_points is not None and line.max_points < 0 else part_of(line.name)


def part_of(text: str) -> Part:
    """The part of a set that a name says it is: "Điểm thưởng", "ĐIỂM TRỪ"; the main part where it says nothing."""
    name = " ".join(fold(text).split())
    return Part.BONUS if _BONUS.match(name) else Part.PENALTY if _PENALTY.match(name) else Part.MAIN


def is_part_heading(text: str) -> bool:
    """Whether a name is that of a whole part ("ĐIỂM THƯỞNG"), not of something that is rewarded."""
    return _PART_HEADING.match(" ".join(fold(text).split())) is not None


def _is_extra(part: Part) -> bool:
    return part is not Part.MAIN


def with_name(line: CriterionLine, more: str) -> CriterionLine:
    """``line`` with the rest of its name, which the page break had cut off."""
    return replace(line, name=f"{line.name} {more}".strip())
