"""Which font names promise a legacy encoding. The promise is checked against the text before anything is decoded."""

import re
from collections.abc import Callable
from enum import StrEnum

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
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"(?:[,\-]?(?:Bold|Italic|Regular|Normal|Oblique|MT|PS))+$", re.IGNORECASE)


def legacy_font(name: str) -> LegacyFont | None:
    """The encoding that font ``name`` promises (".VnTimeH", "ABCDEF+VNI-Times,Bold"); None for a Unicode font."""
    family = _STYLE.sub("", _SUBSET.sub("", name.strip()))
    if re.match(r"\.?Vn[A-Z]", family):
        return LegacyFont.TCVN3_CAPITALS if family.endswith("H") else LegacyFont.TCVN3
    if family.upper().startswith("VNI-"):
        return LegacyFont.VNI
    return None


def is_legacy(font: LegacyFont, text: str) -> bool:
    """Whether ``text`` (all that stands in this font) is really written in the font's encoding."""
    return SCORERS[font](text) >= LEGACY_SCORE_MIN
