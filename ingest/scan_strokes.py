"""What a recognition makes of rulings: lone strokes between words, and bars at them."""

import re
from collections.abc import Sequence

from ingest.pdf_runs import Word

_BARS = "|¦"
_STROKE = re.compile(r"[\[\]()\\/_~‘’'\"]")


def without_bars(text: str) -> str:
    """``text``, a word, without the bars at its ends."""
    return text.strip(_BARS)


def is_stroke(text: str) -> bool:
    """Whether nothing is left of a word, or a stroke that stands for no letter."""
    return not text or bool(_STROKE.fullmatch(text))


def without_strokes(words: Sequence[Word]) -> tuple[Word, ...]:
    """``words`` without what the recognition made of rulings."""
    bare = (word._replace(text=without_bars(word.text)) for word in words)
    return tuple(word for word in bare if not is_stroke(word.text))
