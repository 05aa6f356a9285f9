"""Where annexes begin and how far their titles go."""

import re

from extractors.form_marks import FormHeading, form_heading
from extractors.markers import readings
from extractors.outline_lines import Lines
from extractors.outline_regions import Region, RegionKind
from extractors.signing import STAMP
from schema.letters import is_capital

# Small italics: an OCR often mistakes the marks, so any one letter may stand for that of "kèm", đ for d, { for (.
ATTACHED = re.compile(
    r"[({\[]\s*+(?:tài liệu\s++)?(?:ban hành\s++)?(?:được\s++)?(?:ban hành\s++)?(?:đính\s++|gửi\s++)?"
    r"k[^\W\d_]m\s++theo"
)
_MEANT_FOR = re.compile(r"[({\[]\s*+[dđ]ành cho")
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


class Annexes(Lines):
    """Finds the annexes behind a document."""

    def _annex_starts(self, main: Region, last: int) -> list[int]:
        after = max([mark for mark in (main.signature_end, main.recipients) if mark is not None], default=None)
        starts: list[int] = []
        for index in range(main.body + 1, last):
            if starts and index <= starts[-1]:
                continue
            start = self._annex_at(index, main, after)
            if starts:
                start = self._form_start(index, start, starts[-1])
            if start is not None and (not starts or start > starts[-1]):
                if starts and self._same_annex(starts[-1], start):
                    continue
                starts.append(start)
        return starts

    def _form_start(self, index: int, start: int | None, before: int) -> int | None:
        """``start`` of an annex found at ``index``, None where it is but a form in the annex that begins at ``before``;
        where that is a form itself, the next form is the next annex."""
        if self.form(before):
            return index if self.form(index) else start
        if start is None or self.label(start) or not any(map(self.form, range(start, index + 1))):
            return start
        return None

    def form(self, index: int) -> FormHeading | None:
        """The heading of a form ("Mẫu số 01/ĐKDT", "Biểu 02: KẾT QUẢ") that the paragraph is."""
        item = self.paragraphs[index]
        return None if item.bullet or item.tabular or item.note else form_heading(self.text(index))

    def heads_form(self, index: int) -> bool:
        """Whether the paragraph is the title of the form whose mark ends the line above with a colon."""
        return is_capital(self.text(index)) and self._title_like(index)

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
        if ATTACHED.match(folded) and (after is None or index >= after):
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
        if any(self.label(near) for near in range(index + 1, min(index + 3, len(self.paragraphs)))):
            return False  # the body whose annex is labelled below: "BỘ NỘI VỤ" over "PHỤ LỤC 1"
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
        region = Region(kind=RegionKind.ANNEX, first=first, last=last, title=[first], form=self.form(first))
        index = first + 1
        while index < last and index - first <= 7 and self._annex_title_goes_on(index, region):
            region.title.append(index)
            index += 1
        region.body = index
        return region

    def _annex_title_goes_on(self, index: int, region: Region) -> bool:
        if not self._title_like(index) or self.label(index) or self.form(index):
            return False
        if ATTACHED.match(self.folded(index)) or _MEANT_FOR.match(self.folded(index)):
            return True
        later = range(index, min(index + 5, region.last))
        attached_later = any(ATTACHED.match(self.folded(near)) for near in later)
        seen_attached = any(ATTACHED.search(self.folded(near)) for near in region.title)
        if region.form and not region.form.awaits:
            return attached_later
        return attached_later or (not seen_attached and (is_capital(self.text(index)) or len(region.title) == 1))
