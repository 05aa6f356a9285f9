"""How a text is wrapped: the width of its full lines, and whether empty lines part its paragraphs."""

import itertools
import re

from extractors.flow_lines import Line

TERMINATORS = ".;:!?…"
UNWRAPPED = 130  # characters; full lines of a text that is wrapped are shorter
_NEVER = 10_000
_ITEM = re.compile(r"[-+]|[a-zđ]\)|\d{1,2}\.")  # what begins an item of a list


def usual_width(base: str, lines: list[Line]) -> int:
    """The width of a full line in characters; 10,000 where the text is not wrapped (a paragraph is a line)."""
    widths = sorted(line.width for line in lines if line.width >= 25)
    if not widths:
        return 80
    cut = sum(_in_mid_sentence(base, line) for line in lines)
    wrapped = cut >= max(2, 0.06 * len(lines)) or (cut and widths[int(len(widths) * 0.98)] <= UNWRAPPED)
    return widths[int(len(widths) * 0.9)] if wrapped else _NEVER


def _in_mid_sentence(base: str, line: Line) -> bool:
    """Whether ``line`` begins with a small letter that is no marker ("a)")."""
    return base[line.start].islower() and base[line.start + 1 : line.start + 2] not in (")", ".", "/")


def is_ragged(base: str, lines: list[Line], width: int) -> bool:
    """Whether first lines of paragraphs are often much shorter than a full line though they go on (HTML sources)."""
    if width == _NEVER:
        return False
    goes_on = short = 0
    for before, line in itertools.pairwise(lines):
        if _in_mid_sentence(base, line) and base[before.end - 1] not in TERMINATORS:
            goes_on += 1
            short += before.width < 0.6 * width
    return goes_on >= 5 and short >= 0.2 * goes_on


def is_spaced(base: str, lines: list[Line]) -> bool:
    """Whether empty lines, and only they, part the paragraphs of a wrapped text (as texts made from HTML do)."""
    parted = joined = broken = wrapped = 0
    for before, line in itertools.pairwise(lines):
        goes_on = _in_mid_sentence(base, line) and base[before.end - 1] not in TERMINATORS
        if goes_on:
            wrapped += not line.blanks
            broken += line.blanks > 0
        elif base[before.end - 1] in ".;:" and _ITEM.match(base, line.start) and base[before.start] != "-":
            parted += line.blanks > 0
            joined += not line.blanks
    return wrapped >= 5 and parted >= 3 and broken <= 0.05 * wrapped and joined <= 0.2 * parted
