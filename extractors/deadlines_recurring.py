"""Deadlines that come again: how often, and when a frequency is none of work that is due.

Reads a match of the grammar in its place; writes a Deadline or None.
"""

import re

from extractors.deadlines_made import made
from extractors.deadlines_place import Place
from extractors.deadlines_times import point
from extractors.deadlines_words import frequency_names
from extractors.reading import Reading
from schema.plan import Deadline, DeadlineKind

_ATTRIBUTE = re.compile(
    r"[^\S\n]+của[^\S\n]+(?:(?:các|mỗi|từng)[^\S\n]+)?(?:tỉnh|huyện|thành phố|thị xã|xã|phường|thị trấn|đơn vị"
    r"|địa phương|ngành|cơ quan|bộ|sở|hđnd|ubnd|hội đồng|ủy ban|ban)(?!\w)"
)
# Which plan: "danh mục dự án trung hạn, hằng năm", "so với kế hoạch hằng năm".
_OF_A_PLAN = re.compile(r"(?:(?:trung hạn|dài hạn|5 năm)\s*,|so với\s+(?:kế hoạch|chỉ tiêu|mục tiêu))\s*\Z")
# What is paid month by month is no work that is due month by month.
_PAID = re.compile(r"(?<!\w)(?:phụ cấp|trợ cấp|lương|sinh hoạt phí|chi trả|được hưởng|mức hưởng)(?:\s+\w+){0,3}\s*$")
_DAILY = re.compile(
    r"(?<!\w)(?:báo cáo|kiểm tra|cập nhật|trực|theo dõi|đăng|phát|thực hiện|tiếp nhận|xử lý|gửi|rà soát|thống kê)(?!\w)"
)
_LEAST = re.compile(r"\s+(?:có\s+)?(?:ít nhất|tối thiểu)\s+\d")  # "kiểm tra mỗi năm ít nhất 8 xã", no "8 xã mỗi năm"
_DONE_ALWAYS = re.compile(r"(?<!\w)(?:thực hiện|triển khai|tiến hành|duy trì)\s*\Z")
_ENDS = re.compile(r"[^\S\n]*(?:[.;)\n]|\Z)")
_EACH_MONTH = re.compile(r"(?<!\w)(?:(?:h[àằ]ng|mỗi) tháng|báo cáo tháng)(?!\w)[^.;]{0,60}\Z")
_MONTH_BEFORE = re.compile(
    r"(?P<month>tháng \d{1,2}(?:\s*(?:/|năm)\s*(?:19|20)\d\d)?)(?![\d/]|[^,.;]* kỳ)[^;]{0,120}\Z"
)
_RELATIVE_CLAUSE = re.compile(r"(?<!\w)mà\s")
_YEARLY = re.compile(
    r"\A(?:tháng|quý).*(?:hàng|hằng|mỗi)\s+năm\Z|năm\s+(?:trước|sau|kế tiếp|tiếp theo|liền kề)(?:\s+(?:liền kề|sau))?\Z"
)
_FREQUENCY = re.compile(r"(?:0?[1369]|sáu)\s+tháng|0?1\s+năm|nửa năm|năm học|học kỳ|quý|năm|tháng|tuần|ngày")


def recurring_date(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    """A day of each month, quarter or year: "trước ngày 25 tháng cuối quý"."""
    return made(reading, start, end, DeadlineKind.RECURRING, rule, frequency=_frequencies(reading.folded[start:end]))


def recurring(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    """A frequency: "định kỳ hàng quý, 6 tháng, năm"; None where it only describes a noun."""
    folded = reading.folded
    if place.labelled(start, end) or folded.startswith("định", start):
        return made(reading, start, end, DeadlineKind.RECURRING, rule, frequency=_frequencies(folded[start:end]))
    before = place.clause_before(start)
    sets_rhythm = (
        place.opens(start) or before.rstrip().endswith((",", "ít nhất")) or _LEAST.match(folded, end) is not None
    )
    if place.in_figure(start, end) and not sets_rhythm:
        return None
    frequency = _frequencies(folded[start:end])
    if folded.startswith("theo", start) and place.in_heading(start, end):
        return None  # "7. Nội dung công việc theo tháng": how the list is ordered
    if not place.opens(start) and (_PAID.search(before) or (frequency == ("ngày",) and not _DAILY.search(before))):
        return None
    yearly = frequency == ("năm",)
    if yearly and not place.opens(start):
        if folded[end : end + 1] == ":" or _ATTRIBUTE.match(folded, end):
            return None
        if _RELATIVE_CLAUSE.search(before) or _OF_A_PLAN.search(before):
            return None
    if folded.startswith(("theo", "từng"), start) and frequency in (("ngày",), ("năm",), ("năm học",)):
        return None
    if place.closing(start) and not place.opens(start) and "báo cáo" not in before:
        return None
    return made(reading, start, end, DeadlineKind.RECURRING, rule, frequency=frequency)


def _frequencies(expression: str) -> tuple[str, ...]:
    names = frequency_names()
    found: list[str] = []
    tail = (
        re.split(r"(?:hàng|hằng|mỗi|cuối)\s", expression)[-1]
        if re.search(r"\d/\d|ngày\s+\d|thứ\s", expression)
        else expression
    )
    for match in _FREQUENCY.finditer(tail):
        name = names.get(" ".join(match.group().split()))
        if name and name not in found:
            found.append(name)
    if _YEARLY.search(expression):
        return ("năm",)
    if re.search(r"ngày\s+\d", expression) and "quý" in expression:
        return ("quý",)
    dated = re.search(r"ngày\s+\d", expression) and not re.search(r"hàng|hằng|mỗi", expression)
    if dated or (not found and "tháng" in expression):
        return ("tháng",)
    return tuple(found)


def always(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    """ "Thường xuyên" as the answer to when; None where it says how something is done."""
    if not place.labelled(start, end) and not _is_predicate(reading, place, start, end):
        return None
    return made(reading, start, end, DeadlineKind.RECURRING, rule, frequency=("thường xuyên",))


def _is_predicate(reading: Reading, place: Place, start: int, end: int) -> bool:
    """Whether a sentence ends in it: "Các phòng duy trì thực hiện thường xuyên."."""
    done = _DONE_ALWAYS.search(place.clause_before(start)) is not None and "liên" not in reading.folded[start:end]
    return done and not place.purpose(start) and _ENDS.match(reading.folded, end) is not None


def lone_day(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    """A day whose month stands before ("trong tháng 3, gửi danh sách trước ngày 18"), or of each month in a report."""
    before = place.sentence_before(start)
    if _EACH_MONTH.search(before):
        return made(reading, start, end, DeadlineKind.RECURRING, rule, frequency=("tháng",))
    month = _MONTH_BEFORE.search(before)
    if month is None or reading.masked(start, end, "citations"):
        return None
    written = f"{reading.folded[start:end]} {month.group('month')}"
    date, inferred = point(written, place.default_year(written))
    if date is None:
        return None
    return made(reading, start, end, DeadlineKind.DATE, rule, date=date, inferred=inferred)
