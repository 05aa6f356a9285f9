"""What one plan says of every criterion of a set, before it is a cell of a unit.

The same few passages speak for many criteria, and most of what speaks is never looked at: it stays bare places here,
and becomes evidence where somebody reads it.
"""

from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from schema.coverage import Cell, Ground, Has, Near, Searched, Standing, Status
from schema.document import Document


class Said(NamedTuple):
    """A passage that speaks for the status; fields as in Ground."""

    start: int
    end: int
    section: str | None
    standing: Standing
    rule: str
    why: str
    score: float | None


class Close(NamedTuple):
    """A passage that came near; fields as in Near."""

    start: int
    end: int
    section: str | None
    score: float
    why: str | None = None


class Judgement(NamedTuple):
    """What a plan says of one criterion; fields as in Cell."""

    criterion: str
    status: Status
    has: Has
    grounds: tuple[Said, ...]
    nearest: tuple[Close, ...]
    confidence: float
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The judgements on one document, in the order of the set, and what was searched for them; fields as in
    Searched."""

    document: Document
    passages: int
    zones: tuple[str, ...]
    annexes_missing: tuple[str, ...]
    judgements: tuple[Judgement, ...]

    def cells(self, unit: str) -> tuple[Cell, ...]:
        """The judgements as cells of ``unit``, with their evidence."""
        return tuple(
            Cell(
                unit=unit,
                criterion=judged.criterion,
                status=judged.status,
                has=judged.has,
                evidence=tuple(map(self._ground, judged.grounds)),
                searched=self._searched(judged),
                confidence=judged.confidence,
                doubtful=judged.doubtful,
            )
            for judged in self.judgements
        )

    def _ground(self, said: Said) -> Ground:
        return Ground(
            evidence=self.document.cite(said.start, said.end),
            standing=said.standing,
            rule=said.rule,
            why=said.why,
            score=said.score,
            section=said.section,
        )

    def _searched(self, judged: Judgement) -> Searched:
        return Searched(
            document=self.document.source.name,
            sha256=self.document.source.sha256,
            grade=self.document.grade,
            passages=self.passages,
            zones=self.zones,
            nearest=tuple(
                Near(
                    evidence=self.document.cite(near.start, near.end),
                    score=near.score,
                    section=near.section,
                    why=near.why,
                )
                for near in judged.nearest
            ),
            annexes_missing=self.annexes_missing,
        )


def unreadable(document: Document, codes: tuple[str, ...]) -> Verdict:
    """The verdict on a document that reads too poorly to prove anything."""
    return Verdict(
        document=document,
        passages=0,
        zones=(),
        annexes_missing=(),
        judgements=tuple(Judgement(code, Status.UNREADABLE, Has(), (), (), 1.0) for code in codes),
    )


# Has there can be; key: (task, target, owner, deadline).
HAS = {
    given: Has(task=given[0], target=given[1], owner=given[2], deadline=given[3])
    for given in product((False, True), repeat=4)
}
