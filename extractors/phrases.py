"""Phrases of a lexicon as patterns for folded text, sign by sign, and many of them as one pattern."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from schema.text import fold


def exact_signs(phrase: str, space: str = r"\s+") -> list[str]:
    """The pattern of ``phrase`` sign by sign; ``space`` is the pattern between two words."""
    return [space if char == " " else re.escape(char) for char in " ".join(fold(phrase).split())]


def longest_of(phrases: Iterable[Sequence[str]]) -> str:
    """A pattern for any of ``phrases``, each given sign by sign; the longest first, a shared beginning tried once.

    ``re`` tries alternatives one by one, and a lexicon has hundreds of them.
    """
    tree: dict[str, Any] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        node = tree
        for sign in phrase:
            node = node.setdefault(sign, {})
        node.setdefault("", {})  # it may end here
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    branches = [sign + _branches(below) for sign, below in tree.items()]
    return f"(?:{'|'.join(branches)})" if len(branches) > 1 else "".join(branches)
