"""Abbreviations are found where the text introduces them, with the words their letters stand for."""

import pytest

from extractors.abbreviations import abbreviations
from extractors.pipeline import read
from schema.document import Document, Grade, Source


def found(text: str) -> list[tuple[str, str]]:
    source = Source(name="a.txt", sha256="0" * 64, media_type="text/plain", reader="text")
    reading = read(Document(source=source, text=text, blocks=(), grade=Grade.GOOD))
    return [(item.abbr, item.meaning) for item in abbreviations(reading)]


CASES = [
    ("Đẩy mạnh cải cách thủ tục hành chính (TTHC) trên địa bàn.", [("TTHC", "thủ tục hành chính")]),
    ("Xây dựng văn bản quy phạm\npháp luật (VB QPPL) trong năm.", [("VB QPPL", "văn bản quy phạm pháp luật")]),
    ("Các tiêu chí (TC), tiêu chí thành phần (TCTP).", [("TC", "tiêu chí"), ("TCTP", "tiêu chí thành phần")]),
    ("Phát triển kinh tế - xã hội (KT-XH) của xã.", [("KT-XH", "kinh tế - xã hội")]),
    ("Ban Chỉ đạo cải cách hành chính của xã (sau đây gọi tắt là Ban Chỉ đạo).", [("Ban Chỉ đạo", "Ban Chỉ đạo cải cách hành chính của xã")]),
    ("Công nghệ thông tin (viết tắt là CNTT) được ứng dụng.", [("CNTT", "Công nghệ thông tin")]),
    ("Nâng cao Chỉ số hài lòng của người dân (SIPAS).", [("SIPAS", "Chỉ số hài lòng của người dân")]),
    ("Theo quy định (nếu có) tại khoản 5 (II) và báo cáo.", []),
    ("III. ĐỀ XUẤT, KIẾN NGHỊ (NẾU CÓ)\nCác đơn vị báo cáo.", []),  # words in capitals
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_abbreviations(text: str, wanted: list[tuple[str, str]]) -> None:
    assert found("I. NỘI DUNG\n1. Mục một\n" + text + "\n") == wanted
