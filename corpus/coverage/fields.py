"""Words of other fields behind a word that a criterion shares with them: to rate families is not to rate officials."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from corpus.coverage import lexicon
from corpus.coverage.kinds import Kind
from corpus.coverage.lexicon import Word
from corpus.coverage.matching import Match

_BEHIND = 4  # syllables behind the match within which its object may begin: "sổ sách của hợp tác xã"
_FURTHER = 2  # so many syllables beside those that match may be another object
_ASKED = frozenset({Kind.NAME, Kind.FACET, Kind.USAGE, Kind.HERE})


class _Standing(NamedTuple):
    """Words ``phrase`` at syllables ``[first, last)``."""

    first: int
    last: int
    phrase: Word


def of_another_field(key: str, match: Match, own: frozenset[str]) -> bool:
    """Whether what the words of ``match`` are said of belongs to another field. key: of the passage; own: the syllables
    of the criterion's name."""
    if match.kind not in _ASKED:
        return False
    known = lexicon.words()
    strange = [one for one in _standing(key, "other_fields") if not own.issuperset(one.phrase)]
    others = [] if match.kind is Kind.USAGE or not _of_officials(own) else _standing(key, "other_persons")
    if not strange and not others:
        return False
    words = key.split()
    covered = {at for first, last in match.spans for at in range(first, last)}
    if not known.of_the_field.isdisjoint(_pairs(words, covered)):
        return False  # the words found name an object of the field themselves
    if others and known.officials.isdisjoint(_pairs(words, range(len(words)))):
        return True  # "chế độ, chính sách cho người có công" is about others than the officials of the name
    return any(_is_object(one, match, words, covered) for one in strange)


def lacks_object(key: str, match: Match, own: frozenset[str]) -> bool:
    """Whether the name says what is done with the reform, with procedures or with officials, and the clause does it
    with something else: "xử lý vi phạm trật tự xây dựng" for "Xử lý cán bộ, công chức vi phạm"."""
    if match.kind not in (Kind.NAME, Kind.FACET):
        return False
    known, padded = lexicon.words(), f" {key} "
    wanted = [told for of, told in known.objects if any(own.issuperset(phrase.split()) for phrase in of)]
    if not wanted or any(f" {phrase} " in padded for told in wanted for phrase in told):
        return False
    words = key.split()
    covered = {at for first, last in match.spans for at in range(first, last)}
    further = sum(word.isalpha() and at not in covered and word not in _empty() for at, word in enumerate(words))
    return further >= _FURTHER


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    """The syllables of words that name no object."""
    known = lexicon.words()
    kinds = (known.function_words, known.umbrella, known.frame, known.institutions)
    return frozenset(syllable for words in kinds for word in words for syllable in word)


def _is_object(one: _Standing, match: Match, words: list[str], covered: set[int]) -> bool:
    """Whether the words of another field stand within the match, touch it, or follow it as its object; those behind a
    preposition tell for whom or where ("phiên tòa giả định cho học sinh")."""
    if covered.issuperset(range(one.first, one.last)):
        return False
    near = one.last >= match.first and one.first < match.last + _BEHIND
    return near and lexicon.words().not_of.isdisjoint(words[match.last : one.first])


def _of_officials(own: frozenset[str]) -> bool:
    return any(own.issuperset(official.split()) for official in lexicon.words().officials)


def _pairs(words: list[str], places: Iterable[int]) -> Iterator[str]:
    """Every two neighbouring syllables at ``places``."""
    there = set(places)
    return (f"{words[at]} {words[at + 1]}" for at in there if at + 1 in there)


@lru_cache(maxsize=16384)
def _standing(key: str, kind: str) -> tuple[_Standing, ...]:
    """Where words of a ``kind`` of the lexicon stand."""
    words = key.split()
    if _openings(kind).isdisjoint(chain(words, pairwise(words))):
        return ()  # of most clauses: that is told in one pass
    begun: Mapping[str, tuple[Word, ...]] = getattr(lexicon.words(), kind)
    return tuple(
        _Standing(at, at + len(phrase), phrase)
        for at, word in enumerate(words)
        for phrase in begun.get(word, ())
        if tuple(words[at : at + len(phrase)]) == phrase
    )


@lru_cache(maxsize=2)
def _openings(kind: str) -> frozenset[str | tuple[str, ...]]:
    """The first two syllables of all words of a ``kind``; the one of those that have no second."""
    begun: Mapping[str, tuple[Word, ...]] = getattr(lexicon.words(), kind)
    phrases = chain.from_iterable(begun.values())
    return frozenset(phrase[:2] if len(phrase) > 1 else phrase[0] for phrase in phrases)
