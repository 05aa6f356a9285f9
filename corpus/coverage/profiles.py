"""Criteria compiled for matching: each name, alias, counter-phrase and confirmed passage as weighted words."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from corpus.coverage import lexicon
from corpus.coverage.lexicon import Word
from corpus.coverage.words import expand, segment

_FRAME, _INSTITUTION, _UMBRELLA, _QUALIFIER = 0.22, 0.12, 0.06, 0.4
_SINGLE = 0.6  # a word of one syllable says less than one of two
_CONJUNCTIONS = frozenset({("và",), ("hoặc",), (",",), ("/",), ("-",), ("–",)})


class Wanted(Protocol):
    """What matching needs of a criterion; ``schema.criteria.Criterion`` has it."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> Sequence[str]: ...
    @property
    def counter_phrases(self) -> Sequence[str]: ...


class Kind(StrEnum):
    """Where a profile comes from."""

    NAME = "name"
    FACET = "facet"
    ALIAS = "alias"
    EXAMPLE = "example"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word of a profile. forms: the runs of syllables that count as the word; weak: runs that count by half."""

    key: Word
    weight: float
    forms: tuple[Word, ...]
    weak: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A phrase as groups of coordinated terms; ``total`` is the weight of one way to say all of it."""

    criterion: str
    kind: Kind
    phrase: str
    groups: tuple[tuple[int, ...], ...]  # term numbers
    total: float
    length: int  # in syllables
    qualified: bool  # the phrase holds the qualifier "cải cách hành chính"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A set ready for matching: all terms, all profiles, and for each term the profiles that hold it."""

    terms: tuple[Term, ...]
    profiles: tuple[Profile, ...]
    holders: tuple[tuple[int, ...], ...]
    starts: Mapping[str, tuple[tuple[Word, int, float], ...]] = field(repr=False)
    areas: Mapping[str, str]  # criterion code -> code of its area
    area_names: Mapping[str, tuple[str, ...]]
    qualifier: frozenset[int]


def _weight(key: Word, spread: Mapping[Word, int]) -> float:
    words = lexicon.words()
    if key in words.qualifiers:
        return _QUALIFIER
    if key in words.umbrella:
        return _UMBRELLA
    if key in words.institutions:
        return _INSTITUTION
    if key in words.frame:
        return _FRAME
    full = _SINGLE if len(key) == 1 else 1.0
    return full / (1 + 0.5 * math.log(spread.get(key, 1)))
