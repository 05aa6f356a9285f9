"""Findings about years: a plan that follows the programme of an earlier year."""

import re
from collections.abc import Iterator

from extractors.dates import YEAR
from extractors.reading import Reading
from schema.plan import Plan, PlanKind, Warning

_FOLLOWED = re.compile(
    rf"(?<!\w)(?:kế hoạch|chương trình|nghị quyết|chỉ tiêu)(?!\w)(?P<name>[^.;:\n]{{0,110}}?)(?<!\w)năm[^\S\n]+(?P<year>{YEAR})"
    r"(?!\s*(?:[-–,]|và|đến|tới)\s*(?:năm\s*)?\d)"
)
_FOLLOWING = re.compile(
    r"(?<!\w)(?:gắn với|thực hiện|triển khai|hoàn thành|bám sát|phù hợp với|cụ thể hóa|căn cứ|theo|lồng ghép)(?!\w)"
)
# Looking back is what a remedy plan is for: results, shortcomings, announcements of the year before.
_LOOKING_BACK = re.compile(
    r"(?<!\w)(?:kết quả|tồn tại|hạn chế|khắc phục|đánh giá|sơ kết|tổng kết|báo cáo|công bố|chỉ số|xếp hạng|đã|giai đoạn|"
    r"so với|rút kinh nghiệm|kiểm tra|tiếp tục thực hiện|những năm|từ năm|đến năm|từ|trong năm|ngày|tháng|quý|niên độ|"
    r"năm học|ban hành năm)(?!\w)"
)


def year_warnings(reading: Reading, plan: Plan) -> Iterator[Warning]:
    """Programmes of an earlier year that the plan says it follows."""
    header = plan.header
    if header.plan_year is None:
        return
    year = header.plan_year.value
    for match in _FOLLOWED.finditer(reading.folded):
        stated = int("".join(match["year"].split()))
        if year - 2 <= stated < year and _is_followed(reading, plan, match):
            evidence = reading.cite(match.start(), match.end())
            yield Warning(
                code="year_mismatch",
                message=f"Kế hoạch năm {year} lại căn cứ, gắn với văn bản của năm {stated} "
                f"(“{' '.join(evidence.quote.split())}”); kiểm tra có phải năm {year} không.",
                evidence=evidence,
            )


def _is_followed(reading: Reading, plan: Plan, match: re.Match[str]) -> bool:
    folded = reading.folded
    sentence = max(folded.rfind(mark, 0, match.start()) for mark in (". ", ";", "\n", ":")) + 1
    lead = folded[max(sentence, match.start() - 160) : match.start()]
    if _FOLLOWING.search(lead) is None or _LOOKING_BACK.search(lead) or _LOOKING_BACK.search(match["name"]):
        return False
    title = plan.header.title
    if title is not None and title.evidence.start <= match.start() < title.evidence.end:
        return False
    dated = (c for c in plan.citations if c.evidence.start <= match.start("year") < c.evidence.end)
    annual = plan.header.plan_kind is not None and plan.header.plan_kind.value is PlanKind.ANNUAL_REFORM
    return annual or next(dated, None) is None
