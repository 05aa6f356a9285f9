"""What plans write and no sample does, third collection: who is told what in other words, by when, citing which act.

Each case says why it stands here; all sentences are invented. A sentence is put below a heading that gives tasks
("NHIỆM VỤ") or that organises ("TỔ CHỨC THỰC HIỆN").
"""

import pytest

from extractors.assignments import assignments
from extractors.citations import citations
from extractors.deadlines import deadlines
from extractors.pipeline import read
from extractors.reading import Reading
from schema.document import Document, Grade, Source

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")
HEAD = "KẾ HOẠCH\nThực hiện nhiệm vụ năm 2023\nI. MỤC TIÊU\n1. Nâng cao chất lượng.\n"
TASKS = HEAD + "II. NHIỆM VỤ\n"
ORGANISED = HEAD + "II. TỔ CHỨC THỰC HIỆN\n"

Told = list[tuple[str, tuple[str, ...]]]


def reading_of(text: str) -> Reading:
    return read(Document(source=SOURCE, text=text, blocks=(), grade=Grade.GOOD))


def told(head: str, sentence: str) -> Told:
    """(roles, words of the parties) of each assignment of ``sentence``, a numbered item below ``head``."""
    text = f"{head}1. {sentence}\n2. Lập sổ theo dõi.\n"
    end = text.index("\n2. Lập")
    found = [item for item in assignments(reading_of(text)) if len(head) <= item.evidence.start < end]
    return [("+".join(item.roles), tuple(party.text for party in item.parties)) for item in found]


WHO = [
    # Bodies named elsewhere than at the start
    ("a person behind a comma goes on with it",
     "Hồ sơ chuyển trường giải quyết trong ngày, đ/c văn thư tiếp nhận và trả kết quả.", [("execute", ("đ/c văn thư",))]),
    ("a desk behind a comma watches over it",
     "Hồ sơ đất đai phải chuyển trong ngày, công chức Địa chính theo dõi.", [("monitor", ("công chức Địa chính",))]),
    ("people of a kind behind a comma are what is spoken of",
     "Nâng cao chất lượng phục vụ, cán bộ, công chức giao tiếp văn minh.", []),
    ("those with whom it is done join in, where nobody else acts",
     "Niêm yết mã QR; phối hợp Đoàn Thanh niên hướng dẫn người dân.", [("coordinate+execute", ("Đoàn Thanh niên",))]),
    ("who heads the team leads it", "Kiện toàn Ban Chỉ đạo do đồng chí Chủ tịch UBND xã làm Trưởng ban.",
     [("lead+execute", ("đồng chí Chủ tịch UBND xã",))]),
    ("a bracket that gives it", "Kiểm tra việc chấp hành giờ giấc làm việc (giao Văn phòng Sở).",
     [("execute+monitor", ("Văn phòng Sở",))]),
    ("roles in brackets behind the task's colon",
     "Thẩm định hồ sơ trong ngày: Phòng Tài chính - Kế hoạch (chủ trì), Phòng Kinh tế (phối hợp).",
     [("lead", ("Phòng Tài chính - Kế hoạch",)), ("coordinate", ("Phòng Kinh tế",))]),
    ("whose act it is and what the act is about",
     "Thực hiện tốt văn bản chỉ đạo của UBND tỉnh, Sở Nội vụ về đẩy mạnh cải cách hành chính.", []),
    # Bodies and channels
    ("a channel carries what others publish", "Trang thông tin điện tử xã đăng tối thiểu 04 tin, bài/tháng.", []),
    ("each village", "Mỗi thôn đăng ký tối thiểu 01 mô hình dân vận khéo.", [("execute", ("Mỗi thôn",))]),
    ("a number belongs to the heads of villages", "Trưởng bản 24 bản vận động bà con nộp hồ sơ trực tuyến.",
     [("execute", ("Trưởng bản 24 bản",))]),
    ("a centre with three fields in its name",
     "Nội dung này giao Trung tâm Văn hóa - Thể thao và Truyền thông huyện đảm nhiệm.",
     [("execute", ("Trung tâm Văn hóa - Thể thao và Truyền thông huyện",))]),
    # Roles
    ("who drafts it for the authority answers for it", "Kế toán tham mưu dự toán mua sắm máy tính.",
     [("lead+execute", ("Kế toán",))]),
    ("who sends people takes no part", "Các cơ quan cử công chức tham gia Đoàn kiểm tra.",
     [("coordinate+execute", ("Các cơ quan",))]),
    ("a journalist's report is none", "Đài Truyền thanh huyện đưa tin, phản ánh kết quả kiểm tra.",
     [("execute", ("Đài Truyền thanh huyện",))]),
    ("figures go up to those who collect them", "Các phòng gửi số liệu trước ngày 08 hằng tháng.",
     [("report", ("Các phòng",))]),
    ("who directs others gets it done", "Chủ tịch UBND các xã chỉ đạo khắc phục ngay các tồn tại.",
     [("lead+execute", ("Chủ tịch UBND các xã",))]),
    ("a task of its own before a report", "Các phòng chủ động triển khai, báo cáo kết quả về Văn phòng Sở.",
     [("execute+report", ("Các phòng",))]),
    ("the part of the body that is meant",
     "Văn phòng UBND tỉnh (Phòng Kiểm soát thủ tục hành chính) chịu trách nhiệm tổ chức thực hiện.",
     [("lead+execute", ("Văn phòng UBND tỉnh",))]),
    ("a day of the week before the report",
     "Phòng Kinh tế chủ trì lập sổ; chiều thứ Sáu hằng tuần báo cáo Chủ tịch UBND xã.",
     [("lead", ("Phòng Kinh tế",)), ("report", ("Phòng Kinh tế",))]),
    # Duties
    ("a duty at an occasion", "Cán bộ, công chức khi giải quyết công việc phải đeo thẻ, mặc đúng trang phục.",
     [("execute", ("Cán bộ, công chức",))]),
    ("an order to everyone", "Yêu cầu 100% cán bộ, công chức sử dụng hòm thư công vụ.",
     [("execute", ("cán bộ, công chức",))]),
    ("a verb that the lexicon lacks before a semicolon",
     "Công chức Văn hóa - Xã hội hiệu đính nội dung; Đài Truyền thanh xã phát trên loa.",
     [("execute", ("Công chức Văn hóa - Xã hội",)), ("execute", ("Đài Truyền thanh xã",))]),
    # Narrative, competence, law
    ("what was", "Năm 2022, UBND xã đã ban hành 15 văn bản chỉ đạo.", []),
    ("whose competence it is", "Hồ sơ thuộc thẩm quyền giải quyết của UBND huyện được chuyển trong ngày.", []),
    ("what a decree says", "Nghị định số 61/2018/NĐ-CP quy định cơ quan có thẩm quyền phải công khai thủ tục.", []),
    ("how things stand", "Chất lượng tham mưu của một số phòng còn thấp, phối hợp thiếu chặt chẽ.", []),
    ("whose the things are", "100% thủ tục do công chức Tư pháp phụ trách được niêm yết đầy đủ.", []),
    ("how work is given", "Phân công nhiệm vụ cho từng công chức rõ ràng, cụ thể.", []),
    ("what holds for them", "Đối với đơn vị sự nghiệp thực hiện theo Nghị định số 16/2015/NĐ-CP.", []),
    ("to whom it is sent", "Tổ chức hội nghị triển khai đến lãnh đạo các cơ quan và Chủ tịch UBND các xã.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), [case[1:] for case in WHO], ids=[case[0] for case in WHO])
def test_who_is_told_what_among_tasks(sentence: str, expected: Told) -> None:
    assert told(TASKS, sentence) == expected


ORGANISES = [
    ("a standing office behind a colon",
     "Văn phòng - Thống kê: là bộ phận thường trực giúp Ban Chỉ đạo; đôn đốc các bộ phận.",
     [("lead", ("Văn phòng - Thống kê",)), ("monitor", ("Văn phòng - Thống kê",))]),
    ("an agency before a colon is in charge", "Phòng Nội vụ: đưa kết quả vào tiêu chí thi đua.",
     [("lead+execute", ("Phòng Nội vụ",))]),
    ("what it carries out makes no lead", "Phòng Nội vụ: triển khai thực hiện nội dung được phân công.",
     [("execute", ("Phòng Nội vụ",))]),
    ("a team goes from house to house", "Tổ Công nghệ số cộng đồng đến từng nhà hướng dẫn sử dụng dịch vụ công.",
     [("execute", ("Tổ Công nghệ số cộng đồng",))]),
    ("how long it may take is no task of who is told before",
     "Công chức Tư pháp giải quyết trong ngày; đối với hồ sơ cần xác minh thì thời gian không quá 10 ngày.",
     [("execute", ("Công chức Tư pháp",))]),
    ("when a report is sent is no task of its own",
     "Các xã báo cáo quý trước ngày 20; riêng báo cáo năm gửi trước ngày 05/12.", [("report", ("Các xã",))]),
    ("one body behind the label leads", "Phân công: Phòng Kinh tế.", [("lead+execute", ("Phòng Kinh tế",))]),
    ("what to do in a case makes no lead",
     "Sở Y tế theo dõi việc thực hiện. Trường hợp có vướng mắc, phải kịp thời báo cáo UBND tỉnh.",
     [("monitor", ("Sở Y tế",)), ("execute+report", ("Sở Y tế",))]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"), [case[1:] for case in ORGANISES], ids=[case[0] for case in ORGANISES]
)
def test_who_is_told_what_where_it_is_organised(sentence: str, expected: Told) -> None:
    assert told(ORGANISED, sentence) == expected


def test_those_who_are_not_visited_check_themselves_among_those_who_are() -> None:
    text = f"{HEAD}II. ĐỐI TƯỢNG KIỂM TRA\n1. UBND xã Đông; các đơn vị còn lại tự kiểm tra.\n2. UBND xã Đoài.\n"
    assert [item.parties[0].text for item in assignments(reading_of(text))] == ["các đơn vị"]


TIMES = [
    ("half of the year", "Hoàn thành việc rà soát trong nửa đầu năm.", [("period", "2023-06-30")]),
    ("the other half", "Nhân rộng mô hình trong nửa cuối năm 2023.", [("period", "2023-12-31")]),
    ("next year's quarter", "Tổ chức tổng kết trong quý I năm sau.", [("period", "2024-03-31")]),
    ("from now on", "Từ nay đến hết năm, tập trung giải quyết hồ sơ tồn đọng.", [("period", "2023-12-31")]),
    ("the first days of a month", "Gửi danh sách trong 10 ngày đầu của tháng 4.", [("period", "2023-04-30")]),
    ("a day whose month stands before", "Các thôn đăng ký trong tháng 3, gửi danh sách trước ngày 18.",
     [("period", "2023-03-31"), ("date", "2023-03-18")]),
    ("a day of each month", "Báo cáo tháng gửi trước ngày 20.", [("recurring", None)]),
    ("a day of no month", "Gửi danh sách trước ngày 18.", []),
    ("an answer within days", "Các phòng trả lời kiến nghị không quá 07 ngày.", [("offset", None)]),
    ("how long, not by when", "Thời gian giải quyết thủ tục không quá 07 ngày.", []),
    ("before a quarter begins", "Bàn giao trụ sở, hoàn thành trước quý III/2023.", [("date", "2023-06-30")]),
    ("a bracket tells the day of the frequency",
     "Định kỳ hằng quý (trước ngày 10 của tháng cuối quý) báo cáo kết quả.", [("recurring", None)]),
    ("a rhythm with its least", "Kiểm tra công vụ mỗi quý ít nhất 01 đợt.", [("recurring", None)]),
    ("the whole summer", "Sửa chữa phòng học, hoàn thành trong hè 2023.", [("period", None)]),
    ("a sentence that ends in always", "Các phòng cập nhật dữ liệu, thực hiện thường xuyên.", [("recurring", None)]),
    ("how it is done, not when", "Duy trì chế độ giao ban, bảo đảm thực hiện thường xuyên, liên tục.", []),
    ("a month opens a short item", "Tháng 3/2023 tổ chức hội nghị tập huấn.", [("period", "2023-03-31")]),
    ("a quarter ends a short item", "Hoàn thành quý II/2023.", [("period", "2023-06-30")]),
    ("the year opens what is done in it", "Trong năm tổ chức ít nhất 02 hội nghị.", [("period", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), [case[1:] for case in TIMES], ids=[case[0] for case in TIMES])
def test_by_when(sentence: str, expected: list[tuple[str, str | None]]) -> None:
    found = deadlines(reading_of(f"{TASKS}1. {sentence}\n2. Lập sổ theo dõi.\n"))
    assert [(one.kind.value, one.date) for one in found] == expected


FULL = "Thực hiện Quyết định số 4725/QĐ-BGDĐT ngày 30/12/2022 và Nghị quyết số 30c/NQ-CP ngày 08/11/2011 của Chính phủ."
BACK = [
    ("a number behind its type", "Chấm điểm theo Quyết định 4725.", ["4725/QĐ-BGDĐT"]),
    ("a letter behind the number", "Sáu nội dung của Nghị quyết 30c của Chính phủ.", ["30c/NQ-CP"]),
    ("another type with the same number", "Mô hình của Đề án 4725.", []),
    ("a number that no full mention has", "Tiếp tục Chương trình 135.", []),
    ("a figure with the same digits", "Tiếp nhận 4725 hồ sơ, giải quyết 30c phần việc.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), [case[1:] for case in BACK], ids=[case[0] for case in BACK])
def test_a_number_alone_is_tied_to_the_act_named_in_full(sentence: str, expected: list[str]) -> None:
    found = citations(reading_of(f"{TASKS}1. {FULL}\n2. {sentence}\n"))
    assert [one.symbol for one in found[2:]] == expected
