"""Wordings that a reader of plans tried in order to mislead the extractors; each is one that an official may type.

All sentences are invented.
"""

import pytest

from tests.extractors.test_assignments import told
from tests.extractors.test_unseen_office import HEAD
from tests.extractors.test_unseen_wording import plan_of

ORGANISED = HEAD.replace("I. NHIỆM VỤ", "I. TỔ CHỨC THỰC HIỆN")

WHO = [
    ("a department whose name goes on with a field of its own",
     "1. Phòng Xây dựng và Kiểm tra văn bản quy phạm pháp luật\n- Chủ trì rà soát văn bản.",
     [("lead", ("Phòng Xây dựng và Kiểm tra văn bản quy phạm pháp luật",))]),
    ("two bodies are still two", "1. Phòng Nội vụ và Trạm Y tế phối hợp rà soát.",
     [("coordinate", ("PHONG_NOI_VU", "Trạm Y tế"))]),
    ("an office alone, told its tasks in letters that begin with verbs",
     "1. Văn phòng\na) Đôn đốc các phòng, đơn vị thực hiện Kế hoạch.\nb) Theo dõi, kiểm tra.",
     [("monitor", ("Văn phòng",)), ("monitor", ("Văn phòng",))]),
    ("who is urged on below a body does not act",
     "1. Phòng Nội vụ:\n1.1. Chủ trì tham mưu Kế hoạch.\n1.2. Đôn đốc các phòng.",
     [("lead", ("PHONG_NOI_VU",)), ("monitor", ("PHONG_NOI_VU",))]),
    ("a meeting is no body", "1. Hội nghị lần thứ ba\na) Lập danh sách.\nb) Tổng hợp ý kiến.", []),
    ("an office and a verb", "1. Văn phòng theo dõi.\n2. Các thôn tuyên truyền.",
     [("monitor", ("Văn phòng",)), ("execute", ("Các thôn",))]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), WHO, ids=[case[0] for case in WHO])
def test_who(why: str, text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert told(text, ORGANISED) == expected


FIGURES = [
    ("a share as a fraction", "- Trên 2/3 số thôn có tổ công nghệ số.", [(">", 66.7, "%")]),
    ("a fraction and more", "- Từ 2/3 số thôn trở lên đạt chuẩn.", [(">=", 66.7, "%")]),
    ("by a fraction less", "- Thời gian giải quyết giảm ít nhất 1/3 so với quy định.", [(">=", 33.3, "%")]),
    ("how many of how many", "- Phấn đấu đạt 14/19 tiêu chí.", [("=", 14.0, "tiêu chí")]),
    ("a decimal comma with a space", "- 97, 2% hồ sơ đúng hạn.", [("=", 97.2, "%")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), FIGURES, ids=[case[0] for case in FIGURES])
def test_figures(why: str, text: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(item.comparator, item.value, item.unit) for item in plan_of(HEAD + text).targets] == expected


WHEN = [
    ("the lead-in of a list", "Phấn đấu đến cuối năm 2027:\n- Trên 95% hồ sơ đúng hạn.", (None, "2027")),
    ("the heading of the aims", "1. Mục tiêu đến năm 2030\n- 100% hồ sơ được số hóa.", (None, "2030")),
    ("its own time goes before that of the heading",
     "1. Mục tiêu đến năm 2030\n- Năm 2026, 80% hồ sơ được số hóa.", ("2026", None)),
    ("the heading of a sister says nothing", "1. Đến năm 2027:\n- Rà soát.\n2. Tỷ lệ số hóa đạt 50%.", (None, None)),
    ("a programme's name says nothing", "1. Thực hiện Chiến lược số đến năm 2030\n- Tỷ lệ số hóa đạt 50%.", (None, None)),
    ("until when the work is done", "- Lắp đặt 15 điểm phát sóng, hoàn thành trong tháng 6/2026.", (None, "2026-06")),
    ("every year", "- Hằng năm, ít nhất 20% số đơn vị được kiểm tra.", ("hằng năm", None)),
    ("each month", "- Mỗi tháng tổ chức tối thiểu 02 lần đối thoại.", ("tháng", None)),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), WHEN, ids=[case[0] for case in WHEN])
def test_by_when_a_figure_is_to_be_reached(why: str, text: str, expected: tuple[str | None, str | None]) -> None:
    (target,) = plan_of(HEAD + text).targets
    assert (target.period, target.deadline) == expected


def test_a_share_of_what_is_counted_cannot_exceed_the_whole() -> None:
    def found(text: str) -> list[str]:
        return [one.evidence.quote for one in plan_of(HEAD + text).warnings if one.code == "impossible_value"]

    assert found("- 120% cán bộ, công chức được bồi dưỡng.") == ["120%"]
    assert found("- Chỉ số hài lòng đạt 105%.") == ["105%"]
    assert found("- Thu ngân sách đạt 110% dự toán.\n- 120% kế hoạch vốn được giải ngân.") == []


def test_a_last_sentence_below_the_last_item_closes_the_plan() -> None:
    plan = plan_of(ORGANISED + "1. Công an xã tuần tra.\nNhận được Kế hoạch này, yêu cầu các thôn thực hiện./.")
    assert [item.section for item in plan.assignments] == ["I.1", "END"]


@pytest.mark.parametrize(
    "amended", ["sửa đổi, bổ sung", "sửa đối, bổ sung", "sửa đổi, bố sung"]
)  # the last two of scans
def test_an_amendment_in_brackets_belongs_to_the_law(amended: str) -> None:
    (law,) = plan_of(HEAD + f"- Căn cứ Luật Bầu cử năm 2015 (được {amended} năm 2025) để rà soát.").citations
    assert law.evidence.quote == f"Luật Bầu cử năm 2015 (được {amended} năm 2025)"


def test_what_a_figure_rises_from_is_no_year_of_the_target() -> None:
    (target,) = plan_of(HEAD + "- Nâng tỷ lệ hài lòng từ 85,5% năm 2025 lên 90% năm 2026.").targets
    assert (target.period, target.baseline, target.metric) == ("2026", "85,5% năm 2025", "Nâng tỷ lệ hài lòng")


def test_the_days_of_a_range_begin_with_the_first() -> None:
    (deadline,) = plan_of(HEAD + "- Kiểm tra từ ngày 01 đến hết ngày 05 tháng 6 năm 2026.").deadlines
    assert (deadline.start, deadline.end) == ("2026-06-01", "2026-06-05")


def test_an_open_period_begins_with_its_quarter() -> None:
    (deadline,) = plan_of(HEAD + "- Thời gian: Từ quý II/2026.").deadlines
    assert (deadline.kind, deadline.start) == ("period_open", "2026-04-01")


PROVISIONS = [
    ("Theo Điều 5 đến Điều 9 Nghị định số 61/2018/NĐ-CP.", "Điều 5 đến Điều 9"),
    ("Thực hiện Nghị định số 63/2010/NĐ-CP tại Điều 7 và Điều 8.", "Điều 7 và Điều 8"),
    ("Theo Nghị định số 20/2023/NĐ-CP, điểm b, khoản 2, Điều 4.", "điểm b, khoản 2, Điều 4"),
]


@pytest.mark.parametrize(("text", "provision"), PROVISIONS)
def test_provisions(text: str, provision: str) -> None:
    (citation,) = plan_of(HEAD + "- " + text).citations
    assert citation.provision == provision


def test_the_body_told_once_for_a_list() -> None:
    text = "- Các Quyết định của Thủ tướng Chính phủ: số 468/QĐ-TTg ngày 27/3/2021; số 749/QĐ-TTg ngày 03/6/2020."
    assert [one.issuer for one in plan_of(HEAD + text).citations] == ["Thủ tướng Chính phủ"] * 2


def test_a_date_broken_before_its_year_or_without_a_day() -> None:
    for line, date in (("Phú Mỹ, ngày 14 tháng 01 năm\n2026", "2026-01-14"), ("Phú Mỹ, tháng 01 năm 2026", "2026-01")):
        head = f"ỦY BAN NHÂN DÂN\nXÃ PHÚ MỸ\nSố: 12/KH-UBND\n{line}\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\nI. MỤC TIÊU"
        found = plan_of(head).header.date
        assert found is not None
        assert found.value == date


def test_a_line_to_be_filled_in_is_no_section() -> None:
    plan = plan_of(HEAD + "1. Thành phần\n1. ……………\n2. ……………\n2. Kết quả\nĐã họp.")
    assert [section.id for section in plan.sections if section.id.startswith("I.")] == ["I.1", "I.2"]


def test_the_authority_in_bold_is_no_part_of_the_title() -> None:
    head = "**QUYẾT ĐỊNH**\n\nVỀ VIỆC BAN HÀNH KẾ HOẠCH KIỂM KÊ TÀI SẢN\n\n**CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN HÒA**\n\n"
    title = plan_of(
        head + "Căn cứ Luật Tổ chức chính quyền địa phương;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Ban hành."
    ).header.title
    assert title is not None and title.value == "VỀ VIỆC BAN HÀNH KẾ HOẠCH KIỂM KÊ TÀI SẢN"


def test_annexes_of_a_list_are_told_by_their_numbers() -> None:
    plan = plan_of(HEAD + "- Thực hiện theo Phụ lục I, Phụ lục II kèm theo.")
    assert [annex.label for annex in plan.annexes] == ["Phụ lục I", "Phụ lục II"]


def test_a_department_in_brackets_is_no_purpose_and_an_official_may_sign() -> None:
    end = "Nơi nhận:\n- Sở Nội vụ (Phòng Cải cách hành chính);\n- Lưu: VT.\nTUQ. CHỦ TỊCH\n"
    header = plan_of(HEAD + "- Tuyên truyền.\n" + end + "CÔNG CHỨC VĂN PHÒNG - THỐNG KÊ\n\nLê Văn Năm").header
    first = header.recipients[0]
    assert (first.text, first.purpose) == ("Sở Nội vụ (Phòng Cải cách hành chính)", None)
    assert header.signer_title is not None and header.signer_title.value == "CÔNG CHỨC VĂN PHÒNG - THỐNG KÊ"


BASES = [
    ("the year before in brackets", "- Tỷ lệ hồ sơ trực tuyến đạt 60% (năm 2025: 42,5%).", (None, "năm 2025: 42,5%")),
    ("what it reached then", "- Tỷ lệ số hóa đạt 70% (năm 2025 đạt 62,5%).", (None, "năm 2025 đạt 62,5%")),
    ("a base with a decimal comma", "- Tỷ lệ số hóa đạt 60%, tăng so với mức 12,6% của năm 2025.",
     (None, "mức 12,6% của năm 2025")),
    ("a year of its own", "- Năm 2026 tỷ lệ số hóa đạt 60% so với năm 2025.", ("2026", "năm 2025")),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), BASES, ids=[case[0] for case in BASES])
def test_the_year_of_the_base_is_not_that_of_the_target(
    why: str, text: str, expected: tuple[str | None, str | None]
) -> None:
    (target,) = plan_of(HEAD + text).targets
    assert (target.period, target.baseline) == expected


MORE_FIGURES = [
    ("a bullet that is a star", "* 100% hồ sơ được số hóa.\n* 95% hồ sơ đúng hạn.", [("=", 100.0, "%"), ("=", 95.0, "%")]),
    ("results that are measured", "- Tỷ lệ số hóa kết quả đạt 90% trở lên.", [(">=", 90.0, "%")]),
    ("a result of the past", "- Năm 2025 kết quả đạt 90%.", []),
    ("a range behind a colon", "- Tỷ lệ hồ sơ nộp trực tuyến: 30 - 40%.", [(">=", 30.0, "%")]),
    ("in all of them", "- Tuyên truyền trên 6/6 tổ dân phố.", [("=", 6.0, "tổ dân phố")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), MORE_FIGURES, ids=[case[0] for case in MORE_FIGURES])
def test_more_figures(why: str, text: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(item.comparator, item.value, item.unit) for item in plan_of(HEAD + text).targets] == expected


def test_a_series_of_quarters_has_the_measure_before_the_colon() -> None:
    found = plan_of(HEAD + "- Tỷ lệ giải ngân: quý I đạt 15%, quý II đạt 40%, đến 30/9 đạt 75%.").targets
    assert [(one.metric, one.period, one.deadline) for one in found] == [
        ("Tỷ lệ giải ngân", "quý I", None),
        ("Tỷ lệ giải ngân", "quý II", None),
        ("Tỷ lệ giải ngân", None, "2026-09-30"),
    ]


def test_a_day_that_no_calendar_has_is_not_stated() -> None:
    plan = plan_of(HEAD.replace("ngày 10 tháng 01 năm 2026", "ngày 31 tháng 02 năm 2026"))
    assert plan.header.date is not None and plan.header.date.value == "2026"
    assert "impossible_date" in [one.code for one in plan.warnings]


def test_whose_the_next_law_is() -> None:
    text = "- Theo Quyết định số 45/QĐ-TTg ngày 01/02/2020 của Thủ tướng Chính phủ và khoản 2 Điều 9 Luật Cán bộ, công chức."
    first, second = plan_of(HEAD + text).citations
    assert (first.issuer, second.provision) == ("Thủ tướng Chính phủ", "khoản 2 Điều 9")


def test_the_month_of_an_act() -> None:
    (found,) = plan_of(HEAD + "- Thực hiện Nghị quyết số 12/NQ-HĐND tháng 12 năm 2025 của HĐND xã.").citations
    assert (found.date, found.date_partial, found.issuer) == (None, "2025-12", "HĐND xã")


def test_names_behind_a_head_that_they_share() -> None:
    text = "1. Các công chức: Tài chính - Kế toán, Văn hóa - Xã hội: rà soát thủ tục.\n"
    text += "2. Thường trực Ban Chỉ đạo: kiểm tra các bộ phận.\n3. Ủy ban nhân dân xã uỷ quyền Bộ phận Một cửa tiếp nhận hồ sơ."
    assert [parties for _, parties in told(text, ORGANISED)] == [
        ("TC_KT", "VH_XH"),
        ("Thường trực Ban Chỉ đạo",),
        ("BP_MOT_CUA",),
    ]
