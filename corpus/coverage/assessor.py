"""The Assessor: plans against one compiled criteria set, remembering what a clause named."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from corpus.coverage.areas import AreaHeadings, steers
from corpus.coverage.fields import lacks_object, of_another_field
from corpus.coverage.gathering import Gathered, PlanReading
from corpus.coverage.judging import Judge
from corpus.coverage.kinds import Kind
from corpus.coverage.matching import Candidates, Match, Named, candidates, led_counters, named
from corpus.coverage.material import Material
from corpus.coverage.passages import Passage
from corpus.coverage.profiles import CompiledSet, compile_set
from corpus.coverage.remote import Remote
from corpus.coverage.verdict import Verdict, unreadable
from schema.criteria import CriteriaSet
from schema.document import Grade

_STRANGE = 0.8  # how near a clause comes whose object is of another field: a person looks at it
_OTHERWISE = frozenset({Kind.USAGE, Kind.ALIAS, Kind.EXAMPLE})  # phrases that say it without the name
_OPEN_PER_TASK = 1  # so many open criteria may one unexplained task put in doubt
# Keeps what clauses named: plans share most of theirs, above all those of one district, which come together. More would
# cost memory and gains nothing, not even over a whole country.
_remembered = lru_cache(maxsize=6_000)


class Assessor:
    """Assesses plans against one criteria set.

    areas: the areas of the set, to be recognised in headings; parents: the code above each criterion.
    """

    def __init__(self, *, compiled: CompiledSet, areas: AreaHeadings, parents: Mapping[str, str | None]) -> None:
        self.codes = tuple(parents)
        self.areas = compiled.phrases.areas
        self._compiled = compiled
        self._parents = parents
        self._remote = Remote(compiled.names)
        self._own = {code: frozenset(one for one, _ in shares) for code, shares in compiled.names.items()}
        self.area = _remembered(areas.match)
        self._named = _remembered(self._name)
        self._candidates = _remembered(self._touch)
        self._opposed = _remembered(compiled.opposed.touched)

    def assess(self, material: Material) -> Verdict:
        """What a plan says of every criterion; one that reads poorly proves no absence."""
        if material.document.grade is Grade.POOR:
            return unreadable(material.document, self.codes)
        reading = PlanReading(material, self)
        gathered = reading.gather(self.codes)
        self._lift(gathered)
        judge = Judge(reading, self._suspect(reading, gathered), self._remote)
        areas, heard = self.areas, self._compiled.heard
        return judge.verdict(
            tuple(judge.judge(code, gathered[code], areas.get(code), heard=code in heard) for code in self.codes)
        )

    def _suspect(self, reading: PlanReading, gathered: Mapping[str, Gathered]) -> frozenset[str]:
        """The areas under which the plan tells to do things that no criterion explains, while few are left open: such
        a criterion may be meant in other words."""
        areas = self.areas
        still_open = Counter(areas[code] for code in self.codes if code in areas and not gathered[code].claims)
        return frozenset(
            area for area, count in reading.unheard.items() if 0 < still_open[area] <= _OPEN_PER_TASK * count
        )

    def named(self, passage: Passage, here: frozenset[str]) -> Named:
        """What the passage names; its lead may complete a counter-phrase."""
        return self._named(passage.key, passage.lead, here)

    def phrase(self, key: str, here: frozenset[str]) -> Named:
        """What a phrase names under headings that name the areas ``here``. key: as that of a passage."""
        return self._named(key, "", here)

    def _touch(self, key: str) -> Candidates:
        phrases = self._compiled.phrases
        return candidates(phrases.reduce(key), phrases)

    def _name(self, key: str, lead: str, here: frozenset[str]) -> Named:
        phrases = self._compiled.phrases
        found = self._candidates(key)
        best = self._of_the_field(key, here, found, named(found, phrases, here))
        if lead and best.claims:
            opening = phrases.reduce(lead)
            if not self._opposed(opening).isdisjoint(match.criterion for match in best.claims):
                against = led_counters(opening, phrases.reduce(key), self._compiled.opposed)
                if against:
                    return named(found, phrases, here, against)
        return best

    def _of_the_field(self, key: str, here: frozenset[str], touched: Candidates, found: Named) -> Named:
        """``found`` without the claims of criteria whose words are said of something else, where no other phrase of
        theirs stands there: they only come near."""
        strange = {one.criterion for one in found.claims if self._is_strange(key, here, one)}
        if not strange:
            return found
        instead: dict[str, Match] = {}
        for match in touched.matches:
            said = match.criterion in strange and match.kind in _OTHERWISE and match.score >= 1
            if said and not self._is_strange(key, here, match):
                instead.setdefault(match.criterion, match)
        gone = strange - instead.keys()
        claims = (instead.get(one.criterion, one) for one in found.claims if one.criterion not in gone)
        near = ((code, min(score, _STRANGE) if code in gone else score) for code, score in found.near)
        return Named(tuple(claims), tuple(near))

    def _is_strange(self, key: str, here: frozenset[str], match: Match) -> bool:
        own = self._own[match.criterion]
        return of_another_field(key, match, own) or (
            self.areas.get(match.criterion) not in here and lacks_object(key, match, own)
        )

    def _lift(self, gathered: Mapping[str, Gathered]) -> None:
        """What speaks for a component, or comes near it, does so for the criterion above it as well."""
        for code in reversed(self.codes):
            above = self._parents[code]
            if above is not None and above in gathered:
                gathered[above].claims += gathered[code].claims
                gathered[above].near += gathered[code].near


def prepare_assessor(criteria: CriteriaSet, examples: Mapping[str, Sequence[str]]) -> Assessor:
    """An Assessor for ``criteria``. examples: passages that people confirmed in reviews, by criterion code."""
    owed = criteria.owed()
    parents = {criterion.code: criterion.parent for criterion in owed}
    known = frozenset(area.code for area in criteria.areas)
    area_of = {code: area for code in parents if (area := _area(code, parents, known)) is not None}
    steering = {area.code for area in criteria.areas if steers(area)}
    directing = frozenset(code for code, area in area_of.items() if area in steering)
    return Assessor(
        compiled=compile_set(owed, area_of, examples, directing),
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
