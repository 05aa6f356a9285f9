"""Many phrases as one pattern."""

import re

from hypothesis import given
from hypothesis import strategies as st

from extractors.phrases import exact_signs, longest_of
from extractors.rules import any_of
from schema.text import fold

PHRASES = st.lists(st.text("abđ .", min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=12)


@given(PHRASES, st.text("abđ .", max_size=20))
def test_the_tree_finds_what_the_longest_first_list_finds(phrases: list[str], text: str) -> None:
    plain = sorted({" ".join(fold(phrase).split()) for phrase in phrases}, key=len, reverse=True)
    listed = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in plain)
    tree = longest_of(map(exact_signs, phrases))
    for border in ("", r"(?!\w)"):  # behind a border a shorter phrase is tried, too
        wanted = [match.span() for match in re.finditer(f"(?:{listed}){border}", text)]
        assert [match.span() for match in re.finditer(f"{tree}{border}", text)] == wanted


def test_a_beginning_that_phrases_share_stands_once() -> None:
    assert longest_of(["ab", "abc", "ad", "b"]) == "(?:a(?:b(?:c|)|d)|b)"


def test_the_longest_phrase_is_taken_whatever_their_order() -> None:
    for phrases in (["chủ trì", "chủ trì, phối hợp"], ["chủ trì, phối hợp", "chủ trì"]):
        match = re.match(any_of(*phrases), fold("Chủ  trì, phối\nhợp với công an"))
        assert match is not None
        assert match.group() == "chủ  trì, phối\nhợp"
