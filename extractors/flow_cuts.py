"""Lines that break off: the words at their end that something must follow, whatever the next line looks like."""

import re

from extractors.flow_lines import Line
from extractors.markers import Marker, Style
from schema.text import fold

_WANTS_MORE = re.compile(r"(?<!\w)(?:và|hoặc|với|của|là|bằng|gồm|các|những|theo|tại|về|cho|trong|do|[(\-–/])$")
_COMMITTEE = re.compile(r"(?:ubnd|ủy ban nhân dân|hđnd)(?!\w)")
_BINDS = re.compile(r"(?<!\w)(?:của|và|với|thuộc|tại)$")
_WANTS_NAME = re.compile(
    r"(?<!\w)(?:tỉnh|huyện|quận|thị xã|xã|phường|thị trấn|thành phố|đặc khu|sở|phòng|bộ|của|và|với|tại|thuộc|đồng chí|"
    r"ông|bà|ban|ngày)$"
)
_WANTS_NUMBER = re.compile(
    r"(?<!\w)(?:khoản|điều|mục|điểm|(?<!quyền )(?<!đổi )(?<!tế )(?<!hội )(?<!ký )số|ngày|tháng|năm|quý|phần|"
    r"chương|mức độ|mức|"
    r"cấp độ|đến|từ|khoảng|lần|phụ lục|biểu)$"
)
# The first and the second half of a range: "giai đoạn 2026" / "- 2030", "tháng 11" / "- 12/2025", "tăng 05" / "- 06%".
_HALVES = (
    (r"(?<!\d)(?:19|20)\d\d$", r"[-–—]\s+(?:19|20)\d\d(?!\d|[^\S\n]*:)"),
    (r"(?<!\w)tháng\s+\d{1,2}$", r"[-–—]\s+\d{1,2}/(?:19|20)\d\d(?!\d)"),
    (r"(?<!\w)quý\s+(?:iv|i{1,3}|[1-4])$", r"[-–—]\s+(?:iv|i{1,3}|[1-4])/(?:19|20)\d\d(?!\d)"),
    (r"(?<!\w)(?:bình quân|từ|đạt|khoảng|tăng|giảm)\s+\d[\d.,]*$", r"[-–—]\s+\d[\d.,]*\s?%"),
)
_RANGES = tuple((re.compile(first), re.compile(second)) for first, second in _HALVES)
# What has a number for its name: a line of nothing but this number names it.
_NUMBERED = re.compile(r"(?<!\w)(?:đề án|nghị quyết|chỉ thị|kết luận|nghị định|thông tư|quyết định|dự án|tiểu dự án)$")
_LISTS_NUMBERS = re.compile(r"\d\s?,$")


def _tail(base: str, line: Line, reach: int) -> str:
    return fold(base[max(line.start, line.end - reach) : line.end])


def wants_more(base: str, line: Line) -> bool:
    """Whether ``line`` breaks off in a list or before what must follow: "các Sở, ban, ngành," / "UBND xã"."""
    tail = base[max(line.start, line.end - 12) : line.end]
    return tail.endswith(",") or (not tail.isupper() and _WANTS_MORE.search(fold(tail)) is not None)


def binds(base: str, line: Line, following: Line) -> bool:
    """Whether ``line`` ends in a word that no cell of a table ends in before ``following``: "Quyết định của" /
    "UBND xã", "Chủ tịch" / "UBND xã"."""
    tail = _tail(base, line, 10)
    heads = tail.endswith("chủ tịch") and _COMMITTEE.match(fold(base[following.start : following.end])) is not None
    return base[following.start].isalpha() and (heads or _BINDS.search(tail) is not None)


def wants_name(base: str, line: Line) -> bool:
    """Whether ``line`` breaks off before a name: "… của UBND huyện" / "Cẩm Giàng về việc …"."""
    return _WANTS_NAME.search(_tail(base, line, 24)) is not None


def cuts_range(base: str, last: Line, line: Line) -> bool:
    """Whether the dash that opens ``line`` is that of a range whose first number ends ``last``: no bullet."""
    tail, head = _tail(base, last, 24), fold(base[line.start : min(line.end, line.start + 16)])
    return any(first.search(tail) and second.match(head) for first, second in _RANGES)


def wants_marker(base: str, line: Line, marker: Marker, *, after_heading: bool, alone: bool = False) -> bool:
    """Whether ``line`` breaks off before a word or number that must follow ("khoản", "của", "mức độ 3,"), so that
    ``marker`` opens nothing. alone: it is all that its line holds ("Đề án" / "06.")."""
    tail = _tail(base, line, 24)
    lists = marker.style is Style.NUMBER and _LISTS_NUMBERS.search(tail) is not None
    if _WANTS_MORE.search(tail) or lists:
        return True
    numeric = marker.style in (Style.NUMBER, Style.DECIMAL)
    wants = _WANTS_NUMBER.search(tail) is not None or (alone and _NUMBERED.search(tail) is not None)
    return numeric and not after_heading and wants
