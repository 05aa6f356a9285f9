"""The key under which Vietnamese text is compared: one spelling for each syllable, every character at its old offset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.text import bare, fold, lower

SAME = [
    ("Hoà Thuận, thuỷ lợi, khoẻ", "hòa thuận, thủy lợi, khỏe"),
    ("Qui định, quí IV, quì", "quy định, quý iv, quỳ"),
    ("tỉ lệ, kĩ năng, học kì, lí do, kỉ luật, sĩ số, tị nạn", "tỷ lệ, kỹ năng, học kỳ, lý do, kỷ luật, sỹ số, tỵ nạn"),
]
OWN = [
    "thì nghị quyết khi bị chỉ trích",
    "quít quyết quịt",
    "ti vi, hi vọng, li ti, mi",
    "nhì, phí, lịch, tính, kính, miếng",
]


@pytest.mark.parametrize(("written", "key"), SAME)
def test_spellings_of_one_syllable_have_one_key(written: str, key: str) -> None:
    assert fold(written) == fold(key) == key


@pytest.mark.parametrize("written", OWN)
def test_syllables_of_one_spelling_stay(written: str) -> None:
    assert fold(written) == written


@given(st.text(alphabet=st.sampled_from("qukhtmslaiyoàìíỉĩịỳýỷỹỵ ÌÍỈỊQĐ.\n"), max_size=40))
def test_no_offset_moves_and_folding_twice_changes_nothing(text: str) -> None:
    assert len(fold(text)) == len(lower(text)) == len(bare(text)) == len(text)
    assert fold(fold(text)) == fold(text)
