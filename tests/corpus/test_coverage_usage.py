"""Criteria in official wording against plans in their own: usage of the genre, tables, and what only goes to review."""

import sys
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.coverage import assess, lexicon, prepare_assessor
from corpus.coverage.concepts import usage
from corpus.coverage.found import Reading, Vocabulary
from corpus.coverage.kinds import Kind
from corpus.coverage.literal import Literals, literals
from corpus.coverage.passages import prepare_passages
from corpus.coverage.words import segment
from extractors.pipeline import extract
from ingest.read import read_path
from schema.coverage import Cell, Status
from schema.criteria import Area, CriteriaSet, Criterion
from schema.document import Document, Grade, Source
from schema.errors import KehoachError
from schema.plan import Plan

NAMES = {
    "1.1": "Thực hiện tự kiểm tra công tác CCHC trong năm",
    "1.2": "Xử lý các vấn đề phát hiện qua kiểm tra, thanh tra",
    "1.3": "Đối thoại của Chủ tịch UBND cấp xã với người dân, tổ chức, doanh nghiệp",
    "1.4": "Sáng kiến hoặc giải pháp mới trong triển khai CCHC",
    "2.1": "Rà soát, xử lý văn bản quy phạm pháp luật",
    "2.2": "Công tác phổ biến, giáo dục pháp luật",
    "3.1": "Công khai thủ tục hành chính tại Bộ phận Một cửa",
    "3.2": "Tỷ lệ hồ sơ TTHC tiếp nhận trong năm được giải quyết đúng hạn",
    "3.3": "Thực hiện việc xin lỗi người dân, tổ chức khi để xảy ra trễ hẹn trong giải quyết hồ sơ TTHC",
    "4.1": "Sắp xếp, kiện toàn tổ chức bộ máy",
    "4.2": "Thực hiện phân cấp, ủy quyền trong quản lý nhà nước",
    "5.1": "Chấp hành kỷ luật, kỷ cương hành chính của cán bộ, công chức",
    "5.2": "Đào tạo, bồi dưỡng cán bộ, công chức",
    "6.1": "Thực hiện cơ chế tự chủ, tự chịu trách nhiệm về sử dụng kinh phí quản lý hành chính",
    "6.2": "Công khai ngân sách",
    "7.1": "Tỷ lệ hồ sơ TTHC được thanh toán trực tuyến",
    "7.2": "Tỷ lệ hồ sơ TTHC được số hóa, cấp kết quả giải quyết TTHC điện tử",
    "7.3": "Bảo đảm an toàn, an ninh thông tin mạng",
    "7.4": "Hoạt động của Trang thông tin điện tử",
}
CRITERIA = CriteriaSet(
    id="chinh-thuc",
    title="Bộ tiêu chí tên dài",
    areas=(
        Area(code="1", name="Công tác chỉ đạo, điều hành cải cách hành chính"),
        Area(code="2", name="Cải cách thể chế"),
        Area(code="3", name="Cải cách thủ tục hành chính"),
        Area(code="4", name="Cải cách tổ chức bộ máy"),
        Area(code="5", name="Cải cách chế độ công vụ"),
        Area(code="6", name="Cải cách tài chính công"),
        Area(code="7", name="Xây dựng chính quyền điện tử, chính quyền số"),
    ),
    criteria=tuple(Criterion(code=code, parent=code[0], name=name) for code, name in NAMES.items()),
)


def plan_of(body: str) -> Plan:
    text = (
        "KẾ HOẠCH\nNâng cao Chỉ số năm 2024\n\nỦy ban nhân dân xã Hòa Bắc xây dựng Kế hoạch năm 2024 như sau:\n"
        f"{body}\nTrên đây là Kế hoạch của UBND xã Hòa Bắc./.\nNơi nhận:\n- UBND huyện;\n- Lưu: VT.\n"
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Hậu\n"
    )
    source = Source(name="thu.txt", sha256="0" * 64, media_type="text/plain", reader="text")
    return extract(Document(source=source, text=text, blocks=(), grade=Grade.GOOD))


def cells_of(body: str) -> dict[str, Cell]:
    return {cell.criterion: cell for cell in assess(plan_of(body), CRITERIA)}


def bullets(*lines: str) -> str:
    return "I. NHIỆM VỤ\n1. Nhiệm vụ chung\n" + "\n".join(f"- {line}" for line in lines)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Tổ tự kiểm tra của xã làm việc với từng bộ phận, mỗi quý một buổi.", "1.1"),
        ("Khắc phục dứt điểm tồn tại sau kiểm tra của đoàn liên ngành.", "1.2"),
        ("Tổ chức buổi gặp gỡ, lắng nghe bà con các bản vùng cao.", "1.3"),
        ("Nhân rộng cách làm hay của bộ phận hộ tịch.", "1.4"),
        ("Đề nghị bãi bỏ các văn bản do HĐND xã ban hành đã lạc hậu.", "2.1"),
        ("Tổ chức phiên tòa giả định cho học sinh lớp 9.", "2.2"),
        ("Cập nhật những thủ tục vừa được tỉnh công bố lên bảng niêm yết tại nơi tiếp dân.", "3.1"),
        ("Rà từng ngày, không để hồ sơ tồn đọng ở khâu thẩm tra.", "3.2"),
        ("Công chức phụ trách gửi thư xin lỗi tới từng hộ.", "3.3"),
        ("Tiến hành sáp nhập 02 thôn theo đề án.", "4.1"),
        ("Nghiêm cấm uống rượu bia trước và trong giờ trực.", "5.1"),
        ("Cho 02 đồng chí dự lớp bồi dưỡng ngạch chuyên viên.", "5.2"),
        ("Thực hiện khoán chi văn phòng phẩm, điện thoại.", "6.1"),
        ("Dán công khai các khoản thu từ nhân dân ở nhà văn hóa.", "6.2"),
        ("Vận động bà con trả lệ phí qua ví điện tử.", "7.1"),
        ("Quét (scan) hồ sơ đất đai ngay khi nhận.", "7.2"),
        ("Cài phần mềm diệt vi rút cho toàn bộ máy trạm.", "7.3"),
        ("Viết 03 tin, bài mỗi tuần trên Trang thông tin điện tử.", "7.4"),
    ],
)
def test_other_words_for_the_same(line: str, code: str) -> None:
    cell = cells_of(bullets(line))[code]
    assert cell.status is Status.PLANNED, cell.searched
    assert cell.evidence[0].why


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Bàn giao xe và trụ sở sau sáp nhập cho đơn vị quản lý.", "4.1"),
        ("Phân quyền tài khoản phần mềm cho từng công chức.", "4.2"),
        ("Niêm yết dự toán, quyết toán tại trụ sở.", "3.1"),
        ("Gửi báo cáo quý về phòng Nội vụ huyện đúng hạn.", "3.2"),
        ("Rà từng ngày, không để hồ sơ trễ hẹn.", "3.3"),
        ("Gửi nhận văn bản điện tử giữa các cơ quan.", "7.2"),
    ],
)
def test_same_words_for_something_else(line: str, code: str) -> None:
    assert cells_of(bullets(line))[code].status is Status.UNADDRESSED


@pytest.mark.parametrize(
    ("name", "line", "unlike"),
    [
        ("Cử cán bộ đi học nâng cao trình độ", "Cho 02 đồng chí dự lớp bồi dưỡng.", "Bổ nhiệm công chức có trình độ."),
        ("Phổ biến cho dân về cải cách hành chính", "Tuyên truyền CCHC trên loa.", "Xây dựng kế hoạch CCHC."),
        ("Quản lý chất lượng theo tiêu chuẩn quốc tế", "Áp dụng ISO 9001:2015.", "Nâng cao chất lượng báo cáo."),
        ("Giữ nếp làm việc, văn hóa nơi công sở", "Thực hiện quy tắc ứng xử.", "Xây nhà văn hóa thôn."),
        ("Làm xong các việc cấp trên giao", "Hoàn thành các nhiệm vụ huyện giao.", "Giao chỉ tiêu cho các thôn."),
        ("Các báo cáo về cải cách gửi đúng lịch", "Gửi báo cáo CCHC hằng quý.", "Gửi báo cáo quyết toán."),
    ],
)
def test_names_in_everyday_words(name: str, line: str, unlike: str) -> None:
    criteria = CriteriaSet(id="bo", title="Bộ", areas=(), criteria=(Criterion(code="1", parent=None, name=name),))
    statuses = [assess(plan_of(bullets(text)), criteria)[0].status for text in (line, unlike)]
    assert statuses == [Status.PLANNED, Status.UNADDRESSED]


def test_a_hint_goes_to_review_and_accuses_nobody() -> None:
    cell = cells_of(bullets("Lắp bảng mã QR ở quầy tiếp nhận."))["7.1"]
    assert cell.status is Status.UNADDRESSED
    assert cell.doubtful
    assert cell.searched is not None
    assert "mã QR" in cell.searched.nearest[0].evidence.quote


def test_a_task_that_nothing_explains_puts_its_area_in_doubt() -> None:
    body = "I. NHIỆM VỤ\n1. Cải cách tổ chức bộ máy\n- {}\n2. Cải cách tài chính công\n- Công khai ngân sách hằng quý."
    explained = cells_of(body.format("Kiện toàn tổ chức bộ máy.\n- Thực hiện phân cấp quản lý."))
    unheard = cells_of(body.format("Chuyển hai cán bộ sang nơi còn thiếu người.\n- Giao việc mới cho ban xóm."))
    assert not explained["6.1"].doubtful
    assert unheard["4.1"].status is Status.UNADDRESSED
    assert unheard["4.1"].doubtful and unheard["4.2"].doubtful
    assert unheard["4.1"].confidence < cells_of(bullets("Trồng cây ven đường."))["4.1"].confidence


def test_a_semicolon_carries_the_verb_on() -> None:
    cell = cells_of(bullets("Thực hiện họp dân từng xóm; đối thoại hai lần với doanh nghiệp."))["1.3"]
    assert cell.has.task


def test_an_item_that_gives_only_its_term_is_a_task_of_its_own() -> None:
    cell = cells_of("I. NHIỆM VỤ\n1. Sắp xếp, kiện toàn tổ chức bộ máy; thời hạn: trước ngày 31/5/2024.\n2. Việc khác.")
    assert cell["4.1"].has.task


def test_a_row_labelled_by_a_criterion_speaks_for_it(tmp_path: Path) -> None:
    made = docx.Document()
    for line in (
        "KẾ HOẠCH",
        "Khắc phục hạn chế",
        "UBND xã Hòa Bắc xây dựng Kế hoạch khắc phục như sau:",
        "I. NỘI DUNG",
    ):
        made.add_paragraph(line)
    rows = (
        ("TT", "Tiêu chí", "Nguyên nhân", "Giải pháp", "Người thực hiện", "Thời hạn"),
        (
            "1",
            "Tỷ lệ hồ sơ giải quyết đúng hạn",
            "Chưa phối hợp",
            "Giao lịch trực từng ngày",
            "Ông An",
            "Trước 30/6/2024",
        ),
        ("2", "Thanh toán trực tuyến", "Chưa có máy", "Mua 02 máy quét thẻ", "Bà Bình", "Trước 31/7/2024"),
    )
    table = made.add_table(rows=len(rows), cols=6)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, cells, strict=True):
            cell.text = value
    path = tmp_path / "bang.docx"
    made.save(str(path))
    found = {cell.criterion: cell for cell in assess(extract(read_path(path)), CRITERIA)}
    for code in ("3.2", "7.1"):
        assert found[code].has.task, code
        assert not any("Chưa" in ground.evidence.quote for ground in found[code].evidence if ground.rule == "R8")


def test_what_fits_many_criteria_names_only_the_shortest() -> None:
    family = ("Mức độ hài lòng", "Hài lòng về tiếp cận", "Hài lòng về công chức", "Hài lòng về kết quả giải quyết")
    found = usage([Criterion(code=f"8.{n}", parent="8", name=name) for n, name in enumerate(family)])
    assert "sipas" in found["8.0"].said
    assert not found["8.1"].said
    assert "sipas" in found["8.1"].hints


def _read(kept: Literals, syllables: tuple[str, ...]) -> Reading:
    return Vocabulary((), (), kept.beginnings).read(syllables)


def test_every_concept_can_be_found() -> None:
    """A phrase that does not find itself is dead weight in the lexicon."""
    for concept in lexicon.concepts():
        for phrase in (*concept.said, *concept.hints, *concept.counters):
            kept = literals([("1", Kind.USAGE, phrase)])
            words = next(iter(kept.by_anchor.values()))[0].words
            flat = tuple(syllable for word in words for syllable in word)
            assert any(found.literal.phrase == phrase for found in kept.sightings(_read(kept, flat))), phrase


@given(st.lists(st.sampled_from(["hồ", "sơ", "trễ", "hạn", "ho", "xin", "lỗi", ",", "·"]), max_size=40))
def test_sightings_stand_where_they_say(syllables: list[str]) -> None:
    kept = literals([("1", Kind.USAGE, "hồ sơ trễ hạn"), ("2", Kind.AGAINST, "xin lỗi hồ sơ trễ hạn")])
    for found in kept.sightings(_read(kept, tuple(syllables))):
        places = {place for first, last in found.spans for place in range(first, last)}
        assert found.first == min(places) and found.last == max(places) + 1
        assert len(places) == found.literal.length


def test_without_the_segmenter_a_clear_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "underthesea", None)
    segment.cache_clear()
    with pytest.raises(KehoachError, match="underthesea"):
        prepare_assessor(
            CriteriaSet(
                id="x", title="x", areas=(), criteria=(Criterion(code="1", parent=None, name="Số hóa hồ sơ lạ"),)
            ),
            {},
        )
    segment.cache_clear()


def test_passages_do_not_depend_on_the_segmenter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "underthesea", None)
    assert prepare_passages(plan_of(bullets("Thực hiện khoán chi.")))
