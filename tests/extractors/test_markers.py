"""Which line starts number a section, and how they are read."""

import pytest

from extractors.markers import Style, behind_lead, follows, letter_ordinal, readings, roman_value

READ = [
    ("I. MỤC ĐÍCH", "I.", Style.ROMAN, (1,)),
    ("Il. NỘI DUNG", "Il.", Style.ROMAN, (2,)),  # OCR reads I as l
    ("III/ TỔ CHỨC", "III/", Style.ROMAN, (3,)),
    ("I- MỤC ĐÍCH", "I-", Style.ROMAN, (1,)),
    ("PHẦN THỨ NHẤT", "PHẦN THỨ NHẤT", Style.PART, (1,)),
    ("Phần II", "Phần II", Style.PART, (2,)),
    ("Chương III", "Chương III", Style.CHAPTER, (3,)),
    ("Mục 2. Trách nhiệm", "Mục 2.", Style.DIVISION, (2,)),
    ("Điều 12. Hiệu lực", "Điều 12.", Style.ARTICLE, (12,)),
    ("C. PHƯƠNG HƯỚNG", "C.", Style.UPPER, (3,)),
    ("1. Mục đích", "1.", Style.NUMBER, (1,)),
    ("2.  Các cơ quan", "2.", Style.NUMBER, (2,)),
    ("(1) Chỉ tiêu", "(1)", Style.NUMBER, (1,)),
    ("1.1. Xây dựng", "1.1.", Style.DECIMAL, (1, 1)),
    ("1.1.1 Tổ chức", "1.1.1", Style.DECIMAL, (1, 1, 1)),
    ("I.2. Yêu cầu", "I.2.", Style.DECIMAL, (1, 2)),
    ("đ) Rà soát", "đ)", Style.LETTER, (5,)),
    ("f) Cung cấp", "f)", Style.LETTER, (7,)),
    ("a.Mục tiêu", "a.", Style.LETTER, (1,)),
    ("b, Đợt 2", "b,", Style.LETTER, (2,)),
    ("2, Nội dung", "2,", Style.NUMBER, (2,)),
]


@pytest.mark.parametrize(("line", "text", "style", "path"), READ)
def test_a_marker_is_read(line: str, text: str, style: Style, path: tuple[int, ...]) -> None:
    assert (text, style, path) in [(found.text, found.style, found.path) for found in readings(line, 0, len(line))]


NO_MARKER = [
    "a, b và c",
    "2, 3 và 4",
    "A, Nguyễn Văn An",
    "2020. Phấn đấu",  # a year
    "63/NQ-CP ngày 29/6/2021",
    "9001:2015",
    "28/7/2020 của",
    "10 ngày kiểm tra",
    "1.000 đồng",
    "12.5.2020",
    "8/17 xã",
    "1.5 tỷ đồng",
    "Mục tiêu chung",
    "Điều 3 và Mục I Chương II",
    "KT. CHỦ TỊCH",
    "V/v tăng cường",
    "Phần mềm một cửa",
    "01 - 03/2027",
    "",
]


@pytest.mark.parametrize("line", NO_MARKER)
def test_no_marker_is_read(line: str) -> None:
    assert readings(line, 0, len(line)) == ()


def test_letters_of_both_alphabets_follow_each_other() -> None:
    assert follows(letter_ordinal("đ"), letter_ordinal("d"), lettered=True)
    assert follows(letter_ordinal("e"), letter_ordinal("d"), lettered=True)
    assert follows(letter_ordinal("g"), letter_ordinal("e"), lettered=True)
    assert not follows(letter_ordinal("e"), letter_ordinal("c"), lettered=True)


@pytest.mark.parametrize(("letters", "value"), [("iv", 4), ("xiv", 14), ("iix", 0), ("ll", 2), ("v", 5)])
def test_roman_numerals(letters: str, value: int) -> None:
    assert roman_value(letters) == value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2.1.a. Rà soát thủ tục", "Rà soát thủ tục"),
        ("- a) Rà soát thủ tục", "Rà soát thủ tục"),
        ("(iv) Rà soát thủ tục", "Rà soát thủ tục"),
        ("1.Phòng Nội vụ", "Phòng Nội vụ"),
        ("**II. Nhiệm vụ**", "Nhiệm vụ**"),
        ("2.1 Rà soát", "Rà soát"),
        ("Điều 3. Chánh Văn phòng", "Chánh Văn phòng"),
        ("12.000 hồ sơ", "12.000 hồ sơ"),
        ("Mục tiêu: 100% hồ sơ", "Mục tiêu: 100% hồ sơ"),
        ("Phần mềm: nâng cấp", "Phần mềm: nâng cấp"),
    ],
)
def test_where_the_words_of_an_item_begin(text: str, words: str) -> None:
    assert text[behind_lead(text) :] == words
