"""Heads and ends typed with tabs or spaces say what they say with a line for every line of a column."""

import pytest

from tests.ingest.flat_making import PlanParts
from tests.ingest.pdf_forms_making import END, HEADER, SERIF
from tests.ingest.pdf_making import SOFFICE
from tests.ingest.typed_heads_making import TYPINGS, Typing, typed

PLAN = PlanParts(
    header=HEADER,
    body=(
        "KẾ HOẠCH",
        "Cải cách hành chính năm 2024",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 15 tháng 01 năm 2024 của Ủy ban nhân dân huyện về cải cách hành chính,",
        "I. MỤC TIÊU",
        "1. Tỷ lệ hồ sơ giải quyết đúng hạn đạt từ 98% trở lên.",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Công chức Văn phòng - Thống kê chủ trì, theo dõi và báo cáo kết quả trước ngày 15/12/2024.",
        "Trên đây là Kế hoạch cải cách hành chính năm 2024./.",
    ),
    end=END,
)
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
needs_font = pytest.mark.skipif(not SERIF.exists(), reason="no font with Vietnamese letters is installed")
# LibreOffice starts for each of these.
PRINTED = [
    one for one in TYPINGS if one.name in ("two tabs", "spaces to a column", "an office", "recipients two lower")
]


def check(typing: Typing, form: str) -> None:
    result = typed(PLAN, typing, form)
    assert not result.header
    # The signature stands above the recipients where its first line does.
    lower = typing.name.startswith("recipients")
    assert result.agreement.tree or lower
    assert min(result.agreement.f1.values()) == 1, (result.agreement.missing, result.agreement.extra)


@pytest.mark.parametrize("form", ["text", "DOCX"])
@pytest.mark.parametrize("typing", TYPINGS, ids=lambda typing: typing.name)
def test_typed_in_two_columns(typing: Typing, form: str) -> None:
    check(typing, form)


@needs_office
@needs_font
@pytest.mark.parametrize("form", ["DOC", "PDF"])
@pytest.mark.parametrize("typing", PRINTED, ids=lambda typing: typing.name)
def test_printed_in_two_columns(typing: Typing, form: str) -> None:
    check(typing, form)


@pytest.mark.full
@needs_office
@needs_font
@pytest.mark.parametrize("form", ["DOC", "PDF"])
@pytest.mark.parametrize("typing", TYPINGS, ids=lambda typing: typing.name)
def test_all_printed_in_two_columns(typing: Typing, form: str) -> None:
    check(typing, form)
