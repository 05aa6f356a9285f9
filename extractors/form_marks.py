"""What the lines of a blank form tell by their shape: its heading, a line to be filled in, the mark of a note.

"Mẫu số 01/ĐKDT" and "Biểu 02: KẾT QUẢ VÒNG LOẠI" head forms, "1. Ông (bà) ………… Thư ký." is to be filled in, and the
"(2)" of "Họ và tên (2)…………" is explained by a note below the form: "(2) Viết chữ in hoa."
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADING = re.compile(
    r"(?:biểu\s+mẫu|mẫu\s+biểu|biểu|mẫu)(?:\s+số)?(?:\s*+:\s*+|\s++)"
    r"(?:[a-z]?\d{1,3}[a-z]{0,2}(?:\.\d{1,2})*|[ivx]{1,5})(?:[/-]\w++)*+(?![\w%])",
    re.IGNORECASE,
)
_PARTING = re.compile(r"\s*+[:.–-]\s*+")
_SENTENCE_END = re.compile(r"(?<![.…])[.;,]\Z")
_LONGEST_TITLE = 300
# A blank is a run of dots, which may stand apart, of ellipses or of strokes.
_BLANK = re.compile(r"[.…_](?:[^\S\n]?[.…_])++|…")
_LEAST_BLANK = 4
_MARK = re.compile(r"\((\d{1,2})\)")
_BLANK_BEFORE, _BLANK_AFTER = re.compile(r"(?:…|[._]{2})\Z"), re.compile(r",?\s?(?:…|[._]{2})")
# "gồm: (1) Rà soát; (2) Tổng hợp": numbers of a list inside a sentence.
_LISTED = re.compile(r"(?:[:;,]|(?<![.…])\.)\s*+\(\d{1,2}\)\s*+[^\W\d_]")
_NOTE = re.compile(r"\((\d{1,2})\)\s*+[^\s.…_]")


@dataclass(frozen=True, slots=True)
class FormHeading:
    """The heading of a form: its mark as written, its title (None where its line has none); awaits: a colon ends the
    line, so that the title is the next one."""

    mark: str
    title: str | None
    awaits: bool


def form_heading(line: str) -> FormHeading | None:
    """The heading that ``line`` is, None where it is none: a reference ("Mẫu số 01 được lập …"), an item that ends."""
    match = _HEADING.match(line)
    if match is None or not line[0].isupper():
        return None
    mark, rest = " ".join(match.group().split()), line[match.end() :].strip()
    if rest in ("", ":"):
        return FormHeading(mark, None, awaits=rest == ":")
    parting = _PARTING.match(rest)
    title = rest[parting.end() :] if parting else rest
    bracket = title[:1] == "(" and title[-1:] == ")"
    set_off = title.isupper() or bracket or (parting is not None and title[:1].isupper())
    ends = _SENTENCE_END.search(title) is not None and not title.isupper()
    if not title or not set_off or ends or len(title) > _LONGEST_TITLE:
        return None
    return FormHeading(mark, " ".join(title.split()), awaits=False)


def is_fill_in(words: str) -> bool:
    """Whether the words of a numbered line are mostly a blank; a label with its blank ("Số người dự: ……") is not."""
    blanks = list(_BLANK.finditer(words))
    if not blanks or words[: blanks[0].start()].rstrip().endswith(":"):
        return False
    filled = "".join(blank.group() for blank in blanks)
    dots = _length(filled.replace("…", "..."))
    return dots >= max(_LEAST_BLANK, _length(words) - _length(filled))


def _length(text: str) -> int:
    return sum(not char.isspace() for char in text)


def note_marks(text: str) -> Iterator[str]:
    """The numbers in brackets in ``text`` that notes explain: beside a blank, or behind words that list nothing."""
    listed = _LISTED.search(text) is not None
    for match in _MARK.finditer(text):
        before = text[max(0, match.start() - 3) : match.start()].rstrip()
        blank = _BLANK_BEFORE.search(before) or _BLANK_AFTER.match(text, match.end())
        if blank or (before and not listed):
            yield match[1]


def noted_mark(text: str) -> str | None:
    """The number in brackets that opens ``text`` before words, as a note does; None without one."""
    match = _NOTE.match(text)
    return match[1] if match else None
