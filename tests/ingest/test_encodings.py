"""Legacy encodings: tables, detectors, the syllable grammar, the cleaning."""

import time
import unicodedata

import pytest
from hypothesis import example, given
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
from ingest.encodings.detection import decode, undecoded
from ingest.encodings.fonts import unmasked
from ingest.encodings.symbols import symbol
from ingest.encodings.viqr import decode_viqr, looks_viqr
from tests.ingest.legacy_making import tcvn3, viqr, vni, windows_1258

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


CAPITALS_LOST = [
    ("a heading", "I. mục đích, yêu cầu", "I. MỤC ĐÍCH, YÊU CẦU"),
    ("the capacity of a signer", "tm. ủy ban nhân dân", "TM. ỦY BAN NHÂN DÂN"),
    ("a heading with capitals of its own", "II. Mục đích", "II. Mục đích"),
    ("a numbered sentence", "1. mục đích", "1. mục đích"),
]


@pytest.mark.parametrize(("proves", "typed", "shown"), CAPITALS_LOST, ids=[case[0] for case in CAPITALS_LOST])
def test_plain_text_gets_back_the_capitals_of_a_font(proves: str, typed: str, shown: str) -> None:
    assert decode(tcvn3(f"{PROSE}{typed}\n").encode("latin-1")).text.split("\n")[-2] == shown


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


def mojibake(text: str, encoding: str) -> str:
    """``text`` in UTF-8 as a program shows it that takes it for ``encoding``; undefined bytes become controls."""
    return "".join(bytes([byte]).decode(encoding, errors="ignore") or chr(byte) for byte in text.encode("utf-8"))


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
    ("utf-8+utf-8", mojibake(PROSE, "cp1252").encode()),
    ("utf-8+utf-8", mojibake(PROSE, "cp1258").encode()),
    ("utf-16-le", unicodedata.normalize("NFD", PROSE).encode("utf-16-le")),
    ("utf-16-be", unicodedata.normalize("NFD", PROSE).encode("utf-16-be")),
    ("utf-8", unicodedata.normalize("NFD", PROSE).encode()),
    ("utf-7", PROSE.encode("utf-7")),
    ("viqr", viqr(PROSE).encode()),
    ("viqr", viqr(PROSE).replace("'", "\u2019").encode()),
    ("viqr", viqr(PROSE).replace("'", "\u2019").encode("cp1252")),
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


def test_a_utf_16_file_cut_in_the_middle_of_a_letter_is_still_read() -> None:
    assert decode(PROSE.encode("utf-16-le")[:-1]).text.startswith(PROSE[:-1])


NO_VIQR = [
    ("Vietnamese without marks", "Ke hoach cai cach hanh chinh so 49/KH-UBND ngay 1/7. Co lam khong? Dat 100%. Xong."),
    ("English", "I don't know what he's done; it's O'Brien's, isn't it? e.g. 5 p.m. (see a.b) We're here. Do. So?"),
    ("formulas", "x^2 + y^2 = z(1); o+o=u+u; a^b^c; e^x; o^n; a(1)+a(2); u+v; O(n); o^2"),
    ("addresses", "ho.tro@xa.gov.vn http://cu.a/ca?i=a'b www.la.vn/to^?a ubnd.xa@tinh.gov.vn ke.hoach@mo.i.vn"),
    ("code", "if a.b(c+d): print('xa', u+1, o+2) # e.g. a~b, no?; self.ma.n(e^2)"),
    ("Unicode", PROSE),
    (
        "a name or two among English words",
        "The town of Da^`u Tie^'ng is far from Ha` No^.i, said the old man at the market.",
    ),
    ("nothing", ""),
]


@pytest.mark.parametrize(("proves", "text"), NO_VIQR, ids=[case[0] for case in NO_VIQR])
def test_what_is_no_viqr_stays_as_it_is(proves: str, text: str) -> None:
    assert looks_viqr(text) == 0.0
    assert decode(text.encode()).text == text


VIQR = [
    ("addresses, figures and dates", "Gu+?i ve^` to^.xa@huyen.gov.vn tru+o+'c 1/7, dda.t 100%.",
     "Gửi về to^.xa@huyen.gov.vn trước 1/7, đạt 100%."),
    ("a full stop behind a letter with a tone or a consonant", "Uy? ban xa~. La^.p ho^` so+. Ghi nha^.n.",
     "Uỷ ban xã. Lập hồ sơ. Ghi nhận."),
    ("a full stop behind a syllable that ends sentences", "Kie^?m tra. Ba'o ca'o huye^.n qua.", "Kiểm tra. Báo cáo huyện qua."),
    ("a full stop that is a tone", "So+? No^.i vu. chu? tri`", "Sở Nội vụ chủ trì"),
    ("a question", "Ai la`m? Ai chi.u tra'ch nhie^.m?", "Ai làm? Ai chịu trách nhiệm?"),
    ("markers of headings", "I. MU.C DDI'CH\na. Ye^u ca^`u", "I. MỤC ĐÍCH\na. Yêu cầu"),
    ("a mark with a backslash keeps its meaning", "DDie^`u 1\\. Co'\\?", "Điều 1. Có?"),
    ("symbols", "So^' 49/2021/QDD-UBND nga`y 29/9, HDDND", "Số 49/2021/QĐ-UBND ngày 29/9, HĐND"),
    ("words with a stroke between them", "ba`i/tha'ng, Va(n pho`ng-Tho^'ng ke^", "bài/tháng, Văn phòng-Thống kê"),
    ("no tone stands on the last letter", "ke`m theo. ddu+o+.c giao. mo+'i ddu+a. kie^?m tra...",
     "kèm theo. được giao. mới đưa. kiểm tra..."),
    ("Roman numbers of headings", "VI. TO^? CHU+'C\nDDO+N VI. CO' LIE^N QUAN", "VI. TỔ CHỨC\nĐƠN VỊ CÓ LIÊN QUAN"),
    ("a tone and a full stop", "tu+`ng ddo+n vi.. So+? No^.i vu..", "từng đơn vị. Sở Nội vụ."),
    ("marks of Markdown", "**PHA'P LUA^.T** (huye^.n*)", "**PHÁP LUẬT** (huyện*)"),
    ("horn as an asterisk", "tru*o*?ng tho^n", "trưởng thôn"),
    ("capitals", "CO^.NG HO`A XA~ HO^.I", "CỘNG HÒA XÃ HỘI"),
]  # fmt: skip


@pytest.mark.parametrize(("proves", "typed", "shown"), VIQR, ids=[case[0] for case in VIQR])
def test_viqr(proves: str, typed: str, shown: str) -> None:
    assert decode_viqr(typed) == shown


def test_viqr_holds_every_letter() -> None:
    syllables = [f"m{letter}" if letter in "ýỳỷỹỵ" else f"m{letter}n" for letter in LETTERS if letter != "đ"]
    for syllable in (*syllables, "đi"):
        assert decode_viqr(viqr(syllable)) == syllable
        assert decode_viqr(viqr(syllable.upper())) == syllable.upper()


def test_a_long_line_without_spaces_does_not_hang_the_detectors() -> None:
    started = time.process_time()
    for line in ("a" * 2_000_000, "a." * 1_000_000, "x@" * 1_000_000, "o+" * 1_000_000):
        assert decode(line.encode()).text == line
    assert time.process_time() - started < 30


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
    ("eth for Đ", "Ðiều 1, QÐ-UBND", "Điều 1, QĐ-UBND", "false_letters"),
    ("oi for ư", "CHẤT LƢỢNG, thƣờng xuyên", "CHẤT LƯỢNG, thường xuyên", "false_letters"),
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
        (0xF052, "Wingdings 2", "☑"),
        (0xF0A3, "Wingdings 2", "☐"),
        (0x61, "Webdings", "✓"),
        (0xF0B7, "Symbol", "\uf0b7"),
        (0x2611, "Segoe", "☑"),
    ],
)
def test_symbols(code: int, font: str, expected: str) -> None:
    assert symbol(code, font) == expected


@given(st.text())
@example("\ue000\x1b")  # the space that a control character becomes makes a bullet of the sign before it
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


@pytest.mark.parametrize("text", ["CHỦ TỊCH", "Nơi nhận", "PHÓ CHỦ TỊCH THƯỜNG TRỰC"])
def test_unicode_under_a_legacy_font_stays(text: str) -> None:
    assert unmasked(LegacyFont.TCVN3_CAPITALS, text) == text


def test_a_line_of_letters_alone_is_looked_at_once() -> None:
    # A pattern tried from each letter to the end of its word would not be through in minutes.
    assert undecoded("a" * 300_000 + " b" * 10 + " " + "\xe8" * 10) == pytest.approx(10 / 300_020)


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân xã giao các phòng. Ủy ban Mặt trận phát huy vai trò.\n- Ứng dụng công nghệ thông tin.\n1. Ổn định tổ chức.",
        # Wrapped lines: the start of a line says nothing.
        "Thực hiện nhiệm vụ của xã và các\nấp trên địa bàn, bảo đảm\nổn định tình hình.\nỦy ban nhân dân xã giao các\nphòng.",
    ],
    ids=["a paragraph a line", "wrapped"],
)
def test_a_sentence_in_tcvn3_opens_with_a_capital(text: str) -> None:
    decoded = decode(tcvn3(text).encode("cp1252", errors="replace"))
    assert (decoded.encoding, decoded.text) == ("tcvn3", text)
