"""Where a paragraph ends: whether a line goes on with the one before it."""

import re

from extractors.flow_lines import Line
from extractors.markers import Marker, readings
from extractors.outline_numbering import Numbering, Strength
from schema.document import BlockKind
from schema.text import fold

_BULLET = re.compile(r"[-+•▪■●○◦➢►✓✔❖♦\uf0b7\uf0a7\uf0d8\uf02d\uf0fc]\s*\S|[*–—·]\s+\S|--\s*\S")
_TERMINATORS = ".;:!?…"
_CLOSERS = "”\"’')]}»"
# Openers wherever they stand at a line start, and openers only after a finished or short line (folded text).
_ALWAYS = re.compile(
    r"nơi nhận\s*:|kính gửi\s*:|(?:tm|kt|tl|tuq)\s?\.\s?[a-zà-ỹđ]|cộng hò?a xã hội chủ nghĩa|độc lập\s*[-–—]?\s*tự do|"
    r"\((?:ban hành )?(?:kèm|kem) theo|phụ lục (?:số )?[\divx]{1,4}[a-z]?(?!\w)[^,;)]{0,3}$|\(dành cho|\(có phụ lục|"
    r"số\s*:[\s.…\d]{0,12}/|căn cứ (?:luật|nghị|quyết|kế|chỉ|thông|công|hướng|văn|báo|chương|điều|bộ|pháp|đề|kết|tình|công)|"
    r"xét đề nghị|theo đề nghị của|trên đây là|lưu\s*:\s*vt"
)
_AFTER_END = re.compile(
    r"(?:thực hiện|căn cứ|triển khai|thi hành|tiếp theo|trong quá trình|xét|theo|để|nhằm)(?!\w)|kế hoạch$|quyết định\s*:?$|"
    r"chủ tịch$|phó chủ tịch$|quyền chủ tịch$|giám đốc$|hiệu trưởng$|trưởng phòng$|phụ lục|đề cương"
)
_WANTS_NUMBER = re.compile(
    r"(?:khoản|điều|mục|điểm|số|ngày|tháng|năm|quý|phần|chương|mức độ|mức|cấp độ|giai đoạn|đến|từ|và|hoặc|với|của|là|bằng|trên|dưới|"
    r"tổng|gồm|được|đạt|khoảng|phụ lục|bảng|biểu|các|những|theo|tại|về|cho|trong|do|lần|lớp|khóa|thứ)$"
)
_MARKER_TEXT = 60


class Breaks:
    """Decides line by line; keeps the running sequence of markers, which rejects ``2020.`` and a stray ``4.``."""

    def __init__(self, base: str, lines: list[Line]) -> None:
        self._base = base
        self._numbering = Numbering()
        self._pending: tuple[Line, bool] | None = None
        self._width = _usual_width(lines)
        self._heading_before = False

    def continues(self, paragraph: list[Line], line: Line, *, table: bool) -> bool:
        """Whether ``line`` goes on with ``paragraph``; when it does not, ``opened(line)`` must be called."""
        last = paragraph[-1]
        if line.cell is not None or last.cell is not None:
            return self._same_cell(last, line)
        if table:
            return self._goes_on_in_table(last, line)
        if self._opens(paragraph, line):
            return False
        return self._runs_on(paragraph, line)

    def opened(self, line: Line, *, table: bool) -> None:
        """Record that a paragraph begins with ``line``; its marker, if it fits, moves the running sequence on."""
        self._heading_before = False
        text = self._text(line)
        if _resets(fold(text)):
            self._numbering = Numbering()
        if table or line.cell is not None:
            return
        marker = self._placed(line, Strength.STRONG)
        if marker is not None:
            rest = self._base[marker.end : line.end].strip()
            self._heading_before = len(rest) < _MARKER_TEXT * 1.6 and rest[-1:] not in tuple(_TERMINATORS)

    def _text(self, line: Line) -> str:
        return self._base[line.start : line.end]

    def _placed(self, line: Line, strength: Strength) -> Marker | None:
        placement = self._numbering.place(*self._candidates(line), strength, heading=self._capital_heading(line)) if (
            self._candidates(line)[0]
        ) else None
        if placement is None:
            return None
        self._numbering.push(placement)
        return placement.marker
