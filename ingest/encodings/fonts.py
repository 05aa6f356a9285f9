"""Which font names promise a legacy encoding. The promise is checked against the text before anything is decoded."""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

from ingest.encodings.syllables import TONE_MARKS, is_syllable, words
from ingest.encodings.tcvn3 import decode_tcvn3, decode_tcvn3_capitals, looks_tcvn3
from ingest.encodings.vni import decode_vni, looks_vni

# A font named .VnTime is often put over text that is Unicode already; below this score the text stays as it is.
LEGACY_SCORE_MIN = 0.5


class LegacyFont(StrEnum):
    """The encoding that a font name promises."""

    TCVN3 = "tcvn3"
    TCVN3_CAPITALS = "tcvn3-capitals"
    VNI = "vni"


DECODERS: dict[LegacyFont, Callable[[str], str]] = {
    LegacyFont.TCVN3: decode_tcvn3,
    LegacyFont.TCVN3_CAPITALS: decode_tcvn3_capitals,
    LegacyFont.VNI: decode_vni,
}
SCORERS: dict[LegacyFont, Callable[[str], float]] = {
    LegacyFont.TCVN3: looks_tcvn3,
    LegacyFont.TCVN3_CAPITALS: looks_tcvn3,
    LegacyFont.VNI: looks_vni,
}
# What windows-1258 shows for a byte for which Latin-1 shows another letter.
_LATIN_FOR_1258 = {
    ord(byte.decode("cp1258")): byte.decode("latin-1")
    for byte in map(bytes, zip(range(0xC0, 0x100), strict=True))
    if byte.decode("cp1258", errors="ignore") not in ("", byte.decode("latin-1"))
}
_BEYOND_LATIN = re.compile(r"[\u0100-\u024f\u1e00-\u1eff]")
_PRIVATE = {0xF000 + code: chr(code) for code in range(0x20, 0x100)}
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"(?:[,\-]?(?:Bold|Italic|Regular|Normal|Oblique|MT|PS))+$", re.IGNORECASE)


@lru_cache(maxsize=1024)
def legacy_font(name: str) -> LegacyFont | None:
    """The encoding that font ``name`` promises (".VnTimeH", "ABCDEF+VNI-Times,Bold"); None for a Unicode font."""
    family = _STYLE.sub("", _SUBSET.sub("", name.strip()))
    if re.match(r"\.?Vn[A-Z]|\.(?i:vn)[A-Za-z]", family):
        return LegacyFont.TCVN3_CAPITALS if family.upper().endswith("H") else LegacyFont.TCVN3
    if re.match(r"VNI[-_ ]", family, re.IGNORECASE):
        return LegacyFont.VNI
    return None


def unmasked(font: LegacyFont, text: str) -> str:
    """``text``, set in ``font``, as Latin-1 letters, where the file takes the font for a symbol font or for one of
    windows-1258 (``\\fcharset2``, ``\\fcharset163``)."""
    text = text.translate(_PRIVATE)
    if _is_written_out(text):
        return text
    latin = _BEYOND_LATIN.sub(_parted, text).translate(_LATIN_FOR_1258)
    if latin == text or SCORERS[font](latin) < max(SCORERS[font](text), LEGACY_SCORE_MIN):
        return text
    return latin


def _is_written_out(text: str) -> bool:
    """Whether all marked words are Vietnamese as they stand: "CHỦ TỊCH" in Unicode, whatever its font is called."""
    marked = [word for word in words(text) if not word.isascii()]
    whole = len(text.split()) == len(words(text))
    return whole and len(marked) > 1 and _BEYOND_LATIN.search(text) is not None and all(map(is_syllable, marked))


def _parted(match: re.Match[str]) -> str:
    """A letter and the byte behind it that was taken for its tone."""
    letter = unicodedata.normalize("NFD", match.group())
    if letter[-1] not in TONE_MARKS:
        return match.group()
    return unicodedata.normalize("NFC", letter[:-1]) + letter[-1]


def is_legacy(font: LegacyFont, text: str) -> bool:
    """Whether ``text`` (all that stands in this font) is really written in the font's encoding."""
    return SCORERS[font](text) >= LEGACY_SCORE_MIN
