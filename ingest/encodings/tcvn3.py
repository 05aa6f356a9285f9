"""TCVN3 (ABC): one byte a letter, seen as Latin-1 signs under fonts such as ``.VnTime``.

Tonal capitals do not exist in it: capitals are the same bytes under a font whose name ends in ``H`` (``.VnTimeH``).
"""

import re

from ingest.encodings.syllables import is_syllable

_PAIRS = (
    ("µ¸¶·¹", "àáảãạ"),
    ("¨»¾¼½Æ", "ăằắẳẵặ"),
    ("©ÇÊÈÉË", "âầấẩẫậ"),
    ("®", "đ"),
    ("ÌÐÎÏÑ", "èéẻẽẹ"),
    ("ªÒÕÓÔÖ", "êềếểễệ"),
    ("×ÝØÜÞ", "ìíỉĩị"),
    ("ßãáâä", "òóỏõọ"),
    ("«åèæçé", "ôồốổỗộ"),
    ("¬êíëìî", "ơờớởỡợ"),
    ("ïóñòô", "ùúủũụ"),
    ("\u00adõøö÷ù", "ưừứửữự"),
    ("úýûüþ", "ỳýỷỹỵ"),
    ("¡¢§£¤¥¦", "ĂÂĐÊÔƠƯ"),
    ("\u03bc", "à"),  # some PDF and Word producers write the Greek letter for the micro sign
)
_TABLE = {ord(legacy): letter for signs, letters in _PAIRS for legacy, letter in zip(signs, letters, strict=True)}
_SIGNS = "".join(signs for signs, _ in _PAIRS)
_WORD = re.compile(rf"[A-Za-z\u00c0-\u024f\u1ea0-\u1ef9{re.escape(_SIGNS)}]+")
_LOWER_ASCII = re.compile("[a-z]")
_SEPARATOR = re.compile(r"([^\w]+)")
# Words on one line that may be capitals: a capital next to a small letter with a mark is where case was lost.
_LETTER = r"[^\W\d_]"
_HALF_CAPITALS = re.compile(rf"{_LETTER}+(?:[ \t,\-–]+{_LETTER}+)*")
_SIGN = re.compile(f"[{re.escape(_SIGNS)}]")
# What opens a line in capitals: the Roman number of a heading, the capacity in which somebody signs.
_CAPITALS_LINE = re.compile(r"(?m)^([ \t]*(?:[IVX]{1,6}[.)]|tm\.|kt\.|tl\.|tuq\.))([ \t]+[^A-Z\n]{3,200})$")

# Letters with tones: of the others each has a capital.
_CASELESS = "".join(letters[-5:] for signs, letters in _PAIRS if len(signs) in (5, 6))
_MARKER = r"[ \t]*(?:[-–+•*][ \t]*|(?:[IVX]{1,6}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])[.)][ \t]+)?"
_LINE_START = re.compile(rf"(?m)^{_MARKER}([^\W\d_])")
_STOP = r"[.!?][ \t]+|[.!?;:/]\s*\n"
_AFTER_STOP = re.compile(rf"(?m)(\A{_MARKER}|(?:{_STOP}){_MARKER}|\n[ \t]*\n{_MARKER})([{_CASELESS}])")
_OPENING = re.compile(rf"(?m)(^{_MARKER}|[.!?][ \t]+)([{_CASELESS}])")
# Where more of the lines open with a small letter than this, they are wrapped.
_WRAPPED_MIN = 0.1


def decode_tcvn3(text: str) -> str:
    """``text`` of a TCVN3 font (Latin-1 signs) as Unicode; same length, other characters as they are.

    Words typed in capitals lose the case of their letters with tones; it is given back where the rest of the word, or
    the words on both sides, are capitals; and to a heading under a Roman number without any (it was set in a font of
    capitals, of which plain text keeps nothing).
    """
    decoded = text.translate(_TABLE)
    if decoded != text:
        decoded = _CAPITALS_LINE.sub(lambda match: "".join(map(_capital, match.group())), decoded)
    return _HALF_CAPITALS.sub(_restored, decoded) if _HALF_CAPITALS.search(decoded) else decoded


def _capital(char: str) -> str:
    return capital if len(capital := char.upper()) == 1 else char


def _restored(match: re.Match[str]) -> str:
    """A run of words with its lost capitals, word by word."""
    parts = _SEPARATOR.split(match.group())
    words = parts[::2]
    sure = [_is_capital(word) for word in words]
    for index, word in enumerate(words):
        beside = [sure[at] for at in (index - 1, index + 1) if 0 <= at < len(words)]
        lost = not sure[index] and not _LOWER_ASCII.search(word) and bool(beside) and all(beside)
        if sure[index] or (lost and (any(map(str.isupper, word)) or len(beside) == 2)):
            parts[2 * index] = word.upper()
    return "".join(parts)


def _is_capital(word: str) -> bool:
    """Whether ``word`` was typed in capitals: two of them at least, and none of its letters is a small ASCII one."""
    capitals = sum(map(str.isupper, word))
    return capitals >= 2 and not _LOWER_ASCII.search(word) and is_syllable(word)


def with_sentence_capitals(text: str) -> str:
    """``text``, a whole one decoded from TCVN3, with a capital where a sentence opens with a letter that has none
    in it: "ủy ban nhân dân xã giao …" behind a full stop. The start of a line is one where lines are not wrapped."""
    opened = [match.group(1) for match in _LINE_START.finditer(text) if match.group(1).lower() not in _CASELESS]
    wrapped = sum(map(str.islower, opened)) > _WRAPPED_MIN * len(opened)
    pattern = _AFTER_STOP if wrapped else _OPENING
    return pattern.sub(lambda match: f"{match.group(1)}{match.group(2).upper()}", text)


def decode_tcvn3_capitals(text: str) -> str:
    """``text`` of a TCVN3 capitals font (``.VnTimeH``) as Unicode capitals; same length."""
    return decode_tcvn3(text).upper()


def looks_tcvn3(text: str) -> float:
    """How surely ``text`` is TCVN3 seen as Latin-1, 0..1; near 0 for Unicode Vietnamese and for plain ASCII.

    Over the words that hold a TCVN3 sign: share of syllables after decoding less the share before.
    """
    suspects = [word for word in _WORD.findall(text) if _SIGN.search(word)]
    foreign = [word for word in _WORD.findall(text) if not word.isascii() and not _SIGN.search(word)]
    if not suspects:
        return 0.0
    after = sum(is_syllable(decode_tcvn3(word)) for word in suspects)
    before = sum(map(is_syllable, suspects)) + sum(map(is_syllable, foreign))
    return max(0.0, after - before) / (len(suspects) + len(foreign))
