"""The Roman numbers of headings, told by the place that each has in its row.

A recognition makes "L/", "1" or "IL" of "I.", "U", "H." or "IU/" of "II.", and takes strokes away wherever a number
touches its heading. No single marker tells then, but the row does: of four headings the last of which is surely "IV/"
the first three are "I/", "II/" and "III/".
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from ingest.docx_numbering import roman
from ingest.scan_romans import ROMANS, opens_lettered_part, strokes

# What opens a heading in capitals: strokes, a mark of the next line at one of them, and the sign behind them.
_OPENING = re.compile(
    r"(?P<token>[IVXLHTUNYl1|!\]]{1,5}|[IVXH]{1,3}[ÌÍỈĨỊÈÉẺẼẸẾỀ]) ?(?P<sign>[./_:,)–-]{0,2})\s+(?P<title>\S.*)"
)
# In small letters a figure, a letter or a word may open a line: only these are Roman numbers.
_PLAIN = re.compile(r"(?:[IVX]{1,4}[./_-]|[IVXH]{2,4}[./_-]?|I{1,3}L?|H[./]) [^\W\d_]")
_PLAIN_MAX = 60
# A figure with a stop numbers an item, be it in capitals.
_FIGURE = re.compile(r"\d+[.)]")
_SIGNS = frozenset("./)-")
# Where a row begins anew.
_PART = re.compile(
    r"(?:phần|chương|phụ lục)(?:\s+(?:thứ\s|số\s|[ivx\d]+\b|[a-gđ]\b)|[\s.:]*$)|(?:kế hoạch|quyết định)[\s:]*$",
    re.IGNORECASE,
)
_TITLE_MIN = 5  # letters
_ROW_MIN = 2


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading behind what may be a Roman number. line: its index. certain: its number is what it says."""

    line: int
    token: str
    sign: str
    title: str
    certain: bool

    @property
    def number(self) -> int:
        """Which Roman number the token is, 0 where it is none."""
        return ROMANS.get(self.token, 0)


def numbered_headings(lines: Sequence[str], certain: Collection[int] = ()) -> dict[int, str]:
    """The headings whose Roman number was misread with it made whole, by their index in ``lines``.

    certain: lines whose number is what it says, as their width tells.
    """
    whole: dict[int, str] = {}
    for row in (*_rows(lines, certain, _in_capitals), *_rows(lines, certain, _in_small_letters)):
        sign = _sign(row)
        whole |= {one.line: f"{roman(place)}{sign} {one.title}" for place, one in enumerate(_told(row), 1)}
    return {at: text for at, text in whole.items() if text != lines[at]}


def _rows(
    lines: Sequence[str], certain: Collection[int], is_heading: Callable[[re.Match[str]], bool]
) -> Iterator[list[_Heading]]:
    """The headings of one kind in rows: one ends at the name of a part, and before a surely read "I."."""
    row: list[_Heading] = []
    for at, line in enumerate(lines):
        if _PART.match(line) or opens_lettered_part(line):
            yield row
            row = []
        match = _OPENING.match(line)
        if match is None or not is_heading(match):
            continue
        heading = _Heading(at, match["token"], match["sign"], match["title"], at in certain)
        if heading.token == "I" and heading.sign == "." and len(row) >= _ROW_MIN:
            yield row
            row = []
        row.append(heading)
    yield row


def _in_capitals(match: re.Match[str]) -> bool:
    head = match["title"].partition(":")[0]
    letters = sum(map(str.isalpha, head))
    return head.isupper() and letters >= _TITLE_MIN and _FIGURE.match(match.string) is None


def _in_small_letters(match: re.Match[str]) -> bool:
    """Whether it is a short line without a stop, no heading in capitals."""
    title = match["title"]
    short = len(title) <= _PLAIN_MAX and title[:1].isupper() and title[-1] not in ".;,"
    return short and not title.partition(":")[0].isupper() and _PLAIN.match(match.string) is not None


def _told(row: Sequence[_Heading]) -> Sequence[_Heading]:
    """The headings that are I, II, III … by their places; none where one cannot be the number of its place.

    One behind the first is surely what it says. Behind the last that is, where a heading may have been passed over,
    only those go on that have as many strokes as their number.
    """
    sure = max((place for place, one in enumerate(row, 1) if place > 1 and one.number == place), default=0)
    if not sure or not all(_may_be(one, place) for place, one in enumerate(row[:sure], 1)):
        return ()
    behind = enumerate(row[sure:], sure + 1)
    end = next((place for place, one in behind if one.number not in (0, place) or not _is_of(one, place, 0)), None)
    return row[: end - 1] if end is not None else row


def _may_be(heading: _Heading, place: int) -> bool:
    """Whether the marker of ``heading`` may be the number ``place``, give or take a stroke. One with a "V" or "X" that
    is whole is that, and no other."""
    if heading.number and (heading.certain or set(heading.token) & set("VX")):
        return heading.number == place
    return _is_of(heading, place, 1)


def _is_of(heading: _Heading, place: int, off: int) -> bool:
    """Whether as many strokes were read, but for ``off``, as the number ``place`` has: the stop behind it may be the
    foot of an "L"."""
    tokens = {heading.token, heading.token.removesuffix("L") or heading.token}
    return any(abs(strokes(one) - strokes(roman(place))) <= off for one in tokens)


def _sign(row: Sequence[_Heading]) -> str:
    """The sign that most headings of the row have behind their number; none where none was read with one."""
    signs = Counter(one.sign for one in row if one.sign in _SIGNS)
    return signs.most_common(1)[0][0] if signs else ""
