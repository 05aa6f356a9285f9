"""The Vietnamese words for the values of the domain, as an officer reads them."""

from schema.document import Grade
from schema.ledger import Outcome
from schema.plan import Comparator, DeadlineKind, IssuerLevel, PlanKind, Role, Use

GRADES = {Grade.GOOD: "tốt", Grade.FAIR: "tạm được", Grade.POOR: "kém"}

OUTCOMES = {
    Outcome.LOADED: "đã nạp",
    Outcome.DUPLICATE: "trùng",
    Outcome.SUPERSEDED: "đã có bản mới hơn",
    Outcome.REFUSED: "không nhận",
    Outcome.FAILED: "lỗi",
}

ROLES = {
    Role.LEAD: "chủ trì",
    Role.COORDINATE: "phối hợp",
    Role.EXECUTE: "thực hiện",
    Role.MONITOR: "theo dõi, đôn đốc",
    Role.REPORT: "báo cáo, tổng hợp",
}

USES = {
    Use.BASIS: "căn cứ",
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
    DeadlineKind.DATE: "ngày cụ thể",
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
