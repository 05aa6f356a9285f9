"""Every place of a text that names an act: symbols, numbers without a code, laws by name, standards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.citations.before import Before, before, is_header_number, is_named_number, is_nickname
from extractors.citations.laws import Law, laws
from extractors.citations.symbols import Symbol, symbol_at, symbols
from extractors.dates import FULL_DATE
from extractors.reading import Reading

_GAP = r"[^\S\n]*"
_NUMBER_ONLY = re.compile(
    rf"(?<!\w)số{_GAP}:?{_GAP}(?P<number>\d{{1,5}}[a-z]?)(?![\w/])(?!{_GAP}[-–/]{_GAP}\w)(?=(?P<dated>{_GAP},?{_GAP}{FULL_DATE})?)"
)
# Type codes of Party documents, which stand before the slash: "18-NQ/TW".
_PARTY_TYPES = {"NQ", "CT", "KL", "QĐ", "QĐi", "QyĐ", "HD", "KH", "CTr", "CTHĐ", "TB", "BC", "TTr", "CV", "ĐA", "QC"}
_HEAD_NUMBER = re.compile(rf"(?:số|ký hiệu){_GAP}:?{_GAP}(?=\d)")
_STANDARD = re.compile(rf"(?<!\w)(?:tcvn{_GAP})?(?:iso|tcvn)(?:/iec)?{_GAP}:?{_GAP}\d{{4,5}}(?:[:\-]\d{{4}})?(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place ``[start, core_end)`` that names an act, before its date, body and title are read."""

    start: int
    core_end: int
    before: Before | None = None
    symbol: Symbol | None = None
    number: str | None = None
    law: Law | None = None
    standard: str | None = None
    rule: str
    dated: bool = False


def mentions(reading: Reading) -> list[Mention]:
    """All mentions in the order of the text; where two overlap, the law with its number wins."""
    found = [*_by_law(reading)]
    laws_at = [(mention.start, mention.core_end) for mention in found]
    others = (*_by_symbol(reading), *_by_number(reading), *_by_standard(reading))
    found += [
        mention
        for mention in others
        if not any(start < mention.core_end and mention.start < end for start, end in laws_at)
    ]
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
        context = before(reading, symbol.lead)
        in_list = last is not None and last.codes == symbol.codes and symbol.start - last.end < 60
        if in_list or _is_citation(reading, symbol, context):
            last = symbol
            yield Mention(start=context.start, core_end=symbol.end, before=context, symbol=symbol, rule=symbol.rule)


def _is_citation(reading: Reading, symbol: Symbol, context: Before) -> bool:
    start = symbol.lead
    if len(symbol.codes) == 1 and symbol.type_code is None and symbol.year is None and is_nickname(reading, start):
        return False
    if context.type is not None:
        return not _own_head(reading, symbol, context)
    if is_header_number(reading, start) or is_named_number(reading, start) or symbol.number is None:
        return False
    if symbol.rule == "party_symbol":
        return symbol.type_code in _PARTY_TYPES and len(symbol.codes) > 1
    known = symbol.type_code is not None or symbol.is_letter or symbol.is_law
    compound = len(symbol.codes) > 1 or symbol.year is not None or "UBND" in symbol.codes[0]
    return (known and compound) or (context.so and (known or compound))


def _by_number(reading: Reading) -> Iterator[Mention]:
    """Numbers without a code after a type word: "Thông báo số 12 ngày 3/4/2023"."""
    for match in _NUMBER_ONLY.finditer(reading.folded):
        context = before(reading, match.start("number"))
        if context.type is not None:
            yield Mention(
                start=context.start,
                core_end=match.end("number"),
                before=context,
                number=match["number"],
                rule="number_only",
                dated=match["dated"] is not None,
            )


def _by_standard(reading: Reading) -> Iterator[Mention]:
    for match in _STANDARD.finditer(reading.folded):
        text = " ".join(reading.flow[match.start() : match.end()].split())
        yield Mention(start=match.start(), core_end=match.end(), standard=text, rule="standard")
