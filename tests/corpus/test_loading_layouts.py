"""Criteria tables in the layouts that offices publish: the same tree from each."""

from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest

from corpus.loading.criteria import criteria_from_rows, load_criteria
from corpus.loading.grid import LoadError
from schema.criteria import CriteriaSet

AREAS = ("CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH", "CẢI CÁCH THỂ CHẾ", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH")
CRITERIA = ("Ban hành kế hoạch cải cách hành chính năm", "Mức độ hoàn thành kế hoạch", "Chế độ báo cáo định kỳ")
COMPONENTS = ("Ban hành kịp thời", "Xác định rõ nhiệm vụ, thời gian, sản phẩm")
HEAD = ("STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Ghi chú")
RUBRIC = ("Ban hành đúng hạn: 1,5 điểm", "Ban hành chậm: 0,5 điểm", "Không ban hành: 0 điểm")
Row = tuple[str, ...]
Node = tuple[tuple[int, ...], str, str]


def tree() -> list[Node]:
    nodes: list[Node] = []
    for area, area_name in enumerate(AREAS, 1):
        nodes.append(((area,), area_name, "6"))
        for number, name in enumerate(CRITERIA, 1):
            nodes.append(((area, number), name, "3" if number == 1 else "1,5"))
            if number == 1:
                nodes += [((area, 1, at), text, "1,5") for at, text in enumerate(COMPONENTS, 1)]
    return nodes


def dotted(place: Sequence[int]) -> str:
    return ".".join(map(str, place))


def mixed(place: Sequence[int]) -> str:
    """The code as Roman, number, letter."""
    return (("I", "II", "III")[place[0] - 1], str(place[-1]), " abc"[place[-1]])[len(place) - 1]


def rubric() -> list[Row]:
    rows: list[Row] = [HEAD]
    for place, name, points in tree():
        rows.append((dotted(place), name, points, ""))
        rows += [("", text, "", "") for text in RUBRIC] if len(place) == 3 else []
    return [*rows, ("", "TỔNG CỘNG", "18", "")]


def rubric_points() -> list[Row]:
    """The rungs of the rubric have points in the points column, too."""
    rows: list[Row] = [HEAD]
    for place, name, points in tree():
        rows.append((dotted(place), name, points, ""))
        rows += [("", "- Có", "1,5", ""), ("", "- Không", "0", "")] if len(place) == 3 else []
    return rows


def roman() -> list[Row]:
    head = ("TT", "Nội dung", "Điểm chuẩn", "Điểm tự chấm", "Điểm thẩm định", "Tài liệu kiểm chứng")
    body = [(mixed(place), name, points, "", "", "") for place, name, points in tree()]
    return [head, *body, ("", "Tổng điểm (I+II+III)", "18", "", "", "")]


def in_one_cell() -> list[Row]:
    head = ("Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Phương pháp đánh giá")
    return [head, *((f"{dotted(place)}. {name}", points, "Theo quyết định") for place, name, points in tree())]


def roman_in_one_cell() -> list[Row]:
    rows: list[Row] = [("Tiêu chí", "Điểm tối đa")]
    rows += [(f"{mixed(place)}{')' if len(place) == 3 else '.'} {name}", points) for place, name, points in tree()]
    return rows


def code_in_name() -> list[Row]:
    body = [
        ("", f"{dotted(place)}{'.' if len(place) == 1 else ''} {name}", f"{points} điểm")
        for place, name, points in tree()
    ]
    return [("STT", "Tiêu chí", "Điểm tối đa"), *body]


def area_over_all_columns() -> list[Row]:
    """As a merged cell is read: text in its first column, the others empty."""
    rows: list[Row] = [HEAD]
    for place, name, points in tree():
        if len(place) == 1:
            rows.append((f"{mixed(place)}. {name} ({points} điểm)", "", "", ""))
        else:
            rows.append((dotted(place[1:]), name, points, ""))
    return rows


def area_without_code() -> list[Row]:
    return [HEAD, *(("" if len(place) == 1 else dotted(place), name, points, "") for place, name, points in tree())]


def points_by_level() -> list[Row]:
    rows: list[Row] = [("STT", "Lĩnh vực, tiêu chí", "Điểm lĩnh vực", "Điểm tiêu chí", "Điểm tiêu chí thành phần")]
    for place, name, points in tree():
        own = [points if len(place) == level else "" for level in (1, 2, 3)]
        rows.append((dotted(place), name, *own))
    return [*rows, ("", "Cộng", "18", "", "")]


def points_in_words() -> list[Row]:
    body = [(f"{dotted(place)}.", name, f"{points} (điểm)") for place, name, points in tree()]
    return [("STT", "NỘI DUNG TIÊU CHÍ", "Thang điểm"), *body]


def dashes() -> list[Row]:
    body = [("-" if len(place) == 3 else mixed(place), name, points) for place, name, points in tree()]
    return [("STT", "Tiêu chí đánh giá", "Điểm tối đa"), *body]


LAYOUTS: tuple[Callable[[], list[Row]], ...] = (
    rubric, rubric_points, roman, in_one_cell, roman_in_one_cell, code_in_name, area_over_all_columns,
    area_without_code, points_by_level, points_in_words, dashes,
)  # fmt: skip


def outline(criteria: CriteriaSet) -> list[tuple[str, str | None, float | None]]:
    names = {node.code: node.name for node in criteria.nodes()}
    return [(node.name, names.get(node.parent or ""), node.max_points) for node in criteria.nodes()]


def expected() -> list[tuple[str, str | None, float | None]]:
    names = {place: name for place, name, _ in tree()}
    return [(name, names.get(place[:-1]), float(points.replace(",", "."))) for place, name, points in tree()]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_layout_gives_the_same_tree(layout: Callable[[], list[Row]]) -> None:
    loaded = criteria_from_rows(layout())
    assert outline(loaded.criteria_set) == expected()
    assert len(loaded.criteria_set.areas) == 3 and loaded.warnings == ()


def test_a_heading_in_capitals_is_no_area() -> None:
    rows = [HEAD, ("", "CÁC TIÊU CHÍ CHẤM ĐIỂM", "", ""), *rubric()[1:]]
    assert outline(criteria_from_rows(rows).criteria_set) == expected()


def _decision(path: Path, annexes: Sequence[tuple[str, list[Row]]]) -> Path:
    made = docx.Document()
    for caption, rows in annexes:
        made.add_paragraph(caption)
        table = made.add_table(len(rows), 4)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    made.save(str(path))
    return path


ANNEXES = (("Phụ lục I. Các sở, ban, ngành", rubric()), ("Phụ lục II. Cấp xã", rubric()[:8]))


def test_of_several_annexes_the_communes_own_is_loaded(tmp_path: Path) -> None:
    loaded = load_criteria(_decision(tmp_path / "quyet-dinh.docx", ANNEXES))
    assert len(loaded.criteria_set.nodes()) == 4 and loaded.criteria_set.level == "xã"
    for words in ("1. “Phụ lục I. Các sở, ban, ngành”", "2. “Phụ lục II. Cấp xã”", "Đã nạp bảng 2", "--table"):
        assert words in loaded.warnings[-1]


@pytest.mark.parametrize(
    ("wanted", "count"), [("PL2", 4), ("phụ lục II", 4), ("cấp xã", 4), ("2", 4), ("PL1", 18), ("sở, ban", 18)]
)
def test_the_annex_is_chosen_by_number_or_words(wanted: str, count: int, tmp_path: Path) -> None:
    path = _decision(tmp_path / "quyet-dinh.docx", ANNEXES)
    for loaded in (load_criteria(path, table=wanted), load_criteria(f"{path}#{wanted}")):
        assert len(loaded.criteria_set.nodes()) == count


def test_a_table_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"không có bảng “cấp tỉnh”.*1\. “Phụ lục I"):
        load_criteria(_decision(tmp_path / "quyet-dinh.docx", ANNEXES), table="cấp tỉnh")


def test_a_table_for_each_area_below_its_heading(tmp_path: Path) -> None:
    annexes = []
    for area, name in enumerate(AREAS, 1):
        below = [(place, text, points) for place, text, points in tree() if place[0] == area and len(place) > 1]
        rows = [HEAD, *((dotted(place[1:]), text, points, "") for place, text, points in below)]
        annexes.append((f"{('I', 'II', 'III')[area - 1]}. {name}", rows))
    loaded = load_criteria(_decision(tmp_path / "quyet-dinh.docx", annexes))
    wanted = [(name, parent, None if parent is None else points) for name, parent, points in expected()]
    assert outline(loaded.criteria_set) == wanted
