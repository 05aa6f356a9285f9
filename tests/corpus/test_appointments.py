"""Who and by when, told in a line of its own: for which tasks such a line speaks, form by form."""

import pytest

from corpus.coverage import assess
from schema.coverage import Has
from tests.corpus.test_coverage import CRITERIA, made

NEWS = "Tổ chức tuyên truyền cải cách hành chính trên hệ thống truyền thanh"
CHECK = "Tổ chức kiểm tra cải cách hành chính tại các bộ phận"
OFFICE = "Đơn vị chủ trì: Văn phòng - Thống kê."
WHEN = "Thời gian hoàn thành: Quý III/2024."

# What the plan gives the criteria 1.1 (NEWS) and 1.3 (CHECK): t(ask), o(wner), d(eadline).
FORMS = {
    "lines below each item": (
        f"1. {NEWS}.\n{OFFICE} {WHEN}\n2. {CHECK}.\nĐơn vị chủ trì: Công chức Tư pháp. Thời gian: trước 30/9/2024.",
        "tod tod",
    ),
    "bulleted lines under a titled block": (
        f"1. Công tác tuyên truyền cải cách hành chính\n- {NEWS}.\n- Treo băng rôn.\n- {OFFICE}\n- {WHEN}",
        "tod ---",
    ),
    "at the end of a block they speak for all its bullets": (
        f"1. Công tác chung\n- {NEWS}.\n- {CHECK}.\n- {OFFICE}\n- {WHEN}",
        "tod tod",
    ),
    "the same without bullets": (f"1. Công tác chung\n- {NEWS}.\n- {CHECK}.\n{OFFICE} {WHEN}", "tod tod"),
    "each reaches up to the line before": (
        f"1. Công tác chung\n- {NEWS}.\n{OFFICE} {WHEN}\n- {CHECK}.\nĐơn vị chủ trì: Công chức Tư pháp.",
        "tod to-",
    ),
    "below points a), b) they speak for all": (
        f"1. Công tác chung\na) {NEWS}.\nb) {CHECK}.\n{OFFICE} {WHEN}",
        "tod tod",
    ),
    "points with lines of their own": (
        f"1. Công tác chung\na) {NEWS}.\nb) {CHECK}.\n{OFFICE}\nc) Họp.\n{WHEN}",
        "t-- to-",
    ),
    "where they come first they speak for what follows": (
        f"1. Công tác chung\n{OFFICE} {WHEN}\n- {NEWS}.\n- {CHECK}.",
        "tod tod",
    ),
    "marks of emphasis": (
        f"1. {NEWS}.\n**Đơn vị chủ trì:** Văn phòng - Thống kê.\n**Thời gian:** Quý I/2024.",
        "tod ---",
    ),
    "a product stands between": (
        f"1. {NEWS}.\n- Chủ trì: Văn phòng - Thống kê.\n- Sản phẩm: Tin, bài.\n- Thời gian hoàn thành: tháng 3/2024.",
        "tod ---",
    ),
    "a sentence that only appoints": (f"1. {NEWS}. Giao công chức Văn phòng - Thống kê chủ trì thực hiện.", "to- ---"),
    "... speaks for its own bullet": (
        f"1. Công tác chung\n- {CHECK}.\n- {NEWS}. Giao công chức Văn phòng - Thống kê phụ trách.",
        "to- t--",
    ),
    "a line of the next item is none of this one": (f"1. {NEWS}.\n2. {CHECK}. {OFFICE}", "t-- to-"),
    "who is given another task is no owner of this": (
        f"1. {NEWS}. Giao công chức Tư pháp - Hộ tịch niêm yết danh mục văn bản.",
        "t-- ---",
    ),
    "always is no deadline": (f"1. {NEWS}.\n{OFFICE} Thời gian thực hiện: thường xuyên.", "to- ---"),
}


def test_a_row_without_a_grid_gives_its_task_owner_and_deadline() -> None:
    """A task table whose cells stand one on a line: what is in a row belongs to its task."""
    head = "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\nSTT\nNội dung nhiệm vụ\nCơ quan chủ trì\nThời gian hoàn thành\n"
    rows = f"1\n{NEWS}\nVăn phòng - Thống kê\n30/6/2024\n2\n{CHECK}\nCông chức Tư pháp - Hộ tịch\nThường xuyên\n"
    rows += "3\nCông khai thủ tục hành chính\nCông chức Tư pháp - Hộ tịch\nQuý I/2024\n"
    plan = made("I. NHIỆM VỤ\n1. Thực hiện các nhiệm vụ tại Phụ lục.", annex=head + rows)
    has = {cell.criterion: cell.has for cell in assess(plan, CRITERIA)}
    assert f"{_letters(has['1.1'])} {_letters(has['1.3'])} {_letters(has['3.1'])}" == "tod to- tod"


@pytest.mark.parametrize("form", FORMS)
def test_a_line_speaks_for_the_tasks_it_belongs_to(form: str) -> None:
    body, expected = FORMS[form]
    has = {cell.criterion: cell.has for cell in assess(made(f"I. NHIỆM VỤ\n{body}"), CRITERIA)}
    assert f"{_letters(has['1.1'])} {_letters(has['1.3'])}" == expected


def _letters(has: Has) -> str:
    told = zip("tod", (has.task, has.owner, has.deadline), strict=True)
    return "".join(letter if given else "-" for letter, given in told)
