"""The vocabulary of targets as compiled patterns, read once from ``lexicon/targets.yaml``.

All patterns are for folded text (``Reading.folded``).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractors.rules import any_of
from extractors.tolerant import before_any, tolerant_any
from schema.lexicon_files import read_lexicon
from schema.text import fold

_LONGEST_NAME = 3  # words
_PATH = Path(__file__).parent / "lexicon" / "targets.yaml"


# Measures that are written at their number: "30m2", "5km".
GLUED_UNIT = r"(?:m2|m²|m3|m³|km2?|ha|kg|kwh|mw|mbps)(?!\w)"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetWords:
    """Patterns made of the word groups of the lexicon; ``zero_units`` maps a noun to the unit of a zero target."""

    unit: re.Pattern[str]
    per: re.Pattern[str]
    activity_units: frozenset[str]
    scope_units: frozenset[str]
    time_units: frozenset[str]
    doing: re.Pattern[str]
    yielding: re.Pattern[str]
    work: re.Pattern[str]
    measure: re.Pattern[str]
    aim: re.Pattern[str]
    past: re.Pattern[str]
    starter: re.Pattern[str]
    rate: re.Pattern[str]
    share: re.Pattern[str]
    idle: re.Pattern[str]
    cost: re.Pattern[str]
    named: frozenset[str]
    zero_units: dict[str, str | None]
    zero_noun: re.Pattern[str]
    compound: re.Pattern[str]

    def names_number(self, before: str) -> bool:
        """Whether the last words of ``before`` make the number after them a name ("khoản", "quý", "đề án")."""
        tokens = before.rstrip(" :.\n\t").split()[-_LONGEST_NAME:]
        if tokens[-2:] in (["tổng", "số"], ["ở", "mức"]) or tokens[-2:-1] == ["mỗi"]:
            return False
        return any(" ".join(tokens[start:]) in self.named for start in range(len(tokens)))


# Those that a recognition may misread.
_AIMS = ("phấn đấu", "mục tiêu", "chỉ tiêu")


@lru_cache(maxsize=1)
def target_words() -> TargetWords:
    """The lexicon of targets, compiled."""
    groups = read_lexicon(_PATH)
    words = {name: group["words"] for name, group in groups.items()}
    zero_units = {fold(noun): unit for noun, unit in words["zero_nouns"].items()}
    return TargetWords(
        unit=re.compile(r"\s*" + any_of(*words["units"]) + rf"|(?<=\d){GLUED_UNIT}"),
        per=re.compile(r"\s*/\s*(?:01\s+|1\s+)?" + any_of(*words["per"])),
        activity_units=frozenset(map(fold, words["activity_units"])),
        scope_units=frozenset(map(fold, words["scope_units"])),
        time_units=frozenset(map(fold, words["time_units"])),
        doing=re.compile(any_of(*words["doing"]) + r"(?:\s+(?:được|thêm|mới|khoảng|thành công))?\s*$"),
        yielding=re.compile(any_of(*words["yielding"]) + r"(?:\s+(?:được|thêm|mới|khoảng|ít nhất|trên|hơn))?\s*$"),
        work=re.compile(any_of(*words["doing"], *words["yielding"])),
        measure=re.compile(any_of(*words["measures"]) + r"[^;]{0,40}$"),
        # A target programme aims at nothing here, and what "has reached the aim" is told.
        aim=re.compile(
            before_any(*_AIMS, *words["aims"])
            + rf"(?<!chương trình )(?<!đạt )(?:{tolerant_any(*_AIMS)}|{any_of(*words['aims'])})"
        ),
        past=re.compile(r"(?<!chứng )" + any_of(*words["past"])),  # "có chứng chỉ đạt 30%"
        starter=re.compile(tolerant_any("phấn đấu") + "|" + any_of(*words["starters"])),
        rate=re.compile(any_of(*words["rates"]) + r"(?:\s+\w+){0,3}\s*$"),
        share=re.compile(any_of(*words["shares"]) + r"(?:\s+\w+){0,2}\s*$"),
        cost=re.compile(any_of(*words["costs"])),
        idle=re.compile(r"\s*" + any_of(*words["idle_nouns"])),
        named=frozenset(map(fold, words["named"])),
        zero_units=zero_units,
        zero_noun=re.compile(any_of(*zero_units)),
        compound=re.compile(any_of(*words["compounds"])),
    )
