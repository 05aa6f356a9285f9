"""Page numbers that a recognition misread."""

import pytest

from ingest.pdf_furniture import without_furniture
from ingest.pdf_lines import Line
from ingest.pdf_page import Page


def line(text: str, page: int, x0: float, y0: float, *, ocr: bool = True) -> Line:
    x1 = x0 + 6 * len(text)
    return Line(text, page, x0, y0, x1, y0 + 12, 12, False, False, 0, 70, 540, x1 - x0, x0, ocr)


def kept(number: str, x0: float = 295, y0: float = 790, *, ocr: bool = True, pages: int = 4) -> list[str]:
    """What is left of page 3 with ``number`` where other pages have theirs, or at ``x0``, ``y0``."""
    lines = {
        page: [
            line(number, page, x0, y0, ocr=ocr) if page == 3 else line(str(page), page, 297, 791),
            line(f"Rà soát bến số {page} của xã", page, 100, 700),
        ]
        for page in range(2, 2 + pages)
    }
    sheets = {page: Page(number=page, width=595, height=842, words=(), rules=(), image_share=1.0) for page in lines}
    found, _ = without_furniture(lines, sheets)
    return [one.text for one in found[3]]


def test_a_misread_number_where_the_others_stand_is_left_out() -> None:
    assert kept("E)") == kept("E)", y0=784) == ["Rà soát bến số 3 của xã"]
    assert kept("E)", pages=2) == ["Rà soát bến số 3 của xã"]  # in the very place of the one other


@pytest.mark.parametrize(
    "read",
    [
        kept("bến."),
        kept("E)", x0=330),
        kept("E)", y0=770),
        kept("E)", ocr=False),
        kept("E)", y0=784, pages=2),
    ],
    ids=["longer", "elsewhere across", "elsewhere down", "typed", "about where one is"],
)
def test_other_short_lines_stay(read: list[str]) -> None:
    assert len(read) == 2
