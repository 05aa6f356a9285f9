"""The parts of the PDF reader on small inputs: characters, cells, quality of a text layer, numbers of an OCR."""

import unicodedata
from collections.abc import Callable

import pytest

from ingest.encodings.syllables import count_text
from ingest.pdf_characters import readable
from ingest.pdf_drawings import Rule, without_frame
from ingest.pdf_fonts import Font
from ingest.pdf_glyphs import Glyph, spaced_words, with_marks, words_of
from ingest.pdf_lines import Line, cell_lines, page_lines
from ingest.pdf_page import Page
from ingest.pdf_quality import counts_of, doubtful_numbers, is_useless, needs_ocr, repaired_marker
from ingest.pdf_runs import Word
from ingest.pdf_stream import has_strayed_mark, hyphened, line_spans
from ingest.pdf_table_text import cell_text
from ingest.scan_symbols import repaired_symbols
from tests.ingest.legacy_making import tcvn3, vni

VIETNAMESE = (
    "Ủy ban nhân dân xã ban hành kế hoạch cải cách hành chính năm nay để khắc phục tồn tại, hạn chế của các bộ phận "
    "chuyên môn trong giải quyết thủ tục cho người dân và doanh nghiệp trên địa bàn"
)
ENGLISH_OCR = (
    "UY BAN NHAN DAN CQNG HOA XA HQI CHU NGHlA VI~T NAM DQc l~p - TV do - H~nh phuc K~ HO~CH cai cach hanh chinh nha "
    "nuoc nam ~ tren dja ban xa thvc hi~n cac nhi~m v\\l trQng tam"
)


def word(text: str, font: str = "TimesNewRoman", *, invisible: bool = False) -> Word:
    return Word(text, 0, 0, 10, 10, Font(font, False, False, invisible), 12, 0, 10, 0)


def page(*texts: str, image_share: float = 0.0) -> Page:
    words = tuple(map(word, texts))
    return Page(number=1, width=595, height=842, words=words, rules=(), image_share=image_share)


@pytest.mark.parametrize(
    ("text", "font", "wanted"),
    [
        ("c¶i c¸ch hµnh chÝnh n\u2212íc", "VnTime", "cải cách hành chính nước"),  # ư as a minus sign: Distiller
        ("ñy ban nh©n d©n x\u2219", "ABCDEF+.VnTimeH", "ỦY BAN NHÂN DÂN XÃ"),
        ("Uûy ban nhaân daân xaõ", "VNI-Times", "Ủy ban nhân dân xã"),
        ("h-íng dÉn thñ tôc, ®Çu t-", ".VnTime", "hướng dẫn thủ tục, đầu tư"),  # ư as a hyphen: WinAnsi names it so
        ("- th«n V¨n Hãa, NN-PTNT, KH-UBND, Lª-B×nh", ".VnTime", "- thôn Văn Hóa, NN-PTNT, KH-UBND, Lê-Bình"),
        ("\uf0f1y \uf062an \uf06eh\uf0a9n \uf064\uf0a9n", ".VnTime", "ủy ban nhân dân"),
        ("Uûy ban nhaân daân", "VNI_Times", "Ủy ban nhân dân"),
        ("cải cách hành chính", ".VnTime", "cải cách hành chính"),  # the font's name promises what the text is not
        ("thu\u031b\u0323c hiê\u0323n", "Times", "thực hiện"),
        ("\uf0b7", "Symbol", "-"),
        ("hiệu\u00adquả", "Times", "hiệuquả"),
        ("\u200b", "Times", ""),
        ("ﬁle", "Times", "file"),
    ],
)
def test_characters(text: str, font: str, wanted: str) -> None:
    assert " ".join(out.text for out in readable([word(part, font) for part in text.split(" ")])) == wanted


@pytest.mark.parametrize("make", [tcvn3, vni], ids=["TCVN3", "VNI"])
def test_legacy_text_in_fonts_that_a_printer_renamed(make: Callable[[str], str]) -> None:
    stored = [word(part, "F1") for part in make(VIETNAMESE.lower()).split(" ")]
    assert " ".join(out.text for out in readable(stored)) == VIETNAMESE.lower()


def test_a_foreign_page_is_no_legacy_text() -> None:
    french = "Le comité a été créé à Hué après la réunion où les députés français ont été invités à présenter un résumé"
    assert " ".join(out.text for out in readable([word(part, "F1") for part in french.split(" ")])) == french


def line(text: str, x1: float, *, first: float = 20.0) -> Line:
    return Line(text, 1, 5, 0, x1, 10, 12, False, False, 0, 0, 100, first, 5, False)


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ([line("Tỷ lệ cơ quan", 95), line("được kiểm tra", 60)], "Tỷ lệ cơ quan được kiểm tra"),
        ([line("Nghị quyết 42/NQ-", 95), line("HĐND", 40)], "Nghị quyết 42/NQ-HĐND"),
        ([line("kinh tế", 95), line("- xã hội", 40)], "kinh tế - xã hội"),
        ([line("Trong đó:", 50), line("a là tổng số", 60)], "Trong đó:\na là tổng số"),
        ([line("- Báo cáo;", 95), line("- Kế hoạch", 60)], "- Báo cáo;\n- Kế hoạch"),
    ],
)
def test_cell_text_joins_wrapped_lines_only(lines: list[Line], wanted: str) -> None:
    assert cell_text(lines, 95.0, 0.0) == wanted


NARROW = [
    ("1", "0", 9, "10"),
    ("thưởn", "g", 26, "thưởng"),
    ("c", "hi", 9, "chi"),
    ("7.10", "0", 22, "7.100"),
    ("0,28", "%", 22, "0,28%"),
    ("7.100", "2.300", 26, "7.100 2.300"),
    ("Khen", "thưởng", 26, "Khen thưởng"),
    ("là", "cá", 26, "là cá"),  # both are words
    ("1", "2", 6, "1 2"),  # there was room for two
    ("Ghi c", "hú", 28, "Ghi c hú"),  # what does not fit would stand on a line of its own
]


@pytest.mark.parametrize(("above", "below", "x1", "wanted"), NARROW)
def test_a_word_wider_than_its_cell_is_whole(above: str, below: str, x1: float, wanted: str) -> None:
    limit = 22.0 if x1 < 9 else x1 + 5
    assert cell_text([line(above, x1 + 5), line(below, 12)], limit, 0.0) == wanted


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("HI. TỔ CHỨC THỰC HIỆN", "III. TỔ CHỨC THỰC HIỆN"),
        ("lI. NHIỆM VỤ", "II. NHIỆM VỤ"),
        ("L.MỤC ĐÍCH", "I. MỤC ĐÍCH"),
        ("II. NHIỆM VỤ", "II. NHIỆM VỤ"),
        ("1. MỤC ĐÍCH", "1. MỤC ĐÍCH"),
        ("TL. CHỦ TỊCH", "TL. CHỦ TỊCH"),
        ("H. Nội dung", "H. Nội dung"),
        ("L. Bảo vệ", "L. Bảo vệ"),
        ("Phụ lục H", "Phụ lục II"),
        ("PHỤ LỤC HI.", "PHỤ LỤC III."),
        ("Phụ lục H kèm theo", "Phụ lục H kèm theo"),
    ],
)
def test_garbled_roman_numbers_of_headings(read: str, wanted: str) -> None:
    assert repaired_marker(read) == wanted


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("theo tiêu chuẩn 1SO 9001:2015", "theo tiêu chuẩn ISO 9001:2015"),
        ("TCVN lSO9001:2015", "TCVN ISO9001:2015"),
        ("11SO 9001", "11SO 9001"),
        ("ISO 9001", "ISO 9001"),
        ("1SO 90", "1SO 90"),
        ("Quyết định số 2108/QĐĐ-BGDĐT", "Quyết định số 2108/QĐ-BGDĐT"),
        ("Pháp lệnh số 34/2007/PL-UBTVQHI11", "Pháp lệnh số 34/2007/PL-UBTVQH11"),
        ("Luật số 72/2025/QHl5", "Luật số 72/2025/QH15"),
        ("Luật số 72/2025/QH15", "Luật số 72/2025/QH15"),
        ("Công văn 1076PGDĐT-THCS, ngày", "Công văn 1076/PGDĐT-THCS, ngày"),
        ("Tờ trình số 218/TTIr-SNV", "Tờ trình số 218/TTr-SNV"),
        ("tại phòng số 12A-B", "tại phòng số 12A-B"),
        ("ngày 27I6I2024 của Bộ Chính trị", "ngày 27/6/2024 của Bộ Chính trị"),
        ("điểm 41|13|2024", "điểm 41|13|2024"),
        ("trong tháng 7I2025", "trong tháng 7/2025"),
        ("Nghị quyết số 27INQ- TW ngày", "Nghị quyết số 27/NQ- TW ngày"),
        ("Nghị quyết số 27-NQ/TW ngày", "Nghị quyết số 27-NQ/TW ngày"),
        ("Nghị quyết số 63/NQ-CP", "Nghị quyết số 63/NQ-CP"),
        ("Uy ban nhân dân xã", "Ủy ban nhân dân xã"),
    ],
)
def test_symbols_and_standards_are_made_whole(read: str, wanted: str) -> None:
    assert repaired_symbols(read) == wanted


def test_useless_text_layers() -> None:
    assert is_useless(count_text(ENGLISH_OCR))
    assert not is_useless(count_text(VIETNAMESE))
    assert not is_useless(count_text("1 2 3 UBND HĐND"))  # too little to judge


@pytest.mark.parametrize(
    ("texts", "image_share", "wanted"),
    [
        ((), 0.0, False),  # a blank sheet
        ((), 0.9, True),
        (("3",), 0.9, True),  # a page number over a scan
        (tuple(VIETNAMESE.split()) * 3, 0.9, False),  # the office's own good OCR
        (tuple(VIETNAMESE.split()), 0.0, False),
        (tuple(VIETNAMESE.split()), 0.9, True),  # a few lines over a scan: what was added to it
        (tuple(ENGLISH_OCR.split()), 0.9, True),
    ],
)
def test_needs_ocr(texts: tuple[str, ...], image_share: float, wanted: bool) -> None:
    made = page(*texts, image_share=image_share)
    text = " ".join(word.text for word in made.words)
    assert needs_ocr(made, text, counts_of(text)) is wanted


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("trước ngày l5/8/2O23 gửi", "l5/8/2O23"),
        ("ngày 45/13/2023", "45/13/2023"),
        ("ngày 31 tháng 4 năm 2023", "ngày 31 tháng 4 năm 2023"),
        ("theo Điều L.", "Điều L"),
        ("Quyết định số l20/QĐ-UBND", "số l20"),
        ("Kế hoạch 4O/KH-UBND", "4O/KH-UBND"),
        ("ngày 15/8/2023 và 29 tháng 2 năm 2024", None),
        ("Nghị quyết 30c/NQ-CP, Điều 1, khoản 2, 12/3 thôn, tỷ lệ 8/17", None),
        ("số 61/2018/NĐ-CP ngày 23/4/2018", None),
    ],
)
def test_numbers_of_an_ocr_are_checked(text: str, doubted: str | None) -> None:
    notes = list(doubtful_numbers(text, 3))
    assert bool(notes) is (doubted is not None)
    assert doubted is None or any(doubted in note.message and note.page == 3 for note in notes)


def glyphs(*pieces: tuple[float, str]) -> list[Glyph]:
    """Pieces of a line in the order they were drawn, each (x, text), glyphs 5 wide; PDFium's own spaces between them."""
    made: list[Glyph] = []
    for x, text in pieces:
        if made:
            made.append(Glyph(x - 2 if text[0] == "_" else x, x - 2 if text[0] == "_" else x, 0, " ", len(made)))
        for at, char in enumerate(text.lstrip("_")):
            made.append(Glyph(x + 5 * at, x + 5 * at + 5, 0, char, len(made)))
    return made


@pytest.mark.parametrize(
    ("pieces", "wanted"),
    [
        pytest.param([(0, "nhi"), (20, "m v"), (15, "ệ"), (35, "ụ")], "nhiệm vụ", id="lent glyphs come last"),
        pytest.param([(0, "K"), (13, "_HO"), (28, "CH"), (5, "Ế"), (23, "Ạ")], "KẾ HOẠCH", id="space taken for a gap"),
        pytest.param([(5, "y ban"), (0, "Ủ")], "Ủy ban", id="the first letter of the line is lent"),
        pytest.param([(0, "xã"), (60, "Phú")], "xã Phú", id="a gap parts words"),
    ],
)
def test_glyphs_drawn_out_of_order(pieces: list[tuple[float, str]], wanted: str) -> None:
    words = words_of(glyphs(*pieces), 10)
    assert " ".join("".join(glyph.text for glyph in word) for word in words) == wanted


@pytest.mark.parametrize(
    ("letters", "marks", "wanted"),
    [
        pytest.param("tuc", [(6, "\u0323")], "tục", id="drawn after the letter that follows"),
        pytest.param("day", [(6, "\u0323")], "dạy", id="drawn after another vowel"),
        pytest.param("hoat", [(12, "\u0323")], "hoạt", id="of two vowels the one that it stands at"),
        pytest.param("vơi", [(30, "\u0301")], "vơí", id="at no letter: that of the vowel before it"),
        pytest.param("tâp", [(12, "\u0323")], "tâp", id="at no vowel, behind none: no mark at all"),
    ],
)
def test_loose_marks_go_to_their_vowels(letters: str, marks: list[tuple[float, str]], wanted: str) -> None:
    drawn = [Glyph(5 * at, 5 * at + 5, 0, letter, at) for at, letter in enumerate(letters)]
    drawn += [Glyph(x, x + 1.5, -1, mark, 90 + at) for at, (x, mark) in enumerate(marks)]
    text = "".join(glyph.text for word in words_of(with_marks(drawn), 10) for glyph in word)
    assert unicodedata.normalize("NFC", text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("tục", False), ("tu\u0323c", False), ("Ê\u0323", False), ("tuc\u0323", True), ("\u0301", True)],
)
def test_marks_behind_no_vowel_have_strayed(text: str, wanted: bool) -> None:
    assert has_strayed_mark(text) is wanted


def test_glyphs_of_two_lines_are_not_mixed() -> None:
    upper = [Glyph(5 * at, 5 * at + 5, 100, char, at) for at, char in enumerate("trên")]
    lower = [Glyph(5 * at + 2, 5 * at + 7, 90, char, 9 + at) for at, char in enumerate("dưới")]
    words = words_of([*upper, *lower], 10)
    assert ["".join(glyph.text for glyph in word) for word in words] == ["trên", "dưới"]


@pytest.mark.parametrize(
    ("starts", "text", "wanted"),
    [
        pytest.param((0, 10, 26, 36, 46, 56, 66), "KẾHOẠCH", ["KẾ", "HOẠCH"], id="two words"),
        pytest.param((0, 10, 20, 30, 40), "KẾHOẠ", [], id="all gaps alike: who knows where words part"),
        pytest.param((0, 10.5, 20, 30.4, 40), "KẾHOẠ", [], id="gaps a little uneven"),
    ],
)
def test_letters_set_apart(starts: tuple[float, ...], text: str, wanted: list[str]) -> None:
    letters = [Glyph(x, x + 6, 0, char, at) for at, (x, char) in enumerate(zip(starts, text, strict=True))]
    assert ["".join(glyph.text for glyph in word) for word in spaced_words(letters)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kế hoạch\r\nnăm 2024", ["Kế hoạch", "năm 2024"]),
        (
            "  Kế hoạch \r\n\xa0\r\n\xa0năm\xa02024\t",
            ["Kế hoạch", "năm\xa02024"],
        ),  # spaces around, a line of them alone
        ("một\nhai\rba\r\nbốn", ["một", "hai", "ba", "bốn"]),  # other line ends than PDFium's own
        ("kinh tế\x02xã hội\r\n an\ufffe", ["kinh tế\x02", "xã hội", "an\ufffe"]),  # a hyphen ends a line, too
        ("\r\n\r\n", []),
    ],
)
def test_lines_of_the_stream(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in line_spans(text)] == wanted


def test_hyphens_of_the_stream() -> None:
    assert [hyphened(text) for text in ("xã\x02", "\ufffe", "xã")] == ["xã-", "-", "xã"]


@pytest.mark.parametrize(
    ("places", "wanted"),
    [
        (((0, 60), (0, 44), (0, 28)), ["a", "b", "c"]),  # below each other: no two can share a row
        (((30, 60), (0, 60), (0, 44)), ["b a", "c"]),  # the second stands before the first
        (((0, 60), (30, 59), (0, 44)), ["a b", "c"]),  # nearly on one height
        (((0, 28), (0, 44), (0, 60)), ["c", "b", "a"]),  # drawn from below
    ],
)
def test_runs_of_a_cell_make_its_lines(places: tuple[tuple[float, float], ...], wanted: list[str]) -> None:
    font = Font("TimesNewRoman", False, False, False)
    runs = [
        Word(text, x, y, x + 20, y + 13, font, 12, 0, x + 20, x) for text, (x, y) in zip("abc", places, strict=True)
    ]
    lines = cell_lines(runs, 1)
    assert [line.text for line in lines] == wanted
    assert {(line.left, line.right) for line in lines} == {(min(run.x0 for run in runs), max(run.x1 for run in runs))}


def boxed(x0: float, y0: float, x1: float, y1: float) -> list[Rule]:
    """The four sides of a box as thin rules."""
    return [(x0, y0, x1, y0 + 1), (x0, y1 - 1, x1, y1), (x0, y0, x0 + 1, y1), (x1 - 1, y0, x1, y1)]


FRAME = boxed(60, 50, 545, 790)
INSIDE = [*boxed(62, 400, 543, 700), (200, 400, 201, 700)]
FRAMES = [
    pytest.param([*FRAME, *INSIDE], INSIDE, id="around a table that nearly touches it"),
    pytest.param([*boxed(57, 47, 548, 793), *FRAME], [], id="a double one"),
    pytest.param([*FRAME, (200, 50, 201, 700)], [*FRAME, (200, 50, 201, 700)], id="a table that fills the page"),
    pytest.param(INSIDE, INSIDE, id="a table of half a page"),
]


@pytest.mark.parametrize(("rules", "wanted"), FRAMES)
def test_the_frame_around_a_page_makes_no_table(rules: list[Rule], wanted: list[Rule]) -> None:
    assert without_frame(rules, (595, 842)) == wanted


@pytest.mark.parametrize(
    ("words", "gap", "columns"),
    [
        ("22. Nước Cộng hòa xã hội chủ nghĩa Việt Nam muôn năm!", 4.0, {0}),
        ("NGÂN HÀNG NHÀ NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 20.0, {1, 2}),
    ],
)
def test_the_name_of_the_state_opens_a_column_only_behind_a_gap(words: str, gap: float, columns: set[int]) -> None:
    """gap: in points before "Cộng", in type of 12 points; each word stands by itself, as an OCR gives it."""
    placed, x = [], 60.0
    for text in words.split():
        x += gap if text.lower() == "cộng" else 4
        placed.append(Word(text, x, 700, x + 6 * len(text), 713, Font("F", False, False, True), 12, 0, x, x))
        x += 6 * len(text)
    assert {line.column for line in page_lines(placed, 1)} == columns
