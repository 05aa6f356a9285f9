"""The status of every criterion in one plan, with its grounds, or what was searched in vain."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.coverage import lexicon
from corpus.coverage.matching import Match, candidates, led_counters, named
from corpus.coverage.passages import Form, Passage
from corpus.coverage.places import Outline, Part, is_titled
from corpus.coverage.profiles import Compiled
from corpus.coverage.standing import is_formula, is_outside_supervision, is_task, judge
from corpus.coverage.words import Syllables
from schema.coverage import Cell, Ground, Has, Near, Searched, Standing, Status
from schema.document import Grade
from schema.plan import Assignment, Comparator, Deadline, DeadlineKind, Plan, Section, Target
from schema.text import bare, fold

_DOUBT = (0.88, 1.06)  # scores between these go to review
_BLOCK_DATES = frozenset({DeadlineKind.DATE, DeadlineKind.RANGE, DeadlineKind.PERIOD, DeadlineKind.PERIOD_OPEN})
_CLAUSE_DATES = frozenset({DeadlineKind.DATE, DeadlineKind.RANGE})
_BY_WHEN = re.compile(r"trước|xong|đến|chậm nhất|hoàn thành|quý|tháng")


@dataclass(slots=True)
class _Claim:
    """A passage that speaks for a criterion."""

    passage: Passage
    match: Match
    standing: Standing
    rule: str


@dataclass(slots=True)
class _Gathered:
    """All claims for one criterion, and the near misses."""

    claims: list[_Claim] = field(default_factory=list)
    near: list[tuple[float, Passage]] = field(default_factory=list)
    blocks: list[tuple[Section, _Claim]] = field(default_factory=list)


class Assessor:
    """Assesses plans against one compiled set; remembers what a clause matched, since plans share many clauses."""

    def __init__(
        self, *, compiled: Compiled, codes: Sequence[str], parents: Mapping[str, str | None], areas: Compiled | None
    ) -> None:
        self.compiled = compiled
        self.codes = tuple(codes)
        self.parents = parents
        self.areas = areas
        self._remembered: dict[str, list[Match]] = {}

    def candidates(self, key: str) -> list[Match]:
        """Every criterion that the clause ``key`` touches, undecided."""
        found = self._remembered.get(key)
        if found is None:
            found = candidates(_from_key(key), self.compiled)
            self._remembered[key] = found
        return found

    def named(self, passage: Passage, here: frozenset[str]) -> dict[str, Match]:
        """The best match of each criterion in the passage. Its lead may complete a counter-phrase."""
        found = self.candidates(passage.key)
        best = named(found, self.compiled, here)
        if passage.lead and any(match.score >= 1 for match in best.values()):
            against = led_counters(_from_key(passage.lead), _from_key(passage.key), self.compiled)
            if against:
                best = named(found, self.compiled, here, against)
        return best

    def assess(self, unit: str, plan: Plan, passages: tuple[Passage, ...]) -> tuple[Cell, ...]:
        """One cell per criterion, in the order of the set."""
        reading = _Plan(plan, passages, self)
        gathered = reading.gather()
        self._lift(gathered)
        return tuple(_cell(unit, code, gathered[code], reading) for code in self.codes)

    def _lift(self, gathered: Mapping[str, _Gathered]) -> None:
        """What speaks for a component speaks for the criterion above it as well."""
        for code in self.codes:
            above = self.parents.get(code)
            for _ in range(len(self.codes)):
                if above is None or above not in gathered:
                    break
                gathered[above].claims += gathered[code].claims
                above = self.parents.get(above)


def _from_key(key: str) -> Syllables:
    words = tuple(key.split())
    return Syllables(words=words, bare=tuple(map(bare, words)), starts=(), ends=())


class _Plan:
    """One plan while it is assessed."""

    def __init__(self, plan: Plan, passages: tuple[Passage, ...], assessor: Assessor) -> None:
        self.plan = plan
        self.passages = passages
        self.assessor = assessor
        self.outline = Outline(plan)
        self.here = self._areas_by_section()
        self.missing = tuple(
            annex.label for annex in plan.annexes if not annex.present and self._defers(annex.evidence.start)
        )

    # headings -------------------------------------------------------------------------------------------------

    def chain(self, section_id: str | None) -> Iterator[Section]:
        return self.outline.chain(self.outline.by_id.get(section_id) if section_id else None)

    def _areas_by_section(self) -> dict[str, Match]:
        """The area that a heading names, by section."""
        if self.assessor.areas is None:
            return {}
        found: dict[str, Match] = {}
        for passage in self.passages:
            if passage.form is Form.HEADING and passage.section:
                best = named(candidates(_from_key(passage.key), self.assessor.areas), self.assessor.areas, frozenset())
                for match in best.values():
                    known = found.get(passage.section)
                    if match.score >= 1 and (known is None or match.score > known.score):
                        found[passage.section] = match
        return found

    def context(self, passage: Passage) -> frozenset[str]:
        """The areas that the headings above name."""
        return frozenset(self.here[section.id].criterion for section in self.chain(passage.section) if section.id in self.here)

    # matching -------------------------------------------------------------------------------------------------

    def gather(self) -> dict[str, _Gathered]:
        gathered = {code: _Gathered() for code in self.assessor.codes}
        for passage in self.passages:
            if is_formula(passage.key):
                continue
            best = self.assessor.named(passage, self.context(passage))
            for code, match in best.items():
                self._claim(gathered[code], passage, match)
        for code in self.assessor.codes:
            self._fill_blocks(gathered[code])
        return gathered

    def _claim(self, gathered: _Gathered, passage: Passage, match: Match) -> None:
        gathered.near.append((match.score, passage))
        if match.score < 1 or self._names_area(passage, match):
            return
        standing, rule = judge(passage, match.first, match.last)
        if standing is Standing.TASK and is_outside_supervision(passage, match.first):
            standing, rule = Standing.NAMED, "R5"
        claim = _Claim(passage, match, standing, rule)
        gathered.claims.append(claim)
        if standing is Standing.HEADING and passage.section and passage.part in (Part.BODY, Part.ANNEX):
            gathered.blocks.append((self.outline.by_id[passage.section], claim))

    def _names_area(self, passage: Passage, match: Match) -> bool:
        """Whether a heading names a whole area rather than the criterion."""
        if passage.form is not Form.HEADING or passage.section not in self.here:
            return False
        area = self.here[passage.section]
        shared = len(set(area.places) & set(match.places))
        return shared >= 0.7 * len(match.places) and match.score < area.score + 0.3

    def _fill_blocks(self, gathered: _Gathered) -> None:
        """A block headed by the criterion speaks for it with all it holds (R8)."""
        taken = {claim.passage.start for claim in gathered.claims if claim.standing is Standing.TASK}
        for section, heading in gathered.blocks:
            for passage in self.passages:
                if (
                    section.start <= passage.start < section.end
                    and passage.start not in taken
                    and is_task(passage)
                    and self.kind_of(passage) not in ("goal", "owner", "time")
                ):
                    taken.add(passage.start)
                    gathered.claims.append(_Claim(passage, heading.match, Standing.TASK, "R8"))

    def kind_of(self, passage: Passage) -> str | None:
        """Which part of a block a passage belongs to: goal, measures, owner or time."""
        for section in self.chain(passage.section):
            if section.title:
                for kind in ("goal", "measures", "owner", "time"):
                    if is_titled(section.title, kind):
                        return kind
        return None

    def _defers(self, offset: int) -> bool:
        """Whether the plan leaves content to the annex that it names at ``offset`` (R10)."""
        for passage in self.passages:
            if passage.start <= offset <= passage.end + 60 and passage.part in (Part.BODY, Part.ISSUING):
                clause = fold(self.plan.document.text[max(0, passage.start - 200) : offset + 60])
                if any(words in clause for words in lexicon.tasks().deferral):
                    return True
        return False

    # what a claim gives -----------------------------------------------------------------------------------------

    def block_of(self, passage: Passage, kind: str) -> Section | None:
        """The section of ``kind`` ("owner", "time") in the smallest block around the passage."""
        for section in self.chain(passage.section):
            for child in self.outline.children.get(section.id, ()):
                if child.title and is_titled(child.title, kind):
                    return child
        return None

    def owners(self, claim: _Claim) -> list[Assignment]:
        passage = claim.passage
        if claim.standing not in (Standing.TASK, Standing.HEADING):
            return []
        own = [found for found in self.plan.assignments if not found.soft and found.parties and _about(found, passage)]
        if own or claim.standing is Standing.HEADING:
            return own
        block = self.block_of(passage, "owner")
        if block is None:
            return []
        return [found for found in self.plan.assignments if block.start <= found.evidence.start < block.end]

    def deadlines(self, claim: _Claim) -> list[Deadline]:
        passage = claim.passage
        if claim.standing is not Standing.TASK:
            return []
        own = [found for found in self.plan.deadlines if _about(found, passage) and _binds(found)]
        block = self.block_of(passage, "time")
        if block is not None:
            own += [
                found
                for found in self.plan.deadlines
                if block.start <= found.evidence.start < block.end and found.kind in _BLOCK_DATES
            ]
        return own

    def targets(self, claim: _Claim, blocks: list[Section]) -> list[Target]:
        found = []
        for target in self.plan.targets:
            if not _measures(target):
                continue
            inside = any(block.start <= target.evidence.start < block.end for block in blocks)
            if inside or (
                _about_span(target.evidence.start, target.evidence.end, claim.passage) and self._metric(target, claim)
            ):
                found.append(target)
        return found

    def _metric(self, target: Target, claim: _Claim) -> bool:
        """Whether the figure measures the criterion: the words that named it stand where the figure stands."""
        starts = claim.passage.starts
        return any(
            target.evidence.start <= starts[place] < target.evidence.end + 40
            for place in claim.match.places
            if place < len(starts)
        )


def _about(item: Assignment | Deadline, passage: Passage) -> bool:
    if item.task_row is not None and item.task_row == passage.row:
        return True
    return _about_span(item.evidence.start, item.evidence.end, passage)


def _about_span(start: int, end: int, passage: Passage) -> bool:
    return start < passage.end and passage.start < end


def _binds(deadline: Deadline) -> bool:
    if deadline.kind in _CLAUSE_DATES or deadline.task_row is not None:
        return True
    return deadline.kind is DeadlineKind.PERIOD and bool(_BY_WHEN.match(fold(deadline.evidence.quote)))


def _measures(target: Target) -> bool:
    """Whether it is a target by R6: a figure, or a comparison with a stated base."""
    return target.value is not None or target.baseline is not None or target.comparator is Comparator.BETTER_THAN


# the cell -------------------------------------------------------------------------------------------------------


def _cell(unit: str, code: str, gathered: _Gathered, reading: _Plan) -> Cell:
    searched = _searched(gathered, reading)
    best = max((score for score, _ in gathered.near), default=0.0)
    doubtful = _DOUBT[0] <= best < _DOUBT[1]
    confidence = 1 / (1 + math.exp(-7 * (best - 0.97)))
    if not gathered.claims:
        status = Status.UNKNOWN if reading.missing else Status.UNADDRESSED
        return Cell(
            unit=unit,
            criterion=code,
            status=status,
            has=Has(),
            evidence=(),
            searched=searched,
            confidence=round(_graded(1 - confidence, reading), 3),
            doubtful=doubtful,
        )
    has, grounds = _grounds(gathered, reading)
    return Cell(
        unit=unit,
        criterion=code,
        status=_status(has),
        has=has,
        evidence=grounds,
        searched=searched,
        confidence=round(_graded(confidence, reading), 3),
        doubtful=doubtful,
    )


def _graded(confidence: float, reading: _Plan) -> float:
    return confidence * (1.0 if reading.plan.document.grade is Grade.GOOD else 0.9)


def _status(has: Has) -> Status:
    if has.task and has.owner and (has.target or has.deadline):
        return Status.ACTIONABLE
    return Status.PLANNED if has.task else Status.MENTIONED


def _grounds(gathered: _Gathered, reading: _Plan) -> tuple[Has, tuple[Ground, ...]]:
    grounds: dict[tuple[int, int, Standing], Ground] = {}
    blocks = [section for section, _ in gathered.blocks]
    for claim in sorted(gathered.claims, key=lambda found: found.passage.start):
        _put(grounds, reading, claim.passage.start, claim.passage.end, claim.standing, claim.rule, claim)
        for owner in reading.owners(claim):
            _put(grounds, reading, owner.evidence.start, owner.evidence.end, Standing.OWNER, "R5", None)
        for deadline in reading.deadlines(claim):
            _put(grounds, reading, deadline.evidence.start, deadline.evidence.end, Standing.DEADLINE, "R7", None)
        if claim.passage.part in (Part.BODY, Part.ANNEX):
            for target in reading.targets(claim, blocks):
                _put(grounds, reading, target.evidence.start, target.evidence.end, Standing.TARGET, "R6", None)
    standings = {ground.standing for ground in grounds.values()}
    has = Has(
        task=Standing.TASK in standings,
        target=Standing.TARGET in standings,
        owner=Standing.OWNER in standings,
        deadline=Standing.DEADLINE in standings,
    )
    return has, tuple(sorted(grounds.values(), key=lambda ground: (ground.evidence.start, ground.standing)))


_KIND_WHY = {
    "name": "khớp tên tiêu chí",
    "facet": "khớp một vế của tên tiêu chí",
    "alias": "khớp tên gọi khác",
    "example": "giống đoạn đã được xác nhận",
}
_STANDING_WHY = {
    Standing.OWNER: "người, bộ phận được giao việc này",
    Standing.DEADLINE: "thời hạn của nội dung này",
    Standing.TARGET: "chỉ tiêu đo chính tiêu chí này",
}


def _put(
    grounds: dict[tuple[int, int, Standing], Ground],
    reading: _Plan,
    start: int,
    end: int,
    standing: Standing,
    rule: str,
    claim: _Claim | None,
) -> None:
    if claim is None:
        why, score, section = _STANDING_WHY[standing], None, None
    else:
        why = f"{_KIND_WHY[claim.match.kind]} “{claim.match.phrase}” (điểm {claim.match.score:.2f})".replace(".", ",")
        if rule == "R8":
            why = f"thuộc mục mang tên tiêu chí; {why}"
        score, section = round(claim.match.score, 3), claim.passage.section
    key = (start, end, standing)
    if key not in grounds:
        grounds[key] = Ground(
            evidence=reading.plan.document.cite(start, end),
            standing=standing,
            rule=rule,
            why=why,
            score=score,
            section=section,
        )


def _searched(gathered: _Gathered, reading: _Plan) -> Searched:
    document = reading.plan.document
    nearest = sorted(gathered.near, key=lambda found: (-found[0], found[1].start))[:3]
    return Searched(
        document=document.source.name,
        sha256=document.source.sha256,
        grade=document.grade,
        passages=len(reading.passages),
        zones=tuple(dict.fromkeys(str(passage.part) for passage in reading.passages)),
        nearest=tuple(
            Near(evidence=document.cite(passage.start, passage.end), score=round(score, 3), section=passage.section)
            for score, passage in nearest
        ),
        annexes_missing=reading.missing,
    )
