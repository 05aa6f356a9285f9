"""Reading a passage in one pass finds what looking for every run at every place would find."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.coverage.found import UNKNOWN, Form, Hit, Vocabulary, plain
from corpus.coverage.lexicon import Word

COMPOUNDS = (("thủ", "tục", "hành", "chính"), ("hành", "chính"), ("sơ",))
RUNS = (("thủ", "tục"), ("hành", "chính"), ("hồ", "sơ", "số"), ("sơ", "số"), ("số",), ("hành", "chính", "số"))
FORMS = tuple(Form(run, tuple(map(plain, run)), number, 0.5, 0, len(run)) for number, run in enumerate(RUNS))
ANCHORS = {"ho": {UNKNOWN: ("ho",), "so": ("ho", "ho so")}, "thu": {UNKNOWN: (), "tuc": ("thu tuc",)}}
READING = Vocabulary(FORMS, COMPOUNDS, ANCHORS)
SYLLABLES = ("thủ", "thu", "tục", "hành", "chính", "chinh", "hồ", "ho", "sơ", "số", UNKNOWN, ",")


def _compounds(passage: Word) -> list[tuple[int, int]]:
    found, place = [], 0
    while place < len(passage):
        size = next((len(one) for one in COMPOUNDS if passage[place : place + len(one)] == one), 0)
        found += [(place, place + size)] if size else []
        place += size or 1
    return found


def _torn(first: int, last: int, compounds: list[tuple[int, int]]) -> bool:
    return any(start < last and first < end and not (first <= start and end <= last) for start, end in compounds)


def _hits(passage: Word) -> set[Hit]:
    found = set()
    for form in FORMS:
        for first in range(len(passage) - len(form.exact) + 1):
            last = first + len(form.exact)
            said = passage[first:last]
            wrong = sum(one != other for one, other in zip(said, form.exact, strict=True))
            alike = tuple(map(plain, said)) == form.plain and len(said) > 1
            strength = 0.5 if not wrong else 0.5 * 0.85 if wrong == 1 and alike else 0.0
            if strength and not _torn(first, last, _compounds(passage)):
                found.add(Hit(form.term, first, last, strength))
    return found


@given(st.lists(st.sampled_from(SYLLABLES), max_size=12).map(tuple))
def test_one_pass_finds_what_every_run_at_every_place_would_find(passage: Word) -> None:
    read = READING.read(passage)
    assert set(read.hits) == _hits(passage)
    assert [hit.first for hit in read.hits] == sorted(hit.first for hit in read.hits)
    assert sorted(set(read.compounds.values())) == _compounds(passage)
    begun = {
        anchor: [
            place
            for place in range(len(passage))
            if " ".join(map(plain, passage[place : place + len(anchor.split())])) == anchor
        ]
        for anchor in ("ho", "ho so", "thu tuc")
    }
    assert read.places == {anchor: places for anchor, places in begun.items() if places}
