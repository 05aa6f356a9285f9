"""How two citations, or a citation and a document, are seen to be the same act."""

import re

from extractors.citations.symbols import normal_form
from extractors.dates import FULL_DATE, parse_date, to_partial
from schema.plan import Citation
from schema.text import bare, fold

_YEAR_IN_SYMBOL = re.compile(r"^[^/]+/((?:19[4-9]|20\d)\d)/")
_DATE = re.compile(FULL_DATE)
_COMMITTEE = re.compile(r"^(?:chủ tịch )?(?:ubnd|ủy ban nhân dân)")


def act_key(symbol: str | None, date: str | None) -> str | None:
    """The key of an act: its symbol without marks, spaces and leading zeros, and its year; None without either.

    Symbols restart every year and every issuer has its own series, so equal keys make a candidate, not a proof:
    ``same_act`` compares dates and bodies, too.
    """
    if symbol is None or symbol.startswith(("/", "-")) or not symbol[:1].isdigit():
        return None
    plain = bare(normal_form("".join(symbol.split()))).replace("//", "/").lstrip("0")
    in_symbol = _YEAR_IN_SYMBOL.match(symbol)
    year = in_symbol[1] if in_symbol else (date or "")[:4]
    return f"{plain}|{year}" if year else None


def citation_key(citation: Citation) -> str | None:
    """The key of the act that ``citation`` names; a short mention takes the date of the full one it refers to."""
    return act_key(citation.symbol, _date(citation))


def _date(citation: Citation) -> str | None:
    if citation.date is not None or citation.resolved_from is None:
        return citation.date or citation.date_partial
    match = _DATE.search(fold(" ".join(citation.resolved_from.quote.split())))
    return to_partial(parse_date(match.group())) if match else None


def same_act(citation: Citation, symbol: str | None, date: str | None, issuer: str | None) -> bool:
    """Whether ``citation`` names the act with this symbol, date and issuing body; what is unknown does not object."""
    key = citation_key(citation)
    if key is None or key != act_key(symbol, date):
        return False
    cited = _date(citation)
    if cited and date and not (cited.startswith(date) or date.startswith(cited)):
        return False
    return issuer is None or citation.issuer is None or _same_body(citation.issuer, issuer)


def _same_body(one: str, other: str) -> bool:
    first, second = (_COMMITTEE.sub("ubnd", fold(body)) for body in (one, other))
    return first.startswith(second) or second.startswith(first)
