"""The template of the feedback letter to one unit (gop-y.docx); ``corpus/export/letters.py`` fills it in."""

from typing import Any

from docx.shared import Pt

from corpus.export.template_parts import CENTRE, LEFT, add_body, add_end, add_head, add_run, add_table, add_tag


def build_letter(document: Any) -> None:
    """Write the letter into the blank ``document``."""
    add_head(document, "……", "V/v {{ ve_viec }}")
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTRE
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(14)
    add_run(paragraph, "Kính gửi: {{ don_vi }}.")
    add_tag(document, "{%p if chua_gui %}")
    add_body(
        document,
        "Đến ngày {{ ngay_so_lieu }}, (tên cơ quan) chưa nhận được kế hoạch của {{ don_vi }}. Đề nghị {{ don_vi }} ban"
        " hành và gửi kế hoạch trước ngày …… tháng …… năm ……; trường hợp đã gửi, đề nghị cho biết ngày gửi và gửi lại"
        " tệp.",
    )
    add_tag(document, "{%p else %}")
    add_body(
        document,
        "Qua rà soát {{ ke_hoach }} của {{ don_vi }}, đối chiếu với {{ so_tieu_chi }} tiêu chí của"
        " {{ ten_bo_tieu_chi }}, (tên cơ quan) có ý kiến như sau:",
    )
    _findings(document)
    _requests(document)
    add_tag(document, "{%p endif %}")
    add_body(document, "(Tên cơ quan) đề nghị {{ don_vi }} quan tâm, phối hợp thực hiện./.")
    add_end(document, ("- Như trên;", "- Lưu: VT."))


def _findings(document: Any) -> None:
    add_body(document, "1. Kết quả chung: {{ ket_qua_chung }}.")
    add_tag(document, "{%p if kho_doc %}")
    add_body(document, "Bản gửi khó đọc nên chưa kết luận được; đề nghị gửi lại tệp Word hoặc bản quét rõ hơn.")
    add_tag(document, "{%p endif %}")
    add_tag(document, "{%p if bo_trong %}")
    add_body(
        document,
        "{{ thu_tu.bo_trong }}. Tiêu chí chưa được nêu trong kế hoạch ({{ bo_trong | length }} tiêu chí):",
        bold=True,
    )
    add_table(
        document,
        "dong in bo_trong",
        (
            ("Mã", 14, "{{ dong.ma }}", CENTRE),
            ("Tiêu chí", 65, "{{ dong.ten }}{% if dong.diem_mat %} ({{ dong.diem_mat }}){% endif %}", LEFT),
            ("Đoạn gần nhất trong kế hoạch", 86, "{{ dong.gan_nhat }}", LEFT),
        ),
    )
    add_tag(document, "{%p endif %}")
    add_tag(document, "{%p if chua_ro %}")
    add_body(
        document, "{{ thu_tu.chua_ro }}. Tiêu chí có nêu nhưng chưa đủ rõ ({{ chua_ro | length }} tiêu chí):", bold=True
    )
    add_table(
        document,
        "dong in chua_ro",
        (
            ("Mã", 14, "{{ dong.ma }}", CENTRE),
            ("Tiêu chí", 45, "{{ dong.ten }}", LEFT),
            ("Kế hoạch đã nêu", 66, "{{ dong.trich }}", LEFT),
            ("Còn thiếu", 40, "{{ dong.thieu }}", LEFT),
        ),
    )
    add_tag(document, "{%p endif %}")
    add_tag(document, "{%p if thieu_phu_luc %}")
    add_body(document, "{{ thu_tu.thieu_phu_luc }}. Tiêu chí chưa kết luận được do thiếu phụ lục:", bold=True)
    add_body(
        document,
        "Kế hoạch dẫn đến {{ phu_luc }} nhưng tệp gửi đến không có, nên chưa kết luận được về"
        " {{ thieu_phu_luc | length }} tiêu chí: {{ thieu_phu_luc | join('; ') }}.",
    )
    add_tag(document, "{%p endif %}")
    add_tag(document, "{%p if canh_bao %}")
    add_body(document, "{{ thu_tu.canh_bao }}. Những chỗ cần kiểm tra, sửa lại trong văn bản:", bold=True)
    add_table(
        document,
        "dong in canh_bao",
        (
            ("STT", 12, "{{ loop.index }}", CENTRE),
            ("Nội dung", 88, "{{ dong.noi_dung }}", LEFT),
            ("Trích kế hoạch", 65, "{{ dong.trich }}", LEFT),
        ),
    )
    add_tag(document, "{%p endif %}")


def _requests(document: Any) -> None:
    add_body(document, "Từ kết quả trên, đề nghị {{ don_vi }}:", bold=True)
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
        add_tag(document, f"{{%p if {condition} %}}")
        add_body(document, f"- {text}")
        add_tag(document, "{%p endif %}")
    add_body(
        document,
        "- Gửi kế hoạch đã hoàn thiện về (tên cơ quan) trước ngày …… tháng …… năm ……; nội dung nào đã có trong văn bản"
        " khác hoặc chưa được phản ánh đúng, đề nghị nêu rõ để (tên cơ quan) tổng hợp.",
    )
