"""Figures in a clause: a number with its comparator and unit, if it says what is to be reached.

Reads a clause of ``Reading.folded``; writes ``Figure``s in order. What is a name, a date, a rank, a level, a scope or a
result of the past gives none.
"""

import re
from dataclasses import dataclass, replace

from extractors.numbers import DIGITS, NUMBER, WORDS, number
from extractors.reading import Reading
from extractors.targets_comparators import bounded, change_of, compare
from extractors.targets_lexicon import TargetWords, target_words
from extractors.targets_units import unit_of
from extractors.tolerant import spaced, tolerant_any
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

_ALL_OF = re.compile(spaced(r"(?<!\w)(?:toàn bộ|tất cả)(?: các| số)? \($"))  # "toàn bộ (100%) văn bản"
# "tối thiểu 30% sở, ban, ngành và 30% xã": what joins two shares of one bound.
_AND = re.compile(r"(?:(?!(?<!\w)(?:đạt|được|là|có|còn)(?!\w))[^;:.()\d]){0,80}(?<!\w)và\s+")
# "giảm tối thiểu 30% thời gian, 30% chi phí": a change goes on over a comma as well.
_ON = re.compile(r"[^;:,.()\d]{0,60},\s*")
_WHOLE = 100
# What happened to the units before: "sau hợp nhất 03 xã".
_MERGED = re.compile(
    r"(?<!\w)(?:sau(?: khi)?|trước(?: khi)?|từ việc)\s+(?:hợp nhất|sáp nhập|sát nhập|sắp xếp|chia tách)"
    r"(?:\s+\w+){0,2}\s*$"
)
_PER_TIME = re.compile(r"/(?:năm|tháng|quý|tuần|học k[ỳì])")
_EACH_SHORT = re.compile(spaced(r"(?<!\w)(?:mỗi|hằng|hàng) (?P<per>tháng|quý|tuần)(?!\w)[^;.]{0,40}$"))
_EACH_TIME = re.compile(spaced(r"(?<!\w)(?:mỗi|hằng|hàng) (?:năm|tháng|quý|tuần|học k[ỳì]|ngày)(?!\w)[^;.]{0,40}$"))
_TOTAL = re.compile(r"(?<!\w)số\s+(?:lượng\s+)?")
_ITEM_NUMBER = re.compile(r"\s*\d{1,2}\s?[-–/.)]\s+")
_BOUNDS = (Comparator.AT_LEAST, Comparator.AT_MOST)
_CHANGES = (Comparator.INCREASE, Comparator.DECREASE)
_RATE_OF = re.compile(spaced(r"[\s\-–+•*]*(?:phấn đấu |giảm |nâng |hạ )?(?:tỷ lệ|tỉ lệ)(?!\w)[^,;:(]*$"))
_APART = re.compile(r"[,;:(]")
# A figure that only says when something else holds, or how points are given.
_CONDITION = re.compile(
    r"(?<!\w)(?:nếu|trường hợp|(?:đơn vị|cơ quan|xã|phường|bộ phận|tập thể|cá nhân|công chức) nào)(?!\w)"
    r"[^;.]*?(?<!\w)thì(?!\w)|(?<!\w)nếu(?!\w)[^,;.]*"
)
_RUBRIC = re.compile(r"(?<!\w)(?:được|trừ|cộng|chấm)\s+(?:tối đa\s+)?\d[\d.,]*\s+điểm(?!\w|\s+(?:phần|trở))")
_MULTIPLE = re.compile(r"(?P<grows>(?<!\w)tăng\s+(?:lên\s+)?)?(?<!\w)gấp\s+(?P<low>đôi|ba|bốn)(?:\s+lần)?(?!\w)")
_PRICE_CUT = re.compile(r"(?<!\w)(?:giảm|miễn|hỗ trợ)(?:\s+\w+)?\s*$")
_PRICE = re.compile(r"\s*(?:mức\s+)?(?:thu\s+)?(?:lãi suất|thuế|phí|lệ phí|tiền thuê|học phí|tiền lương|lương)(?!\w)")
_SAME_AS = re.compile(r"(?<!\w)tương\s+(?:đương|ứng)(?:\s+(?:với|khoảng))*\s*$")
_EACH_ONE = re.compile(r"(?<!\w)trên\s*$")
_DONE = re.compile(r"(?<!\w)đã(?!\w)")
_SINCE = re.compile(
    spaced(
        r"\s*(?:ngày|giờ|tuần|tháng)(?: làm việc)?,? ?(?:kể từ|tính từ|sau khi|trước khi|từ khi|từ ngày"
        r"|trước ngày|sau ngày)"
    )
)
_STRICT = (Comparator.LESS, Comparator.MORE)
# "đối với các dự án giải ngân dưới 50%" says what is meant, "trước ít nhất 05 ngày" when.
_SCOPE = re.compile(spaced(r"(?<!\w)đối với (?:(?!đạt |phải |bảo đảm |đảm bảo )[^\s,;:]+ ){1,7}$"))
_IN_ADVANCE = re.compile(spaced(r"(?<!\w)trước (?:(?:ít nhất|tối thiểu) )?$"))
_LASTS = re.compile(spaced(r"(?<!\w)thời (?:gian|hạn)(?!\w)[^,;:]{0,30}$"))
_IN_TIME = re.compile(spaced(r" (?:trong|một) (?:năm|quý|tháng|tuần)(?!\w)"))
_INSIDE = re.compile(r"(?<!\w)(?:với|của|trong|trên|cho|tại|về|theo|gồm|cả|từ|ở|giữa|học)\s*$")
_BECOMES = re.compile(r"\s*(?:đạt|được|hoàn thành|về đích|thoát|giữ vững|giữ|duy trì)(?!\w)")
_HAS = re.compile(_BECOMES.pattern.replace("(?:đạt", "(?:có|đạt"))
_FROM = re.compile(r"(?<!\w)từ\s*$")
_REACH = re.compile(
    spaced(
        r"(?<!\w)(?:đạt|đat|có từ|đạt từ|lên|xuống còn|còn|xuống|đạt mức|bằng|gấp|năm 20\d\d,? có)"
        r"(?:\s+(?:từ|khoảng|được|tỷ lệ|mức|trên|dưới|hơn))*\s*$"
    )
)
_KEEP = re.compile(
    spaced(
        r"(?<!\w)(?:giữ vững|duy trì|giữ|hoàn thành|công nhận|phấn đấu|phấn đấu có|phần đầu)"
        r"(?: (?:vững chắc|ổn định|đủ))?\s*$"
    )
)
_ENOUGH = re.compile(r"(?<!\w)đủ\s*$")
_HAVE = re.compile(r"(?:^|[,;:(])[\s\-–+•]*(?:(?:và|có|đưa|phấn đấu|khoảng|ít nhất|trong đó)\s+)*$")
_RAISED = re.compile(spaced(r"(?<!\w)nâng(?!\w)[^;]{0,60} lên $"))
_OF_AGE = re.compile(spaced(r"(?<!\w)tuổi (?:từ )?$"))
_BASE = re.compile(spaced(r"(?<!\w)so với(?:\s+(?:mức|tỷ lệ|chỉ tiêu))?\s*$"))
_SINCE_BASE = re.compile(spaced(r"[^,;:.\d]{0,20}?(?<!\w)so với(?!\w)"))
_RISES_TO = re.compile(spaced(r"[^;.]{0,60}?(?<!\w)(?:lên|xuống)(?:\s+(?:còn|trên|dưới|đạt|khoảng|ít nhất))*\s*\d"))
_OF_PLAN = re.compile(
    spaced(
        r"\s*(?P<base>kế hoạch|dự toán|chỉ tiêu)(?:\s+vốn)?\s+(?:năm\s+)?(?:đã\s+|được\s+)*(?:tỉnh|huyện|cấp trên"
        r"|trung ương)?\s*(?:giao|phân bổ)"
    )
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
    if not aimed and _RUBRIC.search(folded, start, end):
        return found
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
    found.extend(map(_multiple, _MULTIPLE.finditer(folded, start, end)))
    held = _conditions(folded, start, end)
    kept = sorted((one for one in found if not _inside(one.start, held)), key=lambda figure: figure.start)
    return _carried(folded, [one for one in kept if not any(_in_rate(folded, start, one, rate) for rate in kept)])


def _in_rate(folded: str, start: int, figure: Figure, rate: Figure) -> bool:
    """Whether a count belongs to what a rate measures: "tỷ lệ hồ sơ bổ sung quá 01 lần dưới 5%"."""
    if figure.rule == "percent" or rate.rule != "percent" or rate.start < figure.end:
        return False
    return _RATE_OF.match(folded, start, figure.start) is not None and not _APART.search(folded, figure.end, rate.start)


def _carried(folded: str, found: list[Figure]) -> list[Figure]:
    """``found`` with the comparator that a share takes over from the one before: "tối thiểu 30% sở và 30% xã"."""
    for index in range(1, len(found)):
        first, second = found[index - 1], found[index]
        alike = first.unit == second.unit == "%" and second.comparator is Comparator.EQUAL and second.value < _WHOLE
        joined = alike and _AND.fullmatch(folded, first.end, second.start) and first.comparator in (*_BOUNDS, *_CHANGES)
        goes_on = alike and _ON.fullmatch(folded, first.end, second.start) and first.comparator in _CHANGES
        if joined or goes_on:
            found[index] = replace(second, comparator=first.comparator)
    return found


def _conditions(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """What only says when something else holds: "đơn vị nào … trên 5% thì", "… đạt từ 3/5 tiêu chí thì"."""
    found = [match.span() for match in _CONDITION.finditer(folded, start, end)]
    then = folded.find(" thì ", start, end)
    if then >= 0:
        found.append((max(start, folded.rfind(", ", start, then)), then))
    return found


def _inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    return any(first <= offset < last for first, last in spans)


def _multiple(match: re.Match[str]) -> Figure:
    """The figure of "tăng gấp đôi"."""
    comparator = Comparator.INCREASE if match["grows"] else Comparator.EQUAL
    value = float(WORDS[match["low"]])
    start = match.start("low")
    return Figure(
        start=start, end=match.end(), value=value, upper=None, comparator=comparator, unit="lần", rule="count_changed"
    )


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
    if (
        (not match["percent"] and (words.names_number(before) or _MERGED.search(before)))
        or _BASE.search(before)
        or _OF_AGE.search(before)
    ):
        return None
    share = match["outof"] and not bounded(folded, before, match.end(), end)
    if share and not _is_share_of_a_count(folded, match, start, end, aimed, words):
        return None
    if match["percent"]:
        return _percent(reading, match, start, end, aimed, words)
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
    if not _HAVE.search(before):
        return False
    unit = words.unit.match(folded, match.end(), end)
    return unit is not None and _becomes(before, folded[unit.end() : end], words)


def _becomes(before: str, after: str, words: TargetWords) -> bool:
    """Whether bodies are to become something: "5/7 thôn đạt …"; "có" describes, unless it is aimed at."""
    return (_HAS if words.aim.search(before) else _BECOMES).match(after) is not None


def _covers_all(folded: str, match: re.Match[str], end: int, words: TargetWords) -> bool:
    """Whether all of a kind are meant: "15/15 xã, thị trấn"."""
    whole = match["low"].lstrip("0") == match["whole"].lstrip("0") != "1"
    return whole and words.unit.match(folded, match.end(), end) is not None


def _percent(
    reading: Reading, match: re.Match[str], start: int, end: int, aimed: bool, words: TargetWords
) -> Figure | None:
    before = reading.folded[max(start, match.start() - 40) : match.start()]
    bracketed = before.endswith("(") and reading.folded[match.end() : match.end() + 1] == ")"
    if words.rate.search(before) or _SAME_AS.search(before) or (bracketed and not _ALL_OF.search(before)):
        return None
    if _PRICE_CUT.search(before) and _PRICE.match(reading.folded, match.end(), end):
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
    comparator, stop, noun = compare(reading, match, before, stop, end)
    if comparator in _STRICT and _SCOPE.search(before):
        return None
    if comparator is None and not aimed and words.share.search(before):
        return None
    comparator = _of_change(reading.folded, match, comparator, (start, end), before)
    if comparator is None and match["high"] is None and _FROM.search(before):
        comparator = Comparator.AT_LEAST  # "đạt từ 85%", without "trở lên"
    if noun and unit == "%":
        unit = f"% {noun}"
    return _made(match, stop, comparator or Comparator.EQUAL, unit, "percent")


def _of_change(
    folded: str, match: re.Match[str], comparator: Comparator | None, clause: tuple[int, int], before: str
) -> Comparator | None:
    """``comparator``, or the direction of a change whose object stands between: "giảm số cuộc họp từ 10 đến 15%"."""
    if comparator not in (None, Comparator.AT_LEAST):
        return comparator
    change = change_of(folded, clause[0], match.start())
    # "Tăng tỷ lệ … tối thiểu 70%" may say to what; what is cut by at least so much is cut by it, and so is what is
    # compared with a base.
    based = _SINCE_BASE.match(folded, match.end(), clause[1]) is not None
    to_what = comparator is not None and not match["high"] and change is Comparator.INCREASE and not based
    return comparator if to_what else change or comparator


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
    comparator, stop, _ = compare(reading, match, before, unit_match.end() if unit_match else match.end(), end)
    comparator = _of_change(folded, match, comparator, (start, end), before) if not spoken else comparator
    told = comparator is not None or bool(words.yielding.search(before) or _REACH.search(before))
    unit = unit_of(reading, match.end(), end, unit_match, words, told=told or bool(_ENOUGH.search(before)))
    if unit is None and not spoken and match["outof"]:
        unit = _counted_before(folded, start, at, words)
    if unit is None or (_YEAR.fullmatch(match["low"]) and comparator is None):
        return None
    if _IN_ADVANCE.search(before) or (comparator in _STRICT and _SCOPE.search(before)):
        return None
    after = folded[unit_match.end() : unit_match.end() + 24] if unit_match else ""
    covers_all = not spoken and match["outof"] is not None and _covers_all(folded, match, end, words)
    rule = "count_reached" if covers_all else _count_rule(before, after, unit, comparator, aimed, words)
    if rule is None or _DONE.search(before):
        return None
    if "đồng" in unit and words.cost.search(folded, start, at):
        return None
    if comparator is None and unit == "lần" and number(match["low"]) == 1 and _EACH_TIME.search(before):
        return None  # "mỗi quý 01 lần": how often, not how much
    if comparator is Comparator.MORE and number(match["low"]) == 1 and _EACH_ONE.search(before):
        return None  # "bình quân trên 01 ha": what it is reckoned by
    stop = max(stop, unit_match.end() if unit_match else stop)
    per = words.per.match(folded, stop, end)
    each = _EACH_SHORT.search(before) if "/" not in unit and _is_often(unit, words) else None
    if each is not None:
        unit = (
            f"{unit}/{each['per']}"  # "mỗi tháng ít nhất 02 tin, bài"; "mỗi năm" is what a plan of a year means anyway
        )
    return _made(match, per.end() if per else stop, comparator or Comparator.EQUAL, unit, rule)


def _count_rule(
    before: str, after: str, unit: str, comparator: Comparator | None, aimed: bool, words: TargetWords
) -> str | None:
    base = unit.split("/")[0].lower()
    if comparator in _BOUNDS:
        since = base in words.time_units and _FROM.search(before)  # "hợp đồng từ 3 tháng trở lên" describes
        return None if since else "count_bounded"
    if comparator is Comparator.LESS and base in words.time_units and _LASTS.search(before):
        return "count_bounded"
    if _REACH.search(before) or (aimed and _KEEP.search(before) and "phấn" not in before[-10:]):
        return "count_reached"
    if comparator in _CHANGES:
        return "count_changed"
    if _ENOUGH.search(before) and base not in words.time_units:
        return "count_reached"
    if words.yielding.search(before) or (words.measure.search(before) and base not in words.scope_units):
        return "count_delivered"
    if (
        aimed
        and not _INSIDE.search(before)
        and base not in words.time_units
        and (base not in words.scope_units or _becomes(before, after, words))
    ):
        return "count_aimed"
    if base in words.activity_units and words.doing.search(before):
        return "count_delivered"
    if _PER_TIME.search(unit.lower()) and not _INSIDE.search(before):
        return "count_delivered"  # "tập huấn 02 lần/năm": a rate of work
    rated = _EACH_TIME.search(before) is not None or (base == "lần" and _IN_TIME.match(after) is not None)
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


def _made(match: re.Match[str], stop: int, comparator: Comparator, unit: str | None, rule: str) -> Figure | None:
    value = number(match["low"])
    upper = number(match["high"]) if "high" in match.re.groupindex and match["high"] else None
    if value is None:
        return None
    return Figure(
        start=match.start("low"), end=stop, value=value, upper=upper, comparator=comparator, unit=unit, rule=rule
    )
