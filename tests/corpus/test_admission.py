"""What is a plan: a KẾ HOẠCH, a headless one that calls itself so, a decision with its plan; nothing else."""

from dataclasses import replace

import pytest

from corpus.admission import refusal
from extractors.pipeline import extract
from schema.document import Document, Grade, PageNote, Source
from schema.ledger import Reason

PLAN = (
    "KẾ HOẠCH\nCải cách hành chính năm 2023\n\nỦy ban nhân dân xã Bình Minh ban hành Kế hoạch như sau:\n"
    "I. MỤC ĐÍCH\n1. Nâng cao chất lượng phục vụ.\nII. TỔ CHỨC THỰC HIỆN\n1. Giao Văn phòng theo dõi./.\n"
)
DECISION = (
    "ỦY BAN NHÂN DÂN\nXÃ BÌNH MINH\nSố: 15/QĐ-UBND\nBình Minh, ngày 10 tháng 01 năm 2023\nQUYẾT ĐỊNH\n"
    "Ban hành Kế hoạch cải cách hành chính năm 2023\nỦY BAN NHÂN DÂN XÃ BÌNH MINH\n"
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\nQUYẾT ĐỊNH:\n"
    "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2023.\n"
    "Điều 2. Quyết định có hiệu lực kể từ ngày ký.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An\n"
)
ATTACHED = "KẾ HOẠCH\nCải cách hành chính năm 2023\n(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 10/01/2023)\n"


def document(text: str, grade: Grade = Grade.GOOD) -> Document:
    source = Source(name="a.txt", sha256="0" * 64, media_type="text/plain", reader="text")
    return Document(source=source, text=text, blocks=(), grade=grade)


def refused(text: str, grade: Grade = Grade.GOOD) -> Reason | None:
    error = refusal(extract(document(text, grade)))
    return error.reason if error else None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (PLAN, None),
        (PLAN.replace("KẾ HOẠCH\nCải cách", "Cải cách"), None),
        (DECISION + "\n" + ATTACHED + PLAN.split("\n", 2)[2], None),
        (DECISION, Reason.NOT_A_PLAN),
        (DECISION + "\n" + ATTACHED.replace("KẾ HOẠCH", "QUY CHẾ") + PLAN.split("\n", 2)[2], Reason.NOT_A_PLAN),
        ("Kính gửi ông bà, hôm nay trời đẹp.", Reason.NOT_A_PLAN),
        ("  \n ", Reason.EMPTY),
        ("KẾ HOẠCH\n", Reason.EMPTY),
    ],
)
def test_only_plans_are_admitted(text: str, reason: Reason | None) -> None:
    assert refused(text) is reason


HEAD = (
    "ỦY BAN NHÂN DÂN\nXÃ BÌNH MINH\nSố: 15/{code}UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Bình Minh, ngày 10 tháng 01 năm 2023\n"
)
# Every document speaks of a plan: only its own kind tells.
REST = (
    "Ủy ban nhân dân xã ban hành kế hoạch thực hiện cải cách hành chính như sau:\nI. TÌNH HÌNH\n1. Kết quả thực hiện.\n"
    "II. KIẾN NGHỊ\n1. Đề nghị huyện quan tâm./.\n"
)
OTHERS = [
    ("BB-", "BIÊN BẢN\nHọp triển khai kế hoạch cải cách hành chính\n", "BIÊN BẢN"),
    ("BB-", "BIÊN BẢN HỌP ỦY BAN NHÂN DÂN XÃ\n", "BIÊN BẢN"),
    ("BB-", "Họp triển khai kế hoạch\n", "biên bản"),  # the line of its type is lost, its number is not
    ("BC-", "BÁO CÁO\nKết quả thực hiện kế hoạch cải cách hành chính\n", "BÁO CÁO"),
    ("TTr-", "TỜ TRÌNH\nVề việc phê duyệt kế hoạch\n", "TỜ TRÌNH"),
    ("TB-", "THÔNG BÁO\nKết luận về kế hoạch\n", "THÔNG BÁO"),
    ("NQ-", "NGHỊ QUYẾT\nVề kế hoạch phát triển kinh tế - xã hội\n", "NGHỊ QUYẾT"),
    ("GM-", "GIẤY MỜI\nDự họp triển khai kế hoạch\n", "GIẤY MỜI"),
    ("", "V/v triển khai kế hoạch cải cách hành chính\nKính gửi: Các ban, ngành xã\n", "công văn"),
    ("", "V/v triển khai kế hoạch cải cách hành chính\nKính at: .\n", "công văn"),  # as a scan was read
    ("", "QUYÉT ĐỊNH : :\nKiện toàn Ban Chỉ đạo\n", "QUYẾT ĐỊNH"),
    ("", "DANH SÁCH\nCán bộ tham gia tập huấn\n", "DANH SÁCH"),
    ("", "LUẬT\nTHANH TRA\n", "LUẬT"),
    ("", "ĐIỀU LỆ\nHỘI KHUYẾN HỌC XÃ\n", "ĐIỀU LỆ"),
    ("", "NỘI DUNG THAM LUẬN\nGiải pháp thực hiện kế hoạch\n", "NỘI DUNG THAM LUẬN"),
    ("", "TÓM TẮT BÁO CÁO CẢI CÁCH HÀNH CHÍNH NĂM 2023\n", "TÓM TẮT"),
    ("", "Giải pháp thực hiện kế hoạch\nKính thưa các đồng chí,\n", "bài phát biểu"),
]


@pytest.mark.parametrize(("code", "title", "kind"), OTHERS)
def test_what_is_sent_instead_of_a_plan_is_refused_by_its_name(code: str, title: str, kind: str) -> None:
    error = refusal(extract(document(HEAD.format(code=code) + title + REST)))
    assert error is not None and error.reason is Reason.NOT_A_PLAN
    assert f"“{kind}”, không phải kế hoạch" in error.message


HEADLESS = [
    ("the title alone", "Cải cách hành chính năm 2023\n"),
    ("a draft", "DỰ THẢO KẾ HOẠCH\nCải cách hành chính năm 2023\n"),
    ("a title with a wrong mark", "KÉ HOẠCH\nV/v cải cách hành chính năm 2023\n"),
    ("the number of a plan", "Số: 15/KH-UBND\n"),
    ("a law in the second line of the title", "THỰC HIỆN\nLUẬT TRẺ EM NĂM 2023\n"),
    ("issued under a decision", "(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 10/01/2023)\n"),
    ("a report is only named", "Thực hiện Báo cáo số 12/BC-UBND ngày 01/01/2023 về kế hoạch\n"),
]


@pytest.mark.parametrize(("proves", "head"), HEADLESS, ids=[case[0] for case in HEADLESS])
def test_a_plan_whose_head_is_lost_is_admitted(proves: str, head: str) -> None:
    assert refused(head + REST + "III. DANH SÁCH\nDANH SÁCH\nBIÊN BẢN\n") is None


def test_unreadable_text_is_no_plan_and_says_so() -> None:
    assert refused("xq zzk wqp", Grade.POOR) is Reason.UNREADABLE_TEXT


def test_a_plan_with_pages_that_nothing_could_read_waits_for_the_ocr() -> None:
    whole = document(PLAN)
    notes = tuple(PageNote(code="needs_ocr", message="Trang chỉ có ảnh.", page=page) for page in (2, 4, 4))
    error = refusal(extract(replace(whole, source=replace(whole.source, notes=notes))))
    assert error is not None and error.reason is Reason.NEEDS_OCR
    assert "Trang 2, 4 chỉ có ảnh" in str(error) and "tesseract-ocr-vie" in (error.next_step or "")


def test_a_plan_with_a_page_where_the_ocr_failed_is_not_loaded_in_half() -> None:
    whole = document(PLAN)
    notes = (PageNote(code="ocr_failed", message="Nhận dạng chữ quá thời gian.", page=3),)
    error = refusal(extract(replace(whole, source=replace(whole.source, notes=notes))))
    assert error is not None and error.reason is Reason.UNREADABLE_TEXT
    assert "Trang 3" in str(error) and "quá thời gian" in str(error) and "--retry-failed" in (error.next_step or "")
