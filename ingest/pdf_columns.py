"""Which rows of a page stand in two columns: the header, the recipients beside the signature.

A gap is known as a gutter by its width, by the words that open a right column, and by staying free through several
rows.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ingest.pdf_rows import Row
from ingest.pdf_runs import Word
from schema.text import bare

# A gap this many times the font size, and this many times the line's usual gap, is no word space.
_GAP_SIZES = 1.4
_GAP_RATIO = 2.5
# A gap this wide (font sizes) parts columns even on a row that stands alone.
_LONE_GAP = 5.0
# A marker that hangs before its list has so many characters at most: "1.1.1.", "VIII.".
_MARKER_LONGEST = 6
_ROMAN = re.compile(r"[IVXLHTU]{1,5}")  # also as a recognition garbles it: "IL", "H"
# The type of a document stands below both columns of its head, wherever on its line.
_TITLE = re.compile(r"(?:ke hoach|quyet dinh|chuong trinh|phuong an|de an)")
# What a sentence calls the state, a word space (so many font sizes at most) before its name: no column ends so near.
_STATE, _WORD_SPACE = "nuoc", 0.8
# Free width that a gutter must keep through all rows of its region, in font sizes.
_GUTTER = 0.35
# A footnote is set in smaller type than this share of the recipients' above it.
_SMALL_NOTE = 0.97
# Rows further apart than this many font sizes do not belong to one region, unless a signature is awaited.
_REGION_DISTANCE = 9.0
# What opens the right column of a header or of a signature block; on text without marks, one word per entry.
_RIGHT_OPENERS = (
    re.compile(r"c[o0]ng h[o0]a x[aãA]? ?h[o0]i ch[uú] ngh[il1]a"),
    re.compile(r"d[o0]c [l1i]ap ?[-–—.]* ?t[uư] d[o0]"),
)
_RIGHT_SIGNER = re.compile(
    r"(?:tm|kt|tl|tuq|q)\.|(?:quyen |pho )?"
    r"(?:chu tich|thu tuong|giam doc|bi thu|chanh van phong|truong (?:ban|phong|cong an)|(?:thu|hieu|cuc|bo) truong)"
)
_LEFT_RECIPIENTS = re.compile(r"noi nhan")
# The words that alone tell of two columns, as _signature_gap and _opener_gap find them: a quick look before that.
_RECIPIENTS_SIGNS = ("nhận:", "nhân:", "nhan:", "nhận :")
_SIGNS = (*_RECIPIENTS_SIGNS, "hòa x", "hoà x", "hoa x", "hỏa x", "lập -", "lập –", "lâp -", "lap -")
MARKER = re.compile(r"(?:[-+*•–—.]|\(?[ivxlcIVXLC]{1,5}[.)]|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)]?|[a-zđA-ZĐ][.)])$")


# The number of a page, alone or with "Trang" and the number of all pages; on text without marks.
PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:trang|page)?[\s|]*(\d{1,4})\s*(?:/\s*\d{1,4})?(?:\s*\|\s*(?:trang|page))?[-–—\s.]*$"
)


class Region(NamedTuple):
    """Rows first..last (both included) that stand in two columns, parted at x. carried: it began on the page before."""

    first: int
    last: int
    gutter: float
    carried: bool = False


def regions(rows: list[Row], carried: tuple[float, float] | None = None) -> list[Region]:
    """The regions of ``rows`` (a page from top to bottom) that stand in two columns.

    carried: the gutter of a region that the page before left open at its end.
    """
    opened = _carried_on(rows, carried) if carried is not None else None
    signs = _holds([word for row in rows for word in row.words], _SIGNS)
    if not opened and not signs and not _may_hold_columns(rows):
        return []
    found: list[Region] = [opened] if opened else []
    index = opened.last + 1 if opened else 0
    while index < len(rows):
        region = _region_from(rows, index, signs=signs)
        if region:
            least = found[-1].last + 1 if found else 0
            found.append(_upwards(rows, region, least))
            index = region.last + 1
        else:
            index += 1
    return found


def may_hold_recipients(words: Sequence[Word]) -> bool:
    """Whether recipients, which stand beside the signature also where no two of ``words`` share a row, may be among
    them."""
    return _holds(words, _RECIPIENTS_SIGNS)


def _holds(words: Sequence[Word], signs: Sequence[str]) -> bool:
    text = " ".join([word.text for word in words]).lower()
    return any(sign in text for sign in signs)


def _carried_on(rows: list[Row], gutter: tuple[float, float]) -> Region | None:
    """The region at the top of a page that goes on with one at the end of the page before."""
    first = next((index for index, row in enumerate(rows) if not PAGE_NUMBER.match(_bare_text(row))), None)
    if first is None or _free(rows[first], gutter) is None:
        return None
    if any(_opener_gap(row) for row in rows[first : first + 3]):
        return None  # the header of another document
    region = _grow(rows, first, gutter, certain=True)
    return region._replace(carried=True) if region else None


def _may_hold_columns(rows: list[Row]) -> bool:
    """Whether any row has a wide gap or stands beside the row before it."""
    return any(len(row.words) > 1 and _gaps(row) for row in rows) or any(
        lower.y1 > upper.y0 and _beside(upper, lower) is not None for upper, lower in pairwise(rows)
    )


def _upwards(rows: list[Row], region: Region, least: int) -> Region:
    """``region`` with the rows above that are its own: the left column's of a signature block that a page break has
    cut, the signer's that stand higher than "Nơi nhận"."""
    first = _first_of_signer(rows, region, least)
    if first < region.first or _opener_gap(rows[first]) or _signature_gap(rows, first):
        return region._replace(first=first)
    own = [word for word in rows[first].words if word.x1 < region.gutter]
    if not own:
        return region
    size, x0 = median(word.size for word in own), min(word.x0 for word in own)
    while first > least:
        row = rows[first - 1]
        near = row.y0 - rows[first].y0 < 2.2 * size
        if not near or row.x1 > region.gutter or abs(row.size - size) > 0.3 or row.x0 - x0 > 2 * size:
            break
        first -= 1
    return region._replace(first=first)


def _first_of_signer(rows: list[Row], region: Region, least: int) -> int:
    """The first of the rows right above ``region`` in which the signer begins ("TM. ỦY BAN NHÂN DÂN", capitals)."""
    first = region.first
    received = any(_LEFT_RECIPIENTS.match(_bare_text(row)) for row in rows[region.first : region.last + 1])
    for index in range(region.first - 1, least - 1, -1):
        row, below = rows[index], rows[index + 1]
        if row.x0 < region.gutter or row.y0 - below.y0 > 2.2 * row.size:
            break
        if _RIGHT_SIGNER.match(_bare_text(row)) or (received and all(word.text.isupper() for word in row.words)):
            first = index
    return first


def _region_from(rows: list[Row], index: int, *, signs: bool) -> Region | None:
    """The two-column region that opens at row ``index``, if one does."""
    certain = (_opener_gap(rows[index]) or _signature_gap(rows, index)) if signs else None
    gaps = [certain] if certain else sorted(_gaps(rows[index]), key=lambda gap: gap[0] - gap[1])
    if not gaps and index + 1 < len(rows):
        beside = _beside(rows[index], rows[index + 1])
        gaps = [beside] if beside else []
    for gap in gaps:
        region = _grow(rows, index, gap, certain=certain is not None)
        if region:
            return region
    return None


def _signature_gap(rows: list[Row], index: int) -> tuple[float, float] | None:
    """The gap between "Nơi nhận" and the signer's title where the two stand on rows of their own, in either order."""
    row = rows[index]
    for other in rows[index + 1 : index + 4]:
        left, right = (row, other) if row.x0 < other.x0 else (other, row)
        if left.x1 >= right.x0:
            continue
        if row.y0 - other.y0 > 3.5 * max(row.size, other.size):
            break
        if _LEFT_RECIPIENTS.match(_bare_text(left)) and _RIGHT_SIGNER.match(_bare_text(right)):
            return left.x1, right.x0
    return None


def _bare_text(row: Row) -> str:
    return _bare(" ".join([word.text for word in row.words]))


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    return bare(text)


def _opener_gap(row: Row) -> tuple[float, float] | None:
    """The gap before the words that only ever open a right column ("CỘNG HÒA XÃ HỘI ...", "Độc lập - ...")."""
    if len(row.words) < 2:
        return None
    text = ""
    starts: dict[int, int] = {}
    for index, word in enumerate(row.words):
        starts[len(text)] = index
        text += _bare(word.text) + " "
    for opener in _RIGHT_OPENERS:
        match = opener.search(text)
        if match and starts.get(match.start(), 0) > 0:
            index = starts[match.start()]
            reach, before = max(word.x1 for word in row.words[:index]), _bare(row.words[index - 1].text)
            if before == _STATE and row.words[index].x0 - reach < _WORD_SPACE * row.size:
                continue  # "Nước Cộng hòa xã hội chủ nghĩa Việt Nam muôn năm!"
            return reach, row.words[index].x0
    if _LEFT_RECIPIENTS.match(text):
        for start, index in starts.items():
            if index > 1 and _RIGHT_SIGNER.match(text, start):
                return max(word.x1 for word in row.words[:index]), row.words[index].x0
    return None


def _gaps(row: Row) -> list[tuple[float, float]]:
    """The gaps of a row that are no word spaces, as (from, to)."""
    words = row.words
    if len(words) < 2:
        return []
    gaps: list[tuple[float, float, int]] = []
    reach = words[0].x1
    for index, word in enumerate(words[1:], 1):
        if word.x0 > reach:
            gaps.append((reach, word.x0, index))
        reach = max(reach, word.x1)
    if not gaps:
        return []
    widths = [to - start for start, to, _ in gaps]
    usual = median(widths) if len(widths) > 2 else min(*widths, 0.3 * row.size)
    least = max(_GAP_SIZES * row.size, _GAP_RATIO * usual)
    return [
        (start, to)
        for start, to, index in gaps
        if to - start >= least and not (index == 1 and MARKER.match(words[0].text))
    ]


def _beside(upper: Row, lower: Row) -> tuple[float, float] | None:
    """The gap between two rows that stand beside each other on slightly different heights."""
    overlap = min(upper.y1, lower.y1) - max(upper.y0, lower.y0)
    if overlap < 0.25 * min(upper.size, lower.size):
        return None
    left, right = (upper, lower) if upper.x0 < lower.x0 else (lower, upper)
    return (left.x1, right.x0) if right.x0 - left.x1 > _GUTTER * upper.size else None


def _grow(rows: list[Row], first: int, gap: tuple[float, float], *, certain: bool) -> Region | None:
    gutter = gap
    both = 1 if gap[1] - gap[0] > _LONE_GAP * rows[first].size else 0
    last = first
    for index in range(first, len(rows)):
        row = rows[index]
        if index > first and rows[index - 1].y0 - row.y1 > _REGION_DISTANCE * row.size:
            break
        free = _free(row, gutter)
        if free is None:
            break
        middle = (free[0] + free[1]) / 2
        on_left, on_right = row.x0 < middle, row.x1 > middle
        if on_left and on_right:
            certain = certain or _opener_gap(row) is not None
            if not _parts_row(row, free, certain=certain):
                break
            both += 1
            last = index
        elif on_left and (_TITLE.fullmatch(_bare_text(row)) or not _belongs_left(row, rows[first : last + 1], middle)):
            break
        elif on_left:
            last = index
        gutter = free
    left_words = [word for row in rows[first : last + 1] for word in row.words if word.x1 <= gutter[0] + 1]
    if not left_words or (both < 2 and not certain and not _side_by_side(rows, first, last, gutter)):
        return None
    if not certain and _are_markers(rows[first : last + 1], gutter):
        return None
    return Region(first, last, (gutter[0] + gutter[1]) / 2)


def _are_markers(rows: Sequence[Row], gutter: tuple[float, float]) -> bool:
    """Whether what stands left of the gutter are the hanging markers of a list: no row has more than a short word, and
    most are markers: a recognition may have lost the sign behind one, or have taken it for a word."""
    left = [[word.text for word in row.words if word.x1 <= gutter[0] + 1] for row in rows]
    if any(len(texts) > 1 or any(len(text) > _MARKER_LONGEST for text in texts) for texts in left):
        return False
    texts = [text for texts in left for text in texts]
    odd = sum(MARKER.match(text) is None and not _ROMAN.fullmatch(text) for text in texts)
    return len(texts) > 1 and odd <= len(texts) // 2


def _free(row: Row, gutter: tuple[float, float]) -> tuple[float, float] | None:
    """What of ``gutter`` the row leaves free, None where words cross it."""
    low, high = gutter
    least = _GUTTER * row.size
    cuts = [word for word in row.words if word.x1 > low and word.x0 < high]
    best: tuple[float, float] | None = None
    edge = low
    for word in [*cuts, None]:
        upto = word.x0 if word else high
        if upto - edge >= least and (best is None or upto - edge > best[1] - best[0]):
            best = (edge, upto)
        if word:
            edge = max(edge, word.x1)
    return best


def _parts_row(row: Row, free: tuple[float, float], *, certain: bool) -> bool:
    """Whether the gap of ``row`` at the gutter is wider than its word spaces."""
    if _opener_gap(row) is not None:
        return True
    middle = (free[0] + free[1]) / 2
    left = max((word.x1 for word in row.words if word.x1 <= middle), default=free[0])
    right = min((word.x0 for word in row.words if word.x0 >= middle), default=free[1])
    spaces = [after.x0 - before.x1 for before, after in pairwise(row.words) if after.x0 > before.x1]
    usual = median(spaces) if len(spaces) > 2 else 0.3 * row.size
    least = 0.5 * row.size if certain else _GAP_SIZES * 0.8 * row.size
    return right - left > max(least, 1.7 * usual)


def _side_by_side(rows: list[Row], first: int, last: int, gutter: tuple[float, float]) -> bool:
    """Whether two rows of slightly different heights stand left and right of the gutter, at least twice."""
    middle = (gutter[0] + gutter[1]) / 2
    pairs = zip(rows[first:last], rows[first + 1 : last + 1], strict=True)
    return (
        sum((upper.x1 < middle) != (lower.x1 < middle) and _beside(upper, lower) is not None for upper, lower in pairs)
        >= 2
    )


def _belongs_left(row: Row, region: list[Row], middle: float) -> bool:
    """Whether a row that ends before the gutter continues the region's left column; body text and footnotes do not."""
    left = [word for above in region for word in above.words if word.x1 < middle]
    if not left:
        return _LEFT_RECIPIENTS.match(_bare_text(row)) is not None  # lower than the signer's title
    size = median(word.size for word in left)
    if row.size > size + 0.8 or (row.size < _SMALL_NOTE * size and row.words[0].text.isdigit()):
        return False
    low, high = min(word.x0 for word in left), max(word.x1 for word in left)
    nearest = min(above.y0 for above in region) - row.y1
    centre = abs((row.x0 + row.x1) - (low + high)) < 4 * row.size
    return nearest < 2.2 * row.size and (abs(row.x0 - low) < 2 * row.size or centre)
