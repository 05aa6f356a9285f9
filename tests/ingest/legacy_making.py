"""Vietnamese text written in the encodings that old files have; tables made here, apart from those under test."""

import unicodedata

TONES = "\u0300\u0301\u0303\u0309\u0323"

# TCVN 5712:1993, code table 3: the byte of every letter beyond ASCII.
_TCVN3_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ"
_TCVN3_BYTES = bytes.fromhex(
    "b5b6b7b8b9 a8bbbcbdbec6 a9c7c8c9cacb ae cccecfd0d1 aad2d3d4d5d6 d7d8dcddde dfe1e2e3e4 abe5e6e7e8e9"
    "aceaebecedee eff1f2f3f4 adf5f6f7f8f9 fafbfcfdfe a1a2a7a3a4a5a6"
)

# VNI: what follows the base letter for a shape (circumflex, breve) with a tone, or for a tone alone.
_VNI_TONE = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_CIRCUMFLEX = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_VNI_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_VNI_SINGLE = {"đ": "ñ", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}


def tcvn3(text: str) -> str:
    """``text`` as a TCVN3 font stores it, seen as Latin-1; tonal capitals become small letters, as there are none."""
    table = dict(zip(_TCVN3_LETTERS, _TCVN3_BYTES.decode("latin-1"), strict=True))
    return "".join(table.get(char, table.get(char.lower(), char)) for char in text)


def vni(text: str) -> str:
    """``text`` as a VNI font stores it, seen as Latin-1."""
    return "".join(map(_vni, text))


def _vni(char: str) -> str:
    lower = char.lower()
    if lower in _VNI_SINGLE:
        stored = _VNI_SINGLE[lower]
    else:
        parts = unicodedata.normalize("NFD", lower)
        base, marks = parts[0], parts[1:]
        tone = next((mark for mark in marks if mark in TONES), "")
        if "\u031b" in marks:
            stored = {"o": "ô", "u": "ö"}[base] + (_VNI_TONE[tone] if tone else "")
        elif "\u0302" in marks:
            stored = base + _VNI_CIRCUMFLEX[tone]
        elif "\u0306" in marks:
            stored = base + _VNI_BREVE[tone]
        elif tone:
            stored = base + _VNI_TONE[tone]
        else:
            return char
    return stored if char == lower else stored.upper()


def windows_1258(text: str) -> bytes:
    """``text`` in windows-1258: tones are characters of their own behind the letter."""
    out = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tone = "".join(mark for mark in parts if mark in TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
        out.append((base + tone).encode("cp1258"))
    return b"".join(out)


_VIQR = {"\u0301": "'", "\u0300": "`", "\u0309": "?", "\u0303": "~", "\u0323": ".", "\u0302": "^", "\u0306": "(", "\u031b": "+"}  # fmt: skip


def viqr(text: str) -> str:
    """``text`` as it is typed in ASCII where nothing else can be sent: marks behind the letter."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "dd").replace("Đ", "DD"))
    shaped = _shapes_first(decomposed)
    return "".join(_VIQR.get(char, char) for char in shaped)


def _shapes_first(decomposed: str) -> str:
    out: list[str] = []
    for char in decomposed:
        if out and char in "\u0302\u0306\u031b" and out[-1] in TONES:
            out.insert(-1, char)
        else:
            out.append(char)
    return "".join(out)
