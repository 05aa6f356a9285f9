"""What a line and the one below it say by themselves of whether the second goes on, the running numbers aside."""

from extractors.dittos import is_ditto
from extractors.flow_cuts import cuts_range, wants_name
from extractors.flow_lines import Line
from extractors.flow_names import is_halved
from extractors.flow_widths import TERMINATORS, UNWRAPPED, fills, is_spaced, ragged_width, usual_width
from extractors.flow_words import (
    AFTER_END,
    ALWAYS,
    BODY_VERB,
    BULLET,
    DATE_OPEN,
    DATE_REST,
    DATED,
    HEAD_LINE,
    HEADS,
    LONE_BULLETS,
    SYMBOL,
    TYPE_LAST,
    TYPE_NAME,
)
from extractors.form_marks import form_heading
from extractors.markers import readings
from extractors.parties_lexicon import parts_name
from schema.document import BlockKind
from schema.letters import is_capital
from schema.text import fold


class Neighbours:
    """The lines of a text that is wrapped at some width, asked one or two at a time."""

    def __init__(self, base: str, lines: list[Line]) -> None:
        self._base = base
        self._lower = fold(base)
        self._width = usual_width(base, lines)
        self._ragged = ragged_width(base, lines, self._width)
        self._spaced = is_spaced(base, lines)

    def _text(self, line: Line) -> str:
        return self._base[line.start : line.end]

    def _folded(self, line: Line) -> str:
        return self._lower[line.start : min(line.end, line.start + 120)]

    def _ended(self, line: Line) -> bool:
        return self._base[line.end - 1] in TERMINATORS

    def _always(self, last: Line, line: Line) -> bool:
        """Whether ``line`` begins as nothing goes on: "Nơi nhận:", "Căn cứ Luật …"; not "… trên địa bàn" / "căn cứ Kế
        hoạch này chủ động …"."""
        within = self._base[line.start].islower() and self._folded(line).startswith("căn cứ")
        return ALWAYS.match(self._folded(line)) is not None and not (within and not self._ended(last))

    def _opens_in_cell(self, last: Line, line: Line) -> bool:
        folded = self._folded(line)
        known = self._always(last, line) or (AFTER_END.match(folded) and self._base[line.start].isupper())
        change = (
            is_capital(self._text(last)) is not is_capital(self._text(line)) and not self._base[line.start].islower()
        )
        return bool(known) or change or self._bullet(line, last) or self._head_line(last)

    def _word_goes_on(self, paragraph: list[Line], line: Line) -> bool:
        """Whether a line of one word ("QUYẾT" / "ĐỊNH", "Hà" / "Nội, ngày …", "Số:") must go on with ``line``."""
        last = paragraph[-1]
        text, following = self._text(last), self._text(line)
        if len(paragraph) > 1 or self._new_block(last, line) or " " in text or not text[:1].isalpha():
            return False
        if fold(text) in ("số:", "sô:", "số"):
            return following[:1].isdigit()
        if not text.isalpha() or len(text) < 2:
            return False
        return (is_capital(text) and is_capital(following)) or DATED.match(fold(following)) is not None

    def _head_goes_on(self, last: Line, line: Line) -> bool:
        """Whether the state's name or the motto was too wide for its column: "… CHỦ NGHĨA" / "VIỆT NAM"."""
        if last.width + line.width > len(HEADS[0]):
            return False
        both = f"{self._folded(last)} {self._folded(line)}".replace("hoà", "hòa").replace("–", "-")
        return any(both in head for head in HEADS)

    def _date_goes_on(self, last: Line, following: str) -> bool:
        """Whether the date of the head breaks in two: "Số: 7/KH-UBND Hòa An, ngày" / "02 tháng 8 năm 2025"."""
        tail = self._lower[max(last.start, last.end - 8) : last.end]
        return DATE_OPEN.search(tail) is not None and DATE_REST.match(following) is not None

    def _head_line(self, last: Line) -> bool:
        """Whether ``last`` is a whole line of the head: national title, symbol, place and date."""
        return last.width < 140 and HEAD_LINE.fullmatch(self._folded(last)) is not None

    def _bullet(self, line: Line, last: Line) -> bool:
        match = BULLET.match(self._base, line.start, line.end)
        if not match:
            return self._text(line) in LONE_BULLETS
        if self._base[line.start] not in "-–—" or self._ended(last) or self._new_block(last, line):
            return True
        if self._base.rfind("“", last.start, last.end) > self._base.rfind("”", last.start, last.end):
            return False  # "với chủ đề “Kỷ cương; Chủ động" / "- Sáng tạo”"
        if cuts_range(self._base, last, line):
            return False
        after = match[match.lastindex or 0]
        tail = self._lower[max(last.start, last.end - 16) : last.end]
        in_name = is_halved(tail, self._folded(line)) or self._cuts_body(last, line)
        return not ((after.islower() and last.width >= 0.7 * self._width) or in_name)

    def _new_block(self, last: Line, line: Line) -> bool:
        return line.hard and line.block != last.block

    def _wants_name(self, last: Line, line: Line) -> bool:
        """Whether a long line breaks off before a name ("… của UBND huyện" / "Cẩm Giàng về việc …")."""
        if last.width < 0.6 * self._width or is_capital(self._text(last)) or is_capital(self._text(line)):
            return False
        return wants_name(self._base, last) and BODY_VERB.match(self._folded(line)) is None

    def _cuts_body(self, last: Line, line: Line) -> bool:
        """Whether the name of a body begins in a long line and ends in the next: "… Hội Liên hiệp" / "Phụ nữ …"."""
        dashed = self._base[line.start] in "-–—"
        # Behind a dash an item may stand, too: only a full line goes on there.
        full = self._width <= UNWRAPPED and fills(self._base, last, line, 0.86 * self._width)
        if last.width < 0.5 * min(self._width, UNWRAPPED) or (dashed and not full):
            return False
        tail = self._lower[max(last.start, last.end - 60) : last.end]
        return parts_name(tail, self._folded(line), whole=dashed)

    def _cell_goes_on(self, paragraph: list[Line], line: Line) -> bool:
        """Whether a cell that rules enclose ("|" above and below it) goes on, be it with a capital."""
        if not paragraph[0].walled or self._ended(paragraph[-1]) or self._bullet(line, paragraph[-1]):
            return False
        return not readings(self._base, line.start, line.end) and not is_ditto(self._text(line).strip())

    def _symbol_goes_on(self, last: Line, line: Line) -> bool:
        """Whether a cell's line breaks off before the symbol of a document: "… theo Nghị định" / "154/2025/NĐ-CP"."""
        tail = self._lower[max(last.start, last.end - 24) : last.end]
        return TYPE_LAST.search(tail) is not None and SYMBOL.match(self._folded(line)) is not None

    def _is_name(self, paragraph: list[Line]) -> bool:
        """Whether a type name ("KẾ HOẠCH") or the mark of a form ("Mẫu số 01/ĐKDT") stands alone in the line: the title
        follows, in the Party in small letters."""
        text = self._text(paragraph[-1])
        form = form_heading(text) if len(paragraph) == 1 else None
        return (form is not None and form.title is None) or (
            is_capital(text) and TYPE_NAME.fullmatch(fold(text)) is not None
        )

    def _cut_by_format(self, last: Line, line: Line) -> bool:
        """Whether a paragraph was cut in two by a page or a column: unfinished before, small letter after; or a title
        in capitals, which are wider, by a page."""
        capital = is_capital(self._text(last))
        if self._ended(last) or line.kind is BlockKind.HEADING or (capital and not is_capital(self._text(line))):
            return False
        if self._base[line.start].islower():
            return last.width >= 0.5 * self._width
        other_page = line.page is not None and last.page is not None and line.page == last.page + 1
        share = 0.62 if capital else 0.9
        return other_page and last.width >= share * self._width and self._width <= UNWRAPPED
