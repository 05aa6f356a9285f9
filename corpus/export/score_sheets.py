"""The sheets *Mất điểm* and *Điểm*: what was lost where criteria were left out, and the units ranked."""

from collections.abc import Sequence

from corpus.export.columns import Column, Kind, joined
from corpus.queries_scores import LostLine, LostPoints, ScoreLine
from schema.criteria import CriteriaSet, Node, points_text

LOST, RANKED = "Mất điểm", "Điểm"
LOST_TITLE = "MẤT ĐIỂM VÀ BỎ TRỐNG TRONG KẾ HOẠCH"
RANKED_TITLE = "ĐIỂM, CHỈ SỐ, XẾP HẠNG ĐÃ CÔNG BỐ"

LOST_COLUMNS: tuple[Column[LostLine], ...] = (
    Column(key="unit", title="Đơn vị", width=18, kind=Kind.TEXT, value=lambda row: row.unit),
    Column(key="superior", title="Đơn vị cấp trên", width=16, kind=Kind.TEXT, value=lambda row: row.superior),
    Column(key="code", title="Mã", width=7, kind=Kind.SHORT, value=lambda row: row.code),
    Column(key="name", title="Lĩnh vực, tiêu chí bị mất điểm", width=34, kind=Kind.TEXT, value=lambda row: row.name),
    Column(key="max_points", title="Điểm tối đa", width=8, kind=Kind.NUMBER, value=lambda row: row.max_points),
    Column(key="points", title="Điểm đạt", width=8, kind=Kind.NUMBER, value=lambda row: row.points),
    Column(key="lost", title="Điểm mất", width=8, kind=Kind.NUMBER, value=lambda row: row.lost),
    Column(
        key="unaddressed",
        title="Tiêu chí kế hoạch bỏ trống",
        width=60,
        kind=Kind.TEXT,
        value=lambda row: joined(row.unaddressed),
    ),
    Column(key="count", title="Số tiêu chí bỏ trống", width=9, kind=Kind.WHOLE, value=lambda row: len(row.unaddressed)),
    Column(key="doubtful", title="Cần người xem lại", width=9, kind=Kind.WHOLE, value=lambda row: row.doubtful or None),
)
_FIGURES: tuple[Column[ScoreLine], ...] = (
    Column(key="points", title="Tổng điểm", width=9, kind=Kind.NUMBER, value=lambda row: row.figures.points),
    Column(key="index", title="Chỉ số (%)", width=9, kind=Kind.NUMBER, value=lambda row: row.figures.index),
    Column(key="grade", title="Xếp loại", width=11, kind=Kind.SHORT, value=lambda row: row.figures.grade),
    Column(key="self_points", title="Điểm tự chấm", width=9, kind=Kind.NUMBER, value=lambda r: r.figures.self_points),
    Column(key="appraised", title="Điểm thẩm định", width=9, kind=Kind.NUMBER, value=lambda r: r.figures.appraised),
    Column(key="survey", title="Điểm điều tra", width=9, kind=Kind.NUMBER, value=lambda row: row.figures.survey),
    Column(key="year", title="Năm", width=7, kind=Kind.SHORT, value=lambda row: str(row.year) if row.year else None),
)


def ranked_columns(criteria: CriteriaSet, rows: Sequence[ScoreLine], lost: LostPoints) -> tuple[Column[ScoreLine], ...]:
    """The columns of the ranked units: what any of them has, the points of every area, and what was left out."""
    left_out = lost.left_out()
    figures = tuple(column for column in _FIGURES if any(column.value(row) is not None for row in rows))
    areas = tuple(_area(area) for area in criteria.areas if any(area.code in row.areas for row in rows))
    return (
        Column(key="rank", title="Xếp hạng", width=7, kind=Kind.WHOLE, value=lambda row: row.figures.rank),
        Column(key="unit", title="Đơn vị", width=20, kind=Kind.TEXT, value=lambda row: row.short_unit),
        Column(key="superior", title="Đơn vị cấp trên", width=18, kind=Kind.TEXT, value=lambda row: row.superior),
        *figures,
        *areas,
        Column(
            key="unaddressed",
            title="Số tiêu chí kế hoạch bỏ trống",
            width=10,
            kind=Kind.WHOLE,
            value=lambda row: left_out.get(row.unit_id, 0),
        ),
    )


def _area(area: Node) -> Column[ScoreLine]:
    most = "" if area.max_points is None else f" (tối đa {points_text(area.max_points)})"
    code = area.code
    return Column(
        key=f"area_{code}",
        title=f"{code}. {area.name}{most}",
        width=13,
        kind=Kind.NUMBER,
        value=lambda row: row.areas.get(code),
    )
