"""What stands before a symbol: the type word, "số", the provisions cited; and what shows that it is no citation."""

import re
from dataclasses import dataclass, replace
from functools import cache

from extractors.citations.vocabulary import (
    DocumentType,
    any_word,
    issuer_heads_pattern,
    type_names_pattern,
    types_by_name,
    types_by_short,
)
from extractors.dates import GAP
from extractors.reading import Reading

_WINDOW = 110
# "số", as OCR reads it, with a colon or without; a paragraph break only where a wrapped line was taken for a heading.
_SO = r"(?P<so>(?<!\w)(?:số|sô|sổ|só)(?![^\W\d])\s*:?)?\s*"
_VALUE = r"(?:\d+(?:\.\d+)*[a-zđ]?|[ivxlc]+|[a-zđ]{1,2}(?:\.\d+)*)(?!\w)"
_UNIT = (
    rf"(?:tiết|điểm|khoản|điều|tiểu mục|mục|chương|phần|phụ lục|biểu){GAP}(?:số{GAP})?{_VALUE}"
    rf"(?:{GAP}(?:,|và|hoặc|đến|-|–){GAP}{_VALUE})*"
)
PROVISIONS = rf"(?<!\w){_UNIT}(?:{GAP}(?:,|;|và|đến|của|tại|thuộc)?{GAP}{_UNIT})*"
_PROVISIONS_BEFORE = re.compile(
    rf"(?P<provision>{PROVISIONS}){GAP}(?:,|của|tại|thuộc|trong|(?:ban hành{GAP})?kèm theo)?{GAP}(?:các{GAP})?$"
)
_HEADER_NUMBER = re.compile(r"(?:(?:^|\n|\|)[\s|*]*số\s*:?|ký hiệu\s*:?|(?<!\w)số\s*:)\s*$")
_LIST = re.compile(r"(?:[\s,;]|và|cùng|hoặc|đến)*(?:(?:các\s+)?số\s*:?\s*)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """Where a citation begins and what its words before the symbol say. type None: no type word, ``so`` or nothing."""

    start: int
    type: DocumentType | None
    type_text: str | None
    so: bool
    type_start: int
    provision: str | None = None
    issuer: tuple[int, int] | None = None


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<name>{type_names_pattern()})(?!\w)[\s(*:]*?{_SO}$")


@cache
def _shortened() -> re.Pattern[str]:
    names = "|".join(sorted(types_by_short(), key=len, reverse=True))
    return re.compile(rf"(?<![\w/\-])(?P<name>{names})\s*{_SO}$")


@cache
def _named_of_body() -> re.Pattern[str]:
    """ "Nghị quyết của HĐND tỉnh số …": the body stands between the type and the number."""
    body = rf"(?P<issuer>(?:{issuer_heads_pattern()})(?!\w)[^,;.:\n]{{0,50}}?)"
    return re.compile(rf"(?<!\w)(?P<name>{type_names_pattern()}){GAP}của{GAP}{body}{GAP}:?{GAP}(?:số){GAP}:?{GAP}$")


@cache
def _issuer_at() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:của|và){GAP}(?P<issuer>(?:{issuer_heads_pattern()})(?!\w)[^,;.:\n]{{0,70}}?){GAP}tại{GAP}$"
    )


@cache
def _after_words(name: str) -> re.Pattern[str]:
    return re.compile(rf"{any_word(name)}\s*(?:số)?\s*:?\s*$")


_ONLY_SO = re.compile(rf"{_SO}$")


def before(reading: Reading, position: int) -> Before:
    """What stands directly before ``position``, the first character of a symbol or number."""
    window_start = max(0, position - _WINDOW)
    window = reading.folded[window_start:position]
    match = _named().search(window)
    if match is not None and _same_paragraph(match):
        start = window_start + match.start()
        return _with_provisions(reading, start, _type_named(match), match["name"], so=match["so"] is not None)
    short = _shortened().search(reading.flow[window_start:position])
    if short is not None:
        start = window_start + short.start()
        return _with_provisions(
            reading, start, types_by_short()[short["name"]], short["name"], so=short["so"] is not None
        )
    of_body = _named_of_body().search(window)
    if of_body is not None:
        found = _with_provisions(
            reading, window_start + of_body.start(), _type_named(of_body), of_body["name"], so=True
        )
        issuer = window_start + of_body.start("issuer"), window_start + of_body.end("issuer")
        return replace(found, issuer=issuer)
    so = _ONLY_SO.search(window)
    start = window_start + so.start("so") if so is not None and so["so"] else position
    return Before(start=start, type=None, type_text=None, so=start < position, type_start=start)


def _type_named(match: re.Match[str]) -> DocumentType:
    return types_by_name()[" ".join(match["name"].split())]


def _same_paragraph(match: re.Match[str]) -> bool:
    """A break inside is bearable only after "số": a wrapped line that begins with the number."""
    tail = match.group()
    return "\n" not in tail or (match["so"] is not None and "\n" not in tail[: match.end("so") - match.start()])


def _with_provisions(reading: Reading, start: int, entry: DocumentType, text: str, *, so: bool) -> Before:
    found = provisions_before(reading, start)
    provision = found[1] if found else None
    return Before(
        start=found[0] if found else start, type=entry, type_text=text, so=so, provision=provision, type_start=start
    )


def provisions_before(reading: Reading, position: int) -> tuple[int, str] | None:
    """Where the provisions begin that are cited directly before ``position``, and their text."""
    window_start = max(0, position - 160)
    match = _PROVISIONS_BEFORE.search(reading.folded, window_start, position)
    if match is None:
        return None
    start, end = match.span("provision")
    return start, " ".join(reading.flow[start:end].split())


def issuer_before(reading: Reading, position: int) -> tuple[int, int] | None:
    """The body named before the act: "theo đề nghị của Sở Nội vụ tại Tờ trình số …"."""
    match = _issuer_at().search(reading.folded, max(0, position - 110), position)
    return match.span("issuer") if match is not None else None


def is_header_number(reading: Reading, position: int) -> bool:
    """Whether the symbol at ``position`` is the document's own, in its head: "Số: 49/KH-UBND" opening a paragraph."""
    return _HEADER_NUMBER.search(reading.folded[max(0, position - 40) : position]) is not None


def is_named_number(reading: Reading, position: int) -> bool:
    """Whether the words before make it the number of a form ("Mẫu số 01/TTĐT-...")."""
    return _after_words("form_words").search(reading.folded[max(0, position - 30) : position]) is not None


def is_nickname(reading: Reading, position: int) -> bool:
    """Whether the words before make it a nickname: "Đề án 06/CP", "Ban Chỉ đạo 389/ĐP"."""
    return _after_words("nickname_words").search(reading.folded[max(0, position - 30) : position]) is not None


def continues_list(reading: Reading, end_of_previous: int, start: int) -> bool:
    """Whether only list punctuation stands between one citation's number and date and the next number."""
    between = reading.folded[end_of_previous:start]
    return len(between) < 40 and "\n" not in between and _LIST.fullmatch(between) is not None
