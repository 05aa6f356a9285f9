"""Annexes that are blank forms: an application, a declaration, an outline to be filled in. They give no tasks."""

import re

from extractors.reading import Reading

_BLANK = re.compile(r"\.{5,}|…[^\S\n]*…[.…]*|_{5,}")
_FEWEST = 4  # blanks
_APART = 350  # characters for each of them, at most


def blank_forms(reading: Reading) -> list[tuple[int, int]]:
    """The spans of the annexes of ``reading`` that hold one blank after the other; the outline must have run."""
    annexes = [section for section in reading.sections if section.parent is None and section.id.startswith("PL")]
    return [(one.start, one.end) for one in annexes if _is_form(reading.folded[one.start : one.end])]


def _is_form(text: str) -> bool:
    blanks = len(_BLANK.findall(text))
    return blanks >= _FEWEST and len(text) <= _APART * blanks
