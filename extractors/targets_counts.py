"""Counts in a clause: a number with a unit, if it says what is to be reached, and the Figure that it makes.

Reads a number that ``targets_figures`` found; writes a Figure. Where an aim is set any count is one; elsewhere it has
to be bounded, reached, changed or delivered by the work that the clause tells.
"""

import re
from dataclasses import dataclass

from extractors.numbers import number
from extractors.reading import Reading
from extractors.targets_comparators import compare, of_change
from extractors.targets_lexicon import TargetWords
from extractors.targets_units import unit_of
from extractors.tolerant import spaced
from schema.plan import Comparator
from schema.text import squeeze

_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = re.compile(r"(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d")  # "năm học 2020-2021"
_PER_TIME = re.compile(r"/(?:năm|tháng|quý|tuần|học kỳ)")
_EACH_SHORT = re.compile(spaced(r"(?<!\w)(?:mỗi|hằng|hàng) (?P<per>tháng|quý|tuần)(?!\w)[^;.]{0,40}$"))
RHYTHM = re.compile(spaced(r"(?<!\w)(?:mỗi|hằng|hàng) (?:năm|tháng|quý|tuần|học kỳ|ngày)(?!\w)"))
EACH_TIME = re.compile(RHYTHM.pattern + r"[^;.]{0,40}$")
_RAISED = re.compile(r"(?<!\w)tổng số [^,;:.]{2,40} lên\s*$")
_TOTAL = re.compile(r"(?<!\w)số\s+(?:lượng\s+)?")
BOUNDS = (Comparator.AT_LEAST, Comparator.AT_MOST)
CHANGES = (Comparator.INCREASE, Comparator.DECREASE)
_EACH_ONE = re.compile(r"(?<!\w)trên\s*$")
_BEYOND = re.compile(r"(?<!\w)(?<!không )quá\s*$")
_DONE = re.compile(r"(?<!\w)đã(?!\w)")
_SINCE = re.compile(
    spaced(
        r"\s*(?:ngày|giờ|tuần|tháng)(?: làm việc)?,? ?(?:kể từ|tính từ|sau khi|trước khi|từ khi|từ ngày"
        r"|trước (?:ngày|thời (?:điểm|hạn|gian)|kỳ|buổi|cuộc|phiên|đợt)|sau ngày)"
    )
)
STRICT = (Comparator.LESS, Comparator.MORE)
# "đối với các dự án giải ngân dưới 50%" says what is meant, "trước ít nhất 05 ngày" when.
SCOPE = re.compile(spaced(r"(?<!\w)đối với (?:(?!đạt |phải |bảo đảm |đảm bảo )[^\s,;:]+ ){1,12}$"))
# "thì có thể xây nhà có diện tích nhỏ hơn 30 m2": what is allowed.
_ALLOWED = re.compile(spaced(r"(?<!\w)(?:có thể|được phép) [^,;.:]{0,70}$"))
_IN_ADVANCE = re.compile(
    spaced(
        r"(?<!\w)trước (?:(?:ngày|khi|kỳ|hạn|thời (?:điểm|hạn|gian)|buổi|phiên)(?!\w)[^,;.:\d]{0,40} )?"
        r"(?:(?:ít nhất|tối thiểu) )?$"
    )
)
_LABEL_ENDS = re.compile(r"\s*\)\s*:")
_LOST = re.compile(r"(?<!\w)(?:mất|bị trừ|trừ|thiếu)\s*$")  # points: "tiêu chí 3.1.2 (mất 0,5 điểm)"
# "vùng nuôi có diện tích từ 10 ha trở lên": which ones are meant. "tần suất 02 lần/tháng": how often, a time.
_DESCRIBES = re.compile(
    r"(?<!\w)có\s+(?:diện tích|thể tích|quy mô|công suất|dân số|trọng lượng|tải trọng|chiều \w+)\s+(?:từ\s+|trên\s+)?$"
)
_OFTEN = re.compile(r"(?<!\w)tần suất(?!\w)[^,;]{0,36}$")
_OFTEN_UNIT = re.compile(r"(?:lần|đợt|kỳ)/")
_ONLY_RATE = re.compile(r"\s*\w+\s*/\s*(?:01 )?\w+(?:\s*\([^()]*\)?)?[\s.*|]*$")
_STAGE = re.compile(r"(?<!\w)giai đoạn(?!\w)[^,;:]{0,36}$")  # "Giai đoạn khẩn cấp (0 - 48 giờ)": when, not how much
_LASTS = re.compile(spaced(r"(?<!\w)thời (?:gian|hạn)(?!\w)[^,;:]{0,30}$"))
_IN_TIME = re.compile(spaced(r" (?:trong|một) (?:năm|quý|tháng|tuần)(?!\w)"))
_INSIDE = re.compile(r"(?<!\w)(?:với|của|trong|trên|cho|tại|về|theo|gồm|cả|từ|ở|giữa|học)\s*$")
_BECOMES = re.compile(r"\s*(?:đạt|được|hoàn thành|về đích|thoát|giữ vững|giữ|duy trì)(?!\w)")
_BOUND_ALONE = re.compile(r"(?:^|:)\s*(?:trên|dưới|hơn)\s*$")  # behind the label of what is measured, no place
_HAS = re.compile(_BECOMES.pattern.replace("(?:đạt", "(?:có|đạt"))
FROM = re.compile(r"(?<!\w)từ\s*$")
REACH = re.compile(
    spaced(
        r"(?<!\w)(?:đạt|đat|có từ|đạt từ|lên|xuống còn|còn|xuống|đạt mức|bằng|gấp|ở mức|năm 20\d\d,? có)"
        r"(?:\s+(?:từ|khoảng|được|tỷ lệ|mức|trên|dưới|hơn))*\s*$"
    )
)
KEEP = re.compile(
    spaced(
        r"(?<!\w)(?:giữ vững|duy trì|giữ|hoàn thành|công nhận|phấn đấu|phấn đấu có|phần đầu)"
        r"(?: (?:vững chắc|ổn định|đủ))?\s*$"
    )
)
_AT_LEAST = re.compile(r"(?<!\w)(?:ít nhất|tối thiểu|không quá|tối đa)(?:\s+(?:có|là|từ))?\s*$")
_PER_FAMILY = re.compile(r"(?<!\w)(?:sinh|đẻ|có)(?:\s+(?:đủ|từ|ít nhất|một hoặc|hoặc))*\s*$")  # a norm, no aim
_EACH_HAS = re.compile(
    spaced(r"(?<!\w)(?:đảm bảo|bảo đảm|phấn đấu|yêu cầu),? (?:có )?mỗi (?:[^\W\d]+ ){1,6}(?:có|được) (?:đủ )?$")
)
_ENOUGH = re.compile(r"(?<!\w)đủ\s*$")

FIGURE_RULES = frozenset(
    {"percent", "count_bounded", "count_reached", "count_aimed", "count_changed", "count_delivered", "indicator_row"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that is to be reached, ``[start, end)`` with comparator and unit; rule says why it counts.

    change: which way something is to change by the figure, where the comparator says by how much at least or at most
    ("giảm ít nhất 20%").
    """

    start: int
    end: int
    value: float
    upper: float | None
    comparator: Comparator
    unit: str | None
    rule: str
    change: Comparator | None = None


def becomes(before: str, after: str, words: TargetWords) -> bool:
    """Whether bodies are to become something: "5/7 thôn đạt …"; "có" describes, unless it is aimed at."""
    return (_HAS if words.aim.search(before) else _BECOMES).match(after) is not None


def covers_all(folded: str, match: re.Match[str], end: int, words: TargetWords) -> bool:
    """Whether all of a kind are meant: "15/15 xã, thị trấn"."""
    whole = match["low"].lstrip("0") == match["whole"].lstrip("0") != "1"
    return whole and words.unit.match(folded, match.end(), end) is not None


def _counts_days(folded: str, start: int, end: int) -> bool:
    """Whether the number only says by when: "không quá 03 ngày làm việc kể từ ngày nhận" is a deadline."""
    return _SINCE.match(folded, start, end) is not None


def count(
    reading: Reading,
    match: re.Match[str],
    start: int,
    end: int,
    aimed: bool,
    words: TargetWords,
    *,
    delivers: bool = False,
) -> Figure | None:
    """The figure of a number without "%" in the clause ``[start, end)``; None where it is no aim.

    match: of the number, in figures or spelled out; aimed: the clause stands where aims are set; delivers: it answers
    how much of the work is done that the words before ":" tell ("Lắp đặt mới trạm phát sóng: 40 trạm").
    """
    folded = reading.folded
    spoken = "percent" not in match.re.groupindex
    at = match.start("low") if spoken else match.start()
    before = folded[max(start, at - 40) : at]
    if words.idle.match(folded, match.end(), end) or _counts_days(folded, match.end(), end):
        return None
    unit_match = words.unit.match(folded, match.end(), end)
    comparator, stop, _ = compare(reading, match, before, unit_match.end() if unit_match else match.end(), end)
    comparator = of_change(folded, match, comparator, (start, end), before) if not spoken else comparator
    told = comparator is not None or bool(words.yielding.search(before) or REACH.search(before))
    unit = unit_of(
        reading,
        match.end(),
        end,
        unit_match,
        words,
        told=told or bool(_ENOUGH.search(before) or _EACH_HAS.search(before)),
        bounded=_EACH_HAS.search(before) is not None
        or (_AT_LEAST.search(before) is not None and "%" not in folded[start:at]),
    )
    if unit is None and not spoken and (match["outof"] or _RAISED.search(before)):
        unit = _counted_before(folded, start, at, words)
    years = _YEAR.fullmatch(match["low"]) is not None
    if unit is None or (years and (comparator is None or _YEARS.fullmatch(match.group()) is not None)):
        return None
    if unit == "con" and _PER_FAMILY.search(before):
        return None
    if before.rstrip().endswith("(") and unit_match is not None and _LABEL_ENDS.match(folded, unit_match.end()):
        return None  # "- Khối 10 (203 học sinh):" tells how many there are
    if comparator is None and _OFTEN_UNIT.match(unit.lower()) and not delivers:
        rest = folded[match.end() : end]
        if before.rstrip().endswith("(") or (not before.strip(" *|+-") and _ONLY_RATE.match(rest)):
            return None  # "03 đợt/năm" in a cell or bracket of its own, behind "Tần suất:"
    if _DESCRIBES.search(before) or _OFTEN.search(before):
        return None
    if unit.lower() in words.time_units and _STAGE.search(before):
        return None
    if _LOST.search(before) or _IN_ADVANCE.search(before) or (comparator in STRICT and SCOPE.search(before)):
        return None
    if comparator in STRICT and _ALLOWED.search(folded, start, at):
        return None
    after = folded[unit_match.end() : unit_match.end() + 24] if unit_match else ""
    whole = not spoken and match["outof"] is not None and covers_all(folded, match, end, words)
    rule = "count_reached" if whole else _count_rule(before, after, unit, comparator, aimed, words)
    if rule is None and delivers and not before.strip() and unit not in words.time_units and "đồng" not in unit:
        rule = "count_delivered"
    if rule is None or _DONE.search(before):
        return None
    if "đồng" in unit and words.cost.search(folded, start, at):
        return None
    if comparator is None and unit == "lần" and number(match["low"]) == 1 and EACH_TIME.search(before):
        return None  # "mỗi quý 01 lần": how often, not how much
    if _BEYOND.search(before) and "%" in folded[start:at]:
        return None  # "99% hồ sơ không phải bổ sung quá 01 lần": which cases are meant
    if comparator is Comparator.MORE and number(match["low"]) == 1 and _EACH_ONE.search(before):
        return None  # "bình quân trên 01 ha": what it is reckoned by
    if comparator is None and rule == "count_reached" and FROM.search(before):
        comparator = Comparator.AT_LEAST  # "có từ 02 mô hình", without "trở lên"
    stop = max(stop, unit_match.end() if unit_match else stop)
    per = words.per.match(folded, stop, end)
    each = _EACH_SHORT.search(before) if "/" not in unit and _is_often(unit, words) else None
    if each is not None:
        unit = (
            f"{unit}/{each['per']}"  # "mỗi tháng ít nhất 02 tin, bài"; "mỗi năm" is what a plan of a year means anyway
        )
    return made(match, per.end() if per else stop, comparator or Comparator.EQUAL, unit, rule)


def _count_rule(
    before: str, after: str, unit: str, comparator: Comparator | None, aimed: bool, words: TargetWords
) -> str | None:
    base = unit.split("/")[0].lower()
    if comparator in BOUNDS:
        since = (
            base in words.time_units and "/" not in unit and FROM.search(before)
        )  # "hợp đồng từ 3 tháng trở lên" describes
        return None if since else "count_bounded"
    if comparator is Comparator.LESS and base in words.time_units and _LASTS.search(before):
        return "count_bounded"
    if REACH.search(before) or (aimed and KEEP.search(before) and "phấn" not in before[-10:]):
        return "count_reached"
    if comparator in CHANGES:
        return "count_changed"
    if (_ENOUGH.search(before) or _EACH_HAS.search(before)) and base not in words.time_units:
        return "count_reached"
    if words.yielding.search(before) or (words.measure.search(before) and base not in words.scope_units):
        return "count_delivered"
    if (
        aimed
        and (not _INSIDE.search(before) or _BOUND_ALONE.search(before) is not None)
        and base not in words.time_units
        and (base not in words.scope_units or becomes(before, after, words))
    ):
        return "count_aimed"
    if base in words.activity_units and words.doing.search(before):
        return "count_delivered"
    if _PER_TIME.search(unit.lower()) and not _INSIDE.search(before):
        return "count_delivered"  # "tập huấn 02 lần/năm": a rate of work
    rated = EACH_TIME.search(before) is not None or (base == "lần" and _IN_TIME.match(after) is not None)
    if _is_often(base, words) and rated and not _INSIDE.search(before):
        return "count_delivered"  # "mỗi tháng có 02 tin, bài", "kiểm tra 02 lần trong năm"
    return None


def _is_often(base: str, words: TargetWords) -> bool:
    """Whether the unit counts what is done again and again."""
    return base in words.activity_units or base in ("lần", "lượt")


def _counted_before(folded: str, start: int, end: int, words: TargetWords) -> str | None:
    """What is counted where the noun stands before the figure: "nâng tổng số tiêu chí đạt chuẩn lên 14/19"."""
    total = _TOTAL.search(folded, start, end)
    unit = words.unit.match(folded, total.end(), end) if total else None
    return squeeze(unit.group()) if unit else None


def made(match: re.Match[str], stop: int, comparator: Comparator, unit: str | None, rule: str) -> Figure | None:
    """The figure of the number that ``match`` found, None where it cannot be read. stop: where its words end."""
    value = number(match["low"])
    if comparator is Comparator.MORE and "whole" in match.re.groupindex and match["low"] == match["whole"]:
        comparator = Comparator.EQUAL  # "tuyên truyền trên 6/6 thôn": in all of them
    upper = number(match["high"]) if "high" in match.re.groupindex and match["high"] else None
    if value is None:
        return None
    return Figure(
        start=match.start("low"), end=stop, value=value, upper=upper, comparator=comparator, unit=unit, rule=rule
    )
