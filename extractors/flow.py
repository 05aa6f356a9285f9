"""Frozen text to logical paragraphs (interim, naive)."""

import re

from extractors.reading import Paragraph, Reading
from schema.document import Document

_OPENER = re.compile(r"\s*(?:[#*]+\s*)*(?:[IVXLC]+\.|PHẦN |\d+(?:\.\d+)*\.\s|[a-zđ][.)]\s|[-+•]\s|Căn cứ|Thực hiện|Nơi nhận|TM\.|KẾ HOẠCH)")


def prepare(document: Document) -> Reading:
    text = document.text
    flow = list(text)
    paragraphs: list[tuple[int, int]] = []
    offset = 0
    current: list[int] | None = None
    for line in text.split("\n"):
        end = offset + len(line)
        stripped = line.strip()
        if stripped:
            start = offset + len(line) - len(line.lstrip())
            if current is None or _OPENER.match(line) or text[: current[1]].rstrip()[-1:] in ".:" or stripped.isupper():
                current = [start, offset + len(line.rstrip())]
                paragraphs.append(current)  # type: ignore[arg-type]
            else:
                current[1] = offset + len(line.rstrip())
        offset = end + 1
    breaks = {p[1] for p in paragraphs}
    for index, char in enumerate(flow):
        if char.isspace() or char in "*#":
            flow[index] = " "
    for position in breaks:
        if position < len(flow):
            flow[position] = "\n"
    return Reading(
        document=document,
        flow="".join(flow),
        paragraphs=tuple(Paragraph(start=a, end=b, bullet=text[a] if text[a] in "-+*" else None) for a, b in paragraphs),
    )
