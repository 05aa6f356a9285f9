"""Pictures of pages (JPEG, PNG, TIFF, BMP, GIF, WebP) to a Document: wrapped into a PDF, which the PDF reader sends
through OCR."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

from PIL import Image, ImageSequence

from ingest.source import ReadError, SourceBytes
from schema.document import Document
from schema.ledger import Reason

_MAGIC = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
_BMP_HEADERS = frozenset(size.to_bytes(4, "little") for size in (12, 40, 52, 56, 108, 124))
PAGES_MAX = 300
_PAGE_PIXELS_MIN = 700
PIXELS_MAX = 120_000_000
# A camera writes 72 or nothing; a page is then taken for A4 across.
_DPI_MIN = 100
_A4_INCHES = 8.27
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError)


def image_type(data: bytes) -> str | None:
    """The media type of a picture that OCR can read; None for everything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    # "BM" opens texts, too: the reserved bytes and the size of the header tell.
    if data[:2] == b"BM" and data[6:10] == bytes(4) and data[14:18] in _BMP_HEADERS:
        return "image/bmp"
    return next((name for magic, name in _MAGIC.items() if data.startswith(magic)), None)


def is_image(data: bytes) -> bool:
    """Whether ``data`` is a picture that OCR can read."""
    return image_type(data) is not None


def is_page(data: bytes) -> bool:
    """Whether ``data`` is a picture large enough to be a scanned page; a seal or a logo is not."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            return is_image(data) and min(image.size) >= _PAGE_PIXELS_MIN
    except _BROKEN:
        return False


def read_images(source: SourceBytes, pictures: Iterable[bytes], media_type: str) -> Document:
    """The Document of a source that consists of pictures of pages. Raises ReadError."""
    from ingest.pdf import read_pdf  # PDFium loads only where it is needed

    document = read_pdf(pdf_of_images(source, pictures))
    return replace(document, source=replace(document.source, sha256=source.sha256, media_type=media_type))


def pdf_of_images(source: SourceBytes, pictures: Iterable[bytes]) -> SourceBytes:
    """A PDF under the name of ``source`` with one page per picture. Raises ReadError on broken or huge pictures."""
    try:
        pages = [page for picture in pictures for page in _pages(source, picture)]
        target = io.BytesIO()
        if not pages:
            raise OSError("no picture")
        pages[0].save(target, "PDF", save_all=True, append_images=pages[1:], resolution=_resolution(pages[0]))
    except Image.DecompressionBombError as error:
        raise _too_large(source) from error
    except _BROKEN as error:
        raise ReadError(
            Reason.CORRUPT,
            f"Tệp ảnh {source.name} bị hỏng, không mở được.",
            "Hãy quét hoặc chụp lại văn bản rồi nạp lại, tốt nhất ở dạng PDF.",
        ) from error
    return SourceBytes(name=source.name, data=target.getvalue())


def _pages(source: SourceBytes, picture: bytes) -> Iterator[Image.Image]:
    with Image.open(io.BytesIO(picture)) as image:
        for number, frame in enumerate(ImageSequence.Iterator(image)):
            if frame.width * frame.height > PIXELS_MAX or number >= PAGES_MAX:
                raise _too_large(source)
            page = frame.convert("RGB")
            page.info["dpi"] = image.info.get("dpi", (0, 0))
            yield page


def _too_large(source: SourceBytes) -> ReadError:
    return ReadError(
        Reason.TOO_LARGE,
        f"Ảnh trong tệp {source.name} quá lớn hoặc có quá nhiều trang.",
        "Hãy quét lại ở độ phân giải 200-300 dpi rồi nạp lại.",
    )


def _resolution(page: Image.Image) -> float:
    given = float(page.info["dpi"][0])
    return given if given >= _DPI_MIN else max(_DPI_MIN, min(page.width, page.height) / _A4_INCHES)
