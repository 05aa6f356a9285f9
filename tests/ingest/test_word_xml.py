"""Word files kept as one XML text: Flat OPC and Word 2003 XML, under any name, keep their generated numbers."""

import base64
import io
import zipfile

import pytest
from lxml import etree

from ingest.docx_package import CELLS_MAX
from ingest.read import read
from ingest.source import ReadError, SourceBytes
from ingest.word_xml import is_word_xml
from schema.document import BlockKind, Document
from schema.ledger import Reason
from tests.ingest.docx_making import abstract, docx, level, num, numbered, paragraph, row, run, table
from tests.ingest.legacy_making import tcvn3

_PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"


def flat_opc(package: bytes, *, declared: bool = True) -> bytes:
    """The DOCX as Word saves it in one XML text."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in archive.namelist():
            if name == "[Content_Types].xml":
                continue
            data = archive.read(name)
            if name.endswith((".xml", ".rels")):
                inner = etree.tostring(etree.fromstring(data), encoding="unicode")
                content = f"<pkg:xmlData>{inner}</pkg:xmlData>"
            else:
                content = f"<pkg:binaryData>{base64.encodebytes(data).decode()}</pkg:binaryData>"
            parts.append(f'<pkg:part pkg:name="/{name}" pkg:contentType="a/b">{content}</pkg:part>')
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<?mso-application progid="Word.Document"?>\r\n'
    return f'{head if declared else ""}<pkg:package xmlns:pkg="{_PKG}">{"".join(parts)}</pkg:package>'.encode()


LISTS = abstract(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)")) + num(
    1, 0
)
PLAN = docx(
    paragraph("KẾ HOẠCH") + numbered("MỤC ĐÍCH", 1, 0) + numbered("Mục tiêu", 1, 1) + numbered("nội dung", 1, 2)
    + numbered("nội dung", 1, 2) + numbered("Yêu cầu", 1, 1) + numbered("NHIỆM VỤ", 1, 0),
    numbering=LISTS,
)  # fmt: skip
NUMBERS = "KẾ HOẠCH\n\nI. MỤC ĐÍCH\n\n1. Mục tiêu\n\na) nội dung\n\nb) nội dung\n\n2. Yêu cầu\n\nII. NHIỆM VỤ"
FLAT = flat_opc(PLAN)

_WORD_2003 = (
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:st1="urn:schemas-microsoft-com:office:smarttags"'
)


def list_level(number: int, form: int, text: str) -> str:
    """A level as Word 2003 writes it: its commonest format (figures) goes without saying."""
    named = f'<w:nfc w:val="{form}"/>' if form else ""
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/>{named}<w:suff w:val="Space"/><w:lvlText w:val="{text}"/></w:lvl>'


LISTS_2003 = (
    '<w:lists><w:listDef w:listDefId="0">'
    + list_level(0, 1, "%1.") + list_level(1, 0, "%2.") + list_level(2, 4, "%3)")
    + '</w:listDef><w:list w:ilfo="1"><w:ilst w:val="0"/></w:list></w:lists>'
)  # fmt: skip


def listed(text: str, number: int, shown: str) -> str:
    properties = (
        f'<w:listPr><w:ilvl w:val="{number}"/><w:ilfo w:val="1"/><wx:t wx:val="{shown}"/>'
        '<wx:font wx:val="Times New Roman"/></w:listPr>'
    )
    return paragraph(text, properties)


def word_2003(body: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
        f"<w:wordDocument {_WORD_2003} w:macrosPresent=\"no\" xml:space=\"preserve\">{LISTS_2003}"
        '<w:styles><w:style w:type="paragraph" w:default="on" w:styleId="Normal"/></w:styles>'
        f"<w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>"
    ).encode()  # fmt: skip


PLAN_2003 = word_2003(
    paragraph("KẾ HOẠCH") + "<wx:sub-section>" + listed("MỤC ĐÍCH", 0, "I.") + listed("Mục tiêu", 1, "1.")
    + listed("nội dung", 2, "a)") + listed("nội dung", 2, "b)") + listed("Yêu cầu", 1, "2.") + "</wx:sub-section>"
    + listed("NHIỆM VỤ", 0, "II.")
)  # fmt: skip


def document(name: str, data: bytes) -> Document:
    return read(SourceBytes(name=name, data=data))


NAMED = [
    ("Flat OPC", "kh.xml", FLAT, False),
    ("called .doc", "kh.doc", FLAT, True),
    ("called .docx", "kh.docx", FLAT, True),
    ("without suffix or declaration", "kh", flat_opc(PLAN, declared=False), False),
    ("in UTF-16", "kh.xml", FLAT.decode().replace("UTF-8", "UTF-16").encode("utf-16"), False),
    ("with a byte order mark", "kh.xml", b"\xef\xbb\xbf" + FLAT, False),
    ("Word 2003 XML", "kh.xml", PLAN_2003, False),
    ("Word 2003 XML called .doc", "kh.doc", PLAN_2003, True),
]


@pytest.mark.parametrize(("proves", "name", "data", "noted"), NAMED, ids=[case[0] for case in NAMED])
def test_numbers_survive(proves: str, name: str, data: bytes, noted: bool) -> None:
    found = document(name, data)
    assert found.text == NUMBERS
    assert found.source.sha256 == SourceBytes(name=name, data=data).sha256
    codes = [note.code for note in found.source.notes]
    assert "word_xml" in codes and ("wrong_suffix" in codes) is noted


def annotation(kind: str, content: str) -> str:
    return f'<aml:annotation aml:id="1" w:type="{kind}"><aml:content>{content}</aml:content></aml:annotation>'


NOTE = "<w:r><w:footnote><w:p><w:r><w:footnoteRef/></w:r>" + run("Ngày 01/01/2021") + "</w:p></w:footnote></w:r>"
OFF = '<w:vanish w:val="off"/>'
LEGACY_FONT = '<w:rFonts w:ascii=".VnTime" w:h-ansi=".VnTime"/>'
SAID_2003 = [
    ("a footnote stands behind its paragraph", f"<w:p>{run('Theo Nghị quyết 5')}{NOTE}{run(' thực hiện')}</w:p>",
     "Theo Nghị quyết 5 thực hiện\n\nNgày 01/01/2021"),
    ("smart tags wrap words", f"<w:p>{run('xã ')}<st1:place w:st=\"on\"><st1:City>{run('Phú Mỹ')}</st1:City></st1:place></w:p>",
     "xã Phú Mỹ"),
    ("changes are accepted", f"<w:p>{run('đạt ')}{annotation('Word.Deletion', run('80%'))}{annotation('Word.Insertion', run('90%'))}</w:p>",
     "đạt 90%"),
    ("comments are no text", f"<w:p>{run('đạt 90%')}{annotation('Word.Comment', paragraph('xem lại'))}</w:p>", "đạt 90%"),
    ("merged cells", table(row("STT", "Việc"), "<w:tr><w:tc><w:tcPr><w:vmerge w:val=\"restart\"/></w:tcPr>" + paragraph("1")
     + "</w:tc><w:tc>" + paragraph("a") + "</w:tc></w:tr>"), "STT\nViệc\n\n1\na"),
    ("a legacy font", paragraph(run(tcvn3("kế hoạch cải cách hành chính"), LEGACY_FONT)), "kế hoạch cải cách hành chính"),
    ("hidden text", f"<w:p>{run('a')}{run('b', '<w:vanish/>')}{run('c', OFF)}</w:p>", "ac"),
]  # fmt: skip


@pytest.mark.parametrize(("proves", "body", "text"), SAID_2003, ids=[case[0] for case in SAID_2003])
def test_word_2003_xml(proves: str, body: str, text: str) -> None:
    assert document("kh.xml", word_2003(body)).text == text


def test_running_lines_of_word_2003_xml() -> None:
    sections = f'<w:sectPr><w:hdr w:type="odd">{paragraph("UBND xã Phú Mỹ")}</w:hdr></w:sectPr>'
    found = document("kh.xml", word_2003(paragraph("KẾ HOẠCH") + sections))
    assert found.text == "KẾ HOẠCH\n\nUBND xã Phú Mỹ"
    assert found.blocks[-1].kind is BlockKind.HEADER


def in_flat(main: str) -> bytes:
    inner = f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{main}</pkg:xmlData></pkg:part>'
    return f'<?xml version="1.0"?><pkg:package xmlns:pkg="{_PKG}">{inner}</pkg:package>'.encode()


W_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SLIDES = FLAT.replace(b"word/", b"ppt/")
REFUSED = [
    ("cut off", FLAT[: len(FLAT) // 2], Reason.CORRUPT),
    ("cut off, Word 2003", PLAN_2003[:-200], Reason.CORRUPT),
    ("entities", FLAT.replace(b"<pkg:package", b'<!DOCTYPE a [<!ENTITY b "c">]><pkg:package', 1), Reason.BOMB),
    ("deep", in_flat(f"<w:document {W_NS}><w:body>{'<w:p>' * 400}{'</w:p>' * 400}</w:body></w:document>"), Reason.BOMB),
    ("deeper than any parser goes", in_flat("<a>" * 5000 + "</a>" * 5000), Reason.BOMB),
    ("deep, Word 2003", word_2003("<w:tbl>" * 400 + "</w:tbl>" * 400), Reason.BOMB),
    ("too many cells", in_flat("<w:tc></w:tc>" * (CELLS_MAX + 1)), Reason.TOO_LARGE),
    ("no text at all", flat_opc(docx(paragraph())), Reason.EMPTY),
    ("no base 64", FLAT.replace(b"</pkg:package>", b'<pkg:part pkg:name="/a"><pkg:binaryData>a</pkg:binaryData></pkg:part></pkg:package>'), Reason.CORRUPT),
    ("slides", SLIDES, Reason.UNSUPPORTED_FORMAT),
]  # fmt: skip


@pytest.mark.parametrize(("proves", "data", "reason"), REFUSED, ids=[case[0] for case in REFUSED])
def test_refused(proves: str, data: bytes, reason: Reason) -> None:
    with pytest.raises(ReadError) as error:
        document("kh.xml", data)
    assert error.value.reason is reason
    assert "kh.xml" in str(error.value) and error.value.next_step


@pytest.mark.parametrize(
    ("proves", "data"),
    [
        ("a page that names the namespace", f"<html><p>{_PKG} package</p></html>".encode()),
        ("Excel 2003 XML", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
        ("a DOCX", PLAN),
    ],
)
def test_what_it_is_not(proves: str, data: bytes) -> None:
    assert not is_word_xml(data)
