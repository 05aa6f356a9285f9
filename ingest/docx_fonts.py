"""Legacy fonts of a Word file: which of them really hold TCVN3 or VNI text, and the decoding of runs set in them."""

import re
from collections.abc import Callable, Iterable

from ingest.docx_text import Run
from ingest.encodings.detection import is_unicode, is_viqr
from ingest.encodings.fonts import DECODERS, SCORERS, LegacyFont, is_legacy, legacy_font, unmasked
from ingest.encodings.tcvn3 import decode_tcvn3, looks_tcvn3
from ingest.encodings.viqr import decode_viqr
from ingest.encodings.vni import decode_vni, looks_vni

Decoder = Callable[[str], str]

# A font that promises nothing must show the encoding more clearly, and over more than a few words.
UNNAMED_SCORE_MIN = 0.8
UNNAMED_LENGTH_MIN = 80
# Letters that no legacy encoding shows: a run that holds one is Unicode.
_UNICODE_LETTER = re.compile(r"[\u0102-\u01b0\u1ea0-\u1ef9]")


def decoders_of(paragraphs: Iterable[list[Run]]) -> dict[str | None, Decoder]:
    """The decoder of every font whose text in these paragraphs is in a legacy encoding, or typed in ASCII (VIQR)."""
    texts: dict[str | None, list[str]] = {}
    for runs in paragraphs:
        for font, text in _joined(runs):
            texts.setdefault(font, []).append(text)
    # Runs in ASCII say nothing of a font, but tell VIQR.
    marked = {font: "\n".join(part for part in parts if not part.isascii()) for font, parts in texts.items()}
    found = {
        font: _decoder(font, marked[font]) or (decode_viqr if is_viqr("\n".join(parts)) else None)
        for font, parts in texts.items()
    }
    return {font: decoder for font, decoder in found.items() if decoder is not None}


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
    for font, text in _joined(runs):
        decoder = decoders.get(font)
        parts.append(text if decoder is None or _UNICODE_LETTER.search(text) else decoder(text))
    return "".join(parts)


def _joined(runs: list[Run]) -> list[tuple[str | None, str]]:
    """Neighbouring runs of one font as one text: a VNI letter may be cut in two."""
    joined: list[tuple[str | None, str]] = []
    for run in runs:
        if joined and joined[-1][0] == run.font:
            joined[-1] = (run.font, joined[-1][1] + run.text)
        else:
            joined.append((run.font, run.text))
    return [(font, _unmasked(font, text)) for font, text in joined]


def _unmasked(font: str | None, text: str) -> str:
    named = legacy_font(font) if font and not text.isascii() else None
    return text if named is None else unmasked(named, text)
