"""The column of each cell of a flattened table: what its words suit, and what the order of the cells allows."""

import itertools
import re
from collections.abc import Sequence

from extractors.dittos import is_ditto
from extractors.parties import find_parties
from extractors.reading import Reading
from schema.letters import LOWER, UPPER

Span = tuple[int, int]

_TIME = re.compile(
    r"(?:(?:dự kiến|ngay|trước|trong|đến|từ|hết|cuối|đầu|giữa|chậm nhất)\s+)?(?:ngày|tháng|quý|năm|tuần|"
    r"thường xuyên|hằng|hàng|định kỳ|cả năm|"
    r"theo (?!(?:sự )?phân công)|sau khi|sau \d|khi có|giai đoạn|đột xuất|\d{1,2}[/.-]\d"
    r"|20\d\d(?:\s*[-–]\s*20\d\d)?\Z|(?:[≤≥<>]\s*)?\d{1,3}\s+(?:ngày|tuần|tháng|giờ)(?!\w))"
)
# Words behind which a phrase surely goes on in the next line, where a noun may end its cell, too.
_LINKS = r"và|các|với|của|về|cho|ở|tại|trong"
_UNFINISHED = re.compile(rf"(?<!\w)(?:{_LINKS})\s*\Z")
_OPEN_END = re.compile(rf"(?:[,;–-]|(?<!\w)(?:(?:ủy ban|hội đồng)(?: nhân)?|{_LINKS}))\s*\Z")
# The first word of a body's name where nothing stands before it; "Văn phòng", "Vụ Tổ chức cán bộ" are whole.
_BODY_BEGUN = re.compile(
    r"(?:[^\n]*[,;]\s*|[-+•*]\s*)?(?:các\s+)?(?:công chức|cán bộ|bộ phận|phòng|sở|ban|bộ|cục|viện|tổng)\s*\Z"
)
_BULLET = re.compile(r"[-+•*]\s*(?=\w)")
# Whom a task is for, and how many of them: "Đoàn viên thanh niên", "Lãnh đạo cấp sở: 30 người".
_PEOPLE = re.compile(
    r"(?:[-+•*]\s*)?(?:(?:toàn thể|tất cả|các|mọi|một số)\s+)?(?:cbcc|cán bộ|công chức|viên chức|đoàn viên|hội viên"
    r"|đảng viên|thanh niên|thanh thiếu niên|học sinh|sinh viên|giáo viên|phụ huynh|phụ nữ|nhân dân"
    r"|người (?:dân|lao động|học)|hộ (?:gia đình|dân|kinh doanh)|doanh nghiệp|hợp tác xã|tổ chức, cá nhân)(?!\w)"
)
_HOW_MANY = re.compile(r":\s*\d")
# What opens the list of a cell: "Điều tra xã hội học:" / "- Đối tượng: …".
_OPENS_LIST = re.compile(r":\s*\Z")
_PERSON = re.compile(rf"{UPPER}{LOWER}+(?: {UPPER}{LOWER}+){{1,4}}")  # a name, and nothing else in its line
# Who acts is told in another document: "Theo phân công tại Quyết định số …".
TOLD_ELSEWHERE = re.compile(r"theo (?:sự )?phân công(?!\w)")
_TIMES = frozenset({"begin", "deadline"})  # columns of times
_NEVER = 1000.0
_ANEW = 2.0  # what it costs to begin a row that has no number of its own
# How well words that name no body and no time suit a column.
_PLAIN_FITS = {"task": 1.5, "product": 1.0, "audience": -0.5, "parties": -0.5, "deadline": -1.0}
# Of words that name bodies, and of a sentence that a body opens: "Vụ Pháp chế tổng hợp, xây dựng kế hoạch của Bộ."
_PARTY_FITS = {"parties": 2.0, "audience": 1.5}
_TOLD_FITS = {"parties": 1.0, "audience": 0.8, "task": 0.2, "product": 0.0}
_MOSTLY = 0.4  # so much of a cell of bodies names them
_LISTED = 0.2  # what it is worth to stay in a column with an item of a list
_BLANKS = 0.1  # what it is worth to leave as many columns empty as lines are
_SKIPPED = 0.6  # what it costs to leave a column empty
_MANY_CELLS = 60  # of one row; more are no row


def columns_by_row(reading: Reading, cells: list[Span], kinds: Sequence[str]) -> list[dict[int, Span]]:
    """The cells of one row by column (from 1), or of the rows that share its number and its task."""
    if len(cells) > _MANY_CELLS or not kinds:
        return [{1: joined(cells)}]
    rows: list[dict[int, Span]] = [{}]
    last = 0
    for cell, column in zip(cells, _best_columns(reading, cells, kinds), strict=True):
        if column < last:
            rows.append({})
        known = rows[-1].get(column + 1)
        rows[-1][column + 1] = (known[0], cell[1]) if known is not None else cell
        last = column
    return rows


def _best_columns(reading: Reading, cells: list[Span], kinds: Sequence[str]) -> list[int]:
    """The choice of columns with the best sum of ``_fits`` over the cells. They do not decrease but where a row that
    shares the number and the task of the one above begins behind them."""
    fits = [_fits(reading, cells[0], kinds)]
    fits += [_fits(reading, cell, kinds, previous) for previous, cell in itertools.pairwise(cells)]
    best: list[tuple[float, list[int]]] = [(fit - column, [column]) for column, fit in enumerate(fits[0])]
    blanks = _empty_lines(reading, cells)
    for place, (previous, cell) in enumerate(itertools.pairwise(cells), start=1):
        steps = [_step(reading, previous, cell, columns) for columns in range(len(kinds))]
        if 0 < blanks[place - 1] < len(kinds) - 1:
            steps[blanks[place - 1] + 1] = _BLANKS  # so many cells are empty
        reached = []
        for column in range(len(kinds)):
            ways = [(best[before][0] + steps[column - before], best[before][1]) for before in range(column + 1)]
            if column == 1:
                ways += [(one[0] - _ANEW - _SKIPPED * (len(kinds) - 1 - before), one[1])
                         for before, one in enumerate(best) if before > column]  # fmt: skip
            score, path = max(ways, key=lambda way: way[0])
            reached.append((score + fits[place][column], [*path, column]))
        best = reached
    return max(best, key=lambda choice: choice[0])[1]


def _empty_lines(reading: Reading, cells: list[Span]) -> list[int]:
    """How many empty lines stand between each cell and the next; none count where they stand between all."""
    found = [reading.text.count("\n", previous[1], cell[0]) - 1 for previous, cell in itertools.pairwise(cells)]
    return found if 0 in found else [0 for _ in found]


def times_fit(reading: Reading, row: dict[int, Span], kinds: Sequence[str]) -> bool:
    """Whether every time in a ``row`` by column (from 1) stands in a column of times, where the table has one."""
    if _TIMES.isdisjoint(kinds):
        return True
    timed = [column for column, (start, end) in row.items() if _TIME.match(reading.folded[start:end].strip())]
    return all(not 1 <= column <= len(kinds) or kinds[column - 1] in _TIMES | {"", "task"} for column in timed)


def unnumbered_columns(reading: Reading, cells: list[Span], kinds: Sequence[str]) -> list[int]:
    """The column of each cell, where a new row begins again at the first one: the path with the best sum of fits."""
    scores: dict[int, float] = {0: 0.0}
    came_from: list[dict[int, int]] = []
    for previous, cell in itertools.pairwise(cells):
        fits = _fits(reading, cell, kinds, previous)
        reached: dict[int, tuple[float, int]] = {}
        for before, score in scores.items():
            for column, fit in enumerate(fits):
                total = score + fit + _advance(reading, previous, cell, before, column, len(kinds))
                if column not in reached or total > reached[column][0]:
                    reached[column] = (total, before)
        scores = {column: score for column, (score, _) in reached.items()}
        came_from.append({column: before for column, (_, before) in reached.items()})
    path = [max(scores, key=lambda column: scores[column])]
    for step in reversed(came_from):
        path.append(step[path[-1]])
    return path[::-1]


def _advance(reading: Reading, previous: Span, cell: Span, before: int, column: int, columns: int) -> float:
    """What it costs to go from one column to another: on in the row, or to the first one of the next row."""
    if column >= before:
        return _step(reading, previous, cell, column - before)
    return -_SKIPPED * (columns - 1 - before) if column == 0 else -_NEVER


def _step(reading: Reading, previous: Span, cell: Span, columns: int) -> float:
    folded = reading.folded
    if columns == 0:
        open_end = _OPEN_END.search(folded, *previous) or goes_on(reading.flow[cell[0] : cell[1]])
        cut = open_end or _BODY_BEGUN.match(folded, *previous)
        if cut and not is_ditto(folded[cell[0] : cell[1]].strip()):
            return 1.0
        return _LISTED if _lists(folded, previous, cell) else -1.5
    if TOLD_ELSEWHERE.match(folded, *previous):
        return 0.05 * columns  # it may stand for all who act: then the next cell is of who watches
    return 0.0 if columns == 1 else -_SKIPPED * (columns - 1)


def _lists(folded: str, previous: Span, cell: Span) -> bool:
    """Whether the cell is an item of the list that the one before opens or goes on with."""
    if _BULLET.match(folded, *cell) is None:
        return False
    return _BULLET.match(folded, *previous) is not None or _OPENS_LIST.search(folded, *previous) is not None


def _fits(reading: Reading, cell: Span, kinds: Sequence[str], previous: Span | None = None) -> list[float]:
    """How well the words of a cell suit each column. What goes on with the ``previous`` one suits all alike: "Nghị
    quyết của" / "Chính phủ"."""
    text = reading.folded[cell[0] : cell[1]].strip()
    if is_ditto(text):
        return [-2.0 if kind == "task" else 1.0 for kind in kinds]
    if previous is not None and _UNFINISHED.search(reading.folded, *previous) is not None:
        return [0.0 for _ in kinds]
    if _TIME.match(text) is not None:
        return [3.0 if kind in _TIMES else -1.5 for kind in kinds]
    if TOLD_ELSEWHERE.match(text):
        return [{"parties": 2.0, "deadline": 1.0}.get(kind, -1.0) for kind in kinds]
    if "audience" in kinds and _PEOPLE.match(text):
        return [1.5 if kind == "audience" else -1.0 for kind in kinds]
    if "place" in kinds and _is_place(reading, cell):
        return [{"place": 2.0, "parties": 0.5}.get(kind, -1.0) for kind in kinds]
    named = 0.0 if _HOW_MANY.search(text) else _named_share(reading, cell)
    if named:
        return [_PARTY_FITS.get(kind, -1.0) if named > _MOSTLY else _TOLD_FITS.get(kind, -1.0) for kind in kinds]
    if previous is not None and goes_on(reading.flow[cell[0] : cell[1]].lstrip()):
        return [0.0 for _ in kinds]
    return [_PLAIN_FITS.get(kind, 0.0) for kind in kinds]


def _is_place(reading: Reading, cell: Span) -> bool:
    """Whether a cell is a name and names no body: "Hà Nội"."""
    name = _PERSON.fullmatch(reading.flow[cell[0] : cell[1]].strip())
    return name is not None and not find_parties(reading, *cell, slot=True)


def _named_share(reading: Reading, cell: Span) -> float:
    """How much of a cell that begins with a body or a person names such; 0 where it begins with neither."""
    found = find_parties(reading, cell[0], cell[1], slot=True)
    if found and found[0].start - cell[0] <= 2:
        return sum(party.end - party.start for party in found) / (cell[1] - cell[0])
    return 1.0 if _PERSON.fullmatch(reading.flow[cell[0] : cell[1]].strip()) else 0.0


def goes_on(text: str) -> bool:
    """Whether a line goes on with the cell of the line before."""
    return text[:1].islower() or text.startswith("(")


def joined(cells: Sequence[Span]) -> Span:
    return cells[0][0], cells[-1][1]
