"""An annex of sixty rows over four pages is one table with each row once and each cell its own, however it is ruled."""

import pytest

from tests.ingest.pdf_annex_making import Form, fault, forms
from tests.ingest.pdf_forms_making import SERIF

needs_font = pytest.mark.skipif(not SERIF.exists(), reason="no font with Vietnamese letters is installed")

EVERY = list(forms(spacings=(2.0, 0.0), anew=(False, True)))
# These have each kind of rules with each of groups, the other features by turns; the rest is in `make test-full`.
SOME = EVERY[::29]


@needs_font
@pytest.mark.parametrize("form", SOME, ids=str)
def test_an_annex_is_read_row_for_row(form: Form) -> None:
    assert fault(form) is None


@pytest.mark.full
@needs_font
@pytest.mark.parametrize("form", [form for form in EVERY if form not in SOME], ids=str)
def test_every_annex_is_read_row_for_row(form: Form) -> None:
    assert fault(form) is None
