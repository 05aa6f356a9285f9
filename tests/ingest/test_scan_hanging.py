"""Markers of hanging lists on scanned pages that the recognition passed over."""

from dataclasses import replace

import pytest
from PIL import Image, ImageDraw

from ingest import scan_hanging
from ingest.ocr import PageImage, Reading
from ingest.pdf_fonts import Font
from ingest.pdf_page import Page
from ingest.pdf_runs import Word
from ingest.scan_hanging import with_hanging_markers

FONT = Font("", False, False, True)
LINES = (700.0, 680.0, 660.0, 640.0)


def word(text: str, x0: float, y0: float) -> Word:
    return Word(text, x0, y0, x0 + 6 * len(text), y0 + 12, FONT, 12, 0, x0 + 6 * len(text), x0)


def page(*first: str) -> Page:
    """Four lines of a text at 130 points, each opened by the sign of ``first`` at 100 where it is not empty."""
    words = [word(text, 130 + 40 * at, y0) for y0 in LINES for at, text in enumerate(("Rà", "soát", "hồ sơ"))]
    words += [word(text, 100, y0) for text, y0 in zip(first, LINES, strict=True) if text]
    return Page(number=1, width=595, height=842, words=tuple(words), rules=(), image_share=1.0)


def picture(*heights: float) -> PageImage:
    """A page with ink at 100 to 110 points before the lines at ``heights``, one pixel a point."""
    image = Image.new("L", (595, 842), 255)
    draw = ImageDraw.Draw(image)
    for y0 in heights:
        draw.rectangle((100, 842 - y0 - 9, 110, 842 - y0 - 3), fill=0)
    return PageImage(image=image, dpi=72, rules=())


def second(*readings: tuple[str, float]) -> object:
    def found(*_: object, **__: object) -> tuple[Reading, ...]:
        return tuple(
            Reading(
                text=text, box=(100, round(842 - y0 - 9), 110, round(842 - y0 - 3)), confidence=90.0, line=(1, 1, at)
            )
            for at, (text, y0) in enumerate(readings)
        )

    return found


def opening(read: Page) -> list[str]:
    """The first word of each line, from the top."""
    return [min((one for one in read.words if one.y0 == y0), key=lambda one: one.x0).text for y0 in LINES]


def test_markers_come_from_the_second_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_hanging, "recognise_lines", second(("1.", 700), ("-", 660), ("văn", 640)))
    read = with_hanging_markers(page("", "", "", ""), picture(700, 660, 640), "a.pdf")
    assert opening(read) == ["1.", "Rà", "-", "Rà"]  # "văn" is no marker


def test_specks_behind_a_marker_are_none_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_hanging, "recognise_lines", second(("V._", 700), ("-_", 680), ("--", 660)))
    assert opening(with_hanging_markers(page("", "", "", ""), picture(700, 680, 660), "a.pdf")) == [
        "V.",
        "-",
        "-",
        "Rà",
    ]


def test_what_was_made_of_a_marker_makes_place_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_hanging, "recognise_lines", second(("a.", 700), ("b.", 680), ("c.", 660)))
    read = with_hanging_markers(page("..", "Œ:", "c.", ""), picture(700, 680, 660), "a.pdf")
    assert opening(read) == ["a.", "b.", "c.", "Rà"]


@pytest.mark.parametrize("heights", [(), (700.0,)], ids=["clean", "a mark beside one line"])
def test_no_second_reading_without_need(heights: tuple[float, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(scan_hanging, "recognise_lines", never)
    whole = page("1.", "2.", "", "")
    assert with_hanging_markers(whole, picture(*heights), "a.pdf") == whole


def test_a_rule_beside_the_text_is_no_marker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_hanging, "recognise_lines", lambda *_, **__: pytest.fail("read again"))
    ruled = picture()
    ImageDraw.Draw(ruled.image).line((100, 0, 100, 842), fill=0)
    assert with_hanging_markers(page("", "", "", ""), ruled, "a.pdf") == page("", "", "", "")


def test_a_syllable_where_markers_stand_was_made_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_hanging, "recognise_lines", second(("1.", 700), ("-", 680), ("-", 660)))
    read = with_hanging_markers(page("lề", "", "", "Rà"), picture(700, 680, 660), "a.pdf")
    assert opening(read)[:3] == ["1.", "-", "-"]


def test_a_dash_over_white_is_none() -> None:
    """What the recognition made a dash of is the hook of the capital on the line below."""
    read = with_hanging_markers(page("-", "-", "", ""), picture(700), "a.pdf")
    assert opening(read) == ["-", "Rà", "Rà", "Rà"]


@pytest.mark.parametrize(
    ("marker", "x0", "y0", "lifted"),
    [
        ("d)", 100, 677, True),
        ("8)", 100, 683, True),  # whatever was made of it
        ("d)", 100, 672, False),  # between two lines
        ("d)", 60, 677, False),  # too far before them
        ("d)", 135, 677, False),
        ("khối", 100, 677, True),
        ("khối.", 100, 677, False),
    ],
)
def test_a_marker_read_as_a_line_of_its_own_opens_the_one_beside_it(
    marker: str, x0: float, y0: float, lifted: bool
) -> None:
    read = page("", "", "", "")
    read = replace(read, words=(*read.words, word(marker, x0, y0)))
    found = next(one for one in with_hanging_markers(read, picture(), "a.pdf").words if one.text == marker)
    assert (found.y0 == 680) == lifted
