"""Words with spaces between their letters: titles that were typed so ("K Ế  H O Ạ C H"), and what a web page makes of
type with letters set wide ("ỦY B AN NHÂN D Â N T HÀNH P HỐ").
"""

import re

from ingest.encodings.syllables import is_syllable
from schema.document import PageNote

CLOSED_UP = PageNote(code="letter_spacing", message="Đã khép các chữ bị gõ cách hoặc tách rời từng chữ cái.")
# A whole line, or a part of it between tabs, of capitals that stand alone; fewer than four are initials or columns.
_LETTER = r"[^\W\d_]"
_SPACED = re.compile(rf"(?m)(?<![^\t\n]){_LETTER}(?:[ ]{{1,9}}{_LETTER}){{3,60}}(?=[ ]*[:.]?[ ]*(?:[\t\n]|\Z))")
_GAP = re.compile(" +")
_SYLLABLE_MAX = 7
# A consonant alone beside a word: where there is none, no word is broken.
_BROKEN = re.compile(rf"(?i)(?<!\w)[bcdđghklmnpqrstvx] {_LETTER}|{_LETTER} [bcdđghklmnpqrstvx](?!\w)")
# Pieces of letters with one space between them.
_PIECES = re.compile(rf"{_LETTER}+(?: {_LETTER}+)+")
# A piece that is no syllable and no longer than this is broken off a word; a run tells by so many that find theirs.
_BROKEN_MAX, _BROKEN_MIN = 2, 2


def closed_up(text: str) -> str:
    """``text`` with its letter-spaced titles as words; one whose words cannot be told apart stays as it is."""
    return _rejoined(_SPACED.sub(lambda match: _words(match.group()), text))


def rejoined(text: str) -> str:
    """``text`` with words that were broken into pieces whole again; each line keeps its length, padded at its end."""
    joined = _rejoined(text)
    if joined == text:
        return text
    return "\n".join([new.ljust(len(old)) for new, old in zip(joined.split("\n"), text.split("\n"), strict=True)])


def _rejoined(text: str) -> str:
    return _PIECES.sub(lambda run: _whole(run.group()), text) if _BROKEN.search(text) is not None else text


def _whole(run: str) -> str:
    """The words of a run of pieces, syllables or abbreviations; the run itself where its pieces are no broken words."""
    pieces = run.split(" ")
    broken = sum(len(piece) <= _BROKEN_MAX and not is_syllable(piece) for piece in pieces)
    if broken < _BROKEN_MIN or (max(map(len, pieces)) == 1 and run.isascii()):
        return run
    # The fewest words that are neither syllables nor abbreviations, then the fewest words, of the first pieces; of
    # two such partings the one whose last word is longer ("CHÍ MINH", not "CHÍM INH").
    best: list[tuple[int, int, list[str]]] = [(0, 0, [])]
    for end in range(1, len(pieces) + 1):
        found = []
        for start in range(max(0, end - _SYLLABLE_MAX), end):
            word = "".join(pieces[start:end])
            alone = end - start == 1
            if alone or (is_syllable(word) and (word.islower() or word.isupper() or word.istitle())):
                odd, count, words = best[start]
                named = is_syllable(word) or (len(word) > 1 and word.isupper())
                found.append((odd + (not named), count + 1, [*words, word]))
        best.append(min(found, key=lambda one: one[:2]))
    odd, _, words = best[-1]
    return " ".join(words) if odd == 0 else run


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
