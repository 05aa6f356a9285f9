"""Numbers as Vietnamese writes them: "." groups thousands, "," opens decimals, small ones also in words.

Reads a matched piece of text; writes floats. What is no number gives None, never a guess.
"""

import re

# "l00%" and "1OO%" are what OCR makes of "100%": letters count as digits only beside a digit.
# "97, 2%" is one number, typed carelessly.
DIGITS = (
    r"(?:\d{2}, \d(?=\s?%)|\d{1,3}(?:\.\d{3}){1,5}(?!\d)(?:,\d{1,9})?"
    r"|\d{1,15}+(?:,\d{1,9}|\.\d{1,2}(?!\d))?|l0{2}|1[oO]{2})"
)
NUMBER = r"(?<![\w.,/])" + DIGITS
WORDS = {
    "một": 1,
    "hai": 2,
    "đôi": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
SCALES = {"nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỷ": 1e9}

_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")


def number(text: str) -> float | None:
    """The value of one number as written ("1.250", "86,5", "01", "hai", "l00"), None where it is none.

    A group of exactly three digits after "." is thousands; any other "." is a decimal point of careless typing.
    """
    cleaned = text.strip().lower().replace(", ", ",")
    if cleaned in WORDS:
        return float(WORDS[cleaned])
    cleaned = cleaned.replace("l", "1").replace("o", "0")
    if _GROUPED.fullmatch(cleaned):
        return float(cleaned.replace(".", "").replace(",", "."))
    if _DECIMAL.fullmatch(cleaned):
        return float(cleaned.replace(",", "."))
    return None
