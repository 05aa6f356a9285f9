"""Type, title, kind and years of a plan."""

import re
from functools import lru_cache

from extractors.outline_regions import Region
from extractors.outline_zones import Layout
from extractors.reading import Reading
from schema.plan import Found, PlanKind
from schema.text import bare, fold, squeeze

TYPE_CODES = {
    "kế hoạch": "KH",
    "quyết định": "QĐ",
    "chương trình": "CTr",
    "đề án": "ĐA",
    "phương án": "PA",
    "báo cáo": "BC",
    "nghị quyết": "NQ",
    "chỉ thị": "CT",
    "hướng dẫn": "HD",
    "thông báo": "TB",
    "công điện": "CĐ",
    "quy chế": "QC",
    "tờ trình": "TTr",
    "thông tư liên tịch": "TTLT",
    "thông tư": "TT",
    "nghị định": "NĐ",
    "quy định": "QyĐ",
    "thông cáo": "TC",
}
_PLANS = ("KH", "CTr", "PA", "ĐA")
_NAMES_ACT = re.compile(
    r"(?<!\w)(?:theo|thực hiện|căn cứ|triển khai|quyết định|kế hoạch|chương trình|phương án|đề án)(?!\w)"
)
_ATTACHED = re.compile(r"\(?\s*+\(\s*+(?:ban hành\s++)?(?:được\s++)?(?:ban hành\s++)?(?:kèm|đính kèm|gửi kèm)\s++theo")
# The line of the deciding authority under the title of a decision ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …").
_AUTHORITY = re.compile(
    r"(?<!CỦA)(?<!CỦA )\n[\s*_]*+(?:CHỦ TỊCH |THƯỜNG TRỰC )?(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|UBND|"
    r"THỦ TƯỚNG CHÍNH PHỦ)[^\n]{0,60}(?:\n[^\n]{2,24})?[\s*_]*+\Z"
)
# How collections of laws and old decisions go on after the type: "của Bộ trưởng … số … ngày … về việc …".
_ACT = re.compile(
    r"\s*+của\s++(?P<body>[^;:.]{3,90}?)\s++"
    r"(?:số\s*+:?\s*+[\w/.&-]{4,40},?\s++ngày\s++\d[\d\sthángăm/.-]{6,28}\d(?!\d)[\s,]*+|(?=(?:về việc|v/v)(?!\w)))"
)
_KINDS: tuple[tuple[PlanKind, str], ...] = (
    (
        PlanKind.REMEDIATION,
        r"khắc phục(?![^\n]{0,40}(?:môi trường|hậu quả|thiên tai|bão|lũ|thiệt hại|sự cố|dịch bệnh|ngập))|"
        r"(?:nâng cao|cải thiện|duy trì|tăng)[^\n]{0,60}(?:chỉ số|par index|parindex|sipas|papi)|"
        r"tồn tại, hạn chế",
    ),
    (
        PlanKind.INSPECTION,
        r"kiểm tra(?!(?:,| và) đánh giá (?:trực tuyến|học sinh|kết quả học|định kỳ|thường xuyên))|giám sát|thanh tra",
    ),
    (PlanKind.PROCEDURE_REVIEW, r"(?:rà soát|đơn giản hóa|kiểm soát)[^\n]{0,40}(?:thủ tục hành chính|tthc|quy định)"),
    (PlanKind.COMMUNICATION, r"tuyên truyền|(?<!tin.và.)truyền thông|phổ biến,? giáo dục|pbgdpl"),
    (
        PlanKind.DIGITAL,
        r"chuyển đổi số|chính quyền (?:điện tử|số)|chính phủ (?:điện tử|số)|(?<!ngành.)(?<!khoa.)công nghệ thông tin|"
        r"đề án 06|số hóa|dịch vụ công trực tuyến|"
        r"(?:chiến lược|phát triển|quản trị) dữ liệu|dữ liệu (?:quốc gia|số|mở|dùng chung)|"
        r"(?:hạ tầng|kinh tế|xã hội|công dân) số|internet|(?<!\w)iot(?!\w)|(?<!\w)5g(?!\w)|trí tuệ nhân tạo|chữ ký số|"
        r"an toàn thông tin mạng|phần mềm",
    ),
    # Scoring an index reforms nothing; what it found is mended by a plan of the first kind.
    (PlanKind.OTHER, r"(?:xác định|chấm điểm|đánh giá)[^\n]{0,20}(?:chỉ số|par index)"),
    (PlanKind.ANNUAL_REFORM, r"cải cách hành chính|cchc|cải cách thủ tục hành chính"),
)
_YEAR = re.compile(r"(?<!\w)năm\s++(?P<year>20\d\d)(?!\d)(?P<range>\s*+[-–]\s*+20\d\d)?")
_SCHOOL_YEAR = re.compile(r"năm\s++học\s*+:?\s*+(?P<year>20\d\d)\s*+[-–]\s*+20\d\d")
_STAGE = re.compile(r"giai\s++đoạn\s++(?:từ\s++)?(?:năm\s++)?(?P<year>20\d\d)\s*+(?:[-–]|đến)\s*+(?:năm\s++)?20\d\d")
_IN_DATE = re.compile(r"(?:tháng\s*+\d{1,2}|quý\s*+[ivx\d]+|đến|đến hết|từ|tầm nhìn|trước)\s*+$")
# "Thực hiện Chương trình tổng thể CCHC giai đoạn 2011-2020", signed in 2013: the years are those of the programme.
# With a resolution, which has none, they are the plan's unless the stage began before it was signed.
_PROGRAMME = re.compile(
    r"(?:thực\s+hiện|triển\s+khai|hưởng\s+ứng)\s+(?:các\s+)?(?:chương\s+trình|đề\s+án|chiến\s+lược|dự\s+án|phong\s+trào)"
    r"(?!\w)"
)
_CARRIES_OUT = re.compile(
    r"(?:thực\s+hiện|triển\s+khai|hưởng\s+ứng)\s+(?:các\s+)?(?:nghị\s+quyết|quyết\s+định|chỉ\s+thị|kết\s+luận)(?!\w)"
)
_MONTH_BEFORE = re.compile(r"tháng\s*+\d{1,2}\s*+$")
# The years of a term of office are those of a council, none of the plan's.
_TERM = re.compile(r"nhiệm\s++kỳ\s++20\d\d\s*+[-–]\s*+20\d\d")
_ANY_YEAR = re.compile(r"(?<!\d)20[0-5]\d(?!\d)")
_ASSESSED = re.compile(
    r"(?:kết\s++quả|đánh\s++giá|xác\s++định|công\s++bố|chấm\s++điểm|thấp|tồn\s++tại|hạn\s++chế|xếp\s++hạng|"
    r"đạt\s++được|không\s++đạt|chưa\s++đạt|điểm\s++tối\s++đa)(?P<between>[^.;\n]{0,160}?)"
    r"(?:trong\s++)?năm\s++(?P<year>20\d\d)(?!\d|\s*+[-–]|\s++và (?:những|các) năm)"
)
# What an annual plan mends of what an assessment found: "hạn chế đã chỉ ra sau kỳ chấm điểm năm 2021".
_MENDS = re.compile(
    r"khắc\s++phục[^.;:()\n]{0,60}?(?:tồn\s++tại|hạn\s++chế)[^.;:()\n]{0,80}?(?:chấm\s++điểm|đánh\s++giá|xếp\s++hạng|"
    r"chỉ\s++số)[^.;:()\n]{0,80}?năm\s++(?P<year>20\d\d)(?!\d|\s*+[-–])"
)
_ISSUED = re.compile(
    r"(?<!về việc )(?:xây\s+dựng|ban\s+hành|lập)\s+(?P<plan>kế\s+hoạch(?:(?!về\s+việc\s+ban\s+hành)[^\n;:(]){0,300})"
)
_AIM = re.compile(r"nâng\s++cao|cải\s++thiện|phấn\s++đấu|hoàn\s++thành")
_INDEX = re.compile(r"chỉ\s++số|tiêu\s++chí|par\s++index|sipas|cchc|cải\s++cách\s++hành\s++chính|papi")


@lru_cache(maxsize=16)
def _kind_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(bare(_wrapped(pattern)))


def _wrapped(pattern: str) -> str:
    """``pattern`` with each space standing for a run of spaces, as line breaks leave them."""
    return pattern.replace(" ", r"\s++")


def type_code(layout: Layout, region: Region) -> Found[str] | None:
    """The code of the document's type (nghị định 30/2020), None without a line that names it."""
    if region.type_line is None:
        return None
    folded = layout.folded(region.type_line)
    squeezed = bare(folded).replace(" ", "")
    for name, code in TYPE_CODES.items():
        if folded.startswith(name) or squeezed.startswith(bare(name).replace(" ", "")):
            item = layout.paragraphs[region.type_line]
            end = item.start + len(name) if folded.startswith(name) else item.end
            return Found(
                value=code, evidence=layout.reading.cite(item.start, max(end, item.start + 1)), rule="header.type_line"
            )
    return None


def type_of_symbol(reading: Reading, symbol: Found[str]) -> Found[str] | None:
    """The type by the code in the symbol ("7/KH-UBND") of a plan that lost the line of its type; None for other codes
    and where another act is named ("kèm theo Quyết định số …")."""
    line = reading.folded.rfind("\n", 0, symbol.evidence.start) + 1
    if symbol.rule != "header.symbol" or _NAMES_ACT.search(reading.folded, line, symbol.evidence.start):
        return None
    parts = re.split(r"[/-]", symbol.value)
    code = next((code for part in parts for code in _PLANS if part == code), None)
    return Found(value=code, evidence=symbol.evidence, rule="header.type_in_symbol", inferred=True) if code else None


def title_span(layout: Layout, region: Region) -> tuple[int, int] | None:
    """Where the title stands, "(Kèm theo …)" left out; None without a title."""
    if not region.title:
        return None
    start = layout.paragraphs[region.title[0]].start
    end = layout.paragraphs[region.title[-1]].end
    if region.title[0] == region.type_line:
        start = _after_type(layout, region, start)
    cited = act_in_title(layout, region)
    start = cited.end() if cited else start
    attached = _ATTACHED.search(layout.reading.folded, start, end)
    end = attached.start() if attached else end
    authority = _AUTHORITY.search(layout.reading.text, start, end)
    end = authority.start() if authority else end
    text = layout.reading.flow[start:end]
    core = text.strip(" \t\n-–_*.,:|=")
    if not core:
        return None
    begin = start + text.index(core)
    return begin, begin + len(core)


def act_in_title(layout: Layout, region: Region) -> re.Match[str] | None:
    """The act as collections of laws name it below its type: "của Bộ trưởng … số …/QĐ ngày … tháng … năm …"."""
    if region.type_line is None or not region.title:
        return None
    start = layout.paragraphs[region.title[0]].start
    if region.title[0] == region.type_line:
        start = _after_type(layout, region, start)
    return _ACT.match(layout.reading.folded, start, layout.paragraphs[region.title[-1]].end)


def _after_type(layout: Layout, region: Region, start: int) -> int:
    folded = layout.reading.folded
    for name in TYPE_CODES:
        if folded.startswith(name, start):
            return start + len(name)
    return start


def title(layout: Layout, region: Region) -> Found[str] | None:
    """The title over all its lines, white space squeezed."""
    span = title_span(layout, region)
    if span is None:
        return None
    value = squeeze(layout.reading.flow[span[0] : span[1]])
    return Found(value=value, evidence=layout.reading.cite(*span), rule="header.title")


def plan_kind(layout: Layout, region: Region) -> Found[PlanKind] | None:
    """What the plan is about, by the words of its title (else of its preamble); ``other`` for a title without them."""
    span = title_span(layout, region) or _issued(layout, region)
    spans = [span] if span else []
    if not spans and region.body < region.last:
        spans = [(layout.paragraphs[region.body].start, layout.paragraphs[min(region.body + 2, region.last - 1)].end)]
    for start, end in spans:
        for kind, pattern in _KINDS:
            # Without marks: OCR reads "Khác phục" for "Khắc phục", and a title has no words to confuse it with.
            match = _kind_pattern(pattern).search(bare(layout.reading.flow[start:end]))
            if match:
                return Found(
                    value=kind,
                    evidence=layout.reading.cite(start + match.start(), start + match.end()),
                    rule="header.kind",
                    inferred=True,
                )
    if span is None:
        return None
    return Found(value=PlanKind.OTHER, evidence=layout.reading.cite(*span), rule="header.kind", inferred=True)


def _issued(layout: Layout, region: Region) -> tuple[int, int] | None:
    """What the sentence that issues a plan calls it ("… ban hành Kế hoạch …"); None without such a sentence."""
    for index in range(region.body, min(region.body + 8, region.last)):
        item = layout.paragraphs[index]
        named = list(_ISSUED.finditer(layout.reading.folded, item.start, item.end))
        if named:
            return named[-1].span("plan")
    return None


def _years(reading: Reading, start: int, end: int) -> list[re.Match[str]]:
    """The years written "năm 2023" in a span, but not those of dates and ranges."""
    return [
        match
        for match in _YEAR.finditer(reading.folded, start, end)
        if not match["range"] and not _IN_DATE.search(reading.folded[max(start, match.start() - 14) : match.start()])
    ]


def _days_ahead(reading: Reading, start: int, end: int, dated: int) -> list[re.Match[str]]:
    """The years of days after the plan's own year: "kiểm kê thời điểm 0 giờ ngày 01 tháng 01 năm 2026" dates no act."""
    return [
        match
        for match in _YEAR.finditer(reading.folded, start, end)
        if int(match["year"]) > dated
        and _MONTH_BEFORE.search(reading.folded[max(start, match.start() - 14) : match.start()])
    ]


def assessed_year(layout: Layout, region: Region, kind: PlanKind | None) -> Found[int] | None:
    """The year whose index a plan answers to; None where it mends nothing that was assessed, and without a year."""
    if kind not in (PlanKind.REMEDIATION, PlanKind.ANNUAL_REFORM):
        return None
    reading = layout.reading
    spans = [span for span in (title_span(layout, region),) if span]
    if region.body < region.last:
        body_end = layout.paragraphs[max(region.end - 1, region.body)].end
        spans.append((layout.paragraphs[region.body].start, body_end))
    pattern = _ASSESSED if kind is PlanKind.REMEDIATION else _MENDS
    for start, end in spans:
        for match in pattern.finditer(reading.folded, start, end):
            around = reading.folded[max(start, match.start() - 60) : match.end()]
            year = int(match["year"])
            if kind is PlanKind.REMEDIATION and (not _INDEX.search(around) or _AIM.search(match["between"])):
                continue
            at = match.start("year")
            return Found(value=year, evidence=reading.cite(at, at + 4), rule="header.assessed_year")
    return None


def plan_year(
    layout: Layout, region: Region, kind: PlanKind | None, assessed: int | None, date: Found[str] | None
) -> Found[int] | None:
    """The year the plan is for: in its title, else the year its text plans for; None where none is stated.

    A plan for several years ("giai đoạn 2021 - 2025") is filed under the first one, as inferred; where the years are
    those of the programme that it carries out, under none. One that names no year at all is of the year of its date.
    """
    span = title_span(layout, region)
    dated = int(date.value[:4]) if date else None
    found = _title_year(layout.reading, span, assessed, dated) if span is not None else None
    staged = span is not None and _STAGE.search(layout.reading.folded, *span) is not None
    if found is not None or staged:
        return found
    planned = _planned_year(layout, region, assessed, dated) if kind is not PlanKind.OTHER else None
    if planned is not None or assessed is not None:
        return planned
    return _signing_year(layout, region, date) if date is not None else None


def _signing_year(layout: Layout, region: Region, date: Found[str]) -> Found[int] | None:
    """The year of the plan's date, unless the text looks beyond the next year, as plans for several years do; one
    written at the end of a year is for the next one where it speaks of it, and says so for none of them."""
    dated, reading = int(date.value[:4]), layout.reading
    last = dated if date.value[5:7] in ("11", "12") else dated + 1
    start = layout.paragraphs[region.first].start
    terms = [match.span() for match in _TERM.finditer(reading.folded, start)]
    later = any(
        int(match.group()) > last
        and not reading.masked(match.start(), match.end(), "citations")
        and not any(first <= match.start() < end for first, end in terms)
        for match in _ANY_YEAR.finditer(reading.folded, start)
    )
    return None if later else Found(value=dated, evidence=date.evidence, rule="header.plan_year_date", inferred=True)


def _title_year(reading: Reading, span: tuple[int, int], assessed: int | None, dated: int | None) -> Found[int] | None:
    school = _SCHOOL_YEAR.search(reading.folded, *span)
    if school:
        return _year_found(reading, school, "header.school_year", inferred=False)
    named = [match for match in _years(reading, *span) if int(match["year"]) != assessed]
    named += _days_ahead(reading, *span, dated) if dated else []
    if named:
        latest = max(named, key=lambda match: int(match["year"]))
        return _year_found(reading, latest, "header.plan_year_title", inferred=False)
    if _PROGRAMME.search(reading.folded, *span):
        return None
    carried = _CARRIES_OUT.search(reading.folded, *span)
    own = carried.start() if carried else span[1]
    stages = [
        stage
        for stage in _STAGE.finditer(reading.folded, *span)
        if stage.start() < own or int(stage["year"]) >= (dated or 0)
    ]
    return _year_found(reading, stages[-1], "header.plan_year_stage", inferred=True) if stages else None


def _planned_year(layout: Layout, region: Region, assessed: int | None, dated: int | None) -> Found[int] | None:
    """The year named most in the text, of those not before the assessed and the signing year; no act's own."""
    if region.body >= region.last:
        return None
    reading = layout.reading
    start = layout.paragraphs[region.body].start
    end = layout.paragraphs[max(region.end - 1, region.body)].end
    least = max(assessed + 1 if assessed else 0, dated or 0)
    found = [
        match
        for match in _years(reading, start, end)
        if least <= int(match["year"]) <= (least + 1 if least else 9999)
        and not reading.masked(match.start(), match.end(), "citations")
    ]
    if not found or (assessed is None and len(found) < 2):
        return None
    counts: dict[str, int] = {}
    for match in found:
        counts[match["year"]] = counts.get(match["year"], 0) + 1
    best = max(counts.values())
    chosen = next(match for match in found if counts[match["year"]] == best)
    return _year_found(reading, chosen, "header.plan_year_text", inferred=True)


def _year_found(reading: Reading, match: re.Match[str], rule: str, *, inferred: bool) -> Found[int]:
    at = match.start("year")
    return Found(value=int(match["year"]), evidence=reading.cite(at, at + 4), rule=rule, inferred=inferred)


def same_type(name: str) -> str | None:
    """The folded type name for a code ("KH" -> "kế hoạch")."""
    return next((folded for folded, code in TYPE_CODES.items() if fold(code) == fold(name)), None)
