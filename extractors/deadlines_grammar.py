"""How Vietnamese plans write times: the patterns of deadlines, in order of precedence.

All patterns are for folded text and never cross a paragraph. What a match means in its place is decided in
``extractors.deadlines``.
"""

import re
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from extractors.dates import MONTH_YEAR, QUARTER_YEAR, YEAR, YEAR_WORD
from extractors.deadlines_parts import (
    BY,
    DAY,
    DAY_TO_DAY,
    DAYS_OF_MONTH,
    EVERY,
    HOUR,
    JOIN,
    MONTHS,
    NEXT_YEARS,
    ONGOING,
    ONWARD,
    PERIODS,
    QUARTERS,
    SCHOOL,
    SCHOOL_TERM,
    TIME,
    UNIT,
    UNITS,
    YEAR_AFTER,
)
from extractors.deadlines_words import words
from extractors.rules import Rule, any_of
from extractors.tolerant import spaced, tolerant


class Shape(StrEnum):
    """What a pattern of this grammar matches; one pattern may carry several meanings depending on its place."""

    RECURRING_DATE = "recurring_date"
    RECURRING = "recurring"
    OPEN = "open"
    RANGE = "range"
    OFFSET = "offset"
    BY_DATE = "by_date"
    PERIOD = "period"
    LONE_DAY = "lone_day"
    RELATIVE = "relative"
    ALWAYS = "always"


_FIRST_LETTERS = {
    Shape.RECURRING_DATE: "tcmvđnqh",
    Shape.RECURRING: "đhmtsqncg0-9",
    Shape.OPEN: "tbkanqcđgs0-9",
    Shape.RANGE: "tngqcvxs0-9",
    Shape.OFFSET: "tscmkií0-9",
    Shape.BY_DATE: "tcmđhkxvl",
    Shape.PERIOD: "dntvxqđcgs0-9",
    Shape.LONE_DAY: "tcm",
    Shape.RELATIVE: "đktns",
    Shape.ALWAYS: "tl",
}
# What a window must hold before a costly pattern is tried on it.
NEEDS = {
    Shape.RECURRING_DATE: re.compile(
        r"h[àằ]ng|mỗi|năm\s+(?:trước|sau|kế|tiếp|liền)|tháng\s+(?:cuối|đầu|sau|thứ|kế|tiếp|liền|báo)|cuối\s+(?:quý|cùng)"
    ),
    Shape.RECURRING: re.compile(r"h[àằ]ng|mỗi|từng|theo|định|tháng|/[^\S\n]*(?:0?1[^\S\n]+)?lần"),
    Shape.OPEN: re.compile(
        r"tiếp\s+theo|(?<!\w)từ\s+(?:ngày|tháng|quý|năm|\d)|trở\s+(?:đi|về)|thường\s+xuyên|h[àằ]ng\s+năm"
        r"|năm\s+(?:sau|tới|kế)|(?<!\w)sau\s+ngày"
    ),
    Shape.RANGE: re.compile(
        r"từ\s+(?:nay|khi|ngày|quý)|\d[^\n]{0,120}?(?:đến|tới|[-–→])|\d[^\S\n]*(?:,|và)[^\S\n]*\d[^\n]{0,24}?(?:/|tháng)"
    ),
    Shape.OFFSET: re.compile(r"\d\s*(?:ngày|giờ|tuần|tháng|phút|năm)"),
    Shape.BY_DATE: re.compile(r"\d"),
    Shape.PERIOD: re.compile(r"năm|quý|tháng|học|hè|\d/|\d[^\S\n]?/|(?:19|20)\d\d"),
    Shape.LONE_DAY: re.compile(r"ngày[^\S\n]+\d"),
    Shape.RELATIVE: re.compile(r"hạn|thời|khi|kết|tiến"),
    Shape.ALWAYS: re.compile(r"thường|liên"),
}
_SINCE = tolerant("kể từ")
# Wherever a time may stand; the patterns run only around these.
CORE = re.compile(
    r"(?:19|20)\d\d|\d[^\S\n]*/[^\S\n]*\d|quý\s|tháng|t\d|\d\s*(?:ngày|giờ|tuần|phút)|ngày\s+\d"
    r"|mỗi\s+(?:đợt|cuộc|kỳ|vòng|buổi|hội)|(?:h[àằ]ng|mỗi|từng|kỳ|theo|cả|trong|dịp|đầu|cuối|giữa|nửa|hết)\s+(?:năm|quý|tuần|ngày|học|tháng|nửa|hè)"
    r"|học\s+kỳ|tháng\s+(?:một|1|01)\s+lần|(?:năm|tháng)\s+(?:tiếp|kế)|thường\s+xuyên|liên\s+tục|thời\s+hạn|đúng\s+(?:thời|tiến)|khi\s+(?:có|được|phát|kế\s+hoạch|chương\s+trình|quyết\s+định|văn\s+bản)|kết\s+thúc|tính\s+đến"
    r"|(?<!\w)từ\s+(?:ngày|khi)\s"
)


@lru_cache(maxsize=1)
def rules() -> tuple[tuple[Shape, Rule], ...]:
    """The rules in order of precedence: where two match the same words, the earlier one holds."""
    return tuple((shape, replace(rule, pattern=_anchored(shape, rule.pattern))) for shape, rule in _rules())


def _anchored(shape: Shape, pattern: str) -> str:
    """``pattern`` tried only where a word with one of the right letters begins: a tenth of the time of the bare one."""
    return rf"(?<!\w)(?=[{_FIRST_LETTERS[shape]}])(?:{pattern})"


def _rules() -> tuple[tuple[Shape, Rule], ...]:
    return (
        (
            Shape.RECURRING_DATE,
            Rule(
                name="recurring_date",
                pattern=spaced(
                    r"(?<!\w)(?:(?:trước|chậm nhất|muộn nhất|vào|đến)(?: là| vào| đến"
                    r"| trước)* )?(?:các )?(?:ngày|thứ) "
                )
                + r"(?:\d{1,2}(?:/\d{1,2})?|hai|ba|tư|năm|sáu|bảy)(?!\w)"
                + rf"(?:{JOIN}(?:ngày[^\S\n]+)?\d{{1,2}}(?:/\d{{1,2}})?)*"
                + spaced(r"(?: tháng \d{1,2}(?:,| và)?)?")
                + spaced(
                    r" (?:(?:của )?(?:hàng|hằng|mỗi) (?:tuần|tháng|quý|năm)|(?:của )?tháng (?:cuối|đầu"
                    r"|thứ \w+)(?: của)?(?: mỗi| hàng| hằng)? quý|(?:của )?tháng (?:cuối|sau|kế tiếp|tiếp theo"
                    r"|liền kề|báo cáo)(?: kỳ báo cáo)?|cuối quý)"
                )
                + rf"|(?:{MONTHS}|{QUARTERS})"
                + spaced(r" (?:của )?(?:hàng|hằng|mỗi) năm(?!\w)")
                + spaced(r"|(?:trước|chậm nhất(?: là)?|đến|vào) \d{1,2}/\d{1,2} (?:hàng|hằng|mỗi) năm(?!\w)")
                + spaced(
                    r"|(?:trước|chậm nhất(?: là)?|đến|vào) (?:ngày )?\d{1,2}(?:/| tháng )\d{1,2} (?:của )?"
                    r"năm (?:(?:trước|sau|kế tiếp|tiếp theo)(?: liền kề)?|liền kề(?: sau)?)(?!\w)"
                )
                + spaced(
                    r"|(?<!\w)(?:định kỳ )?(?:hằng|hàng|mỗi) (?:tháng|quý),? (?:trước|chậm nhất|vào)(?: là| vào)*"
                    r" (?:ngày )?\d{1,2}(?![/.\d]|[^\S\n]*(?:tháng|giờ))"
                )
                + spaced(
                    r"|(?<!\w)(?:vào )?ngày (?:làm việc )?cuối cùng (?:của )?(?:(?:mỗi|hằng|hàng) )?"
                    r"(?:tuần|tháng|quý|năm)(?!\w)"
                ),
                examples=(
                    "hằng tháng trước ngày 15",
                    "ngày làm việc cuối cùng của tháng",
                    "trước ngày 25 tháng cuối quý",
                    "ngày 15/6 và 15/12 hằng năm",
                    "trước ngày 31/01 năm liền kề",
                    "trước ngày 20 hàng tháng",
                    "thứ sáu hàng tuần",
                ),
                counter_examples=("trước ngày 15/8/2023", "ngày 20 tháng 6 năm 2023"),
            ),
        ),
        (
            Shape.OPEN,
            Rule(
                name="period_open",
                pattern=spaced(r"(?<!\w)(?:(?:trong )?giai đoạn (?:từ )?)?(?:năm )?")
                + rf"(?<![\w/.,]){YEAR}[^\S\n]*(?:-|–|đến)[^\S\n]*(?:năm[^\S\n]*)?{YEAR}{NEXT_YEARS}"
                + rf"|{YEAR}{ONWARD}|(?:(?<!\w)(?:từ|trong|bắt[^\S\n]+đầu[^\S\n]+từ"
                rf"|kể[^\S\n]+từ)[^\S\n]+)?{TIME}(?:{ONWARD}|{NEXT_YEARS}|{ONGOING})"
                rf"|(?<!\w)từ[^\S\n]+{TIME}[^\S\n]*(?:đến|-|–)[^\S\n]*{TIME}(?:{NEXT_YEARS}|{ONGOING})"
                + spaced(r"|(?<!\w)(?:(?:bắt đầu|áp dụng|triển khai|thực hiện|khởi động) )?(?:kể )?từ ")
                + rf"(?:{DAY}|{QUARTER_YEAR}|{MONTH_YEAR}|(?<!\w)(?:tháng|quý)[^\S\n]*\w{{1,3}}"
                rf"|{SCHOOL}|{YEAR_WORD})(?![\w/]|[^\S\n]*(?:đến|tới|-|–|và(?!\w)|năm[^\S\n]*\d))"
                + rf"|{TIME}(?:{JOIN}{TIME}){{1,6}}(?:{NEXT_YEARS}|{ONGOING})"
                + spaced(r"|(?<!\w)sau ngày (?:[^\W\d_]+ ){0,3}?")
                + rf"{DAY}(?![\w/])"
                + spaced(r"|(?<!\w)(?:các|những) (?:năm|tháng) (?:tiếp theo|kế tiếp)(?!\w)"),
                examples=(
                    "sau ngày khai mạc 15/3/2026",
                    "trong năm 2021 và những năm tiếp theo",
                    "trong năm 2021 những năm tiếp theo",
                    "từ năm 2023 trở đi",
                    "tháng 12/2013 và thường xuyên",
                    "từ năm 2013 đến năm 2020 và tiếp theo",
                    "bắt đầu từ tháng 8/2025",
                    "quý iv/2013, quý i/2014 và thường xuyên",
                ),
                counter_examples=("trong năm 2021", "giai đoạn tiếp theo"),
            ),
        ),
        (
            Shape.ALWAYS,
            Rule(
                name="always",
                pattern=spaced(
                    r"(?<!\w)(?:thường xuyên|liên tục)(?:,? liên tục)?(?: (?:trong|cả|suốt|hàng"
                    r"|hằng) năm(?: học)?(?! (?:19|20)\d\d))?(?!\w)"
                ),
                examples=("thường xuyên, liên tục",),
            ),
        ),
        (
            Shape.RECURRING,
            Rule(
                name="recurring",
                pattern=spaced(r"(?<!\w)(?:định kỳ |(?:đầu |cuối |giữa )(?=mỗi|hàng|hằng))?")
                + rf"{EVERY}[^\S\n]+{UNITS}(?:[^\S\n]+(?:một|1|01)[^\S\n]+lần)?"
                + rf"|(?<![\w/]){UNIT}"
                + spaced(r" ?/ ?(?:0?1 )?lần(?!\w)|(?<![\w/])(?:0?[1-9]|sáu) (?:tháng|tuần) (?:một|1|01) lần(?!\w)")
                + spaced(r"|(?<!\w)định kỳ (?:vào )?(?:đầu|cuối|giữa) ")
                + rf"{UNIT}(?:[^\S\n]+(?:i{{1,2}}|[12])(?!\w))?"
                + rf"(?:{JOIN}(?:(?:đầu|cuối|giữa)[^\S\n]+)?{UNIT}(?:[^\S\n]+(?:i{{1,2}}|[12])(?!\w))?)*"
                + spaced(r"|(?<!\w)định kỳ ")
                + rf"{UNITS}(?:[^\S\n]+(?:một|1|01)[^\S\n]+lần)?"
                + rf"|(?<![\w/])(?<!hết )(?<!trong )(?:(?:0?[69]|sáu)[^\S\n]+tháng){JOIN}(?:(?:hàng|hằng"
                rf"|cả)[^\S\n]+)?{UNIT}(?![^\S\n]*(?:19|20)\d\d)"
                + rf"|(?<!\w)(?:tháng|quý){JOIN}(?:quý{JOIN})?(?:(?:0?[69]"
                rf"|sáu)[^\S\n]+tháng){JOIN}(?:1[^\S\n]+|01[^\S\n]+)?năm(?![^\S\n]*(?:19|20)\d\d)"
                + spaced(r"|(?<!\w)sau mỗi (?:đợt|cuộc|kỳ|vòng|buổi|hội nghị|hội thi)(?!\w)"),
                examples=(
                    "sau mỗi đợt",
                    "định kỳ hàng quý, 6 tháng, năm",
                    "hằng năm",
                    "theo quý",
                    "sơ kết 6 tháng, 1 năm",
                    "báo cáo quý, 6 tháng, năm",
                    "định kỳ 6 tháng một lần",
                    "họp 3 tháng/lần",
                    "mỗi quý một lần",
                    "6 tháng một lần",
                    "cuối mỗi học kỳ",
                ),
                counter_examples=("trong năm", "6 tháng đầu năm 2022", "quý i/2023"),
            ),
        ),
        (
            Shape.RANGE,
            Rule(
                name="range",
                pattern=spaced(r"(?<!\w)từ nay (?:cho )?(?:đến|tới) (?:hết |cuối |trước |ngày )*")
                + rf"(?:{DAY}|{QUARTER_YEAR}|{MONTH_YEAR}|(?:năm[^\S\n]+)?{YEAR}(?![^\S\n]*[-–]))"
                + rf"|(?<!\w)từ[^\S\n]+{TIME}"
                + spaced(r" (?:đến|tới) (?:hết |cuối )+")
                + rf"(?:{SCHOOL}|{SCHOOL_TERM}|năm[^\S\n]+học)"
                + spaced(r"|(?<!\w)từ (?:đầu )?")
                + rf"(?:{HOUR}{TIME}|(?:ngày[^\S\n]+)?\d{{1,2}}(?!\d)|quý[^\S\n]+(?:i{{1,3}}|iv|[1-4])(?!\w))"
                + r"[^\S\n]*(?:đến|tới|-|–)"
                + rf"[^\S\n]*(?:(?:(?:hết|cuối|trước)[^\S\n]+)?{HOUR}{TIME}|(?:hết|cuối)[^\S\n]+năm(?![^\S\n]*\w))"
                + spaced(
                    r"|(?<!\w)từ (?:khi|ngày) (?:(?:kế hoạch|chương trình|đề án) )?(?:được )?"
                    r"(?:ban hành|ký ban hành|phê duyệt)(?: kế hoạch| chương trình| đề án)?(?: này)?"
                    r" (?:cho )?đến (?:hết |cuối )?"
                )
                + rf"(?:{TIME}|(?:khi|lúc|thời điểm)(?:[^\S\n]+[^\W\d_]+){{1,5}})"
                + rf"|(?<!\w)từ[^\S\n]+{TIME}[^\S\n]+(?:cho[^\S\n]+)?đến"
                + spaced(r" (?:khi|lúc|thời điểm|ngày)(?: [^\W\d_]+){1,5}")
                + spaced(
                    r"|(?<!\w)từ (?:tháng ?\d{1,2} ?[-–] ?\d{1,2}|quý ?(?:i{1,3}|iv|[1-4]) ?[-–] ?(?:i{1,3}|iv|[1-4]))"
                )
                + rf"(?![\w%.])(?:[^\S\n]*(?:/|năm)[^\S\n]*{YEAR})?(?!/\d)"
                + rf"|{DAY}[^\S\n]*(?:-|–|đến)[^\S\n]*{DAY}"
                + rf"|{DAY_TO_DAY}|{DAYS_OF_MONTH}"
                + rf"|(?:{QUARTER_YEAR}|{MONTH_YEAR})[^\S\n]*(?:-|–|đến)[^\S\n]*(?:{QUARTER_YEAR}|{MONTH_YEAR})"
                + spaced(r"|(?<!\w)(?:trong )?giai đoạn (?:từ )?(?:năm )?")
                + rf"{YEAR}[^\S\n]*(?:-|–|đến)[^\S\n]*(?:năm[^\S\n]*)?{YEAR}"
                + spaced(r"|(?:(?<!\w)(?:xuyên )?suốt )?")
                + rf"(?<![\w/.,])(?<!năm học )(?:năm[^\S\n]+)?{YEAR}[^\S\n]*(?:-|–)[^\S\n]*(?:năm[^\S\n]+)?{YEAR}",
                examples=(
                    "từ ngày 01/3/2023 đến ngày 30/6/2023",
                    "từ tháng 3 đến tháng 6/2023",
                    "từ quý i đến quý iii năm 2026",
                    "từ tháng 3-12",
                    "từ quý ii - iv/2014",
                    "từ ngày 10 đến ngày 20/4/2023",
                    "giai đoạn 2021-2025",
                    "từ 15/3 - 20/4/2023",
                    "quý iv/2025 - quý iv/2026",
                    "ngày 18 - 19/7/2017",
                    "các ngày 12, 13 và 14/6/2023",
                    "12-14/6/2023",
                    "04/08-20/08/2025",
                    "15/11 → 10/12/2025",
                    "từ tháng 10/2025 đến khi kết thúc kiểm kê",
                    "từ ngày 17/12/2025 đến 17 giờ 00, ngày 01/02/2026",
                    "từ khi ban hành đến hết năm 2030",
                ),
                counter_examples=("đến ngày 30/6/2023",),
            ),
        ),
        (
            Shape.OFFSET,
            Rule(
                name="offset",
                pattern=spaced(
                    r"(?<!\w)(?:(?:trước|sau|chậm nhất(?: là)?(?: sau| trước| trong)?|muộn nhất(?: là)?(?: sau"
                    r"| trước)?|trong vòng|trong thời hạn|trong thời gian(?: không quá)?|trước ít nhất|sau không quá)"
                    r" (?:không quá |tối đa |ít nhất )?\d{1,3} (?:ngày|giờ|tuần|tháng"
                    rf"|phút|năm(?=,? {_SINCE}))(?: làm việc)?(?!\w)(?! ?(?:tháng|đầu|cuối|\d|ngày))"
                    r"|trong (?:\d{1,2} ?[-–] ?\d{1,2} (?:giờ|ngày)|\d{1,2} (?:giờ|ngày) đầu)"
                    rf"(?=,? (?:{_SINCE}|tính từ|sau khi|từ khi))"
                    r"|(?:trong|không quá|tối đa|ít nhất) \d{1,3} (?:ngày|giờ|tuần|tháng)"
                    rf"(?: làm việc)?,? (?={_SINCE}|tính từ|sau khi|trước khi|trước ngày|sau ngày|từ khi|từ ngày)"
                    r"|trong (?:tối đa |không quá )?\d{1,3} (?:ngày|giờ) làm việc(?= ?(?:[.;,)\n]|$))"
                    r"|không quá \d{1,3} ngày(?: làm việc)?(?= ?(?:[.;,)\n]|$))"
                    r"|trước (?:ngày|khi|buổi|thời điểm|kỳ|hạn|thời hạn|đợt|cuộc|phiên"
                    r"|hội nghị) [^\W\d][^,.;:()\n\d]{2,40} (?:ít nhất |tối thiểu )?\d{1,3}"
                    r" ngày(?: làm việc)?(?!\w)"
                    r"|sau (?:khi|ngày|buổi|đợt|cuộc|kỳ|phiên|hội nghị) [^\W\d][^,.;:()\n\d]{2,40} \d{1,3} ngày"
                    r"(?: làm việc)?(?!\w)"
                    r"|(?:(?:ít nhất|tối thiểu) )?\d{1,3} (?:ngày|giờ)(?: làm việc)? trước (?:khi|ngày|buổi|đợt|cuộc|kỳ"
                    r"|phiên|hội nghị|bầu cử|thời điểm|thời hạn|thời gian)(?! \d)(?: [^\W\d_]+){0,5})"
                    rf"(?:,? ?(?:{_SINCE}|tính từ|trước|sau|từ|so với|khi) "
                    r"(?:(?! mà )[^,.;:()\n]){2,60}| (?:kiểm tra|làm việc"
                    r"|họp|tổ chức|diễn ra|kết thúc)(?:(?= [^\W\d])[^,.;:()\n]{0,30})?)?"
                ),
                examples=(
                    "trước 10 ngày kiểm tra",
                    "trong vòng 05 ngày kể từ ngày nhận hồ sơ",
                    "chậm nhất là 03 ngày làm việc sau khi kết thúc",
                    "không quá 15 ngày, kể từ ngày ký",
                    "trong 05 ngày làm việc",
                    "trước ngày kiểm tra 03 ngày làm việc",
                    "trước kỳ báo cáo của huyện 05 ngày",
                    "trong 24-48 giờ sau khi nước rút",
                    "trong 24 giờ đầu kể từ khi đến hiện trường",
                    "ngay sau khi tổ chức hội nghị 01 ngày",
                    "15 ngày trước ngày khai mạc",
                    "tối thiểu 02 ngày trước thời điểm thực hiện",
                ),
                counter_examples=("trước ngày 15/8/2023", "trước 6 tháng đầu năm", "không quá 15 phút"),
            ),
        ),
        (
            Shape.BY_DATE,
            Rule(
                name="by_date",
                pattern=rf"(?:{BY}|(?<!\w)(?:trong|vào|các|đúng|lúc)[^\S\n]+(?:(?:sáng|chiều|tối|lúc"
                rf"|\d{{1,2}}[^\S\n]?(?:giờ|h)(?:[^\S\n]?\d\d(?:[^\S\n]phút)?)?|thứ|hai|ba|tư|năm|sáu"
                rf"|bảy)[^\S\n,]+){{0,3}}(?=ngày[^\S\n]+\d)){TIME}",
                examples=(
                    "trước ngày 15/8/2023",
                    "chậm nhất ngày 20/12",
                    "đến hết năm 2025",
                    "xong trước 20/12",
                    "vào ngày 20/10/2023",
                    "đúng 07h00 ngày 13/12/2025",
                ),
                counter_examples=("ngày 15/8/2023", "trong năm 2021"),
            ),
        ),
        (
            Shape.PERIOD,
            Rule(
                name="period",
                pattern=spaced(
                    r"(?:(?<!\w)(?:dự kiến )?(?:trong cả|trong|ngay trong|(?:vào|trong|nhân) dịp"
                    r"|vào|dự kiến|xong|cả|suốt|sáng|chiều|tối) )?"
                )
                + rf"(?:{PERIODS}|{DAY})"
                + rf"(?:{JOIN}{PERIODS}){{0,6}}{YEAR_AFTER}"
                + spaced(r"|(?<!\w)(?:từ nay )?(?:cho )?(?:đến|tới) (?:hết|cuối) năm(?! (?:19|20)\d\d| học)(?!\w)")
                + spaced(r"|(?<!\w)(?:trong|vào|xong trong)(?: dịp)? (?:kỳ nghỉ )?hè(?: năm)?(?!\w)")
                + rf"(?:[^\S\n]*{YEAR})?"
                + rf"|{YEAR}(?![^\S\n]*[-–/]|\w)"
                + spaced(r"|(?<!\w)(?:trong|suốt|cả|vào) (?:cả |suốt |đầu |cuối |giữa )?")
                + rf"(?:{SCHOOL}|{SCHOOL_TERM})"
                + rf"|{SCHOOL}(?=[^\S\n]*[:,])"
                + spaced(r"|(?<!\w)(?:vào )?(?:đầu|cuối|giữa) năm học(?! (?:(?:19|20)\d\d|qua|trước))(?!\w)")
                + spaced(r"|(?<!\w)(?:trong|cả) năm(?: học)?(?! (?:qua|trước|cũ))(?!\w)"),
                examples=(
                    "dự kiến trong tháng 7 và tháng 8 năm 2023",
                    "trong năm 2021",
                    "quý i/2023",
                    "trong năm",
                    "6 tháng đầu năm 2022",
                    "cả năm 2026",
                    "trong nửa đầu năm",
                    "trong quý i năm sau",
                    "từ nay đến hết năm",
                    "trong hè 2023",
                ),
            ),
        ),
        (
            Shape.LONE_DAY,
            Rule(
                name="lone_day",
                pattern=spaced(r"(?<!\w)(?:trước|chậm nhất|muộn nhất)(?: là| vào| đến| trước)* ngày \d{1,2}")
                + r"(?![\d/.\-–]*\d|[^\S\n]*(?:tháng|hằng|hàng|mỗi|của|/))",
                examples=("trước ngày 18", "chậm nhất là ngày 05"),
                counter_examples=("trước ngày 18/3", "trước ngày 18 tháng 3", "trước ngày 20 hằng tháng"),
            ),
        ),
        (
            Shape.RELATIVE,
            Rule(
                name="relative",
                pattern=spaced(any_of(*words()["relative"]).replace(r"\s+", " "))
                + spaced(
                    r"|(?<!\w)(?:ngay )?(?:sau khi )?kết thúc (?:đợt|cuộc|kỳ|năm học|hội nghị|học kỳ)(?: \w+){0,2}"
                )
                + spaced(
                    r"|(?<!\w)(?:ngay )?sau khi (?:kế hoạch|chương trình|quyết định|văn bản)(?: này)? (?:được )?"
                    r"(?:ký )?(?:ban hành|phê duyệt)(?!\w)"
                )
                + spaced(r"|(?<!\w)thời hạn(?: do)? (?:cấp trên|ubnd|cơ quan cấp trên)[^,.;\n]{0,30} giao(?!\w)"),
                examples=("đúng thời gian quy định", "khi có yêu cầu", "kết thúc đợt kiểm tra"),
            ),
        ),
    )
