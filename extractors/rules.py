"""Extraction rules that carry their own examples, and how Vietnamese cue words become patterns.

Patterns are matched against ``Reading.folded``: lower case, one spelling, one space width per character, line
breaks only between paragraphs. Write pattern words in lower case.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from extractors.phrases import exact_signs, longest_of
from extractors.tolerant import before_any
from schema.text import fold_spelling


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A named pattern. ``examples`` must match somewhere, ``counter_examples`` nowhere (one test proves all rules)."""

    name: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = field(default=())

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(fold_spelling(self.pattern))

    def finditer(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        return self.compiled.finditer(folded, start, len(folded) if end is None else end)

    def search(self, folded: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        return self.compiled.search(folded, start, len(folded) if end is None else end)


def words(phrase: str) -> str:
    """A pattern for ``phrase`` as whole words with any run of spaces between them."""
    return rf"(?<!\w){''.join(exact_signs(phrase))}(?!\w)"


def any_of(*phrases: str) -> str:
    """A pattern for any of ``phrases`` as whole words, longest first."""
    return rf"(?:{before_any(*phrases)}(?<!\w){longest_of(map(exact_signs, phrases))}(?!\w))"
