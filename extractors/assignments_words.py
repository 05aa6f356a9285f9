"""The cue words of assignments: ``roles.yaml`` as compiled patterns over folded text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractors.phrases import exact_signs, longest_of
from extractors.tolerant import before_any, tolerant_signs
from schema.lexicon_files import read_lexicon
from schema.plan import Role
from schema.text import fold

LEXICON = Path(__file__).parent / "lexicon" / "roles.yaml"
SPACE = r"[^\S\n]+"
# "doanh nghiệp, tổ chức, cá nhân", "tổ chức quốc tế": bodies, where "tổ chức" alone is to hold something.
_NO_BODY = (
    r"(?!tổ chức(?:(?:\s*,\s*|\s+(?:và|hoặc)\s+)(?:các\s+)?(?:cá nhân|doanh nghiệp|đoàn thể|hộ gia đình)"
    r"|\s+(?:quốc tế|phi chính phủ|chính trị|xã hội|tín dụng|tôn giáo|thành viên|hữu quan|(?:có\s+)?liên quan))(?!\w))"
)
_TOLERANT_FROM = 2  # a cue of so many words is recognised through OCR errors ("tố chức" for "tổ chức")


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """Words that hand a task to the party behind them.

    mid: also inside a sentence; leading: the next sentences speak of that party, too; role: what they make of it.
    """

    pattern: re.Pattern[str]
    leading: bool
    requested: bool
    soft: bool
    mid: bool
    role: Role | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that tell a role; ``noun``: what stands before them when they are no predicate."""

    role: Role
    pattern: re.Pattern[str]
    noun: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWords:
    """All of ``roles.yaml`` that sentences need, compiled once."""

    label: re.Pattern[str]
    label_roles: tuple[tuple[Role, re.Pattern[str]], ...]
    block: re.Pattern[str]
    cues: tuple[Cue, ...]
    givers: tuple[Giver, ...]
    gives: re.Pattern[str]  # the words of any giver
    lead_in: re.Pattern[str]
    fact: re.Pattern[str]
    outcome: re.Pattern[str]
    soft: re.Pattern[str]
    modifier: re.Pattern[str]
    adverb: re.Pattern[str]
    predicate: re.Pattern[str]
    verb: re.Pattern[str]
    scope: re.Pattern[str]
    beyond_scope: re.Pattern[str]
    outline: re.Pattern[str]
    organisation: re.Pattern[str]
    no_body: re.Pattern[str]
    body_head: re.Pattern[str]
    name_rest: re.Pattern[str]
    no_predicate: re.Pattern[str]
    agency: re.Pattern[str]


def load_roles() -> Mapping[str, Any]:
    """The lexicon as it is written in ``roles.yaml``."""
    words: Mapping[str, Any] = read_lexicon(LEXICON)
    return words


def phrases(words: Iterable[str]) -> str:
    """A pattern for any of ``words`` as whole words, longest first; several words also through OCR errors."""
    known = list(words)
    return f"(?:{before_any(*known)}{longest_of(map(_signs, known))})"


def _signs(phrase: str) -> list[str]:
    plain = fold(phrase)
    if len(plain.split()) >= _TOLERANT_FROM and plain.replace(" ", "").isalpha():
        return tolerant_signs(phrase, SPACE)
    left = [r"(?<!\w)"] if plain[0].isalnum() else []
    right = [r"(?!\w)"] if plain[-1].isalnum() else []
    return [*left, *exact_signs(phrase, SPACE), *right]


@lru_cache(maxsize=1)
def role_words() -> RoleWords:
    """The compiled lexicon, made once."""
    data = load_roles()
    adverbs, verbs = phrases(data["adverbs"]["words"]), _NO_BODY + phrases(data["verbs"]["words"])
    return RoleWords(
        label=_label(data),
        label_roles=tuple((Role(entry["role"]), re.compile(phrases(entry["words"]))) for entry in data["labels"]),
        block=re.compile(
            phrases(word for entry in data["labels"] if entry.get("block", True) for word in entry["words"])
        ),
        cues=tuple(_cue(entry) for entry in data["cues"]),
        givers=tuple(_giver(entry) for entry in data["givers"]),
        gives=re.compile(phrases(word for entry in data["givers"] for word in entry["words"])),
        lead_in=re.compile(phrases(data["lead_ins"]["words"])),
        fact=re.compile(phrases(data["facts"]["words"])),
        outcome=re.compile(rf"\s*{phrases(data['outcomes']['words'])}"),
        soft=re.compile(phrases(data["soft"]["words"])),
        modifier=re.compile(rf"\s*{phrases(data['modifiers']['words'])}"),
        adverb=re.compile(adverbs),
        predicate=re.compile(rf"\s*,?\s*(?:{adverbs}\s*,?\s*){{0,5}}{verbs}"),
        verb=re.compile(verbs),
        scope=re.compile(phrases(data["scopes"]["words"])),
        beyond_scope=re.compile(rf"(?:[,;/&–-]|(?<!\w)và)\s*(?:các\s+)?{phrases(data['beyond_scopes']['words'])}"),
        organisation=re.compile(phrases(data["organisation"]["words"])),
        no_body=re.compile(phrases(data["no_bodies"]["words"])),
        outline=re.compile(phrases(data["outlines"]["words"])),
        name_rest=re.compile(rf"(?:\s*{phrases(data['name_rests']['words'])})*"),
        no_predicate=re.compile(phrases(data["no_predicates"]["words"])),
        agency=_agency(data),
        body_head=re.compile(rf"(?:(?:các|những|toàn thể|từng|mỗi)\s+)?(?:{phrases(data['body_heads']['words'])})"),
    )


def _agency(data: Mapping[str, Any]) -> re.Pattern[str]:
    names, titles = phrases(data["agencies"]["words"]), phrases(data["agency_titles"]["words"])
    return re.compile(rf"(?:{titles}\s+)*{names}(?!\s+(?:ban|ngành|chuyên môn|đơn vị|chức năng|nghiệp vụ)(?!\w)|\s*,)")


def _label(data: Mapping[str, Any]) -> re.Pattern[str]:
    roles = phrases(word for entry in data["labels"] for word in entry["words"])
    heads, tails = phrases(data["label_heads"]["words"]), phrases(data["label_tails"]["words"])
    between = rf"(?:\s*[,/&-]\s*|\s+và\s+|\s*,\s*(?:{heads}\s+))"
    one = rf"(?:{heads}\s+){{0,2}}{roles}(?:\s+{tails}){{0,2}}"
    return re.compile(rf"{one}(?:{between}{one}){{0,3}}(?:\s*\([^()\n]{{0,40}}\))?\s*(?P<stop>[:.]|\Z)")


def _cue(entry: Mapping[str, Any]) -> Cue:
    return Cue(
        role=Role(entry["role"]),
        pattern=re.compile(phrases(entry["words"])),
        noun=re.compile(rf"{phrases(entry['unless_after'])}\s*\Z"),
    )


def _giver(entry: Mapping[str, Any]) -> Giver:
    return Giver(
        pattern=re.compile(rf"{phrases(entry['words'])}(?:\s*:(?=\s))?"),  # "Đề nghị: Hội Nông dân, …"
        leading=entry.get("leading", True) is True,
        requested=entry["requested"],
        soft=entry.get("soft") is True,
        mid=entry["mid"],
        role=Role(entry["role"]) if "role" in entry else None,
    )
