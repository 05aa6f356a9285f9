"""What the plans of the Fatherland Front and of a department write and no sample does: days counted back from an event,
letters of companies, acts told by their subject, posts of a body that is no committee.

Each case says why it stands here; all sentences are invented.
"""

import pytest

from tests.extractors.test_unseen_times import plan_of

HEAD = "KẾ HOẠCH\nTổ chức ngày hội đại đoàn kết năm 2026\n\nI. NỘI DUNG\n1. Chuẩn bị ngày hội.\nII. TỔ CHỨC THỰC HIỆN\n"

Times = list[tuple[str, str | None, str]]
WHEN: list[tuple[str, str, Times]] = [
    ("a date and the days before the event", "- Thời gian: Chậm nhất ngày 10/8/2026 - 95 ngày trước ngày khai mạc.",
     [("date", "2026-08-10", "Chậm nhất ngày 10/8/2026"), ("offset", None, "95 ngày trước ngày khai mạc")]),
    ("some days after an event", "- Gửi biên bản về Ban Thường trực ngay sau khi kết thúc hội nghị 02 ngày.",
     [("offset", None, "sau khi kết thúc hội nghị 02 ngày")]),
    ("each time", "- Thư ký báo cáo tình hình sau mỗi đợt và gửi về huyện.", [("recurring", None, "sau mỗi đợt")]),
    ("from the day after an event on", "1. Đợt 1: Sau ngày khai mạc 15/9/2026\n- Treo cờ tại nhà văn hóa.",
     [("period_open", None, "Sau ngày khai mạc 15/9/2026")]),
    ("which acts, not from when on", "- Rà soát các văn bản ban hành sau ngày 01/7/2025.", []),
    ("how long, and how long before", "- Mỗi đợt tập huấn 02 ngày trước khi khai giảng khóa mới.",
     [("offset", None, "02 ngày trước khi khai giảng khóa mới")]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "times"), [case[1:] for case in WHEN], ids=[case[0] for case in WHEN])
def test_times(body: str, times: Times) -> None:
    found = [(one.kind.value, one.date, one.evidence.quote) for one in plan_of(HEAD + body).deadlines]
    assert found == times


Acts = list[tuple[str | None, str | None, str | None]]
CITED: list[tuple[str, str, Acts]] = [
    ("by its subject", "- Triển khai Đề án số 13 về quản lý đất đai.", [("ĐA", "13", None)]),
    ("by its body", "- Theo Chương trình số 05 của Tỉnh ủy và các thông báo số 3, số 4.", [("CTr", "05", None)]),
    ("a company's letter", "- Công ty An Lạc tại Văn bản số 01-GCN-MT ngày 21/4/2026 đề nghị.", [("CV", "01-GCN-MT", "2026-04-21")]),
    ("a slash forgotten", "- Công ty An Lạc tại Văn bản số 11/2026CV-ALC ngày 18/4/2026 đề nghị.",
     [("CV", "11/2026CV-ALC", "2026-04-18")]),
    ("the Constitution", "- Tuyên truyền Hiến pháp năm 2013.", [("Hiến pháp", None, None)]),
    ("a law by its short name", "- Bảo đảm tỷ lệ theo quy định của Luật bầu cử.", [("Luật", None, None)]),
    ("a length and a number are no symbols", "- Thi chạy 20/2026km và 3-NQ.", []),
]  # fmt: skip


@pytest.mark.parametrize(("body", "acts"), [case[1:] for case in CITED], ids=[case[0] for case in CITED])
def test_acts(body: str, acts: Acts) -> None:
    assert [(one.type_code, one.symbol, one.date) for one in plan_of(HEAD + body).citations] == acts


@pytest.mark.parametrize(
    ("issuer", "code"),
    [("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM\nXÃ AN LẠC", None), ("ỦY BAN NHÂN DÂN\nXÃ AN LẠC", "PHO_CHU_TICH_UBND")],
)
def test_a_chairman_of_another_body_is_not_that_of_the_committee(issuer: str, code: str | None) -> None:
    plan = plan_of(f"{issuer}\n\n{HEAD}1. Các Phó Chủ tịch phụ trách lĩnh vực: Chủ trì kiểm tra các thôn.")
    assert [party.code for item in plan.assignments for party in item.parties] == [code]


@pytest.mark.parametrize(
    ("post", "code"),
    [
        ("Phó Chủ tịch Thường trực Ủy ban MTTQ xã", "MTTQ"),
        ("Phó Chủ tịch Thường trực HĐND xã", None),
        ("Phó Chủ tịch Thường trực UBND xã", "PHO_CHU_TICH_UBND"),
        ("Chủ tịch Hội Nông dân xã", "DOAN_THE"),
        ("Phó Chủ tịch phụ trách văn hóa - xã hội", "PHO_CHU_TICH_UBND"),
        ("Phó Bí thư Thường trực Đảng ủy xã", None),
    ],
)
def test_the_post_of_a_deputy_goes_on_to_its_body(post: str, code: str | None) -> None:
    plan = plan_of(f"ỦY BAN NHÂN DÂN\nXÃ AN LẠC\n\n{HEAD}- Đồng chí {post} trực tiếp chỉ đạo công tác bầu cử.")
    assert [(party.text, party.code) for item in plan.assignments for party in item.parties] == [
        (f"Đồng chí {post}", code)
    ]


TERM = "KẾ HOẠCH\nTiếp công dân phục vụ bầu cử, nhiệm kỳ 2026 - 2031\n\nI. NỘI DUNG\n1. Trực tiếp dân.\n"


@pytest.mark.parametrize(
    ("date", "more", "year"),
    [
        ("05 tháng 01 năm 2026", "", 2026),
        ("10 tháng 12 năm 2025", "2. Trực cả ngày 08/02/2026.\n", None),
        ("10 tháng 6 năm 2025", "2. Gửi báo cáo trước ngày 31/01/2026.\n", 2025),
    ],
    ids=["the term of office is no stage", "written for the next year", "looks one year ahead"],
)
def test_the_year_of_a_plan_that_names_none(date: str, more: str, year: int | None) -> None:
    found = plan_of(f"ỦY BAN NHÂN DÂN\nXÃ AN LẠC\n\nAn Lạc, ngày {date}\n\n{TERM}{more}").header.plan_year
    assert (found.value if found else None) == year


def test_the_years_of_laws_plan_for_nothing() -> None:
    law = "- Kiểm tra theo Điều {} Luật Bầu cử năm 2015 (được sửa đổi, bổ sung năm 2025).\n"
    body = "".join(law.format(number) for number in range(3, 8)) + "- Kiểm tra xong trước ngày 05/3/2026.\n"
    head = "ỦY BAN NHÂN DÂN\nXÃ AN LẠC\n\nAn Lạc, ngày 01 tháng 12 năm 2025\n\nKẾ HOẠCH\nKiểm tra công tác bầu cử\n\n"
    assert plan_of(f"{head}I. NỘI DUNG\n{body}").header.plan_year is None
