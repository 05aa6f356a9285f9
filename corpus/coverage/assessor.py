"""The Assessor: plans against one compiled criteria set, remembering what a clause named."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

from corpus.coverage.areas import AreaHeadings, AreaMatch, steers
from corpus.coverage.gathering import Gathered, PlanReading
from corpus.coverage.judging import Judge
from corpus.coverage.matching import Candidates, Named, candidates, led_counters, named
from corpus.coverage.material import Material
from corpus.coverage.passages import Passage
from corpus.coverage.profiles import Compiled, compile_set
from corpus.coverage.verdict import Verdict, unreadable
from schema.criteria import CriteriaSet
from schema.document import Grade

_OPEN_PER_TASK = 1  # so many open criteria may one unexplained task put in doubt
# Clauses whose matches are kept: plans share most of theirs, above all those of one district, which come together. More
# would cost memory and gains nothing, not even over a whole country.
_REMEMBERED = 6_000

_Reduced = tuple[str, ...]
K = TypeVar("K")
V = TypeVar("V")


class Assessor:
    """Assesses plans against one criteria set.

    areas: the areas of the set, to be recognised in headings; parents: the code above each criterion.
    """

    def __init__(self, *, compiled: Compiled, areas: AreaHeadings, parents: Mapping[str, str | None]) -> None:
        self.codes = tuple(parents)
        self.areas = compiled.areas
        self._compiled = compiled
        self._areas = areas
        self._parents = parents
        self._reduced: dict[str, _Reduced] = {}
        self._candidates: dict[_Reduced, Candidates] = {}
        self._named: dict[tuple[str, str, frozenset[str]], Named] = {}
        self._opposed_by: dict[_Reduced, frozenset[str]] = {}
        self._area_of: dict[str, AreaMatch | None] = {}

    def assess(self, material: Material) -> Verdict:
        """What a plan says of every criterion; one that reads poorly proves no absence."""
        if material.document.grade is Grade.POOR:
            return unreadable(material.document, self.codes)
        reading = PlanReading(material, self)
        gathered = reading.gather(self.codes)
        self._lift(gathered)
        judge = Judge(reading, self._suspect(reading, gathered))
        known = self._compiled
        return judge.verdict(
            tuple(
                judge.judge(code, gathered[code], known.areas.get(code), heard=code in known.heard)
                for code in self.codes
            )
        )

    def _suspect(self, reading: PlanReading, gathered: Mapping[str, Gathered]) -> frozenset[str]:
        """The areas under which the plan tells to do things that no criterion explains, while few are left open: such
        a criterion may be meant in other words."""
        areas = self._compiled.areas
        still_open = Counter(areas[code] for code in self.codes if code in areas and not gathered[code].claims)
        return frozenset(
            area for area, count in reading.unheard.items() if 0 < still_open[area] <= _OPEN_PER_TASK * count
        )

    def named(self, passage: Passage, here: frozenset[str]) -> Named:
        """What the passage names; its lead may complete a counter-phrase."""
        said = (passage.key, passage.lead, here)
        best = self._named.get(said)
        if best is None:
            best = self._name(self._reduce(passage.key), self._reduce(passage.lead), here)
            _remember(self._named, said, best)
        return best

    def area(self, key: str) -> AreaMatch | None:
        """The area that a heading names, if it names one."""
        if key not in self._area_of:
            _remember(self._area_of, key, self._areas.match(key))
        return self._area_of[key]

    def _reduce(self, key: str) -> _Reduced:
        reduced = self._reduced.get(key)
        if reduced is None:
            reduced = self._compiled.reduce(key)
            _remember(self._reduced, key, reduced)
        return reduced

    def _name(self, syllables: _Reduced, lead: _Reduced, here: frozenset[str]) -> Named:
        found = self._candidates.get(syllables)
        if found is None:
            found = candidates(syllables, self._compiled)
            _remember(self._candidates, syllables, found)
        best = named(found, self._compiled, here)
        if lead and best.claims and not self._opposed(lead).isdisjoint(match.criterion for match in best.claims):
            against = led_counters(lead, syllables, self._compiled.opposed or self._compiled)
            if against:
                return named(found, self._compiled, here, against)
        return best

    def _opposed(self, lead: _Reduced) -> frozenset[str]:
        """The criteria against which a counter-phrase may begin in the lead."""
        opposed = self._opposed_by.get(lead)
        if opposed is None:
            opposed = (self._compiled.opposed or self._compiled).touched(lead)
            _remember(self._opposed_by, lead, opposed)
        return opposed

    def _lift(self, gathered: Mapping[str, Gathered]) -> None:
        """What speaks for a component, or comes near it, does so for the criterion above it as well."""
        for code in reversed(self.codes):
            above = self._parents[code]
            if above is not None and above in gathered:
                gathered[above].claims += gathered[code].claims
                gathered[above].near += gathered[code].near


def _remember(known: dict[K, V], key: K, value: V) -> None:
    """Keep what was worked out; begin anew rather than grow without end."""
    if len(known) >= _REMEMBERED:
        known.clear()
    known[key] = value


def prepare_assessor(criteria: CriteriaSet, examples: Mapping[str, Sequence[str]]) -> Assessor:
    """An Assessor for ``criteria``. examples: passages that people confirmed in reviews, by criterion code."""
    parents = {criterion.code: criterion.parent for criterion in criteria.criteria}
    known = frozenset(area.code for area in criteria.areas)
    area_of = {code: area for code in parents if (area := _area(code, parents, known)) is not None}
    steering = {area.code for area in criteria.areas if steers(area)}
    directing = frozenset(code for code, area in area_of.items() if area in steering)
    return Assessor(
        compiled=compile_set(criteria.criteria, area_of, examples, directing),
        areas=AreaHeadings(criteria.areas),
        parents=parents,
    )


def _area(code: str, parents: Mapping[str, str | None], areas: frozenset[str]) -> str | None:
    above = parents[code]
    for _ in range(len(parents)):
        if above is None or above in areas:
            return above
        above = parents.get(above)
    return None
