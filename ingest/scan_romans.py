"""Roman figures as a recognition garbles them: it counts most strokes rightly, and takes them for other letters.

How wide they stand on the page tells how many strokes there are, where the words do not.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.docx_numbering import roman

# What the numbers of headings and groups are read back to.
ROMANS = {roman(number): number for number in range(1, 40)}
# Letters that are made of two strokes, or taken for two: "H" is "II".
_DOUBLE = frozenset("HUNVXY")
_OPENING = re.compile(r"(I{1,3})(\.?)(\s.+)")
# How much wider "I.", "II." and "III." are than the first of them, in types with serifs and without, upright and bold;
# what lies between tells nothing.
_RATIOS = ((0.8, 1.2), (1.45, 1.95), (2.1, 2.75))
# How wide two strokes are beside three.
_EXCHANGED = (0.6, 0.8)
# No wider than this (in sizes of its line) is a number of one stroke.
_ONE_MAX = 0.72
# The number of an annex at the end of a bracket: "Phụ lục ])" is "Phụ lục I)", "Phụ lục ID" is "Phụ lục II)".
_BARRED = re.compile(r"(?<=[Pp]hụ lục )[\]|!l](?=\))")
_JOINED = re.compile(r"(?P<strokes>I{1,3})D(?=[.,;:]?(?:\s|$))")
_LABEL = re.compile(r"[Pp]hụ lục(?: |$)")
# The number of a quarter before its year, of strokes or of a "V" behind one; a figure alone stays one.
_QUARTER = re.compile(r"(?<=[Qq]uý )(?![1-4]\W)(?:[IHTl|!1]{1,3}|[ITl|!1]V)(?= ?(?:[Nn]ăm |/ ?)(?:19|20)\d\d)")
_SLASHES = re.compile(r"(?<=[Qq]uý )([IV]{1,3}|[1-4])//(?=(?:19|20)\d\d)")
_QUARTERS = 4
# A part's letter: behind its heading the row of Roman numbers begins anew.
_LETTERED_PART = re.compile(r"[A-GĐ]\.? ")


def opens_lettered_part(line: str) -> bool:
    """Whether ``line`` heads a part ("A. ĐÁNH GIÁ TÌNH HÌNH")."""
    return _LETTERED_PART.match(line) is not None and line.isupper()


def strokes(text: str) -> int:
    """How many strokes of I, V and X ``text`` was made of: "HI" and "III" have three."""
    return sum(2 if char in _DOUBLE else 1 for char in text)


def measured(lines: Sequence[str], widths: Sequence[float]) -> dict[int, str]:
    """The lines that open with one to three strokes, with as many as their width tells beside the narrowest that was
    read as one and is no wider; a single one without a stop has that of the others.

    widths: of the first word of each line, over the size of the line.
    """
    opening = {at: match for at in range(len(widths)) if (match := _OPENING.match(lines[at])) and match[3].isupper()}
    one = min((widths[at] for at, match in opening.items() if match[1] == "I"), default=0.0)
    if not 0 < one <= _ONE_MAX:
        one = _one_of_exchanged(*([widths[at] for at in opening if opening[at][1] == token] for token in ("II", "III")))
    if not one:
        return {}
    without = [at for at, match in opening.items() if not match[2]]
    found = {}
    for at, match in opening.items():
        count = next((place for place, (least, most) in enumerate(_RATIOS, 1) if least <= widths[at] / one <= most), 0)
        sign = "." if without == [at] and len(opening) > 1 else match[2]
        if count:
            found[at] = f"{'I' * count}{sign}{match[3]}"
    return found


def repaired_quarter(line: str) -> str:
    """``line`` of an OCR with the Roman numbers of quarters made whole: "quý TII năm 2026" is the third."""

    def whole(match: re.Match[str]) -> str:
        if match.group().endswith("V"):
            return "IV"
        return roman(count) if (count := strokes(match.group())) < _QUARTERS else match.group()

    return _QUARTER.sub(whole, _SLASHES.sub(r"\1/", line))


def _one_of_exchanged(twos: Sequence[float], threes: Sequence[float]) -> float:
    """How wide a number of one stroke is where each "III" is so much narrower than each "II" as those should be than
    these: they were read for each other. 0 where they are not."""
    if twos and threes and _EXCHANGED[0] <= max(threes) / min(twos) <= _EXCHANGED[1]:
        return max(threes) / (sum(_RATIOS[1]) / 2)
    return 0.0


def annex_numbers(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines with the Roman number of an annex at the end of a bracket that a recognition took for other signs, with
    it made whole, by their index in ``lines``."""
    for at, line in enumerate(lines):
        whole = _BARRED.sub("I", line)
        *_, label = (None, *_LABEL.finditer(line))
        if label is not None and "(" in line[: label.start()].rpartition(")")[2]:
            if (number := _JOINED.match(whole, label.end())) is not None:
                whole = f"{whole[: number.start()]}{number['strokes']}I){whole[number.end() :]}"
            elif label.end() == len(line) and at + 1 < len(lines) and (number := _JOINED.match(lines[at + 1])):
                yield at + 1, f"{number['strokes']}I){lines[at + 1][number.end() :]}"
        if whole != line:
            yield at, whole
