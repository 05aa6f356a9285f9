"""The numbers that another program shows for a document, to check the resolved ones by.

LibreOffice keeps restarted lists of a DOC or RTF file right on the screen and loses some restarts in the DOCX it
writes. Its plain-text export has the numbers as shown, so they win where the two disagree.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_KEY_LENGTH = 60
_LABEL_LENGTH_MAX = 24
# How far ahead of the last match a paragraph is looked for: tables are exported in another order.
_WINDOW = 400


@dataclass(slots=True, kw_only=True)
class Labels:
    """The lines of the export, and the line after the one found last. Ask in document order."""

    lines: Sequence[str]
    at: int = 0

    def label(self, text: str) -> str | None:
        """The number shown before the paragraph that begins with ``text``; None if it is not found or has none."""
        key = _key(text)
        if not key:
            return None
        for index in range(self.at, min(self.at + _WINDOW, len(self.lines))):
            line = " ".join(self.lines[index].split())
            place = line.find(key)
            if 0 <= place <= _LABEL_LENGTH_MAX:
                self.at = index + 1
                return line[:place].strip() or None
        return None


def _key(text: str) -> str:
    lines = text.strip().split("\n", 1)
    return " ".join(lines[0].split())[:_KEY_LENGTH]
