"""Pages a second of the PDF reader and of pdfplumber, same files, same run: ``python -m bench.bench_pdf [FILES]``.

Without files it times a born-digital plan that reportlab makes here. The goal is twenty times pdfplumber's rate.
"""

import io
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from ingest.pdf import read_pdf
from ingest.source import SourceBytes

GOAL = 20.0
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
    path = next(path for path in _FONTS if path.exists())
    pdfmetrics.registerFont(TTFont("Serif", str(path)))
    style = ParagraphStyle("body", fontName="Serif", fontSize=14, leading=17, alignment=TA_JUSTIFY, firstLineIndent=36,
                           spaceAfter=6)  # fmt: skip
    story = [Paragraph(f"{number}. {_SENTENCE * 2}", style) for number in range(1, pages * 6)]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, leftMargin=85, rightMargin=42).build(story)
    return buffer.getvalue()


def _files(paths: Sequence[str]) -> list[SourceBytes]:
    if not paths:
        return [SourceBytes(name="made.pdf", data=made_plan(30))]
    return [SourceBytes(name=path, data=Path(path).read_bytes()) for path in paths]


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


def _rate(read: Callable[[Sequence[SourceBytes]], int], files: Sequence[SourceBytes]) -> float:
    """Pages a second of processor time (other work on the machine does not count), the better of two rounds."""
    rates = []
    for _ in range(2):
        start = time.process_time()
        pages = read(files)
        rates.append(pages / (time.process_time() - start))
    return max(rates)


def main(paths: Sequence[str] = ()) -> float:
    """The ratio of the two rates, printed with them."""
    files = _files(paths)
    ours, theirs = _rate(_reader_pages, files), _rate(_pdfplumber_pages, files)
    print(f"read_pdf                 {ours:8.1f} pages/s")
    print(f"pdfplumber.extract_text  {theirs:8.1f} pages/s")
    print(f"ratio                    {ours / theirs:8.1f} (goal {GOAL:.0f})")
    return ours / theirs


if __name__ == "__main__":
    main(sys.argv[1:])
