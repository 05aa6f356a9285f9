"""Roman numbers made of bars, told by their ink: drawn in the types that offices use."""

import subprocess

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.scan_bars import roman_of_bars

FONTS = ("Liberation Serif", "Liberation Serif:bold", "Liberation Sans", "Liberation Sans:bold", "DejaVu Serif")


def drawn(text: str, family: str, size: int) -> np.ndarray:
    """The ink of ``text`` as a scan of 200 dpi has it."""
    found = subprocess.run(["fc-match", "-f", "%{file}", family], capture_output=True, text=True, check=True)
    image = Image.new("L", (240, 90), 255)
    ImageDraw.Draw(image).text((20, 10), text, fill=0, font=ImageFont.truetype(found.stdout, size))
    return np.asarray(image) < 150


@pytest.mark.parametrize("family", FONTS)
@pytest.mark.parametrize("size", [34, 36, 39, 42])
def test_bars_are_counted_in_every_type(family: str, size: int) -> None:
    for number in ("I.", "II.", "III.", "II"):
        assert roman_of_bars(drawn(number, family, size)) == number


@pytest.mark.parametrize("family", FONTS)
@pytest.mark.parametrize("size", [34, 36, 39, 42])
def test_other_markers_are_no_bars(family: str, size: int) -> None:
    for other in ("1.", "2.", "11.", "H.", "V.", "IV.", "T.", "i)", "-", ""):
        assert roman_of_bars(drawn(other, family, size)) == "", other
