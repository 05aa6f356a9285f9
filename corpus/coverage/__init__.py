"""Which criterion a plan addresses, and how: passages, matching, statuses, the matrix of units and criteria.

``assess`` answers for one plan, ``coverage`` for all units of a roster; ``prepare_passages`` makes what a store keeps
so that neither needs to read a plan again.
"""

from corpus.coverage.assessor import Assessor, prepare_assessor
from corpus.coverage.matrix import Submission, assess, coverage, decided
from corpus.coverage.passages import Passage, from_json, prepare_passages, to_json

__all__ = [
    "Assessor",
    "Passage",
    "Submission",
    "assess",
    "coverage",
    "decided",
    "from_json",
    "prepare_assessor",
    "prepare_passages",
    "to_json",
]
