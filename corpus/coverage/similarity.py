"""A second opinion from an embedding model, plugged in by name and off by default.

A model decides nothing: where no rule found a passage and the model is sure of one, the cell goes to review.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from corpus.coverage.passages import Form, Passage
from schema.coverage import Cell, Near
from schema.errors import KehoachError
from schema.plan import Plan

GROUP = "kehoach.similarity"  # the entry-point group under which a package offers its model
_SURE = 0.8


@runtime_checkable
class Similarity(Protocol):
    """Tells how alike a phrase and passages are, each between 0 and 1."""

    def scores(self, phrase: str, passages: Sequence[str]) -> Sequence[float]:
        """One score per passage."""


def similarity(name: str) -> Similarity:
    """The model that an installed package offers as ``name``. Raises KehoachError where none does."""
    for entry in entry_points(group=GROUP, name=name):
        model = entry.load()()
        if isinstance(model, Similarity):
            return model
    raise KehoachError(
        f"Không có mô hình so khớp nào tên “{name}”.",
        f"Cài gói cung cấp mô hình này (nhóm entry point {GROUP}) hoặc bỏ tùy chọn mô hình.",
    )


def second_opinion(
    cells: Sequence[Cell], plan: Plan, passages: Sequence[Passage], names: Mapping[str, str], model: Similarity
) -> tuple[Cell, ...]:
    """``cells``, marked for review where the model sees a passage that the rules did not. names: by criterion code."""
    clauses = [passage for passage in passages if passage.form is Form.CLAUSE]
    texts = [plan.document.text[passage.start : passage.end] for passage in clauses]
    return tuple(cell if cell.evidence else _asked(cell, plan, clauses, texts, names, model) for cell in cells)


def _asked(
    cell: Cell,
    plan: Plan,
    clauses: Sequence[Passage],
    texts: Sequence[str],
    names: Mapping[str, str],
    model: Similarity,
) -> Cell:
    if not clauses or cell.searched is None:
        return cell
    score, best = max(zip(model.scores(names[cell.criterion], texts), clauses, strict=True), key=lambda pair: pair[0])
    if score < _SURE:
        return cell
    near = Near(evidence=plan.document.cite(best.start, best.end), score=round(score, 3), section=best.section)
    others = tuple(found for found in cell.searched.nearest if found.evidence.start != best.start)
    return replace(cell, doubtful=True, searched=replace(cell.searched, nearest=(near, *others[:2])))
