"""What the text of a page alone, as PDFium streams it, tells of its lines and words before any box is asked for."""

import math
import re
from collections.abc import Iterable, Sequence

# PDFium puts this for a hyphen at a line end and then glues the next line to the word.
_HYPHENS = "\x02\ufffe"
_LINE = re.compile(rf"[^\s\u00a0{_HYPHENS}](?:[^\r\n{_HYPHENS}]*[^\s\u00a0{_HYPHENS}])?[{_HYPHENS}]?|[{_HYPHENS}]")
_WORD = re.compile(rf"[^\s\u00a0{_HYPHENS}]+[{_HYPHENS}]?|[{_HYPHENS}]")
# Signs of a header or of recipients and signature, whatever the marks are made of: columns are to be expected.
_RECIPIENTS = re.compile(r"N.{1,3}i\s+nh.{1,3}n\s*:")
_CAPACITY = re.compile(r"(?<!\S)(?:TM|KT|TL|TUQ)\s?\.\s")
_CAPACITIES = ("TM", "KT", "TL", "TUQ")
_NATION = re.compile(r"NGH.{1,2}A\s+VI.{1,3}T\s+NAM")
# A necessary sign of a raised number that is found at a tenth of the cost ("\d" would take half as long again).
_MAY_BE_RAISED = re.compile(r"[0-9](?:(?<=[^\W\d_]\d)|(?<=[\"”’).,;:]\d))")
_RAISED = re.compile(r"[^\W\d_]{2}[\"”’).,;:]*\d{1,2}(?!\d|[.,]\d|[^\W\d_])")
# So many letters that stand alone are a heading set with spaces.
_SPACED_MIN = 5
# Letters with a mark that stand alone and are no word: of "nhiệm" where another font lends the "ệ".
_LONE_MARKS = frozenset("ạảậẩẫầấắằặẳẵẹẻẽềếểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹđơư") - {"ở"}
_LONE = _LONE_MARKS | {mark.upper() for mark in _LONE_MARKS}

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# A mark that stands behind no vowel: Word writes the loose marks of a text in Unicode tổ hợp behind the next letters.
_STRAYED = re.compile(r"(?<![aăâeêioôơuưy\u0300-\u036f])[\u0300-\u036f]", re.IGNORECASE)

Span = tuple[int, int]


def line_spans(text: str) -> list[Span]:
    """Where the lines of ``text`` start and end, without the spaces around them."""
    breaks = text.count("\r\n")
    if text.count("\n") != breaks or text.count("\r") != breaks or has_hyphen(text):
        return [match.span() for match in _LINE.finditer(text)]
    spans: list[Span] = []
    at = 0
    for line in text.split("\r\n"):
        if inner := line.strip():
            start = at if inner is line else at + line.index(inner)
            spans.append((start, start + len(inner)))
        at += len(line) + 2
    return spans


def word_spans(text: str, lines: Iterable[int], spans: Sequence[Span]) -> list[tuple[int, int, int]]:
    """The words of each of ``lines``: the line, and where the word starts and ends. spans: of all lines of ``text``."""
    return [(line, *match.span()) for line in lines for match in _WORD.finditer(text, *spans[line])]


def has_hyphen(text: str) -> bool:
    """Whether PDFium knows of a hyphen at the end of a line of ``text``."""
    return any(mark in text for mark in _HYPHENS)


def hyphened(text: str) -> str:
    """A line or word with a plain hyphen at its end where PDFium knows of one."""
    return f"{text[:-1]}-" if text[-1] in _HYPHENS else text


def signature_start(text: str) -> float:
    """Where the first sign of recipients or signature stands in ``text``; infinite without one."""
    found = [_RECIPIENTS.search(text)]
    if any(capacity in text for capacity in _CAPACITIES):
        found.append(_CAPACITY.search(text))
    return min((match.start() for match in found if match), default=math.inf)


def opens_document(text: str) -> bool:
    """Whether a document seems to open on a page: its header may stand anywhere on it."""
    return bool(_NATION.search(text))


def may_hold_raised(text: str) -> bool:
    """Whether a page may hold a footnote's number that is glued to its word ("dân2")."""
    return bool(_MAY_BE_RAISED.search(text)) and is_raised(text)


def is_raised(text: str) -> bool:
    """Whether numbers end words of ``text``: those of footnotes, if they are in small type."""
    return bool(_RAISED.search(text))


def has_lone_mark(words: Iterable[str]) -> bool:
    """Whether a letter with a mark stands alone that is no word."""
    return not _LONE.isdisjoint(words)


def has_strayed_mark(text: str) -> bool:
    """Whether a loose mark stands apart from the vowel that it is drawn over: "tuc\u0323" for "tục"."""
    return any(mark in text for mark in _TONES) and bool(_STRAYED.search(text))


def is_spaced_out(words: Sequence[str]) -> bool:
    """Whether every letter of a line stands alone: "K Ế  H O Ạ C H"."""
    return (
        len(words) >= _SPACED_MIN
        and len(words[0]) == len(words[1]) == 1 == max(map(len, words))
        and "".join(words).isalpha()
    )
