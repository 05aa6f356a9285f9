"""Makes the sample files from the plans' text: ``python -m corpus.sample_sources.make PLANS_FOLDER``.

Needs LibreOffice (PDF) and Pillow. The letterhead that three of the texts lost is set with the issuer that the text
itself names; its number and day stay blank, as Nghị định 30/2020/NĐ-CP allows for electronic documents.
"""

import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from corpus.sample_sources.letter import Letter, Piece, compose
from extractors.pipeline import read
from extractors.reading import Paragraph, Reading
from ingest.read import read_path
from schema.plan import Section, Zone
from schema.text import squeeze

SAMPLES_FOLDER = Path(__file__).parents[1] / "samples"
SCAN_DPI = 200
# Word numbers three levels: "I.", "1.", "1.1." (the second and third count within the first).
LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """How one plan is set. kind: "pdf", "docx" (automatic numbers), "scan" or "text"."""

    plan: str
    file: str
    kind: str
    issuer: tuple[str, ...] = ()
    number: str = ""
    place_and_date: str = ""


SAMPLES = (
    Sample(
        plan="tan-binh-2021",
        file="ke-hoach-ubnd-xa-tan-binh.pdf",
        kind="pdf",
        issuer=("ỦY BAN NHÂN DÂN", "XÃ TÂN BÌNH"),
        number="Số: 49/KH-UBND",
        place_and_date="Tân Bình, ngày 29 tháng 9 năm 2021",
    ),
    Sample(
        plan="tu-ky-2023",
        file="ke-hoach-kiem-tra-ubnd-huyen-tu-ky.pdf",
        kind="pdf",
        issuer=("ỦY BAN NHÂN DÂN", "HUYỆN TỨ KỲ"),
        number="Số:         /KH-UBND",
        place_and_date="Tứ Kỳ, ngày      tháng 7 năm 2023",
    ),
    Sample(
        plan="cam-giang-2023",
        file="ke-hoach-ubnd-thi-tran-cam-giang.docx",
        kind="docx",
        issuer=("ỦY BAN NHÂN DÂN", "THỊ TRẤN CẨM GIANG"),
        number="Số:         /KH-UBND",
        place_and_date="Cẩm Giang, ngày      tháng      năm 2023",
    ),
    Sample(
        plan="hoang-viet-2023",
        file="ke-hoach-ubnd-xa-hoang-viet-ban-quet.pdf",
        kind="scan",
        issuer=("ỦY BAN NHÂN DÂN", "XÃ HOÀNG VIỆT"),
        number="Số:         /KH-UBND",
        place_and_date="Hoàng Việt, ngày      tháng      năm 2023",
    ),
    Sample(plan="yen-thuong-2023", file="ke-hoach-ubnd-xa-yen-thuong.txt", kind="text"),
)


def main(folder: Path) -> None:
    """Write every sample from the texts in ``folder``."""
    for sample in SAMPLES:
        source = folder / f"{sample.plan}.txt"
        target = SAMPLES_FOLDER / sample.file
        if sample.kind == "text":
            shutil.copyfile(source, target)
            continue
        reading = read(read_path(source))
        automatic = sample.kind == "docx"
        with tempfile.TemporaryDirectory() as scratch:
            word = Path(scratch) / f"{Path(sample.file).stem}.docx"
            compose(letter_of(reading, sample, automatic), LEVELS if automatic else ()).save(str(word))
            if sample.kind == "docx":
                shutil.copyfile(word, target)
            else:
                printed = to_pdf(word, Path(scratch))
                shutil.copyfile(printed, target) if sample.kind == "pdf" else scan(printed, target)
        print(f"{target.name}: {target.stat().st_size // 1024} KB")


def letter_of(reading: Reading, sample: Sample, automatic: bool) -> Letter:
    """The plan of ``reading`` as a letter. automatic: Word numbers the headings."""
    headings = {section.start: section for section in reading.sections if section.marker}
    recipients, signature = reading.zone(Zone.RECIPIENTS), reading.zone(Zone.SIGNATURE)
    preamble = reading.zone(Zone.PREAMBLE)
    if recipients is None or signature is None or preamble is None:
        raise ValueError(f"{sample.plan}: a zone is missing")
    paragraphs = [squeeze(reading.flow[p.start : p.end]) for p in _within(reading, recipients)]
    signed = [squeeze(reading.flow[p.start : p.end]) for p in _within(reading, signature)]
    title = next(s for s in reading.sections if s.id == "HDR")
    return Letter(
        issuer=sample.issuer,
        number=sample.number,
        place_and_date=sample.place_and_date,
        title=_title(reading, title),
        body=_pieces(reading, preamble.start, recipients.start, headings, automatic),
        recipients=[line for line in paragraphs if not line.startswith("Nơi nhận")],
        signature=signed[:-1],
        signer=signed[-1],
        annexes=_annexes(reading, max(recipients.end, signature.end), headings),
    )


def _within(reading: Reading, zone: Section) -> list[Paragraph]:
    return [p for p in reading.paragraphs if zone.start <= p.start < zone.end]


def _title(reading: Reading, header: Section) -> str:
    from extractors.header import header as find_header

    found = find_header(reading).title
    if found is None:
        raise ValueError("the plan has no title")
    return squeeze(reading.flow[found.evidence.start : found.evidence.end])


def _pieces(reading: Reading, start: int, end: int, headings: dict[int, Section], automatic: bool) -> list[Piece]:
    pieces = []
    for paragraph in reading.paragraphs:
        if not start <= paragraph.start < end:
            continue
        text = squeeze(reading.flow[paragraph.start : paragraph.end])
        section = headings.get(paragraph.start)
        if section is None:
            pieces.append(Piece(text=text))
            continue
        heading = squeeze(reading.flow[section.evidence.start : section.evidence.end]) if section.title else ""
        level = section.level - 1 if automatic else None
        if level is not None:
            marker = squeeze(section.marker or "")
            text, heading = text.removeprefix(marker).lstrip(), heading.removeprefix(marker).lstrip()
        pieces.append(Piece(text=text, bold=len(heading), level=level))
    return pieces


def _annexes(reading: Reading, start: int, headings: dict[int, Section]) -> list[Piece]:
    opens = {s.start for s in reading.sections if s.parent is None and s.start >= start and s.title}
    pieces = []
    in_title = False
    for paragraph in reading.paragraphs:
        if paragraph.start < start:
            continue
        text = squeeze(reading.flow[paragraph.start : paragraph.end])
        new_page = any(abs(paragraph.start - opened) < 3 for opened in opens)
        section = headings.get(paragraph.start)
        in_title = (in_title or new_page) and section is None
        pieces.append(
            Piece(text=text, bold=len(text) if in_title or section else 0, new_page=new_page, centered=in_title)
        )
    return pieces


def to_pdf(word: Path, folder: Path) -> Path:
    """``word`` printed by LibreOffice into ``folder``."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(word)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{word.stem}.pdf"


def scan(printed: Path, target: Path) -> None:
    """``printed`` as an office scanner gives it: 200 dpi grey pages, a little askew, grain, a red stamp on the last."""
    chance = random.Random(2023)
    document = pypdfium2.PdfDocument(printed)
    pages = [document[index].render(scale=SCAN_DPI / 72).to_pil().convert("L") for index in range(len(document))]
    document.close()
    scanned: list[Image.Image] = []
    for page in pages:
        page = page.rotate(chance.uniform(-0.4, 0.4), fillcolor=255, resample=Image.Resampling.BICUBIC)
        grain = Image.effect_noise(page.size, 18).filter(ImageFilter.GaussianBlur(0.6))
        scanned.append(Image.blend(page, grain, 0.06).point(lambda value: min(255, int(value * 1.06))).convert("RGB"))
    _stamp(scanned[-1])
    scanned[0].save(target, save_all=True, append_images=scanned[1:], resolution=SCAN_DPI, quality=55)


def _stamp(page: Image.Image) -> None:
    """A round red stamp left of the signature."""
    width, height = page.size
    centre_x, centre_y, radius = int(width * 0.58), int(height * 0.66), int(width * 0.085)
    draw = ImageDraw.Draw(page)
    for inset in (0, 8):
        box = (
            centre_x - radius + inset,
            centre_y - radius + inset,
            centre_x + radius - inset,
            centre_y + radius - inset,
        )
        draw.ellipse(box, outline=(205, 40, 45), width=4)


def run(arguments: Sequence[str]) -> None:
    """The command line of this script."""
    main(Path(arguments[0]))


if __name__ == "__main__":
    run(sys.argv[1:])
