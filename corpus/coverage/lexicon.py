"""The vocabulary of coverage, read once from ``corpus/lexicon``."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from schema.lexicon_files import read_lexicon
from schema.text import fold

_FOLDER = Path(__file__).resolve().parents[1] / "lexicon"

Word = tuple[str, ...]


def _load(name: str) -> Any:
    return read_lexicon(_FOLDER / name)


def word(phrase: str) -> Word:
    """``phrase`` as folded syllables."""
    return tuple(fold(phrase).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What words weigh. Keys are folded syllables."""

    abbreviations: dict[str, Word]
    compounds: tuple[str, ...]
    compound_words: frozenset[Word]  # the same as words
    function_words: frozenset[Word]
    umbrella: frozenset[Word]
    frame: frozenset[Word]
    common: frozenset[Word]
    background: frozenset[Word]
    institutions: frozenset[Word]
    qualifiers: frozenset[Word]
    synonyms: tuple[tuple[Word, ...], ...]
    thesaurus: dict[Word, tuple[Word, ...]]
    fillers: frozenset[Word]
    aside: tuple[str, ...]
    steering: tuple[str, ...]
    same_in_names: tuple[tuple[Word, ...], ...]
    empty_in_headings: frozenset[Word]
    area_variants: tuple[tuple[str, ...], ...]
    other_fields: dict[str, tuple[Word, ...]]  # by first syllable, longest first
    other_persons: dict[str, tuple[Word, ...]]  # likewise
    officials: frozenset[str]
    of_the_field: frozenset[str]
    not_of: frozenset[str]
    objects: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]  # what names have, how clauses tell it


@dataclass(frozen=True, slots=True, kw_only=True)
class Tasks:
    """By which words a clause is a task, a bare aim, an item to keep up or a mere naming."""

    doing: dict[str, tuple[Word, ...]]  # by first syllable, longest first
    nouns: dict[str, tuple[Word, ...]]  # in which a verb of doing is none
    opening: frozenset[str]  # where a clause begins with them only
    aim: tuple[str, ...]
    state: tuple[str, ...]
    shortfalls: tuple[str, ...]
    duty: tuple[Word, ...]
    keep_openers: tuple[str, ...]
    keep_objects: tuple[str, ...]
    conformity: frozenset[Word]
    beside: tuple[str, ...]
    governors: dict[str, frozenset[Word]]
    by_when: tuple[str, ...]
    appointing: frozenset[str]  # syllables
    self_reference: tuple[str, ...]
    formulas: tuple[str, ...]
    titles: dict[str, tuple[str, ...]]
    deferral: tuple[str, ...]
    trivial_annexes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """What criteria are usually about. of: the phrases of a name that say so, one way each; unless: those that say it
    is about something else; said, here, counters, hints: what plans say, in the lexicon's spelling."""

    of: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]
    said: tuple[str, ...]
    here: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def _set(phrases: list[str]) -> frozenset[Word]:
    return frozenset(word(phrase) for phrase in phrases)


def _by_first(phrases: list[str]) -> dict[str, tuple[Word, ...]]:
    found: dict[str, list[Word]] = {}
    for entry in sorted(map(word, phrases), key=len, reverse=True):
        found.setdefault(entry[0], []).append(entry)
    return {first: tuple(entries) for first, entries in found.items()}


@lru_cache(maxsize=1)
def words() -> Words:
    """The weighing vocabulary (``coverage_words.yaml``)."""
    data = _load("coverage_words.yaml")
    thesaurus: dict[Word, tuple[Word, ...]] = {}
    synonyms = tuple(tuple(map(word, line)) for line in data["thesaurus"])
    for group in synonyms:
        for entry in group:
            others = tuple(other for other in group if other != entry)
            thesaurus[entry] = thesaurus.get(entry, ()) + others
    return Words(
        abbreviations={fold(abbr): word(meaning) for abbr, meaning in data["abbreviations"].items()},
        compounds=tuple(data["compounds"]),
        compound_words=frozenset(map(word, data["compounds"])),
        function_words=_set(data["function_words"]),
        umbrella=_set(data["umbrella"]),
        frame=_set(data["frame"]),
        common=_set(data["common"]),
        background=_set(data["background"]),
        institutions=_set(data["institutions"]),
        qualifiers=_set(data["qualifiers"]),
        synonyms=synonyms,
        thesaurus=thesaurus,
        fillers=_set(data["fillers"]),
        aside=tuple(data["aside"]),
        steering=tuple(map(fold, data["steering"])),
        same_in_names=tuple(tuple(map(word, line)) for line in data["same_in_names"]),
        empty_in_headings=_set(data["empty_in_headings"]),
        area_variants=tuple(tuple(map(fold, line)) for line in data["area_variants"]),
        other_fields=_by_first(data["other_fields"]),
        other_persons=_by_first(data["other_persons"]),
        officials=frozenset(map(fold, data["officials"])),
        of_the_field=frozenset(map(fold, data["of_the_field"])),
        not_of=frozenset(map(fold, data["not_of"])),
        objects=tuple((tuple(map(fold, one["of"])), tuple(map(fold, one["told"]))) for one in data["objects"]),
    )


@lru_cache(maxsize=1)
def tasks() -> Tasks:
    """The judging vocabulary (``coverage_tasks.yaml``)."""
    data = _load("coverage_tasks.yaml")
    return Tasks(
        doing=_by_first(data["doing"]),
        nouns=_by_first(data["nouns"]),
        opening=frozenset(map(fold, data["opening"])),
        aim=tuple(map(fold, data["aim"])),
        state=tuple(data["state"]),
        shortfalls=tuple(map(fold, data["shortfalls"])),
        duty=tuple(map(word, data["duty"])),
        keep_openers=tuple(map(fold, data["keep_up"]["openers"])),
        keep_objects=tuple(map(fold, data["keep_up"]["objects"])),
        conformity=_set(data["conformity"]),
        beside=tuple(map(fold, data["beside"])),
        governors={kind: _set(phrases) for kind, phrases in data["governors"].items()},
        by_when=tuple(map(fold, data["by_when"])),
        appointing=frozenset(fold(" ".join(data["appointing"])).split()),
        self_reference=tuple(map(fold, data["self_reference"])),
        formulas=tuple(map(fold, data["formulas"])),
        titles={kind: tuple(map(fold, phrases)) for kind, phrases in data["titles"].items()},
        deferral=tuple(map(fold, data["deferral"])),
        trivial_annexes=tuple(map(fold, data["trivial_annexes"])),
    )


@lru_cache(maxsize=1)
def concepts() -> tuple[Concept, ...]:
    """The usage of the genre (``coverage_concepts.yaml``), in the order of the file; what is narrower follows what is
    wider."""
    return tuple(concept for item in _load("coverage_concepts.yaml") for concept in _concepts_of(item))


def _concepts_of(item: list[str] | dict[str, Any]) -> Iterator[Concept]:
    if isinstance(item, list):
        item = {"kinds": [item]}
    kinds: list[list[str]] = item.get("kinds", [])
    counters = tuple(item.get("not", ()))
    unless = tuple(item.get("unless", ()))
    if "of" in item:
        yield Concept(
            of=tuple(tuple(entry.split(" + ")) for entry in item["of"]),
            unless=unless,
            said=tuple(dict.fromkeys((*item.get("said", ()), *chain.from_iterable(kinds)))),
            here=tuple(item.get("here", ())),
            counters=counters,
            hints=tuple(item.get("hint", ())),
        )
    for kind in kinds:
        yield Concept(of=tuple((phrase,) for phrase in kind), unless=unless, said=tuple(kind), counters=counters)
