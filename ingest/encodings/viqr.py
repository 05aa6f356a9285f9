"""VIQR: Vietnamese typed in ASCII, marks behind the vowel ("Ke^' hoa.ch ca?i ca'ch ha`nh chi'nh", "dd" for đ).

Its marks are punctuation everywhere else, so a word is decoded only where the whole of it becomes a syllable, and a
text only where most of it reads so.
"""

import re
import unicodedata

from ingest.encodings.syllables import is_syllable, words

_SHAPES = {"^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b"}
# Word processors turn the straight apostrophe round.
_TONES = dict(zip("'\u2019\u2018`?~.", "\u0301\u0301\u0301\u0300\u0309\u0303\u0323", strict=True))

_LETTER = r"(?:[aeo]\^|a\(|[ou][+*]|[a-z])"
_MARK = r"['\u2019\u2018`?~.]"
# A word with at most one tone mark, which stands behind a vowel; a backslash takes a mark its meaning.
_WORD = re.compile(
    rf"(?<![\w\\@=&])(?P<head>{_LETTER}{{0,8}}?)(?:(?P<toned>(?:[aeo]\^|a\(|[ou][+*]|[aeiouy]))(?P<tone>{_MARK})"
    rf"(?P<tail>{_LETTER}{{0,4}}))?(?![\w@^+`~]|[.?=&]\w)",
    re.IGNORECASE,
)
# What is no prose: addresses, files, formulas.
_FOREIGN = re.compile(r"(?<!\S)\S*?(?:@|://|www\.)\S*")
_LONE_D = re.compile(r"(?<!\w)dd(?!\w)")
_ESCAPED = re.compile(rf"\\({_MARK}|[\^(+*dD\\])")
_MARKED = re.compile(rf"[a-z](?:{_MARK}|[\^(+*])|dd", re.IGNORECASE)
# A mark in the middle of a word, or on the shape of a letter, is none of punctuation.
_SURE = re.compile(rf"[aeiouy]{_MARK}[a-z]|[aeo]\^|a\({_MARK}?[a-z]|[ou]\+|(?<![a-z])dd[aeiouy]", re.IGNORECASE)
# Before these a full stop may end the sentence instead of standing for a tone.
_SENTENCE_END = re.compile(r"[\"”)]*(?:\s+[A-Z\"“(\-+*\d]|\s*\Z|\s*\n)")
# Where the same letters with a dot are the rarer word of the two, the full stop is one ("hồ sơ.", not "hồ sợ");
# other open syllables take it as their tone ("Sở Nội vụ").
_LEVEL = frozenset(
    "ra qua ba ta tra xa ca da đa do đi cho so lo quy nha tư thư cư cơ sơ kê thu khu ngu phi chi khi ghi gia".split()  # noqa: SIM905
)
# No tone stands on the last of these letters ("theo.", "giao.", "đưa.").
_FALLING = re.compile(r"(?:[aăâeêioôơuưy][iou]|[aăâ]y|[uưi]a)\Z")
_ROMAN = re.compile(r"[IVX]+\Z")
_ELLIPSIS = re.compile(r"\.\.(?!\.)")
_LINE_START = re.compile(r"(?:\A|\n)[ \t*#]*\Z")

# Share of its words that a VIQR text writes with a sure mark: about .6 in prose, 0 in anything else.
_SHARE_MIN = 0.2
_WORDS_MIN = 4


def decode_viqr(text: str) -> str:
    """``text`` in VIQR as Unicode; words that become no Vietnamese syllable stay as they are."""
    parts: list[str] = []
    at = 0
    for match in _FOREIGN.finditer(text):
        parts += (_decoded(text[at : match.start()]), match.group())
        at = match.end()
    return "".join((*parts, _decoded(text[at:])))


def _decoded(text: str) -> str:
    shown = _WORD.sub(lambda match: _word(match, text), text)
    return _ESCAPED.sub(r"\1", _LONE_D.sub("đ", shown.replace("DD", "Đ")))


def _word(match: re.Match[str], text: str) -> str:
    word = match.group()
    if not _MARKED.search(word):
        return word
    letters, tone = match["head"] + (match["toned"] or ""), match["tone"] or ""
    plain = unicodedata.normalize("NFC", _letters(letters))
    shown = unicodedata.normalize("NFC", plain + _TONES.get(tone, "") + _letters(match["tail"] or ""))
    if tone and not match["tail"] and (not is_syllable(shown) or _is_stop(tone, plain, match, text)):
        return plain + tone if is_syllable(plain) else word
    return shown if is_syllable(shown) else word


def _is_stop(tone: str, plain: str, match: re.Match[str], text: str) -> bool:
    """Whether the full stop behind the last letter of a word is that of its sentence, or of a marker ("I.", "a.")."""
    if tone != ".":
        return False
    if len(plain) == 1 or _FALLING.search(plain.lower()) or _ELLIPSIS.match(text, match.end()):
        return True
    if _ROMAN.match(plain) and _LINE_START.search(text, max(0, match.start() - 40), match.start()):
        return True
    return plain.lower() in _LEVEL and _SENTENCE_END.match(text, match.end()) is not None


def _letters(text: str) -> str:
    """The letters of ``text`` with their shapes; ``dd`` is đ."""
    shaped = "".join(_SHAPES.get(char, char) for char in text)
    return re.sub("dd", "đ", re.sub("D[dD]", "Đ", shaped))


def looks_viqr(text: str) -> float:
    """How surely ``text`` is VIQR, 0..1; 0 for Unicode Vietnamese, other languages, addresses, figures and code.

    Over the words with a sure mark: share of those that become Vietnamese syllables.
    """
    pieces = _FOREIGN.sub(" ", text).split()
    sure = [piece for piece in pieces if _SURE.search(piece)]
    right = sum(map(_is_vietnamese, sure))
    return right / len(sure) if right >= max(_WORDS_MIN, _SHARE_MIN * len(pieces)) else 0.0


def _is_vietnamese(piece: str) -> bool:
    """Whether a sure mark of ``piece`` (what stands between spaces) becomes a letter of a syllable."""
    return any(not word.isascii() and is_syllable(word) for word in words(decode_viqr(piece)))
