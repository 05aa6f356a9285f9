"""Where a paragraph ends: whether a line goes on with the one before it."""

from extractors.dittos import is_ditto
from extractors.flow_cuts import binds, wants_marker, wants_more
from extractors.flow_lines import Line
from extractors.flow_neighbours import Neighbours
from extractors.flow_tables import time_goes_on, time_is_cut
from extractors.flow_widths import TERMINATORS, UNWRAPPED, fills
from extractors.flow_words import (
    AFTER_END,
    ANNEX_ALONE,
    BODY_VERB,
    BULLET,
    CITING,
    DAY_ALONE,
    ISSUED,
    LABEL,
    LONE_BULLETS,
    NAME_GOES_ON,
    PERSON,
    RESET,
    TYPE_ALONE,
)
from extractors.form_marks import form_heading
from extractors.markers import WORD_STYLES, Marker, is_bare, readings
from extractors.outline_numbering import Numbering, Strength
from schema.letters import is_capital

_NARROW = 12  # characters; a shorter line of a table is a cell of its own unless it breaks off


class Breaks(Neighbours):
    """Decides line by line; keeps the running sequence of markers, which rejects ``2020.`` and a stray ``4.``."""

    def __init__(self, base: str, lines: list[Line]) -> None:
        super().__init__(base, lines)
        self._numbering = Numbering()
        self._accepted: Line | None = None
        self._heading_before = False
        self._after_type = False
        self._title_line: Line | None = None

    def continues(self, paragraph: list[Line], line: Line, *, table: bool) -> bool:
        """Whether ``line`` goes on with ``paragraph``; when it does not, ``opened(line)`` must be called."""
        last = paragraph[-1]
        if line.border:
            return False
        if line.cell is not None or last.cell is not None:
            return line.block == last.block and not self._ended(last) and not self._opens_in_cell(last, line)
        if table:
            if not line.blanks and (last.unclosed or self._cell_goes_on(paragraph, line)):
                return True
            if self._ended(last):
                return False
            if not self._base[line.start].islower():
                cut = last.width < _NARROW and time_is_cut(self._folded(last), self._folded(line))
                return (
                    cut
                    or binds(self._base, last, line)
                    or self._group_goes_on(paragraph, line)
                    or self._symbol_goes_on(last, line)
                )
            narrow = last.width < _NARROW and self._base[last.end - 1] != ","
            wraps = not narrow or time_goes_on(self._folded(last), self._folded(line))
            return wraps and not is_ditto(self._text(line).strip())
        alone = self._text(last) in LONE_BULLETS  # its text stands in the next line
        if alone or self._word_goes_on(paragraph, line) or self._head_goes_on(last, line):
            return True
        return self._title_below(paragraph, line) or (
            not self._opens(paragraph, line) and self._runs_on(paragraph, line)
        )

    def opened(self, line: Line, *, table: bool) -> None:
        """Record that a paragraph begins with ``line``; its marker, if it fits, moves the running sequence on."""
        self._heading_before = False
        self._title_line = line if self._after_type else None
        text = self._text(line)
        self._after_type = len(text) < 30 and is_capital(text) and TYPE_ALONE.fullmatch(self._folded(line)) is not None
        if table or line.cell is not None:
            return
        if RESET.match(self._folded(line)) or form_heading(text):
            self._numbering = Numbering()
        if self._accepted is not line:
            self._place(line, Strength.STRONG)
        short = line.width < min(150, 0.92 * self._width)
        self._heading_before = self._accepted is line and short and not self._ended(line)

    def _place(self, line: Line, strength: Strength) -> Marker | None:
        candidates = readings(self._base, line.start, line.end)
        if not candidates:
            return None
        rest = self._base[candidates[0].end : line.end].strip()
        placement = self._numbering.place(candidates, strength, heading=is_capital(rest))
        if placement is None:
            return None
        self._numbering.push(placement)
        self._accepted = line
        return placement.marker

    def _opens(self, paragraph: list[Line], line: Line) -> bool:
        last = paragraph[-1]
        if self._bullet(line, last):
            return True
        folded = self._folded(line)
        if self._always(last, line) or (self._head_line(last) and not self._date_goes_on(last, folded)):
            return True
        if self._base[line.start].isupper() and DAY_ALONE.fullmatch(folded) and self._short(paragraph, line):
            return True
        if ISSUED.match(folded) and ANNEX_ALONE.fullmatch(self._folded(last)):
            return True
        text = self._text(line)
        if len(text) < 30 and is_capital(text) and TYPE_ALONE.fullmatch(folded) and not is_capital(self._text(last)):
            return True
        together = self._spaced and not line.blanks and not self._stands_alone(paragraph, line)
        goes_on = self._heading_goes_on(paragraph, line) or wants_more(self._base, last) or together
        finished = self._ended(last) or (self._short(paragraph, line) and not goes_on)
        # Where a sentence ends, the format that measured the lines tells better whether the text goes on.
        measured = self._ended(last) and line.hard and line.block == last.block
        begins = AFTER_END.match(folded) is not None or form_heading(text) is not None
        if self._base[line.start].isupper() and finished and begins and not measured:
            return True
        if (
            self._title_line is paragraph[0]
            and self._base[line.start].isupper()
            and CITING.match(folded)
            and not is_capital(text)
        ):
            return True
        if not measured and self._body_after_heading(paragraph, line, folded):
            return True
        strength = self._strength(paragraph, line)
        return strength is not None and self._place(line, strength) is not None

    def _body_after_heading(self, paragraph: list[Line], line: Line, folded: str) -> bool:
        """Whether a heading that fills its line is followed by its body: a verb with a capital in mid-sentence, or what
        stands below the quoted name of a criterion."""
        if len(paragraph) > 2 or self._accepted is not paragraph[0]:
            return False
        first = self._base[line.start]
        if self._base[paragraph[-1].end - 1] in '”"' and (first.isupper() or first.isdigit()):
            return True
        if not first.isupper():
            return False
        tail = self._lower[max(paragraph[-1].start, paragraph[-1].end - 24) : paragraph[-1].end]
        begins = BODY_VERB.match(folded) or LABEL.match(folded)
        return begins is not None and NAME_GOES_ON.search(tail) is None

    def _strength(self, paragraph: list[Line], line: Line) -> Strength | None:
        """How much the place of ``line`` says for a marker there; None: it cannot be one."""
        last = paragraph[-1]
        candidates = readings(self._base, line.start, line.end)
        if not candidates:
            return None
        rest = self._base[candidates[0].end : line.end].strip()
        new_block = self._new_block(last, line)
        after_heading = self._heading_before
        if not new_block and wants_marker(self._base, last, candidates[0], after_heading=after_heading, alone=not rest):
            return None
        strength = Strength.WEAK
        parted = self._spaced and line.blanks > 0
        if new_block or parted or self._ended(last) or self._heading_before or self._short(paragraph, line):
            strength = Strength.STRONG
        elif (
            (
                self._accepted is paragraph[0]
                and rest[:1].isupper()
                and (len(paragraph) == 1 or candidates[0].mark == ")")
            )
            or self._base[last.end - 1] in ')”"'
            or (self._accepted is paragraph[0] and rest[:1].isupper() and self._opens_row(candidates[0]))
            or (is_capital(self._text(last)) and is_capital(rest))
        ):
            strength = Strength.FAIR
        if not rest and strength < Strength.STRONG and candidates[0].style not in WORD_STYLES:
            return None
        if rest[:1].islower():
            return Strength(max(strength - 1, Strength.WEAK)) if strength > Strength.WEAK else None
        return strength

    def _opens_row(self, marker: Marker) -> bool:
        """Whether ``marker`` is the first below the number that was read last: "3.1." below "3."."""
        above = self._numbering.open[-1] if self._numbering.open else None
        return above is not None and marker.first and len(marker.path) > 1 and marker.path[:-1] == above.path

    def _short(self, paragraph: list[Line], line: Line) -> bool:
        """Whether the first word of ``line`` would still have fitted on the last line of ``paragraph``."""
        last = paragraph[-1]
        if self._width > UNWRAPPED:
            return last.width < self._width
        share = 0.86
        if self._accepted is paragraph[0]:
            share = 0.8  # headings are bold, and bold letters are wider
        if is_capital(self._text(last)):
            share = 0.62
        elif line.hard and line.block == last.block:
            share = min(share, 0.75)  # the format has measured the line, characters only guess at its width
        return not fills(self._base, last, line, share * self._width)

    def _runs_on(self, paragraph: list[Line], line: Line) -> bool:
        last = paragraph[-1]
        first_char, last_char = self._base[line.start], self._base[last.end - 1]
        ended = last_char in TERMINATORS
        if self._base.endswith(("./.", "/."), last.start, last.end) or self._is_name(paragraph):
            return False
        if self._new_block(last, line):
            return self._cut_by_format(last, line)
        if self._spaced and line.blanks and first_char.isupper():
            return False
        if self._spaced and not (line.blanks or ended) and self._accepted is not paragraph[0]:
            return not self._title_border(paragraph, line)
        if first_char in "-–—" and not ended:
            return True  # no bullet: the second half of a name with a dash
        if (
            len(paragraph) == 1
            and last.width < 0.5 * self._width
            and first_char.isupper()
            and PERSON.fullmatch(self._text(last))
        ):
            return False
        if first_char.islower():
            return not ended or last_char == ":" or (last_char in ".;" and not self._short(paragraph, line))
        if first_char.isupper() and not line.blanks and self._cuts_body(last, line):
            return True
        if self._width > UNWRAPPED and not line.hard:
            return last_char in ",-–(" and not self._short(paragraph, line)
        if self._title_border(paragraph, line):
            return False
        if last_char in ",(-–" and not first_char.isupper():
            return True
        if not ended and (first_char.isdigit() or last_char in ",(-–"):
            return True
        if self._wants_name(last, line) or self._heading_goes_on(paragraph, line):
            return True
        if self._spaced and not line.blanks and not ended and BULLET.match(self._base, paragraph[0].start, last.end):
            return True  # "- Phối hợp với các nhà mạng (Viettel Nghệ" / "An, VNPT Nghệ An)": narrow first lines
        if self._ragged is not None and len(paragraph) == 1 and not ended and self._short(paragraph, line):
            return self._accepted is not paragraph[0] or (is_capital(self._text(last)) and is_capital(self._text(line)))
        return not self._short(paragraph, line)

    def _heading_goes_on(self, paragraph: list[Line], line: Line) -> bool:
        """Whether a heading broken in mid-phrase goes on: its bold text is still open, or only empty lines part the
        paragraphs of the text and none stands here."""
        last = paragraph[-1]
        if line.blanks or self._accepted is not paragraph[0] or self._ended(last):
            return False
        same_case = is_capital(self._text(last)) is is_capital(self._text(line))
        if self._ragged and not self._spaced and len(paragraph) == 1 and fills(self._base, last, line, self._ragged):
            return last.width < 0.6 * self._width and same_case
        return last.unclosed or (self._spaced and same_case and not self._stands_alone(paragraph, line))

    def _stands_alone(self, paragraph: list[Line], line: Line) -> bool:
        """Whether a heading in small letters leaves half of its line white, so that the capital of a long line begins
        its body."""
        last, half = paragraph[-1], 0.5 * self._width
        heads = self._accepted is paragraph[0] and len(paragraph) == 1 and not is_capital(self._text(last))
        if not heads or not self._base[line.start].isupper() or self._width > UNWRAPPED or self._ragged is not None:
            return False
        tail = self._lower[max(last.start, last.end - 24) : last.end]
        return last.width < half < line.width and NAME_GOES_ON.search(tail) is None

    def _title_below(self, paragraph: list[Line], line: Line) -> bool:
        """Whether ``line`` is the heading of a marker that stands alone in the line above it."""
        last, base = paragraph[-1], self._base
        if self._accepted is not last or len(paragraph) > 1 or not base[line.start].isupper():
            return False
        bare = is_bare(base, last.start, last.end) and not is_bare(base, line.start, line.end)
        return bare and not self._new_block(last, line)

    def _group_goes_on(self, paragraph: list[Line], line: Line) -> bool:
        """Whether the capitals of a group over all columns fill their line and go on in the next."""
        capitals = is_capital(self._text(paragraph[-1])) and is_capital(self._text(line))
        return capitals and self._width <= UNWRAPPED and not self._short(paragraph, line)

    def _title_border(self, paragraph: list[Line], line: Line) -> bool:
        """Whether capitals end or begin here."""
        last = paragraph[-1]
        text, following = self._text(last), self._text(line)
        if is_capital(text) and len(text.split()) > 1:
            return not is_capital(following) and any(char.isalpha() for char in following)
        return is_capital(following) and line.width > 12 and self._short(paragraph, line)
