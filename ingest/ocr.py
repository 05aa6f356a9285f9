"""Scanned pages to a PDF with a text layer: OCRmyPDF with Tesseract's Vietnamese model, in a process of its own.

Reads renderings of pages, so the original stays untouched and a signed or damaged PDF makes no difference; writes a
PDF that the same reader reads. Measured on 200-dpi scans: 1.4-3.5 s a page. Straightening and removing red ink here
took the words lost on a skewed, stamped, grainy page from 3.5 % to 1.2 %; doing it inside OCRmyPDF, or enlarging to
300 dpi, did worse.
"""

import itertools
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from statistics import median

import img2pdf  # type: ignore[import-untyped]
import pypdfium2 as pdfium
from PIL import Image, ImageOps, ImageStat

from ingest.grading import UNSURE, Certainty
from ingest.pdf_cells import Box
from ingest.pdf_drawings import Rule
from ingest.programs import run_program
from ingest.scan_light import evened, stacked, without_grain, without_red
from ingest.scan_rules import table_rules
from ingest.scan_upright import pieces_read, turn_of
from ingest.source import ReadError
from schema.ledger import Reason

LANGUAGE = "vie"
# Pages per run of OCRmyPDF: its start costs about a second, its memory grows with the pages.
BATCH = 16
_SECONDS_START, _SECONDS_PAGE = 60, 45
_DPI_MIN, _DPI_MAX = 200, 300
# No page is rendered larger than this (A3 at 300 dpi): a page of 10 m x 10 m is a bomb.
_PIXELS_MAX = 18_000_000
_SKEW_MAX = 5.0
_MARGIN = 0.05
# A photographed page: so many bands are asked for their slope, those with this share of ink, each this far (degrees).
# Its edges differ by this much at least, and no more of its bands than a third stray from the fan by this much.
_BANDS, _BANDS_LEAST, _INK_LEAST = 6, 4, 0.01
# A band lower than this (pixels) shows no line of text.
_BAND_MIN = 20
_FAN_MAX, _FAN_LEAST, _FAN_ERROR = 3.0, 0.6, 0.35
# Up to this slope (degrees) the rulings of a page as it lies still part its words rightly: 3 points over its width. Nor
# is such a page turned: turning costs letters their marks ("thuốc", "thuôc").
_LEVEL = 0.3
# Without the limit Tesseract's threads fight each other: 18 s a page instead of 2.5.
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
_WORD = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+); x_wconf (\d+)")
# A page of whose lines a smaller share was read at all is only so far as read: the rest was passed over in silence.
_READ_SHARE = 0.8
# A number that was stamped on a page counts where its figures are this sure.
_FIGURES_SURE = 70.0
# How Tesseract takes a picture: as a column of text of several sizes, or as an even block of lines.
_COLUMN, _EVEN = "4", "6"
_TSV_FIELDS = 12
_HOCR_PAGE = re.compile(r"^(\d{6})_ocr_hocr$")

INSTALL = (
    "Hãy cài Tesseract và dữ liệu tiếng Việt: trên Debian, Ubuntu chạy “sudo apt install tesseract-ocr "
    "tesseract-ocr-vie”; trên Windows dùng bộ cài của UB Mannheim và chọn thêm tiếng Việt. Sau đó nạp lại tệp."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """A page made ready for recognition: black on white, upright, straight. rules: the rulings of its tables."""

    image: Image.Image
    dpi: int
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A PDF with a text layer, and how sure each of its pages was read, None without words."""

    pdf: bytes
    certainty: tuple[Certainty | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A word as Tesseract read it: its box in pixels (left, top, right, low), how sure it is (0..100), its line."""

    text: str
    box: tuple[int, int, int, int]
    confidence: float
    line: tuple[int, int, int] = (0, 0, 0)


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """The language models of the installed Tesseract; empty without Tesseract."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(line.strip() for line in listed.stdout.splitlines()[1:])


def can_recognise() -> bool:
    """Whether Tesseract and its Vietnamese model are installed."""
    return LANGUAGE in languages()


def page_image(page: pdfium.PdfPage, without: Sequence[Box] = ()) -> PageImage:
    """The rendering of ``page`` at the resolution of its scan, ready for recognition.

    without: boxes (points from the lower left corner) of what is not to be read.
    """
    image, dpi = _rendered(page, without)
    turn = turn_of(image, dpi)
    image = stacked(straightened(image.rotate(turn, expand=True) if turn else image))
    return PageImage(image=image, dpi=dpi, rules=table_rules(image, dpi))


def level_image(page: pdfium.PdfPage) -> PageImage | None:
    """The rendering of ``page`` as it lies; None where its lines are not level."""
    image, dpi = _rendered(page)
    if abs(_skew(_inside(image))) > _LEVEL:
        return None
    return PageImage(image=image, dpi=dpi, rules=table_rules(image, dpi))


def _rendered(page: pdfium.PdfPage, without: Sequence[Box] = ()) -> tuple[Image.Image, int]:
    dpi = _resolution(page)
    rendered = page.render(scale=dpi / 72, may_draw_forms=False).to_pil().convert("RGB")
    for x0, y0, x1, y1 in without:
        left, right, low = (round(at * dpi / 72) for at in (x0 - 1, x1 + 1, y0 - 1))
        rendered.paste("white", (left, round(rendered.height - (y1 + 1) * dpi / 72), right, rendered.height - low))
    return without_grain(evened(without_red(rendered))), dpi


def _resolution(page: pdfium.PdfPage) -> int:
    width, height = page.get_size()
    found = [image.get_px_size()[0] / max(width, 1) * 72 for image in page.get_objects(max_depth=2)
             if isinstance(image, pdfium.PdfImage)]  # fmt: skip
    dpi = min(max(max(found, default=_DPI_MAX), _DPI_MIN), _DPI_MAX)
    return max(1, int(min(dpi, (_PIXELS_MAX / max(width * height, 1)) ** 0.5 * 72)))


def straightened(image: Image.Image) -> Image.Image:
    """``image`` turned so that its text lines are level, also where they fan out as on a photograph."""
    angle = _skew(_inside(image))
    if abs(angle) > _LEVEL:
        image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    fan = _fan(_inside(image))
    return image if fan is None else _levelled(image, *fan)


def _inside(image: Image.Image) -> Image.Image:
    """``image`` without its margins, where the edge of the sheet on a dark table is sharper than any line of text."""
    across, down = round(image.width * _MARGIN), round(image.height * _MARGIN)
    return image.crop((across, down, image.width - across, image.height - down))


def _skew(image: Image.Image, most: float = _SKEW_MAX) -> float:
    """The angle that makes the rows of ink sharpest, in degrees against the clock, ``most`` to either side."""
    small = ImageOps.invert(image).reduce(max(1, image.width // 420)).point(lambda value: 255 if value > 110 else 0)

    def sharpness(angle: float) -> int:
        turned = small.rotate(angle, resample=Image.Resampling.BILINEAR)
        rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
        return sum((above - below) ** 2 for above, below in itertools.pairwise(rows))

    coarse = max((step * 0.5 for step in range(int(-2 * most), int(2 * most) + 1)), key=sharpness)
    return max((coarse + step * 0.1 for step in range(-5, 6)), key=sharpness)


def _fan(image: Image.Image) -> tuple[float, float] | None:
    """How steep the lines are at the upper and at the lower edge, as the tangent of the angle by which each must be
    turned; None where they are alike.

    A page that was photographed aslant is not skewed alike all over: each band is asked, and the median of what each
    two of them say tells more than those that hold a stamp or a picture.
    """
    height = image.height // _BANDS
    if height < _BAND_MIN:
        return None
    told = []
    for band in range(_BANDS):
        strip = image.crop((0, band * height, image.width, (band + 1) * height))
        if ImageStat.Stat(strip).mean[0] < 255 * (1 - _INK_LEAST):
            told.append(((band + 0.5) / _BANDS, _skew(strip, _FAN_MAX)))
    if len(told) < _BANDS_LEAST:
        return None
    growth = median((second - first) / (lower - upper) for (upper, first), (lower, second) in combinations(told, 2))
    start = median(angle - growth * place for place, angle in told)
    apart = sum(abs(start + growth * place - angle) > _FAN_ERROR for place, angle in told)
    if abs(growth) < _FAN_LEAST or apart > len(told) // 3:
        return None
    return math.tan(math.radians(start)), math.tan(math.radians(start + growth))


def _levelled(image: Image.Image, upper: float, lower: float) -> Image.Image:
    """``image`` with lines of these slopes at its upper and lower edge made level: the sheet that they lie on drawn
    out to a rectangle."""
    width, height = image.size
    rise = width / 2
    corners = (
        0, upper * -rise, 0, height + lower * -rise, width, height + lower * rise, width, upper * rise,
    )  # fmt: skip
    return image.transform(image.size, Image.Transform.QUAD, corners, resample=Image.Resampling.BICUBIC, fillcolor=255)


def recognise(pages: Sequence[PageImage], name: str) -> Recognised:
    """A PDF of ``pages`` with a text layer. Raises ReadError where the recognition fails or takes too long.

    name: of the file the pages come from, for the message.
    """
    with tempfile.TemporaryDirectory(prefix="kehoach-ocr-") as folder:
        source, target = Path(folder) / "pages.pdf", Path(folder) / "text.pdf"
        try:
            source.write_bytes(_images_pdf(pages, Path(folder)))
        except (ValueError, OSError) as error:  # a page that no PDF can hold, such as 300 m x 1 mm
            raise _failed(name) from error
        _run(_command(source, target), Path(folder), _SECONDS_START + _SECONDS_PAGE * len(pages), name)
        if not target.exists():
            raise _failed(name)
        return Recognised(pdf=target.read_bytes(), certainty=_certainties(Path(folder), pages))


def _images_pdf(pages: Sequence[PageImage], folder: Path) -> bytes:
    parts = []
    for number, page in enumerate(pages):
        path = folder / f"{number:04}.png"
        _of_paper_size(page).save(path, dpi=(page.dpi, page.dpi), compress_level=1)
        parts.append(str(path))
    return bytes(img2pdf.convert(parts))


def _of_paper_size(page: PageImage) -> Image.Image:
    """The picture on a sheet of at least one inch: a PDF page cannot be smaller than a dot."""
    width, height = page.image.size
    if min(width, height) >= page.dpi:
        return page.image
    sheet = Image.new("L", (max(width, page.dpi), max(height, page.dpi)), 255)
    sheet.paste(page.image, (0, 0))
    return sheet


def _command(source: Path, target: Path) -> list[str]:
    jobs = os.cpu_count() or 1
    # No Ghostscript anywhere: PDFium makes the images, the output is plain PDF, nothing is optimised.
    return [sys.executable, "-m", "ocrmypdf", "--quiet", "--keep-temporary-files", "--language", LANGUAGE,
            "--jobs", str(jobs), "--output-type", "pdf", "--rasterizer", "pypdfium", "--optimize", "0",
            "--tesseract-timeout", str(_SECONDS_PAGE), str(source), str(target)]  # fmt: skip


def _run(command: Sequence[str], folder: Path, seconds: float, name: str) -> None:
    environment = {**_ONE_THREAD, "TMPDIR": str(folder), "TEMP": str(folder)}
    try:
        ended = run_program(command, seconds=seconds, environment=environment)
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            Reason.TIMEOUT,
            f"Nhận dạng chữ trong {name} quá {seconds:.0f} giây.",
            "Hãy quét lại văn bản ở độ phân giải 200-300 dpi hoặc tách tệp rồi nạp lại.",
        ) from error
    if ended.returncode != 0:
        raise _failed(name)


def _failed(name: str) -> ReadError:
    return ReadError(
        Reason.UNREADABLE_TEXT,
        f"Không nhận dạng được chữ trong ảnh của {name}.",
        "Hãy quét lại văn bản rõ hơn, hoặc xin bản Word hay bản PDF gốc từ đơn vị gửi.",
    )


def recognise_lines(image: Image.Image, dpi: int, name: str, *, even: bool = False) -> tuple[Reading, ...]:
    """The words of a column of lines in ``image``, a part of file ``name``, line by line.

    Raises ReadError where the recognition fails or takes too long.

    even: take all that stands there for lines of one text. Then no line is passed over, but where type of several sizes
    stands together the marks are cut off the letters.
    """
    with tempfile.TemporaryDirectory(prefix="kehoach-ocr-") as folder:
        path = Path(folder) / "block.png"
        image.save(path, compress_level=1)
        command = [
            "tesseract",
            str(path),
            "-",
            "-l",
            LANGUAGE,
            "--psm",
            _EVEN if even else _COLUMN,
            "--dpi",
            str(dpi),
            "tsv",
        ]
        try:
            found = run_program(command, seconds=2 * _SECONDS_PAGE, environment=_ONE_THREAD, output=subprocess.PIPE)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _failed(name) from error
        if found.returncode != 0:
            raise _failed(name)
    rows = [row.split("\t") for row in found.stdout.decode("utf-8", errors="replace").splitlines()[1:]]
    return tuple(_reading(row) for row in rows if len(row) == _TSV_FIELDS and row[-1].strip())


def _reading(row: Sequence[str]) -> Reading:
    """A word of Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence."""
    left, top, width, height = map(int, row[6:10])
    return Reading(
        text=row[-1].strip(),
        box=(left, top, left + width, top + height),
        confidence=float(row[10]),
        line=(int(row[2]), int(row[3]), int(row[4])),
    )


def recognise_figures(image: Image.Image, dpi: int) -> str:
    """The figures of a line that shows nothing else; empty where they are not read surely, and without Tesseract."""
    if not can_recognise():
        return ""
    with tempfile.TemporaryDirectory(prefix="kehoach-ocr-") as folder:
        path = Path(folder) / "figures.png"
        ImageOps.expand(ImageOps.autocontrast(image), dpi // 10, 255).save(path, compress_level=1)
        command = ["tesseract", str(path), "-", "-l", LANGUAGE, "--psm", "7", "--dpi", str(dpi),
                   "-c", "tessedit_char_whitelist=0123456789", "tsv"]  # fmt: skip
        try:
            found = run_program(command, seconds=_SECONDS_PAGE, environment=_ONE_THREAD, output=subprocess.PIPE)
        except (OSError, subprocess.TimeoutExpired):
            return ""
    rows = [line.split("\t") for line in found.stdout.decode("utf-8", errors="replace").splitlines()[1:]]
    read = [(row[11].strip(), float(row[10])) for row in rows if len(row) == 12 and row[11].strip()]
    return "".join(text for text, _ in read) if read and min(sure for _, sure in read) >= _FIGURES_SURE else ""


def _certainties(folder: Path, pages: Sequence[PageImage]) -> tuple[Certainty | None, ...]:
    found: dict[int, Certainty] = {}
    for path in folder.rglob("*.hocr"):
        match = _HOCR_PAGE.match(path.stem)
        words = _WORD.findall(path.read_text(encoding="utf-8", errors="replace"))
        number = int(match.group(1)) if match else 0
        if words and 0 < number <= len(pages):
            read = [Reading(text="", box=(int(left), int(top), int(right), int(low)), confidence=float(sure))
                    for left, top, right, low, sure in words]  # fmt: skip
            found[number] = certainty_of(read, pages[number - 1].image, pages[number - 1].dpi)
    return tuple(found.get(number) for number in range(1, len(pages) + 1))


def certainty_of(words: Sequence[Reading], image: Image.Image, dpi: int) -> Certainty:
    """How sure ``words`` of ``image`` were read; the mean for as much of it as they cover."""
    share = pieces_read(image, dpi, [word.box for word in words])
    mean = sum(word.confidence for word in words) / len(words)
    unsure = sum(word.confidence < UNSURE for word in words) / len(words)
    return Certainty(mean=mean if share >= _READ_SHARE else mean * share, unsure=unsure)
