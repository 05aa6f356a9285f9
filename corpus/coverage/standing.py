"""What a passage that names a criterion is for it: a task, a bare aim, or a mere naming (rules R2-R4, R9)."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from corpus.coverage import lexicon
from corpus.coverage.lexicon import Word
from corpus.coverage.passages import Form, Passage
from corpus.coverage.places import Part
from schema.coverage import Standing

_ASKED = "đề nghị"
_SOON = 5  # syllables behind the object within which a duty is its own
_MEASURE = re.compile(r"\b\d+ ?%|\b\d+\b")


def judge(passage: Passage, first: int, last: int) -> tuple[Standing, str]:
    """The standing of ``passage`` for a criterion named at syllables ``[first, last)``, and the rule that says so."""
    if passage.form is Form.HEADING:
        return Standing.HEADING, "R8"
    if passage.part in (Part.ISSUING, Part.CLOSING):
        return Standing.NAMED, "R0"
    if passage.part is Part.PURPOSE:
        return Standing.NAMED, "R2"
    if is_outside_supervision(passage, first):
        return Standing.NAMED, "R5"
    return _clause(passage.key, passage.kept, first, last)


@lru_cache(maxsize=16384)
def _clause(key: str, kept: bool, first: int, last: int) -> tuple[Standing, str]:
    words = key.split()
    if _governed(words, first) or tells_shortfall(key):
        return Standing.NAMED, "R4"
    if _refers_to_itself(key):
        return Standing.NAMED, "R9"
    if _is_aim(key):
        return Standing.NAMED, "R3-T3"
    if kept:
        return _kept(words)
    if _tells_doing(words[:last]) or words[0] in lexicon.tasks().opening or _is_duty(words[last : last + _SOON]):
        return Standing.TASK, "R3-T1"
    return Standing.NAMED, "R1"


def is_task(passage: Passage) -> bool:
    """Whether the passage, taken alone, tells to do something."""
    return passage.form is Form.CLAUSE and passage.part in (Part.BODY, Part.ANNEX) and _tells_to_do(passage.key)


@lru_cache(maxsize=16384)
def opens_with_doing(key: str) -> bool:
    """Whether the clause begins with a verb of doing: "Hoàn thiện quy chế ..."."""
    words = key.split()
    if words[0] in lexicon.tasks().opening:
        return True
    return any(tuple(words[: len(verb)]) == verb for verb in lexicon.tasks().doing.get(words[0], ()))


@lru_cache(maxsize=16384)
def _tells_to_do(key: str) -> bool:
    words = key.split()
    if _is_aim(key) or tells_shortfall(key):
        return False
    return words[0] in lexicon.tasks().opening or _tells_doing(words)


@lru_cache(maxsize=16384)
def tells_shortfall(key: str) -> bool:
    """Whether the clause tells what falls short rather than what to do: "Trang thông tin điện tử chưa cập nhật"."""
    padded = f" {key} "
    found = any(f" {phrase} " in padded for phrase in lexicon.tasks().shortfalls)
    return found and not opens_with_doing(key) and not _is_duty(key.split())


def _is_duty(words: list[str]) -> bool:
    """Whether the words tell a duty: "phải được ban hành"."""
    return any(
        tuple(words[place : place + len(duty)]) == duty for duty in lexicon.tasks().duty for place in range(len(words))
    )


def is_outside_supervision(passage: Passage, first: int) -> bool:
    """Whether an organisation is asked to supervise: that is not the unit's own inspection (R5)."""
    if not passage.lead.startswith(_ASKED) and not passage.key.startswith(_ASKED):
        return False
    around = passage.key.split()[max(0, first - 6) : first + 8]
    return "giám sát" in " ".join(around)


@lru_cache(maxsize=16384)
def is_formula(key: str) -> bool:
    """Whether the clause is one of the closing formulas that every plan has; they address nothing (R9)."""
    plain = key.replace(" ,", "")
    return any(phrase in plain for phrase in lexicon.tasks().formulas)


def doing(words: list[str]) -> Iterator[Word]:
    """The verbs of doing in ``words``; passive ones ("được lưu trữ") and those within a noun do not count."""
    known = lexicon.tasks()
    nouns, verbs = known.nouns, known.doing
    index = 0
    while index < len(words):
        word = words[index]
        noun = _standing_at(nouns[word], words, index) if word in nouns else ()
        verb = _standing_at(verbs[word], words, index) if not noun and word in verbs else ()
        if verb and (index == 0 or words[index - 1] not in ("được", "bị")):
            yield verb
        index += len(noun or verb) or 1


def _tells_doing(words: list[str]) -> bool:
    return next(doing(words), None) is not None


def _standing_at(phrases: Sequence[Word], words: list[str], place: int) -> Word:
    """The first of ``phrases``, the longest ones first, that stands at ``place``."""
    for phrase in phrases:
        if tuple(words[place : place + len(phrase)]) == phrase:
            return phrase
    return ()


def _is_aim(key: str) -> bool:
    if key.startswith(lexicon.tasks().aim):
        return True
    return _stated().match(key) is not None and not opens_with_doing(key)  # "số hóa" is a task, "số lượng" none


@lru_cache(maxsize=1)
def _stated() -> re.Pattern[str]:
    """What only states how things are to be, as one pattern; by when may stand before: "đến cuối năm 2024 , 100%"."""
    return re.compile(rf"(?:(?:đến|trong|hết|từ)(?: \w+){{1,5}} , )?(?:{'|'.join(lexicon.tasks().state)})\b")


def _governed(words: list[str], first: int) -> bool:
    """Whether the word before the object makes it a channel, a cause, a purpose or an example."""
    for governors in lexicon.tasks().governors.values():
        for size in (1, 2):
            if first >= size and tuple(words[first - size : first]) in governors:
                return tuple(words[max(0, first - 2) : first]) != ("thông", "qua")
    return False


def _refers_to_itself(key: str) -> bool:
    return any(phrase in key for phrase in lexicon.tasks().self_reference)


def _kept(words: list[str]) -> tuple[Standing, str]:
    """An item to keep up is a task only if it says more than its label (T2)."""
    verbs = list(doing(words))
    text = " ".join(words)
    if verbs and _MEASURE.search(text):
        return Standing.TASK, "R3-T2(i)"
    if any(phrase in text for phrase in lexicon.tasks().beside) or len(set(verbs)) >= 3:
        return Standing.TASK, "R3-T2(ii)"
    return Standing.NAMED, "R3-T2"
