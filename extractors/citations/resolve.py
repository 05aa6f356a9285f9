"""Second mentions: a short one ("Quyết định số 70/QĐ-UBND") is tied to the full one of the same document."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
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

    A number without a code is kept alone only where date, body or title tell which act it is; else the document must
    name it in full elsewhere.
    """
    shared = _with_shared_issuers(reading, found)
    acts = _Acts(shared)
    result: list[Citation] = []
    for citation in shared:
        coded = citation.rule not in _UNCODED
        full = acts.full(citation) if _is_short(citation) else None
        if full is not None:
            symbol = full.symbol if citation.rule in (NUMBER_ONLY, BARE_NUMBER) else citation.symbol
            result.append(replace(citation, symbol=symbol, resolved_from=full.evidence))
        elif coded or citation.rule == NUMBER_AND_YEAR or _told_number(citation):
            result.append(citation)
    return tuple(result)


_Key = tuple[str, str, str | None]


class _Acts:
    """The citations of a document by what a short mention says of an act: each is looked at once, however many."""

    def __init__(self, found: Sequence[Citation]) -> None:
        self._named: defaultdict[_Key, list[Citation]] = defaultdict(list)
        for citation in found:
            for key in _keys(citation):
                self._named[key].append(citation)
        self._full: dict[_Key, Citation | None] = {}

    def full(self, short: Citation) -> Citation | None:
        """The full mention of the same act; None where two acts of different dates share what ``short`` says."""
        key = _key(short)
        if key not in self._full:
            named = self._named[key]
            dated = [other for other in named if other.date is not None]
            full = dated or (named if short.rule in _UNCODED else [])
            one = len({(normal_form(other.symbol or ""), other.date) for other in full}) == 1
            self._full[key] = full[0] if one else None
        return self._full[key]


def _key(short: Citation) -> _Key:
    """What a short mention says: number and year, number and type, or symbol and type."""
    if short.rule == NUMBER_AND_YEAR:
        return NUMBER_AND_YEAR, short.symbol or "", None
    if short.rule in (NUMBER_ONLY, BARE_NUMBER):
        return NUMBER_ONLY, (short.number or "").lower(), short.type_code
    return "symbol", normal_form(short.symbol or ""), short.type_code


def _keys(citation: Citation) -> Iterator[_Key]:
    """All that a short mention may say of a citation that spells an act out."""
    symbol = citation.symbol or ""
    yield "symbol", normal_form(symbol), citation.type_code
    if symbol != citation.number:
        yield NUMBER_ONLY, (citation.number or "").lower(), citation.type_code
    parts = symbol.split("/")
    for size in range(1, len(parts)):
        yield NUMBER_AND_YEAR, "/".join(parts[:size]), None


def _told_number(citation: Citation) -> bool:
    """Whether a number behind "số" is told with more: "Thông báo số 12 ngày 3/4/2023", "Đề án số 13 về …"."""
    told = citation.date or citation.date_partial or citation.issuer or citation.title
    return citation.rule == NUMBER_ONLY and bool(told)


def _is_short(citation: Citation) -> bool:
    return citation.date is None and citation.date_partial is None and citation.number is not None


def _with_shared_issuers(reading: Reading, found: Sequence[Citation]) -> list[Citation]:
    """ "Nghị định số A; Nghị định số B của Chính phủ": A has the body of B when their symbols end alike."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        one, following = result[index], result[index + 1]
        if one.issuer is None and following.issuer is not None and _adjacent(reading, one, following):
            result[index] = replace(one, issuer=following.issuer)
    for index in range(1, len(result)):
        # "các Quyết định của Thủ tướng Chính phủ: số A ngày …; số B ngày …"
        one, following = result[index - 1], result[index]
        told = one.issuer is not None and reading.folded.startswith("số", following.evidence.start)
        if following.issuer is None and told and _adjacent(reading, one, following):
            result[index] = replace(following, issuer=one.issuer)
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
