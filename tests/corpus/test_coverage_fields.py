"""A word that a criterion shares with another field does not speak for it; of whom or what it is said decides."""

import pytest

from corpus.coverage import assess
from extractors.pipeline import extract
from schema.criteria import Area, CriteriaSet, Criterion
from schema.document import Document, Grade, Source
from tests.corpus.test_coverage_untuned import STEERING, TASKS

NAMES = {
    "1.1": "Xây dựng và ban hành Kế hoạch CCHC năm",
    "1.2": "Sáng kiến, mô hình mới trong cải cách hành chính",
    "1.3": "Ban hành kế hoạch tuyên truyền CCHC",
    "2.1": "Phổ biến, giáo dục pháp luật",
    "2.2": "Theo dõi tình hình thi hành pháp luật",
    "3.1": "Tiếp nhận và xử lý phản ánh, kiến nghị của cá nhân, tổ chức về quy định hành chính",
    "5.1": "Đánh giá, xếp loại cán bộ, công chức hằng năm",
    "5.2": "Đào tạo, bồi dưỡng cán bộ, công chức",
    "5.3": "Chấp hành kỷ luật, kỷ cương hành chính",
    "5.4": "Tỷ lệ công chức đạt chuẩn",
    "5.5": "Thực hiện chế độ, chính sách đối với cán bộ, công chức",
    "5.6": "Xử lý cán bộ, công chức vi phạm",
    "6.1": "Thực hiện tiết kiệm, chống lãng phí",
    "7.1": "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính",
    "8.1": "Tỷ lệ thu gom, xử lý rác thải sinh hoạt",
}
CRITERIA = CriteriaSet(
    id="vung-khac",
    title="Bộ tiêu chí của một tỉnh",
    areas=tuple(
        Area(code=code, name=name)
        for code, name in {
            "1": "Chỉ đạo điều hành",
            "2": "Thể chế",
            "3": "Thủ tục hành chính",
            "5": "Công vụ",
            "6": "Tài chính công",
            "7": "Chính quyền số",
            "8": "Tác động của CCHC",
        }.items()
    ),
    criteria=tuple(Criterion(code=code, parent=code[0], name=name) for code, name in NAMES.items()),
)


def is_addressed(body: str, code: str) -> bool:
    text = (
        "KẾ HOẠCH\nKhắc phục hạn chế năm 2024\n\nỦy ban nhân dân xã Hòa Bắc ban hành Kế hoạch năm 2024 như sau:\n"
        f"{body}\nTrên đây là Kế hoạch của UBND xã Hòa Bắc./.\nNơi nhận:\n- UBND huyện;\n- Lưu: VT.\n"
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Hậu\n"
    )
    source = Source(name="thu.txt", sha256="0" * 64, media_type="text/plain", reader="text")
    plan = extract(Document(source=source, text=text, blocks=(), grade=Grade.GOOD))
    return next(cell for cell in assess(plan, CRITERIA) if cell.criterion == code).status.addressed


@pytest.mark.parametrize(
    ("clause", "code"),
    [
        ("Xếp loại gia đình văn hóa, thôn văn hóa", "5.1"),
        ("Bồi dưỡng học sinh giỏi các cấp", "5.2"),
        ("Giữ nghiêm kỷ luật sẵn sàng chiến đấu của lực lượng dân quân", "5.3"),
        ("Tỷ lệ trường học đạt chuẩn quốc gia", "5.4"),
        ("Vận động nhân dân gửi tiền tiết kiệm vì người nghèo", "6.1"),
        ("Số hóa di tích lịch sử phục vụ du lịch", "7.1"),
        ("Số hóa sổ sách của hợp tác xã nông nghiệp", "7.1"),
        ("Nhân rộng mô hình trồng dưa lưới công nghệ cao", "1.2"),
        ("Xử lý kiến nghị của cử tri về đường giao thông xuống cấp", "3.1"),
        # the name is about officials, the clause about others
        ("Chi trả chế độ, chính sách cho người có công", "5.5"),
        ("Thực hiện chính sách bảo hiểm y tế cho hộ nghèo", "5.5"),
        ("Xử lý vi phạm trật tự xây dựng", "5.6"),
        ("Ban hành kế hoạch tuyên truyền bầu cử đại biểu HĐND", "1.3"),
    ],
)
def test_a_clause_of_another_field_speaks_for_no_criterion(clause: str, code: str) -> None:
    assert not is_addressed(f"{TASKS}- {clause}.", code)


@pytest.mark.parametrize("clause", ["Xây dựng mô hình chăn nuôi an toàn sinh học", "Xây dựng mô hình trồng rau sạch"])
def test_the_heading_of_the_area_does_not_make_it_one(clause: str) -> None:
    assert not is_addressed(f"{STEERING}- {clause}.", "1.2")
    assert not is_addressed(f"{STEERING}- Ban hành kế hoạch phòng, chống thiên tai.", "1.1")


@pytest.mark.parametrize(
    ("clause", "code"),
    [
        ("Xếp loại công chức, bình xét gia đình văn hóa", "5.1"),
        ("Bồi dưỡng cán bộ, công chức về quản lý trường học", "5.2"),
        ("Chi trả chế độ, chính sách cho công chức và người có công", "5.5"),
        # for whom it is done is not of what it is
        ("Tổ chức phiên tòa giả định cho học sinh lớp 9", "2.1"),
        ("Tuyên truyền, phổ biến pháp luật đến hội viên, nông dân", "2.1"),
        # the criterion's own field
        ("Thu gom rác thải sinh hoạt tại các thôn", "8.1"),
        ("Số hóa hồ sơ thủ tục hành chính của hợp tác xã", "7.1"),
        ("Xử lý nghiêm công chức vi phạm giờ giấc", "5.6"),
        ("Ban hành kế hoạch tuyên truyền cải cách hành chính năm 2025", "1.3"),
        # ... and other words for the same
        ("Công chức tư pháp thu thập thông tin về việc thi hành pháp luật", "2.2"),
        ("Cuối năm chấm điểm từng công chức theo công việc được giao", "5.1"),
        ("Tắt điện, tắt điều hòa khi ra khỏi phòng", "6.1"),
    ],
)
def test_what_belongs_to_the_field_still_speaks_for_it(clause: str, code: str) -> None:
    assert is_addressed(f"{TASKS}- {clause}.", code)
