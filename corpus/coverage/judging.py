"""From what was gathered to a judgement: status, grounds, confidence, and what was searched."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from operator import itemgetter

from corpus.coverage.gathering import Claim, Gathered, PlanReading
from corpus.coverage.granted import Granted
from corpus.coverage.kinds import Kind
from corpus.coverage.material import Given
from corpus.coverage.passages import Passage
from corpus.coverage.places import Part
from corpus.coverage.remote import Clauses, Remote
from corpus.coverage.verdict import HAS, Close, Judgement, Said, Verdict
from schema.coverage import Has, Standing, Status
from schema.document import Grade

_DOUBT = (0.78, 1.05)  # a best score between these goes to review
# How often a criterion was really addressed at a best score: measured on the gold cells and on 790 cells of plans and
# sets made for it, read with the usage of the genre and, for plans in words that it lacks, without; in between, a line.
_CALIBRATION = (
    (0.0, 0.05),
    (0.3, 0.07),
    (0.5, 0.12),
    (0.75, 0.2),
    (0.85, 0.38),
    (0.92, 0.55),
    (1.0, 0.8),
    (1.06, 0.92),
    (1.11, 0.97),
    (1.3, 0.99),
)
# The same where nothing but the name of the criterion is known: the same cells, read without the usage of the genre.
_NAME_ALONE = (
    (0.0, 0.15),
    (0.2, 0.3),
    (0.3, 0.38),
    (0.6, 0.45),
    (0.75, 0.6),
    (0.95, 0.7),
    (1.0, 0.8),
    (1.06, 0.92),
    (1.11, 0.97),
    (1.3, 0.99),
)
_SUSPECT = 0.25  # ... where a task under the heading of the area says something that no criterion explains
_FAIR = 0.9  # what a document that reads only fairly takes off the confidence
_NEAREST = 3
_NOTHING_SHARED = "không có chữ nào chung với tên tiêu chí"
_place = itemgetter(0, 3)  # of what was Said: where it begins, and its standing

_KINDS = {
    Kind.NAME: "khớp tên tiêu chí",
    Kind.FACET: "khớp một vế của tên tiêu chí",
    Kind.ALIAS: "khớp tên gọi khác",
    Kind.USAGE: "khớp cách nói thường dùng",
    Kind.HERE: "khớp cách nói thường dùng dưới đề mục của lĩnh vực",
    Kind.EXAMPLE: "giống đoạn đã được xác nhận",
}
_GRANTED = {
    Standing.OWNER: ("R5", "người, bộ phận được giao việc này"),
    Standing.DEADLINE: ("R7", "thời hạn của nội dung này"),
    Standing.TARGET: ("R6", "chỉ tiêu đo chính tiêu chí này"),
}
_NAMED_ONLY = {
    "R0": "chỉ nêu ở câu ban hành hoặc câu kết",
    "R2": "chỉ nêu ở phần mục đích, yêu cầu",
    "R3-T2": "nằm trong danh sách tiêu chí tiếp tục duy trì",
    "R3-T3": "chỉ nêu mức cần đạt, không nêu việc phải làm",
    "R4": "chỉ nêu như phương tiện, nguyên nhân hoặc ví dụ",
    "R5": "đề nghị tổ chức khác giám sát",
    "R8": "thuộc mục mang tên tiêu chí",
    "R9": "nói về việc thực hiện chính kế hoạch này",
}


_MEASURED = (Part.BODY, Part.ANNEX, Part.PURPOSE)
_Keyed = tuple[tuple[int, int, Standing], Said]


class Judge:
    """Judges one plan. suspect: areas with tasks that no criterion explains; what seems absent there is doubtful;
    remote: finds the next best passages where none comes near."""

    def __init__(self, reading: PlanReading, suspect: frozenset[str], remote: Remote) -> None:
        self._suspect = suspect
        self._remote = remote
        self._reading = reading
        self._granted = Granted(reading)
        self._clauses: Clauses | None = None  # read where something seems absent
        self._owned: dict[tuple[int, Standing], Sequence[_Keyed]] = {}
        self._missing = reading.missing_annexes()
        self._readable = 1.0 if reading.material.document.grade is Grade.GOOD else _FAIR

    def verdict(self, judgements: tuple[Judgement, ...]) -> Verdict:
        """``judgements`` with what was searched for them."""
        passages = self._reading.passages
        return Verdict(
            document=self._reading.material.document,
            passages=len(passages),
            zones=tuple(dict.fromkeys(passage.part.value for passage in passages)),
            annexes_missing=self._missing,
            judgements=judgements,
        )

    def judge(self, code: str, gathered: Gathered, area: str | None, *, heard: bool) -> Judgement:
        """The judgement on one criterion from what was gathered for it. area: the code of its area; heard: more is
        known of it than its name."""
        nearest = _each_once(sorted(gathered.near, key=itemgetter(0), reverse=True))
        best = nearest[0][0] if nearest else 0.0
        grounds = self._grounds(gathered)
        if not grounds and len(nearest) < _NEAREST:
            nearest += self._next_best(code, area, nearest)
        standings = {said.standing for said in grounds}
        status = status_of(standings) if grounds else Status.UNKNOWN if self._missing else Status.UNADDRESSED
        likely = _calibrated(best, _CALIBRATION if heard else _NAME_ALONE)
        suspected = not grounds and (area in self._suspect or (not heard and likely >= _SUSPECT))
        likely = max(likely, _SUSPECT) if suspected else likely
        return Judgement(
            code,
            status,
            has_of(standings),
            grounds,
            tuple([_close(score, found) for score, found in nearest]),
            round((likely if grounds else 1 - likely) * self._readable, 3),
            _DOUBT[0] <= best < _DOUBT[1] or suspected,
        )

    def _grounds(self, gathered: Gathered) -> tuple[Said, ...]:
        if not gathered.claims:
            return ()
        grounds: dict[tuple[int, int, Standing], Said] = {}
        headed = [_granted(Standing.TARGET, given) for given in self._granted.headed(gathered.blocks)]
        for claim in gathered.claims:
            key = (claim.passage.start, claim.passage.end, claim.standing)
            if key not in grounds:
                grounds[key] = _claimed(claim)
            for key, said in self._owners_and_dates(claim):
                grounds.setdefault(key, said)
            if claim.passage.part in _MEASURED:
                for key, said in headed:
                    grounds.setdefault(key, said)
                for figure in self._granted.targets(claim):
                    grounds.setdefault(*_granted(Standing.TARGET, figure))
        return tuple(sorted(grounds.values(), key=_place))

    def _owners_and_dates(self, claim: Claim) -> Sequence[_Keyed]:
        """Who is to do what the claim says and by when: the same for every criterion for which the passage speaks."""
        known = self._owned.get((claim.passage.start, claim.standing))
        if known is None:
            owners = (_granted(Standing.OWNER, owner) for owner in self._granted.owners(claim))
            dates = (_granted(Standing.DEADLINE, date) for date in self._granted.deadlines(claim))
            known = self._owned[claim.passage.start, claim.standing] = (*owners, *dates)
        return known

    def _next_best(
        self, code: str, area: str | None, nearest: Sequence[tuple[float, Passage]]
    ) -> list[tuple[float, Passage]]:
        """What is to be shown besides ``nearest``: those that share most with the name of the criterion, of those alike
        the ones under the area's heading first."""
        if self._clauses is None:
            self._clauses = self._remote.read(self._reading.clauses())
        shown = {passage.start for _, passage in nearest}
        most = _NEAREST + len(shown)  # some of which may be shown already
        others = self._remote.closest(code, area, self._clauses, most)
        return [entry for entry in others if entry[1].start not in shown][: _NEAREST - len(nearest)]


def _close(score: float, passage: Passage) -> Close:
    return Close(passage.start, passage.end, passage.section, round(score, 3), None if score else _NOTHING_SHARED)


def _each_once(near: Sequence[tuple[float, Passage]]) -> list[tuple[float, Passage]]:
    """The first few different passages of ``near``: a criterion and its components may have come near the same."""
    found: dict[int, tuple[float, Passage]] = {}
    for entry in near:
        found.setdefault(entry[1].start, entry)
        if len(found) == _NEAREST:
            break
    return list(found.values())


def _calibrated(score: float, measured: Sequence[tuple[float, float]]) -> float:
    """The chance that a criterion with this best score is addressed."""
    low_score, low = measured[0]
    for high_score, high in measured[1:]:
        if score < high_score:
            return low + (high - low) * (score - low_score) / (high_score - low_score)
        low_score, low = high_score, high
    return low


def status_of(standings: Collection[Standing]) -> Status:
    """What a plan says of a criterion, by what the passages are that speak for it (there is at least one)."""
    has = has_of(standings)
    if has.task and has.owner and (has.target or has.deadline):
        return Status.ACTIONABLE
    return Status.PLANNED if has.task else Status.MENTIONED


def has_of(standings: Collection[Standing]) -> Has:
    """What the passages give the criterion."""
    return HAS[
        Standing.TASK in standings,
        Standing.TARGET in standings,
        Standing.OWNER in standings,
        Standing.DEADLINE in standings,
    ]


def _granted(standing: Standing, given: Given) -> _Keyed:
    rule, why = _GRANTED[standing]
    return (given.start, given.end, standing), Said(given.start, given.end, None, standing, rule, why, None)


def _claimed(claim: Claim) -> Said:
    match, passage, rule = claim.match, claim.passage, claim.rule
    why = _why(match.kind, match.phrase, match.score, rule)
    return Said(passage.start, passage.end, passage.section, claim.standing, rule, why, round(match.score, 3))


@lru_cache(maxsize=8192)
def _why(kind: Kind, phrase: str, score: float, rule: str) -> str:
    points = f"{score:.2f}".replace(".", ",")
    why = f"{_KINDS[kind]} “{phrase}” (điểm {points})"
    aside = _NAMED_ONLY.get(rule)
    return f"{why}; {aside}" if aside else why
