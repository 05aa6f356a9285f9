"""Words as PDFium gives them to words as people read them: legacy fonts decoded, odd characters cleaned."""

import re
from collections import defaultdict
from collections.abc import Sequence
from unicodedata import is_normalized

from ingest.encodings.cleaning import compose
from ingest.encodings.fonts import DECODERS, LegacyFont, is_legacy, legacy_font
from ingest.pdf_runs import Word

# Distiller and Word name these glyphs of a TCVN3 font after look-alikes of the byte: 0xAD (ư) and 0xB7 (ã).
_TCVN3_LOOK_ALIKES = str.maketrans({"\u2212": "\xad", "\u2010": "\xad", "\u2219": "\xb7", "\u02c9": "\xaf"})
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u180e]")
# Any character that cleaning would change, loose marks included.
_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u00d0\u00f0\u0189\u0256\u0300-\u036f\u200b-\u2011\u202a-\u202e\u2060-\u2069\ufeff"
    "\u180e\ue000-\uf8ff\ufb00-\ufb06]"
)
# A sign of a symbol font, alone or before the text that it opens.
_PRIVATE = re.compile(r"[\ue000-\uf8ff]+(?=\s|$)")
_LOOK_ALIKES = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ", "\u2010": "-", "\u2011": "-"})


def readable(words: Sequence[Word]) -> list[Word]:
    """``words`` with their text decoded and cleaned; words of invisible characters alone are left out."""
    legacy = _legacy_fonts(words)
    if not legacy and not _ODD.search(text := "\n".join([word.text for word in words])) and is_normalized("NFC", text):
        return list(words)
    found: list[Word] = []
    for word in words:
        text = word.text
        encoding = legacy.get(word.font.name)
        if encoding:
            text = DECODERS[encoding](_tcvn3(text, encoding))
        if not text.isascii() or encoding:
            text = _clean(text)
        if text:
            found.append(word if text == word.text else word._replace(text=text))
    return found


def _tcvn3(text: str, encoding: LegacyFont) -> str:
    return text if encoding is LegacyFont.VNI else text.translate(_TCVN3_LOOK_ALIKES)


def _legacy_fonts(words: Sequence[Word]) -> dict[str, LegacyFont]:
    """The fonts whose name promises a legacy encoding and whose words keep the promise."""
    promised = {name: font for name in {word.font.name for word in words} if (font := legacy_font(name))}
    if not promised:
        return {}
    texts: defaultdict[LegacyFont, list[str]] = defaultdict(list)
    for word in words:
        if word.font.name in promised:
            texts[promised[word.font.name]].append(word.text)
    proved = {font for font, run in texts.items() if is_legacy(font, _tcvn3(" ".join(run), font))}
    return {name: font for name, font in promised.items() if font in proved}


def _clean(text: str) -> str:
    if _PRIVATE.match(text):
        text = _PRIVATE.sub("-", text, count=1)
    text = _INVISIBLE.sub("", text).translate(_LIGATURES)
    return compose(text).translate(_LOOK_ALIKES)
