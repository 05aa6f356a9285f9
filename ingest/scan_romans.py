"""Roman figures as a recognition garbles them: it counts the strokes rightly, and takes them for other letters."""

from ingest.docx_numbering import roman

# What the numbers of headings and groups are read back to.
ROMANS = {roman(number): number for number in range(1, 40)}
# Letters that are made of two strokes, or taken for two: "H" is "II".
_DOUBLE = frozenset("HUNVXY")


def strokes(text: str) -> int:
    """How many strokes of I, V and X ``text`` was made of: "HI" and "III" have three."""
    return sum(2 if char in _DOUBLE else 1 for char in text)
