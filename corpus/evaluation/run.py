"""``kehoach evaluate``: read, extract and score every gold plan of a folder."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.evaluation import kinds
from corpus.evaluation.gold import GoldPlan, load_plans, placed, plan_file
from corpus.evaluation.header import found_fields, gold_fields, same
from corpus.evaluation.scoring import Miss, Score, score
from extractors.pipeline import extract
from ingest.read import read_path
from schema.document import Document, Evidence
from schema.plan import Plan

KINDS = ("sections", "citations", "targets", "assignments", "deadlines", "header")


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """The scores of a gold folder: per plan and kind, the evidence that does not hold, and the plans themselves."""

    scores: dict[str, dict[str, Score]]
    broken_evidence: tuple[Miss, ...]
    plans: dict[str, Plan] = field(repr=False)

    def total(self, kind: str) -> Score:
        """The counts of ``kind`` over all plans."""
        return sum((by_kind[kind] for by_kind in self.scores.values()), Score())


def evaluate(folder: Path, *, reader: Callable[[Path], Document] = read_path) -> Evaluation:
    """Score the extraction on every gold plan of ``folder``. Raises GoldError on a folder that cannot be used."""
    scores: dict[str, dict[str, Score]] = {}
    plans: dict[str, Plan] = {}
    broken: list[Miss] = []
    for gold in load_plans(folder):
        plan = extract(reader(plan_file(folder, gold)))
        plans[gold.plan] = plan
        scores[gold.plan] = score_plan(gold, plan)
        broken.extend(broken_evidence(gold.plan, plan))
    return Evaluation(scores=scores, broken_evidence=tuple(broken), plans=plans)


def score_plan(gold: GoldPlan, plan: Plan) -> dict[str, Score]:
    """The score of each of KINDS for one plan."""
    text, name = plan.document.text, gold.plan
    gold = placed(gold, text)
    gold_sections = kinds.numbered_gold(gold.sections)
    return {
        "sections": score(
            kinds.sections_kind(gold.sections, plan.sections),
            name,
            gold_sections,
            kinds.numbered_found(plan.sections),
            text,
        ),
        "citations": score(kinds.CITATIONS, name, gold.citations, plan.citations, text),
        "targets": score(kinds.TARGETS, name, gold.targets, plan.targets, text),
        "assignments": score(kinds.ASSIGNMENTS, name, gold.assignments, plan.assignments, text),
        "deadlines": score(kinds.DEADLINES, name, gold.deadlines, plan.deadlines, text),
        "header": score_header(gold, plan),
    }


def score_header(gold: GoldPlan, plan: Plan) -> Score:
    """Header accuracy as a Score: one item per field; ``right / gold`` is the accuracy."""
    found = found_fields(plan.header)
    wanted = gold_fields(gold)
    misses = tuple(
        Miss(plan=gold.plan, kind="wrong", quote=name, detail=f"gold {value!r} ≠ {found[name]!r}")
        for name, value in wanted.items()
        if not same(name, value, found[name])
    )
    right = len(wanted) - len(misses)
    return Score(gold=len(wanted), predicted=len(wanted), found=right, right=right, misses=misses)


def broken_evidence(name: str, plan: Plan) -> list[Miss]:
    """Every evidence of ``plan`` whose quote is not what stands at its place; an empty list is the only good answer."""
    text = plan.document.text
    return [
        Miss(plan=name, kind="evidence", quote=evidence.quote, detail=f"[{evidence.start}, {evidence.end})")
        for evidence in all_evidence(plan)
        if text[evidence.start : evidence.end] != evidence.quote
    ]


def all_evidence(value: Any) -> list[Evidence]:
    """Every Evidence inside ``value``, however deep."""
    if isinstance(value, Evidence):
        return [value]
    if isinstance(value, Document):
        return []
    if isinstance(value, tuple | list):
        return [evidence for item in value for evidence in all_evidence(item)]
    names = getattr(type(value), "__dataclass_fields__", {})
    return [evidence for name in names for evidence in all_evidence(getattr(value, name))]
