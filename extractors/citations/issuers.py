"""Issuing bodies: the common short form, and a bare "UBND huyện" completed where the document names one only."""

import re
from collections import Counter

from extractors.reading import Reading
from schema.text import fold

KINDS = ("thành phố", "thị trấn", "thị xã", "đặc khu", "tỉnh", "huyện", "quận", "phường", "xã")
_COMMITTEE = re.compile(r"ủy[^\S\n]+ban[^\S\n]+nhân[^\S\n]+dân")
_COUNCIL = re.compile(r"hội[^\S\n]+đồng[^\S\n]+nhân[^\S\n]+dân")
_BARE = re.compile(
    rf"(?P<body>(?:chủ tịch )?(?:ubnd|hđnd)|phòng [\w ]+?|sở [\w ]+?) (?P<kind>{'|'.join(KINDS)})"
    r"(?P<term> khóa [ivxlc\d]+)?"
)
_NAMED_UNIT = re.compile(
    r"(?<!\w)(?P<kind>thành[^\S\n]+phố|thị[^\S\n]+trấn|thị[^\S\n]+xã|đặc[^\S\n]+khu|tỉnh|huyện|quận|phường|xã)[^\S\n]+(?=\w)"
)
_WORD = re.compile(r"[^\W\d_]+|\d+")
_NO_NAME = {"ủy", "hội", "đội", "trưởng", "uỷ", "về", "năm", "ban"}


def short_body(text: str) -> str:
    """``text`` with "Ủy ban nhân dân" as "UBND" and "Hội đồng nhân dân" as "HĐND", white space squeezed."""
    for pattern, short in ((_COMMITTEE, "UBND"), (_COUNCIL, "HĐND")):
        while (match := pattern.search(fold(text))) is not None:
            text = text[: match.start()] + short + text[match.end() :]
    text = re.sub(r"(UBND|HĐND)\s*\(\1\)", r"\1", text)  # its short form told in brackets
    return " ".join(text.replace("ƯBND", "UBND").split())  # "Ư": how OCR often reads the bold "U"


class UnitNames:
    """The names that a document gives to units of each kind, counted."""

    def __init__(self, reading: Reading) -> None:
        self._names: dict[str, Counter[str]] = {}
        for match in _NAMED_UNIT.finditer(reading.folded):
            name = proper_name(reading.flow, match.end())
            if name is not None:
                kind = " ".join(match["kind"].split())
                self._names.setdefault(kind, Counter())[name[0]] += 1

    def only(self, kind: str) -> str | None:
        """The one name of this kind in the document, None where there is none or several."""
        names = self._names.get(kind, Counter())
        return next(iter(names)) if len(names) == 1 else None

    def of(self, kind: str) -> Counter[str]:
        """All names of this kind with how often each occurs."""
        return self._names.get(kind, Counter())


def proper_name(flow: str, position: int) -> tuple[str, int] | None:
    """The name of a unit that begins at ``position`` (up to four capitalised words) and where it ends, else None."""
    words: list[str] = []
    end = position
    while len(words) < 4 and (match := _WORD.match(flow, position)) is not None:
        word = match.group()
        if not word[0].isupper() or (len(word) > 1 and word.isupper()) or fold(word) in _NO_NAME:
            break
        words.append(word)
        position = end = match.end()
        while flow[position : position + 1] in (" ", "\xa0"):
            position += 1
        if position == end:
            break
    return (" ".join(words), end) if words else None


def completed(body: str, units: UnitNames) -> str:
    """``body`` with the name of its unit, where the text gives the kind alone and the document names one such unit."""
    match = _BARE.fullmatch(fold(body))
    if match is None:
        return body
    name = units.only(match["kind"])
    if name is None:
        return body
    return f"{body[: match.end('kind')]} {name}{body[match.end('kind') :]}"
