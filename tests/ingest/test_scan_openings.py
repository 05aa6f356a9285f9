"""Doubtful markers of a scanned page, read once more by themselves."""

from dataclasses import replace

import pytest
from PIL import Image, ImageDraw

from ingest import scan_openings
from ingest.ocr import PageImage, Reading
from ingest.pdf_fonts import Font
from ingest.pdf_page import Page
from ingest.pdf_runs import Word
from ingest.scan_openings import with_markers_read_again

FONT = Font("", False, False, True)
TOP = 700.0


def word(text: str, x0: float, y0: float) -> Word:
    return Word(text, x0, y0, x0 + 6 * len(text), y0 + 12, FONT, 12, 0, x0 + 6 * len(text), x0)


def page(*lines: str) -> Page:
    """Lines of two words, the first at 100 and the second at 130 points."""
    words = [
        word(text, 100 + 30 * place, TOP - 20 * at)
        for at, line in enumerate(lines)
        for place, text in enumerate(line.split())
    ]
    return Page(number=1, width=595, height=842, words=tuple(words), rules=(), image_share=1.0)


def picture(height: int = 9) -> PageImage:
    """A page with ink of this height (pixels) where the first line's marker stands, one pixel a point."""
    image = Image.new("L", (595, 842), 255)
    low = round(842 - TOP) - 1
    ImageDraw.Draw(image).rectangle((100, low - height + 1, 106, low), fill=0)
    return PageImage(image=image, dpi=72, rules=())


def opening(read: Page) -> list[str]:
    return [one.text for one in sorted(read.words, key=lambda one: -one.y0) if one.x0 == 100]


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, float]]:
    """What the second reading says of the strips, from the top; filled by the test, asked for once at most."""
    told: dict[str, tuple[str, float]] = {}

    def found(image: Image.Image, *_: object, **__: object) -> tuple[Reading, ...]:
        strip = image.height / len(told)
        return tuple(
            Reading(text=text, box=(x0, round((at + 0.4) * strip), x0 + 8, round((at + 0.6) * strip)), confidence=sure)
            for at, (text, sure) in enumerate(told.values())
            for text, x0 in ((text, 24), ("Rà", 60))
        )

    monkeypatch.setattr(scan_openings, "recognise_lines", found)
    return told


@pytest.mark.parametrize(
    ("line", "again", "sure", "wanted"),
    [
        ("H. NHIỆM", "II.", 90.0, "II."),
        ("1 NHIỆM", "I.", 70.0, "I."),
        ("Đ: Bến", "5.", 90.0, "5."),
        ("5, Bến", "2.", 90.0, "2."),
        ("A. Bến", "4.", 90.0, "4."),
        ("2 Bến", "2.", 90.0, "2."),
        ("15 Bến", "15", 90.0, "15"),  # the rest of a date
        ("C) Bến", "c)", 90.0, "c)"),
        ("q) Bến", "d)", 90.0, "d)"),
        ("đ) Bến", "d)", 90.0, "d)"),
        ("4) Bến", "a)", 90.0, "a)"),
        ("đ Bến", "đ)", 90.0, "đ)"),
        ("+ Bến", "1.", 90.0, "1."),
        ("- Bến", "2.", 90.0, "2."),
        ("d) Bến", "đ)", 70.0, "d)"),  # unsurely
        ("C) Bến", "văn", 90.0, "C)"),
        ("C) Bến", "-", 90.0, "C)"),
        ("HI. NHIỆM", "II.", 90.0, "HI."),  # that had three strokes
    ],
)
def test_a_doubtful_marker_is_what_it_is_by_itself(
    line: str, again: str, sure: float, wanted: str, sheets: dict[str, tuple[str, float]]
) -> None:
    sheets["first"] = again, sure
    assert opening(with_markers_read_again(page(line), picture(), "a.pdf")) == [wanted]


def test_all_of_a_page_are_read_on_one_sheet(sheets: dict[str, tuple[str, float]]) -> None:
    sheets |= {"H.": ("II.", 90.0), "C)": ("c)", 90.0)}
    read = with_markers_read_again(page("H. NHIỆM", "a) Rà", "C) Bến"), picture(), "a.pdf")
    assert opening(read) == ["II.", "a)", "c)"]


@pytest.mark.parametrize("line", ["II. NHIỆM", "12. Bến", "a) Bến", "Bến cảng", "1 bến", "vụ. Bến", "d bến", "- Bến"])
def test_what_is_not_doubtful_is_not_read_again(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_openings, "recognise_lines", lambda *_, **__: pytest.fail("read again"))
    assert opening(with_markers_read_again(page(line), picture(2), "a.pdf")) == [line.split()[0]]


def test_pluses_of_a_list_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_openings, "recognise_lines", lambda *_, **__: pytest.fail("read again"))
    assert opening(with_markers_read_again(page("+ Bến", "+ Cầu"), picture(), "a.pdf")) == ["+", "+"]


@pytest.mark.parametrize(("again", "wanted"), [("e)", ["e)", "Rà"]), ("văn", ["Rà"])])
def test_a_single_marker_that_was_passed_over_is_read_by_itself(
    again: str, wanted: list[str], sheets: dict[str, tuple[str, float]]
) -> None:
    sheets["first"] = again, 90.0
    lone = replace(page(), words=tuple(word(text, 130 + 40 * at, TOP) for at, text in enumerate(("Rà", "soát", "bến"))))
    read = with_markers_read_again(lone, picture(), "a.pdf")
    assert [one.text for one in sorted(read.words, key=lambda one: one.x0)][:2] == [*wanted, "soát"][:2]


def test_what_was_made_of_a_marker_makes_place_for_the_one_read_by_itself(
    sheets: dict[str, tuple[str, float]],
) -> None:
    sheets["first"] = "3.1.", 90.0
    garbled = [word(text, x0, TOP) for text, x0 in (("8:I.", 97), ("Rà", 130), ("soát", 170), ("bến", 210))]
    read = with_markers_read_again(replace(page(), words=tuple(garbled)), picture(), "a.pdf")
    assert [one.text for one in sorted(read.words, key=lambda one: one.x0)] == ["3.1.", "Rà", "soát", "bến"]
