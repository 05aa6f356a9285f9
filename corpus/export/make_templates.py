"""Makes the Word templates of this folder: ``python -m corpus.export.make_templates``.

The layout is that of Nghị định 30/2020/NĐ-CP. What stands between ``{{ }}`` and ``{% %}`` is filled in; everything else
an official may change in Word. The files are kept beside this script and change only with it.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION_START
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from corpus.export.files import make_steady

FOLDER = Path(__file__).resolve().parent / "templates"
FONT = "Times New Roman"
CENTRE, RIGHT, LEFT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def make(folder: Path = FOLDER) -> None:
    """Write all templates into ``folder``."""
    for name, build in (("bao-cao.docx", _report), ("gop-y.docx", _letter)):
        document = _blank()
        build(document)
        properties = document.core_properties
        properties.author, properties.title, properties.comments = "kehoach", name.removesuffix(".docx"), ""
        properties.created = properties.modified = datetime(2020, 1, 1)
        document.save(str(folder / name))
        make_steady(folder / name)


def _blank() -> Any:
    document = Document()
    section = document.sections[0]
    section.start_type = WD_SECTION_START.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.element.rPr.rFonts.set(qn("w:cs"), FONT)
    normal.paragraph_format.space_after = Pt(0)
    return document


def _page_number(paragraph: Any) -> None:
    """In the middle of the top margin; the first page has none."""
    paragraph.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "2"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _run(paragraph: Any, text: str, *, size: float | None = None, bold: bool = False, italic: bool = False) -> None:
    """A run in the font of the document; what the document says is not said again, for a row may stand ten thousand
    times in a report."""
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    if size is not None:
        run.font.size = Pt(size)


def _body(document: Any, text: str, *, bold: bool = False, italic: bool = False) -> None:
    """A paragraph of the text: justified, first line 1.27 cm, 6 points above; what leads to a table stays with it."""
    paragraph = document.add_paragraph()
    paragraph.alignment = BOTH
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.keep_with_next = bold or text.endswith((":", "./."))
    _run(paragraph, text, bold=bold, italic=italic)


def _tag(document: Any, text: str) -> None:
    """A paragraph that holds only a statement of the template and leaves nothing behind."""
    _run(document.add_paragraph(), text)


def _caption(document: Any, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTRE
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.paragraph_format.keep_with_next = True
    _run(paragraph, text, size=13, bold=True)


def _line(cell: Any, text: str, align: Any = CENTRE, **look: Any) -> Any:
    """One more line of a cell."""
    first = cell.paragraphs[0]
    paragraph = first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
    paragraph.alignment = align
    _run(paragraph, text, **look)
    return paragraph


def _rule(paragraph: Any, indent: float) -> None:
    """The line below a heading, shorter than the paragraph by ``indent`` millimetres on both sides."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(indent)
    paragraph.paragraph_format.line_spacing = Pt(3)  # else the line stands as far below as a line of text is high
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _columns(document: Any, *widths: float) -> Any:
    table = document.add_table(rows=1, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        column.cells[0].width = Mm(width)
    return table


def _head(document: Any, symbol: str, about: str | None) -> None:
    left, right = _columns(document, 68, 104).rows[0].cells
    _line(left, "TÊN CƠ QUAN CHỦ QUẢN", size=13)
    _line(left, "TÊN CƠ QUAN BAN HÀNH", size=13, bold=True)
    _rule(_line(left, "", size=2), 22)
    _line(left, f"Số:         /{symbol}", size=13).paragraph_format.space_before = Pt(6)
    if about is not None:
        _line(left, about, size=12)
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13, bold=True)
    _line(right, "Độc lập - Tự do - Hạnh phúc", size=14, bold=True)
    _rule(_line(right, "", size=2), 18)
    _line(right, "………, ngày …… tháng …… năm ……", size=14, italic=True).paragraph_format.space_before = Pt(6)


def _end(document: Any, recipients: tuple[str, ...]) -> None:
    gap = document.add_paragraph()
    gap.paragraph_format.keep_with_next = True
    gap.paragraph_format.space_after = Pt(6)
    row = _columns(document, 57, 108).rows[0]
    _unbroken(row)
    left, right = row.cells
    _line(left, "Nơi nhận:", LEFT, size=12, bold=True, italic=True)
    for recipient in recipients:
        _line(left, recipient, LEFT, size=11)
    _line(right, "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ", size=13, bold=True)
    _line(right, "(Chữ ký của người có thẩm quyền, dấu của cơ quan)", size=12, italic=True)
    for _ in range(3):
        _line(right, " ", size=14)
    _line(right, "Họ và tên", size=14, bold=True)


def _table(
    document: Any, loop: str, columns: tuple[tuple[str, float, str, Any], ...], *, long_rows: bool = False
) -> None:
    """A table with one row for each round of ``loop``. columns: head, width, what stands in the row, alignment.

    long_rows: a row may go on on the next page.
    """
    table = document.add_table(rows=4, cols=len(columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    head, begin, row, end = table.rows
    for place, (title, width, content, align) in enumerate(columns):
        table.columns[place].width = Mm(width)
        for line in table.rows:
            line.cells[place].width = Mm(width)
        _line(head.cells[place], title, size=12, bold=True)
        _line(row.cells[place], content, align, size=12)
    _line(begin.cells[0], f"{{%tr for {loop} %}}")
    _line(end.cells[0], "{%tr endfor %}")
    _repeat(head)
    _unbroken(head)
    if not long_rows:
        _unbroken(row)


def _repeat(row: Any) -> None:
    element = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(element)


def _unbroken(row: Any) -> None:
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _report(document: Any) -> None:
    _head(document, "BC-……", None)
    for text, space in (("BÁO CÁO", 18), ("Tổng hợp mức độ đáp ứng tiêu chí trong kế hoạch của các đơn vị", 0)):
        paragraph = document.add_paragraph()
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.space_before = Pt(space)
        _run(paragraph, text, bold=True)
    line = document.add_paragraph()
    _run(line, "", size=2)
    _rule(line, 60)
    _tag(document, "{%p if can_cu %}")
    _body(document, "Căn cứ {{ can_cu }};", italic=True)
    _tag(document, "{%p endif %}")
    _body(document, "Căn cứ {{ ten_bo_tieu_chi }};", italic=True)
    _body(document, "Căn cứ kế hoạch của các đơn vị gửi đến, tính đến ngày {{ ngay_so_lieu }}.", italic=True)
    _body(document, "(Tên cơ quan) báo cáo tổng hợp như sau:")
    _tag(document, "{%p if pham_vi %}")
    _body(document, "{{ pham_vi }}")
    _tag(document, "{%p endif %}")
    _report_sending(document)
    _report_coverage(document)
    _report_rest(document)
    _end(document, ("- (Cơ quan cấp trên);", "- Các đơn vị có tên trong báo cáo;", "- Lưu: VT."))


def _report_sending(document: Any) -> None:
    _body(document, "I. TÌNH HÌNH GỬI KẾ HOẠCH", bold=True)
    _body(
        document,
        "1. Tổng số đơn vị được tổng hợp: {{ so_don_vi }}; đã gửi kế hoạch: {{ so_da_gui }} ({{ ty_le_da_gui }});"
        " chưa gửi: {{ so_chua_gui }}.",
    )
    _body(
        document,
        "2. Tổng số tệp nhận được: {{ so_tep }}, gồm: {% for muc in tep_theo_ket_qua %}{{ muc.ten }}: {{ muc.so }}"
        "{{ '.' if loop.last else '; ' }}{% endfor %}",
    )
    _tag(document, "{%p if chua_gui %}")
    _body(document, "3. Đơn vị chưa gửi kế hoạch: {{ chua_gui | join('; ') }}.")
    _tag(document, "{%p else %}")
    _body(document, "3. Các đơn vị đều đã gửi kế hoạch.")
    _tag(document, "{%p endif %}")
    _tag(document, "{%p if kho_doc %}")
    _body(document, "Đơn vị có kế hoạch nhưng bản gửi khó đọc, chưa kết luận được: {{ kho_doc | join('; ') }}.")
    _tag(document, "{%p endif %}")
    _tag(document, "{%p if tep_chua_doc %}")
    _body(document, "4. Tệp chưa đọc được:")
    _table(
        document,
        "tep in tep_chua_doc",
        (
            ("STT", 12, "{{ loop.index }}", CENTRE),
            ("Tệp", 48, "{{ tep.ten }}", LEFT),
            ("Lý do", 55, "{{ tep.ly_do }}", LEFT),
            ("Cách xử lý", 50, "{{ tep.cach_xu_ly }}", LEFT),
        ),
    )
    _tag(document, "{%p else %}")
    _body(document, "4. Không có tệp nào không đọc được.")
    _tag(document, "{%p endif %}")


def _report_coverage(document: Any) -> None:
    _body(document, "II. MỨC ĐỘ ĐÁP ỨNG TIÊU CHÍ", bold=True)
    _body(
        document,
        "1. Đối chiếu {{ so_don_vi }} đơn vị với {{ so_tieu_chi }} tiêu chí ({{ so_o }} lượt): "
        "{% for muc in theo_muc %}{{ muc.ten }}: {{ muc.so }} lượt ({{ muc.ty_le }})"
        "{{ '.' if loop.last else '; ' }}{% endfor %}",
    )
    _body(document, "2. Theo lĩnh vực:")
    counts = (
        ("Đủ rõ", 15, "{{ dong.du_ro }}", CENTRE),
        ("Có nhiệm vụ", 16, "{{ dong.co_nhiem_vu }}", CENTRE),
        ("Có nhắc", 14, "{{ dong.co_nhac }}", CENTRE),
        ("Bỏ trống", 15, "{{ dong.bo_trong }}", CENTRE),
        ("Chưa kết luận", 17, "{{ dong.chua_ket_luan }}", CENTRE),
        ("Tỷ lệ có nêu", 16, "{{ dong.ty_le }}", CENTRE),
    )
    _caption(document, "Bảng 1. Mức độ đáp ứng theo lĩnh vực")
    _table(
        document,
        "dong in theo_linh_vuc",
        (("Mã", 12, "{{ dong.ma }}", CENTRE), ("Lĩnh vực", 60, "{{ dong.ten }}", LEFT), *counts),
    )
    _body(document, "3. Theo đơn vị:")
    _caption(document, "Bảng 2. Mức độ đáp ứng theo đơn vị")
    _table(
        document,
        "dong in theo_don_vi",
        (("STT", 12, "{{ loop.index }}", CENTRE), ("Đơn vị", 60, "{{ dong.ten }}", LEFT), *counts),
    )
    note = (
        "“Chưa kết luận” gồm: chưa rõ do thiếu phụ lục, không đọc được, chưa gửi kế hoạch. "
        "“Tỷ lệ có nêu” không tính các lượt không áp dụng."
    )
    _body(document, note, italic=True)
    _tag(document, "{%p if bo_trong_nhieu %}")
    _body(document, "4. Các tiêu chí bị nhiều đơn vị bỏ trống nhất:")
    _caption(document, "Bảng 3. Tiêu chí bị bỏ trống nhiều nhất")
    _table(
        document,
        "dong in bo_trong_nhieu",
        (
            ("Mã", 14, "{{ dong.ma }}", CENTRE),
            ("Tiêu chí", 120, "{{ dong.ten }}", LEFT),
            ("Số đơn vị bỏ trống", 31, "{{ dong.so }}", CENTRE),
        ),
    )
    _tag(document, "{%p endif %}")


def _report_rest(document: Any) -> None:
    _body(document, "III. TIÊU CHÍ BỎ TRỐNG CỦA TỪNG ĐƠN VỊ", bold=True)
    _tag(document, "{%p if bo_trong_don_vi %}")
    _tag(document, "{%p if chi_ghi_ma %}")
    _body(document, "Tên của các tiêu chí ghi ở Bảng 3.")
    _tag(document, "{%p endif %}")
    _caption(document, "Bảng 4. Tiêu chí bỏ trống của từng đơn vị")
    _table(
        document,
        "dong in bo_trong_don_vi",
        (
            ("STT", 12, "{{ loop.index }}", CENTRE),
            ("Đơn vị", 35, "{{ dong.ten }}", LEFT),
            ("Số tiêu chí", 16, "{{ dong.so }}", CENTRE),
            ("Tiêu chí bỏ trống", 102, "{{ dong.tieu_chi }}", LEFT),
        ),
        long_rows=True,
    )
    _tag(document, "{%p else %}")
    _body(document, "Không có đơn vị nào bỏ trống tiêu chí.")
    _tag(document, "{%p endif %}")
    _body(document, "IV. NHỮNG CHỖ CẦN KIỂM TRA, SỬA LẠI TRONG VĂN BẢN", bold=True)
    _tag(document, "{%p if canh_bao %}")
    _table(
        document,
        "dong in canh_bao",
        (
            ("Loại", 95, "{{ dong.ten }}", LEFT),
            ("Số chỗ", 30, "{{ dong.so }}", CENTRE),
            ("Số kế hoạch", 40, "{{ dong.so_ke_hoach }}", CENTRE),
        ),
    )
    _tag(document, "{%p else %}")
    _body(document, "Không có.")
    _tag(document, "{%p endif %}")
    _body(document, "V. KIẾN NGHỊ", bold=True)
    _tag(document, "{%p if chua_gui %}")
    _body(document, "- Các đơn vị chưa gửi kế hoạch khẩn trương ban hành và gửi kế hoạch theo quy định.")
    _tag(document, "{%p endif %}")
    _body(
        document,
        "- Các đơn vị rà soát, bổ sung nhiệm vụ đối với tiêu chí còn bỏ trống; nêu rõ người, bộ phận chủ trì, thời hạn"
        " hoàn thành và chỉ tiêu đối với các nhiệm vụ đã có.",
    )
    _body(document, "- Các đơn vị kiểm tra, hoàn thiện thể thức và nội dung viện dẫn của kế hoạch đã ban hành.")
    _body(document, "Trên đây là báo cáo tổng hợp mức độ đáp ứng tiêu chí trong kế hoạch của các đơn vị./.")


def _letter(document: Any) -> None:
    _head(document, "……", "V/v {{ ve_viec }}")
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTRE
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(14)
    _run(paragraph, "Kính gửi: {{ don_vi }}.")
    _tag(document, "{%p if chua_gui %}")
    _body(
        document,
        "Đến ngày {{ ngay_so_lieu }}, (tên cơ quan) chưa nhận được kế hoạch của {{ don_vi }}. Đề nghị {{ don_vi }} ban"
        " hành và gửi kế hoạch trước ngày …… tháng …… năm ……; trường hợp đã gửi, đề nghị cho biết ngày gửi và gửi lại"
        " tệp.",
    )
    _tag(document, "{%p else %}")
    _body(
        document,
        "Qua rà soát {{ ke_hoach }} của {{ don_vi }}, đối chiếu với {{ so_tieu_chi }} tiêu chí của"
        " {{ ten_bo_tieu_chi }}, (tên cơ quan) có ý kiến như sau:",
    )
    _letter_findings(document)
    _letter_requests(document)
    _tag(document, "{%p endif %}")
    _body(document, "(Tên cơ quan) đề nghị {{ don_vi }} quan tâm, phối hợp thực hiện./.")
    _end(document, ("- Như trên;", "- Lưu: VT."))


def _letter_findings(document: Any) -> None:
    _body(document, "1. Kết quả chung: {{ ket_qua_chung }}.")
    _tag(document, "{%p if kho_doc %}")
    _body(document, "Bản gửi khó đọc nên chưa kết luận được; đề nghị gửi lại tệp Word hoặc bản quét rõ hơn.")
    _tag(document, "{%p endif %}")
    _tag(document, "{%p if bo_trong %}")
    _body(
        document,
        "{{ thu_tu.bo_trong }}. Tiêu chí chưa được nêu trong kế hoạch ({{ bo_trong | length }} tiêu chí):",
        bold=True,
    )
    _table(
        document,
        "dong in bo_trong",
        (
            ("Mã", 14, "{{ dong.ma }}", CENTRE),
            ("Tiêu chí", 65, "{{ dong.ten }}{% if dong.diem_mat %} ({{ dong.diem_mat }}){% endif %}", LEFT),
            ("Đoạn gần nhất trong kế hoạch", 86, "{{ dong.gan_nhat }}", LEFT),
        ),
    )
    _tag(document, "{%p endif %}")
    _tag(document, "{%p if chua_ro %}")
    _body(
        document, "{{ thu_tu.chua_ro }}. Tiêu chí có nêu nhưng chưa đủ rõ ({{ chua_ro | length }} tiêu chí):", bold=True
    )
    _table(
        document,
        "dong in chua_ro",
        (
            ("Mã", 14, "{{ dong.ma }}", CENTRE),
            ("Tiêu chí", 45, "{{ dong.ten }}", LEFT),
            ("Kế hoạch đã nêu", 66, "{{ dong.trich }}", LEFT),
            ("Còn thiếu", 40, "{{ dong.thieu }}", LEFT),
        ),
    )
    _tag(document, "{%p endif %}")
    _tag(document, "{%p if thieu_phu_luc %}")
    _body(document, "{{ thu_tu.thieu_phu_luc }}. Tiêu chí chưa kết luận được do thiếu phụ lục:", bold=True)
    _body(
        document,
        "Kế hoạch dẫn đến {{ phu_luc }} nhưng tệp gửi đến không có, nên chưa kết luận được về"
        " {{ thieu_phu_luc | length }} tiêu chí: {{ thieu_phu_luc | join('; ') }}.",
    )
    _tag(document, "{%p endif %}")
    _tag(document, "{%p if canh_bao %}")
    _body(document, "{{ thu_tu.canh_bao }}. Những chỗ cần kiểm tra, sửa lại trong văn bản:", bold=True)
    _table(
        document,
        "dong in canh_bao",
        (
            ("STT", 12, "{{ loop.index }}", CENTRE),
            ("Nội dung", 88, "{{ dong.noi_dung }}", LEFT),
            ("Trích kế hoạch", 65, "{{ dong.trich }}", LEFT),
        ),
    )
    _tag(document, "{%p endif %}")


def _letter_requests(document: Any) -> None:
    _body(document, "Từ kết quả trên, đề nghị {{ don_vi }}:", bold=True)
    requests = (
        (
            "bo_trong",
            "Với mỗi tiêu chí chưa được nêu, bổ sung ít nhất một nhiệm vụ cụ thể, nêu rõ người hoặc bộ phận chủ trì,"
            " thời hạn hoàn thành và chỉ tiêu cần đạt; tiêu chí không thuộc phạm vi của đơn vị thì nêu rõ lý do.",
        ),
        ("chua_ro", "Với tiêu chí có nêu nhưng chưa đủ rõ, bổ sung những nội dung ghi ở cột “Còn thiếu”."),
        ("thieu_phu_luc", "Gửi bổ sung {{ phu_luc }} kèm theo kế hoạch."),
        ("canh_bao", "Kiểm tra, sửa lại những chỗ đã nêu về thể thức, viện dẫn và số liệu."),
    )
    for condition, text in requests:
        _tag(document, f"{{%p if {condition} %}}")
        _body(document, f"- {text}")
        _tag(document, "{%p endif %}")
    _body(
        document,
        "- Gửi kế hoạch đã hoàn thiện về (tên cơ quan) trước ngày …… tháng …… năm ……; nội dung nào đã có trong văn bản"
        " khác hoặc chưa được phản ánh đúng, đề nghị nêu rõ để (tên cơ quan) tổng hợp.",
    )


if __name__ == "__main__":
    make()
