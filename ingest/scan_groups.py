"""The numbers of groups in a scanned column of row numbers: Roman figures, which a recognition takes for letters."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from ingest.docx_numbering import roman
from ingest.scan_romans import ROMANS, strokes

# What the strokes of I, V and X are taken for: "H" is "II", "IHỊ" is "III".
_ROMAN_LIKE = re.compile(r"[IVXHMTUNYÍÌỊlịíì|!1]{1,5}")
HEAD = re.compile(r"\W*S?TT\W*", re.IGNORECASE)
# What stands for a Roman figure where none of a page was read as one: "H" is "II", "HI" is "III".
_AS_STROKES = str.maketrans({"H": "II", "T": "I", "l": "I", "i": "I", "í": "I", "ị": "I", "ì": "I", "Ị": "I", "Í": "I",
                          "Ì": "I", "M": "II", "|": "I", "!": "I", "1": "I"})  # fmt: skip
# How many figures, and which share of all, must count up before the others are taken for misread.
COUNTING_MIN, _COUNTING_SHARE = 3, 0.6
# A one that was read twice, as a letter and as a figure.
_ONE_TWICE = re.compile(r"[Il|!]1|1[Il|!]")


def numbers_counted(texts: Sequence[str], heads: Sequence[bool]) -> list[str]:
    """``texts`` of a column of row numbers with the misread ones put right where the others count up.

    heads: for each whether the rulings tell that it numbers a group; all the rows between may count on over them.
    """
    if not any(heads):
        return counted(groups_counted(texts))
    groups = [text for text, head in zip(texts, heads, strict=True) if head]
    rows = [text for text, head in zip(texts, heads, strict=True) if not head]
    numbers, counting = iter(_romans_counted(groups)), counted(rows)
    if counting == rows:  # they may count anew in each group
        runs = [list(run) for head, run in groupby(range(len(texts)), key=heads.__getitem__) if not head]
        counting = [text for run in runs for text in counted([texts[at] for at in run])]
    figures = iter(counting)
    return [next(numbers) if head else next(figures) for head in heads]


def _romans_counted(texts: Sequence[str]) -> list[str]:
    """The numbers of groups, all Roman where half of them are and count up."""
    likely = [text if text in ROMANS else text.translate(_AS_STROKES) for text in texts]
    firsts = Counter(ROMANS[text] - place for place, text in enumerate(likely) if text in ROMANS)
    first, agreeing = firsts.most_common(1)[0] if firsts else (0, 0)
    if first < 1 or 2 * agreeing < len(texts):
        return list(texts)
    return [roman(first + place) for place in range(len(texts))]


def groups_counted(texts: Sequence[str]) -> list[str]:
    """``texts`` of a column with the misread ones among Roman figures that count up put right: "I", "1", "H", "2".

    Those of a page may begin anywhere ("IHỊ", "7", "IV"), and be one alone ("4", "H", "1"). A stroke between the number
    of a group and a two is the one of the group's first row.
    """
    own = list(texts)
    groups: list[int] = []
    for at, text in enumerate(own):
        if text.isdecimal() or (at == 0 and HEAD.fullmatch(text)) or _counts_on(own, at):
            continue
        if not _ROMAN_LIKE.fullmatch(text):
            return list(texts)
        behind = groups and groups[-1] == at - 1
        if behind and (own[at + 1 : at + 2] == ["2"] or _ONE_TWICE.fullmatch(text)):
            own[at] = "1"
        else:
            groups.append(at)
    likely = [own[at] if own[at] in ROMANS else own[at].translate(_AS_STROKES) for at in groups]
    firsts = Counter(ROMANS[text] - place for place, text in enumerate(likely) if text in ROMANS)
    first = firsts.most_common(1)[0][0] if firsts else 0
    if first < 1 or not any(text.isdecimal() for text in own):
        return list(texts)
    wanted = {at: roman(first + place) for place, at in enumerate(groups)}
    if any(abs(strokes(own[at]) - strokes(number)) > 1 for at, number in wanted.items()):
        return list(texts)
    return [wanted.get(at, text) for at, text in enumerate(own)]


def is_group(text: str) -> bool:
    """Whether ``text`` is the number of a group that no figure is read as: "IV", not "I" or "II"."""
    return text in ROMANS and not set(text) <= {"I"}


def _counts_on(texts: Sequence[str], at: int) -> bool:
    """Whether one number alone is missing between those around: no group stands there."""
    around = [*texts[max(0, at - 1) : at], *texts[at + 1 : at + 2]]
    return len(around) == 2 and all(map(str.isdecimal, around)) and int(around[1]) == int(around[0]) + 2


def counted(texts: Sequence[str]) -> list[str]:
    """``texts`` with the misread ones among figures that count up by one put right: "1", "2", "8", "4"."""
    if texts and HEAD.fullmatch(texts[0]):
        return [texts[0], *counted(texts[1:])]
    group = next((at for at, text in enumerate(texts) if is_group(text)), -1)
    if group >= 0:
        return [*counted(texts[:group]), texts[group], *counted(texts[group + 1 :])]
    firsts = Counter(int(text) - at for at, text in enumerate(texts) if text.isdecimal())
    first, agreeing = firsts.most_common(1)[0] if firsts else (0, 0)
    if agreeing < COUNTING_MIN or agreeing < _COUNTING_SHARE * len(texts):
        return list(texts)
    if first < 1:  # the head of the column
        return [texts[0], *counted(texts[1:])]
    return [str(first + at) for at in range(len(texts))]
