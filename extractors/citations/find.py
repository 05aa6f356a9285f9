"""Mentions to citations: each with its date, body, title, provisions, use and evidence."""

import re
from dataclasses import dataclass, replace

from extractors.citations.after import After, after
from extractors.citations.before import continues_list, issuer_before, provisions_before
from extractors.citations.issuers import UnitNames, completed, short_body
from extractors.citations.joints import rejoined
from extractors.citations.mentions import Mention, mentions, own_symbols
from extractors.citations.resolve import resolved, series
from extractors.citations.uses import in_preamble, is_basis_paragraph, preamble_end, use_of
from extractors.citations.vocabulary import CONG_VAN, VAN_BAN, DocumentType, types_by_code, types_by_name
from extractors.dates import FULL_DATE, DateParts, is_possible, parse_date, to_partial
from extractors.reading import Reading
from schema.plan import Citation, Use

_SELF = re.compile(
    r"(?<!\w)(?P<type>kế hoạch|quyết định|chương trình|đề án|chỉ thị|hướng dẫn|công văn|phương án|quy chế|thông báo)"
    r"[^\S\n]+này(?!\w)"
)


# "Kế hoạch số 12/KH-UBND của UBND huyện về cải cách hành chính ngày 12/02/2023".
_CLOSING_DATE = re.compile(rf"(?:,|\s)\s*(?P<date>(?=ngày){FULL_DATE})\s*$")

_SHORT_NAME = re.compile(r"\([^()\n]{0,30}(?:gọi|viết)\s+(?:tắt\s+)?là:?\s*[“\"]?\Z")
_SHORT_NAME_REACH = 50
# Acts that a commune, district or province cannot be the author of: a form "ban hành kèm theo Thông tư" is another's.
_NEVER_OWN = {"NĐ", "TT", "TTLT", "Luật", "Bộ luật", "PL"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Type:
    name: str
    code: str | None


def citations(reading: Reading) -> tuple[Citation, ...]:
    """The acts that ``reading`` cites, in the order of the text; their spans are recorded under "citations"."""
    document_reading, reading = reading, rejoined(reading)
    found = mentions(reading)
    own = own_symbols(reading)
    units = UnitNames(reading)
    body_start = preamble_end(reading)
    starts = [mention.start for mention in found]
    result: list[Citation] = []
    previous: tuple[Citation, int] | None = None
    for mention in found:
        if _is_part_of_law(mention, previous) or _names_short(reading, mention):
            continue
        preamble = in_preamble(reading, mention.start, body_start)
        basis = preamble and is_basis_paragraph(reading, mention.start)
        rest = after(reading, mention.core_end, starts, basis=basis)
        citation = _citation(reading, mention, rest, previous)
        use = use_of(reading, mention.start, preamble=preamble)
        if use is Use.SELF and citation.type_code in _NEVER_OWN:
            use = Use.CONTENT
        if citation.symbol is not None and citation.symbol in own and citation.type_code not in (None, "ISO"):
            use = Use.SELF
            if _labels_the_document(reading, mention):
                continue
        titled = citation.section is not None and citation.section.endswith("HDR")
        if titled and _only_names_a_law(mention, citation):
            continue
        issuer = completed(citation.issuer, units) if citation.issuer else None
        result.append(replace(citation, use=use, issuer=issuer))
        previous = (result[-1], rest.core_end)
    kept = resolved(reading, result)
    document_reading.mark("citations", ((c.evidence.start, c.evidence.end) for c in kept))
    return kept


def _labels_the_document(reading: Reading, mention: Mention) -> bool:
    """Whether the card of a portal above the document gives its symbol ("Số hiệu: …"), as a head does."""
    typed = mention.before is not None and mention.before.type is not None
    return not typed and bool(reading.sections) and mention.start < reading.sections[0].start


def _only_names_a_law(mention: Mention, citation: Citation) -> bool:
    """Whether a title speaks of a law without number, year or provision ("Kế hoạch thi hành Luật Đất đai")."""
    return mention.law is not None and not mention.law.dated and citation.provision is None


def _names_short(reading: Reading, mention: Mention) -> bool:
    """Whether only the short name of an act cited before is told: "(sau đây gọi tắt là Quyết định số 2210)".

    With its whole symbol it is a mention like others: "(sau đây gọi là Quyết định số 2210/QĐ-UBND)".
    """
    if mention.symbol is not None and "/" in mention.symbol.text:
        return False
    return _SHORT_NAME.search(reading.folded, max(0, mention.start - _SHORT_NAME_REACH), mention.start) is not None


def _is_part_of_law(mention: Mention, previous: tuple[Citation, int] | None) -> bool:
    """Whether a law only tells what the law before it amends; that which a decree is about stands beside it."""
    if mention.law is None or mention.law.dated or previous is None or previous[0].rule != mention.rule:
        return False
    return mention.start < previous[0].evidence.end


def _citation(reading: Reading, mention: Mention, rest: After, previous: tuple[Citation, int] | None) -> Citation:
    kind = _type(reading, mention, previous)
    date, partial = _dates(_stated_date(reading, mention, rest))
    if date is None and rest.same_day and previous is not None:
        date, partial = previous[0].date, previous[0].date_partial
    issuer_span = rest.issuer or _issuer_before(reading, mention)
    start, provision = _start(reading, mention, rest)
    symbol = mention.symbol
    end = mention.core_end if mention.standard is not None else max(rest.end, mention.core_end)
    if reading.flow[end - 1] == ")" and "(" not in reading.flow[start:end]:
        end -= 1  # the bracket that the act stands in
    return Citation(
        type=kind.name,
        type_code=kind.code,
        number=symbol.number if symbol is not None else mention.number,
        symbol=symbol.text if symbol is not None else (mention.standard or mention.short_symbol or mention.number),
        date=date,
        date_partial=partial,
        issuer=short_body(_text(reading, issuer_span)) if issuer_span else None,
        title=_title(reading, mention, rest),
        provision=provision,
        use=Use.CONTENT,
        section=reading.section_id_at(mention.start),
        evidence=reading.cite(start, end),
        rule=mention.rule,
    )


def _stated_date(reading: Reading, mention: Mention, rest: After) -> DateParts | None:
    """The date of the act: in a law's name, behind the symbol or, at the latest, at the end of the title."""
    if mention.law is not None and mention.law.date:
        return mention.law.date
    if rest.date is not None or rest.title is None:
        return rest.date
    closing = _CLOSING_DATE.search(reading.folded, rest.title[0], rest.title[1])
    return parse_date(closing["date"]) if closing is not None else None


def _issuer_before(reading: Reading, mention: Mention) -> tuple[int, int] | None:
    if mention.law is not None:
        return mention.law.issuer
    if mention.before is not None and mention.before.issuer is not None:
        return mention.before.issuer
    return issuer_before(reading, mention.start)


def _start(reading: Reading, mention: Mention, rest: After) -> tuple[int, str | None]:
    if mention.before is not None and mention.before.provision is not None:
        return mention.start, mention.before.provision
    if mention.law is not None and (found := provisions_before(reading, mention.start)) is not None:
        return found
    return mention.start, rest.provision


def _text(reading: Reading, span: tuple[int, int]) -> str:
    return " ".join(reading.flow[span[0] : span[1]].split())


def _title(reading: Reading, mention: Mention, rest: After) -> str | None:
    if mention.law is not None:
        return _text(reading, mention.law.name)
    return _text(reading, rest.title) if rest.title is not None and mention.standard is None else None


def _dates(parts: DateParts | None) -> tuple[str | None, str | None]:
    """The date where a whole day is stated, else what is stated of it."""
    if parts is None or not is_possible(parts):
        return None, None
    text = to_partial(parts)
    return (text, None) if text is not None and len(text) == 10 else (None, text)


def _type(reading: Reading, mention: Mention, previous: tuple[Citation, int] | None) -> _Type:
    if mention.standard is not None:
        return _Type(name="Tiêu chuẩn", code="ISO" if "iso" in mention.standard.lower() else "TCVN")
    if mention.law is not None:
        return _law_type(mention.law.kind, mention.symbol.type_code if mention.symbol else None)
    entry = mention.before.type if mention.before is not None else None
    code = mention.symbol.type_code if mention.symbol is not None else None
    if entry is None and previous is not None and _shares_type(reading, mention, previous):
        return _Type(name=previous[0].type, code=previous[0].type_code)
    return _stated_type(entry, code, mention)


def _shares_type(reading: Reading, mention: Mention, previous: tuple[Citation, int]) -> bool:
    """Whether a number without type word goes on a list: "các Công văn số 12/UBND-NV, số 15/UBND-NC"."""
    if not continues_list(reading, previous[1], mention.start):
        return False
    if mention.symbol is None or mention.symbol.type_code is None:
        return True
    return series(mention.symbol.text) == series(previous[0].symbol)


def _law_type(kind: str, code: str | None) -> _Type:
    entry = types_by_name().get(kind)
    if entry is None:
        return _Type(name=kind.capitalize(), code=code)
    return _Type(name=entry.type, code=code or entry.code)


def _stated_type(entry: DocumentType | None, code: str | None, mention: Mention) -> _Type:
    """The type word names the type, the symbol its code; "Văn bản" says nothing where the symbol has a code."""
    vague = mention.before is not None and (mention.before.type_text or "").startswith("văn bản")
    if entry is not None and not (vague and code is not None):
        fitting = code is not None and code in (entry.code, *entry.codes)
        return _Type(name=entry.type, code=code if fitting else entry.code)
    if code is not None:
        return _Type(name=types_by_code()[code.upper()].type, code=code)
    if mention.symbol is not None and mention.symbol.is_letter:
        return _Type(name=CONG_VAN, code="CV")
    if mention.symbol is not None and mention.symbol.is_law:
        return _law_type("luật", None)
    return _Type(name=VAN_BAN, code=None)


def self_mentions(reading: Reading) -> tuple[Citation, ...]:
    """The places where the document speaks of itself ("Kế hoạch này"); they are kept apart from ``citations``."""
    return tuple(
        Citation(
            type=match["type"].capitalize(),
            type_code=types_by_name()[match["type"]].code,
            number=None,
            symbol=None,
            date=None,
            issuer=None,
            title=None,
            provision=None,
            use=Use.SELF,
            section=reading.section_id_at(match.start()),
            evidence=reading.cite(match.start(), match.end()),
            rule="self_mention",
        )
        for match in _SELF.finditer(reading.folded)
    )
