"""The ledger of an import: what became of every file, exactly once."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a file; ``discovered`` is the sum of these."""

    LOADED = "loaded"
    DUPLICATE = "duplicate"
    SUPERSEDED = "superseded"
    REFUSED = "refused"
    FAILED = "failed"


class Reason(StrEnum):
    """Why a file was not simply loaded (contract §2)."""

    UNSUPPORTED_FORMAT = "unsupported_format"
    EMPTY = "empty"
    CORRUPT = "corrupt"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    NEEDS_OCR = "needs_ocr"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    NOT_A_PLAN = "not_a_plan"
    SAME_BYTES = "same_bytes"
    NEWER_VERSION_LOADED = "newer_version_loaded"
    TOOL_MISSING = "tool_missing"
    UNREADABLE_TEXT = "unreadable_text"


# The next step of a file whose plan is counted already.
NOTHING_TO_DO = "Không cần làm gì thêm."


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """One line of the ledger. plan: the id of the stored plan, where there is one."""

    name: str
    sha256: str
    outcome: Outcome
    reason: Reason | None = None
    message: str | None = None
    next_step: str | None = None
    plan: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One import run and the record of every file it discovered."""

    run: int
    files: tuple[FileRecord, ...]

    def count(self, outcome: Outcome) -> int:
        return sum(record.outcome is outcome for record in self.files)

    @property
    def discovered(self) -> int:
        return len(self.files)
