"""Deadlines: by when, in which period, how often.

Reads a Reading whose sections, citations and targets are known; writes Deadlines in the order in which they stand.
Dates of cited documents, years in names and results of earlier years are none.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.deadlines_grammar import CORE, NEEDS, Shape, frequency_names, rules
from extractors.deadlines_place import Place
from extractors.deadlines_times import days, point, stretch
from extractors.reading import Reading
from extractors.targets import targets
from schema.plan import Deadline, DeadlineKind

_LEFT, _RIGHT = 60, 140
_DAY = re.compile(r"ngày|(?<![\d/])\d{1,2}[^\S\n]*[/.\-–][^\S\n]*\d{1,2}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ONLY_YEAR = re.compile(r"^\D*(?:19|20)\d\d\D*$")
# What a report covers, or since when something holds.
_DATA = re.compile(r"(?:số liệu|kỳ báo cáo|chốt|lấy số liệu|tính|hiệu lực(?: thi hành)?)(?:\s+\w+){0,2}\s*$")
# What is dated rather than due.
_ISSUED = re.compile(r"(?:căn cứ|ban hành|ký|sinh|thành lập)(?:\s+\w+){0,2}\s*$")
_SINCE = re.compile(r"(?<!\w)(?:từ|kể từ|của|cấp|quốc hội|theo|tại)\s*$")
_VERB_BEFORE = re.compile(
    r"(?:hoàn thành|thực hiện|xong|tổ chức|triển khai|kết thúc|bắt đầu|khai giảng|khởi công|bàn giao)(?:\s+\w+){0,2}\s*$"
)
_ACT = re.compile(
    r"(?<!\w)(?:thực hiện|hoàn thành|tổ chức|xây dựng|ban hành|triển khai|báo cáo|rà soát|kiểm tra|phấn đấu|trình"
    r"|tham mưu|đảm bảo|bảo đảm|tuyên truyền|mở|cử|đào tạo|khắc phục|giải ngân|thu|công bố|công khai|đánh giá"
    r"|giải quyết|tổng kết|sơ kết|bổ sung|hỗ trợ|xử lý|duy trì|thành lập|bố trí|nâng cấp|đầu tư)(?!\w)"
)
_IMPROVES_INDEX = re.compile(
    r"(?<!để )(?<!nhằm )(?:cải thiện|nâng cao)(?:,?\s+\w+){0,2}\s+(?:chất lượng|kết quả)\s+(?:các\s+)?chỉ số\s*$"
)
_PURPOSE_CLAUSE = re.compile(r"(?<!\w)(?:để|nhằm|góp phần)\s[^;.]{0,90}$")
_STRIVES = re.compile(r"(?<!\w)(?:phấn đấu|phần đầu|mục tiêu)(?:\s+đến)?\s*$")
_FROM_ON = re.compile(r"(?:kể\s+)?từ\s")
_CONTINUES = re.compile(r"trở|tiếp\s+theo|thường\s+xuyên|h[àằ]ng\s+năm|sau$|tới$")
_HOURS = re.compile(r"\d\s+(?:giờ|phút)")
_ANCHOR = re.compile(r"\d.*(?:kể từ|tính từ|sau|trước|khi|từ|so với)\s|trong\s+(?:vòng|thời)")
_TIMES_PER = re.compile(r"\d\s+(?:lần|đợt|kỳ|cuộc)\s*/\s*(?P<per>năm|quý|tháng|tuần|ngày)")
_DEPENDS = re.compile(r"\s*(?:theo|sau|khi|ngay|đột xuất|trước|đến|đảm bảo|bảo đảm|kịp thời|đúng)(?!\w)")
_BUDGET = re.compile(
    r"(?<!\w)(?:thu|chi|giải ngân|thu, chi)\s+(?:\w+\s+){0,2}(?:ngân sách|nsnn|vốn)(?:\s+\w+){0,3}\s*$"
)
_AFTER_CLAUSE = re.compile(r"[^\S\n]*(?:$|[;.:,)\n]|và[^\S\n])")
_ATTRIBUTE = re.compile(
    r"[^\S\n]+của[^\S\n]+(?:tỉnh|huyện|thành phố|thị xã|xã|phường|thị trấn|đơn vị|địa phương|ngành|cơ quan|bộ|sở)"
)
_NAMED_BY = re.compile(
    r"(?<!\w)(?:kế hoạch|chương trình|dự toán|nhiệm vụ|ngân sách|chỉ tiêu|báo cáo|năm học|nghị quyết)\s*$"
)
# What is paid month by month is no work that is due month by month.
_PAID = re.compile(r"(?<!\w)(?:phụ cấp|trợ cấp|lương|sinh hoạt phí|chi trả|được hưởng|mức hưởng)(?:\s+\w+){0,3}\s*$")
_DAILY = re.compile(r"(?<!\w)(?:báo cáo|kiểm tra|cập nhật|trực|theo dõi|đăng|phát|thực hiện)(?!\w)")
_RELATIVE_CLAUSE = re.compile(r"(?<!\w)mà\s")
_FREQUENCY = re.compile(r"(?:0?[1369]|sáu)\s+tháng|0?1\s+năm|nửa năm|năm học|học kỳ|quý|quí|năm|tháng|tuần|ngày")


def deadlines(reading: Reading) -> tuple[Deadline, ...]:
    """All deadlines of ``reading``; also marks them under "deadlines"."""
    if "figures" not in reading.spans:
        targets(reading)
    place = Place(reading)
    found: list[Deadline] = []
    taken: list[tuple[int, int]] = []
    windows = _windows(reading.folded)
    for shape, rule in rules():
        for window in windows:
            if not NEEDS[shape].search(reading.folded, *window):
                continue
            for match in rule.finditer(reading.folded, *window):
                start, end = match.span()
                if any(a < end and start < b for a, b in taken):
                    continue
                deadline = _judge(reading, place, shape, start, end, rule.name)
                if deadline is not None:
                    found.append(deadline)
                if deadline is not None or shape in (Shape.RANGE, Shape.RECURRING_DATE, Shape.OPEN):
                    taken.append((start, end))
    found.extend(_bare_cells(reading, place, taken))
    found = [replace(one, task_row=place.task_row(one.evidence.start)) for one in found]
    found.sort(key=lambda one: one.evidence.start)
    reading.mark("deadlines", [(one.evidence.start, one.evidence.end) for one in found])
    return tuple(found)


def _bare_cells(reading: Reading, place: Place, taken: list[tuple[int, int]]) -> Iterator[Deadline]:
    """What the deadline column of a task table says without naming a time: "02 lần/năm", "Theo tiến độ của tỉnh"."""
    for start, end in place.time_cells:
        if any(a < end and start < b for a, b in taken):
            continue
        times = _TIMES_PER.search(reading.folded, start, end)
        if times is not None:
            yield _made(reading, start, end, DeadlineKind.RECURRING, "cell_times", frequency=(times["per"],))
        elif re.match(r"định\s+kỳ", reading.folded[start:end]):
            yield _made(reading, start, end, DeadlineKind.RECURRING, "cell_regular")
        elif _DEPENDS.match(reading.folded, start, end):
            yield _made(reading, start, end, DeadlineKind.RELATIVE, "cell_relative")


def _windows(folded: str) -> list[tuple[int, int]]:
    """Stretches of the text around everything that may be a time; merged, and inside one paragraph each."""
    windows: list[tuple[int, int]] = []
    for match in CORE.finditer(folded):
        left = max(match.start() - _LEFT, folded.rfind("\n", max(0, match.start() - _LEFT), match.start()) + 1)
        line_end = folded.find("\n", match.end(), match.end() + _RIGHT)
        right = line_end if line_end >= 0 else min(len(folded), match.end() + _RIGHT)
        if windows and left <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(right, windows[-1][1]))
        else:
            windows.append((left, right))
    return windows


def _judge(reading: Reading, place: Place, shape: Shape, start: int, end: int, rule: str) -> Deadline | None:
    if place.quiet(start) or _only_names(reading, place, shape, start, end):
        return None
    judges = {
        Shape.RECURRING_DATE: _recurring_date,
        Shape.RECURRING: _recurring,
        Shape.OPEN: _open,
        Shape.RANGE: _range,
        Shape.OFFSET: _offset,
        Shape.BY_DATE: _by_date,
        Shape.PERIOD: _period,
        Shape.ALWAYS: _always,
        Shape.RELATIVE: _relative,
    }
    return judges[shape](reading, place, start, end, rule)


def _only_names(reading: Reading, place: Place, shape: Shape, start: int, end: int) -> bool:
    """Whether a time in a heading is part of its name. A short item is a heading, too: its dates are meant."""
    if not place.in_heading(start, end):
        return False
    if place.labelled(start, end):
        # "1. Năm 2022" groups what follows; "1. Tháng 3/2023" says when it is due.
        return shape in (Shape.PERIOD, Shape.RANGE) and not re.search(r"tháng|quý|/", reading.folded[start:end])
    if shape in (Shape.RECURRING_DATE, Shape.OFFSET, Shape.RECURRING, Shape.RELATIVE):
        return reading.folded[end : end + 1] == ":"
    text = reading.folded[start:end]
    return _DAY.search(text) is None and (shape is not Shape.BY_DATE or _ONLY_YEAR.match(text) is not None)


def _made(
    reading: Reading,
    start: int,
    end: int,
    kind: DeadlineKind,
    rule: str,
    *,
    date: str | None = None,
    first: str | None = None,
    last: str | None = None,
    frequency: tuple[str, ...] = (),
    inferred: bool = False,
) -> Deadline:
    return Deadline(
        kind=kind,
        date=date,
        start=first,
        end=last,
        frequency=frequency,
        section=reading.section_id_at(start),
        evidence=reading.cite(start, end),
        rule=rule,
        inferred=inferred,
    )


def _recurring_date(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    return _made(reading, start, end, DeadlineKind.RECURRING, rule, frequency=_frequencies(reading.folded[start:end]))


def _recurring(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    folded = reading.folded
    if place.labelled(start, end) or folded.startswith("định", start):
        return _made(reading, start, end, DeadlineKind.RECURRING, rule, frequency=_frequencies(folded[start:end]))
    before = place.clause_before(start)
    if place.in_figure(start, end) and (folded.startswith("mỗi", start) or not place.opens(start)):
        return None
    frequency = _frequencies(folded[start:end])
    if not place.opens(start) and (_PAID.search(before) or (frequency == ("ngày",) and not _DAILY.search(before))):
        return None
    yearly = frequency == ("năm",)
    if yearly and not place.opens(start):
        if folded[end : end + 1] == ":" or _ATTRIBUTE.match(folded, end) or _NAMED_BY.search(before):
            return None
        if _RELATIVE_CLAUSE.search(before):
            return None
    if folded.startswith(("theo", "từng"), start) and frequency in (("ngày",), ("năm",), ("năm học",)):
        return None
    if place.closing(start) and not place.opens(start) and "báo cáo" not in before:
        return None
    return _made(reading, start, end, DeadlineKind.RECURRING, rule, frequency=frequency)


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
    if expression.startswith(("tháng", "quý")) and re.search(r"(?:hàng|hằng|mỗi)\s+năm$", expression):
        return ("năm",)
    if re.search(r"ngày\s+\d", expression) and "quý" in expression:
        return ("quý",)
    dated = re.search(r"ngày\s+\d", expression) and not re.search(r"hàng|hằng|mỗi", expression)
    if dated or (not found and "tháng" in expression):
        return ("tháng",)
    return tuple(found)


def _open(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    if not place.labelled(start, end) and (
        place.purpose(start)
        or place.closing(start)
        or place.names_document(start)
        or place.clause_before(start).rstrip().endswith(("đến", "tới"))
    ):
        return None
    text = reading.folded[start:end]
    first = stretch(text, None).first
    if _FROM_ON.match(text) and not _CONTINUES.search(text):
        date, _ = point(text, place.year)
        if not (place.opens(start) or place.labelled(start, end)) or date is None or _earlier(place, date):
            return None
        first = date
    return _made(reading, start, end, DeadlineKind.PERIOD_OPEN, rule, first=first)


def _range(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    text = reading.folded[start:end]
    before = place.clause_before(start)
    named = text.startswith(("giai đoạn", "năm", "19", "20"))
    if not place.labelled(start, end):
        if named or _DATA.search(before) or reading.masked(start, end, "citations"):
            return None
        if not _DAY.search(text) and (place.names_document(start) or place.purpose(start)):
            return None
    first, last, inferred = days(text, place.year)
    years = _YEAR.findall(text)
    if (first is None or last is None) and len(years) > 1:
        first, last = years[0], years[-1]
    elif first is None or last is None:
        whole = stretch(text, place.year)
        first, last, inferred = whole.first, whole.last, whole.inferred
    if first is None and last is None:
        return None
    return _made(reading, start, end, DeadlineKind.RANGE, rule, date=last, first=first, last=last, inferred=inferred)


def _offset(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    text = reading.folded[start:end]
    if "hiệu lực" in place.clause_before(start) or (_HOURS.search(text) and not _ANCHOR.search(text)):
        return None
    return _made(reading, start, end, DeadlineKind.OFFSET, rule)


def _by_date(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    text = reading.folded[start:end]
    before = place.clause_before(start)
    day = _DAY.search(text) is not None
    if text.startswith(("vào", "trong", "các")) and not day:
        return _period(reading, place, start, end, rule)
    if reading.masked(start, end, "citations") or _DATA.search(before):
        return None
    strong = (
        text.startswith(("trước", "truớc", "chậm", "muộn", "hết", "xong", "hạn"))
        or " hết " in f" {' '.join(text.split())} "
    )
    if not day and not strong and not place.labelled(start, end):
        if _ONLY_YEAR.match(text) and not _year_stands(place, start, end):
            return None
        if place.names_document(start) and not place.in_figure(start, end) and not _VERB_BEFORE.search(before):
            return None
    date, inferred = point(text, place.year)
    if date is None or _earlier(place, date):
        return None
    return _made(reading, start, end, DeadlineKind.DATE, rule, date=date, inferred=inferred)


def _year_stands(place: Place, start: int, end: int) -> bool:
    """Whether "đến năm 2025" says when something is to be reached, not how a programme is called."""
    if place.in_target(start, end) or place.opens(start):
        return True
    before = place.clause_before(start)
    return (
        not place.names_document(start)
        and _AFTER_CLAUSE.match(place.reading.folded, end) is not None
        and bool(_ACT.search(before))
    )


def _earlier(place: Place, date: str) -> bool:
    return place.year is not None and int(date[:4]) < place.year


def _period(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    text = reading.folded[start:end]
    if reading.masked(start, end, "citations"):
        return None
    labelled = place.labelled(start, end)
    if (
        text[:1] in "12"
        and _ONLY_YEAR.fullmatch(text)
        and not (labelled and (place.in_table(start) or place.in_column(start)))
    ):
        return None
    labelled = labelled or (
        place.in_table(start) and place.ends_paragraph(end) and not text.startswith(("năm", "trong năm"))
    )
    if not labelled and not _period_stands(reading, place, start, end, text):
        return None
    if _is_day(text):
        date, inferred = point(text, place.year)
        if date is None:
            return None
        return _made(reading, start, end, DeadlineKind.DATE, rule, date=date, inferred=inferred)
    bare_year = not _YEAR.search(text) and re.search(r"(?:trong|cả)\s+năm(?:\s+học)?$", text) is not None
    modifier = not labelled and text.startswith("năm") and not place.opens(start)
    if (bare_year and (not labelled or text.endswith("học"))) or modifier:
        return _made(reading, start, end, DeadlineKind.PERIOD, rule)
    whole = stretch(text, place.year)
    if whole.last is not None and not labelled and _earlier(place, whole.last):
        return None
    return _made(
        reading,
        start,
        end,
        DeadlineKind.PERIOD,
        rule,
        date=whole.last,
        first=whole.first,
        last=whole.last,
        inferred=whole.last is not None,
    )


def _day_stands(place: Place, start: int, text: str, before: str) -> bool:
    """Whether a day without "trước" or "đến" is when something happens, not the date of a document or of a law."""
    if not text.startswith("ngày") or place.names_document(start) or _SINCE.search(before):
        return False
    if _DATA.search(before) or _ISSUED.search(before):
        return False
    return before.rstrip().endswith("(") or bool(_ACT.search(before))


def _is_day(text: str) -> bool:
    """Whether a day is named: "15/3/2023", "ngày 15"; "tháng 9-10" names months."""
    return _DAY.search(text) is not None and re.match(r"(?:trong\s+)?(?:tháng|quý|t\d)", text) is None


def _period_stands(reading: Reading, place: Place, start: int, end: int, text: str) -> bool:
    """Whether a period in running text is one in which something is to be done."""
    folded = reading.folded
    before = place.clause_before(start)
    if place.closing(start):
        return False
    if _is_day(text):
        return _day_stands(place, start, text, before)
    years = [int(year) for year in _YEAR.findall(text)]
    if place.year is not None and years and max(years) < place.year:
        return False
    if text.startswith("năm"):
        return _year_alone(place, start, end, before)
    if not years and re.search(r"(?:trong|cả)\s+năm(?:\s+học)?$", text):
        return place.in_figure(start, end)
    if place.in_figure(start, end):
        return True
    if re.match(r"vào\s+năm", text):
        return True
    if re.match(r"(?:trong|ngay trong)\s+năm", text):
        return not place.purpose(start) and (
            place.opens(start) or bool(_ACT.search(before)) or before.rstrip().endswith("(")
        )
    if re.match(r"(?:dự kiến|ngay trong|trong|vào|xong)\s", text):
        return True
    if place.opens(start) and re.match(r"[^\S\n]*(?:[:,;.]|$)", folded[end : end + 4]):
        return True
    if re.search(r"(?:đầu|cuối|giữa)\s+năm", text):
        return before.rstrip().endswith("(")  # "báo cáo kết quả thực hiện 6 tháng đầu năm" names a report
    return before.rstrip().endswith("(") or bool(_VERB_BEFORE.search(before) and not place.names_document(start))


def _year_alone(place: Place, start: int, end: int, before: str) -> bool:
    folded = place.reading.folded
    if place.opens(start):
        return re.match(r"[^\S\n]*(?:[:,)]|đạt)", folded[end : end + 5]) is not None and not place.in_heading(
            start, end
        )
    if before.rstrip().endswith(("(", ",")) and place.in_figure(start, end):
        return re.match(r"[^\S\n]*(?:đạt|:)", folded[end : end + 5]) is not None
    if before.rstrip().endswith("("):
        return place.year is None or str(place.year) in folded[start:end]
    if _STRIVES.search(before):
        return place.in_target(start, end)
    if _PURPOSE_CLAUSE.search(before):
        return False
    if _IMPROVES_INDEX.search(before):
        return _AFTER_CLAUSE.match(folded, end) is not None
    return place.in_target(start, end) and _BUDGET.search(before) is not None


def _always(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    if not place.labelled(start, end):
        return None
    return _made(reading, start, end, DeadlineKind.RECURRING, rule, frequency=("thường xuyên",))


def _relative(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    return _made(reading, start, end, DeadlineKind.RELATIVE, rule)
