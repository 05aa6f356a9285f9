"""Figures in a clause: a number with its comparator and unit, if it says what is to be reached.

Reads a clause of ``Reading.folded``; writes ``Figure``s in order. What is a name, a date, a rank, a level, a scope or a
result of the past gives none.
"""

import re
from dataclasses import replace

from extractors.numbers import DIGITS, NUMBER, WORDS
from extractors.reading import Reading
from extractors.targets_comparators import bound_of, bounded, compare, of_change
from extractors.targets_counts import (
    BOUNDS,
    CHANGES,
    FROM,
    KEEP,
    REACH,
    RHYTHM,
    SCOPE,
    STRICT,
    Figure,
    becomes,
    count,
    covers_all,
    made,
)
from extractors.targets_lexicon import GLUED_UNIT, TargetWords, target_words
from extractors.tolerant import spaced, tolerant_any
from schema.plan import Comparator
from schema.text import squeeze

_DASH = r"(?:-|–|—|đến|tới)"
_AMOUNT = re.compile(
    rf"(?P<low>{NUMBER})(?:\s*%?\s*{_DASH}\s*(?:dưới\s+)?(?P<high>{DIGITS})(?=\s*(?:%|[a-zà-ỹđ])))?"
    rf"(?P<outof>\s*/\s*(?P<whole>\d{{1,3}})(?!\d|[.,]\d|\s*/)\s*(?=\w|[.;,]|$))?(?:\s*(?P<percent>%|phần\s+trăm(?!\w)|‰))?"
)
_WORD_AMOUNT = re.compile(
    r"(?:" + tolerant_any("ít nhất", "tối thiểu", "không quá", "tối đa") + r")\s+(?:là\s+)?"
    r"(?P<low>" + "|".join(word for word in WORDS if word != "năm") + r")(?=\s)"
)
_NOT_A_FIGURE = re.compile(
    r"\s?[-–/][a-zđ]{1,6}(?:[-/]|\d|(?!\w))|/\d(?!\d*\.000\s)|[.,:]\d|\s*(?:h|g)\s?\d\d(?!\w)"
    rf"|(?!{GLUED_UNIT})\w"
)

# "toàn bộ (100%) văn bản", "đạt một trăm phần trăm (100%)"
_ALL_OF = re.compile(spaced(r"(?<!\w)(?:(?:toàn bộ|tất cả)(?: các| số)?|trăm phần trăm) \($"))
# Which standard a share reaches: "60% số xã đạt chuẩn diện tích tối thiểu 40m2".
_STANDARD = re.compile(r"(?<!\w)(?:đạt|đủ|đúng)\s+(?:chuẩn|tiêu chuẩn|điều kiện)(?!\w)[^,;.]*$")
# How much a mark counts: "30% điểm quá trình + 70% điểm do Hội đồng đánh giá".
_WEIGHT = re.compile(
    r"\s*điểm\s+(?:quá trình|thành phần|do|của|thi|kiểm tra|đánh giá|hội đồng|thực hành|lý thuyết)(?!\w)"
)
# What share a count is: "185/185 học sinh (tỷ lệ 100%)".
_SHARE_OF_COUNT = re.compile(r"\d[^()]*\((?:đạt\s+)?(?:tỷ lệ|tỉ lệ|chiếm|đạt)\s+$")
# Who is put somewhere, no share of money: "bố trí 100% cán bộ có trình độ đại học trực".
_PLACES = re.compile(r"(?<!\w)bố trí(?: đủ)?\s*$")
_FUNDS = re.compile(r"\s*(?:tổng\s+)?(?:kinh phí|vốn|ngân sách|nguồn|số tiền|dự toán|chi|quỹ|mức)(?!\w)")
# What the same work delivers besides: "phát hành 500 tờ rơi, 10 băng rôn", "02 hội nghị và 04 lớp".
_LISTED = re.compile(r"(?:(?!(?<!\w)(?:cho|với|gồm|có|do|tại)(?!\w))[^;:.()\d])*(?:,|(?<!\w)và)(?:\s+[^\W\d]+){0,3}\s+")
_LONGEST_ITEM = 60
# "tối thiểu 30% sở, ban, ngành và 30% xã": what joins two shares of one bound.
_AND = re.compile(r"(?:(?!(?<!\w)(?:đạt|được|là|có|còn)(?!\w))[^;:.()\d]){0,80}(?<!\w)và\s+")
# "giảm tối thiểu 30% thời gian, 30% chi phí": what goes on over a comma.
_ON = re.compile(r"[^;:,.()\d]{0,60},\s*")
_WHOLE = 100
# A share of what is produced in all: "kinh tế số đạt 30% GRDP".
_PRODUCT = re.compile(r"\s+(?:của\s+)?(?P<of>grdp|gdp)(?!\w)")
# "100% xã, phường mỗi quý có ít nhất …": a list of nouns and one predicate; a second predicate sets an aim of its own.
_VERB = r"(?:có|được|đạt|là|tham gia|thực hiện|tổ chức|hoàn thành|giải quyết|xử lý|duy trì|bố trí|tiếp nhận)(?!\w)"
_EACH_OF_SHARE = re.compile(
    rf"\s+(?:(?!(?<!\w){_VERB})[^;.:()\d])+(?<!,\s)(?<!và\s)(?<!\w)(?:có|tham gia|tổ chức|thực hiện)"
    r"(?:\s+(?!và\s)[^\W\d]+){0,4}\s+"
)
_FORMULA = re.compile(r"(?:[\w)]\s*[*×]|(?<!\w)\w/\w)\s*$")  # "Tỷ lệ = b/a * 100%", whose sign Markdown may swallow
_SCOPE_REACH = 90  # characters in front of a share in which it may be told that it only says which cases are meant
# What happened to the units before: "sau hợp nhất 03 xã".
_MERGED = re.compile(
    r"(?<!\w)(?:sau(?: khi)?|trước(?: khi)?|từ việc)\s+(?:hợp nhất|sáp nhập|sát nhập|sắp xếp|chia tách)"
    r"(?:\s+\w+){0,2}\s*$"
)
_ITEM_NUMBER = re.compile(r"\s*\d{1,2}\s?[-–/.)]\s+")
_RATE_OF = re.compile(spaced(r"[\s\-–+•*]*(?:phấn đấu |giảm |nâng |hạ )?tỷ lệ(?!\w)[^,;:(]*$"))
_APART = re.compile(r"[,;:(]")
# A figure that only says when something else holds, or how points are given.
_CONDITION = re.compile(
    r"(?<!\w)(?:nếu|trường hợp|(?:đơn vị|cơ quan|xã|phường|bộ phận|tập thể|cá nhân|công chức) nào)(?!\w)"
    r"[^;.]*?(?<!\w)thì(?!\w)|(?<!\w)nếu(?!\w)[^,;.]*"
    r"|(?<!\w)đối với(?:\s+[^\W\d]+){1,6}\s+có\s+(?:từ|trên|dưới|hơn|ít hơn|không quá)\s+\d[\d.]*"
    r"(?:\s+[^\W\d]+){1,4}\s*(?=[:,]|\Z)"
    r"|(?<!\w)không đạt(?!\w)[^,;.:]*"
)
_RUBRIC = re.compile(r"(?<!\w)(?:được|trừ|cộng|chấm)\s+(?:tối đa\s+)?\d[\d.,]*\s+điểm(?!\w|\s+(?:phần|trở))")
_SCHOOL_YEAR = re.compile(r"(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d")
# A slogan or a name: "với tinh thần “việc gấp đôi thì sức gấp ba”", "phong trào “5 không, 3 sạch”".
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_MULTIPLE = re.compile(r"(?P<grows>(?<!\w)tăng\s+(?:lên\s+)?)?(?<!\w)gấp\s+(?P<low>đôi|ba|bốn)(?:\s+lần)?(?!\w)")
# "2/3 số thôn", "cắt giảm ít nhất 1/3 thời gian": a share.
_FRACTION = re.compile(
    r"(?<![\w.,/])(?P<part>[1-9])\s?/\s?(?P<whole>[2-9]|10)(?P<high>(?!))?\s+"
    r"(?:(?:tổng\s+)?số|thời gian|thời hạn|diện tích|so với)(?!\w)"
)
_PRICE_CUT = re.compile(r"(?<!\w)(?:giảm|miễn|hỗ trợ)(?:\s+\w+)?\s*$")
_PRICE = re.compile(r"\s*(?:mức\s+)?(?:thu\s+)?(?:lãi suất|thuế|phí|lệ phí|tiền thuê|học phí|tiền lương|lương)(?!\w)")
_SAME_AS = re.compile(r"(?<!\w)tương\s+(?:đương|ứng)(?:\s+(?:với|khoảng))*\s*$")
_HAVE = re.compile(r"(?:^|[,;:(])[\s\-–+•]*(?:(?:và|có|đưa|phấn đấu|khoảng|ít nhất|trong đó)\s+)*$")
_MAY = re.compile(r"\s+(?:thì\s+)?(?:có thể|được phép)(?!\w)")  # "nơi có tỷ lệ dưới 20% có thể điều chỉnh mục tiêu"
_RAISED = re.compile(spaced(r"(?<!\w)nâng(?!\w)[^;]{0,60} lên $"))
_OF_AGE = re.compile(spaced(r"(?<!\w)tuổi (?:từ )?$"))
_CLOCK = re.compile(r"\d\s?(?:giờ|h)\s?$")  # "từ 7 giờ 00 đến 19 giờ 00"
_BASE = re.compile(spaced(r"(?<!\w)so với(?:\s+(?:mức|tỷ lệ|chỉ tiêu))?\s*$"))
_RISES_TO = re.compile(
    spaced(r"(?:[^;.]|\.(?=\d)){0,60}?(?<!\w)(?:lên|xuống|còn)(?:\s+(?:còn|trên|dưới|đạt|khoảng|ít nhất))*\s*\d")
)
_OF_PLAN = re.compile(
    spaced(
        r"\s*(?P<base>kế hoạch|dự toán|chỉ tiêu)(?:\s+vốn)?\s+(?:năm\s+)?(?:đã\s+|được\s+)*(?:tỉnh|huyện|cấp trên"
        r"|cấp có thẩm quyền|cơ quan có thẩm quyền|thủ tướng(?: chính phủ)?|ubnd tỉnh|trung ương)?\s*(?:giao|phân bổ)"
    )
)


def figures(reading: Reading, start: int, end: int, aimed: bool, *, delivers: bool = False) -> list[Figure]:
    """The figures of the clause ``[start, end)``.

    aimed: the clause stands where aims are set (heading or cue); delivers: it stands behind work and a colon.
    """
    folded, words = reading.folded, target_words()
    start = _behind_number(folded, start, end)
    found: list[Figure] = []
    if not aimed and _RUBRIC.search(folded, start, end):
        return found
    for match in _AMOUNT.finditer(folded, start, end):
        if found and match.start() < found[-1].end:
            continue
        figure = _figure(reading, match, start, end, aimed, words, delivers=delivers)
        figure = figure or _listed(reading, match, end, found, words)
        if figure is not None and not (found and _of_the_same(folded, found[-1], figure)):
            found.append(figure)
    for match in _WORD_AMOUNT.finditer(folded, start, end):
        figure = count(reading, match, start, end, aimed, words)
        if figure is not None:
            found.append(figure)
    found.extend(map(_multiple, _MULTIPLE.finditer(folded, start, end)))
    for match in _FRACTION.finditer(folded, start, end):
        found = [one for one in found if not match.start() <= one.start < match.end()]
        found.append(_fraction(reading, match, start, end))
    held = _conditions(folded, start, end)
    named = [match.span() for match in _QUOTED.finditer(folded, start, end)]
    kept = sorted((one for one in found if not _inside(one.start, held)), key=lambda figure: figure.start)
    kept = [one for one in kept if one.rule == "percent" or not _inside(one.start, named)]
    kept = [one for one in kept if not any(_in_rate(folded, start, one, rate) for rate in kept)]
    return _carried(folded, [_bounded_change(folded, start, one) for one in kept])


def _bounded_change(folded: str, start: int, figure: Figure) -> Figure:
    """``figure`` with the bound of a change as its comparator: "tăng trên 03%", "giảm tối thiểu 20%"."""
    if figure.comparator not in CHANGES or figure.upper is not None:
        return figure
    before = folded[max(start, figure.start - 40) : figure.start]
    bound = bound_of(before, folded[figure.start : figure.end])
    return figure if bound is None else replace(figure, comparator=bound, change=figure.comparator)


def _in_rate(folded: str, start: int, figure: Figure, rate: Figure) -> bool:
    """Whether a count belongs to what a rate measures: "tỷ lệ hồ sơ bổ sung quá 01 lần dưới 5%"."""
    if figure.rule == "percent" or rate.rule != "percent" or rate.start < figure.end:
        return False
    return _RATE_OF.match(folded, start, figure.start) is not None and not _APART.search(folded, figure.end, rate.start)


def _carried(folded: str, found: list[Figure]) -> list[Figure]:
    """``found`` with the comparator that a figure takes over from the one before: "tối thiểu 30% sở và 30% xã",
    "ít nhất 100 doanh nghiệp khởi nghiệp, 50 hợp tác xã"."""
    for index in range(1, len(found)):
        first, second = found[index - 1], found[index]
        if second.comparator is not Comparator.EQUAL or first.comparator not in (*BOUNDS, *CHANGES):
            continue
        shares = first.unit == second.unit == "%" and second.value < _WHOLE
        changes = first.change is not None or first.comparator in CHANGES
        counts = first.rule == "count_bounded" and first.comparator is Comparator.AT_LEAST and second.rule != "percent"
        between = folded, first.end, second.start
        listed = (shares and changes) or counts
        if (shares and _AND.fullmatch(*between)) or (listed and _ON.fullmatch(*between)):
            found[index] = replace(second, comparator=first.comparator, change=first.change)
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


def _fraction(reading: Reading, match: re.Match[str], start: int, end: int) -> Figure:
    """The share that "2/3 số thôn" is, in per cent with one decimal."""
    before = reading.folded[max(start, match.start() - 40) : match.start()]
    comparator, stop, _ = compare(reading, match, before, match.end("whole"), end)
    comparator = of_change(reading.folded, match, comparator, (start, end), before)
    value = round(100 * int(match["part"]) / int(match["whole"]), 1)
    return Figure(
        start=match.start(),
        end=stop,
        value=value,
        upper=None,
        comparator=comparator or Comparator.EQUAL,
        unit="%",
        rule="percent",
    )


def _behind_number(folded: str, start: int, end: int) -> int:
    """Where the clause begins behind a number of its own: "3- 100% hộ dân" is no range from 3 to 100."""
    number_mark = _ITEM_NUMBER.match(folded, start, end)
    if folded[:start].rstrip(" ").endswith(":"):
        return start  # "Tỷ lệ …: 30 - 40%"
    return number_mark.end() if number_mark else start


def _of_the_same(folded: str, earlier: Figure, figure: Figure) -> bool:
    """Whether a count only describes what an earlier figure counts: "100% trẻ 5 tuổi", "90% hộ có 02 con".

    So does what each of those has at least whom a share names: "100% thôn, tổ dân phố có ít nhất 01 điểm truy cập".
    """
    between = folded[earlier.end : figure.start]
    if figure.rule == "count_bounded":
        each = earlier.rule == "percent" and _EACH_OF_SHARE.fullmatch(between) is not None
        rated = RHYTHM.search(between) is not None and "/" in (figure.unit or "")
        if earlier.rule == "percent" and _STANDARD.search(between) is not None:
            return True
        return each and not rated  # "mỗi quý có ít nhất 04 tin, bài" measures work
    if figure.rule not in ("count_aimed", "count_delivered"):
        return False
    return not re.search(r"[,;(]|\svà\s", between)


def _figure(
    reading: Reading,
    match: re.Match[str],
    start: int,
    end: int,
    aimed: bool,
    words: TargetWords,
    *,
    delivers: bool,
) -> Figure | None:
    folded = reading.folded
    low_end = match.end("low")
    if reading.masked(match.start("low"), low_end, "citations") or _SCHOOL_YEAR.fullmatch(match.group()):
        return None
    if not match["percent"] and not match["outof"] and _NOT_A_FIGURE.match(folded, match.end(), end):
        return None
    before = folded[max(start, match.start() - 40) : match.start()]
    if (
        (not match["percent"] and (words.names_number(before) or _MERGED.search(before) or _CLOCK.search(before)))
        or _BASE.search(before)
        or _OF_AGE.search(before)
    ):
        return None
    if (
        not match["percent"]
        and match["high"] is None
        and FROM.search(before)
        and _RISES_TO.match(folded, match.end(), end)
    ):
        return None  # "từ 30 ngày xuống còn 20 ngày": what it was
    share = match["outof"] and not bounded(folded, before, match.end(), end)
    if share and not _is_share_of_a_count(folded, match, start, end, aimed, words):
        return None
    if match["percent"]:
        return _percent(reading, match, start, end, aimed, words)
    return count(reading, match, start, end, aimed, words, delivers=delivers)


def _is_share_of_a_count(
    folded: str, match: re.Match[str], start: int, end: int, aimed: bool, words: TargetWords
) -> bool:
    """Whether "5/7" says how many of how many: "đạt 14/19 tiêu chí", "5/7 thôn giữ vững …"; a rank does not."""
    before = folded[max(start, match.start() - 40) : match.start()]
    if covers_all(folded, match, end, words):
        return not before.endswith("(")  # in brackets it only counts what a share means
    if not aimed:
        return _RAISED.search(folded, start, match.start()) is not None
    if REACH.search(before) or KEEP.search(before):
        return True
    if not _HAVE.search(before):
        return False
    unit = words.unit.match(folded, match.end(), end)
    return unit is not None and becomes(before, folded[unit.end() : end], words)


def _listed(reading: Reading, match: re.Match[str], end: int, found: list[Figure], words: TargetWords) -> Figure | None:
    """The figure of an output that a list of deliveries goes on with: "phát 500 tờ rơi, 10 băng rôn"."""
    last = found[-1] if found else None
    unit = words.unit.match(reading.folded, match.end(), end)
    if last is None or last.rule != "count_delivered" or unit is None or match["percent"] or match["outof"]:
        return None
    output = squeeze(unit.group()) in words.activity_units and words.per.match(reading.folded, unit.end(), end) is None
    between = reading.folded[last.end : match.start()]
    if not output or len(between) > _LONGEST_ITEM or _LISTED.fullmatch(between) is None:
        return None
    named = squeeze(reading.flow[unit.start() : unit.end()])
    return made(match, unit.end(), Comparator.EQUAL, named, "count_delivered")


def _percent(
    reading: Reading, match: re.Match[str], start: int, end: int, aimed: bool, words: TargetWords
) -> Figure | None:
    before = reading.folded[max(start, match.start() - 40) : match.start()]
    bracketed = before.endswith("(") and reading.folded[match.end() : match.end() + 1] == ")"
    paid = words.rate.search(before) and not REACH.search(before)  # "lao động hưởng lương đạt 40%" is no pay
    if paid or _SAME_AS.search(before) or (bracketed and not _ALL_OF.search(before)):
        return None
    if _SHARE_OF_COUNT.search(before) and reading.folded[match.end() : match.end() + 1] == ")":
        return None
    if _FORMULA.search(before) or _WEIGHT.match(reading.folded, match.end(), end):
        return None
    if _PRICE_CUT.search(before) and _PRICE.match(reading.folded, match.end(), end):
        return None
    if FROM.search(before) and match["high"] is None and _RISES_TO.match(reading.folded, match.end(), end):
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
    if comparator in STRICT and _MAY.match(reading.folded, stop, end):
        return None
    if comparator in STRICT and SCOPE.search(reading.folded, max(start, match.start() - _SCOPE_REACH), match.start()):
        return None
    placed = _PLACES.search(before) is not None and _FUNDS.match(reading.folded, stop, end) is None
    if comparator is None and not aimed and words.share.search(before) and not placed:
        return None
    comparator = of_change(reading.folded, match, comparator, (start, end), before)
    if comparator is None and match["high"] is None and FROM.search(before):
        comparator = Comparator.AT_LEAST  # "đạt từ 85%", without "trở lên"
    product = _PRODUCT.match(reading.folded, match.end(), end)
    if product is not None and unit == "%":
        unit = f"% {product['of'].upper()}"
    elif noun and unit == "%":
        unit = f"% {noun}"
    return made(match, stop, comparator or Comparator.EQUAL, unit, "percent")
