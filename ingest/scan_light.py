"""A scanned page as black on white: red ink out, shadows and faint print evened, two pages on a sheet under each other.

Tesseract takes the dark half of a photographed page for a picture and passes over it without a word, and it is sure of
the little that it reads of a faint copy: without this the loss would not even show.
"""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Grey = npt.NDArray[np.float32]

# Paper is sought in squares of this many pixels; a letter is never wider than the neighbourhood of three.
_SQUARE, _NEIGHBOURS = 16, 5
# Paper as light as this everywhere is left as it is; so is ink as dark as this.
_WHITE, _BLACK = 225, 70
_INK_SHARE = 0.02
# Red by so much more than the other colours, and so light, is a stamp; darker is print under a stamp.
_REDDER, _STAMP = 45, 120
# In shares of the width: how wide the gutter between two pages is at least, how far from the middle it may lie; and in
# shares of the width, above which ratio to the height a sheet is broad, and how much of a row is a speck.
_GUTTER, _ASIDE, _BROAD, _SPECK = 0.03, 0.06, 1.25, 0.004
# Single dark specks: pages that are clean, or grey and stamped, have none; .0007 is where grain begins to cost words.
# Softened so (pixels) and darkened, such a page loses few words, and rulings of one pixel stay.
_DARK, _GRAINY = 128, 0.0003
_SOFT, _DARKER = 1.2, 1.5


def without_red(image: Image.Image) -> Image.Image:
    """``image`` in grey as seen through a red filter: stamps and red signatures vanish, black text stays."""
    red, green, blue = (np.asarray(channel, dtype=np.int16) for channel in image.convert("RGB").split())
    stamp = (red - np.maximum(green, blue) > _REDDER) & (red > _STAMP)
    return Image.fromarray(np.where(stamp, 255, red).astype(np.uint8))


def evened(image: Image.Image) -> Image.Image:
    """``image`` in grey with its paper white and its ink black; the same image where they are so already."""
    grey = np.asarray(image, dtype=np.float32)
    paper = _paper(image)
    if paper.min() < _WHITE:
        grey = np.minimum(grey * (255 / np.maximum(paper, 1)), 255)
    marks = grey[grey < _WHITE - 10]
    if marks.size:
        ink = float(np.quantile(marks, _INK_SHARE))
        if ink > _BLACK:
            grey = np.clip((grey - ink) * (255 / max(_WHITE - ink, 1)), 0, 255)
    elif paper.min() >= _WHITE:
        return image
    return Image.fromarray(grey.astype(np.uint8))


def without_grain(image: Image.Image) -> Image.Image:
    """``image`` in grey with its specks blurred away where it is strewn with them, as a scan in black and white often
    is; the same image where it is clean."""
    if _specks(image) < _GRAINY:
        return image
    return image.filter(ImageFilter.GaussianBlur(_SOFT)).point(
        [max(0, round(255 - (255 - v) * _DARKER)) for v in range(256)]
    )


def _specks(image: Image.Image) -> float:
    """The share of pixels that are dark amid light ones: no stroke of a letter is so small, nor a ruling."""
    ink = np.pad(np.asarray(image) < _DARK, 1)
    level = ink[:, :-2].astype(np.uint8) + ink[:, 1:-1] + ink[:, 2:]
    around = level[:-2] + level[1:-1] + level[2:]
    return float((ink[1:-1, 1:-1] & (around == 1)).mean())


def _paper(image: Image.Image) -> Grey:
    """How light the paper is at each place: the lightest of the neighbourhood, smoothed."""
    small = image.reduce(_SQUARE).filter(ImageFilter.MaxFilter(_NEIGHBOURS)).filter(ImageFilter.GaussianBlur(3))
    return np.asarray(small.resize(image.size, Image.Resampling.BILINEAR), dtype=np.float32)


def stacked(image: Image.Image) -> Image.Image:
    """The right half of an upright sheet set under the left one, where it holds two pages; else ``image``."""
    width, height = image.size
    if width < _BROAD * height:
        return image
    middle = _gutter(np.asarray(image) < _STAMP)
    if middle is None:
        return image
    sheet = Image.new("L", (max(middle, width - middle), 2 * height), 255)
    sheet.paste(image.crop((0, 0, middle, height)), (0, 0))
    sheet.paste(image.crop((middle, 0, width, height)), (0, height))
    return sheet


def _gutter(ink: npt.NDArray[np.bool_]) -> int | None:
    """The column in the middle of the white band that parts two pages; None where ink lies across the middle."""
    height, width = ink.shape
    reach = round((_GUTTER / 2 + _ASIDE) * width)
    left = width // 2 - reach
    white = ink[:, left : width // 2 + reach].sum(axis=0) <= _SPECK * height
    turns = np.diff(white.astype(np.int8), prepend=0, append=0)
    starts, ends = np.nonzero(turns == 1)[0], np.nonzero(turns == -1)[0]
    if not starts.size:
        return None
    widest = int(np.argmax(ends - starts))
    both = ink[:, : width // 2].any() and ink[:, width // 2 :].any()
    band = ink[:, left + int(starts[widest]) : left + int(ends[widest])]
    if band.shape[1] < _GUTTER * width or not both or band.all(axis=1).any():  # a ruling crosses it: one wide table
        return None
    return int(left + (starts[widest] + ends[widest]) // 2)
