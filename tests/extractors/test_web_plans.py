"""Plans as pages of the web give them: Markdown, headings broken at the end of a line, cards of portals. Invented."""

import pytest

from extractors.citations import citations
from extractors.header import header
from extractors.pipeline import read
from extractors.reading import Reading
from extractors.task_tables import task_rows
from schema.document import Document, Grade, Source


def reading(text: str) -> Reading:
    source = Source(name="t.txt", sha256="0" * 64, media_type="text/plain", reader="text")
    return read(Document(source=source, text=text, blocks=(), grade=Grade.GOOD))


def tree(text: str) -> list[tuple[str, str | None]]:
    return [(item.id, item.title) for item in reading(text).sections if item.marker]


SPACED = """**KẾ HOẠCH**

CHĂM SÓC VƯỜN THUỐC NAM NĂM 2026

Căn cứ Kế hoạch số 12/KH-UBND
ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân xã ban hành
kế hoạch như sau:

**I. MỤC ĐÍCH**

- Giữ gìn các giống cây thuốc
quý đang mất dần ở vùng đồi.

- Hướng dẫn hộ dân cách trồng
và thu hái đúng mùa vụ.

- Ghi chép kinh nghiệm của các
cụ cao tuổi trong từng thôn.

- Trao đổi hạt giống giữa các
thôn vào dịp cuối năm.

**II. TỔ CHỨC THỰC HIỆN**

"""
HEADINGS = [
    # (why, what stands under II, the sections under II)
    ("bold text that is still open", "**1. Trung tâm Dịch vụ\nNông nghiệp Hòa An**\n\n- Cung cấp cây giống cho các hộ trồng\nmới trong vụ xuân.\n",
     [("II.1", "Trung tâm Dịch vụ Nông nghiệp Hòa An")]),
    ("a colon within bold text", "**1. Mời tham gia: Hội\nLàm vườn, Câu lạc bộ Dưỡng sinh**\n\na) Góp cây giống quý cho vườn mẫu\ncủa xã;\n",
     [("II.1", "Mời tham gia: Hội Làm vườn, Câu lạc bộ Dưỡng sinh"), ("II.1.a", None)]),
    ("a run-in heading whose bold text goes on", "**1. Trạm Y tế, Hội và\nĐoàn thể: **Tư vấn cho hộ dân cách dùng cây\nthuốc an toàn.\n",
     [("II.1", "Trạm Y tế, Hội và Đoàn thể")]),
    ("only empty lines part paragraphs", "a) Đối với các thôn, bản,\nUBND phường bạn\n\n- Lập danh sách hộ có vườn thuốc\nlâu năm.\n",
     [("II.a", "Đối với các thôn, bản, UBND phường bạn")]),
    ("a body behind an empty line", "**1. Chọn các giống cây quy\nđịnh trong danh mục thuốc nam của tỉnh Hòa An**\n\nThôn, bản thuộc xã\nrà soát vườn trong quý I.\n",
     [("II.1", "Chọn các giống cây quy định trong danh mục thuốc nam của tỉnh Hòa An")]),
    ("a marker alone in its line", "**1.\nHội Đông y xã:**\n\nKhám bệnh miễn phí cho người cao tuổi.\n\n**2.\nUBND các xã bạn:**\n\nTrao đổi giống cây.\n",
     [("II.1", "Hội Đông y xã"), ("II.2", "UBND các xã bạn")]),
    ("a marker alone behind a line without a stop", "**1.\nHội Đông y xã:**\n\nTham mưu nguồn kinh phí mua dụng cụ sao thuốc và tủ\n\n**2.\nUBND các xã bạn:**\n\nTrao đổi giống cây.\n",
     [("II.1", "Hội Đông y xã"), ("II.2", "UBND các xã bạn")]),
    ("a mark outside the bold number", "**1**. **Chuẩn bị đất**\n\n- Cày ải từ tháng 10.\n\n**2**. **Chuẩn bị giống**\n\n- Ươm trong nhà lưới.\n",
     [("II.1", "Chuẩn bị đất"), ("II.2", "Chuẩn bị giống")]),
    ("a numbered round is a label", "1. Vòng 1: Từ ngày 05/3/2026 đến ngày 20/3/2026:\na) Chấm vườn của các thôn vùng cao;\n",
     [("II.1", "Vòng 1: Từ ngày 05/3/2026 đến ngày 20/3/2026"), ("II.1.a", None)]),
]  # fmt: skip


@pytest.mark.parametrize("case", HEADINGS, ids=[case[0] for case in HEADINGS])
def test_headings_of_web_pages(case: tuple[str, str, list[tuple[str, str | None]]]) -> None:
    _, text, expected = case
    assert tree(SPACED + text) == [("I", "MỤC ĐÍCH"), ("II", "TỔ CHỨC THỰC HIỆN"), *expected]


RAGGED = """KẾ HOẠCH
CHĂM SÓC VƯỜN THUỐC NAM NĂM 2026
I. MỤC ĐÍCH
- Giữ gìn các giống cây thuốc
quý đang mất dần ở vùng đồi và lưu lại cho các thế hệ sau cùng chăm sóc.
- Hướng dẫn từng hộ dân cách
trồng, thu hái đúng mùa vụ và phơi sấy bảo đảm chất lượng của dược liệu.
- Ghi chép kinh nghiệm của các
cụ cao tuổi trong từng thôn để biên soạn tài liệu phổ biến rộng rãi.
- Trao đổi hạt giống giữa các
thôn vào dịp cuối năm theo lịch do cán bộ khuyến nông của xã sắp xếp.
- Chọn ra những vườn mẫu được
nhiều người đến thăm và ghi danh vào sổ truyền thống của địa phương.
II. TỔ CHỨC THỰC HIỆN
1. Trung tâm Dịch vụ cho nghề
Vườn Hòa An
- Cung cấp cây giống cho các
hộ trồng mới trong vụ xuân.
2. Trạm Y tế
Tư vấn cách dùng cây thuốc.
"""


def test_a_heading_breaks_where_first_lines_break() -> None:
    assert tree(RAGGED)[2:] == [("II.1", "Trung tâm Dịch vụ cho nghề Vườn Hòa An"), ("II.2", "Trạm Y tế")]


def test_a_name_below_the_mark_of_a_signature_is_a_line_of_its_own() -> None:
    signed = RAGGED + "Nơi nhận:\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nLê Văn An\n"
    signer = header(reading(signed)).signer
    assert signer is not None and signer.value == "Lê Văn An"


def test_a_date_of_the_head_that_breaks_in_two() -> None:
    found = header(reading(f"UBND XÃ HÒA AN\nSố: 7/KH-UBND Hòa An, ngày\n02 tháng 8 năm 2025\n{RAGGED}"))
    assert found.date is not None and found.date.value == "2025-08-02"
    assert found.place is not None and found.place.value == "Hòa An"


def test_a_line_that_begins_with_a_reference_is_no_heading() -> None:
    text = (
        SPACED
        + "1. Chuẩn bị theo các khâu đã nêu (khoản 2 mục\nIII), trong đó làm đất trước.\n\n2. Gieo hạt theo\nPhần III, trừ vụ đông.\n"
    )
    assert [item[0] for item in tree(text)] == ["I", "II", "II.1", "II.2"]


WALLED = """PHỤ LỤC
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 7/KH-UBND)
|
**STT**
|
**Nhiệm vụ**
|
**Chủ trì**
|
**Thời
hạn**
|
|
**I. VƯỜN
ƯƠM**
|
|
1
|
Làm đất cho vườn ươm ở
Bản Mòng
|
Trạm
Khuyến nông
|
Quý I
|
|
**II.
NHÀ SẤY**
|
|
1
|
Sửa mái nhà sấy
|
Đội Xây dựng
|
Quý II
|
"""


def test_a_table_whose_cells_rules_enclose() -> None:
    found = reading(SPACED + "1. Phân công theo phụ lục.\n\n" + WALLED)
    titles = {section.id: section.title for section in found.sections if section.id.startswith("PL1.")}
    assert titles == {"PL1.I": "VƯỜN ƯƠM", "PL1.II": "NHÀ SẤY"}
    texts = [" ".join(found.flow[item.start : item.end].split()) for item in found.paragraphs if item.tabular]
    assert "Làm đất cho vườn ươm ở Bản Mòng" in texts and "Trạm Khuyến nông" in texts
    assert len(task_rows(found)) == 2


def test_the_symbol_in_the_card_of_a_portal_cites_nothing() -> None:
    card = (
        "Số hiệu: 9/KH-UBND Loại văn bản: Văn bản khác\nNơi ban hành: Tỉnh Gia Lai Người ký: Lê Văn An\n"
        "Ngày ban hành: 14/06/2024 Tình trạng: Đang cập nhật\nỦY BAN NHÂN DÂN\nTỈNH GIA LAI\nSố: 9/KH-UBND\n"
    )
    found = citations(
        reading(card + "KẾ HOẠCH\nNuôi ong năm 2024\nCăn cứ Quyết định số 7/QĐ-UBND;\nI. MỤC ĐÍCH\n1. Có mật.\n")
    )
    assert [citation.symbol for citation in found] == ["7/QĐ-UBND"]
