"""A metadata file for Datasette: what the tables and columns of the SQLite file are, and questions ready to ask."""

import json
from pathlib import Path
from typing import Any

from corpus.selection import Selection
from schema.store import Store, StoredCriteria

# In Vietnamese, as it is shown to those who explore; tables that hold only machinery are hidden.
TABLES = {
    "plans": "Các kế hoạch đã nạp; superseded_by trống là bản đang có hiệu lực.",
    "documents": "Tệp đã đọc: tên, loại, số trang, chất lượng đọc.",
    "texts": "Toàn văn đã đọc của từng tệp; mọi vị trí start_char, end_char tính theo ký tự của văn bản này.",
    "units": "Các đơn vị; roster khác trống là đơn vị phải gửi kế hoạch.",
    "runs": "Các lần nhập.",
    "files": "Nhật ký nhập: mỗi tệp của mỗi lần nhập một dòng.",
    "sections": "Đề mục của kế hoạch.",
    "citations": "Văn bản được viện dẫn.",
    "targets": "Chỉ tiêu.",
    "assignments": "Lượt giao việc.",
    "assignment_parties": "Người, bộ phận của từng lượt giao việc.",
    "deadlines": "Thời hạn.",
    "annexes": "Phụ lục được nhắc đến và có trong tệp hay không.",
    "abbreviations": "Chữ viết tắt và nghĩa nêu trong kế hoạch.",
    "warnings": "Những chỗ cần kiểm tra, sửa lại.",
    "criteria_sets": "Các bộ tiêu chí và phiên bản.",
    "criteria": "Lĩnh vực và tiêu chí của từng bộ.",
    "coverage_cells": "Kết quả máy đọc của từng đơn vị với từng tiêu chí; quyết định của người rà soát ở bảng reviews.",
    "reviews": "Quyết định của người rà soát.",
    "scores": "Điểm đã công bố theo đơn vị, tiêu chí.",
    "score_totals": "Tổng điểm, chỉ số, xếp hạng, xếp loại đã công bố của từng đơn vị.",
}
HIDDEN = ("alembic_version", "passages", "coverage_states", "coverage_units", "search", "header_evidence", "unit_names")
COLUMNS = {
    "quote": "đoạn nguyên văn làm bằng chứng",
    "page": "trang của đoạn trích",
    "start_char": "vị trí đầu trong văn bản",
    "end_char": "vị trí cuối trong văn bản",
}
WITH_EVIDENCE = ("sections", "citations", "targets", "assignments", "deadlines", "annexes", "abbreviations", "warnings")
QUERIES = {
    "bo_trong": (
        "Đơn vị nào bỏ trống tiêu chí nào (kết quả máy đọc)",
        "select u.kind || ' ' || u.name as don_vi, c.code as ma, c.name as tieu_chi, k.confidence as do_tin_cay"
        " from coverage_cells k join units u on u.id = k.unit_id join criteria c on c.id = k.criterion_id"
        " where k.status = 'unaddressed' order by u.ordinal, c.ordinal",
    ),
    "giao_viec": (
        "Ai được giao bao nhiêu việc trong các kế hoạch đang có hiệu lực",
        "select p.text as nguoi_bo_phan, count(*) as so_luot from assignment_parties p"
        " join plans k on k.id = p.plan_id where k.superseded_by is null group by p.text order by so_luot desc",
    ),
    "tep_chua_nap": (
        "Tệp chưa nạp được và lý do",
        "select name as tep, reason as ly_do, message as noi_dung, next_step as cach_xu_ly from files"
        " where outcome in ('refused', 'failed') order by run_id desc, name",
    ),
}


def write_datasette(store: Store, criteria: StoredCriteria, only: Selection, out: Path) -> None:
    """The metadata at ``out``, for ``datasette kehoach.db --metadata FILE``; nothing in it comes from a plan."""
    tables: dict[str, dict[str, Any]] = {name: {"description": text} for name, text in TABLES.items()}
    for name in WITH_EVIDENCE:
        tables[name]["columns"] = COLUMNS
    for name in HIDDEN:
        tables[name] = {"hidden": True}
    metadata = {
        "title": "Kế hoạch của các đơn vị",
        "description": "Dữ liệu bóc tách từ các kế hoạch, mỗi mục kèm đoạn nguyên văn làm bằng chứng.",
        "databases": {
            "kehoach": {
                "tables": tables,
                "queries": {name: {"title": title, "sql": sql} for name, (title, sql) in QUERIES.items()},
            }
        },
    }
    out.write_text(json.dumps(metadata, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
