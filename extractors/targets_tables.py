"""Targets in tables of indicators: a name, its unit in one cell, its figure in another.

Reads the cells of a Reading in their order, from a table or from a text that flattens it to one cell a line; writes
``Row``s. The head decides which figure is the plan's and which tells the year before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.numbers import NUMBER, number
from extractors.plan_year import plan_year
from extractors.reading import Paragraph, Reading
from extractors.targets_lexicon import target_words
from extractors.tolerant import tolerant, tolerant_any
from schema.letters import is_capital
from schema.plan import Comparator
from schema.text import NUMBER_HEAD, fold, squeeze

Span = tuple[int, int]

FIRST_HEAD = re.compile(rf"{NUMBER_HEAD}\.?")
_UNIT_HEAD = re.compile(r"(?:đơn\s+vị\s+tính|đvt|đơn\s+vị|đv\s+tính)\.?")
_PLAN_HEAD = re.compile(
    r"(?:kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|kh|phấn\s+đấu|năm|giai\s+đoạn|đến\s+năm)(?!\w)[^\n]{0,40}"
)
_RESULT_HEAD = re.compile(r"(?:thực\s+hiện|kết\s+quả|ước|th|hiện\s+trạng|đạt)(?!\w)[^\n]{0,40}")
NUMBERED = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]+|[a-zđ])[.)]?")
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
_TITLE_LINES = 8
# What stands between a title and its table.
_NO_TITLE = re.compile(r"\(|(?:đơn\s+vị|đvt)(?!\w)|(?:kèm|ban hành)\s+theo|(?:mẫu\s+)?biểu\s+(?:mẫu\s+)?số\s+\S+\Z")
_FORECAST = re.compile(r"(?<!\w)dự\s+báo(?!\w)")
_AIMS = re.compile(r"(?<!\w)(?:mục\s+tiêu|phấn\s+đấu|đề\s+ra|được\s+giao|chỉ\s+tiêu\s+kế\s+hoạch)(?!\w)")
_YEARS = re.compile(r"(?:19|20)\d\d")
_MAX_HEAD = 14
_LONGEST_UNIT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An indicator row ``[start, end)`` from its name to its figure; figure: where the number itself stands.

    Where the columns are years, each figure is a row of its own that stands in its cell; period: its year.
    """

    start: int
    end: int
    figure: tuple[int, int]
    name: str
    comparator: Comparator
    value: float
    unit: str
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """A column whose figures are the plan's. place: among the figures of a row; year: where its head names one."""

    place: int
    year: str | None


def indicator_rows(reading: Reading) -> list[Row]:
    """The rows of all tables of indicators in ``reading``; also marks their heads under "indicator_heads"."""
    paragraphs = reading.paragraphs
    rows: list[Row] = []
    heads: list[Span] = []
    index = 0
    while index < len(paragraphs):
        plan_place = _head(reading, index)
        if plan_place is None:
            index += 1
            continue
        body, wanted = plan_place
        heads.append((paragraphs[index].start, paragraphs[body - 1].end))
        index = body
        while index < len(paragraphs) and not _leaves(reading, paragraphs[index]):
            rows.extend(_rows(reading, index, wanted))
            index += 1
    reading.mark("indicator_heads", heads)
    return rows


def _text(reading: Reading, paragraph: Paragraph) -> str:
    return reading.folded[paragraph.start : paragraph.end].strip(" *|")


def _head(reading: Reading, index: int) -> tuple[int, tuple[_Wanted, ...]] | None:
    """Where the body begins and which figures after the unit are the plan's; None where no indicator table opens."""
    paragraphs = reading.paragraphs
    if paragraphs[index].end - paragraphs[index].start > 8 or not FIRST_HEAD.fullmatch(
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
    if "plan" not in figures or _foretells(reading, index):
        return None
    named = heads[unit_at + 1 : unit_at + 1 + len(figures)]
    return index + 2 + unit_at + len(figures), _wanted(reading, *_columns(named, figures))


def _foretells(reading: Reading, index: int) -> bool:
    """Whether the title right above the table, in capitals or bold type, calls it a forecast, which sets no aim."""
    for one in reversed(reading.paragraphs[max(0, index - _TITLE_LINES) : index]):
        text = reading.flow[one.start : one.end].strip(" *|\n")
        folded = fold(text)
        if not text or _NO_TITLE.match(folded):
            continue
        titled = is_capital(text) or one.bold or one.emphasis is not None
        return titled and _FORECAST.search(folded) is not None and _AIMS.search(folded) is None
    return False


def _columns(heads: list[str], kinds: list[str]) -> tuple[list[str], list[int]]:
    """The heads of the columns of figures, and the places of those that plan.

    A second row of heads parts the current year, which comes first, in what was planned and what is expected: "Năm
    hiện hành 2025 | Năm 2026 | Năm 2027" over "Kế hoạch | Ước thực hiện". Neither is this plan's.
    """
    dated = [bool(_YEARS.search(head)) for head in heads]
    parts = len(heads) - sum(dated)
    parted = dated == [True] * sum(dated) + [False] * parts and parts > 1 and sum(dated) > 1
    if parted and "result" in kinds[sum(dated) :]:
        heads = [*heads[sum(dated) :], *heads[1 : sum(dated)]]
        return heads, list(range(parts, len(heads)))
    return heads, [place for place, kind in enumerate(kinds) if kind == "plan"]


def _wanted(reading: Reading, heads: list[str], planned: list[int]) -> tuple[_Wanted, ...]:
    """The columns of the plan: the last, or where the columns are years, each that is not over."""
    years = [_YEARS.findall(heads[place])[-1:] for place in planned]
    now = plan_year(reading)
    ahead = [
        _Wanted(place=place, year=year[0])
        for place, year in zip(planned, years, strict=True)
        if year and (now is None or int(year[0]) >= now)
    ]
    if len(ahead) < 2 or len(ahead) != len({one.year for one in ahead}):
        return (_Wanted(place=planned[-1], year=None),)
    return tuple(ahead)


def _leaves(reading: Reading, paragraph: Paragraph) -> bool:
    text = _text(reading, paragraph)
    return len(text) > 400 or text.startswith(("nơi nhận", "phụ lục", "tm.", "stt"))


def _rows(reading: Reading, index: int, wanted: tuple[_Wanted, ...]) -> Iterator[Row]:
    """The rows whose unit stands at ``index``: the name before it, the wanted figures after it."""
    paragraphs = reading.paragraphs
    named = _named_unit(reading, index)
    last = wanted[-1].place
    if named is None or index + last + 1 >= len(paragraphs):
        return
    name, unit = named
    values = _values(reading, index, last)
    if NUMBERED.fullmatch(reading.folded[slice(*name)].strip(" *|")):
        return
    if not all(_VALUE.fullmatch(_text(reading, one)) for one in values.values()):
        return
    for column in wanted:
        figure = values.get(column.place)
        if figure is None:
            continue
        match = _VALUE.fullmatch(_text(reading, figure))
        value = number(match["number"]) if match else None
        if match is None or value is None:
            continue
        yield Row(
            start=name[0] if len(wanted) == 1 else figure.start,
            end=figure.end,
            figure=(figure.start, figure.end),
            name=squeeze(reading.flow[slice(*name)]),
            comparator=_comparator(match),
            value=value,
            unit=squeeze(reading.flow[slice(*unit)]),
            period=column.year,
        )


def _values(reading: Reading, index: int, last: int) -> dict[int, Paragraph]:
    """The cells behind the unit at ``index`` by their place among the figures; those of Markdown that are empty are no
    paragraphs, but their bars count."""
    unit = reading.paragraphs[index]
    following = reading.paragraphs[index + 1 : index + 2 + last]
    barred = "|" in reading.text[unit.end : following[0].start]
    places = [reading.text.count("|", unit.end, one.start) - 1 if barred else at for at, one in enumerate(following)]
    return {place: one for place, one in zip(places, following, strict=True) if place <= last}


def _named_unit(reading: Reading, index: int) -> tuple[Span, Span] | None:
    """The name and the unit where the paragraph at ``index`` is a unit, or ends in a line that is one ("…\nxã")."""
    own = reading.paragraphs[index]
    line = reading.text.rfind("\n", own.start, own.end)
    if _is_unit(_text(reading, own)) and index > 0:
        return (reading.paragraphs[index - 1].start, reading.paragraphs[index - 1].end), (own.start, own.end)
    if line > own.start and _is_unit(reading.folded[line : own.end].strip(" \n*|")):
        return (own.start, line), (line + 1, own.end)
    return None


def _is_unit(words: str) -> bool:
    known = words == "%" or target_words().unit.fullmatch(words.removeprefix("%").strip() or words) or "/" in words
    return bool(known) and 0 < len(words) <= _LONGEST_UNIT


def _comparator(match: re.Match[str]) -> Comparator:
    if match["up"]:
        return Comparator.AT_LEAST
    for pattern, comparator in _COMPARATORS:
        if match["more"] and pattern.match(match["more"]):
            return comparator
    return Comparator.EQUAL
