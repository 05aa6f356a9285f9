"""Who acts in a sentence and in what role: co-subjects, persons, short names, heads before a colon, and no tasks."""

import pytest

from extractors.assignments import assignments
from extractors.pipeline import read
from schema.document import Document, Grade, Source

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")
HEAD = "KẾ HOẠCH\nThực hiện nhiệm vụ năm 2026\nI. MỤC ĐÍCH\n1. Nâng cao chất lượng.\nII. NHIỆM VỤ\n1. Nội dung\n"

Told = list[tuple[str, tuple[str, ...]]]


def told(text: str) -> Told:
    """(roles, words of the parties) of each assignment of ``text``, below headings that name nobody."""
    document = Document(source=SOURCE, text=f"{HEAD}{text}\n", blocks=(), grade=Grade.GOOD)
    found = [item for item in assignments(read(document)) if item.evidence.start >= len(HEAD)]
    return [("+".join(item.roles), tuple(party.text for party in item.parties)) for item in found]


ACTING = [
    # (why, text, what is told)
    ("each body of the sentence acts behind its comma",
     "- Hội Nông dân xã vận động hội viên, Đoàn Thanh niên xã đảm nhận công trình, Hội Phụ nữ xã duy trì tuyến đường hoa.",
     [("execute", ("Hội Nông dân xã", "Đoàn Thanh niên xã", "Hội Phụ nữ xã"))]),
    ("an object list goes on over a comma, too",
     "- Phòng Kinh tế hướng dẫn các hợp tác xã, các hộ dân thực hiện quy trình.",
     [("lead+execute", ("Phòng Kinh tế",))]),
    ("verbs of the school", "- Các tổ chuyên môn sinh hoạt chuyên đề mỗi tháng 02 lần.",
     [("execute", ("Các tổ chuyên môn",))]),
    ("a new subject behind a semicolon", "- Kiểm tra học kỳ I; các tổ gửi báo cáo sơ kết trước ngày 10/01/2026.",
     [("report", ("các tổ",))]),
    ("times before the subject", "- Hằng tuần, hằng tháng, Văn phòng HĐND và UBND thống kê hồ sơ quá hạn.",
     [("execute", ("Văn phòng HĐND và UBND",))]),
    ("a condition before the subject", "- Quá trình thực hiện nếu có vướng mắc, các phòng, đơn vị kịp thời phản ánh về Sở.",
     [("report", ("các phòng, đơn vị",))]),
    ("newspapers and stations", "- Báo Hương Sơn, Đài PT&TH tỉnh: Xây dựng chuyên mục cải cách hành chính.",
     [("execute", ("Báo Hương Sơn", "Đài PT&TH tỉnh"))]),
    ("a person with the office in brackets", "- Phân công đ/c Trần Thị Sen (văn thư) tiếp nhận hồ sơ.",
     [("execute", ("đ/c Trần Thị Sen (văn thư)",))]),
    ("a person alone", "- Giao đồng chí Lò Văn Páo theo dõi khối tiểu học.", [("monitor", ("đồng chí Lò Văn Páo",))]),
    ("a body named in full before goes by its first words",
     "- Trung tâm Phục vụ hành chính công niêm yết thủ tục.\n- Hằng ngày, Trung tâm rà soát hồ sơ đến hạn.",
     [("execute", ("Trung tâm Phục vụ hành chính công",)), ("execute", ("Trung tâm",))]),
    ("who collects the reports acts", "- Hàng năm, các xã báo cáo kết quả về Phòng Nội vụ tổng hợp, báo cáo UBND huyện.",
     [("report", ("các xã",)), ("report", ("Phòng Nội vụ",))]),
    ("where the reports go is no task of the receiver", "- Hàng năm, các xã gửi kết quả về Phòng Nội vụ để tổng hợp.",
     [("report", ("các xã",))]),
    ("a standing office", "- Thành phần gồm các ngành, do Cục Chính trị quân khu làm thường trực.",
     [("lead+execute", ("Cục Chính trị quân khu",))]),
    ("the role stands before the colon",
     "- Sở Y tế chủ trì xây dựng quy chế chuyên môn trong việc: Giám định sức khỏe; tham gia khám tuyển.",
     [("lead", ("Sở Y tế",))]),
    ("what is to be done by somebody", "- Danh mục thủ tục được công chức Văn phòng - Thống kê niêm yết lại trong quý I.",
     [("execute", ("công chức Văn phòng - Thống kê",))]),
    ("what has been done by somebody tells nobody to act", "- Hạn chế đã được đoàn kiểm tra xác định phải khắc phục ngay.", []),
    ("what is approved from above tells nobody to act", "- Thực hiện đề án được Chủ tịch UBND tỉnh phê duyệt.", []),
    ("what is handed to somebody", "- Công tác tuyên truyền được giao cho công chức Văn hóa - Xã hội.",
     [("execute", ("công chức Văn hóa - Xã hội",))]),
    ("who directs", "- Việc tự kiểm tra do Phó Chủ tịch UBND xã trực tiếp chỉ đạo.", [("lead+execute", ("Phó Chủ tịch UBND xã",))]),
    ("roles behind the names of a label",
     "- Rà soát văn bản. Trách nhiệm: Phòng Tư pháp chủ trì; Phòng Nội vụ phối hợp. Xong trong quý III.",
     [("lead", ("Phòng Tư pháp",)), ("coordinate", ("Phòng Nội vụ",))]),
    ("a line in brackets", "(Văn phòng Ban Chỉ đạo, cơ quan thường trực giúp Ban Chỉ đạo kết nối thông tin).",
     [("execute", ("Văn phòng Ban Chỉ đạo", "cơ quan thường trực"))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in ACTING], ids=[case[0] for case in ACTING])
def test_who_acts(text: str, expected: Told) -> None:
    assert told(text) == expected


INHERITED = [
    ("lead before a colon, of the heading's body",
     "2. Sở Y tế\n- Chủ trì chỉ đạo hệ thống khám chữa bệnh (trừ tư nhân): Thực hiện ưu tiên; tham gia tuyên truyền.",
     [("lead", ("Sở Y tế",))]),
    ("a verb alone behind the name", "2. Công an xã: tuần tra; báo cáo về UBND xã.",
     [("execute", ("Công an xã",)), ("report", ("Công an xã",))]),
    ("hearing reports is to monitor",
     "2. Đảng ủy xã: phân công các đồng chí đảng ủy viên phụ trách thôn; hằng quý nghe báo cáo, kiểm điểm tiến độ.",
     [("execute", ("Đảng ủy xã",)), ("monitor", ("Đảng ủy xã",))]),
    ("'lãnh đạo' is what the body does", "2. Cấp ủy chi bộ\nLãnh đạo, kiểm tra việc thực hiện.",
     [("lead+monitor", ("Cấp ủy chi bộ",))]),
    ("who assigns its own people goes on acting",
     "2. UBND các xã\nXây dựng kế hoạch cụ thể; phân công công chức thực hiện; báo cáo kết quả về huyện.",
     [("lead+execute", ("UBND các xã",)), ("report", ("UBND các xã",))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in INHERITED], ids=[case[0] for case in INHERITED])
def test_what_the_heading_s_body_does(text: str, expected: Told) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "- Chi bộ trong sạch vững mạnh đạt 80%, không có chi bộ yếu kém.",
        "- Chi bộ hoàn thành tốt nhiệm vụ; 100% đảng viên ký cam kết.",
        "- Nâng cao nhận thức, trách nhiệm của người đứng đầu cơ quan, đơn vị trong chỉ đạo công tác.",
        "- Ban hành Quy chế của Ban Chỉ đạo quốc gia; Ban Chỉ đạo các tỉnh triển khai thực hiện Đề án đến năm 2030.",
        "- Mua sắm xe ô tô cho Văn phòng Ban Chỉ đạo; cơ quan thường trực các cấp trực tiếp giúp Ban Chỉ đạo.",
        "- Công khai thủ tục của các sở, ngành; UBND cấp huyện, UBND cấp xã trên Cổng dịch vụ công.",
        "- Doanh nghiệp được tạo điều kiện thuận lợi trong tiếp cận đất đai.",
    ],
)
def test_aims_and_owners_are_no_tasks(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("- Sở Nội vụ phát huy sức mạnh tổng hợp của hệ thống chính trị.", "execute"),
        ("- Sở Nội vụ thực hiện kết luận của cơ quan thanh tra.", "execute"),
        ("- Sở Nội vụ định kỳ nghe báo cáo của các xã.", "monitor"),
    ],
)
def test_a_word_inside_a_noun_tells_no_role(text: str, roles: str) -> None:
    assert [found for found, _ in told(text)] == [roles]
