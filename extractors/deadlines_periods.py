"""Dates, ranges and periods: which of them say when something is due, and which only name a document or a year.

Reads a match of the grammar in its place; writes a Deadline or None.
"""

import re
from datetime import date, timedelta

from extractors.dates import MONTH_SPAN
from extractors.deadlines_made import made
from extractors.deadlines_place import Place
from extractors.deadlines_times import days, point, stretch
from extractors.reading import Reading
from schema.plan import Deadline, DeadlineKind

_DAY = re.compile(r"ngày|(?<![\d/])\d{1,2}[^\S\n]*[/.\-–][^\S\n]*\d{1,2}(?!\d)")
_MONTHS = re.compile(rf"(?:(?:trong|vào)\s+)?{MONTH_SPAN}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MEMORY = 15  # years
_YEARS_NAMED = re.compile(r"(?:trong\s+)?giai đoạn|năm|(?:19|20)\d\d|(?:xuyên\s+)?suốt")
_ONLY_YEAR = re.compile(r"^\D*(?:19|20)\d\d\D*$")
# What a report covers, or since when something holds.
_DATA = re.compile(r"(?:số liệu|kỳ báo cáo|chốt|lấy số liệu|tính|hiệu lực(?: thi hành)?)(?:\s+\w+){0,2}\s*$")
# What is dated rather than due.
_ISSUED = re.compile(r"(?:căn cứ|ban hành|ký|sinh|thành lập)(?:\s+\w+){0,2}\s*$")
_SINCE = re.compile(r"(?<!\w)(?:từ|kể từ|sau|của|cấp|quốc hội|theo|tại)\s*$")
_VERB_BEFORE = re.compile(
    r"(?:hoàn thành|thực hiện|xong|tổ chức|triển khai|kết thúc|bắt đầu|khai giảng|khởi công|bàn giao)"
    r"(?:\s+\w+){0,2}\s*$"
)
_ACT = re.compile(
    r"(?<!\w)(?:thực hiện|hoàn thành|tổ chức|xây dựng|ban hành|triển khai|báo cáo|rà soát|kiểm tra|phấn đấu|trình"
    r"|tham mưu|đảm bảo|bảo đảm|tuyên truyền|mở|cử|đào tạo|khắc phục|giải ngân|thu|công bố|công khai|đánh giá"
    r"|giải quyết|tổng kết|sơ kết|bổ sung|hỗ trợ|xử lý|duy trì|thành lập|bố trí|nâng cấp|đầu tư|sắp xếp"
    r"|hợp nhất|sáp nhập|tiếp tục|nhân rộng|tập trung|thí điểm|cung cấp|số hóa|kết nối|trang bị|mua sắm|lắp đặt"
    r"|áp dụng|kiện toàn|phê duyệt|khởi công|tiến hành|khảo sát|họp|phát động|ra quân|chấm điểm|tập huấn|bồi dưỡng"
    r"|niêm yết|cập nhật|nghiệm thu|gửi|nộp|thẩm định|kiểm điểm|bình xét)(?!\w)"
)
_IMPROVES_INDEX = re.compile(
    r"(?<!để )(?<!nhằm )(?:cải thiện|nâng cao)(?:,?\s+\w+){0,2}\s+(?:chất lượng|kết quả)\s+(?:các\s+)?chỉ số\s*$"
)
_PURPOSE_CLAUSE = re.compile(r"(?<!\w)(?:để|nhằm|góp phần)\s[^;.]{0,90}$")
_SCHOOL = re.compile(r"(?:(?:trong|suốt|cả|vào)\s.*|năm\s+)học\s")
_BEFORE = re.compile(r"(?:xong\s+)?(?:trước|truớc|trưóc|chậm nhất|muộn nhất)")
# The day of an event that bears a name, "Ngày Chuyển đổi số quốc gia 10/10/2023"; without a year it is but the name.
_EVENT = re.compile(
    r"(?<!\w)(?:tổ chức|hưởng ứng|nhân(?: dịp)?|kỷ niệm|chào mừng)(?: [^\W\d]+){0,4} ngày(?: [^\W\d]+){2,8} $"
)
# Before a quarter or a year is before its first day; before a month is said loosely, and stays as written.
_BEFORE_BEGINS = re.compile(r"(?<!\w)trước\s+(?:quý|năm)\s")
# "mỗi tháng 01 lần": how often, no January. "quý I trước ngày 05/3": which report, its day stands behind.
_COUNTED = re.compile(r"\s*(?:lần|buổi|kỳ|đợt|lượt)(?!\w)")
_EACH = re.compile(r"(?<!\w)(?:mỗi|hằng|hàng)\s+$")  # "mỗi tháng 02 chuyên mục": how many, no February
_NUMBER_ALONE = re.compile(r"(?:tháng|quý)\s+0?\d{1,2}")
_HAS_A_DAY = re.compile(r"(?:\s*:)?\s+(?:gửi\s+|nộp\s+)?(?:trước|chậm nhất|muộn nhất)(?:\s+là)?\s+(?:ngày\s+)?\d")
_SUMS_UP = re.compile(r"(?<!báo cáo )(?<!hội nghị )(?<!\w)(?:sơ kết|tổng kết)(?:\s+(?:vào|trong))?\s*$")
_END_OF = re.compile(r"\s(?:hết|cuối|trong)\s")
# By the last day of a period: "đến năm 2025", "hết quý II", "chậm nhất trong tháng 5".
_UNTIL = re.compile(r"(?<!\w)(?:đến|tới|hết|cuối|trước|hạn|(?:chậm|muộn) nhất)(?!\w)")
_DONE = re.compile(r"(?<!\w)đã(?!\w)")
_WORK = re.compile(
    r"(?<!\w)(?:hoàn thành|khởi công|khánh thành|bàn giao|tổ chức|tiến hành|mở lớp|tập huấn|thi công|nghiệm thu|ra mắt"
    r"|khai giảng|phát động|kiểm tra)(?!\w)"
)
_REPORT_OF = re.compile(r"(?<!\w)(?:báo cáo|kết quả|số liệu|tình hình|kế hoạch|chương trình|chi phí|kinh phí)(?!\w)")
_STRIVES = re.compile(r"(?<!\w)(?:phấn đấu|phần đầu|mục tiêu)(?:\s+đến)?\s*$")
# Opens the clause: "Phấn đấu đến năm 2028 có đủ công chức".
_AIMS = re.compile(r"(?:[-+•*]\s*)?(?:phấn đấu|phần đầu)\s*")
_FROM_ON = re.compile(r"(?:(?P<verb>\w+\s+\w+)\s+)?(?:kể\s+)?(?:từ|(?P<after>sau))\s")
_CONTINUES = re.compile(r"trở|tiếp\s+theo|thường\s+xuyên|h[àằ]ng\s+năm|sau$|tới$")
# The last word of a bracket that tells who and when: "(Phòng Kinh tế phối hợp Văn phòng, quý III - IV/2025)".
_LAST_IN_BRACKET = re.compile(r"\([^()\d]{3,90}[,;]\s*$")
_YEAR_END = re.compile(r"(?:từ\s+nay\s+)?(?:cho\s+)?(?:đến|tới)\s+(?:hết|cuối)\s+năm\Z")
_BUDGET = re.compile(
    r"(?<!\w)(?:thu|chi|giải ngân|thu, chi)\s+(?:\w+\s+){0,2}(?:ngân sách|nsnn|vốn)(?:\s+\w+){0,3}\s*$"
)
_LEADS = re.compile(r"[^\S\n]*(?:[:,)]|(?:đạt|là|có|tối thiểu|ít nhất|trên|từ|không quá|phấn đấu|tăng|giảm)(?!\w))")
_AFTER_CLAUSE = re.compile(r"[^\S\n]*(?:$|[;.:,)\n]|và[^\S\n])")
# What closes an item in brackets: "Kết nối dữ liệu với trung ương (2026 - 2028)."
_IN_BRACKET = re.compile(r"\(\s*\Z")
_BRACKET_ENDS = re.compile(r"[^\S\n]*\)[^\S\n]*(?:[.;]|$|\n)")
# Who and when, nothing else: "Thi khoa học kỹ thuật: Cấp huyện, tháng 11/2024; cấp tỉnh, tháng 12/2024".
_WHO_AND = re.compile(
    r"\s*(?:(?:cấp|vòng|đợt|khối|lớp|buổi|lần)\s+(?:\w+\s+){0,2}\w+\s*[,:]|(?:thi|chung kết|sơ khảo))\s*\Z"
)
_ONWARD = re.compile(r"trở\s+(?:đi|về)")  # belongs to no document's name
# "từ tháng 10/2025 đến khi kết thúc kiểm kê", "đến hết năm học": the end is no date.
_UNTIL_EVENT = re.compile(
    r"\s(?:cho\s+)?đến\s+(?:khi|lúc|thời\s+điểm|ngày)\s+[^\W\d]"
    r"|\s(?:đến|tới)\s+(?:(?:hết|cuối)\s+)+(?:năm\s+học|học\s+kỳ)"
)


def open_period(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    """A period without an end: "trong năm 2021 và những năm tiếp theo"; None in names and purposes."""
    if not (place.labelled(start, end) or _closes_item(place, end, place.clause_before(start))) and (
        place.purpose(start)
        or place.closing(start)
        or (place.names_document(start) and not _ONWARD.search(reading.folded, start, end))
        or place.clause_before(start).rstrip().endswith(("đến", "tới"))
    ):
        return None
    text = reading.folded[start:end]
    if text.startswith(("các", "những")) and not (place.opens(start) or place.labelled(start, end)):
        return None  # "… và những năm tiếp theo" alone may belong to a title
    first = stretch(text, None).first
    since = _FROM_ON.match(text)
    if since is not None and not _CONTINUES.search(text):
        year = place.default_year(text)
        date = stretch(text, year).first if "quý" in text else point(text, year)[0]
        school_year = _YEAR.search(text) if "năm học" in text else None
        date = school_year.group() if school_year is not None else date
        ends = _AFTER_CLAUSE.match(reading.folded, end) is not None and _DATA.search(place.clause_before(start)) is None
        # "văn bản ban hành sau ngày 01/7/2025": which ones, not from when on.
        stands = place.opens(start) or place.labelled(start, end) or (not since["after"] and (since["verb"] or ends))
        if not stands or date is None or _earlier(place, date):
            return None
        first = date
    return made(reading, start, end, DeadlineKind.PERIOD_OPEN, rule, first=first)


def date_range(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    """From one time to another; None for the years in the name of a programme."""
    text = reading.folded[start:end]
    before = place.clause_before(start)
    named = _YEARS_NAMED.match(text) is not None
    if not (place.labelled(start, end) or place.looks_ahead(start, end)) and not _closes_item(place, end, before):
        leads = place.opens(start) and (
            reading.folded[end : end + 1] in (":", ",")
            or _ACT.match(reading.folded, end + 1) is not None
            or place.in_figure(start, end)
        )
        if (named and not leads) or _DATA.search(before) or reading.masked(start, end, "citations"):
            return None
        if not _DAY.search(text) and (place.is_document(before.rsplit(",", 1)[-1]) or place.purpose(start)):
            return None
    if place.year is not None and any(int(year) < place.year - _MEMORY for year in _YEAR.findall(text)):
        return None  # an anniversary: "(06/01/1946 - 06/01/2026)"
    until = _UNTIL_EVENT.search(text)
    if until is not None:
        since, inferred = point(text[: until.start()], place.default_year(text))
        return made(reading, start, end, DeadlineKind.RANGE, rule, first=since, inferred=inferred)
    if text.startswith("từ nay"):
        due, inferred = point(text, place.default_year(text))
        last = due if _DAY.search(text) else stretch(text, place.default_year(text)).last
        return made(reading, start, end, DeadlineKind.RANGE, rule, date=last, last=last, inferred=inferred)
    first, last, inferred = days(text, place.default_year(text))
    years = _YEAR.findall(text)
    if (first is None or last is None) and len(years) > 1:
        first, last = years[0], years[-1]
    elif first is None or last is None:
        whole = stretch(text, place.default_year(text))
        first, last, inferred = whole.first, whole.last, whole.inferred
    if first is None and last is None:
        return None
    return made(reading, start, end, DeadlineKind.RANGE, rule, date=last, first=first, last=last, inferred=inferred)


def _closes_item(place: Place, end: int, before: str) -> bool:
    """Whether the time closes an item in brackets: "Kết nối dữ liệu với trung ương (2026 - 2028)."; the years of a
    programme stand behind its name."""
    alone = _IN_BRACKET.search(before) and _BRACKET_ENDS.match(place.reading.folded, end)
    own = before.rsplit(",", 1)[-1]
    named = place.carries_out(own) or (place.is_document(own) and not _ACT.search(before))
    return alone is not None and not named


def by_date(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    """By a date: "trước ngày 15/8/2023"; by the last day of a period, inferred: "đến hết năm 2025"; None for names
    and results."""
    text = reading.folded[start:end]
    before = place.clause_before(start)
    day = _DAY.search(text) is not None
    if text.startswith(("vào", "trong", "các")) and not day:
        return period(reading, place, start, end, rule)
    data = _DATA.search(before) is not None and not _BEFORE.match(text) and not _counts_ahead(place, text)
    if data or reading.masked(start, end, "citations"):
        return None
    strong = (
        text.startswith(("trước", "truớc", "chậm", "muộn", "hết", "xong", "hạn"))
        or " hết " in f" {' '.join(text.split())} "
    )
    if not day and not strong and not place.looks_ahead(start, end) and not place.labelled(start, end):
        if _ONLY_YEAR.match(text) and not _year_stands(place, start, end):
            return None
        if place.names_document(start) and not place.in_figure(start, end) and not _VERB_BEFORE.search(before):
            return None
    if day and _YEAR.search(text) is None and (place.every_year(start) or place.yearly_report(start)):
        return made(reading, start, end, DeadlineKind.RECURRING, rule, frequency=("năm",))
    due, inferred = point(text, place.default_year(text))
    if due is None or (_earlier(place, due) and not _in_time_for(place, text, due, before)):
        return None
    if not day and _BEFORE_BEGINS.search(text) and not _END_OF.search(text):
        last = _day_before(stretch(text, place.default_year(text)).first)
        return made(reading, start, end, DeadlineKind.DATE, rule, date=last, inferred=True)
    if not day and (not _BEFORE.match(text) or _END_OF.search(text)):
        whole = stretch(text, place.default_year(text))
        if _UNTIL.search(text) is None:  # "xong trong quý II" has a beginning, too
            kind, first, last = DeadlineKind.PERIOD, whole.first, whole.last
        else:
            kind, first, last = DeadlineKind.DATE, None, None
        return made(reading, start, end, kind, rule, date=whole.last, first=first, last=last, inferred=True)
    return made(reading, start, end, DeadlineKind.DATE, rule, date=due, inferred=inferred)


def _counts_ahead(place: Place, text: str) -> bool:
    """Whether the date lies beyond the plan's year, so that no data stand at it yet: "tính đến ngày 31/01/2027"."""
    year = _YEAR.search(text)
    return place.year is not None and year is not None and int(year.group()) > place.year


def _day_before(day: str | None) -> str | None:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day is not None else None


def _in_time_for(place: Place, text: str, date: str, before: str) -> bool:
    """Whether something is to be ready before the plan's year begins: "ban hành kế hoạch trước ngày 31/12/2022"."""
    last_months = place.year is not None and f"{place.year - 1}-10" <= date < str(place.year)
    return last_months and _BEFORE.match(text) is not None and _DONE.search(before) is None


def _year_stands(place: Place, start: int, end: int) -> bool:
    """Whether "đến năm 2025" says when something is to be reached, not how a programme is called."""
    if place.in_target(start, end) or place.opens(start):
        return True
    if place.in_heading(start, end):
        return not place.names_document(start)
    before = place.clause_before(start)
    if _AIMS.fullmatch(before):
        return True
    return (
        not place.names_document(start)
        and _AFTER_CLAUSE.match(place.reading.folded, end) is not None
        and bool(_ACT.search(before))
    )


def period(reading: Reading, place: Place, start: int, end: int, rule: str) -> Deadline | None:
    """A period or a bare day; None where it is no time of work to be done."""
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
        date, inferred = point(text, place.default_year(text))
        if date is None:
            return None
        return made(reading, start, end, DeadlineKind.DATE, rule, date=date, inferred=inferred)
    bare_year = not _YEAR.search(text) and re.search(r"(?:trong|cả)\s+năm(?:\s+học)?$", text) is not None
    in_series = place.clause_before(start).rstrip().endswith(",")
    modifier = not labelled and text.startswith("năm") and not place.opens(start) and not in_series
    if (bare_year and (not labelled or text.endswith("học"))) or modifier or _SCHOOL.search(text):
        return made(reading, start, end, DeadlineKind.PERIOD, rule)
    whole = stretch(text, place.default_year(text))
    if whole.last is not None and not labelled and _earlier(place, whole.last):
        return None
    if text.startswith(("đến", "tới")) and whole.last is not None:
        return made(reading, start, end, DeadlineKind.DATE, rule, date=whole.last, inferred=True)
    return made(
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


def _day_stands(place: Place, start: int, end: int, text: str, before: str) -> bool:
    """Whether a day without "trước" or "đến" is when something happens, not the date of a document or of a law."""
    if _DONE.search(before) and (year := _YEAR.search(text)) is not None and _earlier(place, year.group()):
        return False
    if (_EVENT.search(before) or _WHO_AND.fullmatch(before)) and _YEAR.search(text):
        return True
    if place.heads_item(start, end):
        return True
    if not text.startswith("ngày") or _SINCE.search(before):
        return False
    own = before.rsplit(",", 1)[-1]  # "Xây dựng kế hoạch, tổ chức ra quân ngày 10/10": the plan is not dated
    if place.names_document(start) and not (_ACT.search(own) and not place.is_document(own)):
        return False
    if _DATA.search(before) or _ISSUED.search(before):
        return False
    if place.scheduled(start) and _AFTER_CLAUSE.match(place.reading.folded, end):
        return _YEAR.search(text) is not None  # "Lịch khảo sát: Ngày 30/7/2024"
    return before.rstrip().endswith("(") or bool(_ACT.search(before))


def _is_day(text: str) -> bool:
    """Whether a day is named: "15/3/2023", "ngày 15"; "tháng 9-10" and "09 - 10/2026" name months."""
    if _MONTHS.match(text) or re.match(
        r"(?:(?:trong|vào)\s+)?(?:tháng|quý|t\d|(?:\d{1,2}|mười)\s+ngày\s+(?:đầu|cuối))", text
    ):
        return False
    return _DAY.search(text) is not None


def _period_stands(reading: Reading, place: Place, start: int, end: int, text: str) -> bool:
    """Whether a period in running text is one in which something is to be done."""
    folded = reading.folded
    before = place.clause_before(start)
    if place.closing(start) or _COUNTED.match(folded, end) or _HAS_A_DAY.match(folded, end):
        return False
    if _EACH.search(before) and _NUMBER_ALONE.fullmatch(text):
        return False
    if _is_day(text):
        return _day_stands(place, start, end, text, before)
    years = [int(year) for year in _YEAR.findall(text)]
    if place.year is not None and years and max(years) < place.year:
        return False
    if text.startswith("năm"):
        return _year_alone(place, start, end, before)
    if not years and re.search(r"(?:trong|cả)\s+năm(?:\s+học)?$", text):
        leads = folded[end : end + 1] == "," or _ACT.match(folded, end + 1) is not None
        return place.in_figure(start, end) or (place.opens(start) and leads)
    if (
        folded[end : end + 1] == ")"
        and _LAST_IN_BRACKET.search(before)
        and not _REPORT_OF.search(before[before.rfind("(") :])
    ):
        return True
    if place.in_figure(start, end) or (years and _WHO_AND.fullmatch(before) and _AFTER_CLAUSE.match(folded, end)):
        return True
    if re.match(r"vào\s+năm", text):
        return True
    if _YEAR_END.match(text):
        return not place.purpose(start) and not place.names_document(start)
    if re.match(r"(?:trong|ngay trong)\s+năm", text):
        return not place.purpose(start) and (
            place.opens(start)
            or bool(_ACT.search(before))
            or before.rstrip().endswith("(")
            or (bool(years) and _AFTER_CLAUSE.match(folded, end) is not None)
        )
    if re.match(r"(?:dự kiến|ngay trong|trong|vào|xong)\s", text):
        return True
    if place.opens(start) and re.match(r"[^\S\n]*(?:[:,;.]|\(\s*\d|$)", folded[end : end + 5]):
        return True
    if place.opens(start) and _ACT.match(folded, end + 1) and not (text.startswith("năm") or re.match(r"\d", text)):
        return True  # "Cuối năm 2019 tham mưu tổ chức sơ kết"
    if years and _SUMS_UP.search(before):
        return True
    if re.search(r"(?:đầu|cuối|giữa)\s+năm", text):
        # "báo cáo kết quả thực hiện 6 tháng đầu năm" names a report
        return before.rstrip().endswith("(") or (_STRIVES.search(before) is not None and place.in_target(start, end))
    if before.rstrip().endswith("(") or (_VERB_BEFORE.search(before) and not place.names_document(start)):
        return True
    return bool(years) and _AFTER_CLAUSE.match(folded, end) is not None and _is_work(before)


def tells_act(place: Place, start: int, end: int) -> bool:
    """Whether the time opens or ends the words of an act: "Tháng 3 tổ chức hội nghị", "Hoàn thành quý II"."""
    if place.opens(start):
        return _ACT.match(place.reading.folded, end + 1) is not None
    done = _VERB_BEFORE.search(place.clause_before(start)) is not None and not place.names_document(start)
    return done and _AFTER_CLAUSE.match(place.reading.folded, end) is not None


def _is_work(before: str) -> bool:
    """Whether the clause tells of something done at a time ("khởi công trường mầm non tháng 11/2013"), not of a report
    on a time ("báo cáo kết quả tháng 11/2013")."""
    return _WORK.search(before) is not None and _REPORT_OF.search(before) is None


def _year_alone(place: Place, start: int, end: int, before: str) -> bool:
    folded = place.reading.folded
    if place.opens(start):
        leads = _LEADS.match(folded, end) or _ACT.match(folded, end + 1)
        return leads is not None and not place.in_heading(start, end)
    if before.rstrip().endswith(("(", ",")) and place.in_figure(start, end):
        return _LEADS.match(folded, end) is not None
    if before.rstrip().endswith("("):
        return place.year is None or str(place.year) in folded[start:end]
    if _STRIVES.search(before):
        return place.in_target(start, end)
    if _PURPOSE_CLAUSE.search(before):
        return False
    if _IMPROVES_INDEX.search(before):
        return _AFTER_CLAUSE.match(folded, end) is not None
    return place.in_target(start, end) and _BUDGET.search(before) is not None


def _earlier(place: Place, date: str) -> bool:
    return place.year is not None and int(date[:4]) < place.year
