"""Reading a passage: the words of a criteria set in it, whole words only, and forgiving one wrong mark (OCR).

Most syllables of a passage begin nothing. What two neighbouring syllables may begin is worked out once, when the pair
is first seen, so that a passage costs one look-up a syllable.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, zip_longest
from typing import NamedTuple

from corpus.coverage.lexicon import Word
from schema.text import bare

_MISREAD = 0.85  # what a word counts whose marks differ in one syllable
_MOST = 200_000  # pairs, or syllables, that are remembered
UNKNOWN = "·"

Span = tuple[int, int]


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


class _Run(NamedTuple):
    """A form whose first two syllables stand there. strength: as far as these tell; rest: its further syllables;
    forgiven: one of the two is misread, so that no other may be."""

    form: Form
    strength: float
    rest: Word
    forgiven: bool


class _Begun(NamedTuple):
    """What begins with two syllables. compounds: of the field, the longest first, with their further syllables;
    anchors: beginnings of words of literal phrases."""

    runs: tuple[_Run, ...]
    compounds: tuple[tuple[int, Word], ...]
    anchors: tuple[str, ...]


class Reading(NamedTuple):
    """A reduced passage as it was read. hits: in order; places: of each anchor, in the order of the first; compounds:
    those of the field, each under all its places: no word ends inside one."""

    syllables: Word
    hits: list[Hit]
    places: dict[str, list[int]]
    compounds: Mapping[int, Span]


class Vocabulary:
    """What is looked for in passages."""

    def __init__(
        self, forms: Iterable[Form], compounds: Iterable[Word], anchors: Mapping[str, Mapping[str, tuple[str, ...]]]
    ) -> None:
        """compounds: of the field. anchors: how words of literal phrases begin, without marks, by the first syllable,
        then by the second; under ``UNKNOWN`` that of one syllable, which all others hold as well."""
        self._pairs = _Pairs(tuple(forms), tuple(compounds), anchors)

    def read(self, syllables: Word) -> Reading:
        """What stands in a reduced passage."""
        pairs = map(self._pairs.__getitem__, zip_longest(syllables, syllables[1:], fillvalue=UNKNOWN))
        begun = [(place, found) for place, found in enumerate(pairs) if found is not None]
        compounds = _compounds(syllables, begun)
        hits: list[Hit] = []
        places: dict[str, list[int]] = {}
        for place, found in begun:
            for run in found.runs:
                form, strength, rest, _ = run
                if rest and syllables[place + 2 : place + 2 + len(rest)] != rest:
                    strength = _likeness(syllables, place, run)
                if strength:
                    first, last = place + form.own, place + form.until
                    if not compounds or not torn(first, last, compounds):
                        hits.append(Hit(form.term, first, last, strength))
            for anchor in found.anchors:
                if anchor in places:
                    places[anchor].append(place)
                else:
                    places[anchor] = [place]
        return Reading(syllables, hits, places, compounds)


def _compounds(syllables: Word, begun: list[tuple[int, _Begun]]) -> dict[int, Span]:
    """The compounds of the field, from left to right, the longest first."""
    found: dict[int, Span] = {}
    free = 0
    for place, here in begun:
        if here.compounds and place >= free:
            for size, rest in here.compounds:
                if not rest or syllables[place + 2 : place + size] == rest:
                    free = place + size
                    found.update(dict.fromkeys(range(place, free), (place, free)))
                    break
    return found


def torn(first: int, last: int, compounds: Mapping[int, Span], longest: int = 0) -> bool:
    """Whether ``[first, last)`` would cut a compound: "thủ tục" in "thủ tục hành chính". longest: up to so many
    syllables a compound may be cut."""
    for span in (compounds.get(first), compounds.get(last - 1)):
        if span is not None and (span[0] < first or span[1] > last) and span[1] - span[0] > longest:
            return True
    return False


def _likeness(syllables: Word, place: int, run: _Run) -> float:
    """Less than the form's strength where one further syllable differs in its marks; 0 where more does."""
    said = syllables[place + 2 : place + 2 + len(run.rest)]
    if run.forgiven or len(said) < len(run.rest):
        return 0.0
    wrong = [index for index, syllable in enumerate(said) if syllable != run.rest[index]]
    if len(wrong) > 1 or plain(said[wrong[0]]) != run.form.plain[2 + wrong[0]]:
        return 0.0
    return run.form.strength * _MISREAD


class _Pairs(dict[tuple[str, str], _Begun | None]):
    """What begins with two neighbouring syllables of a passage; None: nothing."""

    def __init__(
        self,
        forms: tuple[Form, ...],
        compounds: tuple[Word, ...],
        anchors: Mapping[str, Mapping[str, tuple[str, ...]]],
    ) -> None:
        self._forms: dict[tuple[str, str], list[Form]] = {}
        for form in forms:
            first, second, *_ = *form.plain, UNKNOWN
            self._forms.setdefault((first, second), []).append(form)
        self._compounds: dict[str, list[Word]] = {}
        for compound in sorted(compounds, key=len, reverse=True):
            self._compounds.setdefault(compound[0], []).append(compound)
        self._anchors = anchors
        # Without marks: what begins anything, and the syllables with which it may go on.
        self._going_on: dict[str, set[str]] = {}
        for first, second in self._forms:
            self._going_on.setdefault(first, set()).add(second)
        for compound in compounds:
            self._going_on.setdefault(plain(compound[0]), set()).update(map(plain, compound[1:2]))
        for first, seconds in anchors.items():
            self._going_on.setdefault(first, set()).update(seconds)

    def __missing__(self, pair: tuple[str, str]) -> _Begun | None:
        if len(self) >= _MOST:
            self.clear()
        first, second = pair
        going_on = self._going_on.get(plain(first))
        if going_on is None:
            found = None
        elif second != UNKNOWN and plain(second) not in going_on:
            found = self[first, UNKNOWN]  # what goes on with nothing that is known is the first syllable alone
        else:
            found = self._begun(pair)
        self[pair] = found
        return found

    def _begun(self, pair: tuple[str, str]) -> _Begun | None:
        begun = _Begun(tuple(self._runs(pair)), tuple(self._compounds_of(pair)), self._anchors_of(pair))
        return begun if any(begun) else None

    def _runs(self, pair: tuple[str, str]) -> Iterator[_Run]:
        first, second = map(plain, pair)
        alone = self._forms.get((first, UNKNOWN), ())
        for form in chain(alone, self._forms.get((first, second), ()) if second != UNKNOWN else ()):
            begins = form.exact[:2]
            wrong = sum(said != wanted for said, wanted in zip(pair, begins, strict=False))
            if not wrong:
                yield _Run(form, form.strength, form.exact[2:], False)
            elif wrong == 1 and len(form.exact) > 1:
                yield _Run(form, form.strength * _MISREAD, form.exact[2:], True)

    def _compounds_of(self, pair: tuple[str, str]) -> Iterator[tuple[int, Word]]:
        for compound in self._compounds.get(pair[0], ()):
            if compound[1:2] in ((), pair[1:]):
                yield len(compound), compound[2:]

    def _anchors_of(self, pair: tuple[str, str]) -> tuple[str, ...]:
        first, second = map(plain, pair)
        begun = self._anchors.get(first)
        return () if begun is None else begun.get(second, begun[UNKNOWN])


class Syllables(dict[str, str]):
    """A syllable to itself where a set knows it, marks aside, to ``UNKNOWN`` where it does not."""

    def __init__(self, known: frozenset[str]) -> None:
        """known: without marks."""
        self._known = known

    def __missing__(self, syllable: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        found = self[syllable] = syllable if plain(syllable) in self._known else UNKNOWN
        return found


@lru_cache(maxsize=65536)
def plain(syllable: str) -> str:
    """A folded syllable without its marks."""
    return bare(syllable)
