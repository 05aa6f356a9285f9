"""Figures in a clause: a number with its comparator and unit, if it says what is to be reached.

Reads a clause of ``Reading.folded``; writes ``Figure``s in order. What is a name, a date, a rank, a level, a scope or a
result of the past gives none.
"""

import re
from dataclasses import dataclass

from extractors.numbers import DIGITS, NUMBER, WORDS, number
from extractors.reading import Reading
from extractors.targets_lexicon import TargetWords, target_words
from extractors.tolerant import spaced, tolerant, tolerant_any
from schema.plan import Comparator
from schema.text import squeeze

_DASH = r"(?:-|–|—|đến|tới)"
_AMOUNT = re.compile(
    rf"(?P<low>{NUMBER})(?:\s*%?\s*{_DASH}\s*(?:dưới\s+)?(?P<high>{DIGITS})(?=\s*(?:%|[a-zà-ỹđ])))?"
    rf"(?P<outof>\s*/\s*(?P<whole>\d{{1,3}})(?!\d|\s*/)\s*(?=\w|[.;,]|$))?(?:\s*(?P<percent>%|phần\s+trăm(?!\w)|‰))?"
)
_WORD_AMOUNT = re.compile(
    r"(?:" + tolerant_any("ít nhất", "tối thiểu", "không quá", "tối đa") + r")\s+(?:là\s+)?"
    r"(?P<low>" + "|".join(word for word in WORDS if word != "năm") + r")(?=\s)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_A_FIGURE = re.compile(r"\s?[-–/][a-zđ]{1,6}(?:[-/]|\d|(?!\w))|/\d|[.,:]\d|\s*(?:h|g)\s?\d\d(?!\w)|\w")

# The words before a number that compare; several may stand in a row ("đạt tối thiểu từ").
_BEFORE = (
    (
        Comparator.AT_MOST,
        tolerant_any(
            "không quá",
            "tối đa không quá",
            "tối đa",
            "không vượt quá",
            "không vượt",
            "không được vượt quá",
            "không được quá",
            "không được vượt",
        ),
    ),
    (Comparator.AT_MOST, r"(?:(?<!\w)không\s+(?:cao|nhiều|lớn)\s+hơn|≤|<=)"),
    (Comparator.AT_LEAST, tolerant_any("ít nhất", "tối thiểu", "không dưới")),
    (Comparator.AT_LEAST, r"(?:(?<!\w)không\s+(?:thấp|ít|nhỏ|kém)\s+hơn|≥|>=)"),
    (Comparator.LESS, r"(?:(?<!\w)(?:dưới|thấp hơn|ít hơn|nhỏ hơn)|<)"),
    (Comparator.MORE, r"(?:(?<!\w)(?:trên|hơn|vượt|cao hơn|nhiều hơn|lớn hơn)|>)"),
    (Comparator.INCREASE, r"(?<!\w)(?:tăng(?:\s+(?:thêm|trưởng|gấp))?)"),
    (Comparator.DECREASE, r"(?<!\w)(?:cắt giảm|rút ngắn|giảm(?:\s+thêm)?)"),
)
_LINK = r"(?:\s*(?:là|cũng|đạt|đat|từ|bình quân|khoảng|được|mức|còn|ở mức|tỷ lệ|thêm|trung bình|:))*\s*$"
_COMPARED = tuple((comparator, re.compile(spaced(pattern) + spaced(_LINK))) for comparator, pattern in _BEFORE)
_ALL_OF = re.compile(spaced(r"(?<!\w)(?:toàn bộ|tất cả)(?: các| số)? \($"))  # "toàn bộ (100%) văn bản"
_PER_TIME = re.compile(r"/(?:năm|tháng|quý|tuần|học k[ỳì])")
_EACH_TIME = re.compile(spaced(r"(?<!\w)(?:mỗi|hằng|hàng) (?:năm|tháng|quý|tuần|học k[ỳì]|ngày)(?!\w)[^;.]{0,40}$"))
# "Tăng thu ngân sách 15% so với …": what changes stands between.
_CHANGES = re.compile(r"(?:^[\s\-–+•*]*|[,;:]\s*|phấn đấu\s+)(?P<how>tăng|cắt giảm|giảm|tiết kiệm)\s[^,;:\d]{3,40}$")
_BASED = re.compile(r"[^,;.]{0,30}?so với(?!\w)")
_TOTAL = re.compile(r"(?<!\w)số\s+(?:lượng\s+)?")
_ITEM_NUMBER = re.compile(r"\s*\d{1,2}\s?[-–/.)]\s+")
_BOUNDS = (Comparator.AT_LEAST, Comparator.AT_MOST)
_DONE = re.compile(r"(?<!\w)đã(?!\w)")
_SINCE = re.compile(
    spaced(
        r"\s*(?:ngày|giờ|tuần|tháng)(?: làm việc)?,? ?(?:kể từ|tính từ|sau khi|trước khi|từ khi|từ ngày"
        r"|trước ngày|sau ngày)"
    )
)
_INSIDE = re.compile(r"(?<!\w)(?:với|của|trong|trên|cho|tại|về|theo|gồm|cả|từ|ở|giữa|học)\s*$")
_BECOMES = re.compile(r"\s*(?:đạt|được|hoàn thành|về đích|thoát|giữ vững|giữ|duy trì)(?!\w)")
_FROM = re.compile(r"(?<!\w)từ\s*$")
_REACH = re.compile(
    spaced(
        r"(?<!\w)(?:đạt|đat|có từ|đạt từ|lên|xuống còn|còn|xuống|đạt mức|bằng|gấp)"
        r"(?:\s+(?:từ|khoảng|được|tỷ lệ|mức|trên|dưới|hơn))*\s*$"
    )
)
_KEEP = re.compile(
    spaced(
        r"(?<!\w)(?:giữ vững|duy trì|giữ|hoàn thành|công nhận|phấn đấu|phấn đấu có|phần đầu)"
        r"(?: (?:vững chắc|ổn định|đủ))?\s*$"
    )
)
_RAISED = re.compile(spaced(r"(?<!\w)nâng(?!\w)[^;]{0,60} lên $"))
_OF_AGE = re.compile(spaced(r"(?<!\w)tuổi (?:từ )?$"))
_UP = re.compile(spaced(r"\s*(?P<noun>[^\d;.%]{0,60}?)\s*(?:" + tolerant("trở lên") + r"|hoặc (?:cao|lớn|nhiều) hơn)"))
_DOWN = re.compile(spaced(r"\s*[^\d;.%]{0,30}?\s*" + tolerant("trở xuống")))
_GRADE = re.compile(
    spaced(r"(?<!\w)(?:loại|mức|khá|tốt|cấp|huyện|trung bình|xuất sắc|hoàn thành|trình độ|đại học|trung cấp|học)(?!\w)")
)
_BASE = re.compile(spaced(r"(?<!\w)so với(?:\s+(?:mức|tỷ lệ|chỉ tiêu))?\s*$"))
_RISES_TO = re.compile(spaced(r"[^;.]{0,60}?(?<!\w)(?:lên|xuống)(?:\s+(?:còn|trên|dưới|đạt|khoảng|ít nhất))*\s*\d"))
_OF_PLAN = re.compile(
    spaced(
        r"\s*(?P<base>kế hoạch|dự toán|chỉ tiêu)(?:\s+vốn)?\s+(?:năm\s+)?(?:đã\s+|được\s+)*(?:tỉnh|huyện|cấp trên"
        r"|trung ương)?\s*(?:giao|phân bổ)"
    )
)
_BARE_NOUN = re.compile(
    spaced(r"\s*([a-zà-ỹđ]+(?:\s+[a-zà-ỹđ]+)?)(?=\s*(?:/|,|\.|;|$|trở|cho|về|tại|trong|của|được|để|và))")
)


FIGURE_RULES = frozenset(
    {"percent", "count_bounded", "count_reached", "count_aimed", "count_changed", "count_delivered", "indicator_row"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that is to be reached, ``[start, end)`` with comparator and unit; rule says why it counts."""

    start: int
    end: int
    value: float
    upper: float | None
    comparator: Comparator
    unit: str | None
    rule: str


def figures(reading: Reading, start: int, end: int, aimed: bool) -> list[Figure]:
    """The figures of the clause ``[start, end)``. aimed: the clause stands where aims are set (heading or cue)."""
    folded, words = reading.folded, target_words()
    start = _behind_number(folded, start, end)
    found: list[Figure] = []
    for match in _AMOUNT.finditer(folded, start, end):
        if found and match.start() < found[-1].end:
            continue
        figure = _figure(reading, match, start, end, aimed, words)
        if figure is not None and not (found and _of_the_same(folded, found[-1], figure)):
            found.append(figure)
    for match in _WORD_AMOUNT.finditer(folded, start, end):
        figure = _count(reading, match, start, end, aimed, words)
        if figure is not None:
            found.append(figure)
    return sorted(found, key=lambda figure: figure.start)


def _behind_number(folded: str, start: int, end: int) -> int:
    """Where the clause begins behind a number of its own: "3- 100% hộ dân" is no range from 3 to 100."""
    number_mark = _ITEM_NUMBER.match(folded, start, end)
    return number_mark.end() if number_mark else start


def _of_the_same(folded: str, earlier: Figure, figure: Figure) -> bool:
    """Whether a count only describes what an earlier figure counts: "100% trẻ 5 tuổi", "90% hộ có 02 con"."""
    if figure.rule not in ("count_aimed", "count_delivered"):
        return False
    return not re.search(r"[,;(]|\svà\s", folded[earlier.end : figure.start])


def _figure(
    reading: Reading, match: re.Match[str], start: int, end: int, aimed: bool, words: TargetWords
) -> Figure | None:
    folded = reading.folded
    low_end = match.end("low")
    if reading.masked(match.start("low"), low_end, "citations"):
        return None
    if not match["percent"] and not match["outof"] and _NOT_A_FIGURE.match(folded, match.end(), end):
        return None
    before = folded[max(start, match.start() - 40) : match.start()]
    if (not match["percent"] and words.names_number(before)) or _BASE.search(before) or _OF_AGE.search(before):
        return None
    bounded = any(bound.search(before) for comparator, bound in _COMPARED if comparator in _BOUNDS) or (
        _FROM.search(before) is not None and _UP.match(folded, match.end(), end) is not None
    )
    if match["outof"] and not bounded and not _is_share_of_a_count(folded, match, start, end, aimed, words):
        return None
    if match["percent"]:
        return _percent(reading, match, before, end, aimed, words)
    return _count(reading, match, start, end, aimed, words)


def _is_share_of_a_count(
    folded: str, match: re.Match[str], start: int, end: int, aimed: bool, words: TargetWords
) -> bool:
    """Whether "5/7" says how many of how many: "đạt 14/19 tiêu chí", "5/7 thôn giữ vững …"; a rank does not."""
    before = folded[max(start, match.start() - 40) : match.start()]
    if _covers_all(folded, match, end, words):
        return not before.endswith("(")  # in brackets it only counts what a share means
    if not aimed:
        return _RAISED.search(folded, start, match.start()) is not None
    if _REACH.search(before) or _KEEP.search(before):
        return True
    if before.strip(" -–+•;"):
        return False
    unit = words.unit.match(folded, match.end(), end)
    return unit is not None and _BECOMES.match(folded, unit.end(), end) is not None


def _covers_all(folded: str, match: re.Match[str], end: int, words: TargetWords) -> bool:
    """Whether all of a kind are meant: "15/15 xã, thị trấn"."""
    whole = match["low"].lstrip("0") == match["whole"].lstrip("0") != "1"
    return whole and words.unit.match(folded, match.end(), end) is not None


def _percent(
    reading: Reading, match: re.Match[str], before: str, end: int, aimed: bool, words: TargetWords
) -> Figure | None:
    bracketed = before.endswith("(") and reading.folded[match.end() : match.end() + 1] == ")"
    if words.rate.search(before) or (bracketed and not _ALL_OF.search(before)):
        return None
    if _FROM.search(before) and match["high"] is None and _RISES_TO.match(reading.folded, match.end(), end):
        return None
    unit = "‰" if match["percent"] == "‰" else "%"
    stop = match.end()
    per = words.per.match(reading.folded, stop, end)
    if per is not None:
        unit, stop = unit + squeeze(reading.flow[stop : per.end()]).replace(" ", ""), per.end()
    of_plan = _OF_PLAN.match(reading.folded, stop, end)
    if of_plan is not None and of_plan["base"] != "chỉ tiêu":
        unit = f"{unit} {squeeze(of_plan['base'])}"
    comparator, stop, noun = _compare(reading, match, before, stop, end)
    if comparator is None and not aimed and words.share.search(before):
        return None
    if comparator is None and _BASED.match(reading.folded, stop, end) and (changes := _CHANGES.search(before)):
        comparator = Comparator.INCREASE if changes["how"] == "tăng" else Comparator.DECREASE
    if comparator is None and match["high"] is None and _FROM.search(before):
        comparator = Comparator.AT_LEAST  # "đạt từ 85%", without "trở lên"
    if noun and unit == "%":
        unit = f"% {noun}"
    return _made(match, stop, comparator or Comparator.EQUAL, unit, "percent")


def _counts_days(folded: str, start: int, end: int) -> bool:
    """Whether the number only says by when: "không quá 03 ngày làm việc kể từ ngày nhận" is a deadline."""
    return _SINCE.match(folded, start, end) is not None


def _count(
    reading: Reading, match: re.Match[str], start: int, end: int, aimed: bool, words: TargetWords
) -> Figure | None:
    folded = reading.folded
    spoken = "percent" not in match.re.groupindex
    at = match.start("low") if spoken else match.start()
    before = folded[max(start, at - 40) : at]
    if words.idle.match(folded, match.end(), end) or _counts_days(folded, match.end(), end):
        return None
    unit_match = words.unit.match(folded, match.end(), end)
    comparator, stop, _ = _compare(reading, match, before, unit_match.end() if unit_match else match.end(), end)
    unit = _unit(reading, match, unit_match, end, comparator, words)
    if unit is None and not spoken and match["outof"]:
        unit = _counted_before(folded, start, at, words)
    if unit is None or (_YEAR.fullmatch(match["low"]) and comparator is None):
        return None
    after = folded[unit_match.end() : unit_match.end() + 24] if unit_match else ""
    covers_all = not spoken and match["outof"] is not None and _covers_all(folded, match, end, words)
    rule = "count_reached" if covers_all else _count_rule(before, after, unit, comparator, aimed, words)
    if rule is None or _DONE.search(before):
        return None
    if "đồng" in unit and words.cost.search(folded, start, at):
        return None
    stop = max(stop, unit_match.end() if unit_match else stop)
    per = words.per.match(folded, stop, end)
    return _made(match, per.end() if per else stop, comparator or Comparator.EQUAL, unit, rule)


def _count_rule(
    before: str, after: str, unit: str, comparator: Comparator | None, aimed: bool, words: TargetWords
) -> str | None:
    base = unit.split("/")[0].lower()
    if comparator in _BOUNDS:
        since = base in words.time_units and _FROM.search(before)  # "hợp đồng từ 3 tháng trở lên" describes
        return None if since else "count_bounded"
    if _REACH.search(before) or (aimed and _KEEP.search(before) and "phấn" not in before[-10:]):
        return "count_reached"
    if comparator in (Comparator.INCREASE, Comparator.DECREASE) and base not in words.scope_units:
        return "count_changed"
    if words.yielding.search(before) or (words.measure.search(before) and base not in words.scope_units):
        return "count_delivered"
    if (
        aimed
        and not _INSIDE.search(before)
        and base not in words.time_units
        and (base not in words.scope_units or _BECOMES.match(after))
    ):
        return "count_aimed"
    if base in words.activity_units and words.doing.search(before):
        return "count_delivered"
    if _PER_TIME.search(unit.lower()) and base not in words.time_units and not _INSIDE.search(before):
        return "count_delivered"  # "tập huấn 02 lần/năm": a rate of work
    if base in words.activity_units and _EACH_TIME.search(before) and not _INSIDE.search(before):
        return "count_delivered"  # "mỗi tháng có 02 tin, bài"
    return None


def _unit(
    reading: Reading,
    match: re.Match[str],
    unit_match: re.Match[str] | None,
    end: int,
    comparator: Comparator | None,
    words: TargetWords,
) -> str | None:
    if unit_match is None:
        noun = _BARE_NOUN.match(reading.folded, match.end(), end)
        told = comparator is not None or words.yielding.search(
            reading.folded, max(0, match.start() - 40), match.start()
        )
        if not told or noun is None:
            return None
        return squeeze(reading.flow[noun.start(1) : noun.end(1)])
    unit = squeeze(reading.flow[unit_match.start() : unit_match.end()])
    per = words.per.match(reading.folded, unit_match.end(), end)
    if per is None:
        per = re.compile(r"[^\d;.,]{0,50}?/\s*(?=năm|tháng|quý|tuần)").match(reading.folded, unit_match.end(), end)
        return unit if per is None else f"{unit}/{_word_at(reading, per.end())}"
    tail = squeeze(reading.flow[unit_match.end() : per.end()]).replace("/ ", "/")
    second = words.per.match(reading.folded, per.end(), end)
    tail = re.sub(r"/(?:01|1) ", "/", tail)
    return unit + tail.strip() + (squeeze(reading.flow[per.end() : second.end()]) if second else "")


def _counted_before(folded: str, start: int, end: int, words: TargetWords) -> str | None:
    """What is counted where the noun stands before the figure: "nâng tổng số tiêu chí đạt chuẩn lên 14/19"."""
    total = _TOTAL.search(folded, start, end)
    unit = words.unit.match(folded, total.end(), end) if total else None
    return squeeze(unit.group()) if unit else None


def _word_at(reading: Reading, start: int) -> str:
    found = re.compile(r"\w+").match(reading.flow, start)
    return found.group() if found else ""


def _compare(
    reading: Reading, match: re.Match[str], before: str, stop: int, end: int
) -> tuple[Comparator | None, int, str | None]:
    """The comparator, where its words end, and the noun between the number and "trở lên"."""
    folded = reading.folded
    since = bool(_FROM.search(before))
    up = _UP.match(folded, stop, end)
    if up is not None and (since or len(up["noun"]) <= 15) and not _GRADE.search(up["noun"]):
        noun = squeeze(reading.flow[up.start("noun") : up.end("noun")])
        short = noun if since and noun and len(noun.split()) <= 2 and "/" not in noun else None
        return Comparator.AT_LEAST, up.end(), short
    down = _DOWN.match(folded, stop, end)
    if down is not None:
        return Comparator.AT_MOST, down.end(), None
    for comparator, pattern in _COMPARED:
        if pattern.search(before):
            return comparator, stop, None
    if "high" in match.re.groupindex and match["high"]:
        return Comparator.AT_LEAST, stop, None
    return None, stop, None


def _made(match: re.Match[str], stop: int, comparator: Comparator, unit: str | None, rule: str) -> Figure | None:
    value = number(match["low"])
    upper = number(match["high"]) if "high" in match.re.groupindex and match["high"] else None
    if value is None:
        return None
    return Figure(
        start=match.start("low"), end=stop, value=value, upper=upper, comparator=comparator, unit=unit, rule=rule
    )
