"""Section markers: how a heading or item is numbered, and which number may follow which.

A line start such as ``I.``, ``PHẦN THỨ NHẤT``, ``Điều 3.``, ``1.1.``, ``đ)`` has one or more readings (``C.`` is a
letter or a hundred); which one holds is decided by the running sequence (``extractors.outline_numbering``).
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from schema.text import fold


class Style(StrEnum):
    """The families of numbering, from the outermost to the innermost."""

    PART = "part"  # Phần I, PHẦN THỨ NHẤT
    CHAPTER = "chapter"  # Chương II
    DIVISION = "division"  # Mục 1
    SUBDIVISION = "subdivision"  # Tiểu mục 1
    ARTICLE = "article"  # Điều 1.
    UPPER = "upper"  # A.
    ROMAN = "roman"  # I.
    NUMBER = "number"  # 1.
    DECIMAL = "decimal"  # 1.1.
    LETTER = "letter"  # a)
    SMALL_ROMAN = "small_roman"  # iv)


RANK = {
    Style.PART: 0,
    Style.CHAPTER: 1,
    Style.DIVISION: 2,
    Style.SUBDIVISION: 3,
    Style.ARTICLE: 4,
    Style.UPPER: 5,
    Style.ROMAN: 5,
    Style.NUMBER: 6,
    Style.DECIMAL: 7,
    Style.LETTER: 8,
    Style.SMALL_ROMAN: 9,
}
WORD_STYLES = frozenset({Style.PART, Style.CHAPTER, Style.DIVISION, Style.SUBDIVISION, Style.ARTICLE})

# The full row of letters; those in OPTIONAL may be left out (the Vietnamese alphabet has no f, j, w, z; many omit đ).
ALPHABET = "abcdđefghijklmnopqrstuvwxyz"
OPTIONAL = frozenset("đfjwz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """One reading of the number at a line start.

    text: as written, with its punctuation. style and mark (".", ")", "()", "/", ":", "-" or ""): the family. path: its
    numbers ((1, 2) for "1.2"; letters count from 1). key: its part of a section id. end: where it ends in the text.
    misread: OCR changed its letters ("HI." for "III."), so that it holds only as the next of an open row.
    """

    text: str
    style: Style
    mark: str
    path: tuple[int, ...]
    key: str
    start: int
    end: int
    misread: bool = False

    @property
    def ordinal(self) -> int:
        return self.path[-1]

    @property
    def first(self) -> bool:
        return self.ordinal == 1


_ORDINAL_WORDS = {
    "nhất": 1,
    "một": 1,
    "hai": 2,
    "nhì": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_WORD_STYLE = {
    "phần": Style.PART,
    "chương": Style.CHAPTER,
    "mục": Style.DIVISION,
    "tiểu mục": Style.SUBDIVISION,
    "điều": Style.ARTICLE,
}
_WORD_KEY = {
    Style.PART: "P",
    Style.CHAPTER: "CH",
    Style.DIVISION: "M",
    Style.SUBDIVISION: "TM",
    Style.ARTICLE: "Đ",
}

# Matched against folded text. The last group is the punctuation that belongs to the marker.
_WORDED = re.compile(
    r"(?P<word>phần|chương|tiểu mục|mục|điều) {1,3}"
    r"(?:(?:thứ {1,2})(?P<named>nhất|hai|nhì|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười)(?!\w)|(?P<number>\d{1,3}|"
    r"[ivxl]{1,6})(?!\w)|(?<=phần )(?P<letter>[a-h])(?!\w))"
    r" ?(?P<mark>[.:]?)"
)
# A stop may follow the mark: "a/. Tên công ty", "1). Mục đích".
# A space inside ("1. 1. Mục đích") only where a mark follows: "3. 98% hộ" is item 3.
_NUMBERED = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}(?!\d)| ?\. ?\d{1,2}(?= ?[.)](?!\d))){0,4})"
    r"(?: {0,3}(?P<mark>[.)/:]|[-–,](?= ))(?:(?<=[)/])\.(?= ))?)?"
)
_ROMAN_DECIMAL = re.compile(r"(?P<roman>[ivx]{1,6})\.(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?P<mark>[.)]?)(?=\s)")
# A letter below a number that is told with it: "2.1.a. Thành lập Ban Chỉ đạo".
_NUMBERED_LETTER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.(?P<letter>[a-zđ])(?P<mark>[.)])(?=\s)")
_LETTERED = re.compile(r"(?P<letter>[a-zđ]) ?(?P<mark>[.)/]|[-–,](?= ))(?:(?<=[)/])\.(?= ))?")
_ROMAN = re.compile(r"(?P<roman>[ivxlc1|]{1,7}) ?(?P<mark>[./)]|[-–:](?= ))(?:(?<=/)\.(?= ))?")
# Strokes that OCR runs together or apart: "H" is "II", "L", "1" and "|" are "I", "Y" is "V".
_LOOKS_LIKE = {"h": "ii", "l": "i", "1": "i", "|": "i", "!": "i", "y": "v"}
_MISREAD = re.compile(r"(?P<roman>[ivxlh1|!y]{1,5}) ?(?:[.,]|(?<=[ilh1|!]{2})(?=\s)|(?<=[ilh1|!]{2}) )")
# What stands before an item's words: bullets, its number ("2.1.a.", "(iv)", "Điều 3."), the marks of Markdown.
_BULLETS = r"[-–—+*•▪·\s#|]*"
_WORDED_LEAD = r"(?i:điều|mục|khoản|phần|chương)\s+(?:\d{1,3}|[IVXLCivxlc]{1,6}|(?i:thứ\s+\w+))[.:]"
_NUMBERED_LEAD = r"\(?(?:[IVXLC]{1,6}|[ivx]{1,5}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2}){0,4}(?:\.[a-zđ])?|[a-zđ])"
_LEAD = re.compile(
    rf"{_BULLETS}(?:{_NUMBERED_LEAD}(?:[.)](?!\d)|\s?[/–-](?=\s))|\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}(?=\s)"
    rf"|{_WORDED_LEAD})?{_BULLETS}"
)
# How any marker begins; most lines begin with a word, and are told from a marker by this pattern alone.
_MAY_BE = re.compile(
    r"[\d(|]|(?:[a-zđA-ZĐ]|[ivxlchyIVXLCHY1|!]{1,7}) ?[./)\-–:,]|[ivxlhyIVXLHY1|!]{2,5}\s"
    r"|P[hH][ầẦ]|C[hH][ưƯ]|T[iI][ểỂ]|M[ụỤ]|Đ[iI][ềỀ]"
)
_HEADING_LETTERS = 6
_BARE_NUMBER = 20
_MONTHS = re.compile(r"\s\d{1,2}/(?:19|20)\d\d(?!\d)")
_BRACKETED = re.compile(r"\((?P<inside>\d{1,2}|[a-zđ]|[ivx]{1,5})\)")


@lru_cache(maxsize=512)
def roman_value(letters: str) -> int:
    """The value of a roman numeral in lower case, 0 where it is none ("iix"); ``l``, ``1``, ``|"
    "`` may stand for ``i``."""
    for candidate in (letters, letters.replace("l", "i").replace("1", "i").replace("|", "i")):
        value = _strict_roman(candidate)
        if value:
            return value
    return 0


_STRICT = re.compile(r"(?=.)(c{0,1})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")


def _strict_roman(letters: str) -> int:
    match = _STRICT.fullmatch(letters)
    if not match:
        return 0
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    values = [worth[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def letter_ordinal(letter: str) -> int:
    """The place of ``letter`` (lower case) in the row a b c d đ e f g …, from 1."""
    return ALPHABET.index(letter) + 1


def follows(later: int, earlier: int, *, lettered: bool) -> bool:
    """Whether ``later`` is the number right after ``earlier``; for letters, đ f j w z may be left out."""
    if not lettered or later <= earlier:
        return later == earlier + 1
    return all(ALPHABET[index] in OPTIONAL for index in range(earlier, later - 1))


def roman_text(value: int) -> str:
    """``value`` as a roman numeral in capitals."""
    parts = []
    for worth, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        count, value = divmod(value, worth)
        parts.append(letters * count)
    return "".join(parts)


def readings(text: str, start: int, end: int) -> tuple[Marker, ...]:
    """Every way to read the number at ``text[start:end]``, likeliest first; empty where there is none.

    ``text`` is flow or raw text; nothing after ``end`` is looked at.
    """
    if start >= end or _MAY_BE.match(text, start) is None:
        return ()
    line = text[start : min(end, start + 40)]
    return _readings(line, fold(line), start)


def is_bare(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is a marker alone ("1.", "II."), whose title must stand in the next line."""
    return any(marker.end == end and marker.style not in WORD_STYLES for marker in readings(text, start, end))


def behind_lead(text: str, start: int = 0, end: int | None = None) -> int:
    """Where the words of the item at ``text[start:end]`` begin: behind its bullet and number, where it has them."""
    match = _LEAD.match(text, start, len(text) if end is None else end)
    return match.end() if match is not None else start


def _readings(line: str, folded: str, start: int) -> tuple[Marker, ...]:
    worded = _worded(line, folded, start)
    if worded:
        return worded
    lettered = _NUMBERED_LETTER.match(folded)
    if lettered:
        path = (letter_ordinal(lettered["letter"]),)
        return (_marker(line, lettered.end(), start, Style.LETTER, lettered["mark"], path, lettered["letter"]),)
    found = [*_bracketed(line, folded, start), *_roman_decimal(line, folded, start), *_numbered(line, folded, start)]
    if not found:
        found = [*_letters(line, folded, start), *_romans(line, folded, start)]
    return tuple(found) or _misread_roman(line, folded, start)


def _worded(line: str, folded: str, start: int) -> tuple[Marker, ...]:
    match = _WORDED.match(folded)
    if not match or not line[0].isupper():
        return ()
    style = _WORD_STYLE[match["word"]]
    letter = ord(match["letter"]) - ord("a") + 1 if match["letter"] else 0
    value = _ORDINAL_WORDS.get(match["named"] or "") or letter or _word_number(match["number"] or "")
    if folded[match.end() : match.end() + 1] in (",", ";", ")"):
        return ()  # "Phần III, trong đó …": a line that begins with a reference
    if not value or (style is Style.ARTICLE and not match["mark"] and not _is_alone(folded, match.end())):
        return ()
    return (_marker(line, match.end(), start, style, match["mark"], (value,), f"{_WORD_KEY[style]}{value}"),)


def _is_alone(folded: str, end: int) -> bool:
    return not folded[end:].strip()


def _word_number(text: str) -> int:
    return int(text) if text.isdigit() else roman_value(text)


def _bracketed(line: str, folded: str, start: int) -> list[Marker]:
    match = _BRACKETED.match(folded)
    if not match:
        return []
    inside = match["inside"]
    end = match.end()
    if inside.isdigit():
        return [_marker(line, end, start, Style.NUMBER, "()", (int(inside),), str(int(inside)))]
    found = []
    if len(inside) == 1:
        found.append(_marker(line, end, start, Style.LETTER, "()", (letter_ordinal(inside),), inside))
    if _strict_roman(inside):
        found.append(_marker(line, end, start, Style.SMALL_ROMAN, "()", (_strict_roman(inside),), inside))
    return found


def _roman_decimal(line: str, folded: str, start: int) -> list[Marker]:
    match = _ROMAN_DECIMAL.match(folded)
    if not match or not line[0].isupper():
        return []
    path = (_strict_roman(match["roman"]), *(int(part) for part in match["number"].split(".")))
    return [_marker(line, match.end(), start, Style.DECIMAL, match["mark"], path, str(path[-1]))] if path[0] else []


def _numbered(line: str, folded: str, start: int) -> list[Marker]:
    match = _NUMBERED.match(folded)
    if not match:
        return []
    path = tuple(int(part) for part in re.split(r" ?\. ?", match["number"]))
    mark = match["mark"] or ""
    after = folded[match.end() : match.end() + 1]
    if not _number_stands(line, match, path, mark, after):
        return []
    style = Style.DECIMAL if len(path) > 1 else Style.NUMBER
    return [_marker(line, match.end(), start, style, mark, path, str(path[-1]))]


def _number_stands(line: str, match: re.Match[str], path: tuple[int, ...], mark: str, after: str) -> bool:
    """Whether a number at a line start can number something: no date, no symbol, no amount."""
    if 0 in path:
        return False
    if mark in ("-", "–") and _MONTHS.match(line, match.end()):
        return False  # "01 - 03/2027": from month to month
    if after.isdigit() or (mark in "/:)" and after and not after.isspace()):
        return False
    if mark == ",":
        return len(path) == 1 and path[0] <= _BARE_NUMBER and _opens_capital(line, match.end())  # "1, Mục đích"
    if not mark:
        # "1 Mục đích:": a sloppy heading; a bare number needs the colon to be told from an amount.
        labelled = len(path) == 1 and path[0] <= _BARE_NUMBER and line.rstrip().endswith(":")
        return (len(path) > 1 or labelled) and _opens_capital(line, match.end())
    return not after or after.isspace() or not after.isalnum() or line[match.end()].isupper()


def _opens_capital(line: str, end: int) -> bool:
    rest = line[end:].lstrip(" \t\xa0“\"'‘*_")
    return len(rest) < len(line[end:]) and bool(rest) and rest[0].isupper()


def _free_after(line: str, end: int) -> bool:
    """Whether what follows a marker is a space or the capital of a glued heading ("a.Mục tiêu"), not "V/v" or "a.b"."""
    after = line[end : end + 2]
    if line[end - 1] == ")" and after[:1] in (",", ";", "."):
        return False  # the end of a bracket that the line before opens: "(khoản 5 mục" / "III), trong đó …"
    return not after or not after[0].isalnum() or (after[0].isupper() and after[1:].isalpha())


def _letters(line: str, folded: str, start: int) -> list[Marker]:
    match = _LETTERED.match(folded)
    if not match or not _free_after(line, match.end()):
        return []
    if match["mark"] == "," and not (line[0].islower() and _opens_capital(line, match.end())):
        return []  # "a, Đợt 1", but not "a, b và c"
    style = Style.UPPER if line[0].isupper() else Style.LETTER
    letter = match["letter"]
    key = letter.upper() if style is Style.UPPER else letter
    found = [_marker(line, match.end(), start, style, match["mark"], (letter_ordinal(letter),), key)]
    if line.startswith("I)"):  # behind "k)" it is the letter "l" that looks like it
        found.append(_marker(line, match.end(), start, Style.LETTER, ")", (letter_ordinal("l"),), "l"))
    return found


def _romans(line: str, folded: str, start: int) -> list[Marker]:
    match = _ROMAN.match(folded)
    if not match or not any(letter in "ivxlc" for letter in match["roman"]) or not _free_after(line, match.end()):
        return []
    value = roman_value(match["roman"])
    written = line[: len(match["roman"])]
    if not value:
        return []
    if written.islower() and not any(char.isupper() for char in written):
        if match["mark"] not in ".)" or len(match["roman"]) > 5 or not _strict_roman(match["roman"]):
            return []
        return [_marker(line, match.end(), start, Style.SMALL_ROMAN, match["mark"], (value,), match["roman"])]
    return [_marker(line, match.end(), start, Style.ROMAN, match["mark"], (value,), roman_text(value))]


def _misread_roman(line: str, folded: str, start: int) -> tuple[Marker, ...]:
    """The roman numeral that OCR spoiled before a heading in capitals: "HI. GIẢI PHÁP", "IL NHIỆM VỤ"."""
    match = _MISREAD.match(folded)
    if not match or not line[: match.end("roman")].replace("l", "I").replace("|", "I").replace("!", "I").isupper():
        return ()
    letters = "".join(_LOOKS_LIKE.get(letter, letter) for letter in match["roman"])
    value = _strict_roman(letters)
    rest = [char for char in line[match.end() :] if char.isalpha()]
    if value < 2 or len(rest) < _HEADING_LETTERS or sum(char.isupper() for char in rest) < 0.9 * len(rest):
        return ()
    made = _marker(line, match.end(), start, Style.ROMAN, ".", (value,), roman_text(value))
    return (replace(made, text=f"{roman_text(value)}.", misread=True),)


def _marker(line: str, end: int, start: int, style: Style, mark: str, path: tuple[int, ...], key: str) -> Marker:
    text = line[:end].rstrip()
    return Marker(text=text, style=style, mark=mark, path=path, key=key, start=start, end=start + len(text))
