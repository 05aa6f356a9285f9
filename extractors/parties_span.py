"""The span of a party in a text."""

from typing import NamedTuple


class PartySpan(NamedTuple):
    """A party at ``[start, end)``; code None for one outside the lexicon's codes."""

    start: int
    end: int
    code: str | None
