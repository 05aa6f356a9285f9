"""What portals print above a document: a card ("Số hiệu", "Cơ quan ban hành", "Người ký", …), or its title as a heading
of the page."""

import re

from extractors.outline_lines import Lines
from schema.letters import is_capital

_LABEL = re.compile(
    r"(?:số hiệu|số ký hiệu|số/ký hiệu|loại văn bản|cơ quan ban hành|nơi ban hành|người ký|lĩnh vực|"
    r"tình trạng(?: hiệu lực)?|ngày (?:ban hành|có hiệu lực|hiệu lực|hết hiệu lực|công báo|đăng)|"
    r"số công báo|trích yếu)(?!\w)"
)
_HEAD = re.compile(
    r"(?:cộng hòa xã hội|đảng cộng sản|ủy ban nhân dân|ubnd|hội đồng nhân dân|thủ tướng|chính phủ|bộ |sở |ban |"
    r"văn phòng|kế hoạch|quyết định)"
)
_STATE = re.compile(r"[^\n]{0,120}cộng hòa xã hội chủ nghĩa")
_FEWEST = 4  # labels that make a card; a form of a document has fewer before its head
_REACH = 40  # paragraphs from the top of the file in which a card stands
_HEAD_REACH = 6  # paragraphs behind the last label in which the head must begin


class Cards(Lines):
    """The paragraphs of a Reading that may begin with the card of a portal."""

    def _behind_card(self) -> int:
        """The paragraph in which the document begins: behind the card of a portal, 0 where there is none."""
        if self._is_page_heading():
            return 1
        last = min(len(self.paragraphs), _REACH)
        labelled = [index for index in range(last) if _LABEL.match(self.folded(index))]
        count = sum(len(_LABEL.findall(self.folded(index))) for index in labelled)
        if count < _FEWEST:
            return 0
        for index in range(labelled[-1] + 1, min(labelled[-1] + _HEAD_REACH, len(self.paragraphs))):
            if _HEAD.match(self.folded(index)) and is_capital(self.text(index)[:40]):
                return index
        return 0

    def _is_page_heading(self) -> bool:
        """Whether a Markdown heading ("# Hướng dẫn thực hiện …") stands above the head of the document."""
        if not self.paragraphs or not self.reading.text.lstrip().startswith("#"):
            return False
        head = range(1, min(_HEAD_REACH, len(self.paragraphs)))
        return not _HEAD.match(self.folded(0)) and any(_STATE.match(self.folded(index)) for index in head)
