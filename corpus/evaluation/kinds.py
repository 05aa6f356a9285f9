"""What "the same" means for each kind of item, as gold/README.md says."""

from typing import TypeVar

from corpus.evaluation.gold import GoldAssignment, GoldCitation, GoldDeadline, GoldSection, GoldTarget
from corpus.evaluation.scoring import Kind, Span, folded, plain
from schema.document import Evidence
from schema.plan import Assignment, Citation, Deadline, Section, Target, Zone

G = TypeVar("G", bound=GoldCitation | GoldTarget | GoldAssignment | GoldDeadline)
P = TypeVar("P", bound=Citation | Target | Assignment | Deadline)


def _span(evidence: Evidence) -> Span:
    return evidence.start, evidence.end


def _always(_gold: object, _predicted: object) -> bool:
    return True


def symbol_key(symbol: str | None) -> str | None:
    """A symbol without spaces and doubled slashes, folded; None stays None."""
    if symbol is None:
        return None
    key = "".join(folded(symbol).split())
    while "//" in key:
        key = key.replace("//", "/")
    return key


def _citation_agrees(gold: GoldCitation, predicted: Citation) -> bool:
    return (
        gold.type_code == predicted.type_code
        and symbol_key(gold.symbol) == symbol_key(predicted.symbol)
        and gold.date == predicted.date
    )


def _target_agrees(gold: GoldTarget, predicted: Target) -> bool:
    same_value = gold.value == predicted.value
    return same_value and gold.comparator == predicted.comparator and folded(gold.unit) == folded(predicted.unit)


def _assignment_agrees(gold: GoldAssignment, predicted: Assignment) -> bool:
    if not set(gold.roles) & {role.value for role in predicted.roles}:
        return False
    return any(
        g.code == p.code if g.code is not None else plain(g.text) in plain(p.text) or plain(p.text) in plain(g.text)
        for g in gold.parties
        for p in predicted.parties
    )


def _deadline_agrees(gold: GoldDeadline, predicted: Deadline) -> bool:
    return gold.kind == predicted.kind and (gold.kind != "date" or gold.date == predicted.date)


CITATIONS = Kind[GoldCitation, Citation](
    gold_span=lambda gold: gold.span,
    predicted_span=lambda item: _span(item.evidence),
    agrees=_citation_agrees,
    optional=lambda gold: gold.optional,
    may_pair=_always,
    show_gold=lambda gold: f"{gold.type_code} {gold.symbol} {gold.date}",
    show_predicted=lambda item: f"{item.type_code} {item.symbol} {item.date}",
)
TARGETS = Kind[GoldTarget, Target](
    gold_span=lambda gold: gold.span,
    predicted_span=lambda item: _span(item.evidence),
    agrees=_target_agrees,
    optional=lambda gold: gold.optional,
    may_pair=_always,
    show_gold=lambda gold: f"{gold.comparator} {gold.value} {gold.unit}",
    show_predicted=lambda item: f"{item.comparator} {item.value} {item.unit}",
)
ASSIGNMENTS = Kind[GoldAssignment, Assignment](
    gold_span=lambda gold: gold.span,
    predicted_span=lambda item: _span(item.evidence),
    agrees=_assignment_agrees,
    optional=lambda gold: gold.optional,
    may_pair=_always,
    show_gold=lambda gold: f"{'+'.join(gold.roles)} {[party.code or party.text for party in gold.parties]}",
    show_predicted=lambda item: f"{'+'.join(item.roles)} {[party.code or party.text for party in item.parties]}",
)
DEADLINES = Kind[GoldDeadline, Deadline](
    gold_span=lambda gold: gold.span,
    predicted_span=lambda item: _span(item.evidence),
    agrees=_deadline_agrees,
    optional=lambda gold: gold.optional,
    may_pair=_always,
    show_gold=lambda gold: f"{gold.kind} {gold.date}",
    show_predicted=lambda item: f"{item.kind} {item.date}",
)

_ZONES = {zone.value for zone in Zone} | {"HDR"}


def numbered_gold(sections: tuple[GoldSection, ...]) -> list[GoldSection]:
    """The gold sections that carry a marker (zones and bullets do not count), each with its parent's id."""
    ids = {section.id for section in sections}
    numbered = []
    for section in sections:
        if section.marker:
            parent = section.id.rpartition(".")[0]
            while parent and parent not in ids:
                parent = parent.rpartition(".")[0]
            numbered.append(section.model_copy(update={"parent": parent or None}))
    return numbered


def numbered_found(sections: tuple[Section, ...]) -> list[Section]:
    """The found sections that carry a marker."""
    return [section for section in sections if section.marker and section.id not in _ZONES]


def sections_kind(gold: tuple[GoldSection, ...], found: tuple[Section, ...]) -> Kind[GoldSection, Section]:
    """How the sections of one plan are compared; right means that the parent's marker agrees as well."""
    gold_markers = {section.id: plain(section.marker) for section in gold}
    found_markers = {section.id: plain(section.marker) for section in found}

    def may_pair(g: GoldSection, p: Section) -> bool:
        if plain(g.marker) != plain(p.marker):
            return False
        return g.title is None or plain(g.title) == plain(p.title)

    def agrees(g: GoldSection, p: Section) -> bool:
        return gold_markers.get(g.parent or "", "") == found_markers.get(p.parent or "", "")

    return Kind[GoldSection, Section](
        gold_span=lambda section: section.span,
        predicted_span=lambda section: _span(section.evidence),
        agrees=agrees,
        optional=lambda section: section.optional,
        may_pair=may_pair,
        show_gold=lambda section: f"{section.marker} | {section.title} (in {section.parent})",
        show_predicted=lambda section: f"{section.marker} | {section.title} (in {section.parent})",
    )
