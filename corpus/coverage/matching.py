"""Which criteria a passage names: weighted words in a window, aliases, counter-phrases, and the better claim."""

from dataclasses import dataclass, replace

from corpus.coverage.profiles import Compiled, Kind, Profile
from corpus.coverage.words import Syllables
from schema.text import bare

_SLACK = 8  # syllables that may stand between the words of a phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A word of a set found at syllables ``[first, last)``."""

    term: int
    first: int
    last: int
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How well a passage names a criterion. share: how much of the phrase stands there; weight: how telling the found
    words are; first, last: the syllables of the window; unqualified: the phrase's qualifier is missing."""

    criterion: str
    kind: Kind
    phrase: str
    share: float
    weight: float
    first: int
    last: int
    found: tuple[int, ...]
    places: tuple[int, ...]
    lacks_qualifier: bool
    core: float  # the weight of the most telling word
    score: float
    general: bool = False  # the phrase has no telling word
    headless: bool = False  # the most telling words of the phrase are missing
    ambiguous: bool = False


def hits(passage: Syllables, compiled: Compiled) -> list[Hit]:
    """All words of the set in the passage. One syllable of a longer word may differ in its marks (OCR)."""
    found: list[Hit] = []
    units = _units(passage, compiled)
    exact, plain = passage.words, passage.bare
    size = len(exact)
    starts = compiled.starts
    for first in range(size):
        for form, term, strength in starts.get(plain[first], ()):
            last = first + len(form)
            if last > size or _torn(first, last, units):
                continue
            if exact[first:last] == form:
                found.append(Hit(term=term, first=first, last=last, strength=strength))
            elif last - first > 1 and _nearly(exact, plain, form, first):
                found.append(Hit(term=term, first=first, last=last, strength=strength * 0.85))
    return found


def _units(passage: Syllables, compiled: Compiled) -> list[tuple[int, int]]:
    """The compounds of the field in the passage, from left to right, the longest first: no word ends inside one."""
    found: list[tuple[int, int]] = []
    first, size = 0, len(passage.words)
    while first < size:
        step = 1
        for compound in compiled.compounds.get(passage.words[first], ()):
            if passage.words[first : first + len(compound)] == compound:
                found.append((first, first + len(compound)))
                step = len(compound)
                break
        first += step
    return found


def _torn(first: int, last: int, units: list[tuple[int, int]]) -> bool:
    """Whether ``[first, last)`` would cut a compound: "thủ tục" in "thủ tục hành chính", "dân chủ" in "nhân dân, chủ tịch"."""
    for start, end in units:
        if start >= last:
            return False
        if first < end and not (first <= start and end <= last):
            return True
    return False


def _nearly(exact: tuple[str, ...], plain: tuple[str, ...], form: tuple[str, ...], first: int) -> bool:
    wrong = 0
    for offset, syllable in enumerate(form):
        if exact[first + offset] != syllable:
            wrong += 1
            if wrong > 1 or plain[first + offset] != bare(syllable):
                return False
    return True


def candidates(passage: Syllables, compiled: Compiled) -> list[Match]:
    """Every profile that the passage touches, with its best window; not yet decided."""
    by_profile: dict[int, list[Hit]] = {}
    for hit in hits(passage, compiled):
        for number in compiled.holders[hit.term]:
            by_profile.setdefault(number, []).append(hit)
    found = []
    for number, own in by_profile.items():
        match = _best_window(compiled.profiles[number], own, compiled)
        if match is not None:
            found.append(replace(match, ambiguous=_ambiguous(match, compiled)))
    return found


def _ambiguous(match: Match, compiled: Compiled) -> bool:
    """Whether all the words found stand in the name of another criterion, too."""
    if match.kind not in (Kind.NAME, Kind.FACET) or match.share > 0.95:
        return False
    found = set(match.found)
    return any(code != match.criterion and found <= terms for code, terms in compiled.vocabulary.items())


def _further(kind: Kind) -> float:
    """How far the other members of a group count beside the strongest."""
    return 0.3 if kind in (Kind.NAME, Kind.FACET) else 1.0


def _in_order(places: list[int]) -> float:
    """The share of ``places`` in the longest rising run: 1 where the words stand in the order of the phrase."""
    if len(places) < 2:
        return 1.0
    longest: list[int] = []
    for index, place in enumerate(places):
        longest.append(1 + max((longest[i] for i in range(index) if places[i] < place), default=0))
    return max(longest) / len(places)


def _best_window(profile: Profile, own: list[Hit], compiled: Compiled) -> Match | None:
    reach = 2 * profile.length + _SLACK
    best: Match | None = None
    for index, opening in enumerate(own):
        if index and own[index - 1].first == opening.first:
            continue
        window = [hit for hit in own[index:] if hit.last <= opening.first + reach]
        match = _weigh(profile, window, compiled)
        if best is None or match.score > best.score:
            best = match
    return best


def _weigh(profile: Profile, window: list[Hit], compiled: Compiled) -> Match:
    strongest: dict[int, Hit] = {}
    for hit in window:
        if hit.term not in strongest or hit.strength > strongest[hit.term].strength:
            strongest[hit.term] = hit
    reached = weight = core = 0.0
    lacks_qualifier = False
    order: list[int] = []
    head = max((group.demand for group in profile.groups), default=0.0)
    chief = 0.0
    for group in profile.groups:
        got = [own * strongest[term].strength for term, own in group.terms if term in strongest]
        chief = max(chief, group.demand) if got else chief
        if got:
            reached += min(group.demand, max(got) + _further(profile.kind) * (sum(got) - max(got)))
            weight += sum(got)
            core = max(core, *got)
            order.append(min(strongest[term].first for term, _ in group.terms if term in strongest))
        elif any(term in compiled.qualifier for term, _ in group.terms):
            lacks_qualifier = True
    share = reached / profile.total if profile.total else 0.0
    if core < _COMMON_ONLY:
        share *= 0.55 + 0.45 * _in_order(order)
    used = tuple(strongest.values())
    match = Match(
        criterion=profile.criterion,
        kind=profile.kind,
        phrase=profile.phrase,
        share=share,
        weight=weight,
        first=min((hit.first for hit in used), default=0),
        last=max((hit.last for hit in used), default=0),
        found=tuple(sorted(strongest)),
        places=tuple(sorted({place for hit in used for place in range(hit.first, hit.last)})),
        lacks_qualifier=lacks_qualifier,
        core=core,
        general=profile.telling < 0.5,
        headless=chief < _CHIEF * head,
        score=0.0,
    )
    return replace(match, score=score(match))


# share and weight at which a phrase counts as named, per kind of phrase
_SHARE = {Kind.NAME: 0.65, Kind.FACET: 0.72, Kind.ALIAS: 0.84, Kind.EXAMPLE: 0.8, Kind.COUNTER: 0.75}
_WEIGHT = {Kind.NAME: 0.8, Kind.FACET: 0.95, Kind.ALIAS: 0.55, Kind.EXAMPLE: 0.9, Kind.COUNTER: 0.4}
_COMMON_ONLY = 0.6  # below it no telling word was found: then the order of the words matters
_CORE = 0.94  # one word that no other criterion has and that is not common is enough
_HERE, _ELSEWHERE = 1.12, 0.95  # under the heading of the criterion's area, under that of another area
_CHIEF = 0.7  # the chief words found must come near the chief words of the phrase
_AMBIGUOUS = 0.85  # all that was found stands in another criterion's name as well, or the chief words are missing
_TELLING = 1.75  # so telling words need only a third of the phrase


def score(match: Match) -> float:
    """1 where the phrase counts as named; below it, how near the passage comes."""
    needed = _SHARE[match.kind]
    if match.general and match.kind in (Kind.ALIAS, Kind.EXAMPLE):
        needed = 0.9  # a phrase of general words only must stand there nearly whole
    by_share = min(match.share / needed, match.weight / _WEIGHT[match.kind], 1.5)
    if match.kind is Kind.FACET and match.share > 0.85:
        by_share = max(by_share, min(match.share / 0.85, match.weight / 0.78, 1.2))
    by_weight = min(match.weight / _TELLING, match.share / 0.35, 1.5)
    if match.kind in (Kind.ALIAS, Kind.EXAMPLE, Kind.COUNTER):
        return by_share
    by_core = min(match.core / _CORE, match.share / 0.25, 1.06)
    return max(by_share, by_weight, by_core) * (_AMBIGUOUS if match.ambiguous or match.headless else 1.0)


def led_counters(lead: Syllables, passage: Syllables, compiled: Compiled) -> list[Match]:
    """The counter-phrases that begin in the lead ("Đề nghị Mặt trận Tổ quốc:") and end in the passage."""
    size = len(lead.words)
    joined = Syllables(words=lead.words + passage.words, bare=lead.bare + passage.bare, starts=(), ends=())
    return [
        replace(match, first=match.first - size, last=match.last - size)
        for match in candidates(joined, compiled)
        if match.kind is Kind.COUNTER and match.score >= 1 and match.first < size < match.last
    ]


def in_context(match: Match, area: str | None, here: frozenset[str]) -> Match:
    """``match`` as it stands under its headings: the right area supplies the qualifier and makes it likelier."""
    same_area = area is not None and area in here
    share = match.share
    if match.lacks_qualifier and same_area:
        share = min(1.0, share + 0.12)
    elif match.lacks_qualifier and match.core < _CORE:
        share *= 0.93  # "tuyên truyền" alone may be about anything
    settled = replace(match, share=share)
    return replace(settled, score=score(settled) * (_HERE if same_area else _ELSEWHERE if here and area else 1.0))


def named(
    found: list[Match], compiled: Compiled, here: frozenset[str], against: list[Match] | None = None
) -> dict[str, Match]:
    """The best match of each criterion after context, counter-phrases and better claims; weak ones included.

    here: the areas that the headings above the passage name. against: counter-phrases that its lead completes.
    """
    settled = [
        match if match.kind is Kind.COUNTER else in_context(match, compiled.areas.get(match.criterion), here)
        for match in found
    ]
    counters: dict[str, list[Match]] = {}
    best: dict[str, Match] = {}
    for match in settled:
        if match.kind is Kind.COUNTER:
            if match.score >= 1:
                counters.setdefault(match.criterion, []).append(match)
        elif match.criterion not in best or match.score > best[match.criterion].score:
            best[match.criterion] = match
    for counter in against or ():
        counters.setdefault(counter.criterion, []).append(counter)
    for code, opposed in counters.items():
        if code in best and any(_explains(counter, best[code]) for counter in opposed):
            best[code] = replace(best[code], score=min(0.7, best[code].score * 0.5))
    return _better_claims(best)


def _explains(counter: Match, match: Match) -> bool:
    """Whether the counter-phrase covers most of the syllables that spoke for the match."""
    inside = sum(counter.first <= place < counter.last for place in match.places)
    return inside >= 0.6 * len(match.places)


def _better_claims(best: dict[str, Match]) -> dict[str, Match]:
    """Where two criteria claim the same syllables, the weaker claim falls below the threshold."""
    strong = [match for match in best.values() if match.score >= 1]
    result = dict(best)
    for match in strong:
        places = set(match.places)
        for rival in strong:
            if rival is match or rival.weight <= match.weight * 1.25:
                continue
            if len(places & set(rival.places)) >= 0.8 * len(places):
                result[match.criterion] = replace(match, score=min(match.score, 0.9))
                break
    return result
