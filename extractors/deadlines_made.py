"""How a Deadline is made from a span of the text: with its section and its evidence."""

from extractors.reading import Reading
from schema.plan import Deadline, DeadlineKind


def made(
    reading: Reading,
    start: int,
    end: int,
    kind: DeadlineKind,
    rule: str,
    *,
    date: str | None = None,
    first: str | None = None,
    last: str | None = None,
    frequency: tuple[str, ...] = (),
    inferred: bool = False,
) -> Deadline:
    """The Deadline that ``[start, end)`` states; evidence and section come from its place."""
    return Deadline(
        kind=kind,
        date=date,
        start=first,
        end=last,
        frequency=frequency,
        section=reading.section_id_at(start),
        evidence=reading.cite(start, end),
        rule=rule,
        inferred=inferred,
    )
