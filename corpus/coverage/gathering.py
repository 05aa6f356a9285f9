"""One plan against one set: which passages speak for which criterion, and which came near (rules R0-R4, R8, R9)."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from corpus.coverage import lexicon
from corpus.coverage.areas import AreaMatch
from corpus.coverage.kinds import Kind
from corpus.coverage.matching import Match, Named
from corpus.coverage.material import Absent, Extent, Material
from corpus.coverage.passages import Form, Passage
from corpus.coverage.places import Outline, Part, is_titled
from corpus.coverage.standing import is_formula, is_task, judge, opens_with_doing
from schema.coverage import Standing
from schema.text import fold

_LABELS = frozenset({"R1", "R3-T3"})  # a bare name, a bare measure: so a row of a table names its criterion
_SEVERAL, _MOST = 2, 0.7  # criteria of an area that a section must name to be about it; their share of all it names
_PARTS = ("goal", "measures", "owner", "time", "shortcomings")
_BARE = {"goal": "R3-T3", "shortcomings": "R4"}  # parts of a block that tell nothing to do
_OF_AREA = 0.6  # what is left of a score where the heading names the whole area, not the criterion
_BEHIND = 60  # characters behind a clause within which it may still name its annex: "(chi tiết tại Phụ lục I)"


class Namer(Protocol):
    """What knows which criteria and areas a passage names. areas: the area of each criterion."""

    areas: Mapping[str, str]

    def named(self, passage: Passage, here: frozenset[str]) -> Named:
        """What the passage names under headings that name the areas ``here``."""

    def area(self, key: str) -> AreaMatch | None:
        """The area that a heading names."""


@dataclass(slots=True)
class Claim:
    """A passage that speaks for a criterion."""

    passage: Passage
    match: Match
    standing: Standing
    rule: str


@dataclass(slots=True)
class Gathered:
    """What was found for one criterion: claims, the sections headed by it, and every passage with its score."""

    claims: list[Claim] = field(default_factory=list)
    blocks: list[tuple[Extent, Claim]] = field(default_factory=list)
    near: list[tuple[float, Passage]] = field(default_factory=list)


class PlanReading:
    """One plan while it is assessed."""

    def __init__(self, material: Material, namer: Namer) -> None:
        self.material = material
        self.passages = passages = material.passages
        self.outline = Outline(material.sections)
        self._namer = namer
        self._starts = [passage.start for passage in passages]
        self._numbers = {passage.start: number for number, passage in enumerate(passages)}
        self._area_of = self._areas_by_section()
        self._row_areas = self._areas_by_row()
        self._rows = self._labelled_rows()
        self._owned_rows = frozenset(owner.row for owner in material.owners if owner.row is not None and owner.binds)
        self.unheard: dict[str, int] = {}  # by area: the tasks under its heading in which no criterion was found
        self._chains: dict[str | None, tuple[Extent, ...]] = {}
        self._contexts: dict[str | None, frozenset[str]] = {}
        self._kinds: dict[str | None, str | None] = {}
        self._areas = frozenset(namer.areas.values())
        self._inferred: dict[str, frozenset[str]] = {}  # by section; nothing yet while the headings alone tell
        self._inferred = self._areas_by_content()
        self._contexts.clear()

    def chain(self, passage: Passage) -> tuple[Extent, ...]:
        """The sections around a passage, from inside out."""
        known = self._chains.get(passage.section)
        if known is None:
            innermost = self.outline.by_id.get(passage.section) if passage.section else None
            known = self._chains[passage.section] = tuple(self.outline.chain(innermost))
        return known

    def gather(self, codes: tuple[str, ...]) -> dict[str, Gathered]:
        """What speaks for each of ``codes``."""
        gathered = {code: Gathered() for code in codes}
        near = {code: each.near for code, each in gathered.items()}
        for passage in self.passages:
            if is_formula(passage.key):
                continue
            here = self._context(passage)
            if passage.kept and not here:
                here = self._areas  # an item to keep up is the name of a criterion, whatever its area
            found = self._namer.named(passage, here)
            if not found.claims:
                for code, score in found.near:
                    near[code].append((score, passage))
                if here and self._tells_task(passage):
                    for area in here:
                        self.unheard[area] = self.unheard.get(area, 0) + 1
                continue
            whole_areas = {match.criterion for match in found.claims if self._names_area(passage, match)}
            for code, score in found.near:
                near[code].append((_OF_AREA * score if code in whole_areas else score, passage))
            for match in found.claims:
                if match.criterion not in whole_areas:
                    self._claim(gathered[match.criterion], passage, match)
        for each in gathered.values():
            if each.blocks:
                self._fill_blocks(each)
            self._fill_rows(each)
        return gathered

    def missing_annexes(self) -> tuple[str, ...]:
        """The labels of absent annexes to which the plan leaves what it should say (R10)."""
        return tuple(annex.label for annex in self.material.absent if self._defers(annex))

    def clauses(self) -> list[tuple[Passage, frozenset[str]]]:
        """All clauses with the areas that the headings above them name, those of the body first."""
        found = [passage for passage in self.passages if passage.form is Form.CLAUSE]
        found.sort(key=lambda passage: passage.part is not Part.BODY)
        return [(passage, self._context(passage)) for passage in found]

    def tail(self, passage: Passage) -> tuple[Passage, ...]:
        """The clause behind ``passage`` where it only tells by when: "...; hoàn thành trong quý I"."""
        index = self._numbers[passage.start] + 1
        if index < len(self.passages):
            following = self.passages[index]
            same = following.section == passage.section and following.form is Form.CLAUSE
            by_when = lexicon.tasks().by_when
            if same and (following.key.startswith(by_when) or passage.key.endswith(by_when)):
                return (following,)
        return ()

    def _areas_by_section(self) -> dict[str, AreaMatch]:
        found: dict[str, AreaMatch] = {}
        for passage in self.passages:
            if passage.form is Form.HEADING and passage.section and not passage.row:
                match = self._namer.area(passage.key)
                known = found.get(passage.section)
                if match is not None and (known is None or match.score > known.score):
                    found[passage.section] = match
        return found

    def _areas_by_row(self) -> dict[tuple[int, int], AreaMatch | None]:
        """The area that the nearest heading row above names, by row of a table."""
        found: dict[tuple[int, int], AreaMatch | None] = {}
        current: AreaMatch | None = None
        table: int | None = None
        for passage in self.passages:
            if passage.row is None:
                continue
            if passage.row[0] != table:
                table, current = passage.row[0], None
            if passage.form is Form.HEADING:
                current = self._namer.area(passage.key) or current
            found[passage.row] = current
        return found

    def _labelled_rows(self) -> dict[tuple[int, int], list[Passage]]:
        """The passages of each row, its label first: numbers in front do not count."""
        rows: dict[tuple[int, int], list[Passage]] = {}
        for passage in self.passages:
            if passage.row is not None and (passage.row in rows or any(map(str.isalpha, passage.key))):
                rows.setdefault(passage.row, []).append(passage)
        return rows

    def _context(self, passage: Passage) -> frozenset[str]:
        """The areas that the headings above the passage name."""
        known = self._contexts.get(passage.section)
        if known is None:
            above, named = self.chain(passage), self._area_of
            known = frozenset([named[section.id].code for section in above if section.id in named])
            known = known or self._inferred_context(above)
            self._contexts[passage.section] = known
        row = self._row_areas.get(passage.row) if passage.row else None
        return known if row is None else frozenset({row.code})

    def _inferred_context(self, inside_out: Sequence[Extent]) -> frozenset[str]:
        """The areas that the content of the nearest of some sections speaks for."""
        inferred = self._inferred
        return next((inferred[section.id] for section in inside_out if section.id in inferred), frozenset())

    def _areas_by_content(self) -> dict[str, frozenset[str]]:
        """The areas that sections are about whose headings name none, by the criteria found in them: where several
        criteria of one area are named, what is said between them is about the area, too."""
        named: dict[str, set[str]] = {}
        for passage in self.passages:
            if passage.part is Part.BODY and passage.form is Form.CLAUSE and not self._context(passage):
                sure = [match.criterion for match in self._namer.named(passage, frozenset()).claims]
                for section in self.chain(passage) if sure else ():
                    named.setdefault(section.id, set()).update(sure)
        return {section: areas for section, codes in named.items() if (areas := self._main_areas(codes))}

    def _main_areas(self, codes: Collection[str]) -> frozenset[str]:
        """The one or two areas to which most of ``codes`` belong; none where they come from everywhere."""
        counts = Counter(self._namer.areas.get(code) for code in codes)
        main = [area for area, count in counts.items() if area and count >= _SEVERAL]
        told = sum(counts[area] for area in main)
        return frozenset(main) if len(main) <= 2 and told >= _MOST * len(codes) else frozenset()

    def _names_area(self, passage: Passage, match: Match) -> bool:
        """Whether a heading names a whole area rather than the criterion."""
        area = self._row_areas.get(passage.row) if passage.row else self._area_of.get(passage.section or "")
        if passage.form is not Form.HEADING or area is None:
            return False
        places = match.places
        return (area.covered & places).bit_count() >= 0.7 * places.bit_count()

    def _claim(self, gathered: Gathered, passage: Passage, match: Match) -> None:
        # What names the criterion only here is often its means: "phát trên cụm loa" is the task, no mere channel.
        first = 0 if match.kind is Kind.HERE else match.first
        standing, rule = judge(passage, first, match.last)
        if standing is Standing.TASK and (why := _BARE.get(self._kind_of(passage) or "")):
            standing, rule = Standing.NAMED, why
        if rule == "R1" and (self._carried_on(passage) or self._has_owner(passage)):
            standing, rule = Standing.TASK, "R3-T1"
        claim = Claim(passage, match, standing, rule)
        gathered.claims.append(claim)
        if (
            standing is Standing.HEADING
            and passage.section
            and not passage.row
            and passage.part in (Part.BODY, Part.ANNEX)
        ):
            gathered.blocks.append((self.outline.by_id[passage.section], claim))

    def _fill_blocks(self, gathered: Gathered) -> None:
        """A block headed by the criterion speaks for it with all it holds (R8)."""
        taken = {claim.passage.start for claim in gathered.claims if claim.standing is Standing.TASK}
        for section, heading in gathered.blocks:
            before = len(gathered.claims)
            first, last = bisect_left(self._starts, section.start), bisect_left(self._starts, section.end)
            for passage in self.passages[first:last]:
                if passage.start not in taken and self._tells_task(passage):
                    taken.add(passage.start)
                    gathered.claims.append(Claim(passage, heading.match, Standing.TASK, "R8"))
            if len(gathered.claims) == before and not taken and opens_with_doing(heading.passage.key):
                gathered.claims.append(Claim(heading.passage, heading.match, Standing.TASK, "R3-T1"))

    def _fill_rows(self, gathered: Gathered) -> None:
        """A row of a table that a criterion labels speaks for it with all its tasks, as a block does (R8)."""
        taken = {claim.passage.start for claim in gathered.claims if claim.standing is Standing.TASK}
        for label in [claim for claim in gathered.claims if claim.passage.row and claim.rule in _LABELS]:
            row = self._rows[label.passage.row] if label.passage.row else []
            if not row or row[0] is not label.passage:
                continue
            for passage in row[1:]:
                if passage.start not in taken and is_task(passage):
                    taken.add(passage.start)
                    gathered.claims.append(Claim(passage, label.match, Standing.TASK, "R8"))

    def _carried_on(self, passage: Passage) -> bool:
        """Whether the clause goes on with what a verb of doing opened before the semicolon."""
        index = self._numbers[passage.start] - 1
        before = self.passages[index] if index >= 0 else passage
        if before.section != passage.section or not is_task(before) or not opens_with_doing(before.key):
            return False
        return self.material.document.text[before.end : passage.start].strip() == ";"

    def _has_owner(self, passage: Passage) -> bool:
        """Whether it stands in a row of a task table that somebody is put in charge of, and names none of them."""
        if passage.row is None or passage.row not in self._owned_rows:
            return False
        return not any(owner.start <= passage.start < owner.end for owner in self.material.owners)

    def _tells_task(self, passage: Passage) -> bool:
        """Whether the passage tells to do something, where its part of the block does so, too."""
        return is_task(passage) and self._kind_of(passage) in (None, "measures")

    def _kind_of(self, passage: Passage) -> str | None:
        """Which part of a block a passage belongs to: goal, measures, owner, time or shortcomings."""
        if passage.section not in self._kinds:
            titles = [section.title for section in self.chain(passage) if section.title]
            told = (kind for title in titles for kind in _PARTS if is_titled(title, kind))
            self._kinds[passage.section] = next(told, None)
        return self._kinds[passage.section]

    def _defers(self, annex: Absent) -> bool:
        words = lexicon.tasks()
        offset = annex.start
        for passage in self.passages:
            if passage.start <= offset <= passage.end + _BEHIND and passage.part in (Part.BODY, Part.ISSUING):
                clause = fold(self.material.document.text[passage.start : annex.end + _BEHIND])
                nearby = clause[max(0, offset - passage.start - _BEHIND) :]
                if any(phrase in clause for phrase in words.deferral):
                    return not any(phrase in nearby for phrase in words.trivial_annexes)
        return False
