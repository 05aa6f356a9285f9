"""Legacy fonts of a Word file: which of them really hold TCVN3 or VNI text, and the decoding of what is set in them.

A word may be cut into runs of several fonts (a letter typed anew, a capital in a font of capitals), so fonts are judged
and decoded by whole words.
"""

import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from ingest.docx_text import Run
from ingest.encodings.detection import is_unicode, is_viqr
from ingest.encodings.fonts import DECODERS, SCORERS, LegacyFont, is_legacy, legacy_font, unmasked
from ingest.encodings.syllables import TONE_MARKS, is_syllable
from ingest.encodings.tcvn3 import decode_tcvn3, looks_tcvn3
from ingest.encodings.viqr import decode_viqr
from ingest.encodings.vni import decode_vni, looks_vni

Decoder = Callable[[str], str]

# A font that promises nothing must show the encoding more clearly, and over more than a few words.
UNNAMED_SCORE_MIN = 0.8
UNNAMED_LENGTH_MIN = 80
# So many words of a paragraph that are syllables in a legacy encoding only are no chance.
STRAYS_MIN = 3
# Letters that no legacy encoding shows: a run that holds one is Unicode.
_UNICODE_LETTER = re.compile(r"[\u0102-\u01b0\u1ea0-\u1ef9]")
# Signs of TCVN3 and of VNI that no Vietnamese in Unicode has.
_LEGACY_SIGN = re.compile(
    "[\u00a1-\u00b0\u00b5-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db-\u00df\u00e4-\u00e7\u00eb\u00ee-\u00f1"
    "\u00f6-\u00f8\u00fb-\u00ff]"
)
_TOKEN = re.compile(r"\S+|\s+")
_JOINT = re.compile(r"[-–/]")
_AROUND = string.punctuation + "“”‘’–—…"
_OF_FAMILY: dict[LegacyFont | None, Decoder] = {LegacyFont.TCVN3: decode_tcvn3, LegacyFont.VNI: decode_vni}
_FAMILIES = {
    LegacyFont.TCVN3: LegacyFont.TCVN3,
    LegacyFont.TCVN3_CAPITALS: LegacyFont.TCVN3,
    LegacyFont.VNI: LegacyFont.VNI,
}


def decoders_of(paragraphs: Iterable[list[Run]]) -> dict[str | None, Decoder]:
    """The decoder of every font whose text in these paragraphs is in a legacy encoding, or typed in ASCII (VIQR)."""
    texts: dict[LegacyFont | str | None, list[str]] = {}
    fonts: set[str | None] = set()
    for runs in paragraphs:
        for font, text in _stretches(runs):
            texts.setdefault(_family(font) or font, []).append(text)
        fonts.update(run.font for run in runs)
    # Runs in ASCII say nothing of a font, but tell VIQR.
    marked = {key: "\n".join(part for part in parts if not part.isascii()) for key, parts in texts.items()}
    found: dict[str | None, Decoder] = {}
    for font in fonts:
        key = _family(font) or font
        if key in texts:
            decoder = _decoder(font, marked[key]) or (decode_viqr if is_viqr("\n".join(texts[key])) else None)
            found |= {font: decoder} if decoder is not None else {}
    return found


def _family(font: str | None) -> LegacyFont | None:
    """The encoding that the name of a font promises, capitals or not."""
    named = legacy_font(font) if font else None
    return None if named is None else _FAMILIES.get(named, named)


def _decoder(font: str | None, text: str) -> Decoder | None:
    named = legacy_font(font) if font and text else None
    if named is not None:
        return DECODERS[named] if is_legacy(named, text) else _only_sure(named)
    if len(text) < UNNAMED_LENGTH_MIN or is_unicode(text):
        return None
    for looks, decoder in ((looks_tcvn3, decode_tcvn3), (looks_vni, decode_vni)):
        if looks(text) >= UNNAMED_SCORE_MIN:
            return decoder
    return None


def _only_sure(named: LegacyFont) -> Decoder:
    """A decoder for a legacy font over mostly Unicode text: only what is plainly legacy in itself is decoded."""
    return lambda text: DECODERS[named](text) if SCORERS[named](text) >= UNNAMED_SCORE_MIN else text


def decoded(runs: list[Run], decoders: dict[str | None, Decoder]) -> str:
    """The text of ``runs`` in Unicode."""
    parts: list[str] = []
    for font, text in _stretches(runs):
        decoder = decoders.get(font)
        if decoder is None:
            parts.append(text)
        else:
            parts.append(_by_word(text, decoder) if _UNICODE_LETTER.search(text) else decoder(text))
    return _without_strays("".join(parts), decoders)


def _by_word(text: str, decoder: Decoder) -> str:
    """``text``, in part Unicode already, with the words decoded that are none until then."""
    return _TOKEN.sub(lambda match: _if_better(match.group(), decoder), text)


def _if_better(token: str, decoder: Decoder) -> str:
    core = token.strip(_AROUND)
    if core.isascii() or _UNICODE_LETTER.search(core) or _is_word(core) or not _is_word(decoder(core)):
        return token
    return decoder(token)


def _is_word(text: str) -> bool:
    """Whether ``text`` is words as it stands, one or several joined: "hóa-Xã", "bài/tháng"."""
    return all(map(_is_one_word, filter(None, _JOINT.split(text))))


def _is_one_word(text: str) -> bool:
    """Whether ``text`` is a word: "vÒ" has a capital in its middle, "tôc" no tone before its stop."""
    stopped = text.lower().endswith(("c", "ch", "p", "t"))
    toned = any(mark in TONE_MARKS for mark in unicodedata.normalize("NFD", text))
    cased = text.islower() or text.isupper() or text.istitle()
    return is_syllable(text) and cased and (toned or not stopped)


def _without_strays(text: str, decoders: dict[str | None, Decoder]) -> str:
    """``text`` with the legacy words decoded that no font gives away, where file or paragraph has more of them."""
    if text.isascii():
        return text
    families = {_family(font) for font in decoders}
    if families & set(_OF_FAMILY):
        for family in families & set(_OF_FAMILY):
            text = _by_word(text, _OF_FAMILY[family])
        return text
    if not _LEGACY_SIGN.search(text):
        return text
    best = max((_by_word(text, decoder) for decoder in _OF_FAMILY.values()), key=lambda other: _changed(text, other))
    return best if _changed(text, best) >= STRAYS_MIN else text


def _changed(text: str, other: str) -> int:
    return sum(old != new for old, new in zip(text.split(), other.split(), strict=True))


def _stretches(runs: Sequence[Run]) -> list[tuple[str | None, str]]:
    """The text by font, neighbouring runs of one font joined, no word cut between a legacy font and another one."""
    joined = _joined(runs)
    if len(joined) < 2 or not any(_family(font) for font, _ in joined):
        return joined
    text = "".join(part for _, part in joined)
    fonts = [font for font, part in joined for _ in part]
    last = next(font for font, _ in joined if _family(font))
    for match in _TOKEN.finditer(text):
        place = slice(*match.span())
        foreign = not any(map(_family, fonts[place]))
        if _is_small(last) and foreign and _is_lost(match.group()):
            # What is ASCII tells the words beside it that they are capitals.
            fonts[place] = [last] * len(match.group())
        elif not foreign:
            fonts[place] = _of_a_word(fonts[place])
            last = fonts[match.start()] if _is_small(fonts[match.start()]) else last
    return _by_font(zip(fonts, text, strict=True))


def _is_lost(token: str) -> bool:
    """Whether a token of another font may be of the legacy font before it: ASCII, or no word as it stands."""
    core = token.strip(_AROUND)
    return core.isascii() or not (_UNICODE_LETTER.search(core) or _is_word(core))


def _is_small(font: str | None) -> bool:
    """Whether a legacy font leaves the case of letters as it is."""
    named = legacy_font(font) if font else None
    return named is not None and named is not LegacyFont.TCVN3_CAPITALS


def _of_a_word(fonts: list[str | None]) -> list[str | None]:
    """The fonts of a word's letters, where those outside its legacy encoding take on a font of it."""
    own = [font for font in fonts if _family(font)]
    if not own:
        return fonts
    family = _family(own[0])
    usual = next((font for font in own if legacy_font(font or "") is family), own[0])
    if family is LegacyFont.VNI:
        return [usual] * len(fonts)
    return [font if _family(font) is family else usual for font in fonts]


def _joined(runs: Iterable[Run]) -> list[tuple[str | None, str]]:
    """Neighbouring runs of one font as one text: a VNI letter may be cut in two."""
    return [(font, _unmasked(font, text)) for font, text in _by_font((run.font, run.text) for run in runs)]


def _by_font(pieces: Iterable[tuple[str | None, str]]) -> list[tuple[str | None, str]]:
    return [(font, "".join(text for _, text in group)) for font, group in groupby(pieces, key=lambda piece: piece[0])]


def _unmasked(font: str | None, text: str) -> str:
    named = legacy_font(font) if font and not text.isascii() else None
    return text if named is None else unmasked(named, text)
