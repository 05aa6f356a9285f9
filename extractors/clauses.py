"""Clauses inside the paragraphs of a Reading: what stands between ";", a full stop, ":" and paragraph breaks.

Reads ``Reading.flow``; writes spans of the frozen text. A stop inside a number, a symbol, an abbreviation or a list
marker ends nothing.
"""

import re

from extractors.markers import behind_lead
from extractors.reading import Reading

# Abbreviations that end in a stop and go on: "TM. ỦY BAN", "PGS. TS. Lê", "v.v.", "TP. Huế".
_ABBREVIATIONS = frozenset(
    [
        "tm",
        "kt",
        "tl",
        "tuq",
        "tuq",
        "q",
        "th",
        "ths",
        "ts",
        "pgs",
        "gs",
        "bs",
        "ks",
        "cn",
        "tp",
        "tx",
        "tt",
        "p",
        "tr",
        "vd",
        "ct",
        "pct",
        "đ/c",
        "đc",
        "v",
        "v.v",
        "sn",
        "nxb",
        "stt",
        "no",
        "mr",
        "ms",
    ]
)
_STOP = re.compile(r"[;:.!?](?=[\s”\"')]|$)")
# "đạt 60% (năm 2022: 42,5%)": what was, in brackets, no label.
_OPEN_YEAR = re.compile(r"\((?:[Cc]ùng kỳ )?(?:[Nn]ăm )?(?:19|20)\d\d\s*\Z")
_YEAR_REACH = 24
_LAST_WORD = re.compile(r"[\w/.]+$")


def clauses(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """The clause spans of ``[start, end)``, trimmed of white space and of the stop that ends them, in order.

    ":" ends a clause, too: "Mục tiêu: 100% hồ sơ" gives the label and the aim.
    """
    flow = reading.flow
    found: list[tuple[int, int]] = []
    while start < end:
        line_end = flow.find("\n", start, end)
        line_end = end if line_end < 0 else line_end
        _split_line(flow, start, line_end, found)
        start = line_end + 1
    return found


def _split_line(flow: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    begin = start
    for stop in _STOP.finditer(flow, behind_lead(flow, start, end), end):
        position = stop.start()
        if stop.group() == "." and not _ends_sentence(flow, begin, position, end):
            continue
        if stop.group() == ":" and _OPEN_YEAR.search(flow, max(begin, position - _YEAR_REACH), position):
            continue
        _add(flow, begin, position, found)
        begin = stop.end()
    _add(flow, begin, end, found)


def _ends_sentence(flow: str, begin: int, position: int, end: int) -> bool:
    following = flow[position + 1 : min(position + 12, end)].lstrip(" \t\r\"”')")
    if following and following[0].islower():
        return False
    word = _LAST_WORD.search(flow, max(begin, position - 20), position)
    if word is None:
        return True
    if word.group().lower() in _ABBREVIATIONS:
        return not following
    return True


def _add(flow: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while start < end and (flow[start].isspace() or flow[start] in ".;:"):
        start += 1
    while end > start and flow[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))
