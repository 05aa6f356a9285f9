"""The vocabulary of the warnings, read once from ``extractors/lexicon/warning_words.yaml``."""

from functools import cache
from pathlib import Path

from extractors.phrases import exact_signs, longest_of
from schema.lexicon_files import read_lexicon
from schema.text import fold


@cache
def _lists() -> dict[str, list[str]]:
    path = Path(__file__).resolve().parent / "lexicon" / "warning_words.yaml"
    data: dict[str, list[str]] = read_lexicon(path)
    return data


@cache
def words_of(name: str) -> tuple[str, ...]:
    """The phrases of one list, folded."""
    return tuple(fold(phrase) for phrase in _lists()[name])


@cache
def any_word(*names: str) -> str:
    """A pattern, on folded text, for any phrase of these lists as whole words, longest first."""
    found = longest_of(exact_signs(phrase, r"[^\S\n]+") for name in names for phrase in words_of(name))
    return rf"(?:(?<!\w){found}(?!\w))"
