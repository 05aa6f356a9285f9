"""Legacy encodings: tables, detectors, the syllable grammar, the cleaning."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.encodings import (
    LegacyFont,
    count,
    decode_tcvn3,
    decode_tcvn3_capitals,
    decode_vni,
    is_legacy,
    is_syllable,
    legacy_font,
    looks_tcvn3,
    looks_vni,
    words,
)
from ingest.encodings.cleaning import clean
from ingest.encodings.detection import decode
from ingest.encodings.symbols import symbol
from tests.ingest.legacy_making import tcvn3, vni, windows_1258

PROSE = (
    "Ủy ban nhân dân xã ban hành Kế hoạch khắc phục những tồn tại, hạn chế trong công tác cải cách hành chính năm 2023.\n"
    "1. Mục đích: Nâng cao trách nhiệm của người đứng đầu; phấn đấu 100% hồ sơ được giải quyết đúng hạn, trước ngày 30/9.\n"
    "- Giao công chức Văn phòng - Thống kê chủ trì, phối hợp với Trưởng thôn, các đoàn thể thực hiện; kỷ luật, kỷ cương.\n"
)
LETTERS = "".join(
    letter
    for base in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    if not (letter := unicodedata.normalize("NFC", base + tone)).isascii()
)
LETTERS += "đ"


def test_tables_hold_every_letter() -> None:
    assert len(LETTERS) == 67
    assert decode_tcvn3(tcvn3(LETTERS)) == LETTERS
    assert decode_vni(vni(LETTERS)) == LETTERS
    assert decode_vni(vni(LETTERS.upper())) == LETTERS.upper()


def test_capitals_font_gives_capitals_of_the_same_length() -> None:
    stored = tcvn3("quyết định của bộ trưởng")
    assert decode_tcvn3_capitals(stored) == "QUYẾT ĐỊNH CỦA BỘ TRƯỞNG"
    assert len(decode_tcvn3_capitals(stored)) == len(stored)


@pytest.mark.parametrize(
    "stored", ["UÛY BAN NHAÂN DAÂN", "Uûy ban nhaân daân", "UÛy ban nhaân daân", "Uûy Ban Nhaân Daân"]
)
def test_vni_capitals_with_either_case_of_the_mark(stored: str) -> None:
    assert decode_vni(stored).lower() == "ủy ban nhân dân"


SCORES = [
    ("Unicode is neither", PROSE, 0.0, 0.0),
    ("TCVN3", tcvn3(PROSE), 0.8, 0.0),
    ("VNI", vni(PROSE), 0.0, 0.8),
    ("ASCII is neither", "Ke hoach cai cach hanh chinh so 49/KH-UBND", 0.0, 0.0),
    ("legitimate signs are no TCVN3", "© 2023 Công ty ® · 25°C", 0.0, 0.0),
    ("French is neither", "déjà vu à la carte, très élégant, naïve, Noël", 0.0, 0.0),
    ("nothing is neither", "", 0.0, 0.0),
]


@pytest.mark.parametrize(("proves", "text", "as_tcvn3", "as_vni"), SCORES, ids=[case[0] for case in SCORES])
def test_detectors(proves: str, text: str, as_tcvn3: float, as_vni: float) -> None:
    for score, expected in ((looks_tcvn3(text), as_tcvn3), (looks_vni(text), as_vni)):
        assert (score >= 0.8) if expected else (score < 0.3)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (".VnTime", LegacyFont.TCVN3),
        (".VnTimeH", LegacyFont.TCVN3_CAPITALS),
        ("ABCDEF+.VnArialH,Bold", LegacyFont.TCVN3_CAPITALS),
        ("VnTime-BoldItalic", LegacyFont.TCVN3),
        (".VnArial NarrowH", LegacyFont.TCVN3_CAPITALS),
        ("VNI-Times", LegacyFont.VNI),
        ("GHIJKL+VNI-Helve-Condense,Bold", LegacyFont.VNI),
        ("Times New Roman", None),
        ("ABCDEF+TimesNewRomanPS-BoldMT", None),
        ("Vnext Sans", None),
        ("", None),
    ],
)
def test_font_names(name: str, expected: LegacyFont | None) -> None:
    assert legacy_font(name) is expected


def test_legacy_font_name_over_unicode_is_not_believed() -> None:
    assert is_legacy(LegacyFont.TCVN3, tcvn3(PROSE))
    assert not is_legacy(LegacyFont.TCVN3, PROSE)
    assert not is_legacy(LegacyFont.VNI, PROSE)


@pytest.mark.parametrize(
    "word",
    [
        *[
            "nghiêng",
            "quyết",
            "gìn",
            "giếng",
            "giữa",
            "quốc",
            "khuỷu",
            "hoà",
            "hòa",
            "khoẻ",
            "thuỷ",
            "ủy",
            "uỷ",
            "yêu",
            "oanh",
            "xoong",
            "ngoằn",
            "huyện",
            "trưởng",
            "Ở",
        ],
        *["nghiệp", "quý", "quy", "chuyển", "đất", "ƯƠNG"],
        unicodedata.normalize("NFD", "nghiệp"),
    ],
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    [
        "trëng",
        "phric",
        "wolf",
        "street",
        "chính1",
        "x·",
        "ngiệp",
        "kà",
        "cếch",
        "đâtt",
        "nhấch",
        "hàc",
        "jô",
        "ñy",
        "Ðiều",
        "bịn̂h",
        "straße",
    ],
)
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_acronyms_are_not_counted() -> None:
    counted = count(words("UBND CCHC TTHC xã có internet"))
    assert (counted.words, counted.valid, counted.marked) == (3, 2, 2)


DECODINGS = [
    ("utf-8", PROSE.encode()),
    ("utf-8", b"\xef\xbb\xbf" + PROSE.encode()),
    ("utf-16-le", PROSE.encode("utf-16")),
    ("utf-16-le", PROSE.encode("utf-16-le")),
    ("utf-16-be", PROSE.encode("utf-16-be")),
    ("windows-1258", windows_1258(PROSE)),
    ("tcvn3", tcvn3(PROSE).encode("latin-1")),
    ("vni", vni(PROSE).encode("latin-1")),
    ("utf-8+tcvn3", tcvn3(PROSE).encode()),
    ("utf-8+vni", vni(PROSE).encode()),
    ("utf-8+utf-8", PROSE.encode().decode("latin-1").encode()),
]


@pytest.mark.parametrize(("encoding", "data"), DECODINGS)
def test_decode_names_the_encoding_and_its_score(encoding: str, data: bytes) -> None:
    decoded = decode(data)
    assert decoded.encoding == encoding
    assert decoded.score > 0.95
    text = clean(decoded.text).text
    # TCVN3 has no tonal capitals: case is lost there, and only there.
    assert text == PROSE if "tcvn3" not in encoding else text.lower() == PROSE.lower()


def test_files_pasted_together_are_decoded_line_by_line() -> None:
    lines = PROSE.strip().split("\n")
    data = b"\n".join([lines[0].encode(), tcvn3(lines[1]).encode("latin-1"), vni(lines[2]).encode("latin-1")])
    decoded = decode(data)
    assert decoded.text == "\n".join(lines)
    assert decoded.mixed_lines > 0


CLEANINGS = [
    ("NFD", unicodedata.normalize("NFD", "hành chính"), "hành chính", "nfc"),
    ("tone behind a composed shape", "chi\u00ea\u0301n", "chiến", "nfc"),
    ("tone before the shape", "chi" + "e\u0301\u0302" + "n", "chiến", "nfc"),
    ("dot before the shape", "me\u0323\u0302nh", "mệnh", "nfc"),
    ("horn behind the tone", "tu\u031b\u0300 tu\u0300\u031b", "từ từ", "nfc"),
    ("byte order mark and zero width", "\ufeffkế\u200b hoạch\u2060", "kế hoạch", "invisible"),
    ("soft hyphen", "hành\u00adchính", "hànhchính", "soft_hyphen"),
    ("no-break space", "số\u00a049", "số 49", "nbsp"),
    ("no-break hyphen", "63/2010/NĐ\u2011CP, 2021\u20102025", "63/2010/NĐ-CP, 2021-2025", "hyphen"),
    ("private bullet", "\uf0b7 Tăng cường\n \uf0fc\tĐôn đốc", "- Tăng cường\n -\tĐôn đốc", "bullet"),
    ("eth for Đ", "Ðiều 1, QÐ-UBND", "Điều 1, QĐ-UBND", "false_d"),
    ("control characters", "a\x00b\x1fc", "a b c", "control"),
    ("line ends", "a\r\nb\rc\u2028d", "a\nb\nc\nd", None),
    ("invisible between letter and mark", "ca\u200b\u0309i", "cải", "invisible nfc"),
    ("clean text", "Ủy ban; – “ngoặc” … ² ½ ①", "Ủy ban; – “ngoặc” … ² ½ ①", None),
]


@pytest.mark.parametrize(("proves", "text", "expected", "code"), CLEANINGS, ids=[case[0] for case in CLEANINGS])
def test_clean(proves: str, text: str, expected: str, code: str | None) -> None:
    cleaned = clean(text)
    assert cleaned.text == expected
    assert [note.code for note in cleaned.notes] == (code or "").split()


@pytest.mark.parametrize(
    ("code", "font", "expected"),
    [
        (0xF0B3, "Symbol", "≥"),
        (0xB3, "Symbol", "≥"),
        (0xF0FC, "Wingdings", "✓"),
        (0xF0B7, "Symbol", "\uf0b7"),
        (0x2611, "Segoe", "☑"),
    ],
)
def test_symbols(code: int, font: str, expected: str) -> None:
    assert symbol(code, font) == expected


@given(st.text())
def test_cleaned_text_is_stable(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.binary(max_size=300))
def test_decode_never_raises(data: bytes) -> None:
    decoded = decode(data)
    assert 0.0 <= decoded.score <= 1.0


@given(st.text(max_size=80))
def test_detectors_score_between_0_and_1_and_tcvn3_keeps_length(text: str) -> None:
    assert 0.0 <= looks_tcvn3(text) <= 1.0
    assert 0.0 <= looks_vni(text) <= 1.0
    assert len(decode_tcvn3(text)) == len(text)
