"""Laws, codes, ordinances and the Constitution cited by name, with or without number, date or year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors.citations.symbols import Symbol, symbol_at
from extractors.citations.vocabulary import any_word, law_names, type_names_pattern
from extractors.dates import FULL_DATE, GAP, YEAR, DateParts, parse_date
from extractors.reading import Reading
from schema.text import STATE, fold

_KIND = re.compile(r"(?<!\w)(?P<kind>bộ luật|luật|pháp lệnh|hiến pháp)(?!\w)")
_AMENDING = rf"sửa đổi,?{GAP}(?:và{GAP})?bổ sung{GAP}(?:một{GAP}số{GAP})?điều{GAP}(?:của{GAP})?(?:các{GAP})?"
# "sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch ngày 20/11/2018"
_SEVERAL = re.compile(
    rf"{GAP}\d{{1,3}}{GAP}luật(?:{GAP}(?:có{GAP})?liên quan{GAP}đến{GAP}[^;.:()\n\d,]{{2,60}}?)?"
    rf"(?={GAP}(?:{FULL_DATE}|số(?!\w)|năm(?!\w)|[;.,()\n]|\Z))"
)
_OF_YEAR = rf"\(?{GAP}năm{GAP}(?P<year>{YEAR}){GAP}\)?|(?P<bare>{YEAR})(?![\w/])"
_AMENDED = (
    rf"\({GAP}(?:đã{GAP})?(?:được{GAP})?sửa đổi(?:,?{GAP}bổ sung)?"
    rf"(?:{GAP}(?:một số điều{GAP})?(?:năm{GAP}{YEAR})?)?{GAP}\)"
    rf"|(?<=\s)sửa đổi(?!\w)(?!{GAP}(?:,|bổ sung))"
)
_PIECE = re.compile(
    rf"{GAP},?{GAP}(?:(?P<date>\(?{GAP}(?:ban hành{GAP})?{FULL_DATE}{GAP}\)?)|{_OF_YEAR}|(?P<amended>{_AMENDED})"
    rf"|(?P<issuer>của{GAP}(?:quốc hội|ủy ban thường vụ quốc hội)(?:{GAP}khóa{GAP}[ivx\d]+)?)"
    rf"|(?P<number>\(?{GAP}(?:số{GAP}:?{GAP}(?=\d)|(?=\d{{1,3}}/\d{{4}}/)))"
    r")"
)
# A name of any words, where the number of the National Assembly closes it: "Luật thuế xuất khẩu, thuế nhập khẩu số …".
_ASSEMBLY_NUMBER = r"\d{1,3}/\d{4}/(?:qh|ubtvqh|pl)"
_NUMBERED = re.compile(
    rf"(?P<name>(?:[^;.:()\n\d]|\(sửa đổi\)){{3,140}}?){GAP}\(?{GAP}số{GAP}:?{GAP}(?={_ASSEMBLY_NUMBER})"
)
# The same before a date: "Luật Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ ngày 29 tháng 6 năm 2024".
_DATED = re.compile(rf"(?P<name>[^;.:()\n\d]{{3,140}}?){GAP}(?={FULL_DATE})")
_LAW_CODES = (None, "PL")  # a law's symbol has no code of a type ("45/2019/QH14"), an ordinance's may
_CONSTITUTION = re.compile(rf"{GAP}(?:của{GAP})?nước{GAP}{fold(STATE)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A law cited by name on ``[start, end)``; name: the span of its name, the word "Luật" included."""

    start: int
    end: int
    kind: str
    name: tuple[int, int]
    symbol: Symbol | None
    date: DateParts | None
    date_span: tuple[int, int] | None
    issuer: tuple[int, int] | None
    dated: bool


@cache
def _not_a_law() -> re.Pattern[str]:
    return re.compile(rf"{any_word('not_a_law_after')}\s*$")


@cache
def _unlisted_end() -> re.Pattern[str]:
    return re.compile(rf"[,;.:()\n\"“”|/]|{any_word('law_name_ends')}")


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{type_names_pattern()})(?!\w)|{any_word('law_name_ends')}")


@cache
def _known(kind: str) -> re.Pattern[str]:
    return re.compile(rf"{GAP}(?:{law_names()[kind]})(?!\w)(?!{GAP}-{GAP}\w)")


def laws(reading: Reading) -> Iterator[Law]:
    """The laws that ``reading`` names, in order; a law amended by a law belongs to the name of the latter."""
    position = 0
    while (match := _KIND.search(reading.folded, position)) is not None:
        law = _law(reading, match)
        position = law.end if law is not None else match.end()
        if law is not None:
            yield law


def _law(reading: Reading, match: re.Match[str]) -> Law | None:
    folded = reading.folded
    if _not_a_law().search(folded, max(0, match.start() - 25), match.start()):
        return None
    name_end = _name_end(reading, match["kind"], match.start(), match.end())
    if name_end is None:
        return None
    law = _with_pieces(reading, match["kind"], (match.start(), name_end))
    named = match["kind"] != "hiến pháp" or law.dated or name_end > match.end()
    capital = reading.flow[match.start()].isupper()
    return law if named and (capital or law.dated) else None


def _name_end(reading: Reading, kind: str, start: int, position: int) -> int | None:
    """Where the name ends that follows the word "Luật"; None where no name follows."""
    folded = reading.folded
    if kind == "hiến pháp":
        match = _CONSTITUTION.match(folded, position)
        return match.end() if match else position
    amending = re.compile(GAP + _AMENDING).match(folded, position)
    if amending is not None:
        return _amended(reading, amending.end())
    known = _known(kind).match(folded, position)
    if known is not None:
        return known.end()
    for pattern in (_NUMBERED, _DATED):
        named = pattern.match(folded, position)
        if named is not None and _is_name(reading, position, named["name"]):
            return position + len(named["name"].rstrip())
    return _unlisted(reading, position)


def _is_name(reading: Reading, position: int, name: str) -> bool:
    """Whether the number or date behind ``name`` is the law's, not that of another document ("Luật Đất đai, Nghị định …
    ngày …") or of something done ("Luật Dữ liệu có hiệu lực từ ngày …")."""
    other = _no_name().search(reading.folded, position, position + len(name))
    return _KIND.search(name) is None and other is None


def _amended(reading: Reading, position: int) -> int:
    """The end of the chain of laws that a law amends: "Luật A và Luật B", "37 luật có liên quan đến quy hoạch"."""
    several = _SEVERAL.match(reading.folded, position)
    if several is not None:
        return several.end()
    end = position
    chain = re.compile(rf"{GAP}(?:,|và)?{GAP}(?P<kind>bộ luật|luật|pháp lệnh)(?!\w)")
    while (match := chain.match(reading.folded, end)) is not None:
        name_end = _name_end(reading, match["kind"], match.start("kind"), match.end())
        if name_end is None:
            break
        end = name_end
    return end


def _unlisted(reading: Reading, position: int) -> int | None:
    start = position + len(reading.flow[position:]) - len(reading.flow[position:].lstrip(" \t\xa0"))
    if start >= len(reading.flow) or not reading.flow[start].isupper():
        return None
    first_word = re.compile(r"\w+").match(reading.folded, start)
    searched_from = first_word.end() if first_word is not None else start  # "Luật Ban hành văn bản QPPL"
    stop = _unlisted_end().search(reading.folded, searched_from, min(len(reading.folded), start + 110))
    end = stop.start() if stop else start
    words = reading.folded[start:end].split()
    if not 1 <= len(words) <= 14 or words[0] in ("sư", "gia", "pháp", "số"):
        return None
    return start + len(reading.folded[start:end].rstrip(" -–"))


def _with_pieces(reading: Reading, kind: str, name: tuple[int, int]) -> Law:
    end, symbol, date, date_span, issuer, dated = name[1], None, None, None, None, False
    for _ in range(6):
        piece = _PIECE.match(reading.folded, end)
        if piece is None:
            break
        if piece["number"] is not None:
            behind = symbol_at(reading.flow, piece.end())
            if behind is None or behind.type_code not in _LAW_CODES:
                break  # "Luật Quy hoạch (số 37/2019/NĐ-CP …)": a decree on the law
            symbol, end = behind, behind.end
            continue
        group = next(name for name in ("date", "year", "bare", "amended", "issuer") if piece[name] is not None)
        if group in ("date", "year", "bare") and date is not None:
            break
        if group == "date":
            inner = re.compile(FULL_DATE).search(reading.folded, piece.start("date"), piece.end("date"))
            date, date_span = (parse_date(inner.group()), inner.span()) if inner else (None, None)
        elif group in ("year", "bare"):
            date, date_span = parse_date(piece[group]), piece.span(group)
        elif group == "issuer":
            issuer = (piece.start("issuer") + len("của "), piece.end("issuer"))
        end = piece.end()
    dated = date is not None or symbol is not None
    return Law(
        start=name[0],
        end=end,
        kind=kind,
        name=name,
        symbol=symbol,
        date=date,
        date_span=date_span,
        issuer=issuer,
        dated=dated,
    )
