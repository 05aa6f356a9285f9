"""The vocabulary of deadlines, ``deadlines.yaml``."""

import re
from functools import lru_cache
from pathlib import Path

from extractors.rules import any_of
from schema.lexicon_files import read_lexicon
from schema.text import fold

_PATH = Path(__file__).parent / "lexicon" / "deadlines.yaml"
_CARRIES = r"(?<!\w)(?:thực hiện|triển khai|hưởng ứng|theo|thuộc|của)\s+(?:các\s+|những\s+)?"


@lru_cache(maxsize=1)
def words() -> dict[str, list[str]]:
    """The word groups of the lexicon of deadlines (frequencies: their written forms)."""
    groups = read_lexicon(_PATH)
    return {name: list(group["words"]) for name, group in groups.items()}


@lru_cache(maxsize=1)
def frequency_names() -> dict[str, str]:
    """Written form of a frequency -> the word under which it is stored."""
    return dict(read_lexicon(_PATH)["frequencies"]["words"])


@lru_cache(maxsize=1)
def label() -> re.Pattern[str]:
    """A label and the colon that ends it ("Thời gian thực hiện/hoàn thành:")."""
    return re.compile(fold(any_of(*words()["labels"])) + r"(?:(?![.;]\s)[^:\n]){0,60}:")


@lru_cache(maxsize=1)
def purpose() -> re.Pattern[str]:
    """A title that tells why the plan is made."""
    return re.compile(any_of(*words()["purposes"]))


@lru_cache(maxsize=1)
def document() -> re.Pattern[str]:
    """A document or programme."""
    return re.compile(any_of(*words()["documents"]))


@lru_cache(maxsize=1)
def carried() -> re.Pattern[str]:
    """A document or programme that is carried out: "thực hiện Chiến lược …"."""
    return re.compile(_CARRIES + any_of(*words()["documents"]))
