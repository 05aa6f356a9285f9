"""Annexes that stand in the file and annexes that it only refers to."""

import pytest

from extractors.annexes import annexes
from extractors.pipeline import read
from schema.document import Document, Grade, Source


def found(text: str) -> list[tuple[str, str | None, bool]]:
    source = Source(name="a.txt", sha256="0" * 64, media_type="text/plain", reader="text")
    reading = read(Document(source=source, text=text, blocks=(), grade=Grade.GOOD))
    for item in annexes(reading):
        assert text[item.evidence.start : item.evidence.end] == item.evidence.quote
    return [(item.label, item.title, item.present) for item in annexes(reading)]


PLAN = "KẾ HOẠCH\nNăm 2024\nI. NHIỆM VỤ\n1. Một\n- {reference}.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn An\n{annex}"
CASES = [
    ("absent by number", "Duy trì các tiêu chí (chi tiết tại Phụ lục I)", "", [("Phụ lục I", None, False)]),
    ("absent list", "Phân công tại Phụ lục I, II kèm theo", "", [("Phụ lục I", None, False), ("Phụ lục II", None, False)]),
    ("present", "Phân công tại Phụ lục 01", "PHỤ LỤC 01\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 1/KH-UBND)\n", [("Phụ lục 01", "DANH MỤC NHIỆM VỤ", True)]),
    ("unnumbered, absent", "Nhiệm vụ cụ thể (có phụ lục kèm theo)", "", [("Phụ lục", None, False)]),
    ("outline present", "Báo cáo (có đề cương kèm theo)", "ĐỀ CƯƠNG BÁO CÁO\n(Kèm theo Kế hoạch số 1/KH-UBND)\nA. TÌNH HÌNH\n", [("ĐỀ CƯƠNG BÁO CÁO", None, True)]),
    ("marks misread by an OCR", "Nội dung tại Phụ lục 01", "PHỤ LỤC 01: DANH MỤC\n{Đành cho các xã, thị trấn)\n(Kêm theo Kế hoạch số 1/KH-UBND)\nA. TÌNH HÌNH\n", [("Phụ lục 01", "DANH MỤC {Đành cho các xã, thị trấn)", True)]),
    ("the act in the line of the title", "Nội dung tại Phụ lục 01", "PHỤ LỤC 01: DANH MỤC NHIỆM VỤ - (Ban hành kém theo Kế hoạch số 1/KH-UBND)\nA. TÌNH HÌNH\n", [("Phụ lục 01", "DANH MỤC NHIỆM VỤ", True)]),
    ("another document's annex", "Theo Phụ lục I ban hành kèm theo Nghị định số 30/2020/NĐ-CP", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "reference", "annex", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_annexes(why: str, reference: str, annex: str, wanted: list[tuple[str, str | None, bool]]) -> None:
    assert found(PLAN.format(reference=reference, annex=annex)) == wanted
