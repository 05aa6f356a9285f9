"""What plans write and no sample does: who is meant and who is only spoken of, who sends and who collects.

Each case says why it stands here; all sentences are invented.
"""

import pytest

from tests.extractors.test_assignments import given_in, told
from tests.extractors.test_unseen_wording import plan_of

POLICE = "1. Công an xã\n"

SPOKEN_OF = [
    ("those who are watched, below a body's heading",
     POLICE + "- Theo dõi, hướng dẫn, đôn đốc các bộ phận, ngành, đoàn thể triển khai thực hiện; kiểm tra kết quả.",
     [("monitor", ("CONG_AN",))]),
    ("those whose knowledge is to grow",
     "Nhằm nâng cao nhận thức, trách nhiệm của các cấp ủy đảng, chính quyền, sở, ban ngành, đoàn thể trong triển khai "
     "thực hiện Đề án.", []),
    ("those whom a new committee shall direct",
     "Thành lập Ban Chỉ đạo để chỉ đạo, đôn đốc các cơ quan, đơn vị, doanh nghiệp trong việc thực hiện kiểm kê.", []),
    ("those whom a partner moves to join in",
     "Phối hợp Công đoàn động viên đội ngũ cán bộ, nhà giáo, người lao động, học sinh tham gia hội thao.",
     [("coordinate execute", ("CONG_DOAN",))]),
    ("those who are encouraged by what is done",
     "Tổ chức hội thi nhằm tạo động lực, động viên, khuyến khích các tập thể, cá nhân phát huy sáng kiến.", []),
    ("those whom the subject urges behind a list of verbs",
     "Bộ CHQS tỉnh tham mưu UBND tỉnh hướng dẫn, kiểm tra, đôn đốc các sở, ban, ngành triển khai thực hiện.",
     [("lead execute monitor", ("Bộ CHQS tỉnh",))]),
    ("who shall give an award to those whose papers are sent",
     "Hồ sơ trình khen thưởng, đề nghị Thủ tướng Chính phủ xem xét tặng Bằng khen gửi về phòng thi đua trong quý I.", []),
    ("what a body is for", "Doanh nghiệp giữ vai trò chủ động trong chuyển đổi số.", []),
    ("partners in a list behind the lead of the heading",
     POLICE + "- Trên cơ sở đề xuất của các xã, chủ trì tổng hợp và phối hợp với các sở, ban, ngành, UBND xã bố trí kinh phí.",
     [("lead coordinate execute report", ("CONG_AN", "CAC_NGANH", "UBND xã"))]),
    ("those who are praised for what they did",
     "Thông qua đợt thi đua, kịp thời biểu dương, khen thưởng các điển hình tiên tiến, các tập thể, cá nhân có thành "
     "tích tiêu biểu trong thực hiện nhiệm vụ.", []),
    ("what will be done to them", "Ngoài ra, địa phương có thành tích xuất sắc sẽ được cộng điểm thi đua.", []),
    ("a rate to be reached", POLICE + "- Phấn đấu tỷ lệ hồ sơ đúng hạn đạt 98%; giảm 50% số vụ vi phạm.", []),
    ("the members of a committee, with a room named like a verb",
     "Củng cố Ban Chỉ đạo, bao gồm: Trưởng Ban là Chủ tịch UBND tỉnh; thành viên Ban Chỉ đạo gồm đại diện lãnh đạo Sở Nội "
     "vụ, Sở Tài chính. Phòng Hành chính, Lưu trữ thuộc Văn phòng Tỉnh ủy; thường trực là Công an tỉnh.", []),
    ("people who may then take part",
     POLICE + "- Thông báo rộng rãi tài khoản để Nhân dân, doanh nghiệp biết, tham gia và giám sát.",
     [("execute", ("CONG_AN",))]),
    ("the members of a committee",
     "Ban Chỉ đạo bao gồm: Trưởng Ban Chỉ đạo là Chủ tịch UBND tỉnh; Phó Trưởng Ban là Giám đốc Sở Nội vụ; thành viên "
     "là lãnh đạo các sở, ban, ngành có liên quan.", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), SPOKEN_OF, ids=[case[0] for case in SPOKEN_OF])
def test_who_is_only_spoken_of(why: str, text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert told(text) == expected


QUOTED = [
    "- Phát động phong trào với chủ đề “Kỷ cương; Kiểm tra, giám sát; Hiệu quả” trong toàn xã.",
    "- Đẩy mạnh phong trào “Chung sức vì quê hương”; “Cán bộ, công chức thi đua thực hiện văn hóa công sở”.",
]  # fmt: skip


@pytest.mark.parametrize("bullet", QUOTED)
def test_between_quotation_marks_nobody_is_told_and_no_clause_ends(bullet: str) -> None:
    assert told(POLICE + bullet) == [("execute", ("CONG_AN",))]


TOLD = [
    ("heads before a semicolon, asked together",
     "Đề nghị người đứng đầu cấp ủy; thủ trưởng cơ quan, đơn vị trực tiếp chỉ đạo việc rà soát.",
     [("lead execute", ("NGUOI_DUNG_DAU", "NGUOI_DUNG_DAU"))]),
    ("who is directed does what stands below",
     "Sở Xây dựng chỉ đạo Chi cục Giám định thực hiện các nội dung sau:\n- Rà soát các công trình.",
     [("lead execute", ("Sở Xây dựng",)), ("lead execute", ("Chi cục Giám định",))]),
    ("what the one who collects does is not done by those who send",
     "Các đơn vị lập dự toán, gửi Sở Tài chính tổng hợp, chủ trì, phối hợp với Sở Nội vụ, báo cáo UBND tỉnh.",
     [("execute report", ("CO_QUAN_DON_VI",)), ("lead coordinate report", ("Sở Tài chính",))]),
    ("a sentence on troubles speaks to those told before",
     "UBND tỉnh yêu cầu các sở triển khai. Trong quá trình thực hiện nếu phát sinh vướng mắc, báo cáo UBND tỉnh.",
     [("execute", ("CAC_NGANH",)), ("report", ("CAC_NGANH",))]),
    ("what a body shall have ready",
     POLICE + "- Có các giải pháp huy động nguồn lực.", [("execute", ("CONG_AN",))]),
    ("a heading that asks bodies with a verb in their name",
     POLICE + "- Lập danh sách.\n2. Đề nghị các tổ chức cung cấp dịch vụ chi trả\na) Công khai địa điểm.",
     [("execute", ("CONG_AN",)), ("execute", ("các tổ chức cung cấp dịch vụ chi trả",))]),
    ("no comma before the subject behind what is to be amended",
     "Trong quá trình thực hiện, nếu cần sửa đổi, bổ sung các sở, ngành chủ động đề xuất gửi Sở Y tế tổng hợp.",
     [("execute report", ("CAC_NGANH",)), ("report", ("Sở Y tế",))]),
    ("a level with a capital is no name",
     "Ủy ban nhân dân Thành phố yêu cầu các sở rà soát quy trình.", [("execute", ("CAC_NGANH",))]),
    ("firms of a kind", "Các doanh nghiệp bưu chính, viễn thông hỗ trợ người dân.",
     [("execute", ("Các doanh nghiệp bưu chính, viễn thông",))]),
    ("bodies beside the known one that the lexicon lacks",
     "Các doanh nghiệp trên địa bàn Thành phố, các hộ sản xuất trong khu công nghệ cao bố trí kinh phí thực hiện.",
     [("execute", ("Các doanh nghiệp trên địa bàn Thành phố",))]),
    ("a bank told with a capital", "Ngân hàng mở tài khoản cho người dân.", [("execute", ("Ngân hàng",))]),
    ("bullets below a sentence that tells a body",
     "1. Các cơ quan, đơn vị xây dựng kế hoạch thực hiện.\n- Giới thiệu điển hình tiên tiến.\nLưu ý: mẫu biểu kèm theo.",
     [("execute", ("CO_QUAN_DON_VI",)), ("execute", ("CO_QUAN_DON_VI",))]),
    ("whom it asks behind an occasion, below another subject",
     "Cuối năm, Sở Y tế lập báo cáo. Khi có vướng mắc, đề nghị các xã phản ánh về Sở Nội vụ.",
     [("lead execute report", ("Sở Y tế",)), ("report", ("các xã",))]),
    ("whose name goes on in words that the lexicon lacks",
     "Căn cứ Kế hoạch này, đề nghị các Tổ chuyên môn, Tổ Công đoàn cơ sở nữ công nghiêm túc triển khai ngay.",
     [("execute", ("các Tổ chuyên môn",))]),
    ("who receives reports", "Nhận báo cáo: Đồng chí Lê Văn Tám, chuyên viên Phòng Nội vụ.",
     [("execute", ("CC_CHUYEN_MON",))]),
    ("the day in brackets before the report",
     POLICE + "- Định kỳ hằng năm (trước ngày 30 tháng 11) báo cáo kết quả về Sở Y tế.", [("report", ("CONG_AN",))]),
    ("what is done itself, though for others",
     POLICE + "- Tạo điều kiện về mặt bằng.\n- Tham gia phong trào thi đua.",
     [("coordinate execute", ("CONG_AN",)), ("coordinate execute", ("CONG_AN",))]),
    ("a place that is named like a verb",
     "**1. Sở Y tế; Báo và Phát thanh, Truyền hình Cần Thơ**\n\n- Mở chuyên mục hằng tuần.\n\n**2. Kinh phí**\n",
     [("execute", ("Sở Y tế", "DAI_PHAT_THANH"))]),
    ("bodies of the Party",
     "Đề nghị Ủy ban Kiểm tra Tỉnh ủy, Ban Tuyên giáo Tỉnh ủy tuyên truyền.",
     [("execute", ("Ủy ban Kiểm tra Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy"))]),
    ("what they were given before tells no role",
     "Các sở được phân công chủ trì thực hiện nhiệm vụ tại Kế hoạch này có trách nhiệm lập kế hoạch chi tiết.",
     [("execute", ("CAC_NGANH",))]),
    ("who joins in goes on with the task",
     POLICE + "- Phối hợp với Đoàn Thanh niên rà soát danh sách; lập hồ sơ quản lý.", [("coordinate execute", ("CONG_AN",))]),
    ("who watches over the task reports on it",
     POLICE + "- Theo dõi, đôn đốc các thôn; tổng hợp, báo cáo UBND xã.", [("monitor report", ("CONG_AN",))]),
    ("collectives without a comma", "Ban ngành đoàn thể các cấp tuyên truyền cho người dân.",
     [("execute", ("CAC_NGANH", "DOAN_THE"))]),
    ("bodies of their own behind the departments",
     "Các sở, ban, ngành, cơ quan, đơn vị liên quan triển khai Kế hoạch.",
     [("execute", ("CAC_NGANH", "CO_QUAN_DON_VI"))]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), TOLD, ids=[case[0] for case in TOLD])
def test_who_is_told(why: str, text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert told(text) == expected


WRAPPED = [
    "- Phối hợp chặt chẽ với các nhà mạng (Viettel Nam\nAn, VNPT Nam An) để xây dựng lộ trình, kế hoạch cụ thể triển\n"
    "khai trạm phát sóng và các ứng dụng tại địa bàn theo đúng quy định hiện hành.",
    "- Hướng dẫn các sở, ban, ngành,\nUBND xã, phường và đơn vị liên quan trong việc số hóa hồ sơ và kết quả giải quyết\n"
    "thủ tục hành chính theo đúng quy định hiện hành của Chính phủ và của các bộ.",
    "- Cử chuyên viên phối hợp với\nỦy ban nhân dân xã thống nhất thời gian, địa điểm mở tài khoản cho các đối tượng\n"
    "được chi trả trợ cấp qua tài khoản ngân hàng theo đúng quy định hiện hành.",
]  # fmt: skip


@pytest.mark.parametrize("bullet", WRAPPED)
def test_narrow_first_lines_of_bullets_go_on(bullet: str) -> None:
    found = given_in("1. Sở Y tế\n\n" + "\n\n".join([bullet] * 6) + "\n")
    assert [item.evidence.quote for item in found] == [bullet[2:]] * 6


TITLES = [
    ("whose tasks stand below", "III. NHIỆM VỤ CỦA CÁC SỞ, BAN, NGÀNH QUẢN LÝ\n- Lập danh sách cụ thể."),
    ("what the body is, in a bracket", "1. Trách nhiệm của các sở quản lý ngành (bao gồm cả chi cục)\n- Lập danh sách."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text"), TITLES, ids=[case[0] for case in TITLES])
def test_a_title_that_names_a_body_is_no_task(why: str, text: str) -> None:
    assert [item.evidence.quote for item in given_in(text)] == [text.splitlines()[1][2:]]


AIMED = [
    ("a purpose", "1. Mục đích\n- Phân công nhiệm vụ cho các sở, ban, ngành triển khai thi hành kịp thời."),
    ("standards of an emulation", "1. Tiêu chí thi đua\na) Đối với các sở, ban, ngành\n- Nội bộ đoàn kết, giữ kỷ luật."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text"), AIMED, ids=[case[0] for case in AIMED])
def test_below_purposes_and_standards_nobody_is_told(why: str, text: str) -> None:
    assert given_in(text) == []


HEAD_ROW = "|\nSTT\n|\nNhiệm vụ\n|\nCơ quan chủ trì\n|\nCơ quan phối hợp\n|\nThời gian hoàn thành\n|\n|\n"
FULL = "|\n{}\n|\nXây dựng phần mềm quản lý hồ sơ {}\n|\nSở Y tế\n|\nSở Nội vụ\n|\nQuý IV/2026\n|\n|\n"


def rows_of(text: str) -> list[tuple[str, str]]:
    """(task, first party) of the lead of each row."""
    found = plan_of("KẾ HOẠCH\nChuyển đổi số năm 2026\n\nI. NHIỆM VỤ\n" + text).assignments
    return [(item.task, item.parties[0].text) for item in found if item.task_row is not None and "lead" in item.roles]


def test_a_row_shares_the_number_and_the_cells_of_the_row_above() -> None:
    shared = "Lắp đặt hạ tầng dự phòng\n|\nSở Tài chính\n|\n|\n"
    text = HEAD_ROW + FULL.format(1, "một") + shared + FULL.format(2, "hai").removeprefix("|\n")
    assert rows_of(text)[1:] == [
        ("Lắp đặt hạ tầng dự phòng", "Sở Tài chính"),
        ("Xây dựng phần mềm quản lý hồ sơ hai", "Sở Y tế"),
    ]


def test_numbers_begin_anew_behind_rows_that_were_left_out() -> None:
    text = HEAD_ROW + FULL.format(8, "tám").replace("\n8\n", "\n1\n") + FULL.format(5, "năm").removeprefix("|\n")
    assert [task for task, _ in rows_of(text)] == [f"Xây dựng phần mềm quản lý hồ sơ {word}" for word in ("tám", "năm")]
