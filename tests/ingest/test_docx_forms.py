"""Word files of other make: tables of contents, rows in content controls, strict, macro and template packages."""

import io
import zipfile

import pytest

from ingest.docx import is_docx
from tests.ingest.docx_making import cell, docx, paragraph, row, run, table, zipped
from tests.ingest.test_docx import read, text_of

BEGIN, PARTED, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def entry(text: str) -> str:
    """A line of a table of contents: a link, a tab, and the page number as a field of its own."""
    page = f"{BEGIN}<w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r>{PARTED}{run('3')}{END}"
    return f'<w:hyperlink w:anchor="_Toc1">{run(text)}<w:r><w:tab/></w:r>{page}</w:hyperlink>'


CONTENTS = (
    paragraph("MỤC LỤC")
    + f"<w:p>{BEGIN}<w:r><w:instrText> TOC </w:instrText></w:r>{PARTED}{entry('I. MỤC ĐÍCH')}</w:p>"
    + f"<w:p>{entry('II. NHIỆM VỤ')}</w:p><w:p>{END}</w:p>"
)
CONTENTS_STYLE = '<w:style w:type="paragraph" w:styleId="Muclc1"><w:name w:val="toc 1"/></w:style>'
CONTENTS_FORMS = [
    ("a field over paragraphs", CONTENTS),
    ("in a content control", f"<w:sdt><w:sdtPr/><w:sdtContent>{CONTENTS}</w:sdtContent></w:sdt>"),
    (
        "by its style alone, as other programs leave it",
        paragraph("MỤC LỤC") + paragraph(run("I. MỤC ĐÍCH") + "<w:r><w:tab/><w:t>3</w:t></w:r>", '<w:pStyle w:val="Muclc1"/>'),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("proves", "contents"), CONTENTS_FORMS, ids=[case[0] for case in CONTENTS_FORMS])
def test_a_table_of_contents_does_not_double_the_headings(proves: str, contents: str) -> None:
    text = text_of(contents + paragraph("I. MỤC ĐÍCH") + paragraph("II. NHIỆM VỤ"), styles=CONTENTS_STYLE)
    assert text == "MỤC LỤC\n\nI. MỤC ĐÍCH\n\nII. NHIỆM VỤ"


def test_rows_and_cells_inside_content_controls_stand_in_their_table() -> None:
    body = table(
        row("STT", "Việc", "Ai"),
        f"<w:sdt><w:sdtContent>{row('1', 'b', 'c')}</w:sdtContent></w:sdt>",
        f"<w:tr><w:sdt><w:sdtContent>{cell('2')}</w:sdtContent></w:sdt>{cell('d')}{cell('e')}</w:tr>",
    )
    assert text_of(body) == "STT\nViệc\nAi\n\n1\nb\nc\n\n2\nd\ne"


def repacked(data: bytes, old: str, new: str) -> bytes:
    """The same file with other words in its parts, or in their names where ``old`` is a slash."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {}
        for name in archive.namelist():
            if old == "/":
                files[name.replace(old, new)] = archive.read(name)
            else:
                files[name] = archive.read(name).replace(old.encode(), new.encode())
    return zipped(files)


PLAIN = docx(paragraph("Kế hoạch"), styles='<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>')
STRICT = repacked(
    repacked(PLAIN, "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
             "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)  # fmt: skip
PACKAGES = [
    ("without styles", docx(paragraph("Kế hoạch"))),
    ("strict", STRICT),
    ("backslashes in the names of parts", repacked(PLAIN, "/", "\\")),
    ("with macros", repacked(PLAIN, "wordprocessingml.document.main+xml", "ms-word.document.macroEnabled.main+xml")),
    ("a template", repacked(PLAIN, "document.main+xml", "template.main+xml")),
]


@pytest.mark.parametrize(("proves", "data"), PACKAGES, ids=[case[0] for case in PACKAGES])
def test_packages_of_other_make(proves: str, data: bytes) -> None:
    assert is_docx(data)
    assert read(data).text == "Kế hoạch"
