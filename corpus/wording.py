"""The Vietnamese words for the values of the domain, as an officer reads them: on screen, in pages and in exports."""

import re
from datetime import date

from schema.coverage import Decision, Near, Searched
from schema.document import Grade
from schema.ledger import Outcome, Reason
from schema.plan import Assignment, Comparator, DeadlineKind, IssuerLevel, PlanKind, Role, Use, Zone
from schema.text import squeeze

_FULL = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)

GRADES = {Grade.GOOD: "tốt", Grade.FAIR: "tạm được", Grade.POOR: "kém"}

OUTCOMES = {
    Outcome.LOADED: "đã nạp",
    Outcome.DUPLICATE: "trùng",
    Outcome.SUPERSEDED: "đã có bản mới hơn",
    Outcome.REFUSED: "không nhận",
    Outcome.FAILED: "lỗi",
}

REASONS = {
    Reason.UNSUPPORTED_FORMAT: "định dạng không hỗ trợ",
    Reason.EMPTY: "tệp rỗng",
    Reason.CORRUPT: "tệp hỏng",
    Reason.ENCRYPTED: "tệp đặt mật khẩu",
    Reason.TOO_LARGE: "tệp quá lớn",
    Reason.BOMB: "tệp nén bất thường",
    Reason.NEEDS_OCR: "bản chụp, cần nhận dạng chữ",
    Reason.TIMEOUT: "quá thời gian đọc",
    Reason.OUT_OF_MEMORY: "thiếu bộ nhớ",
    Reason.CRASHED: "chương trình đọc dừng đột ngột",
    Reason.NOT_A_PLAN: "không phải kế hoạch",
    Reason.SAME_BYTES: "trùng hoàn toàn với tệp đã nạp",
    Reason.NEWER_VERSION_LOADED: "đã nạp bản mới hơn",
    Reason.TOOL_MISSING: "máy thiếu phần mềm cần thiết",
    Reason.UNREADABLE_TEXT: "chữ không đọc được",
}

ROLES = {
    Role.LEAD: "chủ trì",
    Role.COORDINATE: "phối hợp",
    Role.EXECUTE: "thực hiện",
    Role.MONITOR: "theo dõi, đôn đốc",
    Role.REPORT: "báo cáo, tổng hợp",
}

USES = {
    Use.BASIS: "căn cứ ban hành",
    Use.IMPLEMENTS: "văn bản được thực hiện",
    Use.CONTENT: "nêu trong nội dung",
    Use.SELF: "chính kế hoạch này",
}

COMPARATORS = {
    Comparator.EQUAL: "=",
    Comparator.AT_LEAST: "≥",
    Comparator.MORE: ">",
    Comparator.AT_MOST: "≤",
    Comparator.LESS: "<",
    Comparator.INCREASE: "tăng",
    Comparator.DECREASE: "giảm",
    Comparator.BETTER_THAN: "tốt hơn",
    Comparator.MAINTAIN: "giữ vững",
}

DEADLINE_KINDS = {
    DeadlineKind.DATE: "mốc thời gian",
    DeadlineKind.RANGE: "khoảng thời gian",
    DeadlineKind.PERIOD: "trong kỳ",
    DeadlineKind.PERIOD_OPEN: "từ kỳ này trở đi",
    DeadlineKind.RECURRING: "định kỳ",
    DeadlineKind.RELATIVE: "theo quy định, theo việc khác",
    DeadlineKind.OFFSET: "trước hoặc sau một mốc",
}

LEVELS = {
    IssuerLevel.COMMUNE: "cấp xã",
    IssuerLevel.DISTRICT: "cấp huyện",
    IssuerLevel.PROVINCE: "cấp tỉnh",
    IssuerLevel.CENTRAL: "trung ương",
    IssuerLevel.OTHER: "khác",
}

PLAN_KINDS = {
    PlanKind.REMEDIATION: "khắc phục",
    PlanKind.ANNUAL_REFORM: "CCHC năm",
    PlanKind.INSPECTION: "kiểm tra",
    PlanKind.PROCEDURE_REVIEW: "rà soát TTHC",
    PlanKind.COMMUNICATION: "tuyên truyền",
    PlanKind.DIGITAL: "chuyển đổi số",
    PlanKind.OTHER: "khác",
}

HEADER_FIELDS = {
    "type_code": "Loại văn bản",
    "title": "Trích yếu",
    "symbol": "Số, ký hiệu",
    "place": "Địa danh",
    "date": "Ngày",
    "issuer": "Cơ quan ban hành",
    "issuer_level": "Cấp",
    "unit_kind": "Loại đơn vị",
    "unit_name": "Tên đơn vị",
    "district": "Huyện",
    "province": "Tỉnh",
    "plan_kind": "Loại kế hoạch",
    "plan_year": "Năm kế hoạch",
    "assessed_year": "Năm được đánh giá",
    "signer": "Người ký",
    "signer_title": "Chức vụ",
    "signing_capacity": "Thẩm quyền ký",
}

DECISIONS = {
    Decision.CONFIRMED: "xác nhận",
    Decision.OVERRULED: "sửa kết quả",
    Decision.NOT_APPLICABLE: "không áp dụng",
    Decision.DISMISSED: "bác bỏ đoạn trích",
}

# What a person did, as said of that person.
ACTS = {
    Decision.CONFIRMED: "xác nhận",
    Decision.OVERRULED: "sửa",
    Decision.NOT_APPLICABLE: "không áp dụng",
    Decision.DISMISSED: "loại",
}

WARNINGS = {
    "blank_number": "Số văn bản để trống",
    "blank_date": "Ngày ban hành để trống",
    "scanned_number": "Số văn bản đọc từ bản quét",
    "scanned_date": "Ngày ban hành trên bản quét chưa đọc đủ",
    "missing_signer": "Thiếu họ tên người ký",
    "missing_annex": "Thiếu phụ lục",
    "wrong_unit_name": "Sai tên đơn vị",
    "wrong_unit_kind": "Sai loại đơn vị",
    "year_mismatch": "Năm không khớp",
    "impossible_value": "Chỉ tiêu không thể có",
    "malformed_symbol": "Ký hiệu văn bản sai thể thức",
    "impossible_date": "Ngày không có trong lịch",
    "numbering_gap": "Đánh số mục sai",
    "low_reading_quality": "Bản gửi khó đọc",
    "second_document": "Tệp chứa thêm kế hoạch khác",
    "header_incomplete": "Thiếu phần đầu văn bản",
    "template_leftover": "Câu chữ sót lại từ mẫu",
    "citation_year_mismatch": "Năm của văn bản viện dẫn không khớp",
    "citation_after_plan": "Viện dẫn văn bản ban hành sau kế hoạch",
    "citation_conflict": "Viện dẫn một văn bản theo nhiều cách khác nhau",
    "issuer_mismatch": "Cơ quan ban hành không khớp ký hiệu",
    "outdated_reference": "Viện dẫn văn bản đã hết hiệu lực",
    "near_duplicate": "Gần trùng với kế hoạch khác",
}


# The parts of a document that have no number, by the ids of their sections (HDR: before the text begins).
_PARTS = {
    "HDR": "phần đầu văn bản",
    Zone.PREAMBLE.value: "phần mở đầu",
    Zone.CLOSING.value: "đoạn kết",
    Zone.RECIPIENTS.value: "Nơi nhận",
    Zone.SIGNATURE.value: "phần ký",
}
_ANNEX = re.compile(r"PL(\w*)(?:\.(.+))?")


def named_parties(item: Assignment) -> str:
    """Who has the task, each with what is his where not all do the same: "Sở A (chủ trì); Sở B (phối hợp)"."""
    return "; ".join(
        f"{party.text} ({', '.join(ROLES[role] for role in party.own)})" if party.own else party.text
        for party in item.parties
    )


def section_name(section: str | None) -> str:
    """What an officer reads for the id of a section: "II.1", "phần mở đầu", "phụ lục 1, A.2"; "" for none."""
    if section is None:
        return ""
    annex = _ANNEX.fullmatch(section)
    if annex is not None:
        inside = f", {annex[2]}" if annex[2] else ""
        return f"phụ lục {annex[1]}".rstrip() + inside
    return _PARTS.get(section, section)


def section_place(section: str | None) -> str:
    """The same inside a sentence: "mục II.1", "phần mở đầu"."""
    name = section_name(section)
    return f"mục {name}" if name and name == section else name


NOTHING_NEAR = "không có đoạn nào gần"


def nearest_shown(searched: Searched | None) -> tuple[Near, ...]:
    """The passages that an officer is shown as the nearest ones: those that share something with the criterion."""
    return tuple(near for near in searched.nearest if near.score > 0) if searched is not None else ()


def warning_label(code: str) -> str:
    """What an officer reads for a warning code; the code itself where it has no words yet."""
    return WARNINGS.get(code, code)


def full_date(stated: str | None) -> date | None:
    """The day that ``stated`` names; None where it is partial or no day of the calendar."""
    match = _FULL.fullmatch(stated) if stated else None
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def shown_date(stated: str | None) -> str:
    """A date as officials write it, as precise as stated: "29/09/2021", "07/2023", "2023"."""
    if not stated:
        return ""
    day = full_date(stated)
    if day is not None:
        return f"{day.day:02}/{day.month:02}/{day.year:04}"
    month = _MONTH.fullmatch(stated)
    return f"{month[2]}/{month[1]}" if month else squeeze(stated)


def shown_header(name: str, value: object) -> str:
    """The value of the header's field ``name`` in words: level, kind of plan, the date as officials write it."""
    if isinstance(value, IssuerLevel):
        return LEVELS[value]
    if isinstance(value, PlanKind):
        return PLAN_KINDS[value]
    return shown_date(str(value)) if name == "date" else str(value)


def shown_number(value: float) -> str:
    """A number as officials write it: "1.250", "86,5"."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
