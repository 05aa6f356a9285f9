"""Plans written out and extracted, for tests of what people do with many plans."""

import hashlib

from extractors.pipeline import extract
from schema.criteria import Area, CriteriaSet, Criterion
from schema.document import Block, BlockKind, Document, Grade, Source
from schema.plan import Plan
from schema.units import Unit

CRITERIA = CriteriaSet(
    id="thu",
    title="Bộ tiêu chí thử",
    areas=(
        Area(code="1", name="Công tác chỉ đạo, điều hành cải cách hành chính", max_points=4),
        Area(code="3", name="Cải cách thủ tục hành chính", max_points=6),
    ),
    criteria=(
        Criterion(code="1.1", parent="1", name="Tuyên truyền cải cách hành chính", max_points=2),
        Criterion(code="1.2", parent="1", name="Đối thoại với người dân, doanh nghiệp", max_points=2),
        Criterion(code="3.1", parent="3", name="Công khai thủ tục hành chính", max_points=3),
        Criterion(code="3.2", parent="3", name="Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn", max_points=3),
    ),
)
ROSTER = (
    Unit(kind="xã", name="Bình Minh", superior="huyện Đông Sơn"),
    Unit(kind="xã", name="An Lạc", superior="huyện Đông Sơn"),
    Unit(kind="xã", name="Phú Thọ", superior="huyện Đông Sơn"),
)


def written(
    body: str,
    *,
    issuer: str = "xã Bình Minh",
    symbol: str = "12/KH-UBND",
    day: tuple[int, int, int] = (15, 3, 2024),
    basis: str = "Căn cứ Quyết định số 12/QĐ-UBND ngày 10/01/2024 của UBND huyện Đông Sơn;",
    name: str | None = None,
    grade: Grade = Grade.GOOD,
) -> Plan:
    """The plan of a unit as the pipeline reads it, with ``body`` between the issuing and the closing sentence."""
    date, month, year = day
    place = issuer.split(" ", 1)[1]
    lines = (
        f"ỦY BAN NHÂN DÂN\n{issuer.upper()}\nSố: {symbol}\n{place}, ngày {date} tháng {month} năm {year}\n"
        f"KẾ HOẠCH\nCải thiện Chỉ số cải cách hành chính năm {year}\n{basis}\n"
        f"Ủy ban nhân dân {issuer} xây dựng Kế hoạch cải thiện Chỉ số năm {year} như sau:\n{body}\n"
        f"Trên đây là Kế hoạch cải thiện Chỉ số năm {year} của UBND {issuer}./.\n"
        "Nơi nhận:\n- UBND huyện;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An\n"
    )
    source = Source(
        name=name or f"{issuer}.txt",
        sha256=hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest(),
        media_type="text/plain",
        reader="text",
    )
    return extract(Document(source=source, text=lines, blocks=_paragraphs(lines), grade=grade))


def _paragraphs(text: str) -> tuple[Block, ...]:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start=at, end=at + len(line), kind=BlockKind.PARAGRAPH, page=1))
        at += len(line) + 1
    return tuple(blocks)
