"""Length-preserving folds: every searched text keeps the offsets of the frozen text.

Never NFKC, ``casefold`` or whitespace collapse here: they move offsets.
"""

import re
import unicodedata
from functools import lru_cache

# Where a syllable has two spellings: "hoà" and "hòa", "qui" and "quy", "tỉ" and "tỷ", "kĩ" and "kỹ"; "thì" has one.
_OTHER_SPELLING = re.compile(
    r"o[àáảãạ](?![a-zà-ỹđ])|o[èéẻẽẹ](?![a-zà-ỹđ])|(?<!q)u[ỳýỷỹỵ](?![a-zà-ỹđ])"
    r"|(?:(?<=qu)i|(?<=qu)[ìíỉĩị]|(?<=(?<![a-zà-ỹđ])[hklmst])[ìíỉĩị])(?![a-zà-ỹđ])"
)
_TONED = {
    base + plain: toned + plain
    for first, tones, plain_of in (
        ("o", "àáảãạ", "a"),
        ("o", "èéẻẽẹ", "e"),
        ("u", "ỳýỷỹỵ", "y"),
    )
    for base, plain, toned in (
        (first + tone, plain_of, unicodedata.normalize("NFC", first + unicodedata.normalize("NFD", tone)[1]))
        for tone in tones
    )
}
# "oà" -> "òa", "ỉ" -> "ỷ": keys are the characters of the other spelling.
_ONE_SPELLING = {key[:2]: value for key, value in _TONED.items()} | dict(zip("iìíỉĩị", "yỳýỷỹỵ", strict=True))


@lru_cache(maxsize=4096)
def _lower(char: str) -> str:
    lowered = char.lower()
    return lowered if len(lowered) == 1 else char


def lower(text: str) -> str:
    """``text`` in lower case, every character at its old offset."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(map(_lower, text))


def fold_spelling(text: str) -> str:
    """Lower-case ``text`` in one spelling (``hoà`` and ``hòa`` become ``hòa``, ``tỉ`` becomes ``tỷ``); same length."""
    return _OTHER_SPELLING.sub(lambda match: _ONE_SPELLING[match.group()], text)


def fold(text: str) -> str:
    """The key under which Vietnamese text is compared: lower case, one spelling; same length as ``text``."""
    return fold_spelling(lower(text))


class _Bases(dict[int, str]):
    """The letter under the marks of each character, by its code."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if len(self) >= _BASES_MAX:
            self.clear()
        self[code] = base = "d" if char == "đ" else unicodedata.normalize("NFD", char)[0]
        return base


_BASES_MAX = 4096
_BASES = _Bases()


def bare(text: str) -> str:
    """``text`` lower-cased and without any mark ("đất đai" -> "dat dai"); same length as ``text``."""
    return lower(text).translate(_BASES)


def squeeze(text: str) -> str:
    """``text`` with runs of white space as one space, for showing; it moves offsets, so never search in it."""
    return " ".join(text.split())
