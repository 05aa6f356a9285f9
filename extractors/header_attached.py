"""What a line in brackets tells of a document whose head is lost: "(Ban hành kèm theo Quyết định số … của …)".

The plan's own line names what promulgates it; a line over an annex names the document to which the annex belongs.
"""

import re

from extractors.header_symbol import attached_line
from extractors.header_title import same_type, title_span
from extractors.outline_regions import Region
from extractors.outline_zones import Layout

_PROMULGATES = ("quyết định", "nghị quyết")
# The body behind the post of who signed: "của Giám đốc Sở Nội vụ", "của Chủ tịch UBND xã Tân Lập)".
_ISSUED_BY = re.compile(
    r"(?<!\w)của\s++(?:(?:chủ\s++tịch|giám\s++đốc|hiệu\s++trưởng|bộ\s++trưởng|tổng\s++giám\s++đốc|cục\s++trưởng"
    r"|viện\s++trưởng|thủ\s++trưởng|trưởng(?=\s++(?:phòng|ban)(?!\w)))\s++)?(?P<body>[^\n();,]{3,90}?)\s*+(?:[();,]|$)"
)


def named_by_annex(layout: Layout, region: Region, code: str | None) -> tuple[int, int] | None:
    """The line behind the title that names the document by its own type: "(Kèm theo Kế hoạch số … ngày …)"."""
    type_name = same_type(code) if code else None
    title = title_span(layout, region)
    start = title[1] if title else layout.paragraphs[region.first].start
    return attached_line(layout.reading, start, len(layout.reading.text), type_name) if type_name else None


def promulgated_by(layout: Layout, region: Region) -> tuple[int, int] | None:
    """The line before the body that tells what puts the plan in force: "(Ban hành kèm theo Quyết định số …)"."""
    paragraphs = layout.paragraphs
    end = paragraphs[region.body].start if region.body < len(paragraphs) else len(layout.reading.text)
    return attached_line(layout.reading, paragraphs[region.first].start, end, *_PROMULGATES)


def issued_by(layout: Layout, line: tuple[int, int]) -> tuple[int, int] | None:
    """The body whose act such a line names, without the post of its head; None where none is written."""
    found = _ISSUED_BY.search(layout.reading.folded, *line)
    return found.span("body") if found is not None else None
