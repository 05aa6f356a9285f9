"""Photographed pages: lines that fan out are made level, and the dark table around the sheet does not turn it."""

import math

import pytest
from PIL import Image, ImageDraw

from ingest.ocr import straightened

WIDTH, HEIGHT = 1240, 1754


def page(slope_above: float, slope_below: float, *, lines: int = 44, edge: bool = False) -> Image.Image:
    """Lines of dashes, each so many pixels below the last, whose slope (degrees) goes from one edge to the other.

    edge: a dark table shows below the sheet, which lies aslant on it.
    """
    image = Image.new("L", (WIDTH, HEIGHT), 255)
    draw = ImageDraw.Draw(image)
    for y in range(160, HEIGHT - 140, lines):
        slope = math.tan(math.radians(slope_above + (slope_below - slope_above) * y / HEIGHT))
        for x in range(130, WIDTH - 130, 28):
            rise = slope * (x - WIDTH / 2)
            draw.rectangle((x, y + rise, x + 5, y + rise + 14), fill=0)
    if edge:
        draw.polygon([(0, HEIGHT - 70), (WIDTH, HEIGHT - 30), (WIDTH, HEIGHT - 4), (0, HEIGHT - 44)], fill=0)
    return image


def level_rows(image: Image.Image) -> int:
    """How many rows between the margins are white all along: those between level lines of text."""
    inner = image.crop((140, 160, WIDTH - 140, HEIGHT - 160))
    rows = inner.resize((1, inner.height), Image.Resampling.BOX).tobytes()
    return sum(value > 252 for value in rows)


@pytest.mark.parametrize(
    ("above", "below"),
    [(0.0, 0.0), (1.5, 1.5), (1.2, -1.2), (2.5, 1.0), (-0.2, 1.6)],
    ids=["level", "skewed", "fanning to both sides", "fanning and skewed", "level above"],
)
def test_lines_of_a_photograph_are_made_level(above: float, below: float) -> None:
    assert level_rows(straightened(page(above, below))) > 0.85 * level_rows(page(0.0, 0.0))


def test_the_dark_edge_of_the_table_does_not_turn_the_page() -> None:
    turned = level_rows(straightened(page(0.4, 0.4, lines=120, edge=True)))
    assert turned > 0.85 * level_rows(page(0.0, 0.0, lines=120))


@pytest.mark.parametrize("size", [(1, 1), (400, 1), (1, 400), (30, 30), (40, 900), (900, 40)])
def test_a_picture_too_small_for_lines_is_left_as_it_is(size: tuple[int, int]) -> None:
    assert straightened(Image.new("L", size, 0)).size == size
