"""What a Word file shows, in reading order."""

import io
import zipfile

import pytest

from ingest.docx import is_docx, read_docx
from ingest.source import ReadError, SourceBytes
from schema.document import BlockKind, Document
from schema.ledger import Reason
from tests.ingest.docx_making import (
    NS,
    abstract,
    cell,
    docx,
    level,
    num,
    numbered,
    paragraph,
    row,
    run,
    table,
    zipped,
)


def read(data: bytes) -> Document:
    return read_docx(SourceBytes(name="ke-hoach.docx", data=data))


def text_of(body: str, **parts: object) -> str:
    return read(docx(body, **parts)).text  # type: ignore[arg-type]


NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
BOX = "<w:txbxContent><w:p><w:r><w:t>trong khung</w:t></w:r></w:p></w:txbxContent>"
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)

BODIES = [
    (
        "tracked changes are read as accepted",
        paragraph('<w:ins w:id="1">' + run("đến năm 2025") + "</w:ins><w:del><w:r><w:delText>2024</w:delText></w:r></w:del>"),
        "đến năm 2025",
    ),
    (
        "moved text stands where it was moved to",
        paragraph("<w:moveFrom>" + run("xã") + "</w:moveFrom>" + run("Ủy ban ") + "<w:moveTo>" + run("xã") + "</w:moveTo>"),
        "Ủy ban xã",
    ),
    (
        "a deleted paragraph mark joins two paragraphs",
        '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>' + run("Ủy ban ") + "</w:p>" + paragraph("nhân dân xã"),
        "Ủy ban nhân dân xã",
    ),
    ("a content control is text", f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Mục tiêu')}</w:sdtContent></w:sdt>", "Mục tiêu"),
    (
        "a content control inside a line is text",
        paragraph(run("Số: ") + f"<w:sdt><w:sdtContent>{run('49')}</w:sdtContent></w:sdt>" + run("/KH-UBND")),
        "Số: 49/KH-UBND",
    ),
    ("a link shows its text", paragraph(f'<w:hyperlink r:id="x">{run("Nghị quyết 76/NQ-CP")}</w:hyperlink>'), "Nghị quyết 76/NQ-CP"),
    ("a field shows its result", paragraph(FIELD.format(code="MERGEFIELD xa", shown="Tân Bình")), "Tân Bình"),
    ("a page number is no text", paragraph(run("Trang") + FIELD.format(code=" PAGE ", shown="7")), "Trang"),
    ("an unfinished field swallows nothing", paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("a")) + paragraph("b"), "a\n\nb"),
    ("hidden text is not shown", paragraph(run("Kế hoạch") + run(" nháp", "<w:vanish/>")), "Kế hoạch"),
    ("capitals by format are capitals", paragraph(run("kế hoạch", "<w:caps/>")), "KẾ HOẠCH"),
    (
        "hyphens and tabs are characters",
        paragraph("<w:r><w:t>NĐ</w:t><w:noBreakHyphen/><w:t>CP</w:t><w:tab/><w:t>hành</w:t><w:softHyphen/><w:t>chính</w:t></w:r>"),
        "NĐ-CP\thànhchính",
    ),
    (
        "signs of symbol fonts keep their meaning; a bullet becomes a dash",
        paragraph('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t xml:space="preserve"> Tỷ lệ </w:t>'
                  '<w:sym w:font="Symbol" w:char="F0B3"/><w:t xml:space="preserve"> 90%</w:t></w:r>'),
        "- Tỷ lệ ≥ 90%",
    ),
    ("line breaks part lines", paragraph("<w:r><w:t>ỦY BAN NHÂN DÂN</w:t><w:br/><w:t>XÃ TÂN BÌNH</w:t></w:r>"), "ỦY BAN NHÂN DÂN\nXÃ TÂN BÌNH"),
    (
        "a text box is read once, though Word stores it twice",
        paragraph(run("ngoài khung") + f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx>"
                  f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
                  "</mc:AlternateContent></w:r>"),
        "ngoài khung\n\ntrong khung",
    ),
    (
        "the document's head comes column by column",
        table(row("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), row("Số: 49/KH-UBND", "Tân Bình, ngày 29 tháng 9 năm 2021"), borders=""),
        "ỦY BAN NHÂN DÂN\n\nSố: 49/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nTân Bình, ngày 29 tháng 9 năm 2021",
    ),
    (
        "recipients before the signature",
        table(row(cell(paragraph("Nơi nhận:") + paragraph("- Lưu: VT.")), cell(paragraph("TM. ỦY BAN NHÂN DÂN") + paragraph("CHỦ TỊCH")))),
        "Nơi nhận:\n\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\n\nCHỦ TỊCH",
    ),
    (
        "letter-spaced and joined words still tell the head",
        table(row("UBND XÃ", cell(paragraph("<w:r><w:t>C Ộ N G HÒA XÃ HỘI</w:t><w:br/><w:t>CHỦ NGHĨA VIỆT NAM</w:t></w:r>"))), row("Số: 1", "ngày 2")),
        "UBND XÃ\n\nSố: 1\n\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\n\nngày 2",
    ),
    ("a frame of many rows is text", table(*(row(f"dòng {n}") for n in range(8))), "\n\n".join(f"dòng {n}" for n in range(8))),
    ("a framed paragraph is a paragraph", table(row("Ghi chú chung")), "Ghi chú chung"),
    (
        "a table comes row by row",
        table(row("STT", "Nhiệm vụ", "Chủ trì"), row("1", cell(paragraph("Rà soát") + paragraph("thủ tục")), "Văn phòng")),
        "STT\nNhiệm vụ\nChủ trì\n\n1\nRà soát\nthủ tục\nVăn phòng",
    ),
    (
        "a deleted row is gone",
        table(row("STT", "Việc"), row("1", "a", properties='<w:del w:id="1"/>'), row("2", "b")),
        "STT\nViệc\n\n2\nb",
    ),
    (
        "a nested table follows its cell",
        table(row("STT", "Việc", "Ai"), row("1", cell(paragraph("gồm") + table(row("x", "y"), row("z", "t")) + paragraph("hết")), "b")),
        "STT\nViệc\nAi\n\n1\ngồm\nhết\n\nx\ny\n\nz\nt\nb",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("proves", "body", "text"), BODIES, ids=[case[0] for case in BODIES])
def test_text(proves: str, body: str, text: str) -> None:
    assert text_of(body) == text


def test_footnote_stands_behind_its_paragraph_and_glues_no_digit() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">'
        + paragraph("Theo Nghị định 45.")
        + "</w:footnote>"
    )
    body = paragraph(run("khoáng sản") + NOTE + run(" và nước")) + paragraph("Sau")
    document = read_docx(SourceBytes(name="a.docx", data=docx(body, parts={"footnotes:rF": notes})))
    assert document.text == "khoáng sản và nước\n\nTheo Nghị định 45.\n\nSau"
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH, BlockKind.NOTE, BlockKind.PARAGRAPH]


ENDNOTE = '<w:r><w:endnoteReference w:id="2"/></w:r>'
STARRED = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r>'
RAISED = '<w:vertAlign w:val="superscript"/>'
NOTES = {
    "footnotes:rF": f'<w:footnote w:id="2">{paragraph("Theo xã.")}</w:footnote>'
    f'<w:footnote w:id="3">{paragraph(run("*") + run(" Theo thôn."))}</w:footnote>',
    "endnotes:rE": f'<w:endnote w:id="2">{paragraph("Cuối.")}</w:endnote>',
}
NOTED = [
    ("an endnote", paragraph(run("Hồ sơ") + ENDNOTE + run(" đạt")) + paragraph("Sau"), "Hồ sơ đạt\n\nCuối.\n\nSau"),
    ("a typed mark is no text", paragraph(run("Hồ sơ") + STARRED + run(" đạt")), "Hồ sơ đạt\n\nTheo thôn."),
    ("of a cell, behind the table", table(row("STT", "Việc", "Ai"), row("1", cell(paragraph(run("a") + NOTE + run("b"))), "c"),
     row("2", "d", "e")) + paragraph("Sau"), "STT\nViệc\nAi\n\n1\nab\nc\n\n2\nd\ne\n\nTheo xã.\n\nSau"),
    ("of a cell of the last table", table(row("STT", "Việc", "Ai"), row("1", cell(paragraph(run("a") + NOTE)), "c")),
     "STT\nViệc\nAi\n\n1\na\nc\n\nTheo xã."),
    ("a raised number typed by hand", paragraph(run("khoáng sản") + run("1", RAISED) + run(", 5 km") + run("2", RAISED)),
     "khoáng sản¹, 5 km²"),
]  # fmt: skip


@pytest.mark.parametrize(("proves", "body", "text"), NOTED, ids=[case[0] for case in NOTED])
def test_notes(proves: str, body: str, text: str) -> None:
    assert text_of(body, parts=NOTES) == text


def test_merged_cells_stand_once_with_their_spans() -> None:
    start = '<w:vMerge w:val="restart"/>'
    body = table(
        row("STT", cell("Nội dung và sản phẩm", '<w:gridSpan w:val="2"/>'), "Thời hạn"),
        row(cell("1", start), "a", "b", cell("Quý I", start)),
        row(cell("", "<w:vMerge/>"), "c", "d", cell("", "<w:vMerge/>")),
    )
    document = read(docx(body))
    places = [(b.cell.row, b.cell.column, b.cell.row_span, b.cell.column_span) for b in document.blocks if b.cell]
    assert places == [
        (0, 0, 1, 1),
        (0, 1, 1, 2),
        (0, 3, 1, 1),
        (1, 0, 2, 1),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (1, 3, 2, 1),
        (2, 1, 1, 1),
        (2, 2, 1, 1),
    ]


def test_numbers_that_word_generates_in_cells_are_their_text() -> None:
    numbering = abstract(0, level(0, "decimal", "%1")) + num(1, 0)
    rows = [row("STT", "Nhiệm vụ"), *(row(cell(numbered("", 1, 0)), f"việc {n}") for n in "abc")]
    assert text_of(table(*rows), numbering=numbering) == "STT\nNhiệm vụ\n\n1\nviệc a\n\n2\nviệc b\n\n3\nviệc c"


def test_table_of_sixty_rows_is_one_table_without_loss() -> None:
    rows = [row("STT", "Nhiệm vụ", "Chủ trì", properties="<w:tblHeader/>")]
    rows += [row(str(n), f"Nhiệm vụ số {n}", f"Ban {n}") for n in range(1, 61)]
    cells = [block.cell for block in read(docx(table(*rows))).blocks if block.cell]
    assert len(cells) == 61 * 3
    assert {c.table for c in cells} == {0}
    assert [c.row for c in cells if c.column == 0] == list(range(61))


def test_table_cut_in_two_with_its_header_repeated_is_one() -> None:
    first = table(row("STT", "Việc", "Ai"), row("1", "a", "x"), row("2", "b", "y"))
    second = table(row("STT", "Việc", "Ai"), row("3", "c", "z"))
    document = read(docx(first + paragraph() + second))
    assert document.text == "STT\nViệc\nAi\n\n1\na\nx\n\n2\nb\ny\n\n3\nc\nz"
    assert [(note.table, note.rows, note.columns) for note in document.source.tables] == [(0, 4, 3)]
    assert {block.cell.table for block in document.blocks if block.cell} == {0}


def test_table_cut_in_two_without_a_header_goes_on_by_its_numbers() -> None:
    first = table(row("STT", "Việc", "Ai"), row("1", "a", "x"), row("2", "b", "y"))
    rest = table(row("3", "c", "z")) + paragraph() + table(row("4", "d", "t"))
    document = read(docx(first + paragraph() + rest))
    assert [(b.cell.table, b.cell.row) for b in document.blocks if b.cell and b.cell.column == 0] == [
        (0, n) for n in range(5)
    ]
    assert ["2 → 3" in (note.reason or "") or "3 → 4" in (note.reason or "") for note in document.source.tables] == [
        True
    ]
    alone = read(docx(first + paragraph() + table(row("1", "c", "z"), row("2", "d", "t"))))
    assert {block.cell.table for block in alone.blocks if block.cell} == {0, 1}


def test_two_tables_stay_two() -> None:
    body = (
        table(row("STT", "Việc", "Ai"), row("1", "a", "x"))
        + paragraph()
        + table(row("TT", "Chỉ tiêu", "Mức"), row("1", "b", "90%"))
    )
    document = read(docx(body))
    assert {block.cell.table for block in document.blocks if block.cell} == {0, 1}
    assert document.source.tables == ()


def test_bold_centred_indent_and_heading_come_from_runs_and_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Ten"><w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>"
    )
    body = (
        paragraph("KẾ HOẠCH", '<w:pStyle w:val="Ten"/>')
        + paragraph(run("Mục đích:", "<w:b/>") + run(" nâng cao"), '<w:ind w:left="0" w:firstLine="720"/>')
        + paragraph(run("thường", '<w:b w:val="0"/>'), '<w:pStyle w:val="Ten"/>')
    )
    blocks = read(docx(body, styles=styles)).blocks
    assert [(b.kind, b.bold, b.centered, b.indent) for b in blocks] == [
        (BlockKind.HEADING, True, True, None),
        (BlockKind.PARAGRAPH, False, False, 36.0),
        (BlockKind.HEADING, False, True, None),
    ]


LEGACY = [
    (".VnTime", "ñy ban nh©n d©n x· tr\u00adëng ban chØ ®¹o", "ủy ban nhân dân xã trưởng ban chỉ đạo"),
    (".VnTimeH", "ñy ban nh©n d©n x·", "ỦY BAN NHÂN DÂN XÃ"),
    ("VNI-Times", "UÛY BAN NHAÂN DAÂN xaõ Taân Phuù", "ỦY BAN NHÂN DÂN xã Tân Phú"),
    (".VnTime", "Ủy ban nhân dân xã đã có chỉ đạo", "Ủy ban nhân dân xã đã có chỉ đạo"),
    ("Times New Roman", "Ủy ban nhân dân xã © 2023", "Ủy ban nhân dân xã © 2023"),
]


@pytest.mark.parametrize(("font", "stored", "shown"), LEGACY)
def test_legacy_fonts(font: str, stored: str, shown: str) -> None:
    assert text_of(paragraph(run(stored, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'))) == shown


def test_legacy_font_by_style_over_split_runs_beside_unicode() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Cu"><w:rPr><w:rFonts w:ascii="VNI-Times"/></w:rPr></w:style>'
    body = paragraph(run("coâng ta") + run("ùc caûi ca") + run("ùch"), '<w:pStyle w:val="Cu"/>') + paragraph(
        "năm 2023 — đã ký"
    )
    assert text_of(body, styles=styles) == "công tác cải cách\n\nnăm 2023 — đã ký"


def test_soft_hyphen_element_is_the_letter_of_a_legacy_font() -> None:
    body = paragraph(
        '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>tr</w:t><w:softHyphen/><w:t>ëng th«n chñ tr×</w:t></w:r>'
    )
    assert text_of(body) == "trưởng thôn chủ trì"


def test_a_few_legacy_runs_in_a_font_that_mostly_holds_unicode() -> None:
    font = '<w:rFonts w:ascii=".VnTime"/>'
    body = "".join(paragraph(run("Ủy ban nhân dân xã đã chỉ đạo các ban, ngành thực hiện", font)) for _ in range(5))
    assert text_of(body + paragraph(run("b¸o c¸o kÕt qu¶", font))).endswith("thực hiện\n\nbáo cáo kết quả")


def test_word_file_that_only_wraps_a_web_page() -> None:
    page = b"<html><body><p>K\xe1\xba\xbf ho\xe1\xba\xa1ch c\xe1\xba\xa3i c\xc3\xa1ch</p></body></html>"
    with zipfile.ZipFile(io.BytesIO(docx('<w:altChunk r:id="c1"/>'))) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    relation = b'<Relationship Id="c1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="a.html"/>'
    part = "word/_rels/document.xml.rels"
    files[part] = bytes(files[part]).replace(b"</Relationships>", relation + b"</Relationships>")  # type: ignore[arg-type]
    assert read(zipped(files | {"word/a.html": page})).text == "Kế hoạch cải cách"


def test_heads_and_feet_stand_apart_from_the_running_text() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rH"/><w:footerReference w:type="default" r:id="rX"/></w:sectPr>'
    parts = {"header:rH": paragraph("UBND xã Tân Bình"), "footer:rX": paragraph(FIELD.format(code="PAGE", shown="3"))}
    document = read(docx(paragraph("Nội dung") + section, parts=parts))
    assert document.text == "Nội dung\n\nUBND xã Tân Bình"
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH, BlockKind.HEADER]
    assert [(note.code, note.message) for note in document.source.dropped] == [("header", "UBND xã Tân Bình")]


def test_first_page_head_with_the_issuer_opens_the_text() -> None:
    section = '<w:sectPr><w:headerReference w:type="first" r:id="rH"/><w:titlePg/></w:sectPr>'
    head = table(row("UBND XÃ TÂN BÌNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), borders="")
    document = read(docx(paragraph("KẾ HOẠCH") + section, parts={"header:rH": head}))
    assert document.text == "UBND XÃ TÂN BÌNH\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nKẾ HOẠCH"


def test_pages_only_where_word_recorded_them() -> None:
    broken = "<w:r><w:lastRenderedPageBreak/><w:t>trang hai</w:t></w:r>"
    assert [b.page for b in read(docx(paragraph("trang một") + paragraph(broken) + paragraph("nữa"))).blocks] == [
        1,
        2,
        2,
    ]
    plain = read(docx(paragraph("trang một") + paragraph('<w:r><w:br w:type="page"/><w:t>hai</w:t></w:r>')))
    assert plain.source.pages is None
    assert {b.page for b in plain.blocks} == {None}


def test_a_row_over_two_pages_turns_one_page() -> None:
    broken = cell(paragraph("<w:r><w:t>a</w:t><w:lastRenderedPageBreak/><w:t>b</w:t></w:r>"))
    document = read(docx(table(row("STT", "Việc", "Ai"), row(broken, broken, broken)) + paragraph("sau")))
    assert document.blocks[-1].page == 2


def _nested_tables(depth: int) -> str:
    body = paragraph("đáy")
    for _ in range(depth):
        body = table(row(cell(body + paragraph()), "b", "c"))
    return body


def _document_xml(xml: str) -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DEEP = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000

HOSTILE = [
    ("empty body", docx(paragraph()), Reason.EMPTY),
    ("deep XML", docx(DEEP), Reason.BOMB),
    ("deep tables", docx(_nested_tables(150)), Reason.BOMB),
    ("entities", _document_xml(f"{ENTITIES}<w:document {NS}><w:body><w:p>&b;</w:p></w:body></w:document>"), Reason.BOMB),
    ("bomb", docx("<w:p/>" + " " * 60_000_000), Reason.BOMB),
    ("a million cells", docx("<w:tbl>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 100 + "</w:tr>") * 700 + "</w:tbl>"), Reason.TOO_LARGE),
    ("no document part", zipped({"[Content_Types].xml": "<Types/>", "word/other.xml": "<a/>"}), Reason.CORRUPT),
    ("no body", _document_xml("<a/>"), Reason.CORRUPT),
    ("broken XML", _document_xml("<w:document"), Reason.CORRUPT),
    ("truncated", docx(paragraph("Kế hoạch"))[:-40], Reason.CORRUPT),
]  # fmt: skip


@pytest.mark.parametrize(("proves", "data", "reason"), HOSTILE, ids=[case[0] for case in HOSTILE])
def test_hostile_files_are_refused_with_their_reason(proves: str, data: bytes, reason: Reason) -> None:
    assert is_docx(data)
    with pytest.raises(ReadError) as refused:
        read(data)
    assert refused.value.reason is reason
    assert refused.value.next_step


def test_encrypted_member_is_told() -> None:
    data = bytearray(docx(paragraph("Kế hoạch")))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        offset = archive.start_dir
    while (offset := data.find(b"PK\x01\x02", offset)) >= 0:
        data[offset + 8] |= 1
        offset += 4
    with pytest.raises(ReadError) as refused:
        read(bytes(data))
    assert refused.value.reason is Reason.ENCRYPTED


def test_loops_between_styles_and_foreign_values_do_no_harm() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = paragraph("a", '<w:pStyle w:val="A"/><w:ind w:left="x" w:firstLine="9e999"/>') + table(
        row(cell("1", '<w:gridSpan w:val="999999999"/>'), "2"), row(cell("3", "<w:vMerge/>"), "4"), row("", "")
    )
    assert read(docx(body, styles=styles)).text == "a\n\n1\n2\n\n3\n4"


def test_numbers_of_a_hostile_list_stay_small() -> None:
    numbering = abstract(
        0, level(0, "upperRoman", "%1.", start=10**15), level(1, "lowerLetter", "%2)", start=10**9)
    ) + num(1, 0)
    assert len(text_of(numbered("a", 1, 0) + numbered("b", 1, 1), numbering=numbering)) < 40


def test_a_word_file_that_lost_its_list_of_types_is_still_one() -> None:
    whole = zipfile.ZipFile(io.BytesIO(docx(paragraph("Kế hoạch"))))
    parts = {name: whole.read(name) for name in whole.namelist() if name != "[Content_Types].xml"}
    assert is_docx(zipped(parts)) and read(zipped(parts)).text == "Kế hoạch"
