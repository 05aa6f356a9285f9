"""A second opinion from an embedding model, plugged in by name and off by default (setting ``KEHOACH_SIMILARITY``).

A model decides nothing: where no rule found a passage and the model is sure of one, the cell goes to review, and the
passage says which model found it.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from corpus.coverage.material import Material
from corpus.coverage.passages import Form, Passage
from corpus.coverage.verdict import Close, Judgement, Verdict
from schema.coverage import Status
from schema.errors import KehoachError

GROUP = "kehoach.similarity"  # the entry-point group under which a package offers its model
SETTING = "KEHOACH_SIMILARITY"
_SURE = 0.8
_OPEN = (Status.UNADDRESSED, Status.UNKNOWN)
_NEXT = f"Cài lại gói cung cấp mô hình này (nhóm entry point {GROUP}), hoặc bỏ biến môi trường {SETTING}."


@runtime_checkable
class Similarity(Protocol):
    """Tells how alike a phrase and passages are, each between 0 and 1."""

    def scores(self, phrase: str, passages: Sequence[str]) -> Sequence[float]:
        """One score per passage."""


def model_in_use() -> str | None:
    """The name of the model that the setting asks for; None where it asks for none. Raises KehoachError where no
    installed package offers it."""
    name = os.environ.get(SETTING, "").strip()
    if name and not entry_points(group=GROUP, name=name):
        known = ", ".join(sorted(entry_points(group=GROUP).names)) or "chưa cài mô hình nào"
        raise KehoachError(
            f"Không có mô hình so khớp nào tên “{name}” ({known}).",
            f"Cài gói cung cấp mô hình này (nhóm entry point {GROUP}), hoặc bỏ biến môi trường {SETTING}.",
        )
    return name or None


def similarity(name: str) -> Similarity:
    """The model that an installed package offers as ``name``. Raises KehoachError where none does, or it cannot be
    loaded."""
    try:
        made = [entry.load()() for entry in entry_points(group=GROUP, name=name)]
    except (ImportError, AttributeError, OSError) as error:
        raise KehoachError(f"Không nạp được mô hình so khớp “{name}”: {error}.", _NEXT) from error
    for model in made:
        if isinstance(model, Similarity):
            return model
    raise KehoachError(f"Không có mô hình so khớp nào dùng được tên “{name}”.", _NEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondOpinion:
    """A model at work. name: under which it was asked for; criteria: the names of the criteria, by code."""

    name: str
    model: Similarity
    criteria: Mapping[str, str]

    def on(self, verdict: Verdict, material: Material) -> Verdict:
        """``verdict`` on ``material``, its judgements marked for review where the model sees a passage that the rules
        did not."""
        clauses = [passage for passage in material.passages if passage.form is Form.CLAUSE]
        if not clauses or not any(judged.status in _OPEN for judged in verdict.judgements):
            return verdict
        texts = [material.document.text[passage.start : passage.end] for passage in clauses]
        judgements = tuple(
            self._asked(judged, clauses, texts) if judged.status in _OPEN else judged for judged in verdict.judgements
        )
        return replace(verdict, judgements=judgements)

    def _asked(self, judged: Judgement, clauses: Sequence[Passage], texts: Sequence[str]) -> Judgement:
        scores = self.model.scores(self.criteria[judged.criterion], texts)
        score, best = max(zip(scores, clauses, strict=True), key=lambda pair: pair[0])
        if score < _SURE:
            return judged
        near = Close(best.start, best.end, best.section, round(score, 3), f"mô hình so khớp “{self.name}”")
        others = tuple(other for other in judged.nearest if other.start != best.start)
        return judged._replace(doubtful=True, nearest=(near, *others[:2]))
