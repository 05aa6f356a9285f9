"""Who copied whom: passages that two communes share word for word or nearly so, and foreign unit names left in.

The unit's own name does not count as a difference, and neither do line breaks or abbreviations. What nearly all plans
say, and what a superior's plan says before them, is nobody's copy.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from corpus.coverage.passages import Passage, prepare_passages
from corpus.coverage.places import Part
from corpus.coverage.standing import is_formula
from corpus.prepared import MADE_BY, unpacked
from corpus.queries import plan_rows
from corpus.query_lines import PlanLine
from schema.plan import IssuerLevel
from schema.store import Store
from schema.store_coverage import plan_sources
from schema.text import fold

SHORTEST = 8  # syllables; shorter clauses are alike by chance
WORDS = 5  # of a run; two passages are near-identical where most of their runs are the same
NEARLY = 0.7  # share of common runs
COMMON = 0.8  # what more than this share of the units says is the genre's, where there are ENOUGH units to tell
ENOUGH = 5
RAREST = 100  # units; a passage of more of them makes no candidate pair by itself (it still counts in the share)
SMALLEST_SHARE = 0.1
_OWN = "§"
_KEPT = 500

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPassage:
    """One passage in two plans, as each writes it. exact: the same words but for the units' names."""

    left: str
    right: str
    left_page: int | None
    right_page: int | None
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """The name of another unit in a plan: ``quote`` with what stands around it."""

    plan: int
    name: str
    quote: str
    page: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two plans with text in common. left is the one that seems to be the original, where ``direction`` says why.

    left_share, right_share: how much of each plan's own text (without what nearly all say) the other has, 0..1.
    """

    left: PlanLine
    right: PlanLine
    left_share: float
    right_share: float
    direction: str | None
    passages: tuple[SharedPassage, ...]
    leftovers: tuple[Leftover, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A clause: its syllables with the own name hidden, the hashes of its runs of words (a run itself would take ten
    times the memory), and its place."""

    key: Run
    runs: frozenset[int]
    start: int
    end: int


class _Text:
    """One plan for the comparison."""

    def __init__(self, line: PlanLine, passages: Iterable[Passage]) -> None:
        self.line = line
        self.name = fold(line.unit or "")
        bare_name = tuple(self.name.split())
        hidden = [bare_name, bare_name[1:]] if len(bare_name) > 2 else [bare_name]
        self.pieces = tuple(_piece(passage, hidden) for passage in passages if _is_content(passage))
        self.by_key = {piece.key: piece for piece in self.pieces if len(piece.key) >= SHORTEST}


class _Documents:
    """The documents of the plans compared, the last few hundred of them kept: a plan is in many pairs."""

    def __init__(self, store: Store) -> None:
        self.of = lru_cache(maxsize=_KEPT)(lambda plan: store.get(plan).document)
        self.folded = lru_cache(maxsize=_KEPT)(lambda plan: fold(self.of(plan).text))


def _is_content(passage: Passage) -> bool:
    """Whether the passage says something: the sentence that issues a plan and its formulas are alike everywhere."""
    return passage.part in (Part.BODY, Part.ANNEX, Part.PURPOSE) and not is_formula(passage.key)


def _piece(passage: Passage, hidden: Sequence[Run]) -> _Piece:
    key = tuple(word for word in passage.key.split() if word != ",")
    for name in hidden:
        key = _hide(key, name)
    runs = frozenset(hash(key[at : at + WORDS]) for at in range(len(key) - WORDS + 1))
    return _Piece(key=key, runs=runs, start=passage.start, end=passage.end)


def _hide(key: Run, name: Run) -> Run:
    """``key`` with the own unit's name as one sign: a copier replaces the name and leaves the rest."""
    if not name or name[0] not in key:
        return key
    found: list[str] = []
    at = 0
    while at < len(key):
        if key[at : at + len(name)] == name:
            found.append(_OWN)
            at += len(name)
        else:
            found.append(key[at])
            at += 1
    return tuple(found)


def copies(store: Store, *, smallest: float = SMALLEST_SHARE, units: frozenset[int] | None = None) -> tuple[Copy, ...]:
    """The pairs of plans of different communes that share at least ``smallest`` of one's text, the most alike first.

    units: pairs with at least one of these.
    """
    plans = plan_rows(store)
    known = _passages(store, plans)
    texts = [_Text(plan, known[plan.id]) for plan in plans if plan.issuer_level not in _ABOVE and plan.id in known]
    above = [_Text(plan, known[plan.id]) for plan in plans if plan.issuer_level in _ABOVE and plan.id in known]
    common = _common_runs(texts, above)
    documents = _Documents(store)
    found = []
    for one, other in _candidates(texts, common):
        if units is None or {one.line.unit_id, other.line.unit_id} & units:
            pair = _compared(documents, one, other, common)
            if max(pair.left_share, pair.right_share) >= smallest:
                found.append(pair)
    return tuple(sorted(found, key=lambda pair: (-max(pair.left_share, pair.right_share), pair.left.id, pair.right.id)))


_ABOVE = (IssuerLevel.DISTRICT.value, IssuerLevel.PROVINCE.value, IssuerLevel.CENTRAL.value)


def _passages(store: Store, plans: Sequence[PlanLine]) -> dict[int, tuple[Passage, ...]]:
    """The passages of every plan: as coverage kept them, else prepared now."""
    found: dict[int, tuple[Passage, ...]] = {}
    with store.reading() as connection:
        for source in plan_sources(connection, [plan.id for plan in plans], MADE_BY):
            if source.prepared is not None:
                found[source.plan] = unpacked(source.prepared, source).passages
    missing = (plan.id for plan in plans if plan.id not in found)
    return {**found, **{plan_id: prepare_passages(store.get(plan_id)) for plan_id in missing}}


def _unit_of(text: _Text) -> object:
    return text.line.unit_id if text.line.unit_id is not None else f"plan {text.line.id}"


def _common_runs(texts: Sequence[_Text], above: Sequence[_Text]) -> frozenset[int]:
    """The runs that are nobody's own: of a superior's plan, or of nearly all units."""
    said: defaultdict[int, set[object]] = defaultdict(set)
    for text in texts:
        for piece in text.pieces:
            for run in piece.runs:
                said[run].add(_unit_of(text))
    total = len({_unit_of(text) for text in texts})
    shared = {run for run, units in said.items() if total >= ENOUGH and len(units) > COMMON * total}
    return frozenset(shared | {run for text in above for piece in text.pieces for run in piece.runs})


def _candidates(texts: Sequence[_Text], common: frozenset[int]) -> Iterator[tuple[_Text, _Text]]:
    """Pairs of different units with at least one rare passage in common."""
    holders: defaultdict[Run, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for key, piece in text.by_key.items():
            if not piece.runs <= common:
                holders[key].append(number)
    pairs: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if 1 < len(numbers) <= RAREST:
            pairs.update(combinations(numbers, 2))
    for one, other in sorted(pairs):
        if _unit_of(texts[one]) != _unit_of(texts[other]):
            yield texts[one], texts[other]


def _compared(documents: "_Documents", one: _Text, other: _Text, common: frozenset[int]) -> Copy:
    leftovers = {side.line.id: _leftovers(documents, side, far.line) for side, far in ((one, other), (other, one))}
    left, right, direction = _directed(one, other, leftovers)
    return Copy(
        left=left.line,
        right=right.line,
        left_share=_share(left, right, common),
        right_share=_share(right, left, common),
        direction=direction,
        passages=_shared_passages(documents, left, right, common),
        leftovers=(*leftovers[left.line.id], *leftovers[right.line.id]),
    )


def _own_runs(text: _Text, common: frozenset[int]) -> Counter[int]:
    return Counter(run for piece in text.pieces for run in piece.runs if run not in common)


def _share(text: _Text, other: _Text, common: frozenset[int]) -> float:
    """How much of the own text of ``text`` stands in ``other``."""
    own, foreign = _own_runs(text, common), _own_runs(other, common)
    total = sum(own.values())
    return round(sum(count for run, count in own.items() if run in foreign) / total, 4) if total else 0.0


def _shared_passages(
    documents: "_Documents", left: _Text, right: _Text, common: frozenset[int]
) -> tuple[SharedPassage, ...]:
    by_run: defaultdict[int, list[_Piece]] = defaultdict(list)
    for piece in right.pieces:
        for run in piece.runs:
            by_run[run].append(piece)
    pairs = []
    for piece in left.pieces:
        if len(piece.key) >= SHORTEST and not piece.runs <= common:
            match = right.by_key.get(piece.key) or _nearest(piece, by_run)
            if match is not None:
                pairs.append((piece, match))
    if not pairs:
        return ()
    one, two = documents.of(left.line.id), documents.of(right.line.id)
    return tuple(
        SharedPassage(
            left=(here := one.cite(piece.start, piece.end)).quote,
            right=(there := two.cite(match.start, match.end)).quote,
            left_page=here.page,
            right_page=there.page,
            exact=piece.key == match.key,
        )
        for piece, match in pairs
    )


def _nearest(piece: _Piece, by_run: Mapping[int, Sequence[_Piece]]) -> _Piece | None:
    """The passage that has most runs in common with ``piece``, if they are nearly all of both."""
    shared: Counter[int] = Counter()
    found: dict[int, _Piece] = {}
    for run in piece.runs:
        for other in by_run.get(run, ()):
            shared[other.start] += 1
            found[other.start] = other
    if not shared:
        return None
    start, count = shared.most_common(1)[0]
    return found[start] if count >= NEARLY * max(len(piece.runs), len(found[start].runs)) else None


def _leftovers(documents: "_Documents", text: _Text, other: PlanLine) -> tuple[Leftover, ...]:
    """Where ``text`` names the other plan's unit as if it were its own."""
    name = fold(other.unit or "")
    if len(name.split()) < 2 or name in text.name:
        return ()
    folded = documents.folded(text.line.id)
    if name not in folded:
        return ()
    document = documents.of(text.line.id)
    starts = [piece.start for piece in text.pieces]
    found: list[Leftover] = []
    at = folded.find(name)
    while at >= 0:
        end = at + len(name)
        after = folded[end : end + 1]
        index = bisect_right(starts, at) - 1
        if not after.isalnum() and index >= 0 and at < text.pieces[index].end:
            found.append(
                Leftover(
                    plan=text.line.id,
                    name=other.unit or "",
                    quote=document.text[max(0, at - 60) : end + 60],
                    page=document.cite(at, end).page,
                    start=at,
                    end=end,
                )
            )
        at = folded.find(name, end)
    return tuple(found)


def _directed(one: _Text, other: _Text, leftovers: Mapping[int, Sequence[Leftover]]) -> tuple[_Text, _Text, str | None]:
    """Original first. Whoever left the other's name in copied; else the later one did, where both dates tell."""
    counts = len(leftovers[one.line.id]), len(leftovers[other.line.id])
    if counts[0] != counts[1]:
        original, copier = (other, one) if counts[0] > counts[1] else (one, other)
        return original, copier, f"kế hoạch sau còn ghi tên “{original.line.unit}”"
    dates = one.line.date, other.line.date
    if dates[0] and dates[1]:
        length = min(len(dates[0]), len(dates[1]))
        early, late = dates[0][:length], dates[1][:length]
        if early != late:
            original, copier = (one, other) if early < late else (other, one)
            return original, copier, "kế hoạch sau ban hành muộn hơn"
    return one, other, None
