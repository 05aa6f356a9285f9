"""Vietnamese letters by their case: character classes for patterns, and whether a text is in capitals."""

from functools import lru_cache

# For patterns; ranges such as ``À-Ỹ`` hold letters of both cases.
_LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
LOWER = f"[{_LETTERS}]"
UPPER = f"[{_LETTERS.upper()}]"


@lru_cache(maxsize=1024)  # each line is asked about as the one that ends, the one that follows, and a heading
def is_capital(text: str) -> bool:
    """Whether ``text`` is written in capitals, as headings and names of bodies are (symbols and numbers aside)."""
    capitals = sum(map(str.isupper, text))
    return capitals >= 2 and capitals >= 0.9 * sum(map(str.isalpha, text))
