"""What the place of a time expression says about it: label or column, heading, zone, purpose, the names around it."""

import re
from bisect import bisect_right

from extractors.deadlines_columns import column_head, tab_cells, year_heads
from extractors.deadlines_words import carried, document, label, purpose
from extractors.markers import behind_lead
from extractors.plan_year import plan_year, spans_school_year, spans_years
from extractors.reading import Paragraph, Reading
from extractors.retrospect import reports
from extractors.task_tables import Column, task_rows
from schema.plan import Section, Zone
from schema.text import NUMBER_HEAD

_QUIET = frozenset({"HDR", Zone.PREAMBLE.value, Zone.RECIPIENTS.value, Zone.SIGNATURE.value})
_ZONES = frozenset({"HDR", *(zone.value for zone in Zone)})
_TABLE_HEAD = re.compile(rf"[|\s*]*{NUMBER_HEAD}(?!\w)")
_TABLE_END = re.compile(r"[|\s*]*(?:nơi nhận|phụ lục|tm\.|kt\.|trên đây|stt(?!\w))")
_MONTH = re.compile(r"(?:tháng\s*|/)(\d{1,2})(?!\d)")
_NEXT_YEAR = re.compile(r"(?<!\w)năm\s+(?:sau|tới|kế\s+tiếp|tiếp\s+theo)\Z")
_LAST_SCHOOL_MONTH = 7
_EVERY_YEAR = re.compile(r"\s*(?:hằng|hàng|mỗi)\s+năm(?!\s+(?:có|cử|đào tạo))(?!\w)")
_EACH_YEAR_REPORT = re.compile(
    r"định kỳ\s+(?:(?:hằng|hàng|mỗi)\s+năm,?\s+(?:báo cáo|gửi|tổng hợp|nộp)(?!\w)[^;]*"
    r"|(?:báo cáo|gửi|tổng hợp|nộp)(?!\w)(?:(?!(?<!\w)(?:hoàn thành|tổ chức|xây dựng|trình|ban hành)(?!\w))[^;,\d])*)\Z"
)
# "Hưởng ứng Ngày Quốc tế xóa bỏ bạo lực đối với phụ nữ (ngày 25/11)": a day that has a name; one is held for another.
_NAMED_DAY = re.compile(r"(?<!\w)Ngày\s+(?!hội)(?:[^\W\d]+,?\s+){1,16}\(\s*\Z")
_HELD = re.compile(r"(?<!\w)(?:tổ chức|duy trì|phát động|hoàn thành)(?!\w)")
_BARE_DAY = re.compile(r"ngày\s+\d{1,2}\s*[/-]\s*\d{1,2}")
_EACH_YEAR_BRACKET = re.compile(r"(?:hằng|hàng|mỗi)\s+năm\s*\(\s*\Z")
_REPORT_BEFORE = re.compile(
    r"(?:báo cáo\s+(?:kết quả\s+)?(?:năm|6 tháng|06 tháng|quý|cả năm|sơ kết|tổng kết)[^,;]{0,30}"
    r"|(?<!\w)định kỳ(?!\w)[^;]{0,120}(?:0?6\s+tháng|quý|năm)(?:\s+đầu năm)?\s*\(\s*)$"
)
_HEAD_CELLS = 12
_NAME_LENGTH = 110  # how far a time can stand from the first word of the name it belongs to
_SENTENCE = re.compile(r"[.;]\s+(?=(?:thời|tiến|hạn|hoàn))")
# What is to be done after all, below a heading that looks back.
_AHEAD = re.compile(r"(?<!\w)(?:phấn đấu|mục tiêu|khắc phục|hoàn thành|yêu cầu|giao|thời hạn|thời gian|tiến độ)(?!\w)")
# How a portal's card of a document goes on: "Ban hành:" / "04/09/2024" / "Cập nhật:" / "06/09/2024".
_DATES_A_DOCUMENT = re.compile(
    r"(?<!\w)(?<!thời hạn )(?<!thời gian )(?<!tiến độ )(?<!dự kiến )"
    r"(?:ban hành|cập nhật|hiệu lực|công báo|ngày (?:ký|đăng|sinh))\s*:[\s*|]*\Z"
)
_LABEL_REACH = 30  # characters
_HORIZON = re.compile(
    r"\s*(?:[\w.]{1,6}[.)]\s*)?(?:tầm nhìn|định hướng|(?:các\s+)?(?:mục tiêu|chỉ tiêu)(?:\s+cụ thể)?|lộ trình)?\s*"
)
_SCHEDULES = re.compile(
    r"(?<!\w)(?:lịch|đợt|vòng|buổi|thi|khảo sát|khai mạc|bế mạc|khai giảng|chung kết|tổng kết|sơ kết|công bố|phát động"
    r"|hội nghị|hội thi|ra quân)(?!\w)[^.;:]{0,60}:\s*\Z"
)
_WEEKDAY = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)(?!\w)"
_DAY_BEFORE = re.compile(rf"(?:{_WEEKDAY}[\s,]*|(?:sáng|chiều|tối)[\s,]*)*")
_DAY_AFTER = re.compile(rf"\s*\(\s*{_WEEKDAY}\s*\)")
_QUOTED = re.compile(r"“[^“”]{1,160}”|\"[^\"“”]{1,160}\"")
_CLAUSE_END = re.compile(r"[;.:\n](?=\s|$)")


class Place:
    """The places of one Reading, asked by offset."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.year = plan_year(reading)
        self._years = spans_years(reading)
        self._school = spans_school_year(reading)
        self._by_id = {section.id: section for section in reading.sections}
        self._numbered = any(_kind(section) not in _ZONES for section in reading.sections)
        self._columns = _time_columns(reading)
        self._tab_cells = sorted(tab_cells(reading))
        self._year_heads = year_heads(reading)
        self._labelled = _labelled(reading)
        self.label_lines = [(_text_from(reading, *span), span[1]) for span in self._labelled]
        self._tables = _time_tables(reading)
        self.rows = task_rows(reading) if any(one.cell or one.tabular for one in reading.paragraphs) else ()
        cells = sorted(
            (cell.start, cell.end, cell.column is Column.DEADLINE, (row.table, row.row))
            for row in self.rows
            for cell in row.cells
        )
        self.repeats = [
            ((cell.start, cell.end), cell.above)
            for row in self.rows
            for cell in row.cells
            if cell.column is Column.DEADLINE and cell.above is not None and not cell.reaches
        ]
        self.repeats += [
            ((task.start, task.end), cell.content)
            for row in self.rows
            for cell in row.cells
            if cell.column is Column.DEADLINE and (task := row.shares(cell)) is not None
        ]
        self._begins = {
            (cell.start, cell.end)
            for row in self.rows
            for cell in row.cells
            if cell.column is Column.BEGIN and row.cell(Column.DEADLINE) is not None
        }
        self.time_cells = [(start, end) for start, end, timed, _ in cells if timed]
        cells = list({cell[0]: cell for cell in reversed(cells)}.values())[::-1]  # a merged cell is of its first row
        self._cells = cells
        self._cell_starts = [cell[0] for cell in cells]
        self._label_starts = [start for start, _ in self._labelled]
        self._figures = sorted(reading.spans.get("figures", []))
        self._targets = sorted(reading.spans.get("targets", []))

    def default_year(self, expression: str) -> int | None:
        """The year of a time that names none: the plan's; in a school year the next one for January to July."""
        if self.year is not None and _NEXT_YEAR.search(expression):
            return self.year + 1
        if not self._school or self.year is None:
            return self.year
        month = _MONTH.findall(expression)
        spring = bool(month) and 1 <= int(month[-1]) <= _LAST_SCHOOL_MONTH
        return self.year + 1 if spring else self.year

    def quiet(self, offset: int) -> bool:
        """Whether nothing is due here: before the first section, among recipients, in the signature, in a form."""
        if self.reading.masked(offset, offset + 1, "forms"):
            return True
        cell = self._cell(offset)
        if cell is not None and (cell[2] or cell[:2] in self._begins):
            return not cell[2]  # when a task begins is not when it is due; a plan may be a table alone
        section = self.reading.section_at(offset)
        if section is None:
            return self._numbered and bool(self.reading.sections) and offset < self.reading.sections[0].start
        return self._numbered and _kind(section) in _QUIET

    def closing(self, offset: int) -> bool:
        """Whether this is the closing paragraph, which repeats the title."""
        section = self.reading.section_at(offset)
        return section is not None and _kind(section) == Zone.CLOSING.value

    def labelled(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` stands after a label ("Thời gian:"), in a column of times, or alone in its cell."""
        index = bisect_right(self._label_starts, start) - 1
        if index >= 0 and end <= self._labelled[index][1]:
            return True
        paragraph = self.reading.paragraph_at(start)
        if paragraph is None:
            return False
        return self.in_column(start) or self._alone(paragraph, start, end)

    def alone(self, start: int, end: int) -> bool:
        """Whether nothing else stands in the cell or on the line."""
        paragraph = self.reading.paragraph_at(start)
        return paragraph is not None and self._alone(paragraph, start, end)

    def in_column(self, start: int) -> bool:
        """Whether this is a cell of a column whose head names a time."""
        known = self._cell(start)
        if known is not None and known[2]:
            return True
        index = bisect_right(self._tab_cells, (start, len(self.reading.text))) - 1
        if index >= 0 and start < self._tab_cells[index][1]:
            return True
        paragraph = self.reading.paragraph_at(start)
        cell = paragraph.cell if paragraph else None
        return cell is not None and (cell.table, cell.column) in self._columns

    def heads_column(self, start: int) -> bool:
        """Whether this is a year that heads a column of figures."""
        paragraph = self.reading.paragraph_at(start)
        return paragraph is not None and paragraph.start in self._year_heads and not self.in_column(start)

    def _alone(self, paragraph: Paragraph, start: int, end: int) -> bool:
        flow = self.reading.flow
        before = flow[behind_lead(flow, paragraph.start, start) : start]
        after = flow[end : paragraph.end]
        bar = before.rfind("|")
        day = _DAY_AFTER.match(self.reading.folded, end, paragraph.end)
        after = after[day.end() - end :] if day is not None else after
        before = before[bar + 1 :] if bar >= 0 else before
        after = after.split("|", 1)[0] if bar >= 0 else after
        return not before.strip(" -–•+*()") and not after.strip(" .;,()-–")

    def in_table(self, start: int) -> bool:
        """Whether this is the body of a table, flattened or not, whose head has a column of times."""
        return any(begin <= start < end for begin, end in self._tables)

    def ends_paragraph(self, end: int) -> bool:
        """Whether the paragraph is over at ``end``, a full stop or a bracket aside."""
        paragraph = self.reading.paragraph_at(end - 1)
        return paragraph is not None and not self.reading.flow[end : paragraph.end].strip(" .;,)|")

    def _cell(self, start: int) -> tuple[int, int, bool, tuple[int, int]] | None:
        index = bisect_right(self._cell_starts, start) - 1
        return self._cells[index] if index >= 0 and start < self._cells[index][1] else None

    def task_row(self, start: int) -> tuple[int, int] | None:
        """The (table, row) of the task table in which ``start`` stands, None outside tables."""
        known = self._cell(start)
        if known is not None:
            return known[3]
        paragraph = self.reading.paragraph_at(start)
        cell = paragraph.cell if paragraph else None
        return (cell.table, cell.row) if cell else None

    def in_heading(self, start: int, end: int) -> bool:
        """Whether this is part of a heading."""
        section = self.reading.section_at(start)
        return (
            section is not None and section.title is not None and section.evidence.start <= start < section.evidence.end
        )

    def looks_ahead(self, start: int, end: int) -> bool:
        """Whether a heading tells up to when it looks and nothing else: "2.2. Định hướng đến năm 2045"."""
        return self.ends_heading(end) and _HORIZON.fullmatch(self.clause_before(start)) is not None

    def in_annex_title(self, start: int) -> bool:
        """Whether this is part of the title of an annex, which repeats that of the plan."""
        section = self.reading.section_at(start)
        return section is not None and section.marker is None and start < section.evidence.end

    def has_no_text_below(self, start: int) -> bool:
        """Whether the item at ``start`` is its heading and nothing else."""
        section = self.reading.section_at(start)
        return section is not None and section.end <= section.evidence.end + 2

    def ends_as_sentence(self, start: int) -> bool:
        """Whether the item at ``start`` is a sentence with its full stop, with some text below that is not its own."""
        section = self.reading.section_at(start)
        return section is not None and (section.title or "").rstrip().endswith(".")

    def ends_heading(self, end: int) -> bool:
        """Whether a heading is over at ``end``, a stop or a colon aside."""
        section = self.reading.section_at(end - 1)
        return section is not None and not self.reading.flow[end : section.evidence.end].strip(" .:")

    def purpose(self, offset: int) -> bool:
        """Whether the headings above say "mục đích" or "yêu cầu" (and not "mục tiêu")."""
        section: Section | None = self.reading.section_at(offset)
        while section is not None:
            title = (section.title or "").lower()
            if purpose().search(title) and "mục tiêu" not in title:
                return True
            section = self._by_id.get(section.parent) if section.parent else None
        return False

    def told(self, offset: int) -> bool:
        """Whether this is a report: the innermost heading that looks anywhere looks back, and no aim is set here."""
        section: Section | None = self.reading.section_at(offset)
        titles: list[str] = []
        while section is not None:
            titles.append((section.title or "").lower())
            section = self._by_id.get(section.parent) if section.parent else None
        return reports(titles) and _AHEAD.search(self.sentence_before(offset)) is None

    def in_figure(self, start: int, end: int) -> bool:
        """Whether this is part of a target with a figure."""
        return any(a <= start and end <= b for a, b in self._figures)

    def in_target(self, start: int, end: int) -> bool:
        """Whether this is part of any target."""
        return any(a <= start and end <= b for a, b in self._targets)

    def clause_before(self, start: int) -> str:
        """The folded words of the clause before ``start``."""
        folded = self.reading.folded
        floor = max(folded.rfind("\n", 0, start) + 1, start - 300)
        stops = [match.end() for match in _CLAUSE_END.finditer(folded, floor, start)]
        return folded[stops[-1] if stops else floor : start]

    def sentence_before(self, start: int) -> str:
        """The folded words of the sentence before ``start``, its other clauses included."""
        folded = self.reading.folded
        floor = max(folded.rfind("\n", 0, start) + 1, folded.rfind(". ", 0, start) + 1, start - 300)
        return folded[floor:start]

    def every_year(self, start: int) -> bool:
        """Whether the sentence is about every year: "Hằng năm, phòng Tư pháp …; kết quả báo cáo trước ngày 15/11".

        A bracket behind "hằng năm" says when: "báo cáo kế hoạch hằng năm (trước ngày 15/11)", and so does the end of a
        regular report: "định kỳ hằng năm báo cáo kết quả chậm nhất ngày 17/12".
        """
        before = self.clause_before(start)
        if _EACH_YEAR_BRACKET.search(before) or _EACH_YEAR_REPORT.search(before):
            return True
        paragraph = self.reading.paragraph_at(start)
        floor = paragraph.start if paragraph is not None else start
        stop = self.reading.folded.rfind(". ", floor, start)
        begin = behind_lead(self.reading.flow, floor if stop < 0 else stop + 2, start)
        return _EVERY_YEAR.match(self.reading.folded, begin, start) is not None

    def has_name(self, start: int, end: int) -> bool:
        """Whether a day stands in brackets behind its name ("Ngày Pháp luật Việt Nam (ngày 09/11)")."""
        if _BARE_DAY.fullmatch(self.reading.folded, start, end) is None:
            return False
        before = self.clause_before(start)
        named = _NAMED_DAY.search(self.reading.flow, start - len(before), start)
        return named is not None and _HELD.search(before) is None

    def yearly_report(self, start: int) -> bool:
        """Whether a report of the year or of half a year is due, in a plan for several years."""
        return self._years and _REPORT_BEFORE.search(self.clause_before(start)) is not None

    def dates_a_document(self, start: int) -> bool:
        """Whether the words right before tell when a document was issued, not when work is due."""
        return _DATES_A_DOCUMENT.search(self.reading.folded, max(0, start - _LABEL_REACH), start) is not None

    def scheduled(self, start: int) -> bool:
        """Whether the time stands right behind a colon and the name of an event ("Lịch khảo sát ba môn: Ngày …")."""
        return _SCHEDULES.search(self.sentence_before(start)) is not None

    def quoted(self, start: int, end: int) -> bool:
        """Whether this is part of a slogan or a name in quotes ("Mỗi ngày một việc tốt")."""
        paragraph = self.reading.paragraph_at(start)
        if paragraph is None:
            return False
        return any(
            match.start() < start and end < match.end()
            for match in _QUOTED.finditer(self.reading.flow, paragraph.start, paragraph.end)
        )

    def opens(self, start: int) -> bool:
        """Whether a clause begins at ``start`` (list marker and bullet aside)."""
        before = self.clause_before(start)
        return not before[behind_lead(before) :].strip(' (“"-–+*|')

    def heads_item(self, start: int, end: int) -> bool:
        """Whether the day opens its item and a colon follows: "Thứ Ba, ngày 04/01/2024: Tập huấn cho Văn phòng"."""
        before = self.clause_before(start)
        own = before[behind_lead(before) :].lstrip(" –-+*•")
        day = _DAY_AFTER.match(self.reading.folded, end)
        colon = self.reading.folded.startswith(":", day.end() if day is not None else end)
        return colon and _DAY_BEFORE.fullmatch(own) is not None

    def is_document(self, words: str) -> bool:
        """Whether the folded ``words`` name a document or programme."""
        return document().search(words) is not None

    def carries_out(self, words: str) -> bool:
        """Whether the folded ``words`` tell that a document or programme is carried out ("thực hiện Chiến lược …")."""
        return carried().search(words) is not None

    def names_document(self, start: int) -> bool:
        """Whether the clause before ``start`` names a document or programme: a time may be part of its name."""
        return document().search(self.clause_before(start)[-_NAME_LENGTH:]) is not None


def _kind(section: Section) -> str:
    """The last part of the id: zones of a plan inside a decision carry its prefix ("KH.END")."""
    return section.id.rsplit(".", 1)[-1]


def _labelled(reading: Reading) -> list[tuple[int, int]]:
    """Where labels rule: from the colon to the end of the paragraph, or the next paragraph where nothing follows.

    A label opens its paragraph ("Thời gian: …", within a few words) or a sentence of it ("… nhân dân. Thời gian: …").
    """
    found = []
    for index, paragraph in enumerate(reading.paragraphs):
        if reading.folded.find(":", paragraph.start, paragraph.end) < 0:
            continue
        match = label().search(reading.folded, paragraph.start, min(paragraph.end, paragraph.start + 160))
        if match is None or match.start() - paragraph.start > 60:
            match = _later_label(reading, paragraph)
        if match is None:
            continue
        if reading.flow[match.end() : paragraph.end].strip():
            found.append((match.end(), paragraph.end))
        elif index + 1 < len(reading.paragraphs) and _short(reading.paragraphs[index + 1]):
            following = reading.paragraphs[index + 1]
            found.append((following.start, following.end))
    return found


def _text_from(reading: Reading, start: int, end: int) -> int:
    """Where behind a label its words begin."""
    while start < end and not reading.folded[start].isalnum():
        start += 1
    return start


def _later_label(reading: Reading, paragraph: Paragraph) -> re.Match[str] | None:
    """The last label that opens a sentence of the paragraph."""
    sentences = _SENTENCE.finditer(reading.folded, paragraph.start, paragraph.end)
    labels = [label().match(reading.folded, sentence.end(), paragraph.end) for sentence in sentences]
    return next((match for match in reversed(labels) if match is not None), None)


def _time_tables(reading: Reading) -> list[tuple[int, int]]:
    """From the head of a table with a column of times to the end of the table or of the text."""
    found: list[tuple[int, int]] = []
    paragraphs = reading.paragraphs
    for index, paragraph in enumerate(paragraphs):
        if not _TABLE_HEAD.match(reading.folded, paragraph.start, paragraph.end):
            continue
        heads = paragraphs[index : index + _HEAD_CELLS]
        if not any(column_head().search(reading.folded[one.start : min(one.end, one.start + 200)]) for one in heads):
            continue
        end = next((one.start for one in paragraphs[index + 1 :] if _TABLE_END.match(reading.folded, one.start)), None)
        found.append((paragraph.end, len(reading.flow) if end is None else end))
    return found


def _short(paragraph: Paragraph) -> bool:
    return paragraph.end - paragraph.start <= 120


def _time_columns(reading: Reading) -> frozenset[tuple[int, int]]:
    """(table, column) of the columns whose head names a time."""
    found: set[tuple[int, int]] = set()
    for paragraph in reading.paragraphs:
        cell = paragraph.cell
        if cell is None or cell.row > 1 or paragraph.end - paragraph.start > 80:
            continue
        if column_head().search(reading.folded[paragraph.start : paragraph.end]):
            found.update((cell.table, cell.column + offset) for offset in range(cell.column_span))
    return frozenset(found)
