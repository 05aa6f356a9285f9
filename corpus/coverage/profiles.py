"""Criteria compiled for matching: each name, alias, counter-phrase and confirmed passage as weighted words."""

import math
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from corpus.coverage import lexicon
from corpus.coverage.concepts import usage
from corpus.coverage.found import Form, Syllables, Vocabulary, plain
from corpus.coverage.kinds import Kind
from corpus.coverage.lexicon import Word
from corpus.coverage.literal import Literals, literals
from corpus.coverage.words import expand, segment
from schema.criteria import Criterion

_FRAME, _INSTITUTION, _UMBRELLA, _QUALIFIER = 0.22, 0.12, 0.06, 0.4
_OTHER_NAME = 0.85  # another name of the same thing
_UNBOUND = 0.45  # a word of one syllable without its neighbour
_ALIAS_FLOOR = 0.2  # an alias is a phrase of its own: its general words count as well
_COMMON, _BACKGROUND = 0.65, 0.5
_SINGLE = 0.6  # a word of one syllable says less than one of two
_SLACK = 8  # syllables that may stand between the words of a phrase
# How much of a phrase must stand somewhere in a passage for its best window to be looked for; or one word this telling.
_NEEDED = {Kind.NAME: 0.4, Kind.FACET: 0.55, Kind.ALIAS: 0.65, Kind.EXAMPLE: 0.65, Kind.COUNTER: 0.74}
_TOLD = 0.8
_CONJUNCTIONS = frozenset({("và",), ("hoặc",), (",",), ("/",), ("-",), ("–",)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word of a set. forms: the runs of syllables that are the word; also: other names of the same thing; weak:
    runs that count by half."""

    key: Word
    forms: tuple[Word, ...]
    also: tuple[Word, ...] = ()
    weak: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Coordinated terms ("thanh tra, kiểm tra") with their weights in this phrase. demand: how much weight says the
    whole group: one of them in a name, all of them in a counter-phrase."""

    terms: tuple[tuple[int, float], ...]
    demand: float
    qualifier: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A phrase as groups of coordinated terms; ``total`` is the weight of one way to say all of it."""

    criterion: str
    kind: Kind
    phrase: str
    groups: tuple[Group, ...]
    terms: tuple[int, ...]
    total: float
    telling: float  # the weight of its most telling word
    further: float  # how far the other members of a coordinated group count beside the strongest
    length: int  # in syllables
    reach: int  # how many syllables of a passage its words may be spread over
    promising: float  # the weight of the words found anywhere from which on the best window is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """Phrases ready for matching: their words, for each word the phrases that hold it, weighted, and what plans say for
    the criteria."""

    vocabulary: Vocabulary = field(repr=False)
    reduced: Mapping[str, str] = field(repr=False)  # a syllable that occurs in it to itself, any other to UNKNOWN
    profiles: tuple[Profile, ...]
    holders: tuple[tuple[tuple[int, float], ...], ...]
    literals: Literals = field(repr=False)
    bearers: tuple[int, ...]  # for each word the criteria whose names have it, as bits
    bits: Mapping[str, int]
    areas: Mapping[str, str]  # criterion code -> code of its area

    def reduce(self, key: str) -> Word:
        """The syllables of ``key``, those that no word has replaced: passages that differ only in these match alike."""
        return tuple(map(self.reduced.__getitem__, key.split()))

    def touched(self, syllables: Word) -> frozenset[str]:
        """The criteria of whose phrases a word stands in a reduced passage."""
        read = self.vocabulary.read(syllables)
        held = (self.profiles[number].criterion for hit in read.hits for number, _ in self.holders[hit.term])
        return frozenset(held).union(*(self.literals.criteria.get(anchor, ()) for anchor in read.places))


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledSet:
    """A set ready for matching. phrases: all that is known of it; opposed: its counter-phrases alone; heard: the
    criteria for which other words than their names' are known."""

    phrases: Compiled
    opposed: Compiled
    heard: frozenset[str]


def _weight(key: Word, spread: Mapping[Word, int]) -> float:
    words = lexicon.words()
    if key in words.qualifiers:
        return _QUALIFIER
    if key in words.umbrella:
        return _UMBRELLA
    if key in words.institutions:
        return _INSTITUTION
    if key in words.frame:
        return _FRAME
    full = _SINGLE if len(key) == 1 else 1.0
    if key in words.common:
        full *= _COMMON
    elif key in words.background:
        full *= _BACKGROUND
    return full / (1 + 0.5 * math.log(spread.get(key, 1)))


def _class(key: Word) -> int:
    words = lexicon.words()
    if key in words.frame or key in words.umbrella:
        return 1
    return 2 if key in words.institutions or key in words.qualifiers else 0


@dataclass(slots=True)
class _Spelled:
    """A content word of a phrase with its neighbours, before it becomes a Term."""

    key: Word
    left: str | None
    right: str | None


_Groups = list[list[_Spelled]]


def _parse(phrase: str) -> list[_Groups]:
    """The facets of a phrase: runs of words that may stand alone; coordinated words of one class share a group."""
    tokens = segment(expand(phrase, lexicon.words().abbreviations))
    function_words = lexicon.words().function_words
    facets: list[_Groups] = [[]]
    joined = gap = False
    for index, token in enumerate(tokens):
        if token in _CONJUNCTIONS or not token[0][0].isalnum():
            joined, gap = True, False
            if token == (";",):
                facets.append([])
            continue
        if token in function_words:
            gap = True
            continue
        spelled = _Spelled(token, _neighbour(tokens, index - 1, -1), _neighbour(tokens, index + 1, 0))
        groups = facets[-1]
        if joined and groups:
            again = any(token == earlier.key for group in groups for earlier in group)
            if not gap and not again and _class(groups[-1][-1].key) == _class(token):
                groups[-1].append(spelled)
            else:
                facets.append([[spelled]])
        else:
            groups.append([spelled])
        joined = gap = False
    return [facet for facet in facets if facet]


def _neighbour(tokens: Sequence[Word], index: int, side: int) -> str | None:
    if not 0 <= index < len(tokens) or not tokens[index][0][0].isalnum():
        return None
    return tokens[index][side]


class _Builder:
    """Collects terms and profiles of one set."""

    def __init__(self, spread: Mapping[Word, int]) -> None:
        self.spread = spread
        self.terms: dict[tuple[Word, tuple[Word, ...]], int] = {}
        self.made: list[Term] = []
        self.profiles: list[Profile] = []

    def term(self, spelled: _Spelled) -> int:
        key = spelled.key
        forms: tuple[Word, ...] = (key,)
        weak: tuple[Word, ...] = ()
        if len(key) == 1 and (spelled.left or spelled.right):
            bonds: list[Word] = [(spelled.left, *key)] if spelled.left else []
            bonds += [(*key, spelled.right)] if spelled.right else []
            forms, weak = tuple(bonds), (key,)
        identity = (key, forms)
        if identity not in self.terms:
            self.terms[identity] = len(self.made)
            also = lexicon.words().thesaurus.get(key, ())
            self.made.append(Term(key=key, forms=forms, also=also, weak=weak))
        return self.terms[identity]

    def add(self, criterion: str, kind: Kind, phrase: str, groups: _Groups) -> None:
        floor = 0.0 if kind in (Kind.NAME, Kind.FACET) else _ALIAS_FLOOR
        numbered: list[Group] = []
        used: set[int] = set()
        for group in groups:
            weights = {self.term(s): max(floor, _weight(s.key, self.spread)) for s in group}
            fresh = {term: weight for term, weight in weights.items() if term not in used}
            if fresh:
                used |= fresh.keys()
                numbered.append(
                    Group(
                        terms=tuple(fresh.items()),
                        demand=_demand(kind, tuple(fresh.values())),
                        qualifier=any(s.key in lexicon.words().qualifiers for s in group),
                    )
                )
        length = sum(len(spelled.key) for group in groups for spelled in group)
        total = sum(group.demand for group in numbered)
        self.profiles.append(
            Profile(
                criterion=criterion,
                kind=kind,
                phrase=phrase,
                groups=tuple(numbered),
                terms=tuple(term for group in numbered for term, _ in group.terms),
                total=total,
                telling=max((weight for group in numbered for _, weight in group.terms), default=0.0),
                further=kind.further,
                length=length,
                reach=2 * length + _SLACK,
                promising=_promising(kind, total),
            )
        )


def _promising(kind: Kind, total: float) -> float:
    """A share of the phrase; of a name, or of a part of it, a telling word will do."""
    needed = _NEEDED[kind] * total if total else math.inf
    return min(needed, _TOLD) if kind in (Kind.NAME, Kind.FACET) else needed


def _demand(kind: Kind, weights: tuple[float, ...]) -> float:
    whole, one = sum(weights), sum(weights) / len(weights)
    if kind is Kind.COUNTER:
        return whole
    return one if kind in (Kind.NAME, Kind.FACET) else (whole + one) / 2


def _spread(criteria: Sequence[Criterion]) -> dict[Word, int]:
    """In how many criteria a word stands: by the names, or by the aliases for a word that no name has."""
    names: Counter[Word] = Counter()
    aliases: Counter[Word] = Counter()
    for criterion in criteria:
        names.update({s.key for facet in _parse(criterion.name) for group in facet for s in group})
        aliases.update(
            {s.key for alias in criterion.aliases for facet in _parse(alias) for group in facet for s in group}
        )
    return {**aliases, **names}


def compile_set(
    criteria: Sequence[Criterion],
    areas: Mapping[str, str],
    examples: Mapping[str, Sequence[str]],
    steering: Container[str] = (),
) -> CompiledSet:
    """``criteria`` ready for matching. examples: passages that people confirmed in earlier reviews, by criterion;
    steering: the codes under the area that directs the reform."""
    builder = _Builder(_spread(criteria))
    for criterion in criteria:
        facets = _parse(criterion.name)
        whole = [group for facet in facets for group in facet]
        builder.add(criterion.code, Kind.NAME, criterion.name, whole)
        if len(facets) > 1:
            for facet in facets:
                builder.add(criterion.code, Kind.FACET, criterion.name, facet)
        for kind, phrases in (
            (Kind.ALIAS, criterion.aliases),
            (Kind.EXAMPLE, examples.get(criterion.code, ())),
            (Kind.COUNTER, criterion.counter_phrases),
        ):
            for phrase in phrases:
                groups = [group for facet in _parse(phrase) for group in facet]
                if groups:
                    builder.add(criterion.code, kind, phrase, groups)
    said = _said(criteria, steering)
    counters = [profile for profile in builder.profiles if profile.kind is Kind.COUNTER]
    against = literals([phrase for phrase in said if phrase[1] is Kind.AGAINST])
    heard = frozenset(code for code, kind, _ in said if kind is not Kind.AGAINST)
    heard |= {profile.criterion for profile in builder.profiles if profile.kind in (Kind.ALIAS, Kind.EXAMPLE)}
    return CompiledSet(
        phrases=_index(builder.made, builder.profiles, areas, literals(said)),
        opposed=_index(builder.made, counters, areas, against),
        heard=heard,
    )


def _said(criteria: Sequence[Criterion], steering: Container[str]) -> list[tuple[str, Kind, str]]:
    """What plans say for the criteria, by their concepts."""
    return [
        (code, kind, phrase)
        for code, found in usage(criteria, steering).items()
        for kind, phrases in (
            (Kind.USAGE, found.said),
            (Kind.HERE, found.here),
            (Kind.HINT, found.hints),
            (Kind.AGAINST, found.counters),
        )
        for phrase in phrases
    ]


def _index(made: Sequence[Term], profiles: Sequence[Profile], areas: Mapping[str, str], said: Literals) -> Compiled:
    holders: list[list[tuple[int, float]]] = [[] for _ in made]
    bits = {code: 1 << number for number, code in enumerate(dict.fromkeys(p.criterion for p in profiles))}
    bearers = [0] * len(made)
    for number, profile in enumerate(profiles):
        for group in profile.groups:
            for term, weight in group.terms:
                holders[term].append((number, weight))
        if profile.kind is Kind.NAME:
            for term in profile.terms:
                bearers[term] |= bits[profile.criterion]
    forms = _forms({number: term for number, term in enumerate(made) if holders[number]})
    compounds = tuple(map(lexicon.word, lexicon.words().compounds))
    looked_for = chain((form.plain for form in forms), (map(plain, compound) for compound in compounds))
    return Compiled(
        vocabulary=Vocabulary(forms, compounds, said.beginnings),
        reduced=Syllables(said.syllables | frozenset(chain.from_iterable(looked_for))),
        profiles=tuple(profiles),
        holders=tuple(map(tuple, holders)),
        literals=said,
        bearers=tuple(bearers),
        bits=bits,
        areas=areas,
    )


def _own(run: Word, term: Term) -> tuple[int, int]:
    """Which syllables of ``run`` are the term itself: a word of one syllable is looked for with a neighbour."""
    if run in term.also or len(run) == len(term.key):
        return 0, len(run)
    own = 0 if run[: len(term.key)] == term.key else len(run) - len(term.key)
    return own, own + len(term.key)


def _forms(terms: Mapping[int, Term]) -> tuple[Form, ...]:
    return tuple(
        Form(run, tuple(map(plain, run)), number, strength, *_own(run, term))
        for number, term in terms.items()
        for runs, strength in ((term.forms, 1.0), (term.also, _OTHER_NAME), (term.weak, _UNBOUND))
        for run in runs
    )
