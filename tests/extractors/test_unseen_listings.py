"""What plans of cities, provinces and departments of 2011-2026 write and no sample does: headings that list names, parts
of other papers inside a section, timetables, bodies named by their task, a lead that goes on to the bullets.

Each case says why it stands here; all sentences are invented.
"""

import pytest

from tests.extractors.test_unseen_times import plan_of

HEAD = "KẾ HOẠCH\nTổ chức hội thi tay nghề năm 2026\n\nI. NỘI DUNG\n1. Chuẩn bị hội thi\n"


# So many wrapped paragraphs with empty lines between them that those alone are taken to part paragraphs.
SPACED = "- Đánh giá việc thực hiện các hoạt động chuyên môn, cung cấp dịch vụ công của\ncác bộ phận.\n\n" * 7


def sections(body: str) -> list[tuple[str, str | None, str | None]]:
    zones = ("HDR", "PRE", "END", "NN", "SIG")
    return [(one.id, one.marker, one.title) for one in plan_of(body).sections if one.id not in zones]


def test_parts_of_other_papers_stand_inside_their_section() -> None:
    body = (
        "KẾ HOẠCH\nKiểm tra năm 2026\nI. Mục đích:\n- Đánh giá đúng thực trạng.\nII. Tài liệu\nHồ sơ gồm:\n"
        "Phần A: Số liệu hoạt động.\nPhần B: Kết quả tự chấm.\nPhần C: Ý kiến người dân.\n"
        "III. Thời gian:\n- Trong tháng 6.\nIV. Tổ chức thực hiện:\n1. Các đơn vị:\n- Gửi hồ sơ.\n"
    )
    assert [one[0] for one in sections(body)] == ["I", "II", "II.P1", "II.P2", "II.P3", "III", "IV", "IV.1"]


def test_parts_above_sections_stay_above_them() -> None:
    body = "KẾ HOẠCH\nNăm 2026\nPHẦN A\nKẾT QUẢ\nI. Việc đã làm\nVăn bản.\nPHẦN B\nKẾ HOẠCH\nI. Việc sẽ làm\nVăn bản.\n"
    assert [one[0] for one in sections(body)] == ["P1", "P1.I", "P2", "P2.I"]


def test_a_line_that_refers_to_a_part_opens_none() -> None:
    body = (
        HEAD + "II. TỔ CHỨC THỰC HIỆN\nNội dung tại\nPhần C của hồ sơ được gửi trước.\nIII. KINH PHÍ\nNgân sách xã.\n"
    )
    assert [one[0] for one in sections(body)] == ["I", "I.1", "II", "III"]


def test_a_short_heading_is_parted_from_its_body_where_blank_lines_part_paragraphs() -> None:
    body = (
        "KẾ HOẠCH\nKiểm tra chất lượng phục vụ năm 2026\n\nCăn cứ Luật Tổ chức chính quyền địa phương năm 2025, Ủy ban nhân dân xã xây\n"
        "dựng kế hoạch kiểm tra chất lượng phục vụ năm 2026 như sau:\n\nI. Mục đích kiểm tra, đánh giá:\n\n"
        + SPACED
        + "II. Nội dung kiểm tra\nHồ sơ phục vụ kiểm tra, đánh giá chất lượng của các bộ phận được chuẩn bị\ntheo mẫu chung.\n\n"
        "III. Thời gian kiểm tra, đánh giá:\n\nTrong tháng 6 năm 2026.\n"
    )
    assert ("II", "II.", "Nội dung kiểm tra") in sections(body)


NAMED: list[tuple[str, str, str, list[str]]] = [
    ("communes", "2. UBND các phường: Hòa An, Tân Lập – Yên Sơn, Phú Lộc và UBND xã Bình Minh.\n- Bố trí địa điểm hội thi.",
     "UBND các phường: Hòa An, Tân Lập – Yên Sơn, Phú Lộc và UBND xã Bình Minh.",
     ["UBND các phường: Hòa An, Tân Lập – Yên Sơn, Phú Lộc", "UBND xã Bình Minh"]),
    ("those who are asked", "2. Đề nghị: Hiệp hội Doanh nghiệp tỉnh, Hội Nông dân tỉnh, Liên minh Hợp tác xã tỉnh\na) Tuyên truyền hội viên.",
     "Đề nghị: Hiệp hội Doanh nghiệp tỉnh, Hội Nông dân tỉnh, Liên minh Hợp tác xã tỉnh",
     ["Hiệp hội Doanh nghiệp tỉnh", "Hội Nông dân tỉnh", "Liên minh Hợp tác xã tỉnh"]),
]  # fmt: skip


@pytest.mark.parametrize(("item", "title", "parties"), [case[1:] for case in NAMED], ids=[case[0] for case in NAMED])
def test_a_heading_that_lists_names_is_one(item: str, title: str, parties: list[str]) -> None:
    plan = plan_of(
        HEAD + "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Trực y tế.\n" + item + "\n3. Sở Xây dựng\n- Bố trí xe.\n"
    )
    assert [one.title for one in plan.sections if one.id == "II.2"] == [title]
    given = [one for one in plan.assignments if one.section is not None and one.section.startswith("II.2")]
    assert [[party.text for party in one.parties] for one in given] == [parties]


SLOTS: list[tuple[str, list[str]]] = [
    ("Hội đồng đánh giá tiếp cận pháp luật phường.", ["Hội đồng đánh giá tiếp cận pháp luật phường"]),
    ("Bộ phận xử lý đơn thư.", ["Bộ phận xử lý đơn thư"]),
    ("Nhóm hỗ trợ kỹ thuật, Phòng Kinh tế.", ["Nhóm hỗ trợ kỹ thuật", "Phòng Kinh tế"]),
    ("Các doanh nghiệp, tổ chức, cá nhân có liên quan.", ["Các doanh nghiệp", "tổ chức", "cá nhân có liên quan"]),
    ("các Đại sứ quán, tổ chức quốc tế và Sở Du lịch.", ["các Đại sứ quán", "tổ chức quốc tế", "Sở Du lịch"]),
]


@pytest.mark.parametrize(("named", "parties"), SLOTS)
def test_who_stands_behind_a_label(named: str, parties: list[str]) -> None:
    (one,) = plan_of(f"{HEAD}- Đơn vị phối hợp: {named}\n").assignments
    assert [role.value for role in one.roles] == ["coordinate"]
    assert [party.text for party in one.parties] == parties


def test_a_day_of_a_timetable_is_no_task() -> None:
    body = (
        HEAD
        + "- Địa điểm: Hội trường\nNgày 03/01/2026 (thứ bảy)\nPhòng Nội vụ\nNgày 05/01/2026 (thứ hai)\nPhòng Tư pháp\n"
    )
    assert plan_of(body).assignments == ()


def test_who_leads_leads_what_stands_below() -> None:
    body = (
        HEAD
        + "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế chủ trì, phối hợp với Sở Xây dựng thực hiện các việc như:\n- Nâng cao năng lực cấp cứu cho đội ngũ cán bộ;\n"
    )
    below = plan_of(body).assignments[-1]
    assert [role.value for role in below.roles] == ["lead", "execute"]
    assert [party.text for party in below.parties] == ["Sở Y tế"]


def test_a_department_that_its_text_names_with_the_province() -> None:
    head = "UBND TỈNH PHÚ THỌ\nSỞ THÔNG TIN VÀ TRUYỂN THÔNG\nSố: /KH-STTTT\n"
    title = "KẾ HOẠCH\nCài đặt phần mềm quản lý văn bản tại Sở Thông tin và Truyền thông tỉnh Phú Thọ\n"
    header = plan_of(head + title + "I. MỤC ĐÍCH\n- Nâng cao chất lượng.\n").header
    assert header.issuer is not None
    assert header.issuer.value == "Sở Thông tin và Truyền thông tỉnh Phú Thọ"
    assert header.plan_kind is not None
    assert header.plan_kind.value == "digital"


def test_what_earns_points_is_no_target() -> None:
    annex = "PHỤ LỤC\nTHANG ĐIỂM THI ĐUA CỦA HỘI THI\nI. NHÓM XÃ\n1. Đơn vị có tỷ lệ hồ sơ trực tuyến từ 88% trở lên.\n"
    ending = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An\n"
    aims = "2. Chỉ tiêu\n- Tỷ lệ hồ sơ trực tuyến đạt 70% trở lên.\n"
    assert [one.value for one in plan_of(HEAD + aims + ending + annex).targets] == [70.0]


def test_a_committee_that_asks_others_has_no_task() -> None:
    asked = "Trên đây là Kế hoạch hội thi. UBND thành phố Hòa An đề nghị các Đại sứ quán cử đoàn tham dự; "
    body = HEAD + "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Trực y tế.\n" + asked + "yêu cầu Sở Xây dựng bố trí xe.\n"
    told = [[party.text for party in one.parties] for one in plan_of(body).assignments]
    assert told == [["Sở Y tế"], ["Sở Xây dựng"]]


def test_a_short_name_with_its_symbol_is_a_mention() -> None:
    body = HEAD + "- Theo Quyết định số 22/QĐ-UBND ngày 05/01/2026 (sau đây gọi tắt là Quyết định số 22/QĐ-UBND).\n"
    found = [(one.symbol, one.date) for one in plan_of(body).citations]
    assert found == [("22/QĐ-UBND", "2026-01-05"), ("22/QĐ-UBND", None)]


def test_a_group_of_a_table_that_fills_its_line_goes_on_in_the_next() -> None:
    filler = "Rà soát các văn bản đã ban hành, xác định những nội dung không còn phù hợp và\nđề xuất sửa đổi.\n"
    ending = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An\n"
    rows = "1\n" + filler + "Văn phòng\nCác phòng\nQuý I\n"
    annex = (
        "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\nSTT\nNhiệm vụ\nChủ trì\nPhối hợp\nThời gian\nI. HOÀN THIỆN THỂ CHẾ\n"
        + rows
        + "II.PHÁT TRIỂN HẠ TẦNG SỐ VÀ THÚC ĐẨY ỨNG DỤNG TRONG SẢN XUẤT\nKINH DOANH\n"
        + rows.replace("1\n", "2\n", 1)
    )
    titles = [
        one.title for one in plan_of(HEAD + "- " + filler * 4 + ending + annex).sections if one.id.startswith("PL1.")
    ]
    assert titles == [
        "HOÀN THIỆN THỂ CHẾ", "PHÁT TRIỂN HẠ TẦNG SỐ VÀ THÚC ĐẨY ỨNG DỤNG TRONG SẢN XUẤT KINH DOANH"
    ]  # fmt: skip


Times = list[tuple[str, str]]
WHEN: list[tuple[str, str, Times]] = [
    ("a heading that looks ahead", "2. Định hướng đến năm 2045\n- Mạng lưới phát triển.", [("date", "đến năm 2045")]),
    ("the name of a programme", "2. Quy hoạch mạng lưới đến năm 2045\n- Mạng lưới phát triển.", []),
    ("a vision", "a) Mục tiêu chung\n- Phát triển.\nb) Tầm nhìn đến năm 2045\n- Mạng lưới phát triển.", [("date", "đến năm 2045")]),
    ("a stage alone in its heading", "2. Giai đoạn 2026 - 2030\n- Mạng lưới phát triển.", [("range", "Giai đoạn 2026 - 2030")]),
    ("the stage of a programme", "2. Mục tiêu, nhiệm vụ phát triển giai đoạn 2026 - 2030\n- Mạng lưới phát triển.", []),
    ("which plan", "- Điều chỉnh danh mục dự án đầu tư công trung hạn, hằng năm theo phân cấp.", []),
    ("behind the verb", "- Rà soát, cập nhật định kỳ danh mục.", [("recurring", "định kỳ")]),
    ("a report told as a task", "- Theo dõi tiến độ; báo cáo định kỳ, đột xuất việc thực hiện.", [("recurring", "định kỳ")]),
    ("what several bodies do", "- Các xã, phường tiếp tục rà soát cập nhật định kỳ danh mục.", [("recurring", "định kỳ")]),
    ("by a rule", "- Chi trả trợ cấp qua tài khoản theo định kỳ.", [("recurring", "theo định kỳ")]),
    ("the name of a report", "- Thực hiện chế độ thông tin, báo cáo định kỳ về xã.", []),
    ("how many reports", "- 100% báo cáo định kỳ được gửi qua mạng.", []),
    ("whose budget of each year", "- Bố trí từ nguồn ngân sách nhà nước hằng năm của các cơ quan.", []),
]  # fmt: skip


@pytest.mark.parametrize(("body", "times"), [case[1:] for case in WHEN], ids=[case[0] for case in WHEN])
def test_times(body: str, times: Times) -> None:
    assert [(one.kind.value, one.evidence.quote) for one in plan_of(HEAD + body + "\n").deadlines] == times


def test_a_heading_broken_in_mid_name_goes_on() -> None:
    body = (
        "KẾ HOẠCH\nKiểm tra chất lượng phục vụ năm 2026\n\nCăn cứ Luật Tổ chức chính quyền địa phương năm 2025, Ủy ban nhân dân xã xây\n"
        "dựng kế hoạch kiểm tra chất lượng phục vụ năm 2026 như sau:\n\nI. Nội dung\n\n"
        + SPACED
        + "1. Sở\nTài chính\n\n"
        "Tham mưu Ủy ban nhân dân tỉnh bố trí kinh phí kiểm tra chất lượng phục vụ của\ncác bộ phận trong năm.\n\n"
        "2. Xây dựng Quyết định của\nThủ tướng Chính phủ ban hành Chương trình kiểm tra chất lượng phục vụ\n\nGiao các phòng.\n"
    )
    assert [one[2] for one in sections(body)] == [
        "Nội dung",
        "Sở Tài chính",
        "Xây dựng Quyết định của Thủ tướng Chính phủ ban hành Chương trình kiểm tra chất lượng phục vụ",
    ]


def test_what_is_decided_upon_is_no_task() -> None:
    body = (
        HEAD + "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Trực y tế.\n2. Sở Tài chính\n"
        "a) Tham mưu Ủy ban nhân dân tỉnh trình Hội đồng nhân dân tỉnh quyết định:\n- Phương án phân bổ vốn.\n"
        "- Mức vốn đối ứng.\nb) Bố trí kinh phí.\n"
    )
    told = [one.evidence.quote.split()[0] for one in plan_of(body).assignments if one.parties[0].text == "Sở Tài chính"]
    assert told == ["Tham", "Bố"]


@pytest.mark.parametrize("head", ["STT", "SI†", "TT"])
def test_a_table_whose_first_head_was_misread(head: str) -> None:
    ending = (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn An\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n"
    )
    rows = "1\nRà soát văn bản\nPhòng Tư pháp\nCác phòng\nQuý I\n2\nSố hóa hồ sơ\nVăn phòng\nCác phòng\nQuý II\n"
    plan = plan_of(f"{HEAD}{ending}{head}\nNhiệm vụ\nCơ quan chủ trì\nCơ quan phối hợp\nThời gian\n{rows}")
    leads = [one.parties[0].text for one in plan.assignments if [role.value for role in one.roles] == ["lead"]]
    assert leads == ["Phòng Tư pháp", "Văn phòng"]


def test_a_part_in_capitals_stands_above_sections_though_the_first_was_lost() -> None:
    body = "KẾ HOẠCH\nNăm 2026\nI. Việc đã làm\nVăn bản.\nII. Tồn tại\nVăn bản.\nPHẦN II\nKẾ HOẠCH\nI. Việc sẽ làm\nVăn bản.\n"
    assert [one[0] for one in sections(body)] == ["I", "II", "P2", "P2.I"]
