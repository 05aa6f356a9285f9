"""The last lines of a document typed in two columns: recipients at the left, at the right who signs.

What a table does in Word, many typists do with tabs or runs of spaces. The text stays as it is; here its lines are cut
at the gap and dealt out to the two columns. A gap alone says nothing (purposes stand beside recipients, too): it counts
where a capacity, a post, a body in capitals or, below those, a name follows it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.reading import Paragraph
from extractors.signing import NAME, STAMP, capacity, post
from schema.letters import UPPER, is_capital
from schema.text import fold, squeeze

Span = tuple[int, int]

WIDE_GAP = re.compile(r"[^\S\n]*\t[^\S\n]*|[^\S\n]{3,}")
# Narrower: two spaces, or one after "Nơi nhận:" or the ";" of a recipient, where lines of two columns were merged; a
# signature must open there.
_NARROW_GAP = re.compile(r"[^\S\n]{2}|(?<=hận:)[^\S\n]+|(?<=;)[^\S\n]")
# Where the last recipient ("- Lưu: VT.") and a name behind a narrow gap part.
_NAME_GAP = re.compile(r"[^\S\n]{2}|(?<=[.;])[^\S\n]")
_BOLD = "**"
_KEPT = re.compile(r"\W*+lưu\b")
_BULLET = re.compile(r"[-–—+*•·▪■●○.]\s*+(?=\S)")
_ANNEX = re.compile(r"phụ\s++lục|danh\s++mục|biểu\s++mẫu|mẫu\s++số")
_BODY = re.compile(rf"{UPPER}+(?:\s++{UPPER}+){{2,9}}")
_CHANNEL = re.compile(r"[^\n:;]{3,40}:")
_LINES_MAX = 80
_PURPOSE_MAX = 30  # characters of "(để báo cáo)" on a line of its own; longer brackets are no purpose


@dataclass(slots=True, kw_only=True)
class TypedColumns:
    """The two columns. left: one list of spans per recipient, over all its lines. last: the paragraph after them.

    split: a line holds both. bullets: the recipients have them. named: the signer's name has come.
    """

    left: list[list[Span]] = field(default_factory=list)
    right: list[Span] = field(default_factory=list)
    last: int = 0
    split: bool = False
    bullets: bool = False
    named: bool = False


def typed_columns(text: str, flow: str, paragraphs: Sequence[Paragraph], first: int, last: int) -> TypedColumns | None:
    """The columns in which the paragraphs ``[first, last)`` begin; None where they are not typed in two."""
    found = TypedColumns(last=first)
    for index, span in _lines(text, flow, paragraphs, first, last):
        if not _take(found, text, span):
            break
        found.last = index + 1
    signs = any(_opens_signature(text[start:end]) for start, end in found.right)
    return found if signs and (found.split or _interleaved(found)) else None


def _interleaved(found: TypedColumns) -> bool:
    """Whether the lines of the two columns alternate: a recipient stands between the first line of the signature and
    the name."""
    return found.named and any(found.right[0] < spans[0] < found.right[-1] for spans in found.left)


def _lines(text: str, flow: str, paragraphs: Sequence[Paragraph], first: int, last: int) -> Iterator[tuple[int, Span]]:
    """The lines of the frozen text, trimmed, each with its paragraph; page numbers (blank in the flow) left out."""
    count = 0
    for index in range(first, last):
        for match in re.compile(r"[^\n]+").finditer(text, paragraphs[index].start, paragraphs[index].end):
            if not flow[match.start() : match.end()].strip():
                continue
            count += 1
            if count > _LINES_MAX:
                return
            yield index, _trimmed(text, match.start(), match.end())


def _take(found: TypedColumns, text: str, span: Span) -> bool:
    """Deal a line out to the columns; whether it still belongs to them."""
    start, end = span
    line = text[start:end]
    if found.left and _ANNEX.match(fold(line)):
        return False
    bullet = _BULLET.match(line) is not None
    right = _right(found, line)
    if right is not None:
        found.split = found.split or right > 0
        _add_right(found, text, _trimmed(text, start + right, end))
        end = start + right
    elif not bullet and _signs_alone(found, line):
        _add_right(found, text, span)
        return True
    return _add_left(found, text, _trimmed(text, start, end), bullet=bullet)


def _right(found: TypedColumns, line: str) -> int | None:
    """Where the right column begins in ``line``; None where the line has none."""
    for gap in WIDE_GAP.finditer(line):
        if _signs(found, line[gap.end() :]):
            return gap.end()
    for gap in _NARROW_GAP.finditer(line):
        if _opens_signature(line[gap.end() :]):
            return gap.end()
    if found.right and not found.named and _KEPT.match(fold(line)):
        return next((gap.end() for gap in _NAME_GAP.finditer(line) if NAME.fullmatch(line, gap.end())), None)
    return None


def _opens_signature(piece: str) -> bool:
    folded = fold(piece).lstrip(" *")
    if not is_capital(piece[:24].split(";")[0]):
        return False
    return capacity().match(folded) is not None or post().match(folded) is not None


def _signs(found: TypedColumns, piece: str) -> bool:
    """Whether ``piece``, which stands behind a gap, is a line of a signature."""
    squeezed = squeeze(piece)
    if _opens_signature(squeezed) or STAMP.match(fold(squeezed).lstrip("( ")):
        return True
    if is_capital(squeezed):
        return _BODY.fullmatch(squeezed) is not None
    return bool(found.right) and len(squeezed.split()) <= 6 and NAME.search(squeezed) is not None


def _signs_alone(found: TypedColumns, line: str) -> bool:
    """Whether a line without a gap (its indent is lost) is one of the right column."""
    return not found.named and (_signs(found, line) if found.right else _opens_signature(line))


def _add_right(found: TypedColumns, text: str, span: Span) -> None:
    squeezed = squeeze(text[slice(*span)])
    found.right.append(span)
    found.named = found.named or (NAME.search(squeezed) is not None and not is_capital(squeezed))


def _add_left(found: TypedColumns, text: str, span: Span, *, bullet: bool) -> bool:
    """Add a recipient, or a line to the last one; whether the line is either."""
    start, end = span
    if start >= end:
        return True
    if not found.left or bullet:
        found.left.append([span])
    elif text[start] == "(" and end - start > _PURPOSE_MAX:
        return False
    elif text[found.left[-1][-1][1] - 1] not in ".;:" or text[start] == "(":
        found.left[-1].append(span)
    elif _CHANNEL.fullmatch(text, start, end):
        found.left.append([span])  # "Bản điện tử:" heads those who get no paper
    elif not found.bullets and not fold(text[slice(*found.left[-1][0])]).startswith("lưu"):
        found.left.append([span])
    else:
        return False
    found.bullets = found.bullets or bullet
    return True


def _trimmed(text: str, start: int, end: int) -> Span:
    """``[start, end)`` without the white space and the marks of bold Markdown text at its ends."""
    while start < end and (text[start].isspace() or text.startswith(_BOLD, start)):
        start += 1 if text[start].isspace() else len(_BOLD)
    while end > start and (text[end - 1].isspace() or text.endswith(_BOLD, start, end)):
        end -= 1 if text[end - 1].isspace() else len(_BOLD)
    return min(start, end), end
