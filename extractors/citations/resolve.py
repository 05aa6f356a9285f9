"""Second mentions: a short one ("Quyết định số 70/QĐ-UBND") is tied to the full one of the same document."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.citations.symbols import normal_form
from extractors.reading import Reading
from schema.plan import Citation

# Rules whose mentions hold no code; mentions.py names them.
NUMBER_ONLY = "number_only"
NUMBER_AND_YEAR = "number_and_year"
BARE_NUMBER = "bare_number"
_UNCODED = (NUMBER_ONLY, NUMBER_AND_YEAR, BARE_NUMBER)


def resolved(reading: Reading, found: Sequence[Citation]) -> tuple[Citation, ...]:
    """``found`` with short mentions tied to the full one, and a body stated once for a list given to its members.

    A number without a code and without a date is kept only where the document names it in full elsewhere.
    """
    shared = _with_shared_issuers(reading, found)
    by_symbol: dict[str, list[Citation]] = {}
    for citation in shared:
        by_symbol.setdefault(normal_form(citation.symbol or ""), []).append(citation)
    result: list[Citation] = []
    for citation in shared:
        coded = citation.rule not in _UNCODED
        candidates = by_symbol[normal_form(citation.symbol or "")] if coded else shared
        full = _full_mention(citation, candidates)
        if full is not None:
            symbol = full.symbol if citation.rule in (NUMBER_ONLY, BARE_NUMBER) else citation.symbol
            result.append(replace(citation, symbol=symbol, resolved_from=full.evidence))
        elif coded or citation.rule == NUMBER_AND_YEAR or _dated_number(citation):
            result.append(citation)
    return tuple(result)


def _dated_number(citation: Citation) -> bool:
    """Whether a number behind "số" is told with a date: "Thông báo số 12 ngày 3/4/2023"."""
    return citation.rule == NUMBER_ONLY and bool(citation.date or citation.date_partial)


def _is_short(citation: Citation) -> bool:
    return citation.date is None and citation.date_partial is None and citation.number is not None


def _full_mention(citation: Citation, found: Sequence[Citation]) -> Citation | None:
    """The full mention of the same act; None where two acts of different dates share the symbol."""
    if not _is_short(citation):
        return None
    same = [other for other in found if other is not citation and _names_it(other, citation)]
    dated = [other for other in same if other.date is not None]
    full = dated or (same if citation.rule in _UNCODED else [])
    return full[0] if len({(normal_form(other.symbol or ""), other.date) for other in full}) == 1 else None


def _names_it(other: Citation, short: Citation) -> bool:
    """Whether ``other`` spells out what ``short`` names by symbol, by number and year, or by number alone."""
    if short.rule == NUMBER_AND_YEAR:
        return (other.symbol or "").startswith(f"{short.symbol}/")
    if short.rule in (NUMBER_ONLY, BARE_NUMBER):
        named = ((other.number or "").lower(), other.type_code) == ((short.number or "").lower(), short.type_code)
        return named and other.symbol != other.number
    return _alike(other, short)


def _alike(one: Citation, other: Citation) -> bool:
    return normal_form(one.symbol or "") == normal_form(other.symbol or "") and one.type_code == other.type_code


def _with_shared_issuers(reading: Reading, found: Sequence[Citation]) -> list[Citation]:
    """ "Nghị định số A; Nghị định số B của Chính phủ": A has the body of B when their symbols end alike."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        one, following = result[index], result[index + 1]
        if one.issuer is None and following.issuer is not None and _adjacent(reading, one, following):
            result[index] = replace(one, issuer=following.issuer)
    return result


def _adjacent(reading: Reading, one: Citation, following: Citation) -> bool:
    between = reading.folded[one.evidence.end : following.evidence.start]
    listed = len(between) < 20 and not any(mark in between for mark in ".\n:(")
    same_series = series(one.symbol) is not None and series(one.symbol) == series(following.symbol)
    return listed and same_series and one.title is None


def series(symbol: str | None) -> str | None:
    """What comes after the number and year in ``symbol``: acts of one series have one type and one issuer."""
    if symbol is None or "/" not in symbol:
        return None
    return normal_form(symbol.rsplit("/", 1)[1])
