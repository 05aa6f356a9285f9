"""What the plans of campaigns and road maps write and no sample does: prizes, phases, named days, standing duties.

Each case says why it stands here; all sentences are invented.
"""

import pytest

from extractors.reading import Paragraph
from extractors.typed_columns import typed_columns
from schema.plan import DeadlineKind
from tests.extractors.test_assignments import told
from tests.extractors.test_unseen_office import HEAD as TASKS
from tests.extractors.test_unseen_wording import plan_of

HEAD = TASKS.removesuffix("I. NHIỆM VỤ\n")


def test_work_that_is_listed_below_an_aim() -> None:
    body = (
        "I. MỤC TIÊU CỦA KẾ HOẠCH\n1. Tháng hành động\na) Các hoạt động chính\n"
        "Căn cứ tình hình thực tế, các thôn, trường học phối hợp thực hiện các hoạt động sau:\n"
        "- Treo băng rôn tại nhà văn hóa.\n- Gửi tin, bài về Phòng Văn hóa - Xã hội.\n"
        "2. Mục tiêu cụ thể\n- Phòng Kinh tế giữ vững kết quả.\n"
    )
    assert [parties for _, parties in told(body, HEAD)] == [("các thôn", "trường học")] * 2


def test_a_heading_that_names_a_field_is_no_body() -> None:
    body = "II. NỘI DUNG\n1. Hạ tầng số\na) Rà soát các trạm.\n2. Doanh nghiệp số\na) Xây dựng chương trình hỗ trợ.\n"
    assert told(body, HEAD) == []
    beside = told(body.replace("1. Hạ tầng số", "1. Sở Tài chính"), HEAD)
    assert [parties for _, parties in beside] == [("Sở Tài chính",), ("Doanh nghiệp số",)]
    for party in (
        "Công an tỉnh",
        "Ngân hàng Chính sách xã hội huyện",
        "Hợp tác xã nông nghiệp Tân Lập",
        "Hạt Kiểm lâm",
    ):
        assert len(told(body.replace("Doanh nghiệp số", party), HEAD)) == 1, party


@pytest.mark.parametrize("heading", ["Hoạt động của các cơ quan", "Hoạt động của chính quyền"])
def test_what_an_aim_says_of_bodies_is_no_list_of_work(heading: str) -> None:
    assert told(f"I. MỤC TIÊU\n1. {heading}\n- Các phòng, ban thuộc UBND xã thực hiện kế hoạch này.\n", HEAD) == []


def test_a_forecast_sets_no_aim_and_the_years_over_its_columns_no_time() -> None:
    table = (
        "DỰ BÁO MỘT SỐ CHỈ TIÊU KINH TẾ - XÃ HỘI\n|\n**STT**\n|\n**Chỉ tiêu**\n|\n**Đơn vị**\n|\n**Năm 2026**\n|\n"
        "**Năm 2027**\n|\n1\n|\nTỷ lệ che phủ rừng\n|\n%\n|\n41\n|\n42\n|\n2\n|\nSố giường bệnh\n|\nGiường\n|\n60\n|\n65\n|\n"
    )
    foretold, planned = plan_of(TASKS + table), plan_of(TASKS + table.replace("DỰ BÁO MỘT SỐ ", ""))
    assert not foretold.targets and len(planned.targets) == 4
    assert not foretold.deadlines
    prose = "Dự báo năm 2026 tình hình còn nhiều khó khăn, UBND xã đề ra các chỉ tiêu sau:\n"
    assert len(plan_of(TASKS + table.replace("DỰ BÁO MỘT SỐ CHỈ TIÊU KINH TẾ - XÃ HỘI\n", prose)).targets) == 4


@pytest.mark.parametrize(
    "cells",
    [
        "Nhiệm vụ|Thời gian bắt đầu|Thời gian kết thúc|1|Rà soát|Năm 2026|Năm 2027",
        "Nhiệm vụ|Thời hạn|I|Số hóa hồ sơ|Năm 2027",
    ],
)
def test_the_years_in_the_rows_of_a_table_of_tasks_are_times(cells: str) -> None:
    table = "".join(f"|\n{cell}\n" for cell in ("STT", *cells.split("|"))) + "|\n"
    assert plan_of(TASKS + table).deadlines


TIMES = [
    ("what a plan or a budget of every year is for", "- Đưa kinh phí vào dự toán ngân sách hằng năm.",
     [(DeadlineKind.RECURRING, None, ("năm",))]),
    ("whose index of every year it is", "- Theo dõi kết quả chỉ số cải cách hành chính hằng năm của xã.", []),
    ("regularly, and no time in its sentence", "- Phòng Nội vụ định kỳ tổng hợp, báo cáo kết quả.",
     [(DeadlineKind.RECURRING, None, ())]),
    ("regularly, and a time besides", "- Phòng Nội vụ định kỳ báo cáo kết quả theo quý.",
     [(DeadlineKind.RECURRING, None, ("quý",))]),
    ("a regular report that has only a name", "- Lập báo cáo định kỳ về cải cách hành chính.", []),
    ("the day of a regular report", "- Các phòng định kỳ báo cáo kết quả trước ngày 20/11 về Sở Nội vụ.",
     [(DeadlineKind.RECURRING, None, ("năm",))]),
    ("the day of a report that is none of every year", "- Các phòng định kỳ báo cáo 6 tháng trước ngày 10/6.",
     [(DeadlineKind.DATE, "2026-06-10", ())]),
    ("a day that has a name", "- Hưởng ứng Ngày Thế giới phòng, chống bệnh dại (ngày 28/9).", []),
    ("the day of an event", "- Tổ chức Ngày hội việc làm (ngày 10/10).", [(DeadlineKind.DATE, "2026-10-10", ())]),
    ("how often a day is held", "- Duy trì Ngày Chủ nhật xanh (hằng tuần).",
     [(DeadlineKind.RECURRING, None, ("tuần",))]),
    ("a regular report and work besides",
     "- Các phòng định kỳ báo cáo tiến độ, hoàn thành việc sắp xếp trụ sở trước ngày 30/6.",
     [(DeadlineKind.DATE, "2026-06-30", ())]),
    ("another word", "- Văn phòng xác định kỳ báo cáo của các đơn vị.", []),
    ("a meeting that has only a name", "- Hội nghị giao ban định kỳ tổ chức tại trụ sở.", []),
    ("from the plan's issue until something has happened",
     "- Đợt thi đua được thực hiện từ ngày ban hành Kế hoạch đến khi kết thúc Đại hội.",
     [(DeadlineKind.RANGE, None, ())]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), TIMES, ids=[case[0] for case in TIMES])
def test_times(why: str, text: str, expected: list[tuple[DeadlineKind, str | None, tuple[str, ...]]]) -> None:
    plan = plan_of(TASKS + text)
    assert [(one.kind, one.date, one.frequency) for one in plan.deadlines] == expected


FIGURES = [
    ("what each of a share does again and again",
     "- 100% xã, phường mỗi quý có ít nhất 04 tin, bài về cải cách hành chính.",
     [("=", 100, "%"), (">=", 4, "tin, bài/quý")]),
    ("what each of a share does, at which rhythm",
     "- 100% xã mỗi quý tổ chức ít nhất 01 cuộc đối thoại.", [("=", 100, "%"), (">=", 1, "cuộc/quý")]),
    ("what each of a share has every year", "- 80% hộ mỗi năm có ít nhất 01 người được khám sức khỏe.", [("=", 80, "%")]),
    ("a count and then a share", "- Hình thành ít nhất 10 hợp tác xã, 25% GRDP.",
     [(">=", 10, "hợp tác xã"), ("=", 25, "% GRDP")]),
    ("what each of a share has", "- 100% thôn có ít nhất 01 điểm truy cập miễn phí.", [("=", 100, "%")]),
    ("those born alive", "- Tỷ số tử vong mẹ dưới 12/100.000 trẻ sinh ra còn sống.",
     [("<", 12, "/100.000 trẻ sinh ra còn sống")]),
    ("sets of data", "- Công bố ít nhất 20 tập dữ liệu mở.", [(">=", 20, "tập dữ liệu")]),
    ("a share of all that is produced", "- Kinh tế số đạt 25% GRDP.", [("=", 25, "% GRDP")]),
    ("a bound that goes on over a list", "- Hình thành ít nhất 10 hợp tác xã kiểu mới, 05 doanh nghiệp số.",
     [(">=", 10, "hợp tác xã"), (">=", 5, "doanh nghiệp")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), FIGURES, ids=[case[0] for case in FIGURES])
def test_figures(why: str, text: str, expected: list[tuple[str, float, str]]) -> None:
    plan = plan_of(HEAD + "I. MỤC TIÊU\n" + text)
    assert [(one.comparator, one.value, one.unit) for one in plan.targets] == expected


def test_a_repeated_number_before_a_heading_with_a_bracket() -> None:
    plan = plan_of(
        HEAD + "I. MỤC TIÊU\n1. Chung.\nII. LỘ TRÌNH\n1. Năm 2026.\nII. GIẢI PHÁP CHỦ YẾU (chi tiết tại Phụ lục)\n"
        "1. Tuyên truyền.\nIII. TỔ CHỨC THỰC HIỆN\n1. Các phòng."
    )
    assert [one.marker for one in plan.sections if one.parent is None and one.marker] == ["I.", "II.", "II.", "III."]


def test_a_post_in_bold_type_of_markdown_is_no_recipient_beside_the_signature() -> None:
    text = "Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\n**PHÓ CHỦ TỊCH**\n**Lê Thị Hoa**"
    whole = Paragraph(start=0, end=len(text))
    assert typed_columns(text, text, [whole], 0, 1) is None
    assert typed_columns(text.replace("**PHÓ CHỦ TỊCH**", "- Sở Tài chính;"), text, [whole], 0, 1) is not None
