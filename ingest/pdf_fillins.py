"""Number and date put into the blanks of a printed header: "Số:      /KH-UBND" and the "15" that was stamped on it.

An office prints the document with blanks, the clerk enters number and date when it is issued: as text drawn over the
page, as an annotation, as a value of a form, as a picture. What lies over a blank is read as standing in it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from ingest.pdf_runs import Word

UNREAD = "?"
_DOTS = r"[.…_]*"
_BLANK = re.compile(r"[Ss][ốÓỐ]\s?:?[\s.…_]*/|ngày[\s.…_]*tháng|tháng[\s.…_]*(?:năm|/)")
_GLUED = re.compile(r"(?<=\S)(?:[.…_]{2,}|…)(?=\S)|(?<=ố:)(?=/)")
_ONLY_DOTS = re.compile(r"[:.…_]+$")
_FIGURES = re.compile(r"\d{1,4}$")
# What stands before a blank and behind it, and the largest number that can be in it.
_KINDS = (
    (re.compile(rf"số\s?:?{_DOTS}$", re.IGNORECASE), re.compile(rf"{_DOTS}/\s?[A-ZĐ]"), 9_999),
    (re.compile(rf"ngày{_DOTS}$", re.IGNORECASE), re.compile(rf"{_DOTS}tháng", re.IGNORECASE), 31),
    (re.compile(rf"tháng{_DOTS}$", re.IGNORECASE), re.compile(rf"{_DOTS}(?:năm|/)", re.IGNORECASE), 12),
)
# Widths of the signs of a blank in those of a letter.
_WIDTHS = {"…": 2.0, **dict.fromkeys(".:/-,", 0.55), **dict.fromkeys("SKHUBNDQGCTĐMV", 1.35)}
# How much of a blank (font sizes) may be the sign beside it, where its place is only reckoned.
_RECKONED = 0.15
# How far (font sizes) a stamped number may stand above or below its line, and over the words beside the blank.
_OFF, _OVER = 0.6, 1.0
# A narrower blank (points) shows nothing.
_NARROW = 5.0


class Blank(NamedTuple):
    """An empty place of a header: the words around it by their places in the list, and the largest number for it."""

    before: int
    behind: int
    most: int


Look = Callable[[float, float, Word], str]


def filled_in(words: Sequence[Word], look: Look) -> tuple[list[Word], list[str]]:
    """``words`` of a page with the numbers that lie over blanks of its header in them, and those that are pictures.

    look: the figures that a picture shows between two places (x) at the height of a word; empty without one, UNREAD
    where it cannot be read.
    """
    if not _BLANK.search(" ".join([word.text for word in words])):
        return list(words), []
    cut = [list(_pieces(word)) for word in words]
    pieces = [piece for own in cut for piece in own]
    changed: dict[int, Word] = {}
    gone: set[int] = set()
    pictured: list[str] = []
    for blank in _blanks(pieces):
        label, behind = pieces[blank.before], pieces[blank.behind]
        at = _stamped(pieces, blank, gone)
        figures = pieces[at].text if at is not None else ""
        if at is None and behind.x0 - label.x1 > _NARROW:
            figures = look(label.x1, behind.x0, label)
            if figures and not (_FIGURES.match(figures) and 0 < int(figures) <= blank.most):
                pictured.append(UNREAD)
                continue
            pictured += [figures] if figures else []
        if not figures:
            continue
        gone |= {*range(blank.before + 1, blank.behind), *(() if at is None else (at,))}
        start = changed.get(blank.before, label)
        changed[blank.before] = start._replace(text=start.text.rstrip(".…_"))
        space = "" if "/" in behind.text[:8] else " "
        changed[blank.behind] = behind._replace(text=f"{figures}{space}{behind.text.lstrip('.…_')}")
    result: list[Word] = []
    at = 0
    for word, own in zip(words, cut, strict=True):
        places = range(at, at + len(own))
        at += len(own)
        if gone.isdisjoint(places) and changed.keys().isdisjoint(places):
            result.append(word)
        else:
            result += [changed.get(place, pieces[place]) for place in places if place not in gone]
    return result, pictured


def _pieces(word: Word) -> Iterator[Word]:
    """``word`` cut at the dots of blanks in it, its places shared out by its characters."""
    cuts = list(_GLUED.finditer(word.text)) if _BLANK.search(word.text) else []
    if not cuts:
        yield word
        return
    widths = [0.0, *accumulate(_WIDTHS.get(char, 1.0) for char in word.text)]
    places = [word.x0 + (word.x1 - word.x0) * width / widths[-1] for width in widths]
    for start, end in pairwise([0, *(at for cut in cuts for at in cut.span()), len(word.text)]):
        if start < end and not _ONLY_DOTS.match(word.text[start:end]):
            margin = _RECKONED * word.size
            x0, x1 = places[start] - margin * (start > 0), places[end] + margin * (end < len(word.text))
            yield word._replace(text=word.text[start:end], x0=x0, x1=x1, first=x1, second=x0)


def _blanks(words: Sequence[Word]) -> Iterator[Blank]:
    for at, word in enumerate(words):
        for label, behind, most in _KINDS:
            if not label.match(word.text):
                continue
            after = next((n for n in range(at + 1, len(words)) if not _ONLY_DOTS.match(words[n].text)), None)
            if after is not None and words[after].line == word.line and behind.match(words[after].text):
                yield Blank(at, after, most)


def _stamped(words: Sequence[Word], blank: Blank, gone: set[int]) -> int | None:
    """Which of ``words`` is the number that lies over ``blank``: the one nearest to its line."""
    label, behind = words[blank.before], words[blank.behind]
    size = label.size
    over = [
        (abs(word.y0 - label.y0), at)
        for at, word in enumerate(words)
        if at not in gone
        and _FIGURES.match(word.text)
        and abs(word.y0 - label.y0) <= _OFF * size
        and label.x1 - _OVER * size < (word.x0 + word.x1) / 2 < behind.x0 + _OVER * size
        and 0 < int(word.text) <= blank.most
    ]
    return min(over)[1] if over else None
