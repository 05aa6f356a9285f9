"""Roman figures as a recognition garbles them: it counts most strokes rightly, and takes them for other letters.

How wide they stand on the page tells how many strokes there are, where the words do not.
"""

import re
from collections.abc import Sequence

from ingest.docx_numbering import roman

# What the numbers of headings and groups are read back to.
ROMANS = {roman(number): number for number in range(1, 40)}
# Letters that are made of two strokes, or taken for two: "H" is "II".
_DOUBLE = frozenset("HUNVXY")
_OPENING = re.compile(r"(I{1,3})\.(\s.+)")
# Widths of "I.", "II." and "III." over the size of their line, in upright and bold type with serifs; what lies between
# tells nothing. Without serifs "III." is as narrow as "II." with them, and none is as wide as the last.
_WIDTHS = ((0.45, 0.72), (0.86, 1.06), (1.22, 1.6))
_SERIF_LEAST = 1.22
_UP_TO_WIDE = re.compile(r"(?:I{1,3}|IV|VI)\.\s")


def strokes(text: str) -> int:
    """How many strokes of I, V and X ``text`` was made of: "HI" and "III" have three."""
    return sum(2 if char in _DOUBLE else 1 for char in text)


def measured(lines: Sequence[str], widths: Sequence[float]) -> dict[int, str]:
    """The lines that open with one to three strokes and a stop, with as many as their width tells, where it does.

    widths: of the first word of each line, over the size of the line. They tell nothing unless one of these lines shows
    that the type has serifs.
    """
    opening = {at: match for at in range(len(widths)) if (match := _OPENING.match(lines[at])) and match[2].isupper()}
    if not any(width >= _SERIF_LEAST and _UP_TO_WIDE.match(lines[at]) for at, width in enumerate(widths)):
        return {}
    found = {}
    for at, match in opening.items():
        count = next((place for place, (least, most) in enumerate(_WIDTHS, 1) if least <= widths[at] <= most), 0)
        if count:
            found[at] = f"{'I' * count}.{match[2]}"
    return found
