"""What is a plan: a KẾ HOẠCH, a headless one that calls itself so, a decision with its plan; nothing else."""

import pytest

from corpus.admission import refusal
from extractors.pipeline import extract
from schema.document import Document, Grade, Source
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


def refused(text: str, grade: Grade = Grade.GOOD) -> Reason | None:
    source = Source(name="a.txt", sha256="0" * 64, media_type="text/plain", reader="text")
    error = refusal(extract(Document(source=source, text=text, blocks=(), grade=grade)))
    return error.reason if error else None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (PLAN, None),
        (PLAN.replace("KẾ HOẠCH\nCải cách", "Cải cách"), None),
        (DECISION + "\n" + ATTACHED + PLAN.split("\n", 2)[2], None),
        (DECISION, Reason.NOT_A_PLAN),
        ("Kính gửi ông bà, hôm nay trời đẹp.", Reason.NOT_A_PLAN),
        ("  \n ", Reason.EMPTY),
    ],
)
def test_only_plans_are_admitted(text: str, reason: Reason | None) -> None:
    assert refused(text) is reason


def test_unreadable_text_is_no_plan_and_says_so() -> None:
    assert refused("xq zzk wqp", Grade.POOR) is Reason.UNREADABLE_TEXT
