"""Signs that Word and PDF set in symbol fonts: private-use code points with a plain meaning."""

from ingest.encodings.fonts import legacy_font

# Low bytes of Symbol and of Wingdings; both fonts live at U+F000. Bullets are left to the cleaning.
_SYMBOL = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB0: "°", 0xAE: "→", 0xDE: "⇒",
    0xA5: "∞", 0x2D: "-", 0x3D: "=", 0x3C: "<", 0x3E: ">", 0x2B: "+", 0x25: "%", 0x28: "(", 0x29: ")", 0x2F: "/",
    0x2C: ",", 0x2E: ".", 0x3A: ":", 0x3B: ";", 0x20: " ", 0x2A: "*",
}  # fmt: skip
_DINGBATS = {0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0xE0: "→", 0xF0: "→"}
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"}
_WEBDINGS = {0x61: "✓", 0x72: "✗", 0x63: "☐"}
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PRIVATE = 0xF000
# By a part of the font's name, the longer ones first.
_DINGBAT_FONTS = {
    "wingdings 2": _WINGDINGS_2, "wingdings2": _WINGDINGS_2, "webdings": _WEBDINGS, "wingdings": _DINGBATS,
    "dingbats": _DINGBATS,
}  # fmt: skip
# A bullet or a tick; a longer text in such a font was set in it by mistake.
_SIGNS_MAX = 2


def symbol(code: int, font: str | None) -> str:
    """The sign that ``font`` shows for ``code`` (with or without the private-use offset).

    Without a known meaning it is the private-use character; the cleaning makes a dash of it at the start of a line.
    """
    low = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code
    if font and legacy_font(font) and low <= 0xFF:
        return chr(low)  # a letter of an old Vietnamese font that was installed as a symbol font
    table = _dingbats(font) or _SYMBOL
    if low > 0xFF:
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    if table is _SYMBOL and 0x30 <= low <= 0x39:
        return chr(low)
    return table.get(low, chr(_PRIVATE + low))


def shown(text: str, font: str | None) -> str:
    """``text`` as ``font`` shows it: a letter typed in a font of signs ("v" in Wingdings) is a sign."""
    if _dingbats(font) is None or len("".join(text.split())) > _SIGNS_MAX:
        return text
    return "".join(char if char.isspace() else symbol(ord(char), font) for char in text)


def _dingbats(font: str | None) -> dict[int, str] | None:
    """The signs of a font that has nothing else; None for a font of letters."""
    name = (font or "").lower()
    return next((table for family, table in _DINGBAT_FONTS.items() if family in name), None)
