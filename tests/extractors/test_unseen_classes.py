"""Classes of forms that plans nobody had seen brought: who has a task, whose words give it, when and how much.

Each case says why it stands here; all sentences are invented.
"""

import pytest

from extractors.assignments import assignments
from extractors.deadlines import deadlines
from extractors.pipeline import read
from extractors.reading import Reading
from extractors.targets import targets
from schema.document import Document, Grade, Source

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")
AIMS = "\n\nI. MỤC TIÊU\n1. Nâng cao chất lượng.\n"
TASKS = AIMS + "II. NHIỆM VỤ\n"
ORGANISED = AIMS + "II. TỔ CHỨC THỰC HIỆN\n"
YEAR = "KẾ HOẠCH\nCải cách hành chính năm 2024"
YEARS = "KẾ HOẠCH\nCải cách hành chính giai đoạn 2021 - 2025"
SCHOOL = "KẾ HOẠCH\nCải cách hành chính năm học 2023 - 2024"

Told = list[tuple[str, tuple[str, ...]]]


def reading_of(text: str) -> Reading:
    return read(Document(source=SOURCE, text=text + "\n", blocks=(), grade=Grade.GOOD))


def told(text: str, below: str) -> Told:
    """(roles, codes or words of the parties) of each assignment of ``text``, which stands below ``below``."""
    head = YEAR + below
    found = [item for item in assignments(reading_of(head + text)) if item.evidence.start >= len(head)]
    return [("+".join(item.roles), tuple(party.code or party.text for party in item.parties)) for item in found]


def due(text: str, title: str) -> list[tuple[str, str | None, str]]:
    """(kind, date, words) of each deadline of ``text`` among the tasks of the plan ``title``."""
    head = title + TASKS
    found = [item for item in deadlines(reading_of(head + text)) if item.evidence.start >= len(head)]
    return [(item.kind.value, item.date, item.evidence.quote) for item in found]


def aimed(text: str, title: str = YEAR) -> list[tuple[str, float | None]]:
    """(comparator, value) of each target of ``text`` among the aims."""
    head = title + AIMS
    found = [item for item in targets(reading_of(head + text)) if item.evidence.start >= len(head)]
    return [(item.comparator.value, item.value) for item in found]


# (why, text, expected) below "Tổ chức thực hiện"
ORGANISING: list[tuple[str, str, Told]] = [
    ("a label of two roles", "- Phối hợp, tổng hợp báo cáo: Phòng Nội vụ.", [("coordinate+report", ("PHONG_NOI_VU",))]),
    ("a label of one role in four syllables", "- Tổng hợp báo cáo: Sở Tư pháp.", [("report", ("Sở Tư pháp",))]),
    ("times behind such a label", "- Báo cáo: quý, 6 tháng, năm.", []),
    ("whom a heading means by where they work",
     "3. Đối với công chức làm việc tại Bộ phận Một cửa\n- Niêm yết thủ tục.\n- Hằng tuần tổng hợp hồ sơ quá hạn.",
     [("execute", ("BP_MOT_CUA",)), ("report", ("BP_MOT_CUA",))]),
    ("a sentence that begins alike", "- Đối với công chức làm việc tại Bộ phận Một cửa phải đeo thẻ khi tiếp dân.",
     [("execute", ("BP_MOT_CUA",))]),
    ("who gave the tasks has none", "- Thực hiện các nhiệm vụ khác do UBND huyện, Chủ tịch UBND huyện giao.", []),
    ("who gave the tasks, behind the one who has them",
     "5. Văn phòng UBND tỉnh: Theo dõi, đôn đốc các nhiệm vụ được UBND tỉnh, Chủ tịch UBND tỉnh giao.",
     [("monitor", ("Văn phòng UBND tỉnh",))]),
    ("a clause that opens with what was given", "- Theo nhiệm vụ được giao, Phòng Kinh tế lập dự toán.",
     [("lead+execute", ("P_KT",))]),
    ("what goes up is a report of its own",
     "4. Sở Tư pháp: Chủ trì công tác cải cách thể chế; hằng quý gửi kết quả về Sở Nội vụ.",
     [("lead", ("Sở Tư pháp",)), ("report", ("Sở Tư pháp",))]),
    ("what goes to the citizen is none", "- Bộ phận Một cửa gửi kết quả cho công dân qua bưu điện.",
     [("execute", ("BP_MOT_CUA",))]),
    ("what comes of it goes on", "- Các xã tự kiểm tra hồ sơ; kết quả báo cáo Phòng Nội vụ trước ngày 20.",
     [("execute", ("Các xã",)), ("report", ("Các xã",))]),
    ("what comes of it is something", "- Phòng Nội vụ tổ chức khảo sát; kết quả là cơ sở đánh giá.",
     [("lead+execute", ("PHONG_NOI_VU",))]),
    ("those asked report now and again", "- Đề nghị Sở Nội vụ tham mưu kế hoạch; hằng quý tổng hợp, báo cáo UBND tỉnh.",
     [("execute", ("SO_NOI_VU",)), ("report", ("SO_NOI_VU",))]),
    ("those asked do two things", "- Đề nghị Mặt trận Tổ quốc phối hợp tuyên truyền; tham gia giám sát.",
     [("coordinate+monitor", ("MTTQ",))]),
    ("the working day before the report", "4. Bộ phận Một cửa\n- Cuối mỗi ngày làm việc báo cáo Chủ tịch UBND xã.",
     [("report", ("BP_MOT_CUA",))]),
    ("partners that no list holds", "- Kế toán, thủ quỹ: phối hợp ngân hàng mở tài khoản cho phụ huynh.",
     [("coordinate+execute", ("TC_KT", "thủ quỹ"))]),
    ("partners and nothing done with them", "- Phòng Nội vụ phối hợp với các đơn vị liên quan.",
     [("coordinate", ("PHONG_NOI_VU",))]),
    ("two desks before a colon", "4. Bộ phận Văn phòng:\n- Thư viện, thiết bị: xây dựng thư viện số.",
     [("execute", ("Thư viện",))]),
    ("a body named before a stop", "3. Đài truyền thanh thị trấn. Mở chuyên mục “Dân vận chính quyền”.",
     [("execute", ("DAI_PHAT_THANH",))]),
    ("what a body is, and what it does", "3. Phòng Nội vụ: Là đơn vị đầu mối theo dõi, đôn đốc; đề xuất khen thưởng.",
     [("lead+monitor", ("PHONG_NOI_VU",)), ("execute", ("PHONG_NOI_VU",))]),
    ("names that share their head", "5. Các phòng: Kinh tế, Văn hóa - Xã hội: lập dự toán kinh phí.",
     [("execute", ("P_KT", "P_VHXH"))]),
    ("a member of a board", "- Bà Lê Thị Hoa - Giáo viên Tin học - Thư ký", []),
    ("trouble at the end of the order",
     "Trên đây là Kế hoạch của UBND xã, yêu cầu các cơ quan, đơn vị thực hiện; khó khăn, vướng mắc báo cáo về UBND xã./.",
     [("execute", ("CO_QUAN_DON_VI",)), ("report", ("CO_QUAN_DON_VI",))]),
    ("quarters at the end of a list", "Trên đây là Kế hoạch của UBND xã, yêu cầu các ban ngành, khu phố thực hiện./.",
     [("execute", ("CAC_NGANH", "khu phố"))]),
]  # fmt: skip

# (why, text, expected) among the tasks
IN_TASKS: list[tuple[str, str, Told]] = [
    ("who lets it happen answers", "- Các phòng để hồ sơ trễ hẹn phải giải trình với Chủ tịch UBND huyện.",
     [("execute", ("BO_PHAN_CM",))]),
    ("a thing must have something", "- Hồ sơ chậm phải có phiếu xin lỗi.", []),
    ("that they can do it", "- Tạo điều kiện cho các phòng để thực hiện tốt nhiệm vụ.", []),
    ("a post of a school", "Xây dựng ngân hàng câu hỏi. Giáo viên Tin học chịu trách nhiệm quản trị mạng.",
     [("lead+execute", ("Giáo viên Tin học",))]),
    ("the post in an amount", "- 100% giáo viên Tin học tham gia tập huấn.", []),
    ("the timetable of a head", "- Bố trí phòng tiếp dân; lịch tiếp công dân của Hiệu trưởng vào sáng thứ Hai.", []),
    ("what a head holds", "- Duy trì tiếp công dân định kỳ của Chủ tịch UBND xã.",
     [("lead+execute", ("CHU_TICH_UBND",))]),
    ("a verb inside a name", "- Trung tâm Dịch vụ tổng hợp xã đưa tin.",
     [("execute", ("Trung tâm Dịch vụ tổng hợp xã",))]),
    ("who takes it over at the end", "- Lắp đặt máy lấy số tự động, Văn phòng HĐND và UBND chủ trì.",
     [("lead+execute", ("VP_HDND_UBND",))]),
    ("who stands last in a list", "- Kiểm tra các sở, ban, ngành, UBND các huyện thực hiện Đề án.", []),
    ("another body leads", "Phòng Nội vụ tham mưu kế hoạch kiểm tra, Thanh tra huyện chủ trì kiểm tra đột xuất.",
     [("lead+execute", ("PHONG_NOI_VU",)), ("lead+monitor", ("Thanh tra huyện",))]),
    ("another body joins in", "- Phòng Kinh tế chủ trì, Phòng Nội vụ phối hợp thực hiện.",
     [("lead", ("P_KT",)), ("coordinate", ("PHONG_NOI_VU",))]),
    ("how a thing must be", "- Trưởng các phòng phải trực tiếp tham gia; các quy trình phải được cập nhật.",
     [("coordinate", ("NGUOI_DUNG_DAU",))]),
    ("how it shall come out", "- Cán bộ, công chức sử dụng thường xuyên chữ ký số đạt 80% trở lên.", []),
    ("how it shall come out, and by when", "- Bộ phận Một cửa số hóa hồ sơ đạt 100%, hoàn thành trước 30/6.",
     [("execute", ("BP_MOT_CUA",))]),
    ("who watches over it", "- Thực hiện: Công an xã; Văn phòng HĐND và UBND đôn đốc.",
     [("execute", ("CONG_AN",)), ("monitor", ("VP_HDND_UBND",))]),
    ("two who lead", "- Chủ trì: Phòng Nội vụ; Phòng Tư pháp.", [("lead", ("PHONG_NOI_VU", "Phòng Tư pháp"))]),
    ("a full stop parts names", "- Thành lập Đoàn kiểm tra của tỉnh. Đoàn kiểm tra tiến hành kiểm tra đột xuất.",
     [("monitor", ("DOAN_KIEM_TRA",))]),
    ("the dot of an abbreviation does not", "- VP. HĐND và UBND lập dự toán.", [("execute", ("VP_HDND_UBND",))]),
    ("who drafts", "- Cơ quan chủ trì soạn thảo có trách nhiệm đánh giá tác động của thủ tục.",
     [("execute", ("Cơ quan chủ trì soạn thảo",))]),
    ("an agency alone is in charge", "Sở Tài chính hướng dẫn các huyện quản lý tài sản công.",
     [("lead+execute", ("Sở Tài chính",))]),
    ("an agency that only carries out", "Sở Nội vụ thực hiện kết luận của cơ quan thanh tra.",
     [("execute", ("SO_NOI_VU",))]),
    ("two agencies", "Sở Tài chính, Sở Y tế xây dựng đề án.", [("lead+execute", ("Sở Tài chính", "Sở Y tế"))]),
    ("agencies of a kind", "Các phòng chuyên môn xây dựng kế hoạch.", [("execute", ("BO_PHAN_CM",))]),
    ("an agency beside one that leads", "Giao Công an xã chủ trì; Phòng Kinh tế tham mưu kinh phí.",
     [("lead", ("CONG_AN",)), ("execute", ("P_KT",))]),
    ("a deputy director", "- Phó Giám đốc Sở theo dõi, đôn đốc các phòng.", [("monitor", ("LANH_DAO",))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in ORGANISING], ids=[case[0] for case in ORGANISING])
def test_who_is_told_what_in_the_part_that_organises(text: str, expected: Told) -> None:
    assert told(text, ORGANISED) == expected


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in IN_TASKS], ids=[case[0] for case in IN_TASKS])
def test_who_is_told_what_among_the_tasks(text: str, expected: Told) -> None:
    assert told(text, TASKS) == expected


TIMES = [
    # (why, title, text, expected)
    ("a term", SCHOOL, "Xây dựng ngân hàng câu hỏi trong học kì I.", [("period", None, "trong học kì I")]),
    ("each term", SCHOOL, "Họp phụ huynh cuối mỗi học kì.", [("recurring", None, "cuối mỗi học kì")]),
    ("each working day", YEAR, "Cuối mỗi ngày làm việc tổng hợp hồ sơ.", [("recurring", None, "Cuối mỗi ngày")]),
    ("what a system does each day", YEAR, "Hệ thống hoạt động 24 giờ mỗi ngày.", []),
    ("last in a bracket", YEAR, "Lắp ki ốt (Phòng Kinh tế, Quý III - IV/2024).",
     [("period", "2024-12-31", "Quý III - IV/2024")]),
    ("a report in a bracket", YEAR, "Đánh giá kết quả (theo báo cáo quý I/2024).", []),
    ("once in so many months", YEAR, "6 tháng một lần tổ chức giao ban với các đoàn thể.",
     [("recurring", None, "6 tháng một lần")]),
    ("the end of the year opens", YEAR, "Cuối năm 2024 tham mưu tổ chức sơ kết.",
     [("period", "2024-12-31", "Cuối năm 2024")]),
    ("the end of the year is told of", YEAR, "Báo cáo tình hình cuối năm 2024.", []),
    ("the year opens", YEAR, "Trong năm, chỉ ban hành thủ tục khi cần thiết.", [("period", None, "Trong năm")]),
    ("a label ends with its sentence", YEAR,
     "Thời gian hoàn thành trước ngày 10/11/2024. Nội dung: việc khắc phục tồn tại đã chỉ ra năm 2023.",
     [("date", "2024-11-10", "trước ngày 10/11/2024")]),
    ("a day of every year", YEARS, "Hằng năm, các phòng rà soát văn bản; báo cáo UBND huyện trước ngày 15 tháng 11.",
     [("recurring", None, "Hằng năm"), ("recurring", None, "trước ngày 15 tháng 11")]),
    ("the yearly report of a plan for years", YEARS, "Các phòng gửi báo cáo năm trước ngày 5/12.",
     [("recurring", None, "trước ngày 5/12")]),
    ("the yearly report of a plan for a year", YEAR, "Các phòng gửi báo cáo năm trước ngày 5/12.",
     [("date", "2024-12-05", "trước ngày 5/12")]),
    ("a day with its year", YEARS, "Gửi kế hoạch trước ngày 15/5/2021.", [("date", "2021-05-15", "trước ngày 15/5/2021")]),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "expected"), [case[1:] for case in TIMES], ids=[case[0] for case in TIMES])
def test_when_it_is_due(title: str, text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert due(text, title) == expected


AMOUNTS = [
    # (why, title, text, expected)
    ("what was, behind a bound", YEAR, "- Hồ sơ đúng hạn đạt từ 98% trở lên (năm 2023 đạt 97,2%).", [(">=", 98)]),
    ("what was, behind a colon", YEAR, "- Hồ sơ trực tuyến đạt 60% (năm 2022: 35%).", [("=", 60)]),
    ("what was in the school year before", SCHOOL, "- Hài lòng đạt 85% (năm học 2022-2023 là 62%).", [("=", 85)]),
    ("what was the year before", YEAR, "- Hồ sơ trực tuyến đạt 60% (cùng kỳ năm trước là 40%).", [("=", 60)]),
    ("what shall be, in brackets", YEAR, "- Hồ sơ trực tuyến đạt 60% (năm 2025 đạt 70%).", [("=", 60), ("=", 70)]),
    ("one bound over two shares", YEAR, "- Tối thiểu 30% sở, ban, ngành và 40% xã được kiểm tra.",
     [(">=", 30), (">=", 40)]),
    ("one change over two shares", YEAR, "- Giảm tối thiểu 10% thời gian và 20% chi phí.",
     [(">=", 10), (">=", 20)]),
    ("all of the second", YEAR, "- Ít nhất 90% hồ sơ đúng hạn và 100% thủ tục được công khai.", [(">=", 90), ("=", 100)]),
    ("the second reaches of its own", YEAR, "- Ít nhất 60% hồ sơ trực tuyến và hồ sơ số hóa đạt 70%.",
     [(">=", 60), ("=", 70)]),
    ("how often at most", YEAR, "- Không để tổ chức, cá nhân phải đi lại bổ sung hồ sơ quá 01 lần.", [("<=", 1)]),
    ("what was merged", YEAR, "- Bám sát tình hình thực tế sau hợp nhất 03 xã.", []),
    ("what shall be merged", YEAR, "- Sáp nhập 04 trường tiểu học.", [("=", 4)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "text", "expected"), [case[1:] for case in AMOUNTS], ids=[case[0] for case in AMOUNTS]
)
def test_how_much_is_aimed_at(title: str, text: str, expected: list[tuple[str, float]]) -> None:
    assert aimed(text, title) == expected
