"""The big parts of a document: head, preamble, numbered body, closing, recipients, signature, annexes.

A file may hold two documents: a decision and the plan that it promulgates. Each is a region with parts of its own.
"""

import itertools
import re
from functools import cached_property

from extractors.markers import readings
from extractors.outline_annexes import ATTACHED, Annexes
from extractors.outline_cards import Cards
from extractors.outline_endings import Endings
from extractors.outline_regions import Region, RegionKind
from extractors.reading import Reading
from schema.letters import is_capital
from schema.text import bare

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
_OWN_NUMBER = re.compile(r"số\s*+:?\s*+\d+\S{0,4}\s*+[/-]\s*+(?!qđ|quyết)[a-zđ]{2,5}\s*+[-/–]")
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
_DATED_LINE = re.compile(r"[^,;]{2,40},\s*+ngày.{0,24}tháng.{0,16}năm\s*+[\d .…]{2,8}$")
_SQUEEZED_TYPES = frozenset(
    {"kehoach", "quyetdinh", "chuongtrinh", "dean", "phuongan", "baocao", "nghiquyet", "chithi", "huongdan", "thongtu"}
)


class Layout(Endings, Annexes, Cards):
    """Finds the regions of a Reading and their parts."""

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """The regions in the order of the text; never empty for a text with a paragraph, always one MAIN."""
        first, count = self._behind_card(), len(self.paragraphs)
        type_line = self._type_line(first, count)
        plan_line = self._promulgated_plan(type_line)
        if plan_line is None:
            return tuple(self._with_annexes(first, count, type_line, RegionKind.MAIN))
        decision = self._document(first, plan_line, type_line, RegionKind.DECISION)
        head = self._own_head(decision, plan_line)
        if head < plan_line:
            decision = self._document(first, head, type_line, RegionKind.DECISION)
        return (decision, *self._with_annexes(head, count, plan_line, RegionKind.MAIN))

    def _own_head(self, decision: Region, plan_line: int) -> int:
        """Where the head of the promulgated plan begins if it is numbered for itself ("Số: 37/KH-UBND"), else
        ``plan_line``."""
        after = decision.body if decision.signature_end is None else decision.signature_end
        numbered = [index for index in range(after, plan_line) if _OWN_NUMBER.match(self.folded(index))]
        if not numbered:
            return plan_line
        head = next(index for index in range(after, plan_line) if index in numbered or self._is_national(index))
        while head > after and is_capital(self.text(head - 1)) and not self.paragraphs[head - 1].bullet:
            head -= 1
        return head

    def _is_national(self, index: int) -> bool:
        return _NATIONAL.search(self.folded(index)) is not None

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
        return self._named_at_top(first, last) if fallback is None else fallback

    def _named_at_top(self, first: int, last: int) -> int | None:
        """The first paragraph where it is type and title in small letters, as on a page of the web, and the preamble
        follows at once."""
        if first + 1 >= last or not _TYPE.match(self.folded(first)) or not self.text(first)[0].isupper():
            return None
        named = len(self.folded(first)) < 200 and self.text(first)[-1] not in ".;:,"
        return first if named and _CITED.match(self.folded(first + 1)) else None

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
        if type_line is None or not self._is_decision(type_line):
            return None
        articles = False
        for index in range(type_line + 1, len(self.paragraphs)):
            folded = self.folded(index)
            articles = articles or folded.startswith("điều ")
            if not articles or not self._capital_start(index):
                continue
            if self._is_type_alone(index) and not self._is_decision(index):
                return index
            if _TYPE.match(folded) and not folded.startswith("quyết định") and self._attached_near(index):
                return index
        return None

    def _is_decision(self, index: int) -> bool:
        return bare(self.folded(index)).replace(" ", "").startswith("quyetdinh")

    def _attached_near(self, index: int) -> bool:
        return any(ATTACHED.search(self.folded(near)) for near in range(index, min(index + 6, len(self.paragraphs))))

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
            title = self._title_without_type(region)
            return title, title[-1] + 1 if title else self._after_head(region)
        title = []
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

    def _title_without_type(self, region: Region) -> list[int]:
        """The lines in capitals right below the line of place and date, where the line of the type is lost."""
        head = range(region.first, min(region.first + 12, region.last))
        dated = next((index for index in head if _DATED_LINE.search(self.folded(index))), None)
        title: list[int] = []
        for index in range(region.last if dated is None else dated + 1, region.last):
            text = self.text(index)
            if not is_capital(text) or self.paragraphs[index].bullet or self._opens_body(index) or len(title) == 4:
                break
            if _ISSUER_LINE.match(self.folded(index)) or _NATIONAL.match(self.folded(index)):
                break
            title.append(index)
        return title if sum(len(self.text(index).split()) for index in title) >= 4 else []

    def _in_title(self, index: int, title: list[int], alone: bool) -> bool:
        item, folded = self.paragraphs[index], self.folded(index)
        if item.bullet or ATTACHED.match(folded) or _NATIONAL.match(folded) or self._opens_body(index):
            return False
        if folded.startswith("căn cứ "):
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
        if ATTACHED.match(folded) or _NATIONAL.match(folded) or not any(char.isalnum() for char in folded):
            return True
        return bool(_ISSUER_LINE.match(folded)) and is_capital(self.text(index)) and len(folded) < 90

    def _after_head(self, region: Region) -> int:
        """Without a type line: the first paragraph that is a căn cứ, a section, or a full sentence."""
        for index in range(region.first, region.last):
            folded = self.folded(index)
            if _CITED.match(folded) or self._opens_body(index) or _ISSUING.search(folded):
                return index
        return region.first


def layout_of(reading: Reading) -> Layout:
    """The Layout of ``reading``, made at the first call."""
    if reading.layout is None:
        reading.layout = Layout(reading)
    return reading.layout
