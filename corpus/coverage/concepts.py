"""How plans speak of what a criterion is about, where its name says it otherwise: usage of the genre by concept."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.coverage import lexicon
from corpus.coverage.lexicon import Word
from corpus.coverage.words import plain_words
from schema.criteria import Criterion

_SHARED = 3  # what would name more criteria of one set than these names none of them for certain
_LONG_NAME = 4  # syllables: "bộ phận một cửa" and "trung tâm phục vụ hành chính công" are one place


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What plans say for a criterion: other names; what names it under the heading of its area; phrases that speak
    against it; phrases that are worth a look."""

    said: tuple[str, ...] = ()
    here: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def usage(criteria: Sequence[Criterion], steering: Container[str] = ()) -> dict[str, Usage]:
    """The usage of every criterion that has a concept, by code; what fits many criteria of the set only hints.

    steering: the codes under the area that directs the reform, where a name need not say what is reported or inspected.
    """
    names = {one.code: one.name for one in criteria}
    held = {one.code: _concepts(one.name, names.get(one.parent or "", ""), one.code in steering) for one in criteria}
    holders = Counter(number for subjects, _ in held.values() for number in subjects)
    shortest: dict[int, str] = {}
    for criterion in sorted(criteria, key=lambda found: len(found.name)):
        for number in held[criterion.code][0]:
            shortest.setdefault(number, criterion.code)
    return {
        code: _joined(
            subjects, [number for number in subjects if holders[number] <= _SHARED or shortest[number] == code], aside
        )
        for code, (subjects, aside) in held.items()
        if subjects
    }


@lru_cache(maxsize=4096)
def _concepts(name: str, above: str, steering: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The concepts that a name is about, and those that it names aside: where, when or by what. above: the name of the
    criterion above it, which completes a name that alone is about nothing ("Thời gian ban hành")."""
    subjects, aside = _told(name, steering)
    return (subjects, aside) if subjects or not above else _told(f"{above} {name}", steering)


def _told(name: str, steering: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
    qualifier = " cải cách hành chính" if steering and "cải cách hành chính" not in _written_out(name) else ""
    padded = f" {_canonical(name + qualifier)} "
    found = {number: place for number, entry in enumerate(_entries()) if (place := entry.place(padded)) is not None}
    if not found:
        return tuple(n for n, entry in enumerate(_entries()) if entry.said_in(padded)), ()
    head = _head(padded)
    subjects = tuple(number for number, place in found.items() if place < head)
    return (subjects, tuple(set(found) - set(subjects))) if subjects else (tuple(found), ())


def _head(padded: str) -> int:
    """Where the name goes on with where, when or by what: "Công khai TTHC | tại Bộ phận Một cửa"."""
    return min(
        (place for word in lexicon.words().aside if (place := padded.find(f" {word} ")) > 0), default=len(padded)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What is looked for in a canonical name."""

    of: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]
    said: tuple[str, ...]

    def place(self, padded: str) -> int | None:
        """Where the name begins to speak of the concept; None where it does not."""
        if self._barred(padded):
            return None
        ways = [[padded.find(f" {phrase} ") for phrase in phrases] for phrases in self.of]
        return min((min(way) for way in ways if min(way) >= 0), default=None)

    def said_in(self, padded: str) -> bool:
        """Whether the name says it as plans do."""
        return not self._barred(padded) and any(f" {phrase} " in padded for phrase in self.said)

    def _barred(self, padded: str) -> bool:
        return any(f" {phrase} " in padded for phrase in self.unless)


@lru_cache(maxsize=1)
def _entries() -> tuple[_Entry, ...]:
    return tuple(
        _Entry(
            of=tuple(tuple(map(_canonical, phrases)) for phrases in concept.of),
            unless=tuple(map(_canonical, concept.unless)),
            said=tuple(map(_canonical, concept.said)),
        )
        for concept in lexicon.concepts()
    )


def _written_out(text: str) -> str:
    return plain_words(text, lexicon.words().abbreviations)


@lru_cache(maxsize=8192)
def _canonical(text: str) -> str:
    """``text`` written out, without the words that may stand or not ("của"), one name for one thing."""
    padded = " ".join(f" {word} " for word in _written_out(text).split())
    for name, canonical in _one_name():
        padded = padded.replace(name, canonical)
    return " ".join(word for word in padded.split() if (word,) not in lexicon.words().fillers)


@lru_cache(maxsize=1)
def _one_name() -> tuple[tuple[str, str], ...]:
    """What is written for what: the long names of one thing, and the words that mean the same in a name."""
    words = lexicon.words()
    found = {other: group[0] for group in words.same_in_names for other in group[1:]}
    for group in words.synonyms:
        if len(group[0]) >= _LONG_NAME:
            found |= {other: group[0] for other in group[1:] if len(other) >= _LONG_NAME and "tuyến" not in other}
    return tuple((_spelled(name), _spelled(found[name])) for name in sorted(found, key=len, reverse=True))


def _spelled(word: Word) -> str:
    return " ".join(f" {syllable} " for syllable in word)


def _joined(subjects: Sequence[int], sure: Sequence[int], aside: Sequence[int]) -> Usage:
    """One Usage of the concepts of a name. sure: those of the subjects that do more than hint."""
    known = lexicon.concepts()
    said = dict.fromkeys(phrase for number in sure for phrase in known[number].said)
    here = dict.fromkeys(phrase for number in sure for phrase in known[number].here if phrase not in said)
    hints = dict.fromkeys(
        phrase
        for concept in (known[number] for number in (*subjects, *aside))
        for phrase in (*concept.hints, *concept.here, *concept.said)
        if phrase not in said and phrase not in here
    )
    counters = dict.fromkeys(phrase for number in subjects for phrase in known[number].counters)
    return Usage(said=tuple(said), here=tuple(here), counters=tuple(counters), hints=tuple(hints))
