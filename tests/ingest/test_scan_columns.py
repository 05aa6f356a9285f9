"""Blocks side by side on a scanned page: found by the white between them, and only where both are text."""

import pytest
from PIL import Image, ImageDraw

from ingest.ocr import PageImage
from ingest.scan_columns import side_by_side

DPI = 200
WIDTH, HEIGHT = 1654, 2339

Block = tuple[int, int, int, int]


def page(*blocks: Block) -> PageImage:
    """A page with dashes in lines in each block (left, top, right, low; pixels)."""
    image = Image.new("L", (WIDTH, HEIGHT), 255)
    draw = ImageDraw.Draw(image)
    for left, top, right, low in blocks:
        for y in range(top, low - 20, 50):
            for x in range(left, right - 10, 22):
                draw.rectangle((x, y, x + 14, y + 22), fill=0)
    return PageImage(image=image, dpi=DPI)


LETTERHEAD = ((150, 150, 600, 350), (850, 150, 1500, 350))
BODY = (150, 450, 1500, 1600)


def test_the_two_sides_of_a_letterhead_and_of_a_signature_are_parted() -> None:
    boxes = side_by_side(page(*LETTERHEAD, BODY, (150, 1750, 560, 2200), (900, 1780, 1450, 2100)))
    middles = [left[2] * DPI / 72 for left, right in boxes if left[2] == right[0]]
    assert [600 < middles[0] < 850, 560 < middles[1] < 900] == [True, True]
    assert boxes[0][0][1] < boxes[1][0][1]


@pytest.mark.parametrize(
    "blocks",
    [(BODY,), (BODY, (150, 1750, 560, 2200)), ((150, 150, 1500, 350), BODY), ()],
    ids=["text", "recipients alone", "one block", "blank"],
)
def test_a_page_without_two_sides_is_one(blocks: tuple[Block, ...]) -> None:
    assert side_by_side(page(*blocks)) == []


def test_blocks_end_above_the_marks_of_the_line_that_follows() -> None:
    """The letters in the gutter reach less high than the marks of others in the same line: no mark is cut off."""
    picture = page(*LETTERHEAD, BODY)
    draw = ImageDraw.Draw(picture.image)
    for x in (170, 260, 1200):
        draw.rectangle((x, 432, x + 8, 450), fill=0)
    [(left, right)] = side_by_side(picture)
    low = HEIGHT + left[3] * DPI / 72
    assert 350 < low <= 432
    assert right[3] == left[3]


def test_blocks_begin_with_the_marks_of_their_first_line() -> None:
    """The marks over capitals stand apart from them and are too low for a line of their own: "BỘ NỘI VỤ"."""
    picture = page(*LETTERHEAD, BODY)
    draw = ImageDraw.Draw(picture.image)
    for x in (170, 260, 900):
        draw.rectangle((x, 132, x + 12, 142), fill=0)
    [(left, _)] = side_by_side(picture)
    assert HEIGHT + left[1] * DPI / 72 <= 132
