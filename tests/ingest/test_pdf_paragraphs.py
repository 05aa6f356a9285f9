"""Lines of a PDF that make one paragraph."""

import pytest

from ingest.pdf_lines import Line
from ingest.pdf_paragraphs import paragraphs

LEFT, RIGHT, HANG = 85.0, 552.0, 28.0


def line(text: str, page: int, y0: float, x0: float, x1: float = RIGHT, *, marker_end: float | None = None) -> Line:
    return Line(
        text, page, x0, y0, x1, y0 + 16, 14.0, bold=False, italic=False, column=0, left=LEFT, right=RIGHT, first=70.0,
        marker_end=marker_end or x0, ocr=False,
    )  # fmt: skip


@pytest.mark.parametrize("lists_only", [True, False], ids=["a page of lists alone", "text at the edge, too"])
def test_an_item_goes_on_over_the_page_under_its_text(lists_only: bool) -> None:
    """The edge of a page that holds nothing but hanging items is that of their markers, not that of the text."""
    hangs = LEFT + 8
    above = [
        line(f"{marker} Sở Xây dựng triển khai thực hiện theo quy định tại Quyết định số", 1, 140 - 18 * at, hangs,
             marker_end=hangs + HANG)
        for at, marker in enumerate(("a)", "b)", "c)", "d)"))
    ]  # fmt: skip
    if not lists_only:
        above[0] = line("Căn cứ chức năng, nhiệm vụ được giao, các sở, ban, ngành phối hợp thực hiện", 1, 140, LEFT)
        above[1] = line("các nội dung sau đây, báo cáo kết quả về Ủy ban nhân dân tỉnh trong năm", 1, 122, LEFT)
    below = [
        line("655/QĐ-TTg ngày 12 tháng 5 năm 2017 của Thủ tướng Chính phủ phê", 2, 769, hangs + HANG),
        *(line("Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các sở, ban, ngành", 2, 740 - 18 * at, LEFT)
          for at in range(3)),
    ]  # fmt: skip
    whole = [" ".join(one.text for one in part.lines) for part in paragraphs([*above, *below])]
    assert any("Quyết định số 655/QĐ-TTg" in text for text in whole)


def test_a_paragraph_at_the_edge_of_a_mirrored_page_does_not_go_on_with_an_item() -> None:
    items = [
        line(f"{marker} Sở Xây dựng triển khai thực hiện theo quy định tại Quyết định này và báo cáo.", 1, 140 - 18 * at,
             LEFT - HANG, marker_end=LEFT)._replace(left=LEFT - HANG)
        for at, marker in enumerate(("a)", "b)", "c)", "d)"))
    ]  # fmt: skip
    text = [line("Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các sở, ban, ngành", 2, 769 - 18 * at, LEFT)
            for at in range(3)]  # fmt: skip
    whole = [" ".join(one.text for one in part.lines) for part in paragraphs([*items, *text])]
    assert any(part.startswith("Trong quá trình") for part in whole)
