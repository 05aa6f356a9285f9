"""Document to Plan: the extractors in the order in which they need each other."""

from extractors.flow import prepare
from extractors.outline import outline
from extractors.reading import Reading
from schema.document import Document
from schema.plan import Header, Plan


def read(document: Document) -> Reading:
    """The Reading of ``document`` with its section tree, ready for any extractor."""
    reading = prepare(document)
    reading.sections = outline(reading)
    return reading


def extract(document: Document) -> Plan:
    """Everything that is found in ``document``. Pure: the same Document gives the same Plan; no text makes it raise."""
    reading = read(document)
    return Plan(document=reading.document, header=Header(), sections=reading.sections)
