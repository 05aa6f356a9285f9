"""What a recognition makes of rulings and specks: lone strokes between words, bars at them, dust behind a marker."""

import re
from collections.abc import Sequence

from ingest.pdf_runs import Word

_BARS = "|¦"
_STROKE = re.compile(r"[\[\]()\\/_~‘’'\"]")
# The dots and dashes that the white behind a marker was taken for; dots that are to be filled in are more.
_DUST = r"[-–—_.:·~]{1,3}(?![-–—_.:·~])"
_DUSTY = re.compile(
    rf"""
    [~·.]?(?P<bullet>[-–—+•])(?:{_DUST}|\s+{_DUST}(?=\s+[^\W_]))(?:\s+|$)            # "-_ Bằng khen", "- _ Bằng khen"
    |~(?P<second>[-–—+•])(?:\s+|$)                                             # "~- Bằng khen"
    |(?P<number>\(?(?:[IVXLHU]{{1,5}}|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}|[a-zđ]):?[.)])
     (?:[_.:·~]{{1,3}}(?![_.:·~])|\s+_{{1,3}}(?=\s)|(?<=:.)|(?<=\))[ạọ](?=\s))   # "V..", "d) _", "V:.", "d)ạ"
     \s*(?=[^\W\d_]|$)
    """,
    re.VERBOSE,
)
# "I.MỤC ĐÍCH", "III.Đề xuất": a heading that touches its number; behind one letter it may be a name ("V.Lênin").
_GLUED = re.compile(r"([IVX]{1,5}\.|(?=[IH]*[IVX])[IVXH]{2,5}\.)([^\W\d_]{2,})")
_ONE_LETTER = len("V.")
# A speck before a marker: ": a) Ban hành".
_BEFORE = re.compile(r"[.,:;·~'‘’`]\s+(?=(?:[a-zđ]\)|\d{1,2}[.)]|[IVX]{1,5}\.)\s+[“\"]?[^\W\d_])")
# A lone speck before capitals: "05 'TTHC"; two may be quotation marks.
_QUOTE = re.compile(r"(?<!\S)['‘’`](?=[A-ZĐ]{2})")
_QUOTES = re.compile("['‘’`]")
# A speck at a letter that bears no mark in Vietnamese: "674/UBND-ÑC".
_SPECKED = str.maketrans("ÑñÇç", "NnCc")


def without_bars(text: str) -> str:
    """``text``, a word, without the bars at its ends."""
    return text.strip(_BARS)


def is_stroke(text: str) -> bool:
    """Whether nothing is left of a word, or a stroke that stands for no letter."""
    return not text or bool(_STROKE.fullmatch(text))


def without_strokes(words: Sequence[Word]) -> tuple[Word, ...]:
    """``words`` without what the recognition made of rulings."""
    bare = (word._replace(text=without_bars(word.text)) for word in words)
    return tuple(word for word in bare if not is_stroke(word.text))


def without_dust(line: str) -> str:
    """``line`` of a recognition, or the marker before one, with white behind the marker that opens it, and no dust,
    nor specks at its letters."""
    line = line.translate(_SPECKED)
    line = _QUOTE.sub("", line) if len(_QUOTES.findall(line)) == 1 else line
    line = line[speck.end() :] if (speck := _BEFORE.match(line)) else line
    glued = _GLUED.match(line)
    if glued is not None and (glued[2].isupper() or (len(glued[1]) > _ONE_LETTER and glued[2][0].isupper())):
        return f"{glued[1]} {line[glued.end(1) :]}"
    match = _DUSTY.match(line)
    if match is None:
        return line
    marker = match["bullet"] or match["second"] or match["number"].replace(":", "")
    return f"{marker} {line[match.end() :]}".rstrip()
