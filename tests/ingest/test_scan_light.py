"""Scans as offices make them: photographed, faint, stamped over the text, two pages on a sheet; and what is passed over."""

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from ingest.grading import Certainty, PageFacts, grade
from ingest.ocr import can_recognise
from ingest.scan_light import evened, stacked, without_grain, without_red
from ingest.scan_rules import table_rules
from ingest.scan_upright import pieces_read
from schema.document import Grade
from tests.ingest.pdf_making import grainy, image_pdf, renders, spoiled
from tests.ingest.test_ocr import TEXT, born_digital, likeness, read
from tests.ingest.test_scan_tables import annex

needs_tesseract = pytest.mark.skipif(not can_recognise(), reason="Tesseract with vie is not installed")


def photographed(page: Image.Image) -> Image.Image:
    """Lit from the upper right, the lower left in the dark; soft and grainy."""
    grey = np.asarray(page.convert("L"), dtype=float)
    height, width = grey.shape
    y, x = np.mgrid[0:height, 0:width]
    light = 0.45 + 0.55 * np.exp(-(((x / width - 0.8) ** 2 + (y / height - 0.2) ** 2) * 1.8))
    grey = grey * 0.85 * light + 18 + np.random.default_rng(1).normal(0, 6, grey.shape)
    return Image.fromarray(grey.clip(0, 255).astype("uint8")).filter(ImageFilter.GaussianBlur(0.8)).convert("RGB")


def faint(page: Image.Image) -> Image.Image:
    """A copy whose black is a light grey."""
    return page.point(lambda value: 255 - int((255 - value) * 0.35))


def stamped(page: Image.Image) -> Image.Image:
    """Three red stamps over the lines."""
    layer = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(layer)
    for x, y in ((500, 250), (900, 420), (1200, 560)):
        draw.ellipse((x - 160, y - 160, x + 160, y + 160), outline=(190, 40, 60), width=9)
        draw.regular_polygon((x, y, 70), 5, fill=(190, 40, 60))
    return ImageChops.multiply(page, layer)


def black_and_white(page: Image.Image) -> Image.Image:
    """As a scanner of two tones gives it."""
    return page.convert("L").point([255 * (value >= 128) for value in range(256)])


@needs_tesseract
@pytest.mark.parametrize("spoil", [photographed, faint, stamped])
def test_a_page_spoiled_as_offices_do_is_read(spoil) -> None:
    document = read(image_pdf([spoil(page) for page in renders(born_digital())], quality=75))
    assert likeness(document.text) > 0.93
    assert document.grade is not Grade.POOR


@needs_tesseract
def test_two_pages_on_one_sheet_are_read_one_after_the_other() -> None:
    (page,) = renders(born_digital())
    sheet = Image.new("RGB", (2 * page.width, page.height), "white")
    sheet.paste(page, (0, 0))
    sheet.paste(page, (page.width, 0))
    text = read(image_pdf([sheet])).text.split()
    assert likeness(" ".join(text[: len(text) // 2])) > 0.95 < likeness(" ".join(text[len(text) // 2 :]))
    assert len(text) >= 2 * len(" ".join(TEXT).split()) - 4


def test_a_wide_table_stays_one_page() -> None:
    sheet = Image.new("L", (2000, 1400), 255)
    draw = ImageDraw.Draw(sheet)
    for y in range(200, 1300, 400):
        draw.line((100, y, 1900, y), fill=0, width=2)
    for x in (100, 700, 1300, 1900):
        draw.line((x, 200, x, 1000), fill=0, width=2)
    assert stacked(sheet) is sheet
    assert stacked(sheet.rotate(90, expand=True)).size == (1400, 2000)


def test_a_clean_page_is_left_as_it_is() -> None:
    for page in (*renders(born_digital()), *renders(annex())):
        grey = without_red(page)
        assert ImageChops.difference(evened(grey), grey).getbbox() is None


def test_print_under_a_stamp_stays_and_the_stamp_goes() -> None:
    page = Image.new("RGB", (3, 1), (190, 40, 60))
    page.putpixel((1, 0), (60, 10, 20))
    assert list(without_red(page).tobytes()) == [255, 60, 255]


def test_lines_that_the_recognition_passed_over_count_as_unread() -> None:
    (page,) = renders(born_digital())
    grey = page.convert("L")
    low = grey.getbbox()[3] if grey.getbbox() else 0
    whole, upper = (0, 0, grey.width, low), (0, 0, grey.width, 250)
    assert pieces_read(grey, 200, [whole]) == 1.0
    assert 0.0 < pieces_read(grey, 200, [upper]) < 0.6
    assert pieces_read(Image.new("L", grey.size, 255), 200, []) == 1.0


def test_a_page_read_without_confidence_is_poor_and_proves_nothing() -> None:
    prose = " ".join(TEXT)
    for confidence, expected in ((95.0, Grade.GOOD), (80.0, Grade.FAIR), (72.0, Grade.POOR)):
        assert (
            grade(prose, [PageFacts(page=1, text=prose, certainty=Certainty(mean=confidence, unsure=0.0))])[0]
            is expected
        )


@needs_tesseract
def test_a_grainy_scan_in_black_and_white_is_read() -> None:
    pages = [black_and_white(grainy(page, seed=5, grain=60)) for page in renders(born_digital())]
    assert likeness(read(image_pdf(pages, quality=95)).text) > 0.9


def test_only_a_page_strewn_with_specks_is_softened() -> None:
    (page,) = renders(born_digital())
    for clean in (page, spoiled(page, seed=2, stamp=True), Image.new("L", (600, 800), 255)):
        grey = evened(clean.convert("L"))
        assert without_grain(grey) is grey
    strewn = black_and_white(grainy(page, seed=2, grain=60))
    dark = [np.asarray(one) < 128 for one in (page.convert("L"), strewn, without_grain(strewn))]
    wrong = [float((dark[0] ^ one).mean()) for one in dark[1:]]
    assert wrong[1] < 0.5 * wrong[0]


def test_rulings_of_one_pixel_outlive_the_softening() -> None:
    sheet = Image.new("L", (1000, 1000), 255)
    ImageDraw.Draw(sheet).rectangle((100, 300, 900, 700), outline=0, width=1)
    rules = table_rules(without_grain(black_and_white(grainy(sheet, seed=4, grain=50))), 200)
    drawn = sum(max(x1 - x0, y1 - y0) for x0, y0, x1, y1 in rules)
    assert drawn == pytest.approx(2 * (288 + 144), rel=0.05)
