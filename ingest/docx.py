"""A Word file (DOCX) to a Document: what Word shows, in reading order, with its generated numbers.

Changes are read as accepted; hidden text, page numbers and tables of contents stay out of the text. Running heads and
feet stand once at its end, as blocks of their own kind. Text in a TCVN3 or VNI font is decoded run by run.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from ingest.docx_chunks import Chunks
from ingest.docx_fonts import Decoder, decoded, decoders_of
from ingest.docx_labels import Labels
from ingest.docx_numbering import load_numbering
from ingest.docx_package import BROKEN_MEMBER, R_ID, Element, Package, W, corrupt, member_name, open_package
from ingest.docx_story import Raw, StoryReader, marked
from ingest.docx_styles import Styles, attribute, is_on, to_int
from ingest.docx_table import is_letterhead, raw_text
from ingest.encodings.cleaning import clean
from ingest.grading import grade
from ingest.images import is_image, is_page, read_images
from ingest.layout import Piece, compose, split_lines
from ingest.letter_spacing import CLOSED_UP, closed_up
from ingest.markup import is_html, read_html
from ingest.source import ReadError, SourceBytes
from schema.document import Block, BlockKind, Document, PageNote, Source
from schema.ledger import Reason
from schema.text import squeeze

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_R_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
# A file with no more text than this beside pictures as large as pages is a scan.
_CAPTION_MAX = 150
_RUNNING = {W + "headerReference": BlockKind.HEADER, W + "footerReference": BlockKind.FOOTER}
_RUNNING_LETTERS_MIN = 2


def is_docx(data: bytes) -> bool:
    """Whether ``data`` is a ZIP that holds a Word document (also a damaged or macro-enabled one)."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(map(member_name, archive.namelist()))
    except BROKEN_MEMBER:
        return b"word/document" in data or (b"[Content_Types].xml" in data[:2000] and b"word/" in data)
    typed = "[Content_Types].xml" in names and any(name.startswith("word/") for name in names)
    return typed or "word/document.xml" in names


def read_docx(source: SourceBytes) -> Document:
    """The Document of a Word file. Raises ReadError where it is damaged, encrypted, empty or too large."""
    return read_converted(source, Labels(lines=()))


def has_lists(data: bytes) -> bool:
    """Whether the Word file numbers paragraphs by itself."""
    return (open_package(SourceBytes(name="", data=data)).related("numbering")) is not None


def read_converted(source: SourceBytes, labels: Labels) -> Document:
    """The Document of a DOCX that another program wrote, its numbers checked by what that program shows."""
    package = open_package(source)
    try:
        return _read(source, package, labels)
    except RecursionError as error:
        raise corrupt(source.name) from error


def _read(source: SourceBytes, package: Package, labels: Labels) -> Document:
    main = package.xml(package.main)
    body = None if main is None else main.find(W + "body")
    if main is None or body is None:
        raise corrupt(source.name)
    chunks = Chunks(package=package, read=_read_chunk)
    reader = _story_reader(package, main, labels, chunks)
    letterhead, running = _running(package, body, reader)
    raws = [*letterhead, *reader.read(body), *running]
    decoders = decoders_of([marked(raw) for raw in raws])
    notes: dict[str, PageNote] = _decoding_notes(decoders)
    text, blocks = compose(piece for raw in raws for piece in _pieces(raw, decoders, notes))
    if not any(map(str.isalnum, text)):
        return _without_text(source, package, reader)
    if len(text) <= _CAPTION_MAX and (scanned := [picture for picture in _pictures(package) if is_page(picture)]):
        return _of_pictures(source, scanned, text)
    result, reasons = grade(text)
    if reader.images:
        notes["images"] = PageNote(
            code="images", message=f"Có {reader.images} hình ảnh, chữ trong hình không được đọc."
        )
    if chunks.unread:
        notes["chunks"] = PageNote(code="chunks", message=f"Có {chunks.unread} văn bản nhúng trong tệp không được đọc.")
    return Document(
        source=Source(
            name=source.name,
            sha256=source.sha256,
            media_type=MEDIA_TYPE,
            reader="docx",
            pages=_pages(package, reader),
            dropped=_dropped(reader, text, blocks),
            tables=tuple(reader.joined),
            notes=tuple(notes.values()),
        ),
        text=text,
        blocks=blocks,
        grade=result,
        grade_reasons=reasons,
    )


def _read_chunk(source: SourceBytes) -> Document | None:
    if is_docx(source.data):
        return read_docx(source)
    return read_html(source) if is_html(source.data) else None


def _story_reader(package: Package, main: Element, labels: Labels, chunks: Chunks) -> StoryReader:
    styles = Styles(root=package.related("styles"))
    notes = {
        kind: {note.get(W + "id", ""): note for note in root if attribute(note, "type") is None}
        for kind in ("footnotes", "endnotes")
        if (root := package.related(kind)) is not None
    }
    rendered = main.find(f".//{W}lastRenderedPageBreak") is not None
    return StoryReader(
        styles=styles,
        numbering=load_numbering(package.related("numbering"), styles),
        labels=labels,
        notes=notes,
        page=1 if rendered else None,
        chunks=chunks.pieces,
    )


def _running(package: Package, body: Element, reader: StoryReader) -> tuple[list[Raw], list[Raw]]:
    """The first page's head where it is the document's own head (issuer and motto), and all other heads and feet."""
    parts = package.relations(package.main)
    letterhead: list[Raw] = []
    running: list[Raw] = []
    seen: set[str] = set()
    for section in body.iter(W + "sectPr"):
        titled = is_on(section.find(W + "titlePg"))
        for reference in section:
            kind = _RUNNING.get(reference.tag)
            part = parts.get(reference.get(R_ID, ""), ("", ""))[1]
            root = package.xml(part) if kind and part and part not in seen else None
            if kind is None or root is None:
                continue
            seen.add(part)
            shown_first = attribute(reference, "type") == ("first" if titled else "default")
            pieces = list(reader.read(root))
            if kind is BlockKind.HEADER and shown_first and not letterhead and is_letterhead(raw_text(root)):
                letterhead = pieces
            else:
                running += [replace(piece, kind=kind, cell=None, page=None, marker=None) for piece in pieces]
    return letterhead, _once(running)


def _once(running: list[Raw]) -> list[Raw]:
    """Each head or foot once (sections repeat them), without bare page numbers."""
    distinct: dict[str, Raw] = {}
    for raw in running:
        text = squeeze(raw.text)
        if sum(map(str.isalpha, text)) >= _RUNNING_LETTERS_MIN:
            distinct.setdefault(text, raw)
    return list(distinct.values())


def _pieces(raw: Raw, decoders: dict[str | None, Decoder], notes: dict[str, PageNote]) -> Iterator[Piece]:
    cleaned = clean(decoded(marked(raw), decoders))
    for note in cleaned.notes:
        # Counts differ by paragraph; one note of each kind says enough.
        notes.setdefault(note.code, note)
    text = closed_up(cleaned.text)
    if text != cleaned.text:
        notes[CLOSED_UP.code] = CLOSED_UP
    marker = raw.marker and clean(decoded(marked(raw)[:1], decoders)).text.strip()
    yield from split_lines(
        Piece(
            text=text,
            kind=raw.kind,
            before=raw.before,
            page=raw.page,
            cell=raw.cell,
            marker=marker or None,
            bold=raw.bold,
            centered=raw.centered,
            indent=raw.indent,
        )
    )


def _dropped(reader: StoryReader, text: str, blocks: tuple[Block, ...]) -> tuple[PageNote, ...]:
    """What is out of the running text: heads and feet (blocks of their own at the end), hidden text."""
    dropped = [
        PageNote(code=block.kind.value, message=text[block.start : block.end])
        for block in blocks
        if block.kind in (BlockKind.HEADER, BlockKind.FOOTER)
    ]
    if reader.hidden:
        dropped.append(PageNote(code="hidden", message=f"Đã bỏ {reader.hidden} đoạn chữ ẩn."))
    if reader.prompts:
        message = f"Đã bỏ {reader.prompts} lời nhắc trong ô nhập liệu chưa được điền."
        dropped.append(PageNote(code="prompt", message=message))
    return tuple(dropped)


def _decoding_notes(decoders: dict[str | None, Decoder]) -> dict[str, PageNote]:
    return {
        f"font:{font}": PageNote(code="legacy_font", message=f"Chữ phông {font or 'mặc định'} đã đổi sang Unicode.")
        for font in decoders
    }


def _without_text(source: SourceBytes, package: Package, reader: StoryReader) -> Document:
    """The Document of a Word file that only wraps scanned pages. Raises ReadError where it is empty."""
    pictures = [data for data in _pictures(package) if is_image(data)]
    if reader.images and pictures:
        return read_images(source, pictures, MEDIA_TYPE)
    raise ReadError(
        Reason.EMPTY, f"Tệp Word {source.name} không có chữ nào.", "Hãy kiểm tra lại tệp và gửi bản có nội dung."
    )


def _of_pictures(source: SourceBytes, scanned: list[bytes], typed: str) -> Document:
    """The Document of scanned pages beside which a few words were typed; these are recorded."""
    document = read_images(source, scanned, MEDIA_TYPE)
    note = PageNote(code="beside_scan", message=f"Chữ gõ ngoài trang quét: {squeeze(typed)}")
    return replace(document, source=replace(document.source, dropped=(*document.source.dropped, note)))


def _pictures(package: Package) -> Iterator[bytes]:
    """The pictures of the body in the order in which they are shown, each once."""
    main = package.xml(package.main)
    relations = package.relations(package.main)
    shown = [item.get(_R_EMBED) or item.get(R_ID) for item in main.iter(_BLIP, _IMAGE_DATA)] if main is not None else []
    for relation in dict.fromkeys(shown):
        data = package.data(relations.get(relation or "", ("", ""))[1])
        if data is not None:
            yield data


def _pages(package: Package, reader: StoryReader) -> int | None:
    """The number of pages as Word counted them when it last laid the document out; None if it never did."""
    if reader.page is None:
        return None
    root = package.xml("docProps/app.xml")
    stored = None if root is None else next((to_int(item.text) for item in root.iter("{*}Pages")), None)
    return max(reader.page, stored or 0)
