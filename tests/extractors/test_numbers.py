"""Numbers as Vietnamese writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("86,5", 86.5),  # decimal comma
        ("1.250", 1250),  # "." groups thousands
        ("12.500.000", 12_500_000),
        ("1.250,75", 1250.75),
        ("01", 1),  # a leading zero is style
        ("99.5", 99.5),  # careless decimal point: no group of three
        ("hai", 2),
        ("Mười", 10),
        ("l00", 100),  # what OCR makes of 100
        ("1OO", 100),
        ("", None),
        ("khoảng", None),
        ("1.2.3", None),
    ],
)
def test_number(text: str, value: float | None) -> None:
    assert number(text) == value


@given(st.integers(min_value=0, max_value=10**9))
def test_grouped_number_comes_back(value: int) -> None:
    assert number(f"{value:,}".replace(",", ".")) == value


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(text: str) -> None:
    assert number(text) is None or isinstance(number(text), float)
