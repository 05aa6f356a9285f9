"""Frozen text to logical paragraphs: ``prepare(document)`` gives the Reading that every extractor gets.

A paragraph ends where the next line opens something (a marker that fits the running sequence, a bullet, căn cứ,
nơi nhận, a signature line), where the format says so, or where the next word would still have fitted on the line.
A blank line never decides.
"""

from collections.abc import Sequence
from itertools import pairwise

from extractors.flow_breaks import Breaks
from extractors.flow_lines import Line, blanked, gazette_heads, is_furniture, lines_of, page_numbers
from extractors.flow_tables import tabular_lines
from extractors.flow_words import LETTER_BULLET
from extractors.reading import Paragraph, Reading
from schema.document import BlockKind, Document

BULLETS = "-+*•–—·▪■●○◦➢►✓✔☐□❑❒❖♦\uf0b7\uf0a7\uf0d8\uf02d\uf0fc"
# Every pattern knows these; the flow shows the rarer ones as a dot.
_COMMON_BULLETS = "-+*•–—"


def prepare(document: Document) -> Reading:
    """The Reading of ``document``: its flow and paragraphs, no sections yet. Any text is accepted."""
    base = blanked(document)
    every = lines_of(document, base)
    furniture = gazette_heads(base, every) | {index for index, line in enumerate(every) if is_furniture(line)}
    lines = [line for index, line in enumerate(every) if index not in furniture]
    tabular = tabular_lines(base, lines)
    numbers = page_numbers(base, lines, tabular)
    kept = [(line, index in tabular) for index, line in enumerate(lines) if index not in numbers]
    groups = _paragraph_lines(base, kept)
    dropped = [*(every[index] for index in furniture), *(lines[index] for index in numbers)]
    return Reading(
        document=document,
        flow=_join(base, groups, dropped),
        paragraphs=tuple(_paragraph(base, group, is_table) for group, is_table in groups),
    )


def _paragraph_lines(base: str, kept: Sequence[tuple[Line, bool]]) -> list[tuple[list[Line], bool]]:
    breaks = Breaks(base, [line for line, is_table in kept if not is_table])  # cells tell nothing of its lines' width
    groups: list[tuple[list[Line], bool]] = []
    for line, is_table in kept:
        if groups and groups[-1][1] is is_table and breaks.continues(groups[-1][0], line, table=is_table):
            groups[-1][0].append(line)
        else:
            breaks.opened(line, table=is_table)
            groups.append(([line], is_table))
    return groups


def _paragraph(base: str, group: list[Line], is_table: bool) -> Paragraph:
    first, last = group[0], group[-1]
    char = base[first.start]
    spaced = first.start + 1 < len(base) and (base[first.start + 1].isspace() or char not in "*–—·")
    lettered = LETTER_BULLET.match(base, first.start, first.end) is not None
    return Paragraph(
        start=first.start,
        end=last.end,
        bullet=char if lettered or (char in BULLETS and spaced) else None,
        bold=all(line.bold for line in group),
        centered=all(line.centered for line in group),
        indent=first.indent,
        cell=first.cell,
        tabular=is_table or first.cell is not None,
        emphasis=first.emphasis,
        note=first.kind is BlockKind.NOTE,
    )


def _join(base: str, groups: list[tuple[list[Line], bool]], dropped: list[Line]) -> str:
    """``base`` with line breaks only between paragraphs, rare bullets as dots and dropped lines blanked."""
    flow = list(base.replace("\n", " "))
    for group, _ in groups:
        first = group[0]
        rare = base[first.start] in BULLETS and base[first.start] not in _COMMON_BULLETS
        if rare or LETTER_BULLET.match(base, first.start, first.end):
            flow[first.start] = "•"
    for line in dropped:
        flow[line.start : line.end] = " " * line.width
    for (before, _), (group, _) in pairwise(groups):
        if before[-1].end < group[0].start:
            flow[group[0].start - 1] = "\n"
    return "".join(flow)
