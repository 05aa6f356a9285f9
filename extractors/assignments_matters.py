"""What those are to do of whom only the role is told: the words in front, the bullet or the heading they belong to."""

import re
from bisect import bisect_left

from extractors.assignments_drafts import Draft
from extractors.assignments_headings import Headings
from extractors.assignments_words import role_words
from extractors.markers import behind_lead
from extractors.reading import Paragraph, Reading
from schema.plan import Section
from schema.text import fold

_OPENS = " \n(;,:.-–"  # before a label in brackets or behind a sentence
_LEAST_WORDS = 2
# A heading of the parts into which an item is taken apart, none of which says what the matter is.
_PART = re.compile(
    r"(?:các\s+)?(?:nội dung(?:\s+(?:triển khai|thực hiện|công việc|cụ thể))*|mục tiêu(?:,\s*yêu cầu)?|yêu cầu"
    r"|(?:nhiệm vụ|nội dung)(?:,\s*giải pháp)?|(?:thời gian|tiến độ|biện pháp|giải pháp|sản phẩm|kết quả)(?!\w).*)"
)
# A role and by when, and nothing of the task: "(Phòng Nội vụ) chủ trì", "(giao Văn phòng) thực hiện, xong trước 30/6".
_ROLE_ONLY = re.compile(
    r"(?:[\s,;.:)]*(?:chủ trì|phối hợp|cùng|tham gia|thực hiện|tham mưu|triển khai|tổ chức|chịu trách nhiệm|theo dõi"
    r"|phụ trách|(?:làm |là )?(?:đơn vị |cơ quan )?đầu mối|và|chính|chung))+[\s,;.:)]*"
    r"(?:(?:xong|hoàn thành|thời gian|thời hạn|trong|trước|vào|đến)(?!\w)[^;]*)?"
)


class Matters:
    """Finds in one Reading what an assignment is about that does not say it itself."""

    def __init__(self, reading: Reading, headings: Headings) -> None:
        self.reading = reading
        self.headings = headings
        self.words = role_words()
        self._starts = [one.start for one in reading.paragraphs]

    def tell(self, drafts: list[Draft], paragraph: Paragraph, section: Section | None) -> None:
        """Note for each of the ``drafts`` of a paragraph what it is about where its own words do not say it."""
        begin, last = paragraph.start, None
        for draft in drafts:
            if draft.rule.startswith("label") or _ROLE_ONLY.fullmatch(self.reading.folded, draft.task, draft.end):
                last = self._between(begin, draft.start) or last or self._around(paragraph, section)
                draft.about = last
            begin = draft.end

    def _around(self, paragraph: Paragraph, section: Section | None) -> tuple[int, int] | None:
        """The span of the bullet or heading that the paragraph belongs to; None where none says what is to be done."""
        return self._bullet_above(paragraph, section) or self._heading(section)

    def _between(self, begin: int, end: int) -> tuple[int, int] | None:
        """The words before a label in its own paragraph: "Rà soát văn bản (chủ trì: Phòng Tư pháp)"."""
        begin = behind_lead(self.reading.flow, begin, end)
        while begin < end and self.reading.flow[begin] in _OPENS + ")":
            begin += 1
        while end > begin and self.reading.flow[end - 1] in _OPENS:
            end -= 1
        if self._is_label(begin, end) or len(self.reading.flow[begin:end].split()) < _LEAST_WORDS:
            return None
        return begin, end

    def _bullet_above(self, paragraph: Paragraph, section: Section | None) -> tuple[int, int] | None:
        """The bullet below which the label stands as one of another sign: "- Rà soát văn bản" over "+ Chủ trì: …"."""
        if paragraph.bullet is None or section is None:
            return None
        for index in range(bisect_left(self._starts, paragraph.start) - 1, -1, -1):
            above = self.reading.paragraphs[index]
            if above.start <= section.evidence.start or above.bullet is None:
                return None
            if above.bullet != paragraph.bullet:
                begin = behind_lead(self.reading.flow, above.start, above.end)
                return None if self._is_label(begin, above.end) else (begin, above.end)
        return None

    def _heading(self, section: Section | None) -> tuple[int, int] | None:
        """The nearest heading that names a matter: no "Phân công thực hiện", no "Nội dung", no body."""
        while section is not None and section.marker is not None:
            begin, end = self.headings.bare(section)
            named = fold(section.title or "").strip(" .:*")
            part = _PART.fullmatch(named) or self.words.organisation.match(named) or self._is_label(begin, end)
            if begin < end and not part and self.headings.subjects.heading(begin, end) is None:
                return begin, end
            section = self.headings.parent(section)
        return None

    def _is_label(self, begin: int, end: int) -> bool:
        return self.words.label.match(self.reading.folded, begin, end) is not None
