"""Findings about years: a plan that follows the programme of an earlier year."""

import re
from collections.abc import Iterator
from functools import cache

from extractors.dates import YEAR
from extractors.reading import Reading
from extractors.warnings_words import any_word
from schema.plan import Plan, PlanKind, Warning


@cache
def _followed() -> re.Pattern[str]:
    return re.compile(
        rf"{any_word('yearly_documents')}(?P<name>[^.;:\n]{{0,110}}?)(?<!\w)năm[^\S\n]+(?P<year>{YEAR})"
        r"(?!\s*(?:[-–,]|và|đến|tới)\s*(?:năm\s*)?\d)"
    )


@cache
def _following() -> re.Pattern[str]:
    return re.compile(any_word("following"))


@cache
def _looking_back() -> re.Pattern[str]:
    return re.compile(any_word("looking_back"))


def year_warnings(reading: Reading, plan: Plan) -> Iterator[Warning]:
    """Programmes of an earlier year that the plan says it follows."""
    header = plan.header
    if header.plan_year is None:
        return
    year = header.plan_year.value
    for match in _followed().finditer(reading.folded):
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
    following = list(_following().finditer(lead))
    if (
        not following
        or _looking_back().search(lead, following[-1].end())
        or _looking_back().search(lead[-40:])
        or _looking_back().search(match["name"])
    ):
        return False
    title = plan.header.title
    if title is not None and title.evidence.start <= match.start() < title.evidence.end:
        return False
    dated = (c for c in plan.citations if c.evidence.start <= match.start("year") < c.evidence.end)
    annual = plan.header.plan_kind is not None and plan.header.plan_kind.value is PlanKind.ANNUAL_REFORM
    return annual or next(dated, None) is None
