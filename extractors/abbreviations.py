"""Abbreviations that the text introduces: "cải cách hành chính (CCHC)", "(sau đây gọi tắt là …)"."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from extractors.reading import Reading
from schema.letters import UPPER
from schema.plan import Abbreviation, Zone
from schema.text import bare, fold

_CALLED = (
    r"(?:(?:sau\s++đây|dưới\s++đây|từ\s++đây)\s++)?(?:được\s++)?(?:gọi|viết)\s++(?:chung\s++|"
    r"tắt\s++)*(?:là)?\s*+:?\s*+[“\"]?"
)
_BRACKET = re.compile(
    rf"\(\s*+(?:[Cc]hỉ\s++số\s++)?(?P<abbr>{UPPER}{{2,}}[A-Za-z0-9]*(?:[ &/-]{{1,3}}{UPPER}{{2,}}){{0,3}}|"
    rf"{UPPER}{{1,3}}[a-z]?{UPPER}+)\s*+\)"
)
_NAMED = re.compile(rf"\(\s*+{_CALLED}(?P<abbr>[^()\n“”\"]{{2,80}}?)[”\"]?\s*+\)", re.IGNORECASE)
_REVERSE = re.compile(rf"(?<!\w)(?P<abbr>{UPPER}{{2,8}})\s*+\((?P<meaning>[^()\n]{{6,80}})\)")
_ROMAN = re.compile(r"[IVXLC]+")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_LINK = frozenset({"và", "của", "về", "các", "cho", "-", "–", "&", "theo", "trong"})
_LONGEST_MEANING = 12


def abbreviations(reading: Reading) -> tuple[Abbreviation, ...]:
    """Each abbreviation where it is introduced first, in the order of the text."""
    found: dict[str, Abbreviation] = {}
    limits = _limits(reading)
    for item in sorted(_all(reading, *limits), key=lambda item: item.evidence.start):
        found.setdefault(fold(item.abbr), item)
    return tuple(found.values())


def _limits(reading: Reading) -> tuple[int, int]:
    """From the preamble to the recipients; annexes behind them are read, too."""
    header = next((section for section in reading.sections if section.id == "HDR"), None)
    return (header.end if header else 0), len(reading.text)


def _all(reading: Reading, start: int, end: int) -> Iterator[Abbreviation]:
    for match in _BRACKET.finditer(reading.flow, start, end):
        item = _bracketed(reading, match)
        if item is not None:
            yield item
    for match in _NAMED.finditer(reading.flow, start, end):
        item = _called(reading, match)
        if item is not None:
            yield item
    for match in _REVERSE.finditer(reading.flow, start, end):
        if _initials(match["meaning"].split(), match["abbr"]) == len(match["meaning"].split()):
            meaning = " ".join(match["meaning"].split())
            yield Abbreviation(abbr=match["abbr"], meaning=meaning, evidence=reading.cite(match.start(), match.end()))


def _skipped(reading: Reading, offset: int) -> bool:
    section = reading.section_id_at(offset)
    return section is not None and section.rsplit(".", 1)[-1] in (Zone.RECIPIENTS, Zone.SIGNATURE)


def _bracketed(reading: Reading, match: re.Match[str]) -> Abbreviation | None:
    abbr = " ".join(match["abbr"].split())
    spelled = _TONE.search(normalize("NFD", abbr)) is not None  # "(NẾU CÓ)" are words
    if spelled or _ROMAN.fullmatch(abbr) or _skipped(reading, match.start()):
        return None
    meaning = _meaning(reading, match.start(), abbr)
    if meaning is None:
        return None
    start, text = meaning
    return Abbreviation(abbr=abbr, meaning=text, evidence=reading.cite(start, match.end()))


def _called(reading: Reading, match: re.Match[str]) -> Abbreviation | None:
    abbr = " ".join(match["abbr"].split())
    if not abbr:
        return None
    meaning = _same_beginning(reading, match.start(), abbr) or _meaning(reading, match.start(), abbr)
    if meaning is None:
        return None
    start, text = meaning
    return Abbreviation(abbr=abbr, meaning=text, evidence=reading.cite(start, match.end()))


def _same_beginning(reading: Reading, bracket: int, abbr: str) -> tuple[int, str] | None:
    """The full name before the bracket that begins with the same two words as the short one."""
    words = fold(abbr).split()
    if len(words) < 2:
        return None
    line = max(reading.flow.rfind("\n", 0, bracket) + 1, bracket - 400)
    pattern = rf"(?<!\w){re.escape(words[0])}\s++{re.escape(words[1])}(?!\w)"
    found = list(re.finditer(pattern, reading.folded[line:bracket]))
    if not found:
        return None
    start = line + found[-1].start()
    return start, " ".join(reading.flow[start:bracket].split())


def _meaning(reading: Reading, bracket: int, abbr: str) -> tuple[int, str] | None:
    """The words before the bracket that ``abbr`` stands for, and where they begin."""
    line = reading.flow.rfind("\n", 0, bracket) + 1
    line = max(line, bracket - 200)
    words = list(re.finditer(r"\S+", reading.flow[line:bracket]))
    if not words:
        return None
    count = _initials([word.group() for word in words], abbr)
    if count == 0:
        count = _clause_words(reading.flow[line:bracket], words)
    if count == 0:
        return None
    start = line + words[-count].start()
    text = reading.flow[start:bracket]
    core = text.lstrip("“\"'(- +*")
    start += len(text) - len(core)
    value = " ".join(core.split()).strip(' “”"')
    return (start, value) if value else None


def _initials(words: list[str], abbr: str) -> int:
    """How many of the last words the letters of ``abbr`` stand for; 0 where they do not."""
    letters = [char for char in bare(abbr) if char.isalnum()]
    if not letters:
        return 0
    pieces: list[tuple[int, str]] = []
    for index, word in enumerate(words):
        pieces.extend((index, part) for part in re.split(r"[-–/&,]", word) if part)
    position, skipped = len(pieces) - 1, 0
    for letter in reversed(letters):
        while position >= 0 and bare(pieces[position][1])[:1] != letter:
            if fold(pieces[position][1]) not in _LINK or skipped > 2:
                return 0
            position, skipped = position - 1, skipped + 1
        if position < 0:
            return 0
        position -= 1
    return len(words) - pieces[position + 1][0] if pieces else 0


def _clause_words(text: str, words: list[re.Match[str]]) -> int:
    """The words since the last mark or joining word, at most twelve; for foreign and irregular short forms."""
    last = 0
    for mark in re.finditer(r"[,;:.()“”\"]", text.rstrip(' “”"')):
        last = mark.end()
    inside = [word for word in words if word.end() > last]
    for count in range(2, len(inside) + 1):
        if fold(" ".join(word.group() for word in inside[-count:])).startswith("chỉ số"):
            return count
    return min(len(inside), _LONGEST_MEANING)
