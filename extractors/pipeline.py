"""Document to Plan: the extractors in the order in which they need each other."""

from dataclasses import replace
from typing import Protocol, TypeVar

from extractors.abbreviations import abbreviations
from extractors.annexes import annexes
from extractors.assignments import assignments
from extractors.citations import citations
from extractors.deadlines import deadlines
from extractors.flow import prepare
from extractors.forms import blank_forms
from extractors.header import header
from extractors.outline import outline
from extractors.reading import Reading
from extractors.targets import targets
from extractors.warnings import warnings
from schema.document import Document, Evidence
from schema.plan import Plan


class _Item(Protocol):
    @property
    def evidence(self) -> Evidence: ...


T = TypeVar("T", bound=_Item)


def read(document: Document) -> Reading:
    """The Reading of ``document`` with its section tree, ready for any extractor."""
    reading = prepare(document)
    reading.sections = outline(reading)
    reading.mark("forms", blank_forms(reading))
    return reading


def extract(document: Document) -> Plan:
    """Everything that is found in ``document``. Pure: the same Document gives the same Plan; no text makes it raise."""
    reading = read(document)
    # What was found is marked on the reading: a date inside a citation is no deadline, a number inside one no target.
    cited = _marked(reading, "citations", citations(reading))
    aims = _marked(reading, "targets", targets(reading))
    due = _marked(reading, "deadlines", deadlines(reading))
    given = _marked(reading, "assignments", assignments(reading))
    plan = Plan(
        document=reading.document,
        header=header(reading),
        sections=reading.sections,
        citations=cited,
        targets=aims,
        assignments=given,
        deadlines=due,
        annexes=annexes(reading),
        abbreviations=abbreviations(reading),
    )
    return replace(plan, warnings=warnings(reading, plan))


def _marked(reading: Reading, kind: str, items: tuple[T, ...]) -> tuple[T, ...]:
    reading.mark(kind, [(item.evidence.start, item.evidence.end) for item in items])
    return items
