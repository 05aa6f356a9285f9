"""Cue words that survive OCR: a vowel matches any vowel of the same letter, "đ" matches "d".

Most OCR errors are valid syllables ("Phần đầu" for "Phấn đấu"), so only phrases that cannot be mistaken are made
tolerant; the text itself is never touched.
"""

import re
from functools import lru_cache

from schema.text import bare, fold

_CLASSES = {
    "a": "aàáảãạăằắẳẵặâầấẩẫậ",
    "e": "eèéẻẽẹêềếểễệ",
    "i": "iìíỉĩị",
    "o": "oòóỏõọôồốổỗộơờớởỡợ",
    "u": "uùúủũụưừứửữự",
    "y": "yỳýỷỹỵ",
    "d": "dđ",
}


@lru_cache(maxsize=1024)
def tolerant(phrase: str) -> str:
    """A pattern for ``phrase`` as whole words in folded text, whatever the marks on its letters."""
    return r"(?<!\w)" + r"\s+".join(_word(word) for word in bare(fold(phrase)).split()) + r"(?!\w)"


def tolerant_any(*phrases: str) -> str:
    """A pattern for any of ``phrases`` (see ``tolerant``), longest first."""
    return "(?:" + "|".join(tolerant(phrase) for phrase in sorted(phrases, key=len, reverse=True)) + ")"


def _word(word: str) -> str:
    return "".join(f"[{_CLASSES[char]}]" if char in _CLASSES else re.escape(char) for char in word)


def spaced(pattern: str) -> str:
    """``pattern`` with each single space standing for a run of spaces ("␣?": maybe none): wrapped lines leave several.

    Write no space inside a character class of such a pattern.
    """
    return pattern.replace(" ?", r"[^\S\n]*").replace(" ", r"[^\S\n]+")
