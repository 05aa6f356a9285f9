"""The front door: content decides, every failure is a ReadError with its reason and a next step."""

import io
import random
import struct
import zlib
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ingest.images import is_image, pdf_of_images
from ingest.office import OLE_MAGIC
from ingest.read import READERS, read, read_path
from ingest.source import ReadError, SourceBytes
from schema.document import Document
from schema.ledger import Reason
from tests.ingest.docx_making import abstract, docx, level, num, numbered, paragraph, row, table, zipped
from tests.ingest.test_office import ole

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SENTENCE = "Ủy ban nhân dân xã ban hành kế hoạch cải cách hành chính năm 2023"
WORD = docx(paragraph(SENTENCE))


def source(name: str, data: bytes) -> SourceBytes:
    return SourceBytes(name=name, data=data)


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("a.pdf", WORD, "docx"),
        ("a.doc", WORD, "docx"),
        ("a.docx", SENTENCE.encode(), "text"),
        ("a.doc", f"<html><body><p>{SENTENCE}</p></body></html>".encode(), "html"),
        ("a.pdf", SENTENCE.encode("utf-16"), "text"),
    ],
)
def test_wrong_suffix_is_read_by_content_with_a_note(name: str, data: bytes, reader: str) -> None:
    document = read(source(name, data))
    assert document.text == SENTENCE
    assert document.source.reader == reader
    (note,) = [note for note in document.source.notes if note.code == "wrong_suffix"]
    assert f".{name.split('.')[1]}" in note.message


@pytest.mark.parametrize(("name", "data"), [("a.docx", WORD), ("a.txt", SENTENCE.encode()), ("khong-duoi", WORD)])
def test_right_suffix_or_none_needs_no_note(name: str, data: bytes) -> None:
    assert "wrong_suffix" not in [note.code for note in read(source(name, data)).source.notes]


def png_head(width: int, height: int) -> bytes:
    """What a PNG of this size begins with."""
    chunks = (b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0), b"IDAT" + zlib.compress(b""))
    parts = [struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


NOISE = random.Random(7).randbytes(3000)

REFUSED = [
    ("no bytes", "a.pdf", b"", Reason.EMPTY, "0 byte"),
    ("noise called PDF", "a.pdf", NOISE, Reason.CORRUPT, "không phải tệp PDF"),
    ("noise called DOCX", "a.docx", NOISE, Reason.CORRUPT, "không phải tệp DOCX"),
    ("noise", "a.bin", NOISE, Reason.UNSUPPORTED_FORMAT, "định dạng"),
    ("a spreadsheet", "a.xlsx", zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), Reason.UNSUPPORTED_FORMAT, "Excel"),
    ("a presentation", "a.pptx", zipped({"[Content_Types].xml": "", "ppt/p.xml": ""}), Reason.UNSUPPORTED_FORMAT, "PowerPoint"),
    ("an archive", "a.zip", zipped({"a.txt": "a"}), Reason.UNSUPPORTED_FORMAT, "tệp nén"),
    ("a foreign archive", "a.rar", b"Rar!\x1a\x07" + NOISE, Reason.UNSUPPORTED_FORMAT, "tệp nén"),
    ("a mail with files", "a.eml", b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x", Reason.UNSUPPORTED_FORMAT, "thư điện tử"),
    ("a truncated DOCX", "a.docx", WORD[:-50], Reason.CORRUPT, "hỏng"),
    ("a picture as large as a wall", "a.png", png_head(50_000, 50_000), Reason.TOO_LARGE, "quá lớn"),
    ("a broken picture", "a.png", b"\x89PNG\r\n\x1a\n" + NOISE, Reason.CORRUPT, "ảnh"),
    ("an old spreadsheet", "a.xls", ole("Workbook"), Reason.UNSUPPORTED_FORMAT, "Excel"),
    ("a truncated DOC", "a.doc", OLE_MAGIC + NOISE, Reason.CORRUPT, "không phải tệp DOC"),
]  # fmt: skip


@pytest.mark.parametrize(("proves", "name", "data", "reason", "says"), REFUSED, ids=[case[0] for case in REFUSED])
def test_refusals_name_the_file_the_fault_and_the_next_step(
    proves: str, name: str, data: bytes, reason: Reason, says: str
) -> None:
    with pytest.raises(ReadError) as refused:
        read(source(name, data))
    assert refused.value.reason is reason
    assert name in refused.value.message
    assert says in refused.value.message
    assert refused.value.next_step.startswith("Hãy ")


def test_missing_path_is_a_reading_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        read_path(tmp_path / "khong-co.pdf")


def test_readers_are_told_apart_by_their_names() -> None:
    assert len({name for name, _, _ in READERS}) == len(READERS)


def test_pictures_become_a_pdf_page_each() -> None:
    target = io.BytesIO()
    pages = [Image.new("RGB", (827, 1169), "white"), Image.new("L", (827, 1169), 255)]
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:])
    assert is_image(target.getvalue())
    made = pypdfium2.PdfDocument(pdf_of_images(source("a.tif", b""), [target.getvalue()]).data)
    # Without a resolution of its own a page is taken for A4 across.
    assert [round(made[number].get_width()) for number in range(len(made))] == [595, 595]


def sound(document: Document) -> None:
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        end = block.end


def read_or_refused(name: str, data: bytes) -> None:
    try:
        document = read(source(name, data))
    except ReadError as error:
        assert error.message
        assert error.next_step
        return
    sound(document)


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.docx", "a.html", "a.zip", "a"]))
def test_random_bytes_raise_only_the_reading_error(data: bytes, name: str) -> None:
    read_or_refused(name, data)


@given(
    st.sampled_from([b"PK\x03\x04", b"<html>", b"\xff\xfe", b"| a |\n", b"\x89PNG\r\n\x1a\n", b"II*\x00"]),
    st.binary(max_size=200),
)
def test_random_bytes_behind_magic_raise_only_the_reading_error(magic: bytes, data: bytes) -> None:
    read_or_refused("a.docx", magic + data)


RICH = docx(
    numbered("Mục đích", 1, 0)
    + table(row("STT", "Việc", "Ai"), row("1", "a", "b"))
    + paragraph('<w:ins w:id="1"><w:r><w:t>x</w:t></w:r></w:ins><w:r><w:footnoteReference w:id="2"/></w:r>'),
    numbering=abstract(0, level(0, "upperRoman", "%1.")) + num(1, 0),
    styles='<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>',
    parts={"footnotes:rF": f'<w:footnote w:id="2">{paragraph("Ghi chú")}</w:footnote>'},
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_mutated_word_files_raise_only_the_reading_error(data: st.DataObject) -> None:
    mutated = bytearray(RICH)
    for at in data.draw(st.lists(st.integers(0, len(RICH) - 1), min_size=1, max_size=8)):
        mutated[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(RICH)))
    read_or_refused("a.docx", bytes(mutated[: cut or None]))


XML = [
    "<w:p/>", "<w:p><w:r><w:t>a</w:t></w:r></w:p>", "<w:tbl/>", "<w:tbl><w:tr/></w:tbl>", "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>",
    '<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc><w:tc><w:tcPr><w:gridSpan w:val="-3"/></w:tcPr></w:tc></w:tr></w:tbl>',
    "<w:sdt/>", "<w:p><w:pPr><w:numPr/></w:pPr></w:p>", '<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>',
    '<w:p><w:r><w:sym w:char="zz"/><w:sym w:font="Symbol" w:char="FFFFFFFF"/></w:r></w:p>', "<w:p><w:r><w:fldChar/></w:r></w:p>",
    '<w:p><w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/></w:r></w:p>', "<w:sectPr><w:headerReference/></w:sectPr>",
    "<!-- x --><?x y?>", "<mc:AlternateContent/>", '<w:p><w:r><w:footnoteReference w:id="9"/></w:r></w:p>',
    '<w:p><w:pPr><w:pStyle w:val="?"/><w:ind w:left="NaN"/></w:pPr><w:r><w:pict/></w:r></w:p>',
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(XML), max_size=12))
def test_odd_but_well_formed_word_xml_raises_only_the_reading_error(parts: list[str]) -> None:
    body = "".join(parts)
    read_or_refused(
        "a.docx", docx(body + table(row(f"<w:tc>{body}</w:tc>", "x", "y")), numbering=abstract(0) + num(1, 0))
    )
