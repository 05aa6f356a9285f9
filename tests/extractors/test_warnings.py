"""Warnings: what must be found, and the look-alikes that must not."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.citations import citations
from extractors.pipeline import extract, read
from extractors.warnings import warnings
from schema.document import Block, BlockKind, Document, Grade, PageNote, Source
from schema.plan import Annex, Found, Header, IssuerLevel, Plan, Warning

BODY = "KẾ HOẠCH\nCải cách hành chính năm 2023\n\n{}\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn An\n"


def _document(text: str, grade: Grade = Grade.GOOD) -> Document:
    source = Source(name="t", sha256="0", media_type="text/plain", reader="text")
    reasons = () if grade is Grade.GOOD else (PageNote(code="ocr", message="trang 2 mờ"),)
    return Document(source=source, text=text, blocks=(), grade=grade, grade_reasons=reasons)


def _header(document: Document, **changes: object) -> Header:
    def found(value: object) -> Found[object]:
        return Found(value=value, evidence=document.cite(0, 8), rule="test")

    values: dict[str, object] = {
        "issuer": "UBND phường An Hải",
        "issuer_level": IssuerLevel.COMMUNE,
        "unit_kind": "phường",
        "unit_name": "An Hải",
        "symbol": "12/KH-UBND",
        "number": "12",
        "date": "2023-03-20",
        "title": "Cải cách hành chính năm 2023",
        "plan_year": 2023,
        "signer": "Nguyễn Văn An",
    }
    values.update(changes)
    return Header(**{name: None if value is None else found(value) for name, value in values.items()})  # type: ignore[arg-type]


def _warned(
    sentence: str, *, annexes: tuple[str, ...] = (), grade: Grade = Grade.GOOD, **header: object
) -> tuple[Warning, ...]:
    document = _document(BODY.format(sentence), grade)
    reading = read(document)
    made = tuple(Annex(label=label, title=None, present=False, evidence=document.cite(0, 8)) for label in annexes)
    plan = Plan(
        document=document,
        header=_header(document, **header),
        sections=reading.sections,
        citations=citations(reading),
        annexes=made,
    )
    found = warnings(reading, plan)
    for warning in found:
        assert document.text[warning.evidence.start : warning.evidence.end] == warning.evidence.quote
        assert len(warning.message) > 20
    return found


FOUND = [
    ("wrong_unit_kind", "Nâng cao Chỉ số CCHC của thị trấn năm 2022.", "của thị trấn"),
    ("wrong_unit_kind", "UBND xã giao công chức Tư pháp tổng hợp.", "UBND xã"),
    ("wrong_unit_kind", "trên địa bàn thị trấn; UBND thị trấn An Hải tổ chức thực hiện.", "UBND thị trấn"),
    ("wrong_unit_name", "Trên đây là Kế hoạch của UBND phường Hòa Xuân.", "UBND phường Hòa Xuân"),
    ("year_mismatch", "Thực hiện gắn với Kế hoạch phát triển kinh tế - xã hội năm 2022 của phường.", "năm 2022"),
    ("impossible_value", "Quy trình được công bố đạt 100% trở lên.", "100% trở lên"),
    ("impossible_value", "Phấn đấu trên 100% hồ sơ đúng hạn.", "trên 100%"),
    ("impossible_value", "Tỷ lệ hồ sơ đúng hạn đạt 120%.", "120%"),
    ("impossible_value", "Năm trước đạt 105,5/100 điểm.", "105,5/100 điểm"),
    ("malformed_symbol", "Theo Văn bản số 1188//UBND-NV ngày 26/01/2023.", "1188//UBND-NV"),
    ("malformed_symbol", "Theo Công văn số 215/CV-NV ngày 16/3/2023.", "215/CV-NV"),
    ("malformed_symbol", "Theo Quyết định số 866/QĐ-Tg ngày 12/3/2022.", "866/QĐ-Tg"),
    ("malformed_symbol", "Theo Quyết định số 673/QĐUBND ngày 12/3/2022.", "673/QĐUBND"),
    ("malformed_symbol", "Theo Quyết định số 12/KH-UBND ngày 12/3/2022.", "12/KH-UBND"),
    ("malformed_symbol", "Theo Kế hoạch số 1492 KH-UBND ngày 12/3/2022.", "1492 KH-UBND"),
    ("impossible_date", "Báo cáo trước ngày 31/6/2023.", "31/6/2023"),
    ("impossible_date", "Hoàn thành trước ngày 30 tháng 02 năm 2023.", "30 tháng 02 năm 2023"),
    ("citation_year_mismatch", "Theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2019 của Chính phủ.", "61/2018/NĐ-CP"),
    ("issuer_mismatch", "Theo Quyết định số 876/QĐ-BNV ngày 10/11/2022 của Bộ Tài chính.", "876/QĐ-BNV"),
    ("issuer_mismatch", "Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Quốc hội.", "76/NQ-CP"),
    ("citation_after_plan", "Theo Quyết định số 5/QĐ-UBND ngày 01/6/2023 của UBND tỉnh.", "5/QĐ-UBND"),
    (
        "citation_conflict",
        "Theo Quyết định số 7/QĐ-UBND ngày 01/02/2023 của UBND tỉnh; Quyết định số 7/QĐ-UBND ngày 11/02/2023.",
        "11/02/2023",
    ),
    ("blank_number", "Theo Quyết định số      /QĐ-UBND ngày 01/02/2023 của UBND tỉnh.", "/QĐ-UBND"),
    ("template_leftover", "Giao UBND xã ……… tổ chức thực hiện.", "xã ………"),
    ("template_leftover", "nhiệm vụ của UBND huyện tại Mục II Kế hoạch này.", "UBND huyện tại Mục II"),
    ("numbering_gap", "I. MỤC ĐÍCH\n1. Mục tiêu\nNội dung.\n2. Yêu cầu\nNội dung.\n4. Thời gian\nNội dung.", "4."),
]

NOT_FOUND = [
    ("wrong_unit_kind", "UBND các xã, phường, thị trấn; cấp xã; kinh tế - xã hội của phường; hợp tác xã."),
    ("wrong_unit_kind", "Chỉ số CCHC của phường năm 2022; UBND phường; trên địa bàn phường."),
    ("wrong_unit_kind", "UBND xã, phường nơi cư trú; sáp nhập UBND xã cũ."),
    ("wrong_unit_kind", "nguồn lực của xã hội; an sinh của xã hội."),
    ("wrong_unit_name", "UBND phường An Hải; UBND phường An Hải Bắc; học tập kinh nghiệm UBND phường Hòa Xuân."),
    ("wrong_unit_name", "Theo Quyết định số 7/QĐ-UBND ngày 01/02/2023 của UBND phường Hòa Xuân."),
    ("year_mismatch", "Khắc phục tồn tại trong thực hiện Kế hoạch cải cách hành chính năm 2022."),
    ("year_mismatch", "Báo cáo kết quả thực hiện Kế hoạch CCHC năm 2022."),
    ("year_mismatch", "Thực hiện Kế hoạch CCHC năm 2023 và Chương trình tổng thể giai đoạn 2021-2030."),
    ("impossible_value", "Thu ngân sách đạt trên 100% dự toán; đạt 120% kế hoạch."),
    ("impossible_value", "đạt 90% trở lên; đạt 100%; 86,5/100 điểm; tỷ lệ tăng 150% so với cùng kỳ."),
    (
        "malformed_symbol",
        "Theo Quyết định số 70/QĐ-UBND, Công văn số 12/UBND-NV, Nghị quyết số 18-NQ/TW, Luật số 45/2019/QH14.",
    ),
    ("malformed_symbol", "Theo Quy định số 37-QĐ/TW, Thông tư số 13/2019/TT-BNV, Thông báo kết luận số 13-TB/TU."),
    ("impossible_date", "trước ngày 30/6/2023; ngày 29/02/2024; tỷ lệ 31/6 hộ; xếp thứ 8/17."),
    (
        "citation_year_mismatch",
        "Theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018; Quyết định số 2025/QĐ-UBND ngày 17/7/2022.",
    ),
    (
        "issuer_mismatch",
        "Theo Nghị định số 61/2018/NĐ-CP của Chính phủ; Quyết định số 7/QĐ-UBND của Chủ tịch UBND tỉnh.",
    ),
    ("issuer_mismatch", "Theo Nghị quyết số 1656/NQ-UBTVQH15 ngày 16/6/2022 của Ủy ban Thường vụ Quốc hội."),
    ("issuer_mismatch", "Theo Nghị quyết số 24-NQ/TU ngày 25/10/2021 của Ban Chấp hành Đảng bộ tỉnh."),
    ("issuer_mismatch", "Theo Quyết định số 749/QĐ-TTg ngày 03/6/2020 của TTCP."),
    ("issuer_mismatch", "Theo Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương Đảng khóa XII."),
    ("issuer_mismatch", "Theo Thông tư liên tịch số 06/2008/TTLT-BTTTT-BCA ngày 28/11/2008 của liên Bộ."),
    ("malformed_symbol", "Theo Quyết định số 212-TC/CĐKT ngày 15/12/1989."),
    ("malformed_symbol", "Theo quy định về thi hành Luật Quy hoạch (số 37/2019/NĐ-CP ngày 07/5/2019)."),
    ("issuer_mismatch", "Theo Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tưởng Chính phủ."),
    ("issuer_mismatch", "Theo Kế hoạch số 263-KH/TU ngày 11/10/2018 của Ban Chấp hành\n\nĐảng bộ thành phố."),
    ("impossible_date", "Theo Nghị quyết số 66.2/2025/NQ-CP ngày 28/8/2025 của Chính phủ."),
    ("template_leftover", "Quyết định của UBND tỉnh[1] về hỗ trợ."),
    (
        "numbering_gap",
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nNội dung.\nChương II\nTỔ CHỨC\nĐiều 2. Hiệu lực\nNội dung.",
    ),
    ("citation_after_plan", "Theo Quyết định số 5/QĐ-UBND ngày 01/3/2023 của UBND tỉnh."),
    ("citation_conflict", "Theo Nghị quyết số 76/NQ-CP ngày 13/6/2013 và Nghị quyết số 76/NQ-CP ngày 15/7/2021."),
    ("template_leftover", "báo cáo UBND huyện kết quả thực hiện Kế hoạch này; giấy tờ, sổ sách...; các xã..."),
]


@pytest.mark.parametrize(("code", "sentence", "quote"), FOUND)
def test_found(code: str, sentence: str, quote: str) -> None:
    found = [warning for warning in _warned(sentence) if warning.code == code]
    assert any(quote in warning.evidence.quote for warning in found), found


@pytest.mark.parametrize(("code", "sentence"), NOT_FOUND)
def test_not_found(code: str, sentence: str) -> None:
    assert [warning for warning in _warned(sentence) if warning.code == code] == []


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("blank_number", {"symbol": "/KH-UBND", "number": None}),
        ("blank_date", {"date": "2023-07"}),
        ("missing_signer", {"signer": None}),
        ("header_incomplete", {"issuer": None}),
    ],
)
def test_header(code: str, changes: dict[str, object]) -> None:
    assert code not in {warning.code for warning in _warned("Nội dung.")}
    assert code in {warning.code for warning in _warned("Nội dung.", **changes)}


HEADS = [
    ("Số: 12/KH-UBND", "ngày 05 tháng 3 năm 2023", {"scanned_number"}, "“12/KH-UBND” đọc từ bản quét"),
    ("Số: f2/KH-UBND", "ngày 4Ÿ tháng 3 năm 2023", {"scanned_number", "scanned_date"}, "Không đọc được số"),
]


@pytest.mark.parametrize(("number", "date", "codes", "said"), HEADS)
def test_number_and_day_of_a_scan_are_not_said_to_be_blank(number: str, date: str, codes: set[str], said: str) -> None:
    """What a recognition cannot read may be written by hand: nobody is told to fill it in."""
    text = f"UBND XÃ AN HẢI\n\n{number}\n\nAn Hải, {date}\n\n" + BODY.format("I. NỘI DUNG\n1. Rà soát.")
    source = Source(name="t", sha256="0", media_type="application/pdf", reader="pdfium", ocr_pages=(1,))
    ends = [match.end() for match in re.finditer(r"[^\n]+\n*", text)]
    blocks = tuple(Block(start, end, BlockKind.PARAGRAPH, 1) for start, end in pairwise([0, *ends]))
    plan = extract(Document(source=source, text=text, blocks=blocks, grade=Grade.GOOD))
    found = {one.code: one.message for one in plan.warnings}
    assert {code for code in found if "number" in code or "date" in code} == codes
    assert said in found["scanned_number"]


def test_missing_annex_and_reading_quality() -> None:
    found = {warning.code: warning for warning in _warned("Nội dung.", annexes=("Phụ lục II",), grade=Grade.POOR)}
    assert "Phụ lục II" in found["missing_annex"].message
    assert "trang 2 mờ" in found["low_reading_quality"].message


def test_a_good_plan_has_no_warning() -> None:
    assert (
        _warned("Căn cứ Kế hoạch số 5/KH-UBND ngày 10/01/2023 của UBND quận; UBND phường An Hải ban hành Kế hoạch.")
        == ()
    )


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="năm 2022%100trở lên UBND xã phường kế hoạch này\n./;IV1…", max_size=300))
def test_no_text_raises(sentence: str) -> None:
    _warned(sentence)


def test_an_empty_document_has_no_warning() -> None:
    document = _document(" \n ")
    assert warnings(read(document), Plan(document=document, header=Header())) == ()
