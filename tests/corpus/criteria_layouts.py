"""The layouts: each a table of the same tree, and the nodes that a right load of it yields."""

from collections.abc import Callable
from dataclasses import replace

from tests.corpus.criteria_making import (
    PROOF,
    ROMAN,
    Node,
    Place,
    Row,
    Table,
    comma,
    dotted,
    fixed,
    nodes,
    roman_dotted,
    total,
    tree,
)

CAPTIONS = (
    "PHỤ LỤC III",
    "BỘ TIÊU CHÍ XÁC ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CỦA ỦY BAN NHÂN DÂN CÁC XÃ, PHƯỜNG, THỊ TRẤN",
    "(Kèm theo Quyết định số 1234/QĐ-UBND ngày 08 tháng 6 năm 2023 của Ủy ban nhân dân tỉnh)",
)
Made = tuple[Table, list[Node]]


def ministry() -> Made:
    """Two head rows, the last columns empty, the code in its own column with a dot, rubric rows with their points."""
    items = tree()
    head = [
        ["STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Điểm đánh giá thực tế", "", "", "Ghi chú"],
        ["", "", "", "Tự đánh giá", "Điểm thẩm định", "Điểm đạt được", ""],
    ]
    rows: list[Row] = []
    for item in items:
        rows.append([f"{dotted(item.place)}.", item.name, fixed(item.points), "", "", "", ""])
        rows += [["", text, "", "", "", "", ""] for text in item.rubric] if len(item.place) > 1 else []
    rows.append(["", "TỔNG CỘNG", fixed(total(items)), "", "", "", ""])
    merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 5), (0, 6, 1, 6)]
    return Table(head, rows, (1.6, 11.5, 1.8, 2, 2, 2, 3), CAPTIONS, merges), nodes(items)


def rubric_in_the_name_cell() -> Made:
    """One row a criterion: the rubric are further lines of its cell, the proofs a column beside; Roman areas."""
    items = tree()
    head = [["TT", "Nội dung đánh giá", "Thang điểm", "Tài liệu kiểm chứng", "Ghi chú"]]
    rows: list[Row] = []
    for item in items:
        lines = [item.name, *(f"- {text}" for text in item.rubric)] if len(item.place) > 1 else [item.name]
        rows.append([roman_dotted(item.place), "\n".join(lines), comma(item.points), PROOF, ""])
    rows.append(["", "Tổng điểm (I+II+III+IV+V+VI+VII+VIII)", comma(total(items)), "", ""])
    return Table(head, rows, (1.4, 13, 2, 6, 2.5), CAPTIONS), nodes(items, _under_area)


def _under_area(place: Place) -> str:
    """Numbering begins again below every Roman area: the code of the area in front."""
    return ROMAN[place[0]] if len(place) == 1 else f"{ROMAN[place[0]]}.{dotted(place[1:])}"


def glued_with_running_number() -> Made:
    """The first column only counts the rows of criteria; the code stands before the name; areas merged, in capitals."""
    items = tree()
    head = [["STT", "Tiêu chí, tiêu chí thành phần", "Điểm tối đa", "Cách tính điểm"]]
    rows: list[Row] = []
    count = 0
    for item in items:
        if len(item.place) == 1:
            rows.append([f"LĨNH VỰC {item.place[0]}: {item.name} ({comma(item.points)} điểm)"])
            continue
        count += 1
        rows.append([str(count), f"{dotted(item.place)}. {item.name}", comma(item.points), "\n".join(item.rubric)])
    rows.append(["Tổng cộng", "", comma(total(items)), ""])
    return Table(head, rows, (1.3, 10, 2, 11), CAPTIONS), nodes(items)


def words_before_the_code() -> Made:
    """ "Lĩnh vực 1", "Tiêu chí 1.1", "TCTP 1.1.1"; the total on top; points in words."""
    items = tree()
    words = {1: "Lĩnh vực", 2: "Tiêu chí", 3: "TCTP"}
    rows: list[Row] = [["", "TỔNG ĐIỂM", f"{comma(total(items))} điểm", ""]]
    for item in items:
        rows.append([f"{words[len(item.place)]} {dotted(item.place)}", item.name, f"{comma(item.points)} điểm", ""])
        rows += [["", f"+ {text}", "", ""] for text in item.rubric] if len(item.place) == 3 else []
    return Table([["Mã", "Tên tiêu chí", "Điểm tối đa", "Hướng dẫn chấm điểm"]], rows, (3, 11, 3, 7), CAPTIONS), nodes(
        items
    )


def survey_columns() -> Made:
    """The points are split in appraisal and survey, with their sum; a line of column numbers."""
    items = tree()
    head = [
        ["STT", "Lĩnh vực, tiêu chí", "Điểm tối đa", "", "", "Điểm tự chấm"],
        ["", "", "Thẩm định", "Điều tra XHH", "Tổng", ""],
        ["(1)", "(2)", "(3)", "(4)", "(5)=(3)+(4)", "(6)"],
    ]
    rows: list[Row] = []
    for item in items:
        split = ["", comma(item.points)] if item.place[0] == 8 else [comma(item.points), ""]
        rows.append([dotted(item.place), item.name, *split, comma(item.points), ""])
        rows += [["", f"- {text}", "", "", "", ""] for text in item.rubric] if len(item.place) > 1 else []
    merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4), (0, 5, 1, 5)]
    return Table(head, rows, (1.6, 14, 2, 2, 2.2, 2.5), CAPTIONS, merges, repeat_head=False), nodes(items)


def letters_over_roman() -> Made:
    """Parts A, B over Roman areas, then numbers and small letters; bonus and penalty at the end; portrait."""
    items = tree(4)

    def code(place: Place) -> str:
        part = "A" if place[0] < 3 else "B"
        own = [ROMAN[place[0]], *map(str, place[1:2]), *(" abc"[at] for at in place[2:])]
        return ".".join([part, *own])

    rows: list[Row] = []
    expected: list[Node] = []
    for item in items:
        if len(item.place) == 1 and item.place[0] in (1, 3):
            part, name = ("A", "KẾT QUẢ CHỈ ĐẠO") if item.place[0] == 1 else ("B", "KẾT QUẢ THỰC HIỆN NHIỆM VỤ")
            points = sum(
                other.points for other in items if len(other.place) == 1 and (other.place[0] < 3) == (part == "A")
            )
            rows.append([part, name, comma(points), ""])
            expected.append((part, None, name, points))
        parent = code(item.place).rpartition(".")[0]
        expected.append((code(item.place), parent, item.name, item.points))
        rows.append(
            [
                (ROMAN[item.place[0]], str(item.place[-1]), f"{' abc'[item.place[-1] % 4]})")[len(item.place) - 1],
                item.name,
                comma(item.points),
                "",
            ]
        )
        rows += [["", f"- {text}", "", ""] for text in item.rubric] if len(item.place) > 1 else []
    rows += [["C", "ĐIỂM THƯỞNG", "2", ""], ["1", "Có sáng kiến cải cách hành chính được công nhận", "2", ""]]
    rows += [["D", "ĐIỂM TRỪ", "-1", ""], ["1", "Chậm gửi báo cáo theo quy định", "-1", ""]]
    expected += [("C", None, "ĐIỂM THƯỞNG", 2.0), ("C.1", "C", "Có sáng kiến cải cách hành chính được công nhận", 2.0)]
    expected += [("D", None, "ĐIỂM TRỪ", -1.0), ("D.1", "D", "Chậm gửi báo cáo theo quy định", -1.0)]
    rows.append(["", "Tổng điểm (A+B)", comma(total(items)), ""])
    head = [["STT", "NỘI DUNG", "ĐIỂM CHUẨN", "GHI CHÚ"]]
    return Table(head, rows, (1.5, 10.5, 2, 2.5), CAPTIONS, landscape=False), expected


def merged_over_the_rubric() -> Made:
    """Code and points of a criterion are merged downwards over the rows of its rubric; areas without a code."""
    items = tree()
    rows: list[Row] = []
    down: list[tuple[int, int, int]] = []
    for item in items:
        if len(item.place) == 1:
            rows.append(["", item.name, comma(item.points), ""])
            continue
        first = len(rows)
        rows.append([dotted(item.place), item.name, comma(item.points), PROOF])
        rows += [["", f"- {text}", "", ""] for text in item.rubric]
        down += [(first, len(rows) - 1, column) for column in (0, 2, 3)]
    rows.append(["", "TỔNG ĐIỂM", comma(total(items)), ""])
    head = [["STT", "Lĩnh vực - Tiêu chí - Tiêu chí thành phần", "Điểm tối đa", "Tài liệu kiểm chứng"]]
    return Table(head, rows, (1.6, 13, 2, 7), CAPTIONS, down=down), nodes(items)


def rungs_with_points() -> Made:
    """Every rung of the rubric has its points in a column of its own beside the maximum."""
    items = tree()
    rows: list[Row] = []
    for item in items:
        rows.append([dotted(item.place), item.name, fixed(item.points), "", ""])
        if len(item.place) > 1:
            rows += [
                ["", text, "", comma(item.points / (at + 1)), ""]
                for at, text in enumerate(("Đạt yêu cầu", "Đạt một phần yêu cầu"))
            ]
            rows.append(["", "Không đạt yêu cầu", "", "0", ""])
    rows.append(["TỔNG CỘNG", "", fixed(total(items)), "", ""])
    head = [["TT", "Lĩnh vực/tiêu chí/tiêu chí thành phần", "Điểm tối đa", "Mức điểm", "Ghi chú"]]
    return Table(head, rows, (1.6, 13, 2, 2, 4), CAPTIONS), nodes(items)


def rungs_in_the_points_column() -> Made:
    """The rungs write their points in the column of the maximum; no rung adds up to anything."""
    items = tree()
    rows: list[Row] = []
    for item in items:
        rows.append([dotted(item.place), item.name, comma(item.points), ""])
        if len(item.place) > 1:
            rows += [
                ["", f"- {text}", comma(item.points / (at + 1)), ""]
                for at, text in enumerate(("Đạt yêu cầu", "Đạt một phần yêu cầu"))
            ]
            rows.append(["", "- Không đạt yêu cầu", "0", ""])
    head = [["TT", "Nội dung tiêu chí", "Điểm tối đa", "Ghi chú"]]
    return Table(head, rows, (1.6, 13, 2, 4), CAPTIONS), nodes(items)


def level_columns() -> Made:
    """A column for each level, cells merged downwards over what belongs to them; codes before the names."""
    items = tree()
    rows: list[Row] = []
    for item in items:
        row = ["", "", "", comma(item.points), ""]
        row[len(item.place) - 1] = f"{dotted(item.place)}. {item.name}"
        rows.append(row)
    head = [["Lĩnh vực", "Tiêu chí", "Tiêu chí thành phần", "Điểm tối đa", "Ghi chú"]]
    return Table(head, rows, (5, 6, 7, 2, 4), CAPTIONS), nodes(items)


def no_points_for_parents() -> Made:
    """Only the leaves have points; areas are merged over the width, with Roman numbers."""
    items = tree()
    parents = {item.place[:-1] for item in items}
    rows: list[Row] = []
    for item in items:
        if len(item.place) == 1:
            rows.append([f"{ROMAN[item.place[0]]}. {item.name}"])
            continue
        points = "" if item.place in parents else comma(item.points)
        rows.append([dotted(item.place[1:]), item.name, points, ""])
        rows += [["", f"- {text}", "", ""] for text in item.rubric]
    head = [["STT", "Các tiêu chí đánh giá", "Số điểm tối đa", "Ghi chú"]]
    expected = [
        (code, parent, name, None if item.place in parents else points)
        for item, (code, parent, name, points) in zip(items, nodes(items, _under_area), strict=True)
    ]
    return Table(head, rows, (1.6, 14, 2, 5), CAPTIONS), expected


def without_points_in_the_area_row() -> Made:
    """Areas in capitals without a code and without points; criteria numbered 1, 2 ... through; components 1.1."""
    items = tree()
    rows: list[Row] = []
    expected: list[Node] = []
    count = 0
    for item in items:
        area = ROMAN[item.place[0]]
        if len(item.place) == 1:
            rows.append(["", item.name, "", ""])
            expected.append((area, None, item.name, None))
            continue
        count += len(item.place) == 2
        code = dotted((count, *item.place[2:]))
        rows.append([code, item.name, comma(item.points), ""])
        rows += [["", f"- {text}", "", ""] for text in item.rubric]
        expected.append((code, area if len(item.place) == 2 else str(count), item.name, item.points))
    head = [["STT", "Tiêu chí", "Điểm tối đa", "Ghi chú"]]
    return Table(head, rows, (1.6, 14, 2, 5), CAPTIONS), expected


LAYOUTS: tuple[Callable[[], Made], ...] = (
    ministry,
    rubric_in_the_name_cell,
    glued_with_running_number,
    words_before_the_code,
    survey_columns,
    letters_over_roman,
    merged_over_the_rubric,
    rungs_with_points,
    rungs_in_the_points_column,
    level_columns,
    no_points_for_parents,
    without_points_in_the_area_row,
)


def for_departments() -> Table:
    """The set of the departments in the same decision: longer, and not for communes."""
    table, _ = ministry()
    rows = [[dotted(item.place), item.name, fixed(item.points), "", "", "", ""] for item in tree(8, 6)] * 2
    captions = ("PHỤ LỤC I", "BỘ TIÊU CHÍ XÁC ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CỦA CÁC SỞ, BAN, NGÀNH", CAPTIONS[2])
    return replace(table, rows=rows, captions=captions)


def for_districts() -> Table:
    """The set of the districts in the same decision."""
    title = "BỘ TIÊU CHÍ XÁC ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CỦA ỦY BAN NHÂN DÂN CẤP HUYỆN"
    return replace(for_departments(), captions=("PHỤ LỤC II", title, CAPTIONS[2]))
