"""The short ways of the PDF reader, taken for speed, against the plain ones that they stand for."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.pdf_footnotes import _RAISED, has_mark

_marked = st.lists(st.sampled_from([*"đA1 (()[]**¹²\n.", "xã¹", "dân (2)", "kỳ*", "[3] "]), max_size=9).map("".join)


@given(_marked)
def test_a_mark_is_found_by_its_sign(text: str) -> None:
    assert has_mark(text) == (_RAISED.search(text) is not None)
