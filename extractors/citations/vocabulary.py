"""The words of the citation grammar, read once from ``extractors/lexicon``."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractors.phrases import exact_signs, longest_of
from schema.lexicon_files import read_lexicon
from schema.text import fold

_LEXICON = Path(__file__).resolve().parents[1] / "lexicon"
CONG_VAN = "Công văn"
VAN_BAN = "Văn bản"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentType:
    """A type of document: its Vietnamese name, its code in symbols, and how texts write both."""

    type: str
    code: str
    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    example: str


def _load(name: str) -> Any:
    return read_lexicon(_LEXICON / name)


@cache
def document_types() -> tuple[DocumentType, ...]:
    """All types of documents of the lexicon."""
    return tuple(
        DocumentType(
            type=entry["type"],
            code=entry["code"],
            names=tuple(entry.get("names", ())),
            codes=tuple(entry.get("codes", ())),
            short=tuple(entry.get("short", ())),
            example=entry["example"],
        )
        for entry in _load("document_types.yaml")
    )


@cache
def types_by_name() -> dict[str, DocumentType]:
    """Folded name -> type."""
    return {fold(name): entry for entry in document_types() for name in (entry.type, *entry.names)}


@cache
def types_by_code() -> dict[str, DocumentType]:
    """Upper-case code -> type; a type's own code goes before other spellings, then the first entry of the lexicon."""
    found: dict[str, DocumentType] = {}
    for entry in document_types():
        found.setdefault(entry.code.upper(), entry)
    for entry in document_types():
        for code in entry.codes:
            found.setdefault(code.upper(), entry)
    return found


@cache
def types_by_short() -> dict[str, DocumentType]:
    """Abbreviation as written before a number ("QĐ") -> type."""
    return {short: entry for entry in document_types() for short in entry.short}


def phrases(names: list[str] | tuple[str, ...]) -> str:
    """A pattern for any of ``names`` with free spacing, longest first; commas inside a name are optional."""
    return longest_of([",?" if sign == "," else sign for sign in exact_signs(name, r"[^\S\n]+")] for name in names)


@cache
def type_names_pattern() -> str:
    """A pattern for any name of a type, on folded text."""
    return phrases(list(types_by_name()))


@cache
def issuer_heads_pattern() -> str:
    """A pattern for the words with which the name of an issuing body begins, on folded text."""
    return phrases(_load("issuers.yaml")["heads"])


@cache
def issuer_bodies() -> dict[str, tuple[str, ...]]:
    """Issuer code -> words one of which the stated body must hold."""
    return {code: tuple(map(fold, words)) for code, words in _load("issuers.yaml")["bodies"].items()}


@cache
def letter_issuers() -> frozenset[str]:
    """The codes that open the symbol of a công văn, which carries no type code."""
    return frozenset(code.upper() for code in _load("issuers.yaml")["letter_issuers"])


@cache
def law_names() -> dict[str, str]:
    """Kind ("luật", "bộ luật", "pháp lệnh") -> a pattern for the names of that kind, on folded text."""
    data = _load("laws.yaml")
    return {
        "luật": phrases(data["laws"]),
        "bộ luật": phrases(data["codes"]),
        "pháp lệnh": phrases(data["ordinances"]),
    }


@cache
def _citation_words() -> dict[str, list[str]]:
    data: dict[str, list[str]] = _load("citation_words.yaml")
    return data


@cache
def any_word(*lists: str) -> str:
    """A pattern, on folded text, for any phrase of these lists of ``citation_words.yaml`` as whole words."""
    found = [phrase for name in lists for phrase in _citation_words()[name]]
    return rf"(?:(?<!\w)(?:{phrases(found)})(?!\w))"


@cache
def words_of(name: str) -> frozenset[str]:
    """The phrases of one list of ``citation_words.yaml``, folded."""
    return frozenset(fold(phrase) for phrase in _citation_words()[name])
