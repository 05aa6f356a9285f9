"""Finding the words of a criteria set in a passage: whole words only, and forgiving one wrong mark (OCR)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.coverage.lexicon import Word
from schema.text import bare

_MISREAD = 0.85  # what a word counts whose marks differ in one syllable
UNKNOWN = "·"


class Hit(NamedTuple):
    """A term of a set at syllables ``[first, last)`` of a passage; strength: 1 for the word itself."""

    term: int
    first: int
    last: int
    strength: float


class Form(NamedTuple):
    """A run of syllables that stands for a term; ``exact[own:until]`` is the term, the rest its neighbour."""

    exact: Word
    plain: Word
    term: int
    strength: float
    own: int
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Every run of syllables that counts, by its first syllable without marks, then by its second; under ``UNKNOWN``
    those of one syllable, which all others of this beginning hold as well. compounds: of the field, by their first
    syllable."""

    forms: Mapping[str, Mapping[str, tuple[Form, ...]]]
    compounds: Mapping[str, tuple[Word, ...]]
    syllables: frozenset[str]  # without marks

    def reduce(self, key: str) -> tuple[str, ...]:
        """The syllables of ``key``, those that no word has replaced: passages that differ only in these match alike."""
        return tuple(syllable if plain(syllable) in self.syllables else UNKNOWN for syllable in key.split())

    def hits(self, syllables: tuple[str, ...], units: list[tuple[int, int]]) -> list[Hit]:
        """All words in a reduced passage, in order. units: its compounds."""
        found: list[Hit] = []
        size = len(syllables)
        bares = [*map(plain, syllables), UNKNOWN]
        for first in range(size):
            begun = self.forms.get(bares[first])
            if begun is None:
                continue
            for form in begun.get(bares[first + 1], begun[UNKNOWN]):
                exact, _, _, strength, own, until = form
                last = first + len(exact)
                if last <= size:
                    if (said := syllables[first:last]) != exact:
                        strength = _likeness(said, form)
                    start, end = first + own, first + until
                    if strength and not _torn(start, end, units):
                        found.append(Hit(form.term, start, end, strength))
        return found

    def units(self, syllables: tuple[str, ...]) -> list[tuple[int, int]]:
        """The compounds of the field in the passage, from left to right, the longest first: no word ends inside one."""
        found: list[tuple[int, int]] = []
        first, size = 0, len(syllables)
        while first < size:
            step = 1
            for compound in self.compounds.get(syllables[first], ()):
                if syllables[first : first + len(compound)] == compound:
                    found.append((first, first + len(compound)))
                    step = len(compound)
                    break
            first += step
        return found


@lru_cache(maxsize=65536)
def plain(syllable: str) -> str:
    """A folded syllable without its marks."""
    return bare(syllable)


def _likeness(syllables: tuple[str, ...], form: Form) -> float:
    """Less than the form's strength where one of several syllables differs in its marks; 0 where more does."""
    if len(syllables) < 2:
        return 0.0
    wrong = 0
    for syllable, wanted, wanted_plain in zip(syllables, form.exact, form.plain, strict=True):
        if syllable != wanted:
            wrong += 1
            if wrong > 1 or plain(syllable) != wanted_plain:
                return 0.0
    return form.strength * _MISREAD


def _torn(first: int, last: int, units: list[tuple[int, int]]) -> bool:
    """Whether ``[first, last)`` would cut a compound: "thủ tục" in "thủ tục hành chính"."""
    for start, end in units:
        if start >= last:
            return False
        if first < end and not (first <= start and end <= last):
            return True
    return False
