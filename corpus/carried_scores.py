"""Points that were published for an older version of the criteria, beside the newer one that is in use.

Points are compared within one version. A criterion that a newer version has under the same name and with the same
maximum, or that a person paired with it, is the same thing to be scored: its points count there, and it is told by
which pairing. All others are left out.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sqlalchemy import Connection

from schema.criteria_mapping import BY_PERSON, SAME_NAME
from schema.scores import Score, ScoreSheet
from schema.store import Store, StoredCriteria
from schema.store_coverage import points_of
from schema.store_judgement import scored_versions

_SURE = frozenset({SAME_NAME, BY_PERSON})


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedScores:
    """The version for which points were published, and the criterion of the newest one that each of it became. path:
    the versions from the older to the newest, each paired with the next."""

    path: tuple[StoredCriteria, ...]
    codes: Mapping[str, str]

    @property
    def older(self) -> StoredCriteria:
        """The version for which the points were published."""
        return self.path[0]

    @property
    def newer(self) -> StoredCriteria:
        """The version for which they count."""
        return self.path[-1]

    @property
    def told(self) -> str:
        """By which pairing the points count, in Vietnamese."""
        maps = (f"“kehoach criteria map {_named(old)} {_named(new)}”" for old, new in pairwise(self.path))
        return (
            f"Điểm là của bộ {_named(self.older)}, ghép sang bộ {_named(self.newer)} cho {len(self.codes)} tiêu chí"
            " cùng tên (hoặc do người dùng ghép) và cùng điểm tối đa; các tiêu chí khác không so. Xem, sửa cặp ghép:"
            f" {', '.join(maps)}."
        )

    @property
    def summary(self) -> str:
        """The same in a few words, for a title."""
        return f"theo bộ {_named(self.older)}, ghép sang {_named(self.newer)}: {len(self.codes)} tiêu chí"

    def points(self, connection: Connection, criterion_ids: Sequence[int]) -> dict[tuple[int, int], float]:
        """The points by unit and criterion of the newer version (stored ids), of those of ``criterion_ids``."""
        targets = {self.older.criterion_ids[old]: self.newer.criterion_ids[new] for old, new in self.codes.items()}
        wanted = [old for old, new in targets.items() if new in set(criterion_ids)]
        found = points_of(connection, self.older.id, wanted) if wanted else {}
        return {(unit, targets[old]): points for (unit, old), points in found.items()}

    def sheets(self, store: Store) -> tuple[ScoreSheet, ...]:
        """The published sheets with the points that count for the newer version, under its codes."""
        return tuple(replace(sheet, scores=tuple(self._scores(sheet))) for sheet in store.scores(self.older))

    def _scores(self, sheet: ScoreSheet) -> Iterator[Score]:
        for score in sheet.scores:
            if score.criterion in self.codes:
                yield replace(score, criterion=self.codes[score.criterion])


def carried_scores(store: Store, criteria: StoredCriteria) -> CarriedScores | None:
    """The points of the newest older version that has some; None where ``criteria`` has points of its own, or where no
    criterion of that version is the same."""
    path = _path_to_scored(store, criteria)
    if len(path) < 2:
        return None
    codes = {code: code for code in path[0].criterion_ids}
    for older, newer in pairwise(path):
        same = _same(store, older, newer)
        codes = {first: same[code] for first, code in codes.items() if code in same}
    return CarriedScores(path=path, codes=codes) if codes else None


def scored_before(store: Store, criteria: StoredCriteria) -> StoredCriteria | None:
    """The newest older version for which points were published; None where ``criteria`` has its own, or none has."""
    path = _path_to_scored(store, criteria)
    return path[0] if len(path) > 1 else None


def published_sheets(store: Store, criteria: StoredCriteria) -> tuple[ScoreSheet, ...]:
    """The sheets whose points count for ``criteria``: its own, else those carried over from an older version."""
    carried = carried_scores(store, criteria)
    return store.scores(criteria) if carried is None else carried.sheets(store)


def _path_to_scored(store: Store, criteria: StoredCriteria) -> tuple[StoredCriteria, ...]:
    """The versions from the newest that has points to ``criteria``; () where none has."""
    with store.reading() as connection:
        scored = scored_versions(connection)
    path = [criteria]
    while scored and path[0].id not in scored:
        older = _before(store, path[0])
        if older is None or older in path:
            return ()
        path.insert(0, older)
    return tuple(path) if scored else ()


def _before(store: Store, criteria: StoredCriteria) -> StoredCriteria | None:
    """The version before this one; of the first, the newest of the set that it takes the place of."""
    if criteria.version > 1:
        return store.criteria(criteria.set_id, criteria.version - 1)
    replaced = criteria.criteria_set.predecessor
    return None if replaced in (None, criteria.set_id) else store.criteria(replaced)


def _same(store: Store, older: StoredCriteria, newer: StoredCriteria) -> dict[str, str]:
    """The criteria that are one in both versions: one partner each, and the same maximum."""
    pairs = store.mappings(older, newer)
    before, after = Counter(pair.old for pair in pairs), Counter(pair.new for pair in pairs)
    had = {node.code: node.max_points for node in older.criteria_set.nodes()}
    has = {node.code: node.max_points for node in newer.criteria_set.nodes()}
    return {
        pair.old: pair.new
        for pair in pairs
        if pair.rule in _SURE
        and before[pair.old] == after[pair.new] == 1
        and had[pair.old] == has[pair.new] is not None
    }


def _named(criteria: StoredCriteria) -> str:
    return f"{criteria.set_id}@{criteria.version}"
