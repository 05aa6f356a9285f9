"""Pages a second of the PDF reader and of pdfplumber, same files, same run: ``python -m bench.bench_pdf [FILES]``.

Without files it times the plans of corpus/samples that have a text layer and one that reportlab makes here ("all" is
these), then a made ruled table and the criteria tables of ``../shared/criteria`` where they are beside the repository.
The goal is twenty times the rate of pdfplumber.
"""

import io
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import pdfplumber
import pypdfium2 as pdfium
from reportlab.lib.colors import black
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from ingest.pdf import read_pdf
from ingest.source import SourceBytes

GOAL = 20.0
_SAMPLES = Path(__file__).resolve().parents[1] / "corpus" / "samples"
_CRITERIA = Path(__file__).resolve().parents[2] / "shared" / "criteria"
# Characters on the first page below which a sample is a scan.
_TEXT_MIN = 100
_ROUNDS = 3
_FONTS = (
    Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"),
)
_SENTENCE = (
    "Công chức Văn phòng - Thống kê chủ trì, phối hợp với các bộ phận chuyên môn tham mưu Ủy ban nhân dân xã "
    "triển khai nhiệm vụ cải cách thủ tục hành chính, bảo đảm tỷ lệ hồ sơ giải quyết đúng hạn đạt 98% trong năm. "
)


def made_plan(pages: int) -> bytes:
    """A born-digital plan of about ``pages`` pages of justified text."""
    style = ParagraphStyle("body", fontName=_serif(), fontSize=14, leading=17, alignment=TA_JUSTIFY, firstLineIndent=36,
                           spaceAfter=6)  # fmt: skip
    return _printed([Paragraph(f"{number}. {_SENTENCE * 2}", style) for number in range(1, pages * 6)])


def made_table(rows: int) -> bytes:
    """A born-digital annex: one ruled table of so many tasks, with a party and a time each."""
    style = ParagraphStyle("cell", fontName=_serif(), fontSize=12, leading=14)
    head = ["STT", "Nhiệm vụ", "Chủ trì", "Thời gian"]
    tasks = [[f"{number}", _SENTENCE[: 60 + 30 * (number % 4)], "Công chức Tư pháp - Hộ tịch", f"Quý {number % 4 + 1}"]
             for number in range(1, rows + 1)]  # fmt: skip
    cells = [[Paragraph(text, style) for text in row] for row in [head, *tasks]]
    return _printed([Table(cells, [30, 250, 110, 70], repeatRows=1, style=[("GRID", (0, 0), (-1, -1), 0.5, black)])])


def _serif() -> str:
    path = next(path for path in _FONTS if path.exists())
    pdfmetrics.registerFont(TTFont("Serif", str(path)))
    return "Serif"


def _printed(story: list[Flowable]) -> bytes:
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, leftMargin=85, rightMargin=42).build(story)
    return buffer.getvalue()


def _files(paths: Sequence[str]) -> list[SourceBytes]:
    if paths:
        return [SourceBytes(name=path, data=Path(path).read_bytes()) for path in paths]
    samples = [SourceBytes(name=path.name, data=path.read_bytes()) for path in sorted(_SAMPLES.glob("*.pdf"))]
    made = SourceBytes(name="made.pdf", data=made_plan(30))
    return [made, *(source for source in samples if _is_born_digital(source))]


def _tables() -> list[SourceBytes]:
    found = sorted(_CRITERIA.glob("*.pdf")) if _CRITERIA.is_dir() else []
    made = SourceBytes(name="made-table.pdf", data=made_table(120))
    return [made, *(SourceBytes(name=path.name, data=path.read_bytes()) for path in found)]


def _is_born_digital(source: SourceBytes) -> bool:
    document = pdfium.PdfDocument(source.data)
    try:
        return bool(document[0].get_textpage().count_chars() > _TEXT_MIN)
    finally:
        document.close()


def _reader_pages(files: Sequence[SourceBytes]) -> int:
    return sum(read_pdf(source).source.pages or 0 for source in files)


def _pdfplumber_pages(files: Sequence[SourceBytes]) -> int:
    pages = 0
    for source in files:
        with pdfplumber.open(io.BytesIO(source.data)) as document:
            for page in document.pages:
                page.extract_text()
                page.close()
                pages += 1
    return pages


def _seconds(read: Callable[[Sequence[SourceBytes]], int], files: Sequence[SourceBytes]) -> float:
    """Processor time (other work on the machine does not count) for one page."""
    start = time.process_time()
    pages = read(files)
    return (time.process_time() - start) / pages


def _rates(files: Sequence[SourceBytes]) -> tuple[float, float]:
    """Pages a second of both, the medians of rounds that take turns, after one to warm up."""
    _reader_pages(files)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(_ROUNDS):
        ours += (_seconds(_reader_pages, files) for _ in range(3))
        theirs.append(_seconds(_pdfplumber_pages, files))
    return 1 / median(ours), 1 / median(theirs)


def main(paths: Sequence[str] = ()) -> float:
    """The ratio of the two rates, printed with them; for each file, and for all of them together."""
    files = _files(paths)
    print(f"{'pages/s':44} {'read_pdf':>9} {'pdfplumber':>11} {'ratio':>7}  (goal {GOAL:.0f})")
    for source in files:
        _print_rates(Path(source.name).name, *_rates([source]))
    ours, theirs = _rates(files)
    _print_rates("all", ours, theirs)
    for source in () if paths else _tables():
        _print_rates(source.name, *_rates([source]))
    return ours / theirs


def _print_rates(name: str, ours: float, theirs: float) -> None:
    print(f"{name[:44]:44} {ours:9.1f} {theirs:11.1f} {ours / theirs:7.1f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
