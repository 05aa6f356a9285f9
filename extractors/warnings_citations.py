"""Findings about citations: symbols of the wrong form, dates and bodies that cannot belong to them."""

import re
from collections.abc import Iterator

from extractors.citations import act_key
from extractors.citations.symbols import SLASHED, SLASHLESS, Symbol, symbols
from extractors.citations.vocabulary import issuer_bodies, types_by_code, types_by_name
from extractors.dates import DAY_MONTH, FULL_DATE, is_possible, parse_date
from extractors.reading import Reading
from schema.document import Evidence
from schema.plan import Citation, Plan, Use, Warning
from schema.text import bare, fold

_DATES = re.compile(rf"(?=[n\d])(?:{FULL_DATE}|{DAY_MONTH})")
_IN_SYMBOL = re.compile(r"\s*/\s*[a-zđ]")
_DIGITS = re.compile(r"\d+$")
# Acts of several bodies, whose names the text gives in any order or as "liên Bộ".
_JOINT = {"TTLT", "NQLT", "KHLT", "QCPH", "CTPH"}
_UNSPELLED = {"QD": "QĐ", "ND": "NĐ", "HDND": "HĐND", "TG": "TTg", "TT-TG": "TTg"}


def citation_warnings(reading: Reading, plan: Plan) -> Iterator[Warning]:
    """Malformed symbols, year and body that disagree with the symbol, impossible and conflicting dates."""
    yield from _own_symbol(reading, plan)
    for citation in plan.citations:
        symbol = _symbol_of(reading, citation)
        if symbol is not None and citation.type_code not in (None, "ISO", "TCVN"):
            place = reading.cite(symbol.start, symbol.end)
            yield from _malformed(symbol, place, citation.type)
            yield from _wrong_year(symbol, citation)
            yield from _wrong_body(symbol, citation)
        yield from _after_the_plan(citation, plan)
    yield from _conflicting_dates(plan)
    yield from _impossible_dates(reading)


def _symbol_of(reading: Reading, citation: Citation) -> Symbol | None:
    if citation.symbol is None or citation.number is None:
        return None
    start, end = citation.evidence.start, citation.evidence.end
    for symbol in symbols(reading.flow[start:end]):
        if symbol.text == citation.symbol:
            return _moved(symbol, start)
    return None


def _moved(symbol: Symbol, offset: int) -> Symbol:
    return Symbol(
        lead=symbol.lead + offset,
        start=symbol.start + offset,
        end=symbol.end + offset,
        text=symbol.text,
        number=symbol.number,
        year=symbol.year,
        codes=symbol.codes,
        rule=symbol.rule,
    )


def _own_symbol(reading: Reading, plan: Plan) -> Iterator[Warning]:
    found = plan.header.symbol
    if found is None:
        return
    for symbol in symbols(reading.flow[found.evidence.start : found.evidence.end]):
        yield from _malformed(_moved(symbol, found.evidence.start), found.evidence, None)


def _malformed(symbol: Symbol, place: Evidence, type_name: str | None) -> Iterator[Warning]:
    problem = _symbol_problem(symbol, place.quote, type_name)
    if problem is not None:
        yield Warning(
            code="malformed_symbol",
            message=f"Ký hiệu “{' '.join(place.quote.split())}” không đúng thể thức: {problem}; đối chiếu văn bản gốc.",
            evidence=place,
        )


def _symbol_problem(symbol: Symbol, quote: str, type_name: str | None) -> str | None:
    heads = [code.upper() for code in symbol.codes]
    if symbol.rule == SLASHLESS.name:
        return "thiếu dấu gạch chéo sau số"
    if "//" in "".join(quote.split()):
        return "hai dấu gạch chéo liền nhau"
    if heads[0] == "CV" and symbol.rule == SLASHED.name:  # letters of the Party bear it: "123-CV/HU"
        return "công văn không ghi chữ viết tắt “CV” trong ký hiệu"
    wrong = next((code for code in heads if code in _UNSPELLED), None)
    if wrong is not None:
        return f"“{symbol.codes[heads.index(wrong)]}” có lẽ là “{_UNSPELLED[wrong]}”"
    if len(heads) == 1 and symbol.type_code is not None and heads[0] not in types_by_code():
        return "thiếu dấu gạch nối giữa loại văn bản và cơ quan ban hành"
    return _other_type(symbol, type_name)


def _other_type(symbol: Symbol, type_name: str | None) -> str | None:
    """The type word says one type, the code in the symbol another ("Quyết định số 12/KH-UBND")."""
    code = symbol.type_code
    entry = types_by_name().get(fold(type_name)) if type_name else None
    if (
        symbol.rule != SLASHED.name
        or code is None
        or entry is None
        or entry.code == "CV"
        or code in (entry.code, *entry.codes)
        or (len(entry.code) > 1 and code.startswith(entry.code))  # "Kế hoạch phối hợp số 12/KHPH-…"
    ):
        return None
    return f"ghi là {entry.type} nhưng ký hiệu mang mã “{code}”"


def _wrong_year(symbol: Symbol, citation: Citation) -> Iterator[Warning]:
    stated = citation.date or citation.date_partial
    if symbol.year is not None and stated is not None and int(stated[:4]) != symbol.year:
        yield Warning(
            code="citation_year_mismatch",
            message=f"Năm trong ký hiệu {symbol.text} ({symbol.year}) khác năm ban hành được ghi ({stated[:4]}); "
            "đối chiếu văn bản gốc.",
            evidence=citation.evidence,
        )


def _wrong_body(symbol: Symbol, citation: Citation) -> Iterator[Warning]:
    code = _DIGITS.sub("", (symbol.issuer_code or "").upper().replace("&", ""))
    words = issuer_bodies().get(code)
    joint = citation.type_code in _JOINT or len(symbol.codes) > 2
    if words is None or citation.issuer is None or citation.use is Use.SELF or joint:
        return
    body = bare(citation.issuer)  # a slip of the pen ("Thủ tưởng Chính phủ") is no other body
    if not any(bare(word) in body for word in words):
        yield Warning(
            code="issuer_mismatch",
            message=f"Ký hiệu {symbol.text} không khớp với cơ quan ban hành được ghi “{citation.issuer}”; "
            "đối chiếu văn bản gốc.",
            evidence=citation.evidence,
        )


def _after_the_plan(citation: Citation, plan: Plan) -> Iterator[Warning]:
    own = plan.header.date
    if own is None or citation.date is None or len(own.value) < len(citation.date) or citation.use is Use.SELF:
        return
    if citation.date > own.value:
        yield Warning(
            code="citation_after_plan",
            message=f"Văn bản viện dẫn ghi ngày {_shown(citation.date)}, sau ngày ban hành kế hoạch "
            f"({_shown(own.value)}); kiểm tra lại ngày.",
            evidence=citation.evidence,
        )


def _shown(date: str) -> str:
    year, month, day = date.split("-")
    return f"{day}/{month}/{year}"


def _conflicting_dates(plan: Plan) -> Iterator[Warning]:
    """One act with two dates: symbols restart each year, so only dates of one year can contradict each other."""
    first: dict[str, Citation] = {}
    for citation in plan.citations:
        key = act_key(citation.symbol, citation.date)
        if key is None or citation.date is None:
            continue
        known = first.setdefault(key, citation)
        same_body = None in (known.issuer, citation.issuer) or known.issuer == citation.issuer
        if known.date is not None and known.date != citation.date and same_body:
            yield Warning(
                code="citation_conflict",
                message=f"{citation.type} {citation.symbol} được ghi hai ngày khác nhau: {_shown(known.date)} và "
                f"{_shown(citation.date)}; thống nhất theo văn bản gốc.",
                evidence=citation.evidence,
            )


def _impossible_dates(reading: Reading) -> Iterator[Warning]:
    for match in _DATES.finditer(reading.folded):
        if _IN_SYMBOL.match(reading.folded, match.end()):
            continue  # "Nghị quyết số 66.2/2025/NQ-CP"
        parts = parse_date(match.group())
        if parts is not None and not is_possible(parts):
            evidence = reading.cite(match.start(), match.end())
            yield Warning(
                code="impossible_date",
                message=f"“{' '.join(evidence.quote.split())}” không phải là một ngày có thật; sửa lại ngày, tháng.",
                evidence=evidence,
            )
