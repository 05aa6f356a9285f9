"""What a province's plans for a programme or a campaign write and no sample does.

Each case says why it stands here; all sentences are invented.
"""

import pytest

from tests.extractors.test_assignments import told
from tests.extractors.test_tried_wordings import ORGANISED
from tests.extractors.test_unseen_office import HEAD
from tests.extractors.test_unseen_wording import plan_of

WHO = [
    ("whom the body of a heading directs to do what stands below",
     "1. Sở Xây dựng chỉ đạo Chi cục Biển đảo và Thủy sản thực hiện các nội dung sau:\n- Lập dự toán kinh phí.",
     [("lead execute", ("Sở Xây dựng",)), ("lead execute", ("Chi cục Biển đảo và Thủy sản",))]),
    ("what a body is, as a task", "1. Hiệp hội Doanh nghiệp\n- Là cầu nối giữa doanh nghiệp với chính quyền.",
     [("execute", ("Hiệp hội Doanh nghiệp",))]),
    ("which part is whose, in brackets",
     "- Chủ trì: Phòng Kinh tế (cấp phép, theo dõi); Công an xã và Phòng Nội vụ (tuyên truyền).",
     [("lead", ("P_KT", "CONG_AN", "PHONG_NOI_VU"))]),
    ("what somebody does already", "1. Các nhà mạng viễn thông lớn đã và đang triển khai mạng 4G.", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), WHO, ids=[case[0] for case in WHO])
def test_who(why: str, text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert told(text, ORGANISED) == expected


CITED = [
    ("a law that amends so many others", "- Theo Luật sửa đổi, bổ sung một số điều của 37 luật có liên quan đến "
     "quy hoạch ngày 20/11/2018.", [("Luật", "2018-11-20")]),
    ("by what two laws rule, whatever they rule", "- Chi khen thưởng theo quy định phân cấp quản lý tài chính của "
     "Luật Thi đua, khen thưởng và Luật Ngân sách nhà nước.", [("Luật", None), ("Luật", None)]),
    ("what a decree is about", "- Thực hiện Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 quy định chi tiết Luật Hộ tịch.",
     [("NĐ", "2016-05-14"), ("Luật", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), CITED, ids=[case[0] for case in CITED])
def test_laws(why: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(one.type_code, one.date) for one in plan_of(HEAD + text).citations] == expected


def test_how_often_alone_in_a_cell() -> None:
    rows = "|\n**TT**\n|\n**Thông số**\n|\n**Tần suất**\n|\n**1**\n|\nĐộ mặn\n|\n02 lần/tháng\n|\n**2**\n|\nĐộ đục\n|\n2 lần/năm\n|\n"
    found = [(one.kind, one.frequency) for one in plan_of(HEAD + rows).deadlines]
    assert found == [("recurring", ("tháng",)), ("recurring", ("năm",))]


def test_a_year_at_the_end_of_a_heading_begins_no_range_with_the_bullet_below() -> None:
    plan = plan_of(HEAD + "1. Mục tiêu\n1.1. Đến năm 2030\n- Nông nghiệp công nghệ cao\n1.2. Đến năm 2035\n- Du lịch.")
    assert [section.title for section in plan.sections if section.marker in ("1.1.", "1.2.")] == [
        "Đến năm 2030",
        "Đến năm 2035",
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [("09 - 10/2026", "2026-10-31"), ("9-11/2026", "2026-11-30"), ("01 - 03/2027", "2027-03-31")],
)
def test_months_of_one_year(text: str, last: str) -> None:
    (found,) = plan_of(f"{HEAD}1. Thời gian: {text}.").deadlines
    assert (found.kind, found.date, found.evidence.quote) == ("period", last, text)


def test_a_day_with_a_dash_stays_a_day() -> None:
    (found,) = plan_of(HEAD + "1. Sơ kết ngày 10-12/2026 tại xã.").deadlines
    assert (found.kind, found.date) == ("date", "2026-12-10")


def test_to_examine_pupils_is_no_inspection() -> None:
    def kind(title: str) -> str | None:
        found = plan_of(HEAD.replace("Cải cách hành chính năm 2026", title)).header.plan_kind
        return found.value if found is not None else None

    assert kind("Dạy học trực tuyến và kiểm tra, đánh giá trực tuyến năm học 2026 - 2027") == "other"
    assert kind("Kiểm tra, đánh giá công tác cải cách hành chính năm 2026") == "inspection"
