"""Words as PDFium gives them to words as people read them: legacy fonts decoded, odd characters cleaned."""

import re
from collections import defaultdict
from collections.abc import Sequence
from unicodedata import is_normalized

from ingest.encodings.cleaning import FALSE_LETTERS, compose
from ingest.encodings.fonts import DECODERS, LegacyFont, is_legacy, legacy_font, unmasked
from ingest.encodings.syllables import is_syllable
from ingest.encodings.tcvn3 import decode_tcvn3, looks_tcvn3
from ingest.encodings.vni import looks_vni
from ingest.pdf_runs import Word

# A page whose fonts promise nothing must show the encoding clearly, over more than a few words.
_UNNAMED_SCORE_MIN = 0.8
_UNNAMED_LENGTH_MIN = 80
# No legacy text holds such a letter, and hardly a line of Unicode is without.
_UNICODE_LETTER = re.compile(r"[\u0102-\u01b0\u1ea0-\u1ef9]")
# WinAnsi calls byte 0xAD (ư) a hyphen.
_HYPHENED = re.compile(r"(?<![^\s(\[\"“,;:/])[A-Za-z\u00a1-\u00ff]*-[A-Za-z\u00a1-\u00ff]*(?![\w-])")

# Distiller and Word name these glyphs of a TCVN3 font after look-alikes of the byte: 0xAD (ư) and 0xB7 (ã).
_TCVN3_LOOK_ALIKES = str.maketrans({"\u2212": "\xad", "\u2010": "\xad", "\u2219": "\xb7", "\u02c9": "\xaf"})
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u180e]")
# Any character that cleaning would change, loose marks included.
_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u00d0\u00f0\u0189\u0256\u0300-\u036f\u200b-\u2011\u202a-\u202e\u2060-\u2069\ufeff"
    "\u180e\ue000-\uf8ff\ufb00-\ufb06\u01a2\u01a3]"
)
# A sign of a symbol font, alone or before the text that it opens.
_PRIVATE = re.compile(r"[\ue000-\uf8ff]+(?=\s|$)")
_LOOK_ALIKES = FALSE_LETTERS | {0x2010: "-", 0x2011: "-"}


def readable(words: Sequence[Word]) -> list[Word]:
    """``words`` with their text decoded and cleaned; words of invisible characters alone are left out."""
    text = "\n".join([word.text for word in words])
    legacy = _legacy_fonts(words) or _unnamed_fonts(words, text)
    if not legacy and not _ODD.search(text) and is_normalized("NFC", text):
        return list(words)
    found: list[Word] = []
    for word in words:
        text = word.text
        encoding = legacy.get(word.font.name)
        if encoding:
            text = DECODERS[encoding](_stored(text, encoding))
        if not text.isascii() or encoding:
            text = _clean(text)
        if text:
            found.append(word if text == word.text else word._replace(text=text))
    return found


def _stored(text: str, encoding: LegacyFont) -> str:
    """``text`` as the bytes of its font stand for Latin-1 letters."""
    text = unmasked(encoding, text)
    if encoding is LegacyFont.VNI:
        return text
    text = text.translate(_TCVN3_LOOK_ALIKES)
    if "-" not in text:
        return text
    return _HYPHENED.sub(lambda match: _with_horn(match.group(), encoding), text)


def _with_horn(token: str, encoding: LegacyFont) -> str:
    """``token`` with its hyphen as the letter that it may stand for: "th-êng" is "thường", "NN-PTNT" stays."""
    if encoding is LegacyFont.TCVN3 and token.isascii() and token.isupper():
        return token  # a small letter between capitals
    letters = token.replace("-", "\xad")
    return letters if len(letters) > 1 and is_syllable(decode_tcvn3(letters)) else token


def _legacy_fonts(words: Sequence[Word]) -> dict[str, LegacyFont]:
    """The fonts whose name promises a legacy encoding and whose words keep the promise."""
    promised = {name: font for name in {word.font.name for word in words} if (font := legacy_font(name))}
    if not promised:
        return {}
    texts: defaultdict[LegacyFont, list[str]] = defaultdict(list)
    for word in words:
        if word.font.name in promised:
            texts[promised[word.font.name]].append(word.text)
    proved = {font for font, run in texts.items() if is_legacy(font, _stored(" ".join(run), font))}
    return {name: font for name, font in promised.items() if font in proved}


def _unnamed_fonts(words: Sequence[Word], text: str) -> dict[str, LegacyFont]:
    """All fonts of a page (``text``) in a legacy encoding, where their names, changed by a printer, say nothing."""
    if text.isascii() or _UNICODE_LETTER.search(text):
        return {}
    marked = [word for word in text.split() if not word.isascii()]
    if len(text) < _UNNAMED_LENGTH_MIN:
        return {}
    for encoding, looks in ((LegacyFont.TCVN3, looks_tcvn3), (LegacyFont.VNI, looks_vni)):
        stored = [_stored(word, encoding) for word in marked]
        # One foreign word that happens to become a syllable is no sign.
        changed = sum(DECODERS[encoding](word) != word for word in stored)
        if changed > len(marked) / 2 and looks(" ".join(stored)) >= _UNNAMED_SCORE_MIN:
            return {word.font.name: encoding for word in words}
    return {}


def _clean(text: str) -> str:
    if _PRIVATE.match(text):
        text = _PRIVATE.sub("-", text, count=1)
    text = _INVISIBLE.sub("", text).translate(_LIGATURES)
    return compose(text).translate(_LOOK_ALIKES)
