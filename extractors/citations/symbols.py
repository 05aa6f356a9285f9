"""The grammar of document symbols: 49/KH-UBND, 61/2018/NĐ-CP, 18-NQ/TW, 45/2019/QH14, /KH-UBND (blank number).

Read on ``Reading.flow`` (capitals tell codes from words), where a line break inside a symbol is a space already.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.citations.vocabulary import letter_issuers, types_by_code
from extractors.dates import BLANK, GAP
from extractors.rules import Rule

_UPPER = "A-ZĐÐƯƠÂÊÔĂ"
_NEAR = r"[^\S\n]{0,8}"
_HYPHEN = "[-–—‑−]"
# A code: capitals, then letters without tone marks ("TTg", "GDTrH"), "&" ("SGD&ĐT"), a tail ("UBND.HC", "QĐ.TTg"), the
# term of the National Assembly behind a space ("QH 15").
_TERM = r"(?:(?<=QH)[^\S\n]1[0-6](?!\d))?"
_CODE = rf"[{_UPPER}][{_UPPER}a-zđ0-9&]{{0,18}}+{_TERM}(?:\.[{_UPPER}]{{1,6}}g?\d{{0,2}}(?!\w))?(?!\w)"
# The first joint may be spaced ("KH - UBND"), later ones not ("QĐ-UBND - Sở ..."). "\s" after: "NQ-" ⏎ "HĐND".
_CODES = rf"{_CODE}(?:[^\S\n]{{0,3}}{_HYPHEN}\s{{0,8}}{_CODE}|/{_CODE})?(?:{_HYPHEN}\s{{0,4}}{_CODE}|/{_CODE}){{0,4}}"
# Glued to the word before it where a space was lost: "số163/2016/NĐ-CP", "QĐ101/QĐ-BKHCN". What stands before is
# looked at after the first digit: a pattern that begins with a digit is searched many times faster.
_GLUED = "".join(rf"|(?<={word}\d)" for word in ("số", "Số", "SỐ", "QĐ", "NĐ", "TT", "NQ", "KH", "CV"))
_NUMBER = rf"\d(?:(?<![\w/]\d){_GLUED})(?<!\d[.,]\d)\d{{0,4}}(?:\.\d{{1,3}})?(?:[a-zA-ZđĐ]|bis)?"
_SLASH = rf"{_NEAR}//?{_NEAR}"
# The slash behind the year is now and then forgotten: "11/2026CV-ABC".
_YEAR = rf"(?:(?P<year>(?:19[4-9]|20[0-9])\d)(?:{_SLASH}|(?=[{_UPPER}])))?"

# Matched against ``flow``, not the folded text: capitals tell a code from a word.
SLASHED = Rule(
    name="symbol",
    # The Government numbered its yearly resolution on the business climate "19-2017/NQ-CP".
    pattern=rf"(?P<number>{_NUMBER})(?:{_HYPHEN}(?:19|20)\d\d(?=/[{_UPPER}]))?{_SLASH}{_YEAR}(?P<codes>{_CODES})",
    examples=(
        "19-2017/NQ-CP",
        "49/KH-UBND",
        "66.25/2026/NQ-CP",
        "30c/NQ-CP",
        "55/2005/TTLT-BNV-VPCP",
        "1188//UBND-NV",
        "45/2019/QH14",
        "254/2025/QH 15",
    ),
    counter_examples=("8/17 xã", "86,5/100 điểm", "28/7/2020", "60 tạ/ha", "UBND/Chủ tịch UBND", "24/7"),
)
# Party and old State symbols: number-TYPE/ISSUER.
HYPHENED = Rule(
    name="party_symbol",
    pattern=rf"(?P<number>{_NUMBER}){_NEAR}{_HYPHEN}{_NEAR}(?P<codes>{_CODE}(?:{_NEAR}/{_NEAR}{_CODES}|{_HYPHEN}{_CODE})?)",
    examples=("01-GCN-MT", "18-NQ/TW", "100 - KL/TW", "25-HD/BTC-TƯ"),
    counter_examples=("2021-2025", "Covid-19", "9 - Cải cách"),
)
# The hyphen of a Party symbol lost at the end of a line: "21NQ/TW"; only types and bodies that no other code is.
PARTY_GLUED = Rule(
    name="party_symbol_without_hyphen",
    pattern=r"(?P<number>\d(?<![\w/.,-]\d)\d{0,3})(?P<codes>(?:NQ|CT|KL|QĐ|QyĐ|HD|KH|CTr|CTHĐ|TB|BC)"
    rf"{_NEAR}/{_NEAR}(?:TW|TƯ|TU|HU|QU|ThU|ĐU|ĐUK)(?!\w))",
    examples=("21NQ/TW", "30CTr/TU"),
    counter_examples=("21-NQ/TW", "12KH/UBND"),
)
# The author forgot the slash; taken only after a type word.
SLASHLESS = Rule(
    name="symbol_without_slash",
    pattern=rf"(?P<number>{_NUMBER})[^\S\n]{{1,3}}(?P<codes>{_CODE}{_HYPHEN}{_CODES})",
    examples=("1492 KH-UBND", "12 QĐ-UBND"),
    counter_examples=("12 UBND huyện", "03 công chức", "9 Tư pháp - Hộ tịch"),
)
BLANKED = Rule(
    name="blank_number",
    pattern=rf"(?:(?<!\w)(?:[Ss]ố|SỐ)(?P<blank>){GAP}:?{BLANK}|(?<![\d.…_])(?P<dots>)(?:\.{{2,}}|…+|_{{2,}}){GAP})"
    rf"(?P<symbol>(?://?{_NEAR}{_YEAR}|{_HYPHEN}{_NEAR}(?={_CODE}/))(?P<codes>{_CODES}))",
    examples=("số      /KH-UBND", "Số: …/2023/QĐ-UBND", "số    -KH/TU", "…/KH-UBND"),
    counter_examples=("số 12/KH-UBND", "dân số - KHHGĐ", "và/hoặc"),
)
# Written in small letters throughout; only codes that no word is spelled like.
LOWERED = Rule(
    name="symbol_in_small_letters",
    pattern=rf"(?P<number>{_NUMBER}){_SLASH}{_YEAR}(?P<codes>(?:kh|qđ|nq|nđ|ct|ctr|tb|bc|ttr|hd|tt|pa|đa)"
    rf"{_HYPHEN}(?:ubnd|hđnd|cp|ttg|bcđ|đu|[a-zđ]{{3,8}}))(?!\w)",
    examples=("12/kh-ubnd", "15/2020/qđ-ubnd"),
    counter_examples=("và/hoặc", "12/kh", "24/7"),
)
SYMBOL_RULES = (SLASHED, HYPHENED, PARTY_GLUED, SLASHLESS, BLANKED, LOWERED)
# Codes as OCR reads them: the horn of "Ư" is often the shadow of a bold "U", the Icelandic "Ð" a "Đ".
_MISREAD = (("ƯBND", "UBND"), ("UBNĐ", "UBND"), ("HĐNĐ", "HĐND"), ("Ð", "Đ"))
# The bar of "Đ" read for another one: "QĐĐ-UBND", "08-ĐĐĐA/TU"; "QLĐĐ" is a code.
_BAR_READ_TWICE = re.compile(rf"(?<![{_UPPER}])(?:([QN])ĐĐ+|ĐĐ+(A))(?![{_UPPER}])")
# The term of the National Assembly, its "1" read as a letter or twice: "UBTVQHI5", "QHI15".
_TERM_MISREAD = re.compile(r"(?<=QH)([Il]1?[0-6])(?!\d)")
# A stop for the hyphen between type and issuer ("136/2001/QĐ.TTg"), but not in the code of an office ("UBND.HC").
_STOPPED = re.compile(r"(?<=/)(QĐ|NQ|NĐ|CT|TT|TTLT|KH|TB|HD|BC|CTr|TTr|ĐA|PA)\.(?=[A-ZĐ])")
_LETTERS = re.compile(rf"[{_UPPER}]")
_JOINT = re.compile(rf"\s*(?:{_HYPHEN}|/)\s*")
_DASHES = re.compile(_HYPHEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """A symbol as written at ``[start, end)``. text: without white space and doubled slashes. number None: blank.

    lead: where the blank before it begins; ``start`` where nothing is blank.
    """

    lead: int
    start: int
    end: int
    text: str
    number: str | None
    year: int | None
    codes: tuple[str, ...]
    rule: str

    @property
    def type_code(self) -> str | None:
        """The official spelling of the type code in the symbol; None where it holds none (công văn, laws)."""
        return _type_code(self.codes)

    @property
    def is_law(self) -> bool:
        """Whether the symbol is one of the National Assembly or its Standing Committee without a type code."""
        return self.year is not None and self.codes[0].startswith(("QH", "UBTVQH"))

    @property
    def issuer_code(self) -> str | None:
        """The code of the issuing body: after the type code, or the first where there is none."""
        rest = self.codes[1:] if self.type_code is not None else self.codes
        return rest[0] if rest else None

    @property
    def is_letter(self) -> bool:
        """Whether the symbol has the form of a công văn: an issuer's code first, no type code."""
        head = self.codes[0].upper().replace("&", "")
        return self.type_code is None and (head in letter_issuers() or head.rstrip("0123456789") in letter_issuers())


def _type_code(codes: tuple[str, ...]) -> str | None:
    known = types_by_code()
    head = codes[0].upper().replace("Ð", "Đ")
    if head in known:
        entry = known[head]
        return next((code for code in (entry.code, *entry.codes) if code.upper() == head), entry.code)
    if len(codes) == 1:  # a hyphen lost by the extractor: "673/QĐUBND"
        for issuer in ("UBND", "HĐND", "TTG", "BNV", "BTC", "BTP", "CP"):
            if head.endswith(issuer) and head[: -len(issuer)] in known:
                return known[head[: -len(issuer)]].code
    return None


def _squeezed(text: str) -> str:
    return _STOPPED.sub(r"\1-", _corrected("".join(text.split()).replace("//", "/")))


def _corrected(code: str) -> str:
    """``code`` as it must have been written: the symbol names an act; the evidence keeps the letters."""
    for misread, written in _MISREAD:
        code = code.replace(misread, written)
    code = _BAR_READ_TWICE.sub(lambda match: f"{match[1] or ''}Đ{match[2] or ''}", code)
    return _TERM_MISREAD.sub(lambda match: match[1][-2:].replace("I", "1").replace("l", "1"), code)


def _symbol(match: re.Match[str], start: int, number: str | None, year: str | None, rule: str) -> Symbol:
    joined = _STOPPED.sub(r"\1-", f"/{match['codes']}")[1:]
    codes = tuple(_corrected(code) for code in _JOINT.split(joined) if code)
    if rule == LOWERED.name:
        codes = tuple(code.upper() for code in codes)
    text = _squeezed(match.string[start : match.end()])
    if rule == PARTY_GLUED.name:
        text = text.replace(number or "", f"{number}-", 1)
    lead = max(match.start("blank"), match.start("dots")) if rule == BLANKED.name else start
    return Symbol(
        lead=lead,
        start=start,
        end=match.end(),
        text=text,
        number=number,
        year=int(year) if year else None,
        codes=codes,
        rule=rule,
    )


@lru_cache(maxsize=4096)
def normal_form(symbol: str) -> str:
    """``symbol`` in one case, with one kind of hyphen: the form in which symbols are compared."""
    return _DASHES.sub("-", symbol).upper().replace("Ð", "Đ")


def symbol_at(flow: str, position: int) -> Symbol | None:
    """The symbol that begins exactly at ``position`` of ``flow``."""
    if (match := SLASHED.compiled.match(flow, position)) is not None:
        return _symbol(match, match.start(), match["number"], match["year"], SLASHED.name)
    if (match := HYPHENED.compiled.match(flow, position)) is not None:
        return _symbol(match, match.start(), match["number"], None, HYPHENED.name)
    return None


def symbols(flow: str) -> Iterator[Symbol]:
    """Everything in ``flow`` that has the form of a symbol, in order; whether it cites an act the context tells."""
    found = [_symbol(m, m.start(), m["number"], m["year"], SLASHED.name) for m in _with_code(SLASHED, flow)]
    found += [_symbol(m, m.start(), m["number"], None, HYPHENED.name) for m in _with_code(HYPHENED, flow)]
    found += [_symbol(m, m.start(), m["number"], None, PARTY_GLUED.name) for m in PARTY_GLUED.finditer(flow)]
    found += [_symbol(m, m.start(), m["number"], None, SLASHLESS.name) for m in _with_code(SLASHLESS, flow)]
    found += [_symbol(m, m.start("symbol"), None, m["year"], BLANKED.name) for m in BLANKED.finditer(flow)]
    found += [_symbol(m, m.start(), m["number"], m["year"], LOWERED.name) for m in LOWERED.finditer(flow)]
    end = -1
    for symbol in sorted(found, key=lambda item: (item.start, -item.end)):
        if symbol.start >= end:
            yield symbol
            end = symbol.end


def _with_code(rule: Rule, flow: str) -> Iterator[re.Match[str]]:
    """Matches whose codes hold two capitals at least: "8/Xa" is no symbol."""
    return (match for match in rule.finditer(flow) if len(_LETTERS.findall(match["codes"])) >= 2)
