"""The bytes of one file as they came, or where they lie, and the only error a reader may raise."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from schema.errors import KehoachError
from schema.ledger import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBytes:
    """One file in memory. name: as a person knows it, with its suffix (a ZIP member: "thu-muc.zip/ke-hoach.docx")."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file on this machine, hashed and not kept in memory: whoever reads it loads it. name: as of SourceBytes."""

    name: str
    path: Path
    sha256: str


class ReadError(KehoachError):
    """A file that cannot be read: the ledger's reason, and message and next step in Vietnamese.

    seconds: how long it was read until then, told by who waited for it.
    """

    def __init__(self, reason: Reason, message: str, next_step: str) -> None:
        super().__init__(message, next_step)
        self.args = (reason, message, next_step)  # how an exception is pickled on its way out of a child
        self.reason = reason
        self.seconds = 0.0
