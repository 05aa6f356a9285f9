"""The passages that come nearest where none comes near: those that share syllables with the name of a criterion.

They prove that the plan was searched; how little a passage shares with the name is its score.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from operator import itemgetter

from corpus.coverage.passages import Passage
from schema.coverage import NEAR_FROM

Shares = Mapping[str, tuple[tuple[str, float], ...]]
Told = tuple[Mapping[str, float], Passage]
_ALMOST = 0.99  # the whole name would come near
_REMEMBERED = 6_000  # clauses; plans share most of theirs


class Remote:
    """Tells how much of the names of criteria stands in clauses that came near none of them."""

    def __init__(self, names: Shares) -> None:
        """names: the syllables of the name of each criterion, each with its share of the whole name."""
        self._bearers: dict[str, list[tuple[str, float]]] = {}
        for code, shares in names.items():
            for syllable, share in shares:
                self._bearers.setdefault(syllable, []).append((code, share))
        self._shared = lru_cache(maxsize=_REMEMBERED)(self._share)

    def read(self, clauses: Iterable[Passage]) -> list[Told]:
        """``clauses`` with what they share with the names of all criteria: read once, then asked for each."""
        return [(self._shared(passage.key), passage) for passage in clauses]

    def closest(self, code: str, told: Sequence[Told], most: int) -> list[tuple[float, Passage]]:
        """``most`` of the clauses ``told``, fewer where there are no more: those that share most with the name, of
        those alike the first. Every score is below that of a passage that comes near; 0 where nothing is shared."""
        scored = nlargest(most, [(shares.get(code, 0.0), passage) for shares, passage in told], key=itemgetter(0))
        return [(round(min(_ALMOST, share) * NEAR_FROM, 3), passage) for share, passage in scored]

    def _share(self, key: str) -> Mapping[str, float]:
        """How much of its name a clause says, by criterion."""
        shares: dict[str, float] = {}
        for syllable in sorted(self._bearers.keys() & key.split()):
            for code, share in self._bearers[syllable]:
                shares[code] = shares.get(code, 0.0) + share
        return shares
