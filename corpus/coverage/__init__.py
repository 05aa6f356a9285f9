"""Which criterion a plan addresses, and how: passages, matching, statuses, the matrix of units and criteria.

``assess`` answers for one plan, ``coverage`` for all units of a roster; ``material_of`` makes what a store keeps so
that neither needs to read a plan again.
"""

from corpus.coverage.assessor import Assessor, prepare_assessor
from corpus.coverage.material import Material, material_of
from corpus.coverage.matrix import assess, coverage, decided
from corpus.coverage.phrases import PhraseReader
from corpus.coverage.verdict import Judgement, Verdict

__all__ = [
    "Assessor",
    "Judgement",
    "Material",
    "PhraseReader",
    "Verdict",
    "assess",
    "coverage",
    "decided",
    "material_of",
    "prepare_assessor",
]
