"""Targets, sentence by sentence: what each proves stands beside it. All sentences are invented in the genre's manner."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading import Paragraph, Reading
from extractors.targets import targets
from extractors.targets_aims import RULES
from schema.document import Document, Grade, Source

HEAD = "KẾ HOẠCH\nThực hiện nhiệm vụ năm 2023\n"


def reading_of(body: str, head: str = HEAD) -> Reading:
    text = head + body
    source = Source(name="thu.txt", sha256="0", media_type="text/plain", reader="text")
    document = Document(source=source, text=text, blocks=(), grade=Grade.GOOD)
    paragraphs, offset = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(start=offset, end=offset + len(line)))
        offset += len(line) + 1
    return Reading(document=document, flow=text, paragraphs=tuple(paragraphs))


def found(sentence: str) -> list[tuple[str, float | None, str | None]]:
    return [(one.comparator.value, one.value, one.unit) for one in targets(reading_of(sentence))]


FIGURES = [
    # percent, plain and compared
    ("- Phấn đấu 95% hồ sơ được trả kết quả trước hạn.", [("=", 95, "%")]),
    ("Tỷ lệ hộ dân dùng nước sạch đạt 98,5%.", [("=", 98.5, "%")]),
    ("Tỷ lệ tiêm chủng đạt trên 95%.", [(">", 95, "%")]),
    ("Tối thiểu 80% người dân trưởng thành có tài khoản thanh toán.", [(">=", 80, "%")]),
    ("Ít nhất 50% cán bộ được tập huấn kỹ năng số.", [(">=", 50, "%")]),
    ("Tỷ lệ hồ sơ trễ hạn không quá 2%.", [("<=", 2, "%")]),
    ("Tỷ lệ hộ nghèo còn dưới 1,5%.", [("<", 1.5, "%")]),
    ("Tỷ lệ che phủ rừng từ 42% trở lên.", [(">=", 42, "%")]),
    (
        "Mức độ hài lòng đạt từ 90% trở lên, trong đó lĩnh vực đất đai đạt từ 85% trở lên.",
        [(">=", 90, "%"), (">=", 85, "%")],
    ),
    ("Tỷ lệ thu gom rác thải sinh hoạt đạt 80 - 85%.", [(">=", 80, "%")]),
    ("Tỷ lệ chuyên cần đạt từ 97% đến 99%.", [(">=", 97, "%")]),
    ("Phấn đấu tăng tỷ lệ thanh toán trực tuyến từ 30% lên 60%.", [("=", 60, "%")]),
    ("Giảm tỷ lệ hộ nghèo xuống còn 2%.", [("=", 2, "%")]),
    ("Cắt giảm ít nhất 20% chi phí tuân thủ.", [(">=", 20, "%")]),
    ("Tỷ lệ hộ nghèo giảm xuống dưới 5%.", [("<", 5, "%")]),
    ("Giá trị sản xuất nông nghiệp tăng 4,5% so với năm 2022.", [("increase", 4.5, "%")]),
    ("Giảm 10% số vụ tai nạn giao thông so với năm 2022.", [("decrease", 10, "%")]),
    ("Đảm bảo 100 % văn bản đến được số hóa.", [("=", 100, "%")]),
    ("Phấn đấu đạt 100 phần trăm trẻ 5 tuổi ra lớp.", [("=", 100, "%")]),
    ("Giải ngân đạt 95% kế hoạch vốn được giao.", [("=", 95, "% kế hoạch")]),
    ("đạt từ 70% hồ sơ trở lên", [(">=", 70, "% hồ sơ")]),
    # the noun behind the share is its unit only where it is not the subject of what follows
    ("Từ 95% người dân trở lên hài lòng về sự phục vụ.", [(">=", 95, "%")]),
    # how often, told before the figure; of a plan for a year "mỗi năm" says nothing more
    ("Mỗi tháng có ít nhất 02 tin, bài về CCHC.", [(">=", 2, "tin, bài/tháng")]),
    ("Mỗi năm cử ít nhất 20 lượt cán bộ đi bồi dưỡng.", [(">=", 20, "lượt")]),
    ("Tổ chức tự kiểm tra 02 lần trong năm.", [("=", 2, "lần")]),
    # by how much something counted changes, its object between
    ("Rút ngắn thời gian giải quyết hồ sơ ít nhất 02 ngày.", [(">=", 2, "ngày")]),
    ("Cắt giảm, đơn giản hoá ít nhất 20% số quy định và 20% chi phí.", [(">=", 20, "%"), (">=", 20, "%")]),
    ("Giảm tối thiểu 30% thời gian giải quyết, 30% chi phí tuân thủ.", [(">=", 30, "%"), (">=", 30, "%")]),
    ("Tăng thu ngân sách trên địa bàn ít nhất 5% so với dự toán.", [(">=", 5, "%")]),
    ("Năm 2023 không có cán bộ, công chức bị kỷ luật từ khiển trách trở lên.", [("=", 0, "cán bộ, công chức")]),
    # what is meant, and how long before, are no aims
    ("Điều chuyển vốn đối với các dự án giải ngân dưới 50%.", []),
    ("Thông báo lịch kiểm tra trước ít nhất 05 ngày làm việc.", []),
    ("Thời gian trả lời phản ánh dưới 05 ngày làm việc.", [("<", 5, "ngày làm việc")]),
    # a count inside what a rate measures is no aim of its own
    ("- Tỷ lệ hồ sơ phải bổ sung quá 01 lần dưới 5%.", [("<", 5, "%")]),
    ("Phấn đấu 10/12 thôn có tổ công nghệ số hoạt động hiệu quả.", [("=", 10, "thôn")]),
    ("Thành lập mới từ 04 doanh nghiệp, hợp tác xã trở lên.", [(">=", 4, "doanh nghiệp, hợp tác xã")]),
    ("Lấy ý kiến của ít nhất 200 người dân, tổ chức.", [(">=", 200, "người dân, tổ chức")]),
    ("Không để xảy ra lộ, lọt bí mật nhà nước.", [("=", 0, None)]),
    ("Tỷ lệ tử vong trẻ em dưới 5 tuổi không quá 15‰.", [("<=", 15, "‰")]),
    # several in one sentence, each its own
    (
        "Phấn đấu 100% thôn có tổ công nghệ số cộng đồng, 60% hộ gia đình có đường truyền cáp quang; 40% người dân có chữ ký số cá nhân.",
        [("=", 100, "%"), ("=", 60, "%"), ("=", 40, "%")],
    ),
    (
        "Tỷ lệ hồ sơ trực tuyến toàn trình đạt 80%, tỷ lệ số hóa hồ sơ đạt 90% và tỷ lệ thanh toán trực tuyến đạt trên 50%.",
        [("=", 80, "%"), ("=", 90, "%"), (">", 50, "%")],
    ),
    # counts: bounded, reached, delivered
    ("Mỗi đơn vị có ít nhất 01 sáng kiến về cải cách hành chính.", [(">=", 1, "sáng kiến")]),
    ("Đăng tải tối thiểu 04 tin, bài/tháng trên Trang thông tin điện tử.", [(">=", 4, "tin, bài/tháng")]),
    ("Thời gian tiếp nhận một hồ sơ không quá 15 phút.", [("<=", 15, "phút")]),
    ("Yêu cầu bổ sung hồ sơ không quá một lần.", [("<=", 1, "lần")]),
    ("Thu nhập bình quân đầu người đạt 65 triệu đồng/người/năm.", [("=", 65, "triệu đồng/người/năm")]),
    ("Thu ngân sách nhà nước trên địa bàn đạt 5,2 tỷ đồng.", [("=", 5.2, "tỷ đồng")]),
    ("Tổng sản lượng lương thực đạt 12.500 tấn.", [("=", 12500, "tấn")]),
    ("Tổ chức 02 hội nghị đối thoại với người dân, doanh nghiệp.", [("=", 2, "hội nghị")]),
    ("Xây dựng 03 mô hình điểm về dân vận khéo.", [("=", 3, "mô hình")]),
    ("Phấn đấu thành lập mới 05 hợp tác xã.", [("=", 5, "hợp tác xã")]),
    ("Phấn đấu Chỉ số chuyển đổi số tăng từ 02 bậc trở lên.", [(">=", 2, "bậc")]),
    ("Phấn đấu điểm Chỉ số cải cách hành chính đạt từ 90 điểm trở lên.", [(">=", 90, "điểm")]),
    ("Phấn đấu có 02 xã đạt chuẩn nông thôn mới.", [("=", 2, "xã")]),
    ("Kết nạp 05 đảng viên mới.", [("=", 5, "đảng viên")]),
    ("Năng suất lúa bình quân 62 tạ/ha; sản lượng 7.750 tấn.", [("=", 62, "tạ/ha"), ("=", 7750, "tấn")]),
    ("Phấn đấu đạt 17/19 tiêu chí nông thôn mới.", [("=", 17, "tiêu chí")]),
    ("Phấn đấu nâng tỷ lệ cơ giới hóa từ 70% năm 2022 lên 75% năm 2023.", [("=", 75, "%")]),
    ("Tỷ lệ dân số từ 15 tuổi trở lên có tài khoản đạt từ 80% trở lên.", [(">=", 80, "%")]),
    ("Phấn đấu thuộc nhóm 10 xã dẫn đầu huyện về chuyển đổi số.", [("<=", 10, "vị trí")]),
    # OCR on cue words
    ("Phần đầu 100% hô sơ được giải quyết đúng hạn.", [("=", 100, "%")]),
    ("Tỷ lệ giải quyết đúng hạn đat 98% trờ lên.", [(">=", 98, "%")]),
    ("Bảo đảm l00% thủ tục được niêm yết.", [("=", 100, "%")]),
    # an impossible value is kept as written
    ("Tuân thủ quy trình đạt 100% trở lên.", [(">=", 100, "%")]),
    ("Toàn bộ (100%) văn bản được trao đổi dưới dạng điện tử.", [("=", 100, "%")]),
]

ZEROS = [
    ("Không để xảy ra cháy rừng trên địa bàn.", [("=", 0, "cháy rừng")]),
    ("Không có đơn thư khiếu nại vượt cấp.", [("=", 0, "đơn thư")]),
    ("Đảm bảo không có hồ sơ quá hạn.", [("=", 0, "hồ sơ")]),
    ("Phấn đấu 90% hồ sơ đúng hạn, không có hồ sơ quá hạn.", [("=", 90, "%"), ("=", 0, "hồ sơ")]),
    ("3- 100% đường trục thôn được bê tông hóa.", [("=", 100, "%")]),
    ("Phấn đấu: 5/7 thôn giữ vững danh hiệu Làng văn hóa.", [("=", 5, "thôn")]),
    ("Phấn đấu nâng tổng số tiêu chí đạt chuẩn lên 14/19.", [("=", 14, "tiêu chí")]),
    ("Tỷ lệ hồ sơ nộp trực tuyến đạt từ 85%.", [(">=", 85, "%")]),
    ("Bộ chỉ số 766 đạt tối thiểu 90/100 điểm.", [(">=", 90, "điểm")]),
    ("Tập huấn cho giáo viên 02 lần/năm học.", [("=", 2, "lần/năm học")]),
    ("Thời gian chờ không quá 30 phút/01 lượt giao dịch.", [("<=", 30, "phút/lượt giao dịch")]),
    ("a) Tồn tại: Tỷ lệ thanh toán trực tuyến đạt 38,7% (mục tiêu tỉnh giao 60%).", []),
]

AIMS = [
    ("Phấn đấu thứ hạng Chỉ số của xã cao hơn năm 2022.", [("better_than", None, "vị trí")]),
    ("Hoàn thành và vượt chỉ tiêu thu ngân sách huyện giao.", [(">=", 100, "% kế hoạch")]),
    ("Mức độ hài lòng của người dân tăng so với năm 2022.", [(">", None, "%")]),
]

NONE = [
    "Xã được đánh giá đạt 78,5/100 điểm (78,5%), xếp thứ 11/19 xã, thị trấn.",  # a result
    "Năm 2022, tỷ lệ giải quyết hồ sơ đúng hạn đạt 92%.",  # a result of the year before
    "Đến nay, 85% hộ dân đã được cấp giấy chứng nhận.",  # a result so far
    "Đẩy mạnh dịch vụ công trực tuyến mức độ 3, 4.",  # levels
    "Thực hiện phương châm 4 tại chỗ, 5 rõ.",  # names
    "Triển khai Đề án 06 trên địa bàn.",  # a nickname
    "Áp dụng hệ thống quản lý chất lượng TCVN ISO 9001:2015.",  # a standard
    "Phòng, chống dịch bệnh Covid-19.",  # a name
    "Kiểm tra trực tiếp đối với 06 cơ quan và 12 xã.",  # scope
    "Thực hiện đầy đủ nhiệm vụ trên 08 lĩnh vực.",  # scope
    "Theo khoản 2 Điều 5 của Quy chế.",  # provisions
    "Điện thoại: 0203 812345.",  # a telephone number
    "Họp lúc 8 giờ 30 phút tại Hội trường tầng 2.",  # time of day
    "Tỷ lệ thủ tục hành chính thanh toán trực tuyến.",  # an outline asks for it
    "Số lượng văn bản đã ban hành; số lần kiểm tra.",  # an outline asks for it
    "Cán bộ được hưởng phụ cấp 25% mức lương cơ sở.",  # money by law
    "Không để người dân phải đi lại nhiều lần.",  # an exhortation
    "Góp phần nâng cao Chỉ số cải cách hành chính của huyện.",  # an exhortation
    "Trường hợp không có phản ánh, kiến nghị thì không phải báo cáo.",  # a condition
    "Trả lời kiến nghị không quá 05 ngày làm việc kể từ ngày nhận được.",  # a deadline
    "Mức chi không quá 500.000 đồng/người.",  # a budget
    "Phấn đấu dạy học 2 buổi/ngày ở các trường.",  # a name
    "Đã tổ chức 05 lớp tập huấn.",  # done
    "Giai đoạn 2021-2025, định hướng đến năm 2030.",  # a programme
]


@pytest.mark.parametrize(("sentence", "expected"), FIGURES + ZEROS + AIMS)
def test_sentence_gives_its_targets(sentence: str, expected: list[tuple[str, float | None, str | None]]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize("sentence", NONE)
def test_sentence_gives_no_target(sentence: str) -> None:
    assert found(sentence) == []


def test_metric_is_carried_to_a_figure_that_names_only_its_time() -> None:
    sentence = "Bảo đảm tỷ lệ giải ngân vốn đầu tư đến ngày 30/6/2023 đạt 50%, đến ngày 31/12/2023 đạt 95%."
    first, second = targets(reading_of(sentence))
    assert first.metric == second.metric == "tỷ lệ giải ngân vốn đầu tư"
    assert (first.deadline, second.deadline) == ("2023-06-30", "2023-12-31")


CHANGES = [
    ("Giảm ít nhất 20% thời gian giải quyết.", ">=", "mức giảm thời gian giải quyết"),
    ("Số vụ vi phạm được phát hiện tăng trên 3%.", ">", "mức tăng số vụ vi phạm được phát hiện"),
    ("Cắt giảm, đơn giản hóa tối thiểu 20% quy định.", ">=", "mức giảm quy định"),
    ("Thu ngân sách tăng 12% so với năm 2022.", "increase", "Thu ngân sách"),
    ("Giảm 10% chi phí tuân thủ.", "decrease", "chi phí tuân thủ"),
]


@pytest.mark.parametrize(("sentence", "comparator", "metric"), CHANGES)
def test_the_metric_of_a_bounded_change_tells_its_direction(sentence: str, comparator: str, metric: str) -> None:
    (one,) = targets(reading_of(sentence))
    assert (one.comparator, one.metric) == (comparator, metric)


def test_period_baseline_and_range() -> None:
    (one,) = targets(reading_of("Năm 2023, giá trị sản xuất tăng 4 - 5% so với năm 2022."))
    assert (one.value, one.upper, one.baseline) == (4, 5, "năm 2022")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_holds_on_its_examples(rule) -> None:  # type: ignore[no-untyped-def]
    assert all(rule.search(example) for example in rule.examples)
    assert not any(rule.search(example) for example in rule.counter_examples)


@given(st.text(alphabet="0123456789%/.,;: \nabcđạphấnđấutừđếntrởlên-()“", max_size=200))
def test_any_text_gives_targets_that_quote_it(text: str) -> None:
    reading = reading_of(text)
    for one in targets(reading):
        assert reading.text[one.evidence.start : one.evidence.end] == one.evidence.quote
        assert one.metric
