"""Where in a plan a passage stands: its section, the headings above it, and the part of the plan (rules R0, R2)."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Generic, Protocol, TypeVar

from corpus.coverage import lexicon
from extractors.outline import HEADER_ZONE
from schema.plan import Zone
from schema.text import fold

_UNREAD = frozenset({HEADER_ZONE, Zone.RECIPIENTS.value, Zone.SIGNATURE.value})
_DEPTH = 12  # no plan nests deeper; a broken parent chain must not loop


class Part(StrEnum):
    """Which part of a plan a passage stands in. Title, bases, recipients and signature are no part."""

    ISSUING = "issuing"  # the sentence in which the unit issues the plan
    PURPOSE = "purpose"  # mục đích, yêu cầu: may only name (R2)
    BODY = "body"
    CLOSING = "closing"
    ANNEX = "annex"


@lru_cache(maxsize=8192)
def is_titled(title: str, kind: str) -> bool:
    """Whether a heading consists of the words of ``kind`` alone ("Mục đích, yêu cầu" for "purpose")."""
    rest = " ".join(re.findall(r"\w+", fold(title)))
    for phrase in sorted(lexicon.tasks().titles[kind], key=len, reverse=True):
        rest = re.sub(rf"\b{re.escape(phrase)}\b", "", rest)
    return not re.sub(r"\b(và|của|chung|cụ thể|các|những|một số|còn|chủ yếu|cần|đạt)\b|\W|_", "", rest)


class Titled(Protocol):
    """A section, whole or as far as coverage looks at it."""

    @property
    def id(self) -> str:
        """The path of its markers, or a Zone value."""

    @property
    def parent(self) -> str | None:
        """The id of the section around it."""

    @property
    def title(self) -> str | None:
        """Its heading."""

    @property
    def start(self) -> int:
        """Where it begins, with all that belongs to it."""

    @property
    def end(self) -> int:
        """Where it ends."""


S = TypeVar("S", bound=Titled)


def _is_purpose(section: Titled) -> bool:
    """Whether a section states purposes: by its title, or as a whole part of the plan that states its goals."""
    if not section.title:
        return False
    return is_titled(section.title, "purpose") or (section.parent is None and is_titled(section.title, "aims"))


class Outline(Generic[S]):
    """The sections of a plan, looked up by offset and by id."""

    def __init__(self, sections: Sequence[S]) -> None:
        self.sections = sorted(sections, key=lambda section: (section.start, -section.end))
        self._starts = [section.start for section in self.sections]
        self.by_id = {section.id: section for section in sections}
        self.children: dict[str | None, list[S]] = {}
        for section in self.sections:
            self.children.setdefault(section.parent, []).append(section)

    @cached_property
    def _purpose(self) -> frozenset[str]:
        return frozenset(section.id for section in self.sections if _is_purpose(section))

    def at(self, offset: int) -> S | None:
        """The innermost section that holds ``offset``."""
        for index in range(bisect_right(self._starts, offset) - 1, -1, -1):
            if offset < self.sections[index].end:
                return self.sections[index]
        return None

    def chain(self, section: S | None) -> Iterator[S]:
        """``section`` and those around it, from inside out."""
        for _ in range(_DEPTH):
            if section is None:
                return
            yield section
            section = self.by_id.get(section.parent) if section.parent else None

    def part(self, section: S | None) -> Part | None:
        """The part of the plan; None for what nobody reads. A plan without any section is all body."""
        if section is None:
            return None if self.sections else Part.BODY
        if section.id in _UNREAD:
            return None
        if section.id == Zone.PREAMBLE:
            return Part.ISSUING
        if section.id == Zone.CLOSING or section.id.endswith(f".{Zone.CLOSING}"):
            return Part.CLOSING
        chain = [found.id for found in self.chain(section)]
        if chain[-1].startswith("PL"):
            return Part.ANNEX
        return Part.PURPOSE if self._purpose & set(chain) else Part.BODY
