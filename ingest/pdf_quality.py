"""Which pages cannot be read from their text layer, and which numbers of an OCR'd page cannot be right."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ingest.encodings.syllables import SyllableCount, count_text, total
from ingest.pdf_page import Page
from ingest.scan_romans import strokes
from schema.document import PageNote
from schema.text import bare

# Letters below which a page with a picture holds no text of its own (a stamp and a page number are less).
LETTERS_MIN = 15
# Typed over a picture, fewer letters than this may be all that was added to a scan: the name of the program that made
# it, the site it comes from, number and date of its receipt, the frame of a copy. A full page has 1,500.
_ADDED_MAX = 300
# So many marked syllables more make the recognised text of such a page the better one.
_ADDED_MARKED_MIN = 15
# A text layer whose words are less Vietnamese than this is a foreign OCR or a broken encoding.
_SYLLABLES_MIN, _MARKED_MIN = 0.72, 0.35
# Typed plans have .96 and .82 at least; below this an earlier OCR is worth being done again and compared.
_SYLLABLES_SURE, _MARKED_SURE = 0.93, 0.72
_WORDS_MIN = 15
# Characters that tell a broken font from a sound one.
_SAMPLE = 1_000
_PICTURED = 0.3
# Text turned into outlines: many drawn objects and hardly a letter.
_OUTLINES_MIN = 300

# A Roman number before a heading in capitals, as OCR garbles it: "HI. TỔ CHỨC", "L MỤC ĐÍCH".
# "TL. CHỦ TỊCH" is who signs for whom, no second heading.
_CAPACITY = re.compile(r"tl\. ?(?:chu tich|uy ban|ubnd|hoi dong|truong|giam doc|chanh|bo truong|thu truong)")
_ROMAN_LIKE = re.compile(r"([HIlLT|!1]{1,4})\.\s?(?=([^\W\d_]{2}))")
# An annex named by such a number: "Phụ lục H", "PHỤ LỤC HI".
_ANNEX = re.compile(r"(?i:phụ lục) ([IHlT|!]{1,3})[.:]?$")
_LOOKS = "lIiOoSsBZz|"
_DATE = re.compile(
    rf"(?<![\w/.,-])([\d{_LOOKS}]{{1,2}})\s?[/.]\s?([\d{_LOOKS}]{{1,2}})\s?[/.]\s?([\d{_LOOKS}]{{4}})(?![\w/-])"
)
_LONG_DATE = re.compile(
    rf"ng[àáa]y\s+([\d{_LOOKS}]{{1,2}})\s+th[áàa]ng\s+([\d{_LOOKS}]{{1,2}})\s+n[ăâa]m\s+([\d{_LOOKS}]{{4}})",
    re.IGNORECASE,
)
_PROVISION = re.compile(r"\b(?:Điều|[Kk]hoản|[Mm]ục|số)\s+([lLOo|]\d*|\d+[lLOo|]\d*)(?=[\s.,;:/])")
_SYMBOL = re.compile(rf"(?<![\w/])(\d*[{_LOOKS}]\d+|\d+[{_LOOKS}]\d*)/(?:\d{{4}}/)?(?:[A-ZĐ]{{1,6}})-[A-ZĐ]{{2,}}")


class Counts(NamedTuple):
    """What the words of a page are: of its beginning, which tells a broken font from a sound one, and of all of it."""

    sample: SyllableCount
    whole: SyllableCount


def counts_of(text: str) -> Counts:
    """What the words of a page with this text are."""
    end = text.find(" ", _SAMPLE)
    sample = count_text(text if end < 0 else text[:end])
    return Counts(sample, sample if end < 0 else total((sample, count_text(text[end:]))))


def needs_ocr(page: Page, text: str, counts: Counts) -> bool:
    """Whether ``page`` shows something that its text (``text``: without stamps) lacks or garbles."""
    pictured = page.image_share > _PICTURED
    if not _has_letters(text):
        return pictured or len(page.rules) > _OUTLINES_MIN
    if pictured and is_added(text) and not _has_letters(" ".join(w.text for w in page.words if w.font.invisible)):
        return True
    # Without a picture the text was typed: it may be typed without marks, but broken fonts leave no syllables.
    if pictured:
        return is_useless(counts.whole)
    return counts.sample.words >= _WORDS_MIN and counts.sample.share < _SYLLABLES_MIN


def _has_letters(text: str) -> bool:
    return len(list(islice(filter(str.isalpha, text), LETTERS_MIN))) == LETTERS_MIN


def is_added(text: str) -> bool:
    """Whether ``text``, typed over a picture of the page, may be no more than what was added to the scan of it."""
    return sum(map(str.isalpha, text)) < _ADDED_MAX


def is_better(recognised: SyllableCount, layer: SyllableCount) -> bool:
    """Whether ``recognised`` shows that ``layer`` is only what was added to a scan: it has clearly more Vietnamese."""
    return recognised.marked >= layer.marked + _ADDED_MARKED_MIN


def is_useless(counted: SyllableCount) -> bool:
    """Whether a text of some length cannot be Vietnamese: few syllables, or hardly any with a mark."""
    if counted.words < _WORDS_MIN:
        return False
    return counted.share < _SYLLABLES_MIN or counted.marked_share < _MARKED_MIN


def is_doubtful(counted: SyllableCount) -> bool:
    """Whether the text of an earlier OCR has more words that are none than a sound one."""
    return counted.words >= _WORDS_MIN and (counted.share < _SYLLABLES_SURE or counted.marked_share < _MARKED_SURE)


def repaired_marker(line: str) -> str:
    """``line`` of an OCR with the Roman number that opens a heading in capitals made whole: "HI. TỔ CHỨC" is III.

    So is that of an annex which stands alone: "Phụ lục H" is II.
    """
    annex = _ANNEX.match(line)
    if annex is not None and (count := strokes(annex.group(1))) <= 3:
        return f"{line[: annex.start(1)]}{'I' * count}{line[annex.end(1) :]}"
    match = _ROMAN_LIKE.match(line)
    if match is None or not match.group(2).isupper() or _CAPACITY.match(bare(line)):
        return line
    token = match.group(1)
    if set(token) <= {"I"} or token.isdigit() or token in {"H", "T"}:
        return line
    count = strokes(token)
    return f"{'I' * count}. {line[match.end() :]}" if count <= 3 else line


def doubtful_numbers(text: str, page: int) -> Iterator[PageNote]:
    """A note for every date, number or symbol of an OCR that cannot be right: "l5/8/2O23", "45/13/2023", "Điều L"."""
    for pattern in (_DATE, _LONG_DATE):
        for match in pattern.finditer(text):
            if any(map(str.isdigit, match.group())) and not _is_date(*match.groups()):
                yield _doubt(match.group(), page)
    for match in _PROVISION.finditer(text):
        yield _doubt(match.group(), page)
    for match in _SYMBOL.finditer(text):
        if not re.fullmatch(r"\d+[a-zđ]?", match.group(1)):
            yield _doubt(match.group(), page)


def _is_date(day: str, month: str, year: str) -> bool:
    if not (day.isdigit() and month.isdigit() and year.isdigit()):
        return False
    return 1 <= int(day) <= _days(int(month)) and 1945 <= int(year) <= 2100


def _days(month: int) -> int:
    return {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31) if 1 <= month <= 12 else 0


def _doubt(found: str, page: int) -> PageNote:
    shown = " ".join(found.split())
    return PageNote(
        code="ocr_number",
        message=f"Số, ngày hoặc ký hiệu nhận dạng được “{shown}” không hợp lệ, cần đối chiếu bản gốc.",
        page=page,
    )  # fmt: skip
