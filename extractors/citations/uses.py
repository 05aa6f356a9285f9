"""How a citation is used: basis, implemented, in the content, or the document naming itself."""

import re
from functools import cache

from extractors.citations.vocabulary import any_word, words_of
from extractors.reading import Reading
from schema.plan import Use, Zone

_ATTACHED = re.compile(r"(?:^|[\n(\[|])[\s*(\[“\"]*(?:được\s+)?(?:ban hành\s+)?(?:đính\s+)?kèm theo\s*$")
_FIRST_HEADING = re.compile(r"(?:^|\n)[\s#*]*(?:(?:i|a|1)\s*[.)/]|phần (?:thứ nhất|i|1)|điều 1|chương i)(?!\w)")


@cache
def _cue_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[.;:|]\s*)[\s(*]*(?P<cue>{any_word('basis_cues', 'implements_cues')})")


def preamble_end(reading: Reading) -> int:
    """Where the numbered body begins; what stands before it is head, title and preamble."""
    if reading.sections:
        numbered = (section.start for section in reading.sections if section.marker is not None)
        return next(numbered, len(reading.text))
    match = _FIRST_HEADING.search(reading.folded)
    return match.start() if match else len(reading.text)


def in_preamble(reading: Reading, position: int, end_of_preamble: int) -> bool:
    """Whether ``position`` stands before the first section, or in the opening lines of an annex."""
    if position < end_of_preamble:
        return True
    section = reading.section_at(position)
    if section is None or section.id == Zone.PREAMBLE:
        return reading.sections != () and section is not None
    return section.parent is None and section.id.startswith("PL")


def is_basis_paragraph(reading: Reading, position: int) -> bool:
    """Whether the paragraph of ``position`` opens with a preamble cue: its titles run on to the end."""
    return _cue(reading, position, first=True) is not None


def use_of(reading: Reading, position: int, *, preamble: bool) -> Use:
    """The use of a citation that begins at ``position``."""
    if is_attached_line(reading, position):
        return Use.SELF
    cue = _cue(reading, position, first=False) if preamble else None
    if cue is None:
        return Use.CONTENT
    return Use.BASIS if cue in words_of("basis_cues") else Use.IMPLEMENTS


def is_attached_line(reading: Reading, position: int) -> bool:
    """Whether the citation stands in an annex line: "(Kèm theo Kế hoạch số …)"."""
    return _ATTACHED.search(reading.folded, max(0, position - 60), position) is not None


def _cue(reading: Reading, position: int, *, first: bool) -> str | None:
    """The cue that rules at ``position``: the last one that opens the paragraph or a sentence of it.

    first: only where the paragraph itself opens with one.
    """
    start = reading.folded.rfind("\n", 0, position) + 1
    cues = list(_cue_pattern().finditer(reading.folded[start:position]))
    if not cues or (first and cues[0].start() > 0):
        return None
    return " ".join(cues[-1]["cue"].split())
