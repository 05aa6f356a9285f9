"""Roman figures as a recognition garbles them: it counts most strokes rightly, and takes them for other letters.

How wide they stand on the page tells how many strokes there are, where the words do not.
"""

import re

from ingest.docx_numbering import roman

# What the numbers of headings and groups are read back to.
ROMANS = {roman(number): number for number in range(1, 40)}
# Letters that are made of two strokes, or taken for two: "H" is "II".
_DOUBLE = frozenset("HUNVXY")
_ONLY_STROKES = re.compile(r"I{1,3}\.(?=\s)")
# Widths of "I.", "II." and "III." over the size of their line, in upright and bold type with serifs; what lies between
# tells nothing.
_WIDTHS = ((0.45, 0.72), (0.86, 1.06), (1.22, 1.6))


def strokes(text: str) -> int:
    """How many strokes of I, V and X ``text`` was made of: "HI" and "III" have three."""
    return sum(2 if char in _DOUBLE else 1 for char in text)


def measured(text: str, width: float) -> str | None:
    """``text``, which opens with one to three strokes and a stop, with as many as its width tells; None where that is
    doubtful. width: of its first word, over the size of the line."""
    written = _ONLY_STROKES.match(text)
    if written is None or not text[written.end() :].isupper():
        return None
    count = next((at for at, (least, most) in enumerate(_WIDTHS, 1) if least <= width <= most), 0)
    return f"{'I' * count}.{text[written.end() :]}" if count else None
