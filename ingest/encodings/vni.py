"""VNI: two bytes a letter, a base and a mark, seen as Latin-1 letters under fonts such as ``VNI-Times``."""

import re

from ingest.encodings.syllables import is_syllable

_PAIRS = {
    "a": {"ù": "á", "ø": "à", "û": "ả", "õ": "ã", "ï": "ạ"}
    | {"â": "â", "á": "ấ", "à": "ầ", "å": "ẩ", "ã": "ẫ", "ä": "ậ"}
    | {"ê": "ă", "é": "ắ", "è": "ằ", "ú": "ẳ", "ü": "ẵ", "ë": "ặ"},
    "e": {"ù": "é", "ø": "è", "û": "ẻ", "õ": "ẽ", "ï": "ẹ", "â": "ê", "á": "ế", "à": "ề", "å": "ể", "ã": "ễ", "ä": "ệ"},
    "o": {"ù": "ó", "ø": "ò", "û": "ỏ", "õ": "õ", "ï": "ọ", "â": "ô", "á": "ố", "à": "ồ", "å": "ổ", "ã": "ỗ", "ä": "ộ"},
    "ô": {"ù": "ớ", "ø": "ờ", "û": "ở", "õ": "ỡ", "ï": "ợ"},
    "u": {"ù": "ú", "ø": "ù", "û": "ủ", "õ": "ũ", "ï": "ụ"},
    "ö": {"ù": "ứ", "ø": "ừ", "û": "ử", "õ": "ữ", "ï": "ự"},
    "y": {"ù": "ý", "ø": "ỳ", "û": "ỷ", "õ": "ỹ"},
}
_SINGLES = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}

_LETTERS = {base + mark: letter for base, marks in _PAIRS.items() for mark, letter in marks.items()} | _SINGLES
# The case of the letter is that of its base; capitals are written with either case of the mark ("UÛY", "Uûy").
_TABLE = (
    _LETTERS
    | {key[0].upper() + key[1:]: letter.upper() for key, letter in _LETTERS.items()}
    | {key.upper(): letter.upper() for key, letter in _LETTERS.items()}
    | {key[0] + key[1:].upper(): letter for key, letter in _LETTERS.items() if len(key) == 2}
)
_TOKEN = re.compile("|".join(sorted(map(re.escape, _TABLE), key=len, reverse=True)))
_UNICODE_ONLY = re.compile(r"[\u0100-\u024f\u1ea0-\u1ef9]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u1ea0-\u1ef9]+")


def decode_vni(text: str) -> str:
    """``text`` of a VNI font (Latin-1 letters) as Unicode; pairs become one letter, so it gets shorter."""
    return _TOKEN.sub(lambda match: _TABLE[match.group()], text)


def looks_vni(text: str) -> float:
    """How surely ``text`` is VNI seen as Latin-1, 0..1; near 0 for Unicode Vietnamese and for plain ASCII.

    Over the words that decoding changes or that hold a letter VNI does not have: share of syllables after decoding
    less the share before.
    """
    suspects = [word for word in _WORD.findall(text) if decode_vni(word) != word or _UNICODE_ONLY.search(word)]
    if not suspects:
        return 0.0
    after = sum(is_syllable(decode_vni(word)) for word in suspects)
    before = sum(map(is_syllable, suspects))
    return max(0.0, after - before) / len(suspects)
