"""The passages that come nearest where none comes near: those that share syllables with the name of a criterion.

They prove that the plan was searched; how little a passage shares with the name is its score.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import islice

from corpus.coverage.passages import Passage
from schema.coverage import NEAR_FROM

Shares = Mapping[str, tuple[tuple[str, float], ...]]
_ALMOST = 0.99  # the whole name would come near
_REMEMBERED = 6_000  # clauses; plans of one district share most of theirs


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of one plan in the order in which a reader looks through them, each with the areas that the headings
    above it name. holders: in which clauses a syllable stands."""

    told: Sequence[tuple[Passage, frozenset[str]]]
    holders: Mapping[str, Sequence[int]]

    def order(self, number: int, area: str | None) -> tuple[bool, int]:
        """When a reader comes to a clause who looks under the heading of ``area`` first."""
        return area not in self.told[number][1], number


class Remote:
    """Tells how much of the names of criteria stands in clauses that came near none of them."""

    def __init__(self, names: Shares) -> None:
        """names: the syllables of the name of each criterion, each with its share of the whole name."""
        self._names = names
        syllables = frozenset(syllable for shares in names.values() for syllable, _ in shares)
        self._held = lru_cache(maxsize=_REMEMBERED)(lambda key: syllables.intersection(key.split()))

    def read(self, told: Sequence[tuple[Passage, frozenset[str]]]) -> Clauses:
        """The clauses ``told`` ready to be asked for each criterion."""
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for number, (passage, _) in enumerate(told):
            for syllable in self._held(passage.key):
                holders[syllable].append(number)
        return Clauses(told, dict(holders))

    def closest(self, code: str, area: str | None, clauses: Clauses, most: int) -> list[tuple[float, Passage]]:
        """``most`` of the clauses, fewer where there are no more: those that share most with the name, of those alike
        the ones under the heading of ``area``. Every score is below that of a passage that comes near; 0 where nothing
        is shared."""
        shares: defaultdict[int, float] = defaultdict(float)
        for syllable, share in self._names.get(code, ()):
            for number in clauses.holders.get(syllable, ()):
                shares[number] += share
        best = nsmallest(most, shares, key=lambda number: (-shares[number], *clauses.order(number, area)))
        found = [(round(min(_ALMOST, shares[number]) * NEAR_FROM, 3), clauses.told[number][0]) for number in best]
        if len(found) < most:
            others = sorted(set(range(len(clauses.told))) - shares.keys(), key=lambda one: clauses.order(one, area))
            found += [(0.0, clauses.told[number][0]) for number in islice(others, most - len(found))]
        return found
