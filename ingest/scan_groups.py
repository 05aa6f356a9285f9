"""The numbers of groups in a scanned column of row numbers: Roman figures, which a recognition takes for letters."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.docx_numbering import roman

# What the strokes of I, V and X are taken for: "H" is "II", "IHỊ" is "III".
_ROMAN_LIKE = re.compile(r"[IVXHTUNYÍÌỊlịíì|!1]{1,5}")
_HEAD = re.compile(r"\W*S?TT\W*", re.IGNORECASE)
_NUMBERS = {roman(number): number for number in range(1, 40)}
_DOUBLE = frozenset("HUNVXY")
# Plain numbers that a column of row numbers has at least.
_FIGURES_MIN = 2


def groups_counted(texts: Sequence[str]) -> list[str]:
    """``texts`` of a column with the misread ones among Roman figures that count up put right: "I", "1", "H", "2".

    Those of a page may begin anywhere ("IHỊ", "7", "IV"). A stroke between the number of a group and a two is the one
    of the group's first row.
    """
    own = list(texts)
    groups: list[int] = []
    for at, text in enumerate(own):
        if text.isdecimal() or (at == 0 and _HEAD.fullmatch(text)):
            continue
        if not _ROMAN_LIKE.fullmatch(text):
            return list(texts)
        if groups and groups[-1] == at - 1 and own[at + 1 : at + 2] == ["2"]:
            own[at] = "1"
        else:
            groups.append(at)
    firsts = Counter(_NUMBERS[own[at]] - place for place, at in enumerate(groups) if own[at] in _NUMBERS)
    first = firsts.most_common(1)[0][0] if firsts else 0
    if first < 1 or sum(text.isdecimal() for text in own) < _FIGURES_MIN:
        return list(texts)
    wanted = {at: roman(first + place) for place, at in enumerate(groups)}
    if any(abs(_strokes(own[at]) - _strokes(number)) > 1 for at, number in wanted.items()):
        return list(texts)
    return [wanted.get(at, text) for at, text in enumerate(own)]


def _strokes(text: str) -> int:
    return sum(2 if char in _DOUBLE else 1 for char in text)
