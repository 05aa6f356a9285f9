"""Reviews: what a person decided about a cell of the matrix or about an item of a plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from schema.coverage import Decision, Reviewed, Status

COVERAGE = "coverage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One decision, keyed so that it survives re-import, re-extraction and new versions.

    unit: its stored id. kind: ``COVERAGE`` with set_id and criterion, else the kind of an item ("target", "assignment",
    ...). quote: the words the decision is about (None: an absence). plan_sha256: the document that the person saw.
    section: of an item, where the same words stand in several sections and one of them is meant.
    status: what a cell is by the decision; correction: fields of an item and their right values. passage: words that
    the person attached as ground. by, note: who and why. at: when, in ISO 8601.
    """

    unit: int
    by: str
    at: str
    decision: Decision
    kind: str = COVERAGE
    set_id: str | None = None
    criterion: str | None = None
    quote: str | None = None
    plan_sha256: str | None = None
    status: Status | None = None
    correction: tuple[tuple[str, str], ...] = ()
    passage: str | None = None
    note: str | None = None
    section: str | None = None

    @property
    def reviewed(self) -> Reviewed:
        """The decision as a cell carries it."""
        return Reviewed(
            by=self.by,
            at=self.at,
            decision=self.decision,
            note=self.note,
            status=self.status,
            quote=self.passage or self.quote,
        )

    @property
    def key(self) -> tuple[int, str, str | None, str | None, str | None]:
        """What the decision is about; of two with the same key the later one counts. A cell has one decision whatever
        was quoted; an item is known by its quote."""
        if self.kind == COVERAGE:
            return (self.unit, self.kind, self.set_id, self.criterion, None)
        return (self.unit, self.kind, None, self.section, self.quote)


def standing(reviews: Iterable[Review]) -> dict[tuple[int, str, str | None, str | None, str | None], Review]:
    """The decision that counts on every thing decided about; ``reviews`` in the order of deciding."""
    return {review.key: review for review in reviews}
