"""How plans speak of what a criterion is about, where its name says it otherwise: usage of the genre by concept."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.coverage import lexicon
from corpus.coverage.lexicon import Concept
from corpus.coverage.words import plain_words
from schema.criteria import Criterion

_SHARED = 3  # what would name more criteria of one set than these names none of them for certain


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What plans say for a criterion: other names, phrases that speak against it, phrases that are worth a look."""

    said: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def usage(criteria: Sequence[Criterion]) -> dict[str, Usage]:
    """The usage of every criterion that has a concept, by code; what fits many criteria of the set only hints."""
    held = {criterion.code: _concepts(criterion.name) for criterion in criteria}
    holders = Counter(number for numbers in held.values() for number in numbers)
    shortest: dict[int, str] = {}
    for criterion in sorted(criteria, key=lambda found: len(found.name)):
        for number in held[criterion.code]:
            shortest.setdefault(number, criterion.code)
    return {
        code: _joined(
            [
                (concept, holders[number] <= _SHARED or shortest[number] == code)
                for number in numbers
                for concept in (lexicon.concepts()[number],)
            ]
        )
        for code, numbers in held.items()
        if numbers
    }


@lru_cache(maxsize=4096)
def _concepts(name: str) -> tuple[int, ...]:
    padded = f" {plain_words(name, lexicon.words().abbreviations)} "
    return tuple(
        number
        for number, concept in enumerate(lexicon.concepts())
        if any(all(f" {phrase} " in padded for phrase in phrases) for phrases in concept.of)
        and not any(f" {phrase} " in padded for phrase in concept.unless)
    )


def _joined(concepts: Sequence[tuple[Concept, bool]]) -> Usage:
    """One Usage of several concepts; those marked False only hint."""
    said = [phrase for concept, sure in concepts if sure for phrase in concept.said]
    hints = [phrase for concept, sure in concepts for phrase in (*concept.hints, *(() if sure else concept.said))]
    return Usage(
        said=tuple(dict.fromkeys(said)),
        counters=tuple(dict.fromkeys(phrase for concept, _ in concepts for phrase in concept.counters)),
        hints=tuple(dict.fromkeys(phrase for phrase in hints if phrase not in said)),
    )
