"""Edges to boxes to tables: what pdfplumber's own functions make of the same edges."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from ingest.encodings.syllables import count, count_text, words
from ingest.pdf_cells import TOLERANCE, Edge, enclosed, is_lattice, merged, touching
from ingest.pdf_grid import Shape

# Multiples of a quarter: sums and means of a few are exact, so that both sides can be compared with "==".
_at = st.integers(0, 30).map(lambda number: number * 8.0)
_edge = st.builds(lambda at, low, length: Edge(at, low, low + length), _at, _at, st.sampled_from([8.0, 40.0, 160.0]))
_edges = st.lists(_edge, max_size=25)


def as_dict(edge: Edge, orientation: str) -> dict[str, Any]:
    along, low, high = ("x0", "top", "bottom") if orientation == "v" else ("top", "x0", "x1")
    other = "x1" if orientation == "v" else "bottom"
    return {"orientation": orientation, along: edge.at, other: edge.at, low: edge.low, high: edge.high,
            "width": 0.0, "height": 0.0}  # fmt: skip


@given(_edges, _edges)
def test_the_boxes_are_those_of_pdfplumber(upright: list[Edge], level: list[Edge]) -> None:
    dicts = [*(as_dict(edge, "v") for edge in upright), *(as_dict(edge, "h") for edge in level)]
    theirs = intersections_to_cells(edges_to_intersections(merge_edges(dicts, *[TOLERANCE] * 4), TOLERANCE, TOLERANCE))
    ours = enclosed(merged(upright), merged(level))
    assert ours == theirs
    assert [sorted(table) for table in touching(ours)] == [sorted(table) for table in cells_to_tables(theirs)]


@given(*[st.lists(st.integers(0, 60).map(lambda at: at * 8.0), min_size=2, max_size=9, unique=True).map(sorted)] * 2)
def test_a_plain_table_is_the_same_by_the_short_way(xs: list[float], ys: list[float]) -> None:
    upright, level = [Edge(x, ys[0], ys[-1]) for x in xs], [Edge(y, xs[0], xs[-1]) for y in ys]
    assert is_lattice(upright, level)
    boxes = enclosed(upright, level)
    assert Shape.lattice(xs, ys) == Shape.of(boxes)
    assert len(boxes) == 1 or touching(boxes) == [boxes]


@given(st.text(alphabet=" \n\u00a0aăâáạbcdđeghiknotuưyUBNDCH-/1\u0301\u0323", max_size=80))
def test_a_text_counts_like_its_words(text: str) -> None:
    assert count_text(text) == count(words(text))
