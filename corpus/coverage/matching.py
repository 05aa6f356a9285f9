"""Which criteria a passage names: telling words close together, aliases, counter-phrases, and the better claim."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, itemgetter
from typing import NamedTuple

from corpus.coverage.found import Hit, Span
from corpus.coverage.kinds import Kind
from corpus.coverage.literal import Sighting
from corpus.coverage.profiles import Compiled, Profile
from schema.coverage import NEAR_FROM

# At which share of a phrase, and at which weight of the words found, the phrase counts as named.
_SHARE = {Kind.NAME: 0.65, Kind.FACET: 0.72, Kind.ALIAS: 0.84, Kind.EXAMPLE: 0.8, Kind.COUNTER: 0.75}
_WEIGHT = {Kind.NAME: 0.8, Kind.FACET: 0.95, Kind.ALIAS: 0.55, Kind.EXAMPLE: 0.9, Kind.COUNTER: 0.4}
_WHOLE_FACET = (0.85, 0.78)  # a part of a name that stands there nearly whole may weigh less
_TELLING = 1.75  # words of this weight need only a third of the phrase
_CORE = 0.94  # one word that no other criterion has and that is not common is enough
_COMMON_ONLY = 0.6  # below it no telling word was found: then the order of the words matters
_GENERAL_SHARE = 0.9  # a phrase of general words only must stand there nearly whole
_CHIEF = 0.7  # the chief words found must come near the chief words of the phrase
_UNSURE = 0.85  # all that was found stands in another criterion's name as well, or the chief words are missing
_UNQUALIFIED = 0.93  # "tuyên truyền" without "cải cách hành chính" may be about anything
_HERE, _ELSEWHERE = 1.12, 0.95  # under the heading of the criterion's area, under that of another area
_OPPOSED = frozenset({Kind.COUNTER, Kind.AGAINST})
_LITERAL = frozenset({Kind.USAGE, Kind.HERE, Kind.HINT, Kind.AGAINST})
_HINTS = frozenset({Kind.HERE, Kind.HINT})
_SAID, _PER_SYLLABLE = 1.11, 0.4  # what a phrase as plans say it scores, and what each of its syllables weighs
_HINTED = 0.95  # a hint never counts as named; it sends the cell to review
_WHOLE = 0.95  # the share of a name that stands there whole
_APART = 0.55  # what words count that stand in another order and so far apart that they hardly belong together
_OUTCLAIMED = 0.9  # the most that is left where another criterion claims the same syllables with better right
_NOWHERE = 1 << 30  # behind every place
_FAINT = 0.45  # the score of what is too faint to be weighed is at most this
_first = attrgetter("first")
_opens, _closes = itemgetter(0), itemgetter(1)


@dataclass(slots=True, kw_only=True)  # hundreds are made of every plan: frozen, each would cost three times as much
class Match:
    """How well a passage names a criterion. share: how much of the phrase stands there; weight: how telling the words
    found are; core: the weight of the most telling one; first, last: the syllables of the window; spans: of the words.

    lacks_qualifier: the phrase's "cải cách hành chính" is missing; general: the phrase has no telling word; unsure:
    what was found fits another criterion as well, or the chief words are missing.
    """

    criterion: str
    kind: Kind
    phrase: str
    share: float
    weight: float
    core: float
    first: int
    last: int
    spans: tuple[Span, ...]
    lacks_qualifier: bool
    general: bool
    unsure: bool
    score: float

    @property
    def places(self) -> int:
        """The syllables of the words, as bits. Of most matches nobody asks for them."""
        places = 0
        for first, last in self.spans:
            places |= bits(first, last)
        return places

    def scored(self, score: float) -> "Match":
        """The same match with another score; ``dataclasses.replace`` takes three times as long."""
        return Match(
            criterion=self.criterion,
            kind=self.kind,
            phrase=self.phrase,
            share=self.share,
            weight=self.weight,
            core=self.core,
            first=self.first,
            last=self.last,
            spans=self.spans,
            lacks_qualifier=self.lacks_qualifier,
            general=self.general,
            unsure=self.unsure,
            score=score,
        )


class Candidates(NamedTuple):
    """What a reduced passage may name, out of context. faint: the criteria whose names it only touches, each with its
    score."""

    matches: list[Match]
    faint: Mapping[str, float]


class Named(NamedTuple):
    """What a passage names. claims: the best match of each criterion that counts as named; near: how near the passage
    comes to each criterion that it touches."""

    claims: tuple[Match, ...]
    near: tuple[tuple[str, float], ...]


def bits(first: int, last: int) -> int:
    """Places ``[first, last)`` as bits: sets of places are met by the hundred thousand."""
    return (1 << last) - (1 << first)


def candidates(syllables: tuple[str, ...], compiled: Compiled) -> Candidates:
    """Every phrase that a reduced passage touches, in its best window and out of context; not yet decided."""
    read = compiled.vocabulary.read(syllables)
    by_term: dict[int, list[Hit]] = {}
    for hit in read.hits:
        by_term.setdefault(hit.term, []).append(hit)
    touched: dict[int, float] = {}
    for term in by_term:
        for number, weight in compiled.holders[term]:
            touched[number] = touched.get(number, 0.0) + weight
    found = [_said(sighting) for sighting in compiled.literals.sightings(read)]
    faint: dict[str, float] = {}
    profiles = compiled.profiles
    for number, weight in touched.items():
        profile = profiles[number]
        if weight >= profile.promising:
            found.append(_best_window(profile, _hits_of(profile, by_term), compiled))
        elif profile.kind is Kind.NAME and weight >= NEAR_FROM * profile.total:
            faint[profile.criterion] = round(min(weight / profile.total, _FAINT), 3)
    return Candidates(found, faint)


def _hits_of(profile: Profile, by_term: Mapping[int, list[Hit]]) -> list[Hit]:
    return sorted((hit for term in profile.terms if term in by_term for hit in by_term[term]), key=_first)


def _said(sighting: Sighting) -> Match:
    """A phrase as plans say it stands there whole; a hint only comes near."""
    literal = sighting.literal
    return Match(
        criterion=literal.criterion,
        kind=literal.kind,
        phrase=literal.phrase,
        share=1.0,
        weight=_PER_SYLLABLE * literal.length,
        core=0.0,
        first=sighting.first,
        last=sighting.last,
        spans=sighting.spans,
        lacks_qualifier=False,
        general=False,
        unsure=False,
        score=_HINTED if literal.kind in _HINTS else _SAID,
    )


def _best_window(profile: Profile, own: list[Hit], compiled: Compiled) -> Match:
    reach = profile.reach
    if own[-1].last - own[0].first <= reach:
        return _weigh(profile, own, compiled)
    qualifying = {term for group in profile.groups if group.qualifier for term, _ in group.terms}
    qualifier = [hit for hit in own if hit.term in qualifying][:1]
    best: Match | None = None
    end = 0
    for index, opening in enumerate(own):
        if index and own[index - 1].first == opening.first:
            continue
        while end < len(own) and own[end].first < opening.first + reach:
            end += 1
        window = [hit for hit in own[index:end] if hit.last <= opening.first + reach]
        match = _weigh(profile, window, compiled, qualifier)
        if best is None or match.score > best.score:
            best = match
        if own[-1].last <= opening.first + reach:
            break
    assert best is not None
    return best


def _weigh(profile: Profile, window: Iterable[Hit], compiled: Compiled, qualifier: Sequence[Hit] = ()) -> Match:
    """The match in one window. qualifier: "cải cách hành chính" counts wherever in the clause it stands."""
    strongest: dict[int, Hit] = {}
    for hit in (*window, *qualifier):
        known = strongest.get(hit.term)
        if known is None or hit.strength > known.strength:
            strongest[hit.term] = hit
    reached = weight = core = chief = head = 0.0
    lacks_qualifier = False
    order: list[int] = []
    for group in profile.groups:
        demand = group.demand
        if not group.qualifier and demand > head:
            head = demand
        best = whole = 0.0
        place = _NOWHERE
        for term, own in group.terms:
            used = strongest.get(term)
            if used is not None:
                value = own * used.strength
                whole += value
                if value > best:
                    best = value
                if used.first < place:
                    place = used.first
        if place == _NOWHERE:
            lacks_qualifier = lacks_qualifier or group.qualifier
            continue
        reached += min(demand, best + profile.further * (whole - best))
        weight += whole
        if best > core:
            core = best
        if not group.qualifier and demand > chief:
            chief = demand
        order.append(place)
    share = reached / profile.total if profile.total else 0.0
    ordered = _in_order(order)
    if core < _COMMON_ONLY:
        share *= 0.55 + 0.45 * ordered
    spans = tuple([(hit.first, hit.last) for hit in strongest.values()])
    first, last = min(map(_opens, spans), default=0), max(map(_closes, spans), default=0)
    if ordered < 1 and last - first > 2 * sum(closes - opens for opens, closes in spans):
        # Words in another order and far apart hardly belong together.
        share, weight, core = share * _APART, weight * _APART, core * _APART
    unsure = chief < _CHIEF * head or _ambiguous(profile, share, strongest, compiled)
    general = profile.telling < 0.5
    return Match(
        criterion=profile.criterion,
        kind=profile.kind,
        phrase=profile.phrase,
        share=share,
        weight=weight,
        core=core,
        first=first,
        last=last,
        spans=spans,
        lacks_qualifier=lacks_qualifier,
        general=general,
        unsure=unsure,
        score=_score(profile.kind, share, weight, core, general=general, unsure=unsure),
    )


def _in_order(places: list[int]) -> float:
    """The share of ``places`` in the longest rising run: 1 where the words stand in the order of the phrase."""
    if places == sorted(set(places)):
        return 1.0
    longest: list[int] = []
    for index, place in enumerate(places):
        longest.append(1 + max((longest[i] for i in range(index) if places[i] < place), default=0))
    return max(longest) / len(places)


def _ambiguous(profile: Profile, share: float, found: Iterable[int], compiled: Compiled) -> bool:
    """Whether all the words found stand in the name of another criterion, too."""
    if profile.kind not in (Kind.NAME, Kind.FACET) or share > 0.95:
        return False
    bearers = -1
    for term in found:
        bearers &= compiled.bearers[term]
    return bool(bearers & ~compiled.bits[profile.criterion])


def _score(kind: Kind, share: float, weight: float, core: float, *, general: bool, unsure: bool) -> float:
    """1 where the phrase counts as named; below it, how near the passage comes."""
    needed = _GENERAL_SHARE if general and kind in (Kind.ALIAS, Kind.EXAMPLE) else _SHARE[kind]
    by_share = min(share / needed, weight / _WEIGHT[kind], 1.5)
    if kind not in (Kind.NAME, Kind.FACET):
        return by_share
    if kind is Kind.FACET and share > _WHOLE_FACET[0]:
        by_share = max(by_share, min(share / _WHOLE_FACET[0], weight / _WHOLE_FACET[1], 1.2))
    by_weight = min(weight / _TELLING, share / 0.35, 1.5)
    by_core = min(core / _CORE, share / 0.25, 1.06)
    return max(by_share, by_weight, by_core) * (_UNSURE if unsure else 1.0)


def led_counters(lead: tuple[str, ...], syllables: tuple[str, ...], opposed: Compiled) -> list[Match]:
    """The counter-phrases that begin in the lead ("Đề nghị Mặt trận Tổ quốc:") and end in the passage. opposed: the
    counter-phrases of the set."""
    size = len(lead)
    return [
        replace(match, first=match.first - size, last=match.last - size)
        for match in candidates(lead + syllables, opposed).matches
        if match.kind in _OPPOSED and match.score >= 1 and match.first < size < match.last
    ]


def named(found: Candidates, compiled: Compiled, here: frozenset[str], against: Sequence[Match] = ()) -> Named:
    """What the passage names after context, counter-phrases and better claims.

    here: the areas that the headings above the passage name. against: counter-phrases that the lead completes.
    """
    if not found.matches and not against:
        return Named((), tuple(found.faint.items()))
    counters: dict[str, list[Match]] = {}
    best: dict[str, tuple[float, Match]] = {}
    said: dict[str, list[Match]] = {}
    for match in found.matches:
        if match.kind in _OPPOSED:
            if match.score >= 1:
                counters.setdefault(match.criterion, []).append(match)
            continue
        if match.kind is Kind.USAGE:
            said.setdefault(match.criterion, []).append(match)
        score = match.score if match.score <= _FAINT else _in_context(match, compiled.areas.get(match.criterion), here)
        known = best.get(match.criterion)
        if known is None or score > known[0] or (score == known[0] and match.weight > known[1].weight):
            best[match.criterion] = (score, match)
    for counter in against:
        counters.setdefault(counter.criterion, []).append(counter)
    near = dict(found.faint)
    for code, (score, _) in best.items():
        near[code] = max(score, near.get(code, 0.0))
    for code, opposed in counters.items():
        if code in near and (code not in best or any(_explains(counter, best[code][1]) for counter in opposed)):
            near[code] = min(0.7, near[code] * 0.5)
    claims = {code: best[code][1].scored(score) for code, score in near.items() if score >= 1}
    for code in claims.keys() & said.keys():
        claims[code] = _begun(claims[code], said[code])
    for code in _outclaimed(claims.values(), {code: {one.phrase for one in said[code]} for code in said}):
        near[code] = min(near[code], _OUTCLAIMED)
        del claims[code]
    return Named(tuple(claims.values()), tuple(near.items()))


def _begun(match: Match, phrases: Sequence[Match]) -> Match:
    """``match`` from where a phrase that holds some of it begins: "tin, bài trên Trang thông tin điện tử"."""
    first = min((phrase.first for phrase in phrases if phrase.places & match.places), default=match.first)
    return replace(match, first=first) if first < match.first else match


def _in_context(match: Match, area: str | None, here: frozenset[str]) -> float:
    """The score under the headings: the right area supplies the qualifier and makes the match likelier."""
    same = area is not None and area in here
    if match.kind in _HINTS:
        return _SAID if same and match.kind is Kind.HERE else match.score
    share = match.share
    if match.lacks_qualifier and same:
        share = min(1.0, share + 0.12)
    elif match.lacks_qualifier and match.core < _CORE:
        share *= _UNQUALIFIED
    if share == match.share:
        score = match.score
    else:
        score = _score(match.kind, share, match.weight, match.core, general=match.general, unsure=match.unsure)
    return score * (_HERE if same else _ELSEWHERE if here and area else 1.0)


def _stronger(rival: Match, match: Match) -> bool:
    """Whether the rival's claim is the better one: it weighs more, or its name alone stands there whole."""
    if rival.kind is Kind.NAME and match.kind is Kind.NAME and rival.share >= _WHOLE > match.share:
        return True
    return rival.weight > match.weight * 1.25


def _explains(counter: Match, match: Match) -> bool:
    """Whether the counter-phrase covers most of the syllables that spoke for the match."""
    places = match.places
    inside = places & bits(max(counter.first, 0), counter.last)
    return inside.bit_count() >= 0.6 * places.bit_count()


def _outclaimed(strong: Collection[Match], said: Mapping[str, set[str]]) -> list[str]:
    """The criteria whose syllables another one claims with better right. said: the phrases that plans say for each;
    those that share one are about the same thing and no rivals."""
    if len(strong) < 2:
        return []
    places = {match.criterion: match.places for match in strong}
    return [match.criterion for match in strong if any(_outclaims(rival, match, places, said) for rival in strong)]


def _outclaims(rival: Match, match: Match, places: Mapping[str, int], said: Mapping[str, set[str]]) -> bool:
    if rival is match or not _stronger(rival, match):
        return False
    own, others = places[match.criterion], places[rival.criterion]
    if match.kind in _LITERAL and others.bit_count() <= own.bit_count():
        return False  # the same words may be said of both
    if said.get(match.criterion, set()) & said.get(rival.criterion, set()):
        return False
    return (own & others).bit_count() >= 0.8 * own.bit_count()
