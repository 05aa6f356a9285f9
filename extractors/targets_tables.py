"""Targets in tables of indicators: a name, its unit in one cell, its figure in another.

Reads the cells of a Reading in their order, from a table or from a text that flattens it to one cell a line; writes
``Row``s. The head decides which figure is the plan's and which tells the year before.
"""

import re
from dataclasses import dataclass

from extractors.numbers import NUMBER, number
from extractors.reading import Paragraph, Reading
from extractors.targets_lexicon import target_words
from extractors.tolerant import tolerant, tolerant_any
from schema.plan import Comparator
from schema.text import squeeze

_FIRST_HEAD = re.compile(r"(?:stt|tt|số tt)\.?")
_UNIT_HEAD = re.compile(r"(?:đơn\s+vị\s+tính|đvt|đơn\s+vị|đv\s+tính)\.?")
_PLAN_HEAD = re.compile(r"(?:kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|kh|phấn\s+đấu|năm)(?!\w)[^\n]{0,40}")
_RESULT_HEAD = re.compile(r"(?:thực\s+hiện|kết\s+quả|ước|th|hiện\s+trạng|đạt)(?!\w)[^\n]{0,40}")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]+|[a-zđ])[.)]?")
_VALUE = re.compile(
    r"(?P<more>>=|≥|>|<=|≤|<|"
    + tolerant_any("ít nhất", "tối thiểu", "trên", "dưới", "từ", "đạt", "không quá", "tối đa")
    + r")?"
    rf"\s*(?P<number>{NUMBER})\s*(?P<percent>%)?\s*(?P<up>{tolerant('trở lên')})?"
)
_COMPARATORS = (
    (re.compile(r">=|≥|[íi]t\s|t.i\s+thi.u|t.\s*$"), Comparator.AT_LEAST),
    (re.compile(r">|tr.n"), Comparator.MORE),
    (re.compile(r"<=|≤|kh.ng|t.i\s+.a"), Comparator.AT_MOST),
    (re.compile(r"<|d..i"), Comparator.LESS),
)
_MAX_HEAD = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An indicator row ``[start, end)`` from its name to its figure; figure: where the number itself stands."""

    start: int
    end: int
    figure: tuple[int, int]
    name: str
    comparator: Comparator
    value: float
    unit: str


def indicator_rows(reading: Reading) -> list[Row]:
    """The rows of all tables of indicators in ``reading``."""
    paragraphs = reading.paragraphs
    rows: list[Row] = []
    index = 0
    while index < len(paragraphs):
        plan_place = _head(reading, index)
        if plan_place is None:
            index += 1
            continue
        body, wanted = plan_place
        index = body
        while index < len(paragraphs) and not _leaves(reading, paragraphs[index]):
            row = _row(reading, index, wanted)
            if row is not None:
                rows.append(row)
            index += 1
    return rows


def _text(reading: Reading, paragraph: Paragraph) -> str:
    return reading.folded[paragraph.start : paragraph.end].strip(" *|")


def _head(reading: Reading, index: int) -> tuple[int, int] | None:
    """Where the body begins and which figure after the unit is the plan's; None where no indicator table opens here."""
    paragraphs = reading.paragraphs
    if paragraphs[index].end - paragraphs[index].start > 8 or not _FIRST_HEAD.fullmatch(
        _text(reading, paragraphs[index])
    ):
        return None
    heads = [_text(reading, one) for one in paragraphs[index + 1 : index + 1 + _MAX_HEAD]]
    unit_at = next((place for place, head in enumerate(heads) if _UNIT_HEAD.fullmatch(head)), None)
    if unit_at is None:
        return None
    figures = []
    for head in heads[unit_at + 1 :]:
        if _PLAN_HEAD.fullmatch(head):
            figures.append("plan")
        elif _RESULT_HEAD.fullmatch(head):
            figures.append("result")
        else:
            break
    if "plan" not in figures:
        return None
    return index + 2 + unit_at + len(figures), len(figures) - 1 - figures[::-1].index("plan")


def _leaves(reading: Reading, paragraph: Paragraph) -> bool:
    text = _text(reading, paragraph)
    return len(text) > 400 or text.startswith(("nơi nhận", "phụ lục", "tm.", "stt"))


def _row(reading: Reading, index: int, wanted: int) -> Row | None:
    """The row whose unit stands at ``index``: the name before it, the wanted figure after it."""
    paragraphs = reading.paragraphs
    unit = _text(reading, paragraphs[index])
    known = unit == "%" or target_words().unit.fullmatch(unit.removeprefix("%").strip() or unit) or "/" in unit
    if index == 0 or not known or len(unit) > 30 or index + wanted + 1 >= len(paragraphs):
        return None
    name, figure = paragraphs[index - 1], paragraphs[index + 1 + wanted]
    values = paragraphs[index + 1 : index + 2 + wanted]
    if _NUMBERED.fullmatch(_text(reading, name)) or not all(_VALUE.fullmatch(_text(reading, one)) for one in values):
        return None
    match = _VALUE.fullmatch(_text(reading, figure))
    value = number(match["number"]) if match else None
    if match is None or value is None:
        return None
    return Row(
        start=name.start,
        end=figure.end,
        figure=(figure.start, figure.end),
        name=squeeze(reading.flow[name.start : name.end]),
        comparator=_comparator(match),
        value=value,
        unit=squeeze(reading.flow[paragraphs[index].start : paragraphs[index].end]),
    )


def _comparator(match: re.Match[str]) -> Comparator:
    if match["up"]:
        return Comparator.AT_LEAST
    for pattern, comparator in _COMPARATORS:
        if match["more"] and pattern.match(match["more"]):
            return comparator
    return Comparator.EQUAL
