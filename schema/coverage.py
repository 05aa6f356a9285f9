"""Coverage: what a unit's plan says about a criterion, with the passages that say so, or the proof that none does."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from schema.document import Evidence, Grade


class Status(StrEnum):
    """The eight statuses of contract §4."""

    NOT_SUBMITTED = "not_submitted"
    UNREADABLE = "unreadable"
    UNADDRESSED = "unaddressed"
    UNKNOWN = "unknown"
    MENTIONED = "mentioned"
    PLANNED = "planned"
    ACTIONABLE = "actionable"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """What an officer reads."""
        return _LABELS[self]

    @property
    def addressed(self) -> bool:
        """Whether the plan speaks of the criterion at all."""
        return self in (Status.MENTIONED, Status.PLANNED, Status.ACTIONABLE)


_LABELS = {
    Status.NOT_SUBMITTED: "chưa gửi kế hoạch",
    Status.UNREADABLE: "không đọc được",
    Status.UNADDRESSED: "bỏ trống",
    Status.UNKNOWN: "chưa rõ (thiếu phụ lục)",
    Status.MENTIONED: "có nhắc",
    Status.PLANNED: "có nhiệm vụ",
    Status.ACTIONABLE: "đủ rõ",
    Status.NOT_APPLICABLE: "không áp dụng",
}


class Standing(StrEnum):
    """What a passage is for a criterion."""

    NAMED = "named"
    TASK = "task"
    TARGET = "target"
    OWNER = "owner"
    DEADLINE = "deadline"
    HEADING = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Has:
    """What the plan gives the criterion."""

    task: bool = False
    target: bool = False
    owner: bool = False
    deadline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One passage that speaks for the status. why: in Vietnamese, what matched; score: 1 is the threshold."""

    evidence: Evidence
    standing: Standing
    rule: str
    why: str
    score: float | None = None
    section: str | None = None


# From this score on a passage comes near a criterion; what scores less shares a word or two with its name.
NEAR_FROM = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A passage that came near without matching, or the next best where none did (score below ``NEAR_FROM``). why: in
    Vietnamese, who says so where the rules did not, or that nothing is shared."""

    evidence: Evidence
    score: float
    section: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What was searched: the version of the document by its checksum, how well it reads, how much of it."""

    document: str
    sha256: str
    grade: Grade
    passages: int
    zones: tuple[str, ...]
    nearest: tuple[Near, ...] = ()
    annexes_missing: tuple[str, ...] = ()

    @property
    def nothing_near(self) -> bool:
        """Whether no passage comes near: those shown are the next best, and say little."""
        return all(near.score < NEAR_FROM for near in self.nearest)


class Decision(StrEnum):
    """What a person decided on a cell."""

    CONFIRMED = "confirmed"
    OVERRULED = "overruled"
    NOT_APPLICABLE = "not_applicable"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """Who decided what, when and why. status: the status decided on. quote: the passage the decision was made on, or
    attached by it; conflict: in Vietnamese, what has changed since."""

    by: str
    at: str
    decision: Decision
    note: str | None = None
    status: Status | None = None
    quote: str | None = None
    conflict: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The coverage of one criterion by one unit. doubtful: the evidence lies near the threshold; a person should look.
    machine: what the program says where a person decided otherwise."""

    unit: str
    criterion: str
    status: Status
    has: Has
    evidence: tuple[Ground, ...]
    searched: Searched | None
    confidence: float
    doubtful: bool = False
    reviewed: Reviewed | None = None
    machine: Status | None = None


def cell_json(cell: Cell) -> dict[str, Any]:
    """``cell`` as contract §4 gives it in JSON; plain data, so a store may keep it."""
    return asdict(cell)
