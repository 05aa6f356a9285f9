"""Number, symbol, place and date of a document, from its head."""

import calendar
import re
from dataclasses import dataclass

from extractors.reading import Reading
from schema.plan import Found

_CODE = r"[A-ZĐ][A-Za-z0-9Đđ]{0,11}(?:\.[A-ZĐ]+)?"
# Before 2004 a slash stood before the body, too: "144/2002/QĐ/BTC", "1141-TC/QĐ/CĐKT".
_BODY = r"[A-ZĐƯ][\wĐđ&.]*(?:\s?[-–/]\s?[A-ZĐ][\wĐđ&.]*|\s?[-–]\s?[0-9][\wĐđ&.]*){0,4}"
_BLANK = r"[ \t._…·*/xX-]{0,40}"
_SYMBOL = re.compile(
    r"(?<!\w)[Ss](?:[ốôóỐÔ]|ố|Ố)\s*+(?:[Kk]ý hiệu|KÝ HIỆU|"
    r"hiệu)?\s*+[:.;]?\s*+(?P<symbol>(?P<number>\d[\d .]{0,8}\d?[a-zđ]?|" + _BLANK + r")"
    r"(?:\s*+/+\s*+(?P<year>(?:19|"
    r"20)\d\d))?\s*+(?:/+\s*+(?P<code>" + _CODE + r")(?P<joined>\s?[-–/]\s?" + _BODY + r")?"
    r"|[-–]\s?(?P<party>[A-ZĐ]{2,5}[a-z]?)\s?/\s?(?P<committee>" + _BODY + r")))"
)
_BARE = re.compile(
    r"(?P<symbol>(?P<number>\d{1,5}[a-zđ]?)(?:\s*+/+\s*+(?P<year>(?:19|20)\d\d))?\s*+/+\s*+(?P<code>"
    + _CODE
    + r")(?P<joined>\s?[-–/]\s?"
    + _BODY
    + r"))"
)
# The slash lost by a typist or an OCR: "Số: 07KH-UBND"; only behind types that no body is called.
_SLASHLESS = re.compile(
    r"(?<!\w)[Ss](?:ố|ô)\s?[:.;]?\s?(?P<symbol>(?P<number>\d{1,5})(?P<year>)\s?(?P<code>KH|QĐ|BC|CTr|HD|TB|CV|NQ|CT|PA)"
    r"(?P<joined>\s?[-–]\s?" + _BODY + r"))"
)
# What was written by hand, as a recognition reads it, before the printed codes: "Só:4/?'KH-VP", "Số: f26/KH-SNV".
_BY_HAND = re.compile(
    r"(?<!\w)S[ốôóồòỐÔÓ]\s?[:.;]\s?\S{1,8}?(?:\s\S{1,4}?)?\s?(?:/|(?<![A-Za-zĐđ]))"
    r"(?P<code>KH|QĐĐ?|BC|CTr|HD|TB|NQ|CT|PA|ĐA|TTr)(?P<joined>\s?[-–]\s?" + _BODY + r")"
)
# A viewer puts the national title between what stands in one row: "Số: 447" … "/KH-UBND".
_TORN = re.compile(
    r"(?<!\w)[Ss]ố\s?:\s?(?P<symbol>(?P<number>\d{1,5})(?P<year>))[ \t]*\n(?:[^\n]*\n){1,6}?[ \t]*/(?P<code>"
    + _CODE
    + r")(?P<joined>\s?[-–/]\s?"
    + _BODY
    + r")[ \t]*(?=\n|\Z)"
)
_DAY = r"(?P<day>\d ?\d?|[ .…_·/]{0,30}|\S{1,4}?)"
_DATE = re.compile(
    r"(?<!\w)(?:ngày|ngay)\s{0,3}"
    + _DAY
    + r"\s{0,8}t?h[áắảàạ]ng\s{0,3}(?P<month>\d ?\d?|[ .…_·/!'’`*|]{0,30}?|\S{1,3}?)"  # OCR of what was written by hand
    + r"\s{0,8}năm\s{0,3}(?P<year>[12] ?\d ?\d ?\d|20\s?[.…_]{0,6})"
)
_SHORT_DATE = re.compile(
    r"(?<!\w)ngày\s{0,3}(?P<day>\d{1,2}|[ .…]{0,20})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>(?:19|"
    r"20)\d\d)(?!\d)"
)
_STROKE = re.compile(r"(?<=[01])[iIl]")  # "0I" is 01
_FILLED = re.compile(r"[\d ]*")  # a day written by hand may be read as anything: "4Ÿ" is no 4
_NEXT_WORD = re.compile(r"\S")
_MONTH_ONLY = re.compile(
    r",\s{0,3}(?P<date>tháng\s{0,3}(?P<month>\d{1,2})\s{0,3}năm\s{0,3}(?P<year>(?:19|20)\d\d))\s*$"
)
# "ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ 12/QĐ-SNV": the number of what set up the body that issues, or of what is carried
# out ("Hướng dẫn thực hiện Quyết định số …", a portal's heading).
_OF_ANOTHER = re.compile(
    r"(?<!\w)(?:theo|của|tại|thực hiện|hướng dẫn|triển khai|thi hành)\s+"
    r"(?:quyết định|văn bản|công văn|nghị quyết|thông tư|nghị định|chỉ thị|kế hoạch)\s*\Z"
)
_NATIONAL_END = re.compile(r"hạnh\s*+phúc\s*+")
_ATTACHED = re.compile(
    r"\((?:ban hành\s++|được ban hành\s++)?(?:kèm|đính kèm|gửi kèm)\s++theo\s++(?P<type>kế hoạch|quyết định|"
    r"nghị quyết|chương trình|phương án|đề án)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """The symbol without white space, and the number in it (None: left blank)."""

    symbol: Found[str]
    number: Found[str] | None


def find_symbol(reading: Reading, start: int, end: int, rule: str, code: str | None = None) -> Symbol | None:
    """The first symbol after "Số" in ``[start, end)`` (or standing alone there); None where none is written.

    One of the type ``code`` goes before others, which a covering letter may bear.
    """
    written = list(_SYMBOL.finditer(reading.flow, start, end))
    own = [match for match in written if _OF_ANOTHER.search(reading.folded[start : match.start()]) is None]
    typed = [match for match in own if code is not None and code in (match["code"], match["party"])]
    match = next(iter(typed or own or written), None)
    if match is None:
        match = _BARE.search(reading.flow, start, end)
        if match is None or (match.start() > start and not reading.flow[match.start() - 1].isspace()):
            match = _SLASHLESS.search(reading.flow, start, end) or _TORN.search(reading.flow, start, end)
    if match is None and (by_hand := _BY_HAND.search(reading.flow, start, end)) is not None:
        return Symbol(symbol=_tail(reading, by_hand, rule), number=None)
    return _symbol(reading, match, rule) if match else None


def _tail(reading: Reading, match: re.Match[str], rule: str) -> Found[str]:
    """The printed codes of a symbol whose number cannot be read: "/KH-VP"."""
    written = re.sub(r"\s++", "", f"/{match['code']}{match['joined']}").replace("–", "-").rstrip(".")
    codes = written.replace("QĐĐ", "QĐ")
    return Found(value=codes, evidence=reading.cite(match.start(), match.end()), rule=rule)


def _symbol(reading: Reading, match: re.Match[str], rule: str) -> Symbol:
    groups = match.groupdict()
    digits = re.sub(r"[^\da-zđ.]", "", match["number"]).strip(".")
    number = digits if any(char.isdigit() for char in digits) else ""
    year = f"/{match['year']}" if match["year"] else ""
    if groups.get("party"):
        tail = f"-{match['party']}/{match['committee']}"
    else:
        tail = f"/{match['code']}" + (groups["joined"] or "")
    tail = re.sub(r"\s++", "", tail).replace("–", "-").rstrip(".")
    first = match.start("symbol") + (len(match["symbol"]) - len(match["symbol"].lstrip()))
    evidence = reading.cite(match.start() if match.start() < first else first, match.end())
    symbol = Found(value=number + year + tail, evidence=evidence, rule=rule)
    if not number:
        return Symbol(symbol=symbol, number=None)
    at = match.start("number")
    return Symbol(symbol=symbol, number=Found(value=number, evidence=reading.cite(at, match.end("number")), rule=rule))


def attached_line(reading: Reading, start: int, end: int, *type_names: str) -> tuple[int, int] | None:
    """The line "(Kèm theo Kế hoạch số … ngày … của …)" of a wanted type; None where there is none."""
    for match in _ATTACHED.finditer(reading.folded, start, end):
        if match["type"] in type_names:
            stop = reading.flow.find("\n", match.end(), end)
            return match.start(), stop if stop >= 0 else end
    return None


def find_date(reading: Reading, start: int, end: int, rule: str) -> tuple[Found[str], int] | None:
    """The first date in ``[start, end)``, as precise as it is written, and where it begins; None without one.

    A date that begins there may end in the next line ("ngày 14 tháng 01 năm" / "2026").
    """
    match = _DATE.search(reading.folded, start, end) or _SHORT_DATE.search(reading.folded, start, end)
    if match is None:
        follows = _NEXT_WORD.search(reading.folded, end)
        line = reading.folded.find("\n", follows.start() if follows is not None else end)
        match = _DATE.search(reading.folded, start, line if line >= 0 else len(reading.folded))
        match = match if match is not None and match.start() < end else None
    if match is None:
        month = _MONTH_ONLY.search(reading.folded, start, end)
        value = partial_date("", month["month"], month["year"]) if month is not None else None
        if month is None or value is None:
            return None
        at = month.start("date")
        return Found(value=value, evidence=reading.cite(at, month.end("date")), rule=rule), at
    value = partial_date(match["day"], match["month"], match["year"])
    if value is None:
        return None
    return Found(value=value, evidence=reading.cite(match.start(), match.end()), rule=rule), match.start()


def partial_date(day: str, month: str, year: str) -> str | None:
    """An ISO date as precise as its parts are filled in: "2021-09-29", "2023-07", "2023"; None without a year."""
    year, month, day = year, _STROKE.sub("1", month), _STROKE.sub("1", day)
    numbers = [
        re.sub(r"\D", "", part) for part in (year, *(one if _FILLED.fullmatch(one) else "" for one in (month, day)))
    ]
    if len(numbers[0]) != 4:
        return None
    value = numbers[0]
    if numbers[1] and 1 <= int(numbers[1]) <= 12:
        value += f"-{int(numbers[1]):02d}"
        if numbers[2] and 1 <= int(numbers[2]) <= 31:
            days = calendar.monthrange(int(numbers[0]), int(numbers[1]))[1]
            # No day of the calendar: which of its parts is wrong nobody can tell.
            value = f"{value}-{int(numbers[2]):02d}" if int(numbers[2]) <= days else numbers[0]
    return value


def find_place(reading: Reading, line_start: int, date_start: int) -> Found[str] | None:
    """The place written before the date ("Tân Bình, ngày …"), None where there is none."""
    flow = reading.flow
    before = flow[line_start:date_start]
    for national in list(_NATIONAL_END.finditer(reading.folded, line_start, date_start))[-1:]:
        line_start, before = national.end(), flow[national.end() : date_start]
    for symbol in list(_SYMBOL.finditer(before))[-1:]:
        line_start, before = line_start + symbol.end(), before[symbol.end() :]
    wide = re.search(r"(?<!\s)\s{4,}(?=\S[^\n]*,\s*+$)", before)
    if wide is not None:
        line_start, before = line_start + wide.end(), before[wide.end() :]
    stripped = before.strip(" \t\n,.;:-–_*|")
    words = stripped.split()
    if not stripped or len(words) > 7 or not stripped[0].isupper() or any(char in stripped for char in ":;("):
        return None
    begin = line_start + before.index(stripped[0])
    begin = flow.index(stripped, line_start)
    return Found(
        value=" ".join(words), evidence=reading.cite(begin, begin + len(stripped)), rule="header.place_before_date"
    )
