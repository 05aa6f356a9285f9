"""Findings about values: rates above the whole, more points than there are."""

import re
from collections.abc import Iterator
from functools import cache

from extractors.dates import GAP
from extractors.reading import Reading
from extractors.warnings_words import any_word
from schema.plan import Plan, Warning

_RATE = rf"(?P<value>\d(?<![\d.,/]\d)\d{{0,2}}(?:[,.]\d+)?){GAP}%"
_WHOLE = re.compile(rf"100(?<![\d.,]100)(?:,0+)?{GAP}%")
_AND_MORE = re.compile(rf"{GAP}(?:\w+{GAP})?trở lên(?!\w)")
_REACHING = re.compile(rf"(?:(?<!\w)(?:đạt|từ|bằng|ít nhất){GAP})+$")
_MORE_THAN = re.compile(rf"(?<!\w)(?:trên|hơn|vượt|lớn hơn|cao hơn|>){GAP}$")
_ABOVE = re.compile(_RATE)
# A share of what can be counted has no more than all of it: "120% cán bộ, công chức".
_SHARE_OF = re.compile(
    rf"{GAP}(?:tổng {GAP})?(?:số {GAP})?(?:cán bộ|công chức|viên chức|đảng viên|học sinh|giáo viên|người dân"
    r"|hộ|thôn|xóm|ấp|hồ sơ|thủ tục|tthc|văn bản|cơ quan|đơn vị)(?!\w)"
)
_POINTS = re.compile(
    rf"(?P<got>\d(?<![\d.,/]\d)\d{{0,3}}(?:,\d+)?){GAP}/{GAP}(?P<most>\d{{1,4}}(?:,\d+)?){GAP}điểm(?!\w)"
)


@cache
def _may_exceed() -> re.Pattern[str]:
    return re.compile(any_word("may_exceed_whole"))


def value_warnings(reading: Reading, plan: Plan) -> Iterator[Warning]:
    """Values that cannot be: "100% trở lên", a rate of 120 %, 105/100 points."""
    folded = reading.folded
    seen: list[tuple[int, int]] = []
    for match in _WHOLE.finditer(folded):
        span = _beyond_the_whole(folded, match)
        if span is not None and _may_exceed().search(_clause(folded, match)) is None:
            seen.append(span)
            yield _impossible(reading, span, "tỷ lệ không thể vượt quá 100%")
    for match in _ABOVE.finditer(folded):
        inside = any(start <= match.start() < end for start, end in seen)
        rate = _is_rate(_clause(folded, match)) or (
            _SHARE_OF.match(folded, match.end()) is not None and _may_exceed().search(_clause(folded, match)) is None
        )
        if not inside and _number(match["value"]) > 100 and rate:
            yield _impossible(reading, match.span(), "tỷ lệ không thể vượt quá 100%")
    for match in _POINTS.finditer(folded):
        if _number(match["got"]) > _number(match["most"]) and "thưởng" not in _clause(folded, match):
            yield _impossible(reading, match.span(), "số điểm đạt được lớn hơn điểm tối đa")


def _beyond_the_whole(folded: str, match: re.Match[str]) -> tuple[int, int] | None:
    """The span of "đạt 100% trở lên" or "trên 100%" around a "100%", None where nothing goes beyond it."""
    window = max(0, match.start() - 30)
    more = _AND_MORE.match(folded, match.end())
    if more is not None:
        reaching = _REACHING.search(folded, window, match.start())
        return (reaching.start() if reaching else match.start()), more.end()
    more_than = _MORE_THAN.search(folded, window, match.start())
    return (more_than.start(), match.end()) if more_than is not None else None


def _number(digits: str) -> float:
    return float(digits.replace(",", "."))


def _clause(folded: str, match: re.Match[str]) -> str:
    """The words around the value, up to the marks that end a clause."""
    before = folded[max(0, match.start() - 120) : match.start()]
    after = folded[match.end() : match.end() + 60]
    return re.split(r"[;\n]|\.\s", before)[-1] + " " + re.split(r"[;\n]|\.\s", after)[0]


def _is_rate(clause: str) -> bool:
    return ("tỷ lệ" in clause or "hài lòng" in clause) and _may_exceed().search(clause) is None


def _impossible(reading: Reading, span: tuple[int, int], reason: str) -> Warning:
    evidence = reading.cite(*span)
    return Warning(
        code="impossible_value",
        message=f"“{' '.join(evidence.quote.split())}”: {reason}; xem lại chỉ tiêu.",
        evidence=evidence,
    )
