"""The title of a cited act ("về việc …"): where it begins, and where it ends.

A preamble gives one act a paragraph and its title may hold ";" and "."; elsewhere a title ends with the clause.
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.citations.before import PROVISIONS
from extractors.citations.vocabulary import any_word, issuer_heads_pattern
from extractors.dates import GAP

_ABOUT = re.compile(rf"{GAP}[,\-–]?{GAP}(?:\({GAP})?[“\"]?(?:v/v|về{GAP}việc|về|vv)(?!\w){GAP}:?{GAP}(?=[^\s;.,)])")
_ANY_TITLE = re.compile(
    rf"{GAP}[-–]?{GAP}(?=[^\s;.,:()|])(?!(?:và|tại|do|để|nhằm|được|có|là|của|với|theo|trong đó|khi|nếu)(?!\w))"
)
_QUOTED = re.compile(r"(?:“[^”\n]{3,400}”|\"[^\"\n]{3,400}\")")
_TRAILING = re.compile(r"[\s,;:.(\-–“\"*|]+$")
_JOINING = re.compile(r"(?:[\s,;:.(\-–“\"*|]|(?<!\w)(?:và|các|cùng|hoặc|với|đến|theo|tại|của)(?!\w))+$")
_NUMBERED_ACT = r"(?<!\w)(?:số|luật|nghị|quyết|kế hoạch|đề nghị|tình hình|công văn)(?!\w)"


@cache
def _bare_title() -> re.Pattern[str]:
    """Without a comma: behind one the clause goes on ("… theo Nghị định số 16/2013/NĐ-CP, công bố danh mục …")."""
    return re.compile(rf"{GAP}[\-–]?{GAP}(?={any_word('title_verbs')})")


@cache
def _content_end() -> re.Pattern[str]:
    return re.compile(
        rf"[;\n|]|\.(?!\w)|:(?!\w)|\((?={GAP}(?:{any_word('bracket_cues')}|{PROVISIONS}))"
        rf"|,{GAP}(?={any_word('clause_cues')})"
    )


@cache
def _preamble_end() -> re.Pattern[str]:
    heads, cues = issuer_heads_pattern(), any_word("basis_cues", "implements_cues")
    return re.compile(
        rf"\n|\((?={GAP}{any_word('bracket_cues')})|,{GAP}(?={any_word('preamble_clause_cues')})"
        rf"|[.;,]{GAP}(?={cues}[^\n.;]{{0,60}}{_NUMBERED_ACT})"
        rf"|[;,.]{GAP}(?=(?:nay{GAP},?{GAP})?(?:{heads})(?!\w)[^;\n]{{0,150}}?{any_word('own_clause_verbs')})"
    )


@cache
def _nesting() -> re.Pattern[str]:
    return re.compile(rf"{any_word('nesting_cues')}\s*(?:các\s*)?$")


def title_after(
    folded: str, position: int, limit: int, starts: Sequence[int], *, basis: bool, known: bool
) -> tuple[int, int] | None:
    """The span of the title that begins at ``position`` of the folded text, at most up to ``limit``.

    starts: where the next citations begin. basis: in the preamble. known: a date or a body came before, so that a
    verb may open the title without "về".
    """
    opener = _ABOUT.match(folded, position, limit)
    if opener is None and known:
        opener = (_ANY_TITLE if basis else _bare_title()).match(folded, position, limit)
    if opener is None or any(position <= start <= opener.end() for start in starts):
        return None
    start = opener.end()
    opening = opener.group().lstrip(" \xa0")
    quote = opener.end() - len(opening) if opening.startswith(("“", '"')) else start  # “về việc …”
    quoted = _QUOTED.match(folded, quote, limit)
    if quoted is not None:
        return start, quoted.end()
    end = _end(folded, start, limit, starts, _preamble_end() if basis else _content_end())
    trailing = _JOINING if end in starts else _TRAILING
    end = start + len(trailing.sub("", folded[start:end]))
    return (start, end) if end > start else None


def _end(folded: str, start: int, limit: int, starts: Sequence[int], ending: re.Pattern[str]) -> int:
    """Where a title ends. An act inside it ("về thực hiện Nghị quyết số …") belongs to it, the next of a list not."""
    position = start
    while True:
        found = ending.search(folded, position, limit)
        end = found.start() if found is not None else limit
        following = next((item for item in starts if position <= item < end), None)
        if following is None:
            return end
        if _nesting().search(folded, max(start, following - 30), following) is None:
            return following
        position = following + 1
