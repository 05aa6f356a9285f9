"""The year of a plan, from its first lines."""

import pytest

from extractors.plan_year import plan_year
from extractors.reading import Reading
from schema.document import Document, Grade, Source


@pytest.mark.parametrize(
    ("head", "year"),
    [
        ("Tân An, ngày 05 tháng 01 năm 2024\nKẾ HOẠCH\nCải cách hành chính năm 2024", 2024),
        ("Tân An, ngày 28 tháng 12 năm 2022\nKẾ HOẠCH\nCải cách hành chính năm 2023", 2023),  # signed the year before
        ("Tân An, ngày 10 tháng 3 năm 2023\nKẾ HOẠCH\nKhắc phục hạn chế năm 2022", 2023),  # about the year before
        ("KẾ HOẠCH\nPhát triển đô thị giai đoạn 2021-2025", None),  # a range is no year
        ("", None),
    ],
)
def test_plan_year(head: str, year: int | None) -> None:
    source = Source(name="thu.txt", sha256="0", media_type="text/plain", reader="text")
    document = Document(source=source, text=head, blocks=(), grade=Grade.GOOD)
    assert plan_year(Reading(document=document, flow=head, paragraphs=())) == year
