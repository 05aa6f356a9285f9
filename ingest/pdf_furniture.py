"""What stands on a page but not in the text: watermarks, e-signature stamps, page numbers, running heads. All of it is
recorded."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import chain

from ingest.pdf_cells import Box
from ingest.pdf_columns import PAGE_NUMBER
from ingest.pdf_fonts import ASLANT
from ingest.pdf_lines import Line
from ingest.pdf_page import Page
from ingest.pdf_runs import Word
from schema.document import PageNote
from schema.text import bare

# A running head or page number lies within this share of the sheet's longer side from the edge, however it lies.
_MARGIN = 0.12
_REPEATS_MIN = 3
# What was made of a page's number has so few signs; so many others stand where it does, so near (sizes), or one does
# that stands in its very place.
_NUMBER_SIGNS, _NUMBERS_MIN, _LAID, _EXACTLY = 3, 2, 1.0, 0.4
# How far apart (points) the program that wrote a page sets the same line of two pages.
_SAME_PLACE = 1.5
_OPENS_ANNEX = re.compile(r"(?:phu luc|bieu|mau|danh muc|de cuong)\b")
_SIGNED = re.compile(
    r"da (?:duoc )?ky (?:so|dien tu)$|(?:nguoi ky|(?:duoc )?ky (?:so |dien tu )?boi|thoi gian ky|ngay ky"
    r"|signature (?:valid|not verified|not valid|verified)|digitally signed|signed by|signer)\b"
    r"|(?:van ban|tai lieu) (?:da )?(?:duoc )?ky (?:so |dien tu )?boi ?:"  # without the colon a sentence may say so
    # The official form of a digital copy: "SAO Y; UBND HUYỆN …; 18/04/2023 08:00:01".
    r"|(?:sao y|sao luc|trich sao)\b.*\d{1,2}:\d{2}:\d{2}"
)
# Without a colon a sentence may go on so, "… có hiệu lực kể từ" / "ngày ký": then only a moment in this line or the
# next tells a stamp; an address or an hour further down may be the document's.
_SAID = re.compile(r"(?:nguoi ky|(?:duoc )?ky (?:so |dien tu )?boi|thoi gian ky|ngay ky)(?! ?:)")
# What dates a stamp that is but a name and the moment: "17.04.2023 09:12:33 +07:00".
_MOMENT = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d{2}:\d{2} [+-]\d{2}[:']?\d{2}'?$")
_CLOCK = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d{2}:\d{2}")
_MAY_BE_SIGNED = ("người ký", "ký bởi", "ký số", "ký điện tử", "thời gian ký", "ngày ký", "nguoi ky", "ky boi",
                  "thoi gian ky", "signature", "signed", "signer", "+07", "sao y", "sao lục", "trích sao")  # fmt: skip
# One of these is in each sign above: a few searches of a page where it has none.
_SIGNED_STEMS = ("ký", "ky", "sign", "+07", "sao")
_SIGNED_MORE = re.compile(
    r"(?:email|co quan|to chuc|don vi|chuc vu|thoi gian|date|reason|location|ly do|dia diem|so serial|dn)\s*:"
    r"|foxit|adobe acrobat"
)
_STAMP_WORDS = 8  # of a line that opens with no field
_STAMP_END = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?|[+-]\d{2}[:']\d{2}|@|^(?:19|20)\d\d[.-]\d\d")


def without_watermark(words: Sequence[Word], page: int) -> tuple[list[Word], list[PageNote]]:
    """``words`` without those that run across the page ("DỰ THẢO"), and a note that tells them."""
    across = [word for word in words if word.font.turned == ASLANT]
    if not across:
        return list(words), []
    message = f"Đã bỏ chữ in chéo trang: {' '.join(word.text for word in across)}"
    kept = [word for word in words if word.font.turned != ASLANT]
    return kept, [PageNote(code="watermark", message=message, page=page)]


def without_stamps(words: Sequence[Word], page: int, signed: Sequence[Box] = ()) -> tuple[list[Word], list[PageNote]]:
    """``words`` without e-signature stamps ("Ký bởi: ...", "Thời gian ký: ..."), and a note for each stamp.

    signed: where the page's digital signatures show themselves.
    """
    text = " ".join([word.text for word in words]).lower()
    stems = any(stem in text for stem in _SIGNED_STEMS)
    if not stems or not any(sign in text for sign in _MAY_BE_SIGNED):
        return list(words), []
    lines: defaultdict[int, list[Word]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    stamped: set[int] = set()
    notes: list[PageNote] = []
    stamps = {stamp[0]: stamp for box in signed if (stamp := _stamp_in(lines, box))}
    for number in sorted(lines):
        if number in stamped:
            continue
        line = _bare_line(lines[number])
        if number in stamps:
            stamp = stamps[number]
        elif _SIGNED.match(line):
            stamp = _stamp_from(lines, number)
        elif _MOMENT.match(line):
            stamp = _named_moment(lines, number)
        else:
            stamp = [number] if _is_beside_page_number(line) else []
        if stamp:
            stamped.update(stamp)
            text = " ".join(word.text for line in stamp for word in lines[line])
            notes.append(PageNote(code="signature_stamp", message=f"Đã bỏ khung chữ ký số: {text}", page=page))
    return [word for word in words if word.line not in stamped], notes


def _stamp_in(lines: Mapping[int, list[Word]], box: Box) -> list[int]:
    """The lines that a signature shows in its box: those in the type of the one that tells its moment. Others may be
    the document's, such as the signer's name below it."""
    inside = [
        number
        for number, words in sorted(lines.items())
        if all(box[0] - 1 <= word.x0 and word.x1 <= box[2] + 1 and box[1] <= word.y0 + 1 <= box[3] for word in words)
    ]
    moments = [number for number in inside if _CLOCK.search(_bare_line(lines[number]))]
    if not moments:
        return []
    size = lines[moments[0]][0].size
    return [number for number in inside if abs(lines[number][0].size - size) < 0.12 * size]


def _bare_line(words: Sequence[Word]) -> str:
    return bare(" ".join(word.text for word in words))


def _is_beside_page_number(line: str) -> bool:
    """Whether a stamp with its moment stands in the line of the page number: "2 Thời gian ký: 05/01/2026 10:11:12"."""
    number, _, rest = line.partition(" ")
    return number.isdecimal() and bool(_SIGNED.match(rest) and _STAMP_END.search(rest))


def _stamp_from(lines: Mapping[int, list[Word]], first: int) -> list[int]:
    """The lines of the stamp that opens with line ``first``: near, in one size, with stamp fields or their rest; none
    where it is a sentence that goes on so."""
    stamp = [first]
    closed = False
    for number in range(first + 1, first + 9):
        words = lines.get(number)
        if not words or not _follows(lines[stamp[-1]], words):
            break
        text = _bare_line(words)
        opens = _SIGNED.match(text) or _SIGNED_MORE.match(text)
        if not opens and len(text.split()) > _STAMP_WORDS:
            break  # a run of the page may be a whole line: its words tell a sentence
        if opens or _STAMP_END.search(text):
            closed = bool(_STAMP_END.search(text))
        elif closed:
            break
        stamp.append(number)
    if _SAID.match(_bare_line(lines[first])) and not any(_CLOCK.search(_bare_line(lines[at])) for at in stamp[:2]):
        return []
    dated = any(_STAMP_END.search(_bare_line(lines[number])) for number in stamp)
    while len(stamp) > 1 and not _is_field(_bare_line(lines[stamp[-1]])):
        # What follows the last field is its rest only where the field ended at the stamp's edge.
        if not dated or lines[stamp[-2]][-1].x1 < max(word.x1 for line in stamp for word in lines[line]) - 12:
            stamp.pop()
        else:
            break
    return stamp


def _named_moment(lines: Mapping[int, list[Word]], moment: int) -> list[int]:
    """The lines of a stamp that is a moment and, close above it, who signed."""
    above = lines.get(moment - 1)
    return [moment - 1, moment] if above and _follows(above, lines[moment]) else [moment]


def _is_field(text: str) -> bool:
    return bool(_SIGNED.match(text) or _SIGNED_MORE.match(text) or _STAMP_END.search(text))


def _follows(above: Sequence[Word], below: Sequence[Word]) -> bool:
    size = above[0].size
    drop = above[0].y0 - below[0].y0
    own = below[0].size
    return (
        -0.2 * size < drop < 2.0 * size and abs(own - size) < 0.12 * size and abs(above[0].x0 - below[0].x0) < 6 * size
    )


def without_furniture(
    lines: Mapping[int, Sequence[Line]], pages: Mapping[int, Page]
) -> tuple[dict[int, list[Line]], list[PageNote]]:
    """The lines of every page without page numbers and running heads, and a note for each.

    lines: by page number, in reading order. A page number must fit the place of its page; a running head must stand at
    the same edge of three pages, numbers in it apart, or of two where there are no more, outside all other text.
    """
    dropped: defaultdict[int, set[int]] = defaultdict(set)
    notes: list[PageNote] = []
    downwards = {page: sorted(range(len(own)), key=[-one.y0 for one in own].__getitem__) for page, own in lines.items()}
    numbers = _page_numbers(lines, pages, downwards)
    for page, index, line in (*numbers, *_misread_numbers(numbers, lines, pages, downwards)):
        dropped[page].add(index)
        notes.append(PageNote(code="page_number", message=f"Đã bỏ số trang: {line.text}", page=page))
    for page, index, line in _running_heads(lines, pages, dropped, downwards):
        dropped[page].add(index)
        notes.append(PageNote(code="running_head", message=f"Đã bỏ dòng đầu/cuối trang: {line.text}", page=page))
    kept = {page: [line for index, line in enumerate(own) if index not in dropped[page]] for page, own in lines.items()}
    return kept, sorted(notes, key=lambda note: note.page or 0)


def _outermost(own: Sequence[Line], skip: Set[int], page: Page, downwards: Sequence[int]) -> dict[str, list[int]]:
    """The indexes of the two lines nearest to the top of a page and to its bottom, from the edge inwards."""
    order = [index for index in downwards if index not in skip] if skip else downwards
    middle = page.height / 2
    return {
        "top": [index for index in order[:2] if own[index].y0 >= middle],
        "bottom": [index for index in order[:-3:-1] if own[index].y0 < middle],
    }


def _in_margin(line: Line, page: Page) -> bool:
    margin = max(page.width, page.height) * _MARGIN
    return line.y0 > page.height - margin or line.y1 < margin


def _page_numbers(
    lines: Mapping[int, Sequence[Line]], pages: Mapping[int, Page], downwards: Mapping[int, Sequence[int]]
) -> list[tuple[int, int, Line]]:
    candidates: list[tuple[int, int, Line, int]] = []
    for page, own in lines.items():
        for index in chain.from_iterable(_outermost(own, set(), pages[page], downwards[page]).values()):
            if not _in_margin(own[index], pages[page]):
                continue
            match = PAGE_NUMBER.match(bare(own[index].text))
            if match and sum(abs(other.y0 - own[index].y0) < 0.5 * own[index].size for other in own) == 1:
                candidates.append((page, index, own[index], int(match.group(1))))
    shifts = Counter(number - page for page, _, _, number in candidates)
    found: dict[tuple[int, str], tuple[int, int, Line]] = {}
    for page, index, line, number in candidates:
        middle = abs((line.x0 + line.x1) / 2 - pages[page].width / 2) < 0.12 * pages[page].width
        expected = number == page or shifts[number - page] >= 2
        # An annex counts from 1 again, or from where the other file stopped: then only the place of the line tells.
        if expected or middle or line.x0 > 0.6 * pages[page].width:
            edge = "top" if line.y0 > pages[page].height / 2 else "bottom"
            found.setdefault((page, edge), (page, index, line))
    return list(found.values())


def _misread_numbers(
    numbers: Sequence[tuple[int, int, Line]],
    lines: Mapping[int, Sequence[Line]],
    pages: Mapping[int, Page],
    downwards: Mapping[int, Sequence[int]],
) -> list[tuple[int, int, Line]]:
    """The few signs that a recognition made of a page's number ("E)"): alone in the outermost line, where other pages
    have theirs."""
    known = {page for page, _, _ in numbers}
    found: list[tuple[int, int, Line]] = []
    for page, own in lines.items():
        if page in known:
            continue
        for indexes in _outermost(own, set(), pages[page], downwards[page]).values():
            line = own[indexes[0]] if indexes else None
            if line is None or not line.ocr or len(line.text) > _NUMBER_SIGNS or not _in_margin(line, pages[page]):
                continue
            near = [_distance(line, other) / line.size for _, _, other in numbers]
            if sum(away < _LAID for away in near) >= _NUMBERS_MIN or any(away < _EXACTLY for away in near):
                found.append((page, indexes[0], line))
    return found


def _distance(line: Line, other: Line) -> float:
    """How far apart the middles of two lines of a scan are, across or down; pages lie on the glass as they come."""
    across, down = (line.x0 + line.x1 - other.x0 - other.x1) / 2, line.y0 - other.y0
    return max(abs(across), abs(down))


def _running_heads(
    lines: Mapping[int, Sequence[Line]],
    pages: Mapping[int, Page],
    dropped: Mapping[int, set[int]],
    downwards: Mapping[int, Sequence[int]],
) -> list[tuple[int, int, Line]]:
    heads: list[tuple[int, int, Line]] = []
    outer: set[tuple[int, str]] | None = None
    for rank in (0, 1):
        seen: defaultdict[tuple[str, str], list[tuple[int, int, Line]]] = defaultdict(list)
        for page, own in lines.items():
            for edge, indexes in _outermost(own, dropped.get(page, set()), pages[page], downwards[page]).items():
                inner = outer is None or (page, edge) in outer
                if inner and rank < len(indexes) and _in_margin(own[indexes[rank]], pages[page]):
                    line = own[indexes[rank]]
                    if line.text.strip().isdecimal():
                        continue  # numbers that are no page's are of the text: those of a table's rows
                    seen[edge, _likeness(line)].append((page, indexes[rank], line))
        found: dict[str, list[tuple[int, int, Line]]] = {edge: [] for edge in ("top", "bottom")}
        repeated = {key for key, places in seen.items() if _repeats(places, len(lines))}
        alike = {(page, index) for key in repeated for page, index, _ in seen[key]}
        for (edge, like), places in seen.items():
            if (edge, like) in repeated:
                inside = _is_within_text(places, lines, pages, alike, upper=edge == "top")
                found[edge] += [] if inside else places
            elif _stand_clear(places, lines, pages, heads):
                found[edge] += places
        heads += [place for places in found.values() for place in places]
        outer = {(page, edge) for edge, places in found.items() for page, _, _ in places}
    return heads


def _likeness(line: Line) -> str:
    """What lines of one running head have in common: their words, but not the page's number; an annex keeps its own."""
    text = bare(line.text)
    return text if _OPENS_ANNEX.match(text) else re.sub(r"\d+", "#", text)


def _repeats(places: Sequence[tuple[int, int, Line]], pages: int) -> bool:
    return len({page for page, _, _ in places}) >= max(_REPEATS_MIN, pages // 4)


def _is_within_text(
    places: Sequence[tuple[int, int, Line]],
    lines: Mapping[int, Sequence[Line]],
    pages: Mapping[int, Page],
    alike: Set[tuple[int, int]],
    *,
    upper: bool,
) -> bool:
    """Whether the text of more pages reaches as near to the edge as these lines stand: then they are text, too, which a
    plan repeats ("- Đơn vị phối hợp: …") and its pages happen to begin or end with.

    alike: the other lines that repeat, such as the heads of the other chapters.
    """
    own = {page for page, _, _ in places}
    inner = max(_depth(line, pages[page], upper=upper) for page, _, line in places)
    reached = {
        page
        for page, others in lines.items()
        for index, other in enumerate(others)
        if page not in own
        and (page, index) not in alike
        and _depth(other, pages[page], upper=upper) < inner + 0.5 * other.size
        and not PAGE_NUMBER.match(bare(other.text))
    }
    return len(reached) > len(own)


def _depth(line: Line, page: Page, *, upper: bool) -> float:
    """How far the inner side of ``line`` is from the page's upper or lower edge, in points."""
    return page.height - line.y0 if upper else line.y1


def _stand_clear(
    places: Sequence[tuple[int, int, Line]],
    lines: Mapping[int, Sequence[Line]],
    pages: Mapping[int, Page],
    heads: Sequence[tuple[int, int, Line]],
) -> bool:
    """Whether lines that only two pages have are a running head: one text in one place outside all other text."""
    (page, _, line), *others = places
    if len(others) != 1 or len(lines) > _REPEATS_MIN or _OPENS_ANNEX.match(bare(line.text)):
        return False
    if others[0][2].text != line.text or not _in_one_place(line, others[0][2]):
        return False
    known = {(page, index) for page, index, _ in (*places, *heads)}
    upper = line.y0 > pages[page].height / 2
    return not any(
        (other.y1 > line.y0 + 1 if upper else other.y0 < line.y1 - 1)
        for number, own in lines.items()
        for index, other in enumerate(own)
        if (number, index) not in known and not PAGE_NUMBER.match(bare(other.text))
    )


def _in_one_place(line: Line, other: Line) -> bool:
    return max(abs(line.x0 - other.x0), abs(line.y0 - other.y0)) < _SAME_PLACE
