"""Criteria that nobody tuned for: what their names are about, what plans say for them, and what only looks like it."""

import pytest

from corpus.coverage import assess
from corpus.coverage.concepts import usage
from corpus.coverage.standing import doing, tells_shortfall
from extractors.pipeline import extract
from schema.coverage import Cell, Standing, Status
from schema.criteria import Area, CriteriaSet, Criterion
from schema.document import Document, Grade, Source

NAMES = {
    "1.1": "Mức độ hoàn thành kế hoạch CCHC",
    "1.2": "Chế độ thông tin, báo cáo",
    "1.3": "Hình thức tuyên truyền",
    "2.1": "Ban hành văn bản quy phạm pháp luật",
    "2.2": "Rà soát văn bản quy phạm pháp luật",
    "2.3": "Công tác hòa giải ở cơ sở",
    "3.1": "Thái độ phục vụ tại Bộ phận Một cửa",
    "3.2": "Cơ sở vật chất Bộ phận Tiếp nhận và Trả kết quả",
    "3.3": "Rút ngắn thời gian giải quyết thủ tục",
    "3.4": "Công khai thủ tục hành chính",
    "5.1": "Thời giờ làm việc của công chức",
    "5.2": "Chấp hành kỷ luật, kỷ cương hành chính",
    "7.1": "Hộp thư điện tử công vụ",
    "7.2": "Văn bản có chữ ký số",
    "7.3": "Hội nghị trực tuyến",
    "8.1": "Kết quả đo lường SIPAS",
    "8.2": "Hoàn thành chỉ tiêu KT-XH",
}
CRITERIA = CriteriaSet(
    id="la",
    title="Bộ tiêu chí chưa gặp",
    areas=(
        Area(code="1", name="Chỉ đạo điều hành"),
        Area(code="2", name="Thể chế"),
        Area(code="3", name="Thủ tục hành chính"),
        Area(code="5", name="Công vụ"),
        Area(code="7", name="Chính quyền số"),
        Area(code="8", name="Tác động của CCHC"),
    ),
    criteria=tuple(Criterion(code=code, parent=code[0], name=name) for code, name in NAMES.items()),
)
STEERING = "I. NHIỆM VỤ\n1. Công tác chỉ đạo, điều hành\n"
TASKS = "I. NHIỆM VỤ\n1. Nhiệm vụ chung\n"


def cells_of(body: str) -> dict[str, Cell]:
    text = (
        "KẾ HOẠCH\nKhắc phục hạn chế năm 2024\n\nỦy ban nhân dân xã Hòa Bắc ban hành Kế hoạch năm 2024 như sau:\n"
        f"{body}\nTrên đây là Kế hoạch của UBND xã Hòa Bắc./.\nNơi nhận:\n- UBND huyện;\n- Lưu: VT.\n"
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Hậu\n"
    )
    source = Source(name="thu.txt", sha256="0" * 64, media_type="text/plain", reader="text")
    plan = extract(Document(source=source, text=text, blocks=(), grade=Grade.GOOD))
    return {cell.criterion: cell for cell in assess(plan, CRITERIA)}


@pytest.mark.parametrize(
    ("body", "code", "status"),
    [
        # under the heading of its area what is reported or publicised is the reform, in name and clause
        (STEERING + "- Gửi báo cáo quý về phòng Nội vụ trước ngày 05.", "1.2", Status.PLANNED),
        (STEERING + "- Viết bài phát trên cụm loa của thôn mỗi tuần.", "1.3", Status.PLANNED),
        # ... and elsewhere it may be any other
        (TASKS + "- Gửi báo cáo quý về tình hình dịch bệnh.", "1.2", Status.UNADDRESSED),
        # a name may say it as plans do
        (TASKS + "- Tổ chức lấy phiếu hài lòng của người dân.", "8.1", Status.PLANNED),
        (TASKS + "- Lắp đặt phòng họp không giấy nối với huyện.", "7.3", Status.PLANNED),
        (TASKS + "- Kiện toàn các tổ hòa giải ở thôn.", "2.3", Status.PLANNED),
        (TASKS + "- Cắt giảm 20% thời gian giải quyết thủ tục đất đai.", "3.3", Status.PLANNED),
        # the wider name is about the narrower things, too
        (TASKS + "- Nghiêm cấm đi muộn về sớm.", "5.1", Status.PLANNED),
        (TASKS + "- Nghiêm cấm đi muộn về sớm.", "5.2", Status.PLANNED),
        (TASKS + "- Siết chặt kỷ cương hành chính.", "5.2", Status.PLANNED),
        # ... the narrower not about the wider
        (TASKS + "- Siết chặt kỷ cương hành chính.", "5.1", Status.UNADDRESSED),
        (TASKS + "- Mọi công chức dùng hộp thư công vụ, bỏ thư cá nhân.", "7.2", Status.UNADDRESSED),
        # a place named behind the head of the name is not what the criterion is about
        (TASKS + "- Bố trí công chức trực Bộ phận Một cửa sáng thứ Bảy.", "3.1", Status.UNADDRESSED),
        (TASKS + "- Mua ghế ngồi chờ cho người dân.", "3.2", Status.PLANNED),
        # who issued a text is not the issuing of texts
        (TASKS + "- Tham mưu rà soát văn bản QPPL do HĐND xã ban hành.", "2.2", Status.PLANNED),
        # words that stand far apart in another order hardly belong together
        (
            TASKS + "- Lấy ý kiến về việc giải quyết TTHC theo Nghị định số 61, định kỳ công khai kết quả xếp loại.",
            "3.4",
            Status.UNADDRESSED,
        ),
        # a heading that joins two names of an area names no criterion of it
        (TASKS + "2. Tác động của CCHC đến phát triển kinh tế - xã hội\n- Trồng rừng.", "8.2", Status.UNADDRESSED),
        # the plan to repair is not the yearly plan of the reform
        (TASKS + "- Thực hiện Kế hoạch khắc phục hạn chế về CCHC.", "1.1", Status.UNADDRESSED),
        # an item to keep up is the name of a criterion, whatever heading it stands under
        (
            TASKS + "- Tiếp tục duy trì các tiêu chí đạt điểm tối đa: Chế độ báo cáo; Trồng cây.",
            "1.2",
            Status.MENTIONED,
        ),
    ],
)
def test_status(body: str, code: str, status: Status) -> None:
    cell = cells_of(body)[code]
    assert cell.status is status, (cell.evidence, cell.searched)


def test_a_heading_in_other_words_is_placed_by_what_stands_below() -> None:
    """The heading names no area; two criteria below it do, so the third bullet is about the area as well."""
    below = "- Hoàn thành kế hoạch CCHC năm.\n- Đẩy mạnh tuyên truyền CCHC.\n- Nộp báo cáo đúng hạn."
    placed = "I. NHIỆM VỤ\n1. Giữ vững vai trò hạt nhân\n{}\n2. Việc khác\n- Trồng cây."
    assert cells_of(placed.format(below))["1.2"].status is Status.PLANNED
    assert cells_of(placed.format("- Nộp báo cáo đúng hạn."))["1.2"].status is Status.UNADDRESSED


@pytest.mark.parametrize(
    ("labels", "owner", "deadline"),
    [
        (("Phân công thực hiện: Công chức Tư pháp - Hộ tịch.",), True, False),
        (("Trách nhiệm: Công chức Tư pháp - Hộ tịch.", "Thời gian: Trước 30/9/2024."), True, True),
        (("Phân công thực hiện: Công chức Tư pháp - Hộ tịch; hoàn thành trước 30/9/2024.",), True, True),
    ],
)
def test_owner_and_deadline_of_a_block(labels: tuple[str, ...], owner: bool, deadline: bool) -> None:
    lines = ["a) Tồn tại, hạn chế: Hòa giải ở cơ sở còn yếu.", "b) Giải pháp: Kiện toàn các tổ hòa giải."]
    lines += [f"{marker}) {label}" for marker, label in zip("cd", labels, strict=False)]
    cell = cells_of("I. NHIỆM VỤ\n1. Cải cách thể chế\n" + "\n".join(lines))["2.3"]
    assert (cell.has.task, cell.has.owner, cell.has.deadline) == (True, owner, deadline)


def test_shortcomings_only_name() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Thể chế\na) Tồn tại, hạn chế: Triển khai hòa giải ở cơ sở hiệu quả thấp.\nb) Giải pháp: Họp."
    )
    cell = cells_of(body)["2.3"]
    assert cell.status is Status.MENTIONED
    assert {ground.standing for ground in cell.evidence} == {Standing.NAMED}


@pytest.mark.parametrize(
    ("clause", "short"),
    [
        ("trang thông tin điện tử chưa cập nhật thường xuyên", True),
        ("năm 2022 xã chậm gửi báo cáo nên bị trừ 0,5 điểm", True),
        ("khắc phục những hồ sơ chưa giải quyết", False),  # begins with a verb of doing
        ("hồ sơ chưa đủ thì phải hướng dẫn bổ sung", False),  # tells a duty
    ],
)
def test_what_falls_short(clause: str, short: bool) -> None:
    assert tells_shortfall(clause) is short


@pytest.mark.parametrize(
    ("clause", "verbs"),
    [
        ("sự hài lòng của người dân , tổ chức", []),
        ("quy định về tổ chức bộ máy", []),
        ("tổ chức đối thoại với người dân", ["tổ chức", "đối thoại"]),
    ],
)
def test_verbs_within_nouns_are_none(clause: str, verbs: list[str]) -> None:
    assert [" ".join(verb) for verb in doing(clause.split())] == verbs


def test_a_duty_behind_its_object_is_a_task() -> None:
    assert cells_of(TASKS + "- Văn bản đi phải được ký số trước khi gửi.")["7.2"].has.task


def test_a_name_alone_about_nothing_is_read_with_the_one_above() -> None:
    above = Criterion(code="1.1", parent="1", name="Kế hoạch cải cách hành chính")
    part = Criterion(code="1.1.1", parent="1.1", name="Thời gian ban hành")
    assert "ban hành kế hoạch CCHC" in usage([above, part])["1.1.1"].said
    assert not usage([part])
