"""Words of a page as the PDF reader finds them, set where a test wants them."""

from ingest.pdf_fonts import Font
from ingest.pdf_runs import Word

_FONT = Font("Times", False, False, False)


def typed(text: str, x0: float, y0: float, *, size: float = 12, line: int = 0) -> list[Word]:
    """The words of ``text`` from ``x0`` on (points), half a font size to a letter, a quarter to a space."""
    made = []
    for word in text.split():
        x1 = x0 + size / 2 * len(word)
        made.append(Word(word, x0, y0, x1, y0 + size, _FONT, size, line, x1, x0))
        x0 = x1 + size / 4
    return made
