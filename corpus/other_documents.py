"""What communes send by mistake instead of a plan, told by the opening of a document that no type line tells."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from schema.lexicon_files import read_lexicon
from schema.plan import Plan
from schema.text import bare, fold, squeeze

_LEXICON = Path(__file__).resolve().parent / "lexicon" / "other_documents.yaml"
# The head of a document has about twenty lines, the title among them.
_LINES_MAX = 30
_TITLE_MAX = 120
_FIRST_MARKER = re.compile(r"(?:[IVX]{1,5}|[1-9]|[A-Da-d])[.)/]\s")
_PLAN = re.compile(r"(?:du thao )?ke hoach(?!\w)")
_LETTER = re.compile(r"kính gửi\s*:|v/v(?!\w)")  # whom it is sent to; what it is about, below its symbol
_SPEECH = re.compile(r"kính thưa(?!\w)")
_CODE = re.compile(r"/([^\W\d_]+)[-/]")


class _Vocabulary(NamedTuple):
    """The types of documents.

    kinds: what a type line may begin with, without marks, longest first, and how it is written. alone: the same of what
    tells only alone in its line. codes: types by the code in the number of a document.
    """

    kinds: dict[str, str]
    alone: dict[str, str]
    codes: dict[str, str]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    data = read_lexicon(_LEXICON)
    longest_first = sorted(data["kinds"], key=len, reverse=True)
    kinds, alone = ({_plain(name): name.upper() for name in names} for names in (longest_first, data["alone"]))
    return _Vocabulary(kinds=kinds, alone=alone, codes=data["codes"])


def other_kind(plan: Plan) -> str | None:
    """The kind of the document, as it names itself, where its opening shows that it is no plan; None for a plan, and
    for one whose head is lost: only what a plan never has tells against it."""
    lines = list(_opening(plan.document.text))
    if any(_PLAN.match(_plain(line)) and line.isupper() for line in lines):
        return None
    named = next((kind for line in lines if (kind := _named(line)) is not None), None)
    if named is not None:
        return named
    symbol = _CODE.search(plan.header.symbol.value) if plan.header.symbol else None
    if symbol and symbol.group(1) in _vocabulary().codes:
        return _vocabulary().codes[symbol.group(1)]
    if any(_SPEECH.match(fold(line)) for line in lines):
        return "bài phát biểu"
    return "công văn" if any(_LETTER.match(fold(line)) for line in lines) else None


def _opening(text: str) -> Iterator[str]:
    """The lines before the first numbered heading."""
    shown = (squeeze(line).strip(" *#_|") for line in text[:8000].split("\n"))
    lines = takewhile(lambda line: not _FIRST_MARKER.match(line), filter(None, shown))
    return (line for line, _ in zip(lines, range(_LINES_MAX), strict=False))


def _named(line: str) -> str | None:
    """The type that a line in capitals begins with, whatever the marks on its letters: "QUYÉT ĐỊNH" of a scan."""
    if not line.isupper() or len(line) > _TITLE_MAX:
        return None
    plain = _plain(line)
    kinds, alone, _ = _vocabulary()
    kind = next((kind for kind in kinds if plain.startswith(kind) and not plain[len(kind) :][:1].isalnum()), None)
    return kinds[kind] if kind is not None else alone.get(plain.rstrip(" .:;-"))


def _plain(line: str) -> str:
    return bare(fold(line))
