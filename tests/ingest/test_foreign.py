"""What comes by mistake is refused with its kind and a next step; pictures and frames in odd wrappings are read."""

import io
import zipfile
from email.message import EmailMessage

import pytest
from PIL import Image

from ingest.foreign import is_foreign
from ingest.images import image_type, is_page
from ingest.office import OLE_MAGIC, office_suffix
from ingest.read import read
from ingest.source import ReadError, SourceBytes
from schema.ledger import Reason
from tests.ingest.docx_making import cell, docx, paragraph, row, table, zipped
from tests.ingest.test_docx import text_of

PLAN = docx(paragraph("KẾ HOẠCH"))


def mail(*, attached: bool) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "Kế hoạch", "vanthu@example.gov.vn"
    message.set_content("Kính gửi kế hoạch của xã")
    if attached:
        message.add_attachment(PLAN, maintype="application", subtype="octet-stream", filename="kế hoạch.docx")
    return message.as_bytes()


SHEET_XML = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Table/></Workbook>'
SIGNED = b"\x30\x82\x10\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02" + bytes(range(256))
REFUSED = [
    ("a mail", "a.eml", mail(attached=True), "thư điện tử"),
    ("a mail without a file", "a.eml", mail(attached=False), "thư điện tử"),
    ("of Outlook", "a.msg", OLE_MAGIC + bytes(504) + "__substg1.0_0037001F".encode("utf-16-le"), "Outlook"),
    ("a photo of a telephone", "a.heic", b"\0\0\0\x18ftypheic" + bytes(range(256)), "HEIC"),
    ("a signed package", "a.p7m", SIGNED, "ký số"),
    ("a spreadsheet of 2003", "a.xml", SHEET_XML, "Excel"),
    ("a link", "a.gdoc", b'{"url": "https://docs.google.com/open?id=a"}', "Google Docs"),
    ("a link to a page", "a.url", b"[InternetShortcut]\r\nURL=https://example.vn/a.pdf", "lối tắt"),
    ("a link of Windows", "kh.docx", b"L\0\0\0\x01\x14\x02\0" + bytes(100), "Windows"),
    ("a drawing", "a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><text>a</text></svg>', "SVG"),
    ("... with a prolog", "a.svg", b'<?xml version="1.0"?>\n<!-- a --><!-- b -->\n<svg width="1"/>', "SVG"),
    ("tar", "a.tar", b"kh.txt".ljust(257, b"\0") + b"ustar\x0000" + bytes(300), "nén"),
    ("a spreadsheet of LibreOffice", "a.ods", b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "LibreOffice"),
    ("Pages", "a.pages", zipped({"Index/Document.iwa": b"\0"}), "Pages"),
    ("XPS", "a.xps", zipped({"[Content_Types].xml": "", "Documents/1/Pages/1.fpage": ""}), "XPS"),
]  # fmt: skip


@pytest.mark.parametrize(("proves", "name", "data", "kind"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_it_is_and_what_to_do(proves: str, name: str, data: bytes, kind: str) -> None:
    with pytest.raises(ReadError) as error:
        read(SourceBytes(name=name, data=data))
    assert error.value.reason is Reason.UNSUPPORTED_FORMAT
    assert name in str(error.value) and kind in str(error.value) and error.value.next_step


@pytest.mark.parametrize(
    ("proves", "data"),
    [
        ("a plan that names a mail's fields", "KẾ HOẠCH\nSubject: a\nMIME-Version: nhắc đến".encode()),
        ("a page of a browser", b"MIME-Version: 1.0\nSubject: a\nContent-Type: multipart/related; type=\"text/html\"\n\n<html>"),
        ("a page with a drawing", b"<html><body><svg></svg><p>a</p></body></html>"),
        ("... as XHTML", b'<?xml version="1.0"?><html><body><svg width="1"></svg><p>a</p></body></html>'),
        ("a DOCX", PLAN),
    ],
)  # fmt: skip
def test_what_is_a_document_after_all(proves: str, data: bytes) -> None:
    assert not is_foreign(data)


def picture(form: str, size: tuple[int, int] = (40, 30)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "white").save(target, form)
    return target.getvalue()


@pytest.mark.parametrize("form", ["BMP", "GIF", "WEBP", "PNG", "JPEG", "TIFF"])
def test_pictures_are_known(form: str) -> None:
    assert image_type(picture(form)) == f"image/{form.lower()}"


def test_a_text_that_begins_like_a_bitmap() -> None:
    assert image_type("BM tổng hợp kế hoạch cải cách hành chính".encode()) is None


def test_a_seal_is_no_page() -> None:
    assert is_page(picture("PNG", (1200, 1700))) and not is_page(picture("PNG", (300, 300))) and not is_page(b"a")


def with_picture(drawn: str, typed: str) -> bytes:
    """A DOCX of one picture as large as a page, shown by ``drawn``, below the words ``typed``."""
    made = docx(paragraph(typed) + f"<w:p><w:r>{drawn}</w:r></w:p>", parts={"styles:rS": "<w:style/>"})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    relation = b'<Relationship Id="rP" Type="a/image" Target="media/a.png"/></Relationships>'
    name = "word/_rels/document.xml.rels"
    files[name] = bytes(files[name]).replace(b"</Relationships>", relation)  # type: ignore[arg-type]
    return zipped(files | {"word/media/a.png": picture("PNG", (1240, 1754))})


DRAWING = (
    '<w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="rP"/></w:drawing>'
)
VML = '<w:pict><v:shape><v:imagedata r:id="rP"/></v:shape></w:pict>'


@pytest.mark.parametrize(
    ("proves", "drawn", "typed"),
    [
        ("a drawing", DRAWING, ""),
        ("an old picture", VML, ""),
        ("a few words beside it", DRAWING, "Trang 1"),
    ],
)
def test_a_scan_in_a_word_file_needs_ocr(proves: str, drawn: str, typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.pdf.can_recognise", lambda: False)
    with pytest.raises(ReadError) as error:
        read(SourceBytes(name="a.docx", data=with_picture(drawn, typed)))
    assert error.value.reason is Reason.NEEDS_OCR


FRAMES = [
    ("rows of one cell", table(row("KẾ HOẠCH"), row("I. MỤC TIÊU")), "KẾ HOẠCH\n\nI. MỤC TIÊU"),
    ("an empty column beside the text", table(row("", "KẾ HOẠCH"), row("", "I. MỤC TIÊU")), "KẾ HOẠCH\n\nI. MỤC TIÊU"),
    ("one cell", table(row(cell(paragraph("KẾ HOẠCH") + paragraph("I. MỤC TIÊU")))), "KẾ HOẠCH\n\nI. MỤC TIÊU"),
]


@pytest.mark.parametrize(("proves", "body", "text"), FRAMES, ids=[case[0] for case in FRAMES])
def test_a_table_that_only_frames_the_text(proves: str, body: str, text: str) -> None:
    assert text_of(body) == text


def test_flat_opendocument_goes_through_libreoffice() -> None:
    flat = '<?xml version="1.0"?><office:document xmlns:office="a" office:mimetype="application/vnd.oasis.opendocument.text">'
    assert office_suffix(flat.encode()) == ".fodt"
    with pytest.raises(ReadError) as error:
        read(SourceBytes(name="a.fodt", data=flat.encode() + b"<a>" * 3000))
    assert error.value.reason in (Reason.BOMB, Reason.CORRUPT)


def test_a_word_in_a_truncated_word_file_makes_no_workbook_of_it() -> None:
    data = OLE_MAGIC + bytes(504) + "Bookmark".encode("utf-16-le") + bytes(1000)
    with pytest.raises(ReadError) as caught:
        read(SourceBytes(name="ke-hoach.doc", data=data))
    assert caught.value.reason is Reason.CORRUPT
