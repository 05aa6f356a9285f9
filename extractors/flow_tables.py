"""Tables that the text flattened to one cell a line: which lines belong to them."""

import re

from extractors.flow_lines import Line
from extractors.form_marks import form_heading
from extractors.markers import Style, readings
from schema.text import NUMBER_HEAD, fold

_HEAD_START = re.compile(rf"{NUMBER_HEAD}\.?")
_HEAD_CELL = re.compile(
    r"(?:nội dung|nhiệm vụ|tên nhiệm vụ|công việc|nội dung công việc|hoạt động|chỉ tiêu|tiêu chí|sản phẩm|kết quả|"
    r"thời gian|thời hạn|tiến độ|cơ quan|đơn vị|chủ trì|phối hợp|ghi chú|người|bộ phận|trách nhiệm|lĩnh vực|"
    r"kinh phí|đầu ra|"
    r"dự kiến|phân công|tên|họ và tên|địa điểm|đối tượng|số lượng|điểm|hình thức)[^.;]{0,80}"
)
_END = re.compile(r"nơi nhận|trên đây là|ghi chú\s*:|tm\.|kt\.|tl\.|tuq\.|phụ lục|biểu mẫu|kèm theo|căn cứ |kính gửi")
_POST = re.compile(r"(?:phó\s+)?(?:chủ tịch|giám đốc|hiệu trưởng)")  # of the signature, or of a cell
_TASK_HEAD = re.compile(r"(?:nội dung|nhiệm vụ|tên nhiệm vụ|công việc|hoạt động|tiêu chí|chỉ tiêu)(?!\w)")
_GIVEN_HEAD = re.compile(
    r"(?:[^.;]{0,30}\s)?(?:chủ trì|phối hợp|thực hiện|phụ trách|hoàn thành|thời gian|thời hạn|tiến độ)(?!\w)"
)
_TIME_CELL = re.compile(
    r"(?:trước |trong |từ )?(?:ngày|tháng|quý|năm|cả năm|hàng|hằng|thường xuyên|học kỳ|định kỳ|\d{1,2}/\d)"
)
_TIME_BEGUN = re.compile(r"(?:từ |trong |trước |đến |hết )?(?:ngày|tháng|quý|năm|tuần)(?!\w)")
_TIME_REST = re.compile(r"(?:đến|và|tháng|quý|năm|hằng năm|hàng năm)(?!\w)")
_ANNEX = re.compile(r"phụ lục(?!\w)")
_HEAD_REACH = 4  # lines of such a head with the label
# A time that a narrow cell cuts before its figure: "Trước ngày" / "30/6/2026", "Quý" / "II/2026", "Trong năm" / "2026".
_TIME_OPEN = re.compile(
    r"(?:(?:^|\s)(?<!h[àằ]ng )(?<!mỗi )(?<!từng )(?:trước|từ|đến|ngày|tháng|quý)|(?:trong|hết|cả|cuối|đầu) năm|^năm)$"
)
_TIME_FIGURE = re.compile(r"\d{1,2}[/.]\d|(?:19|20)\d\d$|i{1,3}(?:/|$)|iv(?:/|$)")
_ROW_REACH = 6  # lines behind a cell in which the rows of its table go on
_TIME_REACH = 3  # lines behind a product in which its time stands
_LIST_REACH = 14  # lines behind an item of a list in a cell in which the next row begins
_ROWS_ALONE = 2  # so many numbers alone in their lines tell how the rows of a table are numbered
_LONG_CELL = 420
_HEADS_ALONE = 3  # so many heads in a row open a table that has no running number
_SHORT_HEAD = 60


def tabular_lines(base: str, lines: list[Line]) -> set[int]:
    """The indices of lines inside tables: cells by format, flattened tables by their head ("STT", "Nội dung", …)."""
    found = {index for index, line in enumerate(lines) if line.cell is not None}
    index = 0
    while index < len(lines):
        heads = 1 if index not in found and _is_head(base, lines, index) else 0
        heads = heads or (_heads_alone(base, lines, index) if index not in found else 0)
        if heads:
            stop = _table_end(base, lines, index) if heads == 1 else _unnumbered_end(base, lines, index + heads)
            found.update(range(index, stop))
            index = stop
        else:
            index += 1
    return found


def _is_head(base: str, lines: list[Line], index: int) -> bool:
    line = lines[index]
    if line.width > 12 or not _HEAD_START.fullmatch(fold(base[line.start : line.end])):
        return False
    following = [fold(base[item.start : item.end]) for item in lines[index + 1 : index + 5]]
    return sum(bool(_HEAD_CELL.fullmatch(text)) for text in following) >= 1


def _heads_alone(base: str, lines: list[Line], index: int) -> int:
    """How many heads of a table without a running number stand from ``index`` on; 0 where none opens."""
    texts: list[str] = []
    for line in lines[index : index + 8]:
        if line.cell is not None or line.width > _SHORT_HEAD:
            break
        text = fold(base[line.start : line.end])
        if not _HEAD_CELL.fullmatch(text) or text.endswith(":"):
            break
        texts.append(text)
    is_table = len(texts) >= _HEADS_ALONE and _TASK_HEAD.match(texts[0]) and any(map(_GIVEN_HEAD.match, texts[1:]))
    return len(texts) if is_table else 0


def _unnumbered_end(base: str, lines: list[Line], first: int) -> int:
    """The first line behind a table without a running number: it goes no further than any numbered line."""
    for index in range(first, len(lines)):
        line = lines[index]
        text = fold(base[line.start : min(line.end, line.start + 40)])
        ended = line.cell is not None or _END.match(text) or line.width > _LONG_CELL
        if ended or readings(base, line.start, line.end) or _signs(base, lines, index):
            return index
    return len(lines)


def _signs(base: str, lines: list[Line], index: int) -> bool:
    """Whether a post alone in its line signs the document: no cell of a row, as the rows do not go on behind it."""
    line = lines[index]
    if _POST.fullmatch(fold(base[line.start : line.end])) is None:
        return False
    following = lines[index + 1 : index + 1 + _ROW_REACH]
    goes_on = any(_is_number(base, near) or _TIME_CELL.match(fold(base[near.start : near.end])) for near in following)
    return not goes_on


def _heads_annex(base: str, lines: list[Line], index: int) -> bool:
    """Whether the line is the name of the body, in capitals, that stands over the next annex's label."""
    for line in lines[index : index + _HEAD_REACH]:
        text = base[line.start : line.end]
        if _ANNEX.match(fold(text)):
            return line is not lines[index]
        if not text.isupper() or " " not in text or line.cell is not None:
            return False
    return False


def _table_end(base: str, lines: list[Line], head: int) -> int:
    """The first line after the table: a closing or annex line, or a heading that is no row of the table."""
    rows = _Rows(base, lines)
    above = _decimal(base, lines[head - 1]) if head else None
    for index in range(head + 1, len(lines)):
        line = lines[index]
        if above is not None and _decimal(base, line) == (*above[:-1], above[-1] + 1):
            return index  # "1.2. Kiểm tra": the item behind that in which the table stands
        if _heads_table(base, lines, index):
            return index
        text = fold(base[line.start : min(line.end, line.start + 40)])
        if line.cell is not None or _END.match(text) or _signs(base, lines, index) or _heads_annex(base, lines, index):
            return index
        if line.width > _LONG_CELL and not _is_number(base, lines[index - 1]) and not rows.go_on(index):
            return index
        if rows.end(index):
            return index
    return len(lines)


def _heads_table(base: str, lines: list[Line], index: int) -> bool:
    """Whether the line is an item with words of its own over the head of the next table."""
    found = readings(base, lines[index].start, lines[index].end)
    titled = bool(found) and found[0].end < lines[index].end
    return titled and index + 1 < len(lines) and _is_head(base, lines, index + 1)


def _decimal(base: str, line: Line) -> tuple[int, ...] | None:
    """The number of an item "1.1. Nguồn nhân lực"; None where the line is none."""
    found = readings(base, line.start, line.end)
    heads = found and found[0].style is Style.DECIMAL and found[0].end < line.end
    return found[0].path if heads else None


class _Rows:
    """The rows of a table in the order of its lines: which numbers have been, and which lines are none of its cells."""

    def __init__(self, base: str, lines: list[Line]) -> None:
        self._base, self._lines = base, lines
        self._last = self._alone = 0  # the number of the last row that stands alone in its line; how many did
        # Of those in a line with words: of rows that carry their text there, and of lists in a cell of the last row.
        self._inside: dict[Style, set[int]] = {}

    def go_on(self, index: int) -> bool:
        """Whether a row goes on behind the line: with a time, or with the number of the next row."""
        near = self._lines[index + 1 : index + 1 + _ROW_REACH]
        folded = [fold(self._base[line.start : line.end]) for line in near[:_TIME_REACH]]
        return any(map(_TIME_CELL.match, folded)) or self._next_row(near)

    def _next_row(self, lines: list[Line]) -> bool:
        return any(_is_number(self._base, line) and _number(self._base, line) in (1, self._last + 1) for line in lines)

    def end(self, index: int) -> bool:
        """Whether the line is a heading or an item behind the table; notes its number where it is not."""
        line = self._lines[index]
        if form_heading(self._base[line.start : line.end]):
            return not self._lists_form(index)
        if _is_number(self._base, line):
            self._last, self._alone = _number(self._base, line), self._alone + 1
            self._inside.pop(Style.NUMBER, None)
            return False
        for marker in readings(self._base, line.start, line.end):
            if marker.style in (Style.PART, Style.CHAPTER, Style.ARTICLE):
                return True
            if marker.style not in (Style.ROMAN, Style.NUMBER) or not (marker.end < line.end or line.unclosed):
                continue
            known = self._inside.setdefault(marker.style, set())
            if marker.style is Style.ROMAN:
                inside = (
                    marker.ordinal == 1 or marker.ordinal - 1 in known or _heads_rows(self._base, self._lines, index)
                )
            else:
                inside = self._is_listed(marker.ordinal, known, index)
            if not inside:
                return True
            known.add(marker.ordinal)
        return False

    def _lists_form(self, index: int) -> bool:
        """Whether the heading of a form is a cell of a list of forms: behind the number of its row, or before the next
        one. Behind rows that are empty but for their numbers begins a form."""
        above = [_is_number(self._base, line) for line in self._lines[max(0, index - 2) : index]]
        following = self._lines[index + 1 : index + 1 + _TIME_REACH]
        numbers = [_number(self._base, line) for line in following if _is_number(self._base, line)]
        return above == [False, True] or (self._last > 0 and self._last + 1 in numbers)

    def _is_listed(self, ordinal: int, known: set[int], index: int) -> bool:
        """Whether a numbered line is of a list in a cell, or the row that comes next: where the rows have their numbers
        alone, and no row goes on behind it, another number opens what follows the table."""
        if self._alone < _ROWS_ALONE or ordinal in (1, self._last + 1) or ordinal - 1 in known:
            return True
        return self._next_row(self._lines[index + 1 : index + 1 + _LIST_REACH])


def _number(base: str, line: Line) -> int:
    return int(base[line.start : line.end].rstrip(".)").split(".")[0])


def _heads_rows(base: str, lines: list[Line], index: int) -> bool:
    """Whether a line between bars heads a group of rows: the next cell is the number of a row."""
    following = next((line for line in lines[index + 1 : index + _ROW_REACH] if line.border), None)
    return lines[index].border and following is not None and _is_number(base, following)


def _is_number(base: str, line: Line) -> bool:
    """Whether the line is a row number alone: the cell behind it is a task, however long it is."""
    return line.width <= 8 and base[line.start : line.end].rstrip(".)").replace(".", "").isdigit()


def time_goes_on(cell: str, line: str) -> bool:
    """Whether a narrow cell breaks a time in two: "từ tháng 4" / "đến tháng 10", both folded."""
    return _TIME_BEGUN.match(cell) is not None and _TIME_REST.match(line) is not None


def time_is_cut(cell: str, line: str) -> bool:
    """Whether a narrow cell breaks a time before its figure: "Trước ngày" / "30/6/2026", both folded."""
    return _TIME_OPEN.search(cell) is not None and _TIME_FIGURE.match(line) is not None
