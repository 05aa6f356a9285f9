"""Text of a plan as every format can hold them: no forbidden character, nothing cut without a sign."""

import re

from schema.text import squeeze

# What XML 1.0 forbids, and the C1 controls, which some readers of spreadsheets drop and others show as boxes.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# A cell of a workbook holds no more; counted in UTF-16 units, as Excel does.
CELL_LIMIT = 32_767


def clean(text: str) -> str:
    """``text`` with a space in place of every character that XML cannot hold; line ends stay."""
    # A text that can be printed holds no control character, surrogate or noncharacter; asking that is quicker.
    return text if text.isprintable() else _FORBIDDEN.sub(" ", text)


def one_line(text: str) -> str:
    """``text`` cleaned, with runs of white space as one space."""
    return squeeze(clean(text))


def cut(text: str, limit: int = CELL_LIMIT) -> str:
    """``text`` if it has at most ``limit`` UTF-16 units, else as much of it as fits before a "…"."""
    if len(text) * 2 <= limit or _units(text) <= limit:
        return text
    end, used = 0, 1
    for char in text:
        used += 2 if char > "\uffff" else 1
        if used > limit:
            break
        end += 1
    return text[:end] + "…"


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)
