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
_OPENING = re.compile(r"I{1,3}(\.?)(\s.+)")
# How much wider "I.", "II." and "III." are than the first of them, in types with serifs and without, upright and bold;
# what lies between tells nothing.
_RATIOS = ((0.8, 1.2), (1.45, 1.95), (2.1, 2.75))


def strokes(text: str) -> int:
    """How many strokes of I, V and X ``text`` was made of: "HI" and "III" have three."""
    return sum(2 if char in _DOUBLE else 1 for char in text)


def measured(lines: Sequence[str], widths: Sequence[float]) -> dict[int, str]:
    """The lines that open with one to three strokes, with as many as their width tells, where it does, and the stop
    that any of them has.

    widths: of the first word of each line, over the size of the line. The narrowest of these lines opens with one.
    """
    opening = {at: match for at in range(len(widths)) if (match := _OPENING.match(lines[at])) and match[2].isupper()}
    found = {}
    sign = max((match[1] for match in opening.values()), default="")
    one = min((widths[at] for at in opening), default=0.0)
    for at, match in opening.items():
        ratio = widths[at] / one if one else 0.0
        count = next((place for place, (least, most) in enumerate(_RATIOS, 1) if least <= ratio <= most), 0)
        if count:
            found[at] = f"{'I' * count}{sign}{match[2]}"
    return found
