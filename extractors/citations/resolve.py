"""Second mentions: a short one ("Quyết định số 70/QĐ-UBND") is tied to the full one of the same document."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.citations.symbols import normal_form
from extractors.reading import Reading
from schema.plan import Citation


def resolved(reading: Reading, found: Sequence[Citation]) -> tuple[Citation, ...]:
    """``found`` with short mentions tied to the full one, and a body stated once for a list given to its members.

    A number without a code and without a date is kept only where the document names it in full elsewhere.
    """
    shared = _with_shared_issuers(reading, found)
    result: list[Citation] = []
    for citation in shared:
        full = _full_mention(citation, shared)
        if full is None and citation.rule == "number_only" and not (citation.date or citation.date_partial):
            continue
        if full is None:
            result.append(citation)
        elif citation.rule == "number_only":
            result.append(replace(citation, symbol=full.symbol, resolved_from=full.evidence))
        else:
            result.append(replace(citation, resolved_from=full.evidence))
    return tuple(result)


def _is_short(citation: Citation) -> bool:
    return citation.date is None and citation.date_partial is None and citation.number is not None


def _full_mention(citation: Citation, found: Sequence[Citation]) -> Citation | None:
    """The full mention of the same act; None where two acts of different dates share the symbol."""
    if not _is_short(citation):
        return None
    if citation.rule == "number_only":
        same = [c for c in found if c.number == citation.number and c.type_code == citation.type_code]
        same = [c for c in same if c.symbol != c.number]
    else:
        same = [c for c in found if _alike(c, citation)]
    full = [c for c in same if c is not citation and (c.date is not None or c.rule != "number_only" == citation.rule)]
    dated = [c for c in full if c.date is not None] or full
    if len({(normal_form(c.symbol or ""), c.date) for c in dated}) != 1:
        return None
    return dated[0]


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
