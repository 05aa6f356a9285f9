"""Bytes of an unknown encoding to Unicode text: the guess that yields most Vietnamese syllables, and its score.

Lines that are valid UTF-8 are taken so; the others get one guess together, and a line that reads badly under it and
well under another gets the other (files pasted together from several sources exist).
"""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from ingest.encodings.syllables import count, is_syllable, words
from ingest.encodings.tcvn3 import decode_tcvn3, looks_tcvn3, with_sentence_capitals
from ingest.encodings.viqr import decode_viqr, looks_viqr
from ingest.encodings.vni import decode_vni, looks_vni

# A text is taken for TCVN3 or VNI from this score on; a single line of a Unicode text needs more, and several words.
LEGACY_TEXT_MIN = 0.5
LEGACY_LINE_MIN = 0.75
LEGACY_LINE_WORDS_MIN = 2
# Below this quality no line of a file is worth a guess of its own.
NOISE_MAX = 0.3
# A single line leaves the guess of its file only for a gain as clear as this.
LINE_GAIN_MIN = 0.4
# About half of the marked letters of Vietnamese lie beyond Latin-1; a legacy text has none there.
UNICODE_SHARE_MIN = 0.15
# Doubly encoded UTF-8 is repaired when the repair yields this quality.
REPAIRED_MIN = 0.7
# Bytes beyond ASCII for each character of a text in VIQR: curly quotation marks.
NOT_ASCII_MAX = 0.15
# So many shifts into base 64 make a text worth trying as UTF-7.
SHIFTED_MIN = 3
# For each NUL in the high bytes of UTF-16, so many in the low ones.
LOW_NULS_MAX = 0.5
# Characters judged for a whole file: enough for about 60 pages.
SAMPLE = 200_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LETTERS = r"\u00a1-\u036f\u1ea0-\u1ef9\ufffd"
_MARKED_WORD = re.compile(rf"(?<![A-Za-z{_LETTERS}])[A-Za-z]*+[{_LETTERS}][A-Za-z{_LETTERS}]*")
_SHIFTED = re.compile(rb"\+[A-Za-z0-9/]{3,}-?")
_LATIN_SIGN = re.compile("[\u00a1-\u00ff]")
_UNICODE_LETTER = re.compile(r"[\u0102-\u01b0\u1ea0-\u1ef9]")
# UTF-8 bytes read as windows-1252 or windows-1258: "Káº¿ hoáº¡ch", "hĂ nh".
_MOJIBAKE = re.compile("[ÃĂÄÆ][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]|á[º»]|â[\u0080\u20ac]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text as it was decoded, not yet cleaned.

    score: share of Vietnamese syllables among its words, 0..1. mixed_lines: lines decoded otherwise than the rest.
    """

    text: str
    encoding: str
    score: float
    mixed_lines: int = 0


def quality(text: str) -> float:
    """Share of syllables among the words of ``text`` with a character outside ASCII; 1 without such words."""
    marked = [match.group() for match in _MARKED_WORD.finditer(text)]
    return sum(map(is_syllable, marked)) / len(marked) if marked else 1.0


def is_unicode(text: str) -> bool:
    """Whether ``text`` is plainly Vietnamese in Unicode: enough of its marked letters exist in no legacy encoding."""
    unicode_letters = len(_UNICODE_LETTER.findall(text))
    return unicode_letters > UNICODE_SHARE_MIN * (unicode_letters + len(_LATIN_SIGN.findall(text)))


def undecoded(text: str) -> float:
    """Share of the characters of ``text`` in words with Latin letters outside ASCII that are no syllables, 0..1."""
    shown = len("".join(text.split()))
    wrong = sum(len(word) for word in _MARKED_WORD.findall(text) if not is_syllable(word))
    return wrong / shown if shown else 0.0


def _latin(data: bytes) -> str:
    return data.decode("cp1252", errors="replace")


# Legacy encodings that also occur saved as Unicode: name, score, decoder.
_LEGACY = (("tcvn3", looks_tcvn3, decode_tcvn3), ("vni", looks_vni, decode_vni))
# Every single-byte guess, in order of preference where scores are equal.
_GUESSES: tuple[tuple[str, Callable[[bytes], str]], ...] = (
    ("windows-1258", lambda data: data.decode("cp1258", errors="replace")),
    ("tcvn3", lambda data: decode_tcvn3(_latin(data))),
    ("vni", lambda data: decode_vni(_latin(data))),
    ("utf-8", lambda data: data.decode("utf-8", errors="replace")),
    ("windows-1252", _latin),
)


def decode(data: bytes) -> Decoded:
    """The text of ``data`` under the best guess of its encoding; never raises, doubt shows in the score."""
    decoded = _typed_in_ascii(_from_bytes(data))
    if decoded.encoding.endswith("tcvn3") and not decoded.mixed_lines:
        return replace(decoded, text=with_sentence_capitals(decoded.text))
    return decoded


def _typed_in_ascii(decoded: Decoded) -> Decoded:
    """``decoded``, unless it is VIQR: Vietnamese typed in ASCII."""
    if not is_viqr(decoded.text):
        return decoded
    text = decode_viqr(decoded.text)
    return Decoded(text=text, encoding="viqr", score=_score(text))


def is_viqr(text: str) -> bool:
    """Whether ``text`` is Vietnamese typed in ASCII."""
    sample = text[:SAMPLE]
    if len(sample.encode("utf-8", errors="replace")) > (1 + NOT_ASCII_MAX) * len(sample):
        return False
    return looks_viqr(sample) >= LEGACY_LINE_MIN


def _from_bytes(data: bytes) -> Decoded:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _from_unicode(data[len(bom) :].decode(encoding, errors="replace"), encoding)
    utf_16 = utf_16_without_bom(data)
    if utf_16:
        return _from_unicode(data.decode(utf_16, errors="replace"), utf_16)
    utf_7 = _utf_7(data)
    if utf_7 is not None:
        return _from_unicode(utf_7, "utf-7")
    try:
        return _from_unicode(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _from_lines(data)


def _utf_7(data: bytes) -> str | None:
    """``data`` as UTF-7 (old mail programs); None where that makes no Vietnamese of it."""
    if not data.isascii() or len(_SHIFTED.findall(data[:SAMPLE])) < SHIFTED_MIN:
        return None
    try:
        text = data.decode("utf-7")
    except UnicodeDecodeError:
        return None
    return text if is_unicode(text[:SAMPLE]) and quality(text[:SAMPLE]) >= REPAIRED_MIN else None


def utf_16_without_bom(data: bytes) -> str | None:
    """The byte order of UTF-16 text without a byte order mark; None for everything else."""
    sample = data[:4000]
    if len(sample) < 4:
        return None
    spaces = {"utf-16-le": (sample[::2], sample[1::2]), "utf-16-be": (sample[1::2], sample[::2])}
    for encoding, (low, high) in spaces.items():
        # In Vietnamese text the high byte is 0, 1, 3 (loose marks) or 0x1e; no other text has NULs at all.
        if sum(byte in b"\x00\x01\x03\x1e" for byte in high) <= 0.9 * len(high) or b"\x00" not in high:
            continue
        if low.count(0) <= LOW_NULS_MAX * high.count(0):  # the loose grave accent is U+0300
            return encoding
    return None


def _score(text: str) -> float:
    return round(count(words(text[:SAMPLE])).share, 3)


def _from_unicode(text: str, encoding: str) -> Decoded:
    """A Unicode text, unless it holds a legacy text that was only saved as Unicode."""
    sample = text[:SAMPLE]
    if len(_MOJIBAKE.findall(sample)) >= 3 and quality(_repaired(sample)) >= REPAIRED_MIN:
        return _repair_mojibake(text, encoding)
    whole = not is_unicode(sample)
    for name, looks, decoder in sorted(_LEGACY, key=lambda legacy: -legacy[1](sample)) if whole else _LEGACY:
        whole = whole and looks(sample) >= LEGACY_TEXT_MIN
        lines = text.split("\n")
        decoded = [decoder(line) if _is_legacy_line(line, looks, whole=whole) else line for line in lines]
        changed = sum(new != old for new, old in zip(decoded, lines, strict=True))
        if changed:
            text = "\n".join(decoded)
            label = f"{encoding}+{name}"
            return Decoded(text=text, encoding=label, score=_score(text), mixed_lines=0 if whole else changed)
    return Decoded(text=text, encoding=encoding, score=_score(text))


def _is_legacy_line(line: str, looks: Callable[[str], float], *, whole: bool) -> bool:
    """Whether a line of a Unicode text is in a legacy encoding; whole: whether most of the text is."""
    if line.isascii() or (not whole and _UNICODE_LETTER.search(line)):
        return False
    if whole:
        return not _UNICODE_LETTER.search(line) or looks(line) >= LEGACY_TEXT_MIN
    marked = len(_MARKED_WORD.findall(line))
    return marked >= LEGACY_LINE_WORDS_MIN and looks(line) >= LEGACY_LINE_MIN


def _repair_mojibake(text: str, encoding: str) -> Decoded:
    repaired = _repaired(text)
    lines = list(zip(repaired.split("\n"), text.split("\n"), strict=True))
    mixed = sum(new == old and not new.isascii() for new, old in lines)
    return Decoded(text=repaired, encoding=f"{encoding}+utf-8", score=_score(repaired), mixed_lines=mixed)


def _repaired(text: str) -> str:
    return "\n".join(_as_utf_8(line) if _MOJIBAKE.search(line) else line for line in text.split("\n"))


def _as_utf_8(line: str) -> str:
    # cp1252 leaves five bytes undefined; converters pass them through as control characters.
    raw = b"".join(char.encode("cp1252", errors="ignore") or _byte(char) for char in line)
    repaired = raw.decode("utf-8", errors="replace")
    return repaired if quality(repaired) > quality(line) else line


def _byte(char: str) -> bytes:
    """The byte that windows-1252 does not show as ``char``, and windows-1258 or Latin-1 does."""
    return char.encode("cp1258", errors="ignore") or char.encode("latin-1", errors="ignore")


def _from_lines(data: bytes) -> Decoded:
    lines = data.split(b"\n")
    valid = [_strict_utf_8(line) for line in lines]
    doubtful = b"\n".join(line for line, text in zip(lines, valid, strict=True) if text is None)
    name, decoder = _best(doubtful[:SAMPLE])
    if quality(decoder(doubtful[:SAMPLE])) < NOISE_MAX:
        noise = decoder(data)
        return Decoded(text=noise, encoding=name, score=_score(noise))
    mixed = 0
    texts: list[str] = []
    for line, text in zip(lines, valid, strict=True):
        if text is None:
            other, text = _line(line, name, decoder)
            mixed += other != name
        texts.append(text)
    in_utf_8 = sum(text is not None and not text.isascii() for text in valid)
    others = len(lines) - sum(text is not None for text in valid)
    text = "\n".join(texts)
    if in_utf_8 > others:
        return Decoded(text=text, encoding="utf-8", score=_score(text), mixed_lines=others)
    return Decoded(text=text, encoding=name, score=_score(text), mixed_lines=mixed + in_utf_8)


def _strict_utf_8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _best(data: bytes) -> tuple[str, Callable[[bytes], str]]:
    scores = [quality(decoder(data)) for _, decoder in _GUESSES]
    return _GUESSES[scores.index(max(scores))]


def _line(line: bytes, name: str, decoder: Callable[[bytes], str]) -> tuple[str, str]:
    text = decoder(line)
    here = quality(text)
    if here > 1 - LINE_GAIN_MIN or len(_MARKED_WORD.findall(text)) < LEGACY_LINE_WORDS_MIN:
        return name, text
    other, best = _best(line)
    gained = best(line)
    return (other, gained) if quality(gained) - here >= LINE_GAIN_MIN else (name, text)
