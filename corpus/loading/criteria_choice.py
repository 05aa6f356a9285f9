"""Which of several tables of a file is the criteria set that is wanted: the communes' own, unless another is named.

One decision often promulgates the sets of departments, districts and communes, one annex each.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.loading.columns import find_head
from corpus.loading.criteria_heads import ROLES
from corpus.loading.criteria_layout import one_layout
from corpus.loading.criteria_table import has_criteria
from corpus.loading.criteria_words import code_in_name
from corpus.loading.grid import Grid, LoadError
from schema.text import ROMANS, bare, fold

_ANNEX_NUMBER = re.compile(r"(?:pl|phu luc|bang)? ?(?:so )?(\d{1,2}|[ivx]{1,5})")
_ANNEX_CAPTION = re.compile(r"\b(?:phu luc|bang)(?: so)? (\d{1,2}|[ivx]{1,5})\b")
_OF_COMMUNES = re.compile(r"(?<!thị )xã(?![^\W_])|phường|thị trấn|cấp cơ sở")
_OF_OTHERS = re.compile(
    r"huyện|(?<![^\W_])sở(?![^\W_])|cơ quan chuyên môn|phòng, ban|cấp tỉnh|chi cục|đơn vị sự nghiệp"
)
_BASIS = re.compile(
    r"(?:kèm theo|ban hành theo|ban hành kèm theo)\s+((?:quyết định|kế hoạch|công văn|văn bản)[^()]{5,200})"
)
_LABEL = 120  # characters of a caption in a list of tables
_YEAR = re.compile(r"\bnăm (20\d\d)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What the lines above a table say of its set: title, the decision behind it, its years, the communes' level."""

    title: str
    basis: str | None
    years: tuple[int, ...]
    level: str | None


def read_caption(grid: Grid) -> Caption:
    """The caption of ``grid``, from the lines above it and the rows above its head."""
    lines = [*filter(None, grid.caption.split(" / ")), *_above_head(grid)]
    whole = " ".join(lines)
    basis = _BASIS.search(fold(whole))
    titles = [line for line in lines if not _BASIS.search(fold(line)) and not _ANNEX_NUMBER.fullmatch(bare(line))]
    title = " ".join(line for line in titles if len(line.split()) > 2)[:300]
    years = tuple(sorted({int(year) for year in _YEAR.findall(fold(title))}))
    return Caption(
        title=title,
        basis=whole[slice(*basis.span(1))].strip(" .;") if basis else None,
        years=years,
        level="xã" if _rank(whole) else None,
    )


def _above_head(grid: Grid) -> list[str]:
    head = find_head(one_layout(grid, ROLES), ROLES)
    rows = grid.rows[: head.last_row] if head is not None else ()
    texts = [" ".join(" ".join(filter(None, row)).split()) for row in rows if sum(map(bool, row)) == 1]
    return [text for text in texts if len(text.split()) > 1]


def chosen(tables: Sequence[Grid], wanted: str | None) -> tuple[Grid, tuple[str, ...]]:
    """The table that ``wanted`` names by its number in the file, its annex or words of its caption; else the communes'
    own, else the longest; and a remark on the others. Raises LoadError where ``wanted`` names none."""
    if wanted is not None:
        return _named(tables, wanted), ()
    best = max(_rank(_words(grid)) for grid in tables)
    grid = max((grid for grid in tables if _rank(_words(grid)) == best), key=lambda grid: len(grid.rows))
    if len(tables) == 1:
        return grid, ()
    why = "bảng của cấp xã" if best == 2 else "bảng dài nhất"
    note = (
        f"Tệp có {len(tables)} bảng tiêu chí: {_list(tables)}. Đã nạp bảng {tables.index(grid) + 1} ({why});"
        f" để chọn bảng khác, thêm --table và số của bảng."
    )
    return grid, (note,)


def of_one_level(tables: Sequence[Grid]) -> bool:
    """Whether no table is told apart from the others as that of communes, or of departments and districts."""
    return len({(_rank(_words(grid)), bool(_OF_OTHERS.search(fold(_words(grid))))) for grid in tables}) == 1


def _named(tables: Sequence[Grid], wanted: str) -> Grid:
    if wanted.isdecimal() and 0 < int(wanted) <= len(tables):
        return tables[int(wanted) - 1]
    named = [grid for grid in tables if is_named(grid, wanted)]
    if not named:
        raise LoadError(
            f"{tables[0].file}: không có bảng “{wanted}”; các bảng tiêu chí trong tệp: {_list(tables)}.",
            "Hãy chọn một bảng bằng --table và số của bảng.",
        )
    return max(named, key=lambda grid: len(grid.rows))


def is_named(grid: Grid, wanted: str) -> bool:
    """Whether ``wanted`` ("PL2", "phụ lục II", "cấp xã") names the table by number or by words of its caption."""
    caption, words = bare(_words(grid)), " ".join(bare(wanted).split())
    numbered = _ANNEX_NUMBER.fullmatch(words)
    if numbered is None:
        return bool(words) and words in caption
    numbers = [match.group(1) for match in _ANNEX_CAPTION.finditer(caption)]
    return bool(numbers) and _ordinal(numbers[-1]) == _ordinal(numbered.group(1))


def _ordinal(number: str) -> int:
    return int(number) if number.isdecimal() else ROMANS.index(number.upper()) + 1 if number.upper() in ROMANS else 0


def _words(grid: Grid) -> str:
    return " / ".join([*([grid.sheet] if grid.sheet else []), *filter(None, [grid.caption]), *_above_head(grid)])


def _rank(words: str) -> int:
    """How surely a caption speaks of communes: 2 of them alone, 1 of them and others, 0 not."""
    folded = fold(_BASIS.sub("", fold(words)))
    return 0 if not _OF_COMMUNES.search(folded) else 1 if _OF_OTHERS.search(folded) else 2


def _list(tables: Sequence[Grid]) -> str:
    return "; ".join(
        f"{number}. {f'“{words}”, ' if (words := _label(grid)) else ''}{len(grid.rows)} dòng"
        for number, grid in enumerate(tables, 1)
    )


def _label(grid: Grid) -> str:
    """The caption without "kèm theo Quyết định ...", as long as one can read at a glance."""
    lines = [line for line in _words(grid).split(" / ") if not _BASIS.search(fold(line))]
    label = ". ".join(line.rstrip(" .") for line in lines if line)
    return label if len(label) <= _LABEL else f"{label[:_LABEL].rsplit(' ', 1)[0]} …"


def joined_criteria(tables: Sequence[Grid]) -> list[Grid]:
    """The criteria tables, each with the tables after it that go on with it: as wide, and without another numbering.

    Where every area has a table of its own, the heading above it becomes the row of the area.
    """
    joined: list[Grid] = []
    for grid in map(_with_area, tables):
        last = joined[-1] if joined else None
        new = bare(grid.caption).startswith("phu luc")
        if has_criteria(grid) and (last is None or new or not _goes_on(last, grid)):
            joined.append(grid)
        elif last is not None and not new and len(grid.rows[0]) == len(last.rows[0]):
            joined[-1] = last.followed_by(grid)
    return joined


def _with_area(grid: Grid) -> Grid:
    """``grid`` with the area that the line right above it names ("II. THỂ CHẾ", "2. Thể chế" over 2.1) as a row below
    its head."""
    line = grid.caption.split(" / ")[-1]
    named = code_in_name(line)
    if named is None or not has_criteria(grid):
        return grid
    head = find_head(one_layout(grid, ROLES), ROLES)
    first = len(grid.rows) if head is None else head.last_row + 1
    codes = [grid.cell(row, 0).strip(" .") for row in range(first, len(grid.rows))]
    below = any(code.startswith(f"{named[0]}.") for code in codes)  # "2. Thể chế" over 2.1, 2.2
    if named[0] in codes or not (named[1].isupper() or below):
        return grid
    top = replace(grid, rows=grid.rows[:first], pages=grid.pages[:first], merged=())
    area = replace(grid, rows=((line, *("",) * (grid.width - 1)),), pages=grid.pages[first : first + 1], merged=())
    return top.followed_by(area).followed_by(grid, first)


def _goes_on(before: Grid, grid: Grid) -> bool:
    """Whether ``grid``, which has a head of its own, goes on with ``before``: its first code does not begin again."""
    head = find_head(grid, ROLES)
    if head is None or len(grid.rows[0]) != len(before.rows[0]):
        return False
    codes = [row[head.columns["code"]].strip(" .") for row in grid.rows[head.last_row + 1 :]]
    first = next((code for code in codes if code), "")
    named = code_in_name(first)
    return (named[0] if named else first) not in ("1", "I", "A")
