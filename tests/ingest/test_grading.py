"""Grades from signs that can be counted."""

import pytest

from ingest.grading import Certainty, PageFacts, grade
from schema.document import Grade

GOOD = (
    "Ủy ban nhân dân xã giao công chức Văn phòng - Thống kê chủ trì, phối hợp với các đoàn thể tổ chức thực hiện kế hoạch. "
    * 4
)
ENGLISH_OCR = (
    "UY BAN NHAN DAN DQc l$p - Tg do - H4nh phric sO ngdy thang ndm Ki5 hoach cai cAch hdnh chinh trOn dia bdn xd " * 4
)

CASES = [
    ("plain prose", GOOD, Grade.GOOD, []),
    ("short but fine", "Kế hoạch cải cách hành chính", Grade.GOOD, []),
    ("no text", " \n", Grade.POOR, ["no_text"]),
    ("an English OCR of Vietnamese", ENGLISH_OCR, Grade.POOR, ["syllables", "marks"]),
    (
        "Vietnamese without marks",
        "Uy ban nhan dan xa ban hanh ke hoach cai cach hanh chinh nam nay " * 4,
        Grade.POOR,
        ["marks"],
    ),
    ("some lost letters", GOOD[:-80] + "Chnh phban hnh quyt dnh phe duyt ", Grade.GOOD, []),
    ("undecoded glyphs", GOOD + "(cid:12)" * 12, Grade.FAIR, ["broken"]),
    ("many undecoded glyphs", GOOD + "\ufffd" * 60, Grade.POOR, ["broken"]),
]


@pytest.mark.parametrize(("proves", "text", "expected", "codes"), CASES, ids=[case[0] for case in CASES])
def test_grade_of_a_text(proves: str, text: str, expected: Grade, codes: list[str]) -> None:
    result, reasons = grade(text)
    assert result is expected
    assert [reason.code for reason in reasons] == codes


def page(
    number: int, text: str = GOOD, confidence: float | None = None, unsure: float = 0.0, pictured: bool = False
) -> PageFacts:
    certainty = None if confidence is None else Certainty(mean=confidence, unsure=unsure)
    return PageFacts(page=number, text=text, certainty=certainty, pictured=pictured)


PAGES = [
    ("good pages", [page(1), page(2)], Grade.GOOD, []),
    ("a blank sheet is no fault", [page(1), page(2, "")], Grade.GOOD, []),
    ("one unread picture among many", [page(n) for n in range(1, 10)] + [page(10, "4", pictured=True)], Grade.FAIR, [("page_unread", 10)]),
    ("most pages unread", [page(1), page(2, "", pictured=True), page(3, "", pictured=True)], Grade.POOR, [("page_unread", 2), ("page_unread", 3)]),
    ("fair OCR", [page(1, confidence=75.0)], Grade.FAIR, [("ocr_confidence", 1)]),
    ("poor OCR", [page(1, confidence=40.0)], Grade.POOR, [("ocr_confidence", 1)]),
    ("good OCR", [page(1, confidence=93.0)], Grade.GOOD, []),
    ("a grey scan, clean or grainy", [page(1, confidence=95.0, unsure=0.008)], Grade.GOOD, []),
    ("grain that eats words here and there", [page(1, confidence=93.0, unsure=0.03), page(2, confidence=95.0, unsure=0.012)], Grade.FAIR, [("ocr_unsure", 1)]),
    ("grain that eats whole lines, though the mean is good", [page(1, confidence=91.0, unsure=0.04)], Grade.POOR, [("ocr_unsure", 1)]),
    ("a short last page with stamp and signature", [page(n, confidence=95.0) for n in range(1, 6)] + [page(6, GOOD[:118], confidence=88.0, unsure=0.2)], Grade.GOOD, []),
    ("one scanned page in a printed file", [page(n) for n in range(1, 4)] + [page(4, confidence=90.0, unsure=0.09)], Grade.FAIR, [("ocr_unsure", 4)]),
]  # fmt: skip


@pytest.mark.parametrize(("proves", "pages", "expected", "codes"), PAGES, ids=[case[0] for case in PAGES])
def test_grade_of_pages(proves: str, pages: list[PageFacts], expected: Grade, codes: list[tuple[str, int]]) -> None:
    result, reasons = grade(GOOD, pages)
    assert result is expected
    assert [(reason.code, reason.page) for reason in reasons] == codes
