"""Assignments: the forms in which plans give tasks, and the sentences that look like it and give none."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.assignments import assignments
from extractors.assignments_words import load_roles, phrases
from extractors.pipeline import read
from extractors.reading import Reading
from schema.document import Document, Grade, Source
from schema.plan import Assignment
from schema.text import fold

SOURCE = Source(name="t", sha256="0", media_type="text/plain", reader="text")
HEAD = "KẾ HOẠCH\nCải cách hành chính năm 2024\n\nI. MỤC ĐÍCH\n1. Nâng cao chất lượng phục vụ.\nII. TỔ CHỨC THỰC HIỆN\n"


def reading_of(text: str) -> Reading:
    return read(Document(source=SOURCE, text=text, blocks=(), grade=Grade.GOOD))


def given_in(text: str, head: str = HEAD) -> list[Assignment]:
    """The assignments of ``text`` as the last section of a small plan."""
    return [item for item in assignments(reading_of(head + text + "\n")) if item.evidence.start >= len(head)]


def told(text: str, head: str = HEAD) -> list[tuple[str, tuple[str, ...]]]:
    """(roles, codes or words of the parties) of each assignment of ``text``."""
    return [
        (" ".join(item.roles), tuple(party.code or party.text for party in item.parties))
        for item in given_in(text, head)
    ]


# (text, [(roles, parties)])
SENTENCES = [
    # Orders
    ("- Giao công chức Văn phòng - Thống kê làm đầu mối theo dõi, đôn đốc.", [("lead monitor", ("VP_TK",))]),
    ("- Giao Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp triển khai.", [("lead coordinate", ("PHONG_NOI_VU", "Phòng Tư pháp"))]),
    ("1. Giao đồng chí Phó Chủ tịch UBND xã phụ trách khối kinh tế trực tiếp chỉ đạo.", [("lead execute", ("PHO_CHU_TICH_UBND",))]),
    ("- Phân công lãnh đạo cơ quan trực tiếp theo dõi hoạt động.", [("monitor", ("LANH_DAO",))]),
    ("- Yêu cầu các bộ phận liên quan nghiêm túc thực hiện.", [("execute", ("BO_PHAN_CM",))]),
    ("- Đôn đốc bộ phận chuyên môn tham mưu kịp thời.", [("execute", ("BO_PHAN_CM",))]),
    ("- Chủ tịch UBND xã yêu cầu các công chức chuyên môn tổ chức thực hiện.", [("execute", ("CC_CHUYEN_MON",))]),
    ("- Rà soát vị trí việc làm, giao công chức Văn phòng - Thống kê tham mưu.", [("lead execute", ("VP_TK",))]),
    ("- Đề nghị các ngành phản ánh về văn phòng UBND xã.", [("report", ("CAC_NGANH",))]),
    ("- Mời phóng viên Đài Phát thanh huyện tham gia đưa tin.", [("coordinate", ("DAI_PHAT_THANH",))]),
    # Subject and verb
    ("- Bộ phận Tiếp nhận và Trả kết quả hướng dẫn người dân.", [("execute", ("BP_MOT_CUA",))]),
    ("- Sở Tư pháp chủ trì, phối hợp với các sở, ban, ngành rà soát văn bản.", [("lead coordinate", ("Sở Tư pháp", "CAC_NGANH"))]),
    ("- Sở Y tế chủ trì, phối hợp với các cơ sở khám bệnh, chữa bệnh, cơ quan liên quan kiểm tra công tác y tế.",
     [("lead coordinate monitor", ("Sở Y tế", "các cơ sở khám bệnh, chữa bệnh", "CO_QUAN_DON_VI"))]),
    ("- Công chức Tài chính - Kế toán có trách nhiệm lập dự toán.", [("execute", ("TC_KT",))]),
    ("- Đoàn kiểm tra gửi thông báo đến các đơn vị.", [("execute monitor", ("DOAN_KIEM_TRA",))]),
    ("- Văn phòng HĐND và UBND chủ trì, các phòng chuyên môn phối hợp.", [("lead", ("VP_HDND_UBND",)), ("coordinate", ("BO_PHAN_CM",))]),
    ("- Phòng Kinh tế tố chức thực hiện giải ngân.", [("lead execute", ("P_KT",))]),
    ("- Bộ phận một cửa, công chức Tư pháp - Hộ tịch, Địa chính - Xây dựng niêm yết TTHC.", [("execute", ("BP_MOT_CUA", "TP_HT", "DC_XD"))]),
    ("- Các cơ quan, đơn vị được kiểm tra xây dựng báo cáo gửi Đoàn kiểm tra.", [("execute report", ("CO_QUAN_DON_VI",))]),
    ("- Các sở: Nội vụ, Tư pháp có trách nhiệm tham mưu UBND tỉnh.", [("lead execute", ("SO_NOI_VU", "Tư pháp"))]),
    ("- Định kỳ hằng quý, các đơn vị báo cáo kết quả về Sở Nội vụ.", [("report", ("CO_QUAN_DON_VI",))]),
    ("- Căn cứ tình hình thực tế, UBND xã giao công chức Tài chính - Kế toán cân đối ngân sách.", [("lead execute", ("TC_KT",))]),
    ("- Kinh phí thực hiện: Sở Tài chính tham mưu bố trí kinh phí.", [("lead execute", ("Sở Tài chính",))]),
    ("- Hiệu trưởng chỉ đạo các tổ chuyên môn tuyên truyền.", [("lead execute", ("NGUOI_DUNG_DAU",))]),
    ("- Ông (bà) Chủ tịch UBND các xã, thị trấn chịu trách nhiệm thực hiện.", [("lead execute", ("CHU_TICH_UBND",))]),
    ("- Trưởng Công an xã phối hợp giữ gìn trật tự.", [("coordinate", ("CONG_AN",))]),
    # Passive, in brackets, implied
    ("- Các kiến nghị phải được cơ quan, đơn vị thực hiện nghiêm túc.", [("execute", ("CO_QUAN_DON_VI",))]),
    ("- Việc niêm yết do Bộ phận Tiếp nhận và Trả kết quả thực hiện.", [("execute", ("BP_MOT_CUA",))]),
    ("- Rà soát TTHC (Công chức Tư pháp - Hộ tịch chủ trì thực hiện).", [("lead execute", ("TP_HT",))]),
    ("- Tổ chức đối thoại của Chủ tịch UBND xã với người dân.", [("lead execute", ("CHU_TICH_UBND",))]),
    # Labels
    ("- Chủ trì: Công chức Văn phòng-Thống kê.", [("lead", ("VP_TK",))]),
    ("- Phối hợp/thực hiện: Phó Chủ tịch UBND xã phụ trách lĩnh vực, công chức Tài chính-Kế toán, Địa chính-Xây dựng và Trưởng thôn.", [("coordinate execute", ("PHO_CHU_TICH_UBND", "TC_KT", "DC_XD", "TRUONG_THON"))]),
    ("Đơn vị chủ trì: Phòng Văn hóa - Xã hội.", [("lead", ("P_VHXH",))]),
    ("Cơ quan phối hợp: Các sở, ban, ngành; UBND các huyện.", [("coordinate", ("CAC_NGANH", "UBND các huyện"))]),
    ("- Chủ trì: Sở Nội vụ; phối hợp: Sở Tài chính; thời gian: Quý II.", [("lead", ("SO_NOI_VU",)), ("coordinate", ("Sở Tài chính",))]),
    ("- Tập huấn CCHC (Chủ trì: Sở Nội vụ; phối hợp: Sở Tài chính).", [("lead", ("SO_NOI_VU",)), ("coordinate", ("Sở Tài chính",))]),
    ("- Thực hiện: Cán bộ, công chức xã thực hiện xử lý văn bản.", [("execute", ("CB_CC",))]),
    ("- Đơn vị thực hiện: Các Đội chuyên trách của quân đội.", [("execute", ("Các Đội chuyên trách của quân đội",))]),
    ("- Người thực hiện: Đ/c Nguyễn Văn A - Công chức Văn hóa - Xã hội.", [("execute", ("VH_XH",))]),
    ("- Phân công: Trung tâm Phục vụ hành chính công chủ trì, Công an xã phối hợp.", [("lead", ("BP_MOT_CUA",)), ("coordinate", ("CONG_AN",))]),
    # The collector of reports
    ("- Các bộ phận báo cáo UBND xã (qua công chức VP-TK để tổng hợp).", [("report", ("BO_PHAN_CM",)), ("report", ("VP_TK",))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_forms(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "- Nâng cao trách nhiệm của người đứng đầu cơ quan.",
        "- Chấn chỉnh kỷ luật, kỷ cương hành chính của cán bộ, công chức.",
        "- 100% cán bộ, công chức được tập huấn về cải cách hành chính.",
        "- Thực hiện chế độ báo cáo UBND huyện theo quy định.",
        "- Gửi báo cáo về Phòng Nội vụ trước ngày 20.",
        "- Bảo đảm hồ sơ do UBND xã tiếp nhận được giải quyết đúng hạn.",
        "- Các nhiệm vụ được UBND huyện giao hoàn thành đúng hạn.",
        "- Rà soát chỉ tiêu do HĐND xã giao tại Nghị quyết.",
        "- Thời gian thực hiện: Cả năm.",
        "- Kiểm tra: Việc chấp hành giờ giấc làm việc.",
        "- Phối hợp: chặt chẽ, kịp thời.",
        "- Báo cáo: Đúng thời hạn quy định.",
        "- Tổ chức thực hiện tốt công tác văn hóa - xã hội.",
        "- Xử lý nghiêm cán bộ, công chức yêu cầu người dân nộp thêm giấy tờ.",
    ],
)
def test_what_gives_no_task(text: str) -> None:
    assert told(text) == []


def test_a_heading_gives_its_party_to_the_bullets_below() -> None:
    items = given_in(
        "1. Sở Nội vụ\n- Theo dõi việc thực hiện Kế hoạch.\n- Tham mưu UBND tỉnh khen thưởng.\n2. Sở Y tế: Báo cáo kết quả."
    )
    assert [(" ".join(item.roles), item.parties[0].code or item.parties[0].text) for item in items] == [
        ("monitor", "SO_NOI_VU"),
        ("lead execute", "SO_NOI_VU"),
        ("report", "Sở Y tế"),
    ]
    inherited = items[0].parties[0].inherited
    assert inherited is not None
    assert inherited.quote == "Sở Nội vụ"
    assert items[2].parties[0].inherited is None
    assert items[2].evidence.quote == "Sở Y tế: Báo cáo kết quả."


def test_who_leads_and_who_joins_in_have_roles_of_their_own() -> None:
    (joint,) = given_in("- Sở Y tế chủ trì, phối hợp với Sở Tài chính; UBND các xã kiểm tra công tác y tế.")
    assert [(party.text, [str(role) for role in joint.roles_of(party)]) for party in joint.parties] == [
        ("Sở Y tế", ["lead", "monitor"]),
        ("Sở Tài chính", ["coordinate"]),
        ("UBND các xã", ["coordinate"]),
    ]
    below = given_in("1. Sở Nội vụ\n- Chủ trì, phối hợp với Sở Y tế tập huấn.")[0]
    assert [(party.text, party.inherited is not None) for party in below.parties] == [
        ("Sở Nội vụ", True),
        ("Sở Y tế", False),
    ]
    (alone,) = given_in("- Sở Y tế, Sở Nội vụ kiểm tra công tác y tế.")
    assert all(alone.roles_of(party) == alone.roles for party in alone.parties)


def test_the_sentence_that_opens_an_item_names_the_party_of_the_points_below() -> None:
    text = (
        "1. Sở Nội vụ có trách nhiệm:\na) Theo dõi, đôn đốc việc thực hiện.\nb) Báo cáo UBND tỉnh.\n2. Sở Y tế báo cáo."
    )
    assert told(text) == [("monitor", ("SO_NOI_VU",)), ("report", ("SO_NOI_VU",)), ("report", ("Sở Y tế",))]


def test_a_bold_run_in_heading_is_a_party() -> None:
    assert told("1. **Văn phòng HĐND và UBND**: theo dõi, đôn đốc.") == [("monitor", ("VP_HDND_UBND",))]


def test_a_paragraph_below_a_ministry_inherits() -> None:
    text = "1. Bộ Kế hoạch và Đầu tư\nBảo đảm nguồn kinh phí đầu tư phát triển.\n2. Bộ Công an\nChủ trì xác minh thông tin."
    assert told(text) == [("execute", ("Bộ Kế hoạch và Đầu tư",)), ("lead", ("Bộ Công an",))]


def test_the_next_sentence_speaks_of_the_same_party() -> None:
    text = "- Công chức Tư pháp - Hộ tịch rà soát văn bản. Định kỳ hằng quý báo cáo UBND xã. Hồ sơ lưu theo quy định."
    assert told(text) == [("execute", ("TP_HT",)), ("report", ("TP_HT",))]


def test_clauses_are_split_where_the_role_changes_and_only_there() -> None:
    items = given_in("1. Giao Phòng Nội vụ: Xây dựng lịch kiểm tra; chuẩn bị tài liệu; tổng hợp, báo cáo UBND huyện.")
    assert [item.evidence.quote for item in items] == [
        "Giao Phòng Nội vụ: Xây dựng lịch kiểm tra; chuẩn bị tài liệu",
        "tổng hợp, báo cáo UBND huyện.",
    ]


# A label over a list: one assignment for each of its lines. (text, [(roles, parties)], the first evidence)
BLOCKS = [
    pytest.param(
        "1. Cơ quan chủ trì, phối hợp\na) Cơ quan chủ trì\n- Bộ Quốc phòng.\n- Các quân khu; các tỉnh.\n"
        "b) Cơ quan phối hợp\n- Các Bộ, ngành có liên quan.",
        [("lead", ("Bộ Quốc phòng",)), ("lead", ("Các quân khu", "các tỉnh")), ("coordinate", ("CAC_NGANH",))],
        "- Bộ Quốc phòng.",
        id="headings",
    ),
    pytest.param(
        "1. Tuyên truyền\n- Cơ quan chủ trì:\n+ Sở Y tế;\n+ Sở Tư pháp.\n- Cơ quan phối hợp:\n+ UBND các xã.\n- Rà soát thủ tục.",
        [("lead", ("Sở Y tế",)), ("lead", ("Sở Tư pháp",)), ("coordinate", ("UBND các xã",))],
        "+ Sở Y tế",
        id="bullets below a bullet",
    ),
    pytest.param(
        "1. Tuyên truyền\nTổ chức hội nghị.\nĐơn vị phối hợp:\n- Công an xã;\n- Đoàn Thanh niên.",
        [("coordinate", ("CONG_AN",)), ("coordinate", ("DOAN_THE",))],
        "- Công an xã",
        id="bullets below a line",
    ),
    pytest.param(
        "1. Cơ quan phối hợp\n- Sở Y tế;\n- Sở Tư pháp có trách nhiệm thẩm định văn bản;\n- Sở Nội vụ.",
        [("coordinate", ("Sở Y tế",)), ("execute", ("Sở Tư pháp",)), ("coordinate", ("SO_NOI_VU",))],
        "- Sở Y tế",
        id="a sentence parts the list",
    ),
]


@pytest.mark.parametrize(("text", "expected", "evidence"), BLOCKS)
def test_a_label_gives_its_role_to_each_line_below(
    text: str, expected: list[tuple[str, tuple[str, ...]]], evidence: str
) -> None:
    assert told(text) == expected
    assert given_in(text)[0].evidence.quote == evidence


def test_an_intro_gives_its_party_to_the_sub_bullets() -> None:
    text = "1. Phân công nhiệm vụ:\n- Công chức Tài chính - Kế toán:\n+ Lập dự toán kinh phí.\n+ Công khai tài chính.\n- Công an xã: Bảo đảm an ninh."
    assert told(text) == [("execute", ("TC_KT",)), ("execute", ("TC_KT",)), ("execute", ("CONG_AN",))]


def test_a_heading_beside_parties_is_a_party_though_the_lexicon_lacks_it() -> None:
    text = "1. Phòng Nội vụ\n- Theo dõi việc thực hiện.\n2. Liên minh Thủ công nghiệp\n- Vận động xã viên tham gia.\n3. Nguồn kinh phí\nSử dụng ngân sách xã hằng năm."
    assert [parties for _, parties in told(text)] == [("PHONG_NOI_VU",), ("Liên minh Thủ công nghiệp",)]


def test_a_text_without_numbered_items_is_heard_all_the_same() -> None:
    text = "Căn cứ Kế hoạch số 12/KH-UBND của UBND huyện;\nUBND xã yêu cầu các bộ phận chuyên môn rà soát hồ sơ.\n"
    assert told(text, "") == [("execute", ("BO_PHAN_CM",))]


def test_requests_and_exhortations_are_marked() -> None:
    asked = given_in("- Đề nghị Ủy ban MTTQ và các đoàn thể xã giám sát.")
    assert [(item.requested, item.soft) for item in asked] == [(True, False)]
    soft = given_in("- Cán bộ, công chức phải nêu cao tinh thần trách nhiệm trong công việc.")
    assert [(item.requested, item.soft) for item in soft] == [(False, True)]
    duty = given_in("- Cải thiện Chỉ số là nhiệm vụ của tất cả các cán bộ, công chức.")
    assert [item.soft for item in duty] == [True]


def test_participants_are_a_scope_but_an_invitation_is_heard() -> None:
    head = HEAD.replace("TỔ CHỨC THỰC HIỆN", "THÀNH PHẦN")
    text = "- Cán bộ, công chức tham mưu thực hiện nhiệm vụ CCHC.\n- Mời phóng viên Đài Phát thanh huyện đưa tin."
    assert told(text, head) == [("coordinate execute", ("DAI_PHAT_THANH",))]


def test_the_closing_gives_the_order_as_evidence() -> None:
    items = given_in(
        "1. Thực hiện tốt Kế hoạch.\nTrên đây là Kế hoạch của UBND xã, yêu cầu các bộ phận chuyên môn nghiêm túc thực hiện./."
    )
    assert [item.evidence.quote for item in items] == ["yêu cầu các bộ phận chuyên môn nghiêm túc thực hiện./."]


def test_a_decision_names_those_who_carry_it_out() -> None:
    head = "QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch\n\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch.\n"
    text = "Điều 2. Chánh Văn phòng UBND tỉnh; Giám đốc Sở Nội vụ; Chủ tịch UBND các huyện chịu trách nhiệm thi hành./."
    assert told(text, head) == [("execute", ("Chánh Văn phòng UBND tỉnh", "SO_NOI_VU", "CHU_TICH_UBND"))]


def test_recipients_and_signature_give_no_task() -> None:
    text = "1. Công chức chuyên môn báo cáo.\nNơi nhận:\n- Phòng Nội vụ (b/c);\n- Các bộ phận chuyên môn (t/h);\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn A"
    assert told(text) == [("report", ("CC_CHUYEN_MON",))]


ENTRIES = [
    (kind, entry)
    for kind, value in load_roles().items()
    for entry in (value if isinstance(value, list) else [value])
    if "example" in entry
]


@pytest.mark.parametrize(("kind", "entry"), ENTRIES, ids=lambda value: value if isinstance(value, str) else "")
def test_each_entry_of_the_lexicon_is_in_its_example(kind: str, entry: dict[str, Any]) -> None:
    assert re.search(phrases(entry["words"]), fold(entry["example"])), (kind, entry["example"])


SOUP = st.lists(
    st.sampled_from(
        [
            "Giao",
            "Đề nghị",
            "Chủ trì:",
            "phối hợp với",
            "công chức",
            "Văn phòng - Thống kê",
            "UBND xã",
            "các sở",
            ";",
            ",",
            ".",
            ":",
            "(",
            ")",
            "\n",
            "\n- ",
            "\n1. ",
            "\nII. ",
            "\na) ",
            "STT",
            "Nhiệm vụ",
            "Chủ trì",
            "thực hiện",
            "báo cáo",
            "đối với",
            "được",
            "do",
            "qua",
            "để tổng hợp",
            "và",
            "Nơi nhận:",
            "Trên đây là",
            " ",
            "\n\n",
            "Quý I",
            "12/3/2024",
            "🙂",
        ]
    ),
    max_size=60,
).map(" ".join)


@given(st.one_of(SOUP, st.text(max_size=200)))
def test_any_text_gives_evidence_that_holds_and_the_same_again(text: str) -> None:
    first = assignments(reading_of(text))
    assert first == assignments(reading_of(text))
    for item in first:
        assert text[item.evidence.start : item.evidence.end] == item.evidence.quote
        assert item.parties
        assert item.roles
        assert item.task
