"""Coverage on made-up plans: statuses, inheritance, catch-alls, absent annexes, reviews, and what may never break."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.coverage import (
    assess,
    coverage,
    decided,
    material_of,
    prepare_assessor,
)
from corpus.coverage.profiles import compile_set
from corpus.coverage.similarity import SecondOpinion, similarity
from extractors.pipeline import extract
from ingest.read import read_path
from schema.coverage import NEAR_FROM, Cell, Decision, Reviewed, Standing, Status
from schema.criteria import Area, CriteriaSet, Criterion
from schema.document import Document, Grade, Source
from schema.errors import KehoachError
from schema.plan import Plan

CRITERIA = CriteriaSet(
    id="thu",
    title="Bộ tiêu chí thử",
    areas=(
        Area(code="1", name="Công tác chỉ đạo, điều hành cải cách hành chính"),
        Area(code="3", name="Cải cách thủ tục hành chính"),
        Area(code="6", name="Cải cách tài chính công"),
    ),
    criteria=(
        Criterion(code="1.1", parent="1", name="Tuyên truyền cải cách hành chính"),
        Criterion(code="1.2", parent="1", name="Đối thoại với người dân, doanh nghiệp"),
        Criterion(code="1.3", parent="1", name="Kiểm tra cải cách hành chính"),
        Criterion(code="3.1", parent="3", name="Công khai thủ tục hành chính"),
        Criterion(code="3.2", parent="3", name="Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn"),
        Criterion(
            code="3.3",
            parent="3",
            name="Kiểm soát thủ tục hành chính",
            aliases=("đơn giản hóa thủ tục hành chính",),
            counter_phrases=("kiểm soát dịch bệnh",),
        ),
        Criterion(code="6.1", parent="6", name="Giải ngân vốn đầu tư công"),
        Criterion(code="6.2", parent="6", name="Công khai dự toán, quyết toán ngân sách"),
    ),
)


def made(body: str, grade: Grade = Grade.GOOD, annex: str = "") -> Plan:
    """A commune's plan with ``body`` between the issuing and the closing sentence."""
    text = (
        "KẾ HOẠCH\nCải thiện Chỉ số cải cách hành chính năm 2024\n\n"
        "Căn cứ Quyết định số 12/QĐ-UBND ngày 10/01/2024 của UBND huyện Đông Sơn về công khai thủ tục hành chính;\n"
        "Ủy ban nhân dân xã Bình Minh xây dựng Kế hoạch cải thiện Chỉ số năm 2024 như sau:\n"
        f"{body}\n"
        "Trên đây là Kế hoạch cải thiện Chỉ số năm 2024 của UBND xã Bình Minh./.\n"
        "Nơi nhận:\n- UBND huyện;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An\n"
        f"{annex}"
    )
    source = Source(name="thu.txt", sha256="0" * 64, media_type="text/plain", reader="text")
    return extract(Document(source=source, text=text, blocks=(), grade=grade))


def status_of(body: str, code: str) -> Cell:
    return next(cell for cell in assess(made(body), CRITERIA) if cell.criterion == code)


TASKS = "I. NHIỆM VỤ\n1. Nội dung chung\n"


@pytest.mark.parametrize(
    ("body", "code", "status"),
    [
        (TASKS + "- Đẩy mạnh tuyên truyền về CCHC trên loa truyền thanh.", "1.1", Status.PLANNED),
        # a verb that begins like a word of state, by when before a state
        (TASKS + "- Số hóa 100% thủ tục hành chính để công khai.", "3.1", Status.PLANNED),
        (TASKS + "- Đến cuối năm 2024, 100% thủ tục hành chính được công khai.", "3.1", Status.MENTIONED),
        (TASKS + "- Tổ chức đối thoại giữa lãnh đạo xã với nhân dân.", "1.2", Status.PLANNED),
        (TASKS + "- Phấn đấu 98% hồ sơ TTHC được giải quyết đúng hạn.", "3.2", Status.MENTIONED),
        (TASKS + "- Niêm yết công khai TTHC tại trụ sở.", "3.1", Status.PLANNED),
        (TASKS + "- Đẩy mạnh các biện pháp kiểm soát dịch bệnh.", "3.3", Status.UNADDRESSED),
        (TASKS + "- Rà soát, đơn giản hóa TTHC.", "3.3", Status.PLANNED),
        (TASKS + "- Rà soát, đơn giản hoá các TTHC rườm rà.", "3.3", Status.PLANNED),  # the other tone placement
        (TASKS + "- Giai ngân vốn đầu tư công đạt yêu cầu.", "6.1", Status.PLANNED),  # a mark lost by OCR
        ("I. MỤC ĐÍCH, YÊU CẦU\n- Đẩy mạnh công khai TTHC.\n", "3.1", Status.MENTIONED),  # R2
        (TASKS + "- Thông báo kịp thời do chậm giải ngân vốn đầu tư công.", "6.1", Status.PLANNED),
    ],
)
def test_status(body: str, code: str, status: Status) -> None:
    assert status_of(body, code).status is status


@pytest.mark.parametrize(
    "body",
    [
        TASKS + "- Tiếp tục duy trì, nâng cao các tiêu chí, tiêu chí thành phần đã đạt điểm tối đa.",
        TASKS + "- Nâng cao chất lượng công tác CCHC trên địa bàn xã.",
        "II. TỔ CHỨC THỰC HIỆN\n1. Công chức Văn phòng theo dõi, báo cáo kết quả thực hiện Kế hoạch này.",
        TASKS + "- Trong quá trình thực hiện, nếu có vướng mắc đề nghị phản ánh về UBND xã.",
    ],
)
def test_catch_alls_address_nothing(body: str) -> None:
    assert {cell.status for cell in assess(made(body), CRITERIA)} == {Status.UNADDRESSED}


def test_bases_and_title_are_not_read() -> None:
    """The basis above names "công khai thủ tục hành chính"; R0 says nobody reads it."""
    assert status_of(TASKS + "- Trồng cây xanh trong khuôn viên trụ sở.", "3.1").status is Status.UNADDRESSED


def test_owner_and_deadline_come_from_the_block() -> None:
    body = (
        "I. NHIỆM VỤ\n"
        "1. Tiêu chí “Công khai thủ tục hành chính”\n"
        "a. Mục tiêu: 100% TTHC được niêm yết.\n"
        "b. Nhiệm vụ, giải pháp:\n- Rà soát, cập nhật bảng niêm yết tại trụ sở.\n"
        "c. Phân công trách nhiệm:\n- Chủ trì: Công chức Văn phòng - Thống kê.\n"
        "d. Thời gian thực hiện: Trong năm 2024.\n"
        "2. Tiêu chí “Giải ngân vốn đầu tư công”\n"
        "a. Mục tiêu: Nâng cao tỷ lệ giải ngân.\n"
        "b. Nhiệm vụ, giải pháp:\n- Đôn đốc các nhà thầu đẩy nhanh tiến độ.\n"
    )
    cell = status_of(body, "3.1")
    assert cell.status is Status.ACTIONABLE
    assert (cell.has.owner, cell.has.deadline) == (True, True)
    assert {ground.standing for ground in cell.evidence} >= {Standing.HEADING, Standing.TASK, Standing.OWNER}
    assert status_of(body, "6.1").status is Status.PLANNED  # the first block's owner is not the second's


KEPT = "- Tiếp tục quan tâm các tiêu chí thành phần (đạt điểm tối đa) về: {}."


@pytest.mark.parametrize(
    ("item", "status"),
    [
        ("Công khai TTHC theo quy định", Status.MENTIONED),
        ("Thực hiện công khai 100% TTHC", Status.PLANNED),
        ("Công khai TTHC đồng thời xử lý các sai sót", Status.PLANNED),
    ],
)
def test_keep_up_lists(item: str, status: Status) -> None:
    assert status_of(TASKS + KEPT.format(item), "3.1").status is status


def test_areas_are_found_by_name_never_by_number() -> None:
    """ "Kiểm tra" alone is about anything; under the heading of area 1, whatever its number, it is criterion 1.3."""
    under_area = (
        "I. NHIỆM VỤ\n1. Vệ sinh môi trường\n- Quét dọn trụ sở.\n"
        "2. Chỉ đạo, điều hành CCHC\n- Tổ chức kiểm tra các bộ phận 02 lần."
    )
    under_other = "I. NHIỆM VỤ\n1. Vệ sinh môi trường\n- Tổ chức kiểm tra các bộ phận 02 lần.\n2. Khác\n- Việc khác."
    nearer = status_of(under_area, "1.3").searched
    farther = status_of(under_other, "1.3").searched
    assert nearer is not None and farther is not None
    assert nearer.nearest[0].score > farther.nearest[0].score
    assert status_of(under_other, "1.3").status is Status.UNADDRESSED


def test_absent_annex_makes_absence_unknown() -> None:
    body = TASKS + "- Tập trung khắc phục các tiêu chí chưa đạt điểm tối đa (chi tiết tại Phụ lục I)."
    cell = status_of(body, "6.1")
    assert cell.status is Status.UNKNOWN
    assert cell.searched is not None and cell.searched.annexes_missing == ("Phụ lục I",)


def test_a_form_in_an_annex_defers_nothing() -> None:
    body = TASKS + "- Định kỳ báo cáo kết quả thực hiện nhiệm vụ (theo mẫu báo cáo tại Phụ lục I)."
    assert status_of(body, "6.1").status is Status.UNADDRESSED


def test_component_speaks_for_the_criterion_above() -> None:
    nested = replace(
        CRITERIA, criteria=(*CRITERIA.criteria, Criterion(code="6.2.1", parent="6.2", name="Chỉnh lý tài liệu kế toán"))
    )
    plan = made(TASKS + "- Thực hiện chỉnh lý tài liệu kế toán năm trước.")
    status = {cell.criterion: cell.status for cell in assess(plan, nested)}
    assert status["6.2.1"] is status["6.2"] is Status.PLANNED
    assert status["6.1"] is Status.UNADDRESSED


def test_the_criterion_above_is_as_sure_as_its_component() -> None:
    nested = replace(
        CRITERIA, criteria=(*CRITERIA.criteria, Criterion(code="6.2.1", parent="6.2", name="Chỉnh lý tài liệu kế toán"))
    )
    named, silent = (
        {cell.criterion: cell for cell in assess(made(TASKS + task), nested)}
        for task in ("- Thực hiện chỉnh lý tài liệu kế toán năm trước.", "- Lưu giữ tài liệu của xã.")
    )
    assert named["6.2"].confidence >= named["6.2.1"].confidence > 0.8
    assert named["6.2"].searched is not None and silent["6.2"].searched is not None
    quotes = [near.evidence.quote for near in silent["6.2"].searched.nearest]
    assert "tài liệu" in quotes[0]
    assert len(quotes) == len(set(quotes))


def test_where_nothing_comes_near_the_next_best_are_shown_and_said_to_be_far() -> None:
    """Three arbitrary clauses would prove nothing: they are those that share most with the name, scored below "near"."""
    body = TASKS + "- Quét dọn trụ sở.\n- Trồng cây xanh.\n- Mở lớp tập huấn chứng thư.\n- Lưu giữ hồ sơ."
    searched = status_of(body, "6.2").searched
    assert searched is not None and searched.nothing_near
    assert len(searched.nearest) == 3
    scores = [near.score for near in searched.nearest]
    assert scores == sorted(scores, reverse=True) and scores[0] < NEAR_FROM
    assert all(near.why is not None for near in searched.nearest if not near.score)


def test_the_heading_of_an_area_is_not_near_a_criterion_of_like_name() -> None:
    """A cell that is left out with a passage that scores above "named" beside it would contradict itself."""
    alike = replace(
        CRITERIA,
        criteria=(
            *CRITERIA.criteria,
            Criterion(code="1.9", parent="1", name="Ban hành văn bản chỉ đạo, điều hành CCHC"),
        ),
    )
    plan = made("I. NHIỆM VỤ\n1. Nội dung chỉ đạo, điều hành CCHC\n- Quét dọn trụ sở.\n- Trồng cây xanh.")
    cell = next(cell for cell in assess(plan, alike) if cell.criterion == "1.9")
    assert cell.status is Status.UNADDRESSED and cell.searched is not None
    assert cell.searched.nearest[0].score < 0.78
    assert cell.confidence > 0.5


def test_a_name_whose_usage_nobody_knows_goes_to_review() -> None:
    # Plans that speak of it in other words are common: a few of its words nearby make the absence doubtful.
    odd = replace(
        CRITERIA,
        criteria=(*CRITERIA.criteria, Criterion(code="6.3", parent="6", name="Đấu giá quyền khai thác chợ nông thôn")),
    )
    cells = {cell.criterion: cell for cell in assess(made(TASKS + "- Tuyên truyền nông thôn mới đến các thôn."), odd)}
    assert cells["6.3"].status is Status.UNADDRESSED
    assert cells["6.3"].doubtful
    assert cells["6.3"].confidence < cells["6.2"].confidence


def test_confirmed_passages_serve_as_examples() -> None:
    body = TASKS + "- Treo bảng danh sách việc dân cần biết ở nhà văn hóa thôn."
    plan = made(body)
    with_example = prepare_assessor(CRITERIA, {"3.1": ["Treo bảng danh sách việc dân cần biết tại thôn"]})
    found = {c.criterion: c for c in with_example.assess(material_of(plan)).judgements}
    assert status_of(body, "3.1").status is Status.UNADDRESSED
    assert found["3.1"].status is Status.PLANNED
    assert "đã được xác nhận" in found["3.1"].grounds[0].why


@pytest.mark.parametrize(
    ("lead", "opposed"),
    [
        ("đề nghị kiểm soát", {"3.3"}),  # "kiểm soát dịch bệnh" may go on in the passage
        ("phòng chống dịch bệnh", {"3.3"}),
        ("giao công chức tư pháp", set()),
    ],
)
def test_a_lead_tells_against_which_criteria_it_may_speak(lead: str, opposed: set[str]) -> None:
    compiled = compile_set(CRITERIA.criteria, {}, {})
    assert compiled.opposed.touched(compiled.phrases.reduce(lead)) & {"3.3"} == opposed


def test_matrix_tells_silence_from_absence() -> None:
    assessor = prepare_assessor(CRITERIA, {})
    sent = {
        "xã A": material_of(made(TASKS + "- Niêm yết công khai TTHC.")),
        "xã B": material_of(made(TASKS, grade=Grade.POOR)),
    }
    review = Reviewed(by="Lan", at="2024-05-01", decision=Decision.NOT_APPLICABLE, note="Xã không có dự án")
    cells = {
        (c.unit, c.criterion): c for c in coverage(("xã A", "xã B", "xã C"), sent, assessor, {("xã A", "6.1"): review})
    }
    assert cells["xã A", "3.1"].status is Status.PLANNED
    assert cells["xã A", "6.1"].status is Status.NOT_APPLICABLE
    assert cells["xã A", "6.1"].machine is Status.UNADDRESSED
    assert cells["xã B", "3.1"].status is Status.UNREADABLE
    assert cells["xã C", "3.1"].status is Status.NOT_SUBMITTED
    assert len(cells) == 3 * len(CRITERIA.criteria)


def test_a_decision_stands_and_tells_when_its_ground_moved() -> None:
    cell = status_of(TASKS + "- Niêm yết công khai TTHC.", "6.1")
    review = Reviewed(
        by="Lan", at="2024-05-01", decision=Decision.OVERRULED, status=Status.PLANNED, quote="Đẩy nhanh giải ngân"
    )
    kept = decided(cell, review, "… Đẩy  nhanh\ngiải ngân …")
    assert (kept.status, kept.machine) == (Status.PLANNED, Status.UNADDRESSED)
    assert kept.reviewed is not None and kept.reviewed.conflict is None
    moved = decided(cell, review, "văn bản khác")
    assert moved.status is Status.PLANNED and moved.doubtful
    assert moved.reviewed is not None and moved.reviewed.conflict is not None


def test_a_plan_without_sections_is_still_searched() -> None:
    plan = replace(made("- Niêm yết công khai TTHC."), sections=())
    assert {cell.criterion: cell.status for cell in assess(plan, CRITERIA)}["3.1"].addressed


WORDS = (
    "công khai",
    "TTHC",
    "Phụ lục I",
    "100%",
    ":",
    ";",
    ".",
    "\n",
    "- ",
    "I.",
    "1.",
    "a)",
    "tiếp tục",
    "tiêu chí",
    "như",
    "\x00",
    "  ",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=12), max_size=60))
def test_no_text_breaks_it(pieces: list[str]) -> None:
    """Whatever the text: one cell per criterion, and every quote stands where it says."""
    text = " ".join(pieces)
    source = Source(name="x", sha256="0", media_type="text/plain", reader="text")
    plan = Plan(
        document=Document(source=source, text=text, blocks=(), grade=Grade.GOOD),
        header=made("").header,
    )
    cells = assess(plan, CRITERIA)
    assert [cell.criterion for cell in cells] == [criterion.code for criterion in CRITERIA.criteria]
    for cell in cells:
        assert cell.searched is not None
        near = [found.evidence for found in cell.searched.nearest]
        for evidence in (*near, *(ground.evidence for ground in cell.evidence)):
            assert text[evidence.start : evidence.end] == evidence.quote
        assert 0 <= cell.confidence <= 1


def test_a_task_table_gives_owner_and_deadline_by_row(tmp_path: Path) -> None:
    document = docx.Document()
    for line in ("KẾ HOẠCH", "Cải cách hành chính năm 2022", "UBND phường ban hành kế hoạch như sau:", "I. NHIỆM VỤ"):
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=4)
    for row in (
        ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành"),
        ("I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "", ""),
        ("1", "Tuyên truyền CCHC trên loa truyền thanh", "Công chức Văn hóa - Xã hội", "Thường xuyên"),
        ("II", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH", "", ""),
        ("1", "Công khai TTHC", "Công chức Tư pháp - Hộ tịch", "Trước 30/6/2022"),
    ):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(str(tmp_path / "bang.docx"))
    cells = {cell.criterion: cell for cell in assess(extract(read_path(tmp_path / "bang.docx")), CRITERIA)}
    assert cells["3.1"].status is Status.ACTIONABLE
    assert cells["1.1"].status is Status.PLANNED  # "thường xuyên" is no deadline (R7)
    assert cells["6.1"].status is Status.UNADDRESSED


class Oracle:
    """A model that is sure of every passage that speaks of money."""

    def scores(self, phrase: str, passages: Sequence[str]) -> Sequence[float]:
        return [0.9 if "tiền" in passage else 0.1 for passage in passages]


def test_a_model_sends_to_review_and_decides_nothing() -> None:
    plan = made(TASKS + "- Đẩy nhanh việc rút tiền từ kho bạc cho các công trình.\n- Quét dọn trụ sở.")
    material = material_of(plan)
    names = {criterion.code: criterion.name for criterion in CRITERIA.criteria}
    before = prepare_assessor(CRITERIA, {}).assess(material)
    second = SecondOpinion(name="phobert", model=Oracle(), criteria=names)
    after = {cell.criterion: cell for cell in second.on(before, material).cells("")}
    assert after["6.1"].status is Status.UNADDRESSED and after["6.1"].doubtful
    assert after["6.1"].searched is not None
    assert "rút tiền" in after["6.1"].searched.nearest[0].evidence.quote


def test_an_unknown_model_is_refused_by_name() -> None:
    with pytest.raises(KehoachError, match="phobert"):
        similarity("phobert")
