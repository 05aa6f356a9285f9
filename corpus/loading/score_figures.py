"""Which figure of a unit as a whole a column holds: total points, index, rank, class; and how its cells are read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.loading.criteria_words import points_of
from schema.text import fold


class Measure(StrEnum):
    """A figure of a unit as a whole, by the name of its field in ``schema.scores.Figures``."""

    POINTS = "points"
    INDEX = "index"
    RANK = "rank"
    GRADE = "grade"
    SELF = "self_points"
    APPRAISED = "appraised"
    SURVEY = "survey"


NAMES: Mapping[Measure, str] = {
    Measure.POINTS: "số điểm",
    Measure.INDEX: "chỉ số (%)",
    Measure.RANK: "thứ hạng",
    Measure.GRADE: "xếp loại",
    Measure.SELF: "số điểm",
    Measure.APPRAISED: "số điểm",
    Measure.SURVEY: "số điểm",
}
EXAMPLES: Mapping[Measure, str] = {
    Measure.INDEX: "Hãy ghi số, ví dụ 85,2 hoặc 85,2%; để trống nếu không có.",
    Measure.RANK: "Hãy ghi thứ hạng bằng số, ví dụ 3; để trống nếu không xếp hạng.",
}
# What stands beside figures and is none of this year's: the maximum, a comparison, extra points.
_NO_FIGURE = re.compile(
    r"tối đa|điểm chuẩn|thang điểm|so sánh|so với|tăng|giảm|chênh lệch|biến động|thay đổi|\+ ?/ ?-"
    r"|(?:điểm|^) ?(?:thưởng|trừ|cộng thêm|phạt)|ghi chú"
)
_RANKED = re.compile(r"hạng|xếp thứ|vị thứ|thứ bậc|thứ tự xếp|vị trí")
_GRADED = re.compile(r"xếp loại|phân loại|^loại\b|mức độ hoàn thành|mức xếp|kết quả loại")
# The steps to a total and the parts of it.
_STEPS = (
    (Measure.SURVEY, re.compile(r"điều tra|xã hội học|\bxhh\b|khảo sát|hài lòng|sipas")),
    (Measure.SELF, re.compile(r"\btự\b")),
    (Measure.APPRAISED, re.compile(r"thẩm định|hội đồng|phúc tra|(?:cấp trên|huyện|tỉnh) (?:chấm|đánh giá)")),
)
_INDEX = re.compile(
    r"%|^(?:giá trị |kết quả )?(?:chỉ số|par[ -]?index)(?: (?:tổng hợp|chung|đạt|đạt được|xếp hạng|cải cách hành chính"
    r"|cchc|par[ -]?index|cấp xã|của xã|năm 20\d\d|20\d\d))*$|^(?:tỷ|tỉ) lệ(?: (?:đạt|phần trăm|đạt được|chung|điểm))*$"
)
# The surest first: a table may have "Điểm" beside "Tổng điểm".
_POINTS = (
    re.compile(r"^tổng(?: cộng)?(?: số)?(?: điểm)?(?![^\W_])|^cộng(?: điểm)?$|^điểm tổng"),
    re.compile(r"^điểm (?:chỉ số|par|cchc|cải cách|sau|cuối|chung|xếp hạng|đánh giá)"),
    re.compile(
        r"^(?:số )?điểm(?: (?:đạt|số|kết quả|chấm|năm).*)?$|^kết quả(?: (?:điểm|chấm|đánh giá|đạt).*)?$|^total$"
    ),
)
_WITHIN = re.compile(r"huyện|cụm|khối|nhóm|địa bàn|trong")
_YEAR = re.compile(r"\b(20\d\d)\b")
_BEFORE = re.compile(r"năm trước|kỳ trước|năm liền kề")
_UNIT_OF_COUNT = re.compile(r"\((?!.*%)[^()]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What the heads of a column say: of which figure it is, how surely (0 the surest), and of which year."""

    measure: Measure
    doubt: int = 0
    year: int | None = None
    before: bool = False


def meaning(heads: Sequence[str]) -> Meaning | None:
    """The meaning of a column whose heads are ``heads``, the lowest first; None where it is no figure of the unit."""
    whole = " / ".join(" ".join(fold(head).split()) for head in heads)
    if _NO_FIGURE.search(whole):
        return None
    years = sorted({int(year) for year in _YEAR.findall(whole)})
    for head in heads:
        found = _measure(" ".join(_UNIT_OF_COUNT.sub(" ", fold(head)).split()).strip(" .:*"))
        if found is not None:
            measure, doubt = found
            within = 1 if measure is Measure.RANK and _WITHIN.search(whole) else 0
            return Meaning(
                measure=measure,
                doubt=doubt + within,
                year=years[-1] if years else None,
                before=_BEFORE.search(whole) is not None,
            )
    return None


def _measure(head: str) -> tuple[Measure, int] | None:
    if _RANKED.search(head):
        return Measure.RANK, 0
    if _GRADED.search(head):
        return Measure.GRADE, 0
    surest = next((doubt for doubt, pattern in enumerate(_POINTS) if pattern.match(head)), None)
    steps = [measure for measure, pattern in _STEPS if pattern.search(head)]
    if len(steps) == 1:
        return steps[0], 0
    if surest == 0 and "%" not in head:
        return Measure.POINTS, 0
    if _INDEX.search(head):
        return Measure.INDEX, 0
    return None if surest is None else (Measure.POINTS, surest)


def of_this_year(meanings: Mapping[int, Meaning], year: int | None) -> tuple[dict[int, Meaning], int | None]:
    """The columns of the assessed year, and that year: ``year`` as the title says, else the newest that heads name.

    A column without a year is of the assessed year where others say theirs.
    """
    present = {at: one for at, one in meanings.items() if not one.before}
    named = {one.year for one in present.values() if one.year is not None}
    unnamed = any(one.year is None and one.measure is Measure.POINTS for one in present.values())
    wanted = year if year is not None or unnamed or not named else max(named)
    if wanted in named or unnamed:
        present = {at: one for at, one in present.items() if one.year in (None, wanted)}
    return present, wanted


def one_of_each(meanings: Mapping[int, Meaning]) -> dict[Measure, int]:
    """The column of every measure: the surest, of equals the one whose year is told, then the first."""
    found: dict[Measure, int] = {}
    for at, one in sorted(meanings.items(), key=lambda pair: (pair[1].doubt, pair[1].year is None, pair[0])):
        found.setdefault(one.measure, at)
    return found


_OUT_OF = re.compile(r"^([\d.,]+) ?/ ?[\d.,]+(?: điểm)?$")
_RANK = re.compile(r"^(?:hạng |thứ |đồng hạng |xếp thứ )?0*(\d{1,4})(?: ?/ ?\d+| ?\(.*\)|[=*.]| đồng hạng)?$")


def value_of(measure: Measure, text: str) -> float | int | str | None:
    """The value in a cell of the measure ("85,2%", "3/130", "Tốt"); None where the text is none."""
    words = " ".join(text.split())
    if measure is Measure.GRADE:
        return words
    if measure is Measure.RANK:
        ranked = _RANK.match(fold(words))
        return int(ranked.group(1)) if ranked else None
    out_of = _OUT_OF.match(fold(words))
    return points_of(out_of.group(1) if out_of else words.removesuffix("%").rstrip())
