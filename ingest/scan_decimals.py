"""Markers of two numbers ("3.5.") that a recognition garbled, put right where their row leaves no other.

"B8;" between "3.4." and "3.6." is "3.5.", "3:3:" behind "3.2." is "3.3.", and "i1;" below "3." before "3.2." is "3.1.".
Works on the lines of a whole document, as a row of items runs over many pages.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# How far (in lines) the markers of a row may stand from each other.
_REACH = 60
_READ = re.compile(r"(\d{1,2})\.(\d{1,2})\.?(?=\s)")
_HEAD = re.compile(r"(\d{1,2})\.\s")
# A few figures and signs that end in one and stand before a word: no word, no marker of another kind.
_GARBLED = re.compile(
    r"(?!\d{1,2}[.)]\s|[^\W\d_][.)]\s|[-–+*•]|[IVXL]+\.)(?=\S{0,3}\d|\S{1,3}\s)\S{1,4}[.;:,](?=\s[“\"]?[^\W\d_])"
)


class _Marker(NamedTuple):
    line: int
    prefix: int
    number: int


def repaired_decimals(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines whose marker of two numbers was garbled, with it made whole, by their index in ``lines``."""
    before: _Marker | None = None
    between: list[int] = []
    for at, line in enumerate(lines):
        marker = _marker(at, line)
        if marker is None:
            if _GARBLED.match(line):
                between.append(at)
            continue
        missing = _missing(before, marker)
        if missing is not None and between:
            first, numbers = missing
            near = [one for one in between if one > first]
            fitting = near if len(near) == len(numbers) else _spelt(lines, near, marker.prefix, numbers)
            if len(fitting) == len(numbers):
                yield from (
                    (one, _whole(lines[one], marker.prefix, number))
                    for one, number in zip(fitting, numbers, strict=True)
                )
        before, between = marker, []


def _marker(at: int, line: str) -> _Marker | None:
    """The marker that opens a line: "3.5." or, as the head of a row, "3." (number 0)."""
    if (match := _READ.match(line)) is not None:
        return _Marker(at, int(match[1]), int(match[2]))
    match = _HEAD.match(line)
    return _Marker(at, int(match[1]), 0) if match is not None else None


def _missing(before: _Marker | None, marker: _Marker) -> tuple[int, range] | None:
    """Behind which line the numbers are missing that the row lacks before ``marker``; None where it lacks none."""
    if before is None or marker.prefix != before.prefix or marker.line - before.line > _REACH:
        return None
    numbers = range(before.number + 1, marker.number)
    return (before.line, numbers) if 0 < len(numbers) <= 2 else None


def _spelt(lines: Sequence[str], near: Sequence[int], prefix: int, numbers: range) -> list[int]:
    """Of the lines ``near`` those that spell the missing numbers but for the signs: "3:3:"."""
    wanted = [f"{prefix}{number}" for number in numbers]
    return [at for at in near if re.sub(r"\D", "", lines[at].split()[0]) in wanted]


def _whole(line: str, prefix: int, number: int) -> str:
    return f"{prefix}.{number}. {line.split(None, 1)[1]}"
