"""Abbreviations of a scan with a letter too many or too few, told by how the rest of the document writes them.

Where capitals touch, a recognition sees a letter twice or two as one: "CĐĐS" for "CĐS", "THC" for "TTHC". One spelling
that stands once beside another that stands all over the document is that other.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

# An abbreviation by itself, no part of a document's symbol.
_CAPITALS = re.compile(r"(?<![\w/&-])[A-ZĐ]{2,5}(?:&[A-ZĐ]{1,5}|[A-ZĐ]{0,5})(?![\w/&]|-[A-ZĐ])")
_TWICE = re.compile(r"(.)\1+")
_LETTERS_MIN = 3
# How often the right spelling stands where the wrong one stands once; a "Đ" is seen twice so often that once is enough.
_OFTEN = 3
_DOUBLED = "ĐĐ"


def repaired_capitals(lines: Sequence[str]) -> dict[int, str]:
    """The lines with a misread abbreviation, with it made whole, by their index in ``lines``."""
    found = [list(_CAPITALS.finditer(line)) if not line.isupper() else [] for line in lines]
    counts = Counter(match.group() for matches in found for match in matches)
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for token in counts:
        if len(token) >= _LETTERS_MIN:
            alike[_key(token)].append(token)
    whole: dict[str, str] = {}
    for spellings in alike.values():
        best = max(spellings, key=lambda token: (counts[token], -len(token)))
        whole |= {one: best for one in spellings if one != best and _is_misread(one, best, counts)}
    return {
        at: _CAPITALS.sub(lambda match: whole.get(match.group(), match.group()), line)
        for at, (line, matches) in enumerate(zip(lines, found, strict=True))
        if any(match.group() in whole for match in matches)
    }


def _key(token: str) -> str:
    """What all readings of one abbreviation have in common: its letters without those that stand twice."""
    return _TWICE.sub(r"\1", token.replace("Đ", "D"))


def _is_misread(token: str, best: str, counts: Counter[str]) -> bool:
    doubled = _DOUBLED in token and token.replace(_DOUBLED, "Đ") == best
    return counts[token] == 1 and abs(len(token) - len(best)) <= 1 and (doubled or counts[best] >= _OFTEN)
