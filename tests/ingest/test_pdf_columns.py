"""Recipients and signature of a PDF that do not begin on one row."""

import pytest

from ingest.pdf_columns import regions
from ingest.pdf_fonts import Font
from ingest.pdf_rows import rows_of
from ingest.pdf_runs import Word

FONT = Font("Times", False, False, False)
LEFT, RIGHT = 71.0, 380.0
RECIPIENTS = ["Nơi nhận:", "- UBND tỉnh (b/c);", "- Sở Nội vụ;", "- Lưu: VT."]


def words(text: str, x0: float, y0: float, size: float) -> list[Word]:
    made = []
    for word in text.split():
        x1 = x0 + 0.5 * size * len(word)
        made.append(Word(word, x0, y0, x1, y0 + size, FONT, size, int(y0), x1, x0))
        x0 = x1 + 0.25 * size
    return made


@pytest.mark.parametrize("title", ["CHỦ TỊCH", "TRƯỞNG BAN", "HIỆU TRƯỞNG", "PHÓ THỦ TƯỚNG"])
@pytest.mark.parametrize("lower", [0, 15, 27, 37], ids=["beside", "beside the title", "between", "below"])
def test_the_signer_stands_higher_than_the_recipients(title: str, lower: int) -> None:
    body = words(
        "Trên đây là Kế hoạch năm 2026 của Ủy ban nhân dân xã Hòa An, yêu cầu các bộ phận thực hiện.", LEFT, 300, 13
    )
    signer = [*words("TM. ỦY BAN NHÂN DÂN", RIGHT - 20, 260, 13), *words(title, RIGHT, 240, 13)]
    name = words("Nguyễn Văn Hữu", RIGHT, 165, 13)
    recipients = [word for at, text in enumerate(RECIPIENTS) for word in words(text, LEFT, 260 - lower - 20 * at, 11)]
    rows = rows_of([*body, *signer, *name, *recipients])
    (region,) = regions(rows)
    recipients_end = max(at for at, row in enumerate(rows) if row.x0 == LEFT)
    assert (region.first, region.last) == (1, recipients_end)
    assert LEFT + 100 < region.gutter < RIGHT - 20


def test_capitals_over_the_recipients_at_the_left_are_no_signer() -> None:
    rows = rows_of(
        [*words("PHỤ LỤC", LEFT, 300, 13), *words("- Lưu: VT.", LEFT, 270, 11), *words("Hữu", RIGHT, 270, 13)]
    )
    assert all(region.first == 1 for region in regions(rows))
