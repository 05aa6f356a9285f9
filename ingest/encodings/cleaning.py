"""What may be changed in a decoded text before it is frozen, and the record of it.

A clean NFC text without BOM comes out character for character: gold spans and editors' offsets rest on it.
"""

import re
import unicodedata
from dataclasses import dataclass

from schema.document import PageNote

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHAPES = "\u0302\u0306\u031b"
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u180e"

_NEWLINES = re.compile("\r\n|[\r\u000b\u0085\u2028\u2029]")
_MARKS = re.compile(f"([^\\W\\d_])([{_TONES}{_SHAPES}]{{2,8}})")
_LOOSE_MARK = re.compile(f"[{_TONES}{_SHAPES}]")
_DROPPED = re.compile(f"[{_INVISIBLE}]+")
_SOFT_HYPHENS = re.compile("\u00ad+")
_SPACES = re.compile("[\u00a0\u202f\u2007]")
# Word's no-break hyphen and its kin: in symbols and names they are the hyphen ("63/2010/NĐ\u2011CP").
_HYPHENS = re.compile("[\u2010\u2011\ufe63\uff0d]")
_BULLETS = re.compile(r"(?m)^([ \t]*)[\ue000-\uf8ff](?=\s|[^\W\d_])")
_CONTROLS = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Icelandic eth, African D and Latin oi: what old converters and fonts put for the same-looking Vietnamese letter.
_FALSE_LETTERS = re.compile("[\u00d0\u00f0\u0189\u0256\u01a2\u01a3]")
FALSE_LETTERS = {0xD0: "Đ", 0xF0: "đ", 0x189: "Đ", 0x256: "đ", 0x1A2: "Ư", 0x1A3: "ư"}

_DROPS = (
    ("invisible", _DROPPED, "", "Đã bỏ {n} ký tự vô hình (BOM, khoảng rộng bằng không)."),
    ("soft_hyphen", _SOFT_HYPHENS, "", "Đã bỏ {n} dấu nối mềm."),
)
_REPLACEMENTS = (
    ("nbsp", _SPACES, " ", "Đã đổi {n} khoảng trắng không ngắt thành khoảng trắng thường."),
    ("hyphen", _HYPHENS, "-", "Đã đổi {n} dấu nối đặc biệt thành dấu gạch nối thường."),
    ("control", _CONTROLS, " ", "Đã thay {n} ký tự điều khiển bằng khoảng trắng."),
    ("bullet", _BULLETS, r"\1-", "Đã đổi {n} dấu đầu dòng của phông ký hiệu thành dấu gạch ngang."),
    ("surrogate", _SURROGATES, "\ufffd", "Có {n} ký tự Unicode hỏng."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A text ready to be frozen, and a note for every kind of change that was made."""

    text: str
    notes: tuple[PageNote, ...]


def compose(text: str) -> str:
    """``text`` in NFC, with tone marks that stand before the letter's shape mark put behind it first."""
    if unicodedata.is_normalized("NFC", text) and not _LOOSE_MARK.search(text):
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _MARKS.sub(_shape_first, decomposed))


def _shape_first(match: re.Match[str]) -> str:
    marks = match.group(2)
    return match.group(1) + "".join(sorted(marks, key=lambda mark: mark in _TONES))


def clean(text: str) -> Cleaned:
    """``text`` in NFC without invisible characters, foreign line ends and look-alikes, and what was changed."""
    notes: list[PageNote] = []
    # What is dropped goes first: an invisible character may part a letter from its mark.
    text = _replaced(_NEWLINES.sub("\n", text), _DROPS, notes)
    composed = compose(text)
    if composed != text:
        notes.append(PageNote(code="nfc", message="Đã ghép dấu rời thành chữ Unicode dựng sẵn (NFC)."))
    text = _replaced(composed, _REPLACEMENTS, notes)
    if _FALSE_LETTERS.search(text):
        text = text.translate(FALSE_LETTERS)
        notes.append(PageNote(code="false_letters", message="Đã đổi chữ nước ngoài trông giống Đ, Ư thành chữ Việt."))
    return Cleaned(text=text, notes=tuple(notes))


def _replaced(text: str, rules: tuple[tuple[str, re.Pattern[str], str, str], ...], notes: list[PageNote]) -> str:
    for code, pattern, replacement, message in rules:
        text, changes = pattern.subn(replacement, text)
        if changes:
            notes.append(PageNote(code=code, message=message.format(n=changes)))
    return text
