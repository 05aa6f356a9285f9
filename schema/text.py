"""Length-preserving folds: every searched text keeps the offsets of the frozen text.

Never NFKC, ``casefold`` or whitespace collapse here: they move offsets.
"""

import re
import unicodedata
from functools import lru_cache

# What stands at the head of every document of the state.
STATE, MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do - Hạnh phúc"
# The letters that number the items of a Vietnamese list.
LIST_LETTERS = "abcdđeghiklmnopqrstuvxy"
# The Roman numbers of areas and annexes.
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
# The head of the column of running numbers, as a pattern for folded text; a recognition reads "SI†" for "STT".
NUMBER_HEAD = r"(?:s[ti1l!†]{2}|tt|số tt|số thứ tự)"
# Where a syllable has two spellings: "hoà" and "hòa", "qui" and "quy", "tỉ" and "tỷ", "kĩ" and "kỹ"; "thì" has one.
# The pattern is led by its rarest letter and looks back from there: every searched text goes through it.
_OTHER_SPELLING = re.compile(
    r"[àáảãạèéẻẽẹỳýỷỹỵìíỉĩịi](?![a-zà-ỹđ])(?:(?<=o[àáảãạèéẻẽẹ])|(?<=u[ỳýỷỹỵ])(?<!qu.)"
    r"|(?<=qu[iìíỉĩị])|(?<=[hklmst][ìíỉĩị])(?<![a-zà-ỹđ]..))"
)


def _toned(first: str, second: str) -> str:
    """``first`` with the tone of ``second``, then ``second`` without it."""
    letters = unicodedata.normalize("NFD", second)
    return unicodedata.normalize("NFC", first + letters[1]) + letters[0]


# The last two letters of the other spelling: "oà" -> "òa", "tỉ" -> "tỷ".
_ONE_SPELLING = {
    first + second: _toned(first, second) for first, tones in (("o", "àáảãạèéẻẽẹ"), ("u", "ỳýỷỹỵ")) for second in tones
}
_ONE_SPELLING |= {first + i: first + y for first in "hklmstu" for i, y in zip("iìíỉĩị", "yỳýỷỹỵ", strict=True)}


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
    letters: list[str] | None = None
    for match in _OTHER_SPELLING.finditer(text):
        letters = letters or list(text)
        last_two = slice(match.end() - 2, match.end())
        letters[last_two] = _ONE_SPELLING[text[last_two]]
    return text if letters is None else "".join(letters)


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
