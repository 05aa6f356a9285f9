"""Plain text of any encoding to a Document; tables typed with tabs become cells.

The frozen text of a clean UTF-8 file in NFC is the file's text character for character, so offsets made in an editor
fit; only words broken into their letters are pulled together inside their line. A form feed ends a page.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.encodings.cleaning import clean
from ingest.encodings.detection import SAMPLE, Decoded, decode, undecoded, utf_16_without_bom
from ingest.grading import grade
from ingest.letter_spacing import CLOSED_UP, rejoined
from ingest.source import ReadError, SourceBytes
from ingest.typed_tables import tab_tables, with_cells
from schema.document import Block, BlockKind, Document, PageNote, Source
from schema.ledger import Reason

# A plan has a tenth of a megabyte of text; a hundred times that is no document.
TEXT_BYTES_MAX = 20_000_000
# Characters below 0x20 other than tab, line ends and form feed: no text has more than a few.
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0b\x0c\x1a\x1b")
CONTROL_SHARE_MAX = 0.01
# From this share of characters in impossible words on, a text (but for a very short one) was not decoded at all.
UNREADABLE_SHARE = 0.3
UNREADABLE_LENGTH_MIN = 60


def is_text(data: bytes) -> bool:
    """Whether ``data`` can be text of some encoding: hardly any control bytes (UTF-16 and UTF-32 are text, too)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff")):
        return True
    if utf_16_without_bom(data):
        return True
    sample = data[:65536]
    return len(sample) - len(sample.translate(None, _CONTROL)) <= CONTROL_SHARE_MAX * len(sample)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainText:
    """The cleaned text of a file, the page on which every line stands (None without form feeds), and the notes."""

    decoded: Decoded
    text: str
    breaks: tuple[int, ...]
    notes: tuple[PageNote, ...]


def plain_text(source: SourceBytes) -> PlainText:
    """The cleaned text of ``source``. Raises ReadError where it is empty, too large or in no known encoding."""
    if len(source.data) > TEXT_BYTES_MAX:
        raise ReadError(
            Reason.TOO_LARGE,
            f"Tệp văn bản {source.name} lớn hơn {TEXT_BYTES_MAX // 1_000_000} MB.",
            "Hãy tách tệp thành từng văn bản rồi nạp lại.",
        )
    decoded = decode(source.data)
    parts = decoded.text.split("\f")
    cleaned = [clean(part) for part in parts]
    typed = "\n".join(part.text for part in cleaned)
    text = rejoined(typed)
    refuse_rubbish(source.name, text)
    breaks: list[int] = []
    offset = 0
    for part in cleaned[:-1]:
        offset += len(part.text) + 1
        breaks.append(offset)
    notes = {note.code: note for part in cleaned for note in part.notes}
    if text != typed:
        notes[CLOSED_UP.code] = CLOSED_UP
    return PlainText(
        decoded=decoded, text=text, breaks=tuple(breaks), notes=(*_decoding_notes(decoded), *notes.values())
    )


def refuse_rubbish(name: str, text: str) -> None:
    """Raise ReadError where ``text`` holds nothing, or nothing that was decoded rightly."""
    if not any(map(str.isalnum, text)):
        raise ReadError(Reason.EMPTY, f"Tệp {name} không có chữ nào.", "Hãy kiểm tra lại tệp và gửi bản có nội dung.")
    if len(text) >= UNREADABLE_LENGTH_MIN and undecoded(text[:SAMPLE]) >= UNREADABLE_SHARE:
        raise ReadError(
            Reason.UNREADABLE_TEXT,
            f"Không nhận ra bảng mã của tệp {name}: chữ giải mã được không phải tiếng Việt.",
            "Hãy mở tệp bằng phần mềm soạn thảo, lưu lại dạng Unicode (UTF-8) rồi nạp lại.",
        )


def _decoding_notes(decoded: Decoded) -> Iterator[PageNote]:
    if decoded.encoding != "utf-8":
        yield PageNote(code="encoding", message=f"Bảng mã nhận được: {decoded.encoding}.")
    if decoded.mixed_lines:
        yield PageNote(code="mixed_encoding", message=f"Có {decoded.mixed_lines} dòng dùng bảng mã khác.")


def line_blocks(plain: PlainText) -> Iterator[Block]:
    """One LINE block per line that is not blank, white space at its end left out."""
    offset = page_index = 0
    for line in plain.text.split("\n"):
        if stripped := line.strip():
            start = offset + line.index(stripped[0])
            while page_index < len(plain.breaks) and plain.breaks[page_index] <= start:
                page_index += 1
            page = page_index + 1 if plain.breaks else None
            yield Block(start=start, end=start + len(stripped), kind=BlockKind.LINE, page=page)
        offset += len(line) + 1


def text_document(source: SourceBytes, plain: PlainText, blocks: tuple[Block, ...], *, reader: str) -> Document:
    """The Document of a decoded text with these blocks."""
    result, reasons = grade(plain.text)
    return Document(
        source=Source(
            name=source.name,
            sha256=source.sha256,
            media_type={"text": "text/plain", "markdown": "text/markdown"}[reader],
            reader=reader,
            pages=len(plain.breaks) + 1 if plain.breaks else None,
            encoding=plain.decoded.encoding,
            encoding_score=plain.decoded.score,
            notes=plain.notes,
        ),
        text=plain.text,
        blocks=blocks,
        grade=result,
        grade_reasons=reasons,
    )


def read_text(source: SourceBytes) -> Document:
    """The Document of a plain text file; see the module's word on offsets. Raises ReadError."""
    return typed_document(source, plain_text(source))


def typed_document(source: SourceBytes, plain: PlainText) -> Document:
    """The Document of a decoded text: lines, and the cells of tables typed with tabs."""
    blocks = with_cells(plain.text, line_blocks(plain), list(tab_tables(plain.text)))
    return text_document(source, plain, tuple(blocks), reader="text")
