"""How much text two documents share, told from a small fingerprint of each."""

import struct
from hashlib import blake2b

from schema.text import fold

WORDS = 5
SIZE = 256
_HASH_BYTES = 8


def sketch(text: str) -> bytes:
    """The ``SIZE`` smallest hashes of all runs of ``WORDS`` words: 2 KB, however long the text."""
    words = fold(text).encode("utf-8", "surrogatepass").split()
    runs = {b" ".join(words[at : at + WORDS]) for at in range(max(1, len(words) - WORDS + 1))} - {b""}
    hashes = sorted(blake2b(run, digest_size=_HASH_BYTES).digest() for run in runs)
    return b"".join(hashes[:SIZE])


def shared(left: bytes, right: bytes) -> float:
    """The share of word runs that two documents have in common, 0..1 (an estimate of the Jaccard index)."""
    one, other = _hashes(left), _hashes(right)
    smallest = sorted(one | other)[:SIZE]
    return sum(value in one and value in other for value in smallest) / len(smallest) if smallest else 0.0


def _hashes(packed: bytes) -> set[bytes]:
    return {value for (value,) in struct.iter_unpack(f"{_HASH_BYTES}s", packed)}
