"""The big parts of a document: head, preamble, numbered body, closing, recipients, signature, annexes.

A file may hold two documents: a decision and the plan that it promulgates. Each is a region with parts of its own.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from extractors.flow_breaks import is_capital
from extractors.letters import LOWER, UPPER
from extractors.markers import WORD_STYLES, readings
from extractors.reading import Paragraph, Reading
from extractors.signing import STAMP, capacity, post
from extractors.typed_columns import TypedColumns, typed_columns
from schema.text import bare


class RegionKind(StrEnum):
    """What a region is: the promulgating decision, the document itself, or an annex."""

    DECISION = "decision"
    MAIN = "main"
    ANNEX = "annex"


@dataclass(slots=True, kw_only=True)
class Region:
    """Paragraphs ``[first, last)`` that number their sections for themselves; all values are paragraph indices.

    type_line: "KẾ HOẠCH". title: the paragraphs of the title (for an annex: of its label and title). body: where
    preamble and sections begin. recipients, signature: where these begin. columns: both where they
    are typed side by side. end: where the numbered body must end.
    """

    kind: RegionKind
    first: int
    last: int
    type_line: int | None = None
    title: list[int] = field(default_factory=list)
    body: int = 0
    recipients: int | None = None
    signature: int | None = None
    signature_end: int | None = None
    columns: TypedColumns | None = None

    @property
    def end(self) -> int:
        marks = [mark for mark in (self.recipients, self.signature) if mark is not None]
        return min([self.last, *marks])


_TYPE = re.compile(
    r"(?:kế hoạch|quyết định|chương trình|đề án|phương án|báo cáo|nghị quyết|chỉ thị|hướng dẫn|thông báo|"
    r"công điện|quy chế|tờ trình|thông tư|nghị định|thông cáo|quy định(?=[\s:.*]*$))"
)
_TYPE_ALONE = re.compile(_TYPE.pattern + r"(?:\s++(?:hành động|công tác|phối hợp|liên tịch|liên ngành))?[\s:.*]*")
_NATIONAL = re.compile(r"cộng hòa xã hội|độc lập\s*+[-–—]?\s*+tự do|đảng cộng sản việt nam")
_PREAMBLE = re.compile(
    r"(?:căn cứ|thực hiện|triển khai(?: thực hiện)?|thi hành|tiếp tục|xét|theo|để|nhằm|trên cơ sở|từ|với|nay|"
    r"sau khi|qua|năm \d{4},|"
    r"phát huy|hưởng ứng|chào mừng|kính gửi|ngày \d|vừa qua|trong thời gian|được sự)\s"
)
_CITED = re.compile(
    r"(?:căn cứ|thực hiện|triển khai thực hiện|triển khai|thi hành|theo)\s++(?:các\s++)?(?:luật|nghị quyết|"
    r"nghị định|quyết định|kế hoạch|"
    r"chỉ thị|thông tư|công văn|hướng dẫn|văn bản|chương trình|đề án|pháp lệnh|báo cáo|kết luận|công điện|"
    r"thông báo|ý kiến|chỉ đạo|bộ luật|hiến pháp)"
)
_ISSUING = re.compile(
    r"(?:xây dựng|ban hành|đề ra|lập|triển khai)\s++(?:và\s++\w+\s++\w+\s++)?(?:chương trình\s++)?kế hoạch|"
    r"như sau\s*+:?$"
)
_ISSUER_LINE = re.compile(
    r"(?:ủy ban nhân dân|hội đồng nhân dân|chủ tịch|thủ tướng|chính phủ|bộ trưởng|giám đốc|hiệu trưởng|trưởng ban|"
    r"trưởng phòng|ban chỉ đạo)"
)
_ATTACHED = re.compile(
    r"\(\s*+(?:ban hành\s++)?(?:được\s++)?(?:ban hành\s++)?(?:kèm|đính kèm|gửi kèm|kem)\s++theo|\(tài liệu kèm theo"
)
_RECIPIENTS = re.compile(r"\s*+nơi\s++nhận\s*+(?:[:;.]|$)|\s*+nơi\s++nhận\s++-")
_LABEL = re.compile(
    r"(?:phụ\s++lục|phu luc)(?:\s++số)?\s*+[:.]?\s*+(?P<number>[ivxl]{1,5}|\d{1,2}(?:\.\d)?[a-z]?|"
    r"[a-h])?(?!\w)(?P<rest>.*)",
    re.DOTALL,
)
_ANNEX_TITLE = re.compile(
    r"(?:phụ lục|đề cương|danh mục|bảng|biểu|mẫu|nội dung đề cương|phân công|lịch|danh sách|chương trình|"
    r"kế hoạch chi tiết|nhiệm vụ|"
    r"các nhiệm vụ|tổng hợp|phiếu)"
)
# Academic titles and ranks before a name; the decree forbids them, signatures carry them.
_TITLED = r"(?:(?:PGS|GS|TSKH|TS|ThS|Ths|BSCK\w{1,2}|BS|CK\w{1,2}|CN|KS|DS|LS|NGƯT|NGND)[.\s]++)*+"
_NAME = re.compile(rf"{_TITLED}(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)\s++)?(?:{UPPER}{LOWER}*\.?\s*+){{2,6}}")


class Layout:
    """Finds the regions of a Reading and their parts."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.paragraphs: Sequence[Paragraph] = reading.paragraphs
        self._texts = [reading.flow[item.start : item.end].strip() for item in self.paragraphs]
        self._folded = [" ".join(reading.folded[item.start : item.end].split()) for item in self.paragraphs]

    def text(self, index: int) -> str:
        return self._texts[index]

    def folded(self, index: int) -> str:
        """The paragraph's text folded, white space squeezed."""
        return self._folded[index]

    def regions(self) -> list[Region]:
        """The regions in the order of the text; never empty for a text with a paragraph, always one MAIN."""
        count = len(self.paragraphs)
        type_line = self._type_line(0, count)
        plan_line = self._promulgated_plan(type_line)
        if plan_line is None:
            return self._with_annexes(0, count, type_line, RegionKind.MAIN)
        decision = self._document(0, plan_line, type_line, RegionKind.DECISION)
        return [decision, *self._with_annexes(plan_line, count, plan_line, RegionKind.MAIN)]

    def _type_line(self, first: int, last: int) -> int | None:
        """The paragraph "KẾ HOẠCH" (alone, or in capitals with its title), before the first section."""
        fallback = None
        for index in range(first, min(last, first + 60)):
            folded = self.folded(index)
            if fallback is not None and folded.startswith("căn cứ"):
                break  # a lone "QUYẾT ĐỊNH:" further down is the dispositive word
            if self._is_type_alone(index):
                return index
            if fallback is None and _TYPE.match(folded) and self._capital_start(index):
                fallback = index
            if index > first + 3 and self._is_section(index):
                break
        return fallback

    def _is_type_alone(self, index: int) -> bool:
        """Whether the paragraph is a type name alone, be it letter-spaced ("K Ế HOẠCH") or misread ("KÉ HOẠCH")."""
        folded = self.folded(index)
        if _TYPE_ALONE.fullmatch(folded):
            return True
        return len(folded) < 24 and bare(folded).replace(" ", "") in _SQUEEZED_TYPES and is_capital(self.text(index))

    def _capital_start(self, index: int) -> bool:
        return is_capital(self.text(index)[:10]) and not self.paragraphs[index].bullet

    def _is_section(self, index: int) -> bool:
        item = self.paragraphs[index]
        found = readings(self.reading.flow, item.start, item.end)
        return bool(found) and found[-1].first and is_capital(self.reading.flow[found[-1].end : item.end])

    def _promulgated_plan(self, type_line: int | None) -> int | None:
        """Where the plan begins that the decision at the head of the file promulgates; None without such a decision."""
        if type_line is None or not self.folded(type_line).startswith("quyết định"):
            return None
        articles = False
        for index in range(type_line + 1, len(self.paragraphs)):
            folded = self.folded(index)
            articles = articles or folded.startswith("điều ")
            if not articles or not self._capital_start(index):
                continue
            if self._is_type_alone(index) and not bare(folded).startswith("quyet"):
                return index
            if _TYPE.match(folded) and not folded.startswith("quyết định") and self._attached_near(index):
                return index
        return None

    def _attached_near(self, index: int) -> bool:
        return any(_ATTACHED.search(self.folded(near)) for near in range(index, min(index + 6, len(self.paragraphs))))

    def _with_annexes(self, first: int, last: int, type_line: int | None, kind: RegionKind) -> list[Region]:
        main = self._document(first, last, type_line, kind)
        starts = self._annex_starts(main, last)
        if starts:
            main = self._document(first, starts[0], type_line, kind)
        borders = [*starts, last]
        return [main, *(self._annex(start, end) for start, end in itertools.pairwise(borders))]

    def _document(self, first: int, last: int, type_line: int | None, kind: RegionKind) -> Region:
        region = Region(kind=kind, first=first, last=last, type_line=type_line)
        region.title, region.body = self._title(region)
        self._ending(region)
        return region

    def _title(self, region: Region) -> tuple[list[int], int]:
        """The paragraphs of the title and the first paragraph after the head."""
        if region.type_line is None:
            return [], self._after_head(region)
        title: list[int] = []
        index = region.type_line + 1
        alone = self._is_type_alone(region.type_line)
        if not alone:
            title.append(region.type_line)
        while index < region.last and index - region.type_line <= 10 and self._in_title(index, title, alone):
            title.append(index)
            index += 1
        while index < region.last and self._still_head(index):
            index += 1
        return title, index

    def _in_title(self, index: int, title: list[int], alone: bool) -> bool:
        item, folded = self.paragraphs[index], self.folded(index)
        if item.bullet or _ATTACHED.match(folded) or _NATIONAL.match(folded) or self._opens_body(index):
            return False
        if title == [index - 1] and not alone and folded.startswith(("về việc ", "v/v ")):
            return True
        capital = is_capital(self.text(index)[:60])
        if not title and alone and capital:
            return not (_ISSUER_LINE.match(folded) and len(folded) < 70)
        if _CITED.match(folded):
            # "Thực hiện Nghị quyết số …" under "KẾ HOẠCH" alone is the title where no stop makes a sentence of it.
            named = not title and alone and not folded.startswith("căn cứ")
            return named and folded[-1:] not in ".;:," and not _ISSUING.search(folded)
        if not title and alone:
            return not (_ISSUING.search(folded) and folded[-1:] in ".;:,")
        if _ISSUER_LINE.match(folded) and is_capital(self.text(index)) and len(folded) < 70:
            return False
        if _ISSUING.search(folded) or (_PREAMBLE.match(folded) and folded[-1:] in ".;:,"):
            return False
        capitals = is_capital(self.text(title[-1])) if title else True
        same_case = capitals is is_capital(self.text(index)) or item.centered or item.bold
        return len(folded) < 300 and folded[-1:] not in ".;:" and same_case

    def _still_head(self, index: int) -> bool:
        """Whether a paragraph after the title still belongs to the head ("(Kèm theo …)", "THỦ TƯỚNG CHÍNH PHỦ")."""
        folded = self.folded(index)
        if _ATTACHED.match(folded) or _NATIONAL.match(folded) or not any(char.isalnum() for char in folded):
            return True
        return bool(_ISSUER_LINE.match(folded)) and is_capital(self.text(index)) and len(folded) < 90

    def _after_head(self, region: Region) -> int:
        """Without a type line: the first paragraph that is a căn cứ, a section, or a full sentence."""
        for index in range(region.first, region.last):
            folded = self.folded(index)
            if _CITED.match(folded) or self._opens_body(index) or _ISSUING.search(folded):
                return index
        return region.first

    def _opens_body(self, index: int) -> bool:
        item = self.paragraphs[index]
        found = readings(self.reading.flow, item.start, item.end)
        return any(marker.first or marker.style in WORD_STYLES for marker in found)

    def _ending(self, region: Region) -> None:
        for index in range(region.body, region.last):
            if _RECIPIENTS.match(self.folded(index)):
                region.recipients = index
                break
        body = next((index for index in range(region.body, region.last) if self._opens_body(index)), region.body)
        start = body if region.recipients is None else max(body, region.recipients - 12)
        for index in range(start, region.last):
            if not self.is_signature(index, near_end=True):
                continue
            if self.is_signature(index, near_end=self._near_end(index, region)):
                region.signature = index
                region.signature_end = self._signature_end(index, region)
                break
        if region.recipients is None and region.signature is not None:
            region.recipients = self._unnamed_recipients(region.signature, body)
        if region.recipients is not None:
            region.columns = self._columns(region, region.recipients)
        if region.columns is not None:
            region.signature_end = region.columns.last
        elif region.recipients is not None and region.signature is None:
            region.signature_end = self._recipients_end(region)

    def _columns(self, region: Region, recipients: int) -> TypedColumns | None:
        """The ending where it is typed in two columns; the right one may begin a line or two above "Nơi nhận"."""
        signature = region.signature
        first = signature if signature is not None and 0 < recipients - signature <= 3 else recipients
        return typed_columns(self.reading.text, self.reading.flow, self.paragraphs, first, region.last)

    def _unnamed_recipients(self, signature: int, body: int) -> int | None:
        """The first of the bullets between "./." and the signature where "Nơi nhận" is lost; None without them."""
        index = signature
        while index - 1 > body and self.paragraphs[index - 1].bullet:
            index -= 1
        return index if index < signature and self.text(index - 1).endswith(("./.", "/.")) else None

    def _near_end(self, index: int, region: Region) -> bool:
        """Whether the end of the document is near: the recipients stand close by, or a person's name follows."""
        if region.recipients is not None and index > region.recipients:
            return True
        following = range(index + 1, min(index + 7, region.last))
        return any(self.is_name(near) for near in following) or index == region.last - 1

    def is_signature(self, index: int, *, near_end: bool) -> bool:
        """Whether the paragraph is a line of a signature ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")."""
        text, folded = self.text(index), self.folded(index)
        if len(folded) > 160 or self.paragraphs[index].bullet:
            return False
        if capacity().match(folded) and is_capital(text[:18]):
            return True
        return near_end and post().match(folded) is not None and is_capital(text[:8]) and folded[-1:] not in ".;:"

    def is_name(self, index: int) -> bool:
        """Whether the paragraph is a person's name, as far as its form tells."""
        text = self.text(index)
        return (
            4 <= len(text) <= 40
            and len(text.split()) >= 2
            and _NAME.fullmatch(text) is not None
            and not is_capital(text)
        )

    def _signature_end(self, start: int, region: Region) -> int:
        index = start
        for index in range(start, min(start + 10, region.last)):
            folded = self.folded(index)
            if self.is_name(index):
                return index + 1
            known = (
                self.is_signature(index, near_end=True)
                or post().fullmatch(folded)
                or STAMP.search(folded)
                or (is_capital(self.text(index)) and index - start < 4)
            )
            if index > start and not known and index != region.recipients:
                return index
        return index + 1

    def _recipients_end(self, region: Region) -> int:
        index = region.recipients or 0
        for index in range((region.recipients or 0) + 1, region.last):
            item = self.paragraphs[index]
            if not item.bullet and not self.folded(index).startswith(("lưu", "(", "như ", "gửi")):
                return index
        return min(index + 1, region.last)

    def _annex_starts(self, main: Region, last: int) -> list[int]:
        after = max([mark for mark in (main.signature_end, main.recipients) if mark is not None], default=None)
        starts: list[int] = []
        for index in range(main.body + 1, last):
            if starts and index <= starts[-1]:
                continue
            start = self._annex_at(index, main, after)
            if start is not None and (not starts or start > starts[-1]):
                if starts and self._same_annex(starts[-1], start):
                    continue
                starts.append(start)
        return starts

    def _same_annex(self, before: int, start: int) -> bool:
        """Whether the paragraphs between two findings are still the label and title of one annex."""
        between = range(before + 1, start + 1)
        labels = sum(bool(self.label(index)) for index in between)
        return len(between) <= 6 and not labels and all(self._title_like(index) for index in range(before, start))

    def _annex_at(self, index: int, main: Region, after: int | None) -> int | None:
        item, folded = self.paragraphs[index], self.folded(index)
        if item.bullet:
            return None
        if self.label(index):
            return index
        if _ATTACHED.match(folded) and (after is None or index >= after):
            return self._first_title_line(index, main, after)
        if after is not None and index == self._first_after(main, after) and self._begins_annex(index):
            return index
        return None

    def _first_after(self, main: Region, after: int) -> int:
        """The first paragraph after signature and recipients."""
        index = after
        while index < len(self.paragraphs) and (
            self.paragraphs[index].bullet
            or STAMP.search(self.folded(index))
            or self.is_name(index)
            or index == main.recipients
        ):
            index += 1
        return index

    def _begins_annex(self, index: int) -> bool:
        long_capitals = (
            is_capital(self.text(index)) and len(self.text(index)) > 12 and not self.is_signature(index, near_end=True)
        )
        return long_capitals or bool(_ANNEX_TITLE.match(self.folded(index)))

    def label(self, index: int) -> re.Match[str] | None:
        """The match of an annex label ("PHỤ LỤC II", "Phụ lục 01: Danh mục …") that the paragraph opens with."""
        item, folded = self.paragraphs[index], self.folded(index)
        match = _LABEL.match(folded)
        if not match or item.bullet or (item.tabular and item.cell is None):
            return None
        rest = match["rest"].strip(" .:-–")
        capital = is_capital(self.text(index)[:7])
        if not rest:
            return match if match["number"] or capital else None
        if rest.startswith("("):
            return match if capital or match["number"] else None
        if capital and len(folded) < 400:
            return match
        short = len(folded) < 160 and folded[-1:] not in ".;,:"
        return match if match["number"] and short and match["rest"].lstrip()[:1] in ".:-–" else None

    def _first_title_line(self, index: int, main: Region, after: int | None) -> int | None:
        """Walk back from "(Kèm theo …)" over the lines of a title; None where they are no annex title."""
        first = index
        least = main.body if after is None else max(after, main.body)
        while first - 1 >= least and index - first < 7 and self._title_like(first - 1):
            first -= 1
        capital = any(is_capital(self.text(near)) for near in range(first, index))
        named = bool(_ANNEX_TITLE.match(self.folded(first)))
        return first if first < index and (capital or named) else None

    def _title_like(self, index: int) -> bool:
        item, folded = self.paragraphs[index], self.folded(index)
        if item.bullet or item.tabular or self.is_name(index) or self.is_signature(index, near_end=True):
            return False
        if readings(self.reading.flow, item.start, item.end) and not self.label(index):
            return False
        return folded.startswith("(") or (folded[-1:] not in ".;:" and len(folded) < 300)

    def _annex(self, first: int, last: int) -> Region:
        region = Region(kind=RegionKind.ANNEX, first=first, last=last, title=[first])
        index = first + 1
        while index < last and index - first <= 7 and self._annex_title_goes_on(index, region):
            region.title.append(index)
            index += 1
        region.body = index
        return region

    def _annex_title_goes_on(self, index: int, region: Region) -> bool:
        if not self._title_like(index) or self.label(index):
            return False
        if _ATTACHED.match(self.folded(index)) or self.folded(index).startswith("(dành cho"):
            return True
        later = range(index, min(index + 5, region.last))
        attached_later = any(_ATTACHED.match(self.folded(near)) for near in later)
        seen_attached = any(_ATTACHED.search(self.folded(near)) for near in region.title)
        return attached_later or (not seen_attached and (is_capital(self.text(index)) or len(region.title) == 1))


_SQUEEZED_TYPES = frozenset(
    {"kehoach", "quyetdinh", "chuongtrinh", "dean", "phuongan", "baocao", "nghiquyet", "chithi", "huongdan", "thongtu"}
)
