"""Physical lines become logical paragraphs, whatever the format cut them into."""

import pytest

from extractors.flow import prepare
from extractors.reading import Reading
from schema.document import Block, BlockKind, Cell, Document, Grade, Source


def make(text: str, blocks: tuple[Block, ...] = ()) -> Document:
    source = Source(name="a.txt", sha256="0" * 64, media_type="text/plain", reader="text")
    return Document(source=source, text=text, blocks=blocks, grade=Grade.GOOD)


def paragraphs(reading: Reading) -> list[str]:
    return [" ".join(reading.flow[item.start : item.end].split()) for item in reading.paragraphs]


BODY = (
    "- Nâng cao trách nhiệm của người đứng đầu trong triển khai thực hiện công\ntác cải cách hành chính trên địa bàn.\n"
)
JOINED = [
    # (why, text, a paragraph that must come out)
    ("a name of a body that the line breaks", BODY + "3. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam Thành phố, Hội Liên hiệp\n"
     "Phụ nữ Thành phố và các tổ chức thành viên\n- Tham gia phối hợp.\n",
     "3. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam Thành phố, Hội Liên hiệp Phụ nữ Thành phố và các tổ chức thành viên"),
    ("a name that the line breaks at its dash",
     BODY + "Từ nguồn ngân sách huyện, xã và các nguồn hợp pháp khác; giao phòng Tài chính\n- Kế hoạch thẩm định, tham mưu bố trí.\n",
     "Từ nguồn ngân sách huyện, xã và các nguồn hợp pháp khác; giao phòng Tài chính - Kế hoạch thẩm định, tham mưu bố trí."),
    ("a bullet below a line that ends in a body", BODY + "- Lãnh đạo và chuyên viên phụ trách của phòng Tài chính\n- Kế hoạch tuyên truyền.\n",
     "- Kế hoạch tuyên truyền."),
    ("a bullet below a body that is whole", BODY + "- Phòng Tài chính\n- Kế hoạch thẩm định.\n", "- Kế hoạch thẩm định."),
    ("what the official gazette prints over its pages", "- Nâng cao trách nhiệm của người đứng đầu trong triển khai thực hiện công\n"
     "CÔNG BÁO/Số 15 + 16/Ngày 07-05-2016\n91\ntác cải cách hành chính trên địa bàn.\n",
     "- Nâng cao trách nhiệm của người đứng đầu trong triển khai thực hiện công tác cải cách hành chính trên địa bàn."),
    ("a bullet alone in its line", "1. Sở Tài chính\n\n-\nTuyên truyền, phổ biến các quy định về quản lý, sử dụng tài\nsản công.\n",
     "- Tuyên truyền, phổ biến các quy định về quản lý, sử dụng tài sản công."),
    ("a heading run into its text, whose line ends in mid-phrase",
     "3. Tiêu chuẩn khen thưởng\n3.1. Bằng khen của Thủ tướng Chính phủ: Thực hiện theo quy định tại\n"
     "Hướng dẫn số 78/HD-BNV ngày 14/9/2025 của Bộ Nội vụ về khen thưởng trong\ncông tác bầu cử.\n",
     "3.1. Bằng khen của Thủ tướng Chính phủ: Thực hiện theo quy định tại Hướng dẫn số 78/HD-BNV ngày 14/9/2025 của Bộ "
     "Nội vụ về khen thưởng trong công tác bầu cử."),
    ("a wrapped bullet", BODY, "- Nâng cao trách nhiệm của người đứng đầu trong triển khai thực hiện công tác cải cách hành chính trên địa bàn."),
    ("blank lines do not decide", "mức độ cao hơn theo quy định của pháp luật về văn thư\n\n\nvà lưu trữ.\n" * 2, "mức độ cao hơn theo quy định của pháp luật về văn thư và lưu trữ."),
    ("a year at a line start", BODY + "- Thực hiện các nhiệm vụ cải cách hành chính của Ủy ban nhân dân xã năm\n2020. Hoàn thành.\n", "- Thực hiện các nhiệm vụ cải cách hành chính của Ủy ban nhân dân xã năm 2020. Hoàn thành."),
    ("a stray number", BODY + "- Cung cấp dịch vụ công trực tuyến cho tổ chức và người dân ở mức độ 3,\n4.\n", "- Cung cấp dịch vụ công trực tuyến cho tổ chức và người dân ở mức độ 3, 4."),
    ("a symbol at a line start", BODY + "- Triển khai có hiệu quả các nhiệm vụ và giải pháp của Nghị quyết số\n63/NQ-CP của Chính phủ.\n", "- Triển khai có hiệu quả các nhiệm vụ và giải pháp của Nghị quyết số 63/NQ-CP của Chính phủ."),
    ("a name with a dash", BODY + "- Các công chức có liên quan, gồm công chức Văn phòng\n- Thống kê và Tư pháp.\n", "- Các công chức có liên quan, gồm công chức Văn phòng - Thống kê và Tư pháp."),
    ("a heading over two lines", BODY + "7. Xây dựng và phát triển chính quyền điện tử, chính quyền số và đô thị\nthông minh\n- Một.\n", "7. Xây dựng và phát triển chính quyền điện tử, chính quyền số và đô thị thông minh"),
    ("what the bodies do, by the plan",
     BODY + "1. Công an xã, Ban Chỉ huy Quân sự xã, Trạm Y tế, các trường học trên địa bàn\ncăn cứ Kế hoạch này chủ động "
     "triển khai.\n",
     "1. Công an xã, Ban Chỉ huy Quân sự xã, Trạm Y tế, các trường học trên địa bàn căn cứ Kế hoạch này chủ động triển khai."),
    ("a law's name that begins like an order",
     BODY + "a) Nâng cao chất lượng ban hành văn bản của HĐND, UBND xã theo Luật\nBan hành văn bản quy phạm pháp luật.\n",
     "a) Nâng cao chất lượng ban hành văn bản của HĐND, UBND xã theo Luật Ban hành văn bản quy phạm pháp luật."),
    ("a type name in two lines", "ỦY BAN NHÂN DÂN\nXÃ HÒA AN\nQUYẾT\nĐỊNH\nVề việc ban hành Kế hoạch\n", "QUYẾT ĐỊNH"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "wanted"), JOINED, ids=[why for why, *_ in JOINED])
def test_lines_are_joined(why: str, text: str, wanted: str) -> None:
    assert wanted in paragraphs(prepare(make(text)))


APART = [
    ("heading and body", "1. Mục đích\nNhằm cụ thể hóa các nội dung của cấp trên và phân công nhiệm vụ cho các bộ\nphận.\n", "1. Mục đích"),
    ("type and title", BODY + "KẾ HOẠCH\nKiểm tra công tác cải cách hành chính\n", "KẾ HOẠCH"),
    ("the quoted name of a criterion", BODY + "1. Tiêu chí “Ứng dụng phần mềm quản lý văn bản và điều hành”\n100% văn bản đi "
     "được ký số theo quy định, trừ văn bản mật, tài liệu mật.\n", "1. Tiêu chí “Ứng dụng phần mềm quản lý văn bản và điều hành”"),
    ("a heading that fills its line", BODY + "1. Đề nghị Ủy ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội\n\nGiám sát việc "
     "thực hiện Kế hoạch.\n", "1. Đề nghị Ủy ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội"),
    ("a marker in the row", BODY + "a) Tự kiểm tra:\nb) Kiểm tra trực tiếp:\n", "b) Kiểm tra trực tiếp:"),
    ("a heading on the law, and its body",
     BODY + "1. Công tác tuyên truyền, phổ biến, giáo dục và theo dõi thi hành pháp luật\nTuyên truyền sâu rộng đến mọi "
     "người dân.\n", "1. Công tác tuyên truyền, phổ biến, giáo dục và theo dõi thi hành pháp luật"),
    ("căn cứ", "Căn cứ Luật Tổ chức chính quyền địa phương;\nCăn cứ Nghị quyết số 76/NQ-CP;\n", "Căn cứ Nghị quyết số 76/NQ-CP;"),
    ("signature", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn Bình\n", "CHỦ TỊCH"),
    ("cells between bars", "TỈNH A\n|\nSố: 5/KH-UBND\n|\nKẾ HOẠCH\n", "Số: 5/KH-UBND"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "wanted"), APART, ids=[why for why, *_ in APART])
def test_lines_are_kept_apart(why: str, text: str, wanted: str) -> None:
    assert wanted in paragraphs(prepare(make(text)))


def test_flow_keeps_every_offset() -> None:
    text = "## KẾ HOẠCH\n\n| Số: 1/KH-UBND | Hòa An, ngày 1 tháng 2 năm 2024 |\n|---|---|\n\n**I. MỤC ĐÍCH**\n\nMột\n\nhai.\n"
    reading = prepare(make(text))
    assert len(reading.flow) == len(text)
    assert all("\n" not in reading.flow[item.start : item.end] for item in reading.paragraphs)
    assert [item.end for item in reading.paragraphs] == sorted(item.end for item in reading.paragraphs)


def test_page_numbers_are_blanked_and_table_rows_are_not() -> None:
    body = "".join(f"- Nội dung thứ {index} của công tác cải cách hành chính.\n" for index in range(12))
    reading = prepare(make(body + "2\n" + body + "STT\nNội dung\n1\nRà soát văn bản\n2\nKiểm tra\n3\nBáo cáo\n"))
    found = paragraphs(reading)
    assert found.count("2") == 1
    assert [item for item in found if item.isdigit()] == ["1", "2", "3"]


def test_cells_stay_paragraphs_of_their_own() -> None:
    text = "Văn phòng\nThống kê"
    blocks = tuple(
        Block(start=start, end=end, kind=BlockKind.CELL, cell=Cell(table=0, row=0, column=column))
        for column, (start, end) in enumerate(((0, 9), (10, 18)))
    )
    reading = prepare(make(text, blocks))
    assert paragraphs(reading) == ["Văn phòng", "Thống kê"]
    assert [item.cell.column for item in reading.paragraphs if item.cell] == [0, 1]


@pytest.mark.parametrize("verb", ["Thực hiện", "Tập trung", "Đẩy mạnh"])
def test_a_sentence_that_ends_a_line_does_not_end_what_the_format_calls_one_paragraph(verb: str) -> None:
    above = (
        "a) Rà soát danh sách người sử dụng chất gây nghiện trên địa bàn, cập nhật vào\n"
        "cơ sở dữ liệu dùng chung của thành phố.\n"
    )
    item = (
        "b) Tăng cường quản lý người sử dụng chất gây nghiện ở cộng đồng và có giải pháp.\n"
        f"{verb} tốt công tác bảo đảm an ninh trật tự tại các cơ sở trên địa bàn của\nthành phố.\n"
    )
    spans = [(0, len(above) - 1), (len(above), len(above + item) - 1)]
    blocks = tuple(Block(start=start, end=end, kind=BlockKind.PARAGRAPH, page=1) for start, end in spans)
    assert paragraphs(prepare(make(above + item, blocks)))[1:] == [" ".join(item.split())]
    assert len(paragraphs(prepare(make(above + item)))) == 3  # a text tells nothing of its paragraphs


def test_a_paragraph_cut_by_a_page_is_joined() -> None:
    first = "Việc thực hiện chế độ thông tin báo cáo về công tác cải cách hành chính nói"
    second = "chung và các lĩnh vực nói riêng."
    blocks = (
        Block(start=0, end=len(first), kind=BlockKind.PARAGRAPH, page=1),
        Block(start=len(first) + 1, end=len(first) + 1 + len(second), kind=BlockKind.PARAGRAPH, page=2),
    )
    assert paragraphs(prepare(make(f"{first}\n{second}", blocks))) == [f"{first} {second}"]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("VỀ HƯỚNG DẪN THỰC HIỆN QUYẾT ĐỊNH CỦA THỦ TƯỚNG", "CHÍNH PHỦ VỀ HỖ TRỢ NGƯỜI CÓ CÔNG", True),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", False),
        ("VỀ HƯỚNG DẪN THỰC HIỆN QUYẾT ĐỊNH CỦA THỦ TƯỚNG", "Chính phủ ban hành như sau", False),
    ],
)
def test_a_title_in_capitals_goes_on_over_a_page_where_it_fills_its_line(
    first: str, second: str, together: bool
) -> None:
    text = BODY * 3
    blocks = [Block(start=0, end=len(text) - 1, kind=BlockKind.PARAGRAPH, page=1)]
    for page, line in enumerate((first, second), start=1):
        blocks.append(Block(start=len(text), end=len(text) + len(line), kind=BlockKind.PARAGRAPH, page=page))
        text += f"{line}\n"
    assert (f"{first} {second}" in paragraphs(prepare(make(text, tuple(blocks))))) is together
