"""The template of the report on all units (bao-cao.docx); ``corpus/export/report.py`` fills it in."""

from typing import Any

from docx.shared import Pt

from corpus.export.template_parts import (
    CENTRE,
    LEFT,
    add_body,
    add_caption,
    add_end,
    add_head,
    add_rule,
    add_run,
    add_table,
    add_tag,
)


def build_report(document: Any) -> None:
    """Write the report into the blank ``document``."""
    add_head(document, "BC-……", None)
    for text, space in (("BÁO CÁO", 18), ("Tổng hợp mức độ đáp ứng tiêu chí trong kế hoạch của các đơn vị", 0)):
        paragraph = document.add_paragraph()
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.space_before = Pt(space)
        add_run(paragraph, text, bold=True)
    line = document.add_paragraph()
    add_run(line, "", size=2)
    add_rule(line, 60)
    add_tag(document, "{%p if can_cu %}")
    add_body(document, "Căn cứ {{ can_cu }};", italic=True)
    add_tag(document, "{%p endif %}")
    add_body(document, "Căn cứ {{ ten_bo_tieu_chi }};", italic=True)
    add_body(document, "Căn cứ kế hoạch của các đơn vị gửi đến, tính đến ngày {{ ngay_so_lieu }}.", italic=True)
    add_body(document, "(Tên cơ quan) báo cáo tổng hợp như sau:")
    add_tag(document, "{%p if pham_vi %}")
    add_body(document, "{{ pham_vi }}")
    add_tag(document, "{%p endif %}")
    _sending(document)
    _coverage(document)
    _rest(document)
    add_end(document, ("- (Cơ quan cấp trên);", "- Các đơn vị có tên trong báo cáo;", "- Lưu: VT."))


def _sending(document: Any) -> None:
    add_body(document, "I. TÌNH HÌNH GỬI KẾ HOẠCH", bold=True)
    add_body(
        document,
        "1. Tổng số đơn vị được tổng hợp: {{ so_don_vi }}; đã gửi kế hoạch: {{ so_da_gui }} ({{ ty_le_da_gui }});"
        " chưa gửi: {{ so_chua_gui }}.",
    )
    add_body(
        document,
        "2. Tổng số tệp nhận được: {{ so_tep }}, gồm: {% for muc in tep_theo_ket_qua %}{{ muc.ten }}: {{ muc.so }}"
        "{{ '.' if loop.last else '; ' }}{% endfor %}",
    )
    add_tag(document, "{%p if chua_gui %}")
    add_body(document, "3. Đơn vị chưa gửi kế hoạch: {{ chua_gui | join('; ') }}.")
    add_tag(document, "{%p else %}")
    add_body(document, "3. Các đơn vị đều đã gửi kế hoạch.")
    add_tag(document, "{%p endif %}")
    add_tag(document, "{%p if kho_doc %}")
    add_body(document, "Đơn vị có kế hoạch nhưng bản gửi khó đọc, chưa kết luận được: {{ kho_doc | join('; ') }}.")
    add_tag(document, "{%p endif %}")
    add_tag(document, "{%p if tep_chua_doc %}")
    add_body(document, "4. Tệp chưa đọc được:")
    add_table(
        document,
        "tep in tep_chua_doc",
        (
            ("STT", 12, "{{ loop.index }}", CENTRE),
            ("Tệp", 48, "{{ tep.ten }}", LEFT),
            ("Lý do", 55, "{{ tep.ly_do }}", LEFT),
            ("Cách xử lý", 50, "{{ tep.cach_xu_ly }}", LEFT),
        ),
    )
    add_tag(document, "{%p else %}")
    add_body(document, "4. Không có tệp nào không đọc được.")
    add_tag(document, "{%p endif %}")


def _coverage(document: Any) -> None:
    add_body(document, "II. MỨC ĐỘ ĐÁP ỨNG TIÊU CHÍ", bold=True)
    add_body(
        document,
        "1. Đối chiếu {{ so_don_vi }} đơn vị với {{ so_tieu_chi }} tiêu chí ({{ so_o }} lượt): "
        "{% for muc in theo_muc %}{{ muc.ten }}: {{ muc.so }} lượt ({{ muc.ty_le }})"
        "{{ '.' if loop.last else '; ' }}{% endfor %}",
    )
    add_body(document, "2. Theo lĩnh vực:")
    counts = (
        ("Đủ rõ", 15, "{{ dong.du_ro }}", CENTRE),
        ("Có nhiệm vụ", 16, "{{ dong.co_nhiem_vu }}", CENTRE),
        ("Có nhắc", 14, "{{ dong.co_nhac }}", CENTRE),
        ("Bỏ trống", 15, "{{ dong.bo_trong }}", CENTRE),
        ("Chưa kết luận", 17, "{{ dong.chua_ket_luan }}", CENTRE),
        ("Tỷ lệ có nêu", 16, "{{ dong.ty_le }}", CENTRE),
    )
    add_caption(document, "Bảng 1. Mức độ đáp ứng theo lĩnh vực")
    add_table(
        document,
        "dong in theo_linh_vuc",
        (("Mã", 12, "{{ dong.ma }}", CENTRE), ("Lĩnh vực", 60, "{{ dong.ten }}", LEFT), *counts),
    )
    add_body(document, "3. Theo đơn vị:")
    add_caption(document, "Bảng 2. Mức độ đáp ứng theo đơn vị")
    add_table(
        document,
        "dong in theo_don_vi",
        (("STT", 12, "{{ loop.index }}", CENTRE), ("Đơn vị", 60, "{{ dong.ten }}", LEFT), *counts),
    )
    note = (
        "“Chưa kết luận” gồm: chưa rõ do thiếu phụ lục, không đọc được, chưa gửi kế hoạch. "
        "“Tỷ lệ có nêu” không tính các lượt không áp dụng."
    )
    add_body(document, note, italic=True)
    add_tag(document, "{%p if bo_trong_nhieu %}")
    add_body(document, "4. Các tiêu chí bị nhiều đơn vị bỏ trống nhất:")
    add_caption(document, "Bảng 3. Tiêu chí bị bỏ trống nhiều nhất")
    add_table(
        document,
        "dong in bo_trong_nhieu",
        (
            ("Mã", 14, "{{ dong.ma }}", CENTRE),
            ("Tiêu chí", 120, "{{ dong.ten }}", LEFT),
            ("Số đơn vị bỏ trống", 31, "{{ dong.so }}", CENTRE),
        ),
    )
    add_tag(document, "{%p endif %}")


def _rest(document: Any) -> None:
    add_body(document, "III. TIÊU CHÍ BỎ TRỐNG CỦA TỪNG ĐƠN VỊ", bold=True)
    add_tag(document, "{%p if bo_trong_don_vi %}")
    add_tag(document, "{%p if chi_ghi_ma %}")
    add_body(document, "Tên của các tiêu chí ghi ở Bảng 3.")
    add_tag(document, "{%p endif %}")
    add_caption(document, "Bảng 4. Tiêu chí bỏ trống của từng đơn vị")
    add_table(
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
    add_tag(document, "{%p else %}")
    add_body(document, "Không có đơn vị nào bỏ trống tiêu chí.")
    add_tag(document, "{%p endif %}")
    add_body(document, "IV. NHỮNG CHỖ CẦN KIỂM TRA, SỬA LẠI TRONG VĂN BẢN", bold=True)
    add_tag(document, "{%p if canh_bao %}")
    add_table(
        document,
        "dong in canh_bao",
        (
            ("Loại", 95, "{{ dong.ten }}", LEFT),
            ("Số chỗ", 30, "{{ dong.so }}", CENTRE),
            ("Số kế hoạch", 40, "{{ dong.so_ke_hoach }}", CENTRE),
        ),
    )
    add_tag(document, "{%p else %}")
    add_body(document, "Không có.")
    add_tag(document, "{%p endif %}")
    add_body(document, "V. KIẾN NGHỊ", bold=True)
    add_tag(document, "{%p if chua_gui %}")
    add_body(document, "- Các đơn vị chưa gửi kế hoạch khẩn trương ban hành và gửi kế hoạch theo quy định.")
    add_tag(document, "{%p endif %}")
    add_body(
        document,
        "- Các đơn vị rà soát, bổ sung nhiệm vụ đối với tiêu chí còn bỏ trống; nêu rõ người, bộ phận chủ trì, thời hạn"
        " hoàn thành và chỉ tiêu đối với các nhiệm vụ đã có.",
    )
    add_body(document, "- Các đơn vị kiểm tra, hoàn thiện thể thức và nội dung viện dẫn của kế hoạch đã ban hành.")
    add_body(document, "Trên đây là báo cáo tổng hợp mức độ đáp ứng tiêu chí trong kế hoạch của các đơn vị./.")
