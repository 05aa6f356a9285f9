"""Targets: what is to be reached, with its figure, comparator, unit, time and baseline.

Reads a Reading whose sections and citations are known; writes Targets in the order in which they stand. Purposes and
tasks are read alike; header, preamble, recipients, signature and closing are not.
"""

import re
from dataclasses import dataclass, replace

from extractors.clauses import clauses
from extractors.markers import behind_lead
from extractors.reading import Paragraph, Reading
from extractors.targets_aims import Aim, aim, aim_tail, forbidden_parts, forbids
from extractors.targets_comparators import change_named
from extractors.targets_context import Context
from extractors.targets_counts import CHANGES, FIGURE_RULES, Figure
from extractors.targets_figures import figures
from extractors.targets_lexicon import target_words
from extractors.targets_segments import LEAD_IN, baseline, changing, metric, segments, tells_only_time, times
from extractors.targets_tables import Row, indicator_rows
from schema.plan import Comparator, Target
from schema.text import squeeze

_WORTH = re.compile(
    r"%|phần\s+trăm|‰|trở\s+lên|không|phấn\s+đấu|ph[aầâ]n\s+đ[aầâ]u|vượt|so\s+với|tối\s+thiểu|ít\s+nhất|tối\s+đa"
    r"|đạt|đat"
    r"|\d\s+[a-zà-ỹđ]|giữ\s+vững|tỷ\s+lệ|chỉ\s+tiêu|mục\s+tiêu|nâng\s+cao|giảm|duy\s+trì"
)
_BARE_FIGURE = 24
_LOOK_BACK = 300  # how far before a figure its own words can stand
_BRACKET = re.compile(r"\([^()]*\)?")
_BUDGET = re.compile(r"kinh phí|dự toán")
# An item that tells how things are ("a) Tồn tại: … (mục tiêu tỉnh giao 60%)") or how they are reckoned.
_TELLS = re.compile(
    r"(?:tồn tại|hạn chế|nguyên nhân|thực trạng|ưu điểm|khó khăn)(?:,? \w+){0,4}\s*:"
    r"|(?:công thức|cách tính|phương pháp tính|thang điểm|ví dụ)(?: \w+){0,6}\s*[:,]"
)
_LEAD = re.compile(r"mục\s+tiêu|yêu\s+cầu|chỉ\s+tiêu|phấn\s+đấu|cụ\s+thể|kế\s+hoạch|như\s+sau|bao\s+gồm|trong\s+đó")
_YEAR_ONLY = re.compile(r"[\s\-+•*]*(?:(?:đến|hết|cuối|trong)\s+)*(?:năm\s+)?(?:19|20)\d\d\s*")
_OPENS_EARLIER = re.compile(r"(?:trong\s+)?(?:năm|6 tháng đầu năm|quý \w+/?)\s*((?:19|20)\d\d)\s*[,:]")
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_ASKS = re.compile(
    r"(?<!\w)(?:đề nghị|kiến nghị|đề xuất|xin)(?!\w)[^;.]{0,120}?(?<!\w)(?:cấp|bố trí|trang bị|hỗ trợ|đầu tư|cho)"
    r"(?:\s+(?:thêm|bổ sung|cho|mới))*\s*$"
)
_COMPARED_WITH = re.compile(r"(?<!\w)(?:so với|hơn)(?!\w)[^,;.]{0,30}$")
_EARLIER = re.compile(r"(?<!so với )(?<!\w)năm\s+((?:19|20)\d\d)\s*:?\s*(?:\S+\s+){0,3}$")
# What was, in brackets behind the aim: "(năm 2018 đạt 97,2%)", "(năm học 2022-2023 là 62%)", "(năm trước: 40%)".
# A class of pupils or officials, of which there may be so many: "Tốt 36%; Chưa đạt dưới 1%".
_NOT_REACHED = re.compile(r"[\s\-–+•*]*chưa đạt")
# "Tỷ lệ số hóa kết quả đạt 90%": results are what is measured, not what was reached.
_OF_RESULTS = re.compile(r"(?<!\w)(?:tỷ lệ|mức độ)(?!\w)[^;:,]*\Z")
_BRACKETED = re.compile(
    r"\((?:cùng kỳ\s+)?năm(?:\s+học)?\s+(?:(?P<year>(?:19|20)\d\d)(?:\s*[-–]\s*(?:19|20)\d\d)?|trước|ngoái|qua)"
    r"\s*:?\s*(?:[^\s()]+\s+){0,3}$"
    r"|(?<!\w)so\s+với\s+(?:cùng\s+kỳ\s+)?(?:năm\s+)?(?P<base>(?:19|20)\d\d|trước)\s+\((?:[^\s()]+\s+){0,2}$"
)


def targets(reading: Reading) -> tuple[Target, ...]:
    """All targets of ``reading``; also marks them under "targets" and those whose figure is written under "figures"."""
    context = Context(reading)
    rows = indicator_rows(reading)
    found: list[Target] = [_of_row(reading, row) for row in rows if context.readable(row.start)]
    in_rows = [(row.start, row.end) for row in rows] + context.time_cells
    for paragraph in reading.paragraphs:
        if any(start <= paragraph.start < end for start, end in in_rows):
            continue
        if context.readable(paragraph.start) and _WORTH.search(reading.folded, paragraph.start, paragraph.end):
            made = _of_paragraph(reading, context, paragraph.start, paragraph.end)
            found.extend(_named_by_row(made, context.row_name(paragraph.start), paragraph))
    found.sort(key=lambda target: (target.evidence.start, target.evidence.end))
    found = [one if one.period or one.deadline else replace(one, deadline=context.due(one)) for one in found]
    reading.mark("targets", [(one.evidence.start, one.evidence.end) for one in found])
    written = [one for one in found if one.rule in FIGURE_RULES]
    reading.mark("figures", [(one.evidence.start, one.evidence.end) for one in written])
    return tuple(found)


def _of_paragraph(reading: Reading, context: Context, start: int, end: int) -> list[Target]:
    above = context.above(start)
    goal, told, headings = above.goal, above.told, above.titles
    if _TELLS.match(reading.folded, behind_lead(reading.flow, start, end), end):
        return []
    found: list[Target] = []
    announced = False
    label: tuple[int, int] | None = None
    year_at: int | None = None
    for clause_start, clause_end in clauses(reading, start, end):
        announced = announced or target_words().aim.search(reading.folded, clause_start, clause_end) is not None
        alone = clause_start == start and end - clause_end <= 1
        delivers = label is not None and _is_work(reading, label)
        short = alone and end - start <= 25
        hits = figures(reading, clause_start, clause_end, goal or announced or short, delivers=delivers)
        frame = _Frame(rewards="khen" in headings, budget=_BUDGET.search(headings) is not None and not announced)
        hits = [hit for hit in hits if not _is_no_aim(reading, clause_start, hit, frame)]
        if told and not target_words().aim.search(reading.folded, clause_start, clause_end):
            continue
        if hits and _opens_earlier(reading, context, clause_start, clause_end):
            continue
        if hits:
            if label is not None:  # "Giảm tỷ lệ hộ nghèo: còn 3%": what the label seems to aim at has its figure here
                found = [one for one in found if not label[0] <= one.evidence.start < label[1]]
            tail = aim_tail(reading.folded, hits[-1].end, clause_end)
            opens = clause_start if year_at is None else year_at
            found.extend(_with_figures(reading, context, start, (opens, tail), hits, label))
            found.extend(
                _without(reading, aim(reading, tail, clause_end, goal=goal or announced, heading=False), context.year)
            )
        elif _WORTH.search(reading.folded, clause_start, clause_end):
            in_heading = context.in_heading(clause_start, clause_end)
            for part_start, part_end in forbidden_parts(reading.folded, clause_start, clause_end):
                found.extend(
                    _without(reading, aim(reading, part_start, part_end, goal=goal, heading=in_heading), context.year)
                )
        colon = not hits and reading.flow[clause_end : clause_end + 1] == ":"
        if hits and label is not None and not _is_series(reading, (opens, clause_end), hits):
            label = None
        alone_year = colon and _YEAR_ONLY.fullmatch(reading.folded, clause_start, clause_end) is not None
        year_at = clause_start if alone_year else None
        if not hits and not alone_year:
            label = (clause_start, clause_end) if colon else None
    return found


def _named_by_row(made: list[Target], name: str | None, paragraph: Paragraph) -> list[Target]:
    """``made`` with the name of the row where a cell holds little more than the figure ("≥ 95%")."""
    if name is None or len(made) != 1 or paragraph.end - paragraph.start > _BARE_FIGURE:
        return made
    return [replace(made[0], metric=name)]


def _is_work(reading: Reading, label: tuple[int, int]) -> bool:
    """Whether the words before ":" tell work, of which the figure behind says how much: "Trồng mới rừng: 20 ha"."""
    return target_words().work.match(reading.folded, behind_lead(reading.flow, *label), label[1]) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What the headings above say of a figure. rewards: it is about who is rewarded; budget: about what work costs."""

    rewards: bool
    budget: bool


def _is_no_aim(reading: Reading, start: int, figure: Figure, frame: _Frame) -> bool:
    """Whether a figure of the clause from ``start`` on is a quota of rewards, a price, forbidden or asked of others."""
    if frame.rewards and figure.rule == "count_bounded":
        return True  # how many at most may be proposed
    if frame.budget and figure.unit is not None and "đồng" in figure.unit:
        return True
    return _is_forbidden(reading, start, figure) or _is_asked_for(reading, start, figure)


def _is_forbidden(reading: Reading, start: int, figure: Figure) -> bool:
    """Whether the figure only says what must not happen: "không để xảy ra ngộ độc từ 30 người trở lên"."""
    if figure.rule != "count_bounded" or figure.comparator is not Comparator.AT_LEAST:
        return False
    comma = max(reading.folded.rfind(sign, start, figure.start) for sign in (", ", "; "))
    return forbids(reading.folded, max(start, comma), figure.start)


def _is_asked_for(reading: Reading, start: int, figure: Figure) -> bool:
    """Whether others are asked to supply it: "đề nghị UBND huyện cấp bổ sung 02 máy tính"."""
    return figure.rule == "count_delivered" and _ASKS.search(reading.folded, start, figure.start) is not None


def _of_row(reading: Reading, row: Row) -> Target:
    """The target of a table row."""
    return Target(
        metric=row.name,
        comparator=row.comparator,
        value=row.value,
        unit=row.unit,
        period=row.period,
        deadline=None,
        baseline=None,
        section=reading.section_id_at(row.start),
        evidence=reading.cite(row.start, row.end),
        rule="indicator_row",
    )


def _with_figures(
    reading: Reading,
    context: Context,
    lead: int,
    clause: tuple[int, int],
    hits: list[Figure],
    label: tuple[int, int] | None,
) -> list[Target]:
    made: list[Target] = []
    spans = segments(reading, *clause, hits)
    series = label is not None and _is_series(reading, clause, hits)
    named = _measure(reading, label) if label is not None and series else None
    if label is not None and not series and _is_label(reading, label, clause, hits):
        spans[0] = (behind_lead(reading.flow, *label), spans[0][1])
        change = change_named(reading.folded[spans[0][0] : label[1]])
        bare = not reading.folded[clause[0] : hits[0].start].strip() and hits[0].comparator is Comparator.EQUAL
        hits = [replace(hits[0], comparator=change)] if change is not None and bare else hits
    for figure, span in zip(hits, spans, strict=True):
        if not _is_past(reading, context, clause[0], figure, series=series):
            earlier = made[-1].metric if made else named
            made.append(_target(reading, figure, span, lead, earlier, context.year))
    return made


def _measure(reading: Reading, label: tuple[int, int]) -> str:
    """The measure that the words before ":" name, without the marker of their item."""
    return squeeze(reading.flow[behind_lead(reading.flow, *label) : label[1]])


def _is_series(reading: Reading, clause: tuple[int, int], hits: list[Figure]) -> bool:
    """Whether the clause says nothing but how much by when: "năm 2023 đạt 95%, năm 2024 đạt 97%"."""
    spans = segments(reading, *clause, hits)
    return all(tells_only_time(reading, span, figure) for figure, span in zip(hits, spans, strict=True))


def _is_label(reading: Reading, label: tuple[int, int], clause: tuple[int, int], hits: list[Figure]) -> bool:
    """Whether the words before ":" are the metric: "Tỷ lệ lên lớp: 99% trở lên"; a lead such as "Mục tiêu:" is not."""
    words = reading.flow[label[0] : label[1]]
    behind = _BRACKET.sub("", reading.flow[hits[0].end : clause[1]]) if len(hits) == 1 else ""
    alone = len(hits) == 1 and len(behind.split()) <= 2
    opens = LEAD_IN.fullmatch(reading.folded, clause[0], hits[0].start) is not None
    measures = not _LEAD.search(words.lower()) or change_named(reading.folded[slice(*label)]) is not None
    return alone and opens and len(words) <= 150 and measures


def _is_past(reading: Reading, context: Context, start: int, figure: Figure, *, series: bool) -> bool:
    """Whether a result is told. series: aims of several years stand in a row, of which the plan's is the last."""
    before = reading.folded[max(start, figure.start - _LOOK_BACK) : figure.start]
    words = target_words()
    past = [match for match in words.past.finditer(before) if not _NOT_REACHED.fullmatch(before[: match.end()])]
    past = [
        match
        for match in past
        if not (match.group().startswith("kết quả") and _OF_RESULTS.search(before[: match.start()]))
    ]
    if past and not words.aim.search(before, past[-1].end()) and len(before) - past[-1].end() < 120:
        return True
    if _was(reading, context, figure):
        return True
    if context.year is None:
        return False
    opening = _OPENS_EARLIER.match(before, behind_lead(before))
    rises = re.search(r"(?<!\w)(?:lên|xuống)(?!\w)[^,;]*$", before)
    told = None if rises else _EARLIER.search(before)
    told = None if told is not None and _COMPARED_WITH.search(before, 0, told.start()) else told
    earlier = told or (None if words.aim.search(before) else opening)
    return earlier is not None and int(earlier.group(1)) < context.year - series


def _was(reading: Reading, context: Context, figure: Figure) -> bool:
    """Whether the figure stands in brackets that tell what was before the plan's year."""
    told = _BRACKETED.search(reading.folded, max(0, figure.start - _LOOK_BACK), figure.start)
    if told is None or told["year"] is None:
        return told is not None
    return context.year is not None and int(told["year"]) < context.year


def _opens_earlier(reading: Reading, context: Context, start: int, end: int) -> bool:
    """Whether the clause ``[start, end)`` goes on after ";" with what an earlier year reached: "Năm 2023, xã đạt 86,5
    điểm; tỷ lệ đúng hạn đạt 97,2%"; not where it names a year of its own or sets an aim."""
    folded = reading.folded
    paragraph = reading.paragraph_at(start)
    if paragraph is None or context.year is None or not folded[:start].rstrip().endswith(";"):
        return False
    if _ANY_YEAR.search(folded, start, end) or target_words().aim.search(folded, start, end):
        return False
    sentence = max(folded.rfind(". ", paragraph.start, start) + 2, paragraph.start)
    opening = _OPENS_EARLIER.match(folded, behind_lead(folded, sentence, start), start)
    years = _ANY_YEAR.findall(folded, sentence, start)
    aims = target_words().aim.search(folded, sentence, start)
    return opening is not None and aims is None and all(int(year) < context.year for year in years)


def _target(
    reading: Reading, figure: Figure, span: tuple[int, int], lead: int, earlier: str | None, year: int | None
) -> Target:
    period, deadline = times(reading, span, max(lead, span[0] - _LOOK_BACK), figure.unit, year)
    evidence = reading.cite(*span)
    return Target(
        metric=_metric(reading, figure, span, earlier),
        comparator=figure.comparator,
        value=figure.value,
        upper=figure.upper,
        unit=figure.unit,
        period=period,
        deadline=deadline,
        baseline=baseline(reading, span),
        section=reading.section_id_at(span[0]),
        evidence=evidence,
        rule=figure.rule,
    )


def _metric(reading: Reading, figure: Figure, span: tuple[int, int], earlier: str | None) -> str:
    """What ``figure`` measures; of a bounded change how far it goes which way, which its comparator cannot say."""
    changes = figure.change is not None or figure.comparator in CHANGES
    named = metric(reading, span, (figure.start, figure.end), figure.unit, earlier, changes=changes)
    return changing(named, figure.change) if changes else named


def _without(reading: Reading, found: Aim | None, year: int | None) -> list[Target]:
    if found is None:
        return []
    start = behind_lead(reading.flow, found.start, found.end)
    start = start if start < found.end else found.start
    span = (start, found.end)
    period, deadline = times(reading, span, start, found.unit, year)
    return [
        Target(
            metric=metric(reading, span, (span[1], span[1]), found.unit),
            comparator=found.comparator,
            value=found.value,
            unit=found.unit,
            period=period,
            deadline=deadline,
            baseline=baseline(reading, span),
            section=reading.section_id_at(start),
            evidence=reading.cite(*span),
            rule=found.rule,
        )
    ]
