"""Paragraph breaks that no citation can hold: a wrapped line taken for a new paragraph is joined again.

"… ngày 08 tháng" ⏎ "11 năm 2011 của Chính phủ": a line that begins with a number looks like a heading, but what
stands before it cannot end a paragraph. Only the view of this component changes; offsets stay.
"""

import re
from dataclasses import replace

from extractors.reading import Reading

_BROKEN = re.compile(r"(?P<break>\n)\s{0,80}(?=[\da-zà-ỹđ])")
_BROKEN_NAME = re.compile(
    r"(?<!\w)(?P<head>nghị|quyết|chỉ|thông|kế|công|hướng|kết|báo|tờ|chương)[^\S\n]{0,40}(?P<break>\n)\s{0,80}"
    r"(?P<tail>định|quyết|thị|tư|hoạch|văn|dẫn|luận|cáo|trình|điện|báo)(?!\w)"
)
# A title in several paragraphs: "… Chỉ thị số 11-CT/TU ngày 04/01/2026" ⏎ "của Ban Thường vụ Tỉnh ủy về …".
_GOES_ON = re.compile(r"(?P<break>\n)\s{0,80}(?=(?:của|về việc|về|v/v|ngày)[^\S\n])")
_ACT_BEFORE = re.compile(r"(?:/20\d\d|(?<!\w)(?:19|20)\d\d|[-/][A-ZĐ]{2,}[A-ZĐ\d-]*)[^\S\n]*\Z")
_OPEN_END = re.compile(r"(?:(?<!\w)(?:ngày|tháng|số|và|của|về việc|theo|tại|khoản|điểm)|[/\-])[^\S\n]*\Z")


def rejoined(reading: Reading) -> Reading:
    """``reading`` itself, or a view of it in which impossible paragraph breaks are spaces."""
    breaks = [
        match.start("break")
        for pattern in (_BROKEN, _BROKEN_NAME, _GOES_ON)
        for match in pattern.finditer(reading.folded)
        if _is_wrapped(reading, match)
    ]
    if not breaks:
        return reading
    flow = list(reading.flow)
    for position in breaks:
        flow[position] = " "
    return replace(reading, flow="".join(flow), layout=None)


def _is_wrapped(reading: Reading, match: re.Match[str]) -> bool:
    """Whether the break falls inside running text: the next line goes on in lower case or with a date or number."""
    following = reading.flow[match.end() : match.end() + 1]
    if match.re is _BROKEN_NAME:
        return reading.flow[match.start("tail")].islower() == reading.flow[match.start("head") + 1].islower()
    if match.re is _GOES_ON:
        ended = _ACT_BEFORE.search(reading.flow, max(0, match.start("break") - 24), match.start("break"))
        return ended is not None and following.islower()
    before = reading.folded[max(0, match.start("break") - 12) : match.start("break")]
    return _OPEN_END.search(before) is not None and (following.isdigit() or following.islower())
