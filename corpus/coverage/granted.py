"""What a plan grants a criterion beside the task: owner, deadline, target (rules R5-R8)."""

from collections.abc import Sequence
from functools import lru_cache

from corpus.coverage import lexicon
from corpus.coverage.gathering import Claim, PlanReading
from corpus.coverage.lexicon import Word
from corpus.coverage.material import Extent, Given
from corpus.coverage.passages import Passage
from corpus.coverage.places import is_titled
from corpus.coverage.words import syllables
from schema.coverage import Standing

_BEFORE = 60  # characters in front of a figure within which its object may stand: "Trang thông tin, tối thiểu 10 tin"
_BEHIND = 40  # ... and behind it: "đạt 100% các kiến nghị"


class Granted:
    """What one plan gives its tasks."""

    def __init__(self, reading: PlanReading) -> None:
        self._reading = reading
        material = reading.material
        self._owners = [owner for owner in material.owners if owner.binds]
        self._dates = [date for date in material.dates if date.binds]
        self._figures = material.figures
        self._abbreviations = material.abbreviations
        self._figures_in: dict[int, list[Given]] = {}
        self._starts: dict[int, tuple[int, ...]] = {}
        self._blocks: dict[tuple[str | None, str], Extent | None] = {}

    def owners(self, claim: Claim) -> list[Given]:
        """Who is given the task: in the clause, by a run-in heading, or by the block's "Phân công trách nhiệm"."""
        if claim.standing not in (Standing.TASK, Standing.HEADING):
            return []
        owners = _about(claim.passage, self._owners)
        if owners or claim.standing is Standing.HEADING:
            return owners
        block = self._block_of(claim.passage, "owner")
        return [] if block is None else _inside(self._reading.material.owners, block)

    def deadlines(self, claim: Claim) -> list[Given]:
        """By when: a date in the clause or right behind it, or the block's "Thời gian thực hiện"."""
        if claim.standing is not Standing.TASK:
            return []
        dates = _about(claim.passage, self._dates)
        for passage in self._reading.tail(claim.passage):
            dates += _about(passage, self._dates)
        return dates + self._block_dates(claim.passage)

    def _block_dates(self, passage: Passage) -> list[Given]:
        """The dates of the block's "Thời gian thực hiện", or those beside its "Phân công thực hiện"."""
        block = self._block_of(passage, "time")
        if block is not None:
            return [date for date in _inside(self._reading.material.dates, block) if date.for_block]
        block = self._block_of(passage, "owner")
        return [] if block is None else _inside(self._dates, block)

    def headed(self, blocks: Sequence[tuple[Extent, Claim]]) -> list[Given]:
        """What is to be reached in blocks that the criterion heads: every figure."""
        return [figure for block, _ in blocks for figure in _inside(self._figures, block)]

    def targets(self, claim: Claim) -> list[Given]:
        """What is to be reached in the passage, where the figure measures the criterion."""
        own = self._figures_in.get(claim.passage.start)
        if own is None:
            own = self._figures_in[claim.passage.start] = _about(claim.passage, self._figures)
        return [figure for figure in own if self._metric(figure, claim)]

    def _metric(self, figure: Given, claim: Claim) -> bool:
        """Whether the figure measures the criterion: the words that named it stand near the figure."""
        starts = self._starts_of(claim.passage)
        return any(
            figure.start - _BEFORE <= starts[place] < figure.end + _BEHIND
            for first, last in claim.match.spans
            for place in range(first, min(last, len(starts)))
        )

    def _starts_of(self, passage: Passage) -> tuple[int, ...]:
        """Where each syllable of the passage's key stands in the plan."""
        known = self._starts.get(passage.start)
        if known is None:
            text = self._reading.material.document.text[passage.start : passage.end]
            known = tuple(passage.start + offset for offset in _offsets(text, self._abbreviations))
            self._starts[passage.start] = known
        return known

    def _block_of(self, passage: Passage, kind: str) -> Extent | None:
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


def _inside(given: Sequence[Given], block: Extent) -> list[Given]:
    opens, closes = block.start, block.end
    return [found for found in given if opens <= found[0] < closes]


def _about(passage: Passage, given: Sequence[Given]) -> list[Given]:
    """What of ``given`` stands in the passage, belongs to its row, or is told for it by a line below or above."""
    opens, closes, row = passage.start, passage.end, passage.row
    return [
        found
        for found in given
        if (found[0] < closes and opens < found[1])
        or (row is not None and found[2] == row)
        or ((reach := found[5]) is not None and reach[0] <= opens < reach[1])
    ]
