"""The parts that times are made of in Vietnamese plans: days, months, quarters, parts of a year, what leads to them.

All are patterns for folded text and never cross a paragraph; ``deadlines_grammar`` joins them into rules.
"""

from extractors.dates import DAY_MONTH, FULL_DATE, MONTH_SPAN, MONTH_YEAR, YEAR, YEAR_WORD
from extractors.tolerant import spaced

DAY = rf"(?:{FULL_DATE}|{DAY_MONTH}|(?<![\w/.,\-])\d{{1,2}}/\d{{1,2}}(?![/\d%]|\s+(?:ngày|buổi|giờ|tiết)(?!\w)))"
JOIN = spaced(r"(?:, ?| ?- ?| ?– ?| và | đến |, và )")
QUARTERS = (
    r"(?<!\w)quý[^\S\n]*(?:iv|i{1,3}|[1-4])(?!\w)(?:[^\S\n]*(?:/|-|năm)[^\S\n]*" + YEAR + ")?"
    rf"(?:{JOIN}(?:quý[^\S\n]*)?(?:iv|i{{1,3}}|[1-4])(?!\w)(?:[^\S\n]*(?:/|năm)[^\S\n]*{YEAR})?){{0,4}}"
)
MONTHS = (
    r"(?<!\w)(?:tháng[^\S\n]*|t(?=\d))\d{1,2}(?![\d%])(?:[^\S\n]*(?:/|-|năm)[^\S\n]*" + YEAR + ")?"
    rf"(?:{JOIN}(?:tháng[^\S\n]*)?\d{{1,2}}(?![\d%/.])(?:[^\S\n]*(?:/|năm)[^\S\n]*{YEAR})?"
    rf"|{JOIN}(?:tháng[^\S\n]*)?\d{{1,2}}/{YEAR}){{0,12}}|{MONTH_SPAN}"
)
PART_YEAR = (
    spaced(r"(?<!\w)(?:(?:\d{1,2}|sáu|chín) tháng |nửa )?(?:đầu|cuối|giữa) năm(?! học)") + rf"(?:[^\S\n]*{YEAR})?"
)
PART_MONTH = spaced(
    r"(?<!\w)(?:tuần (?:thứ )?(?:\d|i{1,3}|iv|một|hai|ba|tư|nhất|đầu|cuối)|nửa đầu|nửa cuối|đầu|giữa|cuối"
    r"|thượng tuần|trung tuần|hạ tuần|(?:\d{1,2}|mười) ngày (?:đầu|cuối)) (?:của )?(?=tháng)"
    r"|(?<!\w)(?:đầu|giữa|cuối) (?=quý (?:iv|i{1,3}|[1-4])(?!\w))"
)
# Days that share their month: "12-14/6/2024", "12, 13 và 14 tháng 6 năm 2024", "các ngày 12, 13 và 14/6"; without
# "ngày" or "từ" only with the year.
MORE_DAYS = r"(?:[^\S\n]*[-–][^\S\n]*\d{1,2}|(?:[^\S\n]*,[^\S\n]*\d{1,2}){0,6}(?:,|[^\S\n]+và)[^\S\n]+\d{1,2})"
DAYS_OF_MONTH = (
    spaced(r"(?<!\w)(?:(?:(?:từ|trong|vào) )?(?:các )?ngày|từ) ?")
    + rf"\d{{1,2}}{MORE_DAYS}[^\S\n]*/[^\S\n]*\d{{1,2}}(?:[^\S\n]*/[^\S\n]*{YEAR})?(?![\d/%])"
    + rf"|(?<![\w/.,\-–])\d{{1,2}}[^\S\n]?[-–][^\S\n]?\d{{1,2}}/\d{{1,2}}/{YEAR}(?![\d/%])"
    + r"|(?<=\()\d{1,2}[^\S\n]?[-–][^\S\n]?\d{1,2}/\d{1,2}(?=\))"
    + rf"|(?<![\w/.,\-–])(?:(?:các[^\S\n]+)?ngày[^\S\n]+)?\d{{1,2}}{MORE_DAYS}[^\S\n]+"
    + spaced("tháng ?")
    + rf"\d{{1,2}}[^\S\n]*(?:năm|/)[^\S\n]*{YEAR}"
)
# "04/08-20/08/2025", "15/11 → 10/12/2025": no word tells that these are days, the sign between them does.
DAY_TO_DAY = (
    rf"(?<![\w/.,\-–])\d{{1,2}}/\d{{1,2}}(?:/{YEAR})?[^\S\n]*[-–→][^\S\n]*"
    rf"\d{{1,2}}/\d{{1,2}}(?:/{YEAR})?(?![\d/%])"
)
SCHOOL = spaced(r"(?<!\w)(?:học kỳ (?:i{1,2}|[12])(?!\w),? ?)?năm học ") + rf"{YEAR}[^\S\n]*[-–][^\S\n]*{YEAR}"
SCHOOL_TERM = spaced(r"(?<!\w)học kỳ (?:i{1,2}|[12])(?!\w)")
PERIODS = rf"(?:{PART_YEAR}|(?:{PART_MONTH})?(?:{QUARTERS}|{MONTHS})|{YEAR_WORD}|{MONTH_YEAR})"
TIME = rf"(?:{DAY}|{PERIODS})"
UNIT = spaced(r"(?:(?:0?[1-9]|sáu) tháng|0?1 năm|nửa năm|năm học|học kỳ|quý|năm|tháng|tuần|ngày)(?!\w)")
EVERY = spaced(r"(?:hàng|hằng|mỗi|từng|theo)")
UNITS = rf"{UNIT}(?:{JOIN}(?:(?:hàng|hằng)[^\S\n]+)?{UNIT})*"
HOUR = spaced(r"(?:\d{1,2} ?(?:giờ|h)(?: ?\d\d(?: ?phút)?)?,? )?")
BY = spaced(
    r"(?<!\w)(?:trước|truớc|trưóc|chậm nhất|muộn nhất|đến|tới|hết|không quá|xong|vào|hạn cuối|thời hạn"
    r"|hạn (?:cuối|chót)(?: cùng)?(?: [^\W\d]+){0,4}?(?= là))"
    r"(?: (?:là|vào|trước|đến|hết|cuối|thời điểm|trong|dịp|ngày(?= ngày)))*"
    r"(?: \d{1,2} ?(?:giờ|h)(?: ?\d\d(?: ?phút)?)?,?(?= (?:ngày|\d)))?[^\S\n:]+"
)
NEXT_YEARS = spaced(
    r"(?:,? và|,|) ?(?:(?:những|các) năm (?:tiếp theo|sau|kế tiếp)|(?:các )?giai đoạn tiếp theo|tiếp theo"
    r"|những năm tới)(?!\w)"
)
ONGOING = spaced(
    r",? và (?!(?:tháng|quý|ngày) ?\w{1,3}(?!\w))(?:(?!kế hoạch|báo cáo|chương trình)[^.;()\n]){0,40}?"
    r"(?:thường xuyên|hàng năm|hằng năm)(?: (?:hàng|hằng) năm)?(?!\w)"
)
YEAR_AFTER = spaced(r"(?: (?:của )?năm (?:sau|tới|kế tiếp|tiếp theo)(?!\w))?")
ONWARD = spaced(r" (?:trở đi|trở về sau)")
