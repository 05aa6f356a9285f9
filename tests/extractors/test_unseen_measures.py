"""What plans write and no sample does, fifth collection: ratios, labelled figures, slogans, broken headings, years.

Each case says why it stands here; all sentences are invented.
"""

import pytest

from extractors.flow import prepare
from extractors.pipeline import extract
from schema.document import Document, Grade, Source
from schema.plan import Plan

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")
HEAD = "KẾ HOẠCH\nCông tác dân số năm 2026\n\nI. MỤC ĐÍCH\n1. Nâng cao chất lượng dân số.\n"
AIMED = HEAD + "II. CHỈ TIÊU\n"
ORGANISED = HEAD + "II. TỔ CHỨC THỰC HIỆN\n"


def plan_of(text: str) -> Plan:
    return extract(Document(source=SOURCE, text=text + "\n", blocks=(), grade=Grade.GOOD))


Figures = list[tuple[str, float | None, str | None]]

TARGETS: list[tuple[str, str, str, Figures]] = [
    ("a ratio of two nouns", AIMED, "- Tỷ số giới tính khi sinh dưới 112 bé trai/100 bé gái sinh ra sống.",
     [("<", 112, "bé trai/100 bé gái")]),
    ("a ratio to one", AIMED, "- Tổng tỷ suất sinh đạt 2,2 con/phụ nữ.", [("=", 2.2, "con/phụ nữ")]),
    ("a ratio without a noun of its own", AIMED, "- Tỷ suất tử vong mẹ dưới 12/100.000 trẻ đẻ sống.",
     [("<", 12, "/100.000 trẻ đẻ sống")]),
    ("at a level", AIMED, "- Tỷ số giới tính khi sinh ở mức 108 bé trai/100 bé gái.", [("=", 108, "bé trai/100 bé gái")]),
    ("how many children a family has", ORGANISED, "- Vận động các cặp vợ chồng sinh đủ 02 con.", []),
    ("a norm within a rate", AIMED, "- Tỷ lệ phụ nữ sinh đủ 02 con: ≥ 60 %", [(">=", 60, "%")]),
    ("work before a colon", ORGANISED, "- Lắp đặt mới trạm 3G/4G: 40 trạm (Trong đó: Viễn thông A: 25 trạm);",
     [("=", 40, "trạm")]),
    ("no work before a colon", ORGANISED, "- Thời gian tổ chức: 02 buổi.", []),
    ("a rise that its label tells", AIMED, "- Tăng thêm tỷ lệ người được khám định kỳ 1 lần/năm: 12%",
     [("increase", 12, "%")]),
    ("a fall in the brackets of its label", AIMED, "- Chỉ tiêu mức sinh (giảm tỷ suất sinh thô): 0,04‰",
     [("decrease", 0.04, "‰")]),
    ("a fall to what the label's figure says", AIMED, "- Giảm tỷ lệ hộ nghèo: còn 3%", [("=", 3, "%")]),
    ("a bracket behind the figure", AIMED, "- Tổng số người dùng biện pháp mới: 12.500 người (theo bảng kèm theo).",
     [("=", 12500, "người")]),
    ("a slogan in quotes", ORGANISED, "- Làm việc với tinh thần “việc gấp đôi thì sức gấp ba”.", []),
    ("a school year", AIMED, "- Điểm trung bình năm học 2022-2023 cao hơn năm học trước.", []),
    ("what each has of whom a share names", AIMED, "- 100% thôn, bản, tổ dân phố có ít nhất 01 điểm truy cập.",
     [("=", 100, "%")]),
    ("two predicates are two aims", AIMED, "- 100% hồ sơ giải quyết đúng hạn, có ít nhất 02 sáng kiến.",
     [("=", 100, "%"), (">=", 2, "sáng kiến")]),
    ("wages that name people", AIMED, "- Tỷ lệ lao động nữ làm công hưởng lương đạt 45%.", [("=", 45, "%")]),
    ("a bound before the year", AIMED, "- Tỷ lệ nữ trong diện quy hoạch ít nhất vào năm 2027 đạt 35%.", [(">=", 35, "%")]),
    ("who may do otherwise", AIMED, "- Nơi có tỷ lệ nữ dưới 20% có thể điều chỉnh mục tiêu.", []),
    ("each of them has one", ORGANISED, "- Bảo đảm mỗi bản có 01 cộng tác viên dân số.", [("=", 1, "cộng tác viên")]),
    ("how strong a solution is", ORGANISED, "- Cấp hóa chất Chlorine 70% cho các trạm y tế.", []),
    ("what work is good for", ORGANISED, "- Chia sẻ dữ liệu để giúp nâng cao tỷ lệ chi trả, phục vụ mục tiêu của ngành.", []),
    ("the hours of a stage", ORGANISED, "- Giai đoạn khẩn cấp (0-48 giờ): tổ chức lực lượng.", []),
    ("a fall of so much every year", AIMED, "- Tỷ lệ hộ nghèo giảm hàng năm 1% - 1,5%.", [("decrease", 1, "%")]),
    ("a target programme aims at nothing", HEAD + "II. TÌNH HÌNH THỰC HIỆN NĂM 2025\n",
     "- Chi các chương trình mục tiêu 50 tỷ đồng, bằng 90%.", []),
    ("what reached its aim is told", HEAD + "II. TÌNH HÌNH THỰC HIỆN NĂM 2025\n",
     "- Kinh tế tăng khá (đạt mục tiêu đề ra). Trong đó: Nông nghiệp chiếm 35%.", []),
    ("an aim within a report", HEAD + "II. TÌNH HÌNH THỰC HIỆN NĂM 2025\n", "- Giải ngân vốn phấn đấu đạt 95%.",
     [("=", 95, "%")]),
    ("how many may be rewarded", HEAD + "II. SỐ LƯỢNG KHEN THƯỞNG\n", "- Mỗi đơn vị đề nghị không quá 02 tập thể.", []),
    ("what must not happen, in quotes", ORGANISED, "- Giải quyết kịp thời kiến nghị, không để xảy ra “điểm nóng” về khiếu kiện.",
     [("=", 0, "điểm nóng")]),
    ("which ones are meant", AIMED, "- Vùng nuôi có diện tích từ 10 ha trở lên.", []),
    ("how often", AIMED, "- Quan trắc môi trường với tần suất 02 lần/tháng.", []),
    ("how often, behind a colon", AIMED, "- Tần suất quan trắc: 02 đợt/tháng (18 đợt/năm).", []),
    ("cases of a kind", ORGANISED, "- Quản lý chặt chẽ, không để xảy ra các vụ việc phức tạp.", [("=", 0, "vụ việc")]),
    ("a wish before the aims of others", ORGANISED, "- Nâng cao thu nhập cho lao động, thi đua thực hiện các chỉ tiêu của tỉnh.", []),
    ("what work costs", HEAD + "II. DỰ TOÁN KINH PHÍ\n", "- Thuê dịch vụ tin nhắn: 50.000.000 đồng/năm.", []),
    ("a share of what work costs", ORGANISED, "- Dự kiến kinh phí thực hiện khoảng 10% tổng dự toán.", []),
    ("what work helps to reach", ORGANISED, "- Thi đua sôi nổi, góp phần đạt và vượt các chỉ tiêu năm học.", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "head", "text", "expected"), TARGETS, ids=[case[0] for case in TARGETS])
def test_what_is_to_be_reached(why: str, head: str, text: str, expected: Figures) -> None:
    found = [one for one in plan_of(head + text).targets if one.evidence.start >= len(head)]
    assert [(one.comparator.value, one.value, one.unit) for one in found] == expected


def test_the_words_before_a_colon_belong_to_the_figure_behind() -> None:
    found = plan_of(AIMED + "- Tỷ lệ phụ nữ sinh đủ 02 con: ≥ 60 %").targets
    assert [one.evidence.quote for one in found] == ["Tỷ lệ phụ nữ sinh đủ 02 con: ≥ 60 %"]


HEADINGS = [
    ("a bracket behind the bold name", "**1. Sở Nội vụ **(Cơ quan thường trực Ban Chỉ đạo):\n\n- Tổng hợp báo cáo.",
     "Sở Nội vụ (Cơ quan thường trực Ban Chỉ đạo)"),
    ("a bold heading in two paragraphs",
     "**1. Đề nghị Ủy ban Mặt trận Tổ quốc xã, Hội Liên hiệp**\n\n**Phụ nữ xã và Đoàn Thanh niên**\n\n- Vận động hội viên.",
     "Đề nghị Ủy ban Mặt trận Tổ quốc xã, Hội Liên hiệp Phụ nữ xã và Đoàn Thanh niên"),
    ("a numbered aim and its name", "1. Mục tiêu 2. Trong lĩnh vực kinh tế, lao động\na) Việc làm\n- Mở lớp nghề.",
     "Mục tiêu 2. Trong lĩnh vực kinh tế, lao động"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "title"), HEADINGS, ids=[case[0] for case in HEADINGS])
def test_headings(why: str, text: str, title: str) -> None:
    found = plan_of(f"# {HEAD}\n## II. TỔ CHỨC THỰC HIỆN\n\n{text}").sections
    assert next(one.title for one in found if one.id == "II.1") == title


def test_a_line_goes_on_where_empty_lines_part_the_paragraphs() -> None:
    items = "\n\n".join(
        f"- Nhiệm vụ được giao cho các phòng trong\nnăm thứ {number} của kế hoạch này;" for number in "abcdefg"
    )
    text = (
        HEAD
        + f"II. NHIỆM VỤ\n\n{items}\n\nTrong năm, xây dựng trạm\nBTS mới đạt 100% kế hoạch.\n\n- Nghiệm thu công trình.\n"
    )
    reading = prepare(Document(source=SOURCE, text=text, blocks=(), grade=Grade.GOOD))
    last = reading.paragraphs[-2]
    assert reading.flow[last.start : last.end] == "Trong năm, xây dựng trạm BTS mới đạt 100% kế hoạch."


LETTER = "UBND TỈNH AN BÌNH\nSố: 15/KH-UBND\nAn Bình, ngày 20 tháng 11 năm 2025\n\nKẾ HOẠCH\n{title}\n\nI. NỘI DUNG\n1. {task}\n"
YEARS = [
    ("no year but that of its date", "Vận động chi trả trợ cấp không dùng tiền mặt", "Rà soát danh sách.", 2025),
    ("aims of several years", "Phát triển hạ tầng số", "Phủ sóng toàn tỉnh đến năm 2030.", None),
    ("a day ahead in its title", "Kiểm kê tài sản công thời điểm ngày 01 tháng 01 năm 2026", "Rà soát danh sách.", 2026),
]  # fmt: skip


@pytest.mark.parametrize(("why", "title", "task", "year"), YEARS, ids=[case[0] for case in YEARS])
def test_the_year_of_a_plan(why: str, title: str, task: str, year: int | None) -> None:
    found = plan_of(LETTER.format(title=title, task=task)).header.plan_year
    assert (found.value if found else None) == year
