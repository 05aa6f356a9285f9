"""Lines to paragraphs, by the width a line leaves free, indent and spacing; over page breaks, too.

The strongest sign needs no threshold of the author's: where the next line's first word would still have fitted, the
line ended on purpose. Indent and spacing decide where a paragraph's last line happens to be full.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.pdf_lines import CARRIED, Line, with_edges
from schema.letters import LOWER
from schema.text import MOTTO, STATE, bare

TERMINAL = re.compile(r"[.;:!?…][\"”’)\]]*\s*$|/\.?$")
_BULLET = re.compile(rf"\s*(?:[-–—+*•●▪◦○■□❖➢✓]|[oØü§]\s+(?!{LOWER})[^\W_])")
_NUMBERED = re.compile(
    r"\s*(?:[IVXLC]+[.)]|\d{1,2}(?:\.\d{1,2})*[.)]\s|\d{1,2}(?:\.\d{1,2})+\s|[a-zđ]{1,2}[.)]\s|[A-HĐ]\.\s"
    rf"|(?:Điều|Chương|Mục|Phần|PHẦN|CHƯƠNG|MỤC|Phụ lục|PHỤ LỤC)\s+[\dIVXLC]++(?!,|\s{LOWER}))"
)
_OPENING = re.compile(
    r"\s*(?:Căn cứ|Thực hiện|Xét|Theo|Nơi nhận|Kính gửi|Để|Trong quá trình (?:tổ chức|triển khai|thực hiện))\b"
)
_WANTS_MORE = re.compile(r"(?<!\w)(?:tại|theo|của|và|với|các|những|cho|từ|trong|số|khoản|điểm|Điều)$")
_HEADS = (bare(STATE), bare(MOTTO), bare(MOTTO).replace("-", "–"))
_DATE_OPEN = re.compile(r", ngày(?: .* (?:ngày|tháng|năm))?$")
# Free width at a line's end, in font sizes, that comes from uneven setting and is no room for another word.
_SLACK = 0.35
_INDENT_MIN = 0.55
_CENTRE_SHIFT = 0.9
_STARTS_MIN = 3
# A number without a space behind it; the widths of its signs, in font sizes, in the types of text (Times, Liberation).
_CLOSE_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{2,5})\.(?=[^\W\d_])")
_WIDTHS = {".": 0.25, "I": 0.33, "V": 0.72, "X": 0.72}
_FIGURE = 0.5
# A line of so many characters is as wide as the text.
_FULL_LINE = 70
# The baseline an OCR finds is off by this share of the pitch at most.
_OCR_PITCH = 1.4
# Titles are often set wider than the text.
_CENTRED_PITCH = 1.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """The lines of one paragraph, in reading order; note: it is a footnote."""

    lines: tuple[Line, ...]
    centered: bool
    note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """How the document is set: line pitch by font size (rounded), and whether paragraphs indent their first line.

    starts: the distances from the left edge (points, rounded) where several lines start: a line there is not centred.
    blocks: those where lines begin in mid-sentence under a full line that starts there, too: paragraphs indented whole.
    """

    pitch: dict[int, float]
    indented: bool
    starts: frozenset[int]
    blocks: frozenset[int]


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of ``lines``, which are in reading order over all pages."""
    lines = _with_body_edges(lines)
    setting = _setting(lines)
    groups: list[list[Line]] = []
    for line, following in itertools.zip_longest(lines, lines[1:]):
        if groups and _continues(groups[-1], line, setting) and not _returns(groups[-1][0], line, following, setting):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Paragraph(lines=tuple(group), centered=all(_is_centered(line, setting) for line in group)) for group in groups
    ]


def _with_body_edges(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with the edges of the body text: those that most lines of the page, or of all pages, share."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    widths = {page: _edges(own) for page, own in pages.items()}
    known = [edges for edges in widths.values() if edges]
    usual = (median(left for left, _ in known), median(right for _, right in known)) if known else None
    edges = {page: widths[page] or _assumed(own, usual) for page, own in pages.items()}
    return [line if line.column else with_edges(line, edges[line.page]) for line in lines]


def _assumed(lines: Sequence[Line], usual: tuple[float, float] | None) -> tuple[float, float]:
    """The edges of a page with few lines: the usual ones where the lines fit in, else so wide that none is full."""
    low, high = min(line.x0 for line in lines), max(line.x1 for line in lines)
    if usual and usual[0] - 20 < low and high < usual[1] + 20:
        return usual
    if any(len(line.text) > _FULL_LINE for line in lines):
        return low, high
    return low - 36, high + 36


def _edges(lines: Sequence[Line]) -> tuple[float, float] | None:
    """The left and right edge of the full-width lines of one page; None with too few lines to tell."""
    body = [line for line in lines if line.column == 0]
    long = [line for line in body if line.x1 - line.x0 > 0.6 * (line.right - line.left)]
    if len(long) < 3:
        return None
    # The right edge is where long lines end, a stray long one apart; the left edge where several lines start.
    ends = sorted((line.x1 for line in long), reverse=True)
    right = next((end for end in ends if sum(abs(other - end) < 6 for other in ends) >= 2), ends[0])
    starts = sorted(line.x0 for line in long)
    left = next((start for start in starts if sum(abs(other - start) < 4 for other in starts) >= 2), starts[0])
    return left, right


def _setting(lines: Sequence[Line]) -> _Setting:
    pitches: dict[int, list[float]] = {}
    indents = flush = 0
    blocks: list[int] = []
    for above, below in itertools.pairwise(lines):
        if above.page != below.page or above.column != below.column or above.column:
            continue
        pitch = above.y0 - below.y0
        if _is_full(above, below):
            if 0 < pitch < 3 * above.size and abs(above.size - below.size) < 0.6:
                pitches.setdefault(round(below.size), []).append(pitch)
            if abs(above.x0 - below.x0) < 0.3 * below.size and below.text[:1].islower():
                blocks.append(round(below.x0 - below.left))
        elif not _is_symmetric(below):
            indented = below.x0 - below.left > _INDENT_MIN * below.size
            indents, flush = indents + indented, flush + (not indented)
    # Wrapped lines are most of the full pairs, and the closest: a low quantile is their pitch even among paragraphs.
    usual = {size: sorted(values)[len(values) // 3] for size, values in pitches.items()}
    offsets = Counter(round(line.x0 - line.left) for line in lines if not line.column)
    starts = frozenset(at for at in offsets if sum(offsets[at + shift] for shift in (-1, 0, 1)) >= _STARTS_MIN)
    return _Setting(pitch=usual, indented=indents > 2 * flush, starts=starts, blocks=frozenset(blocks))


def _is_full(line: Line, following: Line) -> bool:
    """Whether the first word of ``following`` would not have fitted at the end of ``line``."""
    space = 0.25 * line.size
    return line.x1 + space + following.first > line.right - _SLACK * line.size


def _is_symmetric(line: Line) -> bool:
    left, right = line.x0 - line.left, line.right - line.x1
    return abs(left - right) < 2 * _CENTRE_SHIFT * line.size and min(left, right) > 1.0 * line.size


def _is_centered(line: Line, setting: _Setting) -> bool:
    """Whether ``line`` stands in the middle on purpose: not where other lines start, unless it does so exactly."""
    left, right = line.x0 - line.left, line.right - line.x1
    if abs(left - right) < 0.15 * line.size and min(left, right) > 0.15 * line.size:
        return True
    return _is_symmetric(line) and (line.column > 0 or round(left) not in setting.starts)


def _continues(group: Sequence[Line], line: Line, setting: _Setting) -> bool:
    above = group[-1]
    if line.column >= CARRIED and above.column < CARRIED:
        return above.column % 2 == line.column % 2 and _continues_in_column(above, line)
    if above.column != line.column or abs(above.size - line.size) > 0.12 * max(above.size, line.size):
        return False
    turned = above.page != line.page
    if turned and line.column:
        return False
    if line.text[:1].isdigit() and _DATE_OPEN.search(above.text):
        return True
    if (
        not line.column
        and _is_centered(line, setting)
        and all(_is_centered(other, setting) or _same_axis(other, line) for other in group)
        and not _hangs(group[0], line)
    ):
        return not turned and _continues_centered(above, line, setting)
    if not turned and _is_spaced(above, line, setting):
        return False
    if line.column:
        return _continues_in_column(above, line)
    return _continues_in_body(group, line, setting, turned=turned)


def _is_spaced(above: Line, line: Line, setting: _Setting) -> bool:
    """Whether more than the document's line pitch parts the two lines."""
    usual = setting.pitch.get(round(line.size), 1.2 * line.size)
    pitch = above.y0 - line.y0
    if line.ocr and not TERMINAL.search(above.text) and 0 < pitch < _OCR_PITCH * usual:
        return False
    return pitch > max(usual + 0.17 * line.size, 1.12 * usual) or pitch < 0


def _same_axis(above: Line, line: Line) -> bool:
    """Whether two lines of different width stand on one middle axis, whatever the edges of the text are."""
    return (
        abs(above.x0 + above.x1 - line.x0 - line.x1) < 0.25 * line.size
        and abs((above.x1 - above.x0) - (line.x1 - line.x0)) > line.size
    )


def _continues_in_column(above: Line, line: Line) -> bool:
    if _is_wrapped_head(bare(above.text), bare(line.text)):
        return True
    if above.bold != line.bold or _BULLET.match(line.text) or _OPENING.match(line.text):
        return False
    if above.text.isupper() != line.text.isupper() or TERMINAL.search(above.text):
        return False
    if _BULLET.match(above.text):
        return True
    return line.text[:1].islower() or (_is_full(above, line) and not line.text.isupper())


def _is_wrapped_head(above: str, line: str) -> bool:
    """Whether the state's name or the motto of a header was too wide for its column; texts without marks."""
    both = f"{above} {line}"
    return any(both in head for head in _HEADS)


def _continues_centered(above: Line, line: Line, setting: _Setting) -> bool:
    usual = setting.pitch.get(round(line.size), line.size)
    if (
        not 0 < above.y0 - line.y0 < max(_CENTRED_PITCH * line.size, usual + 0.17 * line.size)
        or above.bold != line.bold
        or above.italic != line.italic
    ):
        return False
    if _other_case(above.text, line.text) or TERMINAL.search(above.text):
        return False
    if _NUMBERED.match(above.text) and len(above.text) < 16:
        return False
    return _is_full_centered(above, line) or not line.text.isupper()


def _other_case(above: str, line: str) -> bool:
    """Whether capitals end or begin between two lines; figures alone ("2021 -" / "2025") are of either case."""
    return above.isupper() != line.isupper() and any(char.isalpha() for char in line)


def _is_full_centered(above: Line, line: Line) -> bool:
    return above.x1 - above.x0 + line.first + 0.25 * line.size > 0.9 * (above.right - above.left)


def _continues_in_body(group: Sequence[Line], line: Line, setting: _Setting, *, turned: bool) -> bool:
    above = group[-1]
    if not _is_full(above, line) or (turned and above.text.isupper()):
        return False
    if _heads(above, line):
        return False
    shift = line.x0 - line.left
    if _hangs(group[0], line) or _hangs_short(group, line) or _hangs_close(group[0], line):
        return True
    if shift > _INDENT_MIN * line.size:
        return _is_block_indented(group, line, setting)
    opens = _opens_below(above, line)
    if setting.indented:
        # Flush left where paragraphs indent: the rest of one, unless list item follows list item at the edge.
        return not (opens and TERMINAL.search(above.text) and group[0].x0 - group[0].left < _INDENT_MIN * line.size)
    if turned and TERMINAL.search(above.text) and (opens or line.text[:1].isupper()):
        return False
    return not (opens and TERMINAL.search(above.text))


def _opens_below(above: Line, line: Line) -> bool:
    """Whether ``line`` begins as items do, and nothing above it asks for more: "… theo hướng dẫn tại" / "Phần V"."""
    return _opens(line.text) and not _WANTS_MORE.search(above.text)


def _opens(text: str) -> bool:
    """Whether a line begins as items and legal bases do."""
    close = _CLOSE_NUMBER.match(text)
    numbered = _NUMBERED.match(text) is not None or (close is not None and text[close.end()].isupper())
    return numbered or bool(_BULLET.match(text) or _OPENING.match(text))


def _heads(above: Line, line: Line) -> bool:
    """Whether ``above`` ends a heading in bold that fills its line: the text below opens anew in plain letters."""
    return above.bold and not line.bold and not line.ocr and line.text[:1].isupper()


def _hangs(first: Line, line: Line) -> bool:
    """Whether ``line`` starts under the text after the list marker of ``first``."""
    near = 0.3 * line.size
    if first.marker_end <= first.x0:
        return False
    if abs((line.x0 - line.left) - (first.marker_end - first.left)) < near:
        return True
    # On a page of items alone their markers are its left edge: then the place on the sheet tells, where the right
    # edges show that the margins are not mirrored, and ``line`` is indented on its own page.
    indented = line.x0 - line.left > _INDENT_MIN * line.size
    return indented and abs(line.x0 - first.marker_end) < near and abs(line.right - first.right) < line.size


def _hangs_short(group: Sequence[Line], line: Line) -> bool:
    """Whether ``line`` goes on below a marker too wide for its place ("1.1." in a list set for "1."), whose text begins
    at the next tab stop, further right than its other lines."""
    first, near = group[0], 0.3 * line.size
    under = first.x0 + near < line.x0 < first.marker_end - near
    text = " ".join(one.text for one in group)
    ended = TERMINAL.search(text) is not None and line.text[:1].isupper() and text.count("(") <= text.count(")")
    return under and not _opens(line.text) and not ended


def _returns(first: Line, line: Line, following: Line | None, setting: _Setting) -> bool:
    """Whether ``line`` is the indented first line of a paragraph, though it stands under the text of the item that
    ``first`` opens: its sentence goes on in the line below, which returns to the margin as the lines of an item never
    do."""
    if following is None or first.marker_end <= first.x0 or line.column or not line.text[:1].isupper():
        return False
    if TERMINAL.search(line.text) or (following.page == line.page and _is_spaced(line, following, setting)):
        return False
    outdented = line.x0 - following.x0 > _INDENT_MIN * line.size and following.x0 < first.x0 - _INDENT_MIN * line.size
    wrapped = following.page == line.page and _is_full(line, following) and not _opens(following.text)
    return outdented and wrapped and not following.bold


def _hangs_close(first: Line, line: Line) -> bool:
    """Whether ``line`` goes on below the text of an item whose number fills the place for it: "14.Doanh nghiệp"."""
    number = _CLOSE_NUMBER.match(first.text)
    if number is None:
        return False
    width = sum(_WIDTHS.get(sign, _FIGURE) for sign in number.group()) * first.size
    return -0.1 < (line.x0 - first.x0 - width) / line.size < _INDENT_MIN


def _is_block_indented(group: Sequence[Line], line: Line, setting: _Setting) -> bool:
    """Whether ``line`` goes on with a paragraph whose lines are all indented alike."""
    last = group[-1]
    same = _same_indent(last, line)
    if len(group) >= 2:
        return same
    ended = TERMINAL.search(last.text) is not None
    if last.x0 - last.left > line.x0 - line.left + 0.5 * line.size:
        # A dash where the lines below a bullet begin stands within a name: "Phòng Kế hoạch" / "- Tài chính".
        opens = _opens_below(last, line) and not (line.text.startswith("-") and last.text.startswith("-"))
        return not opens and (not ended or line.text[:1].islower())
    known = not line.text[:1].isupper() or round(line.x0 - line.left) in setting.blocks
    return same and known and not ended and not _opens_below(last, line)


def _same_indent(above: Line, line: Line) -> bool:
    """Whether two lines start at one distance from the margin; over a page break, whose pages may be too short of
    lines at the margin to show it, at one place of the sheet."""
    near = 0.3 * line.size
    same = abs((line.x0 - line.left) - (above.x0 - above.left)) < near
    return same or (
        above.page != line.page and abs(line.x0 - above.x0) < near and abs(line.right - above.right) < line.size
    )
