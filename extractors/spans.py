"""A Plan as one spaCy Doc: its tokens, and a span group per kind of item, for displaCy, DocBin and trained components.

``doc.text`` is the frozen text to the letter, so a span of the Doc and an Evidence are the same place.
"""

from collections.abc import Iterable
from pathlib import Path

from spacy.tokens import Doc, DocBin, Span, SpanGroup

from extractors.tokens import to_doc
from schema.document import Evidence
from schema.plan import Assignment, Plan

KINDS = ("sections", "citations", "targets", "assignments", "deadlines", "annexes", "abbreviations", "warnings")


def annotated(plan: Plan) -> Doc:
    """The Doc of ``plan``: ``doc.spans[kind]`` holds the evidence of every item of ``kind``, labelled.

    Labels: the comparator, the roles, the kind of deadline, the type code of a citation, the code of a warning; for
    sections the level. Evidence that begins or ends inside a token takes the whole token.
    """
    doc = to_doc(plan.document.text)
    for kind in KINDS:
        items = getattr(plan, kind)
        doc.spans[kind] = SpanGroup(doc, name=kind, spans=list(_spans(doc, ((i.evidence, _label(i)) for i in items))))
    return doc


def write_spans(plan: Plan, path: Path) -> None:
    """Write the Doc of ``plan`` with its span groups as a DocBin, what ``spacy train`` and displaCy read."""
    DocBin(docs=[annotated(plan)]).to_disk(path)


def _spans(doc: Doc, places: Iterable[tuple[Evidence, str]]) -> Iterable[Span]:
    for evidence, label in places:
        span = doc.char_span(evidence.start, evidence.end, label=label, alignment_mode="expand")
        if span is not None:
            yield span


def _label(item: object) -> str:
    if isinstance(item, Assignment):
        return "+".join(item.roles)
    for name in ("comparator", "kind", "type_code", "code", "level", "abbr", "label"):
        value = getattr(item, name, None)
        if value is not None:
            return str(value)
    return "other"
