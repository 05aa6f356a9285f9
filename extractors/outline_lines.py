"""What the single paragraphs of a document are: a signature, a name, an annex label, the first line of a section."""

import re
from collections.abc import Sequence

from extractors.markers import WORD_STYLES, readings
from extractors.reading import Paragraph, Reading
from extractors.signing import capacity, post
from extractors.typed_columns import WIDE_GAP
from schema.letters import LOWER, UPPER, is_capital

# Academic titles and ranks before a name; the decree forbids them, signatures carry them.
_TITLED = r"(?:(?:PGS|GS|TSKH|TS|ThS|Ths|BSCK\w{1,2}|BS|CK\w{1,2}|CN|KS|DS|LS|NGƯT|NGND)[.\s]++)*+"
_NAME = re.compile(rf"{_TITLED}(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)\s++)?(?:{UPPER}{LOWER}*\.?\s*+){{2,6}}")


class Lines:
    """The paragraphs of a Reading, asked by index."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.paragraphs: Sequence[Paragraph] = reading.paragraphs
        self._texts = [reading.flow[item.start : item.end].strip() for item in self.paragraphs]
        self._folded = [" ".join(reading.folded[item.start : item.end].split()) for item in self.paragraphs]

    def text(self, index: int) -> str:
        return self._texts[index]

    def folded(self, index: int) -> str:
        """The paragraph's text folded, white space squeezed."""
        return self._folded[index]

    def is_signature(self, index: int, *, near_end: bool) -> bool:
        """Whether the paragraph is a line of a signature ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")."""
        text, folded = self.text(index), self.folded(index)
        if len(folded) > 160 or self.paragraphs[index].bullet:
            return False
        if capacity().match(folded) and is_capital(text[:18]):
            return True
        return near_end and post().match(folded) is not None and is_capital(text[:8]) and folded[-1:] not in ".;:"

    def is_name(self, index: int) -> bool:
        """Whether the paragraph is a person's name, as far as its form tells, or those of two who sign side by side."""
        return all(map(_is_name, WIDE_GAP.split(self.text(index))))

    def _opens_body(self, index: int) -> bool:
        item = self.paragraphs[index]
        found = readings(self.reading.flow, item.start, item.end)
        return any(marker.first or marker.style in WORD_STYLES for marker in found)


def _is_name(text: str) -> bool:
    few = 4 <= len(text) <= 40 and len(text.split()) >= 2
    return few and _NAME.fullmatch(text) is not None and not is_capital(text)
