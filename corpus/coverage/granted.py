"""What a plan grants a criterion beside the task: owner, deadline, target (rules R5-R8)."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from corpus.coverage import lexicon
from corpus.coverage.gathering import Claim, PlanReading
from corpus.coverage.lexicon import Word
from corpus.coverage.passages import Passage, own_abbreviations
from corpus.coverage.places import is_titled
from corpus.coverage.words import syllables
from schema.coverage import Standing
from schema.plan import Assignment, Comparator, Deadline, DeadlineKind, Section, Target
from schema.text import fold

_BLOCK_DATES = frozenset({DeadlineKind.DATE, DeadlineKind.RANGE, DeadlineKind.PERIOD, DeadlineKind.PERIOD_OPEN})
_CLAUSE_DATES = frozenset({DeadlineKind.DATE, DeadlineKind.RANGE})
# "quý II", "trước tháng 6" bind a task; "năm 2023" in a clause only delimits what is measured (R7).
_BY_WHEN = re.compile(r"(?:trong )?(?:trước|xong|đến|hết|tới|chậm nhất|hoàn thành|quý|tháng)")
_BEFORE = 60  # ... or in front of it: "Trang thông tin điện tử, bảo đảm tối thiểu 10 tin"
_BEHIND = 40  # characters behind a figure within which its object may stand: "đạt 100% các kiến nghị"

Item = TypeVar("Item", Assignment, Deadline)
_Placed = tuple[int, int, tuple[int, int] | None, Item]


class Granted:
    """What one plan gives its tasks; worked out once per passage, since one passage may speak for several criteria."""

    def __init__(self, reading: PlanReading) -> None:
        self._reading = reading
        plan = reading.plan
        self._assignments = [_placed(found) for found in plan.assignments if found.parties and not found.soft]
        self._binding = [_placed(found) for found in plan.deadlines if _binds(found)]
        self._targets = [found for found in plan.targets if _measures(found)]
        self._abbreviations = frozenset(own_abbreviations(plan).items())
        self._targets_in: dict[int, list[Target]] = {}
        self._starts: dict[int, tuple[int, ...]] = {}
        self._owners: dict[tuple[int, Standing], list[Assignment]] = {}
        self._deadlines: dict[int, list[Deadline]] = {}
        self._blocks: dict[tuple[str | None, str], Section | None] = {}

    def owners(self, claim: Claim) -> list[Assignment]:
        """Who is given the task: in the clause, by a run-in heading, or by the block's "Phân công trách nhiệm"."""
        if claim.standing not in (Standing.TASK, Standing.HEADING):
            return []
        key = (claim.passage.start, claim.standing)
        known = self._owners.get(key)
        if known is None:
            known = _about(claim.passage, self._assignments)
            block = None if known or claim.standing is Standing.HEADING else self._block_of(claim.passage, "owner")
            if block is not None:
                known = [found for found in self._reading.plan.assignments if _inside(found, block)]
            self._owners[key] = known
        return known

    def deadlines(self, claim: Claim) -> list[Deadline]:
        """By when: a date in the clause or right behind it, or the block's "Thời gian thực hiện"."""
        if claim.standing is not Standing.TASK:
            return []
        known = self._deadlines.get(claim.passage.start)
        if known is None:
            known = _about(claim.passage, self._binding)
            for passage in self._reading.tail(claim.passage):
                known += _about(passage, self._binding)
            known += self._block_dates(claim.passage)
            self._deadlines[claim.passage.start] = known
        return known

    def _block_dates(self, passage: Passage) -> list[Deadline]:
        """The dates of the block's "Thời gian thực hiện", or those beside its "Phân công thực hiện"."""
        block = self._block_of(passage, "time")
        if block is not None:
            dates = self._reading.plan.deadlines
            return [found for found in dates if found.kind in _BLOCK_DATES and _inside(found, block)]
        block = self._block_of(passage, "owner")
        return [] if block is None else [found for *_, found in self._binding if _inside(found, block)]

    def headed(self, blocks: Sequence[Section]) -> list[Target]:
        """What is to be reached in blocks that the criterion heads: every figure."""
        return [target for block in blocks for target in self._targets if _inside(target, block)]

    def targets(self, claim: Claim) -> list[Target]:
        """What is to be reached in the passage, where the figure measures the criterion."""
        own = self._targets_in.get(claim.passage.start)
        if own is None:
            own = [t for t in self._targets if _overlap(t.evidence.start, t.evidence.end, claim.passage)]
            self._targets_in[claim.passage.start] = own
        return [target for target in own if self._metric(target, claim)]

    def _metric(self, target: Target, claim: Claim) -> bool:
        """Whether the figure measures the criterion: the words that named it stand near the figure."""
        starts = self._starts_of(claim.passage)
        return any(
            target.evidence.start - _BEFORE <= starts[place] < target.evidence.end + _BEHIND
            for place in claim.match.places
            if place < len(starts)
        )

    def _starts_of(self, passage: Passage) -> tuple[int, ...]:
        """Where each syllable of the passage's key stands in the plan."""
        known = self._starts.get(passage.start)
        if known is None:
            text = self._reading.plan.document.text[passage.start : passage.end]
            known = tuple(passage.start + offset for offset in _offsets(text, self._abbreviations))
            self._starts[passage.start] = known
        return known

    def _block_of(self, passage: Passage, kind: str) -> Section | None:
        """The section of ``kind`` ("owner", "time") in the smallest block around the passage."""
        key = (passage.section, kind)
        if key not in self._blocks:
            children = self._reading.outline.children
            inside = (child for section in self._reading.chain(passage) for child in children.get(section.id, ()))
            self._blocks[key] = next((child for child in inside if child.title and is_titled(child.title, kind)), None)
        return self._blocks[key]


@lru_cache(maxsize=16384)
def _offsets(text: str, own: frozenset[tuple[str, Word]]) -> tuple[int, ...]:
    """Where the syllables of ``text`` begin; own: what abbreviations mean in its plan. Plans share most clauses."""
    return syllables(text, {**lexicon.words().abbreviations, **dict(own)}).starts


def _inside(item: Assignment | Deadline | Target, block: Section) -> bool:
    return block.start <= item.evidence.start < block.end


def _placed(item: Item) -> _Placed[Item]:
    return item.evidence.start, item.evidence.end, item.task_row, item


def _about(passage: Passage, items: Sequence[_Placed[Item]]) -> list[Item]:
    """Those of ``items`` that stand in the passage, or belong to its row."""
    opens, closes, row = passage.start, passage.end, passage.row
    return [
        item
        for start, end, task_row, item in items
        if (start < closes and opens < end) or (task_row is not None and task_row == row)
    ]


def _overlap(start: int, end: int, passage: Passage) -> bool:
    return start < passage.end and passage.start < end


def _binds(deadline: Deadline) -> bool:
    if deadline.kind in _CLAUSE_DATES:
        return True
    if deadline.task_row is not None:
        return deadline.kind in _BLOCK_DATES
    return deadline.kind is DeadlineKind.PERIOD and bool(_BY_WHEN.match(fold(deadline.evidence.quote)))


def _measures(target: Target) -> bool:
    """Whether it is a target by R6: a figure, or a comparison with a stated base."""
    return target.value is not None or target.baseline is not None or target.comparator is Comparator.BETTER_THAN
