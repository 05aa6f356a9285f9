"""The numbers of groups in a scanned column of row numbers: Roman figures, which a recognition takes for letters."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.docx_numbering import roman
from ingest.scan_romans import ROMANS, strokes

# What the strokes of I, V and X are taken for: "H" is "II", "IHỊ" is "III".
_ROMAN_LIKE = re.compile(r"[IVXHTUNYÍÌỊlịíì|!1]{1,5}")
HEAD = re.compile(r"\W*S?TT\W*", re.IGNORECASE)
# What stands for a Roman figure where none of a page was read as one: "H" is "II", "HI" is "III".
_AS_STROKES = str.maketrans({"H": "II", "T": "I", "l": "I", "i": "I", "í": "I", "ị": "I", "ì": "I", "Ị": "I", "Í": "I",
                          "Ì": "I", "|": "I", "!": "I", "1": "I"})  # fmt: skip
# A one that was read twice, as a letter and as a figure.
_ONE_TWICE = re.compile(r"[Il|!]1|1[Il|!]")


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
