"""What became of the criteria of one version of a set in another, or in the set that replaces it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schema.criteria import CriteriaSet, Criterion
from schema.text import fold

# Share of common words from which two names are alike: with the same code, and without.
_ALIKE, _VERY_ALIKE = 0.5, 0.7

SAME_NAME, SAME_CODE, LIKE_NAME, BY_PERSON = "same_name", "same_code_like_name", "like_name", "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A criterion of an older version and what became of it in a newer one. rule: how that was told."""

    old: str
    new: str
    rule: str


def map_versions(old: CriteriaSet, new: CriteriaSet) -> tuple[Mapping, ...]:
    """Which criteria of ``old`` are still in ``new``: the same name (in the area of the same name first), the same code
    and a like name, or a name that is nearly the same.

    Every criterion has one partner at most; what stays without was dropped or added, and a person decides about splits.
    """
    found: dict[str, Mapping] = {}
    taken: set[str] = set()
    for rule, pairs in _ways(old, new):
        for before, after in pairs:
            if before.code not in found and after.code not in taken:
                found[before.code] = Mapping(old=before.code, new=after.code, rule=rule)
                taken.add(after.code)
    return tuple(found[criterion.code] for criterion in old.criteria if criterion.code in found)


Pairs = Iterator[tuple[Criterion, Criterion]]


def _ways(old: CriteriaSet, new: CriteriaSet) -> Iterator[tuple[str, Pairs]]:
    """The pairs by each rule, the surest first."""
    before, after = _keyed(old), _keyed(new)
    yield SAME_NAME, _equal(before, after)
    yield SAME_NAME, _equal([(key[:1], one) for key, one in before], [(key[:1], one) for key, one in after])
    by_code = {criterion.code: criterion for criterion in new.criteria}
    same_code = ((one, by_code[one.code]) for one in old.criteria if one.code in by_code)
    yield SAME_CODE, ((one, other) for one, other in same_code if likeness(one.name, other.name) >= _ALIKE)
    yield LIKE_NAME, _nearest(old.criteria, new.criteria)


Keyed = Sequence[tuple[tuple[str, ...], Criterion]]


def _keyed(criteria: CriteriaSet) -> Keyed:
    """Every criterion with its name and that of the node above."""
    names = {node.code: name_key(node.name) for node in criteria.nodes()}
    return [((names[one.code], names.get(one.parent or "", "")), one) for one in criteria.criteria]


def _equal(old: Keyed, new: Keyed) -> Pairs:
    by_key: dict[tuple[str, ...], list[Criterion]] = {}
    for key, after in new:
        by_key.setdefault(key, []).append(after)
    for key, before in old:
        for after in by_key.get(key, ()):
            yield before, after


def _nearest(old: Sequence[Criterion], new: Sequence[Criterion]) -> Pairs:
    """Pairs of names that are nearly the same, the likest first."""
    scored = [(likeness(before.name, after.name), before, after) for before in old for after in new]
    for score, before, after in sorted(scored, key=lambda pair: -pair[0]):
        if score < _VERY_ALIKE:
            return
        yield before, after


def name_key(name: str) -> str:
    """The key under which two spellings of a criterion's name are one."""
    return " ".join(fold(name).split()).strip(" .;:")


def likeness(left: str, right: str) -> float:
    """The share of words that two names have in common, 0..1."""
    one, other = set(name_key(left).split()), set(name_key(right).split())
    return len(one & other) / max(1, len(one | other))
