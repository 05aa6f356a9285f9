"""How a text is wrapped: the width of its full lines, and whether empty lines part its paragraphs."""

import itertools

from extractors.flow_lines import Line

TERMINATORS = ".;:!?…"
UNWRAPPED = 130  # characters; full lines of a text that is wrapped are shorter
_NEVER = 10_000
_FEWEST = 5  # first lines that tell where first lines break


def _begins_small(base: str, line: Line) -> bool:
    """Whether a line begins with a small letter that is no marker ("a)")."""
    return base[line.start].islower() and base[line.start + 1 : line.start + 2] not in (")", ".", "/")


def usual_width(base: str, lines: list[Line]) -> int:
    """The width of a full line in characters; 10,000 where the text is not wrapped (a paragraph is a line)."""
    widths = sorted(line.width for line in lines if line.width >= 25)
    if not widths:
        return 80
    cut = sum(_begins_small(base, line) for line in lines)
    wrapped = cut >= max(2, 0.06 * len(lines)) or (cut and widths[int(len(widths) * 0.98)] <= UNWRAPPED)
    return widths[int(len(widths) * 0.9)] if wrapped else _NEVER


def ragged_width(base: str, lines: list[Line], width: int) -> int | None:
    """The width at which first lines of paragraphs break where they are often much shorter than a full line though they
    go on (HTML sources); None where they are not, 0 where too few of them tell the width."""
    if width == _NEVER:
        return None
    goes_on, short = 0, []
    for before, line in itertools.pairwise(lines):
        if base[line.start].islower() and base[before.end - 1] not in TERMINATORS:
            goes_on += 1
            if before.width < 0.6 * width:
                short.append(before.width)
    if goes_on < 5 or len(short) < 0.2 * goes_on:
        return None
    return sorted(short)[int(len(short) * 0.9)] if len(short) >= _FEWEST else 0


def is_spaced(base: str, lines: list[Line]) -> bool:
    """Whether empty lines, and only they, part the paragraphs of a wrapped text (as texts made from HTML do)."""
    parted = joined = broken = wrapped = 0
    for before, line in itertools.pairwise(lines):
        if _begins_small(base, line) and base[before.end - 1] not in TERMINATORS:
            wrapped += not line.blanks
            broken += line.blanks > 0
        elif base[before.end - 1] in ".;:":
            parted += line.blanks > 0
            joined += not line.blanks
    return wrapped >= 5 and parted >= 5 and broken <= 0.05 * wrapped and joined <= 0.6 * parted


def fills(base: str, last: Line, line: Line, width: float) -> bool:
    """Whether the first word of ``line`` had no room on ``last`` in lines of ``width``."""
    word = base.find(" ", line.start, line.end)
    return last.width + 1 + ((word if word > 0 else line.end) - line.start) > width
