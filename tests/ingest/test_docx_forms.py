"""Word files of other make: tables of contents, rows in content controls, strict, macro and template packages."""

import io
import zipfile

import pytest

from ingest.docx import is_docx
from ingest.letter_spacing import closed_up
from tests.ingest.docx_making import abstract, cell, docx, level, num, numbered, paragraph, row, run, table, zipped
from tests.ingest.legacy_making import viqr
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


def close(text: str) -> str:
    """The text of a numbered paragraph whose list sets its number close up."""
    numbering = abstract(0, level(0, "decimal", "%1.", '<w:suff w:val="nothing"/>')) + num(1, 0)
    return text_of(numbered(text, 1, 0), numbering=numbering)


CLOSE_UP = [
    ("a figure must not become part of the number", "100% hồ sơ", "1. 100% hồ sơ"),
    ("a word", "Mục đích", "1. Mục đích"),
    ("a typed space is enough", " Mục đích", "1. Mục đích"),
    ("a sign goes on", ": a", "1.: a"),
]


@pytest.mark.parametrize(("proves", "text", "shown"), CLOSE_UP, ids=[case[0] for case in CLOSE_UP])
def test_number_set_close_up(proves: str, text: str, shown: str) -> None:
    assert close(text) == shown


SEPARATOR = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
PROMPT = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click or tap here to enter text.')}</w:sdtContent></w:sdt>"
CHECK = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar></w:r>'
EMOJI = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx xmlns:w16se="urn:w16se"/></mc:Choice><mc:Fallback>'
    "<w:t>✔</w:t></mc:Fallback></mc:AlternateContent></w:r>"
)
ART = '<w:r><w:pict><v:shape id="{}"><v:textpath string="KẾ HOẠCH&#10;Cải cách hành chính"/></v:shape></w:pict></w:r>'
SHOWN = [
    ("a prompt that nobody filled in is a blank", paragraph(run("Số: ") + PROMPT + run("/KH-UBND")), "Số: /KH-UBND"),
    ("so is one in a paragraph of its own", paragraph("Mục tiêu") + PROMPT.replace("<w:r>", "<w:p><w:r>").replace("</w:r>", "</w:r></w:p>"), "Mục tiêu"),
    ("a ticked box of a form", paragraph(CHECK.format("<w:checked/>") + END + run(" Đạt")), "☑ Đạt"),
    ("an empty box of a form", paragraph(CHECK.format('<w:default w:val="0"/>') + END + run(" Đạt")), "☐ Đạt"),
    ("a sign for which Word keeps a fallback", paragraph(EMOJI + run(" Đạt")), "✔ Đạt"),
    ("text drawn as art", paragraph(ART.format("_x0000_s1026")) + paragraph("Năm 2024"), "KẾ HOẠCH\n\nCải cách hành chính\n\nNăm 2024"),
    ("a watermark is no text", paragraph(ART.format("PowerPlusWaterMarkObject1") + run("Năm 2024")), "Năm 2024"),
    ("a style separator joins heading and text", paragraph(run("1. Mục tiêu:"), SEPARATOR) + paragraph(" đạt 90%"), "1. Mục tiêu: đạt 90%"),
    ("nothing is lost where a table follows", paragraph(run("Phụ lục"), SEPARATOR) + table(row("Khung")), "Phụ lục\n\nKhung"),
    ("nor at the end", paragraph(run("Phụ lục"), "<w:rPr><w:del/></w:rPr>"), "Phụ lục"),
    ("small capitals are capitals", paragraph(run("tổ chức thực hiện", "<w:smallCaps/>")), "TỔ CHỨC THỰC HIỆN"),
    ("a letter of Wingdings is a bullet", paragraph(run("v", WINGDINGS) + run(" Chủ trì")), "- Chủ trì"),
    ("a tick of Wingdings is one", paragraph(run("ü", WINGDINGS) + run(" Chủ trì")), "✓ Chủ trì"),
    ("words in Wingdings are set so by mistake", paragraph(run("Chủ trì", WINGDINGS)), "Chủ trì"),
    ("a letter-spaced title", paragraph("K Ế  H O Ạ C H"), "KẾ HOẠCH"),
]  # fmt: skip


@pytest.mark.parametrize(("proves", "body", "text"), SHOWN, ids=[case[0] for case in SHOWN])
def test_what_word_shows(proves: str, body: str, text: str) -> None:
    assert text_of(body) == text


def test_what_is_left_out_of_a_form_is_recorded() -> None:
    diagram = '<w:drawing><d:relIds xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram"/></w:drawing>'
    source = read(docx(paragraph(run("Số: ") + PROMPT + run("/KH-UBND")) + paragraph(f"<w:r>{diagram}</w:r>"))).source
    assert [note.code for note in source.dropped] == ["prompt"]
    assert [note.code for note in source.notes] == ["images"]


def test_cells_merged_across_as_converters_write_it() -> None:
    first, rest = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    body = table(row("STT", "Việc", "Chủ trì", "Thời hạn"), row("1", cell("Việc A", first), cell("", rest), "Quý I"))
    places = [(b.cell.column, b.cell.column_span) for b in read(docx(body)).blocks if b.cell and b.cell.row == 1]
    assert places == [(0, 1), (1, 2), (3, 1)]


def test_a_style_separator_keeps_the_number_of_its_heading() -> None:
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    heading = paragraph(run("Mục tiêu:"), f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>{SEPARATOR}')
    blocks = read(docx(heading + paragraph(" đạt 90%") + numbered("Yêu cầu", 1, 0), numbering=numbering)).blocks
    assert [block.marker for block in blocks] == ["1.", "2."]


SPACED = [
    ("gaps of two widths part the words", "Q U Y Ế T  Đ Ị N H:", "QUYẾT ĐỊNH:"),
    ("gaps of one width: the syllables part them", "K Ế H O Ạ C H", "KẾ HOẠCH"),
    ("syllables help where the gaps are uneven", "C Ộ N G  H Ò A X Ã  H Ộ I", "CỘNG HÒA XÃ HỘI"),
    ("a part between tabs", "x\tP H Ụ   L Ụ C\ty", "x\tPHỤ LỤC\ty"),
    ("letters that are no words stay", "A B C D", "A B C D"),
    ("small letters are columns or signs", "a n h e", "a n h e"),
    ("a part of a line", "Theo K Ế H O Ạ C H này", "Theo KẾ HOẠCH này"),
]


@pytest.mark.parametrize(("proves", "typed", "shown"), SPACED, ids=[case[0] for case in SPACED])
def test_letter_spaced_titles_are_closed_up(proves: str, typed: str, shown: str) -> None:
    assert closed_up(typed) == shown


def test_viqr_is_decoded_in_word_files_beside_curly_quotes() -> None:
    words = "Ủy ban nhân dân xã ban hành kế hoạch cải cách hành chính “một cửa” đến năm 2025"
    assert text_of(paragraph(viqr(words))) == words


HEAD = ("STT", "Việc", "Ai")
LIST = abstract(0, level(0, "decimal", "%1")) + num(1, 0)
AUTO = cell(numbered("", 1, 0))
GOING_ON = [
    ("numbers by themselves, one list", [HEAD, (AUTO, "a", "x")], [(AUTO, "b", "y")], 1),
    ("the rows of a group whose name ended the page", [HEAD, ("2", "a", "x"), ("II", "Thể chế", "")], [("1", "b", "y")], 1),
    ("the next group", [HEAD, ("I", "Thể chế", ""), ("1", "a", "x")], [("II", "Thủ tục", ""), ("1", "b", "y")], 1),
    ("numbers behind a group row", [HEAD, ("3", "a", "x"), ("II", "b", "")], [("4", "c", "y")], 1),
    ("groups from the first on are another table", [HEAD, ("1", "a", "x")], [("I", "b", ""), ("1", "c", "y")], 2),
    ("numbers from one on, too", [HEAD, ("1", "a", "x")], [("1", "b", "y")], 2),
]  # fmt: skip


@pytest.mark.parametrize(("proves", "upper", "lower", "tables"), GOING_ON, ids=[case[0] for case in GOING_ON])
def test_tables_that_go_on_behind_a_page_break(
    proves: str, upper: list[tuple[str, ...]], lower: list[tuple[str, ...]], tables: int
) -> None:
    body = table(*(row(*line) for line in upper)) + paragraph() + table(*(row(*line) for line in lower))
    found = [block.cell for block in read(docx(body, numbering=LIST)).blocks if block.cell]
    assert len({one.table for one in found}) == tables


def with_chunk(body: str, chunk: bytes, name: str) -> bytes:
    """A Word file with a document embedded whole where ``body`` says."""
    with zipfile.ZipFile(io.BytesIO(docx(body))) as archive:
        files: dict[str, str | bytes] = {one: archive.read(one) for one in archive.namelist()}
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    relation = f'<Relationship Id="c1" Type="{kind}" Target="{name}"/></Relationships>'
    part = "word/_rels/document.xml.rels"
    files[part] = archive_text(files[part]).replace("</Relationships>", relation)
    return zipped(files | {f"word/{name}": chunk})


def archive_text(content: str | bytes) -> str:
    return content if isinstance(content, str) else content.decode()


AROUND = paragraph("trước") + '<w:altChunk r:id="c1"/>' + paragraph("sau")
GRID = table(row(*HEAD), row("1", "a", "x"))
PAGE = "<html><body><p>Kế hoạch</p></body></html>".encode()
CHUNKS = [
    ("a web page stands in its place", with_chunk(AROUND, PAGE, "a.html"), "trước\n\nKế hoạch\n\nsau"),
    ("a Word file alone", with_chunk('<w:altChunk r:id="c1"/>', docx(paragraph("Kế hoạch")), "a.docx"), "Kế hoạch"),
    ("named twice it stands once", with_chunk('<w:altChunk r:id="c1"/>' * 2, PAGE, "a.html"), "Kế hoạch"),
]


@pytest.mark.parametrize(("proves", "data", "text"), CHUNKS, ids=[case[0] for case in CHUNKS])
def test_documents_embedded_whole(proves: str, data: bytes, text: str) -> None:
    assert read(data).text == text


def test_tables_of_an_embedded_document_are_tables_of_their_own() -> None:
    document = read(with_chunk(GRID + '<w:altChunk r:id="c1"/>' + GRID, docx(GRID), "a.docx"))
    assert [block.cell.table for block in document.blocks if block.cell and block.cell.column == 0] == [
        0,
        0,
        1,
        1,
        2,
        2,
    ]


def test_an_embedded_document_that_cannot_be_read_is_told() -> None:
    document = read(with_chunk(AROUND, b"\x00\x01", "a.bin"))
    assert document.text == "trước\n\nsau"
    assert [note.code for note in document.source.notes] == ["chunks"]


HEAD = row("STT", "Việc", "Ai")
TOUCHING = [
    ("the numbers go on", table(HEAD, row("1", "a", "b"), row("2", "c", "d")), table(row("3", "e", "f")), 1),
    ("they restart under another head", table(HEAD, row("1", "a", "b"), row("2", "c", "d")),
     table(row("TT", "Chỉ tiêu", "Mức"), row("1", "e", "f")), 2),
    ("they restart under the same head", table(HEAD, row("1", "a", "b"), row("2", "c", "d")), table(HEAD, row("1", "e", "f")), 2),
    ("they restart without a head", table(HEAD, row("1", "a", "b"), row("2", "c", "d")), table(row("1", "e", "f")), 2),
    ("they restart below a group", table(HEAD, row("1", "a", "b"), row("2", "c", "d"), row("II", "Nhóm", "")), table(row("1", "e", "f")), 1),
]  # fmt: skip


@pytest.mark.parametrize(("proves", "upper", "lower", "count"), TOUCHING, ids=[case[0] for case in TOUCHING])
def test_tables_that_touch(proves: str, upper: str, lower: str, count: int) -> None:
    document = read(docx(upper + lower))
    assert len({block.cell.table for block in document.blocks if block.cell}) == count
