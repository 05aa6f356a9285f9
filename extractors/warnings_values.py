"""Findings about values: rates above the whole, more points than there are."""

import re
from collections.abc import Iterator

from extractors.dates import GAP
from extractors.reading import Reading
from schema.plan import Plan, Warning

_RATE = rf"(?P<value>\d{{1,3}}(?:[,.]\d+)?){GAP}%"
_AND_MORE = re.compile(
    rf"(?:(?:đạt|từ|bằng|ít nhất){GAP})*(?<![\d.,])100(?:,0+)?{GAP}%{GAP}(?:\w+{GAP})?trở lên"
    rf"|(?<!\w)(?:trên|hơn|vượt|lớn hơn|cao hơn|>){GAP}(?<![\d.,])100(?:,0+)?{GAP}%"
)
_ABOVE = re.compile(rf"(?<![\d.,/]){_RATE}")
# What may exceed 100 %: growth, revenue against an estimate, results against a plan.
_MAY_EXCEED = re.compile(
    r"(?<!\w)(?:tăng|vượt|so với|dự toán|kế hoạch|chỉ tiêu|thu|doanh thu|giá trị|sản lượng|năng suất|kim ngạch|gdp|grdp|"
    r"bằng|mức lương|phụ cấp|hệ số|lãi|phạt|công suất|pháp lệnh|nghị quyết|cùng kỳ|mật độ|bao phủ)(?!\w)"
)
_POINTS = re.compile(rf"(?<![\d.,/])(?P<got>\d{{1,4}}(?:,\d+)?){GAP}/{GAP}(?P<most>\d{{1,4}}(?:,\d+)?){GAP}điểm(?!\w)")


def value_warnings(reading: Reading, plan: Plan) -> Iterator[Warning]:
    """Values that cannot be: "100% trở lên", a rate of 120 %, 105/100 points."""
    folded = reading.folded
    seen: list[tuple[int, int]] = []
    for match in _AND_MORE.finditer(folded):
        if _MAY_EXCEED.search(_clause(folded, match)) is None:
            seen.append(match.span())
            yield _impossible(reading, match.span(), "tỷ lệ không thể vượt quá 100%")
    for match in _ABOVE.finditer(folded):
        inside = any(start <= match.start() < end for start, end in seen)
        if not inside and _number(match["value"]) > 100 and _is_rate(_clause(folded, match)):
            yield _impossible(reading, match.span(), "tỷ lệ không thể vượt quá 100%")
    for match in _POINTS.finditer(folded):
        if _number(match["got"]) > _number(match["most"]) and "thưởng" not in _clause(folded, match):
            yield _impossible(reading, match.span(), "số điểm đạt được lớn hơn điểm tối đa")


def _number(digits: str) -> float:
    return float(digits.replace(",", "."))


def _clause(folded: str, match: re.Match[str]) -> str:
    """The words around the value, up to the marks that end a clause."""
    before = folded[max(0, match.start() - 120) : match.start()]
    after = folded[match.end() : match.end() + 60]
    return re.split(r"[;\n]|\.\s", before)[-1] + " " + re.split(r"[;\n]|\.\s", after)[0]


def _is_rate(clause: str) -> bool:
    return ("tỷ lệ" in clause or "tỉ lệ" in clause) and _MAY_EXCEED.search(clause) is None


def _impossible(reading: Reading, span: tuple[int, int], reason: str) -> Warning:
    evidence = reading.cite(*span)
    return Warning(
        code="impossible_value",
        message=f"“{' '.join(evidence.quote.split())}”: {reason}; xem lại chỉ tiêu.",
        evidence=evidence,
    )
