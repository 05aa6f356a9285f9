"""The short ways of the PDF reader, taken for speed, against the plain ones that they stand for."""

import gc
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import pdf
from ingest.pdf_drawings import Uprights
from ingest.pdf_fonts import Font
from ingest.pdf_footnotes import _RAISED, has_mark
from ingest.pdf_furniture import _MAY_BE_SIGNED, _SIGNED_STEMS
from ingest.pdf_lines import cell_lines
from ingest.pdf_rows import are_stacked, rows_of
from ingest.pdf_runs import Word
from ingest.source import ReadError, SourceBytes

_SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "samples" / "ke-hoach-ubnd-xa-tan-binh.pdf"
_FONT = Font("Times New Roman", False, False, False)

_marked = st.lists(st.sampled_from([*"đA1 (()[]**¹²\n.", "xã¹", "dân (2)", "kỳ*", "[3] "]), max_size=9).map("".join)


@given(_marked)
def test_a_mark_is_found_by_its_sign(text: str) -> None:
    assert has_mark(text) == (_RAISED.search(text) is not None)


def test_every_sign_of_a_stamp_has_a_stem_that_is_looked_for_first() -> None:
    assert all(any(stem in sign for stem in _SIGNED_STEMS) for sign in _MAY_BE_SIGNED)


@pytest.fixture
def collector_off() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("collector_off")
def test_a_reading_leaves_nothing_for_the_garbage_collector() -> None:
    source = SourceBytes(name="kế hoạch.pdf", data=_SAMPLE.read_bytes())
    pdf.read_pdf(source)  # what is made once for all readings
    gc.collect()
    assert pdf.read_pdf(source).text
    assert gc.collect() == 0


def test_the_garbage_collector_rests_only_while_pages_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []

    def broken(*_: object) -> None:
        seen.append(gc.isenabled())
        raise ReadError(pdf.Reason.CORRUPT, "Tệp hỏng.", "Xin lại tệp.")

    monkeypatch.setattr(pdf, "_document", broken)
    with pytest.raises(ReadError):
        pdf.read_pdf(SourceBytes(name="kế hoạch.pdf", data=_SAMPLE.read_bytes()))
    assert seen == [False]
    assert gc.isenabled()


def _run(text: str, x0: float, y0: float, size: float = 12.0) -> Word:
    x1 = x0 + 6 * len(text)
    return Word(text, x0, y0, x1, y0 + 1.12 * size, _FONT, size, 0, x0 + 6 * len(text.split()[0]), x0)


_runs = st.lists(
    st.builds(_run, st.sampled_from(["Quý I", "1.", "Công chức Tư pháp"]), st.integers(50, 60).map(float),
              st.integers(0, 12).map(lambda at: 6.0 * at), st.sampled_from([0.0, 9.0, 12.0])),
    min_size=1, max_size=4,
)  # fmt: skip


@given(_runs)
def test_runs_are_stacked_where_each_is_a_whole_row_below_the_one_before(runs: list[Word]) -> None:
    drops = [above.y0 - below.y0 for above, below in pairwise(runs)]
    tallest = max(run.size for run in runs)
    assert are_stacked(runs) == all(drop >= tallest > 0 for drop in drops)


@given(_runs)
def test_the_lines_of_a_cell_lie_between_its_outermost_runs(runs: list[Word]) -> None:
    lines = cell_lines(runs, 3)
    assert len(lines) == len(rows_of(runs))
    assert {(line.page, line.left, line.right) for line in lines} == {
        (3, min(run.x0 for run in runs), max(run.x1 for run in runs))
    }


def test_rules_part_the_lines_that_reach_over_them() -> None:
    uprights = Uprights([(100.0, 0.0, 100.5, 200.0), (300.0, 0.0, 300.5, 90.0), (0.0, 50.0, 400.0, 50.5)])
    first, last = (40.0, 112.0, 46.0, 100.0), (350.0, 112.0, 356.0, 100.0)
    low = (40.0, 60.0, 46.0, 48.0), (350.0, 60.0, 356.0, 48.0)
    ends = [(first, last), (None, last), low, (first, (90.0, 112.0, 96.0, 100.0))]
    assert uprights.between(ends) == {0: [100.0], 2: [100.0, 300.0]}
