"""How a prediction is scored against gold: pairs by place, then the values of each pair."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ingest.encodings.cleaning import clean
from schema.text import fold

G = TypeVar("G")
P = TypeVar("P")
Span = tuple[int, int]

MIN_IOU = 0.3
MOSTLY = 0.6  # "one mostly inside the other": this share of the shorter span


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One disagreement. kind: "missed" (gold only), "extra" (prediction only), "wrong" (paired, values differ)."""

    plan: str
    kind: str
    quote: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of one kind over one or more plans. found: pairs; right: pairs whose values agree."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    right: int = 0
    misses: tuple[Miss, ...] = field(default=())

    def __add__(self, other: "Score") -> "Score":
        return Score(
            gold=self.gold + other.gold,
            predicted=self.predicted + other.predicted,
            found=self.found + other.found,
            right=self.right + other.right,
            misses=self.misses + other.misses,
        )

    def precision(self, pairs: int) -> float:
        return pairs / self.predicted if self.predicted else 1.0

    def recall(self, pairs: int) -> float:
        return pairs / self.gold if self.gold else 1.0

    def f1(self, pairs: int) -> float:
        """F1 of ``pairs`` (``found`` or ``right``); 1.0 where there is neither gold nor prediction."""
        total = self.gold + self.predicted
        return 2 * pairs / total if total else 1.0


def overlap(a: Span, b: Span) -> float:
    """Intersection over union; 1.0 where one span lies mostly inside the other; 0.0 where the two are no pair."""
    common = min(a[1], b[1]) - max(a[0], b[0])
    if common <= 0:
        return 0.0
    iou = common / (max(a[1], b[1]) - min(a[0], b[0]))
    shorter = min(a[1] - a[0], b[1] - b[0])
    return iou if iou >= MIN_IOU or common / shorter >= MOSTLY else 0.0


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[G, P]):
    """How one kind of item is compared. may_pair: a condition beside the place; optional: gold not to be found."""

    gold_span: Callable[[G], Span]
    predicted_span: Callable[[P], Span]
    agrees: Callable[[G, P], bool]
    optional: Callable[[G], bool]
    may_pair: Callable[[G, P], bool]
    show_gold: Callable[[G], str]
    show_predicted: Callable[[P], str]


def score(kind: Kind[G, P], plan: str, gold: Sequence[G], predicted: Sequence[P], text: str) -> Score:
    """Pair ``gold`` and ``predicted`` one to one, best overlap first, and count."""
    pairs = _pair(kind, gold, predicted)
    misses: list[Miss] = []
    found = right = skipped = 0
    for g_index, p_index in pairs.items():
        g, p = gold[g_index], predicted[p_index]
        if kind.optional(g):
            skipped += 1
            continue
        found += 1
        if kind.agrees(g, p):
            right += 1
        else:
            detail = f"gold {kind.show_gold(g)} ≠ {kind.show_predicted(p)}"
            misses.append(Miss(plan=plan, kind="wrong", quote=_quote(text, kind.gold_span(g)), detail=detail))
    for index, g in enumerate(gold):
        if index not in pairs and not kind.optional(g):
            misses.append(
                Miss(plan=plan, kind="missed", quote=_quote(text, kind.gold_span(g)), detail=kind.show_gold(g))
            )
    taken = set(pairs.values())
    for index, p in enumerate(predicted):
        if index not in taken:
            misses.append(
                Miss(plan=plan, kind="extra", quote=_quote(text, kind.predicted_span(p)), detail=kind.show_predicted(p))
            )
    return Score(
        gold=sum(not kind.optional(g) for g in gold),
        predicted=len(predicted) - skipped,
        found=found,
        right=right,
        misses=tuple(misses),
    )


def _pair(kind: Kind[G, P], gold: Sequence[G], predicted: Sequence[P]) -> dict[int, int]:
    candidates = []
    for g_index, g in enumerate(gold):
        for p_index, p in enumerate(predicted):
            weight = overlap(kind.gold_span(g), kind.predicted_span(p))
            if weight and kind.may_pair(g, p):
                # An agreeing pair goes before an equally good place; a required item before an optional one.
                candidates.append((kind.optional(g), -weight - 0.001 * kind.agrees(g, p), g_index, p_index))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, g_index, p_index in sorted(candidates):
        if g_index not in pairs and p_index not in taken:
            pairs[g_index] = p_index
            taken.add(p_index)
    return pairs


def _quote(text: str, span: Span) -> str:
    return " ".join(text[span[0] : span[1]].split())[:160]


_PUNCTUATION = re.compile(r"[^\w]+")


def plain(value: str | None) -> str:
    """``value`` for comparison: folded case, tone placement and white space, no punctuation."""
    return _PUNCTUATION.sub(" ", _read(value)).strip()


def folded(value: str | None) -> str:
    """``value`` with case, tone placement and white space folded; punctuation counts."""
    return " ".join(_read(value).split())


def _read(value: str | None) -> str:
    """``value`` as a reader cleans it ("lƣợng" is "lượng"), folded."""
    return fold(clean(value or "").text)
