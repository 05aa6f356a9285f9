"""Where each target of a clause begins and ends, and what its words are: metric, period, deadline, baseline.

Reads a clause and its figures; writes spans of the frozen text and phrases cut from it.
"""

import re
from dataclasses import replace

from extractors.dates import ANY_DATE, GAP, YEAR, last_day, parse_date, to_partial
from extractors.markers import behind_lead
from extractors.reading import Reading
from extractors.targets_counts import RHYTHM, Figure
from extractors.targets_lexicon import target_words
from extractors.tolerant import spaced
from schema.plan import Comparator
from schema.text import fold, squeeze

_SEPARATOR = re.compile(r",\s|\s(?=và\s)|\s(?=\()|\s[-–]\s")
_OPENING = re.compile(
    spaced(
        r"\s*\(?(?:và\s+)?(?:trong đó[,:]?\s+)?(?:đến|năm|tỷ lệ|có|phấn đấu|đạt|ít nhất|tối thiểu|tối đa"
        r"|không quá|trên|dưới|từ|số|tổng số"
        r"|hoàn thành|giảm|tăng|mức độ|riêng|còn lại|\d)"
    )
)
LEAD_IN = re.compile(
    spaced(
        r"(?:và|có|từ|đạt|phấn đấu|ít nhất|tối thiểu|tối đa|không quá|trên|dưới|hơn|đến|khoảng|là|đảm bảo|bảo đảm"
        r"|hoàn thành|còn|xuống|lên|\s|,|\(|[<>≤≥=])*"
    )
)
_YEAR_LEAD = re.compile(spaced(r"(?:và\s+)?(?:đến|hết|tới|trong|năm|cuối)\b[^,;%]{0,30}$"))

_BY = re.compile(
    rf"(?:(?:đến|tới|trước|hết|chậm nhất|muộn nhất|cuối){GAP}(?:hết{GAP}|cuối{GAP}|trước{GAP})*"
    rf"|(?<!\w)hoàn thành(?:{GAP}xong)?{GAP}trong{GAP})"
    rf"(?P<date>{ANY_DATE}|(?:ngày{GAP})?\d{{1,2}}/\d{{1,2}}(?={GAP}(?:đạt|phải|hoàn thành|[,;.)]|\Z)))"
)
_PERIOD = re.compile(
    spaced(
        rf"(?<!với\s)(?<!\w)(?:trong{GAP})?năm{GAP}(?P<year>(?:19|20)\d\d)(?!\d)|(?<!\w)(?P<named>trong năm"
        rf"|(?:hằng|hàng|mỗi) (?:năm|quý|tháng|tuần)"
        rf"|quý (?:iv|i{{1,3}}|[1-4])(?=,? (?:đạt|là|phấn đấu|hoàn thành)))(?!\w)"
    )
)
_OPENS_YEAR = re.compile(spaced(r"(?:^|(?<=\s))(?P<named>)(?:trong )?năm (?P<year>(?:19|20)\d\d)[,:]? ?$"))
_OPENS_RHYTHM = re.compile(spaced(r"(?P<year>)(?:^|(?<=\s))(?P<named>(?:hằng|hàng|mỗi) (?:năm|quý|tháng|tuần)),? ?$"))
_BARE_YEAR = re.compile(r"(?P<named>)(?P<year>(?:19|20)\d\d)\s?:")
_BASELINE = re.compile(spaced(r"(?<!\w)so với\s+(?P<base>(?:[^;.,()\n]|(?<=\d)[.,](?=\d)){3,80})"))
# "đạt 60% (năm 2022: 42,5%)", "70% (năm 2022 đạt 62,5%)": what was.
_WAS = re.compile(
    spaced(
        r"\(\s*(?P<base>(?:cùng kỳ )?(?:năm )?(?:19|20)\d\d(?:\s*:| đạt| là| chỉ đạt| mới đạt)"
        r"\s*\d[^()\n]{0,40})\)"
    )
)
# "từ 85,5% năm 2023 lên 90%": what it was.
_ROSE_FROM = re.compile(spaced(r"(?<!\w)từ\s+(?P<base>\d[^;:]{0,60}?)(?<!trở)\s+(?:lên|xuống|còn)(?!\w)"))
_SINCE_LAST = re.compile(r"\s+so với\s.*$|\s+từ\s+\d.*\s(?:lên|xuống|còn)$")
_TIME_FIRST = re.compile(
    rf"^(?:(?:đến|tới|trước|hết|cuối|trong|vào|từ)\s+)*(?:{ANY_DATE}|giai\s+đoạn\s+(?:năm\s+)?{YEAR}\s*[-–]\s*{YEAR})[\s,:]*"
)
_TIME_LAST = re.compile(
    rf"[\s,(]+(?:hoàn thành\s+(?:xong\s+)?)?(?:(?:đến|tới|trước|hết|cuối|trong|vào)\s+)+{ANY_DATE}\s*$"
)
_RHYTHM_FIRST = re.compile(r"^(?:hằng|hàng|mỗi) (?:năm|quý|tháng|tuần)[\s,]+")
_SERIES = re.compile(
    rf"(?:(?:đến|tới|hết|cuối|trong|và|từ)\s+)*(?:{ANY_DATE}|(?:19|20)\d\d|quý\s+(?:iv|i{{1,3}}|[1-4])(?!\w)"
    r"|tháng\s+\d{1,2}(?!\d)|(?:ngày\s+)?\d{1,2}/\d{1,2}(?![/\d])|(?:6|9|sáu|chín)\s+tháng(?:\s+đầu\s+năm)?|cả\s+năm)"
    r"[\s:,-]*(?:(?:phấn đấu|đạt|là|từ|trên|tối thiểu|ít nhất|lên|tăng lên|không quá|dưới)\s+)*"
)
_ALL_OF_THEM = re.compile(r"^\(?\d{1,3}/\d{1,3}\)\s*")  # "100% (15/15) thôn"
_LONGEST_WORD = 14  # before the comma of a compound
_RATE_NAME = re.compile(r"tỷ lệ|số lượng")
_COUNT_NAME = re.compile(r"(?:tỷ lệ|số lượng|số)(?=[\s,(:–-]*$)")
_OF_THE_PLAN = re.compile(r"(?:kế hoạch|dự toán|chỉ tiêu)\s+(?:đã\s+|được\s+)*(?:đề ra|giao)")
_NAMES_MEASURE = re.compile(r"tỷ lệ|mức|chỉ số|số|tổng|thu|năng suất|sản lượng|diện tích|thời gian")
# A figure of a part of what the figure before measures ("…; cấp huyện 80%"), or what is left out of it.
_PART = re.compile(r"(?:riêng\s+|tại\s+|ở\s+|đối với\s+)?(?:cấp|khối|tuyến)\s+\w+")
_EXCEPT = re.compile(r"\(?(?:không kể|không tính|trừ|ngoại trừ|không bao gồm)(?!\w)")
_PER_UNIT = re.compile(r"/(năm|tháng|quý|tuần|ngày)$")
_CUE = re.compile(
    r"^(?:[\s,(:–-]|(?:và|phấn đấu|phần đầu|đảm bảo|bảo đảm|thực hiện|tổ chức|hoàn thành|đạt|đat|có|tiếp tục"
    r"|duy trì|trong đó|mục tiêu|đến|tỷ lệ|các|số lượng|số(?!\s+(?:hóa|liệu|học))|để|nhằm)(?!\w))+"
)
_TAIL = re.compile(
    r"(?:[\s,(:–≥≤><=-]|(?<!\w)(?:đạt|đat|từ|trên|dưới|ít nhất|tối thiểu|không quá|tối đa|là|khoảng|hơn|còn|xuống"
    r"|có|được|và|cho|phấn đấu|đảm bảo|bảo đảm))+$"
)

# The verb of a change at either end of what changes: "số vụ bị phát hiện tăng", "Rút ngắn thời gian giải quyết".
_CHANGE_VERB = r"(?:tăng|cắt giảm|kéo giảm|tiết giảm|giảm|rút ngắn|đơn giản h(?:óa|oá)|bãi bỏ)(?: (?:thêm|bình quân))?"
_CHANGE_LAST = re.compile(rf"\s+{_CHANGE_VERB}\s*$", re.I)
_CHANGE_FIRST = re.compile(rf"^{_CHANGE_VERB}(?:,? (?:và )?{_CHANGE_VERB})*\s+(?!(?:cường|trưởng)(?!\w))", re.I)


def segments(reading: Reading, start: int, end: int, found: list[Figure]) -> list[tuple[int, int]]:
    """One span of ``[start, end)`` per figure of ``found``: the words from its metric or verb to its end."""
    spans: list[tuple[int, int]] = []
    begin = _first_start(reading, start, found[0].start)
    for figure, following in zip(found, [*found[1:], None], strict=True):
        stop = end if following is None else _border(reading, figure, following)
        spans.append((begin, _own_end(reading, begin, figure, stop)))
        begin = _skip_joint(reading.folded, stop, end)
    return spans


def _first_start(reading: Reading, start: int, figure_start: int) -> int:
    folded = reading.folded
    start = behind_lead(folded, start, figure_start)
    starters = list(target_words().starter.finditer(folded, start, figure_start))
    if starters:
        chosen = next((one for one in reversed(starters) if one.group().startswith("ph")), starters[-1])
        while (before := _adjacent(starters, chosen, folded)) is not None:
            chosen = before
        opens = _NAMES_MEASURE.match(folded, start, figure_start) and "," not in folded[start : chosen.start()]
        return start if opens else chosen.start()  # "Tỷ lệ … phấn đấu đạt 98%": the measure stands before the cue
    comma = folded.rfind(", ", start, figure_start)
    if comma >= 0 and folded.startswith(("đạt", "đat"), comma + 2):
        return start  # "Thực hiện Kế hoạch ..., đạt 100%": what is measured stands before the comma
    if comma >= 0 and (LEAD_IN.fullmatch(folded, comma + 1, figure_start) or figure_start - start > 200):
        return comma + 2
    return start


def _adjacent(starters: list[re.Match[str]], chosen: re.Match[str], folded: str) -> re.Match[str] | None:
    for one in starters:
        if one.end() <= chosen.start() and not folded[one.end() : chosen.start()].strip():
            return one
    return None


def _border(reading: Reading, figure: Figure, following: Figure) -> int:
    """Where the words of ``figure`` end and those of ``following`` begin."""
    folded = reading.folded
    cuts = [match.start() for match in _SEPARATOR.finditer(folded, figure.end, following.start)]
    outside = [cut for cut in cuts if folded.count("(", figure.end, cut) <= folded.count(")", figure.end, cut)]
    cuts = outside or cuts
    for cut in reversed(cuts):
        lead = folded[cut + 1 : following.start]
        if LEAD_IN.fullmatch(lead) or _YEAR_LEAD.search(lead.lstrip()):
            return cut
    for cut in cuts:
        if _OPENING.match(folded, cut + 1, following.start):
            return cut
    each = RHYTHM.search(folded, figure.end, following.start) if figure.rule == "percent" else None
    if each is not None and following.rule == "count_bounded":
        return each.start()  # "100% xã, phường mỗi quý có ít nhất 04 tin, bài"
    commas = [cut for cut in cuts if folded[cut] == ","]
    return (commas or cuts or [following.start])[0]


def _skip_joint(folded: str, start: int, end: int) -> int:
    joint = re.compile(r"[\s,]*(?:và\s+)?\(?").match(folded, start, end)
    return joint.end() if joint else start


def _own_end(reading: Reading, begin: int, figure: Figure, stop: int) -> int:
    """A target whose words stand before its figure ends with the next comma; one that opens with it goes on."""
    before = target_words().starter.sub("", reading.folded[begin : figure.start])
    leads = len(before.split()) < 6
    comma = -1 if leads else _outer_comma(reading, figure.end, stop)
    end = comma if comma >= 0 else stop
    while end > figure.end and (reading.flow[end - 1] in " \t," or _dangles(reading.flow[begin:end])):
        end -= 1
    return max(end, figure.end)


def _outer_comma(reading: Reading, start: int, end: int) -> int:
    """The first comma outside brackets and compounds ("cơ quan, đơn vị"), -1 where there is none."""
    depth = 0
    inside = 0
    for offset in range(start, end):
        sign = reading.flow[offset]
        depth += (sign == "(") - (sign == ")")
        if depth > 0 or not reading.flow.startswith(", ", offset) or offset < inside:
            continue
        compound = target_words().compound.search(reading.folded, max(start, offset - _LONGEST_WORD), end)
        if compound is None or not compound.start() < offset < compound.end():
            return offset
        inside = compound.end()
    return -1


def _dangles(words: str) -> bool:
    """Whether ``words`` close a bracket that they do not open."""
    return words.endswith(")") and words.count("(") < words.count(")")


def tells_only_time(reading: Reading, span: tuple[int, int], figure: Figure) -> bool:
    """Whether no word but a time stands around the figure: "năm 2023 đạt 95%" in a series behind its measure."""
    return not reading.folded[figure.end : span[1]].strip(" .;,") and (
        _SERIES.fullmatch(reading.folded, span[0], figure.start) is not None
    )


def metric(
    reading: Reading,
    span: tuple[int, int],
    figure: tuple[int, int],
    unit: str | None,
    earlier: str | None = None,
    *,
    changes: bool = False,
) -> str:
    """The short name of what is measured, in the words of the text; changes: of what grows or shrinks by the figure.

    Where the clause names nothing ("đến ngày 31/01/2022 đạt 100%") it is ``earlier``, the metric of the figure before
    in the same sentence, else the heading's name.
    """
    before = _trimmed(reading, span[0], figure[0], counted=changes)
    after = _trimmed(reading, figure[1], span[1], counted=changes)
    if earlier and not after and _SERIES.fullmatch(reading.folded, span[0], figure[0]):
        return earlier
    if _EXCEPT.match(after.lower()) or (_OF_THE_PLAN.match(after.lower()) and (before or earlier)):
        after = ""
    if earlier and _PART.fullmatch(fold(before)) and not after:
        return f"{earlier.split(' (')[0]} ({before})"
    words = before if len(before.split()) >= 3 else after or before
    if unit is not None and unit[0].isalpha() and words is after:
        tail = _time_stripped(squeeze(reading.flow[figure[1] : span[1]]).rstrip(" .;:"))
        words = f"số {unit.split('/')[0]}{'' if tail.startswith(',') else ' '}{tail}".strip()
    elif before and after and words is before and not _NAMES_MEASURE.match(before.lower()):
        words = f"{before} {after}"
    if len(words.split()) < 2 and earlier:
        return earlier
    if len(words.split()) < 2:
        words = heading(reading, span[0]) or words or squeeze(reading.flow[span[0] : span[1]])
    share = unit is not None and unit.startswith("%") and not changes  # "giảm 50% số vụ": by half, no rate of them
    if share and not fold(words).startswith(("tỷ lệ", "mức", "chỉ số")):
        words = f"tỷ lệ {words}" if after and words == after else words
    return words[:200].strip()


def changing(words: str, bounded: Comparator | None) -> str:
    """The metric ``words`` of a change without its verb; bounded: the way it goes, told in the metric as the comparator
    is a bound ("mức giảm thời gian giải quyết": ≥ 20%)."""
    bare = _CHANGE_FIRST.sub("", _CHANGE_LAST.sub("", words)) or words
    if bounded is None:
        return bare
    bare = bare if bare[1:2].isupper() else bare[:1].lower() + bare[1:]
    return f"mức {'tăng' if bounded is Comparator.INCREASE else 'giảm'} {bare}"


def _trimmed(reading: Reading, start: int, end: int, *, counted: bool) -> str:
    """The words of ``[start, end)`` without cues and times at either end; counted: "số" belongs to what is measured."""
    if start >= end:
        return ""
    phrase = squeeze(reading.flow[start:end])
    lowered = phrase.lower()
    lead = _CUE.match(lowered)
    phrase = phrase[lead.end() :] if lead else phrase
    named = (_COUNT_NAME if counted else _RATE_NAME).search(lead.group()) if lead else None
    if named is not None:
        phrase = f"{named.group()} {phrase}"
    phrase = _time_stripped(phrase)
    tail = _TAIL.search(phrase.lower())
    return _ALL_OF_THEM.sub("", phrase[: tail.start()] if tail else phrase).strip(" ,:-–")


def _time_stripped(phrase: str) -> str:
    """``phrase`` without a time at either end: period and deadline are fields of their own."""
    for pattern in (_SINCE_LAST, _TIME_FIRST, _TIME_LAST, _RHYTHM_FIRST):
        phrase = phrase.rstrip(" ,(:-–")
        match = pattern.search(_TAIL.sub("", fold(phrase)))
        if match is not None:
            phrase = phrase[: match.start()] + phrase[match.end() :]
    return phrase


def heading(reading: Reading, offset: int) -> str | None:
    """The name that the heading above ``offset`` gives: its quoted words where it quotes any, else its title."""
    section = reading.section_at(offset)
    by_id = {one.id: one for one in reading.sections}
    while section is not None:
        title = section.title
        if title and not re.search(r"mục tiêu|yêu cầu|nhiệm vụ|giải pháp|chỉ tiêu", title, re.I):
            quoted = re.search(r"[“\"]([^”\"]{4,})[”\"]", title)
            return squeeze(quoted.group(1) if quoted else title).rstrip(".:")
        section = by_id.get(section.parent) if section.parent else None
    return None


def times(
    reading: Reading, span: tuple[int, int], lead: int, unit: str | None, year: int | None
) -> tuple[str | None, str | None]:
    """Period and deadline of a target, read in its span and in the words before it from ``lead`` on.

    year: the plan's, for a deadline without one ("vào cuối quý II").
    """
    folded = reading.folded
    deadline = None
    for match in _BY.finditer(folded, lead, span[1]):
        if match.end() <= span[0] and "," in folded[match.end() + 1 : span[0]] and match.start() > lead + 40:
            continue
        deadline = _day_of(match, year)
    per = _PER_UNIT.search(unit or "")
    if per:
        return per.group(1), deadline
    rose, was = _ROSE_FROM.search(folded, *span), _WAS.search(folded, *span) or _BASELINE.search(folded, *span)
    span = (rose.end() if rose is not None else span[0], was.start() if was is not None else span[1])
    period = (
        _BARE_YEAR.match(folded, *span)
        or _PERIOD.search(folded, *span)
        or _OPENS_YEAR.search(folded, lead, span[0])
        or _OPENS_RHYTHM.search(folded, lead, span[0])
    )
    if period is None:
        return None, deadline
    named = period["named"] or ""
    return period["year"] or (f"quý {named[4:].upper()}" if named.startswith("quý ") else named), deadline


def by_when(folded: str, start: int, end: int, year: int | None) -> str | None:
    """The one deadline that ``[start, end)`` tells ("đến cuối năm 2025"), for all that stands below it."""
    found = [_day_of(match, year) for match in _BY.finditer(folded, start, end)]
    return found[0] if len(found) == 1 else None


def _day_of(match: re.Match[str], year: int | None) -> str | None:
    parts = parse_date(match["date"])
    if parts is None:
        return None
    parts = replace(parts, year=parts.year or year)
    return to_partial(parts) if parts.quarter is None else last_day(parts)


def baseline(reading: Reading, span: tuple[int, int]) -> str | None:
    """What the target is compared with ("năm 2020") or rises from ("85,5% năm 2023"), None where nothing is."""
    match = (
        _WAS.search(reading.folded, *span)
        or _WAS.match(reading.folded, span[1] + reading.folded.startswith(" ", span[1]))
        or _BASELINE.search(reading.folded, *span)
        or _ROSE_FROM.search(reading.folded, *span)
    )
    return squeeze(reading.flow[match.start("base") : match.end("base")]) if match else None
