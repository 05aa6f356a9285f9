"""Finding phrases as plans say them: every word, in this order, close together; one misread mark is forgiven."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.coverage import lexicon
from corpus.coverage.found import UNKNOWN, Reading, Span, plain, torn
from corpus.coverage.kinds import Kind
from corpus.coverage.lexicon import Word
from corpus.coverage.words import expand, segment

_CLOSE, _FAR = 6, 12  # syllables that may stand between the words; in a phrase that speaks against a criterion
_LONG_NAME = 4  # syllables of a name that stands for itself: "bộ phận một cửa" has other names
_TOLERANT = 3  # a phrase of so many syllables may have one mark misread


class Literal(NamedTuple):
    """A phrase of one criterion. words: with marks; bare: without; anchors: how its words begin; needed: the same as a
    set; reach: over how many syllables it may be spread."""

    criterion: str
    kind: Kind
    phrase: str
    words: tuple[Word, ...]
    bare: tuple[Word, ...]
    anchors: tuple[str, ...]
    needed: frozenset[str]
    length: int
    reach: int


class Sighting(NamedTuple):
    """A phrase at syllables ``[first, last)`` of a passage; spans: those of its words."""

    literal: Literal
    first: int
    last: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Literals:
    """All phrases of a set, by the beginning of their most telling word. criteria: whose phrases have a word that
    begins so; beginnings: of all words, by the first syllable, then by the second; under ``UNKNOWN`` that of one
    syllable, which all others hold as well; syllables: those that occur, without marks."""

    by_anchor: Mapping[str, tuple[Literal, ...]]
    criteria: Mapping[str, frozenset[str]]
    beginnings: Mapping[str, Mapping[str, tuple[str, ...]]]
    syllables: frozenset[str]

    def sightings(self, read: Reading) -> Iterator[Sighting]:
        """Where the phrases stand in a passage."""
        there = frozenset(read.places)
        for anchor in read.places:  # in the order of the text: of phrases alike the first one counts, in every run
            for literal in self.by_anchor.get(anchor, ()):
                if literal.needed <= there:
                    sighting = _sighted(literal, read)
                    if sighting is not None:
                        yield sighting


def _anchor(word: Word) -> str:
    return " ".join(word[:2])


def _sighted(literal: Literal, read: Reading) -> Sighting | None:
    words, places = literal.words, read.places
    first_word, *further = words
    standing = _standing(first_word, literal.bare[0], places[literal.anchors[0]], read)
    if not standing:
        return None
    spots: list[tuple[int, Sequence[int]]] = []
    for number, word in enumerate(further, 1):
        options = _standing(word, literal.bare[number], places[literal.anchors[number]], read)
        if not options:
            return None
        spots.append((len(word), options))
    for first in standing:
        run = [first]
        end = first + len(first_word)
        for size, options in spots:
            for place in options:
                if place >= end:
                    break
            else:
                return None
            run.append(place)
            end = place + size
        if end - first <= literal.reach and _misread(literal, run, read.syllables) <= (literal.length >= _TOLERANT):
            spans = tuple([(place, place + len(word)) for place, word in zip(run, words, strict=True)])
            return Sighting(literal, first, end, spans)
    return None


def _standing(word: Word, bare: Word, places: Sequence[int], read: Reading) -> Sequence[int]:
    """At which of ``places`` the whole word stands; its first two syllables do, marks aside."""
    size, syllables = len(word), read.syllables
    if size == 1:
        places = [place for place in places if syllables[place] == word[0]]
    elif size > 2:
        places = [place for place in places if tuple(map(plain, syllables[place : place + size])) == bare]
    compounds = read.compounds
    if not compounds:
        return places
    return [place for place in places if not torn(place, place + size, compounds, longest=size)]


def _misread(literal: Literal, run: Sequence[int], syllables: tuple[str, ...]) -> int:
    wrong = 0
    for place, word in zip(run, literal.words, strict=True):
        here = syllables[place : place + len(word)]
        if here != word:
            wrong += sum(said != wanted for said, wanted in zip(here, word, strict=True))
    return wrong


def literals(phrases: Sequence[tuple[str, Kind, str]]) -> Literals:
    """The phrases (criterion, kind, phrase) ready for finding."""
    made = [literal for criterion, kind, phrase in phrases for literal in _made(criterion, kind, phrase)]
    spread = Counter(anchor for literal in made for anchor in literal.anchors)

    def telling(anchor: str) -> tuple[bool, int]:
        """One syllable stands in every other clause ("xã", "về"), two seldom do."""
        return " " not in anchor, spread[anchor]

    by_anchor: dict[str, list[Literal]] = {}
    criteria: dict[str, frozenset[str]] = {}
    for literal in made:
        for anchor in literal.needed:
            criteria[anchor] = criteria.get(anchor, frozenset()) | {literal.criterion}
        by_anchor.setdefault(min(literal.anchors, key=telling), []).append(literal)
    return Literals(
        by_anchor={anchor: tuple(held) for anchor, held in by_anchor.items()},
        criteria=criteria,
        beginnings=_beginnings(spread),
        syllables=frozenset(syllable for literal in made for word in literal.bare for syllable in word),
    )


def _beginnings(anchors: Iterable[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for anchor in sorted(anchors, key=len):  # those of one syllable come before what holds them
        first, _, second = anchor.partition(" ")
        begun = found.setdefault(first, {UNKNOWN: ()})
        begun[second or UNKNOWN] = (*begun[UNKNOWN], anchor)
    return found


def _made(criterion: str, kind: Kind, phrase: str) -> Iterator[Literal]:
    words = _compounded(
        [token for token in segment(expand(phrase, lexicon.words().abbreviations)) if token[0][0].isalnum()]
    )
    if kind is Kind.AGAINST or all(len(word) == 1 for word in words):
        words = _bound(words)
    for variant in _variants(words):
        length = sum(map(len, variant))
        bare = tuple(tuple(map(plain, word)) for word in variant)
        anchors = tuple(map(_anchor, bare))
        yield Literal(
            criterion=criterion,
            kind=kind,
            phrase=phrase,
            words=variant,
            bare=bare,
            anchors=anchors,
            needed=frozenset(anchors),
            length=length,
            reach=length + (_FAR if kind is Kind.AGAINST else _CLOSE),
        )


def _compounded(words: Sequence[Word]) -> list[Word]:
    """``words`` with those joined that are one compound of the field; in a passage a compound is one word as well."""
    compounds = lexicon.words().compound_words
    joined: list[Word] = []
    first = 0
    while first < len(words):
        runs = (last for last in range(len(words), first, -1) if sum(words[first:last], ()) in compounds)
        last = next(runs, first + 1)
        joined.append(sum(words[first:last], ()))
        first = last
    return joined


def _bound(words: Sequence[Word]) -> list[Word]:
    """``words``, each of one syllable joined to the one behind it, the last to the one before."""
    bound: list[Word] = []
    for word in words:
        if bound and (len(bound[-1]) == 1 or (len(word) == 1 and word is words[-1])):
            bound[-1] += word
        else:
            bound.append(word)
    return bound


def _variants(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """The phrase itself, and with other names of the long names in it."""
    yield tuple(words)
    for index, word in enumerate(words):
        if len(word) >= _LONG_NAME and "tuyến" not in word:
            for other in lexicon.words().thesaurus.get(word, ()):
                if len(other) > 1:
                    yield (*words[:index], other, *words[index + 1 :])
