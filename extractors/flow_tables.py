"""Tables that the text flattened to one cell a line: which lines belong to them."""

import re

from extractors.flow_lines import Line
from extractors.markers import Style, readings
from schema.text import fold

_HEAD_START = re.compile(r"(?:stt|tt|số tt|số thứ tự)[.]?")
_HEAD_CELL = re.compile(
    r"(?:nội dung|nhiệm vụ|tên nhiệm vụ|công việc|nội dung công việc|hoạt động|chỉ tiêu|tiêu chí|sản phẩm|kết quả|"
    r"thời gian|thời hạn|tiến độ|cơ quan|đơn vị|chủ trì|phối hợp|ghi chú|người|bộ phận|trách nhiệm|lĩnh vực|"
    r"kinh phí|đầu ra|"
    r"dự kiến|phân công|tên|họ và tên|địa điểm|đối tượng|số lượng|điểm|hình thức)[^.;]{0,80}"
)
_END = re.compile(
    r"(?:nơi nhận|trên đây là|tm\.|kt\.|tl\.|tuq\.|phụ lục|biểu mẫu|kèm theo|căn cứ |kính gửi|chủ tịch$|giám đốc$|"
    r"hiệu trưởng$)"
)
_LONG_CELL = 420


def tabular_lines(base: str, lines: list[Line]) -> set[int]:
    """The indices of lines inside tables: cells by format, flattened tables by their head ("STT", "Nội dung", …)."""
    found = {index for index, line in enumerate(lines) if line.cell is not None}
    index = 0
    while index < len(lines):
        if index not in found and _is_head(base, lines, index):
            stop = _table_end(base, lines, index)
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


def _table_end(base: str, lines: list[Line], head: int) -> int:
    """The first line after the table: a closing or annex line, or a heading that is no row of the table."""
    romans_inside: set[int] = set()  # of rows that carry their text on the same line, as headings do
    for index in range(head + 1, len(lines)):
        line = lines[index]
        text = fold(base[line.start : min(line.end, line.start + 40)])
        if line.cell is not None or _END.match(text):
            return index
        if line.width > _LONG_CELL and not _is_number(base, lines[index - 1]):
            return index
        for marker in readings(base, line.start, line.end):
            if marker.style in (Style.PART, Style.CHAPTER, Style.ARTICLE):
                return index
            if marker.style is Style.ROMAN and marker.end < line.end:
                if marker.ordinal > 1 and marker.ordinal - 1 not in romans_inside:
                    return index
                romans_inside.add(marker.ordinal)
    return len(lines)


def _is_number(base: str, line: Line) -> bool:
    """Whether the line is a row number alone: the cell behind it is a task, however long it is."""
    return line.width <= 8 and base[line.start : line.end].rstrip(".)").replace(".", "").isdigit()
