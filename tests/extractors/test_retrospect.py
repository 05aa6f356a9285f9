"""Headings that look back silence what stands below them; remedies named with them, or below them, are heard."""

import pytest

from extractors.assignments import assignments
from extractors.pipeline import read
from extractors.retrospect import looks_ahead, looks_back
from extractors.targets import targets
from schema.document import Document, Grade, Source

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")


@pytest.mark.parametrize(
    ("title", "back"),
    [
        ("tồn tại, hạn chế", True),
        ("những kết quả đạt được", True),
        ("kết quả thực hiện nhiệm vụ năm 2022", True),  # the tasks are those of the year that is over
        ("tồn tại, hạn chế cần khắc phục", True),
        ("các tồn tại, hạn chế và biện pháp khắc phục", False),
        ("hạn chế, nguyên nhân, giải pháp", False),
        ("khắc phục tồn tại, hạn chế", False),
    ],
)
def test_titles_that_look_back(title: str, back: bool) -> None:
    assert looks_back(title) is back


def test_a_remedy_opens_the_title() -> None:
    assert looks_ahead("biện pháp khắc phục")
    assert not looks_ahead("tồn tại và biện pháp khắc phục")


@pytest.mark.parametrize("head", ["TỒN TẠI, HẠN CHẾ VÀ BIỆN PHÁP KHẮC PHỤC", "TỒN TẠI, HẠN CHẾ"])
def test_what_fell_short_and_its_remedy(head: str) -> None:
    text = (
        f"KẾ HOẠCH\nKhắc phục hạn chế năm 2021\nI. MỤC ĐÍCH\n1. Nâng cao chất lượng.\nII. {head}\n1. Chỉ đạo\n"
        "a) Tồn tại: mới hoàn thành 82% nhiệm vụ huyện giao; UBND xã gửi báo cáo chậm.\n"
        "b) Biện pháp khắc phục:\n- 100% nhiệm vụ huyện giao hoàn thành đúng hạn.\n"
        "- Công chức Văn phòng - Thống kê gửi báo cáo đúng hạn.\n"
    )
    reading = read(Document(source=SOURCE, text=text, blocks=(), grade=Grade.GOOD))
    assert [(one.value, one.unit) for one in targets(reading)] == [(100, "%")]
    assert [party.code for item in assignments(reading) for party in item.parties] == ["VP_TK"]
