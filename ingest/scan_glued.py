"""Words that a recognition glued together ("SởYtế"), parted at their capitals."""

import re
from itertools import pairwise

from ingest.encodings.syllables import is_syllable

_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{3,24}(?![^\W_])")


def parted(line: str) -> str:
    """``line`` with a word of several capitals among small letters parted at them, where each part is a syllable."""
    return _WORD.sub(lambda match: _parted(match.group()), line)


def _parted(word: str) -> str:
    cuts = [at for at, (before, char) in enumerate(pairwise(word), 1) if before.islower() and char.isupper()]
    pieces = [word[start:end] for start, end in pairwise((0, *cuts, len(word)))]
    parts = [part for piece in pieces for part in _first_apart(piece)]
    marked = any(not part.isascii() for part in parts)  # "MoMo", "LoRa" are names
    return " ".join(parts) if marked and all(map(is_syllable, parts)) else word


def _first_apart(piece: str) -> tuple[str, ...]:
    """ "Ytế" as "Y", "tế": few syllables begin with a "Y"."""
    apart = piece[:1] == "Y" and len(piece) > 1 and not is_syllable(piece)
    return (piece[:1], piece[1:]) if apart else (piece,)
