"""Every place of a text that names an act: symbols, numbers without a code, laws by name, standards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.citations.before import Before, before, is_header_number, is_named_number, is_nickname
from extractors.citations.laws import Law, laws
from extractors.citations.symbols import HYPHENED, SLASHLESS, Symbol, symbol_at, symbols
from extractors.dates import GAP
from extractors.reading import Reading
from extractors.rules import Rule

NUMBER_ONLY = Rule(
    name="number_only",
    pattern=rf"(?<!\w)số{GAP}:?{GAP}(?P<number>\d{{1,5}}[a-z]?)(?![\w/])(?!{GAP}[-–/]{GAP}\w)",
    examples=("thông báo số 12 ngày 3/4/2023", "chỉ thị số 17"),
    counter_examples=("số 12/kh-ubnd", "số 18-nq/tw", "số liệu"),
)
NUMBER_AND_YEAR = Rule(
    name="number_and_year",
    pattern=rf"(?P<number>\d(?<![\w/.,]\d)\d{{0,3}}){GAP}/{GAP}(?P<year>(?:19[89]|20[0-4])\d)(?![\w/])(?!{GAP}[/\-–]{GAP}\w)",
    examples=("nghị định 61/2018", "thông tư số 19/2024 của bộ nội vụ"),
    counter_examples=("61/2018/nđ-cp", "ngày 5/6/2023", "12/ubnd"),
)
BARE_NUMBER = "bare_number"
_SPACE = r"[^\S\n]"
# Types that are cited by number and year alone; elsewhere "3/2024" is a month.
_BY_YEAR = {"NĐ", "TT", "TTLT", "NQ", "QĐ", "Luật"}
STANDARD = Rule(
    name="standard",
    pattern=rf"(?<!\w)(?:tcvn{GAP})?(?:iso|tcvn)(?:/iec)?{GAP}:?{GAP}\d{{4,5}}(?:[:\-]\d{{4}})?(?!\d)",
    examples=("tcvn iso 9001:2015", "iso 9001", "iso/iec 27001:2013"),
    counter_examples=("hệ thống iso", "iso điện tử"),
)
RULES = (NUMBER_ONLY, NUMBER_AND_YEAR, STANDARD)
# Type codes of Party documents, which stand before the slash: "18-NQ/TW".
_PARTY_TYPES = {"NQ", "CT", "KL", "QĐ", "QĐi", "QyĐ", "HD", "KH", "CTr", "CTHĐ", "TB", "BC", "TTr", "CV", "ĐA", "QC"}
_LIST_REACH = 30
_SHARED_CODES = re.compile(rf"(?<!\w)số{GAP}:?{GAP}(?P<number>\d{{1,4}}){GAP}(?:,|và|&){GAP}(?:số{GAP})?$")
_HEAD_NUMBER = re.compile(rf"(?:số|ký hiệu){GAP}:?{GAP}(?=\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place ``[start, core_end)`` that names an act, before its date, body and title are read."""

    start: int
    core_end: int
    before: Before | None = None
    symbol: Symbol | None = None
    number: str | None = None
    law: Law | None = None
    short_symbol: str | None = None
    standard: str | None = None
    rule: str


def mentions(reading: Reading) -> list[Mention]:
    """All mentions in the order of the text; where two overlap, the law with its number wins."""
    found: list[Mention] = []
    for kind in (_by_law, _by_symbol, _by_number, _by_number_and_year, _by_standard):
        taken = [(mention.start, mention.core_end) for mention in found]
        found += [
            mention
            for mention in kind(reading)
            if not any(start < mention.core_end and mention.start < end for start, end in taken)
        ]
    found += _by_bare_number(reading, found)
    return sorted(found, key=lambda mention: (mention.start, -mention.core_end))


def own_symbols(reading: Reading) -> frozenset[str]:
    """The symbols that the document gives itself in its head ("Số: 49/KH-UBND"), blank ones left out."""
    heads = _HEAD_NUMBER.finditer(reading.folded)
    found = (symbol_at(reading.flow, match.end()) for match in heads)
    return frozenset(
        symbol.text
        for symbol in found
        if symbol is not None
        and is_header_number(reading, symbol.start)
        and _own_head(reading, symbol, before(reading, symbol.start))
    )


def _own_head(reading: Reading, symbol: Symbol, context: Before) -> bool:
    """Whether no type word stands before the number, or only the document's own in capitals ("KẾ HOẠCH Số: …")."""
    words = reading.flow[context.type_start : symbol.start]
    return context.type is None or (":" in words and words[:4].isupper())


def _by_law(reading: Reading) -> Iterator[Mention]:
    for law in laws(reading):
        yield Mention(start=law.start, core_end=law.end, law=law, symbol=law.symbol, rule="law_by_name")


def _by_symbol(reading: Reading) -> Iterator[Mention]:
    last: Symbol | None = None
    for symbol in symbols(reading.flow):
        first = _number_before(reading, symbol)
        if first is not None:
            yield first
            last = symbol
        context = before(reading, symbol.lead)
        in_list = last is not None and last.codes == symbol.codes and symbol.start - last.end < 60
        if in_list or _is_citation(reading, symbol, context):
            last = symbol
            yield Mention(start=context.start, core_end=symbol.end, before=context, symbol=symbol, rule=symbol.rule)


def _number_before(reading: Reading, symbol: Symbol) -> Mention | None:
    """The first of two acts that share their codes: "số 18, 19-NQ/TW", "số 01 và 02/2021/TT-BNV"."""
    start = max(0, symbol.start - _LIST_REACH)
    match = _SHARED_CODES.search(reading.folded, start, symbol.start)
    if match is None or symbol.number is None:
        return None
    context = before(reading, match.start("number"))
    if context.type is None:
        return None
    tail = symbol.text[len(symbol.number) :]
    shared = replace(
        symbol,
        lead=match.start("number"),
        start=match.start("number"),
        end=match.end("number"),
        text=match["number"] + tail,
        number=match["number"],
    )
    return Mention(start=context.start, core_end=match.end("number"), before=context, symbol=shared, rule="symbol_list")


def _is_citation(reading: Reading, symbol: Symbol, context: Before) -> bool:
    start = symbol.lead
    if len(symbol.codes) == 1 and symbol.type_code is None and symbol.year is None and is_nickname(reading, start):
        return False
    if context.type is not None:
        return not _own_head(reading, symbol, context)
    if is_header_number(reading, start) or is_named_number(reading, start) or symbol.number is None:
        return False
    if symbol.rule == SLASHLESS.name:
        return False
    if symbol.rule == HYPHENED.name:
        return symbol.type_code in _PARTY_TYPES and len(symbol.codes) > 1
    known = symbol.type_code is not None or symbol.is_letter or symbol.is_law
    compound = len(symbol.codes) > 1 or symbol.year is not None or "UBND" in symbol.codes[0]
    return (known and compound) or (context.so and (known or compound))


def _by_number(reading: Reading) -> Iterator[Mention]:
    """Numbers without a code after a type word: "Thông báo số 12 ngày 3/4/2023"."""
    for match in NUMBER_ONLY.finditer(reading.folded):
        context = before(reading, match.start("number"))
        if context.type is not None:
            yield Mention(
                start=context.start,
                core_end=match.end("number"),
                before=context,
                number=match["number"],
                rule=NUMBER_ONLY.name,
            )


def _by_bare_number(reading: Reading, found: list[Mention]) -> list[Mention]:
    """The numbers of ``found`` behind a type word alone: "Quyết định 4725", "Nghị quyết 30c của Chính phủ".

    Without "số" a number tells an act only where the document names the act in full: "Chương trình 135" does not.
    """
    numbers = {mention.symbol.number.lower() for mention in found if mention.symbol and mention.symbol.number}
    if not numbers:
        return []
    taken = [(mention.start, mention.core_end) for mention in found]
    pattern = re.compile(
        rf"(?<=[^\W\d]{_SPACE})(?:{'|'.join(map(re.escape, numbers))})(?![\w/%]|[.,\-–]\w|{GAP}[/\-–])"
    )
    bare: list[Mention] = []
    for match in pattern.finditer(reading.folded):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        context = before(reading, match.start())
        if context.type is not None and not context.so:
            number = reading.folded[match.start() : match.end()]
            bare.append(
                Mention(start=context.start, core_end=match.end(), before=context, number=number, rule=BARE_NUMBER)
            )
    return bare


def _by_number_and_year(reading: Reading) -> Iterator[Mention]:
    """A decree or circular without the code: "Nghị định 61/2018"."""
    for match in NUMBER_AND_YEAR.finditer(reading.folded):
        context = before(reading, match.start())
        if context.type is not None and context.type.code in _BY_YEAR:
            yield Mention(
                start=context.start,
                core_end=match.end(),
                before=context,
                number=match["number"],
                short_symbol="".join(match.group().split()),
                rule=NUMBER_AND_YEAR.name,
            )


def _by_standard(reading: Reading) -> Iterator[Mention]:
    for match in STANDARD.finditer(reading.folded):
        text = " ".join(reading.flow[match.start() : match.end()].split())
        yield Mention(start=match.start(), core_end=match.end(), standard=text, rule=STANDARD.name)
