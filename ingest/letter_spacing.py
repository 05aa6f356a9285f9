"""Titles typed with a space after each letter ("K Ế  H O Ạ C H"), closed up where a format knows more than its text."""

import re

from ingest.encodings.syllables import is_syllable

# A whole line, or a part of it between tabs, of capitals that stand alone; fewer than four are initials or columns.
_LETTER = r"[^\W\d_]"
_SPACED = re.compile(rf"(?m)(?<![^\t\n]){_LETTER}(?:[ ]{{1,9}}{_LETTER}){{3,60}}(?=[ ]*[:.]?[ ]*(?:[\t\n]|\Z))")
_GAP = re.compile(" +")
_SYLLABLE_MAX = 7


def closed_up(text: str) -> str:
    """``text`` with its letter-spaced titles as words; one whose words cannot be told apart stays as it is."""
    return _SPACED.sub(lambda match: _words(match.group()), text)


def _words(title: str) -> str:
    """The words of a letter-spaced ``title``: parted at wider gaps, and where those are missing, into syllables."""
    if not title.isupper():
        return title
    narrow = min(map(len, _GAP.findall(title)))
    parts = [part.replace(" ", "") for part in re.split(rf" {{{narrow + 1},}}", title)]
    words = [_syllables(part) for part in parts]
    if len(parts) == 1 and words[0] is None:
        return title
    return " ".join(word or part for word, part in zip(words, parts, strict=True))


def _syllables(letters: str) -> str | None:
    """``letters`` in the fewest syllables; None where they are none, or can be parted in several ways."""
    best: list[list[str]] = [[""]]  # the shortest partings of the first letters, by their number
    for end in range(1, len(letters) + 1):
        found = [
            f"{head} {letters[start:end]}".strip()
            for start in range(max(0, end - _SYLLABLE_MAX), end)
            if is_syllable(letters[start:end])
            for head in best[start]
        ]
        fewest = min((one.count(" ") for one in found), default=0)
        best.append([one for one in found if one.count(" ") == fewest][:2])
    return best[-1][0] if len(best[-1]) == 1 else None
