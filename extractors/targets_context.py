"""What the place of an aim says about it: the headings and lead-ins above, the row of a table, the plan's year."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from extractors.markers import behind_lead
from extractors.plan_year import plan_year
from extractors.reading import Reading
from extractors.retrospect import reports
from extractors.targets_lexicon import target_words
from extractors.targets_segments import by_when
from extractors.task_tables import Column, TaskRow, task_rows
from schema.plan import Section, Target, Zone
from schema.text import squeeze

_ZONES = frozenset({"HDR", *(zone.value for zone in Zone)})
_LEAD_REACH = 40  # paragraphs before an aim among which its lead-in may stand
_OPENS_BY = re.compile(r"(?:đến|hết|trước|cuối|chậm nhất)\s")
_GOAL = re.compile(r"mục tiêu|chỉ tiêu")
# An annex that gives points: its figures say what earns them, not what is to be reached.
_SCORES = re.compile(
    r"(?:[^\W\d]+ ){0,4}(?:(?:thang|bảng|biểu|phiếu) (?:chấm )?điểm|(?:bảng|bộ) tiêu chí (?:chấm|đánh giá|xếp))(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Above:
    """The titles above a place, from the innermost on. goal: they set aims; told: they report what was; scores: they
    head a table of points."""

    titles: str
    goal: bool
    told: bool
    scores: bool


class Context:
    """What the place of a clause says about it: zone, goal or report headings, the plan's year."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._by_id = {section.id: section for section in reading.sections}
        self._above: dict[tuple[str, int], Above] = {}
        self._starts = [one.start for one in reading.paragraphs]
        self._numbered = any(not _is_zone(section) for section in reading.sections)
        self.year = plan_year(reading)
        tasks = task_rows(reading) if any(one.cell or one.tabular for one in reading.paragraphs) else ()
        self._names = _row_names(reading, tasks)
        self.time_cells = [
            (cell.start, cell.end) for row in tasks for cell in row.cells if cell.column is Column.DEADLINE
        ]

    def row_name(self, offset: int) -> str | None:
        """The name of the table row in one of whose later cells ``offset`` stands, None elsewhere."""
        return next((name for start, end, name in self._names if start <= offset < end), None)

    def readable(self, offset: int) -> bool:
        if self._reading.masked(offset, offset + 1, "forms"):
            return False
        section = self._reading.section_at(offset)
        zone = section is not None and self._numbered and _is_zone(section)
        return not zone and not self.above(offset).scores

    def above(self, offset: int) -> Above:
        """What the headings above ``offset`` say, read once for each section."""
        section = self._reading.section_at(offset)
        key = (section.id, section.start) if section is not None else ("", 0)
        if key not in self._above:
            titles = []
            while section is not None:
                if section.title:
                    titles.append(section.title.lower())
                section = self._by_id.get(section.parent) if section.parent else None
            goal = any(_GOAL.search(title) for title in titles)
            scores = not goal and any(map(_SCORES.match, titles))
            self._above[key] = Above(titles=" ".join(titles), goal=goal, told=reports(titles), scores=scores)
        return self._above[key]

    def due(self, target: Target) -> str | None:
        """By when all is to be reached that stands below the nearest lead-in or heading of aims that tells it:
        "Phấn đấu đến cuối năm 2025:", "II. MỤC TIÊU ĐẾN NĂM 2030"."""
        reading, section = self._reading, self._reading.section_at(target.evidence.start)
        last = bisect_left(self._starts, target.evidence.start) - 1
        while section is not None:
            first = bisect_left(self._starts, section.start)
            for one in reversed(reading.paragraphs[max(first, last - _LEAD_REACH) : max(last, first)]):
                leads_in = one.bullet is None and reading.flow[one.end - 1] == ":"
                if leads_in and reading.section_at(one.start) is section and self._announces(one.start, one.end):
                    return by_when(reading.folded, one.start, one.end, self.year)
            if section.title and self._announces(section.evidence.start, section.evidence.end):
                return by_when(reading.folded, section.evidence.start, section.evidence.end, self.year)
            last, section = first, self._by_id.get(section.parent) if section.parent else None
        return None

    def _announces(self, start: int, end: int) -> bool:
        """Whether the words lead in aims by a time, which is not that of a document's name."""
        folded = self._reading.folded
        aims = target_words().aim.search(folded, start, end) or _GOAL.search(folded, start, end)
        opens = _OPENS_BY.match(folded, behind_lead(folded, start, end), end)
        cited = self._reading.masked(start, end, "citations")
        return (
            (aims is not None or opens is not None) and not cited and by_when(folded, start, end, self.year) is not None
        )

    def in_heading(self, start: int, end: int) -> bool:
        section = self._reading.section_at(start)
        return section is not None and section.title is not None and end <= section.evidence.end


def _row_names(reading: Reading, rows: tuple[TaskRow, ...]) -> list[tuple[int, int, str]]:
    """The cells of task rows behind the first that tells the task, each with the words of that first cell."""
    found = []
    for row in rows:
        named = row.cell(Column.TASK)
        if named is not None:
            name = squeeze(reading.flow[named.start : named.end])
            found += [(cell.start, cell.end, name) for cell in row.cells if cell.start > named.start]
    return found


def _is_zone(section: Section) -> bool:
    """Whether the section is a zone of the document or of the plan that a decision carries ("KH.END")."""
    return section.id.rsplit(".", 1)[-1] in _ZONES
