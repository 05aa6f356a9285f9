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
_SIGN = re.compile(f"[{re.escape(_SIGNS)}]")


def decode_tcvn3(text: str) -> str:
    """``text`` of a TCVN3 font (Latin-1 signs) as Unicode; same length, other characters as they are."""
    return text.translate(_TABLE)


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
