"""Legacy Vietnamese encodings, their detection, and the cleaning of decoded text."""

from ingest.encodings.fonts import DECODERS, LEGACY_SCORE_MIN, LegacyFont, is_legacy, legacy_font
from ingest.encodings.syllables import SyllableCount, count, count_text, is_syllable, words
from ingest.encodings.tcvn3 import decode_tcvn3, decode_tcvn3_capitals, looks_tcvn3
from ingest.encodings.vni import decode_vni, looks_vni

__all__ = [
    "DECODERS",
    "LEGACY_SCORE_MIN",
    "LegacyFont",
    "SyllableCount",
    "count",
    "count_text",
    "decode_tcvn3",
    "decode_tcvn3_capitals",
    "decode_vni",
    "is_legacy",
    "is_syllable",
    "legacy_font",
    "looks_tcvn3",
    "looks_vni",
    "words",
]
