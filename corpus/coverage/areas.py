"""Which area of a set a heading names: by its words, never by its number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.coverage import lexicon
from corpus.coverage.lexicon import Word
from corpus.coverage.words import expand, plain_words, segment
from schema.criteria import Area

_SHARE = 0.6  # of the area's phrase, and of the heading, that must be in the other


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMatch:
    """The area that a heading names. covered: the syllables of the heading that say so, as
    bits."""

    code: str
    score: float
    covered: int


class AreaHeadings:
    """Recognises the areas of one set in headings."""

    def __init__(self, areas: Sequence[Area]) -> None:
        phrases = [(area.code, _content(phrase)) for area in areas for phrase in _phrases(area)]
        self._phrases = [(code, words) for code, words in phrases if words]
        self._words: dict[str, frozenset[Word]] = {}  # of all names of an area: a heading may join two of them
        for code, words in self._phrases:
            self._words[code] = self._words.get(code, frozenset()) | frozenset(words)
        spread = Counter(word for words in self._words.values() for word in words)
        self._weights = {word: _weight(word, count) for word, count in spread.items()}
        self._spelled = [(word, f" {' '.join(word)} ") for word in self._weights]
        self._whole = {(code, words): sum(self._weights[word] for word in words) for code, words in self._phrases}

    def match(self, key: str) -> AreaMatch | None:
        """The area named by a heading (folded syllables), None where it names none or more than an area."""
        padded = f" {key} "
        told_of = [word for word, spelled in self._spelled if spelled in padded]
        if not told_of:
            return None
        syllables = key.split()
        told = frozenset(range(len(syllables))) - _silent(syllables)
        present = {word: _places(syllables, word) for word in told_of}
        best: AreaMatch | None = None
        for code, words in self._phrases:
            there = [word for word in words if word in present]
            if not there:
                continue
            share = sum(self._weights[word] for word in there) / self._whole[code, words]
            covered = frozenset().union(*(present[word] for word in self._words[code] if word in present))
            score = min(share, len(covered) / max(1, len(covered | told)))
            if score >= _SHARE and (best is None or score > best.score):
                best = AreaMatch(code=code, score=score, covered=sum(1 << place for place in covered))
        return best


def steers(area: Area) -> bool:
    """Whether the area directs the reform: there a name need not say what is reported, inspected or publicised."""
    key = plain_words(area.name, lexicon.words().abbreviations)
    return any(phrase in key for phrase in lexicon.words().steering)


def _weight(word: Word, spread: int) -> float:
    words = lexicon.words()
    general = word in words.qualifiers or word in words.frame or word in words.institutions
    return (0.3 if general else 1.0) / spread


def _phrases(area: Area) -> tuple[str, ...]:
    """The area's own names, and what the same area was called in other sets."""
    own = (area.name, *area.aliases)
    keys = [
        " ".join(word for part in segment(expand(name, lexicon.words().abbreviations)) for word in part) for name in own
    ]
    variants = (
        variant
        for line in lexicon.words().area_variants
        if any(f" {variant} " in f" {key} " for variant in line for key in keys)
        for variant in line
    )
    return (*own, *variants)


def _content(phrase: str) -> tuple[Word, ...]:
    words = lexicon.words()
    empty = words.function_words | words.empty_in_headings
    found = segment(expand(phrase, words.abbreviations))
    return tuple(dict.fromkeys(word for word in found if word[0][0].isalpha() and word not in empty))


def _silent(syllables: Sequence[str]) -> frozenset[int]:
    """The syllables of a heading that say nothing: function words, "công tác", "nội dung", marks."""
    words = lexicon.words()
    silent = {place for place, syllable in enumerate(syllables) if not syllable[0].isalnum()}
    for first in range(len(syllables)):
        for size in (1, 2):
            run = tuple(syllables[first : first + size])
            if run in words.function_words or run in words.empty_in_headings:
                silent.update(range(first, first + size))
    return frozenset(silent)


def _places(syllables: Sequence[str], word: Word) -> frozenset[int]:
    size = len(word)
    first = next(i for i in range(len(syllables)) if tuple(syllables[i : i + size]) == word)
    return frozenset(range(first, first + size))
