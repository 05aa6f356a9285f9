"""Number and date that a clerk entered into a printed plan: drawn over its blanks, as annotations, in a form, as pictures."""

import io
from collections.abc import Callable, Sequence

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractors.pipeline import extract
from ingest.ocr import can_recognise
from schema.document import Document
from tests.ingest.pdf_forms_making import SERIF, document_of

SIZE, LEVEL = 12, 746
LEFT, RIGHT = 95, 320
SPACES = "Số:          /KH-UBND", "Phú Mỹ, ngày       tháng       năm 2024"
BODY = (
    "KẾ HOẠCH", "Cải cách hành chính năm 2024", "I. MỤC TIÊU", "1. Phấn đấu 95% hồ sơ được giải quyết đúng hạn.",
)  # fmt: skip
ENTERED = (("Số:", "15"), ("ngày", "05"), ("tháng", "02"))
Put = Callable[[Canvas, float, float, str], None]


def plan(lines: Sequence[str], put: Put | None = None) -> bytes:
    """A plan with blanks in its header, and what ``put`` sets over each of them."""
    pdfmetrics.registerFont(TTFont("Serif", str(SERIF)))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setFont("Serif", SIZE)
    for number, (left, right) in enumerate(
        (("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("XÃ PHÚ MỸ", "Độc lập - Tự do - Hạnh phúc"), lines)
    ):
        canvas.drawString(LEFT, LEVEL + 16 * (2 - number), left)
        canvas.drawString(RIGHT, LEVEL + 16 * (2 - number), right)
    for number, text in enumerate(BODY):
        canvas.drawString(90, 690 - 18 * number, text)
    for label, figures in ENTERED if put else ():
        put(canvas, place(lines, label), LEVEL, figures)  # type: ignore[misc]
    canvas.save()
    return buffer.getvalue()


def place(lines: Sequence[str], label: str) -> float:
    """Where the blank behind ``label`` starts."""
    start, line = next((start, line) for start, line in zip((LEFT, RIGHT), lines, strict=True) if label in line)
    return start + pdfmetrics.stringWidth(line[: line.index(label) + len(label)], "Serif", SIZE)


def told(document: Document) -> tuple[str | None, str | None]:
    header = extract(document).header
    return (header.symbol and str(header.symbol.value)), (header.date and str(header.date.value))


def drawn(up: float, size: float) -> Put:
    def put(canvas: Canvas, x: float, y: float, text: str) -> None:
        canvas.setFont("Serif", size)
        canvas.drawString(x + 3, y + up, text)

    return put


@pytest.mark.parametrize(
    ("lines", "up", "size"),
    [
        pytest.param(SPACES, 4, 14, id="larger and higher"),
        pytest.param(SPACES, -5, 12, id="lower"),
        pytest.param(("Số:......./KH-UBND", SPACES[1]), 0, 12, id="over dots that part no words"),
        pytest.param(("Số: …… /KH-UBND", "Phú Mỹ, ngày ..... tháng ..... năm 2024"), 3, 12, id="over dots"),
        pytest.param(("Số: /KH-UBND", SPACES[1]), 2, 12, id="over a blank that is too narrow"),
    ],
)
def test_figures_drawn_over_blanks(lines: Sequence[str], up: float, size: float) -> None:
    assert told(document_of(plan(lines, drawn(up, size)))) == ("15/KH-UBND", "2024-02-05")


def test_blanks_with_nothing_over_them_stay_as_they_are() -> None:
    document = document_of(plan(("Số: ...... /KH-UBND", "Phú Mỹ, ngày ..... tháng ..... năm 2024")))
    assert "Số: ...... /KH-UBND" in document.text and "ngày ..... tháng ..... năm 2024" in document.text
    assert told(document) == ("/KH-UBND", "2024")


def annotated(lines: Sequence[str], make: Callable[[list[float], str], Dictionary]) -> bytes:
    with pikepdf.open(io.BytesIO(plan(lines))) as pdf:
        boxes = [([x := place(lines, label) + 3, LEVEL - 3, x + 16, LEVEL + 13], text) for label, text in ENTERED]
        made = [pdf.make_indirect(make(box, text)) for box, text in boxes]
        pdf.pages[0].Annots = pdf.make_indirect(Array(made))
        fields = [one for one in made if one.Subtype == Name.Widget]
        if fields:
            pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array(fields), NeedAppearances=True))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def text_box(box: list[float], text: str) -> Dictionary:
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.FreeText,
        Rect=Array(box),
        Contents=String(text),
        DA=String("/Helv 12 Tf 0 g"),
        F=4,
    )


def form_field(box: list[float], text: str) -> Dictionary:
    return Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String(text), V=String(text), Rect=Array(box), F=4
    )


@pytest.mark.parametrize("make", [text_box, form_field])
def test_annotations_that_nobody_has_drawn(make: Callable[[list[float], str], Dictionary]) -> None:
    assert told(document_of(annotated(SPACES, make))) == ("15/KH-UBND", "2024-02-05")


@pytest.mark.parametrize("subtype", [Name.Text, Name.Popup])
def test_comments_are_no_text(subtype: Name) -> None:
    def comment(box: list[float], text: str) -> Dictionary:
        return Dictionary(Type=Name.Annot, Subtype=subtype, Rect=Array(box), Contents=String(text), F=4)

    assert told(document_of(annotated(SPACES, comment))) == ("/KH-UBND", "2024")


def test_a_hidden_text_box_is_no_text() -> None:
    def hidden(box: list[float], text: str) -> Dictionary:
        made = text_box(box, text)
        made.F = 2
        return made

    assert told(document_of(annotated(SPACES, hidden))) == ("/KH-UBND", "2024")


def pictured(canvas: Canvas, x: float, y: float, text: str) -> None:
    font = ImageFont.truetype(str(SERIF), 48)
    image = Image.new("RGBA", (int(font.getlength(text)) + 8, 60), (255, 255, 255, 0))
    ImageDraw.Draw(image).text((4, 0), text, font=font, fill=(20, 20, 160, 255))
    canvas.drawImage(ImageReader(image), x + 3, y - 3.5, 15 * image.width / 60, 15, mask="auto")


@pytest.mark.skipif(not can_recognise(), reason="Tesseract with vie is not installed")
@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(SPACES, id="over spaces"),
        pytest.param(("Số: ......... /KH-UBND", "Phú Mỹ, ngày ....... tháng ....... năm 2024"), id="over dots"),
    ],
)
def test_figures_of_pictures_are_read_and_told(lines: Sequence[str]) -> None:
    document = document_of(plan(lines, pictured))
    assert told(document) == ("15/KH-UBND", "2024-02-05")
    assert [note.code for note in document.source.notes] == ["stamped_number"] * 3


def test_pictures_over_blanks_stay_unread_without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.ocr.can_recognise", lambda: False)
    document = document_of(plan(SPACES, pictured))
    assert told(document) == ("/KH-UBND", "2024")
    assert [note.code for note in document.source.notes] == ["stamped_unread"] * 3
